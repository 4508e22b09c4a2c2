"""Reports on their way into the archive: batches, refusals, files that are resumed."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from groundwire.errors import StoreError, UsageError
from groundwire.filing import BATCH, TOLD, Archive, Filing, file_reports, pack, skim
from groundwire.model import Document, Filed, Skim
from groundwire.protocols import Tools
from groundwire.settings import Settings
from groundwire.store.opening import open_store
from groundwire.store.sql import SqlStore

LINES = 3 * BATCH + 17


@pytest.fixture
def store() -> Iterator[SqlStore]:
    store = open_store(":memory:", make=True)
    yield store
    store.close()


def line(number: int) -> str:
    text = f"The mill number {number} in Velden burned on Monday, and nobody was hurt, the fire chief said."
    return json.dumps({"title": f"Mill {number} burns", "text": text, "url": f"https://gazette.example/{number}"})


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.jsonl"
    path.write_text("".join(line(number) + "\n" for number in range(LINES)), "utf-8")
    return path


def run(store: SqlStore, tools: Tools, *names: object) -> Filing:
    return file_reports([str(name) for name in names], Archive(lambda: store, True), tools, lambda stage, done, total: None)


def test_file_of_lines_is_kept_whole_and_only_once(store: SqlStore, tools: Tools, export: Path) -> None:
    told: list[str] = []
    assert run(store, tools, export).filed == Filed(new=LINES)
    assert run(store, replace(tools, log=told.append), export).filed == Filed()
    assert told == [f"{export}: taken in before up to line {LINES:,}; goes on there"]
    os.utime(export, ns=(0, 1))  # written again, for all that is known
    assert run(store, tools, export).filed == Filed(known=LINES)
    assert run(store, tools, export, export).filed == Filed()


def test_places_are_asked_for_once_a_batch(
    store: SqlStore, tools: Tools, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed, place = list[int](), store.place

    def ask(most: int) -> int:
        placed.append(place(most))
        return placed[-1]

    monkeypatch.setattr(store, "place", ask)
    run(store, tools, export)
    assert placed == [BATCH, BATCH, BATCH, 17, 0]  # and once at the end, for what an earlier run left


def test_run_that_was_stopped_goes_on(store: SqlStore, tools: Tools, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add, calls = store.add, 0

    def fail_in_third(skims: Sequence[Skim]) -> Filed:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise StoreError("x", "the disk is full", "make room")
        return add(skims)

    with monkeypatch.context() as patch:
        patch.setattr(store, "add", fail_in_third)
        with pytest.raises(StoreError, match="the disk is full"):
            run(store, tools, export)
    assert store.holdings().documents == 2 * BATCH
    assert run(store, tools, export).filed == Filed(new=LINES - 2 * BATCH)


def test_bad_lines_cost_themselves_and_are_tried_again(store: SqlStore, tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    odd = ["{", '{"title": "x"}', "not JSON at all, and not a report", '{"text": "' + "x" * 5000 + '"}', "[" * 9000, "\x00"]
    path.write_text("\n".join([line(0), "", *odd, line(1), ""]), "utf-8")
    small = replace(tools, settings=replace(tools.settings, max_source_bytes=4000))
    filing = run(store, small, path)
    assert filing.filed.new >= 2 and filing.refused >= 4 and filing.filed.known == 0
    assert all(str(path) in refusal and "\n" not in refusal for refusal in filing.refusals)
    assert {refusal.split(": ")[0].rsplit(":", 1)[1] for refusal in filing.refusals} >= {"3", "4", "6"}
    assert run(store, tools, path).refused == filing.refused - 1  # the limit stands no more against the long line


def test_only_the_first_refusals_are_told(store: SqlStore, tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text("{\n" * (TOLD + 30), "utf-8")
    filing = run(store, tools, path)
    assert (len(filing.refusals), filing.refused, filing.filed) == (TOLD, TOLD + 30, Filed())


def test_packed_file_that_breaks_off_is_kept_so_far(store: SqlStore, tools: Tools, export: Path, tmp_path: Path) -> None:
    whole = gzip.compress(export.read_bytes())
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(whole[: len(whole) // 2])
    filing = run(store, tools, path)
    assert 0 < filing.filed.new < LINES and filing.refused == 1 and "breaks off after line" in filing.refusals[0]
    path.write_bytes(whole)
    again = run(store, tools, path)
    assert again.filed == Filed(new=LINES - filing.filed.new, known=filing.filed.new) and not again.refused


def test_sources_are_kept_however_many_and_one_that_cannot_be_read_is_told(
    store: SqlStore, tools: Tools, export: Path, tmp_path: Path
) -> None:
    few = replace(tools, settings=Settings(max_sources=3))
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(
            f"The ferry number {number} ran aground off Coldharbour, the coastguard said.\n", "utf-8"
        )
    (folder / "more.jsonl").write_text("\n".join(line(10_000 + number) for number in range(5)), "utf-8")
    filing = run(store, few, tmp_path / "none.txt", folder, tmp_path / "none.jsonl", export)
    assert filing.filed == Filed(new=13 + LINES) and filing.refused == 2
    assert all("no such file" in refusal for refusal in filing.refusals)


def test_file_that_vanishes_or_may_not_be_read_is_told(
    store: SqlStore, tools: Tools, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("groundwire.filing.fingerprint", refuse)
        filing = run(store, tools, export)
    assert filing.refusals == [f"{export}: cannot be read (permission denied); give yourself the right to read it"]


def test_copies_of_one_wire_are_all_kept(store: SqlStore, tools: Tools, tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    fields = {"title": "Mill burns", "text": "The mill in Velden burned on Monday, and nobody was hurt, the fire chief said."}
    path.write_text("".join(json.dumps({**fields, "source": f"Outlet {n}"}) + "\n" for n in range(1000)), "utf-8")
    assert run(store, tools, path).filed == Filed(new=1000)
    with store._reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM vectors").scalar() == 1


def test_document_that_is_no_text_is_refused_alone(
    store: SqlStore, tools: Tools, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from groundwire import filing as module

    monkeypatch.setattr(
        module,
        "accept",
        lambda document, origin, _: replace(document, authors=("\x00",)) if origin.endswith(":5") else document,
    )
    filing = run(store, tools, export)
    assert filing.filed == Filed(new=LINES - 1)
    assert filing.refusals == [f"{export}:5: holds NUL or half a character, which are no text; give it as UTF-8"]


def test_nothing_named_is_wrong_usage(store: SqlStore, tools: Tools) -> None:
    with pytest.raises(UsageError, match="no source named"):
        run(store, tools)


def test_skim_has_a_signed_byte_for_each_value(tools: Tools, make_document: Callable[..., Document]) -> None:
    import numpy as np

    documents = [make_document("The mill burned on Monday."), make_document("")]
    full, empty = skim(documents, tools.encoders.static)
    values = np.frombuffer(full.vector, np.int8).astype(float)
    assert len(values) == 256 and abs(np.linalg.norm(values) - 127) < 8 and empty.vector == bytes(256)
    assert pack(np.array([[1.0, -1.0, 0.0]], np.float32)) == [bytes([127, 129, 0])]


def test_long_reports_are_kept_a_few_at_a_time(
    store: SqlStore, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, add = list[int](), store.add

    def note(skims: Sequence[Skim]) -> Filed:
        kept.append(len(skims))
        return add(skims)

    monkeypatch.setattr(store, "add", note)
    monkeypatch.setattr("groundwire.filing.HEAVY", 20_000)
    path = tmp_path / "long.jsonl"
    text = "The harbour council met on Monday and put the matter off again. " * 100
    path.write_text("".join(json.dumps({"title": f"Report {n}", "text": f"{text} {n}"}) + "\n" for n in range(10)), "utf-8")
    assert run(store, tools, path).filed == Filed(new=10)
    assert kept == [4, 4, 2]
