"""What a person typed, taken apart; two rankings made one; and the passage of a report that answers best.

Nothing here knows a database: the finders (``sqlite``, ``postgresql``) turn ``Words`` into their own language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.model import Document, Span
from groundwire.reading.sentences import split_sentences
from groundwire.reading.stems import stem

MOST_WORDS: Final = 24
"""Words of a search beyond which the rest is left aside: whole paragraphs are looked for by meaning."""
CONSTANT: Final = 60
"""Of reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009): how little the first few places differ."""
READ: Final = 20_000
"""Characters of a report that are looked through for the passage to show."""
_PHRASE = re.compile(r'"([^"]{1,200})"|“([^”]{1,200})”|(\S+)')
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s$")
_SMALL: Final = frozenset(
    """a an and are as at be been but by for from had has have he her his i in is it its of on or our she that the their them they this to
    was we were what when where which who why will with you your""".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for: single words in lower case, and phrases as lists of words."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """Words and phrases alike, each as a list of words."""
        return (*((word,) for word in self.words), *self.phrases)


def take_apart(typed: str) -> Words:
    """The words and "phrases" of a search, each once; small words count only where there are no others."""
    words: dict[str, None] = {}
    phrases: dict[tuple[str, ...], None] = {}
    for straight, curly, bare in _PHRASE.findall(typed):
        found = _words(straight or curly or bare)
        if len(found) > 1 and not bare:
            phrases[found] = None
        else:
            words.update(dict.fromkeys(found))
    telling = [word for word in words if word not in _SMALL]
    kept = telling or ([] if phrases else list(words))
    return Words(tuple(kept[:MOST_WORDS]), tuple(list(phrases)[:MOST_WORDS]))


def as_name(name: str) -> Words:
    """A name as it must stand in a report: one word, or one phrase."""
    words = _words(name)
    return Words((), (words,)) if words else Words(())


def _words(text: str) -> tuple[str, ...]:
    """Lower case as the databases have it (casefold would make "Strasse" of "Straße"), possessives as their owners."""
    return tuple(_POSSESSIVE.sub("", word.lower()) for word in _WORD.findall(text))


def spell_out(text: str) -> str:
    """The words of the text with a space between them, for a database that would read "U.S." as a machine's name and "<ABC>" as a tag."""
    return " ".join(_PIECE.findall(text))


def fuse(*rankings: Sequence[int]) -> dict[int, float]:
    """Numbers with the sum of 1 / (60 + place) over the rankings they stand in, best first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, number in enumerate(ranking, start=1):
            scores[number] = scores.get(number, 0.0) + 1 / (CONSTANT + place)
    return dict(sorted(scores.items(), key=lambda item: (-item[1], -item[0])))


def find_passage(document: Document, wanted: Words) -> tuple[Span, tuple[Span, ...]]:
    """The sentence of the report with most of the words, the first of several, and where they stand in it; the first sentence where the
    report was found by its meaning alone."""
    text = document.text[:READ]
    stems = frozenset(_stem(word) for term in wanted.terms for word in term)
    best: tuple[int, tuple[int, int], list[tuple[int, int]]] | None = None
    for start, end in split_sentences(text, document.title.end if document.title else 0, len(text)):
        place = document.span(start, end)
        if any(span.overlaps(place) for span in document.furniture):
            continue
        found = [(m.start() + start, m.end() + start) for m in _WORD.finditer(text[start:end]) if _stem(m[0].lower()) in stems]
        count = len({_stem(text[first:last].lower()) for first, last in found})
        if best is None or count > best[0]:
            best = (count, (start, end), found)
    if best is None:
        return document.title or document.span(0, min(len(document.text), 200)), ()
    return document.span(*best[1]), tuple(document.span(*place) for place in best[2])


def _stem(word: str) -> str:
    """The stem of what stands before an apostrophe."""
    return stem(word.partition("'")[0].partition("’")[0])
