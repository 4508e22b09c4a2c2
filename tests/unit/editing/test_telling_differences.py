"""A told disagreement gives both sides, each with whoever stands for it, and rests on both passages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.writing_desk import gather

from groundwire.editing.copyedit import Copy
from groundwire.editing.disagreements import find_disagreements
from groundwire.editing.telling_differences import tell_disagreement
from groundwire.model import Document
from groundwire.protocols import Tools

Telling = Callable[..., Copy]


@pytest.fixture(scope="module")
def tell(tools: Tools, make_document: Callable[..., Document]) -> Telling:
    def run(one: str, other: str, *, outlets: tuple[str, str] = ("Velden Post", "Orsk Echo"), hour: str = "09:00") -> Copy:
        documents = [
            make_document(one, source=outlets[0], published_at="2026-03-06T09:00:00+00:00"),
            make_document(other, source=outlets[1], published_at=f"2026-03-06T{hour}:00+00:00"),
        ]
        evidence = gather(tools, documents)
        (found,) = find_disagreements(documents, evidence)
        copy = tell_disagreement(found, evidence)
        assert {span.document_id for span in copy.evidence} == {document.id for document in documents}
        return copy

    return run


def test_speakers_stand_for_their_figures(tell: Telling) -> None:
    copy = tell(
        "Twelve people were injured when a bus left the road near Orsk, the fire service said.",
        "Nine people were injured when a bus left the road near Orsk, the union said.",
    )
    assert copy.text == (
        "Reports differ on the number of people injured: the fire service put it at twelve; the union put it at nine."
    )


def test_outlets_stand_for_figures_that_nobody_is_said_to_give(tell: Telling) -> None:
    one, other = "Police arrested 12 men over the riot.", "Police arrested 15 men over the riot, the mayor said."
    assert tell(one, other).text.endswith(": the Velden Post put it at 12; the Orsk Echo put it at 15.")
    assert tell(one, other, outlets=("", "")).text.endswith(": one report put it at 12; another put it at 15.")


def test_other_names_are_named(tell: Telling) -> None:
    copy = tell("Police arrested Anders Holm over the theft.", "Police arrested Viktor Sand over the theft.")
    assert (
        copy.text == "Reports differ on who was arrested: the Velden Post named Anders Holm; the Orsk Echo named Viktor Sand."
    )


def test_opposite_outcomes_are_told_in_the_reports_own_words(tell: Telling) -> None:
    copy = tell("The swing bridge at Lindmere has reopened.", "The swing bridge at Lindmere remains closed.")
    assert copy.text == (
        "Reports differ on whether the swing bridge at Lindmere has reopened: the Velden Post reported that the swing bridge at "
        "Lindmere has reopened; the Orsk Echo reported that the swing bridge at Lindmere remains closed."
    )


def test_an_update_gives_the_newest_report_first(tell: Telling) -> None:
    copy = tell(
        "Three people were killed in an explosion at a paint works, early reports said.",
        "The toll rose: nine people have now been killed in an explosion at a paint works, police said.",
        hour="14:00",
    )
    assert copy.text == "The Orsk Echo later put the number of people killed at nine; the Velden Post had put it at three."
