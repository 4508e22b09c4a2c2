"""What a text measures: which column of a table its words speak of.

A column is spoken of by the words of its name, meaning and unit, and by the words that the trade uses for the same ("handled"
for containers, "earned" for profit). Words are compared by their stems, so that "closing", "closed" and "close" are one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.counting.rolls import words_of
from groundwire.editing.conversions import convert
from groundwire.editing.figure_agreement import Stated
from groundwire.model import Column, ColumnKind, FigureKind, TableCard
from groundwire.reading.units import CURRENCY_CODES

OWN: Final = 3
"""Weight of a word of the column itself; one of the same family weighs 1."""
_FAMILIES: Final = (
    "close closed closing finish finished end ended settle settled price share stock",
    "open opened opening price",
    "price cost quote quoted trade traded trading share stock worth",
    "high intraday",
    "low intraday",
    "volume turnover traded changed hands",
    "profit earn earned earning income net made bottom",
    "revenue sale sold sell turnover takings",
    "loss lose lost",
    "dividend payout paid pay",
    "output produce produced production manufactured built make made turned",
    "harvest harvested crop grow grew reap reaped gathered",
    "traffic handle handled throughput move moved passed processed pass",
    "container box boxes teu handled handle throughput traffic moved",
    "passenger traveller flew fly carried carry used",
    "cargo freight goods tonnage handled handle",
    "export exported ship shipped sold",
    "import imported bought",
    "population inhabitant people resident live lived",
    "unemployment unemployed jobless",
    "jobless unemployment unemployed",
    "employee staff worker workforce employ employed headcount job",
    "vote won polled poll",
    "visitor visit visited attendance attend attended admission",
    "call vessel ship arrival docked called",
    "rain rainfall fell",
    "death die died dead killed",
    "birth born",
    "capitalisation capitalization market value worth valuable",
    "value worth valuable",
    "debt owe owed",
    "spending spend spent expenditure",
    "employment employed job",
    "wage pay paid earn earned salary",
    "order ordered",
    "delivery delivered deliver",
    "subscriber customer",
    "area size",
)
"""Words that measure the same thing, as prose has them."""
_STOCK: Final = ("shar", "stock")
_ENDINGS: Final = re.compile(r"(?:ings?|ed|es|e|s|ies|y)\Z")
_EMPTY: Final = frozenset(
    "of the a an in per and for to by at on total number amount daily monthly yearly annual pct percent".split()
)
_TIMELESS: Final = frozenset("was were is had stood came day month year week quarter date".split())


def stem(word: str) -> str:
    """What the forms of a word share: "closing", "closed" and "close" give ``clos``; words of three letters stay."""
    folded = word.casefold()
    if folded.endswith("ss"):
        return folded
    if folded.endswith("ies") and len(folded) > 4:
        folded = folded[:-3] + "y"
    cut = _ENDINGS.sub("", folded) if len(folded) > 3 else folded
    if len(cut) < 3:
        cut = folded.rstrip("s") if len(folded) > 3 else folded
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "sl" else cut


_FAMILY_STEMS: Final = tuple(frozenset(stem(word) for word in family.split()) for family in _FAMILIES)
_FAMILY_HEADS: Final = tuple(stem(family.split()[0]) for family in _FAMILIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The number columns of a table by the stems that speak of them: ``weights[stem][column]``; ``rows`` are words for what is
    counted row by row ("company"), not in a column."""

    columns: tuple[Column, ...]
    rows: frozenset[str]
    weights: Mapping[str, Mapping[str, int]]

    def speaks(self, word: str) -> bool:
        """Whether the word measures anything in the table."""
        return stem(word) in self.weights

    def is_closing(self, name: str) -> bool:
        """Whether the column tells what something was worth in the end."""
        return any(column.name == name and "clos" in stems_of(column) for column in self.columns)

    def weigh(self, words: Sequence[str]) -> dict[str, int]:
        """How strongly the words speak of each column, by name; those that they do not speak of are left out."""
        scores: dict[str, int] = {}
        for one in dict.fromkeys(stem(word) for word in words):
            for column, weight in self.weights.get(one, {}).items():
                scores[column] = scores.get(column, 0) + weight
        return scores


def make_measures(card: TableCard) -> Measures:
    """The words that speak of the number columns of a table; a forecast's column is spoken of only through what it is the
    forecast of."""
    numbers = tuple(column for column in card.columns if column.kind is ColumnKind.NUMBER)
    weights: dict[str, dict[str, int]] = {}
    for column in numbers:
        if column.forecast_of or column.year_before_of:
            continue
        own = stems_of(column)
        for one in sorted(own):
            weights.setdefault(one, {})[column.name] = OWN
        for head, family in zip(_FAMILY_HEADS, _FAMILY_STEMS, strict=True):
            if head in own:
                for one in family - own:
                    weights.setdefault(one, {}).setdefault(column.name, 1)
    prices = [column.name for column in numbers if {"clos", "pric"} & stems_of(column)]
    for one in _STOCK if prices else ():
        # "Shares in Duna Bank rose": of the price, whatever else the table has of shares.
        weights[one] = dict.fromkeys(prices, 1)
    rows = {
        word for word in words_of(f"{card.row} {card.subject.replace('_', ' ')}") if len(word) > 3 and stem(word) not in weights
    }
    return Measures(columns=numbers, rows=frozenset(rows) - _NO_THINGS, weights=weights)


def stems_of(column: Column) -> frozenset[str]:
    """The stems of a column's name and meaning, and of its unit where that is a thing counted."""
    unit = column.unit if column.unit.islower() and len(column.unit) > 3 else ""
    words = words_of(f"{column.name.replace('_', ' ')} {column.meaning} {column.verb} {unit}")
    return frozenset(stem(word) for word in words if word not in _EMPTY | _TIMELESS and not word.isdigit())


def fits_unit(stated: Stated, column: Column) -> bool:
    """Whether a figure is told in the unit of a column: the same currency, share, measure or thing counted; a bare number fits
    all."""
    figure, unit = stated.figure, column.unit
    if figure.kind is FigureKind.MONEY:
        return figure.unit == unit
    if figure.kind is FigureKind.PERCENT:
        return figure.unit == unit == "%"
    if figure.kind is FigureKind.MEASURE:
        return figure.unit == unit or (bool(unit) and convert(unit, figure.unit) is not None)
    if figure.kind is not FigureKind.COUNT:
        return False
    if unit == "%" or unit in CURRENCY_CODES:
        return is_bare(stated)
    if is_bare(stated):
        return True
    nouns = {stem(noun) for noun in (*stated.nouns, figure.unit) if noun}
    own = stems_of(column)
    return bool(nouns & own) or any(head in own and nouns & family for head, family in _THINGS)


def is_bare(stated: Stated) -> bool:
    """Whether a figure says nothing of what it counts."""
    return stated.figure.kind is FigureKind.COUNT and stated.figure.unit in _NO_THINGS


_NO_THINGS: Final = frozenset({"", "day", "week", "month", "quarter", "year"})
"""What a number is read to count that only stands beside a time: "48,900 the day before"."""
_THINGS: Final = tuple(zip(_FAMILY_HEADS, _FAMILY_STEMS, strict=True))
