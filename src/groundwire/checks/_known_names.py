"""Every name and every word of an evidence: does some source name this, under any form of it?"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from os.path import commonprefix
from typing import Final

from groundwire.checks._grammar import stem_word
from groundwire.model import Name, NameKind
from groundwire.protocols import Evidence
from groundwire.reading.gazetteer import (
    CALENDAR,
    GENERIC_BODIES,
    HONORIFICS,
    OFFICE_HEADS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    get_capital_country,
    is_seat_of,
    look_up,
)
from groundwire.reading.names import initials, same_name
from groundwire.reading.national_bodies import bodies_of

_GENERIC: Final = (
    ORGANISATION_WORDS | GENERIC_BODIES | PLACE_WORDS | OFFICE_HEADS | HONORIFICS | CALENDAR
    | frozenset(
        """
        of the and for & in on at a an - 's ' government state national federal republic day week world war new bachelor
        master masters arts science sciences order tribute award awards prize trophy cup championship championships series medal
        """.split()
    )
)  # fmt: skip
NEAR: Final = {
    "europe": ("european union", "european commission", "western europe", "eastern europe", "central europe"),
    "european union": ("europe", "european community", "european economic community"),
    "united kingdom": ("england", "scotland", "wales", "northern ireland"),
    "england": ("united kingdom",),
    "russia": ("soviet union",),
    "soviet union": ("russia",),
    "germany": ("west germany", "east germany"),
}
"""Places that writers use for one another."""
_PARTIES: Final = frozenset(
    {"democrat", "republican", "labour", "conservative", "liberal", "liberal democrat", "green", "socialist", "communist"}
)
_ROOT: Final = 6
"""Letters that a proper adjective has in common with the name that it is made of."""
_ENDING: Final = 3
"""Letters that either may have behind them."""
_CAPITALISED: Final = re.compile(r"\b[A-Z][a-z]{5,}")
_SHORTEST_ACRONYM: Final = 3
_LONGEST_ACRONYM: Final = 6
_RUN: Final = re.compile(r"[A-Z][\w’'-]*(?:(?: (?:of|the|and|for|&|on|in))* [A-Z][\w’'-]*)+")
"""Capitalised words in a row, with the small words between them."""


class KnownNames:
    """Every name and every word of the evidence, for looking up."""

    def __init__(self, evidence: Evidence) -> None:
        outlets = {" ".join(words_of(document.source.name)) for document in evidence.documents}
        self._outlets = frozenset(outlets - {""})
        self._by_key: dict[str, list[Name]] = defaultdict(list)
        self._by_word: dict[str, dict[str, Name]] = defaultdict(dict)
        texts: list[str] = []
        for document in evidence.documents:
            for name in evidence.reading(document.id).names:
                self._by_key[name.key].append(name)
                for handle in _handles(name.key):
                    self._by_word[handle].setdefault(name.key, name)
            texts.extend((document.text, document.source.name, document.url, document.source.url, *document.authors))
        self._texts = tuple(texts)
        words = words_of(" \n ".join(texts))
        self._words = frozenset(words)
        self._stems = frozenset(stem_word(word) for word in words)
        self._text = f" {' '.join(words)} "
        self._squashed = frozenset(a + b for a, b in zip(words, words[1:], strict=False)) | self._words
        self._answers: dict[str, bool] = {}

    def is_outlet(self, text: str) -> bool:
        """Whether these words are the outlet of some source: it may be named beside what it reports though its own text does not."""
        return " ".join(words_of(text)) in self._outlets

    def names_of(self, name: Name) -> list[Name]:
        """The names of the evidence that this one can be, whatever report they stand in."""
        found = list(self._by_key.get(name.key, ()))
        near: dict[str, Name] = {}
        for handle in _handles(name.key):
            near.update(self._by_word.get(handle, {}))
        for key in sorted(near):
            if key != name.key and same_name(name, near[key]):
                found.extend(self._by_key[key])
        return found

    @cached_property
    def people_with_offices(self) -> tuple[Name, ...]:
        """Every person of the evidence whose office is told."""
        return tuple(name for names in self._by_key.values() for name in names if name.office and name.kind is NameKind.PERSON)

    def has(self, name: Name, text: str) -> bool:
        """Whether some source has the name, under any of its forms, or at least the words as they stand."""
        if name.key in self._by_key or self.has_text(text) or self.names_of(name):
            return True
        if look_up(name.key) and self.has_text(name.key):
            return True
        if any(self.has_text(body) for body in bodies_of(name.key)) or self._has_acronym(text):
            return True
        capital = get_capital_country(name.key)
        if capital and capital in self._by_key:
            return True
        if name.kind is NameKind.PLACE and any(is_seat_of(key, name.key) for key in self._by_key):
            return True
        if any(near in self._by_key for near in NEAR.get(name.key, ())):
            return True
        return self._has_parts(name, text)

    def has_text(self, text: str) -> bool:
        """Whether the words stand in some source in this order, case, marks and dots aside."""
        wanted = " ".join(words_of(text))
        if wanted not in self._answers:
            squashed = wanted.replace(" ", "")
            self._answers[wanted] = f" {wanted} " in self._text or squashed in self._squashed
        return self._answers[wanted]

    def _has_acronym(self, text: str) -> bool:
        """Whether the words are the first letters of a body that some source names in full."""
        letters = text.replace(".", "")
        return letters.isupper() and letters.isalpha() and letters.casefold() in self._acronyms

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        """First letters of the bodies' names in the texts: of capitalised words that end with a word for a body, or stand alone."""
        found: set[str] = set()
        for text in self._texts:
            for run in _RUN.finditer(text):
                found.update(_acronyms_of(run.group().split()))
        return frozenset(found)

    @cached_property
    def names_parties(self) -> bool:
        """Whether some source names a political party."""
        return bool(_PARTIES & self._by_key.keys())

    def has_root(self, text: str) -> bool:
        """Whether some source has a capitalised word of the same root: "Confederacy" for "Confederate"."""
        word = text.casefold()
        if look_up(word) is not None:
            return False
        return any(
            other.startswith(word[:_ROOT]) and _share_root(word, other) for other in self._capitalised if len(word) > _ROOT
        )

    @cached_property
    def _capitalised(self) -> frozenset[str]:
        return frozenset(match.group().casefold() for text in self._texts for match in _CAPITALISED.finditer(text))

    def has_any_word(self, text: str) -> bool:
        """Whether at least one word of the text, or its stem, stands in some source."""
        return any(word in self._words or stem_word(word) in self._stems for word in words_of(text))

    def _has_parts(self, name: Name, text: str) -> bool:
        """Bodies and things described with other generic words: "the Hungarian government" of a source with "Hungary"."""
        if name.kind is NameKind.PERSON:
            return False
        words = words_of(text)
        if len(words) > 2 and any(
            look_up(" ".join(words[:size])) and self.has_text(" ".join(words[size:])) for size in (1, 2)[: len(words) - 2]
        ):
            return True
        telling = [word for word in words if word not in _GENERIC]
        if not telling:
            return True
        return all(self._has_part(word) for word in telling) and (
            len(telling) < len(words) or len(telling) > 1 or name.kind is NameKind.GROUP
        )

    def _has_part(self, word: str) -> bool:
        entry = look_up(word)
        if entry and entry.key in self._by_key:
            return True
        return word in self._words or (len(word) > 4 and stem_word(word) in self._stems)


def _share_root(one: str, other: str) -> bool:
    """Whether two words are alike but for an ending."""
    same = len(commonprefix([one, other]))
    return same >= _ROOT and max(len(one), len(other)) - same <= _ENDING


def _acronyms_of(words: list[str]) -> Iterator[str]:
    """The acronyms of the names that a row of capitalised words may hold, small words counted and left out."""
    for first in range(len(words)):
        for last in range(first + _SHORTEST_ACRONYM - 1, min(len(words), first + 2 * _LONGEST_ACRONYM)):
            is_whole = first == 0 and last == len(words) - 1
            if not words[first][0].isupper() or not (is_whole or words[last].casefold() in ORGANISATION_WORDS):
                continue
            name = words[first : last + 1]
            for letters in ("".join(word[0] for word in name), "".join(word[0] for word in name if word[0].isupper())):
                if _SHORTEST_ACRONYM <= len(letters) <= _LONGEST_ACRONYM:
                    yield letters.casefold()


def _handles(key: str) -> Iterator[str]:
    """The strings under which a name can be found by another form of it."""
    words = key.split()
    yield from dict.fromkeys(words)
    yield "=" + key.replace(" ", "").replace("-", "")
    letters = initials(key)
    yield letters or key


def words_of(text: str) -> list[str]:
    """Lower-case words without marks, dots and possessives; hyphens part words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    plain = plain.replace("’", "'").replace("‘", "'").replace(".", "").replace("'s", " ")
    return "".join(c if c.isalnum() or c == "&" else " " for c in plain).split()
