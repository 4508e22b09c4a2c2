"""Disagreement where two reports cannot both be right, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.writing_desk import gather

from groundwire.editing.disagreements import find_disagreements
from groundwire.model import Disagreement, Document
from groundwire.protocols import Tools


@pytest.fixture(scope="module")
def compare(tools: Tools, make_document: Callable[..., Document]) -> Callable[..., tuple[Disagreement, ...]]:
    def run(*texts: str, copied: bool = False) -> tuple[Disagreement, ...]:
        documents: list[Document] = []
        for number, text in enumerate(texts):
            original = documents[0].id if copied and documents else None
            documents.append(
                make_document(text, source=f"Outlet {number}", published_at="2026-03-02T09:00:00+00:00", copied_from=original)
            )
        return find_disagreements(documents, gather(tools, documents))

    return run


Compare = Callable[..., tuple[Disagreement, ...]]


@pytest.mark.parametrize(
    ("one", "other", "subject", "values"),
    [
        (
            "Twelve people were killed in the crash, police said.",
            "Nine people died in the crash, officials said.",
            "people killed",
            ["Twelve", "Nine"],
        ),
        (
            "Police arrested 12 men over the riot on Monday.",
            "Police arrested 15 men over the riot on Monday.",
            "men arrested",
            ["12", "15"],
        ),
        (
            "The bridge cost 4 million euros, the council said.",
            "The bridge cost 6 million euros, the ministry said.",
            "what the bridge cost",
            ["4 million euros", "6 million euros"],
        ),
        (
            "The fire began at 3:10 a.m., police said.",
            "The fire began at 2:40 a.m., the fire service said.",
            "when the fire began",
            ["3:10 a.m.", "2:40 a.m."],
        ),
        (
            "The fire began at 3:10 a.m. on Monday.",
            "The fire began at 3:10 p.m. on Monday.",
            "when the fire began",
            ["3:10 a.m.", "3:10 p.m."],
        ),
        (
            "Prices rose 3.2 percent in January.",
            "Prices rose 3.6 percent in January.",
            "how far prices rose",
            ["3.2 percent", "3.6 percent"],
        ),
        (
            "About 300 people marched in Velden on Sunday.",
            "About 900 people marched in Velden on Sunday.",
            "people",
            ["300", "900"],
        ),
    ],
)
def test_reports_that_cannot_both_be_right_disagree(
    compare: Compare, one: str, other: str, subject: str, values: list[str]
) -> None:
    (found,) = compare(one, other)
    assert found.subject == subject and [side.value for side in found.sides] == values
    assert [side.source for side in found.sides] == ["Outlet 0", "Outlet 1"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Twelve people were killed in the crash, police said.", "Nine people were injured in the crash, officials said."),
        ("Twelve people were injured in the crash, two of them badly.", "Two people were badly injured in the crash."),
        ("At least nine people were injured in the crash.", "Twelve people were injured in the crash."),
        ("Some 300 people were treated in hospital.", "Around 310 people were treated in hospital."),
        ("The fire began shortly after 3 a.m., police said.", "The fire began at 3:10 a.m., the fire service said."),
        ("The fire began at 3:10 a.m., police said.", "The fire was put out at 6:40 a.m., the fire service said."),
        ("Police arrested 12 men over the riot on Monday.", "Police arrested 15 men over the riot on Tuesday."),
        ("Police arrested 12 men over a riot in London.", "Police arrested 15 men over a riot in Paris."),
        ("The firm made a profit of 3 million euros in 2025.", "The firm made a profit of 2 million euros in 2024."),
        ("The mill employs 300 workers.", "The mill employed 400 workers before the fire."),
        ("The bridge cost 4 million euros, the council said.", "The bridge cost 4.0 million euros, the ministry said."),
        ("The bridge cost 4 million euros, the council said.", "The bridge cost 4 million dollars, the ministry said."),
        ("The ship carried 40 containers of grain.", "The ship lost 12 containers in the storm."),
        ("Two ships collided off Velden.", "Three ships went to help after the collision off Velden."),
        ("Prices rose 3.2 percent in January.", "Prices rose 3.6 percent in February."),
    ],
)
def test_other_things_counted_are_no_disagreement(compare: Compare, one: str, other: str) -> None:
    assert compare(one, other) == () and compare(other, one) == ()


def test_part_of_a_whole_is_compared_with_the_same_part(compare: Compare) -> None:
    (found,) = compare(
        "Twelve of the 31 passengers were hurt in the crash.", "Nine of the 31 passengers were hurt in the crash."
    )
    assert [side.value for side in found.sides] == ["Twelve", "Nine"]


def test_a_copy_is_no_second_voice(compare: Compare) -> None:
    texts = ("Police arrested 12 men over the riot on Monday.", "Police arrested 15 men over the riot on Monday.")
    assert compare(*texts) and compare(*texts, copied=True) == ()


def test_one_report_does_not_disagree_with_itself(compare: Compare) -> None:
    assert compare("Police arrested 12 men on Monday. Police arrested 15 men on Monday.") == ()


def test_three_reports_are_three_sides_of_one_disagreement(compare: Compare) -> None:
    (found,) = compare(*(f"Police arrested {count} men over the riot on Monday." for count in (12, 15, 20)))
    assert [side.value for side in found.sides] == ["12", "15", "20"]
