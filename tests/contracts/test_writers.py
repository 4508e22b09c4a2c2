"""Every file on the shelf ``writers/`` keeps the shelf's contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.conftest import NOW
from tests.telling_model import Answering, tell
from tests.writing_desk import BRIDGE, gather

from groundwire import plugins
from groundwire.editing.events import group_reports
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.plan import make_plan
from groundwire.model import BeatRole, Document, Outcome, Ruling, Sentence, Span, StoryPlan, Verdict
from groundwire.protocols import Tools, Writer


@pytest.fixture(scope="module", params=plugins.names("writers"))
def writer(request: pytest.FixtureRequest, tools: Tools) -> Writer:
    """Each writer, with a language model that tells what it is shown for one that asks."""
    return plugins.load("writers", request.param, replace(tools, chat=Answering(tell)))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def work(tools: Tools, make_document: Callable[..., Document]) -> tuple[StoryPlan, GatheredEvidence]:
    report = make_document(
        BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=BRIDGE.split("\n")[0]
    )
    evidence = gather(tools, [report])
    grouping = group_reports([report], {report.id: evidence.reading(report.id)}, tools.encoders.embedding)
    plan = make_plan(grouping.events[0], evidence, tools.settings, NOW)
    assert isinstance(plan, StoryPlan)
    return plan, evidence


def test_writer_says_who_drafts(writer: Writer) -> None:
    assert writer.name in plugins.names("writers") and writer.disclosure.strip()


def test_writer_tells_the_plan_with_evidence_for_every_sentence(
    writer: Writer, work: tuple[StoryPlan, GatheredEvidence]
) -> None:
    plan, evidence = work
    sentences = writer.write(plan, evidence)
    assert [s.beat for s in sentences][:2] == [BeatRole.HEADLINE, BeatRole.LEDE]
    assert writer.headlines(plan, evidence)[:1] == sentences[:1]
    for sentence in sentences:
        assert sentence.text == sentence.text.strip() != "" and "\n" not in sentence.text
        assert sentence.author == writer.name and sentence.evidence
        assert all(isinstance(span, Span) and evidence.document(span.document_id).quote(span) for span in sentence.evidence)


def test_writer_is_deterministic(writer: Writer, work: tuple[StoryPlan, GatheredEvidence]) -> None:
    assert writer.write(*work) == writer.write(*work)


def test_rewriting_gives_another_sentence_of_the_same_beat_or_gives_up(
    writer: Writer, work: tuple[StoryPlan, GatheredEvidence]
) -> None:
    plan, evidence = work
    reason = Ruling(draft_id="d", sentence=0, part=(0, 1), check="c", outcome=Outcome.NOT_FOUND, note="not here")
    for sentence in (*writer.write(plan, evidence), Sentence(text="Nothing behind it.", beat=BeatRole.LEDE)):
        failed = Verdict(sentence=sentence, index=0, outcome=Outcome.NOT_FOUND, rulings=(reason,))
        (again,) = writer.rewrite([failed], evidence)
        assert again is None or (again.beat is sentence.beat and again.text != sentence.text and again.evidence)


def test_an_empty_plan_makes_no_sentences(writer: Writer, work: tuple[StoryPlan, GatheredEvidence]) -> None:
    assert writer.write(StoryPlan(event_id="e", angle="", beats=()), work[1]) == ()
