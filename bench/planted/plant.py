"""What a generator of errors gives, and what every planted error has to meet."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.planted.bases import Base, Edit, change
from groundwire.model import NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Names of other reports, by what they are the names of; whole names only."""

    names: Mapping[NameKind, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A sentence with one error. ``places`` are where it stands in ``text``, ``was`` and ``now`` the words before and after."""

    text: str
    places: tuple[tuple[int, int], ...]
    was: str
    now: str


Generator = Callable[[Base, Pool, random.Random], Planted | None]


def plant(base: Base, edits: Sequence[Edit], *, may_stand: bool = False) -> Planted | None:
    """The base with these edits made, or ``None`` where what comes out is no sentence or, unless it ``may_stand`` there as part of
    another, stands in the article after all."""
    if not edits or any(start < 0 or end > len(base.text) for start, end, _ in edits):
        return None
    edits = [_with_article(base.text, edit) for edit in edits]
    try:
        text, places = change(base.text, edits)
    except ValueError:
        return None
    tidied = re.sub(r"\s+([,.;:!?])(?=\s|$)", r"\1", re.sub(r"  +", " ", text)).strip()
    if tidied != text:
        places = tuple(_follow(text, tidied, place) for place in places)
        text = tidied
    if not text or plain(text) == plain(base.text):
        return None
    if not may_stand and plain(text) in plain(base.article.document.text):
        return None
    was = " … ".join(base.text[start:end] for start, end, _ in edits)
    return Planted(text=text, places=places, was=was, now=" … ".join(new for _, _, new in edits))


def plain(text: str) -> str:
    """A text with its white space, marks and case evened out, for telling whether two are the same."""
    return " ".join(re.sub(r"[^\w%$£€.]+", " ", text.casefold()).split())


def _with_article(text: str, edit: Edit) -> Edit:
    """The edit, with "a" and "an" before it as the new word asks."""
    start, end, new = edit
    before = re.search(r"\b(an?) $", text[:start], re.IGNORECASE)
    if not before or not new[:1].isalpha():
        return edit
    wants = "an" if re.match(r"[aeioAEIO]|u[^n]", new) and not new.lower().startswith(("eu", "one", "once")) else "a"
    if wants == before[1].lower():
        return edit
    right = wants.capitalize() if before[1][0].isupper() else wants
    return before.start(), end, f"{right} {new}"


def _follow(text: str, tidied: str, place: tuple[int, int]) -> tuple[int, int]:
    """The place in the tidied text: the same number of letters before it."""
    marks = [at for at, letter in enumerate(tidied) if not letter.isspace()]
    first = sum(not letter.isspace() for letter in text[: place[0]])
    last = sum(not letter.isspace() for letter in text[: place[1]])
    start = marks[first] if first < len(marks) else len(tidied)
    return start, max(start, marks[last - 1] + 1 if 0 < last <= len(marks) else start)


def shuffled(items: Sequence[Edit] | Sequence[object], chance: random.Random) -> list[object]:
    """The items in an order of chance."""
    return chance.sample(list(items), len(items))
