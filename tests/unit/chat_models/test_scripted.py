"""A kept story's questions get the answers that they got then, and no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.asking import question, reply_to
from tests.bundles import make_bundle

from groundwire import plugins
from groundwire.bundle import pack
from groundwire.errors import ChatError, SettingsError, UnreadableSource
from groundwire.model import Exchange
from groundwire.protocols import ChatModel, Tools


def play(tools: Tools, named: str) -> ChatModel:
    settings = replace(tools.settings, chat_model="scripted", chat_script=named)
    return plugins.load("chat_models", "scripted", replace(tools, settings=settings))  # type: ignore[no-any-return]


def keep(folder: Path, *exchanges: Exchange) -> str:
    bundle = make_bundle()
    path = folder / "kept.story.json"
    path.write_bytes(pack(replace(bundle, story=replace(bundle.story, exchanges=exchanges))))
    return str(path)


def test_same_question_gets_the_same_answer(tools: Tools, tmp_path: Path) -> None:
    exchanges = [Exchange(request=question(word), reply=reply_to(f"{word}!", seconds=0.0)) for word in ("one", "two")]
    model = play(tools, keep(tmp_path, *exchanges))
    assert model.name == "echo"
    assert [model.reply(question(word)).text for word in ("two", "one", "two")] == ["two!", "one!", "two!"]


def test_other_question_is_no_guess(tools: Tools, tmp_path: Path) -> None:
    model = play(tools, keep(tmp_path, Exchange(request=question("one"), reply=reply_to("one!"))))
    with pytest.raises(
        ChatError, match=r"was not asked this \(story-1\) in .*kept.story.json; replay with the reports"
    ) as error:
        model.reply(question("three"))
    assert error.value.tokens == (0, 0)


def test_story_without_questions_says_so(tools: Tools, tmp_path: Path) -> None:
    with pytest.raises(ChatError, match="was not asked anything in"):
        play(tools, keep(tmp_path)).reply(question("one"))


def test_script_that_is_none_is_told(tools: Tools, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="chat_script"):
        play(tools, "")
    with pytest.raises(UnreadableSource, match="no such file"):
        play(tools, str(tmp_path / "gone.story.json"))
    (tmp_path / "other").write_text("{}")
    with pytest.raises(UnreadableSource, match="is no story of Groundwire"):
        play(tools, str(tmp_path / "other"))
