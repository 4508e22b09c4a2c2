"""Any text at all can be read for figures and times; every span quotes back and none overlaps another."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.growing import seconds_of

from groundwire.model import FigureKind, Role
from groundwire.reading import _parse
from groundwire.reading.figures import find_figures
from groundwire.reading.number_words import find_numbers
from groundwire.reading.times import find_times

WORDS = st.sampled_from(
    "two half a third of million 12 1,250 3.5 -7 $ £ % percent to and between from 10-12 1/2 3 March May 2026 in 1990s "
    "at 3:10 a.m. Sunday last next week ago three days aged 45 , . year-old more than about dozens one hundred dozen m bn ½ 75th "
    "second 24/7 29 February 0 00 9999 99999999999999999999999999999999 12:99 31/02/2024 ’ earlier decade rose fell by € "
    "Rs".split()
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=24).map(" ".join), st.lists(WORDS, max_size=24).map("".join))
MODEST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@MODEST
@given(text=TEXTS, dated=st.booleans())
def test_any_text_is_read_with_spans_in_order(encoders, make_document, text, dated):
    document = make_document(text)
    passages = _parse(document, [(0, len(text), 0, Role.BODY)], encoders.syntax)
    published_at = datetime(2024, 2, 29, tzinfo=UTC) if dated else None
    figures = find_figures(document, passages)
    times = find_times(document, passages, published_at)
    spans = sorted([figure.span for figure in figures] + [item.span for item in times])
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    for item in times:
        assert document.quote(item.span) == item.text
        assert (item.begins is None) == (item.ends is None)
        assert item.begins is None or item.begins <= item.ends
    for figure in figures:
        assert document.quote(figure.span)
        assert figure.value.is_finite()
        assert figure.kind is not FigureKind.MONEY or len(figure.unit) == 3


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_numbers_are_found_in_order_in_any_text(text):
    numbers = find_numbers(text)
    assert all(one.end <= other.start for one, other in zip(numbers, numbers[1:], strict=False))
    assert all(number.value.is_finite() and number.step > 0 for number in numbers)


@settings(max_examples=100, deadline=None)
@given(value=st.integers(min_value=0, max_value=10**12))
def test_digits_with_commas_keep_their_value(value):
    (number,) = find_numbers(f"They sold {value:,} ropes.")
    assert number.value == value


def test_reading_numbers_is_linear():
    def seconds(count):
        text = "twenty-one and 1,250 or half a million of " * count
        return seconds_of(lambda: find_numbers(text))

    assert seconds(1600) < 8 * 4 * seconds(200)
