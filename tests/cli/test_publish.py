"""``publish`` and ``log`` as a person uses them, with the real checks."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Outcome

from groundwire import Newsroom, Settings, open_newsroom
from groundwire.bundle import pack, unpack
from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import Bundle, Rights, Status, story_id
from groundwire.model import Outcome as Found
from groundwire.results import Published

Run = Callable[..., Outcome]
NOW, LATER = "2026-03-02T18:00Z", "2026-03-03T09:00Z"
REPORT = """---
title: Swing bridge at Lindmere reopens
source: Lindmere Echo
published: 2026-03-02T09:00:00+00:00
rights: licensed
---

The swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros, the town council said.

"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand told reporters at the opening.

About 300 people walked across the bridge in the first hour, according to the council.

The bridge had been closed since October, when a barge hit one of its piers.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture(scope="module")
def newsroom(encoders: LazyEncoders) -> Newsroom:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("groundwire.encoders.lazy.LazyEncoders", lambda: encoders)
        return open_newsroom(Settings(), now=datetime.fromisoformat(LATER))


@pytest.fixture(scope="module")
def written(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    """The files of a story whose every sentence is backed and whose source is licensed."""
    path = tmp_path_factory.mktemp("report") / "report.md"
    path.write_text(REPORT, "utf-8")
    story = newsroom.write([str(path)])
    return [newsroom.render(story, name) for name in ("bundle", "markdown", "web_page")]


@pytest.fixture
def story(written: list[tuple[str, bytes]], tmp_path: Path) -> Path:
    """The bundle of that story, with the other files beside it."""
    (tmp_path / "out").mkdir()
    for name, data in written:
        (tmp_path / "out" / name).write_bytes(data)
    return tmp_path / "out" / written[0][0]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "town.db"


def edit(path: Path, text: str, number: int = 2) -> Path:
    """The bundle with another sentence in the place of one, and verdicts that call it backed: a forged one, properly signed."""
    bundle = unpack(path.read_bytes(), str(path))
    sentences = list(bundle.story.all_sentences)
    sentences[number] = replace(sentences[number], text=text)
    story = replace(bundle.story, headline=sentences[0], sentences=tuple(sentences[1:]))
    story = replace(story, id=story_id(story.event_id, story.writer, sentences))
    verdicts = tuple(
        replace(verdict, sentence=sentence, outcome=Found.SUPPORTED, rulings=())
        for verdict, sentence in zip(bundle.verdicts, sentences, strict=True)
    )
    path.write_bytes(pack(Bundle(story=story, verdicts=verdicts)))
    return path


def test_a_backed_story_is_published_in_every_format(run: Run, story: Path, archive: Path) -> None:
    before = {path.name: path.read_text("utf-8") for path in story.parent.iterdir()}
    assert any("DRAFT" in text for text in before.values())
    done = run("publish", story, "--editor", "Ann <b>Lee</b>", "--archive", archive, "--now", LATER)
    assert done.code == 0 and done.out.startswith("Published “Swing bridge at Lindmere")
    hash_ = re.search(r"Log entry 1: (sha256:[0-9a-f]{64})", done.out)
    assert hash_
    files = {path.suffix: path.read_text("utf-8") for path in story.parent.iterdir()}
    assert set(files) == {".html", ".md", ".json"} and len(before) == 3
    for text in files.values():
        assert "DRAFT -" not in text and "DRAFT:" not in text and "not yet edited" not in text and "noindex" not in text
        assert "Drafted by Groundwire without a language model from 1 report, edited by Ann" in text
        assert hash_[1] in text and "<b>Lee" not in text
    published = unpack(story.read_bytes(), "x").story
    assert (published.status, published.editor, published.logged) == (Status.PUBLISHED, "Ann <b>Lee</b>", hash_[1])


def test_publishing_again_changes_nothing_and_another_editor_is_refused(run: Run, story: Path, archive: Path) -> None:
    run("publish", story, "--editor", "Ann Lee", "--archive", archive, "--now", LATER)
    files = {path: path.read_bytes() for path in story.parent.iterdir()}
    for path in story.parent.glob("*.html"):
        path.unlink()
    again = run("publish", story.parent, "--editor", " Ann  Lee", "--archive", archive)
    assert again.code == 0 and again.out.startswith("Published before; nothing was changed:")
    assert {path: path.read_bytes() for path in story.parent.iterdir()} == files
    other = run("publish", story, "--editor", "Bo Ray", "--archive", archive)
    assert other.code == 3 and "refused: it was published on 2026-03-03, by Ann Lee; it stays as it is" in other.error
    assert len(json.loads(run("log", "--archive", archive, "--json").out)["entries"]) == 1


def test_a_forged_sentence_is_found_waived_and_told(run: Run, story: Path, archive: Path) -> None:
    edit(story, "About 900 people walked across the bridge in the first hour, according to the council.")
    arguments = ("publish", story, "--editor", "Ann Lee", "--archive", archive, "--now", LATER)
    refused = run(*arguments)
    first, second = refused.err.splitlines()
    assert (refused.code, refused.out) == (3, "") and first == "groundwire: refused: 1 thing stands in the way"
    assert second.startswith("groundwire: sentence 2: “About 900 people walked") and "--waive 2 --reason TEXT" in second
    assert "contradicted (figures: " in second
    assert not archive.exists() and "DRAFT" in story.with_name(story.name.replace(".story.json", ".md")).read_text("utf-8")
    reason = "The council corrected it <i>by telephone</i>."
    done = run(*arguments, "--waive", "2", "--reason", reason, "--format", "markdown", "--format", "web_page")
    assert done.code == 0
    page = next(story.parent.glob("*.html")).read_text("utf-8")
    assert ">waived</span>" in page and "Waived by Ann Lee" in page and "&lt;i&gt;by telephone" in page and "<i>" not in page
    text = next(story.parent.glob("*.md")).read_text("utf-8")
    assert "(contradicted by a source; waived by Ann Lee: The council corrected it" in text and "<i>" not in text
    verdict = unpack(story.read_bytes(), "x").verdicts[2]
    assert verdict.outcome is Found.CONTRADICTED and verdict.waiver and verdict.waiver.note == reason
    log = run("log", "--archive", archive)
    assert log.code == 0 and "- waived sentence 2: The council corrected it" in log.out


def test_settings_that_leave_checks_out_open_no_gate(run: Run, story: Path, archive: Path, tmp_path: Path) -> None:
    edit(story, "About 900 people walked across the bridge in the first hour, according to the council.")
    (tmp_path / "lax.toml").write_text('checks = ["copying"]\n', "utf-8")
    done = run("publish", story, "--editor", "Ann Lee", "--archive", archive, "--settings", tmp_path / "lax.toml")
    assert done.code == 3 and "figures" in done.err


def test_borrowed_words_ask_for_the_rights(run: Run, report: Path, tmp_path: Path, archive: Path) -> None:
    report.write_text(REPORT.replace("rights: licensed\n", ""), "utf-8")
    run("write", report, "--now", NOW, "--out", tmp_path / "out")
    arguments = ("publish", tmp_path / "out", "--editor", "Ann Lee", "--archive", archive, "--now", LATER)
    refused = run(*arguments, "--json")
    told = json.loads(refused.out)
    assert refused.code == 3 and set(told) == {"refused", "story", "revision", "obstacles"}
    assert all(set(item) == {"sentence", "text", "reason", "remedy"} for item in told["obstacles"])
    assert all("words in a row stand in Lindmere Echo; rights unknown" in item["reason"] for item in told["obstacles"])
    done = run(*arguments, "--confirm-rights", "--json")
    published = json.loads(done.out)
    assert done.code == 0 and set(published) == {"story", "revision", "is_new", "disclosure", "entry", "publications"}
    assert published["entry"]["rights"] == [item["sentence"] for item in told["obstacles"]] and published["is_new"]
    for publication in published["publications"]:
        suffix = {"bundle": ".story.json", "markdown": ".md", "web_page": ".html"}[publication["format"]]
        (path,) = (tmp_path / "out").glob(f"*{suffix}")
        assert publication["digest"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    assert "rights confirmed for" in run("log", "--archive", archive).out


def test_a_story_kept_in_an_archive_is_published_by_its_id(
    run: Run, report: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("archive", "add", report, "--archive", archive)
    told = run("write", report, "--archive", archive, "--now", NOW)
    kept = re.search(r"kept in the archive as ([0-9a-f]{16})", told.err)
    assert kept
    monkeypatch.chdir(tmp_path)
    for name, reason in (("0123456789", "the archive has no story with that id"), ("0123", "is no file and no story's id")):
        assert reason in run("publish", name, "--editor", "Ann Lee", "--archive", archive).error
    assert (
        run("publish", kept[1][:8].upper(), "--editor", "Ann Lee", "--archive", archive, "--out", tmp_path / "site").code == 0
    )
    assert len(list((tmp_path / "site").iterdir())) == 3


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--editor", "x\u202ey"), "is no name"),
        (("--editor", "Ann", "--waive", "2"), "--waive 2: has no reason; write --waive 2 --reason TEXT"),
        (("--editor", "Ann", "--waive", "2", "--waive", "3", "--reason", "Both are fine"), "--waive 2: has no reason"),
        (("--editor", "Ann", "--reason", "Fine by me"), "follows no --waive"),
        (("--editor", "Ann", "--waive", "-1", "--reason", "Fine"), "is not the number of a sentence"),
        (("--editor", "Ann", "--waive", "two", "--reason", "Fine"), "is not the number of a sentence"),
        (("--editor", "Ann", "--waive", "2", "--reason", "x"), "says nothing; give the reason in words"),
        (("--editor", "Ann", "--waive", "1", "--reason", "Fine by me"), "is backed; none needs one; leave this waiver out"),
        (("--editor", "Ann", "--waive", "99", "--reason", "Fine by me"), "the last sentence is"),
        (("--editor", "Ann", "--format", "papyrus"), "no plug-in called 'papyrus'"),
        ((), "the following arguments are required: --editor"),
    ],
)
def test_wrong_usage_is_one_line_and_publishes_nothing(
    run: Run, story: Path, archive: Path, more: tuple[str, ...], told: str
) -> None:
    done = run("publish", story, "--archive", archive, *more)
    assert done.code == 2 and told in done.error and not archive.exists()


def test_what_is_no_story_is_told(run: Run, story: Path, report: Path, archive: Path, tmp_path: Path) -> None:
    arguments = ("--editor", "Ann Lee", "--archive", archive)
    assert "is no JSON that can be read" in run("publish", report, *arguments).error
    (tmp_path / "empty").mkdir()
    assert "holds no file that ends in .story.json" in run("publish", tmp_path / "empty", *arguments).error
    story.with_name("b.story.json").write_bytes(story.read_bytes())
    assert "holds b.story.json, swing-bridge" in run("publish", story.parent, *arguments).error
    story.write_bytes(story.read_bytes().replace(b"4 million", b"5 million"))
    assert "was changed after it was written" in run("publish", story, *arguments).error
    assert "is no file; name" not in run("publish", story, *arguments, "--out", report).error
    assert not archive.exists()


def test_a_story_of_an_unknown_writer_loads_nothing(run: Run, story: Path, archive: Path) -> None:
    bundle = unpack(story.read_bytes(), "x")
    forged = replace(bundle.story, writer="os:abort")
    forged = replace(forged, id=story_id(forged.event_id, forged.writer, forged.all_sentences))
    story.write_bytes(pack(replace(bundle, story=forged)))
    done = run("publish", story, "--editor", "Ann Lee", "--archive", archive)
    assert done.code == 2 and "the story's writer, 'os:abort', is none of template" in done.error


def test_what_a_bundle_says_beside_its_sentences_is_found_anew(run: Run, story: Path, archive: Path) -> None:
    bundle = unpack(story.read_bytes(), "x")
    said = bundle.story.statements[0]
    forged = replace(
        bundle.story,
        independent_sources=7,
        disclosure="Written by our best reporters; not yet edited.",
        statements=(replace(said, speaker="Minister Otto Lund"), *bundle.story.statements),
    )
    story.write_bytes(pack(replace(bundle, story=forged)))
    assert run("publish", story, "--editor", "Ann Lee", "--archive", archive).code == 0
    published = unpack(story.read_bytes(), "x").story
    assert (published.independent_sources, published.statements) == (1, bundle.story.statements)
    assert published.disclosure.startswith("Drafted by Groundwire without a language model from 1 report, edited by")


def test_a_story_is_no_source_drafted_or_published(run: Run, story: Path, report: Path, archive: Path) -> None:
    for _ in range(2):
        for path in story.parent.iterdir():
            assert run("write", path).code == 2, path
        run("publish", story, "--editor", "Ann Lee", "--archive", archive)


# --- the log ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def log_of_three(
    newsroom: Newsroom, written: list[tuple[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[str]]:
    """An archive in which three stories were published, and the hashes of its log's entries."""
    folder, hashes = tmp_path_factory.mktemp("log"), []
    bundle = unpack(written[0][1], "x")
    for number in range(3):
        sentences = bundle.story.all_sentences[: len(bundle.verdicts) - number]
        other = replace(bundle.story, sentences=sentences[1:], id=story_id(bundle.story.event_id, "template", sentences))
        path = folder / f"{number}.story.json"
        path.write_bytes(pack(Bundle(story=other, verdicts=bundle.verdicts[: len(sentences)])))
        published = newsroom.publish(str(path), editor="Ann Lee", place=str(folder / "town.db"))
        assert isinstance(published, Published)
        hashes.append(published.entry.hash)
    return folder / "town.db", hashes


@pytest.fixture
def logged(log_of_three: tuple[Path, list[str]], archive: Path) -> list[str]:
    """A copy of that archive, and the hashes."""
    archive.write_bytes(log_of_three[0].read_bytes())
    return log_of_three[1]


def test_log_tells_entries_and_holds(run: Run, archive: Path, logged: list[str]) -> None:
    done = run("log", "--archive", archive, "--expect", logged[1].removeprefix("sha256:").upper())
    assert (done.code, done.err) == (0, "")
    assert done.out.count("2026-03-03 09:00 UTC, Ann Lee: publish ") == 3
    assert done.out.splitlines()[-1] == f"3 entries, each as it was written; the last is {logged[-1]}."
    told = json.loads(run("log", "--archive", archive, "--json").out)
    assert set(told) == {"entries", "is_whole", "broken", "reason", "last"} and told["is_whole"] and told["broken"] is None
    assert [entry["hash"] for entry in told["entries"]] == logged and told["last"] == logged[-1]
    keys = {"number", "at", "editor", "action", "story", "revision", "digest", "waivers", "rights", "before", "hash"}
    assert all(set(entry) == keys for entry in told["entries"])


def change(archive: Path, statement: str) -> None:
    """What somebody does to the log who owns the database."""
    connection = sqlite3.connect(archive)
    connection.executescript(f"DROP TRIGGER log_refuses_update; DROP TRIGGER log_refuses_delete; {statement}")
    connection.close()


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE log SET entry = replace(entry, 'Ann', 'Bob') WHERE number = 2", 2),
        ("DELETE FROM log WHERE number = 2", 2),
        ("DELETE FROM log WHERE number = 1; UPDATE log SET number = number - 1", 1),
        ("UPDATE log SET number = -number; UPDATE log SET number = 4 + number", 1),
        ("INSERT INTO log SELECT 4, entry, hash || 'x' FROM log WHERE number = 3", 4),
        # The end is gone: the archive's own stories still name it.
        ("DELETE FROM log WHERE number = 3", 3),
    ],
    ids=["changed", "removed", "first removed", "reordered", "inserted", "cut off"],
)
def test_log_finds_what_was_done_to_it(run: Run, archive: Path, logged: list[str], statement: str, broken: int) -> None:
    change(archive, statement)
    done = run("log", "--archive", archive)
    assert done.code == 1 and f"the log does not hold: entry {broken}: " in done.error
    assert f"Only {broken - 1} entr" in done.out
    assert json.loads(run("log", "--archive", archive, "--json").out)["broken"] == broken


def test_an_end_cut_off_with_its_story_is_found_by_the_hash_of_a_published_file(
    run: Run, archive: Path, logged: list[str]
) -> None:
    change(
        archive,
        "DELETE FROM log WHERE number = 3; DELETE FROM rulings; DELETE FROM publications; "
        f"DELETE FROM stories WHERE logged = '{logged[2]}'",
    )
    assert run("log", "--archive", archive).code == 0
    done = run("log", "--archive", archive, "--expect", logged[2])
    assert done.code == 1 and f"entry 3: is missing: no entry has the hash {logged[2]}" in done.error
    assert "is no hash" in run("log", "--archive", archive, "--expect", "12").error


def test_there_is_no_log_without_an_archive(run: Run, archive: Path) -> None:
    assert run("log", "--archive", archive).code == 2 and not archive.exists()


def test_rights_of_licensed_reports_need_no_word(story: Path) -> None:
    assert {document.rights for document in unpack(story.read_bytes(), "x").story.documents} == {Rights.LICENSED}
