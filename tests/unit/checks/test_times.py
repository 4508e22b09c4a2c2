"""The times check blocks what no source gives and stays silent on what one does."""

from __future__ import annotations

import pytest

from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Draft, Outcome, Sentence
from groundwire.plugins import load
from groundwire.reading import read_document

REPORT = (
    "A fire broke out on the Maren quay shortly after 3 a.m. on Sunday, the harbour office said.\n\n"
    "The warehouse was built in 1987 and was inspected last week.\n\n"
    "The council will debate the port's safety plan on 12 May 2026.\n\n"
    "Crews left the quay at 6:45 p.m. after the last embers were out.\n"
)


@pytest.fixture(scope="module")
def rule(tools, make_document, encoders):
    check = load("checks", "times", tools)

    def run(sentence, report=REPORT, published_at=None):
        evidence_document = make_document(report, source="The Gazette", published_at=published_at)
        readings = {evidence_document.id: read_document(evidence_document, encoders.syntax)}
        evidence = GatheredEvidence([evidence_document], readings, encoders.embedding)
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
        "A fire broke out on the Maren quay on Sunday.",
        "The fire broke out shortly after 3 a.m.",
        "The warehouse was built in 1987.",
        "The warehouse was built in the 1980s.",
        "The warehouse was inspected last week.",
        "The council will debate the plan in May 2026.",
        "The council will debate the plan on 12 May.",
        "Crews left the quay at about 6:45 p.m.",
    ],
)
def test_times_check_is_silent_on_what_a_source_gives(rule, sentence):
    assert rule(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "A fire broke out on the Maren quay on 1 March 2026.",
        "The fire broke out on the Maren quay on 1 March.",
        "The warehouse was inspected in the week of 23 February 2026.",
        "The Gazette reported on 4 March 2026 that a quay had burned.",
        "A fire broke out on the Maren quay in March.",
    ],
)
def test_times_check_knows_relative_times_of_a_dated_report(rule, sentence):
    assert rule(sentence, published_at="2026-03-04") == ()


@pytest.mark.parametrize(
    "sentence",
    ["A fire broke out on the Maren quay on 1 March 2026.", "The warehouse was inspected in February 2026."],
)
def test_times_check_finds_no_date_in_an_undated_report(rule, sentence):
    assert [ruling.outcome for ruling in rule(sentence)] == [Outcome.NOT_FOUND]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("A fire broke out on the Maren quay on Tuesday, the harbour office said.", "Sunday"),
        ("The warehouse was built in 1994 and was inspected last week.", "1987"),
        ("The council will debate the port's safety plan on 14 May 2026.", "12 May 2026"),
        ("Crews left the quay at 8:45 p.m. after the last embers were out.", "6:45 p.m."),
    ],
)
def test_times_check_contradicts_another_time_for_the_same_thing(rule, sentence, words):
    (ruling,) = rule(sentence)
    assert ruling.outcome is Outcome.CONTRADICTED
    assert words in ruling.note
    assert ruling.evidence


def test_times_check_wants_the_hedge_of_the_clock(rule):
    (ruling,) = rule("The fire broke out at 3 a.m.")
    assert ruling.outcome is Outcome.NOT_FOUND
    assert "shortly after 3 a.m." in ruling.note


def test_times_check_refuses_a_finer_time_than_the_source(rule):
    (ruling,) = rule("The hall was opened on 3 March 2020.", report="The hall was opened in March 2020 by the mayor.")
    assert ruling.outcome is Outcome.NOT_FOUND
    assert "less exact" in ruling.note


def test_times_check_refuses_an_invented_year(rule):
    (ruling,) = rule("The ferry company went bankrupt in 2011.")
    assert (ruling.outcome, ruling.evidence) == (Outcome.NOT_FOUND, ())


def test_times_check_lets_the_day_of_report_back_only_reporting(rule):
    report = "The mayor opened a hall. The hall has a glass roof."
    assert rule("The Gazette reported on 4 March 2026 that a hall was opened.", report, "2026-03-04") == ()
    assert rule("The mayor opened a hall on 4 March 2026.", report, "2026-03-04") != ()


def test_times_check_takes_a_date_in_the_year_its_report_named_last(rule):
    report = "The ferry was sold in 2011. On April 9 it sank off Orsk."
    assert rule("The ferry sank off Orsk on April 9, 2011.", report=report) == ()
    assert rule("The ferry sank off Orsk on April 9, 2013.", report=report) != ()


def test_times_check_leaves_an_echo_alone(rule):
    assert rule("The warehouse opened that same year.", report="The warehouse was built in 1987.") == ()


def test_times_check_knows_an_open_stretch_in_other_words(rule):
    report = "Dozens of sheep have fallen ill on the island in recent weeks."
    assert rule("Sheep have fallen ill on the island over the past few weeks.", report=report) == ()
    assert rule("Sheep have fallen ill on the island over the past few years.", report=report) != ()


@pytest.mark.parametrize(("years", "is_right"), [("2010-11", True), ("2003-11", False)])
def test_times_check_wants_both_ends_of_a_span_of_years(rule, years, is_right):
    rulings = rule(f"The keeper was on loan to Orsk in {years}.", report="The keeper was on loan to Orsk in 2010-11.")
    assert (rulings == ()) is is_right


@pytest.mark.parametrize(
    ("sentence", "is_right"),
    [
        ("Tolls rose over the last decade.", True),
        ("Tolls rose over the past ten years.", True),
        ("Tolls rose over the last two decades.", False),
        ("Tolls rose last year.", False),
    ],
)
def test_times_check_knows_a_decade_by_its_years(rule, sentence, is_right):
    assert (rule(sentence, report="Tolls on the quay rose steadily over the past 10 years.") == ()) is is_right


@pytest.mark.parametrize(("words", "is_right"), [("Earlier this year", True), ("Earlier this week", False)])
def test_times_check_takes_earlier_for_early(rule, words, is_right):
    rulings = rule(f"{words}, the ferry was sold.", report="The ferry was sold to a Tolvik firm early this year.")
    assert (rulings == ()) is is_right


def test_times_check_backs_a_year_by_the_likest_passage_that_has_it(rule):
    report = (
        "Orm, who was the harbour nominee in 2017's Tolvik council vote but lost after being accused of bribery, said he will run"
        " again in 2020.\n\nThe fishing chief was accused during his 2017 tour of hiding boats.\n"
    )
    assert rule("Orm was accused of bribery during his 2017 run for the council.", report=report) == ()
    assert rule("Orm was accused of bribery during his 2018 run for the council.", report=report) != ()
