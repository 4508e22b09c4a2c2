"""What a skim knows of a report: the words and names of its headline and opening. Two reports are alike as far as they share the rare ones.

Nothing is parsed and no network is run: this is done for every report that the archive takes in."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from groundwire.model import Document
from groundwire.reading.stems import stem

OPENING: Final = 800
"""Characters of a report's copy that are looked at, its headline aside."""
LONGEST: Final = 40
"""Characters of a word; what is longer is no word."""
TITLE, NAMES = 0.3, 0.2
"""What the likeness of two headlines, and of the names, counts beside that of all words, which counts 1."""
IN_TITLE: Final = 1.5
"""What a word of the headline counts among all words."""
SUPPOSED: Final = 5000
"""Reports that an archive is supposed to have had before its first one, so that the words of a small one are weighed at all."""
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][^\W_]*")
_SMALL: Final = frozenset(
    """a about after all also an and are as at be because been before being but by can could did do does during for from had has have he her
    him his how i if in into is it its just may more mr mrs ms new no not of on one or other our out over said say saying says she so some
    than that the their them there they this to two under up us was we were what when where which while who why will with would you your
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november
    december""".split()
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The words of a report's headline, the names of its opening, and all words of both as often as they stand there. Words are lower
    case and without their endings; names begin with a capital letter and are whole."""

    title: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]
    published_at: datetime | None = None

    @property
    def keys(self) -> frozenset[str]:
        """Everything whose rarity is asked for."""
        return frozenset((*self.words, *self.names))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many reports there are, and how many hold each word or name."""

    texts: int
    holding: Mapping[str, int]
    _weights: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def weight(self, key: str) -> float:
        """The logarithm of how rare it is, above 0 (inverse document frequency, Sparck Jones 1972)."""
        if key not in self._weights:
            self._weights[key] = max(0.1, math.log((self.texts + SUPPOSED) / (self.holding.get(key, 0) + 0.5)))
        return self._weights[key]

    def share(self, key: str) -> float:
        """The share of reports that hold it."""
        return self.holding.get(key, 0) / (self.texts + SUPPOSED)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sketch whose words are weighed: three vectors of unit length over words, headline and names."""

    words: Mapping[str, float]
    title: Mapping[str, float]
    names: Mapping[str, float]
    published_at: datetime | None


def sketch(document: Document) -> Sketch:
    """The sketch of the report."""
    begins = document.title.end if document.title else 0
    title = telling_words(document.title_text)
    top = list(_words(document.text[begins : begins + OPENING]))
    names = dict.fromkeys(raw.lower().capitalize() for raw, _ in top if raw[:1].isupper() and len(raw) > 1)
    return Sketch(tuple(dict.fromkeys(title)), tuple(names), (*title, *(word for _, word in top)), document.published_at)


def rarity_among(sketches: Sequence[Sketch]) -> Rarity:
    """How rare words are among those reports alone."""
    return Rarity(len(sketches), Counter(key for one in sketches for key in one.keys))


def telling_words(text: str) -> list[str]:
    """The words of the text that tell anything, lower case and without their endings, as often as they stand there."""
    return [word for _, word in _words(text)]


def as_text(one: Sketch) -> str:
    """The sketch on three lines, its date aside."""
    return "\n".join(" ".join(part) for part in (one.title, one.names, one.words))


def from_text(text: str, published_at: datetime | None) -> Sketch:
    """The sketch that ``as_text`` wrote."""
    title, names, words = (tuple(line.split()) for line in text.split("\n"))
    return Sketch(title, names, words, published_at)


def weigh(one: Sketch, rarity: Rarity) -> Weighed:
    """The sketch with its words weighed. A word that stands there often counts the logarithm of how often."""
    title = frozenset(one.title)
    words = {
        word: (1 + math.log(count)) * rarity.weight(word) * (IN_TITLE if word in title else 1)
        for word, count in Counter(one.words).items()
    }
    return Weighed(
        _unit(words),
        _unit({word: rarity.weight(word) for word in one.title}),
        _unit({name: rarity.weight(name) for name in one.names}),
        one.published_at,
    )


def likeness(one: Weighed, other: Weighed) -> float:
    """From 0 to 1: the cosine of all words, with those of the headlines and of the names beside it."""
    return (_dot(one.words, other.words) + TITLE * _dot(one.title, other.title) + NAMES * _dot(one.names, other.names)) / (
        1 + TITLE + NAMES
    )


def _words(text: str) -> Iterable[tuple[str, str]]:
    """Each telling word as it stands there, and without its ending."""
    for raw in _WORD.findall(text):
        word = raw.lower()
        if word not in _SMALL and 1 < len(word) <= LONGEST:
            yield raw, stem(word)


def _unit(values: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in values.values()))
    return {key: value / length for key, value in values.items()}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[key] for key, value in one.items() if key in other)
