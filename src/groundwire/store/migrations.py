"""The steps from an empty database to today's, in order; forward only. A database remembers how many it has had.

A step that has shipped is never edited: what changes gets a step of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection, func, inspect, select

from groundwire.errors import StoreError
from groundwire.store import schema

Step = Callable[[Connection], None]


def _make_archive(connection: Connection) -> None:
    """Reports with their outlets, their raw bytes, and how far imports came."""
    for table in (schema.SOURCES, schema.DOCUMENTS, schema.RAW, schema.IMPORTS):
        table.create(connection)


def _make_readings(connection: Connection) -> None:
    """Full readings of reports."""
    schema.READINGS.create(connection)


def leave_indexes(connection: Connection) -> None:
    """What a database does beside a step that its search indexes have no part in."""


def _make_kin(connection: Connection) -> None:
    """Room for the place of each text among the others. What was kept before is placed by the next ``archive add``."""
    for table in (schema.KIN, schema.BEARING, schema.FREQUENCIES):
        table.create(connection)


def _make_meanings(connection: Connection) -> None:
    """Vectors of sentences."""
    schema.MEANINGS.create(connection)


def _make_kin_indexes(connection: Connection) -> None:
    """The last originals of a happening and of a thread, found however many copies came after them."""
    for index in (schema.ORIGINALS_BY_EVENT, schema.ORIGINALS_BY_THREAD):
        index.create(connection, checkfirst=True)  # a new archive has them with their table


def _make_records(connection: Connection) -> None:
    """Stories, what was ruled on them, what was published, and the log."""
    for table in (schema.STORIES, schema.RULINGS, schema.PUBLICATIONS, schema.LOG):
        table.create(connection)


STEPS: Final[Sequence[Step]] = (_make_archive, _make_readings, _make_kin, _make_meanings, _make_kin_indexes, _make_records)


def version(connection: Connection, place: str) -> int:
    """How many steps the database has had; 0 for an empty one. Raises ``StoreError`` for a database that is newer than this Groundwire,
    or that is somebody else's."""
    tables = inspect(connection).get_table_names()
    if schema.VERSION.name not in tables:
        if tables:
            raise StoreError(place, "is a database, but no archive of Groundwire", "name another one")
        return 0
    done = connection.execute(select(func.max(schema.VERSION.c.version))).scalar() or 0
    if done > len(STEPS):
        raise StoreError(
            place, f"was made by a newer Groundwire (version {done}; this one knows {len(STEPS)})", "update Groundwire"
        )
    return int(done)


def migrate(connection: Connection, place: str, indexes: Sequence[Step]) -> None:
    """Bring the database up to date: ``STEPS``, and after each of them the database's own step of ``indexes``. Raises ``StoreError`` as
    ``version`` does."""
    done = version(connection, place)
    if not done:
        schema.VERSION.create(connection, checkfirst=True)
    for number, (step, index) in enumerate(zip(STEPS, indexes, strict=True), start=1):
        if number > done:
            step(connection)
            index(connection)
            connection.execute(schema.VERSION.insert().values(version=number))
