"""Which archive items belong to a story's thread, and which are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from tests.writing_desk import BRIDGE, gather

from groundwire.editing.background import find_kin
from groundwire.model import Document
from groundwire.protocols import Tools

BARGE = (
    "Barge hits bridge\n\nA barge hit a pier of the swing bridge at Lindmere in October, and Mayor Hilda Strand closed the bridge to lorries.\n\n"
    "The barge had lost its way in fog, Strand said, and nobody was hurt.\n"
)
TAXES = (
    "Lindmere council raises taxes\n\nThe town council of Lindmere raised the tax on dogs to 40 euros a year.\n\nThe tax on second homes stays as it "
    "is, the council said, and so does the fee for parking.\n\nThe council will also sell two old school houses.\n\nThe swing bridge at Lindmere was "
    "repaired at a cost of 4 million euros.\n"
)


@pytest.fixture
def kin(tools: Tools, make_document: Callable[..., Document]) -> Callable[[Sequence[Document]], list[Document]]:
    def run(archive: Sequence[Document]) -> list[Document]:
        report = make_document(
            BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=BRIDGE.split("\n")[0]
        )
        return [item.document for item in find_kin([report], archive, gather(tools, [report], archive))]

    return run


@pytest.fixture
def make(make_document: Callable[..., Document]) -> Callable[..., Document]:
    def run(text: str, source: str = "Orsk Post", published_at: str = "2025-10-14T09:00:00+00:00", **fields: str) -> Document:
        return make_document(text, source=source, published_at=published_at, title=text.split("\n")[0], **fields)

    return run


def test_an_item_that_only_ends_on_the_matter_is_no_kin(
    kin: Callable[..., list[Document]], make: Callable[..., Document]
) -> None:
    barge, taxes = make(BARGE), make(TAXES)
    assert kin([barge, taxes]) == [barge]


def test_of_one_wire_the_first_published_stays(kin: Callable[..., list[Document]], make: Callable[..., Document]) -> None:
    first, copy = make(BARGE), make(BARGE.replace("Barge hits bridge", "Bridge shut"), "Echo", "2025-10-14T10:00:00+00:00")
    assert kin([copy, first]) == [first]


def test_a_copy_of_the_report_is_no_background(kin: Callable[..., list[Document]], make: Callable[..., Document]) -> None:
    assert kin([make(BRIDGE.replace("reopens", "opens again"), published_at="2026-03-02T08:00:00+00:00")]) == []


def test_what_a_revision_replaced_is_no_background(kin: Callable[..., list[Document]], make: Callable[..., Document]) -> None:
    old = make(BARGE, url="https://orsk.example/barge")
    new = make(BARGE.replace("nobody was hurt", "a sailor broke an arm"), url="https://orsk.example/barge", revises=old.id)
    assert kin([old, new]) == [new]
