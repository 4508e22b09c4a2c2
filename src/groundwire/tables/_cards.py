"""Table cards: the small TOML file in which a newsroom says what its table is. docs/how-to/use-your-own-tables.md shows one."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from groundwire.errors import TableError
from groundwire.model import Alias, Column, ColumnKind, Grain, Rights, Sums, TableCard
from groundwire.tables._values import NULLS, Writing

MOST_COLUMNS = 500
CARD_BYTES = 1_000_000


class _ColumnEntry(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """``[columns.NAME]``."""

    kind: Literal["number", "label", "name", "time"] = "number"
    meaning: str = ""
    verb: str = ""
    unit: str = ""
    sums: Literal["level", "flow", "rate"] = "level"
    decimals: int | None = None
    forecast_of: str = ""
    year_before_of: str = ""


class CardFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A card as its file has it: everything that may be said."""

    subject: str
    columns: dict[str, _ColumnEntry]
    data: str = ""
    table: str = ""
    title: str = ""
    row: str = ""
    subjects: str = ""
    key: tuple[str, ...] = ()
    time: str = ""
    every: Literal["day", "week", "month", "year"] = "day"
    time_zone: str = "UTC"
    as_of: datetime | None = None
    as_of_column: str = ""
    source: str = ""
    rights: Rights = Rights.UNKNOWN
    url: str = ""
    ticker: str = ""
    exchange: str = ""
    sample: bool = False
    decimal_mark: Literal[".", ","] = "."
    thousands_mark: Literal["", ",", ".", " ", "'", "\u00a0", "\u202f"] = ""
    date_format: str = ""
    nulls: tuple[str, ...] = NULLS
    delimiter: Literal["", ",", ";", "\t", "|"] = ""
    encoding: Literal["utf-8", "utf-16", "latin-1"] = "utf-8"
    aliases: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A card, and how the data that it describes are written."""

    card: TableCard
    writing: Writing
    as_of_column: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read, each once: those of the card and the one of as-of."""
        named = (column.name for column in self.card.columns)
        return tuple(dict.fromkeys((*named, *self.card.key, *filter(None, [self.as_of_column]))))


def read_card(path: Path) -> CardFile:
    """The card in that file. Raises ``TableError`` for what is no TOML, what a card cannot say, and values of the wrong kind."""
    try:
        if path.stat().st_size > CARD_BYTES:
            raise TableError(str(path), f"is larger than the {CARD_BYTES:,} bytes of a card", "name the card, not the data")
        told = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(str(path), f"is no readable card ({error})", "write it as TOML") from error
    try:
        card = msgspec.convert(told, CardFile)
    except msgspec.ValidationError as error:
        raise TableError(str(path), f"is no card: {error}", _choices(str(error))) from error
    if card.decimal_mark == card.thousands_mark:
        raise TableError(str(path), f"decimal_mark and thousands_mark are both '{card.decimal_mark}'", "give two marks, or one")
    return card


def make_layout(file: CardFile, table_id: str, where: str, header: Sequence[str]) -> Layout:
    """The card of a table whose columns are ``header``. Raises ``TableError`` (naming ``where``) for columns that are not there, for times,
    keys and expectations that name no column of theirs, and for zones that do not exist."""
    _columns_exist(file, where, header)
    columns = tuple(_column(name, entry, file) for name, entry in file.columns.items())
    roles = ((file.subject, ColumnKind.NAME), (file.time, ColumnKind.TIME), (file.ticker, ColumnKind.LABEL))
    known = {column.name for column in columns}
    columns = (
        *(Column(name=n, kind=k) for n, k in (*roles, (file.exchange, ColumnKind.LABEL)) if n and n not in known),
        *columns,
    )
    zone = _zone(file.time_zone, where)
    as_of = file.as_of
    if as_of is not None:
        as_of = (as_of if as_of.tzinfo else as_of.replace(tzinfo=zone)).astimezone(UTC)
    card = TableCard(
        id=table_id,
        title=file.title or table_id,
        row=file.row,
        columns=columns,
        subject=file.subject,
        subjects=file.subjects,
        key=file.key or tuple(filter(None, (file.subject, file.time))),
        time=file.time,
        every=Grain(file.every),
        time_zone=file.time_zone,
        as_of=as_of,
        source=file.source,
        rights=file.rights,
        url=file.url,
        ticker=file.ticker,
        exchange=file.exchange,
        aliases=tuple(Alias(subject=subject, words=words) for subject, words in file.aliases.items()),
        is_sample=file.sample,
    )
    writing = Writing(
        decimal_mark=file.decimal_mark,
        thousands_mark=file.thousands_mark,
        date_format=file.date_format,
        nulls=frozenset((*file.nulls, "", "NaN", "nan")),
    )
    return Layout(card=card, writing=writing, as_of_column=file.as_of_column)


def named_columns(file: CardFile) -> tuple[str, ...]:
    """Every column that a card speaks of."""
    named = (file.subject, file.time, file.ticker, file.exchange, file.as_of_column, *file.key, *file.columns)
    return tuple(dict.fromkeys(name for name in named if name))


def _column(name: str, entry: _ColumnEntry, file: CardFile) -> Column:
    kind = {file.subject: ColumnKind.NAME, file.time: ColumnKind.TIME}.get(name, ColumnKind(entry.kind))
    if name in (file.ticker, file.exchange):
        kind = ColumnKind.LABEL
    return Column(
        name=name,
        kind=kind,
        meaning=entry.meaning or name.replace("_", " "),
        verb=entry.verb,
        unit=entry.unit,
        sums=Sums(entry.sums),
        decimals=entry.decimals,
        forecast_of=entry.forecast_of,
        year_before_of=entry.year_before_of,
    )


def _columns_exist(file: CardFile, where: str, header: Sequence[str]) -> None:
    for name in named_columns(file):
        if name not in header:
            near = get_close_matches(name, header, 1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            reason = f"the data have no column '{name}', which the card names{hint}"
            raise TableError(where, reason, f"there is {', '.join(header[:20])}; mend the card or the data")
    for name, entry in file.columns.items():
        for role, other in (("forecast_of", entry.forecast_of), ("year_before_of", entry.year_before_of)):
            if other and (other not in file.columns or file.columns[other].kind != "number" or other == name):
                numbers = ", ".join(n for n, e in file.columns.items() if e.kind == "number" and n != name)
                raise TableError(
                    where, f"column '{name}': {role} names '{other}', no other column of numbers", f"name one of {numbers}"
                )
        if entry.decimals is not None and not 0 <= entry.decimals <= 12:
            raise TableError(where, f"column '{name}': decimals is {entry.decimals}", "give a number from 0 to 12")


def _zone(name: str, where: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise TableError(
            where, f"time_zone '{name}' is none that is known", "give an IANA name such as Europe/Budapest"
        ) from error


def _choices(message: str) -> str:
    """What may stand where the card has something else."""
    if "unknown field" in message:
        kind = _ColumnEntry if "$.columns" in message else CardFile
        return f"there is {', '.join(kind.__struct_fields__)}"
    return "docs/how-to/use-your-own-tables.md shows a card"
