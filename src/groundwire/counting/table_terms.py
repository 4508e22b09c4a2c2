"""The terms in which newsrooms tell tables, put together from words: bases ("from a year earlier"), how far back a record goes
("since 14 March"), superlatives ("second-largest"), rises and falls."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from groundwire.counting.tables_said import Base, Since
from groundwire.counting.typed_words import Item, Rule, over
from groundwire.model import Grain
from groundwire.reading.number_lexicon import ONES

UP: Final = frozenset(
    """
    rise rises rose risen rising gain gains gained gaining climb climbs climbed climbing jump jumps jumped jumping surge
    surges surged surging soar soars soared soaring grow grows grew grown growing growth increase increases increased
    increasing advance advances advanced advancing improve improved improving rally rallied rallying rebounded rebound
    rebounding leapt leap up higher more added adding upswing uptick
    """.split()
)
DOWN: Final = frozenset(
    """
    fall falls fell fallen falling drop drops dropped dropping decline declines declined declining slide slides slid
    sliding slip slips slipped slipping lose loses lost losing loss losses shed sheds shedding sink sinks sank sunk
    sinking plunge plunges plunged plunging tumble tumbles tumbled tumbling decrease decreases decreased decreasing shrink
    shrinks shrank shrunk shrinking dip dips dipped dipping down lower fewer less downturn eased easing weakened weakening
    cut
    """.split()
)
_MULTIPLES: Final = {
    "doubled": Decimal(2), "doubling": Decimal(2), "doubles": Decimal(2),
    "tripled": Decimal(3), "trebled": Decimal(3), "tripling": Decimal(3), "trebling": Decimal(3),
    "quadrupled": Decimal(4), "quadrupling": Decimal(4),
    "halved": Decimal("0.5"), "halving": Decimal("0.5"),
}  # fmt: skip
_HIGH: Final = "highest|largest|biggest|most|greatest|busiest|strongest|best|leading|top|dearest|steepest|sharpest|fastest"
_LOW: Final = "lowest|smallest|least|fewest|quietest|weakest|worst|cheapest|slowest"
_UNIT: Final = r"(?:day|session|week|month|quarter|year|trading day)"
_GRAINS: Final = {
    "day": Grain.DAY, "session": Grain.DAY, "trading day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR,
    "days": Grain.DAY, "sessions": Grain.DAY, "weeks": Grain.WEEK, "months": Grain.MONTH, "years": Grain.YEAR,
    "daily": Grain.DAY, "weekly": Grain.WEEK, "monthly": Grain.MONTH, "yearly": Grain.YEAR, "annual": Grain.YEAR,
    "wk": Grain.WEEK, "d": Grain.DAY, "mo": Grain.MONTH, "yr": Grain.YEAR,
}  # fmt: skip
_QUARTER: Final = 3
"""Months."""
_COUNTS: Final = {"a": 1, "an": 1, "the": 1, **{word: count for word, count in ONES.items() if count}}
_EARLIER: Final = re.compile(
    r"(?i)(?P<count>a|an|one|the|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[ -]"
    r"(?P<unit>day|week|month|year)s?[ -](?:earlier|ago|before|previously)"
)
_FROM: Final = (
    r"(?:from|than|on|over|versus|against|compared with|compared to|relative to|in|to|since|than in|than on|from that of|as in)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Superlative:
    """ "Largest" (``sign`` +1, ``place`` 1), "second-smallest" (-1, 2)."""

    sign: int
    place: int
    is_plain: bool = True
    """Not "most" or "least", which may belong to an adjective ("the most expensive")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A word for a rise (+1) or fall (-1)."""

    sign: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """ "Did not rise" (``sign`` +1), "failed to fall" (-1)."""

    sign: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple:
    """ "Doubled"."""

    times: Decimal


def grain_of(word: str) -> Grain | None:
    """The grain that a word names: "month", "monthly", "sessions"."""
    return _GRAINS.get(word)


def _typed(code: str, items: Sequence[Item], value: object) -> Item:
    return Item(code=code, start=items[0].start, end=items[-1].end, value=value, parts=tuple(items))


def _earlier(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """ "(from) a year earlier", found as a time."""
    time = items[-1].time
    found = _EARLIER.fullmatch(time.text.strip()) if time is not None else None
    if found is None:
        return None
    count = found["count"].lower()
    steps = _COUNTS.get(count) or int(count)
    return _typed("B", items, Base(grain=_GRAINS[found["unit"].lower()], steps=steps))


def _before(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    if match["unit"] == "quarter":
        return _typed("B", items, Base(grain=Grain.MONTH, steps=_QUARTER))
    return _typed("B", items, Base(grain=_GRAINS.get(match["unit"], Grain.DAY)))


def _last_year(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """ "Than in the same month of last year", "the corresponding month of 2025"."""
    time = next((item.time for item in items if item.time is not None), None)
    text = time.text.lower() if time is not None else ""
    if time is not None and time.begins is None and "year" not in text:
        return None
    return _typed("B", items, Base(grain=Grain.YEAR))


def _previous_time(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """ "From the previous month", "than last month": found as a time that leans on another."""
    time = items[-1].time
    found = (
        re.fullmatch(r"(?i)(?:the\s)?(?:previous|last|preceding|prior)\s(day|week|month|quarter|year)", time.text)
        if time is not None
        else None
    )
    if found is None:
        return None
    unit = found[1].lower()
    return _typed("B", items, Base(grain=Grain.MONTH, steps=_QUARTER) if unit == "quarter" else Base(grain=_GRAINS[unit]))


def _from_time(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    return _typed("B", items, Base(time=items[-1].time))


def _on_month(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """ "1.2% up on January": a day is what something happens on, a month only what it is held against."""
    time = items[-1].time
    is_long = time is not None and time.grain in (Grain.MONTH, Grain.YEAR)
    return _typed("B", items, Base(time=time)) if is_long else None


def _since_time(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    return _typed("Z", items, Since(time=items[-1].time))


def _back_to(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    return _typed("Z", items, Since(begin=items[-1].time))


def _in_months(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    stated = items[-1].stated
    grain = _GRAINS.get(stated.figure.unit) if stated is not None else None
    if stated is None or grain is None or stated.figure.value != int(stated.figure.value):
        return None
    return _typed("Z", items, Since(grain=grain, steps=int(stated.figure.value)))


def _in_past(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """ "In the past month", which a record may well go back beyond."""
    time = items[-1].time
    found = re.fullmatch(r"(?i)(?:the )?past (day|week|month|year)", time.text) if time is not None else None
    return _typed("Z", items, Since(grain=_GRAINS[found[1].lower()], steps=1, is_least=True)) if found else None


def _none(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """ "No port (handled more than ...)"."""
    return _typed("Q", items, None)


def _unmet(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """ "Did not meet", said of forecasts."""
    return Item(code="missed", start=items[0].start, end=items[-1].end, pos="VERB", parts=tuple(items))


def _ever(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    return _typed("Z", items, Since())


def _superlative(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    word = items[-1].code
    sign = 1 if re.fullmatch(_HIGH, word) else -1
    place = int(items[0].stated.figure.value) if items[0].stated is not None else 1
    return _typed(
        "X", items, Superlative(sign=sign, place=place, is_plain=word not in ("most", "least", "top", "best", "worst"))
    )


def _move(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    if items[0].pos == "ADJ" and items[0].code in ("cut", "shed"):
        return None
    return _typed("U" if items[0].code in UP else "D", items, Move(sign=1 if items[0].code in UP else -1))


def _denied(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    return _typed("N", items, Denied(sign=1 if items[-1].code in UP else -1))


def _first_months(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """ "The first two months of 2026"."""
    side, counted, time = items[1], items[2].stated, items[-1].time
    is_first = side.code == "first" or (side.stated is not None and side.stated.figure.value == 1)
    if time is None or time.begins is None or time.grain is not Grain.YEAR or not (is_first or side.code == "last"):
        return None
    if counted is None or _GRAINS.get(counted.figure.unit) is not Grain.MONTH or counted.figure.value not in range(2, 12):
        return None
    year, months = time.begins.year, int(counted.figure.value)
    first, last = (1, months) if is_first else (13 - months, 12)
    ends = date(year, last, monthrange(year, last)[1])
    told = replace(time, begins=date(year, first, 1), ends=ends, grain=Grain.MONTH)
    return Item(code="T9", start=items[0].start, end=items[-1].end, time=told, parts=tuple(items))


def _multiple(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    return _typed("Y", items, Multiple(times=_MULTIPLES[items[-1].code]))


def _words(words: Sequence[str] | frozenset[str]) -> str:
    return "|".join(sorted(words))


RULES: Final[tuple[Rule, ...]] = (
    (over(r"the (?:F\d+o|last|first) F\d+u of T\d+"), _first_months),
    (over(rf"(?:{_FROM} )?(?:the )?(?:same|corresponding) (?:month|day|week|period|time|quarter) (?:of |in "
        r"|a )?(?:the )?T\d+"), _last_year),
    (over(rf"(?:{_FROM} )?T\d+"), _earlier),
    (over(rf"(?:{_FROM} )?(?:a |the |one )(?P<unit>{_UNIT}) (?:before|earlier|previously|prior|ago)"), _before),
    (over(rf"(?:{_FROM} )(?:the )?(?:previous|preceding|prior) (?P<unit>{_UNIT})(?: close)?"), _before),
    (over(rf"the (?:previous|preceding|prior) (?P<unit>{_UNIT})"), _before),
    (over(rf"(?:{_FROM} )?T\d+"), _previous_time),
    (over(r"(?P<unit>day|week|month|year) - on - (?:day|week|month|year)"), _before),
    (over(r"(?P<unit>day|week|month|year) on (?:day|week|month|year)"), _before),
    (over(r"(?:on|over|in|for) (?:the|a) (?P<unit>day|week|month|year)"), _before),
    (over(r"(?:in|of) (?:figures|data|records|numbers) (?:that go|going|which go) back to T\d+"), _back_to),
    (over(r"(?:from|than in|than on|than|compared with|compared to|versus|over|from that of) T\d+"), _from_time),
    (over(r"on T\d+"), _on_month),
    (over(r"since (?:the )?(?:close of |end of |start of |beginning of )?T\d+"), _since_time),
    (over(r"(?:in|for|of) (?:the (?:past|last) )?(?:F\d+u)"), _in_months),
    (over(r"(?:in|of|over|for) T\d+"), _in_past),
    (over(r"(?:(?:did|does|do|has|have|had) not|(?:did|does|do|has|have|had)n't) (?:meet|met|reach|reached)"
          r"(?= (?:(?!F)\S+ ){0,4}(?:forecasts?|expectations?|estimates?|predictions?|consensus|guidance|targets?)(?!\S))"), _unmet),
    (over(r"no (?:other |single )?[a-z]+(?= (?:(?:K|[a-z]+) )+(?:more|less|fewer|higher|lower) (?:(?!F)\S+ ){0,6}than S\d+)"), _none),
    (over(r"on record|ever|of all time|in (?:its|the) history|since records began|since the (?:data|table|"
        r"series) (?:begin|began|start|started)"), _ever),
    (over(rf"(?:F\d+o (?:- )?)?(?:{_HIGH}|{_LOW})"), _superlative),
    (over(rf"(?:more than |almost |nearly |about )?(?:{'|'.join(_MULTIPLES)})"), _multiple),
    (over(rf"(?:(?:did|does|do|has|have|had|was|is) not|(?:did|does|do|has|have|had|was|is)n't|fail(?:ed|s|ing)? to) "
          rf"(?:{_words(UP | DOWN)})"
          r"(?= (?:[.,;:]|in|on|at|from|over|during|since|either|again|and|but|T\d+|B)(?!\S)|$)"), _denied),
    (over(rf"(?:{_words(UP)}|{_words(DOWN)})"), _move),
)  # fmt: skip
"""The rules in their order: what is longer and surer first."""
