"""Every file on the shelf ``formats/`` keeps the shelf's contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.bundles import WAIVERS, make_bundle
from tests.conftest import NOW
from tests.formats_story import HOSTILE, PRICES, make_illustration, make_ranking
from tests.writing_desk import BRIDGE, make_desk

from groundwire import plugins
from groundwire.editing.lifecycle import Cleared, clear, make_order
from groundwire.model import EDITOR, Document, Outcome, Story
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
    written = write_story([report], (), make_desk(tools))
    assert isinstance(written.story, Story)
    story = replace(written.story, illustration=make_illustration(), chart=make_ranking(*PRICES, marked=0))
    return replace(written, story=story)


@pytest.fixture(scope="module")
def text_format(format_: Format) -> Format:
    if not format_.media_type.startswith("text/"):
        pytest.skip(f"{format_.name} is a picture and holds no text of the story")
    return format_


def test_format_says_what_it_is(format_: Format) -> None:
    assert format_.name in plugins.names("formats")
    assert format_.suffix.startswith(".") and "/" in format_.media_type


def test_the_bytes_are_the_same_each_time_and_what_they_are_said_to_be(format_: Format, outcomes: Outcomes) -> None:
    assert isinstance(outcomes.story, Story)
    data = format_.render(outcomes.story, outcomes.verdicts)
    assert data == format_.render(outcomes.story, outcomes.verdicts)
    assert data.startswith(b"\x89PNG\r\n") == (format_.media_type == "image/png")
    assert data.startswith(b"<svg ") == (format_.media_type == "image/svg+xml")


def test_every_sentence_caption_and_number_is_in_the_file(text_format: Format, outcomes: Outcomes) -> None:
    assert isinstance(outcomes.story, Story)
    text = text_format.render(outcomes.story, outcomes.verdicts).decode("utf-8").replace("\\", "")
    for told in ("The east quay of Port Ellery", "Credit: ", "Bo Lindqvist/The Ellery Gazette", "File picture, 3 March 2019"):
        assert told in text
    for told in ("Norvane Lines", "4.2%", "−2.3%", "no figure", "Ellery Exchange"):
        assert told in text
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
    story = replace(story, headline=replace(story.headline, text=words))
    verdicts = (replace(verdicts[0], sentence=story.headline), *verdicts[1:])
    illustration = make_illustration(caption=words, credit=words, alt_text=words, path=words)
    story = replace(story, illustration=illustration, chart=make_ranking((words, "1"), title=words, source=words, unit=words))
    text = format_.render(story, verdicts).decode("utf-8", "replace")
    assert "<script>alert(1)" not in text and "<img src=x" not in text


def test_a_story_without_sections_renders(format_: Format, outcomes: Outcomes) -> None:
    assert isinstance(outcomes.story, Story)
    story = replace(outcomes.story, sentences=outcomes.story.sentences[:1], see_also=(), disagreements=())
    assert format_.render(story, outcomes.verdicts[:2])


def test_a_format_of_a_part_gives_nothing_where_the_story_has_none(format_: Format, outcomes: Outcomes) -> None:
    assert isinstance(outcomes.story, Story)
    story = replace(outcomes.story, chart=None, illustration=None)
    assert bool(format_.render(story, outcomes.verdicts)) == (not format_.name.startswith("chart"))


@pytest.mark.parametrize("words", HOSTILE)
def test_an_editors_name_and_reason_stay_words(format_: Format, words: str) -> None:
    cleared = clear(make_bundle(), make_order("Ann Lee", WAIVERS, has_rights=True), NOW)
    assert isinstance(cleared, Cleared)
    story = replace(cleared.bundle.story, editor=words, logged=words, disclosure=f"Edited by {words}.")
    verdicts = tuple(
        replace(
            verdict,
            rulings=tuple(
                replace(ruling, check=EDITOR + words, note=words) if ruling.waived_by else ruling for ruling in verdict.rulings
            ),
        )
        for verdict in cleared.bundle.verdicts
    )
    text = format_.render(story, verdicts).decode("utf-8", "replace")
    assert not [mark for mark in ("<script>alert(1)", "<i>", "<!-- gone", "\u202e") if mark in text]


@pytest.mark.parametrize("name", ["markdown", "web_page", "bundle"])
def test_a_published_story_says_who_edited_what_was_waived_and_where_it_stands_in_the_log(name: str, tools: Tools) -> None:
    format_: Format = plugins.load("formats", name, tools)
    cleared = clear(make_bundle(), make_order("Ann Lee", WAIVERS, has_rights=True), NOW)
    assert isinstance(cleared, Cleared)
    story = replace(cleared.bundle.story, logged="sha256:" + "0a" * 32)
    text = format_.render(story, cleared.bundle.verdicts).decode("utf-8")
    assert "edited by Ann Lee." in text and story.logged in text
    assert "DRAFT -" not in text and "not yet edited" not in text
    for number, reason in WAIVERS:
        assert reason in text.replace("&#39;", "'")
        assert cleared.bundle.verdicts[number].outcome is not Outcome.SUPPORTED
