"""What a subject is among all of them, counted again: places, shares, comparisons, totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from groundwire.counting.measures import fits_unit, is_bare
from groundwire.counting.recounting_means import recount_mean
from groundwire.counting.recounts import HUNDRED, UNKNOWN, Recount, Row, Standing, factor, fits, relative, ruled, sized
from groundwire.counting.table_times import (
    find_base,
    find_period,
    is_whole,
)
from groundwire.counting.table_wording import say_point, say_value, say_when
from groundwire.counting.tables_said import (
    ComparisonSaid,
    CountSaid,
    LevelSaid,
    OvertakingSaid,
    RankSaid,
    Said,
    ShareSaid,
)
from groundwire.editing.figure_agreement import Stated
from groundwire.model import Column, Point, Precision, Sums
from groundwire.protocols import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """The numbers of all subjects at the time of a row, the largest first."""

    values: tuple[tuple[str, Decimal], ...]
    points: tuple[Point, ...]

    @staticmethod
    def at(row: Row, column: Column, table: Table) -> Peers | None:
        """Those of the row's time; of a sum, the sums of the same rows. ``None`` where a subject lacks one of them."""
        if not row.summed:
            points = tuple(table.across(column.name, row.now.when))
            return Peers(values=tuple((point.subject, point.value) for point in points), points=points) if points else None
        totals: dict[str, Decimal] = {}
        counts: dict[str, int] = {}
        for point in row.summed:
            for one in table.across(column.name, point.when):
                totals[one.subject] = totals.get(one.subject, Decimal(0)) + one.value
                counts[one.subject] = counts.get(one.subject, 0) + 1
        if any(count != len(row.summed) for count in counts.values()):
            return None
        values = tuple(sorted(totals.items(), key=lambda one: (-one[1], one[0])))
        return Peers(values=values, points=row.summed) if values else None

    def of(self, subject: str) -> Decimal | None:
        """The number of one subject."""
        return next((value for name, value in self.values if name == subject), None)

    def point_of(self, subject: str) -> tuple[Point, ...]:
        """The cells of one subject."""
        return tuple(point for point in self.points if point.subject == subject)


def recount_rank(saying: RankSaid, column: Column, row: Row, table: Table, peers: Peers) -> Recount:
    """The place among all, of the number or of its last move."""
    values: list[tuple[str, Decimal]] = list(peers.values)
    points = peers.points
    if saying.of_change:
        moves = _moves_of_all(peers, column, row, table)
        values, points = moves
    mine = next((value for name, value in values if name == row.now.subject), None)
    if mine is None or len(values) < 2:
        return UNKNOWN
    place = 1 + sum((value - mine) * saying.sign > 0 for _, value in values)
    is_right = place == saying.place and (saying.total is None or saying.total == len(values))
    if saying.of_change and mine * saying.sign <= 0:
        is_right = False
    first, last = ("largest", "smallest") if saying.sign > 0 else ("smallest", "largest")
    side = "from the top" if saying.sign > 0 else "from the bottom"
    told = f"place {place} of {len(values)} {side} for {row.now.subject}{say_when((row.now,), table.card)}"
    shown = (*(point for point in points if point.subject == row.now.subject), *points)
    return ruled(is_right, told, shown)


def _moves_of_all(peers: Peers, column: Column, row: Row, table: Table) -> tuple[list[tuple[str, Decimal]], tuple[Point, ...]]:
    """How much each subject moved from the row before, in percent (a rate in points)."""
    moves: list[tuple[str, Decimal]] = []
    points: list[Point] = []
    if row.summed:
        return [], ()
    for point in peers.points:
        series = table.series(point.subject, column.name)
        place = next((number for number, one in enumerate(series) if one.when == point.when), None)
        then = find_base(series, place, None, table.card.every, ()) if place else None
        move = relative(point.value, then.value, column) if then is not None else None
        if move is not None and then is not None:
            moves.append((point.subject, move))
            points += [point, then]
    return moves, tuple(points)


def recount_share(saying: ShareSaid, column: Column, row: Row, table: Table, peers: Peers) -> Recount:
    """The share of the sum of all."""
    whole = sum((value for _, value in peers.values), Decimal(0))
    if column.sums is Sums.RATE or column.unit == "%" or whole <= 0 or any(value < 0 for _, value in peers.values):
        return UNKNOWN
    share = row.value / whole * HUNDRED
    told = f"{share:.1f}% of all for {row.now.subject}{say_when(row.points, table.card)}"
    return ruled(fits(saying.stated, share), told, (*row.points, *peers.points))


def recount_comparison(saying: ComparisonSaid, column: Column, row: Row, table: Table, peers: Peers) -> Recount:
    """Two subjects beside each other."""
    other = peers.of(saying.other)
    if other is None or saying.other == row.now.subject:
        return UNKNOWN
    mine = row.value
    told = f"{say_point(row.points, mine, column, table.card)} and {say_value(other, column)} for {saying.other}"
    behind = (*row.points, *peers.point_of(saying.other))
    if saying.times is not None:
        return ruled(_is_multiple(saying, mine, other), told, behind) if other > 0 else UNKNOWN
    sign = (mine > other) - (mine < other)
    is_right = sign == saying.sign
    if is_right and saying.stated is not None:
        is_right = sized(saying.stated, column, mine, other)
    return ruled(is_right, told, behind)


def _is_multiple(saying: ComparisonSaid, mine: Decimal, other: Decimal) -> bool:
    ratio = mine / other
    if isinstance(saying.times, Stated):
        stated = saying.times
        return fits(stated, ratio * HUNDRED if stated.figure.unit == "%" else ratio)
    times = saying.times or Decimal(1)
    if saying.sign > 0:
        return times < ratio < times * Decimal("1.5")
    return times * Decimal("0.85") <= ratio < times if saying.sign < 0 else abs(ratio - times) <= times * Decimal("0.05")


def recount_overtaking(saying: OvertakingSaid, column: Column, row: Row, table: Table) -> Recount:
    """Whether one passed the other since the row before."""
    other = table.series(saying.other, column.name)
    now = next((point for point in other if point.when == row.now.when), None)
    if row.place == 0 or now is None or row.summed:
        return UNKNOWN
    mine_before = row.series[row.place - 1]
    before = next((point for point in other if point.when == mine_before.when), None)
    if before is None:
        return UNKNOWN
    is_right = row.now.value > now.value and mine_before.value <= before.value
    after = f"{say_value(mine_before.value, column)} and {say_value(before.value, column)}"
    mine = say_point((row.now,), row.now.value, column, table.card)
    told = f"{mine} and {say_value(now.value, column)} for {saying.other}, after {after}"
    return ruled(is_right, told, (row.now, now, mine_before, before))


def recount_number(saying: CountSaid, said: Said, table: Table, column: Column) -> Recount:
    """How many subjects there are; where the table has another number, the draft may speak of some of them."""
    period = find_period(said.time, table.times()) if said.time is not None else None
    at = period.first if period is not None else table.times()[-1] if table.card.time else None
    counts = {len(table.subjects()), len(table.across(column.name, at))}
    if int(saying.stated.figure.value) not in counts or saying.stated.figure.precision is not Precision.EXACT:
        return UNKNOWN
    return Recount(standing=Standing.AGREES, words=f"{saying.stated.words}")


def recount_whole(said: Said, table: Table, column: Column) -> Recount:
    """What all subjects have together; only of what may be added."""
    saying, times = said.saying, table.times()
    if not isinstance(saying, LevelSaid) or ((column.sums is Sums.RATE or column.unit == "%") and not saying.is_average):
        return UNKNOWN
    days: list[date | None] = [None]
    if table.card.time:
        period = find_period(said.time, times) if said.time is not None else None
        if said.time is not None and period is None or not times:
            return UNKNOWN
        days = [day for day in times if period.holds(day)] if period is not None else [times[-1]]
        if len(days) != 1 and (column.sums is not Sums.FLOW or period is None or not is_whole(period, table.card.every, times)):
            return UNKNOWN
    points = tuple(point for day in days for point in table.across(column.name, day))
    if not points:
        return UNKNOWN
    if saying.is_average:
        is_told = said.time is not None or not table.card.time
        return recount_mean(saying, column, points, table) if len(days) == 1 and is_told else UNKNOWN
    total = sum((point.value for point in points), Decimal(0))
    when = say_when(points[:1], table.card) if len(days) == 1 else ""
    if not fits_unit(saying.stated, column):
        words = f"{say_value(total, column)} in all{when}, in another unit"
        return ruled(False, words, points) if fits(saying.stated, total) and not is_bare(saying.stated) else UNKNOWN
    return ruled(fits(saying.stated, total, factor(column, saying.stated)), f"{say_value(total, column)} in all{when}", points)
