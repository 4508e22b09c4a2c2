"""Charts do not lie: bars begin at zero, gaps are gaps, scales say where they begin, and every number can be read as text."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats_story import HOSTILE, PRICES, YEAR, make_ranking, make_series, make_story

from groundwire.formats._amounts import say_amount, say_short
from groundwire.formats._chart import describe, draw_alone, draw_chart, find_steps, source_line
from groundwire.formats._raster import to_png, width_of, wrap
from groundwire.formats._share_card import INNER, MARGIN, draw_share_card
from groundwire.formats.chart import ChartPicture
from groundwire.formats.share_card import ShareCard
from groundwire.model import Chart, Status

_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3)


def bars(chart: Chart) -> list[tuple[float, float]]:
    drawn = re.findall(r'<rect class="bar[^"]*" x="([\d.]+)%" y="\d+" width="([\d.]+)%"', draw_chart(chart))
    return [(float(left), float(width)) for left, width in drawn]


def runs(chart: Chart) -> list[tuple[float, ...]]:
    drawn = re.findall(r'<line class="run" x1="([\d.]+)%" x2="([\d.]+)%" y1="([\d.]+)" y2="([\d.]+)"', draw_chart(chart))
    return [tuple(float(place) for place in line) for line in drawn]


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers() -> None:
    first, second = bars(make_ranking(("A", "200"), ("B", "190")))
    assert first == (0.0, 100.0) and second == (0.0, 95.0)


def test_bars_of_losses_lie_on_the_other_side_of_zero() -> None:
    (left, loss), (right, gain) = bars(make_ranking(("A", "-1"), ("B", "3")))
    assert left == 0 and right == loss == 25 and gain == 75


def test_a_bar_without_a_figure_says_so_and_one_of_zero_has_no_length() -> None:
    drawn = draw_chart(make_ranking(("A", None), ("B", "0"), ("C", "2")))
    assert drawn.count("no figure") == 1 and bars(make_ranking(("B", "0"), ("C", "2")))[0] == (0.0, 0.0)


def test_a_gap_in_a_line_is_not_drawn_over() -> None:
    whole, gap = make_series("1", "2", "3", "4", "5"), make_series("1", "2", None, "4", "5")
    assert len(runs(whole)) == 4 and len(runs(gap)) == 2 and "1 without a figure" in describe(gap)
    assert runs(gap)[0][1] < runs(gap)[1][0]


def test_a_number_alone_between_gaps_is_a_dot() -> None:
    assert draw_chart(make_series("1", None, "3", None, "5")).count('class="dot"') == 3


def test_days_stand_as_far_apart_as_they_are() -> None:
    (first, second, _, _), (_, third, _, _) = runs(make_series("1", "2", "3"))
    assert round((second - first) / (third - second), 2) == round(30 / 31, 2)


@pytest.mark.parametrize(
    ("values", "begins"),
    [(("90", "95", "99"), "90"), (("-99", "-90"), "−90"), (("10", "95"), ""), (("-5", "95"), ""), (("0", "1"), "")],
)
def test_a_scale_that_does_not_begin_at_zero_says_so(values: tuple[str, ...], begins: str) -> None:
    line = source_line(make_series(*values))
    assert ("does not begin at zero" in line) == bool(begins) and begins in line


def test_the_source_and_its_day_are_told() -> None:
    assert source_line(make_ranking(("A", "1"))) == "Source: Ellery Exchange."
    assert source_line(make_series("1", "2")).startswith("Source: Port of Ellery, as of 1 March 2026.")


@given(_NUMBERS, _NUMBERS)
def test_steps_are_round_even_few_and_enclose_the_numbers(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    steps = find_steps(low, high)
    width = steps[1] - steps[0]
    assert steps[0] <= low <= high <= steps[-1] and 2 <= len(steps) <= 12
    assert all(b - a == width for a, b in zip(steps, steps[1:], strict=False))
    assert width.normalize().as_tuple().digits in ((1,), (2,), (5,))


@given(st.lists(st.one_of(st.none(), _NUMBERS), min_size=2, max_size=40), st.booleans())
def test_any_numbers_are_drawn_within_the_picture(values: list[Decimal | None], is_series: bool) -> None:
    told = [None if value is None else str(value) for value in values]
    if all(value is None for value in told):
        with pytest.raises(ValueError, match="no numbers"):
            make_series(*told)
        return
    chart = make_series(*told) if is_series else make_ranking(*((f"Row {n}", value) for n, value in enumerate(told)))
    root = ElementTree.fromstring(draw_alone(chart))
    places = [
        float(v.rstrip("%")) for node in root.iter() for k, v in node.attrib.items() if k in ("x1", "x2", "cx") and "%" in v
    ]
    assert all(0 <= place <= 100 for place in places)
    assert all(left >= 0 and left + width <= 100.02 for left, width in bars(chart))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(words: str) -> None:
    chart = make_ranking((words, "1"), ("B", "2"), title=words, source=words, unit=words)
    assert {node.tag.rpartition("}")[2] for node in ElementTree.fromstring(draw_alone(chart)).iter()} <= {
        "svg", "title", "desc", "style", "rect", "text", "line", "circle",
    }  # fmt: skip
    assert to_png(draw_alone(chart))


@pytest.mark.parametrize(
    "broken",
    [
        lambda: make_series("1"),
        lambda: make_series(None, None),
        lambda: make_series("1", "NaN"),
        lambda: make_ranking(("A", "Infinity")),
        lambda: make_series("1", None, marked=1),
        lambda: make_ranking(("A", "1"), marked=1),
        lambda: replace(make_series("1", "2"), points=tuple(reversed(make_series("1", "2").points))),
        lambda: replace(make_ranking(("A", "1"), ("B", "2")), kind=make_series("1", "2").kind),
    ],
)
def test_numbers_that_cannot_be_drawn_make_no_chart(broken: object) -> None:
    with pytest.raises(ValueError, match="chart"):
        broken()  # type: ignore[operator]


def test_the_marked_point_is_told_with_its_number() -> None:
    chart = make_series(*YEAR, marked=11)
    assert "Marked: 2,455 (Mar 2026)." in describe(chart) and draw_chart(chart).count('class="mark"') == 1
    assert draw_chart(make_ranking(*PRICES, marked=2)).count("bar marked") == 1


@pytest.mark.parametrize(
    ("value", "unit", "exact", "short"),
    [
        ("1204", "containers", "1,204", "1,204"),
        ("2.30", "%", "2.30%", "2.30%"),
        ("-0.5", "%", "−0.5%", "−0.5%"),
        ("1234567", "EUR", "€1,234,567", "€1.23 million"),
        ("-4200000000", "USD", "−$4,200,000,000", "−$4.2 billion"),
        ("999996000", "", "999,996,000", "1 billion"),
        ("1E+3", "HUF", "HUF 1,000", "HUF 1,000"),
        ("0", "pp", "0", "0"),
    ],
)
def test_numbers_are_written_as_newsrooms_write_them(value: str, unit: str, exact: str, short: str) -> None:
    assert (say_amount(Decimal(value), unit), say_short(Decimal(value), unit)) == (exact, short)


def test_pictures_are_the_same_bytes_each_time_and_no_font_of_the_machine_is_used() -> None:
    story, verdicts = make_story()
    story = replace(story, chart=make_series(*YEAR, marked=11))
    for made in (ChartPicture(), ShareCard()):
        data = made.render(story, verdicts)
        assert data == made.render(story, verdicts)
    assert int.from_bytes(data[16:20], "big") == 1200 and int.from_bytes(data[20:24], "big") == 630


def test_no_font_of_the_machine_is_used() -> None:
    drawn = [
        to_png(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="2" y="20" font-family="{name}">1</text></svg>'
        )
        for name in ("DejaVu Sans", "Arial", "A Font That Is Nowhere")
    ]
    assert len(set(drawn)) == 1


# --- the share card ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headline", ["Fire", "Fire destroys two Port Ellery warehouses and shuts harbour", "Long words " * 40, "x" * 400]
)
def test_a_headline_wraps_and_shrinks_and_is_never_cut(headline: str) -> None:
    story, _ = make_story()
    card = draw_share_card(replace(story, headline=replace(story.headline, text=headline)))
    lines = re.findall(r'y="([\d.]+)"[^>]*font-weight="700" fill="#1b1a17" textLength="([\d.]+)"[^>]*>([^<]*)</text>', card)
    assert "".join("".join(words for _, _, words in lines).split()) == "".join(headline.split())
    assert all(MARGIN + float(width) <= MARGIN + INNER + 0.1 for _, width, _ in lines)
    assert max(float(y) for y, _, _ in lines) < 530


def test_a_card_says_draft_until_it_is_published() -> None:
    story, _ = make_story()
    assert "DRAFT" in draw_share_card(story)
    assert "KILLED" in draw_share_card(replace(story, status=Status.KILLED))
    published = draw_share_card(replace(story, status=Status.PUBLISHED, disclosure="Edited by A. N. Editor."))
    assert "DRAFT" not in published and "Edited by A. N. Editor." in published


@given(st.text(max_size=200), st.integers(8, 90))
def test_lines_are_no_wider_than_they_may_be_and_hold_all_words(text: str, size: int) -> None:
    lines = wrap(text, size, 300)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width_of(line, size) <= 300.01 or len(line) == 1 for line in lines)
