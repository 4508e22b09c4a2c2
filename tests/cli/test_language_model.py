"""A language model as a person uses it: what is printed, what is kept, what it cost, and that the key is in none of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.chat_server import Answer, Answers, Asked, ChatServer
from tests.cli.conftest import Outcome
from tests.writing_desk import BRIDGE

Run = Callable[..., Outcome]
NOW = "2026-03-02T18:00Z"
KEY = "sk-not-for-any-eyes"
WRITER = "tests.chatting_writer:make"


def repeat(asked: Asked) -> str:
    """The third passage of the report and one that nobody wrote."""
    return json.dumps({"sentences": [asked.material.split("\n")[3], "The bridge fell."]})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    with ChatServer(repeat, key=KEY) as server:
        monkeypatch.setenv("GROUNDWIRE_CHAT_URL", server.url)
        monkeypatch.setenv("GROUNDWIRE_CHAT_NAME", "tiny")
        monkeypatch.setenv("GROUNDWIRE_CHAT_KEY", KEY)
        monkeypatch.setenv("GROUNDWIRE_CHAT_PRICES", "tiny 10 20")
        yield server


def write(run: Run, report: Path, *more: str) -> Outcome:
    return run("write", report, "--writer", WRITER, "--now", NOW, *more)


def test_what_was_asked_is_one_line_and_an_account_in_json(run: Run, report: Path, server: ChatServer) -> None:
    done = write(run, report, "--json")
    assert done.code == 0
    assert done.err.startswith(
        "groundwire: asked tiny once: 100 tokens in, 50 out, 0.002 in money; 1 sentence written: 1 stood; "
    )
    told = json.loads(done.out)
    cost = told["cost"]
    assert (cost["calls"], cost["cached"], cost["input_tokens"], cost["output_tokens"], cost["money"]) == (1, 0, 100, 50, 0.002)
    assert 0 < cost["model_seconds"] < cost["seconds"]
    assert told["drafting"]["stood"] == 1 and told["drafting"]["put_back"] > 0
    assert told["exchanges"] == [
        {
            "prompt": "test-1",
            "model": "tiny",
            "input_tokens": 100,
            "output_tokens": 50,
            "money": 0.002,
            "is_cached": False,
            "is_cut": False,
        }
    ]


def test_second_story_of_the_same_reports_asks_nothing(run: Run, report: Path, server: ChatServer) -> None:
    first, second = write(run, report), write(run, report)
    assert len(server.asked) == 1
    assert "asked tiny nothing new, 1 answer known from before; 1 sentence written" in second.err
    assert first.out.partition("How it was written")[0] == second.out.partition("How it was written")[0]


def test_replayed_story_is_the_same_and_asks_nobody(run: Run, report: Path, server: ChatServer, tmp_path: Path) -> None:
    write(run, report, "--out", "first")
    (kept,) = Path("first").glob("*.story.json")
    Path("groundwire-chat.db").unlink()
    done = write(run, report, "--replay", str(kept), "--out", "second")
    assert done.code == 0 and len(server.asked) == 1 and not Path("groundwire-chat.db").exists()
    stories = [json.loads((Path(folder) / kept.name).read_text("utf-8"))["content"] for folder in ("first", "second")]
    for story in stories:
        story["story"].pop("cost")
        for exchange in story["story"]["exchanges"]:
            exchange.pop("is_cached"), exchange.pop("money")
    assert stories[0] == stories[1]


def test_replay_of_another_story_says_so_and_the_built_in_writer_steps_in(run: Run, report: Path, server: ChatServer) -> None:
    write(run, report, "--out", "first")
    (kept,) = Path("first").glob("*.story.json")
    report.write_text(BRIDGE.replace("300", "400"), "utf-8")
    done = write(run, report, "--replay", str(kept))
    assert done.code == 0 and "was not asked this (test-1)" in done.err and "the built-in writer stepped in" in done.err
    assert "400 people" in done.out


def test_costs_are_told_by_story(run: Run, report: Path, server: ChatServer) -> None:
    story = json.loads(write(run, report, "--json").out)["id"]
    assert "1 call, 100 tokens in, 50 out, 0.002 in money" in run("costs").out
    told = json.loads(run("costs", "--json", "--days", "1").out)
    (line,) = told["days"][0]["stories"]
    assert (line["story"], line["model"], line["calls"], line["money"]) == (story, "tiny", 1, 0.002)
    assert told["today"]["tokens_left"] == 2_000_000 - 150 and told["today"]["money_left"] == 5.0 - 0.002


def test_costs_without_a_ledger_make_none(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("costs")
    assert done.code == 0 and done.out.startswith("No language model was asked.") and not list(tmp_path.iterdir())


def test_costs_of_a_file_that_is_no_ledger_are_wrong_usage(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("groundwire-chat.db").write_text("shopping list")
    done = run("costs")
    assert done.code == 2 and "ledger groundwire-chat.db: is no ledger; name another file" in done.error


def test_story_without_a_model_leaves_no_ledger(run: Run, report: Path) -> None:
    assert run("write", report, "--now", NOW).code == 0
    assert not Path("groundwire-chat.db").exists()


def test_spent_budget_leaves_the_story_to_the_built_in_writer(
    run: Run, report: Path, server: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROUNDWIRE_CHAT_DAILY_TOKENS", "500")
    done = write(run, report)
    assert done.code == 0 and not server.asked
    assert (
        "warning: language model tiny: was not asked: the question does not fit into what is left of the day's budget"
        in done.err
    )
    assert "Drafted by Groundwire without a language model" in done.out


def test_model_that_is_not_set_up_is_wrong_usage(run: Run, report: Path) -> None:
    done = write(run, report)
    assert done.code == 2 and "chat_url: no language model is set up; set it, or GROUNDWIRE_CHAT_URL" in done.error


@pytest.mark.parametrize("answers", [repeat, Answer(status=400, text=f"what is {KEY}?")], ids=["answered", "refused"])
def test_key_is_in_nothing_that_is_printed_or_kept(run: Run, report: Path, server: ChatServer, answers: Answers) -> None:
    server.answers = answers
    older = Path("older.txt")
    older.write_text("Lindmere council debates its bridge\n\nThe council of Lindmere met on Friday.\n", "utf-8")
    assert run("archive", "add", older, "--archive", "town.db").code == 0
    printed = [write(run, report, "--out", "out", "--archive", "town.db", "--debug"), run("costs", "--json")]
    server.key = "another"
    report.write_text(BRIDGE.replace("300", "400"), "utf-8")
    printed += [write(run, report, "--debug", "--json"), run("--debug", "costs")]
    assert [outcome.code for outcome in printed] == [0, 0, 0, 0] and "does not take the key" in printed[2].err
    assert not [outcome for outcome in printed if KEY in outcome.out + outcome.err]
    kept = [path for path in Path().rglob("*") if path.is_file()]
    assert {"town.db", "groundwire-chat.db"} < {path.name for path in kept} and len(kept) >= 7
    assert not [path for path in kept if KEY.encode() in path.read_bytes()]
