"""A card read off the data, for a table that has none. Enough to look something up, never enough to publish from:

* the times are the first column whose every cell is a day, month or year; days apart tell which (300 a year, 27 a month, 7 a week);
* a number column is one whose every cell is a number as ``Writing`` has them, with a decimal comma where only that fits;
* the subject is the first of the other columns, the first of all where there is no other; what is left over are labels;
* nothing is known of units, of what may be added, of as-of, source and rights.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from groundwire.model import Column, ColumnKind, Grain, TableCard
from groundwire.tables._cards import Layout
from groundwire.tables._rows import Row
from groundwire.tables._values import Unreadable, Writing, read_day, read_number

SAMPLE = 1_000
"""Rows that are looked at."""
_COMMA = Writing(decimal_mark=",", thousands_mark=".")
_POINT = Writing(decimal_mark=".", thousands_mark=",")


def guess_layout(header: Sequence[str], rows: Sequence[Row], table_id: str) -> Layout:
    """The layout of a table whose first rows are ``rows``; its card is marked as guessed."""
    cells = {name: [row[number] for row in rows] for number, name in enumerate(header)}
    time = next((name for name in header if _days(cells[name])), "")
    rest = [name for name in header if name != time]
    points = {name for name in rest if _are_numbers(cells[name], _POINT)}
    commas = {name for name in rest if _are_numbers(cells[name], _COMMA)}
    writing = _COMMA if len(commas) > len(points) else _POINT
    numbers = commas if writing is _COMMA else points
    subject = next((name for name in rest if name not in numbers), rest[0] if rest else time)
    kinds = {subject: ColumnKind.NAME} | ({time: ColumnKind.TIME} if time and time != subject else {})
    columns = tuple(
        Column(
            name=name,
            kind=kinds.get(name) or (ColumnKind.NUMBER if name in numbers else ColumnKind.LABEL),
            meaning=name.replace("_", " ").strip(),
        )
        for name in header
    )
    card = TableCard(
        id=table_id,
        title=table_id,
        row="",
        columns=columns,
        subject=subject,
        key=tuple(dict.fromkeys(filter(None, (subject, time)))),
        time=time if time != subject else "",
        every=_grain(_days(cells[time])) if time else Grain.DAY,
        is_guessed=True,
    )
    return Layout(card=card, writing=writing)


def _days(cells: Sequence[str | None]) -> list[int]:
    """The days of a column of times, as ordinals; none where one cell is no time. Four digits alone are a year only from 1800 to 2100."""
    days: list[int] = []
    for cell in cells:
        if cell is None or not cell.strip():
            continue
        try:
            day = read_day(cell, Grain.DAY, UTC, Writing())
        except Unreadable:
            return []
        if not 1800 <= day.year <= 2100:
            return []
        days.append(day.toordinal())
    return days


def _are_numbers(cells: Sequence[str | None], writing: Writing) -> bool:
    """Whether there are numbers, and nothing else."""
    try:
        numbers = [read_number(cell, "", writing) for cell in cells]
    except Unreadable:
        return False
    return any(number is not None for number in numbers)


def _grain(days: Sequence[int]) -> Grain:
    ordered = sorted(set(days))
    apart = min((later - earlier for earlier, later in zip(ordered, ordered[1:], strict=False)), default=1)
    return Grain.YEAR if apart >= 300 else Grain.MONTH if apart >= 27 else Grain.WEEK if apart >= 7 else Grain.DAY
