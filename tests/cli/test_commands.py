"""The commands, by what a person or a script sees: output, one-line errors, exit codes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Outcome
from tests.story_json import STORY_KEYS

NOW = "2026-03-02T18:00Z"
REPORT = """---
title: Lindmere reopens its swing bridge
source: Lindmere Echo
published: 2026-03-02T09:00:00+00:00
rights: own
---

The swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros, the town council said.

"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand told reporters at the opening.

About 300 people walked across the bridge in the first hour, according to the council.

The bridge had been closed since October, when a barge hit one of its piers.

Ferry operator Otto Lund said that his company would end its extra crossings on Friday.
"""
CLAIMS = """Harbour Master Ines Calder said that the bridge could not carry lorries.

Ferry operator Otto Lund denied that the bridge could not carry lorries.
"""
DRAFT = """The swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros.

About 900 people walked across the bridge in the first hour.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    return path


def give_stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


# --- usage ------------------------------------------------------------------------------------------------------------


def test_version_is_printed(run: Callable[..., Outcome]) -> None:
    done = run("--version")
    assert done.code == 0
    assert done.out.startswith("groundwire 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "COMMAND"),
        (("wrote",), "wrote"),
        (("write",), "no source named"),
        (("write", "a.md", "--wirter", "x"), "--wirter"),
        (("write", "a.md", "--now", "noon"), "2026-03-02T18:00Z"),
        (("check", "a.md"), "--against"),
        (("check", "-", "--against", "-"), "standard input"),
        (("write", "a.md", "--format", "markdown", "--format", "web_page"), "--out"),
        (("write", "no-such-file.md"), "no-such-file.md"),
        (("write", "a.md", "--settings", "no-such.toml"), "no-such.toml"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Callable[..., Outcome], arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert said in done.error
    assert done.out == ""


def test_unknown_writer_names_the_choices(run: Callable[..., Outcome], report: Path) -> None:
    done = run("write", report, "--writer", "poet")
    assert done.code == 2
    assert "poet" in done.error
    assert "template" in done.error


def test_unknown_format_writes_no_file(run: Callable[..., Outcome], report: Path, tmp_path: Path) -> None:
    done = run("write", report, "--format", "papyrus", "--out", tmp_path / "out")
    assert done.code == 2
    assert "markdown" in done.error
    assert not (tmp_path / "out").exists()


def test_out_that_is_a_file_is_refused_before_work_begins(run: Callable[..., Outcome], report: Path) -> None:
    done = run("write", report, "--out", report)
    assert done.code == 2
    assert "is no folder" in done.error
    assert report.read_text("utf-8") == REPORT


def test_unknown_setting_names_the_settings(run: Callable[..., Outcome], report: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("witer = 'template'\n", "utf-8")
    done = run("write", report, "--settings", settings)
    assert done.code == 2
    assert "writer" in done.error


def test_internal_error_is_one_line_and_debug_shows_the_trace(
    run: Callable[..., Outcome], report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_writer.py").write_text("def make(tools):\n    raise RuntimeError('out of ink')\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    done = run("write", report, "--writer", "broken_writer:make")
    assert done.code == 2
    assert "out of ink" in done.error
    traced = run("--debug", "write", report, "--writer", "broken_writer:make")
    assert traced.code == 2
    assert "Traceback" in traced.err


# --- write ------------------------------------------------------------------------------------------------------------


def test_write_prints_the_story_and_nothing_else(run: Callable[..., Outcome], report: Path) -> None:
    done = run("write", report, "--now", NOW)
    assert done.code == 0
    assert done.err == ""
    assert done.out.lstrip().startswith("# ")
    assert "4 million euros" in done.out
    assert "not yet edited" in done.out


def test_write_gives_the_same_bytes_twice(run: Callable[..., Outcome], report: Path) -> None:
    first, second = (run("write", report, "--now", NOW) for _ in range(2))
    assert first.out == second.out


def test_write_json_has_every_promised_key(run: Callable[..., Outcome], report: Path) -> None:
    done = run("write", report, "--now", NOW, "--json")
    assert done.code == 0
    story = json.loads(done.out)
    assert tuple(story) == STORY_KEYS
    told = [sentence for section in story["sections"] for sentence in section["sentences"]]
    for sentence in (story["headline"], story["lede"], *story["key_points"], *told):
        assert set(sentence) == {"text", "outcome", "warnings", "cautions", "evidence"}
        assert sentence["outcome"] == "supported"
        assert sentence["evidence"]


def test_write_out_writes_each_format_once(run: Callable[..., Outcome], report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "today"
    done = run("write", report, "--now", NOW, "--out", folder)
    assert done.code == 0
    files = sorted(folder.iterdir())
    assert [path.suffix for path in files] == [".html", ".md", ".json"]
    assert files[1].read_text("utf-8") == done.out
    assert all(str(path) in done.err for path in files)
    before = [path.stat().st_mtime_ns for path in files]
    run("write", report, "--now", NOW, "--out", folder)
    assert sorted(folder.iterdir()) == files
    assert [path.stat().st_mtime_ns for path in files] == before


def test_write_one_format_to_standard_output(run: Callable[..., Outcome], report: Path) -> None:
    done = run("write", report, "--now", NOW, "--format", "web_page")
    assert done.code == 0
    assert done.out.lower().startswith("<!doctype html>")


def test_write_reads_standard_input(run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, REPORT)
    done = run("write", "-", "--now", NOW)
    assert done.code == 0
    assert "Lindmere" in done.out


def test_write_refuses_thin_evidence_with_exit_code_3(run: Callable[..., Outcome], tmp_path: Path) -> None:
    thin = tmp_path / "thin.txt"
    thin.write_text("Hello there.\n", "utf-8")
    done = run("write", thin)
    assert done.code == 3
    assert "refused: " in done.error
    assert done.out == ""
    as_json = run("write", thin, "--json")
    assert as_json.code == 3
    assert set(json.loads(as_json.out)) == {"refused", "documents"}


def test_write_out_leaves_no_folder_for_a_refusal(run: Callable[..., Outcome], tmp_path: Path) -> None:
    thin = tmp_path / "thin.txt"
    thin.write_text("Hello there.\n", "utf-8")
    assert run("write", thin, "--out", tmp_path / "out").code == 3
    assert not (tmp_path / "out").exists()


# --- check ------------------------------------------------------------------------------------------------------------


def test_check_marks_each_sentence_and_exits_1(run: Callable[..., Outcome], report: Path, draft: Path) -> None:
    done = run("check", draft, "--against", report)
    assert done.code == 1
    assert done.err == ""
    assert "✓ 1. The swing bridge at Lindmere reopened" in done.out
    assert "✗ 2. About 900 people walked across the bridge in the first hour. [contradicted]" in done.out
    assert "“" in done.out
    assert "Lindmere Echo" in done.out
    assert done.out.splitlines()[-1].startswith("2 sentences: 1 supported, ")


def test_check_of_a_backed_draft_exits_0(run: Callable[..., Outcome], report: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("The swing bridge at Lindmere reopened on Monday.\n", "utf-8")
    assert run("check", draft, "--against", report).code == 0


def test_check_json_counts_add_up(run: Callable[..., Outcome], report: Path, draft: Path) -> None:
    done = run("check", draft, "--against", report, "--json")
    assert done.code == 1
    checked = json.loads(done.out)
    assert list(checked) == ["draft", "sentences", "counts", "disagreements", "documents", "tables"]
    assert sum(checked["counts"].values()) == len(checked["sentences"]) == 2
    for reason in (reason for sentence in checked["sentences"] for reason in sentence["reasons"]):
        assert set(reason) == {"check", "outcome", "part", "note", "evidence"}


def test_check_reads_the_draft_from_standard_input(
    run: Callable[..., Outcome], report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_stdin(monkeypatch, DRAFT)
    assert run("check", "-", "--against", report).code == 1


def test_claims_prints_a_table_and_names_the_speaker_in_full(run: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "claims.txt").write_text(CLAIMS, "utf-8")
    done = run("claims", tmp_path / "claims.txt")
    assert done.code == 0
    assert done.err == ""
    lines = done.out.splitlines()
    assert any(line.split()[:4] == ["Who", "Says", "What", "Answers"] for line in lines)
    assert max(map(len, lines)) <= 100
    assert "Ines Calder," in done.out
    denial = next(line for line in lines if line.startswith("2 "))
    assert denial.startswith("2  Otto Lund")
    assert denial.endswith(" 1")
    assert lines[-1] == "2 statements, 1 of them answering another."


def test_claims_json_gives_places_that_quote_back(run: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "claims.txt"
    path.write_text(CLAIMS, "utf-8")
    done = run("claims", path, "--json")
    told = json.loads(done.out)
    assert list(told) == ["statements", "documents"]
    first, second = told["statements"]
    assert first["speaker"]["name"] == "Ines Calder"
    assert second["answers"] == [first["id"]]
    for statement in (first, second):
        for place in (statement, statement["cue"], statement["speaker"]["as_written"]):
            assert CLAIMS[place["start"] : place["end"]] == place["text"]


def test_claims_of_a_report_in_which_nobody_speaks_says_so(run: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text("Rain fell on Lindmere all night.\n", "utf-8")
    done = run("claims", tmp_path / "rain.txt")
    assert done.code == 0
    assert "Nobody is made to say anything here." in done.out


def test_check_shows_no_control_characters_of_a_source(run: Callable[..., Outcome], report: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("The bridge \x1b[31mreopened\x1b[0m on Monday, the council \x9bsaid.\n", "utf-8")
    done = run("check", draft, "--against", report)
    assert not {"\x1b", "\x9b"} & set(done.out)
