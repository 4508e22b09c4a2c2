"""A sentence with all that reading found in it, by word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from groundwire.checks._grammar import SURE
from groundwire.checks._kin_words import keys_of
from groundwire.checks._ties import Ties
from groundwire.editing.figure_agreement import Stated, state
from groundwire.model import Document, MentionForm, Name, Passage, Quote, Reading, Span, Time

_MARKS: Final = {",": ",", "(": ")", "-": "-", "–": "–", "—": "—", ")": ")"}
"""Marks that open an aside, and what closes it."""
MEANT: Final = 0.75
"""Confidence from which a pronoun or an office is taken for the name that reading gives it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a passage: the number of the passage among those named, and of the token in it."""

    site: int
    index: int


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a name: tokens ``first`` to ``last``."""

    first: int
    last: int
    name: Name
    form: MentionForm


class Site:
    """One sentence, of a draft or of a report, with its reading."""

    def __init__(self, passage: Passage, document: Document, reading: Reading) -> None:
        self.passage, self.document, self.reading = passage, document, reading
        self.tokens = passage.tokens

    @cached_property
    def ties(self) -> Ties:
        """Who does what to whom in it."""
        return Ties(self.tokens)

    @cached_property
    def keys(self) -> list[frozenset[str]]:
        """What each of its words is known by."""
        return [keys_of(token) for token in self.tokens]

    @cached_property
    def by_key(self) -> dict[str, list[int]]:
        """The places of its words by what they are known by."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, keys in enumerate(self.keys):
            for key in keys:
                found[key].append(index)
        return found

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The names in it, pronouns and offices with their names where reading is sure of them."""
        found = []
        for name in self.reading.names:
            for mention in name.mentions:
                is_said = mention.form not in (MentionForm.PRONOUN, MentionForm.OFFICE)
                if self.passage.span.covers(mention.span) and mention.confidence >= (SURE if is_said else MEANT):
                    first, last = self.ends(mention.span)
                    if first <= last:
                        found.append(Named(first, last, name, mention.form))
        return tuple(found)

    @cached_property
    def figures(self) -> tuple[tuple[int, int, Stated], ...]:
        """The figures in it with their first and last words."""
        return tuple(
            (*self.ends(figure.span), state(figure, self.passage))
            for figure in self.reading.figures
            if self.passage.span.covers(figure.span)
        )

    @cached_property
    def times(self) -> tuple[tuple[int, int, Time], ...]:
        """The times in it with their first and last words."""
        return tuple((*self.ends(time.span), time) for time in self.reading.times if self.passage.span.covers(time.span))

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """What is said in it, or in a speech that goes on in it."""
        return tuple(quote for quote in self.reading.quotes if quote.content.overlaps(self.passage.span))

    def name_at(self, index: int) -> Named | None:
        """The name that a word is part of, or that it stands for."""
        return next((one for one in self.named if one.first <= index <= one.last), None)

    def unit_around(self, index: int) -> range:
        """The words of the name, time or figure that a word is part of; the word alone where it is of none, or of "14 to 9"."""
        first, last = self.name_around(index)
        for start, end, _ in self.times:
            if start <= index <= end:
                return range(min(first, start), max(last, end) + 1)
        for start, end, _ in self.figures:
            if start <= index <= end and not any(
                self.tokens[place].lemma in ("to", "and", "-", "–") for place in range(start, end + 1)
            ):
                return range(min(first, start), max(last, end) + 1)
        return range(first, last + 1)

    def name_around(self, index: int) -> tuple[int, int]:
        """The first and last word of the name that a word is part of; the word itself where it is of none."""
        one = self.name_at(index)
        return (one.first, one.last) if one is not None else (index, index)

    def around(self, one: Named) -> range:
        """The words of the name with the office that introduces it there."""
        introduction = one.name.introduction
        if introduction is None or not self.passage.span.covers(introduction):
            return range(one.first, one.last + 1)
        first, last = self.ends(introduction)
        return range(first, last + 1) if first <= one.first <= one.last <= last else range(one.first, one.last + 1)

    @cached_property
    def untold(self) -> frozenset[int]:
        """The words of times, with the preposition before them: they may be left out."""
        inside = {index for first, last, _ in self.times for index in range(first, last + 1)}
        return frozenset(inside | {first - 1 for first, _, _ in self.times if first and self.tokens[first - 1].pos == "ADP"})

    def ends(self, span: Span) -> tuple[int, int]:
        """The first and last of its words in the span; the last before the first where there are none."""
        inside = [token.index for token in self.tokens if token.start < span.end and span.start < token.end]
        return (inside[0], inside[-1]) if inside else (0, -1)

    def say(self, first: int, last: int) -> str:
        """Its words from one to another, as they stand."""
        by = self.passage.span.start
        return " ".join(self.passage.text[self.tokens[first].start - by : self.tokens[last].end - by].split())


def runs_alike(sentence: Site, low: int, high: int, site: Site, start: int, end: int) -> bool:
    """Whether the one run of words has the words of the other in their order, asides between marks left out."""
    at = start
    for index in range(low, high + 1):
        token = sentence.tokens[index]
        if token.text in _MARKS:
            continue
        while at <= end and site.tokens[at].text in _MARKS and token.text not in _MARKS:
            closing = next(
                (place for place in range(at + 1, end + 1) if site.tokens[place].text == _MARKS[site.tokens[at].text]), None
            )
            is_next = at + 1 <= end and bool(sentence.keys[index] & site.keys[at + 1])
            at = at + 1 if is_next or closing is None else closing + 1
        while at < end and at in site.untold and not sentence.keys[index] & site.keys[at]:
            at += 1
            if site.tokens[at].text == "," and token.text != ",":
                at += 1
        if at > end or not sentence.keys[index] & site.keys[at]:
            return False
        at += 1
    return at == end + 1
