"""Which facts of a table are worth a sentence.

Interest is told in bits: how seldom such a thing happens in the subject's own history, as minus the binary logarithm of its chance there
(surprisal; Shannon, A Mathematical Theory of Communication, 1948). The highest of n numbers comes by chance once in n times, a move as
large as its rank among all moves says, a run of k moves one way once in 2 to the power of k - 1. What has no such history has a fixed
worth: a number against its forecast is always news (5 bits), a new leader 4, another new place 3, to lead 2, a year's change 2, a month's 1
and so on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from groundwire.counting.facts import (
    find_changes,
    find_comparison,
    find_outlier,
    find_rank,
    find_record,
    find_share,
    find_streak,
    find_surprise,
    points_to,
    rough_moves,
)
from groundwire.model import (
    Change,
    Column,
    Comparison,
    Fact,
    Grain,
    Level,
    Mover,
    Outlier,
    Point,
    Rank,
    Record,
    Share,
    Streak,
    Surprise,
)
from groundwire.protocols import Table

WORTH_ADDING: Final = 2.0
"""Bits from which a record, an outlier or a streak is put into the sentence on the number itself."""
_SPANS: Final = {Grain.YEAR: 2.0, Grain.MONTH: 1.0, Grain.WEEK: 0.5}
_SURPRISE, _NEW_LEADER, _NEW_PLACE, _LEADER, _PLACE, _SHARE, _COMPARED = 5.0, 4.0, 3.0, 2.0, 0.5, 1.0, 0.75


@dataclass(frozen=True, slots=True)
class Tellable:
    """Facts that make one sentence, and how much they are worth in bits."""

    facts: tuple[Fact, ...]
    bits: float


@dataclass(frozen=True, slots=True)
class Finding:
    """All that can be told of one column of one subject at one time: ``main`` are the ways to tell the number itself, the best first;
    ``further`` what can be told beside it, the best first."""

    main: tuple[Tellable, ...]
    further: tuple[Tellable, ...]


def find(table: Table, subject: str, column: Column, at: date | None = None) -> Finding | None:
    """What there is to tell of a subject's last number, or of the one of a time; ``None`` where there is no such number."""
    points = points_to(table, subject, column, at)
    if not points:
        return None
    level, changes = Level(now=points[-1]), find_changes(points, table)
    latest = next((change for change in changes if change.over is table.card.every), None)
    earlier = [change for change in changes if change is not latest]
    added = [
        fact
        for fact in (find_record(points, table.card), find_outlier(points, table.card), find_streak(points, table.card))
        if fact
    ]
    surprise = find_surprise(table, points[-1])
    mains = _mains(level, latest, earlier, added, surprise, points)
    further: list[tuple[Fact, ...]] = [(change,) for change in earlier]
    further += [(fact,) for fact in added if isinstance(fact, Streak)]
    rank = find_rank(table, points)
    if rank is not None:
        further += [(rank,), *((fact,) for fact in (find_share(table, rank), find_comparison(rank)) if fact is not None)]
    return Finding(_ranked(mains, points), _ranked(further, points))


def choose(finding: Finding, most: int) -> tuple[Tellable, ...]:
    """The best way to tell the number itself, and the best of what goes beside it without saying the same: one change from further
    back, and either the place or the comparison; no streak twice."""
    main = finding.main[0]
    chosen = [main]
    told: set[type] = {type(fact) for fact in main.facts}
    if any(isinstance(fact, Change) and fact.over is Grain.YEAR for fact in main.facts):
        told.add(_Earlier)
    for each in finding.further:
        kind = _theme(each.facts[0])
        if len(chosen) < most and kind not in told:
            chosen.append(each)
            told.add(kind)
    return tuple(chosen)


def worth(fact: Fact, points: Sequence[Point]) -> float:
    """The bits of one fact; ``points`` are the subject's history up to it."""
    match fact:
        case Change():
            return (
                _worth_of_move(fact, points)
                if fact.now is points[-1] and fact.then in points[-2:]
                else _SPANS.get(fact.over, 0.0)
            )
        case Record():
            return math.log2(fact.count + 1)
        case Outlier():
            return math.log2(fact.count)
        case Streak():
            return len(fact.points) - 2.0
        case Rank():
            if fact.before is not None and fact.before != fact.place:
                return _NEW_LEADER if 1 in (fact.place, fact.before) else _NEW_PLACE
            return _LEADER if fact.place == 1 else _PLACE
        case Surprise():
            return _SURPRISE
        case Share():
            return _SHARE
        case Comparison():
            return _COMPARED
        case Level() | Mover():
            return 0.0


def _mains(
    level: Level,
    latest: Change | None,
    earlier: Sequence[Change],
    added: Sequence[Record | Outlier | Streak],
    surprise: Surprise | None,
    points: Sequence[Point],
) -> list[tuple[Fact, ...]]:
    """Every way to tell the number itself."""
    found: list[tuple[Fact, ...]] = [(level,)]
    if surprise is not None:
        found += [
            (level, surprise),
            *((level, surprise, change) for change in (*earlier, latest) if _is_year(change) and change),
        ]
        return found
    worthy = [fact for fact in added if worth(fact, points) >= WORTH_ADDING]
    if latest is not None:
        found += [(level, latest), *((level, latest, fact) for fact in worthy)]
    elif year := next((change for change in earlier if _is_year(change)), None):
        found.append((level, year))
    return found + [(level, fact) for fact in worthy if isinstance(fact, Record)]


def _is_year(change: Change | None) -> bool:
    return change is not None and change.over is Grain.YEAR


def _worth_of_move(fact: Change, points: Sequence[Point]) -> float:
    sizes = [abs(move) for move in rough_moves(points) or ()]
    return math.log2((len(sizes) + 1) / (1 + sum(size >= sizes[-1] for size in sizes[:-1]))) if len(sizes) > 2 else 1.0


def _ranked(groups: Iterable[tuple[Fact, ...]], points: Sequence[Point]) -> tuple[Tellable, ...]:
    told = [Tellable(facts, sum(worth(fact, points) for fact in facts)) for facts in groups]
    return tuple(sorted(told, key=lambda each: -each.bits))


class _Earlier:
    """The theme of every change from further back than the row before."""


def _theme(fact: Fact) -> type:
    if isinstance(fact, Change):
        return _Earlier
    return Rank if isinstance(fact, Comparison) else type(fact)
