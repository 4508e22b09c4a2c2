"""Support: a paraphrase finds its passage; a new fact about known people does not pass for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.writing_desk import BRIDGE, gather

from groundwire import plugins
from groundwire.model import BeatRole, Document, Draft, Outcome, Ruling, Sentence
from groundwire.protocols import Tools
from groundwire.reading import read_document

Rule = Callable[..., tuple[Ruling, ...]]


@pytest.fixture(scope="module")
def rule(tools: Tools, make_document: Callable[..., Document]) -> Rule:
    report = make_document(
        BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=BRIDGE.split("\n")[0]
    )
    evidence = gather(tools, [report])
    check = plugins.load("checks", "entailment", tools)

    def run(text: str, nothing_known: bool = False) -> tuple[Ruling, ...]:
        document = make_document(text)
        reading = read_document(document, tools.encoders.syntax, [(0, len(text))])
        sentence = Sentence(text=text, beat=BeatRole.WHAT_HAPPENED)
        draft = Draft(id=document.id, sentences=(sentence,), document=document, reading=reading)
        return check.check(draft, gather(tools, []) if nothing_known else evidence)

    return run


@pytest.mark.parametrize(
    "text",
    [
        "The bridge at Lindmere reopened on Monday.",
        "Repairs to the bridge cost 4 million euros.",
        "A barge struck a pier of the bridge in October.",
        "Otto Lund will stop additional crossings on Friday.",
    ],
)
def test_a_paraphrase_is_supported_and_shows_its_passage(rule: Rule, text: str) -> None:
    rulings = rule(text)
    assert rulings and {ruling.outcome for ruling in rulings} == {Outcome.SUPPORTED}
    assert all(ruling.evidence for ruling in rulings)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Hilda Strand resigned on Monday.",
        "Otto Lund was arrested.",
        "Ferry operator Otto Lund bought the bridge.",
        "The bridge collapsed on Monday.",
        "About 300 people protested against the bridge.",
        "The council will plant trees along the river.",
    ],
)
def test_a_new_fact_about_known_people_and_things_is_not_found(rule: Rule, text: str) -> None:
    assert {Outcome.NOT_FOUND, Outcome.CONTRADICTED} & {ruling.outcome for ruling in rule(text)}


def test_speculation_that_no_source_makes_is_opinion(rule: Rule) -> None:
    assert {ruling.outcome for ruling in rule("The bridge could potentially transform the economy of the region.")} == {
        Outcome.OPINION
    }


@pytest.mark.parametrize("text", ["", "...", "!", "He did.", "\u2028", "x" * 5000, "( [ “ "])
def test_any_text_gets_an_answer(rule: Rule, text: str) -> None:
    assert all(ruling.outcome is not Outcome.SUPPORTED or ruling.evidence for ruling in rule(text))


def test_nothing_is_supported_where_nothing_is_known(rule: Rule) -> None:
    assert all(ruling.outcome is not Outcome.SUPPORTED for ruling in rule("The bridge reopened on Monday.", nothing_known=True))


def test_parts_are_offsets_in_the_sentence(rule: Rule) -> None:
    text = "The bridge reopened on Monday after repairs, and Otto Lund bought a circus elephant in Delmark."
    rulings = rule(text)
    assert all(0 <= start < end <= len(text) for start, end in (ruling.part for ruling in rulings))
    missing = [text[slice(*ruling.part)] for ruling in rulings if ruling.outcome is not Outcome.SUPPORTED]
    assert any("elephant" in part for part in missing)
