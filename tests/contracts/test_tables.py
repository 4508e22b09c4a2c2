"""Every kind of place gives the same table: CSV, TSV, Parquet, JSON, JSON lines, SQLite, a real PostgreSQL, JSON and CSV over HTTP."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from groundwire import plugins
from groundwire.errors import TableError
from groundwire.fetching import make as make_fetch
from groundwire.protocols import Table, Tools
from groundwire.settings import Settings

ROWS = (
    ("Aldane Steel", "2026-02-26", "102.50", "1200", "ALD"),
    ("Aldane Steel", "2026-02-27", "104.10", "900", "ALD"),
    ('Zürich "Süd", Ltd', "2026-02-26", "7.05", "50", "ZSL"),
    ('Zürich "Süd", Ltd', "2026-02-27", None, "60", "ZSL"),
)
HEADER = ("company", "day", "close", "volume", "ticker")
CARD = """
data = {data}
title = "Closing prices"
row = "one company on one trading day"
subject = "company"
time = "day"
as_of = 2026-02-27T17:00:00Z
source = "Lindmere Exchange"
ticker = "ticker"
sample = true
{more}
[columns.close]
meaning = "closing price"
verb = "closed at"
unit = "EUR"
[columns.volume]
unit = "shares"
sums = "flow"
"""


def as_csv(mark: str) -> str:
    quote = lambda text: "" if text is None else '"' + text.replace('"', '""') + '"'  # noqa: E731
    return "\n".join([mark.join(HEADER), *(mark.join(quote(text) for text in row) for row in ROWS)]) + "\n"


def as_objects() -> list[dict[str, object]]:
    typed = {"close": lambda text: "%" + text, "volume": int}
    return [{name: text and typed.get(name, str)(text) for name, text in zip(HEADER, row, strict=True)} for row in ROWS]


def as_json(objects: object) -> str:
    """JSON with the closing prices as numbers of the very characters of ``ROWS``."""
    text = json.dumps(objects)
    for row in ROWS:
        text = text.replace(f'"%{row[2]}"', str(row[2]))
    return text


def _parquet(path: Path) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (company VARCHAR, day DATE, close DECIMAL(9,2), volume BIGINT, ticker VARCHAR)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", [list(row) for row in ROWS])
        connection.execute(f"COPY t TO '{path}'")


def _sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE prices (company, day, close, volume, ticker)")
        connection.executemany("INSERT INTO prices VALUES (?, ?, ?, ?, ?)", ROWS)


def _postgresql(address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE prices (company text, day date, close numeric(9,2), volume bigint, ticker text)")
        for row in ROWS:
            connection.execute("INSERT INTO prices VALUES (%s, %s, %s, %s, %s)", row)


@pytest.fixture
def serve() -> Iterator[Callable[[str, str], str]]:
    """Serves a text on loopback and gives its address."""
    pages: dict[str, tuple[str, bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            media_type, body = pages.get(self.path, ("", b""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(text: str, media_type: str) -> str:
        pages["/prices"] = (media_type, text.encode())
        return f"http://127.0.0.1:{server.server_port}/prices"

    yield put
    server.shutdown()


@pytest.fixture(
    params=["csv", "semicolons", "tsv", "utf-16", "parquet", "jsonl", "json", "sqlite", "postgresql", "http json", "http csv"]
)
def table(request: pytest.FixtureRequest, tmp_path: Path, tools: Tools) -> Iterator[Table]:
    kind = str(request.param)
    more, data = "", "prices.csv"
    if kind in ("csv", "semicolons", "tsv", "utf-16"):
        data = "prices.tsv" if kind == "tsv" else "prices.csv"
        text = as_csv({"semicolons": ";", "tsv": "\t"}.get(kind, ","))
        more = 'encoding = "utf-16"' if kind == "utf-16" else ""
        (tmp_path / data).write_text(text, "utf-16" if kind == "utf-16" else "utf-8-sig")
    elif kind == "parquet":
        data = "prices.parquet"
        _parquet(tmp_path / data)
    elif kind in ("jsonl", "json"):
        data = f"prices.{kind}"
        objects = as_objects()
        (tmp_path / data).write_text(
            "\n".join(map(as_json, objects)) if kind == "jsonl" else as_json({"rows": objects, "n": 4})
        )
    elif kind == "sqlite":
        data = "prices.db"
        _sqlite(tmp_path / data)
    elif kind == "postgresql":
        data, more = str(request.getfixturevalue("new_database")()), 'table = "prices"'
        _postgresql(data)
    else:
        put = request.getfixturevalue("serve")
        data = put(as_json(as_objects()), "application/json") if kind == "http json" else put(as_csv(","), "text/csv")
    (tmp_path / "card.toml").write_text(CARD.format(data=json.dumps(data), more=more))
    local = Settings(allow_private_addresses=True)
    reader = plugins.load("tables", "duck", replace(tools, settings=local, fetch=make_fetch(local)))
    opened = reader.open(str(tmp_path / "card.toml"))
    yield opened
    opened.close()


def test_the_same_rows_whatever_they_lie_in(table: Table) -> None:
    assert table.subjects() == ("Aldane Steel", 'Zürich "Süd", Ltd')
    assert table.times() == (date(2026, 2, 26), date(2026, 2, 27))
    first, last = table.series("Aldane Steel", "close")
    assert (first.value, last.value, last.when) == (Decimal("102.5"), Decimal("104.1"), date(2026, 2, 27))
    assert last.cell.row == "company=Aldane Steel, day=2026-02-27"
    assert Decimal(last.cell.value) == last.value
    assert last.cell.as_of is not None and last.cell.as_of.isoformat() == "2026-02-27T17:00:00+00:00"
    assert [point.value for point in table.series('Zürich "Süd", Ltd', "close")] == [Decimal("7.05")]
    assert [point.subject for point in table.across("volume", date(2026, 2, 27))] == ["Aldane Steel", 'Zürich "Süd", Ltd']
    assert [point.subject for point in table.across("close", date(2026, 2, 27))] == ["Aldane Steel"]
    ticker = table.label("Aldane Steel", "ticker")
    assert ticker is not None and ticker.value == "ALD"
    assert table.series("Nobody", "close") == () == table.across("close", date(2020, 1, 1))
    assert table.warnings() == ()


def test_a_cell_is_found_again(table: Table) -> None:
    for subject in table.subjects():
        for point in table.series(subject, "volume"):
            assert table.reread(point.cell) == point.cell
    cell = table.series("Aldane Steel", "volume")[0].cell
    assert table.reread(replace(cell, row="company=Nobody, day=2026-02-27")) is None
    assert table.reread(replace(cell, row="nothing like a key")) is None
    assert table.reread(replace(cell, column="no such column")) is None


def test_the_digits_are_those_of_the_source(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "long.jsonl").write_text('{"who": "Aldane", "n": 12345678901234567.1234567890}\n')
    (tmp_path / "long.toml").write_text('subject = "who"\n[columns.n]\n')
    table = plugins.load("tables", "duck", tools).open(str(tmp_path / "long.jsonl"))
    assert table.series("Aldane", "n")[0].cell.value == "12345678901234567.1234567890"


def test_private_addresses_are_refused(tools: Tools, serve: Callable[[str, str], str]) -> None:
    from groundwire.errors import FetchError

    address = serve(as_csv(","), "text/csv")
    with pytest.raises(FetchError, match="private address"):
        plugins.load("tables", "duck", replace(tools, fetch=make_fetch(Settings()))).open(address)


def test_a_password_is_never_told(tools: Tools) -> None:
    with pytest.raises(TableError) as caught:
        plugins.load("tables", "duck", tools).open("postgresql://editor:hunter2@127.0.0.1:9/prices#prices")
    assert "hunter2" not in str(caught.value)
    assert "127.0.0.1:9/prices" in str(caught.value)
