"""What a name of an archive means."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from groundwire.store.opening import is_store


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("postgresql://editor@host/archive", True),
        ("postgres://host/archive", True),
        ("postgresql+psycopg://host/archive", True),
        ("postgresql", False),
        ("https://host/postgresql://", False),
        ("-", False),
        ("", False),
        ("no\0name", False),
        ("x" * 5000, False),
        ("/", False),
    ],
)
def test_address_of_a_database_is_a_store(name: str, expected: bool) -> None:
    assert is_store(name) is expected


def test_file_is_a_store_by_what_is_in_it(tmp_path: Path) -> None:
    database, text = tmp_path / "a.txt", tmp_path / "b.db"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE t (x)")
    text.write_text("The mill burned.", "utf-8")
    assert is_store(str(database)) and not is_store(str(text)) and not is_store(str(tmp_path / "none.db"))
