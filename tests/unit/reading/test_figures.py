"""Figures are read with their value, unit, kind, hedge and noun."""

from __future__ import annotations

from decimal import Decimal

import pytest

from groundwire.model import FigureKind, Precision


@pytest.fixture(scope="module")
def figures(read):
    def run(text):
        document, reading = read(text)
        return [(document.quote(figure.span), figure) for figure in reading.figures]

    return run


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The port paid $1.2 million for the crane.", "$1.2 million", 1_200_000, "USD"),
        ("The port paid 1.2m euros for the crane.", "1.2m euros", 1_200_000, "EUR"),
        ("The fund holds €40bn in bonds.", "€40bn", 40 * 10**9, "EUR"),
        ("The ferry costs Rs 500 a trip.", "Rs 500", 500, "INR"),
        ("Backers raised A$3m for the quay.", "A$3m", 3_000_000, "AUD"),
        ("Tickets cost 50 cents each.", "50 cents", Decimal("0.5"), "USD"),
        ("It sold for 5 million Canadian dollars.", "5 million Canadian dollars", 5_000_000, "CAD"),
        ("The yard lost £1,250.50 in fees.", "£1,250.50", Decimal("1250.5"), "GBP"),
        ("Backers want a $2T fund for quays.", "$2T", 2 * 10**12, "USD"),
    ],
)
def test_figures_keeps_the_currency(figures, text, words, value, unit):
    ((found, figure),) = figures(text)
    assert (found, figure.value, figure.unit, figure.kind) == (words, value, unit, FigureKind.MONEY)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Turnout reached 48 per cent.", 48, "%"),
        ("The rate went to 9-1/2 pct.", Decimal("9.5"), "%"),
        ("Support fell by 2.5 percentage points.", Decimal("2.5"), "pp"),
        ("The bank cut its rate by 25 basis points.", Decimal("0.25"), "pp"),
        ("Half of the crew left.", 50, "%"),
        ("Two-thirds of the crew left.", Decimal("66.666667"), "%"),
        ("One in five pupils stayed at home.", 20, "%"),
    ],
)
def test_figures_reads_shares_as_percent(figures, text, value, unit):
    ((_, figure),) = figures(text)
    assert (figure.value, figure.unit, figure.kind) == (value, unit, FigureKind.PERCENT)


@pytest.mark.parametrize(
    ("text", "value", "precision", "unit"),
    [
        ("About 40 sailors were saved.", 40, Precision.ABOUT, "sailor"),
        ("Some 40 sailors were saved.", 40, Precision.ABOUT, "sailor"),
        ("Nearly 40 sailors were saved.", 40, Precision.ABOUT, "sailor"),
        ("More than 300 homes lost power.", 300, Precision.MORE_THAN, "home"),
        ("At least 14 shipping containers burned.", 14, Precision.AT_LEAST, "container"),
        ("Fewer than a dozen boats returned.", 12, Precision.LESS_THAN, "boat"),
        ("Up to 30 jobs may go.", 30, Precision.UP_TO, "job"),
        ("Twelve or more trucks were seen.", 12, Precision.AT_LEAST, "truck"),
        ("Twenty-one containers burned.", 21, Precision.EXACT, "container"),
        ("Half a million tourists came.", 500_000, Precision.EXACT, "tourist"),
        ("The two countries signed.", 2, Precision.EXACT, "country"),
        ("Three of the tugs sank.", 3, Precision.EXACT, "tug"),
    ],
)
def test_figures_counts_with_noun_and_hedge(figures, text, value, precision, unit):
    ((_, figure),) = figures(text)
    assert (figure.value, figure.precision, figure.unit, figure.kind) == (value, precision, unit, FigureKind.COUNT)


def test_figures_spans_the_noun_counted(read):
    document, reading = read("At least 14 shipping containers burned on the quay.")
    assert document.quote(reading.figures[0].noun) == "shipping containers"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Between 3 and 5 boats sank.", 3, 5, "boat"),
        ("He saw 10-12 boats.", 10, 12, "boat"),
        ("It will need 10 to 12 containers.", 10, 12, "container"),
        ("The work will cost $5-10 million.", 5_000_000, 10_000_000, "USD"),
        ("Rents take 5% to 10% of pay.", 5, 10, "%"),
        ("Repairs take two or three days.", 2, 3, "d"),
    ],
)
def test_figures_reads_ranges(figures, text, low, high, unit):
    ((_, figure),) = figures(text)
    assert (figure.value, figure.high, figure.unit) == (low, high, unit)


def test_figures_keeps_from_and_to_apart(figures):
    assert [figure.value for _, figure in figures("The toll rose from 10 to 12 sailors.")] == [10, 12]


def test_figures_reads_vague_numbers_as_ranges(figures):
    ((_, figure),) = figures("Tens of thousands of fans came.")
    assert (figure.value, figure.high, figure.unit) == (10_000, 99_999, "fan")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Sales rose 3%.", 1),
        ("Sales fell by about 3%.", -1),
        ("Sales were up 3%.", 1),
        ("It was a 3% drop.", -1),
        ("Sales rose to 3%.", 0),
        ("Sales make 3% of it.", 0),
    ],
)
def test_figures_signs_a_rise_or_fall(figures, text, change):
    assert figures(text)[0][1].change == change


@pytest.mark.parametrize(
    ("text", "value", "high"),
    [
        ("A 45-year-old nurse spoke.", 45, None),
        ("The nurse, aged 30, spoke.", 30, None),
        ("Maria Kovan, 45, spoke.", 45, None),
        ("She is in her 40s.", 40, 49),
        ("The boy is three years old.", 3, None),
    ],
)
def test_figures_reads_ages(figures, text, value, high):
    ((_, figure),) = figures(text)
    assert (figure.value, figure.high, figure.kind) == (value, high, FigureKind.AGE)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The wreck lies 5km offshore.", 5, "km"),
        ("The meeting took three hours.", 3, "h"),
        ("It was a three-hour meeting.", 3, "h"),
        ("It lasted half an hour.", Decimal("0.5"), "h"),
        ("Fire took 20 hectares.", 20, "ha"),
        ("It was -3C at dawn.", -3, "°C"),
        ("The yard moves 1,000 tonnes.", 1000, "t"),
        ("A magnitude 7.1 quake struck.", Decimal("7.1"), "magnitude"),
    ],
)
def test_figures_reads_measures(figures, text, value, unit):
    ((_, figure),) = figures(text)
    assert (figure.value, figure.unit, figure.kind) == (value, unit, FigureKind.MEASURE)


def test_figures_tells_metres_from_millions(figures):
    assert [(figure.value, figure.unit) for _, figure in figures("Some 15m people watched the 100m final.")] == [
        (15_000_000, "people"),
        (100, "m"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("They marked their 75th year.", 75, "year"),
        ("It was the third attack.", 3, "attack"),
        ("It is the second-largest port.", 2, "port"),
    ],
)
def test_figures_reads_ordinals(figures, text, value, unit):
    ((_, figure),) = figures(text)
    assert (figure.value, figure.unit, figure.kind) == (value, unit, FigureKind.ORDINAL)


@pytest.mark.parametrize(
    "text",
    [
        "A Boeing 737 landed.",
        "Firms sell 5G masts.",
        "COVID-19 spread.",
        "The G7 met.",
        "Members invoked Article 5.",
        "No one was hurt.",
        "One of them spoke.",
        "A second later it sank.",
        "The fire began at 3:10 a.m. on 1 March 2026.",
        "It was built in 2016.",
        "At first, nobody spoke.",
        "Call 555-01-77 or see version 1.2.3.",
        "The First Minister resigned.",
    ],
)
def test_figures_leaves_names_and_times_alone(figures, text):
    assert figures(text) == []


def test_figures_keeps_a_score_in_order(figures):
    ((_, figure),) = figures("The home side won 3-1.")
    assert (figure.value, figure.high) == (3, 1)


def test_figures_never_overlap_and_quote_back(read):
    document, reading = read("It paid $1.2 million, 40% up, for 12 of the 14 crew aged 20 to 30 in 3 to 5 ports.")
    spans = [figure.span for figure in reading.figures]
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    assert "$1.2 million" in [document.quote(span) for span in spans]


@pytest.mark.parametrize(("word", "low"), [("twenties", 20), ("forties", 40), ("nineties", 90)])
def test_figures_reads_a_decade_of_life_in_words(figures, word, low):
    ((found, figure),) = figures(f"The pilot, a woman in her {word}, swam ashore.")
    assert (found, figure.kind, figure.value, figure.high) == (word, FigureKind.AGE, low, low + 9)


def test_figures_takes_no_decade_of_a_century_for_an_age(figures):
    assert figures("The lock was dug in the forties and widened later.") == []


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("The girls were no older than 9.", Precision.UP_TO),
        ("The dogs were no younger than 9.", Precision.AT_LEAST),
        ("The queue was no longer than 9 metres.", Precision.UP_TO),
        ("The dogs were older than 9.", Precision.MORE_THAN),
    ],
)
def test_figures_reads_a_denied_comparison_as_a_bound(figures, text, precision):
    ((_, figure),) = figures(text)
    assert figure.precision is precision


def test_figures_leaves_a_number_in_a_title_alone(figures):
    assert figures("The horse ran before the Six Nations crowd.") == []


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("They may own no over 10 boats.", Precision.UP_TO),
        ("The crew was not above 10 sailors.", Precision.UP_TO),
        ("The crew is not under 10 sailors.", Precision.AT_LEAST),
        ("The crew was over 10 sailors.", Precision.MORE_THAN),
        ("They scolded him over his 10 boats.", Precision.EXACT),
        ("The toll is 6 percent higher than 10 crowns.", Precision.EXACT),
        ("The toll is higher than 10 crowns.", Precision.MORE_THAN),
        ("It is a rise over the 10 boats of May.", Precision.EXACT),
        ("Sales went over the 10 million threshold.", Precision.MORE_THAN),
        ("They lost nearly the 10 boats of May.", Precision.ABOUT),
    ],
)
def test_a_hedge_is_told_from_a_preposition_or_comparison(figures, text, precision):
    assert figures(text)[-1][1].precision is precision


@pytest.mark.parametrize(
    ("text", "words", "value", "high", "kind"),
    [
        ("The club is for 6- to 9-year-olds.", "6- to 9-year-olds", 6, 9, FigureKind.AGE),
        ("The club is for pupils aged 6 to 9.", "6 to 9", 6, 9, FigureKind.AGE),
        ("Orm testified in round two of the hearings.", "two", 2, None, FigureKind.ORDINAL),
        ("Orm named a nine member panel.", "nine", 9, None, FigureKind.COUNT),
    ],
)
def test_a_figure_is_read_in_whatever_form_it_comes(figures, text, words, value, high, kind):
    ((found, figure),) = figures(text)
    assert (found, figure.value, figure.high, figure.kind) == (words, value, high, kind)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Orm named a nine member panel.", "member"),
        ("Orm hired nine truck drivers.", "driver"),
        ("In each round two boats sank.", "boat"),
        ("It was won in round two of the cup.", "round"),
    ],
)
def test_a_number_counts_what_its_phrase_is_of(figures, text, unit):
    assert [figure.unit for _, figure in figures(text)] == [unit]


def test_an_age_may_leave_its_years_to_the_next(figures):
    found = figures("The club takes 9- and 12-year-olds from the quay.")
    assert [(words, figure.value, figure.kind) for words, figure in found] == [
        ("9", 9, FigureKind.AGE),
        ("12-year-olds", 12, FigureKind.AGE),
    ]


def test_a_range_may_leave_its_unit_to_the_second_number(figures):
    ((words, figure),) = figures("The court gave him a three- to five-year ban.")
    assert (words, figure.value, figure.high, figure.unit) == ("three- to five-year", 3, 5, "yr")
