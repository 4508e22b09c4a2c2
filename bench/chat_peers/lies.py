"""What the server will say falsely: for each sentence of the reports that can be told alone, one of the errors of ``bench.planted``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bench.data import Happening, make_document
from bench.planted.articles import Article, Readings
from bench.planted.bases import Base
from bench.planted.errors import TYPES, try_to_plant
from bench.planted.items import make_pool
from bench.planted.plant import Pool
from bench.planted.true import find_bases
from groundwire.model import digest

AROUND = 2
"""Words on either side of an error that it is known by, besides its own."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lie:
    """A sentence of a report and what the server makes of it. ``core`` are the false words with some around them, as ``words_of`` gives
    them: no report has them in a row."""

    kind: str
    true: str
    false: str
    core: str


def words_of(text: str) -> str:
    """The words of a text in lower case, a space between them and at both ends; what a program does to marks and layout is evened out."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def make_lies(happening: Happening, readings: Readings, strangers: Pool) -> tuple[Lie, ...]:
    """One lie for each sentence that a type of error fits, in the order of the reports; the types take turns."""
    articles = [_read(happening, number, readings) for number in range(len(happening.articles))]
    sources = [words_of(article.document.text) for article in articles]
    lies: dict[str, Lie] = {}
    for article in articles:
        for base in find_bases(article, readings):
            if base.form == "verbatim" and base.text not in lies and (lie := _lie(base, strangers, sources, len(lies))):
                lies[base.text] = lie
    return tuple(lies.values())


def find_strangers(happenings: Sequence[Happening], readings: Readings) -> Pool:
    """Names of these events, for a lie that brings in somebody from elsewhere."""
    return make_pool(_read(happening, 0, readings) for happening in happenings)


def _read(happening: Happening, number: int, readings: Readings) -> Article:
    identity = f"{happening.id}/{number}"
    document = make_document(happening.articles[number], identity)
    return Article(id=identity, collection="neus", split="test", document=document, reading=readings.read(document))


def _lie(base: Base, strangers: Pool, sources: Sequence[str], turn: int) -> Lie | None:
    for kind in sorted(TYPES, key=lambda kind: digest(kind.name, str(turn))):
        planted = try_to_plant(kind, base, strangers)
        core = _core(base.text, planted.text) if planted else ""
        if planted and core and not any(core in source for source in sources):
            return Lie(kind=kind.name, true=base.text, false=planted.text, core=core)
    return None


def _core(true: str, false: str) -> str:
    """The words that are false, with those around them; empty where there is nothing to know it by."""
    was, now = words_of(true).split(), words_of(false).split()
    changes = [
        change for change in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if change[0] != "equal"
    ]
    if not changes:
        return ""
    start, end = max(0, changes[0][3] - AROUND), min(len(now), changes[-1][4] + AROUND)
    return f" {' '.join(now[start:end])} "
