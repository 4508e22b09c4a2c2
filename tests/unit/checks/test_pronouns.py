"""The check of pronouns: "he" for "she", and a name for a "he" that is somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.checks.pronouns import make
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Draft, Outcome, Reading, Ruling, Sentence
from groundwire.protocols import Tools

SOURCE = """Anna Berg, the mayor of Lindholm, resigned on Tuesday after the audit of the harbour fund. She told reporters that her
deputy, Carl Holm, would take over.

He has served on the council since 2014. Holm praised her work and said he would publish the audit in full.

The two companies that won the contract said they had repaid the money.

“I am ready to answer every question,” Berg said. She was optimistic that the police would find nothing.

A crane driver told the court that he had warned his employers. A nurse on the quay saw the crash. She called an ambulance.

The brewery opened in 1904. It sold its first bottles to sailors."""

Rule = Callable[..., tuple[Ruling, ...]]


@pytest.fixture(scope="module")
def rule(read: Callable[..., tuple[Document, Reading]], tools: Tools) -> Rule:
    kept: dict[str, GatheredEvidence] = {}
    check = make(tools)

    def run(text: str, source: str = SOURCE) -> tuple[Ruling, ...]:
        if source not in kept:
            document, reading = read(source)
            kept[source] = GatheredEvidence([document], {document.id: reading}, tools.encoders.embedding)
        written, draft_reading = read(text)
        sentences = tuple(Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED) for passage in draft_reading.sentences)
        return check.check(Draft(id="d", sentences=sentences, document=written, reading=draft_reading), kept[source])

    return run


def test_pronouns_are_silent_on_the_source_itself(rule: Rule) -> None:
    assert rule(SOURCE) == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Holm said she would publish the audit in full.", "“he would publish”"),
        ("The mayor told reporters that his deputy would take over.", "“her deputy”"),
        ("Carl Holm praised his own work and promised the audit.", "“her work”"),
        ("He told reporters that her deputy would take over.", "“She told”"),
        ("Berg said he was optimistic that the police would find nothing.", "“She was”"),
        ("The companies that won the contract said he had repaid the money.", "“they had repaid”"),
        ("The crane driver told the court that she had warned her employers.", "“he had warned”"),
        ("He called an ambulance.", "“She called”"),
    ],
)
def test_another_pronoun_in_the_same_place_is_blocked(rule: Rule, text: str, note: str) -> None:
    rulings = rule(text)
    assert rulings
    assert all(ruling.outcome is Outcome.CONTRADICTED and ruling.evidence for ruling in rulings)
    assert any(note in ruling.note for ruling in rulings)


def test_a_name_in_the_place_of_somebody_elses_pronoun_is_blocked(rule: Rule) -> None:
    (ruling,) = rule("Anna Berg has served on the council since 2014.")
    assert "“He has served”" in ruling.note
    assert "Anna Berg as “she”" in ruling.note


def test_a_pronoun_that_plainly_means_a_person_told_of_otherwise_is_blocked(rule: Rule) -> None:
    (ruling,) = rule("Anna Berg resigned after his audit of the harbour fund.")
    assert ruling.note == "the source speaks of Anna Berg as “she”, the sentence as “he”"


@pytest.mark.parametrize(
    "text",
    [
        "Holm said he would publish the audit in full.",
        "The mayor told reporters that her deputy would take over.",
        "Carl Holm has served on the council since 2014.",
        "Berg said she was ready to answer every question.",
        "Berg was optimistic, and said so.",
        "The contract's winners said they had repaid the money.",
        "The driver said he had given a warning.",
        "After the auditor spoke, Anna Berg resigned because of his report.",
        "The brewery sold its first bottles to sailors.",
        "“She called an ambulance,” a man told the court.",
        "The nurse called an ambulance when she saw the crash.",
        "He, she, it.",
    ],
)
def test_what_the_source_has_is_not_blocked(rule: Rule, text: str) -> None:
    assert rule(text) == ()


def test_a_person_of_whom_reports_speak_both_ways_is_left_alone(rule: Rule) -> None:
    source = "Robin Vale opened the fair. He thanked the town.\n\nRobin Vale closed the fair. She counted the visitors."
    assert rule("Robin Vale opened the fair, and she rang the bell.", source) == ()
