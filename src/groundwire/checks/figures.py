"""Figures: is every number of a sentence, with what it counts, in the sources?

Blocks or stays silent. A figure is backed by an equal one (rounding and hedges as ``editing.figure_agreement`` tells) of the
same thing. Where a passage plainly on the same matter gives another number, the sentence is contradicted. Where no source gives
the number, or only with a hedge that the draft dropped, it is not found. A number that a correction withdraws backs nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from groundwire.checks._backing import Candidate, Standing, weigh_candidates
from groundwire.checks._same_matter import Settings, likeness, near_passages, own_passages
from groundwire.editing.figure_agreement import Agreement, Likeness, Stated, compare_figures, state
from groundwire.model import Draft, Figure, FigureKind, Outcome, Passage, Precision, Role, Ruling, Span
from groundwire.protocols import Evidence, Tools
from groundwire.reading.units import EXACT_SCALES

NAME = "figures"
LARGE = 100
"""A number as large as this, and no round one, is seldom met by chance: it may stand for itself without its noun."""
MOST = 300
"""Figures of one sort that one figure of a draft is compared with."""
REACH = 2
"""How many times larger or smaller a figure may be that could still back one with a hedge."""
OPEN_LIKENESS = 0.2
"""Least likeness of passages where one figure does not say what it counts."""
CLOSE_LIKENESS = 0.8
"""Least likeness where one figure does not say what it counts and another value is to contradict it."""
OTHER_LIKENESS = 0.5
"""Least likeness of passages where the two name what they count by different words."""

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
class _Found:
    """A figure of the evidence where it stands."""

    figure: Figure
    passage: Passage
    stated: Stated
    is_withdrawn: bool


class FiguresCheck:
    """``Check`` of numbers, amounts, shares, measures, ages and ranks."""

    name = NAME

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A blocking ruling for each figure that is not backed; none for those that are."""
        found = _Index(_gather(evidence))
        settings = Settings()
        rulings: list[Ruling] = []
        for number, figures in _by_sentence(draft):
            context = _see(draft, number, figures, evidence)
            for place in range(len(figures)):
                ruling = _rule(draft, context, place, found, settings)
                if ruling is not None:
                    rulings.append(ruling)
        return tuple(rulings)


def _by_sentence(draft: Draft) -> list[tuple[int, list[Figure]]]:
    grouped: dict[int, list[Figure]] = {}
    for figure in draft.reading.figures:
        passage = draft.reading.passage_at(figure.span)
        if passage is not None and passage.index < len(draft.sentences):
            grouped.setdefault(passage.index, []).append(figure)
    return sorted(grouped.items())


# --- the evidence -----------------------------------------------------------------------------------------------------


def _gather(evidence: Evidence) -> list[_Found]:
    """Every figure of every passage that may be evidence."""
    found: list[_Found] = []
    for document in evidence.documents:
        reading = evidence.reading(document.id)
        for figure in reading.figures:
            passage = reading.passage_at(figure.span)
            if passage is not None and passage.role is not Role.HEADLINE:
                found.append(_Found(figure, passage, state(figure, passage), _is_withdrawn(figure, passage)))
    return _spread_withdrawals(found, evidence)


def _is_withdrawn(figure: Figure, passage: Passage) -> bool:
    """Whether a correction names this figure as the one that was wrong."""
    if passage.role is not Role.CORRECTION:
        return False
    before = passage.text[: figure.span.start - passage.span.start][-400:]
    wrong = max((match.end() for match in _WITHDRAWING.finditer(before)), default=-1)
    right = max((match.end() for match in _RIGHT.finditer(before)), default=-1)
    return wrong > right


def _spread_withdrawals(found: Sequence[_Found], evidence: Evidence) -> list[_Found]:
    """The same figures; what a correction withdraws is withdrawn in its whole document and in the version it replaces."""
    withdrawn = [one for one in found if one.is_withdrawn]
    if not withdrawn:
        return list(found)
    documents = {document.id: document for document in evidence.documents}
    spread: list[_Found] = []
    for one in found:
        is_gone = one.is_withdrawn or any(
            one.figure.span.document_id
            in _versions(documents[gone.figure.span.document_id].id, documents[gone.figure.span.document_id].revises)
            and one.passage.role is not Role.CORRECTION
            and compare_figures(one.stated, gone.stated) == (Agreement.AGREES, Likeness.SAME)
            for gone in withdrawn
        )
        spread.append(_Found(one.figure, one.passage, one.stated, is_gone))
    return spread


def _versions(document_id: str, revises: str | None) -> tuple[str, ...]:
    return (document_id, revises) if revises else (document_id,)


class _Index:
    """The figures of the evidence by passage and by size, so that a long draft against long reports stays quick."""

    def __init__(self, found: Sequence[_Found]) -> None:
        self._ranges = [one for one in found if one.figure.high is not None]
        self._points = sorted((one for one in found if one.figure.high is None), key=lambda one: _size(one.figure))
        self._by_passage: dict[Span, list[_Found]] = {}
        for one in found:
            self._by_passage.setdefault(one.passage.span, []).append(one)

    def comparable(self, figure: Figure, near: Sequence[Passage]) -> list[_Found]:
        """The figures of the passages ``near``, then those elsewhere that may be equal, at most ``MOST`` of each sort."""
        beside = [one for passage in near for one in self._by_passage.get(passage.span, ())[:MOST]]
        spans = {passage.span for passage in near}
        other = figure if figure.high is None else replace(figure, value=figure.high)
        low, high = sorted((_size(figure), _size(other)))
        first = bisect_left(self._points, low / REACH, key=lambda one: _size(one.figure))
        last = bisect_right(self._points, high * REACH, key=lambda one: _size(one.figure))
        elsewhere = sorted(self._points[first:last], key=lambda one: abs(_size(one.figure) - low))[:MOST]
        return beside + [one for one in (*elsewhere, *self._ranges[:MOST]) if one.passage.span not in spans]


def _size(figure: Figure) -> Decimal:
    """The absolute value in the smallest unit of its family."""
    scale = EXACT_SCALES.get(figure.unit) if figure.kind in (FigureKind.MEASURE, FigureKind.AGE) else None
    return abs(figure.value) * (scale[1] if scale else 1)


# --- the ruling -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Context:
    """A sentence of the draft with its figures and the passages that speak most nearly of it; ``own`` are those it rests on."""

    number: int
    passage: Passage
    figures: tuple[Stated, ...]
    near: tuple[Passage, ...]
    own: frozenset[Span]
    lemmas: frozenset[str]


def _see(draft: Draft, number: int, figures: Sequence[Figure], evidence: Evidence) -> _Context:
    passage = draft.reading.sentences[number]
    return _Context(
        number=number,
        passage=passage,
        figures=tuple(state(figure, passage) for figure in figures),
        near=near_passages(draft, number, evidence),
        own=frozenset(own.span for own in own_passages(draft, number, evidence)),
        lemmas=frozenset(token.lemma for token in passage.tokens),
    )


def _rule(draft: Draft, context: _Context, place: int, found: _Index, settings: Settings) -> Ruling | None:
    stated = context.figures[place]
    standing, decisive = weigh_candidates(_candidates(context, place, found, settings))
    if standing is Standing.BACKED or (standing is Standing.NOT_FOUND and _is_said_without_number(stated, context.near)):
        return None
    is_contradicted = standing in (Standing.CONTRADICTED, Standing.WITHDRAWN)
    span, start = stated.figure.span, context.passage.span.start
    return Ruling(
        draft_id=draft.id,
        sentence=context.number,
        part=(span.start - start, span.end - start),
        check=NAME,
        outcome=Outcome.CONTRADICTED if is_contradicted else Outcome.NOT_FOUND,
        note=_note(standing, stated, decisive),
        evidence=(decisive.passage,) if decisive is not None else (),
    )


def _candidates(context: _Context, place: int, found: _Index, settings: Settings) -> list[Candidate]:
    stated = context.figures[place]
    others = (context.figures[:place] + context.figures[place + 1 :])[:MOST]
    mine = settings.of(context.passage, stated.figure.noun or stated.figure.span)
    nearby = {near.span for near in context.near}
    candidates: list[Candidate] = []
    for one in found.comparable(stated.figure, context.near):
        agreement, sort = compare_figures(stated, one.stated)
        is_near = one.passage.span in nearby
        if agreement is Agreement.APART or (agreement is Agreement.DIFFERS and not is_near):
            continue
        theirs = settings.of(one.passage, one.figure.noun or one.figure.span)
        alike = likeness(mine, theirs)
        if not _is_comparable(context, stated.figure, one, agreement, sort, alike):
            continue
        candidates.append(
            Candidate(
                span=one.figure.span,
                passage=one.passage.span,
                words=one.stated.phrase,
                agreement=agreement,
                likeness=alike,
                is_same_place=bool(mine.anchor[1]) and mine.anchor == theirs.anchor,
                is_near=is_near,
                is_used=agreement is Agreement.DIFFERS and _is_used(one.stated, others),
                is_withdrawn=one.is_withdrawn,
            )
        )
    return candidates


def _is_used(source: Stated, others: Sequence[Stated]) -> bool:
    """Whether another figure of the draft sentence rests on this one."""
    return any(compare_figures(other, source)[0] is Agreement.AGREES for other in others)


def _is_comparable(context: _Context, figure: Figure, one: _Found, agreement: Agreement, sort: Likeness, alike: float) -> bool:
    """Whether a figure that does not plainly count the same thing may still back or contradict."""
    if sort is Likeness.SAME:
        return True
    if agreement is Agreement.DIFFERS:
        return sort is Likeness.OPEN and alike >= CLOSE_LIKENESS
    if sort is Likeness.OTHER:
        return alike >= OTHER_LIKENESS
    if figure.value >= LARGE and figure.value % 50 != 0:
        return True
    is_named = bool(one.figure.unit) and one.figure.unit in context.lemmas
    return alike >= OPEN_LIKENESS or one.passage.span in context.own or (is_named and one.passage in context.near)


_PAIRS = frozenset({"both", "pair", "couple", "duo", "twin", "two", "either", "neither"})


def _is_said_without_number(stated: Stated, near: Sequence[Passage]) -> bool:
    """Whether a source says "one" or "two" in other words: "a man", "both ships"."""
    figure = stated.figure
    if figure.kind is not FigureKind.COUNT or figure.precision is not Precision.EXACT or figure.value not in (1, 2):
        return False
    for passage in near:
        for token in passage.tokens:
            if figure.value == 2 and token.lemma in _PAIRS:
                return True
            if figure.value == 1 and token.lemma == figure.unit and token.tag == "NN" and _has_article(passage, token.index):
                return True
    return False


def _has_article(passage: Passage, index: int) -> bool:
    return any(
        token.head == index and token.lemma in ("a", "an", "another") for token in passage.tokens[max(0, index - 6) : index]
    )


def _note(standing: Standing, stated: Stated, decisive: Candidate | None) -> str:
    if decisive is not None and standing is Standing.CONTRADICTED:
        return f"the source says {decisive.words}, not {stated.phrase}"
    if decisive is not None and standing is Standing.WITHDRAWN:
        return f"a correction has withdrawn {stated.phrase}"
    if decisive is not None and standing is Standing.HEDGE:
        return f"the source says {decisive.words}; the draft says {stated.phrase}"
    return f"no source gives {stated.phrase}"


def make(tools: Tools) -> FiguresCheck:
    """The check; it needs no model of its own."""
    return FiguresCheck()
