"""Which sentences may be printed side by side as claim and reply."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.writing_desk import gather

from groundwire.editing.replies import find_pairs
from groundwire.model import Document
from groundwire.protocols import Tools

Pairs = Callable[..., list[tuple[str, list[str]]]]

WARNING = "Harbour Master Ines Calder warned on Monday that the quay wall at Tolvik could collapse."


@pytest.fixture(scope="module")
def pairs(tools: Tools, make_document: Callable[..., Document]) -> Pairs:
    """The first words of every reply with those of the claims that it answers."""

    def run(*texts: str) -> list[tuple[str, list[str]]]:
        evidence = gather(tools, [make_document(text, source=f"Post {number}") for number, text in enumerate(texts)])
        found = find_pairs(evidence.statements(evidence.documents), evidence)

        def words(span: object) -> str:
            passage = next(
                p for document in evidence.documents for p in evidence.reading(document.id).sentences if p.span == span
            )
            return " ".join(passage.text.split()[:3])

        return [(words(pair.reply), [words(claim) for claim in pair.claims]) for pair in found]

    return run


def test_a_denial_is_paired_with_what_it_denies(pairs: Pairs) -> None:
    text = f"{WARNING}\n\nThe port company denied that the quay wall at Tolvik could collapse."
    assert pairs(text) == [("The port company", ["Harbour Master Ines"])]


def test_a_denial_in_another_report_is_paired_too(pairs: Pairs) -> None:
    assert pairs(WARNING, "The port company denied that the quay wall at Tolvik could collapse.") == [
        ("The port company", ["Harbour Master Ines"])
    ]


def test_a_denial_that_names_its_claim_is_paired_with_where_the_claim_is_told(pairs: Pairs) -> None:
    text = f"{WARNING}\n\nRain fell all night.\n\nMayor Anna Holt dismissed Calder's warning that the quay wall could collapse."
    assert pairs(text) == [("Mayor Anna Holt", ["Harbour Master Ines"])]


def test_a_denial_that_only_points_back_is_paired_where_it_stands_near(pairs: Pairs) -> None:
    assert pairs(f"{WARNING}\n\nMayor Anna Holt dismissed the warning.") == [("Mayor Anna Holt", ["Harbour Master Ines"])]


def test_a_no_to_a_warning_just_before_is_a_reply(pairs: Pairs) -> None:
    text = f"{WARNING}\n\n“There is no danger that the wall of the quay will collapse,” said Piet Rask, a spokesman for the port company."
    assert [claims for _, claims in pairs(text)] == [["Harbour Master Ines"]]


@pytest.mark.parametrize(
    "text",
    [
        # A "not" about something else that was merely said.
        "The insurer will look at the premium again when the repairs are confirmed, Ruth Okoro said.\n\n"
        "Norvane Lines said that it was not insured there.",
        # A request denied is no statement denied.
        "Residents asked the council for a larger quay at Tolvik, Anna Holt said.\n\nThe council denied the request.",
        # What is said before cannot reply to what comes after.
        "The port company denied any fault.\n\n" + WARNING,
    ],
)
def test_what_only_leans_towards_a_reply_is_not_paired(pairs: Pairs, text: str) -> None:
    assert pairs(text) == []
