"""Each reported sentence is one claim, of the right sort, with its owner."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.model import Claim, ClaimKind, Document, Reading

Read = Callable[..., tuple[Document, Reading]]


@pytest.fixture(scope="module")
def claim(read: Read) -> Callable[[str], Claim]:
    def run(text: str) -> Claim:
        _, reading = read(text, published_at="2026-03-02T09:00:00+00:00")
        return reading.claims[0]

    return run


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor opened the bridge on Monday.", ClaimKind.FACT),
        ("The bridge cost 4 million euros.", ClaimKind.FIGURE),
        ("The council will open the mill in May.", ClaimKind.FORECAST),
        ("The company expects to open the mill in May.", ClaimKind.FORECAST),
        ("The company promised to open the mill again.", ClaimKind.PROMISE),
        ("The mayor said the mill was empty.", ClaimKind.STATEMENT),
        ("The owner denied that the mill was empty.", ClaimKind.DENIAL),
        ("The inspectors found no evidence of arson.", ClaimKind.DENIAL),
        ("The pact is a diplomatic win for Delmark.", ClaimKind.OPINION),
        ("The pact represents a turning point for Delmark.", ClaimKind.OPINION),
    ],
)
def test_claims_are_told_apart_by_what_they_say(claim: Callable[[str], Claim], text: str, kind: ClaimKind) -> None:
    assert claim(text).kind is kind


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("The mill will close, the company said on Monday.", True),
        ("According to the council, the mill will close.", True),
        ("The council said that the mill will close.", True),
        ("The mill stayed open despite warnings by inspectors that its roof was rotten.", False),
        ("The company offered to open the mill.", False),
        ("The mill closed on Monday.", False),
    ],
)
def test_only_an_attribution_of_the_whole_sentence_owns_it(claim: Callable[[str], Claim], text: str, owned: bool) -> None:
    assert (claim(text).quote is not None) is owned


def test_headlines_and_corrections_claim_nothing(read: Read) -> None:
    title = "Mill closes in Velden"
    text = f"{title}\n\nThe mill closed on Monday.\n\nCorrection: An earlier version of this report gave the wrong day.\n"
    _, reading = read(text, title=title)
    assert [claim.text for claim in reading.claims] == ["The mill closed on Monday."]


def test_claims_carry_subjects_times_and_stable_ids(read: Read) -> None:
    text = "Mayor Hilda Strand opened the bridge in Hungary on Sunday."
    document, reading = read(text, published_at="2026-03-02T09:00:00+00:00")
    (claim,) = reading.claims
    assert document.quote(claim.span) == claim.text == text
    assert any("strand" in key for key in claim.subjects) and claim.when is not None and claim.when.begins is not None
    assert read(text, published_at="2026-03-02T09:00:00+00:00")[1].claims[0].id == claim.id
