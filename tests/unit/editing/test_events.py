"""Copies of one wire count once; independent reports of one happening stay apart; other happenings are other events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.unit.editing.wires import COPY_CUT_SHORT, CRASH, SAME_CRASH_OWN_WORDS
from tests.writing_desk import Noting

from groundwire.editing.events import Grouping, find_further, group_reports
from groundwire.model import Document
from groundwire.protocols import Encoders
from groundwire.reading import read_document

MILL = """Fire destroys paper mill in Delmark

A fire destroyed an old paper mill in Delmark on Sunday night, the fire service said.

Nobody was hurt, but forty firefighters worked for six hours.
"""


INQUEST = """Orsk road was icy before bus crash, inquest told

The road near Orsk had not been salted before a bus left it and nine people were injured, an inquest in Velden was told.

The operator of the bus said it had warned the county twice. The police closed the inquiry in summer.
"""


@pytest.fixture
def report(make_document: Callable[..., Document]) -> Callable[..., Document]:
    def make(text: str, source: str, hour: int = 9, **fields: object) -> Document:
        return make_document(
            text, source=source, published_at=f"2026-03-02T{hour:02}:00:00+00:00", title=text.split("\n")[0], **fields
        )

    return make


@pytest.fixture
def group(encoders: Encoders) -> Callable[..., Grouping]:
    def run(*documents: Document) -> Grouping:
        readings = {document.id: read_document(document, encoders.syntax) for document in documents}
        return group_reports(documents, readings, encoders.embedding)

    return run


def test_identical_reports_count_as_one_source(report: Callable[..., Document], group: Callable[..., Grouping]) -> None:
    grouping = group(report(CRASH, "Velden Post", 8), report(CRASH, "Orsk Echo", 9))
    assert len(grouping.events) == 1 and grouping.events[0].independent_sources == 1


def test_one_happening_is_one_event_that_counts_independent_sources(
    report: Callable[..., Document], group: Callable[..., Grouping]
) -> None:
    grouping = group(
        report(CRASH, "Velden Post", 8), report(SAME_CRASH_OWN_WORDS, "Orsk Echo"), report(COPY_CUT_SHORT, "Coast")
    )
    (event,) = grouping.events
    assert event.independent_sources == 2 and len(event.document_ids) == 3
    assert event.began_at is not None and event.began_at.hour == 8 and event.title == CRASH.split("\n")[0]


def test_two_reports_of_one_outlet_are_one_source(report: Callable[..., Document], group: Callable[..., Grouping]) -> None:
    (event,) = group(report(CRASH, "Velden Post", 8), report(SAME_CRASH_OWN_WORDS, "Velden Post")).events
    assert event.independent_sources == 1


def test_other_happenings_are_other_events_the_largest_first(
    report: Callable[..., Document], group: Callable[..., Grouping]
) -> None:
    mill = report(MILL, "Delmark Star")
    grouping = group(mill, report(CRASH, "Velden Post", 8), report(SAME_CRASH_OWN_WORDS, "Orsk Echo"))
    assert [len(event.document_ids) for event in grouping.events] == [2, 1]
    assert grouping.events[1].document_ids == (mill.id,)


def test_event_id_does_not_depend_on_the_order_of_reports(
    report: Callable[..., Document], group: Callable[..., Grouping]
) -> None:
    documents = [report(CRASH, "Velden Post", 8), report(SAME_CRASH_OWN_WORDS, "Orsk Echo")]
    assert group(*documents).events[0].id == group(*reversed(documents)).events[0].id


@pytest.mark.parametrize("text", ["", "...", "One.", "\n\n"])
def test_empty_and_tiny_reports_are_grouped_without_complaint(
    make_document: Callable[..., Document], group: Callable[..., Grouping], text: str
) -> None:
    grouping = group(make_document(text, source="A"), make_document(text, source="B"))
    assert sum(len(event.document_ids) for event in grouping.events) == 2


def test_a_single_report_is_an_event_without_any_vector(encoders: Encoders, report: Callable[..., Document]) -> None:
    embedding = Noting(encoders.embedding)
    one, other = report(MILL, "Delmark Post"), report(CRASH, "Delmark Post")
    readings = {document.id: read_document(document, encoders.syntax) for document in (one, other)}
    assert [event.document_ids for event in group_reports([one], readings, embedding).events] == [(one.id,)]
    assert not embedding.asked
    assert len(group_reports([one, other], readings, embedding).events) == 2
    assert len(embedding.asked) == 2


@pytest.mark.parametrize(
    ("text", "published", "is_news"),
    [
        (SAME_CRASH_OWN_WORDS, datetime(2026, 3, 2, 15, tzinfo=UTC), True),
        (SAME_CRASH_OWN_WORDS, None, True),
        (SAME_CRASH_OWN_WORDS, datetime(2026, 2, 27, tzinfo=UTC), False),
        (COPY_CUT_SHORT, datetime(2026, 3, 2, 15, tzinfo=UTC), False),
        (INQUEST, None, False),
        (MILL, datetime(2026, 3, 2, 15, tzinfo=UTC), False),
    ],
    ids=["same day", "undated", "days ago", "copy", "what came of it, undated", "another matter"],
)
def test_what_the_archive_tells_of_the_same_happening_is_news(
    report: Callable[..., Document], encoders: Encoders, text: str, published: datetime | None, is_news: bool
) -> None:
    news, item = report(CRASH, "Velden Post", 8), replace(report(text, "Orsk Echo"), published_at=published)
    readings = {document.id: read_document(document, encoders.syntax) for document in (news, item)}
    assert find_further([news], [item], readings, encoders.embedding) == ((item,) if is_news else ())
