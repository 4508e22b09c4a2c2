"""Every file on the shelf ``formats/`` keeps the shelf's contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.writing_desk import BRIDGE, make_desk

from groundwire import plugins
from groundwire.model import Document, Story
from groundwire.pipeline import Outcomes, write_story
from groundwire.protocols import Format, Tools


@pytest.fixture(scope="module", params=plugins.names("formats"))
def format_(request: pytest.FixtureRequest, tools: Tools) -> Format:
    return plugins.load("formats", request.param, tools)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def outcomes(tools: Tools, make_document: Callable[..., Document]) -> Outcomes:
    report = make_document(
        BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=BRIDGE.split("\n")[0]
    )
    return write_story([report], (), make_desk(tools))


def test_format_says_what_it_is(format_: Format) -> None:
    assert format_.name in plugins.names("formats")
    assert format_.suffix.startswith(".") and "/" in format_.media_type


def test_every_sentence_is_in_the_file_and_the_bytes_are_the_same_each_time(format_: Format, outcomes: Outcomes) -> None:
    assert isinstance(outcomes.story, Story)
    data = format_.render(outcomes.story, outcomes.verdicts)
    assert data == format_.render(outcomes.story, outcomes.verdicts)
    text = data.decode("utf-8")
    for sentence in outcomes.story.all_sentences:
        longest = max(sentence.text.replace('"', "|").replace("'", "|").split("|"), key=len)
        assert longest.strip() in text
    assert outcomes.story.disclosure in text


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "</p><img src=x onerror=alert(1)>", "]]>", "\u202e", "**bold** [a](b)"]
)
def test_hostile_words_stay_words(format_: Format, outcomes: Outcomes, words: str) -> None:
    story = outcomes.story
    assert isinstance(story, Story)
    sentences = (replace(story.sentences[0], text=words), *story.sentences[1:])
    story = replace(story, sentences=sentences)
    verdicts = tuple(
        replace(verdict, sentence=sentence) for verdict, sentence in zip(outcomes.verdicts, story.all_sentences, strict=True)
    )
    text = format_.render(story, verdicts).decode("utf-8")
    assert "<script>alert(1)" not in text and "<img src=x" not in text


def test_a_story_without_sections_renders(format_: Format, outcomes: Outcomes) -> None:
    assert isinstance(outcomes.story, Story)
    story = replace(outcomes.story, sentences=outcomes.story.sentences[:1], see_also=(), disagreements=())
    assert format_.render(story, outcomes.verdicts[:2])
