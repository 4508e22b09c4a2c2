"""Bad input of every kind: a clear error or a named warning, never a wrong number."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from groundwire.errors import TableError
from groundwire.model import ColumnKind, Grain
from groundwire.protocols import Table, Tools
from groundwire.tables.duck import make

CARD = """
subject = "port"
time = "month"
every = "month"
[columns.boxes]
unit = "t"
sums = "flow"
"""
GOOD = "port,month,boxes\nMerrow,2025-12,10\nMerrow,2026-01,12\nDunholm,2025-12,7\nDunholm,2026-01,8\n"
Open = Callable[..., Table]


@pytest.fixture
def opened(tmp_path: Path, tools: Tools) -> Open:
    """Opens the text of a CSV file under a card."""

    def run(text: str | bytes = GOOD, card: str = CARD, name: str = "traffic.csv") -> Table:
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        if card:
            (tmp_path / name).with_suffix(".toml").write_text(card)
        return make(tools).open(str(tmp_path / name))

    return run


def values(table: Table, subject: str = "Merrow", column: str = "boxes") -> list[Decimal]:
    return [point.value for point in table.series(subject, column)]


# --- cards ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "told"),
    [
        ('subject = "prot"\n[columns.boxes]\n', "no column 'prot', which the card names; did you mean 'port'?"),
        ('subject = "port"\n[columns.bxes]\n', "did you mean 'boxes'"),
        ('subject = "port"\ntitel = "x"\n[columns.boxes]\n', "unknown field `titel`"),
        ('subject = "port"\n[columns.boxes]\nunits = "t"\n', "unknown field `units`"),
        ('subject = "port"\n[columns.boxes]\nkind = "money"\n', "Invalid enum value 'money'"),
        ('subject = "port"\ntime_zone = "Mars/Base"\n[columns.boxes]\n', "'Mars/Base' is none that is known"),
        ('subject = "port"\n[columns.boxes]\nforecast_of = "boxes"\n', "no other column of numbers"),
        ('subject = "port"\n[columns.boxes]\ndecimals = 99\n', "decimals is 99"),
        ('subject = "port"\ndecimal_mark = ","\nthousands_mark = ","\n[columns.boxes]\n', "both ','"),
        ('[columns.boxes]\n', "required field `subject`"),
        ("subject = [", "no readable card"),
        ('subject = "port"\ndata = "other.csv"\n[columns.boxes]\n', "beside it is of 'other.csv'"),
    ],
)  # fmt: skip
def test_a_card_that_cannot_be_is_an_error_that_says_what_can(opened: Open, card: str, told: str) -> None:
    with pytest.raises(TableError) as caught:
        opened(card=card)
    assert told in str(caught.value)
    assert "; " in str(caught.value)


def test_a_card_named_itself_leads_to_its_data(opened: Open, tmp_path: Path, tools: Tools) -> None:
    opened()
    (tmp_path / "card.toml").write_text('data = "traffic.csv"\n' + CARD)
    assert values(make(tools).open(str(tmp_path / "card.toml"))) == [10, 12]
    (tmp_path / "bare.toml").write_text(CARD)
    with pytest.raises(TableError, match="does not say where its data are"):
        make(tools).open(str(tmp_path / "bare.toml"))


def test_without_a_card_columns_are_guessed_and_said_so(opened: Open) -> None:
    table = opened(card="")
    assert table.card.is_guessed
    assert (table.card.subject, table.card.time, table.card.every) == ("port", "month", Grain.MONTH)
    assert [column.kind for column in table.card.columns] == [ColumnKind.NAME, ColumnKind.TIME, ColumnKind.NUMBER]
    assert "were guessed and nothing is published from it" in table.warnings()[0]
    assert values(table) == [10, 12]


def test_columns_the_card_is_silent_about_are_named(opened: Open) -> None:
    table = opened("port,month,boxes,notes\nMerrow,2026-01,12,x\n")
    assert table.warnings() == (f"{table.warnings()[0].split(': ')[0]}: the card says nothing of notes; not read",)


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("12 kg", "has another unit ('kg')"),
        ('"1,5"', "other marks"),
        ('"1.234,50"', "other marks"),
        ('"12,34,56"', "other marks"),
        ("1'200", "other marks"),
        ("=cmd|' /C calc'!A0", "is no number"),
        ("<b>12</b>", "is no number"),
        ("inf", "is infinite"),
        ("1" * 39, "more than the 38 digits"),
        ("1e99", "more than the 38 digits"),
        ("twelve", "is no number"),
        ("12 13", "other marks"),
        ("0x1F", "is no number"),
        ("١٢", "is no number"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_named_and_nothing_is_told_across_it(opened: Open, cell: str, told: str) -> None:
    table = opened(GOOD.replace("2025-12,10", f"2025-12,{cell}"))
    assert values(table) == [12]
    assert table.across("boxes", date(2025, 12, 1)) == ()
    assert [point.value for point in table.across("boxes", date(2026, 1, 1))] == [12, 8]
    warning = " ".join(table.warnings())
    assert told in warning and "port=Merrow, month=2025-12" in warning


@pytest.mark.parametrize(("cell", "value"), [("12", 12), ("12 t", 12), ("12t", 12), ("-3.50", "-3.50"), ("−3", -3), ("+4", 4), ("1.5e3", 1500), (" 12 ", 12)])  # fmt: skip
def test_what_is_a_number_is_read_exactly(opened: Open, cell: str, value: str | int) -> None:
    table = opened(GOOD.replace("2025-12,10", f"2025-12,{cell}"))
    point = table.series("Merrow", "boxes")[0]
    assert (point.value, point.cell.value) == (Decimal(value), cell)


@pytest.mark.parametrize("cell", ["", "-", "n/a", "NaN", "nan", '""', "  "])
def test_a_cell_without_a_value_is_no_number_and_no_zero(opened: Open, cell: str) -> None:
    assert values(opened(GOOD.replace("2025-12,10", f"2025-12,{cell}"))) == [12]


def test_marks_are_those_of_the_card(opened: Open) -> None:
    text = "port;month;boxes\nMerrow;2025-12;1.234,50\nMerrow;2026-01;2 t\nDunholm;2026-01;1.23\n"
    table = opened(text, 'decimal_mark = ","\nthousands_mark = "."\n' + CARD)
    assert values(table) == [Decimal("1234.50"), 2]
    assert values(table, "Dunholm") == []  # "1.23" is no group of three


# --- rows -------------------------------------------------------------------------------------------------------------


def test_two_rows_of_one_key_that_differ_tell_nothing(opened: Open) -> None:
    table = opened(GOOD + "Merrow,2026-01,13\n")
    assert values(table) == []
    assert table.across("boxes", date(2026, 1, 1)) == ()
    assert "two rows that differ" in " ".join(table.warnings())
    assert values(table, "Dunholm") == [7, 8]


def test_the_same_row_twice_counts_once(opened: Open) -> None:
    table = opened(GOOD + "Merrow,2026-01,12\n")
    assert values(table) == [10, 12]
    assert "is there twice; counted once" in " ".join(table.warnings())


def test_days_to_come_are_left_out_and_named(opened: Open) -> None:
    table = opened(GOOD + "Merrow,2031-05,99\nMerrow,2031-06,98\n")
    assert values(table) == [10, 12]
    assert len([warning for warning in table.warnings() if "days to come, after 2026-03-02, are left out" in warning]) == 1


def test_names_that_are_none_are_left_out_and_named(opened: Open) -> None:
    table = opened(GOOD + '=cmd,2026-01,1\n<script>x</script>,2026-01,2\n"+1",2026-01,3\n,2026-01,4\n')
    assert table.subjects() == ("Dunholm", "Merrow")
    assert [point.subject for point in table.across("boxes", date(2026, 1, 1))] == ["Merrow", "Dunholm"]
    assert "'=cmd' is no name" in " ".join(table.warnings())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("port,month,boxes\nMerrow,31/02/2026,1\n", "is no time as ISO 8601"),
        ("port,month,boxes\nMerrow,2026-01\n", "Expected Number of Columns: 3 Found: 2"),
        ("port,month,boxes\nMerrow,2026-01,1,2\n", "Expected Number of Columns: 3 Found: 4"),
        ("port,month,port\nx,y,z\n", "2 columns called 'port'"),
        ("port,,boxes\nx,y,z\n", "column 2 has no name"),
        ("", "no first line"),
        ("port,month,boxes\nK\xf6ln,2026-01,1\n".encode("latin-1"), "save it as UTF-8, or say its encoding"),
    ],
)
def test_files_that_cannot_be_read_are_errors(opened: Open, text: str | bytes, told: str) -> None:
    with pytest.raises(TableError, match=told.replace("(", r"\(")):
        opened(text).times()


def test_a_mark_of_byte_order_and_latin_text_are_read(opened: Open) -> None:
    assert values(opened("\ufeff" + GOOD)) == [10, 12]
    latin = "port,month,boxes\nK\xf6ln,2026-01,1\n".encode("latin-1")
    assert opened(latin, 'encoding = "latin-1"\n' + CARD, "l.csv").subjects() == ("Köln",)


def test_times_without_a_zone_are_of_the_cards(opened: Open) -> None:
    card = 'subject = "port"\ntime = "at"\ntime_zone = "Asia/Hong_Kong"\n[columns.boxes]\n'
    text = "port,at,boxes\nMerrow,2026-01-01T23:30:00Z,1\nMerrow,2026-01-03 01:00,2\n"
    assert [point.when for point in opened(text, card).series("Merrow", "boxes")] == [date(2026, 1, 2), date(2026, 1, 3)]


def test_other_dates_are_read_as_the_card_says(opened: Open) -> None:
    text = "port,month,boxes\nMerrow,03.01.2026,1\n"
    assert opened(text, 'date_format = "%d.%m.%Y"\n' + CARD).times() == (date(2026, 1, 1),)


def test_as_of_may_stand_in_a_column(opened: Open) -> None:
    text = "port,month,boxes,made\nMerrow,2026-01,1,2026-02-03T08:00+01:00\nMerrow,2026-02,2,soon\n"
    table = opened(text, 'as_of_column = "made"\n' + CARD)
    first, second = table.series("Merrow", "boxes")
    assert first.cell.as_of is not None and first.cell.as_of.isoformat() == "2026-02-03T07:00:00+00:00"
    assert second.cell.as_of is None
    assert "'made' is no time" in " ".join(table.warnings())


# --- files that change, and what may be reached -----------------------------------------------------------------------


def test_a_cell_is_read_again_from_the_file_as_it_is_now(opened: Open, tmp_path: Path) -> None:
    table = opened()
    cell = table.series("Merrow", "boxes")[-1].cell
    assert table.reread(cell) == cell
    (tmp_path / "traffic.csv").write_text(GOOD.replace("2026-01,12", "2026-01,15"))
    found = table.reread(cell)
    assert found is not None and found.value == "15"
    assert table.reread(replace(cell, row="port=Merrow, month=2019-01")) is None
    assert values(table) == [10, 12]  # what was read before stays as it was


def test_a_change_that_keeps_size_and_time_is_seen(opened: Open, tmp_path: Path) -> None:
    table = opened()
    cell = table.series("Merrow", "boxes")[-1].cell
    path = tmp_path / "traffic.csv"
    before = path.stat()
    with path.open("r+") as file:
        file.write(GOOD.replace("2026-01,12", "2026-01,15"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    found = table.reread(cell)
    assert found is not None and found.value == "15"


def test_a_file_that_is_written_to_while_it_is_read_is_refused(tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "traffic.csv"
    path.write_text("port,month,boxes\n" + "".join(f"Port {n},2026-01,{n}\n" for n in range(200_000)))
    path.with_suffix(".toml").write_text(CARD)
    stop = threading.Event()

    def append() -> None:
        with path.open("a") as file:
            while not stop.is_set():
                file.write("Merrow,2025-01,1\n")
                file.flush()

    writer = threading.Thread(target=append)
    writer.start()
    try:
        with pytest.raises(TableError, match="changed while it was read"):
            make(tools).open(str(path))
    finally:
        stop.set()
        writer.join()


def test_parquet_that_changes_is_refused(tmp_path: Path, tools: Tools) -> None:
    import duckdb

    path = tmp_path / "traffic.parquet"
    duckdb.sql(f"COPY (SELECT 'Merrow' port, '2026-01' \"month\", 12 boxes) TO '{path}'")
    path.with_suffix(".toml").write_text(CARD)
    table = make(tools).open(str(path))
    duckdb.sql(f"COPY (SELECT 'Merrow' port, '2026-01' \"month\", 13 boxes) TO '{path}'")
    with pytest.raises(TableError, match="changed while it was read"):
        table.series("Merrow", "boxes")


def test_only_its_own_file_can_be_reached(opened: Open, tmp_path: Path) -> None:
    import duckdb

    (tmp_path / "secret.csv").write_text("a\n1\n")
    connection = opened()._rows._connection  # type: ignore[attr-defined]
    for statement in (
        f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')",
        f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'",
        f"ATTACH '{tmp_path / 'x.db'}'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(statement)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("value", ["x' OR '1'='1", 'x"; DROP TABLE rows; --', "%", "?", "\x00"])
def test_values_never_become_sql(opened: Open, value: str) -> None:
    table = opened()
    assert table.series(value, "boxes") == ()
    assert values(table) == [10, 12]


def test_names_of_columns_never_become_sql(opened: Open) -> None:
    odd = 'a"; DROP TABLE rows; --'
    text = 'port,month,"a""; DROP TABLE rows; --"\nMerrow,2026-01,3\n'
    table = opened(text, 'subject = "port"\ntime = "month"\nevery = "month"\n[columns.\'a"; DROP TABLE rows; --\']\n')
    assert values(table, column=odd) == [3]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nothing.csv", "no such file"),
        ("x.docx", "no kind of table"),
        ("ftp://x/y.csv", "'ftp' is no kind"),
        ("a*.csv", "no such file"),
    ],
)
def test_places_that_hold_no_table(tmp_path: Path, tools: Tools, name: str, told: str) -> None:
    with pytest.raises(TableError, match=told):
        make(tools).open(name if "://" in name else str(tmp_path / name))


def test_a_lying_suffix_and_a_name_for_many_files_are_refused(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "x.parquet").write_text(GOOD)
    (tmp_path / "x.db").write_text(GOOD)
    (tmp_path / "a*.csv").write_text(GOOD)
    for name, told in (
        ("x.parquet", "is no Parquet file"),
        ("x.db", "cannot be read as an SQLite file"),
        ("a*.csv", "many files"),
    ):
        with pytest.raises(TableError, match=told):
            make(tools).open(str(tmp_path / name))


def test_the_temporary_folder_goes_when_the_table_is_closed(opened: Open) -> None:
    table = opened()
    folder = Path(table._opened.folder.name)  # type: ignore[attr-defined]
    assert folder.is_dir()
    table.close()
    assert not folder.exists()


def test_a_view_without_an_end_is_given_up(tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "endless.db") as connection:
        connection.execute(
            "CREATE VIEW rows AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) AS n FROM r"
        )
    monkeypatch.setattr("groundwire.tables._places.DATABASE_SECONDS", 0.2)
    with pytest.raises(TableError, match="interrupted"):
        make(tools).open(str(tmp_path / "endless.db"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1}\n[2]\n', "line 2 is no object"),
        ('{"a": 1}\n{"a": 2, "b": 3}\n', "line 2 has 'b', which the first one has not"),
        ('{"a": {"b": 1}}\n', "is dict, no single value"),
        ('{"a": 1}\n{"a": \n', "is no JSON that can be read"),
        ('{"a": "' + "x" * 4_000_001 + '"}\n', "line 1 is longer than"),
        ("", "holds no row"),
    ],
    ids=["list", "other names", "nested", "cut", "long", "empty"],
)
def test_lines_that_are_no_table(tmp_path: Path, tools: Tools, text: str, told: str) -> None:
    (tmp_path / "x.jsonl").write_text(text)
    with pytest.raises(TableError, match=told):
        make(tools).open(str(tmp_path / "x.jsonl"))
