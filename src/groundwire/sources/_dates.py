"""Dates as sources write them, read strictly: what does not say a whole day stays missing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_WRITTEN = (
    re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})"),
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"),
)


def parse_date(text: object) -> datetime | None:
    """The moment that ``text`` names, in UTC: ISO 8601, the form of mail headers, or "7 March 2024"; ``None`` for anything
    else.

    A day without an hour is that day at 00:00 UTC, and so is an hour without a zone taken to be UTC."""
    if not isinstance(text, str) or not 8 <= len(text.strip()) <= 64:
        return None
    text = " ".join(text.split())
    for parse in (datetime.fromisoformat, parsedate_to_datetime, _written):
        try:
            moment = parse(text)
            if not 1700 <= moment.year <= 2200:
                return None
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _written(text: str) -> datetime:
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(text):
            name = match["month"].lower()
            months = [number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name)]
            if len(months) == 1:
                return datetime(int(match["year"]), months[0], int(match["day"]), tzinfo=UTC)
    raise ValueError(text)
