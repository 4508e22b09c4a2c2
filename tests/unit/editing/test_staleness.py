"""What of an older report may still be told: the past, what was said, what lasts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from groundwire.editing.staleness import is_stale
from groundwire.model import Document, Reading, Role

Read = Callable[..., tuple[Document, Reading]]
TOLD_AT = date(2026, 3, 2)


def stale(read: Read, sentence: str) -> bool:
    _, reading = read(f"{sentence}\n", source="Orsk Post", published_at="2026-02-09T09:00:00+00:00")
    passage = next(passage for passage in reading.sentences if passage.role in (Role.LEAD, Role.BODY))
    return is_stale(passage, reading, TOLD_AT)


@pytest.mark.parametrize(
    "sentence",
    [
        "The tunnel at Halden is closed and buses are carrying passengers.",
        "The council is almost certain to reject the plan for the quay.",
        "The ferry will run again on 20 February, harbour master Eva Lind said.",
        "About 200 people are feared dead after the ferry capsized off Marlo.",
        "The port of Velden will build a second quay, the council said on Monday.",
    ],
)
def test_the_present_and_the_future_of_then_are_stale(read: Read, sentence: str) -> None:
    assert stale(read, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "A barge hit a pier of the bridge at Lindmere in thick fog.",
        "The council has rejected the plan for a second quay.",
        "Mayor Hilda Strand said that the council opposes the plan.",
        "The Skarn Accord is a treaty of 2012 on fishing.",
        "The new quay at Velden will open on 1 May, mayor Ida Krog said.",
        '"The bridge is closed," Mayor Hilda Strand told reporters.',
    ],
)
def test_what_is_past_said_lasting_or_yet_to_come_is_not(read: Read, sentence: str) -> None:
    assert not stale(read, sentence)


def test_nothing_is_yet_to_come_where_no_day_is_known(read: Read) -> None:
    _, reading = read("The new quay at Velden will open on 1 May.\n")
    assert is_stale(reading.sentences[0], reading, None)
