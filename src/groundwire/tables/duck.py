"""The newsroom's own tables in CSV, Parquet, JSON, SQLite, PostgreSQL and over HTTP, read with DuckDB. What a cell says is only a number
once it reads as one in the way that the card tells; what does not is named and never guessed at."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from groundwire.errors import TableError
from groundwire.model import Cell, Column, Point, TableCard
from groundwire.protocols import Tools
from groundwire.tables._cards import CardFile, Layout, make_layout, named_columns, read_card
from groundwire.tables._guessing import SAMPLE, guess_layout
from groundwire.tables._places import Place, Seal, stage
from groundwire.tables._rows import MOST_ROWS, Row, Rows, TooMany
from groundwire.tables._values import Unreadable, first_day, read_day, read_moment, read_number

MOST_WARNINGS = 12
"""Most warnings about one table; of more it is said how many."""
MOST_HELD = 500_000
"""Rows that are kept for the next question; beyond them all are let go of."""
_NO_NAME = re.compile(r"^[=@+\-]|[<>\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""A formula, markup or characters that change what is seen: no name of anybody."""


class Duck:
    """Opens tables."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def open(self, name: str) -> DuckTable:
        """See ``protocols.TableReader``."""
        place, file = _resolve(name)
        folder = tempfile.TemporaryDirectory(prefix="groundwire-table-", ignore_cleanup_errors=True)
        try:
            return self._open(name, place, file, folder)
        except BaseException:
            folder.cleanup()
            raise

    def _open(self, name: str, place: Place, file: CardFile | None, folder: tempfile.TemporaryDirectory[str]) -> DuckTable:
        inside = Path(folder.name)
        staged = stage(place, inside, named_columns(file) if file else (), self._tools.fetch)
        rows = Rows(staged, place, inside)
        notes: list[str] = []
        if file is None:
            rows.read(rows.header)
            layout = guess_layout(rows.header, rows.head(SAMPLE), place.table_id)
            notes.append(
                f"{place.shown}: has no card; its columns were guessed and nothing is published from it; write "
                f"{Path(place.table_id).stem}.toml beside it"
            )
        else:
            layout = make_layout(file, place.table_id, place.shown, rows.header)
            if extra := [column for column in rows.header if column not in layout.columns]:
                notes.append(f"{place.shown}: the card says nothing of {', '.join(extra[:10])}; not read")
            rows.read(layout.columns)
        opened = _Opened(shown=place.shown, seal=staged.seal, folder=folder, again=lambda: self.open(name))
        return DuckTable(layout, rows, opened, self._tools.now(), notes)


def make(tools: Tools) -> Duck:
    """The reader; DuckDB is loaded at the first table."""
    return Duck(tools)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """Where a table came from and how to get it again."""

    shown: str
    seal: Seal | None
    folder: tempfile.TemporaryDirectory[str]
    again: Callable[[], DuckTable]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with whose it is and of which day; ``is_double`` where another row says something else of the same."""

    subject: str
    day: date | None
    row: Row
    is_double: bool = False


class DuckTable:
    """``Table`` over one file, database table or address."""

    def __init__(self, layout: Layout, rows: Rows, opened: _Opened, now: datetime, notes: Sequence[str]) -> None:
        self._layout, self._rows, self._opened = layout, rows, opened
        self._zone = ZoneInfo(layout.card.time_zone)
        self._today = now.astimezone(self._zone).date()
        self._warnings: dict[str, None] = dict.fromkeys(notes)
        self._columns = layout.columns or rows.header
        self._place = {name: number for number, name in enumerate(self._columns)}
        self._texts_of: dict[str, list[str]] | None = None
        self._texts_at: dict[date, list[str]] | None = None
        self._lines_of: dict[str, list[_Line]] = {}
        self._lines_at: dict[date | None, list[_Line] | None] = {}
        self._line_of_key: dict[str, _Line] = {}
        self._series: dict[tuple[str, str], tuple[Point, ...]] = {}
        self._across: dict[tuple[str, date | None], tuple[Point, ...]] = {}
        self._days: dict[str | None, date | None] = {}
        self._held = 0
        self._again: DuckTable | None = None
        self._was_whole = False

    @property
    def card(self) -> TableCard:
        """See ``protocols.Table``."""
        return self._layout.card

    def warnings(self) -> tuple[str, ...]:
        """See ``protocols.Table``."""
        told = list(self._warnings)
        left_out = len(told) - MOST_WARNINGS
        return (*told[:MOST_WARNINGS], *([f"{self._opened.shown}: {left_out} more warnings"] if left_out > 0 else ()))

    def subjects(self) -> tuple[str, ...]:
        """See ``protocols.Table``."""
        return tuple(sorted(self._subjects()))

    def times(self) -> tuple[date, ...]:
        """See ``protocols.Table``."""
        return tuple(sorted(self._times()))

    def series(self, subject: str, column: str) -> tuple[Point, ...]:
        """See ``protocols.Table``."""
        if (subject, column) not in self._series:
            self._series[subject, column] = self._read_series(subject, self.card.column(column))
        return self._series[subject, column]

    def _read_series(self, subject: str, wanted: Column) -> tuple[Point, ...]:
        points: list[Point] = []
        for line in self._of(subject):
            try:
                point = self._point(line, wanted)
            except Unreadable as reason:
                # What cannot be read might have been the highest, or the change: nothing before it is told.
                self._warn_of(line, wanted, reason)
                points = []
                continue
            points += [point] if point else []
        return tuple(points)

    def across(self, column: str, at: date | None) -> tuple[Point, ...]:
        """See ``protocols.Table``."""
        if (column, at) not in self._across:
            self._across[column, at] = self._read_across(self.card.column(column), at)
        return self._across[column, at]

    def _read_across(self, wanted: Column, at: date | None) -> tuple[Point, ...]:
        points: list[Point] = []
        for line in self._at(at) or ():
            try:
                point = self._point(line, wanted)
            except Unreadable as reason:
                self._warn_of(line, wanted, reason)
                return ()
            points += [point] if point else []
        return tuple(sorted(points, key=lambda point: (-point.value, point.subject)))

    def label(self, subject: str, column: str) -> Cell | None:
        """See ``protocols.Table``."""
        lines = self._of(subject)
        text = lines[-1].row[self._place[column]] if lines and not lines[-1].is_double else None
        return self._cell(lines[-1], column) if text and text.strip() and not _NO_NAME.search(text.strip()) else None

    def reread(self, cell: Cell) -> Cell | None:
        """See ``protocols.Table``. A file that has not changed is not read again; a database or an address is, once."""
        table = self._fresh()
        line = table._by_key(cell)
        return table._cell(line, cell.column) if line and cell.column in table._place else None

    def close(self) -> None:
        """See ``protocols.Table``."""
        if self._again is not None:
            self._again.close()
        self._rows.close()
        self._opened.folder.cleanup()

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _subjects(self) -> dict[str, list[str]]:
        """The texts of each subject, by its name."""
        if self._texts_of is None:
            found: dict[str, list[str]] = {}
            for text in self._distinct(self.card.subject):
                name = " ".join(text.split())
                if not name or _NO_NAME.search(text.strip()):
                    self._warn(f"{self.card.subject} {text[:40]!r} is no name; its rows are left out")
                    continue
                found.setdefault(name, []).append(text)
            self._texts_of = found
        return self._texts_of

    def _times(self) -> dict[date, list[str]]:
        """The texts of each day. Raises ``TableError`` for one that is no time; days to come are left out."""
        if self._texts_at is None:
            found: dict[date, list[str]] = {}
            for text in self._distinct(self.card.time) if self.card.time else ():
                day = self._day(text)
                if day is not None:
                    found.setdefault(day, []).append(text)
            self._texts_at = found
        return self._texts_at

    def _day(self, text: str | None) -> date | None:
        """The day of a cell, ``None`` where it has none or lies ahead of the clock."""
        if text not in self._days:
            self._days[text] = self._read_day(text)
        return self._days[text]

    def _read_day(self, text: str | None) -> date | None:
        if text is None or text.strip() in self._layout.writing.nulls:
            self._warn(f"rows without a time in '{self.card.time}' are left out")
            return None
        try:
            day = read_day(text, self.card.every, self._zone, self._layout.writing)
        except Unreadable as reason:
            where = f"column '{self.card.time}': {text[:40]!r} {reason}"
            raise TableError(self._opened.shown, where, "mend the cell, or say date_format in the card") from reason
        if day > first_day(self._today, self.card.every):
            self._warn(f"rows of days to come, after {self._today.isoformat()}, are left out")
            return None
        return day

    def _distinct(self, column: str) -> list[str]:
        try:
            return self._rows.distinct(column)
        except TooMany:
            reason = f"column '{column}' has more than {MOST_ROWS:,} different values"
            raise TableError(self._opened.shown, reason, "name a column of names as 'subject', and of days as 'time'") from None

    def _of(self, subject: str) -> list[_Line]:
        """The rows of a subject in order of time."""
        if subject not in self._lines_of:
            try:
                rows = self._rows.where(self.card.subject, self._subjects().get(subject, ()))
            except TooMany:
                raise TableError(self._opened.shown, f"'{subject}' has more than {MOST_ROWS:,} rows", "keep fewer") from None
            lines = sorted(self._lines(rows), key=lambda line: line.day or date.min)
            self._lines_of[subject] = lines
        return self._lines_of[subject]

    def _at(self, day: date | None) -> list[_Line] | None:
        """The rows of a day, or all where the table has no times; ``None`` where they are too many to be ranked."""
        if day not in self._lines_at:
            try:
                rows = self._rows.where(self.card.time, self._times().get(day, ())) if day else []
                lines = self._lines(rows if day or self.card.time else self._rows.all())
                self._lines_at[day] = lines
            except TooMany:
                self._warn(f"has more than {MOST_ROWS:,} rows of one time; they are not ranked")
                self._lines_at[day] = None
        return self._lines_at[day]

    def _lines(self, rows: Iterable[Row]) -> list[_Line]:
        """Rows with subject and day; several of one are one line, and a double one where they differ."""
        own, time = self._place[self.card.subject], self._place.get(self.card.time)
        found: dict[tuple[str, date | None], _Line] = {}
        known = self._subjects()
        for row in rows:
            name = " ".join((row[own] or "").split())
            if name not in known:
                continue
            day = self._day(row[time]) if time is not None else None
            if time is not None and day is None:
                continue
            before = found.get((name, day))
            if before is None:
                found[name, day] = _Line(name, day, row)
            elif before.row == row:
                self._warn(f"the row {self._key(row)} is there twice; counted once")
            else:
                found[name, day] = replace(before, is_double=True)
        lines = list(found.values())
        self._held += len(lines)
        if self._held > MOST_HELD:
            for kept in (self._lines_of, self._lines_at, self._line_of_key, self._series, self._across):
                kept.clear()
            self._held = len(lines)
        self._line_of_key.update((self._key(line.row), line) for line in lines)
        return lines

    def _by_key(self, cell: Cell) -> _Line | None:
        """The line whose key is the row that a cell names; ``None`` where there is none, or several that differ."""
        if cell.row in self._line_of_key:
            known = self._line_of_key[cell.row]
            return None if known.is_double else known
        pattern = ", ".join(f"{re.escape(name)}=(.*)" for name in self.card.key)
        match = re.fullmatch(pattern, cell.row, re.DOTALL)
        if match is None:
            return None
        self._lines(row for row in self._rows.where(self.card.key[0], [match[1]]) if self._key(row) == cell.row)
        line = self._line_of_key.get(cell.row)
        return line if line is not None and not line.is_double else None

    def _fresh(self) -> DuckTable:
        """This table where its file is unchanged, else the same opened again. The whole file is gone through once; from then on its size
        and times are looked at."""
        if self._opened.seal is not None and self._opened.seal.is_whole(thoroughly=not self._was_whole):
            self._was_whole = True
            return self
        if self._again is None:
            self._again = self._opened.again()
        return self._again

    # --- cells --------------------------------------------------------------------------------------------------------

    def _point(self, line: _Line, column: Column) -> Point | None:
        """The number of a line, ``None`` where the cell is empty. Raises ``Unreadable``."""
        if line.is_double:
            raise Unreadable("is told by two rows that differ")
        value: Decimal | None = read_number(line.row[self._place[column.name]], column.unit, self._layout.writing)
        if value is None:
            return None
        return Point(subject=line.subject, column=column, when=line.day, value=value, cell=self._cell(line, column.name))

    def _cell(self, line: _Line, column: str) -> Cell:
        as_of = self.card.as_of
        if self._layout.as_of_column:
            text = line.row[self._place[self._layout.as_of_column]]
            try:
                as_of = read_moment(text, self._zone) if text else None
            except Unreadable as reason:
                self._warn(f"row {self._key(line.row)}: '{self._layout.as_of_column}' {reason}")
                as_of = None
        value = line.row[self._place[column]] or ""
        return Cell(table_id=self.card.id, row=self._key(line.row), column=column, value=value, as_of=as_of)

    def _key(self, row: Row) -> str:
        return ", ".join(f"{name}={row[self._place[name]] or ''}" for name in self.card.key)

    def _warn_of(self, line: _Line, column: Column, reason: Unreadable) -> None:
        value = line.row[self._place[column.name]] or ""
        self._warn(
            f"row {self._key(line.row)}, column '{column.name}': {value[:40]!r} {reason}; nothing is told that it may touch"
        )

    def _warn(self, what: str) -> None:
        self._warnings.setdefault(f"{self._opened.shown}: {what}")


def _resolve(name: str) -> tuple[Place, CardFile | None]:
    """The place of the data and their card: the card is named itself, or lies beside the data under the same name. Raises
    ``TableError``."""
    base, mark, table = name.rpartition("#")
    data, table = (base, table) if mark and base else (name, "")
    if "://" in data:
        return Place(name=data, table=table), None
    path = Path(data)
    beside = path.with_suffix(".toml")
    if path.suffix.lower() != ".toml":
        if not beside.is_file():
            return Place(name=data, table=table), None
        file = read_card(beside)
        if file.data and ("://" in file.data or (beside.parent / file.data).absolute() != path.absolute()):
            raise TableError(name, f"the card {beside} beside it is of '{file.data}'", "name the card, or give it another name")
        return _of_card(data, table or file.table, file), file
    file = read_card(path)
    if not file.data:
        raise TableError(name, "does not say where its data are", 'add data = "...", or name the data')
    return _of_card(file.data if "://" in file.data else str(path.parent / file.data), table or file.table, file), file


def _of_card(data: str, table: str, file: CardFile) -> Place:
    return Place(name=data, table=table, delimiter=file.delimiter, encoding=file.encoding)
