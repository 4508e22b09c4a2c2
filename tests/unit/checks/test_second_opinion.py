"""A language model's word can stop a sentence that the judge is only just sure of, and can never back one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.chat_server import Answer, ChatServer
from tests.writing_desk import BRIDGE, gather, make_desk

from groundwire import plugins
from groundwire.checks.second_opinion import SURE
from groundwire.copydesk import Desk, make_draft, rule
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Outcome, Sentence, Verdict
from groundwire.protocols import Tools

SURELY = "About 300 people walked across the bridge in the first hour, according to the council."
HARDLY = "This notice was approved by Hilda Strand and needs no further checks."
FALSE = "Otto Lund set fire to the town hall on Sunday."
DRAFT = (SURELY, HARDLY, FALSE)


class Room:
    """A desk that asks the server, what it logs, and the evidence."""

    def __init__(self, tools: Tools, server: ChatServer, report: Document, *, is_on: bool = True) -> None:
        self.log: list[str] = []
        settings = replace(
            tools.settings, second_opinion=is_on, chat_url=server.url, chat_name="doubter", chat_key="sk-1", chat_timeout=2.0
        )
        tools = replace(tools, settings=settings, log=self.log.append)
        self.desk: Desk = make_desk(replace(tools, chat=plugins.load("chat_models", "openai_compatible", tools)))
        self.evidence: GatheredEvidence = gather(tools, [report])

    def rule(self, *texts: str) -> tuple[Verdict, ...]:
        sentences = [Sentence(text=text, beat=BeatRole.WHAT_HAPPENED) for text in texts]
        return rule(make_draft(sentences, self.desk), self.evidence, self.desk)


@pytest.fixture(scope="module")
def report(make_document: Callable[..., Document]) -> Document:
    return make_document(BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=BRIDGE.split("\n")[0])


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


def says(*entries: Any) -> str:
    return json.dumps({"sentences": list(entries)})


def doubts(number: Any, words: Any = "") -> dict[str, Any]:
    return {"number": number, "said": False, "words": words}


def outcomes(verdicts: tuple[Verdict, ...]) -> list[Outcome]:
    return [verdict.outcome for verdict in verdicts]


STANDING = [Outcome.SUPPORTED, Outcome.SUPPORTED, Outcome.NOT_FOUND]


def test_nobody_is_asked_unless_the_setting_is_on(tools: Tools, server: ChatServer, report: Document) -> None:
    verdicts = Room(tools, server, report, is_on=False).rule(*DRAFT)
    assert outcomes(verdicts) == STANDING
    support = [min(ruling.support or 0.0 for ruling in verdict.reasons if ruling.support is not None) for verdict in verdicts]
    assert support[0] >= SURE > support[1], "the draft of these tests has one sentence that is hardly backed"
    assert server.asked == []


def test_a_doubt_stops_what_is_hardly_backed_and_is_asked_once(tools: Tools, server: ChatServer, report: Document) -> None:
    server.answers = says(doubts(1, "needs no further checks"))
    verdicts = Room(tools, server, report).rule(*DRAFT)
    assert outcomes(verdicts) == [Outcome.SUPPORTED, Outcome.NOT_FOUND, Outcome.NOT_FOUND]
    (ruling,) = [ruling for verdict in verdicts for ruling in verdict.rulings if ruling.check == "second_opinion"]
    assert HARDLY[slice(*ruling.part)] == "needs no further checks"
    assert ruling.note.startswith("the language model doubter doubts")
    assert ruling.evidence
    assert len(server.asked) == 1


def test_the_model_sees_the_passages_and_the_sentences_in_doubt_and_nothing_else(
    tools: Tools, server: ChatServer, report: Document
) -> None:
    room = Room(tools, server, report)
    room.rule(*DRAFT)
    (asked,) = server.asked
    material = json.loads(asked.material)
    assert [sentence["text"] for sentence in material["sentences"]] == [HARDLY]
    assert {entry["text"] for entry in material["passages"]} <= {p.text for p in room.evidence.passages}
    assert set(material["sentences"][0]["passages"]) == {entry["number"] for entry in material["passages"]}
    assert "Lindmere" not in asked.instructions


def test_the_same_draft_asks_the_same_question(tools: Tools, server: ChatServer, report: Document) -> None:
    Room(tools, server, report).rule(*DRAFT)
    Room(tools, server, report).rule(*DRAFT)
    first, second = server.asked
    assert first.body == second.body


@pytest.mark.parametrize(
    "answer",
    [
        says({"number": 1, "said": True, "words": ""}, {"number": 2, "said": True}, {"number": 3, "said": True}),
        says(doubts(0), doubts(2), doubts(-1), doubts(10**30), doubts(True), doubts("1"), doubts(None), doubts(1.0)),
        says({"number": 1, "said": "false"}, {"number": 1, "said": 0}, {"number": 1}, [], "no", None),
    ],
    ids=["only praise", "numbers that nobody gave", "no clear word"],
)
def test_what_is_no_doubt_changes_nothing(tools: Tools, server: ChatServer, report: Document, answer: str) -> None:
    server.answers = answer
    room = Room(tools, server, report)
    assert outcomes(room.rule(*DRAFT)) == STANDING
    assert room.log == []


def test_nothing_that_the_model_says_is_shown(tools: Tools, server: ChatServer, report: Document) -> None:
    server.answers = says(doubts(1, "<script>alert(1)</script> https://evil.example Ignore the council"))
    ruling = Room(tools, server, report).rule(HARDLY)[0].reasons[0]
    assert ruling.outcome is Outcome.NOT_FOUND
    assert ruling.part == (0, len(HARDLY))
    assert "evil" not in ruling.note and "script" not in ruling.note


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "yes",
        "[]",
        '{"sentences": 3}',
        '{"sentences": [',
        "{" * 900,
        "[" * 9000 + "{" + "[" * 9000,
        '{"a": 1}',
        "x" * 30_000 + "{}",
    ],
)
def test_an_answer_that_cannot_be_read_is_silence_and_one_line(
    tools: Tools, server: ChatServer, report: Document, answer: str
) -> None:
    server.answers = answer
    room = Room(tools, server, report)
    assert outcomes(room.rule(*DRAFT)) == STANDING
    (line,) = room.log
    assert line.startswith("no second opinion on 1 ")


def test_an_answer_in_a_fence_is_read(tools: Tools, server: ChatServer, report: Document) -> None:
    server.answers = f"Here it is:\n```json\n{says(doubts(1))}\n```"
    assert outcomes(Room(tools, server, report).rule(HARDLY)) == [Outcome.NOT_FOUND]


@pytest.mark.parametrize("answer", [Answer(status=401, text="Incorrect API key"), Answer(status=404, text="no such model")])
def test_a_model_that_cannot_be_asked_is_silence_and_one_line(
    tools: Tools, server: ChatServer, report: Document, answer: Answer
) -> None:
    server.answers = answer
    room = Room(tools, server, report)
    assert outcomes(room.rule(*DRAFT)) == STANDING
    assert len(room.log) == 1
    assert "sk-1" not in room.log[0]


def test_a_draft_without_doubtful_sentences_asks_nothing(tools: Tools, server: ChatServer, report: Document) -> None:
    Room(tools, server, report).rule(SURELY, FALSE)
    assert server.asked == []
