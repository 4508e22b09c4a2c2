"""Rows out of DuckDB: locked down, bounded, every cell as the characters that stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from groundwire.errors import TableError
from groundwire.tables._places import Place, Staged, changed, quoted

if TYPE_CHECKING:
    import duckdb

Row = tuple[str | None, ...]

MEMORY = "512MB"
"""What DuckDB may hold; beyond it goes to a temporary folder of ours."""
LARGE = 256_000_000
"""Bytes of a file from which its rows are kept in that folder, packed, and not in memory."""
THREADS = 4
MOST_ROWS = 200_000
"""Most rows that one question may bring."""
_SIMPLE = ("VARCHAR", "DATE", "TIMESTAMP", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UINTEGER")
"""Types whose values come back from their own text unchanged, so that they can be looked for without casting the column."""


class TooMany(Exception):
    """More rows than one question may bring."""


class Rows:
    """The rows of one table. CSV is read once, its columns that are used; Parquet is asked where it lies."""

    def __init__(self, staged: Staged, place: Place, folder: Path) -> None:
        """Raises ``TableError`` for a file that DuckDB cannot read."""
        self._staged, self._shown = staged, place.shown
        self._connection = _connect(staged.path, folder)
        self.header = staged.header
        self._types: dict[str, str] = {}
        self._columns: tuple[str, ...] = ()
        if staged.is_parquet:
            self._run(f"CREATE VIEW rows AS SELECT * FROM read_parquet({_literal(str(staged.path))})")
            self._describe()
            self.header = tuple(self._types)

    def read(self, columns: Sequence[str]) -> None:
        """Make these columns ready; every row that comes back has them in this order."""
        self._columns = tuple(columns)
        if not self._staged.is_parquet:
            self._run(f"CREATE TABLE rows AS SELECT {self._named(columns)} FROM {_read_csv(self._staged)}")
            self._describe()
            if self._staged.seal and not self._staged.seal.is_whole(thoroughly=True):
                raise changed(self._shown)

    def head(self, count: int) -> list[Row]:
        """The first rows."""
        return self._ask(f"SELECT {self._texts()} FROM rows LIMIT {count:d}")

    def distinct(self, column: str) -> list[str]:
        """The different texts of a column, those of no value left out, sorted. Raises ``TooMany``."""
        inner = f"SELECT DISTINCT {quoted(column)} AS it FROM rows WHERE {quoted(column)} IS NOT NULL"  # noqa: S608 - quoted name
        return sorted(str(text) for (text,) in self._ask(f"SELECT CAST(it AS VARCHAR) FROM ({inner})"))

    def where(self, column: str, texts: Sequence[str]) -> list[Row]:
        """The rows whose cell is one of ``texts``. Raises ``TooMany``."""
        if not texts:
            return []
        kind = self._types[column]
        is_simple = kind in _SIMPLE
        side = quoted(column) if is_simple else f"CAST({quoted(column)} AS VARCHAR)"
        marks = ", ".join(f"CAST(? AS {kind})" if is_simple else "?" for _ in texts)
        return self._ask(f"SELECT {self._texts()} FROM rows WHERE {side} IN ({marks})", texts)  # noqa: S608 - values are parameters

    def all(self) -> list[Row]:
        """Every row. Raises ``TooMany``."""
        return self._ask(f"SELECT {self._texts()} FROM rows")  # noqa: S608 - quoted names

    def close(self) -> None:
        """Let go of the data."""
        self._connection.close()

    def _ask(self, query: str, values: Sequence[str] = ()) -> list[Row]:
        import duckdb

        seal = self._staged.seal if self._staged.is_parquet else None
        try:
            found: list[Row] = self._connection.execute(query, list(values)).fetchmany(MOST_ROWS + 1)
        except duckdb.ConversionException:
            return []  # a text that is no value of the column's type is in none of its rows
        except duckdb.Error as error:
            raise self._refusal(error) from error
        if seal is not None and not seal.is_whole():
            raise changed(self._shown)
        if len(found) > MOST_ROWS:
            raise TooMany
        return found

    def _run(self, statement: str) -> None:
        import duckdb

        try:
            self._connection.execute(statement)
        except duckdb.Error as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> TableError:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        why = " ".join(line for line in lines[:4] if not line.startswith(("Possible", "LINE", "*")))[:240]
        remedy = "save it as UTF-8, or say its encoding in the card" if "unicode" in why.lower() else "mend the file"
        return TableError(self._shown, f"cannot be read ({why})", remedy)

    def _describe(self) -> None:
        described = self._connection.execute("DESCRIBE rows").fetchall()
        self._types = {str(row[0]): str(row[1]) for row in described}

    def _named(self, columns: Sequence[str]) -> str:
        return ", ".join(quoted(column) for column in columns)

    def _texts(self) -> str:
        return ", ".join(f"CAST({quoted(column)} AS VARCHAR)" for column in self._columns)


def _connect(path: Path, folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read this one file and nothing else, and whose settings nobody can change."""
    import duckdb

    connection = duckdb.connect(
        str(folder / "rows.duckdb") if path.stat().st_size > LARGE else ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "memory_limit": MEMORY,
            "threads": str(THREADS),
            "temp_directory": str(folder / "spilled"),
            "preserve_insertion_order": "true",
        },
    )
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"SET allowed_paths = [{_literal(str(path))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _read_csv(staged: Staged) -> str:
    """The reader with nothing left to guess: every cell is text."""
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in staged.header)
    return (
        f"read_csv({_literal(str(staged.path))}, auto_detect=false, header=true, sep={_literal(staged.delimiter)}, quote='\"', "
        f"escape='\"', columns={{{columns}}}, nullstr='', encoding={_literal(staged.encoding)}, strict_mode=true)"
    )


def _literal(text: str) -> str:
    """Text as SQL takes it."""
    return "'" + text.replace("'", "''") + "'"
