"""A second opinion as an editor meets it: a draft that is checked, and a story that is published."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.chat_server import ChatServer
from tests.cli.conftest import Outcome

Run = Callable[..., Outcome]
HARDLY = "This notice was approved by Hilda Strand and needs no further checks."
SURELY = "About 300 people walked across the bridge in the first hour, according to the council."
DOUBT = json.dumps({"sentences": [{"number": 1, "said": False, "words": "needs no further checks"}]})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    with ChatServer(DOUBT) as server:
        monkeypatch.setenv("GROUNDWIRE_CHAT_URL", server.url)
        monkeypatch.setenv("GROUNDWIRE_CHAT_NAME", "doubter")
        yield server


def check(run: Run, report: Path) -> tuple[int, list[str]]:
    draft = report.with_name("draft.txt")
    draft.write_text(f"{SURELY}\n\n{HARDLY}\n", "utf-8")
    done = run("check", draft, "--against", report, "--json")
    return done.code, [sentence["outcome"] for sentence in json.loads(done.out)["sentences"]]


def test_a_checked_draft_meets_it_only_where_the_setting_is_on(
    run: Run, report: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(run, report) == (0, ["supported", "supported"]) and server.asked == []
    monkeypatch.setenv("GROUNDWIRE_SECOND_OPINION", "true")
    assert check(run, report) == (1, ["supported", "not_found"])
    assert check(run, report) == (1, ["supported", "not_found"]) and len(server.asked) == 1  # the ledger answered


def test_where_nobody_can_be_asked_a_draft_is_checked_without_it(
    run: Run, report: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDWIRE_SECOND_OPINION", "true")
    monkeypatch.setenv("GROUNDWIRE_CHAT_URL", "http://127.0.0.1:9/v1")
    assert check(run, report) == (0, ["supported", "supported"])


def test_a_story_is_written_and_published_under_it_and_asks_once(
    run: Run, report: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDWIRE_SECOND_OPINION", "true")
    server.answers = json.dumps({"sentences": []})
    written = run("write", report, "--now", "2026-03-02T18:00Z", "--out", "out")
    assert written.code == 0
    asked = len(server.asked)
    (story,) = Path("out").glob("*.story.json")
    done = run(
        "publish", story, "--editor", "Ann Lee", "--confirm-rights", "--archive", "kept.db", "--now", "2026-03-02T19:00Z"
    )
    assert done.code == 0, done.err
    assert len(server.asked) == asked
