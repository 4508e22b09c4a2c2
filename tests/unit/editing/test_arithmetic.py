"""Steps of arithmetic: taken where the draft calls for them, told in words, never by chance."""

from __future__ import annotations

from decimal import Decimal

import pytest

from groundwire.editing.arithmetic import Operand, derive, show
from groundwire.editing.figure_agreement import Agreement, state


@pytest.fixture(scope="module")
def step(read):
    """The step for the last figure of a sentence, from the figures of a source's first two sentences."""

    def run(sentence, source):
        _, draft = read(sentence)
        _, reading = read(source)
        stated = state(draft.figures[-1], draft.sentences[0])
        window = []
        for figure in reading.figures:
            passage = reading.passage_at(figure.span)
            window.append(Operand(state(figure, passage), passage))
        return derive(stated, draft.sentences[0], [window])

    return run


SHED = "Divers freed 12 seals at the weir. Another 9 seals swam off by themselves."
MILL = "The mill ground 52 tonnes of rye last month. A year earlier it ground 40 tonnes."
VOTE = "Of the 60 members of the guild, 24 backed the levy."


@pytest.mark.parametrize(
    ("sentence", "source", "words"),
    [
        ("In all, 21 seals got away.", SHED, "12 seals and 9 seals make 21"),
        ("Altogether more than 20 seals got away.", SHED, "12 seals and 9 seals make 21"),
        ("A total of about 20 seals got away.", SHED, "12 seals and 9 seals make 21"),
        ("The mill ground 12 tonnes more than a year before.", MILL, "from 40 tonnes to 52 tonnes is a rise of 12"),
        ("Output at the mill rose by 30 percent.", MILL, "from 40 tonnes to 52 tonnes is a rise of 30 percent"),
        ("The levy was backed by 40 percent of the members.", VOTE, "24 of 60 members are 40 percent"),
        ("The ferries cost 5 million euros each.", "The town paid 20 million euros for 4 ferries.", "5,000,000 each"),
        ("Profit rose by $0.6 million.", "Profit rose from $1.2 million to $1.8 million.", "is a rise of 600,000"),
    ],
)
def test_a_step_that_follows_agrees(step, sentence, source, words):
    derived = step(sentence, source)
    assert derived is not None
    assert derived.agreement is Agreement.AGREES
    assert words in derived.words
    assert derived.passages


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("In all, 27 seals got away.", SHED),
        ("Output at the mill rose by 45 percent.", MILL),
        ("Output at the mill fell by 30 percent.", MILL),
        ("The levy was backed by 75 percent of the members.", VOTE),
        ("The ferries cost 8 million euros each.", "The town paid 20 million euros for 4 ferries."),
    ],
)
def test_a_step_that_is_called_for_and_gives_something_else_differs(step, sentence, source):
    derived = step(sentence, source)
    assert derived is not None
    assert derived.agreement is Agreement.DIFFERS
    assert derived.is_plain


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The weir has 21 gates.", SHED),
        ("The divers counted 21 seals.", SHED),
        ("The mill sold 92 tonnes.", MILL),
        ("The guild met 36 times.", VOTE),
        ("In all, 33 seals got away.", "Divers freed 12 seals. The weir has 21 gates."),
        ("In all, 17 seals got away.", "Divers freed 12 seals, including 5 pups."),
    ],
)
def test_no_step_excuses_a_figure_by_chance(step, sentence, source):
    derived = step(sentence, source)
    assert derived is None or derived.agreement is not Agreement.AGREES


def test_a_part_is_not_added_to_its_whole(step):
    derived = step("In all, 17 seals got away.", "Divers freed 12 seals, including 5 young seals.")
    assert derived is None or derived.agreement is not Agreement.AGREES


@pytest.mark.parametrize(("value", "text"), [("1234567", "1,234,567"), ("33.3333", "33.33"), ("12.50", "12.5"), ("40", "40")])
def test_numbers_are_shown_as_an_editor_writes_them(value, text):
    assert show(Decimal(value)) == text
