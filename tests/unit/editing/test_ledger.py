"""The ledger of who said what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.writing_desk import Noting

from groundwire.editing.ledger import find_statements
from groundwire.model import ClaimKind, Document, Reading, Statement
from groundwire.protocols import Tools

REPORT = """Harbour Master Ines Calder warned on Monday that the quay wall at Tolvik could collapse.

“There is no danger that the wall of the quay will collapse,” said Piet Rask, a spokesman for the port company. He added that engineers would look at the wall on Friday.

The mayor, Anna Holt, dismissed Calder's warning that the wall could collapse. She promised to reopen the quay by Easter.

A diver said the cracks were two centimetres wide. “I have seen worse,” he added.

The Tolvik Gazette reported that Calder had told the council about the cracks in May.

Fishermen criticised the closure of the quay."""

Ledger = Callable[..., list[Statement]]


@pytest.fixture(scope="module")
def ledger(read: Callable[..., tuple[Document, Reading]], tools: Tools) -> Ledger:
    def run(*texts: str, **fields: str) -> list[Statement]:
        pairs = [read(text, **fields) for text in texts]
        readings = {document.id: reading for document, reading in pairs}
        return list(find_statements([document for document, _ in pairs], readings, tools.encoders.embedding))

    return run


@pytest.fixture(scope="module")
def told(ledger: Ledger) -> list[Statement]:
    return ledger(REPORT)


def one(statements: list[Statement], speaker: str, number: int = 0) -> Statement:
    return [statement for statement in statements if statement.speaker == speaker][number]


def test_every_speaker_is_named_in_full_with_the_office(told: list[Statement]) -> None:
    assert {statement.speaker for statement in told} == {
        "Ines Calder", "Piet Rask", "Anna Holt", "A diver", "Tolvik Gazette", "Fishermen",
    }  # fmt: skip
    assert one(told, "Ines Calder").office == "Harbour Master"
    assert not one(told, "A diver").is_named


def test_he_is_who_spoke_before_though_nobody_names_him(told: list[Statement]) -> None:
    diver = [statement for statement in told if statement.speaker == "A diver"]
    assert [statement.quote.is_direct for statement in diver] == [False, True]


def test_kinds_are_told_by_cue_and_words(told: list[Statement]) -> None:
    assert one(told, "Ines Calder").kind is ClaimKind.OPINION
    assert one(told, "Anna Holt").kind is ClaimKind.DENIAL
    assert one(told, "Anna Holt", 1).kind is ClaimKind.PROMISE
    assert one(told, "A diver").kind is ClaimKind.FIGURE


def test_a_denial_answers_the_claim_it_names(told: list[Statement]) -> None:
    (answered,) = one(told, "Anna Holt").answers
    named = next(statement for statement in told if statement.id == answered)
    assert named.speaker == "Ines Calder"


def test_a_no_answers_what_another_said_and_is_a_denial_then(told: list[Statement]) -> None:
    rask = one(told, "Piet Rask")
    assert rask.answers == (one(told, "Ines Calder").id,)
    assert rask.kind is ClaimKind.DENIAL


def test_a_not_that_denies_nothing_is_no_denial(ledger: Ledger) -> None:
    (statement,) = ledger("“We did not sleep for two nights,” said nurse Olga Marsh.")
    assert statement.kind is not ClaimKind.DENIAL
    assert statement.answers == ()


def test_the_chain_names_who_carried_the_words_and_the_outlet_last(ledger: Ledger) -> None:
    statements = ledger(
        "The Tolvik Gazette reported that Ines Calder had told the council about the cracks.", source="Nordwire"
    )
    calder = one(statements, "Ines Calder")
    assert calder.chain == ("Tolvik Gazette", "Nordwire")
    assert one(statements, "Tolvik Gazette").chain == ("Nordwire",)


def test_when_something_was_said_is_the_time_beside_the_cue(told: list[Statement]) -> None:
    when = one(told, "Ines Calder").when
    assert when is not None
    assert REPORT[when.span.start : when.span.end] in ("Monday", "on Monday")
    rask = one(told, "Piet Rask", 1)
    assert rask.when is None


def test_a_stance_names_its_matter(told: list[Statement]) -> None:
    stance = one(told, "Fishermen")
    assert stance.is_stance
    assert stance.quote.content.end - stance.quote.content.start == len("the closure of the quay")


def test_a_denial_in_one_report_answers_the_claim_of_another(ledger: Ledger) -> None:
    claim = "A crane operator said that the sprinklers in the warehouse had been switched off before the fire."
    reply = "The port company denied that the sprinklers in the warehouse had been switched off."
    statements = ledger(claim, reply)
    assert statements[1].answers == (statements[0].id,)
    assert statements[0].answers == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rain fell on Tolvik all night.",
        "The novel “Salt and Iron” won a prize.",
        "Customers should expect delays.",
        "“”",
        "\n\n“Unclosed words that nobody",
    ],
)
def test_what_nobody_is_made_to_say_is_in_no_ledger(ledger: Ledger, text: str) -> None:
    assert ledger(text) == []


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("the quay will close", ClaimKind.FORECAST),
        ("the crew will be paid and sent home", ClaimKind.FORECAST),
        ("it won't reopen if it rains", ClaimKind.FORECAST),
        ("he thinks the wall will hold", ClaimKind.FORECAST),
        ("the wall was old and will be mended", ClaimKind.FORECAST),
        ("the man who will lead the work is Piet Rask", ClaimKind.STATEMENT),
        ("the match is off if it will rain", ClaimKind.STATEMENT),
        ("the firm was in its 75th year", ClaimKind.STATEMENT),
        ("it was the second time", ClaimKind.STATEMENT),
        ("it was the second time that 12 men fell", ClaimKind.FIGURE),
    ],
)
def test_a_forecast_is_told_by_its_own_main_verb_and_a_figure_by_more_than_a_rank(
    ledger: Ledger, said: str, kind: ClaimKind
) -> None:
    assert one(ledger(f"Anna Holt said {said}."), "Anna Holt").kind is kind


def test_a_quotation_of_several_sentences_is_a_forecast_by_any_of_them(ledger: Ledger) -> None:
    assert one(ledger("“The wall is old. It’ll fall,” Anna Holt said."), "Anna Holt").kind is ClaimKind.FORECAST


def test_a_transcript_is_in_the_ledger_turn_by_turn(ledger: Ledger) -> None:
    told = ledger(
        "The mayor, Anna Holt, met residents.\n\nMAYOR HOLT: The quay is shut.\n\nPIET RASK: Who pays?\n\nHOLT: You do."
    )
    assert [statement.speaker for statement in told] == ["Anna Holt", "PIET RASK", "Anna Holt"]
    assert all(statement.quote.is_direct for statement in told)


def test_only_a_reply_and_what_it_may_answer_are_embedded(read: Callable[..., tuple[Document, Reading]], tools: Tools) -> None:
    claim = "A crane operator said that the sprinklers in the warehouse had been switched off before the fire."
    reply = "The port company denied that the sprinklers in the warehouse had been switched off."
    again = "The port company said on Friday that the quay would be swept."
    later = "A diver said that the sprinklers in the warehouse had been switched off."
    days = {claim: "2026-03-01", reply: "2026-03-02", again: "2026-03-01", later: "2026-03-03"}

    def asked(*texts: str) -> list[str]:
        pairs = [read(text, published_at=f"{days[text]}T09:00:00+00:00") for text in texts]
        embedding = Noting(tools.encoders.embedding)
        find_statements([document for document, _ in pairs], {document.id: reading for document, reading in pairs}, embedding)
        return embedding.asked

    assert not asked(claim, again, later)
    assert len(asked(claim, reply)) == 2
    assert asked(claim, reply, again, later) == asked(claim, reply)
