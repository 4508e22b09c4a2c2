"""Where a table's data lie, and how they get to where DuckDB reads them: a file of CSV or Parquet. Everything else is copied, a batch at a
time, into a CSV file of our own: DuckDB's readers of databases are extensions that would have to be downloaded, and its reader of JSON
rounds numbers."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from groundwire.errors import TableError
from groundwire.protocols import Fetch
from groundwire.tables._cards import MOST_COLUMNS

BATCH = 5_000
"""Rows of a database that are in memory at a time."""
DATABASE_SECONDS = 60
"""Longest that a query of a database may take."""
HEADER_BYTES = 1_000_000
LINE_BYTES = 4_000_000
WHOLE_BYTES = 64_000_000
"""Most bytes of a file of JSON that has to be read whole."""
_DELIMITERS = (",", ";", "\t", "|")
_KINDS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".parquet": "parquet", ".pq": "parquet", ".jsonl": "lines", ".ndjson": "lines",
    ".json": "json", ".db": "sqlite", ".sqlite": "sqlite", ".sqlite3": "sqlite",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a file was when it was opened."""

    path: Path
    identity: tuple[int, int, int, int]
    digest: str

    def is_whole(self, thoroughly: bool = False) -> bool:
        """Whether the file is still the same, by its size and times; by its digest too where ``thoroughly``."""
        try:
            return _identity(self.path) == self.identity and (not thoroughly or digest_of(self.path) == self.digest)
        except OSError:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """Data where DuckDB can read them. ``seal`` is set where they are the newsroom's own file and not a copy."""

    path: Path
    header: tuple[str, ...]
    is_parquet: bool = False
    delimiter: str = ","
    encoding: str = "utf-8"
    seal: Seal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What the user or the card named. ``shown`` is how it may be told: without a password."""

    name: str
    table: str = ""
    delimiter: str = ""
    encoding: str = "utf-8"

    @property
    def shown(self) -> str:
        """The name without what is secret in it."""
        parts = urlsplit(self.name) if "://" in self.name else None
        if parts is None:
            return self.name
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def table_id(self) -> str:
        """What cells are said to come from: the file's name, or the table's."""
        return self.table or (self.shown if "://" in self.name else Path(self.name).name)


def stage(place: Place, folder: Path, wanted: Sequence[str], fetch: Fetch) -> Staged:
    """The data at ``place`` as a file that DuckDB reads, copied into ``folder`` where it is none; of a copy only the columns ``wanted``
    (all where none is). Raises ``TableError`` for what cannot be read, and ``FetchError``."""
    if "://" in place.name:
        scheme = urlsplit(place.name).scheme.partition("+")[0]
        if scheme in ("postgresql", "postgres"):
            return _copy(_postgresql_rows(place), folder, place, wanted)
        if scheme in ("http", "https"):
            return _fetched(place, folder, wanted, fetch)
        raise TableError(place.shown, f"'{scheme}' is no kind of address that holds a table", "name http, https or postgresql")
    path = Path(place.name)
    kind = _KINDS.get(path.suffix.lower(), "")
    if not kind:
        raise TableError(
            place.name, "is no kind of table that is known", f"name a file that ends in {', '.join(_KINDS)}, or its card"
        )
    try:
        if not path.is_file():
            raise TableError(place.name, "there is no such file", "name a file")
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise TableError(place.name, f"cannot be read ({error.strerror})", "name a file that can") from error
    if any(mark in place.name for mark in "*?["):
        raise TableError(place.name, "has one of * ? [ in its name, which would name many files", "give it another name")
    if kind == "sqlite":
        return _copy(_sqlite_rows(place), folder, place, wanted)
    seal = Seal(path=path, identity=_identity(path), digest=digest_of(path))
    if kind == "parquet":
        if not head.startswith(b"PAR1"):
            raise TableError(place.name, "is no Parquet file, whatever its name says", "save it again")
        return Staged(path=path, header=(), is_parquet=True, seal=seal)
    if kind == "csv":
        return _delimited(place, path, seal)
    staged = _copy(_json_rows(place, path, kind == "lines"), folder, place, wanted)
    if not seal.is_whole(thoroughly=True):
        raise changed(place.name)
    return staged


def changed(name: str) -> TableError:
    """The error for a file that did not hold still."""
    return TableError(name, "changed while it was read", "run it again when nothing writes to it")


def digest_of(path: Path) -> str:
    """The digest of a file's bytes."""
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def _identity(path: Path) -> tuple[int, int, int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


# --- CSV --------------------------------------------------------------------------------------------------------------


def _delimited(place: Place, path: Path, seal: Seal | None) -> Staged:
    try:
        with path.open(encoding="utf-8-sig" if place.encoding == "utf-8" else place.encoding, newline="") as file:
            first = file.readline(HEADER_BYTES)
    except UnicodeError as error:
        reason = f"its first line is not {place.encoding.upper()}"
        raise TableError(place.shown, reason, "save it as UTF-8, or say its encoding in the card (utf-16, latin-1)") from error
    if not first.strip() or "\x00" in first:
        raise TableError(place.shown, "has no first line with the names of its columns", "add one")
    delimiter = place.delimiter or max(_DELIMITERS, key=lambda mark: (first.count(mark), -_DELIMITERS.index(mark)))
    header = tuple(name.strip() for name in next(csv.reader(io.StringIO(first), delimiter=delimiter)))
    _usable(header, place.shown)
    return Staged(path=path, header=header, delimiter=delimiter, encoding=place.encoding, seal=seal)


def _usable(header: Sequence[str], shown: str) -> None:
    """Raise ``TableError`` for names of columns that are missing, double or far too many."""
    if len(header) > MOST_COLUMNS:
        raise TableError(shown, f"has {len(header)} columns, more than the {MOST_COLUMNS} that are read", "leave some out")
    if not all(header):
        raise TableError(shown, f"column {header.index('') + 1} has no name", "name every column in the first line")
    if double := [name for name in header if header.count(name) > 1]:
        raise TableError(
            shown, f"has {header.count(double[0])} columns called '{double[0]}'", "give every column a name of its own"
        )


# --- what is copied ---------------------------------------------------------------------------------------------------


def _copy(rows: Iterator[Sequence[str | None]], folder: Path, place: Place, wanted: Sequence[str]) -> Staged:
    """Rows, the first of them the header, as a CSV file."""
    try:
        header = [str(name) for name in next(rows)]
    except StopIteration:
        raise TableError(place.shown, "holds no row", "name a table that has some") from None
    _usable(header, place.shown)
    kept = [number for number, name in enumerate(header) if not wanted or name in wanted]
    path = folder / "copy.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow([header[number] for number in kept])
        writer.writerows([row[number] for number in kept] for row in rows)
    return Staged(path=path, header=tuple(header[number] for number in kept))


def _fetched(place: Place, folder: Path, wanted: Sequence[str], fetch: Fetch) -> Staged:
    """A table over HTTP, within the limits of every fetch: JSON (a list of objects, or one in an object) or CSV."""
    raw = fetch(place.name)
    if "json" in raw.media_type or raw.data.lstrip()[:1] in (b"[", b"{"):
        return _copy(_objects_rows(_decode_json(raw.data, place.shown), place.shown), folder, place, wanted)
    path = folder / "fetched.csv"
    path.write_bytes(raw.data)
    return _delimited(place, path, None)


def _json_rows(place: Place, path: Path, by_line: bool) -> Iterator[Sequence[str | None]]:
    """Objects of a JSON file; line by line where ``by_line``, and never more than a line of it in memory."""
    if not by_line:
        if path.stat().st_size > WHOLE_BYTES:
            reason = f"is larger than the {WHOLE_BYTES:,} bytes of JSON that are read at once"
            raise TableError(place.shown, reason, "write one object on each line (.jsonl)")
        yield from _objects_rows(_decode_json(path.read_bytes(), place.shown), place.shown)
        return
    header: list[str] = []
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LINE_BYTES), b""), 1):
            if not line.strip():
                continue
            if len(line) == LINE_BYTES:
                raise TableError(
                    place.shown, f"line {number} is longer than {LINE_BYTES:,} bytes", "write one object on each line"
                )
            found = _decode_json(line, f"{place.shown}, line {number}")
            if not isinstance(found, dict):
                raise TableError(
                    place.shown, f"line {number} is no object", "write one object with names and values on each line"
                )
            if not header:
                header = list(found)
                yield header
            yield _object_row(found, header, f"line {number}", place.shown)


def _objects_rows(found: Any, shown: str) -> Iterator[Sequence[str | None]]:
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else found
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found) or not found:
        raise TableError(shown, "is no list of objects, and no object with one such list", "give rows as JSON objects")
    header = list(dict.fromkeys(name for item in found for name in item))
    yield header
    for number, item in enumerate(found, 1):
        yield _object_row(item, header, f"object {number}", shown)


def _object_row(found: dict[str, Any], header: Sequence[str], where: str, shown: str) -> list[str | None]:
    if extra := [name for name in found if name not in header]:
        raise TableError(shown, f"{where} has '{extra[0]}', which the first one has not", "give every object the same names")
    return [_plain(found.get(name), f"{where}, '{name}'", shown) for name in header]


def _decode_json(data: bytes, shown: str) -> Any:
    """JSON with every number as the characters that it is written in."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise TableError(
            shown, f"is no JSON that can be read ({' '.join(str(error).split())[:100]})", "save it again"
        ) from error


def _plain(value: Any, where: str, shown: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        if isinstance(value, bool):
            return "true" if value else "false"
        raise TableError(shown, f"{where} is {type(value).__name__}, no single value", "give a table without tables in it")
    return str(value)


# --- databases --------------------------------------------------------------------------------------------------------


def _sqlite_rows(place: Place) -> Iterator[Sequence[str | None]]:
    """Every row of a table or view of an SQLite file, which is opened for reading only; one transaction, so all of one moment."""
    uri = f"{Path(place.name).absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=5)) as connection:
            deadline = time.monotonic() + DATABASE_SECONDS  # a view can go on for ever
            connection.set_progress_handler(lambda: int(time.monotonic() > deadline), 100_000)
            connection.execute("PRAGMA query_only = 1")
            connection.execute("PRAGMA trusted_schema = 0")
            found = connection.execute(
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
            )
            table = _choose(place, sorted(str(name) for (name,) in found))
            rows = connection.execute(f"SELECT * FROM {quoted(table)}")  # noqa: S608 - a quoted name that the database itself gave
            yield [column[0] for column in rows.description]
            while batch := rows.fetchmany(BATCH):
                yield from ([_text(value) for value in row] for row in batch)
    except sqlite3.Error as error:
        raise TableError(place.shown, f"cannot be read as an SQLite file ({error})", "name a whole one") from error


def _postgresql_rows(place: Place) -> Iterator[Sequence[str | None]]:
    """Every row of a table or view of PostgreSQL, in a transaction that can only read, as PostgreSQL itself writes the values."""
    import sqlalchemy
    from sqlalchemy.exc import SQLAlchemyError

    address = "postgresql+psycopg" + place.name[place.name.index("://") :]
    try:
        engine = sqlalchemy.create_engine(
            address,
            poolclass=sqlalchemy.pool.NullPool,
            connect_args={"connect_timeout": 10, "options": f"-c statement_timeout={DATABASE_SECONDS * 1000} -c timezone=UTC"},
        )
        with engine.connect().execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ") as connection:
            schema, _, name = place.table.rpartition(".")
            inspector = sqlalchemy.inspect(connection)
            there = sorted((*inspector.get_table_names(schema or None), *inspector.get_view_names(schema or None)))
            table = sqlalchemy.table(_choose(Place(name=place.shown, table=name), there), schema=schema or None)
            columns = [str(column["name"]) for column in inspector.get_columns(table.name, schema=schema or None)]
            texts = [sqlalchemy.cast(sqlalchemy.column(column), sqlalchemy.Text) for column in columns]
            yield columns
            streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
            for row in streamed.execute(sqlalchemy.select(*texts).select_from(table)):
                yield tuple(row)
    except ModuleNotFoundError as error:
        raise TableError(place.shown, "PostgreSQL needs psycopg", "install groundwire[postgresql]") from error
    except (SQLAlchemyError, UnicodeError) as error:
        why = " ".join(str(getattr(error, "orig", None) or error).split())[:160]
        raise TableError(place.shown, f"cannot be read ({why})", "check the address and what may be read there") from error


def _choose(place: Place, there: Iterable[str]) -> str:
    """The table that is named, or the only one there is."""
    names = list(there)
    if place.table in names or (not place.table and len(names) == 1):
        return place.table or names[0]
    reason = f"has no table '{place.table}'" if place.table else f"holds {len(names)} tables and none was named"
    raise TableError(
        place.shown, f"{reason}; there is {', '.join(names[:20]) or 'none'}", "name one behind # or as 'table' in the card"
    )


def _text(value: object) -> str | None:
    return (
        None
        if value is None
        else value
        if isinstance(value, str)
        else str(value)
        if isinstance(value, (int, float))
        else "\ufffd"
    )


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
