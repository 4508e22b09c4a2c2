"""The quotations of the evidence, found by their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from groundwire.checks._kept import KeptPerEvidence
from groundwire.model import Document, Passage, Span
from groundwire.protocols import Evidence
from groundwire.reading.marks import Run, find_runs
from groundwire.reading.quotes import straighten

NEAREST: Final = 0.6
"""Similarity from which words of the source count as what an altered quotation was made of."""
SHORT: Final = 3
"""Words up to which a run is compared letter by letter."""
LOOKED_AT: Final = 6
"""Source quotations compared word by word with one that is found nowhere."""
LONGEST: Final = 400
"""Words of a quotation compared that way."""
_BLANKS = re.compile(r"\s+")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Quoted words of the source: a run, or the runs of one quotation over several paragraphs. ``text`` is normalised."""

    document: Document
    runs: tuple[Run, ...]
    text: str
    words: tuple[str, ...]

    @property
    def span(self) -> Span:
        """From the first word to the last, whatever stands between the runs."""
        return self.document.span(self.runs[0].start, self.runs[-1].end)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The document's offsets of ``text[start:end]``."""
        places = [place for run in self.runs for place in (*_places(self.document.text, run), run.end)]
        return places[start], places[end - 1] + 1


class Quotations:
    """The quotations of all evidence, found by their words; readings are asked for only where a quotation matches."""

    def __init__(self, evidence: Evidence) -> None:
        self.documents = evidence.documents
        self.stretches: list[Stretch] = []
        for document in evidence.documents:
            self.stretches.extend(_stretches(document, evidence.reading(document.id).sentences))
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for number, stretch in enumerate(self.stretches):
            for word in sorted(set(stretch.words)):
                self.by_word[word].append(number)

    def holding(self, part: str) -> list[Stretch]:
        """The quotations in which the words stand, letter for letter but for their case."""
        words = words_in(part)
        numbers: Sequence[int] = range(len(self.stretches))
        if words:
            numbers = min((self.by_word.get(word, []) for word in words), key=len)
        return [self.stretches[number] for number in numbers if find(part, self.stretches[number].text, 0) >= 0]

    def documents_with(self, part: str) -> list[Document]:
        """The documents that have the words anywhere."""
        words = words_in(part)
        numbers: Sequence[int] = range(len(self._plain))
        if words:
            numbers = min((self._with_word.get(word, []) for word in words), key=len)
        return [self.documents[number] for number in numbers if find(part, self._plain[number], 0) >= 0]

    @cached_property
    def _plain(self) -> list[str]:
        return [_BLANKS.sub(" ", straighten(document.text)) for document in self.documents]

    @cached_property
    def _with_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._plain):
            for word in sorted(set(words_in(text))):
                found[word].append(number)
        return found

    def nearest(self, text: str) -> tuple[Stretch, str] | None:
        """The quotation most like ``text`` and its words there, where they are like enough to be what was altered."""
        words = words_in(text)[:LONGEST]
        shared: dict[int, float] = defaultdict(float)
        for word in set(words):
            numbers = self.by_word.get(word, ())
            for number in numbers:
                shared[number] += 1 / len(numbers) + 0.05
        ranked = sorted(shared, key=lambda number: (-shared[number], number))[:LOOKED_AT]
        best: tuple[float, Stretch, str] | None = None
        for number in ranked:
            score, window = _window(words, self.stretches[number])
            if score >= NEAREST and (best is None or score > best[0]):
                best = (score, self.stretches[number], window)
        return (best[1], best[2]) if best else None


def _stretches(document: Document, passages: Sequence[Passage]) -> Iterator[Stretch]:
    chain: list[Run] = []
    for run in find_runs(document.text, passages):
        if run.depth == 0 and run.continues and chain:
            chain.append(run)
            continue
        if chain:
            yield _stretch(document, chain)
            chain = []
        if run.depth == 0:
            chain = [run]
        else:
            yield _stretch(document, [run])
    if chain:
        yield _stretch(document, chain)


def _stretch(document: Document, runs: Sequence[Run]) -> Stretch:
    text = " ".join(plain(document.text[run.start : run.end]) for run in runs)
    return Stretch(document, tuple(runs), text, tuple(words_in(text)))


def words_in(text: str) -> list[str]:
    """The words of a normalised text, in lower case."""
    return _WORDS.findall(text.lower())


def find(part: str, text: str, start: int) -> int:
    """Where ``part`` stands in ``text`` as whole words, in whatever case; -1 where it does not."""
    wanted, text = _even(part), _even(text)
    place = text.find(wanted, start)
    while place >= 0:
        before = text[place - 1] if place else " "
        after = text[place + len(wanted)] if place + len(wanted) < len(text) else " "
        if not (before.isalnum() and wanted[0].isalnum()) and not (after.isalnum() and wanted[-1].isalnum()):
            return place
        place = text.find(wanted, place + 1)
    return -1


def _even(text: str) -> str:
    """In lower case, where that keeps every letter's place."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _window(words: Sequence[str], stretch: Stretch) -> tuple[float, str]:
    """How like the words of the stretch are at their likest place, from 0 to 1, and those words."""
    theirs = stretch.words[: LONGEST * 2]
    matcher = SequenceMatcher(None, words, theirs, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, ""
    start = max(0, blocks[0].b - blocks[0].a)
    end = min(len(theirs), blocks[-1].b + blocks[-1].size + (len(words) - blocks[-1].a - blocks[-1].size))
    same = sum(block.size for block in blocks)
    score = 2 * same / (len(words) + max(1, end - start))
    if len(words) <= SHORT:
        score = SequenceMatcher(None, " ".join(words), " ".join(theirs[start:end]), autojunk=False).ratio() - 0.15
    return score, _as_written(stretch.text, start, end)


def _as_written(text: str, first: int, last: int) -> str:
    places = list(_WORDS.finditer(text.lower())) if len(text.lower()) == len(text) else list(_WORDS.finditer(text))
    return text[places[first].start() : places[min(last, len(places)) - 1].end()] if places else ""


def plain(text: str) -> str:
    """Typography made plain, white space as single spaces."""
    return _BLANKS.sub(" ", straighten(text)).strip()


def _places(text: str, run: Run) -> Iterator[int]:
    """The document's offset of each character of the run's plain text: ``plain`` drops characters, it never moves them."""
    raw = straighten(text[run.start : run.end])
    low = len(raw) - len(raw.lstrip())
    previous = " "
    for offset, character in enumerate(raw[low:].rstrip(), run.start + low):
        if not (character.isspace() and previous.isspace()):
            yield offset
        previous = character


QUOTATIONS: Final = KeptPerEvidence(Quotations)
"""The quotations of each evidence."""
