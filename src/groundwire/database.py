"""What our databases have in common: moments, and a file of SQLite that several processes open at once.

WAL lets readers read while one writer writes; a writer waits for another one. Every commit is on the disk before it is acknowledged
(``synchronous=FULL``)."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, BigInteger, Connection, Engine, Pool, TypeDecorator, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MAGIC: Final = b"SQLite format 3\x00"


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Python to database."""
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Database to Python."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


def is_database(path: Path) -> bool:
    """Whether the file is a database of SQLite."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False


def open_sqlite(place: str, patience: float, pool: type[Pool] | None = None) -> Engine:
    """An engine for the file, which need not be there, or for ``:memory:``. A writer (execution option ``writes``) waits ``patience``
    seconds for its turn."""
    engine = create_engine(URL.create("sqlite", database=place), connect_args={"timeout": patience}, poolclass=pool)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def explain_sqlite(error: DBAPIError, if_damaged: str) -> tuple[str, str] | None:
    """What SQLite's error means to a person, and what to do, ``if_damaged`` for a damaged file; ``None`` where nothing is known of it."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:
        return None
    damaged = {sqlite3.SQLITE_CORRUPT: ("is damaged", if_damaged), sqlite3.SQLITE_NOTADB: ("is damaged", if_damaged)}
    return (_MEANINGS | damaged).get(code & 0xFF)


_MEANINGS: Final = {
    sqlite3.SQLITE_BUSY: ("is being written by another process that does not finish", "try again when it has"),
    sqlite3.SQLITE_LOCKED: ("is being written by another process that does not finish", "try again when it has"),
    sqlite3.SQLITE_FULL: ("the disk is full; what was acknowledged before is kept", "make room and run the command again"),
    sqlite3.SQLITE_IOERR: ("the disk fails to read or write", "check the disk and the room on it, and run the command again"),
    sqlite3.SQLITE_READONLY: ("may not be written", "give yourself the right to write it and its folder"),
    sqlite3.SQLITE_PERM: ("may not be opened", "give yourself the right to read and write it"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened or made", "check the rights of the file and its folder"),
}
"""By the primary code of SQLite's error: what it means, and what to do."""


def _set_up(connection: sqlite3.Connection, record: object) -> None:
    """Every new connection: transactions are ours to begin, and what is committed is on the disk."""
    connection.isolation_level = None
    for pragma in ("cache_size=-32768", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once: two that upgrade a read would wait for each other for ever."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
