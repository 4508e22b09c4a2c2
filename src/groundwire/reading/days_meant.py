"""Which days a time expression means, counted from the day of publication.

``tense`` is -1 where the clause speaks of the past, +1 of the future, 0 where its grammar does not tell; ``today`` is the day
of publication, or ``None``, and then nothing relative is resolved."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from groundwire.model import Grain
from groundwire.reading.number_words import find_numbers
from groundwire.reading.time_patterns import MONTHS, WEEKDAYS, Groups

_GRAINS = {
    "hour": Grain.HOUR,
    "day": Grain.DAY,
    "night": Grain.DAY,
    "week": Grain.WEEK,
    "weekend": Grain.WEEK,
    "fortnight": Grain.WEEK,
    "month": Grain.MONTH,
    "quarter": Grain.MONTH,
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "century": Grain.DECADE,
}


@dataclass(frozen=True, slots=True)
class Days:
    """What is known of an expression: the first and last day, or only the month and day named."""

    grain: Grain
    is_relative: bool = False
    begins: date | None = None
    ends: date | None = None
    clock: str = ""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def find_days(kind: str, groups: Groups, today: date | None, tense: int) -> Days | None:
    """What an expression of ``kind`` means; ``None`` where it turns out to be no time ("31 February")."""
    try:
        return _RESOLVERS[kind](groups, today, tense)
    except (ValueError, OverflowError):
        return None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    digits = text.lstrip("'’")
    if len(digits) == 2:
        return 1900 + int(digits) if int(digits) > 40 else 2000 + int(digits)
    return int(digits)


def _month_span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _calendar_day(groups: Groups, today: date | None, tense: int) -> Days | None:
    month = MONTHS[groups["month"].lower().rstrip(".")[:3]]
    first = int(groups["day"])
    last = int(groups.get("last_day") or first)
    year = _year(groups.get("year"))
    if last < first:
        first = last
    date(2024, month, first)
    named = (month, first) if last == first else (month, None)
    if year is None and today is not None:
        year = _nearest_year(month, first, today, tense)
    if year is None:
        return Days(Grain.DAY, month=named[0], day=named[1])
    begins, ends = date(year, month, first), date(year, month, last)
    if (groups.get("week") or "").strip():
        monday = begins - timedelta(days=begins.weekday())
        return Days(Grain.WEEK, begins=monday, ends=monday + timedelta(days=6))
    return Days(Grain.DAY, begins=begins, ends=ends, month=named[0], day=named[1])


def _nearest_year(month: int, day: int, today: date, tense: int) -> int:
    """The year of a date given without one: not ahead of publication in the past tense, not behind it in the future tense, else
    whichever is nearer. A day's grace, since local time may run ahead of UTC."""
    years = [
        year
        for year in (today.year - 1, today.year, today.year + 1)
        if not (month == 2 and day == 29 and not calendar.isleap(year))
    ]
    if not years:
        raise ValueError("29 February near no leap year")
    days = {year: (date(year, month, day) - today).days for year in years}
    if tense < 0:
        fitting = [year for year in years if days[year] <= 1]
    elif tense > 0:
        fitting = [year for year in years if days[year] >= -1]
    else:
        fitting = years
    return min(fitting or years, key=lambda year: abs(days[year]))


def _numeric_day(groups: Groups, today: date | None, tense: int) -> Days | None:
    year = _year(groups["year"])
    first, second = int(groups["first"]), int(groups["second"])
    assert year is not None
    if first > 12 >= second or first == second:
        day, month = first, second
    elif second > 12 >= first:
        month, day = first, second
    else:
        return Days(Grain.YEAR, begins=date(year, 1, 1), ends=date(year, 12, 31))
    meant = date(year, month, day)
    return Days(Grain.DAY, begins=meant, ends=meant, month=month, day=day)


def _iso_day(groups: Groups, today: date | None, tense: int) -> Days:
    meant = date(int(groups["year"]), int(groups["first"]), int(groups["second"]))
    return Days(Grain.DAY, begins=meant, ends=meant, month=meant.month, day=meant.day)


def _calendar_month(groups: Groups, today: date | None, tense: int) -> Days:
    month = MONTHS[groups["month"].lower().rstrip(".")[:3]]
    year = _year(groups.get("year"))
    pointer = (groups.get("pointer") or "").lower()
    if year is None and today is not None:
        year = _month_year(month, pointer, today, tense)
    if year is None:
        return Days(Grain.MONTH, is_relative=bool(pointer), month=month)
    begins, ends = _month_span(year, month)
    return Days(Grain.MONTH, is_relative=bool(pointer), begins=begins, ends=ends, month=month)


def _month_year(month: int, pointer: str, today: date, tense: int) -> int:
    if pointer == "last":
        return today.year if month < today.month else today.year - 1
    if pointer == "next":
        return today.year if month > today.month else today.year + 1
    if pointer == "this" or (tense == 0 and month == today.month):
        return today.year
    if tense < 0:
        return today.year if month <= today.month else today.year - 1
    if tense > 0:
        return today.year if month >= today.month else today.year + 1
    return min(
        (today.year - 1, today.year, today.year + 1), key=lambda year: abs((year - today.year) * 12 + month - today.month)
    )


def _calendar_year(groups: Groups, today: date | None, tense: int) -> Days | None:
    first = int(groups["year"])
    last = first
    if groups.get("last_year"):
        text = groups["last_year"]
        last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
        last = last if first < last <= first + 100 else first
    part = (groups.get("part") or "").lower()
    if part and first == last:
        return _part_of_year(part, first)
    return Days(Grain.YEAR, begins=date(first, 1, 1), ends=date(last, 12, 31))


_PARTS_OF_YEAR = {
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "q1": (1, 3),
    "q2": (4, 6),
    "q3": (7, 9),
    "q4": (10, 12),
}


def _part_of_year(part: str, year: int) -> Days:
    """Quarters and halves of the calendar year; of seasons only the year is sure, since they differ between hemispheres."""
    name = " ".join(part.removesuffix(" of").replace("-", " ").split())
    if name in _PARTS_OF_YEAR:
        first, last = _PARTS_OF_YEAR[name]
        return Days(Grain.MONTH, begins=date(year, first, 1), ends=_month_span(year, last)[1])
    return Days(Grain.YEAR, begins=date(year, 1, 1), ends=date(year, 12, 31))


def _decade(groups: Groups, today: date | None, tense: int) -> Days:
    year = _year(groups["year"])
    assert year is not None
    return Days(Grain.DECADE, begins=date(year, 1, 1), ends=date(year + 9, 12, 31))


def _weekday(groups: Groups, today: date | None, tense: int) -> Days:
    weekday = WEEKDAYS[groups["weekday"].lower()[:3]]
    pointer = (groups.get("pointer") or "").lower()
    after = (groups.get("after") or "").lower()
    if today is None:
        return Days(Grain.DAY, is_relative=True, weekday=weekday)
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if after == "last week":
        meant = today - timedelta(days=today.weekday() + 7 - weekday)
    elif after == "next week":
        meant = today + timedelta(days=7 - today.weekday() + weekday)
    elif pointer in ("last", "past"):
        meant = today - timedelta(days=back or 7)
    elif pointer in ("next", "coming"):
        meant = today + timedelta(days=ahead or 7)
    elif tense > 0 or (tense == 0 and pointer == "this") or (tense == 0 and not pointer):
        meant = today + timedelta(days=ahead)
    else:
        meant = today - timedelta(days=back)
    return Days(Grain.DAY, is_relative=True, begins=meant, ends=meant, weekday=weekday)


def _named_day(groups: Groups, today: date | None, tense: int) -> Days:
    words = groups["named"].lower()
    if today is None:
        return Days(Grain.DAY, is_relative=True)
    if words == "overnight":
        return Days(Grain.DAY, is_relative=True, begins=today - timedelta(days=1), ends=today)
    if words.startswith(("yesterday", "last", "the day before")):
        meant = today - timedelta(days=1)
    elif words.startswith("tomorrow"):
        meant = today + timedelta(days=1)
    else:
        meant = today
    if words.startswith("the day before"):
        meant -= timedelta(days=1)
    return Days(Grain.DAY, is_relative=True, begins=meant, ends=meant)


def _feast(groups: Groups, today: date | None, tense: int) -> Days:
    name = groups["feast"].lower()
    month, day = next(days for key, days in _FEASTS if name.startswith(key) and (key[-3:] != "eve" or name.endswith("eve")))
    year = _year(groups.get("year"))
    if year is None and today is not None:
        year = _nearest_year(month, day, today, tense)
    meant = date(year, month, day) if year is not None else None
    return Days(Grain.DAY, begins=meant, ends=meant, month=month, day=day)


_FEASTS = (("christmas eve", (12, 24)), ("christmas", (12, 25)), ("boxing", (12, 26)), ("new", (1, 1)))


def _pointed(groups: Groups, today: date | None, tense: int) -> Days:
    """ "last week", "this year", "earlier this month", "next quarter", "the previous year"."""
    unit = groups["unit"].lower()
    grain = _GRAINS.get(unit, Grain.MONTH)
    pointer = groups["pointer"].lower()
    step = {"last": -1, "this": 0, "next": 1, "current": 0, "coming": 1}.get(pointer)
    if today is None or step is None or unit not in ("week", "weekend", "month", "year", "decade", "quarter"):
        return Days(grain, is_relative=True)
    begins, ends = _period(unit, step, today)
    turn = (groups.get("turn") or "").lower()
    if step == 0 and turn.startswith("earlier"):
        ends = min(ends, today)
    if step == 0 and turn.startswith("later") and tense > 0:
        begins = max(begins, today)
    return Days(grain, is_relative=True, begins=begins, ends=ends)


def _period(unit: str, step: int, today: date) -> tuple[date, date]:
    """First and last day of the week, month, quarter, year or decade ``step`` away from today's."""
    if unit in ("week", "weekend"):
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
        if unit == "week":
            return monday, monday + timedelta(days=6)
        if step == 0 and today.weekday() < 2:
            monday -= timedelta(days=7)
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if unit == "month":
        return _month_span(*_shift_month(today, step))
    if unit == "quarter":
        first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        year, month = _shift_month(first, 3 * step)
        return date(year, month, 1), _month_span(*_shift_month(date(year, month, 1), 2))[1]
    if unit == "year":
        return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    decade = today.year // 10 * 10 + 10 * step
    return date(decade, 1, 1), date(decade + 9, 12, 31)


def _shift_month(day: date, by: int) -> tuple[int, int]:
    months = day.year * 12 + day.month - 1 + by
    return months // 12, months % 12 + 1


def _stretch(groups: Groups, today: date | None, tense: int) -> Days:
    """ "the past decade", "the last three years", "the coming weeks"."""
    unit = groups["unit"].lower()
    unit = unit if unit in _GRAINS else unit.removesuffix("s")
    grain = _GRAINS.get(unit, Grain.MONTH)
    number = _count(groups.get("number")) if groups.get("number") else 1
    is_plural_without_number = groups["unit"].lower().endswith("s") and not groups.get("number")
    if today is None or number is None or is_plural_without_number:
        return Days(grain, is_relative=True)
    if groups["pointer"].lower() in ("next", "coming", "following"):
        return Days(grain, is_relative=True, begins=today, ends=_moved(today, unit, number))
    return Days(grain, is_relative=True, begins=_moved(today, unit, -number), ends=today)


def _ago(groups: Groups, today: date | None, tense: int) -> Days:
    unit = groups["unit"].lower()
    unit = unit if unit in _GRAINS else unit.removesuffix("s")
    grain = _GRAINS.get(unit, Grain.MONTH)
    number = _count(groups.get("number"))
    if today is None or number is None or unit not in ("day", "week", "month", "year") or groups["turn"].lower() != "ago":
        return Days(grain, is_relative=True)
    meant = _moved(today, unit, -number)
    if unit == "day":
        return Days(grain, is_relative=True, begins=meant, ends=meant)
    begins, ends = _period(unit, 0, meant)
    return Days(grain, is_relative=True, begins=begins, ends=ends)


def _moved(day: date, unit: str, by: int) -> date:
    """``by`` whole units away; the last day of a shorter month where the day does not exist."""
    if unit in ("day", "night"):
        return day + timedelta(days=by)
    if unit in ("week", "weekend", "fortnight"):
        return day + timedelta(days=(14 if unit == "fortnight" else 7) * by)
    if unit == "hour":
        return day + timedelta(days=-((-by) // 24) if by > 0 else by // 24)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 1)
    year, month = _shift_month(day, months * by)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _count(text: str | None) -> int | None:
    words = (text or "").strip().lower()
    if words in ("a", "an", "one"):
        return 1
    numbers = find_numbers(words)
    if (
        len(numbers) != 1
        or numbers[0].high is not None
        or numbers[0].value > 10_000
        or numbers[0].value != int(numbers[0].value)
    ):
        return 2 if words.startswith("couple") or words == "a couple of" else None
    return int(numbers[0].value)


def _unresolved(groups: Groups, today: date | None, tense: int) -> Days:
    """Times that lean on another time of the text, and seasons without a year."""
    unit = (groups.get("unit") or "").lower()
    return Days(_GRAINS.get(unit.removesuffix("s"), Grain.MONTH), is_relative=True)


def _clock(groups: Groups, today: date | None, tense: int) -> Days | None:
    word = (groups.get("word") or "").lower()
    if word:
        return Days(Grain.HOUR, clock="00:00" if word == "midnight" else "12:00")
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return Days(Grain.HOUR, clock=f"{hour:02d}:{minute:02d}")


_RESOLVERS = {
    "day": _calendar_day,
    "numeric": _numeric_day,
    "iso": _iso_day,
    "month": _calendar_month,
    "year": _calendar_year,
    "decade": _decade,
    "weekday": _weekday,
    "named": _named_day,
    "feast": _feast,
    "pointed": _pointed,
    "stretch": _stretch,
    "ago": _ago,
    "leaning": _unresolved,
    "clock": _clock,
}
