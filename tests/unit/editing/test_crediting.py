"""What a story adds to credit an outlet and to date what comes from the archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import NOW
from tests.writing_desk import gather

from groundwire.editing.copyedit import Copy
from groundwire.editing.crediting import date_background
from groundwire.model import Document
from groundwire.protocols import Tools


@pytest.mark.parametrize(
    ("text", "outlet", "expected"),
    [
        (
            "About 40 boats were freed, the harbour master said.",
            "",
            "According to a report of 2 March, about 40 boats were freed, the harbour master said.",
        ),
        (
            "Last week the ice broke, the harbour master said.",
            "the Orsk Echo",
            "As the Orsk Echo reported on 2 March, last week the ice broke, the harbour master said.",
        ),
        (
            "Velden has no ice, the harbour master said.",
            "",
            "According to a report of 2 March, Velden has no ice, the harbour master said.",
        ),
        ("The ice broke in two.", "the Orsk Echo", "The ice broke in two, the Orsk Echo reported on 2 March."),
    ],
)
def test_background_is_dated(
    tools: Tools, make_document: Callable[..., Document], text: str, outlet: str, expected: str
) -> None:
    assert dated(tools, make_document(text, source=outlet, published_at="2026-03-02T09:00:00+00:00")) == expected


def test_background_of_years_ago_is_dated_by_its_month(tools: Tools, make_document: Callable[..., Document]) -> None:
    document = make_document("The ice broke in two.", source="the Orsk Echo", published_at="2021-11-20T09:00:00+00:00")
    assert dated(tools, document) == "The ice broke in two, the Orsk Echo reported in November 2021."


def test_a_day_that_the_sentence_tells_is_not_told_again(tools: Tools, make_document: Callable[..., Document]) -> None:
    text = "The ice broke in two on Sunday."
    assert dated(tools, make_document(text, published_at="2026-03-02T09:00:00+00:00")) == text
    outlet = make_document(text, source="the Orsk Echo", published_at="2026-03-02T09:00:00+00:00")
    assert dated(tools, outlet) == "The ice broke in two on Sunday, the Orsk Echo reported."


def dated(tools: Tools, document: Document) -> str:
    evidence = gather(tools, [], [document])
    reading = evidence.reading(document.id)
    passage = reading.sentences[0]
    return date_background(Copy(passage.text, (passage.span,)), passage, reading, document, evidence, NOW).text
