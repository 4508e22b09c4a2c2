"""What a draft says of a table, counted again from its cells: exactly, and compared at the precision that the draft claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from groundwire.counting.measures import fits_unit, is_bare
from groundwire.counting.recounting_means import recount_mean, rows_of_mean
from groundwire.counting.recounting_peers import (
    Peers,
    recount_comparison,
    recount_number,
    recount_overtaking,
    recount_rank,
    recount_share,
    recount_whole,
)
from groundwire.counting.recounting_runs import recount_record, recount_streak
from groundwire.counting.recounting_several import join_recounts, recount_together
from groundwire.counting.recounts import (
    UNKNOWN,
    Recount,
    Row,
    Standing,
    column_before,
    factor,
    find_then,
    fits,
    place_of,
    ruled,
    sized,
)
from groundwire.counting.table_times import (
    Period,
    find_base,
    find_period,
    is_coarser,
    is_whole,
    row_at,
    rows_in,
    shift,
)
from groundwire.counting.table_wording import say_point, say_value, say_when
from groundwire.counting.tables_said import (
    Among,
    Base,
    ChangeSaid,
    ComparisonSaid,
    CountSaid,
    LevelSaid,
    OvertakingSaid,
    RankSaid,
    RecordSaid,
    Said,
    ShareSaid,
    StreakSaid,
    SurpriseSaid,
)
from groundwire.model import Column, Grain, Point, Sums
from groundwire.protocols import Table

_SLIGHT: Final = Decimal("0.0025")
"""Largest share of a number by which it may move and still be called little changed."""


def recount(said: Said, table: Table) -> Recount:
    """A saying against the table: the first of its columns that agrees, else the first that differs. What is said of each of
    several subjects is counted for each."""
    if said.along and said.among is not Among.TOGETHER:
        each = [recount(replace(said, subject=one, along=()), table) for one in (said.subject, *said.along)]
        return join_recounts(each, said.among)
    found = [_recount_column(said, table, table.card.column(name)) for name in said.columns]
    for standing in (Standing.AGREES, Standing.DIFFERS):
        for one in found:
            if one.standing is standing:
                return one
    return UNKNOWN


def _recount_column(said: Said, table: Table, column: Column) -> Recount:
    saying = said.saying
    if isinstance(saying, CountSaid):
        return recount_number(saying, said, table, column)
    if not said.subject:
        return recount_whole(said, table, column)
    if isinstance(saying, LevelSaid) and saying.is_average:
        return UNKNOWN if said.along else recount_mean(saying, column, rows_of_mean(said, table, column), table)
    if said.along:
        return _together(said, table, column)
    rows = _rows(said, table, column)
    if not rows:
        return UNKNOWN
    found = [_recount_row(said, table, column, row) for row in rows]
    chosen = next((one for one in found if one.standing is Standing.AGREES), found[0])
    if chosen.standing is Standing.DIFFERS and len(rows) > 1 and not _is_bound(said, table):
        return UNKNOWN if any(one.standing is Standing.UNKNOWN for one in found) else chosen
    return chosen


def _together(said: Said, table: Table, column: Column) -> Recount:
    """What several subjects have together; without a time another one may be meant, so that it cannot differ."""
    each = [_rows(replace(said, subject=one), table, column)[:1] for one in (said.subject, *said.along)]
    if not all(each):
        return UNKNOWN
    found = recount_together(said.saying, column, [rows[0] for rows in each], table)
    return found if found.standing is not Standing.DIFFERS or _is_bound(said, table) else UNKNOWN


def _is_bound(said: Said, table: Table) -> bool:
    return said.time is not None or not table.card.time


def _rows(said: Said, table: Table, column: Column) -> list[Row]:
    """The rows that may be meant: that of the time told, or the last where none is told."""
    series = table.series(said.subject, column.name)
    if not series:
        return []
    if not table.card.time:
        return [Row(now=series[-1], series=series, place=len(series) - 1)]
    times = table.times()
    if said.time is None:
        return [Row(now=series[-1], series=series, place=len(series) - 1)]
    period = find_period(said.time, times)
    if period is None or is_coarser(table.card.every, period.grain):
        return []
    inside = rows_in(series, period)
    if (
        not period.is_longer(table.card.every)
        and period.grain is not Grain.HOUR
        or len(inside) == 1
        and period.first == period.last
    ):
        return [Row(now=point, series=series, place=place_of(series, point)) for point in inside[-1:]]
    return _rows_of_long(said, column, series, inside, period, table)


def _rows_of_long(
    said: Said, column: Column, series: Sequence[Point], inside: Sequence[Point], period: Period, table: Table
) -> list[Row]:
    """The rows of a time that spans several: their sum for a flow, the last for a level that changed over it."""
    if not inside:
        return []
    last = Row(now=inside[-1], series=series, place=place_of(series, inside[-1]))
    if isinstance(said.saying, RecordSaid | StreakSaid):
        return [Row(now=point, series=series, place=place_of(series, point)) for point in inside]
    times = table.times()
    is_full = is_whole(period, table.card.every, times) and len(inside) == sum(period.holds(day) for day in times)
    if column.sums is Sums.FLOW:
        return [Row(now=inside[-1], series=series, place=last.place, summed=tuple(inside))] if is_full else []
    if isinstance(said.saying, ChangeSaid) and said.saying.base is None and is_full:
        return [last]
    return []


def _recount_row(said: Said, table: Table, column: Column, row: Row) -> Recount:
    saying = said.saying
    if isinstance(saying, LevelSaid):
        return _level(saying, column, row, table, said)
    if isinstance(saying, ChangeSaid):
        return _change(saying, column, row, table, said)
    if isinstance(saying, SurpriseSaid):
        return _surprise(saying, column, row, table)
    if isinstance(saying, RecordSaid) and not row.summed:
        return recount_record(saying, column, row, table)
    if isinstance(saying, StreakSaid) and not row.summed:
        return recount_streak(saying, column, row, table)
    if isinstance(saying, RankSaid) and saying.base is not None:
        then = None if row.summed else find_base(row.series, row.place, saying.base, table.card.every, table.times())
        if then is None:
            return UNKNOWN
        row = Row(now=then, series=row.series, place=place_of(row.series, then))
    peers = Peers.at(row, column, table)
    if peers is None:
        return UNKNOWN
    if isinstance(saying, RankSaid):
        found = recount_rank(saying, column, row, table, peers)
        return _still(saying, column, row, table, found) if saying.is_still else found
    if isinstance(saying, ShareSaid):
        return recount_share(saying, column, row, table, peers)
    if isinstance(saying, ComparisonSaid):
        return recount_comparison(saying, column, row, table, peers)
    if isinstance(saying, OvertakingSaid):
        return recount_overtaking(saying, column, row, table)
    return UNKNOWN


def _still(saying: RankSaid, column: Column, row: Row, table: Table, found: Recount) -> Recount:
    """A place that is to be the one of the time before as well."""
    if found.standing is not Standing.AGREES or row.summed:
        return found if found.standing is Standing.DIFFERS else UNKNOWN
    before = find_then(None if table.card.time else Base(grain=Grain.YEAR), row, column, table)
    then = column if table.card.time else column_before(column, table)
    if before is None or then is None:
        return UNKNOWN
    earlier = Row(now=before, series=(before,), place=0)
    peers = Peers.at(earlier, then, table)
    was = recount_rank(replace(saying, total=None), then, earlier, table, peers) if peers is not None else UNKNOWN
    return found if was.standing is Standing.AGREES else was


def _level(saying: LevelSaid, column: Column, row: Row, table: Table, said: Said) -> Recount:
    stated = saying.stated
    if saying.base is not None:
        before = [then for base in _meant(saying.base, table) if (then := find_then(base, row, column, table)) is not None]
        if not before:
            return UNKNOWN
        then = next((point for point in before if fits(stated, point.value, factor(column, stated))), before[0])
        row = Row(now=then, series=(then,), place=0)
    has_number = fits(stated, row.value, factor(column, stated))
    words = say_point(row.points, row.value, column, table.card)
    if not fits_unit(stated, column):
        return ruled(False, f"{words}, in another unit", row.points) if has_number and not is_bare(stated) else UNKNOWN
    if has_number:
        return ruled(True, words, row.points)
    if said.time is None and table.card.time:
        older = [point for point in row.series if fits(stated, point.value, factor(column, stated))]
        if older:
            return UNKNOWN
    return ruled(False, words, row.points) if said.is_measured or not table.card.is_guessed else UNKNOWN


def _meant(base: Base | None, table: Table) -> tuple[Base | None, ...]:
    """The bases that may be meant: where none is told, in a table of months, the month before or the same a year before."""
    is_open = base is None or (base.grain is None and base.time is None)
    every = table.card.every
    if not is_open:
        return (base,)
    return (Base(grain=every), Base(grain=Grain.YEAR)) if every is Grain.MONTH or not table.card.time else (Base(grain=every),)


def _bases(saying: ChangeSaid, row: Row, table: Table) -> list[Point]:
    """The rows that a change may be counted from: the one told, else the row before, else the same time a year before."""
    every, times = table.card.every, table.times()
    found = [find_base(row.series, row.place, base, every, times) for base in _meant(saying.base, table)]
    return [point for point in found if point is not None]


def _change(saying: ChangeSaid, column: Column, row: Row, table: Table, said: Said) -> Recount:
    if not table.card.time:
        return _year_before(saying, column, row, table)
    single = [] if row.summed else [(point.value, (point,)) for point in _bases(saying, row, table)]
    pairs = _sums_before(saying, row, table) if row.summed else single
    if not pairs:
        return UNKNOWN
    results = [_moved(saying, column, row, then, points, table) for then, points in pairs]
    if saying.stated is None and saying.times is None:
        # Without a size either base may be meant: it rose on the month and fell on the year.
        is_open = results[0].standing is Standing.DIFFERS and any(one.standing is Standing.AGREES for one in results)
        return UNKNOWN if is_open else results[0]
    return next((one for one in results if one.standing is Standing.AGREES), results[0])


def _sums_before(saying: ChangeSaid, row: Row, table: Table) -> list[tuple[Decimal, tuple[Point, ...]]]:
    """The sums that a sum of months may be held against: of the same months before, or of the time told; where none is told, of the stretch
    of equal length right before, or of the same months a year before."""
    base, count = saying.base, len(row.summed)
    if table.card.every is Grain.DAY:
        return []
    if base is not None and base.time is not None:
        period = find_period(base.time, table.times())
        earlier = tuple(rows_in(row.series, period)) if period is not None else ()
        is_like = len(earlier) == count and earlier[-1].when is not None and earlier[-1] not in row.summed
        return [(_sum(earlier), earlier)] if is_like else []
    if base is None or base.grain is None:
        shifts = list(dict.fromkeys((count, _YEAR) if table.card.every is Grain.MONTH else (_YEAR,)))
    else:
        shifts = [base.steps * (_YEAR if base.grain is Grain.YEAR else 1)]
        if base.grain not in (Grain.MONTH, Grain.YEAR) or shifts[0] < count and table.card.every is Grain.MONTH:
            return []
    found = [_shifted(row, months, table) for months in shifts]
    return [(_sum(earlier), earlier) for earlier in found if earlier]


_YEAR: Final = 12
"""Months."""


def _sum(points: Sequence[Point]) -> Decimal:
    return sum((point.value for point in points), Decimal(0))


def _shifted(row: Row, months: int, table: Table) -> tuple[Point, ...]:
    """The rows so many months before those of a sum; none where one is missing."""
    days = [shift(point.when, Grain.MONTH, -months) for point in row.summed if point.when is not None]
    earlier = [row_at(row.series, day, table.card.every, len(row.series)) for day in days]
    return tuple(point for point in earlier if point is not None) if None not in earlier else ()


def _year_before(saying: ChangeSaid, column: Column, row: Row, table: Table) -> Recount:
    """A change against the column that the card has for the year before."""
    if saying.base is not None and saying.base.grain is not Grain.YEAR and saying.base.time is None:
        return UNKNOWN
    before = column_before(column, table)
    series = table.series(row.now.subject, before.name) if before is not None else ()
    return _moved(saying, column, row, series[-1].value, (series[-1],), table) if series else UNKNOWN


def _moved(saying: ChangeSaid, column: Column, row: Row, then: Decimal, points: tuple[Point, ...], table: Table) -> Recount:
    now = row.value
    words = say_move(now, then, column, row, points, table)
    behind = (*row.points, *points)
    difference = now - then
    if saying.times is not None:
        return _multiplied(saying, now, then, words, behind)
    sign = (difference > 0) - (difference < 0)
    if saying.is_denied:
        return ruled(sign != saying.sign, words, behind)
    if saying.is_slight:
        return ruled(abs(difference) <= abs(then) * _SLIGHT, words, behind)
    if saying.stated is None:
        return ruled(sign == saying.sign, words, behind)
    stated = saying.stated
    if sign != saying.sign:
        return ruled(False, words, behind)
    return ruled(sized(stated, column, now, then), words, behind)


def _multiplied(saying: ChangeSaid, now: Decimal, then: Decimal, words: str, behind: Sequence[Point]) -> Recount:
    if then <= 0 or saying.times is None:
        return UNKNOWN
    ratio, times = now / then, saying.times
    near = Decimal("0.05") * times
    is_right = {1: times < ratio <= times * Decimal("1.3"), -1: times * Decimal("0.85") <= ratio < times}.get(
        saying.sign, abs(ratio - times) <= near
    )
    return ruled(is_right, words, behind)


def say_move(now: Decimal, then: Decimal, column: Column, row: Row, points: Sequence[Point], table: Table) -> str:
    """A change as a note has it: "312.40 yuan after 305.40 yuan"."""
    return f"{say_point(row.points, now, column, table.card)} after {say_value(then, column)}{say_when(points, table.card)}"


def _surprise(saying: SurpriseSaid, column: Column, row: Row, table: Table) -> Recount:
    forecast = next((one for one in table.card.columns if one.forecast_of == column.name), None)
    series = table.series(row.now.subject, forecast.name) if forecast is not None else ()
    expected = next((point for point in series if point.when == row.now.when), None)
    if expected is None or row.summed:
        return UNKNOWN
    difference = row.now.value - expected.value
    sign = (difference > 0) - (difference < 0)
    words = (
        f"{say_point((row.now,), row.now.value, column, table.card)} against a forecast of {say_value(expected.value, column)}"
    )
    is_right = saying.sign is None or sign == saying.sign or (saying.sign == 0 and abs(difference) <= abs(expected.value) / 200)
    if saying.expected is not None:
        is_right = is_right and fits_unit(saying.expected, column) and fits(saying.expected, expected.value)
    if saying.stated is not None:
        is_right = is_right and sized(saying.stated, column, row.now.value, expected.value)
    return ruled(is_right, words, (row.now, expected))
