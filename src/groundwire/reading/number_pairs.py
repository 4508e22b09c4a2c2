"""Two numbers that are one figure: ranges ("10 to 12"), scores and votes ("3-1"), shares ("one in five")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from groundwire.reading.hedges import find_change_before
from groundwire.reading.number_words import Form, Number
from groundwire.reading.units import find_currency_before, find_measure_after

_BETWEEN_RANGE = re.compile(
    r"(?i)(?P<unit>\s?(?:%|per\s?cent|percent|pct|[a-z°]{1,12})?)(?P<join>\s?[-–—‑]\s?|[-‑]?\sto\s|\sand\s|[-‑]?\sor\s)(?P<sign>(?:US|HK|A|C|NZ|S)?[$£€¥]|Rs\.?\s?)?"
)
_BETWEEN_BEFORE = re.compile(r"(?i)\bbetween\s(?:(?:about|around|roughly|some|an estimated)\s)?(?:US|HK|A|C|NZ|S)?[$£€¥]?\Z")
_FROM_BEFORE = re.compile(r"(?i)\bfrom\s(?:(?:about|around|some|just|a|an|nearly|almost|over)\s)?(?:US|HK|A|C|NZ|S)?[$£€¥]?\Z")
_RATIO = re.compile(r"(?i)\s(?:out of|in)(?:\severy)?\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A number or two joined, at ``start:end`` of a passage's text."""

    start: int
    end: int
    number: Number
    high: Decimal | None = None
    is_ratio: bool = False


def join_numbers(text: str, numbers: Sequence[Number]) -> list[Piece]:
    """The numbers of a text, in order, with neighbours joined where they are one figure."""
    pieces: list[Piece] = []
    place = 0
    while place < len(numbers):
        first = numbers[place]
        second = numbers[place + 1] if place + 1 < len(numbers) else None
        joined = _joined(text, first, second) if second is not None and second.start - first.end <= 20 else None
        pieces.append(joined or Piece(first.start, first.end, first, first.high))
        place += 2 if joined else 1
    return pieces


def _joined(text: str, first: Number, second: Number) -> Piece | None:
    """Two neighbours as a range, a score or a ratio; ``None`` where they are two figures."""
    if Form.CARDINAL is not first.form or Form.CARDINAL is not second.form:
        return None
    gap = text[first.end : second.start]
    if _RATIO.fullmatch(gap):
        return _ratio(text, first, second)
    match = _BETWEEN_RANGE.fullmatch(gap)
    if not match:
        return None
    before = text[max(0, first.start - 40) : first.start]
    join = match["join"].strip(" -‑\n").lower()
    if join == "and" and not _BETWEEN_BEFORE.search(before):
        return None
    if join == "to" and (_FROM_BEFORE.search(before) or find_change_before(before)):
        return None
    if not _same_unit(text, first, second, match):
        return None
    if join == "or" and not (first.value < second.value <= first.value * 3):
        return None
    low = first
    if second.is_scaled and not first.is_scaled and first.value < 1000 and not _is_new_unit(first):
        scale = second.value / second.coefficient
        low = replace(first, value=first.value * scale, step=first.step * scale)
    if join == "to" and low.value > second.value and (match["unit"].strip() or match["sign"]):
        return None
    number = replace(
        second,
        start=first.start,
        value=low.value,
        coefficient=low.coefficient,
        step=min(low.step, second.step),
        is_word=first.is_word,
    )
    return Piece(first.start, second.end, number, second.value)


def _is_new_unit(number: Number) -> bool:
    return bool(number.suffix) and number.suffix not in ("m", "k")


def _same_unit(text: str, first: Number, second: Number, match: re.Match[str]) -> bool:
    """Whether both ends of a would-be range carry the same sort of unit, or only one of them a unit at all."""
    unit, sign = match["unit"].strip().lower(), match["sign"]
    is_money = find_currency_before(text, first.start) is not None
    if sign and not is_money:
        return False
    if not unit:
        return True
    ahead = text[second.end : second.end + 20].lstrip(" -").lower()
    return bool(ahead.startswith(unit) or (is_money and unit in ("m", "bn", "k", "tn")))


def _ratio(text: str, first: Number, second: Number) -> Piece | None:
    """ "one in five", "nine out of ten" as a share in percent."""
    is_out_of = "out of" in text[first.end : second.start].lower()
    if not 0 < first.value < second.value or first.suffix or second.suffix or first.is_scaled:
        return None
    if not is_out_of and (first.value > 10 or find_measure_after(text, second.end) or second.value not in _WHOLES):
        return None
    share = first.value / second.value * 100
    number = Number(start=first.start, end=second.end, value=share, form=Form.PART, is_word=first.is_word)
    return Piece(first.start, second.end, number, is_ratio=True)


_WHOLES = frozenset(Decimal(whole) for whole in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000, 100_000, 10**6))
