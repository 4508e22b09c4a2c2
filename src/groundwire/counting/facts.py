"""What a table says of one of its subjects at one time: level, change, record, streak, place, share, outlier, comparison, surprise.

Rules, each made so that a gap in the data leaves something untold and never something wrong:

* **Earlier**: the day before is the row before, at most a week back. A week, month or year before is the same day then, or the last row in
  the four days before it. In tables by the week, month or year it is that very week, month or year. Where there is none, nothing is told.
* **In a row, since**: records, streaks and outliers look no further back than the last gap (a missing week, month or year; more than ten
  days in a table by the day).
* **Percent** are of positive bases only, and below a thousand; of rates the difference is told in points.
* **Among all**: places, shares and comparisons need at least three subjects, at most ``MOST_RANKED``, and every one of them that was there
  the time before. Prices are not ranked, added or compared: a share of 300 euros is not more than one of 30. Only flows are added.
* **Outlier**: the largest move of its direction since some time, and further from the median of all earlier moves than 3.5 times their
  scaled median absolute deviation (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993).
"""

from __future__ import annotations

import calendar
import statistics
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Final

from groundwire.counting.quantities import is_money, percent_change, say_value
from groundwire.model import (
    Change,
    Column,
    ColumnKind,
    Comparison,
    Grain,
    Outlier,
    Point,
    Rank,
    Record,
    Share,
    Streak,
    Sums,
    Surprise,
    TableCard,
)
from groundwire.protocols import Table

LEAST_SUBJECTS: Final = 3
MOST_RANKED: Final = 200
"""Most subjects that are set in order: each of them is a cell of the proof."""
LEAST_RECORD: Final = 5
"""Fewest points that a record is one among."""
LEAST_STREAK: Final = 3
LEAST_MOVES: Final = 20
"""Fewest earlier moves that tell what is ordinary."""
_WEEK_BACK, _DAYS_NEAR, _LONGEST_GAP = 7, 4, 10
_MOST_PERCENT: Final = 1000
_ALLOWED: Final = {Grain.DAY: 7, Grain.WEEK: 21, Grain.MONTH: 100, Grain.YEAR: 800}
"""Days from the first day of the last row after which a table is too old to tell anything as news."""


def is_fresh(day: date | None, card: TableCard, today: date) -> bool:
    """Whether a row of that day still tells how things are ``today``; rows without a time always do."""
    return day is None or (today - day).days <= _ALLOWED[card.every]


def is_price(column: Column, card: TableCard) -> bool:
    """Whether the column is a price of something listed, so that its size says nothing beside others'."""
    return bool(card.ticker) and is_money(column) and column.sums is Sums.LEVEL


def numbers_of(card: TableCard) -> tuple[Column, ...]:
    """The columns of numbers that are told themselves: not those that another one is only held against."""
    return tuple(c for c in card.columns if c.kind is ColumnKind.NUMBER and not (c.forecast_of or c.year_before_of))


def points_to(table: Table, subject: str, column: Column, at: date | None) -> tuple[Point, ...]:
    """The numbers of a subject up to a time, which the last of them is of; all where ``at`` is ``None``."""
    points = table.series(subject, column.name)
    if at is None:
        return points
    kept = tuple(point for point in points if point.when is not None and point.when <= at)
    return kept if kept and kept[-1].when == at else ()


# --- of one subject ---------------------------------------------------------------------------------------------------


def find_changes(points: Sequence[Point], table: Table) -> tuple[Change, ...]:
    """What the last number did since the row before and since a week, month and year before, as far as there is one to compare with; none
    of them since the same row."""
    card, now = table.card, points[-1]
    found: dict[Point, Change] = {}
    for over in _spans(card.every):
        then = _earlier(points, over, card.every)
        if then is not None and then not in found and may_compare(now.value, then.value, now.column):
            found[then] = Change(now=now, then=then, over=over)
    if not any(change.over is Grain.YEAR for change in found.values()):
        for column in card.columns:
            then = _beside(table, now, column) if column.year_before_of == now.column.name else None
            if then is not None and may_compare(now.value, then.value, now.column):
                found[then] = Change(now=now, then=then, over=Grain.YEAR)
    return tuple(found.values())


def may_compare(now: Decimal, then: Decimal, column: Column) -> bool:
    """Whether the change from ``then`` to ``now`` can be told: in points for rates, else in percent."""
    if column.sums is Sums.RATE:
        return True
    percent = percent_change(now, then)
    return percent is not None and abs(percent) < _MOST_PERCENT


def find_record(points: Sequence[Point], card: TableCard) -> Record | None:
    """How long the last number has been the highest, or the lowest; the longer of the two."""
    tail = unbroken(points, card.every)
    found = [record for is_high in (True, False) if (record := _record(tail, is_high)) is not None]
    return max(found, key=lambda record: record.count, default=None)


def find_streak(points: Sequence[Point], card: TableCard) -> Streak | None:
    """The rises or falls in a row that end with the last number, three at least."""
    tail = unbroken(points, card.every)
    if len(tail) < 2 or tail[-1].value == tail[-2].value:
        return None
    is_rise = tail[-1].value > tail[-2].value
    begin = len(tail) - 1
    while begin and tail[begin].value != tail[begin - 1].value and (tail[begin].value > tail[begin - 1].value) == is_rise:
        begin -= 1
    streak = tail[begin:]
    return Streak(points=tuple(streak), is_rise=is_rise) if len(streak) > LEAST_STREAK else None


def find_outlier(points: Sequence[Point], card: TableCard) -> Outlier | None:
    """The last move where it is the largest of its direction for a time and out of the ordinary."""
    tail = unbroken(points, card.every)
    sizes = rough_moves(tail)
    if sizes is None or len(sizes) <= LEAST_MOVES:
        return None
    last, before = sizes[-1], sizes[:-1]
    middle = statistics.median(before)
    spread = 1.4826 * statistics.median(abs(size - middle) for size in before)
    if not last or spread == 0 or abs(last - middle) <= 3.5 * spread:
        return None
    place = next((n for n in range(len(before) - 1, -1, -1) if _is_as_large(tail, sizes, n)), None)
    count = len(sizes) if place is None else len(sizes) - 1 - place
    if count <= LEAST_MOVES:
        return None
    change = Change(now=tail[-1], then=tail[-2], over=card.every)
    return Outlier(change=change, since=None if place is None else tail[place + 1], first=tail[0], count=count)


def rough_moves(points: Sequence[Point]) -> list[float] | None:
    """The moves from each row to the next as ``move_of`` has them, but for the last digits; ``None`` where one has no percentage."""
    values = [float(point.value) for point in points]
    pairs = list(zip(values, values[1:], strict=False))
    if points and points[0].column.sums is Sums.RATE:
        return [later - earlier for earlier, later in pairs]
    if any(earlier <= 0 or later < 0 for earlier, later in pairs):
        return None
    return [(later - earlier) / earlier * 100 for earlier, later in pairs]


def _is_as_large(points: Sequence[Point], sizes: Sequence[float], number: int) -> bool:
    """Whether a move is at least as large as the last one and of its direction; what looks so is reckoned exactly."""
    if sizes[number] * sizes[-1] <= 0 or abs(sizes[number]) < abs(sizes[-1]) * (1 - 1e-9):
        return False
    earlier, last = move_of(points[number], points[number + 1]), move_of(points[-2], points[-1])
    return earlier is not None and last is not None and abs(earlier) >= abs(last)


def find_surprise(table: Table, now: Point) -> Surprise | None:
    """The number against the forecast of its row, where the two do not read the same."""
    for column in table.card.columns:
        expected = _beside(table, now, column) if column.forecast_of == now.column.name else None
        if expected is not None:
            is_told = expected.value == now.value or say_value(expected.value, now.column) != say_value(now.value, now.column)
            return Surprise(actual=now, expected=expected) if is_told else None
    return None


def move_of(earlier: Point, later: Point) -> Fraction | None:
    """The move from one row to the next: in points for rates, else in percent."""
    if later.column.sums is Sums.RATE:
        return Fraction(later.value) - Fraction(earlier.value)
    return percent_change(later.value, earlier.value)


def unbroken(points: Sequence[Point], every: Grain) -> Sequence[Point]:
    """The points since the last gap in time."""
    begin = len(points) - 1
    while begin > 0 and _follows(points[begin - 1].when, points[begin].when, every):
        begin -= 1
    return points[max(0, begin) :]


# --- among all --------------------------------------------------------------------------------------------------------


def rivals(table: Table, column: Column, at: date | None, before: date | None) -> tuple[Point, ...]:
    """The numbers of all subjects at one time, the largest first, where they may be set in order; nothing else."""
    if is_price(column, table.card) or not LEAST_SUBJECTS <= len(table.subjects()) <= MOST_RANKED:
        return ()
    return _all_there(table, column, at, before)


def _all_there(table: Table, column: Column, at: date | None, before: date | None) -> tuple[Point, ...]:
    found = table.across(column.name, at)
    missing = {point.subject for point in table.across(column.name, before)} if before else set(table.subjects())
    is_whole = missing <= {point.subject for point in found}
    return found if is_whole and len(found) >= LEAST_SUBJECTS else ()


def find_rank(table: Table, points: Sequence[Point]) -> Rank | None:
    """The place of the last number among all of its time, and the one of the time before."""
    now, before_at = points[-1], _earlier(points, table.card.every, table.card.every)
    among = rivals(table, now.column, now.when, before_at.when if before_at else None)
    if not any(point.subject == now.subject for point in among):
        return None
    higher = [point for point in among if point.value > now.value]
    lower = [point for point in among if point.value < now.value]
    tied = len(among) - len(higher) - len(lower) > 1
    equal = next((point for point in among if point.value == now.value and point.subject != now.subject), None)
    earlier = rivals(table, now.column, before_at.when, None) if before_at and before_at.when else ()
    whole = {point.subject for point in earlier} == {point.subject for point in among}
    before = 1 + sum(point.value > before_at.value for point in earlier) if before_at and whole else None
    return Rank(
        now=now,
        place=1 + len(higher),
        total=len(among),
        above=equal if tied else higher[-1] if higher else None,
        below=None if tied else lower[0] if lower else None,
        before=before,
        before_at=before_at if before is not None else None,
        among=among,
        among_before=earlier if before is not None else (),
    )


def find_share(table: Table, rank: Rank) -> Share | None:
    """What part the ranked number is of all that were ranked with it; of flows alone, and of nothing below zero."""
    if rank.now.column.sums is not Sums.FLOW or any(point.value < 0 for point in rank.among):
        return None
    whole = _sum(rank.among)
    return Share(now=rank.now, whole=whole, total=rank.total, among=rank.among) if whole > 0 and rank.now.value > 0 else None


def find_comparison(rank: Rank) -> Comparison | None:
    """The number beside the leader's, or the leader's beside the second's; none of equal ones, or that read the same."""
    other = rank.below if rank.place == 1 else rank.among[0]
    if other is None or say_value(other.value, other.column) == say_value(rank.now.value, rank.now.column):
        return None
    larger, smaller = (rank.now, other) if rank.place == 1 else (other, rank.now)
    return Comparison(larger=larger, smaller=smaller)


# --- times ------------------------------------------------------------------------------------------------------------


def _spans(every: Grain) -> tuple[Grain, ...]:
    return {
        Grain.DAY: (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR),
        Grain.WEEK: (Grain.WEEK, Grain.YEAR),
        Grain.MONTH: (Grain.MONTH, Grain.YEAR),
        Grain.YEAR: (Grain.YEAR,),
    }[every]


def _earlier(points: Sequence[Point], over: Grain, every: Grain) -> Point | None:
    """The number that the last one is compared with over that span; ``None`` where there is none."""
    now = points[-1].when
    if now is None:
        return None
    if over is Grain.DAY:
        before = points[-2] if len(points) > 1 else None
        return before if before and before.when and (now - before.when).days <= _WEEK_BACK else None
    target = back(now, over, every)
    first = target - timedelta(days=_DAYS_NEAR if every is Grain.DAY else 0)
    return next((p for p in reversed(points[:-1]) if p.when is not None and first <= p.when <= target), None)


def back(day: date, over: Grain, every: Grain) -> date:
    """The same day a day, week, month or year before; the last of a shorter month. A week's year is 52 weeks."""
    if over is Grain.DAY:
        return day - timedelta(days=1)
    if over is Grain.WEEK or every is Grain.WEEK:
        return day - timedelta(days=7 if over is Grain.WEEK else 364)
    year, month = (day.year - 1, day.month) if over is Grain.YEAR else (day.year - (day.month == 1), (day.month - 2) % 12 + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1])) if year >= date.min.year else date.min


def _follows(earlier: date | None, later: date | None, every: Grain) -> bool:
    """Whether nothing is missing between two times."""
    if earlier is None or later is None:
        return False
    if every is Grain.DAY:
        return (later - earlier).days <= _LONGEST_GAP
    return back(later, every, every) == earlier


# --- small --------------------------------------------------------------------------------------------------------------


def _record(tail: Sequence[Point], is_high: bool) -> Record | None:
    now = tail[-1]
    count = 0
    since: Point | None = None
    for point in _before(tail):
        if (point.value >= now.value) if is_high else (point.value <= now.value):
            since = point
            break
        count += 1
    return Record(now=now, is_high=is_high, first=tail[0], since=since, count=count) if count >= LEAST_RECORD else None


def _before(points: Sequence[Point]) -> Iterator[Point]:
    return reversed(points[:-1])


def _beside(table: Table, now: Point, column: Column) -> Point | None:
    """The number of the same row in another column."""
    return next((point for point in table.series(now.subject, column.name) if point.when == now.when), None)


def _sum(points: Sequence[Point]) -> Decimal:
    """The exact sum: decimals add up without rounding where there is room for all their digits."""
    with localcontext(Context(prec=200)):
        return sum((point.value for point in points), Decimal(0))
