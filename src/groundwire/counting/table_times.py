"""Which rows of a table a time of a text means, and which row lies "a week", "a month" or "a year" before another.

A day table has a row for each day of trade, a month table one for each month, told by its first day. A time without a year is the latest
such one that the table has; a weekday without a date the latest such day. The day before is the row before; a week, month or year before
is the row of that very day, or the last one before it that is not too old."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from groundwire.counting.tables_said import Base
from groundwire.model import Grain, Point, Time

_ORDER: Final = (Grain.HOUR, Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR, Grain.DECADE)
_SLACK: Final = {Grain.DAY: 4, Grain.WEEK: 6}
"""Days that the last row before a day may be older than it and still stand for it: a long weekend, a holiday."""
_LONG_STEP: Final = 7
"""Days between two rows of a day table from which the earlier is not "the day before"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first to the last day, and how fine it was told."""

    first: date
    last: date
    grain: Grain

    def holds(self, day: date) -> bool:
        """Whether a row of that day is meant."""
        return self.first <= day <= self.last

    def is_longer(self, every: Grain) -> bool:
        """Whether it spans several rows of a table with a row for ``every``: a quarter is told in months, and is three."""
        return is_coarser(self.grain, every) or (self.grain is Grain.MONTH and month_of(self.first).last < self.last)


def find_period(time: Time, times: Sequence[date]) -> Period | None:
    """The days that a time of a text means in a table that has rows of ``times``; ``None`` where that cannot be told."""
    if time.begins is not None and time.ends is not None:
        return Period(first=time.begins, last=time.ends, grain=time.grain)
    if not times:
        return None
    if time.month is not None:
        return _without_year(time.month, time.day, times)
    if time.weekday is not None:
        day = next((day for day in reversed(times) if day.weekday() == time.weekday), None)
        return Period(first=day, last=day, grain=Grain.DAY) if day is not None else None
    return _relative(time, times[-1])


def _without_year(month: int, day: int | None, times: Sequence[date]) -> Period:
    found = next((one for one in reversed(times) if one.month == month and (day is None or one.day == day)), None)
    year = found.year if found is not None else times[-1].year
    if day is None:
        return month_of(date(year, month, 1))
    if found is None and (month, day) == (2, 29):
        day = 28
    only = found or date(year, month, min(day, monthrange(year, month)[1]))
    return Period(first=only, last=only, grain=Grain.DAY)


def _relative(time: Time, last: date) -> Period | None:
    """ "Last year" of a text without a date, from the table's last day on."""
    words = time.text.lower().split()
    back = 1 if "last" in words or "previous" in words else 0 if "this" in words or "current" in words else None
    if back is None:
        return None
    if time.grain is Grain.YEAR:
        return Period(first=date(last.year - back, 1, 1), last=date(last.year - back, 12, 31), grain=Grain.YEAR)
    if time.grain is Grain.MONTH:
        return month_of(shift(last.replace(day=1), Grain.MONTH, -back))
    return None


def month_of(day: date) -> Period:
    """The month of a day."""
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return Period(first=day.replace(day=1), last=last, grain=Grain.MONTH)


def shift(day: date, grain: Grain, steps: int) -> date:
    """The same day so many days, weeks, months or years later; the last day of a month that has it not."""
    if grain in (Grain.DAY, Grain.WEEK):
        return day + timedelta(days=steps * (7 if grain is Grain.WEEK else 1))
    months = day.year * 12 + day.month - 1 + steps * (12 if grain is Grain.YEAR else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 1 <= year <= 9999 else day


def is_coarser(one: Grain, other: Grain) -> bool:
    """Whether a time of grain ``one`` spans several rows of a table with a row for each ``other``."""
    return _ORDER.index(one) > _ORDER.index(other)


def find_base(series: Sequence[Point], place: int, base: Base | None, every: Grain, times: Sequence[date]) -> Point | None:
    """The row of a series that a change to its row at ``place`` is counted from, ``None`` where there is none."""
    now = series[place].when
    if now is None:
        return None
    if base is not None and base.time is not None:
        period = find_period(base.time, times)
        found = [
            point for point in series[:place] if point.when is not None and period is not None and period.holds(point.when)
        ]
        return found[-1] if found else None
    grain, steps = (base.grain or every, base.steps) if base is not None else (every, 1)
    if grain is Grain.DAY and every is Grain.DAY:
        return _before(series, place, steps)
    if is_coarser(every, grain):
        return None
    return row_at(series, shift(now, grain, -steps), every, place)


def _before(series: Sequence[Point], place: int, steps: int) -> Point | None:
    if place < steps:
        return None
    then, now = series[place - steps], series[place]
    is_near = then.when is not None and now.when is not None and (now.when - then.when).days <= _LONG_STEP * steps
    return then if is_near else None


def row_at(series: Sequence[Point], day: date, every: Grain, before: int) -> Point | None:
    """The row of a day among the first ``before``; in a table of days the last one before it where it has none, if not too
    old."""
    days = [point.when or date.min for point in series[:before]]
    place = bisect_right(days, day) - 1
    if place < 0:
        return None
    if every in (Grain.DAY, Grain.WEEK):
        return series[place] if (day - days[place]).days <= _SLACK[every] else None
    return series[place] if (days[place].year, days[place].month) == (day.year, day.month) or (
        every is Grain.YEAR and days[place].year == day.year
    ) else None  # fmt: skip


def rows_in(series: Sequence[Point], period: Period) -> Sequence[Point]:
    """The rows of a series in a period."""
    days = [point.when or date.min for point in series]
    return series[bisect_left(days, period.first) : bisect_right(days, period.last)]


def is_whole(period: Period, every: Grain, times: Sequence[date]) -> bool:
    """Whether the table has every row that a period of months or years needs."""
    inside = [day for day in times if period.holds(day)]
    if every is Grain.MONTH:
        needed = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
        return len(inside) == needed
    if every is Grain.YEAR:
        return len(inside) == period.last.year - period.first.year + 1
    starts = bool(times) and times[0] <= period.first + timedelta(days=4) and times[-1] >= period.last - timedelta(days=4)
    return starts and bool(inside)
