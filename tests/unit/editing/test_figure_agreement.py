"""Whether one figure backs another: bounds in both directions, units, levels and changes."""

from __future__ import annotations

import pytest

from groundwire.editing.figure_agreement import Agreement, compare_figures, drops_hedge, is_turned, state


@pytest.fixture(scope="module")
def stated(read):
    def run(text):
        _, reading = read(text)
        (figure,) = reading.figures
        return state(figure, reading.sentences[0])

    return run


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("More than 30 barges sank.", "They lost 34 barges."),
        ("Fewer than 40 barges sank.", "They lost 37 barges."),
        ("At least 100 barges sank.", "They lost 112 barges."),
        ("The canal is about 190 km long.", "The canal is 120 miles long."),
        ("The canal is 193 km long.", "The canal is 120 miles long."),
        ("The ban ran for 48 hours.", "The ban ran for two days."),
        ("Crews worked about 90 days.", "Crews worked three months."),
        ("She was in her forties.", "The skipper, aged 43, is well."),
        ("They saved 12 girls.", "They saved 12 schoolgirls."),
        ("Prices rose by 5 percent.", "Prices grew 5 percent."),
    ],
)
def test_a_figure_is_backed_within_its_hedge_and_unit(stated, draft, source):
    assert compare_figures(stated(draft), stated(source))[0] is Agreement.AGREES


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("More than 41 barges sank.", "They lost 54 barges."),
        ("Up to 37 barges sank.", "Up to 30 barges sank."),
        ("The canal is 120 km long.", "The canal is 120 miles long."),
        ("Crews worked for ten days.", "Crews worked for nine hours."),
        ("She was in her thirties.", "The skipper, aged 43, is well."),
        ("Prices rose by 61 percent.", "Prices rose to 61 percent."),
        ("Prices rose to 5 percent.", "Prices rose by 5 percent."),
        ("Prices rose by 5 percent.", "Prices fell by 5 percent."),
    ],
)
def test_another_figure_differs(stated, draft, source):
    assert compare_figures(stated(draft), stated(source))[0] is Agreement.DIFFERS


def test_an_exact_age_for_a_decade_of_life_claims_too_much(stated):
    assert compare_figures(stated("The skipper, aged 43, is well."), stated("She was in her forties."))[0] is Agreement.HEDGE


@pytest.mark.parametrize(
    ("draft", "source", "turned"),
    [
        ("At most 9 barges sank.", "At least 9 barges sank.", True),
        ("More than 9 barges sank.", "Fewer than 9 barges sank.", True),
        ("More than 9 barges sank.", "At least 9 barges sank.", False),
        ("About 9 barges sank.", "Up to 9 barges sank.", False),
    ],
)
def test_a_hedge_may_point_the_other_way(stated, draft, source, turned):
    assert is_turned(stated(draft), stated(source)) is turned


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Hundreds of barges sank.", "hundreds of barges"),
        ("Nine barges sank.", "nine barges"),
        ("The lock costs between 40 and 60 million euros.", "between 40 and 60 million euros"),
        ("About 40 barges sank.", "about 40 barges"),
    ],
)
def test_a_figure_is_named_as_an_editor_would(stated, text, phrase):
    assert stated(text).phrase == phrase


@pytest.mark.parametrize(
    ("draft", "source", "is_dropped"),
    [
        ("They lost 5 million eggs.", "They lost more than 5 million eggs.", True),
        ("They lost 1,500 eggs.", "They lost nearly 1,500 eggs.", True),
        ("They lost 90% of it.", "They lost over 90% of it.", True),
        ("More than 1,000 eggs broke.", "At least 1,000 eggs broke.", True),
        ("They lost 1,520 eggs.", "They lost nearly 1,520 eggs.", False),
        ("They lost 40 eggs.", "They lost about 40 eggs.", False),
        ("They lost 92% of it.", "They lost over 92% of it.", False),
        ("They lost 5 million eggs.", "They lost at least 5 million eggs.", False),
        ("They lost 5 million eggs.", "They lost up to 5 million eggs.", False),
        ("They lost 5 million eggs.", "They lost fewer than 5 million eggs.", False),
        ("More than 20 eggs broke.", "At least 20 eggs broke.", False),
    ],
)
def test_only_a_large_round_figure_drops_its_hedge(stated, draft, source, is_dropped):
    assert drops_hedge(stated(draft), stated(source)) is is_dropped
    expected = Agreement.AGREES if is_dropped else Agreement.HEDGE
    assert compare_figures(stated(draft), stated(source))[0] is expected
