"""Numbers of tables as newsrooms write them (AP and Reuters habit): rounded half to even from the exact value, never from a rounded one."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Final

from groundwire.model import Column, Sums

CURRENCIES: Final = {
    "EUR": "euros", "CNY": "yuan", "JPY": "yen", "HUF": "forints", "PLN": "zlotys", "CZK": "Czech crowns", "SEK": "Swedish crowns",
    "NOK": "Norwegian crowns", "DKK": "Danish crowns", "CHF": "Swiss francs", "RUB": "roubles", "UAH": "hryvnias", "TRY": "lira",
    "INR": "rupees", "KRW": "won", "BRL": "reais", "ZAR": "rand", "MXN": "Mexican pesos", "HKD": "Hong Kong dollars",
    "CAD": "Canadian dollars", "AUD": "Australian dollars", "NZD": "New Zealand dollars", "SGD": "Singapore dollars", "ILS": "shekels",
}  # fmt: skip
"""What follows the number; of other currencies it is their code."""
SIGNS: Final = {"USD": "$", "GBP": "£"}
"""Currencies whose sign stands before the number."""
SYMBOLS: Final = {"t": "tonnes", "kg": "kg", "km": "km"}
_SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
SCALED_DECIMALS: Final = 2
"""Most decimals of a number in millions."""
MOST_DECIMALS: Final = 4
"""Most decimals of a number whose column does not say."""
_WORDS: Final = "zero one two three four five six seven eight nine".split()
_ORDINALS: Final = "zeroth first second third fourth fifth sixth seventh eighth ninth".split()


def is_money(column: Column) -> bool:
    """Whether the column is of money: its unit is a code of three capitals."""
    return len(column.unit) == 3 and column.unit.isascii() and column.unit.isupper()


def say_value(value: Decimal, column: Column) -> str:
    """A number of a column with its unit: "312.40 yuan", "$1.2 billion", "62,000 containers", "3.5%"."""
    sign = "-" if value < 0 else ""
    number = say_number(abs(value), column)
    if column.unit in SIGNS:
        return f"{sign}{SIGNS[column.unit]}{number}"
    if column.unit == "%" or not column.unit:
        return f"{sign}{number}{column.unit}"
    unit = CURRENCIES.get(column.unit) or SYMBOLS.get(column.unit, column.unit)
    is_one = number == "1" and unit not in CURRENCIES.values()
    return f"{sign}{number} {unit.removesuffix('s') if is_one else unit}"


def say_number(value: Decimal, column: Column) -> str:
    """A number without its unit or sign. From a million on it is told in millions, with two decimals at most; below with the decimals of
    the column, else those of the cell."""
    for scale, word in _SCALES if column.sums is not Sums.RATE else ():
        if value >= scale:
            scaled = round_to(Fraction(value) / scale, SCALED_DECIMALS)
            return f"{_plain(scaled.normalize())} {word}"
    exponent = value.as_tuple().exponent
    own = max(0, -exponent) if isinstance(exponent, int) else 0
    decimals = column.decimals if column.decimals is not None else min(own, MOST_DECIMALS)
    return _plain(round_to(Fraction(value), decimals))


def percent_change(now: Decimal, then: Decimal) -> Fraction | None:
    """By how many percent a number changed; ``None`` from zero or less and to less than zero, where percent say nothing."""
    if then <= 0 or now < 0:
        return None
    return (Fraction(now) - Fraction(then)) / Fraction(then) * 100


def say_percent(percent: Fraction) -> str:
    """An amount of percent without its sign, to one decimal; none where it is whole: "2.3%", "2%"."""
    amount = abs(percent)
    return f"{amount.numerator}%" if amount.denominator == 1 else f"{round_to(amount, 1)}%"


def is_little(percent: Fraction) -> bool:
    """Whether a change that is one would be told as 0.0%."""
    return percent != 0 and round_to(abs(percent), 1) == 0


def say_points(difference: Decimal, column: Column) -> str:
    """A difference of two rates without its sign: "0.3 percentage points"."""
    number = say_number(abs(difference), column)
    return f"{number} percentage point" + ("" if number == "1" else "s")


def say_count(number: int) -> str:
    """A small count: "three", "12"."""
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


def say_ordinal(number: int) -> str:
    """A place: "third", "12th", "21st"."""
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def round_to(value: Fraction, decimals: int) -> Decimal:
    """``value`` rounded half to even, with that many decimals."""
    scaled = value * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if 2 * rest > scaled.denominator or (2 * rest == scaled.denominator and whole % 2):
        whole += 1
    return Decimal(whole).scaleb(-decimals, Context(prec=100, rounding=ROUND_HALF_EVEN))


def _plain(value: Decimal) -> str:
    return f"{value:,f}"
