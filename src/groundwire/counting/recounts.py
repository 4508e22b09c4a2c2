"""Counting again: what comes of it, and whether a figure may stand for an exact number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from groundwire.counting.measures import fits_unit
from groundwire.counting.table_times import (
    find_base,
)
from groundwire.counting.tables_said import (
    Base,
)
from groundwire.editing.conversions import Conversion, convert
from groundwire.editing.figure_agreement import LOWER, UPPER, Agreement, Stated, compare_values
from groundwire.model import Cell, Column, Figure, FigureKind, Grain, Point, Precision, Span, Sums
from groundwire.protocols import Table

_LEAST_SCALE: Final = Decimal(1000)
"""Smallest number whose trailing noughts are taken for rounding: "41,000 containers" for 41,234."""


_ROUNDED: Final = Decimal("0.01")
"""Largest share by which such a number may be off."""


_MOST_CELLS: Final = 24
"""Cells that are shown behind a total or a rank; a longer list tells an editor nothing."""


HUNDRED: Final = Decimal(100)


class Standing(StrEnum):
    """How a saying stands to its table."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    """The table cannot tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """What came of counting again: the ``words`` are what the table has ("312.40 yuan for BYD on 3 March"), ``cells`` what it
    was counted from."""

    standing: Standing
    words: str = ""
    cells: tuple[Cell, ...] = ()


UNKNOWN: Final = Recount(standing=Standing.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A number of the table with its series: ``series[place]`` is now. ``total`` is set where it is a sum of several rows."""

    now: Point
    series: Sequence[Point]
    place: int
    summed: tuple[Point, ...] = ()

    @property
    def value(self) -> Decimal:
        """The number itself, or the sum."""
        return sum((point.value for point in self.summed), Decimal(0)) if self.summed else self.now.value

    @property
    def points(self) -> tuple[Point, ...]:
        """The cells behind it."""
        return self.summed or (self.now,)


def ruled(is_right: bool, words: str, points: Sequence[Point]) -> Recount:
    """The recount that comes of a comparison, with the cells behind it."""
    cells = tuple(dict.fromkeys(point.cell for point in points))[:_MOST_CELLS]
    return Recount(standing=Standing.AGREES if is_right else Standing.DIFFERS, words=words, cells=cells)


def fits(stated: Stated, value: Decimal, factor: Decimal = Decimal(1)) -> bool:
    """Whether a figure may stand for an exact number, ``factor`` of its units each: at the digits it shows, within its
    hedge."""
    exact = value * factor
    source = Stated(figure=_figure_of(exact), words="", step=Decimal(0), nearly=False, nouns=frozenset())
    figure = stated.figure
    if figure.precision in LOWER | UPPER and not stated.nearly:
        below = figure.precision in LOWER
        is_equal = exact == figure.value and figure.precision in (Precision.AT_LEAST, Precision.UP_TO)
        return (
            is_equal
            or ((exact > figure.value) if below else (exact < figure.value))
            and abs(exact - figure.value) <= abs(exact) / 4
        )
    if compare_values(stated, source, Conversion(Decimal(1))) is Agreement.AGREES:
        return True
    return figure.precision is Precision.EXACT and figure.high is None and _is_rounded(stated, exact)


def _is_rounded(stated: Stated, exact: Decimal) -> bool:
    """Whether the figure is what an exact number rounds to: at its last digit shown, or at its trailing noughts."""
    mine = stated.figure.value
    if abs(mine - exact) <= stated.step / 2 and (exact == 0 or abs(mine) >= stated.step):
        return (
            abs(mine - exact) <= abs(exact) * Decimal("0.05")
            or stated.step < 1
            or abs(exact) > 10
            or mine == exact
            or stated.figure.unit in ("%", "pp")
        )
    if abs(mine) < _LEAST_SCALE or mine != int(mine):
        return False
    digits = str(abs(int(mine)))
    step = Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
    return abs(mine - exact) <= step / 2 and abs(mine - exact) <= abs(exact) * _ROUNDED


def _figure_of(value: Decimal) -> Figure:
    return Figure(span=Span(document_id="", start=0, end=0), value=value, kind=FigureKind.COUNT)


def factor(column: Column, stated: Stated) -> Decimal:
    """How many of the figure's units one of the column's is."""
    if stated.figure.kind is FigureKind.MEASURE and column.unit and column.unit != stated.figure.unit:
        conversion = convert(column.unit, stated.figure.unit)
        return conversion.factor if conversion is not None else Decimal(1)
    return Decimal(1)


def sized(stated: Stated, column: Column, now: Decimal, then: Decimal) -> bool:
    """Whether a figure is the size of a change: percent of what it was, points of a rate, or the difference in the column's
    unit."""
    difference = abs(now - then)
    if stated.figure.unit == "pp":
        return column.unit == "%" and fits(stated, difference)
    if stated.figure.unit == "%":
        return then > 0 and fits(stated, difference / then * HUNDRED)
    if not fits_unit(stated, column):
        return False
    return fits(stated, difference, factor(column, stated))


def relative(now: Decimal, then: Decimal, column: Column) -> Decimal | None:
    """How far a number moved: a rate in points, else as a share of what it was, ``None`` where that was not above zero."""
    if column.sums is Sums.RATE:
        return now - then
    return (now - then) / then if then > 0 else None


def place_of(series: Sequence[Point], point: Point) -> int:
    """Where the row of a point stands in its series."""
    return next(place for place, one in enumerate(series) if one.when == point.when)


def column_before(column: Column, table: Table) -> Column | None:
    """The column that holds what another one was a year before."""
    return next((one for one in table.card.columns if one.year_before_of == column.name), None)


def find_then(base: Base | None, row: Row, column: Column, table: Table) -> Point | None:
    """The row that a base means, or the number that another column has of the year before."""
    if not table.card.time:
        before = column_before(column, table)
        series = (
            table.series(row.now.subject, before.name)
            if before is not None and base is not None and base.grain is Grain.YEAR
            else ()
        )
        return series[-1] if series else None
    return None if row.summed else find_base(row.series, row.place, base, table.card.every, table.times())
