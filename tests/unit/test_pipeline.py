"""From documents to the desk: what is published is backed in every sentence, whatever writer and sources do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from tests.conftest import NOW
from tests.writing_desk import BRIDGE, Liar, Objector, make_desk

from groundwire.copydesk import make_draft
from groundwire.model import BeatRole, Document, Draft, Outcome, Refusal, Ruling, Sentence, Story, StoryPlan
from groundwire.pipeline import Outcomes, check_again, check_draft, write_story
from groundwire.protocols import Evidence, Tools
from groundwire.settings import Settings
from groundwire.writers.template import TemplateWriter

LEDE = "The swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros, the town council said."


@pytest.fixture(scope="module")
def bridge(make_document: Callable[..., Document]) -> Document:
    return make_document(BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=BRIDGE.split("\n")[0])


@pytest.fixture
def write(tools: Tools, bridge: Document) -> Callable[..., Outcomes]:
    return lambda *words: write_story([bridge], (), make_desk(tools, more_checks=[Objector(words)]))


def beats(outcomes: Outcomes) -> list[BeatRole]:
    return [verdict.sentence.beat for verdict in outcomes.verdicts]


def assert_whole(outcomes: Outcomes) -> Story:
    """A story whose verdicts are its sentences, headline first, each supported and numbered in order."""
    story = outcomes.story
    assert isinstance(story, Story)
    assert tuple(verdict.sentence for verdict in outcomes.verdicts) == story.all_sentences
    assert [verdict.index for verdict in outcomes.verdicts] == list(range(len(story.all_sentences)))
    assert {verdict.outcome for verdict in outcomes.verdicts} == {Outcome.SUPPORTED}
    assert beats(outcomes)[:2] == [BeatRole.HEADLINE, BeatRole.LEDE]
    return story


def test_a_story_holds_supported_sentences_only(write: Callable[..., Outcomes]) -> None:
    assert_whole(write("nothing objects to this"))


def test_a_sentence_that_fails_is_cut_and_the_rest_stands(write: Callable[..., Outcomes]) -> None:
    story = assert_whole(write("300 people"))
    assert not any("300" in sentence.text for sentence in story.all_sentences)
    assert any("Otto Lund" in sentence.text for sentence in story.sentences)


@pytest.mark.parametrize("words", ["swing bridge", "4 million"])
def test_a_story_whose_lede_fails_moves_on_to_the_next_claim(write: Callable[..., Outcomes], words: str) -> None:
    story = assert_whole(write(words))
    lede = story.sentences[0]
    assert lede.beat is BeatRole.LEDE and words not in lede.text
    assert sum(sentence.text == lede.text for sentence in story.sentences if sentence.beat is not BeatRole.KEY_POINT) == 1


def test_where_nothing_stands_the_story_is_refused(write: Callable[..., Outcomes]) -> None:
    outcomes = write("e")
    assert isinstance(outcomes.story, Refusal) and outcomes.verdicts == ()
    assert "headline and lede" in outcomes.story.reason and len(outcomes.story.documents) == 1


def test_a_reply_whose_claim_is_cut_is_told_by_itself(tools: Tools, make_document: Callable[..., Document]) -> None:
    title = "Depot burns in Velden"
    denial = "The owner denied that the depot's alarm had been switched off."
    report = make_document(
        f"{title}\n\nA fuel depot in Velden burned on Monday, the fire service said.\n\nUnion leader Piet Vos said that the depot's alarm had been "
        f"switched off.\n\nAbout 60 firefighters fought the blaze.\n\n{denial}\n",
        source="Velden Post",
        published_at="2026-03-02T09:00:00+00:00",
        title=title,
    )
    whole = assert_whole(write_story([report], (), make_desk(tools)))
    assert {sentence.beat for sentence in whole.sentences if sentence.text == denial} >= {BeatRole.REPLY}
    story = assert_whole(write_story([report], (), make_desk(tools, more_checks=[Objector(("Vos",))])))
    assert BeatRole.REPLY not in {sentence.beat for sentence in story.sentences}
    assert any(sentence.text == denial for sentence in story.sentences)


def test_a_story_carries_who_said_what_in_its_reports_and_in_the_archive_it_rests_on(
    tools: Tools, bridge: Document, make_document: Callable[..., Document]
) -> None:
    title = "Rye cakes win prize in Orsk"
    cakes = make_document(f"{title}\n\nA baker won a prize, the jury said on Sunday.\n", source="Orsk Post", title=title)
    story = assert_whole(write_story([bridge], [cakes], make_desk(tools)))
    assert [statement.speaker for statement in story.statements] == [
        "the town council", "Hilda Strand", "the council", "Otto Lund",
    ]  # fmt: skip
    assert {statement.quote.content.document_id for statement in story.statements} == {bridge.id}


def test_nothing_a_writer_makes_up_gets_into_a_story(tools: Tools, bridge: Document) -> None:
    span = bridge.span(BRIDGE.index(LEDE), BRIDGE.index(LEDE) + len(LEDE))
    people = "About 300 people walked across the bridge in the first hour, according to the council."

    def sentence(text: str, beat: BeatRole) -> Sentence:
        return Sentence(text=text, beat=beat, evidence=(span,), author="liar")

    liar = Liar(
        (
            sentence("Swing bridge at Lindmere reopens", BeatRole.HEADLINE),
            sentence(LEDE, BeatRole.LEDE),
            sentence("The repairs cost 9 million euros.", BeatRole.WHAT_HAPPENED),
            sentence("Mayor Hilda Strand resigned on Monday.", BeatRole.WHAT_HAPPENED),
            sentence("“The bridge will never carry lorries,” Mayor Hilda Strand said.", BeatRole.WHAT_HAPPENED),
            sentence(people, BeatRole.WHAT_HAPPENED),
        ),
        second=sentence("The mayor of Lindmere ate a lorry.", BeatRole.WHAT_HAPPENED),
    )
    story = assert_whole(write_story([bridge], (), make_desk(tools, liar)))
    assert [each.text for each in story.sentences] == [LEDE, people]


def test_a_second_try_that_every_check_backs_replaces_the_first(tools: Tools, bridge: Document) -> None:
    span = bridge.span(BRIDGE.index(LEDE), BRIDGE.index(LEDE) + len(LEDE))
    headline = Sentence(text="Swing bridge at Lindmere reopens", beat=BeatRole.HEADLINE, evidence=(span,))
    lede = Sentence(text=LEDE, beat=BeatRole.LEDE, evidence=(span,))
    wrong = Sentence(text="The repairs cost 9 million euros.", beat=BeatRole.WHAT_HAPPENED, evidence=(span,))
    right = replace(wrong, text="The repairs cost 4 million euros.")
    story = assert_whole(write_story([bridge], (), make_desk(tools, Liar((headline, lede, wrong), second=right))))
    assert [each.text for each in story.sentences] == [LEDE, right.text]


def test_a_headline_that_comes_late_is_put_first(tools: Tools, bridge: Document) -> None:
    span = bridge.span(BRIDGE.index(LEDE), BRIDGE.index(LEDE) + len(LEDE))
    texts = [
        (LEDE, BeatRole.LEDE),
        ("The repairs cost 4 million euros.", BeatRole.WHAT_HAPPENED),
        ("Swing bridge at Lindmere reopens", BeatRole.HEADLINE),
    ]
    liar = Liar(tuple(Sentence(text=text, beat=beat, evidence=(span,)) for text, beat in texts))
    assert assert_whole(write_story([bridge], (), make_desk(tools, liar))).headline.text == "Swing bridge at Lindmere reopens"


@dataclass(frozen=True)
class Neighbour:
    """A ``Check`` that finds a sentence with ``word`` in it wrong wherever no sentence with ``beside`` stands in the same draft."""

    word: str
    beside: str
    name: str = "neighbour"

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        return () if self.beside in draft.document.text else Objector((self.word,)).check(draft, evidence)


class Headlines(TemplateWriter):
    """The built-in ``Writer`` with headlines of its own."""

    def __init__(self, choices: tuple[Sentence, ...]) -> None:
        super().__init__(Settings(), NOW)
        self.choices = choices

    def headlines(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        return self.choices


def test_a_sentence_that_leans_on_one_that_was_cut_goes_too(tools: Tools, bridge: Document) -> None:
    checks = [Objector(("Otto Lund",)), Neighbour("300 people", "Otto Lund")]
    story = assert_whole(write_story([bridge], (), make_desk(tools, more_checks=checks)))
    assert not any(word in sentence.text for sentence in story.all_sentences for word in ("Otto Lund", "300 people"))


def test_a_headline_is_chosen_as_it_stands_above_the_story(tools: Tools, bridge: Document) -> None:
    """Ruled on together, one of the headlines it could run under may introduce what another one only hints at."""
    desk = make_desk(tools)
    good = assert_whole(write_story([bridge], (), desk)).headline
    leaning, leant_on = replace(good, text=f"{good.text} again"), replace(good, text="Nobody said so")
    writer = Headlines((leaning, leant_on, good))
    checks = (*desk.checks, Neighbour(leaning.text, leant_on.text), Objector((leant_on.text,)))
    story = assert_whole(write_story([bridge], (), replace(desk, writer=writer, checks=checks)))
    assert story.headline.text == good.text


def test_a_story_that_comes_back_is_ruled_on_anew(tools: Tools, bridge: Document) -> None:
    outcomes = write_story([bridge], (), make_desk(tools))
    story = assert_whole(outcomes)
    again = check_again(story, make_desk(tools))
    assert again.story == story
    assert [(v.outcome, v.sentence) for v in again.verdicts] == [(v.outcome, v.sentence) for v in outcomes.verdicts]
    objecting = check_again(story, make_desk(tools, more_checks=[Objector(("300 people",))]))
    failing = [verdict for verdict in objecting.verdicts if verdict.outcome is not Outcome.SUPPORTED]
    assert failing and all("300 people" in verdict.sentence.text for verdict in failing)


def test_reports_of_another_event_are_left_out_and_named(
    tools: Tools, bridge: Document, make_document: Callable[..., Document]
) -> None:
    title = "Rye cakes win prize in Orsk"
    cakes = make_document(
        f"{title}\n\nA baker from Orsk won a prize for her rye cakes on Sunday.\n", source="Orsk Post", title=title
    )
    again = make_document(
        "Lindmere bridge open again\n\nThe Lindmere swing bridge reopened on Monday, Mayor Hilda Strand said.\n\nLorries waited for an hour.\n",
        source="Coast News",
        published_at="2026-03-02T10:00:00+00:00",
        title="Lindmere bridge open again",
    )
    outcomes = write_story([cakes, bridge, again], (), make_desk(tools))
    story = assert_whole(outcomes)
    assert any(title in warning and "another event" in warning for warning in outcomes.warnings)
    assert cakes.id not in {document.id for document in story.documents}


def test_the_same_report_twice_is_one_source(tools: Tools, bridge: Document, make_document: Callable[..., Document]) -> None:
    copy = make_document(BRIDGE, source="Coast News", published_at="2026-03-02T11:00:00+00:00", title=BRIDGE.split("\n")[0])
    story = assert_whole(write_story([bridge, copy], (), make_desk(tools)))
    assert story.independent_sources == 1 and "2 reports, 1 of them independent" in story.disclosure


def test_a_report_that_lies_in_the_archive_too_is_no_background_to_itself(tools: Tools, bridge: Document) -> None:
    story = assert_whole(write_story([bridge], [bridge], make_desk(tools)))
    assert story.archive_ids == frozenset() and story.see_also == ()


REOPENED = """Lindmere's swing bridge open again

Lindmere's swing bridge opened again on Monday, the town council said, after repairs for 4 million euros.

Ferrymen had carried lorries over the sound since the autumn, the harbour office said.
"""


@pytest.mark.parametrize("published", ["2026-03-02T15:00:00+00:00", "2026-02-20T15:00:00+00:00"])
def test_another_account_of_the_same_day_in_the_archive_is_news_that_does_not_lead(
    tools: Tools, bridge: Document, make_document: Callable[..., Document], published: str
) -> None:
    other = make_document(REOPENED, source="Sound Gazette", published_at=published, title=REOPENED.split("\n")[0])
    outcomes = write_story([bridge], [other], make_desk(tools))
    story = assert_whole(outcomes)
    is_news = published > "2026-03-01"
    assert story.archive_ids == (frozenset() if is_news else {other.id})
    assert story.independent_sources == (2 if is_news else 1)
    assert any("taken from the archive" in warning for warning in outcomes.warnings) is is_news
    assert story.sentences[0].text.startswith("The swing bridge at Lindmere reopened on")
    assert not (is_news and any("according to" in s.text.lower() and "Gazette" in s.text for s in story.sentences))


def test_same_input_and_clock_give_the_same_story(tools: Tools, bridge: Document) -> None:
    one, other = (write_story([bridge], (), make_desk(tools)) for _ in range(2))
    assert one == other


def test_checking_a_draft_rules_on_every_sentence(
    tools: Tools, bridge: Document, make_document: Callable[..., Document]
) -> None:
    draft = make_document(
        "The bridge at Lindmere reopened on Monday.\n\nAbout 900 people walked across the bridge.\n\nMayor Hilda Strand resigned.\n"
    )
    report = check_draft(draft, [bridge], (), make_desk(tools))
    assert [v.outcome is Outcome.SUPPORTED for v in report.verdicts] == [True, False, False]
    assert [v.sentence.text for v in report.verdicts] == [p.text for p in report.draft.reading.sentences]
    assert not report.is_backed


def test_a_draft_is_read_with_its_sentences_where_they_stand(tools: Tools) -> None:
    sentences = [Sentence(text=text, beat=BeatRole.WHAT_HAPPENED) for text in ("One. Two.", "", "Three")]
    draft = make_draft(sentences, make_desk(tools))
    assert [passage.text for passage in draft.reading.sentences] == ["One. Two.", "", "Three"]
    assert all(draft.document.quote(passage.span) == passage.text for passage in draft.reading.sentences)


def test_progress_is_told_stage_by_stage(tools: Tools, bridge: Document) -> None:
    seen: list[tuple[str, int, int]] = []
    write_story([bridge], (), replace(make_desk(tools), progress=lambda *step: seen.append(step)))
    assert list(dict.fromkeys(stage for stage, _, _ in seen)) == ["read", "plan", "write", "check"]
    assert all(0 <= done <= total for _, done, total in seen)
