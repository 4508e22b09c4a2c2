"""The bundled stories read as they did when an editor last read them. A change on purpose: ``python -m tests.golden.regenerate``."""

from __future__ import annotations

import re

import pytest
from tests.golden.regenerate import DATA_STORIES, EXAMPLES, STORIES, file_of, tell

from groundwire.encoders.lazy import LazyEncoders


@pytest.fixture(autouse=True)
def shared_models(encoders: LazyEncoders, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real models, loaded once for all tests."""
    monkeypatch.setattr("groundwire.encoders.lazy.LazyEncoders", lambda: encoders)


@pytest.mark.parametrize("name", (*EXAMPLES, *DATA_STORIES))
def test_story_reads_as_its_golden_file(name: str) -> None:
    assert tell(name) == file_of(name).read_text("utf-8"), "on purpose? python -m tests.golden.regenerate"


@pytest.mark.parametrize("name", EXAMPLES)
def test_golden_story_is_one_an_editor_could_use(name: str) -> None:
    text = (STORIES / f"{name}.md").read_text("utf-8")
    story = text.split("## Receipts")[0]
    headline, lede = [line for line in story.splitlines() if line and not line.startswith("**")][:2]
    assert len(re.sub(r"\\\[\d+\\\]", "", headline).lstrip("# ").strip()) <= 90
    assert len(re.sub(r"\\\[\d+\\\]", "", lede).split()) <= 32
    assert "## What happened" in story and "## Background" in story and "**Key points**" in story
    assert all(line.count("“") == line.count("”") and line.count('"') % 2 == 0 for line in story.splitlines())
    assert not re.search(
        r"\b(?:last week|yesterday|tomorrow|today|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
        re.sub(r'["“][^"”]*["”]', "", story),
    )
    assert not re.search(r",,|\.\.|\s[,.;:]|(?<=\S) {2,}\S", story)
    assert not any(words in story for words in ("Read Next:", "Loading", "Subscribe"))
