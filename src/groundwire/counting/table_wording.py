"""Numbers of a table in an editor's words: "312.40 yuan for BYD on 3 March 2026"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from groundwire.editing.dating import say_month
from groundwire.model import Column, Grain, Point, TableCard

_MONEY: Final = {
    "CNY": "yuan", "USD": "dollars", "EUR": "euros",
    "GBP": "pounds", "HUF": "forints", "JPY": "yen", "INR": "rupees", "CHF": "Swiss francs",
    "PLN": "zloty", "CZK": "Czech crowns", "SEK": "Swedish crowns", "NOK": "Norwegian crowns", "DKK": "Danish crowns", "KRW": "won",
}  # fmt: skip


def say_value(value: Decimal, column: Column) -> str:
    """A number with its unit."""
    number = f"{value:,f}"
    if column.unit == "%":
        return f"{number}%"
    unit = _MONEY.get(column.unit, column.unit)
    return f"{number} {unit}" if unit else number


def say_point(points: Sequence[Point], value: Decimal, column: Column, card: TableCard) -> str:
    """A number with its unit, whose it is and when: of the cells behind it."""
    return f"{say_value(value, column)} for {points[-1].subject}{say_when(points, card)}"


def say_when(points: Sequence[Point], card: TableCard) -> str:
    """The time of some cells with its preposition: " on 3 March 2026", " in March 2026", " in 2026"; empty where they have
    none."""
    first, last = points[0].when, points[-1].when
    if first is None or last is None:
        return ""
    if first != last:
        return (
            f" from {say_month(first)} to {say_month(last)}"
            if card.every is not Grain.YEAR
            else f" from {first.year} to {last.year}"
        )
    if card.every is Grain.YEAR:
        return f" in {last.year}"
    if card.every is Grain.MONTH:
        return f" in {say_month(last)}"
    return f" on {last.day} {say_month(last)}"
