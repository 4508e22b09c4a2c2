"""Every chat model keeps the seam's contract: it answers or raises ``ChatError``, tells what to set, and loads nothing before its first use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.asking import reply_to
from tests.bundles import make_bundle
from tests.chat_server import ChatServer

from groundwire import plugins
from groundwire.bundle import pack
from groundwire.chat_models import LazyChat
from groundwire.errors import ChatError, SettingsError
from groundwire.model import ChatRequest, Exchange
from groundwire.protocols import ChatModel, Tools

NAMES = plugins.names("chat_models")
REQUEST = ChatRequest(prompt="story-1", instructions="Write.", material="[1] The bridge reopened.")
KEY = "sk-not-for-any-eyes"


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Callable[[str], dict[str, Any]]]:
    """What makes each model answer ``REQUEST`` with "It did."."""
    bundle = make_bundle()
    exchange = Exchange(request=REQUEST, reply=reply_to("It did."))
    script = tmp_path / "kept.story.json"
    script.write_bytes(pack(replace(bundle, story=replace(bundle.story, exchanges=(exchange,)))))
    with ChatServer("It did.") as server:
        given = {
            "openai_compatible": {"chat_url": server.url, "chat_name": "test", "chat_key": KEY},
            "scripted": {"chat_script": str(script)},
        }
        yield given.__getitem__


def load(tools: Tools, name: str, **settings: Any) -> ChatModel:
    return plugins.load("chat_models", name, replace(tools, settings=replace(tools.settings, **settings)))  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_whole_and_counted(name: str, tools: Tools, settings: Callable[[str], dict[str, Any]]) -> None:
    model = load(tools, name, **settings(name))
    reply = model.reply(REQUEST)
    assert reply.text == "It did." and not reply.is_cut
    assert reply.model == model.name != ""
    assert reply.input_tokens > 0 and reply.output_tokens > 0


@pytest.mark.parametrize("name", NAMES)
def test_same_question_gets_the_same_answer(name: str, tools: Tools, settings: Callable[[str], dict[str, Any]]) -> None:
    model = load(tools, name, **settings(name))
    assert model.reply(REQUEST).text == model.reply(REQUEST).text


@pytest.mark.parametrize("name", NAMES)
def test_what_is_missing_is_named_when_the_model_is_made(name: str, tools: Tools) -> None:
    with pytest.raises(SettingsError, match="chat_.*GROUNDWIRE_CHAT_"):
        load(tools, name)


@pytest.mark.parametrize("name", NAMES)
def test_question_without_an_answer_is_an_error_without_a_secret(
    name: str, tools: Tools, settings: Callable[[str], dict[str, Any]]
) -> None:
    given = settings(name) | ({"chat_url": "http://127.0.0.1:9/v1", "chat_timeout": 1.0} if name != "scripted" else {})
    model = load(tools, name, **given)
    with pytest.raises(ChatError) as error:
        model.reply(replace(REQUEST, material="Something else."))
    assert KEY not in str(error.value) and "\n" not in str(error.value) and error.value.remedy
    assert KEY not in repr(model)


def test_making_one_loads_no_sdk() -> None:
    code = (
        "import sys; from groundwire.chat_models.openai_compatible import OpenAiCompatible; from groundwire.settings import Settings; "
        "OpenAiCompatible(Settings(chat_url='http://localhost/v1', chat_name='x')); print('openai' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_lazy_model_is_made_once_and_late(tools: Tools) -> None:
    made: list[int] = []

    def make() -> ChatModel:
        made.append(1)
        return tools.chat

    chat = LazyChat(make)
    assert not made
    for _ in range(2):
        with pytest.raises(ChatError):
            chat.reply(REQUEST)
    assert chat.name == "none" and len(made) == 1
