"""A sentence beside the passages that it names: where each of its words may come from, and which words have to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from groundwire.checks._kin_words import SAY
from groundwire.checks._originals import find_originals
from groundwire.checks._sites import Site
from groundwire.checks._ties import SUBJECT, Tie
from groundwire.editing.time_agreement import backed_by_date
from groundwire.model import Outcome, Passage, Token
from groundwire.reading.names import fold

_TELLING: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "PRON", "SYM", "X", "INTJ"})
_FREE: Final = frozenset(
    """be have do also meanwhile however there who which that what where when while as such so then whose whom than more most too
    this these those 's spite - – — & why how""".split()
)
_EXTENTS: Final = frozenset("all every each both no neither some many most several few any another half only".split())
_LINKING: Final = frozenset(
    """because although though whereas after before since until till unless if despite amid without with from for against over under
    during between among through into toward towards above below beyond except within behind across along via per than so once
    following whether or nor while when to as about out off up down around near upon onto""".split()
)
"""Words that join others and have to stand in the passages themselves; "of", "in", "on", "at" and "by" say too little."""
_HEDGES: Final = frozenset("over under about around above below near up than".split())
"""Of these, the ones that say before a figure how exact it is: for that the figures are compared."""
_VERBAL: Final = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the words ``first`` to ``last`` of a sentence, and the passage to look at."""

    first: int
    last: int
    outcome: Outcome
    note: str
    passage: Passage | None = None


class Beside:
    """One sentence beside its passages."""

    def __init__(self, sentence: Site, sites: Sequence[Site]) -> None:
        self.sentence, self.sites = sentence, sites
        found = find_originals(sentence, sites)
        self.originals, self.known = found.places, found.known

    @cached_property
    def named(self) -> frozenset[int]:
        """The words of names: who is meant is one, wherever it is said."""
        return frozenset(index for one in self.sentence.named for index in range(one.first, one.last + 1))

    @cached_property
    def outlets(self) -> frozenset[int]:
        """The words of the sentence that name a passage's own outlet, or the report, with the word of saying and the day of the report."""
        found: set[int] = set()
        for tie in self.sentence.ties.all:
            is_speech = (
                SAY in self.sentence.keys[tie.governor] or self.sentence.tokens[tie.governor].text.casefold() == "according"
            )
            if tie.role == SUBJECT and is_speech:
                first, last = self.sentence.name_around(tie.dependent)
                text = fold(self.sentence.say(first, last))
                is_more = any(self.sentence.tokens[child].dep == "prep" for child in self.sentence.ties.children[tie.dependent])
                if not is_more and any(_is_outlet(text, site) for site in self.sites):
                    found.update((*range(first, last + 1), tie.governor))
        return frozenset(found | self._days_of_reports()) if found else frozenset()

    def _days_of_reports(self) -> set[int]:
        days = [site.document.published_at.date() for site in self.sites if site.document.published_at is not None]
        dated = [(first, last) for first, last, time in self.sentence.times if any(backed_by_date(time, day) for day in days)]
        return {index for first, last in dated for index in range(first, last + 1)}

    def is_asked(self, token: Token) -> bool:
        """Whether the word has to come from somewhere."""
        if token.index in self.outlets or not any(letter.isalnum() or letter in "$£€%" for letter in token.text):
            return False
        if self._is_linking(token):
            return True
        if token.lemma in _EXTENTS and token.pos in ("DET", "ADJ", "PRON", "ADV"):
            return token.lemma not in ("any",)
        if token.pos not in _TELLING or token.dep in ("aux", "auxpass", "neg", "expl", "mark"):
            return False
        is_free = token.lemma in _FREE or token.text.casefold() in _FREE
        return not is_free or (token.text.isupper() and len(token.text) > 1)

    def _is_linking(self, token: Token) -> bool:
        """Whether the word joins two others by more than "of": "to", "because", "without"."""
        is_hedge = token.text.casefold() in _HEDGES and any(
            first <= token.index + 1 and token.index <= last for first, last, _ in self.sentence.figures
        )
        above = self.sentence.tokens[token.head].text.casefold()
        return (
            token.text.casefold() in _LINKING
            and token.dep in ("prep", "mark", "advmod", "agent", "dative", "cc")
            and not is_hedge
            and above not in ("according", "because", "due")
        )

    def is_bound(self, tie: Tie) -> bool:
        """Whether two words have to belong together in a passage as they do here."""
        tokens = self.sentence.tokens
        if tie.dependent in self.outlets or tie.governor in self.outlets:
            return False
        dependent, governor = tokens[tie.dependent], tokens[tie.governor]
        times = [range(first, last + 1) for first, last, _ in self.sentence.times]
        if any(tie.dependent in words and tie.governor in words for words in (*self.known, *times)):
            return False  # what a name is made of, and introduced by, is known with it, and a time is compared as a whole
        if tie.dependent == tie.governor or not all(self.is_asked(one) or is_plain_verb(one) for one in (dependent, governor)):
            return False
        return bool(self.originals[tie.dependent]) and bool(self.originals[tie.governor])


def is_plain_verb(token: Token) -> bool:
    """Whether this is "be", "have" or "do" in a place of its own."""
    return token.pos in _VERBAL and token.lemma in ("be", "have", "do") and token.dep not in ("aux", "auxpass")


def _is_outlet(text: str, site: Site) -> bool:
    """Whether the words name the report's outlet, or the report itself."""
    if text in ("report", "reports"):
        return True
    outlet = fold(site.document.source.name)
    return bool(outlet) and (text == outlet or frozenset(outlet.split()) <= frozenset(text.split()))
