"""What two times make: how long something took, how old somebody was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

from groundwire.editing.arithmetic import Derived, show
from groundwire.editing.conversions import convert
from groundwire.editing.figure_agreement import Agreement, Stated
from groundwire.model import FigureKind, Grain, Passage, Precision, Time
from groundwire.reading.units import DURATIONS

MOST_TIMES: Final = 6
"""Times of one window that are paired."""
_LASTING = re.compile(
    r"(?i)\b(?:last(?:s|ed|ing)?|took|takes|taking|after|later|long|for|within|spent|spanned|ran|in|over|closed|shut|stayed)\b"
)
_WAS = re.compile(r"(?i)\b(?:was|is|at|turned|turns|aged|being)\s(?:(?:just|only|about|then|now)\s)?\Z")
_BORN = re.compile(r"\bborn\b")


@dataclass(frozen=True, slots=True)
class Dated:
    """A time of the evidence where it stands."""

    time: Time
    passage: Passage


def derive_duration(draft: Stated, sentence: Passage, windows: Sequence[Sequence[Dated]]) -> Derived | None:
    """What follows for a duration of the draft from the first and the last time of one thing; see ``arithmetic.derive``."""
    figure = draft.figure
    if figure.kind is not FigureKind.MEASURE or figure.unit not in DURATIONS or figure.high is not None:
        return None
    if not _LASTING.search(sentence.text):
        return None
    best: Derived | None = None
    for window in windows:
        times = window[:MOST_TIMES]
        for first, second in combinations(times, 2):
            for length, unit in _lengths(first.time, second.time):
                derived = _compare_length(draft, length, unit, first, second, is_plain=len(times) == 2)
                if derived is not None and derived.agreement is Agreement.AGREES:
                    return derived
                best = best or derived
    return best if best is not None and best.is_plain else None


def _lengths(first: Time, second: Time) -> Iterator[tuple[Decimal, str]]:
    """How long it is from one time to the other, in the unit that both are told in; with days the last one may count or not."""
    if first.clock and second.clock:
        minutes = _minutes(second.clock) - _minutes(first.clock)
        yield Decimal(minutes % 1440) / 60, "h"
        return
    one, other = _day(first), _day(second)
    if one is None or other is None or first.grain is not second.grain:
        return
    if first.grain is Grain.YEAR:
        yield Decimal(abs(other.year - one.year)), "yr"
    elif first.grain is Grain.MONTH:
        yield Decimal(abs((other.year - one.year) * 12 + other.month - one.month)), "mo"
    elif first.grain is Grain.DAY and one != other:
        days = abs((other - one).days)
        yield Decimal(days), "d"
        yield Decimal(days + 1), "d"


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def _day(time: Time) -> date | None:
    if time.begins is not None:
        return time.begins if time.grain is not Grain.DAY or time.begins == time.ends else None
    if time.month is not None and time.day is not None:
        return date(2024, time.month, time.day)
    return None


def _compare_length(
    draft: Stated, length: Decimal, unit: str, first: Dated, second: Dated, *, is_plain: bool
) -> Derived | None:
    conversion = convert(unit, draft.figure.unit)
    if conversion is None or not length:
        return None
    value, mine = length * conversion.factor, draft.figure.value
    # Calendar units leave room for what is rounded: the months of a year, the days of a month.
    room = draft.step / 2 if conversion.is_exact else max(draft.step / 2, value * Decimal("0.08"))
    reaches = {
        Precision.MORE_THAN: mine <= value <= mine * Decimal("1.5"),
        Precision.AT_LEAST: mine <= value <= mine * Decimal("1.5"),
        Precision.LESS_THAN: value <= mine <= value * Decimal("1.5"),
        Precision.UP_TO: value <= mine <= value * Decimal("1.5"),
        Precision.ABOUT: abs(value - mine) <= max(room, value * Decimal("0.1")),
    }
    agrees = abs(value - mine) <= room if draft.figure.precision is Precision.EXACT else reaches[draft.figure.precision]
    names = {"h": "hours", "d": "days", "mo": "months", "yr": "years"}
    return Derived(
        agreement=Agreement.AGREES if agrees else Agreement.DIFFERS,
        words=f"from {_told(first)} to {_told(second)} is {show(length)} {names[unit]}",
        passages=tuple(dict.fromkeys((first.passage, second.passage))),
        is_plain=is_plain,
    )


def _told(dated: Dated) -> str:
    return " ".join(dated.time.text.split())


def is_age(draft: Stated, sentence: Passage) -> bool:
    """Whether the figure is somebody's age in years: told as one, or a bare number after "was" or "at"."""
    figure = draft.figure
    if figure.kind is FigureKind.AGE:
        return figure.unit == "yr"
    before = sentence.text[: figure.span.start - sentence.span.start]
    return figure.kind is FigureKind.COUNT and not figure.unit and 10 <= figure.value <= 110 and bool(_WAS.search(before))


def derive_age(draft: Stated, sentence: Passage, window: Sequence[Dated], years: Sequence[int]) -> Derived | None:
    """What follows for an age from a year of birth that a passage about the same person gives, counted to the last of ``years``
    (those the draft and the passage name, the year of the report): that many years, or one less before the birthday."""
    if draft.figure.high is not None or not is_age(draft, sentence):
        return None
    people = frozenset(token.lemma for token in sentence.tokens if token.pos == "PROPN")
    for dated in window:
        time, passage = dated.time, dated.passage
        before = passage.text[max(0, time.span.start - passage.span.start - 60) : time.span.start - passage.span.start]
        if time.begins is None or not _BORN.search(before):
            continue
        if people and not people & {token.lemma for token in passage.tokens}:
            continue
        born = time.begins.year
        reached = [year - born for year in years if year > born]
        if not reached:
            continue
        fits = [age for age in reached if draft.figure.value in (age, age - 1)]
        age = fits[0] if fits else reached[0]
        return Derived(
            agreement=Agreement.AGREES if fits else Agreement.DIFFERS,
            words=f"somebody born in {born} is {age - 1} or {age} in {born + age}",
            passages=(passage,),
            is_plain=len(set(reached)) == 1,
        )
    return None
