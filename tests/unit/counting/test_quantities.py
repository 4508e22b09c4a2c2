from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from groundwire.counting.quantities import is_little, percent_change, round_to, say_count, say_ordinal, say_percent, say_value
from groundwire.model import Column, ColumnKind, Sums


def column(unit: str, decimals: int | None = None, sums: Sums = Sums.LEVEL) -> Column:
    return Column(name="x", kind=ColumnKind.NUMBER, unit=unit, decimals=decimals, sums=sums)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "said"),
    [
        ("312.4", "CNY", 2, "312.40 yuan"),
        ("312.40", "CNY", None, "312.40 yuan"),
        ("1200000000", "EUR", None, "1.2 billion euros"),
        ("1234567", "USD", None, "$1.23 million"),
        ("-4.5", "GBP", None, "-£4.5"),
        ("999999.99", "EUR", 0, "1,000,000 euros"),
        ("62000", "containers", None, "62,000 containers"),
        ("1", "containers", None, "1 container"),
        ("3.5", "%", None, "3.5%"),
        ("12", "t", None, "12 tonnes"),
        ("7", "XAF", None, "7 XAF"),
        ("0.123456", "", None, "0.1235"),
        ("2.5", "points", 0, "2 points"),
        ("3.5", "points", 0, "4 points"),
    ],
)
def test_numbers_are_written_as_newsrooms_write_them(value: str, unit: str, decimals: int | None, said: str) -> None:
    assert say_value(Decimal(value), column(unit, decimals)) == said


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [("102.3", "100", "2.3%"), ("100.25", "100", "0.2%"), ("100.35", "100", "0.4%"), ("200", "100", "100%"), ("97", "100", "3%"), ("1", "3", "66.7%")],
)  # fmt: skip
def test_percent_are_rounded_half_to_even_from_the_exact_value(now: str, then: str, said: str) -> None:
    percent = percent_change(Decimal(now), Decimal(then))
    assert percent is not None and say_percent(percent) == said


@pytest.mark.parametrize(("now", "then"), [("5", "0"), ("5", "-3"), ("-2", "4")])
def test_percent_from_or_to_less_than_zero_are_refused(now: str, then: str) -> None:
    assert percent_change(Decimal(now), Decimal(then)) is None


def test_nothing_is_up_nought_percent() -> None:
    assert is_little(Fraction(1, 30)) and is_little(Fraction(-1, 20))
    assert not is_little(Fraction(0)) and not is_little(Fraction(51, 1000))


def test_rounding_is_exact_for_any_number_of_digits() -> None:
    assert round_to(Fraction("123456789012345678901234567890.125"), 2) == Decimal("123456789012345678901234567890.12")


def test_counts_and_places() -> None:
    assert [say_count(n) for n in (3, 9, 10, 1200)] == ["three", "nine", "10", "1,200"]
    assert [say_ordinal(n) for n in (1, 3, 11, 12, 21, 22, 113)] == ["first", "third", "11th", "12th", "21st", "22nd", "113th"]
