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


OUTLETS = ("Lindmere Echo", "Orsk Post", "Tolvik Mail")


@pytest.fixture(scope="module")
def rule(tools, make_document, encoders):
    check = load("checks", "figures", tools)

    def run(sentence, *reports):
        documents = [
            make_document(text, source=OUTLETS[place % len(OUTLETS)]) for place, text in enumerate(reports or (REPORT,))
        ]
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


def _blocking(rulings):
    return tuple(ruling for ruling in rulings if not ruling.is_warning)


RESCUE = (
    "Heavy rain flooded the Lindmere flats. Boatmen brought out 12 people from the hostel and 9 people from a barn nearby.\n\n"
    "Nobody is missing, a warden said. The pumps ran for nine hours. The first alarm came from Pier 6.\n\n"
    "The flats are the second-largest in the valley. Up to 40 cellars may be wet.\n"
)


def test_figures_check_shows_the_sum_that_a_figure_follows_from(rule):
    (ruling,) = rule("In all, 21 people were brought out of the Lindmere flats.", RESCUE)
    assert (ruling.outcome, ruling.is_warning) == (Outcome.SUPPORTED, True)
    assert "12 people and 9 people make 21" in ruling.note
    assert ruling.evidence


def test_figures_check_contradicts_a_wrong_sum_with_the_right_one(rule):
    (ruling,) = rule("In all, 27 people were brought out from the hostel and the barn.", RESCUE)
    assert ruling.outcome is Outcome.CONTRADICTED
    assert ruling.note == "12 people and 9 people make 21, not 27 people"


@pytest.mark.parametrize(
    ("sentence", "words", "note"),
    [
        ("Two people are missing, a warden said.", "Two", "Nobody is missing"),
        ("The pumps ran for ten days.", "ten days", "nine hours"),
        ("The first alarm came from Pier 4.", "Pier 4", "Pier 6"),
        ("The flats are the largest in the valley.", "largest", "second-largest"),
        ("At least 40 cellars may be wet.", "40", "up to 40 cellars"),
    ],
)
def test_figures_check_tells_what_the_source_has_instead(rule, sentence, words, note):
    (ruling,) = rule(sentence, RESCUE)
    assert ruling.outcome is Outcome.CONTRADICTED
    assert sentence[slice(*ruling.part)] == words
    assert note in ruling.note


@pytest.mark.parametrize(
    "sentence",
    [
        "The pumps ran for nine hours.",
        "The first alarm came from Pier 6.",
        "The flats are the valley's second-largest.",
        "As many as 40 cellars may be wet.",
        "Nobody is missing.",
    ],
)
def test_figures_check_is_silent_on_what_the_source_has(rule, sentence):
    assert rule(sentence, RESCUE) == ()


DOGS = "The kennel took in 10 hounds in 2019. Last year it took in 14 hounds, its owner said."


@pytest.mark.parametrize(
    ("growth", "is_right"), [("rose by 40 percent", True), ("doubled", False), ("more than doubled", False)]
)
def test_figures_check_reckons_with_growth(rule, growth, is_right):
    rulings = _blocking(rule(f"The number of hounds at the kennel {growth}.", DOGS))
    assert (rulings == ()) is is_right
    if rulings:
        assert "from 10 hounds to 14 hounds is a rise of 40 percent" in rulings[0].note


@pytest.mark.parametrize(
    ("sentence", "is_right"),
    [
        ("The bank shed 400 jobs in Orsk.", True),
        ("The bank shed 150 jobs in Orsk.", False),
        ("Orsk lost 400 jobs, Tolvik 150.", True),
        ("The bank shed 150 jobs in Orsk and 400 jobs in Tolvik.", False),
    ],
)
def test_figures_check_keeps_a_figure_with_its_owner(rule, sentence, is_right):
    rulings = rule(sentence, "The bank shed 400 jobs in Orsk and 150 jobs in Tolvik last spring.")
    assert (rulings == ()) is is_right


def test_figures_check_does_not_count_helpers_as_hurt(rule):
    report = "Twelve people were injured and 90 firefighters fought the blaze on the quay."
    assert rule("Twelve people were injured on the quay.", report) == ()
    assert rule("Ninety people were injured on the quay.", report) != ()


def test_figures_check_looks_for_a_credited_figure_in_the_outlets_own_report(rule):
    reports = (
        "Doctors in Tolvik treated 12 dockers for burns after the blast.",
        "Doctors in Tolvik treated 20 dockers for burns after the blast, a union said.",
    )
    assert rule("Doctors treated 12 dockers for burns, the Lindmere Echo reported.", *reports) == ()
    assert rule("Doctors treated 20 dockers for burns, the Lindmere Echo reported.", *reports) != ()


def test_figures_check_knows_some_of_them(rule):
    report = (
        "The clinic in Orsk treated 12 climbers for frostbite. Two of them stayed in for a night. Nine climbers had no ropes."
    )
    assert rule("Two of the 12 climbers treated for frostbite stayed in the clinic for a night.", report) == ()


def test_figures_check_does_not_say_who_the_people_are(rule):
    report = "Nine people were treated for frostbite in Orsk, a porter said."
    assert rule("Nine people were treated for frostbite.", report) == ()
    assert rule("Nine lifeguards were treated for frostbite in Orsk, a porter said.", report) != ()


def test_figures_check_lets_a_draft_tell_of_a_correction(rule):
    assert rule("The port corrected its figure of 40 containers to 14 containers.", CORRECTED) == ()


def test_figures_check_does_not_take_searches_for_people(rule):
    report = "The barn has been searched twice and nobody is missing, a warden said."
    assert not any("nobody" in ruling.note for ruling in rule("Nobody is missing after two searches of the barn.", report))


LOCKS = (
    "The canal board expects to spend about $40 million on the Orsk locks, and more than 90 percent of skippers back the work.\n\n"
    "More than 6,000 barges passed the locks last year, and at least 2,000 skippers signed a letter of thanks.\n\n"
    "Up to 3,000 anglers use the banks. About $1,234 went on paint. At least 7,000 trees were felled for the towpath.\n"
)


@pytest.mark.parametrize(
    ("sentence", "hedged"),
    [
        ("The canal board expects to spend $40 million on the Orsk locks.", "about $40 million"),
        ("The board will spend $40M on the Orsk locks.", "about $40 million"),
        ("Ninety percent of skippers back the work on the locks.", "more than 90 percent"),
        ("The locks saw 6,000 barges pass last year.", "more than 6,000 barges"),
        ("More than 2,000 skippers signed a letter of thanks.", "at least 2,000 skippers"),
    ],
)
def test_figures_check_lets_a_large_round_figure_drop_its_hedge_and_shows_it(rule, sentence, hedged):
    (ruling,) = rule(sentence, LOCKS)
    assert (ruling.outcome, ruling.is_warning) == (Outcome.SUPPORTED, True)
    assert hedged in ruling.note
    assert ruling.evidence


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 3,000 anglers use the banks.",
        "Exactly 3,000 anglers use the banks.",
        "The board spent $1,234 on paint.",
        "For the towpath, 7,000 trees were felled.",
        "Fewer than 6,000 barges passed the locks last year.",
        "No more than 2,000 skippers signed a letter of thanks.",
        "More than $40 million will be spent on the Orsk locks.",
    ],
)
def test_figures_check_keeps_every_other_hedge(rule, sentence):
    assert _blocking(rule(sentence, LOCKS))


def test_figures_check_is_silent_where_a_source_has_the_round_figure_without_a_hedge(rule):
    reports = ("The board put the bill for the locks at about $40 million.", "The locks will cost the board $40 million.")
    assert rule("The locks will cost $40 million.", *reports) == ()


FERRIES = (
    "Two ferries ran aground off Tolvik on Sunday, the coastguard said. Nobody was hurt.\n\n"
    "A tug sank near Orsk on Friday, a day after another tug was lost. The tug crews were saved.\n\n"
    "The harbour union cites the Fourth Charter. The rescue boats went out over the last six hours.\n\n"
    "The third storm of the month has passed, forecasters say, and 1.434 million gallons fell. A row broke out over the cost.\n"
)


@pytest.mark.parametrize(
    "sentence",
    [
        "The coastguard said the first ferry, off Tolvik, ran aground on Sunday.",
        "The second ferry ran aground off Tolvik.",
        "A second tug sank near Orsk on Friday.",
        "The harbour union cites the fourth charter.",
        "The rescue boats went out in six hours.",
    ],
)
def test_figures_check_knows_what_is_said_without_the_number(rule, sentence):
    assert rule(sentence, FERRIES) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The third ferry ran aground off Tolvik.",
        "A third tug sank near Orsk on Friday.",
        "It was the first ferry to run aground off Tolvik.",
        "The second barge ran aground off Tolvik.",
        "The harbour union cites the fifth charter.",
        "The sixth storm of the month has passed, forecasters say.",
        "The rescue boats went out in nine hours.",
        "Two ferries ran aground off Tolvik for the first time.",
    ],
)
def test_figures_check_blocks_a_rank_or_length_that_no_source_bears_out(rule, sentence):
    assert _blocking(rule(sentence, FERRIES))


def test_figures_check_takes_people_by_another_noun_only_where_the_source_says_who_they_are(rule):
    report = "The vote gives new rights to some 1.5 million people with prison records, the ministry said."
    assert rule("The vote gives new rights to nearly 1.5 million prisoners.", report) == ()
    assert _blocking(rule("The vote gives new rights to nearly 1.5 million sailors.", report))


def test_figures_check_compares_what_stands_behind_over_and_than(rule):
    report = "The mayor was scolded for her three boats. Fees rose 6 percent, to 40 crowns from 38, at the Tolvik quay."
    assert rule("The mayor was scolded over her three boats.", report) == ()
    assert _blocking(rule("The mayor was scolded for owning more than three boats.", report))


@pytest.mark.parametrize(
    ("sentence", "report", "is_right"),
    [
        ("The vaccine is safe for 3- to 8-year-olds.", "The vaccine was safe in pupils ages 3 to 8, the clinic said.", True),
        ("The vaccine is safe for 3- to 9-year-olds.", "The vaccine was safe in pupils ages 3 to 8, the clinic said.", False),
        ("The vaccine is safe for 6-year-olds.", "The vaccine was safe in pupils ages 3 to 8, the clinic said.", False),
        ("Orm wins round three of the chess cup.", "Orm won the third round of the chess cup on Monday.", True),
        ("Orm wins round four of the chess cup.", "Orm won the third round of the chess cup on Monday.", False),
        ("Toll income falls to 7.5% even as traffic grows.", "Toll income fell to 7.5% from 9.1% even as traffic grew.", True),
        ("Toll income falls to 9.1% even as traffic grows.", "Toll income fell to 7.5% from 9.1% even as traffic grew.", False),
        ("Brandt named a nine member panel to run the dock.", "Brandt named the nine lawmakers who will run the dock.", True),
        ("Brandt named a six member panel to run the dock.", "Brandt named the nine lawmakers who will run the dock.", False),
        (
            "The first doses went to an old pilot in Tolvik.",
            "The first shot of the campaign was given in Tolvik on Monday.",
            True,
        ),
        (
            "The second doses went to an old pilot in Tolvik.",
            "The first shot of the campaign was given in Tolvik on Monday.",
            False,
        ),
        (
            "Forty liberal senators signed the paper on ferries.",
            "Brandt has found the 40 votes needed to bring back the ferry.",
            True,
        ),
        (
            "Fifty liberal senators signed the paper on ferries.",
            "Brandt has found the 40 votes needed to bring back the ferry.",
            False,
        ),
        (
            "Tolvik voters passed a plan that hands fishing rights to the town's nearly 1.5 million felons.",
            "Tolvik voters passed a charter restoring old fishing rights to some 1.5 million people with felony records.",
            True,
        ),
        (
            "Tolvik voters passed a plan that hands fishing rights to the town's nearly 1.5 million pilots.",
            "Tolvik voters passed a charter restoring old fishing rights to some 1.5 million people with felony records.",
            False,
        ),
    ],
)
def test_figures_check_knows_a_number_that_is_told_in_another_form(rule, sentence, report, is_right):
    assert (not _blocking(rule(sentence, report))) is is_right
