"""The figures of an evidence, found by passage and by size: what looking one up costs does not grow with the evidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from groundwire.checks._kept import KeptPerEvidence
from groundwire.editing.conversions import measure
from groundwire.editing.figure_agreement import Agreement, Likeness, Stated, compare_figures, state
from groundwire.model import Figure, FigureKind, Passage, Precision, Reading, Role, Time
from groundwire.protocols import Evidence

MOST: Final = 300
"""Figures of one passage that one figure of a draft is compared with."""
ELSEWHERE: Final = 16
"""Figures outside the passages found, nearest in size first, that one figure of a draft is compared with."""
REACH: Final = Decimal(2)
"""How many times larger or smaller a figure may be that could still back one with a hedge."""
ROUNDED: Final = Decimal("1.06")
"""The same for one without: no rounding and no conversion goes further."""

_CREDITING: Final = frozenset({"report", "accord", "write", "publish", "say", "put", "quote", "cite"})
_WITHDRAWING = re.compile(
    r"(?i)\b(?:earlier|previous|original|first|initial|prior) (?:version|report|article|story|edition|dispatch|item"
    r"|figure|number|text|headline)s?\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously|misstated|instead of|rather than)\b|\bnot\s(?:\S+\s){0,2}\Z"
)
_RIGHT = re.compile(
    r"(?i)\b(?:in fact|the correct|correct (?:figure|number)|the figure is|the number is|should (?:be|have been|read)"
    r"|it (?:is|was)|there (?:is|are|was|were)|actually|but|now|has since|revised to|corrected to)\b|;"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of the evidence where it stands."""

    figure: Figure
    passage: Passage
    stated: Stated
    is_withdrawn: bool


class FigureIndex:
    """Every figure of the passages that may be evidence. What a figure states is worked out when it is first looked at."""

    def __init__(self, evidence: Evidence) -> None:
        self._readings = {document.id: evidence.reading(document.id) for document in evidence.documents}
        self._revises = {document.id: document.revises for document in evidence.documents}
        self._outlets: dict[str, list[str]] = {}
        for document in evidence.documents:
            if document.source.name:
                self._outlets.setdefault(document.source.name, []).append(document.id)
        self._found: dict[tuple[str, int], Found | None] = {}
        self._by_size: dict[tuple[FigureKind, str], list[tuple[Decimal, str, int]]] = {}
        for document_id, reading in self._readings.items():
            for number, figure in enumerate(reading.figures):
                for value in (figure.value,) if figure.high is None else (figure.value, figure.high):
                    group, size = _group(figure, value)
                    self._by_size.setdefault(group, []).append((size, document_id, number))
        for sizes in self._by_size.values():
            sizes.sort()
        self._withdrawn = tuple(self._find_withdrawn())

    def neighbour(self, passage: Passage, by: int) -> Passage | None:
        """The passage so many places after (before) this one in its document, headlines left out."""
        sentences = self._readings[passage.span.document_id].sentences
        place = passage.index + by
        found = sentences[place] if 0 <= place < len(sentences) else None
        return found if found is not None and found.role is not Role.HEADLINE else None

    def inside(self, passage: Passage) -> list[Found]:
        """The figures of one passage in text order, at most ``MOST``."""
        reading = self._readings[passage.span.document_id]
        first = bisect_left(reading.figures, passage.span.start, key=lambda figure: figure.span.start)
        found: list[Found] = []
        for number in range(first, min(len(reading.figures), first + MOST)):
            if reading.figures[number].span.start >= passage.span.end:
                break
            one = self._at(passage.span.document_id, number)
            found += [one] if one is not None else []
        return found

    def times_in(self, passage: Passage) -> tuple[Time, ...]:
        """The times of one passage in text order."""
        times = self._readings[passage.span.document_id].times
        first = bisect_left(times, passage.span.start, key=lambda time: time.span.start)
        last = bisect_left(times, passage.span.end, key=lambda time: time.span.start)
        return times[first : min(last, first + MOST)]

    def credited_in(self, sentence: Passage) -> tuple[frozenset[str], tuple[str, ...]]:
        """The reports of the outlets that a sentence credits, and the outlets' names; nothing where it credits none."""
        if not any(token.lemma in _CREDITING for token in sentence.tokens):
            return frozenset(), ()
        named = tuple(name for name in self._outlets if name in sentence.text and _has_word(sentence.text, name))
        return frozenset(document_id for name in named for document_id in self._outlets[name]), named

    def all_of(self, kinds: Sequence[FigureKind], reports: frozenset[str]) -> Iterator[Found]:
        """The figures of these kinds in some reports, at most ``MOST`` of each report."""
        for document_id in sorted(reports):
            numbers = [number for number, one in enumerate(self._readings[document_id].figures) if one.kind in kinds]
            found = (self._at(document_id, number) for number in numbers[:MOST])
            yield from (one for one in found if one is not None)

    def beside(self, near: Sequence[Passage]) -> list[Found]:
        """The figures of the passages ``near``."""
        return [one for passage in near for one in self.inside(passage)]

    def elsewhere(self, figure: Figure, near: Sequence[Passage]) -> list[Found]:
        """The figures of all other passages that may be equal, the nearest in size first."""
        spans = {passage.span for passage in near}
        return [one for one in self._elsewhere(figure) if one.passage.span not in spans]

    def _elsewhere(self, figure: Figure) -> Iterator[Found]:
        seen: set[tuple[str, int]] = set()
        is_loose = figure.precision is not Precision.EXACT or figure.high is not None
        reach = REACH if is_loose else ROUNDED
        for group in self._groups(figure):
            sizes = self._by_size[group]
            for value in (figure.value,) if figure.high is None else (figure.value, figure.high):
                _, size = _group(figure, value)
                place = bisect_left(sizes, (size, "", 0))
                around = sizes[max(0, place - ELSEWHERE) : place + ELSEWHERE]
                around = [one for one in around if size / reach <= one[0] <= size * reach]
                for _, document_id, number in sorted(around, key=lambda one: abs(one[0] - size))[:ELSEWHERE]:
                    one = self._at(document_id, number)
                    if one is not None and (document_id, number) not in seen:
                        seen.add((document_id, number))
                        yield one

    def _groups(self, figure: Figure) -> list[tuple[FigureKind, str]]:
        """The groups that a figure may be compared with: its own, counts of nothing named with all but ranks, ages with years."""
        own, _ = _group(figure, figure.value)
        if figure.kind is FigureKind.COUNT and figure.unit:
            return [group for group in self._by_size if group[0] in (FigureKind.COUNT, FigureKind.MEASURE)]
        if figure.kind is FigureKind.COUNT:
            return [group for group in self._by_size if group[0] is not FigureKind.ORDINAL]
        others = [(FigureKind.COUNT, ""), (FigureKind.AGE, "d"), (FigureKind.MEASURE, own[1])]
        wanted = [own] if figure.kind is FigureKind.ORDINAL else list(dict.fromkeys([own, *others]))
        return [group for group in wanted if group in self._by_size]

    def _at(self, document_id: str, number: int) -> Found | None:
        key = (document_id, number)
        if key not in self._found:
            reading = self._readings[document_id]
            figure = reading.figures[number]
            passage = reading.passage_at(figure.span)
            if passage is None or passage.role is Role.HEADLINE:
                self._found[key] = None
            else:
                stated = state(figure, passage)
                self._found[key] = Found(figure, passage, stated, self._is_gone(figure, passage, stated))
        return self._found[key]

    # --- corrections --------------------------------------------------------------------------------------------------

    def _find_withdrawn(self) -> Iterator[tuple[frozenset[str], Stated]]:
        """For each figure that a correction calls wrong: the documents it is withdrawn in (its own and the version that it replaces)."""
        for document_id, reading in self._readings.items():
            for figure, passage in _corrections(reading):
                if _is_withdrawn(figure, passage):
                    documents = frozenset({document_id, self._revises[document_id] or document_id})
                    yield documents, state(figure, passage)

    def _is_gone(self, figure: Figure, passage: Passage, stated: Stated) -> bool:
        if passage.role is Role.CORRECTION:
            return _is_withdrawn(figure, passage)
        return any(
            figure.span.document_id in documents and compare_figures(stated, gone) == (Agreement.AGREES, Likeness.SAME)
            for documents, gone in self._withdrawn
        )


def _has_word(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _group(figure: Figure, value: Decimal) -> tuple[tuple[FigureKind, str], Decimal]:
    if figure.kind in (FigureKind.MEASURE, FigureKind.AGE):
        family, size = measure(value, figure.unit)
        return (figure.kind, family), abs(size)
    return (figure.kind, ""), abs(value)


def _corrections(reading: Reading) -> Iterable[tuple[Figure, Passage]]:
    if not any(passage.role is Role.CORRECTION for passage in reading.sentences):
        return
    for figure in reading.figures:
        passage = reading.passage_at(figure.span)
        if passage is not None and passage.role is Role.CORRECTION:
            yield figure, passage


def _is_withdrawn(figure: Figure, passage: Passage) -> bool:
    """Whether a correction names this figure as the one that was wrong."""
    before = passage.text[: figure.span.start - passage.span.start][-400:]
    wrong = max((match.end() for match in _WITHDRAWING.finditer(before)), default=-1)
    right = max((match.end() for match in _RIGHT.finditer(before)), default=-1)
    return wrong > right


FIGURES: Final = KeptPerEvidence(FigureIndex)
"""The index of each evidence, made once."""
