"""Copies of one wire are told by their wording, their figures and their names, whatever was done to them on the way."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.editing.wires import COPY_CUT_SHORT, CRASH, SAME_CRASH_OWN_WORDS

from groundwire.editing.copies import is_copy, mark_copies, wording_of
from groundwire.model import Document, Source, SourceKind

FERRY = """Ferry line adds a night boat

VELDEN, March 3 - The Orsk Ferry Company said it will run a night boat to Delmark from 1 May, its third of the day, after bookings rose 14 percent.

The boat will carry 220 passengers and 60 cars, chief executive Dora Keel told reporters at the harbour on Tuesday.

“People want to sleep on the way,” Keel said. The crossing takes seven hours and costs 48 euros.

Delmark lost its last night boat in 2011, when the Strait Line closed. The town has asked for another one ever since.

Orsk Ferry employs 340 people and has four ships, the oldest of them built in 1987.
"""
MARKET = """Money market given help

The Central Bank of Norland said it gave the money market a further {} million crowns of help in the afternoon. It bought bank bills in band one at {} percent and treasury bills in band two at {} percent. The bank has put today's shortage at {} million crowns.
"""


@pytest.fixture
def report(make_document: Callable[..., Document]) -> Callable[..., Document]:
    def make(text: str, source: str, hour: int = 9, day: int = 2) -> Document:
        return make_document(
            text, source=source, published_at=f"2026-03-{day:02}T{hour:02}:00:00+00:00", title=text.split("\n")[0]
        )

    return make


def test_a_copy_is_marked_and_an_independent_report_is_not(report: Callable[..., Document]) -> None:
    original, other, copy = (
        report(CRASH, "Velden Post", 8),
        report(SAME_CRASH_OWN_WORDS, "Orsk Echo"),
        report(COPY_CUT_SHORT, "Coast"),
    )
    marked = mark_copies([copy, other, original])
    assert [document.copied_from for document in marked] == [original.id, None, None]
    assert [document.id for document in marked] == [copy.id, other.id, original.id]


def test_the_report_published_first_is_the_original_then_the_wire(report: Callable[..., Document]) -> None:
    early, late = report(CRASH, "Velden Post", 8), report(CRASH, "Orsk Echo", 9)
    assert [document.copied_from for document in mark_copies([late, early])] == [early.id, None]
    wire = replace(late, source=Source(name="Orsk Echo", kind=SourceKind.WIRE), published_at=early.published_at)
    assert [document.copied_from for document in mark_copies([early, wire])] == [wire.id, None]


def rewrite(text: str, share: float) -> str:
    """The text with that share of its small words exchanged."""
    chance = random.Random(3)
    return " ".join(
        chance.choice(["quite", "perhaps", "later", "such"]) if word.islower() and chance.random() < share else word
        for word in text.split()
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts[:3],
        lambda parts: ["Sleep on the way to Delmark", *parts[1:]],
        lambda parts: [*parts[:2], *reversed(parts[2:])],
        lambda parts: [parts[0], *(rewrite(part, 0.15) for part in parts[1:])],
        lambda parts: ["Night boat", *(rewrite(part, 0.1) for part in parts[1:4])],
    ],
    ids=["trimmed", "another headline", "paragraphs moved", "words exchanged", "all at once"],
)
def test_a_copy_is_known_after_what_desks_do_to_it(
    report: Callable[..., Document], change: Callable[[list[str]], list[str]]
) -> None:
    copy = report("\n\n".join(change(FERRY.strip().split("\n\n"))), "Delmark Echo")
    assert is_copy(wording_of(report(FERRY, "Orsk Wire")), wording_of(copy))


def test_the_same_sentences_round_other_figures_are_no_copy(report: Callable[..., Document]) -> None:
    monday = report(MARKET.format(104, "9-13/16", "9-7/8", 300), "Orsk Wire")
    assert not is_copy(wording_of(monday), wording_of(report(MARKET.format(191, "9-5/8", "9-3/4", 400), "Orsk Wire", day=3)))
    assert is_copy(wording_of(monday), wording_of(report(MARKET.format(104, "9-13/16", "9-7/8", 300), "Delmark Echo", 11)))


def test_what_an_office_says_again_weeks_later_is_no_copy(report: Callable[..., Document]) -> None:
    first, again = (MARKET.format(104, "9-13/16", "9-7/8", shortage) for shortage in (300, 350))
    assert is_copy(wording_of(report(first, "Orsk Wire")), wording_of(report(again, "Orsk Wire")))
    assert not is_copy(wording_of(report(first, "Orsk Wire")), wording_of(report(again, "Orsk Wire", day=20)))


@pytest.mark.parametrize("text", ["", "Flash", "The bridge is shut."])
def test_short_texts_are_copies_only_word_for_word(make_document: Callable[..., Document], text: str) -> None:
    own = wording_of(make_document(text))
    assert is_copy(own, wording_of(make_document(text, source="Echo"))) is bool(text)
    assert not is_copy(own, wording_of(make_document("The bridge is open again.")))
