"""SQLite: one file, opened by several processes at once; words by FTS5 (BM25), vectors by ``vectors``.

WAL lets readers read while one writer writes; a writer waits for another one. Every commit is on the disk before it is acknowledged
(``synchronous=FULL``): reports are taken in many to a commit, so that costs little."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    column,
    create_engine,
    event,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from groundwire.errors import StoreError
from groundwire.model import Skim
from groundwire.store.migrations import Step, leave_indexes
from groundwire.store.schema import DOCUMENTS, has_copy
from groundwire.store.search import Words
from groundwire.store.vectors import USUAL, Drawers, make_tables

MEMORY: Final = ":memory:"
TITLE, TEXT = 4.0, 1.0
"""What a word counts in the title and in the text."""
RANKED: Final = 5_000
"""Reports with the words that are ranked, the last ones to come in: what is rarer than that is ranked whole."""
_MAGIC: Final = b"SQLite format 3\x00"
_WORDS: Final = table("words", column("rowid"), column("rank"))
_ROWID: Final[ColumnElement[int]] = literal_column("words.rowid")


def is_database(path: Path) -> bool:
    """Whether the file is a database of SQLite."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False


class SqliteFinder:
    """See ``sql.Finder``."""

    def __init__(self, place: str, patience: float, drawers: Drawers = USUAL) -> None:
        """``patience`` are the seconds that a writer waits for another one; ``drawers`` is how vectors are kept."""
        self._path = None if place == MEMORY else Path(place)
        self._patience = patience
        self.drawers = drawers

    @property
    def steps(self) -> Sequence[Step]:
        """See ``sql.Finder``."""
        return (_make_indexes, leave_indexes, leave_indexes, leave_indexes, leave_indexes, _guard_log)

    def open(self) -> Engine:
        """See ``sql.Finder``. Raises ``StoreError`` for a file that is no database."""
        if self._path is not None and self._path.exists() and self._path.stat().st_size and not is_database(self._path):
            raise StoreError(str(self._path), "is no archive", "name a file made by 'groundwire archive add', or a new one")
        # One connection for what lies in memory: a second one would see another, empty database.
        extra: dict[str, Any] = {"poolclass": StaticPool} if self._path is None else {}
        url = URL.create("sqlite", database=str(self._path or MEMORY))
        engine = create_engine(url, connect_args={"timeout": self._patience}, **extra)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine

    def add(self, connection: Connection, new: Mapping[int, Skim]) -> None:
        """See ``sql.Finder``."""
        if not new:
            return
        words = text("INSERT INTO words (rowid, title, text) VALUES (:number, :title, :text)")
        connection.execute(
            words,
            [{"number": n, "title": skim.document.title_text, "text": skim.document.text} for n, skim in new.items()],
        )
        self.drawers.add(connection, {number: skim.vector for number, skim in new.items()})

    def holds(self, wanted: Words) -> ColumnElement[bool]:
        """See ``sql.Finder``."""
        if not wanted.terms:
            return DOCUMENTS.c.number < 0
        return DOCUMENTS.c.first.in_(select(_ROWID).select_from(_WORDS).where(_match(wanted, " AND ", "held")))

    def by_words(
        self, connection: Connection, wanted: Words, every: bool, where: ColumnElement[bool] | None, limit: int
    ) -> list[int]:
        """See ``sql.Finder``. Words that half the archive holds are not ranked through all of it: of their reports the newest are."""
        statement = select(_ROWID.label("number"), _WORDS.c.rank).select_from(_WORDS)
        statement = statement.where(_match(wanted, " AND " if every else " OR ", "asked"))
        if where is not None:
            statement = statement.where(has_copy(_ROWID, where))
        newest = statement.order_by(_ROWID.desc()).limit(RANKED).subquery()
        best = select(newest.c.number).order_by(newest.c.rank, newest.c.number.desc()).limit(limit)
        return list(connection.execute(best).scalars())

    def size(self, connection: Connection) -> int:
        """See ``sql.Finder``."""
        if self._path is None:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
            return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar() or 0)
        files = [self._path, *(self._path.with_name(self._path.name + end) for end in ("-wal", "-shm"))]
        return sum(path.stat().st_size for path in files if path.is_file())

    def explain(self, error: DBAPIError) -> tuple[str, str] | None:
        """See ``sql.Finder``."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        return _MEANINGS.get(code & 0xFF) if code is not None else None


_MEANINGS: Final = {
    sqlite3.SQLITE_BUSY: ("is being written by another process that does not finish", "try again when it has"),
    sqlite3.SQLITE_LOCKED: ("is being written by another process that does not finish", "try again when it has"),
    sqlite3.SQLITE_FULL: ("the disk is full; what was acknowledged before is kept", "make room and run the command again"),
    sqlite3.SQLITE_IOERR: ("the disk fails to read or write", "check the disk and the room on it, and run the command again"),
    sqlite3.SQLITE_READONLY: ("may not be written", "give yourself the right to write it and its folder"),
    sqlite3.SQLITE_PERM: ("may not be opened", "give yourself the right to read and write it"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened or made", "check the rights of the file and its folder"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "restore it from a backup, or remove it and import again"),
    sqlite3.SQLITE_NOTADB: ("is damaged", "restore it from a backup, or remove it and import again"),
}
"""By the primary code of SQLite's error: what it means, and what to do."""


def _match(wanted: Words, join: str, name: str) -> ColumnElement[bool]:
    """The words in the language of FTS5, each in quotation marks so that none is an operator."""
    query = join.join(f'"{" ".join(term)}"' for term in wanted.terms)
    return literal_column("words").op("MATCH", is_comparison=True)(bindparam(name, query, unique=True))


def _make_indexes(connection: Connection) -> None:
    """The words of title and text, stemmed, and the vectors. The texts themselves stay in ``documents``; copies are left out."""
    connection.exec_driver_sql("CREATE VIEW texts AS SELECT number, title, text FROM documents WHERE first = number")
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE words USING fts5(title, text, content='texts', content_rowid='number', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    connection.exec_driver_sql(f"INSERT INTO words(words, rank) VALUES ('rank', 'bm25({TITLE}, {TEXT})')")
    make_tables(connection)


def _guard_log(connection: Connection) -> None:
    """Entries of the log are added and nothing else; a slip is refused, what is done on purpose shows in the hashes."""
    for deed in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER log_refuses_{deed.lower()} BEFORE {deed} ON log "
            "BEGIN SELECT RAISE(ABORT, 'entries of the log are never changed or removed'); END"
        )


def _set_up(connection: sqlite3.Connection, record: object) -> None:
    """Every new connection: transactions are ours to begin, and what is committed is on the disk."""
    connection.isolation_level = None
    for pragma in ("cache_size=-32768", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once: two that upgrade a read would wait for each other for ever."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
