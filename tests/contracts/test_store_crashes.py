"""What happens to an archive when processes are killed, write at once, run out of disk, or find a file that is not what it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.killing import check, report

from groundwire.errors import StoreError
from groundwire.model import Filed, Search
from groundwire.store.opening import open_store
from groundwire.store.schema import DOCUMENTS

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.killing", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, out
    return out


@pytest.fixture(params=["file", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(request.getfixturevalue("new_database")() if request.param == "postgresql" else tmp_path / "archive.db")


@pytest.mark.parametrize(("shared", "seed"), [("file", 1), ("file", 2), ("postgresql", 3)], indirect=["shared"])
def test_killed_process_loses_nothing_acknowledged_and_leaves_nothing_half(shared: str, seed: int) -> None:
    acknowledged = int(finish(start("kill", shared, 6, seed)).splitlines()[-1])
    assert acknowledged > 0


def test_two_processes_write_at_once(shared: str) -> None:
    for process in [start("write", shared, 0, 200), start("write", shared, 100, 300)]:
        finish(process)
    assert check(shared, 300) == 300
    store = open_store(shared)
    with store._reading() as connection:
        rows = connection.execute(select(DOCUMENTS).order_by(DOCUMENTS.c.number)).all()
    chains: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for row in rows:
        chains[row.address].append((row.id, row.revises))
    for chain in chains.values():
        assert [revises for _, revises in chain] == [None, *(identity for identity, _ in chain[:-1])]
    assert [row.number for row in rows] == list(range(1, 301))
    assert store.add([report(number) for number in range(300)]) == Filed(known=300)


def test_reader_sees_one_state_while_vectors_are_put_away(shared: str) -> None:
    """A drawer that is split while somebody looks is still there for him."""
    from tests.killing import open_archive

    store, other = open_archive(shared), open_archive(shared)
    store.add([report(number) for number in range(60)])
    finder = store._finder
    with store._reading() as connection:
        assert finder.drawers.nearest(connection, report(7).vector, None, 1) == [8]
        other.add([report(number) for number in range(60, 300)])
        everything = finder.drawers.nearest(connection, report(7).vector, None, 300)
        assert sorted(everything) == list(range(1, 61))
    with store._reading() as connection:
        assert finder.drawers.nearest(connection, report(250).vector, None, 1) == [251]
    store.close()
    other.close()


# --- a full disk ------------------------------------------------------------------------------------------------------


def test_full_disk_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    place = str(tmp_path / "archive.db")
    store = open_store(place, make=True)
    store.add([report(number) for number in range(20)])
    with store._reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(
        StoreError, match=r"archive .*archive\.db: the disk is full; what was acknowledged before is kept; make room"
    ):
        store.add([report(number) for number in range(20, 200)])
    assert check(place, 20) == 20
    with store._reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert store.add([report(number) for number in range(200)]) == Filed(new=180, known=20, revised=80)
    assert check(place, 200) == 200


# --- files that are not what they were --------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file of an archive with 50 reports, closed."""
    path = tmp_path / "archive.db"
    store = open_store(str(path), make=True)
    store.add([report(number) for number in range(50)])
    store.close()
    return path


@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_truncated_file_is_told(kept: Path, share: float) -> None:
    data = kept.read_bytes()
    kept.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(StoreError, match="is damaged; restore it from a backup"):
        open_store(str(kept)).search(Search(words="report"), bytes(256))


def test_file_overwritten_in_the_middle_is_told(kept: Path) -> None:
    data = bytearray(kept.read_bytes())
    data[4096 : len(data)] = b"\xa5" * (len(data) - 4096)
    kept.write_bytes(data)
    with pytest.raises(StoreError, match="is damaged"):
        open_store(str(kept)).search(Search(words="report"), bytes(256))


def test_other_files_and_folders_are_no_archive(tmp_path: Path) -> None:
    text = tmp_path / "notes.db"
    text.write_text("Not a database, but notes.\n" * 100, "utf-8")
    for place in (text, tmp_path):
        with pytest.raises(StoreError, match="is no archive; name a file made by"):
            open_store(str(place), make=True)
    assert text.read_text("utf-8").startswith("Not a database")


def test_missing_file_and_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such folder; make the folder first"):
        open_store(str(tmp_path / "none" / "archive.db"), make=True)
    with pytest.raises(StoreError, match="there is none; make one with 'groundwire archive add'"):
        open_store(str(tmp_path / "archive.db"))
    assert not list(tmp_path.iterdir())
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="there is none"):
        open_store(str(tmp_path / "empty.db"))
    open_store(str(tmp_path / "empty.db"), make=True).close()


@pytest.mark.parametrize("name", ["what?.db", "100%25 [old] {x}.db", "Ärchiv 日本.db", "a'b\"c;d.db", "vectors"])
def test_odd_file_names_are_names(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    store = open_store(str(place), make=True)
    store.add([report(number) for number in range(3)])
    assert store.search(Search(words="wort1x", limit=1), bytes(256))[0].document.id == report(1).document.id
    assert store.holdings().size == sum(path.stat().st_size for path in tmp_path.iterdir())
    store.close()
    assert place.is_file()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, whom no file refuses."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that anybody may enter."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(folder.stat().st_mode | 0o755)
    return tmp_path


def test_file_that_may_not_be_written_is_told(kept: Path, open_folder: Path) -> None:
    kept.chmod(0o444)
    open_folder.chmod(0o555)
    try:
        with as_nobody(), pytest.raises(StoreError, match="(may not be written|cannot be opened or made); "):
            open_store(str(kept)).add([report(99)])
        with as_nobody(), pytest.raises(StoreError, match="cannot be opened or made; check the rights"):
            open_store(str(open_folder / "new.db"), make=True)
    finally:
        open_folder.chmod(0o755)
    assert check(str(kept), 50) == 50


# --- PostgreSQL -------------------------------------------------------------------------------------------------------

SECRET = "hunter2"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://editor:{SECRET}@127.0.0.1:1/archive",
        f"postgres://editor:{SECRET}@127.0.0.1:1/archive?application_name=desk",
        f"postgresql://127.0.0.1:1/archive?user=editor&password={SECRET}",
        f"postgresql://editor:{SECRET}@127.0.0.1:port/archive",
        f"postgresql://editor:{SECRET}@[broken/archive",
        f"postgresql+psycopg://editor:{SECRET}@127.0.0.1:1/archive?no_such_option={SECRET}",
    ],
)
def test_password_is_in_no_error(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(address)
    told = caught.value
    assert "archive postgresql://" in str(told) and "\n" not in str(told)
    while told is not None:
        assert SECRET not in str(told) and SECRET not in repr(told)
        told = told.__cause__  # type: ignore[assignment]


def test_missing_driver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"needs the driver psycopg, .* pip install 'groundwire\[postgresql\]'"):
        open_store("postgresql://127.0.0.1:1/archive")


def test_missing_database_and_empty_database_are_told(new_database: Callable[[], str]) -> None:
    address = new_database()
    with pytest.raises(StoreError, match="there is none; make one with 'groundwire archive add'"):
        open_store(address)
    with pytest.raises(StoreError, match='cannot be reached: .*"nowhere" does not exist; check'):
        open_store(address.replace(address.split("/")[3].split("?")[0], "nowhere"))


def test_user_without_rights_is_told(new_database: Callable[[], str]) -> None:
    import psycopg

    address = new_database()
    with psycopg.connect(address, autocommit=True) as administrator:
        administrator.execute("DROP ROLE IF EXISTS guest")
        administrator.execute("CREATE ROLE guest LOGIN")
    with pytest.raises(
        StoreError, match="may not be written or set up by this user; let an administrator run GRANT CREATE ON SCHEMA"
    ):
        open_store(address.replace("postgres:@", "guest:@"), make=True)


def test_database_in_another_encoding_is_told(new_database: Callable[[], str]) -> None:
    import psycopg

    address = new_database()
    with psycopg.connect(address, autocommit=True) as administrator:
        administrator.execute("DROP DATABASE IF EXISTS latin")
        administrator.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    latin = address.replace(address.split("/")[3].split("?")[0], "latin")
    with pytest.raises(StoreError, match="keeps its texts as LATIN1; make a database with ENCODING 'UTF8'"):
        open_store(latin, make=True)
