"""A clause as the finders of sayings see it, and what they found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from groundwire.counting.table_terms import Move
from groundwire.counting.tables_said import (
    Base,
    ChangeSaid,
    ComparisonSaid,
    LevelSaid,
    Saying,
    Since,
    SurpriseSaid,
)
from groundwire.counting.typed_words import Item, join_codes, over
from groundwire.editing.figure_agreement import Stated


@dataclass(slots=True)
class Clause:
    """The items of a clause, the words for the table's ``rows``, the places that are ``used``, those of them of which nothing is made
    (``unread``), and the subjects that are only compared with (``others``)."""

    items: list[Item]
    rows: frozenset[str] = frozenset()
    used: set[int] = field(default_factory=set)
    unread: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A saying from item ``first`` to ``last`` of its clause. ``is_whole`` where it is of all subjects together, ``speaks`` the
    word for its column where it has one of its own."""

    saying: Saying
    first: int
    last: int
    is_whole: bool = False
    speaks: str = ""

    @property
    def is_level(self) -> bool:
        """Whether it tells what stands in the table."""
        return isinstance(self.saying, LevelSaid)

    @property
    def stated(self) -> Stated | None:
        """The figure that must be in the column's own unit, where it has one."""
        saying = self.saying
        if isinstance(saying, LevelSaid):
            return saying.stated
        if isinstance(saying, ChangeSaid | ComparisonSaid) and saying.stated is not None:
            return None if saying.stated.figure.unit in ("%", "pp") else saying.stated
        return saying.expected if isinstance(saying, SurpriseSaid) else None


def stated_in(items: Sequence[Item], kinds: str = "cmuqp") -> Stated | None:
    """The first figure of some items that is of one of the ``kinds``."""
    return next((item.stated for item in items if item.stated is not None and item.code[-1] in kinds), None)


def sign_of(items: Sequence[Item]) -> int:
    """+1 or -1 of the first word for a rise or fall, 0 without one."""
    return next((item.value.sign for item in items if isinstance(item.value, Move)), 0)


def base_of(clause: Clause, first: int, last: int) -> tuple[Base | None, int]:
    """What a change from item ``first`` to ``last`` is counted from: the base inside it or the nearest behind it in the clause,
    before another figure's own change; and where the saying then ends."""
    for place in range(first, last + 1):
        value = clause.items[place].value
        if isinstance(value, Base):
            return value, last
    for place in range(last + 1, len(clause.items)):
        item = clause.items[place]
        if item.kind in ("U", "D", "X", "Y") or place in clause.used:
            break
        if isinstance(item.value, Base):
            clause.used.add(place)
            return item.value, last
        if isinstance(item.value, Since) and (item.value.time is not None or item.value.is_least):
            clause.used.add(place)
            return Base(time=item.value.time, grain=item.value.grain, steps=max(1, item.value.steps)), last
    told = _from_figure(clause, last)
    if told is not None:
        return told, last
    opening = clause.items[0].value if clause.items else None
    before = next((item.value for item in clause.items[:first] if isinstance(item.value, Base)), None)
    chosen = opening if isinstance(opening, Base) else before
    if chosen is not None:
        clause.used.add(next(place for place, item in enumerate(clause.items) if item.value is chosen))
    return chosen if isinstance(chosen, Base) else None, last


def _from_figure(clause: Clause, last: int) -> Base | None:
    """What a change is counted from where its number is told: "rose to 81,400 from 48,900 on Monday"."""
    codes, starts = join_codes(clause.items)
    match = _FROM_FIGURE.search(codes, starts[last])
    if match is None:
        return None
    item = clause.items[bisect_left(starts, match.end()) - 1]
    return item.value if isinstance(item.value, Base) else Base(time=item.time) if item.time is not None else None


_FROM_FIGURE: Final = over(r"from F\d+[cmuq] (?:(?!F|S|X|U|D|T|B)\S+ ){0,3}(?:B|T\d+)")
