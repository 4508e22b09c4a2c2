"""SQLite: one file, opened by several processes at once (``database``); words by FTS5 (BM25), vectors by ``vectors``.

Every commit is on the disk before it is acknowledged: reports are taken in many to a commit, so that costs little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from groundwire.database import explain_sqlite, is_database, open_sqlite
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
_WORDS: Final = table("words", column("rowid"), column("rank"))
_ROWID: Final[ColumnElement[int]] = literal_column("words.rowid")


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
        return open_sqlite(str(self._path or MEMORY), self._patience, StaticPool if self._path is None else None)

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
        return explain_sqlite(error, "restore it from a backup, or remove it and import again")


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
