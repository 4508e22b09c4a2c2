"""Stories by a language model through the whole pipeline: checked, mended, completed by the built-in writer, shared."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.telling_model import Answering, tell
from tests.writing_desk import BRIDGE, make_desk

from groundwire import plugins
from groundwire.errors import ChatError
from groundwire.model import BeatRole, ChatRequest, Document, HouseStyle, Outcome, Story
from groundwire.pipeline import Outcomes, write_story
from groundwire.protocols import Tools
from groundwire.results import Written

Say = Callable[[ChatRequest], str]


@pytest.fixture(scope="module")
def bridge(make_document: Callable[..., Document]) -> Document:
    title = BRIDGE.split("\n")[0]
    return make_document(BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=title)


def write(tools: Tools, report: Document, say: Say, style: HouseStyle | None = None) -> tuple[Outcomes, Answering]:
    model = Answering(say)
    made = replace(tools, chat=model)
    desk = replace(make_desk(made), writer=plugins.load("writers", "chat", made), stand_in=make_desk(made).writer)
    return write_story([report], (), replace(desk, style=style or HouseStyle())), model


def story_of(outcomes: Outcomes) -> Story:
    story = outcomes.story
    assert isinstance(story, Story)
    assert tuple(verdict.sentence for verdict in outcomes.verdicts) == story.all_sentences
    assert {verdict.outcome for verdict in outcomes.verdicts} == {Outcome.SUPPORTED}
    return story


def changed(request: ChatRequest, **parts: object) -> str:
    return json.dumps(json.loads(tell(request)) | parts)


def test_an_honest_model_tells_the_story_and_how_it_is_shared(tools: Tools, bridge: Document) -> None:
    outcomes, model = write(tools, bridge, tell)
    story = story_of(outcomes)
    assert story.writer == "chat" and story.drafting and story.drafting.stood == story.drafting.written > 8
    assert {sentence.author for sentence in story.all_sentences} == {"chat"} and len(model.asked) <= 2
    assert "with a language model held to its sources" in story.disclosure
    told = Written(outcome=story, verdicts=outcomes.verdicts).as_json()
    assert told["search_title"]["text"] == "Swing bridge at Lindmere reopens"  # type: ignore[index]
    assert told["social_line"]["outcome"] == "supported"  # type: ignore[index]
    assert [each.beat for each in story.sentences][-2:] == [BeatRole.SOCIAL_LINE, BeatRole.SEARCH_TITLE]


def test_what_a_model_invents_is_told_by_the_built_in_writer(tools: Tools, bridge: Document) -> None:
    def lie(request: ChatRequest) -> str:
        if request.prompt.startswith("mend"):
            return json.dumps({"sentences": [{"number": 1, "text": "The mayor of Lindmere ate a lorry.", "from": [1]}]})
        wrong = {"text": "The bridge at Lindmere fell into the river on 2 March, the town council said.", "from": [1]}
        return changed(
            request, lede=wrong, social_line=wrong, headline={"text": "Bridge at Lindmere falls into river", "from": [1]}
        )

    outcomes, _ = write(tools, bridge, lie)
    story = story_of(outcomes)
    assert not any("fell" in each.text or "falls" in each.text or "ate" in each.text for each in story.all_sentences)
    assert story.sentences[0].beat is BeatRole.LEDE and story.sentences[0].author == "template"
    assert story.drafting and story.drafting.replaced >= 2 and story.headline.author == "template"
    assert not any(each.beat is BeatRole.SOCIAL_LINE for each in story.sentences)


def test_a_failing_sentence_that_is_told_better_the_second_time_stands(tools: Tools, bridge: Document) -> None:
    def slip(request: ChatRequest) -> str:
        right = {
            "text": "The swing bridge at Lindmere reopened after repairs that cost 4 million euros, the town council said.",
            "from": [1],
        }
        if request.prompt.startswith("mend"):
            assert "9 million" in request.material
            return json.dumps({"sentences": [{"number": 1, **right}]})
        wrong = {"section": "what happened", **right, "text": right["text"].replace("4 million", "9 million")}  # type: ignore[attr-defined]
        return json.dumps({"story": [wrong]})

    story = story_of(write(tools, bridge, slip)[0])
    assert story.drafting and (story.drafting.written, story.drafting.reworded) == (1, 1)
    assert any("cost 4 million euros" in each.text and each.author == "chat" for each in story.sentences)


@pytest.mark.parametrize(
    "answer", ["", "I cannot help with that.", '{"story": 7}', '{"lede": {"text": "Nothing.", "from": [99]}}']
)
def test_an_answer_that_is_none_leaves_the_built_in_writers_story(tools: Tools, bridge: Document, answer: str) -> None:
    story = story_of(write(tools, bridge, lambda request: answer)[0])
    alone = story_of(write_story([bridge], (), make_desk(tools)))
    assert story.all_sentences == alone.all_sentences and story.disclosure == alone.disclosure


def test_a_model_that_fails_is_told_of_and_costs_no_story(tools: Tools, bridge: Document) -> None:
    def fail(request: ChatRequest) -> str:
        raise ChatError("answering", "gave up", "try again later")

    outcomes, _ = write(tools, bridge, fail)
    assert story_of(outcomes).writer == "template"
    assert outcomes.warnings == ("language model answering: gave up; try again later; the built-in writer stepped in",)


def test_a_section_that_the_house_leaves_out_is_told_by_nobody(tools: Tools, bridge: Document) -> None:
    outcomes, model = write(tools, bridge, tell, HouseStyle(left_out=("background",)))
    assert not any(each.beat is BeatRole.BACKGROUND for each in story_of(outcomes).sentences)
    assert "closed since October" not in model.asked[0].material
