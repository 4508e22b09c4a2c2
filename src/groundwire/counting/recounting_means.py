"""Means, counted again: of one subject over a time, or of all at one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from groundwire.counting.measures import fits_unit
from groundwire.counting.recounts import UNKNOWN, Recount, factor, fits, ruled
from groundwire.counting.table_times import find_period, is_whole, rows_in
from groundwire.counting.table_wording import say_value, say_when
from groundwire.counting.tables_said import LevelSaid, Said
from groundwire.model import Column, Point
from groundwire.protocols import Table

_DECIMALS: Final = 2
"""Of a mean in a note."""


def rows_of_mean(said: Said, table: Table, column: Column) -> tuple[Point, ...]:
    """The rows of one subject of which a mean over the time told is taken; none where the time is not of several rows or one is missing."""
    times = table.times()
    period = find_period(said.time, times) if said.time is not None else None
    if period is None or not period.is_longer(table.card.every) or not is_whole(period, table.card.every, times):
        return ()
    inside = tuple(rows_in(table.series(said.subject, column.name), period))
    return inside if len(inside) == sum(period.holds(day) for day in times) else ()


def recount_mean(saying: LevelSaid, column: Column, points: Sequence[Point], table: Table) -> Recount:
    """The mean of some rows."""
    if not points or not fits_unit(saying.stated, column) or saying.base is not None:
        return UNKNOWN
    mean = sum((point.value for point in points), Decimal(0)) / len(points)
    words = f"a mean of {say_value(round(mean, _DECIMALS), column)} over {len(points)} rows{say_when(points, table.card)}"
    return ruled(fits(saying.stated, mean, factor(column, saying.stated)), words, points)
