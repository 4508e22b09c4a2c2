"""Numbers and times as cells write them: exactly what stands there, or why it is none. Nothing is put right by guessing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache

from groundwire.model import Grain

MOST_DIGITS = 38
"""Digits of the longest number that is reckoned with, as many as databases keep."""
NULLS = ("", "-", "–", "—", "n/a", "N/A", "NA", "null", "NULL", "None", "NaN", "nan")
"""What stands for no value where a card does not say."""


class Unreadable(Exception):
    """A cell that has something in it that is no number, or no time, of its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How a table writes its cells. ``thousands_mark`` is empty where digits are not grouped; ``date_format`` is strptime's, empty for
    ISO 8601; ``nulls`` are the words for no value."""

    decimal_mark: str = "."
    thousands_mark: str = ""
    date_format: str = ""
    nulls: frozenset[str] = frozenset(NULLS)


def read_number(text: str | None, unit: str, writing: Writing) -> Decimal | None:
    """The number in a cell, ``None`` for a cell without a value. Raises ``Unreadable`` where there is anything else than one number,
    alone or with the column's own unit behind it."""
    if text is None or (bare := text.strip()) in writing.nulls:
        return None
    match = _number_pattern(writing.decimal_mark, writing.thousands_mark, unit).fullmatch(bare)
    if match is None:
        raise Unreadable(_why_no_number(bare, writing))
    plain = match["number"].replace("−", "-")
    if writing.thousands_mark:
        plain = plain.replace(writing.thousands_mark, "")
    value = Decimal(plain.replace(writing.decimal_mark, "."))
    whole = max(0, value.adjusted() + 1) if value else 1
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or whole + max(0, -exponent) > MOST_DIGITS:
        raise Unreadable(f"has more than the {MOST_DIGITS} digits that are reckoned with")
    return value


def read_day(text: str, every: Grain, zone: tzinfo, writing: Writing) -> date:
    """The day that a time in a cell means in ``zone``; a week, month or year is its first day. A time without an offset is of ``zone``.
    Raises ``Unreadable``."""
    bare = text.strip()
    try:
        moment = datetime.strptime(bare, writing.date_format) if writing.date_format else _read_iso(bare)  # noqa: DTZ007 - see below
    except ValueError as error:
        wanted = f"as {writing.date_format}" if writing.date_format else "as ISO 8601 has them (2026-03-03, 2026-03, 2026)"
        raise Unreadable(f"is no time {wanted}") from error
    return first_day(moment.astimezone(zone).date() if moment.tzinfo else moment.date(), every)


def read_moment(text: str, zone: tzinfo) -> datetime:
    """A moment in UTC from ISO 8601; without an offset it is of ``zone``. Raises ``Unreadable``."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise Unreadable("is no time as ISO 8601 has them") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def first_day(day: date, every: Grain) -> date:
    """The first day of the week (Monday), month or year that ``day`` lies in; itself for a day."""
    if every is Grain.WEEK:
        return day - timedelta(days=day.weekday())
    if every is Grain.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if every is Grain.YEAR else day


def _read_iso(text: str) -> datetime:
    """ISO 8601's days, weeks and moments, and months and years, which ``fromisoformat`` does not read."""
    if match := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", text):
        return datetime(int(match[1]), int(match[2] or 1), 1)  # noqa: DTZ001 - a month or year has no zone
    if match := re.fullmatch(r"(\d{4})-?W(\d{2})", text):
        return datetime.fromisocalendar(int(match[1]), int(match[2]), 1)
    if not re.match(r"\d{4}-\d{2}-\d{2}|\d{4}-W\d{2}", text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


@lru_cache(maxsize=256)
def _number_pattern(decimal: str, thousands: str, unit: str) -> re.Pattern[str]:
    grouped = rf"|[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+" if thousands else ""
    number = rf"(?P<number>[+\-−]?(?:[0-9]+{grouped})(?:{re.escape(decimal)}[0-9]+)?(?:[eE][+-]?[0-9]{{1,2}})?)"
    return re.compile(rf"{number}(?:\s?{re.escape(unit)})?" if unit else number)


def _why_no_number(bare: str, writing: Writing) -> str:
    if re.fullmatch(r"[+-]?inf(inity)?", bare, re.IGNORECASE):
        return "is infinite"
    if re.fullmatch(r"[+\-−]?[0-9][0-9.,'\s]*", bare):
        marks = (
            f"'{writing.decimal_mark}' for decimals and {repr(writing.thousands_mark) if writing.thousands_mark else 'none'}"
        )
        return f"is written with other marks than the card's ({marks} for thousands)"
    if match := re.fullmatch(r"[+\-−]?[0-9][0-9.,]*\s*(?P<unit>[^\W\d]{1,12}|%)", bare):
        return f"has another unit ('{match['unit']}') than its column"
    return "is no number"
