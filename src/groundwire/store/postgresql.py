"""PostgreSQL: one database for a newsroom; words by its own full-text search, vectors by ``vectors``.

Writers take turns by a lock that lasts as long as their transaction, so that readers never wait. No password is in anything that is
shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    cast,
    column,
    create_engine,
    event,
    func,
    make_url,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import REGCONFIG
from sqlalchemy.exc import ArgumentError, DBAPIError

from groundwire.errors import StoreError
from groundwire.model import Skim
from groundwire.store.migrations import Step, leave_indexes
from groundwire.store.schema import DOCUMENTS, METADATA, has_copy
from groundwire.store.search import Words
from groundwire.store.vectors import USUAL, Drawers, make_tables

LONGEST: Final = 100_000
"""Characters of a text whose words are searched: a tsvector has room for no more than a megabyte."""
RANKED: Final = 1_000
"""Reports with the words that are ranked, the last ones to come in: what is rarer than that is ranked whole."""
TURN: Final = 7_270_158_801_226
"""The lock that a writer holds; any number would do that no other program in the database takes."""
_SEARCHED: Final = table("searched", column("number", BigInteger), column("words"))
_TOLD: Final = ("host", "port", "dbname")
"""Options of an address that may be shown; any other may be a secret."""


class PostgresqlFinder:
    """See ``sql.Finder``."""

    def __init__(self, address: str, patience: float, drawers: Drawers = USUAL) -> None:
        """``patience`` are the seconds that a writer waits for another one; ``drawers`` is how vectors are kept. Raises ``StoreError``
        for an address that is none."""
        self._patience = patience
        self.drawers = drawers
        try:
            url = make_url(address)
        except (ArgumentError, ValueError):
            # Not chained: what it quotes may hold the password.
            raise StoreError("postgresql://...", "is no address of a database", _FORM) from None
        self._url = url.set(drivername="postgresql+psycopg")
        self.place = _shown(url)

    @property
    def steps(self) -> Sequence[Step]:
        """See ``sql.Finder``."""
        return (self._make_indexes, leave_indexes, leave_indexes, leave_indexes)

    def open(self) -> Engine:
        """See ``sql.Finder``."""
        try:
            engine = create_engine(self._url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
        except ModuleNotFoundError:
            remedy = "install it: pip install 'groundwire[postgresql]'"
            raise StoreError(self.place, "needs the driver psycopg, which is not installed", remedy) from None
        event.listen(engine, "begin", self._begin)
        return engine

    def add(self, connection: Connection, new: Mapping[int, Skim]) -> None:
        """See ``sql.Finder``."""
        rows = [
            {"number": number, "title": skim.document.title_text, "text": skim.document.text[:LONGEST]}
            for number, skim in new.items()
        ]
        if rows:
            connection.execute(text(_ENTER), rows)
        self.drawers.add(connection, {number: skim.vector for number, skim in new.items()})

    def holds(self, wanted: Words) -> ColumnElement[bool]:
        """See ``sql.Finder``."""
        if not wanted.terms:
            return DOCUMENTS.c.number < 0
        bearing = select(_SEARCHED.c.number).where(_SEARCHED.c.words.op("@@")(_query(wanted, "&&")))
        return DOCUMENTS.c.first.in_(bearing)

    def by_words(
        self, connection: Connection, wanted: Words, every: bool, where: ColumnElement[bool] | None, limit: int
    ) -> list[int]:
        """See ``sql.Finder``. Words that half the archive holds are not ranked through all of it: of their reports the newest are."""
        query = _query(wanted, "&&" if every else "||")
        number, words = _SEARCHED.c.number, _SEARCHED.c.words
        statement = select(number).where(words.op("@@")(query))
        if where is not None:
            statement = statement.where(has_copy(number, where))
        newest = statement.order_by(number.desc()).limit(RANKED).subquery()
        # 1: divided by the logarithm of the length, so that long reports do not win by their length.
        rank = func.ts_rank_cd(words, query, 1)
        best = select(number).join(newest, newest.c.number == number).order_by(rank.desc(), number.desc()).limit(limit)
        return list(connection.execute(best).scalars())

    def size(self, connection: Connection) -> int:
        """See ``sql.Finder``."""
        names = ("searched", *METADATA.tables)
        total = " + ".join(f"pg_total_relation_size('{name}')" for name in names)
        return int(connection.exec_driver_sql(f"SELECT {total}").scalar() or 0)

    def explain(self, error: DBAPIError) -> tuple[str, str] | None:
        """See ``sql.Finder``."""
        state = getattr(error.orig, "sqlstate", None)
        if state in _MEANINGS:
            return _MEANINGS[state]
        said = " ".join(str(error.orig).split())
        if password := self._url.password:
            said = said.replace(str(password), "***")
        if state is None or state.startswith(("08", "28", "3D")):
            return f"cannot be reached: {said[:200]}", "check that the server runs, and what the address says"
        return f"the database says: {said[:200]}", "see the trace with --debug"

    def _begin(self, connection: Connection) -> None:
        """A writer waits for its turn, for as long as it has patience; a reader sees one state of the archive, however much it reads."""
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, int(self._patience * 1000))}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    def _make_indexes(self, connection: Connection) -> None:
        """The words of title and text, stemmed, and the vectors. Raises ``StoreError`` where the database cannot keep any text."""
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            raise StoreError(self.place, f"keeps its texts as {encoding}", "make a database with ENCODING 'UTF8'")
        connection.exec_driver_sql(
            "CREATE TABLE searched (number BIGINT PRIMARY KEY REFERENCES documents, words tsvector NOT NULL)"
        )
        connection.exec_driver_sql("CREATE INDEX searched_words ON searched USING gin (words)")
        make_tables(connection)


_FORM: Final = "write it as postgresql://user:password@host/database"
_ENTER: Final = """
INSERT INTO searched (number, words) VALUES (:number,
    setweight(to_tsvector('english', :title), 'A') || setweight(to_tsvector('english', :text), 'B'))
"""
_MEANINGS: Final = {
    "42501": (
        "may not be written or set up by this user",
        "let an administrator run GRANT CREATE ON SCHEMA public",
    ),
    "25006": ("may not be written", "name the server that takes writes"),
    "53100": ("the disk is full; what was acknowledged before is kept", "make room and run the command again"),
    "53300": ("has no connection left", "try again later, or let the server take more"),
    "55P03": ("is being written by another process that does not finish", "try again when it has"),
}
"""By SQLSTATE: what the error means, and what to do."""


def _query(wanted: Words, join: str) -> ColumnElement[Any]:
    """The words as a query; each term is a phrase of its own, so that none of its words is an operator."""
    english = cast("english", REGCONFIG)
    whole: ColumnElement[Any] | None = None
    for term in wanted.terms:
        part = func.phraseto_tsquery(english, bindparam("term", " ".join(term), unique=True))
        whole = part if whole is None else whole.op(join)(part)
    assert whole is not None, "nothing is looked for"
    return whole


def _shown(url: URL) -> str:
    """The address without its password, wherever in it one may stand."""
    plain = url.difference_update_query([name for name in url.query if name not in _TOLD])
    return plain.set(drivername="postgresql").render_as_string(hide_password=True)
