"""PostgreSQL: one database for a newsroom; words by its own full-text search, vectors by ``vectors``.

Writers take turns by a lock that lasts as long as their transaction, so that readers never wait. No password is in anything that is
shown."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import (
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    Select,
    bindparam,
    cast,
    column,
    create_engine,
    delete,
    event,
    func,
    literal,
    make_url,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, REAL, REGCONFIG
from sqlalchemy.exc import ArgumentError, DBAPIError

from groundwire.errors import StoreError
from groundwire.model import Skim
from groundwire.store.migrations import Step, leave_indexes
from groundwire.store.schema import DOCUMENTS, METADATA, has_copy
from groundwire.store.search import Words, spell_out
from groundwire.store.vectors import USUAL, Drawers, make_tables

LONGEST: Final = 100_000
"""Characters of a text whose words are searched: a tsvector has room for no more than a megabyte."""
RANKED: Final = 1_000
"""Reports with the words that are ranked, the last ones to come in: what is rarer than that is ranked whole."""
WEIGHTS: Final = (0.1, 0.2, 0.25, 1.0)
"""What a word counts by its label, from D to A: the title's (A) four times what the text's (B) do."""
ENTERED: Final = 1_000
"""Reports whose words are entered in one go when all are entered again."""
TURN: Final = 7_270_158_801_226
"""The lock that a writer holds; any number would do that no other program in the database takes."""
_SEARCHED: Final = table("searched", column("number", BigInteger), column("words"))
Term = ColumnElement[Any]
"""A tsquery."""
_LABELS: Final = literal(list(WEIGHTS), ARRAY(REAL))
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
        return (self._make_indexes, leave_indexes, leave_indexes, leave_indexes, _enter_again, _guard_log)

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
        _enter(connection, {number: (skim.document.title_text, skim.document.text) for number, skim in new.items()})
        self.drawers.add(connection, {number: skim.vector for number, skim in new.items()})

    def holds(self, wanted: Words) -> ColumnElement[bool]:
        """See ``sql.Finder``."""
        if not wanted.terms:
            return DOCUMENTS.c.number < 0
        return DOCUMENTS.c.first.in_(_holding(_all(_queries(wanted)), None))

    def by_words(
        self, connection: Connection, wanted: Words, every: bool, where: ColumnElement[bool] | None, limit: int
    ) -> list[int]:
        """See ``sql.Finder``. Words that half the archive holds are not ranked through all of it: of the reports with every one of them
        the newest are, of those with any of them the newest that hold a rare one."""
        queries = _queries(wanted)
        asked, rank = _every(queries) if every else _some(connection, queries, where)
        number = _SEARCHED.c.number
        newest = _holding(asked, where).order_by(number.desc()).limit(RANKED).subquery()
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
_REFUSING: Final = """
CREATE FUNCTION log_refuses_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'entries of the log are never changed or removed'; END $$
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


def _enter(connection: Connection, texts: Mapping[int, tuple[str, str]]) -> None:
    """Enter the words of title and text under their numbers."""
    rows = [
        {"number": number, "title": spell_out(title), "text": spell_out(whole[:LONGEST])}
        for number, (title, whole) in texts.items()
    ]
    if rows:
        connection.execute(text(_ENTER), rows)


def _enter_again(connection: Connection) -> None:
    """Until this step the database's own parser told where a word begins, and nobody found the "U.S." of a headline by "U.S."."""
    connection.execute(delete(_SEARCHED))
    number = DOCUMENTS.c.number
    texts = (
        select(number, DOCUMENTS.c.title, DOCUMENTS.c.text).where(DOCUMENTS.c.first == number).order_by(number).limit(ENTERED)
    )
    last = -1
    while rows := connection.execute(texts.where(number > last)).all():
        _enter(connection, {row.number: (row.title, row.text) for row in rows})
        last = rows[-1].number


def _guard_log(connection: Connection) -> None:
    """Entries of the log are added and nothing else; a slip is refused, what is done on purpose shows in the hashes."""
    connection.exec_driver_sql(_REFUSING)
    connection.exec_driver_sql(
        "CREATE TRIGGER log_refuses_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON log "
        "FOR EACH STATEMENT EXECUTE FUNCTION log_refuses_changes()"
    )


def _queries(wanted: Words) -> list[Term]:
    """Each term as a query; it is a phrase of its own, so that none of its words is an operator."""
    english = cast("english", REGCONFIG)
    phrases = [spell_out(" ".join(term)) for term in wanted.terms]
    return [func.phraseto_tsquery(english, bindparam("term", phrase, unique=True)) for phrase in phrases]


def _all(queries: Sequence[Term]) -> Term:
    return reduce(lambda whole, part: whole.op("&&")(part), queries)


def _every(queries: Sequence[Term]) -> tuple[Term, ColumnElement[float]]:
    """The query for reports with all of the terms, and how they are ranked: by how near the terms stand to each other, and where."""
    asked = _all(queries)
    # 1: divided by the logarithm of the length, so that long reports do not win by their length.
    return asked, func.ts_rank_cd(_LABELS, _SEARCHED.c.words, asked, 1)


def _some(
    connection: Connection, queries: Sequence[Term], where: ColumnElement[bool] | None
) -> tuple[Term, ColumnElement[float]]:
    """The query for reports with the rarest of the terms, and how they are ranked: by how rare a term is (inverse document frequency,
    Sparck Jones 1972) times how much the report makes of it, summed over all of them."""
    counts = _count_reports(connection, queries, where)
    asked = reduce(lambda whole, part: whole.op("||")(part), [queries[place] for place in _rarest(counts)])
    last = connection.execute(select(func.max(_SEARCHED.c.number))).scalar() or 0
    ranks = [
        math.log(1 + last / (count + 0.5)) * func.ts_rank(_LABELS, _SEARCHED.c.words, query, 1, type_=REAL)
        for query, count in zip(queries, counts, strict=True)
    ]
    return asked, reduce(lambda whole, part: whole + part, ranks)


def _holding(query: Term, where: ColumnElement[bool] | None) -> Select[tuple[int]]:
    """The numbers of the texts with the words for which ``where`` holds."""
    number = _SEARCHED.c.number
    statement = select(number).where(_SEARCHED.c.words.op("@@", is_comparison=True)(query))
    return statement if where is None else statement.where(has_copy(number, where))


def _count_reports(connection: Connection, queries: Sequence[Term], where: ColumnElement[bool] | None) -> list[int]:
    """How many reports hold each of the terms; ``RANKED`` stands for that many and more."""
    some = [_holding(query, where).limit(RANKED).subquery() for query in queries]
    counts = [select(func.count()).select_from(one).scalar_subquery() for one in some]
    return list(connection.execute(select(*counts)).one())


def _rarest(counts: Sequence[int]) -> list[int]:
    """The places of the rarest terms, as many as ``RANKED`` reports hold in all: one at least."""
    order = sorted(range(len(counts)), key=lambda place: (not counts[place], counts[place], place))
    sums = accumulate(counts[place] for place in order)
    return [place for place, total in zip(order, sums, strict=True) if place == order[0] or (counts[place] and total <= RANKED)]


def _shown(url: URL) -> str:
    """The address without its password, wherever in it one may stand."""
    plain = url.difference_update_query([name for name in url.query if name not in _TOLD])
    return plain.set(drivername="postgresql").render_as_string(hide_password=True)
