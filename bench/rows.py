"""A table held in memory: what the benches and tests rule against where no file is wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from groundwire.model import Cell, ColumnKind, Point, TableCard

Row = Mapping[str, str]


class RowsTable:
    """``Table`` over rows of words. Times are ISO days, months or years; numbers are plain, and what is no number is no point."""

    def __init__(self, card: TableCard, rows: Sequence[Row]) -> None:
        self.card = card
        self.rows = tuple(rows)
        self._series: dict[tuple[str, str], list[Point]] = defaultdict(list)
        self._across: dict[tuple[str, date | None], list[Point]] = defaultdict(list)
        for row in self.rows:
            for column in card.columns:
                point = self._point(row, column.name) if column.kind is ColumnKind.NUMBER else None
                if point is not None:
                    self._series[point.subject, column.name].append(point)
                    self._across[column.name, point.when].append(point)
        for points in self._series.values():
            points.sort(key=lambda point: point.when or date.min)
        for points in self._across.values():
            points.sort(key=lambda point: (-point.value, point.subject))

    def _key(self, row: Row) -> str:
        return ", ".join(f"{name}={row[name]}" for name in self.card.key)

    def _point(self, row: Row, column: str) -> Point | None:
        try:
            value = Decimal(row.get(column, ""))
        except InvalidOperation:
            return None
        if not value.is_finite():
            return None
        when = parse_day(row[self.card.time]) if self.card.time else None
        return Point(
            subject=row[self.card.subject],
            column=self.card.column(column),
            when=when,
            value=value,
            cell=Cell(table_id=self.card.id, row=self._key(row), column=column, value=row[column], as_of=self.card.as_of),
        )

    def subjects(self) -> tuple[str, ...]:
        """See ``protocols.Table``."""
        return tuple(sorted({row[self.card.subject] for row in self.rows}))

    def times(self) -> tuple[date, ...]:
        """See ``protocols.Table``."""
        return tuple(sorted({parse_day(row[self.card.time]) for row in self.rows})) if self.card.time else ()

    def series(self, subject: str, column: str) -> tuple[Point, ...]:
        """See ``protocols.Table``."""
        return tuple(self._series.get((subject, column), ()))

    def across(self, column: str, at: date | None) -> tuple[Point, ...]:
        """See ``protocols.Table``."""
        return tuple(self._across.get((column, at), ()))

    def label(self, subject: str, column: str) -> Cell | None:
        """See ``protocols.Table``."""
        rows = [row for row in self.rows if row[self.card.subject] == subject and row.get(column)]
        if not rows:
            return None
        row = rows[-1]
        return Cell(table_id=self.card.id, row=self._key(row), column=column, value=row[column], as_of=self.card.as_of)

    def reread(self, cell: Cell) -> Cell | None:
        """See ``protocols.Table``."""
        for row in self.rows:
            if self._key(row) == cell.row and cell.column in row:
                return Cell(
                    table_id=cell.table_id, row=cell.row, column=cell.column, value=row[cell.column], as_of=self.card.as_of
                )
        return None

    def corrected(self, cell: Cell, factor: Decimal) -> RowsTable:
        """The same table after one of its numbers was multiplied, in the digits that it shows."""
        rows = [
            {**row, cell.column: _scale(row[cell.column], factor)} if self._key(row) == cell.row else row for row in self.rows
        ]
        return RowsTable(self.card, rows)

    def warnings(self) -> tuple[str, ...]:
        """See ``protocols.Table``: nothing to tell."""
        return ()

    def close(self) -> None:
        """See ``protocols.Table``: nothing to let go of."""


def _scale(text: str, factor: Decimal) -> str:
    _, _, decimals = text.partition(".")
    return f"{Decimal(text) * factor:.{len(decimals)}f}"


def parse_day(text: str) -> date:
    """An ISO day, month or year as its first day."""
    return date.fromisoformat({4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text))
