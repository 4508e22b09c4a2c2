"""``bench models`` counts what it says it counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.__main__ import main
from bench.data import MissingData
from bench.models.board import report, write_items
from bench.models.telling import CountingChat, Result, Told, WatchedWriter, find_coverage, find_longest_run
from bench.models.weights import NAME, find_weights
from tests.conftest import NOW
from tests.writing_desk import BRIDGE, gather, make_desk

from groundwire.editing.plan import make_plan
from groundwire.model import BeatRole, ChatReply, ChatRequest, Document, Drafting, Event, Sentence
from groundwire.protocols import Tools


class Parrot:
    """A ``ChatModel`` that answers with the question."""

    name = "parrot"

    def __init__(self) -> None:
        self.times = 0

    def reply(self, request: ChatRequest) -> ChatReply:
        self.times += 1
        return ChatReply(text=request.material, model=self.name, input_tokens=3, output_tokens=2)


def test_the_same_question_is_asked_once() -> None:
    parrot = Parrot()
    chat = CountingChat(parrot)
    one = ChatRequest(prompt="one-1", instructions="", material="one")
    assert [chat.reply(one).text, chat.reply(one).text] == ["one", "one"]
    assert parrot.times == len(chat.asked) == 1
    assert chat.seconds > 0


def test_coverage_is_of_the_claims_that_the_plan_wants_told(tools: Tools, make_document: object) -> None:
    assert callable(make_document)
    document: Document = make_document(BRIDGE, title=BRIDGE.split("\n")[0])
    evidence, desk = gather(tools, [document]), make_desk(tools)
    event = Event(id="bridge", title="", document_ids=(document.id,), independent_sources=1)
    plan = make_plan(event, evidence, tools.settings, NOW)
    assert not isinstance(plan, str)
    writer = WatchedWriter(desk.writer)
    story = writer.write(plan, evidence)
    assert writer.plan is plan
    running = [sentence for sentence in story if not sentence.beat.is_apart]
    assert find_coverage(plan, running, evidence) == 1.0
    assert find_coverage(plan, (), evidence) == 0.0
    assert 0.0 < find_coverage(plan, running[:1], evidence) < 1.0


def test_the_longest_run_is_counted_in_words_outside_quotation_marks(tools: Tools, make_document: object) -> None:
    assert callable(make_document)
    evidence, desk = gather(tools, [make_document(BRIDGE)]), make_desk(tools)

    def longest(text: str) -> int:
        return find_longest_run([Sentence(text=text, beat=BeatRole.WHAT_HAPPENED)], evidence, desk)

    assert longest("In spring about 300 people walked across the bridge, they say.") == 7
    assert longest('She said: "The bridge will carry lorries again from tomorrow."') == 0
    assert longest("Nobody has ever heard of it.") == 0


def test_the_report_sets_what_was_measured_beside_its_floors() -> None:
    told = Told(words=200, coverage=0.95, longest_run=11, is_backed=True, seconds=66.0)
    own = Told(words=180, coverage=1.0, longest_run=9, is_backed=True, seconds=5.0)
    result = Result(
        id="one",
        chat=told,
        ours=own,
        offered=12,
        drafting=Drafting(written=10, stood=5, reworded=1, replaced=3, cut=1, put_back=2),
        objections={"figures": 3, "copying (a warning)": 1},
        calls=2,
        input_tokens=2_400,
        output_tokens=600,
        model_seconds=60.0,
    )
    results = [result, Result(id="two", error="ValueError: no")]
    text = report(results, name=NAME, split="val")
    rows = {
        row.split("|")[1].strip(): [cell.strip() for cell in row.split("|")[2:-1]] for row in text.split("\n") if "|" in row
    }
    assert rows["sentences of the model's that survive"] == ["50 %", "75 %", "60.0 %"]
    assert rows["coverage of the plan, mean"] == ["95.0 %", "100.0 %"]
    assert rows["tokens a story, median (most)"][-1] == "3,000 (3,000)"
    assert rows["our own time ÷ the model's"][-1] == "10.0 %"
    assert rows["figures"] == ["3"]
    assert "1 crashed" in text


def test_what_came_of_each_event_is_kept_as_a_line(tmp_path: Path) -> None:
    path = tmp_path / "out" / "items.jsonl"
    write_items(path, [Result(id="one", objections={"figures": 3}, sentences=(("chat", "lede", "It rained."),))])
    assert [(row["id"], row["objections"]) for row in map(json.loads, path.read_text("utf-8").splitlines())] == [
        ("one", {"figures": 3})
    ]


def test_without_weights_it_says_how_to_get_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(MissingData, match=r"python -m bench\.models\.weights"):
        find_weights(None, tmp_path)
    assert main(["models", "--data", str(tmp_path), "--cache", str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.strip().split("\n")) == 1
