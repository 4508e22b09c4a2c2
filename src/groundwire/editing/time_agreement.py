"""Whether one time backs another: what is coarser may stand for what is finer, never the other way round."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from groundwire.editing.figure_agreement import Agreement
from groundwire.model import Grain, Precision, Time
from groundwire.reading.number_words import find_numbers

_SHORTLY = 30
"""Minutes that "shortly after" reaches."""
_ABOUT = 15
"""Minutes that "about" may be off."""
_LEADING = re.compile(r"^(?:the|on|in|at|over|during|about|around|almost|nearly|early|earlier|late|mid)[\s-]+")
_ECHO = re.compile(r"(?:the|that) (?:very )?same \w+|that (?:day|week|month|year)")
_OPEN_STRETCH = re.compile(r"\b(?:past|last|recent)\s(?:(?:few|several|couple of)\s)?(?P<unit>day|week|month|year)s\b")
_LENGTH = re.compile(r"(?:past|last)\s(?:(?P<count>[\w ]+)\s)?(?P<unit>year|decade|centur(?=y|ies))(?:s|y|ies)?")
_YEARS = {"year": 1, "decade": 10, "centur": 100}
_NAMES_YEAR = re.compile(r"[0-9]{4}|['’][0-9]{2}")


def compare_times(draft: Time, source: Time) -> Agreement:
    """How a source's time stands to a draft's. ``HEDGE`` where the draft is finer or more exact than the source;
    ``DIFFERS`` only for times of the same grain."""
    if draft.clock or source.clock:
        return _compare_clocks(draft, source) if draft.clock and source.clock else Agreement.APART
    if draft.begins is None or source.begins is None:
        return _compare_unresolved(draft, source)
    assert draft.ends is not None and source.ends is not None
    if _spans_years(draft) and _spans_years(source) and (draft.begins, draft.ends) != (source.begins, source.ends):
        return Agreement.DIFFERS
    if draft.begins <= source.begins and source.ends <= draft.ends:
        return Agreement.AGREES
    if source.begins <= draft.begins and draft.ends <= source.ends:
        return Agreement.AGREES if _is_same_expression(draft, source) else Agreement.HEDGE
    if draft.begins <= source.ends and source.begins <= draft.ends:
        if draft.grain is not source.grain:
            return Agreement.HEDGE
        return Agreement.AGREES if draft.is_relative or source.is_relative else Agreement.DIFFERS
    return Agreement.DIFFERS if draft.grain is source.grain else Agreement.APART


def _spans_years(time: Time) -> bool:
    """Whether the time is told as a span from one year to another: "2010-11"."""
    is_told = time.grain is Grain.YEAR and not time.is_relative
    return is_told and time.begins is not None and time.ends is not None and time.begins.year != time.ends.year


def backed_by_date(draft: Time, day: date) -> bool:
    """Whether the draft's time is, or contains, that day."""
    if draft.clock:
        return False
    if draft.begins is not None and draft.ends is not None:
        return draft.begins <= day <= draft.ends
    if draft.day is not None:
        return (draft.month, draft.day) == (day.month, day.day)
    if draft.weekday is not None:
        return draft.weekday == day.weekday()
    return draft.month == day.month


def in_year_of(time: Time, before: Sequence[Time]) -> Time | None:
    """A date or month without a year in the year that the report named last before it, as its readers take it; ``None`` for all other
    times, and where no year was named."""
    if time.begins is not None or time.month is None or time.clock:
        return None
    named = next((one.begins.year for one in reversed(before) if one.begins is not None and not one.is_relative), None)
    if named is None:
        return None
    try:
        begins = date(named, time.month, time.day or 1)
    except ValueError:
        return None
    ends = begins if time.day is not None else date(named, time.month, calendar.monthrange(named, time.month)[1])
    return replace(time, begins=begins, ends=ends)


def is_echo(time: Time) -> bool:
    """Whether the words only point back at a time told before ("the same year", "that day"): there is nothing to look up."""
    return time.begins is None and _ECHO.fullmatch(" ".join(time.text.lower().split())) is not None


def is_said_vaguely(time: Time, text: str) -> bool:
    """Whether a text has, in other words, a stretch that the time leaves open: "the past few weeks", "in recent weeks"."""
    match = _OPEN_STRETCH.search(time.text.lower())
    return (
        match is not None
        and re.search(rf"\b(?:recent|past|last|few|several)\b[\w\s]{{0,16}}\b{match['unit']}", text.lower()) is not None
    )


def _compare_clocks(draft: Time, source: Time) -> Agreement:
    later = _minutes(source.clock) - _minutes(draft.clock)
    if later == 0:
        is_safe = draft.precision in (source.precision, Precision.ABOUT)
        return Agreement.AGREES if is_safe else Agreement.HEDGE
    if draft.precision is Precision.ABOUT and abs(later) <= _ABOUT:
        return Agreement.AGREES
    if draft.precision is Precision.MORE_THAN and 0 < later <= _SHORTLY and source.precision is not Precision.LESS_THAN:
        return Agreement.AGREES
    if draft.precision is Precision.LESS_THAN and 0 < -later <= _SHORTLY and source.precision is not Precision.MORE_THAN:
        return Agreement.AGREES
    return Agreement.DIFFERS


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def _compare_unresolved(draft: Time, source: Time) -> Agreement:
    """At least one of the two is not known to the day."""
    years = years_back(draft.text)
    if _is_same_expression(draft, source) or (years is not None and years == years_back(source.text)):
        return Agreement.AGREES
    if draft.weekday is not None and draft.begins is None:
        return _compare_weekday(draft, source)
    if draft.weekday is not None and source.weekday is not None:
        return Agreement.AGREES if draft.weekday == source.weekday else Agreement.DIFFERS
    if draft.month is not None and draft.begins is None:
        return _compare_yearless(draft, source)
    if draft.begins is not None and source.month is not None:
        return _compare_with_yearless(draft, source)
    if draft.is_relative and source.is_relative and draft.begins is None:
        is_alike = draft.grain is source.grain or draft.text.lower().split()[-1] == source.text.lower().split()[-1]
        return Agreement.DIFFERS if is_alike else Agreement.APART
    return Agreement.APART


def years_back(text: str) -> Decimal | None:
    """How many years a stretch up to now has: "the last decade" and "the past 10 years" are one; "last year" is no stretch."""
    match = _LENGTH.fullmatch(normal_words(text))
    if match is None or (match["unit"] == "year" and not match["count"]):
        return None
    numbers = find_numbers(match["count"] or "1")
    return numbers[0].value * _YEARS[match["unit"]] if len(numbers) == 1 and numbers[0].high is None else None


def _compare_weekday(draft: Time, source: Time) -> Agreement:
    weekday = source.weekday
    if weekday is None and source.begins is not None and source.begins == source.ends:
        weekday = source.begins.weekday()
    if weekday is None:
        return Agreement.APART
    return Agreement.AGREES if weekday == draft.weekday else Agreement.DIFFERS


def _compare_yearless(draft: Time, source: Time) -> Agreement:
    """A draft's "3 March" or "March" against what the source says."""
    if draft.grain is Grain.MONTH:
        months = {source.month} if source.begins is None else {source.begins.month, source.ends.month if source.ends else None}
        if months == {draft.month}:
            return Agreement.AGREES
        return Agreement.DIFFERS if source.grain is Grain.MONTH and None not in months else Agreement.APART
    month, day = source.month, source.day
    if source.begins is not None and source.begins == source.ends:
        month, day = source.begins.month, source.begins.day
    if month is None or draft.day is None or day is None:
        return Agreement.HEDGE if month == draft.month and month is not None else Agreement.APART
    return Agreement.AGREES if (month, day) == (draft.month, draft.day) else Agreement.DIFFERS


def _compare_with_yearless(draft: Time, source: Time) -> Agreement:
    """A draft's resolved time against a source's "3 March" or "March" of an unknown year."""
    assert draft.begins is not None and draft.ends is not None
    if source.grain is Grain.DAY and draft.begins != draft.ends:
        inside = draft.grain is Grain.MONTH and draft.begins.month == source.month
        return _without_year(draft, inside)
    if source.grain is Grain.DAY:
        same = (draft.begins.month, draft.begins.day) == (source.month, source.day)
        return _without_year(draft, same) if same or source.day is not None else Agreement.APART
    if draft.grain is Grain.MONTH:
        return _without_year(draft, draft.begins.month == source.month)
    return Agreement.APART


def _without_year(draft: Time, is_same: bool) -> Agreement:
    """Same month and day, but the source does not say the year: backed only if the draft does not say it either."""
    if not is_same:
        return Agreement.DIFFERS
    return Agreement.HEDGE if _NAMES_YEAR.search(draft.text) else Agreement.AGREES


def _is_same_expression(draft: Time, source: Time) -> bool:
    """Whether both use the same words: all there is to compare for times that are not resolved."""
    return draft.grain is source.grain and normal_words(draft.text) == normal_words(source.text)


def normal_words(text: str) -> str:
    """A time expression's words without case, article, preposition and spacing."""
    words = " ".join(text.lower().replace("-", " ").split())
    for _ in range(3):
        words = _LEADING.sub("", words)
    return words
