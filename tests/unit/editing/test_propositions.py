"""A sentence in parts: each part is told with the subject it needs, and nothing is told twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.propositions import propositions_of
from groundwire.model import Document, Reading

Read = Callable[..., tuple[Document, Reading]]


def parts(read: Read, text: str) -> list[str]:
    _, reading = read(text)
    return [item.text for passage in reading.sentences for item in propositions_of(passage)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mill closed in June.", ["The mill closed in June."]),
        (
            "Police arrested two men suspected of starting the blaze, but a third escaped.",
            ["Police arrested two men suspected of starting the blaze.", "A third escaped."],
        ),
        (
            "A tanker struck the jetty near Orsund, which handles most of the island's fuel.",
            ["A tanker struck the jetty near Orsund.", "Orsund handles most of the island's fuel."],
        ),
        (
            "The dairy raised its prices in May and closed two shops in Harnby.",
            ["The dairy raised its prices in May.", "The dairy closed two shops in Harnby."],
        ),
        (
            "Because fuel became dearer, the ferry line cut its winter timetable.",
            ["Fuel became dearer.", "The ferry line cut its winter timetable."],
        ),
    ],
)
def test_each_part_is_a_sentence_with_its_subject(read: Read, text: str, told: list[str]) -> None:
    assert sorted(parts(read, text)) == sorted(told)


def test_offsets_lie_in_the_sentence(read: Read) -> None:
    document, reading = read(
        "The dairy raised its prices in May. It closed two shops, and a third was sold to a chain from Lund."
    )
    for passage in reading.sentences:
        for item in propositions_of(passage):
            assert passage.span.start <= item.part.start < item.part.end <= passage.span.end
            assert item.part.tokens


@pytest.mark.parametrize("text", ["", "...", "Yes.", "( [ “", "word " * 700, "a, b, c, and d; e: f – g"])
def test_any_text_has_parts_that_end(read: Read, text: str) -> None:
    assert all(item.text.strip() for _, reading in [read(text)] for p in reading.sentences for item in propositions_of(p))
