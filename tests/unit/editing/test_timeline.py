"""The timeline of a thread, from its reports to the story: dated, told once, standing by itself, and cut where it is not backed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.writing_desk import Objector, gather, make_desk

from groundwire.copydesk import make_draft, rule
from groundwire.editing.timeline import ENTRIES
from groundwire.model import BeatRole, Document, Grain, Outcome, Span, Story
from groundwire.pipeline import write_story
from groundwire.protocols import Tools

NEWS = """Barge closes Lindmere swing bridge

A barge hit the swing bridge at Lindmere on Monday and closed it to lorries, the town council said.

About 40 lorries turned back at the swing bridge in the first hour, according to the council.

Mayor Hilda Strand told reporters that the swing bridge at Lindmere would reopen on 16 March.

The swing bridge at Lindmere was last repaired in 2019 after a storm.

Ferry operator Otto Lund said that his company had added two crossings a day.
"""
SECOND = """Swing bridge at Lindmere closed by barge

A barge hit the swing bridge at Lindmere on Monday and closed it to lorries, the harbour master said.

The barge lost its steering before it hit the swing bridge, harbour master Nils Berg told the Fen Post.

Divers will look at the piers of the swing bridge at Lindmere on Thursday.
"""
OLD = """Lindmere council finds cracks in swing bridge

Engineers found cracks in two piers of the swing bridge at Lindmere on Thursday, the town council said.

The council will spend 2 million euros on the swing bridge at Lindmere, Mayor Hilda Strand said.
"""
OLDER = """Lindmere swing bridge damaged by storm

A storm damaged the swing bridge at Lindmere on 11 November 2019 and closed it to lorries, the town council said.

Mayor Hilda Strand told reporters that the swing bridge at Lindmere was repaired by Christmas.
"""


@pytest.fixture(scope="module")
def thread(make_document: Callable[..., Document]) -> tuple[Document, tuple[Document, ...]]:
    """The report and its archive; the oldest item has no date of its own."""
    news = make_document(NEWS, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=NEWS.split("\n")[0])
    old = make_document(OLD, source="Fen Post", published_at="2026-01-15T09:00:00+00:00", title=OLD.split("\n")[0])
    return news, (old, make_document(OLDER, title=OLDER.split("\n")[0]))


@pytest.fixture(scope="module")
def story(tools: Tools, thread: tuple[Document, tuple[Document, ...]]) -> Story:
    told = write_story([thread[0]], thread[1], make_desk(tools)).story
    assert isinstance(told, Story)
    return told


def test_happenings_stand_at_their_own_days_in_order_of_time(story: Story) -> None:
    assert [happening.sentence.text.split(":")[0] for happening in story.timeline] == [
        "2019",
        "11 November 2019",
        "15 January 2026",
        "2 March 2026",
        "16 March 2026",
    ]
    assert [happening.dating.first for happening in story.timeline] == [
        date(2019, 1, 1),
        date(2019, 11, 11),
        date(2026, 1, 15),
        date(2026, 3, 2),
        date(2026, 3, 16),
    ]
    assert [happening.dating.is_ahead for happening in story.timeline] == [False, False, False, False, True]


def test_entries_are_sentences_of_the_story_and_told_without_their_date_twice(story: Story) -> None:
    for happening in story.timeline:
        assert happening.sentence in story.sentences and happening.sentence.beat is BeatRole.TIMELINE
        assert happening.sentence.evidence and "Monday" not in happening.sentence.text
    assert story.timeline[3].sentence.text == (
        "2 March 2026: A barge hit the swing bridge at Lindmere and closed it to lorries, the town council said."
    )


def test_one_happening_told_twice_is_one_entry_that_rests_on_both(
    tools: Tools, make_document: Callable[..., Document], thread: tuple[Document, tuple[Document, ...]]
) -> None:
    second = make_document(SECOND, source="Fen Post", published_at="2026-03-02T11:00:00+00:00", title=SECOND.split("\n")[0])
    told = write_story([thread[0], second], thread[1], make_desk(tools)).story
    assert isinstance(told, Story)
    (entry,) = [each.sentence for each in told.timeline if each.dating.first == date(2026, 3, 2)]
    assert {item.document_id for item in entry.evidence if isinstance(item, Span)} == {thread[0].id, second.id}


def test_a_month_that_one_report_gives_is_the_day_that_another_gives(
    tools: Tools, make_document: Callable[..., Document], thread: tuple[Document, tuple[Document, ...]]
) -> None:
    news = NEWS.replace("last repaired in 2019 after a storm", "closed to lorries in November 2019 after a storm damaged it")
    report = make_document(news, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=news.split("\n")[0])
    told = write_story([report], thread[1], make_desk(tools)).story
    assert isinstance(told, Story)
    assert [each.dating.grain for each in told.timeline if each.dating.first.year == 2019] == [Grain.DAY]


def test_an_entry_that_a_check_rejects_is_cut_and_does_not_cost_the_story_its_other_parts(
    tools: Tools, thread: tuple[Document, tuple[Document, ...]], story: Story
) -> None:
    told = write_story([thread[0]], thread[1], make_desk(tools, more_checks=[Objector(("15 January 2026:",))])).story
    assert isinstance(told, Story)
    assert [each.dating.first.year for each in told.timeline] == [2019, 2019, 2026, 2026]
    kept = [sentence for sentence in story.sentences if sentence.beat is not BeatRole.TIMELINE]
    assert [sentence for sentence in told.sentences if sentence.beat is not BeatRole.TIMELINE] == kept


def test_too_few_entries_are_no_timeline(tools: Tools, thread: tuple[Document, tuple[Document, ...]]) -> None:
    objector = Objector(("15 January 2026:", "11 November 2019:", "2019:"))
    told = write_story([thread[0]], thread[1], make_desk(tools, more_checks=[objector])).story
    assert isinstance(told, Story)
    assert told.timeline == () and not any(sentence.beat is BeatRole.TIMELINE for sentence in told.sentences)


@pytest.mark.parametrize("wrong", ["3 March 2026", "2 April 2026", "March 2025"])
def test_the_checks_do_not_let_a_wrong_date_through(
    tools: Tools, thread: tuple[Document, tuple[Document, ...]], story: Story, wrong: str
) -> None:
    evidence = gather(tools, [thread[0]], thread[1])
    entry = story.timeline[3].sentence
    text = wrong + entry.text.removeprefix("2 March 2026")
    desk = make_desk(tools)
    (right,) = rule(make_draft([entry], desk), evidence, desk)
    (verdict,) = rule(make_draft([replace(entry, text=text)], desk), evidence, desk)
    assert right.outcome is Outcome.SUPPORTED
    assert verdict.outcome in (Outcome.CONTRADICTED, Outcome.NOT_FOUND)


def test_reports_that_give_two_days_for_one_deed_are_both_in_it_by_name(
    tools: Tools, make_document: Callable[..., Document], thread: tuple[Document, tuple[Document, ...]]
) -> None:
    other = SECOND.replace("on Monday", "on Sunday")
    second = make_document(other, source="Fen Post", published_at="2026-03-02T11:00:00+00:00", title=other.split("\n")[0])
    told = write_story([thread[0], second], thread[1], make_desk(tools)).story
    assert isinstance(told, Story)
    assert [item.kind for item in told.disagreements] == ["time"]
    sunday, monday = (each.sentence.text for each in told.timeline if each.dating.first in (date(2026, 3, 1), date(2026, 3, 2)))
    assert sunday.startswith("1 March 2026: A barge hit") and "Fen Post reported" in sunday
    assert monday.startswith("2 March 2026: A barge hit") and "Lindmere Echo reported" in monday


def test_a_long_thread_is_told_in_few_entries(tools: Tools, make_document: Callable[..., Document]) -> None:
    months = "January February March April May June July August September October".split()
    body = "\n\n".join(
        f"The council of Lindmere closed the {name} swing bridge on {number + 3} {month} 2025, the harbour master said."
        for number, (month, name) in enumerate(
            zip(months, "Alder Birch Cedar Dogwood Elm Fir Gorse Hazel Iris Juniper".split(), strict=True)
        )
    )
    report = make_document(body, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00")
    told = write_story([report], (), make_desk(tools)).story
    assert isinstance(told, Story)
    assert 3 <= len(told.timeline) <= ENTRIES
    assert list(told.timeline) == sorted(told.timeline, key=lambda each: each.dating.first)
