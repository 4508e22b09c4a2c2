"""The figures check blocks what no source gives and stays silent on what one does."""

from __future__ import annotations

import pytest

from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Draft, Outcome, Sentence
from groundwire.plugins import load
from groundwire.reading import read_document

REPORT = (
    "A fire on the Maren quay burned 14 containers of timber on Sunday.\n\n"
    "About 40 sailors were treated for smoke in Tolvik, and 12 were kept in hospital overnight.\n\n"
    "The port authority put the damage at $1,234,567, or 48 percent of its yearly budget.\n\n"
    "More than 300 homes lost power after the blaze spread to a substation.\n\n"
    "The harbour master, Ilka Brandt, 45, said shipments rose from 210 to 260 tonnes last year.\n"
)


@pytest.fixture(scope="module")
def rule(tools, make_document, encoders):
    check = load("checks", "figures", tools)

    def run(sentence, *reports):
        documents = [make_document(text, source=f"outlet {place}") for place, text in enumerate(reports or (REPORT,))]
        readings = {document.id: read_document(document, encoders.syntax) for document in documents}
        evidence = GatheredEvidence(documents, readings, encoders.embedding)
        document = make_document(sentence)
        reading = read_document(document, encoders.syntax, [(0, len(sentence))])
        draft = Draft(
            id=document.id,
            sentences=(Sentence(text=sentence, beat=BeatRole.WHAT_HAPPENED),),
            document=document,
            reading=reading,
        )
        return check.check(draft, evidence)

    return run


@pytest.mark.parametrize(
    "sentence",
    [
        "The fire burned 14 containers of timber.",
        "Fourteen containers were burned on the Maren quay.",
        "About 40 sailors were treated for smoke.",
        "Around 40 people were treated for smoke in Tolvik.",
        "The damage was put at $1.2 million.",
        "The damage was put at more than $1 million, nearly half of the budget.",
        "More than 300 homes lost power.",
        "Shipments rose from 210 to 260 tonnes, said Ilka Brandt, 45.",
        "A dozen sailors were kept in hospital.",
    ],
)
def test_figures_check_is_silent_on_what_a_source_gives(rule, sentence):
    assert rule(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("The fire burned 40 containers of timber on the Maren quay.", "14 containers"),
        ("About 90 sailors were treated for smoke in Tolvik.", "about 40 sailors"),
        ("The port authority put the damage at $9 million.", "$1,234,567"),
        ("The port authority put the damage at 78 percent of its yearly budget.", "48 percent"),
        ("The harbour master, Ilka Brandt, 54, said shipments rose last year.", "45"),
    ],
)
def test_figures_check_contradicts_another_number_for_the_same_thing(rule, sentence, note):
    (ruling,) = rule(sentence)
    assert ruling.outcome is Outcome.CONTRADICTED
    assert note in ruling.note
    assert ruling.evidence


def test_figures_check_points_at_the_figure_in_the_sentence(rule):
    sentence = "The fire burned 40 containers of timber on the Maren quay."
    (ruling,) = rule(sentence)
    assert sentence[slice(*ruling.part)] == "40"


@pytest.mark.parametrize(
    "sentence",
    ["The inquiry will call 23 witnesses.", "The town has 9,000 residents.", "Insurers expect premiums of €7m."],
)
def test_figures_check_finds_no_source_for_an_invented_number(rule, sentence):
    (ruling,) = rule(sentence)
    assert (ruling.outcome, ruling.evidence) == (Outcome.NOT_FOUND, ())
    assert ruling.note.startswith("no source gives")


def test_figures_check_names_a_dropped_hedge(rule):
    (ruling,) = rule("40 sailors were treated for smoke in Tolvik.")
    assert ruling.outcome is Outcome.NOT_FOUND
    assert "about 40" in ruling.note


def test_figures_check_catches_an_exact_figure_for_a_more_than(rule):
    (ruling,) = rule("The blaze cut power to 300 homes.")
    assert ruling.outcome is Outcome.NOT_FOUND


def test_figures_check_catches_swapped_figures(rule):
    rulings = rule("The crews saved 30 sailors and lost 12 boats.", "The crews saved 12 sailors and lost 30 boats.")
    assert {ruling.outcome for ruling in rulings} == {Outcome.CONTRADICTED}


def test_figures_check_catches_another_currency(rule):
    (ruling,) = rule("The port authority put the damage at €1,234,567.")
    assert ruling.outcome is Outcome.CONTRADICTED


def test_figures_check_catches_points_for_percent(rule):
    assert rule("Turnout grew by 5 percent.", "Turnout grew by 5 percentage points in the harbour district.")


def test_figures_check_lets_a_draft_follow_either_of_two_reports(rule):
    reports = (
        "Doctors in Tolvik treated 12 dockers for burns.",
        "Nine dockers were treated for burns in Tolvik, doctors said.",
    )
    assert rule("Doctors treated 12 dockers for burns.", *reports) == ()
    assert rule("Doctors treated nine dockers for burns.", *reports) == ()


CORRECTED = (
    "A fire burned containers of timber on the Maren quay, the port said.\n\n"
    "Correction: an earlier version of this report said 40 containers burned; the correct figure is 14 containers.\n"
)


def test_figures_check_takes_the_corrected_figure(rule):
    assert rule("The fire burned 14 containers.", CORRECTED) == ()


def test_figures_check_contradicts_a_withdrawn_figure(rule):
    (ruling,) = rule("The fire burned 40 containers.", CORRECTED)
    assert ruling.outcome is Outcome.CONTRADICTED
    assert "withdrawn" in ruling.note


def test_figures_check_lets_a_man_be_one_man(rule):
    assert rule("One docker was hurt by the fall.", "A docker was hurt by the fall.") == ()


def test_figures_check_understands_both_sides_of_a_told_disagreement(rule):
    reports = (
        "The hospital treated 12 people for smoke inhalation.",
        "Nine people were treated for smoke inhalation, a union said.",
    )
    assert (
        rule("Reports differ on the number of people treated: the hospital put it at 12; the union put it at nine.", *reports)
        == ()
    )


def test_figures_check_answers_without_evidence(rule):
    (ruling,) = rule("The fire burned 14 containers.", "Nothing is known yet.")
    assert ruling.outcome is Outcome.NOT_FOUND
