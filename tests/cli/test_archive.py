"""``groundwire archive``, and a story with background from an archive."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Outcome

NOW = "2026-03-02T18:00Z"
FRONT = "---\ntitle: {}\nsource: {}\npublished: {}\nrights: own\n---\n\n"
BARGE = (
    FRONT.format("Barge hits the swing bridge at Lindmere", "Orsk Post", "2025-10-14T09:00+00:00")
    + "A barge hit a pier of the swing bridge at Lindmere on Tuesday, and Mayor Hilda Strand closed the bridge to lorries.\n\n"
    + "The barge had lost its way in fog, Strand said.\n"
)
FERRY = (
    FRONT.format("Ferry to run every 20 minutes", "Lindmere Echo", "2025-11-02T09:00+00:00")
    + "The ferry at Orsk will leave every 20 minutes from Friday, the harbour office said.\n"
)
STORY = (
    FRONT.format("Lindmere reopens its swing bridge", "Lindmere Echo", "2026-03-02T09:00+00:00")
    + "The swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros, the town council said.\n\n"
    + '"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand told reporters at the opening.\n\n'
    + "About 300 people walked across the bridge in the first hour, according to the council.\n"
)
HOLDINGS = ["documents", "sources", "undated", "revisions", "first", "last", "bytes"]
Run = Callable[..., Outcome]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    folder = tmp_path / "older"
    folder.mkdir()
    (folder / "barge.md").write_text(BARGE, "utf-8")
    (folder / "ferry.md").write_text(FERRY, "utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path, older: Path, run: Run) -> Path:
    path = tmp_path / "town.db"
    done = run("archive", "add", older, "--archive", path)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("2 new.\nThe archive holds 2 reports of 2 outlets, 14 October 2025 to 2 November 2025; ")
    return path


def as_json(done: Outcome) -> dict[str, Any]:
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)  # type: ignore[no-any-return]


def test_adding_again_tells_what_was_there(run: Run, archive: Path, older: Path) -> None:
    assert run("archive", "add", older, "--archive", archive).out.startswith("0 new, 2 kept before.\n")
    told = as_json(run("archive", "add", older, "--archive", archive, "--json"))
    assert list(told) == ["new", "known", "revised", "refused", "refusals", "archive"]
    assert (told["new"], told["known"], told["refusals"]) == (0, 2, []) and list(told["archive"]) == HOLDINGS


def test_changed_text_is_told_as_revised(run: Run, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    for text in ("The ferry is late.", "The ferry is very late."):
        record = {
            "title": "Ferry",
            "text": f"{text} The harbour office said so on Friday.",
            "url": "https://echo.example/ferry",
        }
        path.write_text(json.dumps(record) + "\n", "utf-8")
        done = run("archive", "add", path, "--archive", archive)
    assert done.out.startswith("1 new, 1 of them revised.\n") and "1 revision;" in done.out


def test_bad_source_among_good_ones_is_a_warning_and_alone_an_error(
    run: Run, archive: Path, older: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{\n" * 25, "utf-8")
    done = run("archive", "add", older, bad, "--archive", archive)
    assert done.code == 0 and done.out.startswith("0 new, 2 kept before, 25 refused.\n")
    lines = done.err.splitlines()
    assert len(lines) == 21 and all(line.startswith("groundwire: warning: ") for line in lines)
    assert f"{bad}:1: " in lines[0] and lines[-1].endswith("5 more were refused")
    assert run("archive", "add", bad, "--archive", archive).code == 2


def test_search_shows_reports_and_marks_words(run: Run, archive: Path) -> None:
    done = run("archive", "search", "barge", "fog", "--archive", archive, "--limit", "1")
    assert done.out == (
        "1. 2025-10-14, Orsk Post, Barge hits the swing bridge at Lindmere\n    The *barge* had lost its way in *fog*, Strand said.\n"
    )
    assert run("archive", "search", "vessel", "--source", "Nobody", "--archive", archive).out == "Nothing found.\n"


def test_search_has_its_shape_in_json(run: Run, archive: Path) -> None:
    told = as_json(run("archive", "search", "swing bridge", "lorries", "--archive", archive, "--json"))
    assert list(told) == ["words", "found"] and told["words"] == '"swing bridge" lorries'
    first = told["found"][0]
    assert list(first) == ["id", "title", "source", "published_at", "url", "score", "passage", "matches"]
    assert first["title"] == "Barge hits the swing bridge at Lindmere" and first["published_at"] == "2025-10-14T09:00:00+00:00"
    passage = first["passage"]
    assert list(passage) == ["document", "start", "end", "text"] and passage["document"] == first["id"]
    start = passage["start"]
    assert [passage["text"][a - start : b - start] for a, b in first["matches"]] == ["swing", "bridge", "bridge", "lorries"]


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--since", "2025-10-15"], ["Ferry to run every 20 minutes"]),
        (["--until", "2025-10-15"], ["Barge hits the swing bridge at Lindmere"]),
        (["--source", "orsk post"], ["Barge hits the swing bridge at Lindmere"]),
        (["--name", "Hilda Strand"], ["Barge hits the swing bridge at Lindmere"]),
        (["--language", "de"], []),
    ],
)
def test_search_is_narrowed(run: Run, archive: Path, options: list[str], titles: list[str]) -> None:
    told = as_json(run("archive", "search", "bridge ferry", *options, "--archive", archive, "--json"))
    assert [item["title"] for item in told["found"]] == titles


@pytest.mark.parametrize("option", [("--since", "soon"), ("--limit", "0"), ("--limit", "x"), ("--limit", "1001")])
def test_wrong_option_is_wrong_usage(run: Run, archive: Path, option: tuple[str, str]) -> None:
    done = run("archive", "search", "x", *option, "--archive", archive)
    assert done.code == 2 and option[1] in done.error


def test_stats_tell_what_is_kept(run: Run, archive: Path) -> None:
    told = as_json(run("archive", "stats", "--archive", archive, "--json"))
    assert list(told) == HOLDINGS
    assert (told["documents"], told["sources"], told["undated"], told["revisions"]) == (2, 2, 0, 0)
    assert (told["first"], told["last"]) == ("2025-10-14T09:00:00+00:00", "2025-11-02T09:00:00+00:00") and told["bytes"] > 0
    assert run("archive", "stats", "--archive", archive).out.startswith("The archive holds 2 reports of 2 outlets")


@pytest.mark.parametrize("command", [("search", "x"), ("stats",)])
def test_missing_archive_is_one_line(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run("archive", *command, "--archive", tmp_path / "none.db")
    assert done.code == 2
    assert done.error.endswith("none.db: there is none; make one with 'groundwire archive add', or name another\n")
    assert not (tmp_path / "none.db").exists()


def test_archive_of_the_settings_is_used(run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDWIRE_ARCHIVE", str(archive))
    assert run("archive", "stats").out.startswith("The archive holds 2 reports")


def test_damaged_and_foreign_files_are_one_line(run: Run, archive: Path, tmp_path: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:9000])
    assert "is damaged; restore it from a backup" in run("archive", "stats", "--archive", archive).error
    (tmp_path / "notes.txt").write_text("Notes.\n", "utf-8")
    assert "is no archive" in run("archive", "add", tmp_path / "notes.txt", "--archive", tmp_path / "notes.txt").error


def test_password_of_an_address_is_never_shown(run: Run, tmp_path: Path) -> None:
    address = "postgresql://editor:hunter2@127.0.0.1:1/archive"
    report = tmp_path / "report.md"
    report.write_text(STORY, "utf-8")
    for command in (
        ("archive", "stats", "--archive", address),
        ("--debug", "archive", "search", "x", "--archive", address),
        ("archive", "add", report, "--archive", address),
        ("archive", "add", address, "--archive", tmp_path / "new.db"),
        ("write", report, "--archive", address),
    ):
        done = run(*command)
        assert done.code == 2 and "hunter2" not in done.err + done.out


def test_story_has_its_background_from_an_archive(run: Run, archive: Path, older: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(STORY, "utf-8")
    told = as_json(run("write", report, "--archive", archive, "--now", NOW, "--json"))
    from_folder = as_json(run("write", report, "--archive", older, "--now", NOW, "--json"))
    assert {item["title"] for item in told["documents"]} >= {"Barge hits the swing bridge at Lindmere"}
    texts = [[sentence["text"] for sentence in section["sentences"]] for section in told["sections"]]
    assert any("barge" in text.lower() for section in texts for text in section)
    assert told["see_also"] + told["read_next"]
    assert texts == [[sentence["text"] for sentence in section["sentences"]] for section in from_folder["sections"]]


def test_later_reports_and_the_report_itself_are_no_background(run: Run, archive: Path, tmp_path: Path) -> None:
    report, later = tmp_path / "report.md", tmp_path / "later.md"
    report.write_text(STORY, "utf-8")
    later.write_text(BARGE.replace("2025-10-14", "2026-03-09").replace("A barge", "A second barge"), "utf-8")
    assert run("archive", "add", report, later, "--archive", archive).out.startswith("2 new.")
    told = as_json(run("write", report, "--archive", archive, "--now", NOW, "--json"))
    assert not [item for item in told["documents"] if item["published_at"] > "2026-03-02T09:00:00+00:00"]
    assert len([item for item in told["documents"] if item["title"] == "Lindmere reopens its swing bridge"]) == 1


def test_add_gives_an_outlet_and_rights_to_reports_that_name_none(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "export.jsonl"
    record = {
        "title": "Barge hits bridge",
        "text": "A barge hit the swing bridge at Lindmere on Tuesday, the harbour office said.",
    }
    named = record | {"source": "Orsk Post", "text": record["text"] + " Nobody was hurt."}
    export.write_text(json.dumps(record) + "\n" + json.dumps(named) + "\n", "utf-8")
    place = tmp_path / "town.db"
    done = run("archive", "add", export, "--source", "Lindmere Echo", "--rights", "own", "--archive", place)
    assert (done.code, done.err) == (0, "")
    told = as_json(run("archive", "search", "barge", "--archive", place, "--json"))
    assert sorted(item["source"] for item in told["found"]) == ["Lindmere Echo", "Orsk Post"]
    assert run("archive", "add", export, "--rights", "mine", "--archive", place).code == 2


def test_add_of_nothing_readable_leaves_no_file(run: Run, tmp_path: Path) -> None:
    bad, place = tmp_path / "bad.jsonl", tmp_path / "town.db"
    bad.write_text("{\n", "utf-8")
    done = run("archive", "add", bad, tmp_path / "none.md", "--archive", place)
    assert done.code == 2 and done.out.startswith("0 new, 2 refused.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.jsonl"]


def test_search_finds_what_was_replaced_only_when_asked(run: Run, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    for text in ("The ferry at Marlo is late.", "The ferry at Marlo is very late."):
        record = {
            "title": "Ferry",
            "text": f"{text} The harbour office said so on Friday.",
            "url": "https://echo.example/ferry",
        }
        path.write_text(json.dumps(record) + "\n", "utf-8")
        run("archive", "add", path, "--archive", archive)
    search = ("archive", "search", "ferry", "Marlo", "--archive", archive)
    assert "is late" not in run(*search).out and "is late" in run(*search, "--revisions").out


def test_write_warns_of_what_was_published_otherwise(run: Run, tmp_path: Path) -> None:
    older, report = tmp_path / "older.md", tmp_path / "report.md"
    older.write_text(
        FRONT.format("Bridge at Lindmere costs more", "Lindmere Echo", "2026-02-20T09:00+00:00") + COST.format(7), "utf-8"
    )
    report.write_text(STORY, "utf-8")
    told = as_json(run("write", report, "--archive", older, "--now", NOW, "--json"))
    (caution,) = [caution for caution in told["lede"]["cautions"] if caution["check"] == "published_before"]
    assert (
        caution["note"] in told["lede"]["warnings"] and "20 February 2026 (“Bridge at Lindmere costs more”)" in caution["note"]
    )
    assert caution["evidence"][0]["text"] == COST.format(7).strip()
    draft = tmp_path / "draft.txt"
    draft.write_text(COST.format(4), "utf-8")
    shown = run("check", draft, "--against", report, "--archive", older, "--now", NOW)
    assert "warning, published_before: we published otherwise on 20 February 2026" in shown.out


COST = "The swing bridge at Lindmere reopened after repairs that cost {} million euros, the town council said.\n"


def test_thread_is_told_with_what_is_new(run: Run, archive: Path, tmp_path: Path) -> None:
    repairs = (
        FRONT.format("Bridge hit by barge needs new pier", "Velden Bote", "2025-10-20T09:00+00:00")
        + "The pier of the swing bridge at Lindmere that a barge hit in fog must be built anew, Mayor Hilda Strand said.\n\n"
        + "Divers found cracks as wide as a hand, and the council set aside 4 million euros.\n"
    )
    path = tmp_path / "repairs.md"
    path.write_text(repairs, "utf-8")
    assert run("archive", "add", path, "--archive", archive).code == 0
    done = run("archive", "thread", "swing", "bridge", "barge", "--archive", archive)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "1. 2025-10-14, Orsk Post, Barge hits the swing bridge at Lindmere\n    1 report, 1 independent source\n\n2. 2025-10-20,"
    )
    assert "new: “Divers found cracks" in done.out
    told = as_json(run("archive", "thread", "swing", "bridge", "barge", "--archive", archive, "--json"))
    assert [len(happening["reports"]) for happening in told["happenings"]] == [1, 1]
    assert told["happenings"][1]["new"][0]["text"].startswith("Divers found cracks")
    assert list(told["happenings"][0]) == ["copies", "independent_sources", "new", "reports"]


def test_thread_of_nothing(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    report = tmp_path / "one.md"
    report.write_text(FERRY, "utf-8")
    assert run("archive", "add", report, "--archive", empty).code == 0
    done = run("archive", "thread", "ferry", "--archive", empty)
    assert done.out == "1. 2025-11-02, Lindmere Echo, Ferry to run every 20 minutes\n    1 report, 1 independent source\n"
