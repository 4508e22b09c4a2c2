"""Another writer at the copy desk: what it gets right is told in its words, the rest in the built-in writer's, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from tests.writing_desk import BRIDGE, Liar, Objector, make_desk

from groundwire.errors import ChatError
from groundwire.model import BeatRole, Document, Drafting, Sentence, Span, Story, StoryPlan, Verdict
from groundwire.pipeline import Outcomes, write_story
from groundwire.protocols import Evidence, Tools, Writer
from groundwire.writers.template import TemplateWriter

DAY = "2026-03-02T09:00:00+00:00"
LEDE = "The swing bridge at Lindmere reopened on Monday, the town council said, after repairs that cost 4 million euros."
WALKED = "In the first hour about 300 people walked across the bridge, according to the council."
WRONG = "In the first hour about 500 people walked across the bridge, according to the council."


@pytest.fixture(scope="module")
def bridge(make_document: Callable[..., Document]) -> Document:
    return make_document(BRIDGE, source="Lindmere Echo", published_at=DAY, title=BRIDGE.split("\n")[0])


@pytest.fixture(scope="module")
def own(tools: Tools, bridge: Document) -> Outcomes:
    """The story as the built-in writer writes it by itself."""
    return write_story([bridge], (), make_desk(tools))


@dataclass(frozen=True)
class Hand:
    """A ``Writer`` that hands in ``words``, each with the part it plays and the report's words it rests on; asked again, it gives what
    ``again`` has for a sentence. It fails where its model does: ``dies`` at once or ``dies_mending``."""

    report: Document
    words: Sequence[tuple[BeatRole, str, str]]
    again: dict[str, str] = field(default_factory=dict)
    dies: bool = False
    dies_mending: bool = False
    name: str = "hand"
    disclosure: str = "by hand"

    def write(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        if self.dies:
            raise ChatError("tiny", "cannot be reached", "start it")
        return tuple(self._make(beat, text, start) for beat, text, start in self.words)

    def headlines(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        return ()

    def rewrite(self, failed: Sequence[Verdict], evidence: Evidence) -> tuple[Sentence | None, ...]:
        if self.dies_mending:
            raise ChatError("tiny", "stopped in the middle", "start it again")
        found = {text: (beat, start) for beat, text, start in self.words}
        return tuple(
            self._make(*found[text][:1], self.again[text], found[text][1]) if text in self.again else None
            for text in (verdict.sentence.text for verdict in failed)
        )

    def _make(self, beat: BeatRole, text: str, start: str) -> Sentence:
        at = self.report.text.index(start)
        span = Span(document_id=self.report.id, start=at, end=at + len(start))
        return Sentence(text=text, beat=beat, evidence=(span,), author=self.name)


def write(tools: Tools, writer: Writer, *objections: str) -> Outcomes:
    return write_story(
        [writer.report], (), make_desk(tools, writer, [Objector(objections)], TemplateWriter(tools.settings, tools.now()))
    )  # type: ignore[attr-defined]


def texts(outcomes: Outcomes) -> list[str]:
    return [verdict.sentence.text for verdict in outcomes.verdicts]


def by_hand(outcomes: Outcomes) -> list[str]:
    return [verdict.sentence.text for verdict in outcomes.verdicts if verdict.sentence.author == "hand"]


OFFER = [
    (BeatRole.LEDE, LEDE, "The swing bridge at Lindmere reopened on Monday"),
    (BeatRole.WHAT_HAPPENED, WALKED, "About 300 people walked across"),
]


@pytest.mark.parametrize("dies", [True, False])
def test_a_model_that_gives_nothing_leaves_the_built_in_story(
    tools: Tools, bridge: Document, own: Outcomes, dies: bool
) -> None:
    outcomes = write(tools, Hand(bridge, (), dies=dies))
    assert texts(outcomes) == texts(own)
    assert isinstance(outcomes.story, Story) and outcomes.story.writer == "template"
    assert outcomes.story.disclosure.startswith("Drafted by Groundwire without a language model")
    assert [w for w in outcomes.warnings if "tiny" in w] == (
        ["language model tiny: cannot be reached; start it; the built-in writer stepped in"] if dies else []
    )


def test_what_stands_is_told_in_its_words_and_the_rest_is_put_back(tools: Tools, bridge: Document, own: Outcomes) -> None:
    outcomes = write(tools, Hand(bridge, OFFER))
    story = outcomes.story
    assert isinstance(story, Story) and story.writer == "hand" and story.disclosure.startswith("Drafted by Groundwire by hand")
    assert by_hand(outcomes) == [LEDE, WALKED]
    told = [v.sentence.text for v in outcomes.verdicts if not v.sentence.beat.is_apart]
    assert len(told) == len([v for v in own.verdicts if not v.sentence.beat.is_apart])
    assert not any(text.startswith("About 300 people") for text in told)
    assert story.drafting is not None and story.drafting.written == story.drafting.stood == 2
    assert story.drafting.put_back == len(told) - 2


def test_it_stands_where_the_plan_has_it(tools: Tools, bridge: Document, own: Outcomes) -> None:
    def order(outcomes: Outcomes) -> list[str]:
        body = [v.sentence for v in outcomes.verdicts if v.sentence.beat is BeatRole.WHAT_HAPPENED]
        return [next(word for word in ("lorries", "300", "piers", "Otto", "bridge") if word in one.text) for one in body]

    assert order(write(tools, Hand(bridge, OFFER))) == order(own)


def test_a_false_sentence_gives_way_to_the_built_in_one(tools: Tools, bridge: Document) -> None:
    wrong = [OFFER[0], (BeatRole.WHAT_HAPPENED, WRONG, "About 300 people walked across")]
    outcomes = write(tools, Hand(bridge, wrong))
    assert by_hand(outcomes) == [LEDE] and any("300 people" in text for text in texts(outcomes))
    assert not any("500" in text for text in texts(outcomes))
    assert isinstance(outcomes.story, Story) and outcomes.story.drafting is not None
    assert (outcomes.story.drafting.stood, outcomes.story.drafting.replaced, outcomes.story.drafting.cut) == (1, 1, 0)


def test_another_try_that_stands_is_told(tools: Tools, bridge: Document) -> None:
    wrong = [OFFER[0], (BeatRole.WHAT_HAPPENED, WRONG, "About 300 people walked across")]
    outcomes = write(tools, Hand(bridge, wrong, again={WRONG: WALKED}))
    assert by_hand(outcomes) == [LEDE, WALKED]
    assert isinstance(outcomes.story, Story)
    assert outcomes.story.drafting == Drafting(written=2, stood=1, reworded=1, put_back=outcomes.story.drafting.put_back)


def test_what_fails_for_a_part_that_can_be_spared_is_cut_by_the_desk(tools: Tools, bridge: Document) -> None:
    longer = WALKED.replace("council.", "council, singing all the way.")
    outcomes = write(tools, Hand(bridge, [OFFER[0], (BeatRole.WHAT_HAPPENED, longer, OFFER[1][2])]), "singing")
    assert by_hand(outcomes) == [LEDE, WALKED]
    assert isinstance(outcomes.story, Story) and outcomes.story.drafting is not None
    assert (outcomes.story.drafting.stood, outcomes.story.drafting.recast, outcomes.story.drafting.cut) == (1, 1, 0)


def test_too_long_a_run_of_a_sources_words_is_broken_by_the_desk(tools: Tools, make_document: Callable[..., Document]) -> None:
    said = (
        "About 300 people from the villages on both banks of the river walked across the swing bridge at Lindmere in the "
        "first hour, according to a count by the town council"
    )
    text = BRIDGE.replace("About 300 people walked across the bridge in the first hour, according to the council", said)
    report = make_document(text, source="Lindmere Echo", published_at=DAY, title=text.split("\n")[0])
    outcomes = write(tools, Hand(report, [OFFER[0], (BeatRole.WHAT_HAPPENED, f"{said}.", "About 300 people")]))
    assert by_hand(outcomes) == [
        LEDE,
        "According to a count by the town council, about 300 people from the villages on both banks of the river walked across the "
        "swing bridge at Lindmere in the first hour.",
    ]


def test_a_story_that_two_cannot_tell_is_told_by_the_built_in_writer(
    tools: Tools, make_document: Callable[..., Document]
) -> None:
    title = "Swing bridge at Lindmere reopens"
    news = "The swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros, the town council said."
    report = make_document(
        f"{title}\n\n{news}\n\n{BRIDGE.split(chr(10) * 2)[3]}\n", source="Lindmere Echo", published_at=DAY, title=title
    )
    alone = write_story([report], (), make_desk(tools))
    walked = (BeatRole.LEDE, WALKED, "About 300 people walked across")
    both = write(tools, Hand(report, [walked, (BeatRole.HEADLINE, title, "The swing bridge")]))
    assert isinstance(alone.story, Story) and isinstance(both.story, Story)
    told = [s.text for s in both.story.sentences if not s.beat.is_apart]
    assert any("4 million" in text for text in told) and any("300" in text for text in told)


def test_a_model_that_dies_mending_loses_nothing(tools: Tools, bridge: Document) -> None:
    wrong = [OFFER[0], (BeatRole.WHAT_HAPPENED, WRONG, "About 300 people walked across")]
    outcomes = write(tools, Hand(bridge, wrong, dies_mending=True))
    assert by_hand(outcomes) == [LEDE]
    assert any("stopped in the middle" in warning for warning in outcomes.warnings)


def test_what_is_nobodys_and_false_is_cut(tools: Tools, bridge: Document) -> None:
    lines = (BeatRole.SOCIAL_LINE, "Five hundred walk across Lindmere's new tunnel.", "About 300 people walked across")
    outcomes = write(tools, Hand(bridge, [*OFFER, lines]))
    assert isinstance(outcomes.story, Story) and outcomes.story.drafting is not None
    assert outcomes.story.drafting.cut == 1 and not any("tunnel" in text for text in texts(outcomes))


def test_where_everything_of_it_fails_the_built_in_story_is_whole(tools: Tools, bridge: Document, own: Outcomes) -> None:
    outcomes = write(tools, Hand(bridge, OFFER), "reopened on Monday", "n the first hour about")
    assert texts(outcomes) == texts(own)
    assert isinstance(outcomes.story, Story) and outcomes.story.writer == "template"


def test_a_liar_without_evidence_gets_nothing_through(tools: Tools, bridge: Document, own: Outcomes) -> None:
    lie = Sentence(text="The bridge collapsed on Tuesday and killed the mayor.", beat=BeatRole.LEDE, author="liar")
    writer = Liar((lie,), lie)
    outcomes = write_story([bridge], (), make_desk(tools, writer, (), TemplateWriter(tools.settings, tools.now())))  # type: ignore[arg-type]
    assert texts(outcomes) == texts(own)
