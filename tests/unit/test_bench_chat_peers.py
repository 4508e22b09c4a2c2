"""The lies of ``bench chat-peers`` are lies, are told to everybody, and are known where they come out."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest
from bench.chat_peers.board import Output, Result, report
from bench.chat_peers.liar import Liar
from bench.chat_peers.lies import Lie, find_strangers, make_lies, words_of
from bench.data import Article, Happening
from bench.planted.articles import Readings
from tests.chat_server import ChatServer
from tests.writing_desk import BRIDGE

from groundwire.chat_models.openai_compatible import OpenAiCompatible
from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import ChatRequest
from groundwire.settings import Settings

TITLE, TEXT = BRIDGE.strip().split("\n\n", 1)
BRIDGE_EVENT = Happening(id="bridge", articles=(Article(title=TITLE, text=TEXT),), roundup=Article(title="", text=""))
ELSEWHERE = Happening(
    id="elsewhere",
    articles=(Article(title="", text="Inspector Ruth Amsel visited the Tarnow quarry on Tuesday with Piet Vandaal."),),
    roundup=Article(title="", text=""),
)
LIE = Lie(
    kind="number",
    true="About 300 people walked across the bridge in the first hour.",
    false="About 900 people walked across the bridge in the first hour.",
    core=" about 900 people walked ",
)


@pytest.fixture(scope="module")
def lies(encoders: LazyEncoders, tmp_path_factory: pytest.TempPathFactory) -> tuple[Lie, ...]:
    readings = Readings(tmp_path_factory.mktemp("readings"), lambda: encoders.syntax)
    return make_lies(BRIDGE_EVENT, readings, find_strangers([ELSEWHERE], readings))


def test_a_lie_says_what_no_report_says(lies: tuple[Lie, ...]) -> None:
    assert len(lies) >= 3
    for lie in lies:
        assert lie.true in BRIDGE
        assert lie.core in words_of(lie.false)
        assert lie.core not in words_of(BRIDGE)


def test_every_second_sentence_is_a_lie_and_the_others_are_as_reported(lies: tuple[Lie, ...]) -> None:
    liar = Liar(TITLE, lies)
    request = ChatRequest(prompt="report", instructions="", material=f'Using the above information: "{TEXT}"')
    with ChatServer(liar) as server:
        reply = OpenAiCompatible(Settings(chat_url=server.url, chat_name="liar")).reply(request)
    assert liar.told == set(lies[::2])
    assert all((lie.false in reply.text) is (lie in liar.told) for lie in lies)
    assert all(lie.true in reply.text for lie in lies[1::2])
    assert (liar.calls, liar.input_tokens + liar.output_tokens) == (1, reply.input_tokens + reply.output_tokens)


def test_a_passage_of_ours_is_retold_falsely_from_its_own_number() -> None:
    liar = Liar(TITLE, [LIE])
    material = f"REPORT: The Gazette, undated\n[1] {LIE.true}\n[2] He said {{q1: “no”}} to all.\n\nPLAN\nlede: [1]\nwhat happened: [1]\nwhat happened: [2]"
    said = json.loads(liar._say("You are a rewrite editor.", material))
    assert said["lede"] == {"text": LIE.false, "from": [1]}
    assert said["story"][1] == {"section": "what happened", "text": "He said {q1} to all.", "from": [2]}


def test_near_texts_have_near_vectors() -> None:
    body = json.dumps({"input": ["the bridge reopened", "the bridge reopened today", "quarry inspector"]}).encode()
    with ChatServer(Liar(TITLE, [])) as server:
        asked = urllib.request.Request(f"{server.url}/embeddings", data=body)
        with urllib.request.urlopen(asked) as answer:
            first, near, far = (item["embedding"] for item in json.load(answer)["data"])

    def product(one: list[float], other: list[float]) -> float:
        return sum(a * b for a, b in zip(one, other, strict=True))

    assert product(first, first) == pytest.approx(1.0)
    assert product(first, near) > 0.8 > product(first, far)


def test_the_table_counts_what_came_out_and_lists_ours() -> None:
    told = frozenset({LIE})
    results = [
        Result(program="Groundwire", output=Output(text=LIE.false, seconds=1.0), told=told, escaped=told, calls=2, tokens=900),
        Result(
            program="gpt-researcher", output=Output(error="no module"), told=frozenset(), escaped=frozenset(), calls=0, tokens=0
        ),
    ]
    table = report(results, events=1, split="val", absent=["knowledge-storm"])
    assert "1 (100 %)" in table and "about 900 people walked" in table
    assert "0 of 1" in table and "- gpt-researcher: no module" in table
    assert "Not measured, since not installed: knowledge-storm." in table


def test_the_peers_scripts_are_there_and_import_nothing_of_ours() -> None:
    for path in (Path(__file__).parents[2] / "bench" / "chat_peers").glob("run_*.py"):
        assert "groundwire" not in path.read_text("utf-8").replace("Groundwire", "")
        compile(path.read_text("utf-8"), str(path), "exec")
