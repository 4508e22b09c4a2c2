"""Whose number a sentence tells: one subject's, that of several by themselves or together, or that of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from groundwire.counting.clause_words import Clause, Found
from groundwire.counting.tables_said import Among, ChangeSaid, LevelSaid, ShareSaid, StreakSaid
from groundwire.counting.typed_words import Item

_EACH: Final = frozenset({"both", "each", "all"})
_TOGETHER: Final = frozenset({"together", "combined", "jointly"})
_APART: Final = frozenset({"or", "nor", "neither", "either", "respectively", "not"})
"""Words with which a list is no list of those of whom something is said."""


@dataclass(slots=True)
class Lent:
    """What the clauses of one sentence lend to those behind them."""

    subjects: list[str] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    is_measured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """The ``subject`` of a saying, empty for all together; ``along`` are others of whom the same is said, ``among`` how."""

    subject: str
    along: tuple[str, ...] = ()
    among: Among = Among.EACH


def find_subjects(found: Found, clause: Clause, lent: Lent) -> Whose | None:
    """Whose number: the subject behind "for" or "at" right after it, else the nearest before, else the nearest after, else that of the
    clause before; of a list of subjects all. ``None`` where there is none."""
    if found.is_whole:
        return Whose(subject="")
    items = clause.items
    owner = _owner_beside(found, clause)
    if owner is not None:
        return Whose(subject=owner)
    places = [place for place, item in enumerate(items) if item.link is not None and place not in clause.others]
    before = [place for place in places if place < found.first]
    inside = [place for place in places if found.first <= place <= found.last]
    after = [place for place in places if place > found.last]
    for place in inside or before[-1:] or after[:1]:
        if len(listed := _list_at(place, items, clause)) > 1:
            return _of_several(found, clause, listed)
    chosen = inside[:1] or before[-1:] or ([] if lent.subjects and not _opens(clause, found) else after[:1]) or after[:1]
    if chosen:
        clause.used.add(chosen[0])
        link = items[chosen[0]].link
        return Whose(subject=link.subject) if link is not None else None
    if not lent.subjects:
        return None
    is_pronoun = any(item.code in ("it", "its", "he", "she") for item in items)
    return Whose(subject=lent.subjects[0 if is_pronoun else -1])


def _owner_beside(found: Found, clause: Clause) -> str | None:
    """Whose a number or a move is where that stands right beside it: "against 38,900 containers for Dunholm", "ahead of Dunholm's 38,900",
    "fell at Dunholm"."""
    items = clause.items
    if isinstance(found.saying, ChangeSaid):
        behind = items[found.last + 1 : found.last + 3]
        is_owner = len(behind) == 2 and behind[0].code in ("at", "in", "for") and behind[1].link is not None
        if not is_owner or len(_list_at(found.last + 2, items, clause)) > 1:
            return None
        clause.used.add(found.last + 2)
        return behind[1].link.subject if behind[1].link is not None else None
    if not found.is_level:
        return None
    ahead = items[max(0, found.first - 2) : found.first]
    if ahead and ahead[-1].link is not None and ahead[-1].is_possessive:
        return ahead[-1].link.subject
    for place in range(found.last + 2, min(found.last + 5, len(items))):
        item = items[place]
        if items[place - 1].kind in ("F", "S", "U", "D", "X", "T", "B"):
            break
        if item.link is not None and items[place - 1].code in ("for", "at", "in", "by"):
            clause.used.add(place)
            return item.link.subject
    if len(ahead) == 2 and ahead[1].code in ("with", "at", "on") and ahead[0].link is not None:
        clause.used.add(found.first - 2)
        return ahead[0].link.subject
    return None


def _list_at(place: int, items: Sequence[Item], clause: Clause) -> list[int]:
    """The places of the list of subjects in which the one at ``place`` stands: "A, B and C"; itself alone where it stands in none."""
    listed = [place]
    for step in (-1, 1):
        at = place
        while (following := _next_listed(at, step, items, clause)) is not None:
            listed.append(following)
            at = following
    is_joined = any(items[one - 1].code in ("and", "or", "nor", "&") for one in listed[:] if one and one != min(listed))
    return sorted(listed) if is_joined else [place]


def _next_listed(at: int, step: int, items: Sequence[Item], clause: Clause) -> int | None:
    for far in (2, 3):
        other = at + step * far
        between = [item.code for item in items[min(at, other) + 1 : max(at, other)]] if 0 <= other < len(items) else []
        if between in (["and"], ["or"], ["nor"], ["&"], [","], [",", "and"]) and items[other].link is not None:
            return None if other in clause.others else other
    return None


def _of_several(found: Found, clause: Clause, listed: Sequence[int]) -> Whose | None:
    """The subjects of a list, where what is said may be said of several: moves, numbers and streaks of each, sums and shares together."""
    items = clause.items
    codes = {item.code for item in items}
    beside = {items[place].code for place in (listed[0] - 1, listed[-1] + 1) if 0 <= place < len(items)}
    links = [items[place].link for place in listed]
    subjects = tuple(dict.fromkeys(link.subject for link in links if link is not None))
    if codes & _APART or len(subjects) < 2:
        return None
    saying = found.saying
    if codes & _TOGETHER:
        among = Among.TOGETHER if isinstance(saying, LevelSaid | ShareSaid) else None
    elif beside & _EACH:
        among = Among.EACH if isinstance(saying, LevelSaid | ChangeSaid | StreakSaid) else None
    else:
        is_plain = isinstance(saying, ChangeSaid) and saying.stated is None and saying.times is None
        among = Among.OPEN if is_plain else None
    if among is None:
        return None
    clause.used |= set(listed)
    return Whose(subject=subjects[0], along=subjects[1:], among=among)


def _opens(clause: Clause, found: Found) -> bool:
    """Whether what is said stands before the clause's subject: "With 41,200 containers, Varnholm was third"."""
    return not any(item.code in ("it", "they", "he", "she") for item in clause.items[: found.first])
