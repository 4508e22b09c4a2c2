"""Whether one figure backs another: the same value within honest rounding and the same hedge, of the same thing.

"About 40" stands for 38 to 42, "more than 30" for 34, "nearly half" for 48 per cent, "1.2 million" for 1,234,567; but "34" does
not stand for "about 34", nor "40" for 38. A large round number is taken for rounded: "$1 trillion" may stand for "nearly $1 trillion",
which ``drops_hedge`` tells, for an editor to see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from groundwire.editing.conversions import Conversion, convert
from groundwire.model import Figure, FigureKind, Passage, Precision
from groundwire.reading.number_words import find_numbers

NEAR = Decimal("0.05")
"""Share of a value that "about" may be off."""
FAR = Decimal("1.5")
"""How many times larger than "more than 30" the truth may be before the words mislead."""
ROUNDING = Decimal("0.05")
"""Largest relative error of rounding that needs no hedge."""
CONVERTED = Decimal("0.03")
"""Largest relative error of a conversion that people round (miles in kilometres)."""
LOWER = frozenset({Precision.MORE_THAN, Precision.AT_LEAST})
"""Hedges that say "so many, or more"."""
UPPER = frozenset({Precision.LESS_THAN, Precision.UP_TO})
"""Hedges that say "so many, or fewer"."""
ROUND_DIGITS = 2
"""Digits before the trailing noughts that a round number has at most."""
ROUND_COUNT = 1000
"""Smallest count that is taken for rounded where it is a round number: 40 people may have been counted head by head."""
ROUND_STEPS = {FigureKind.PERCENT: 5, FigureKind.MONEY: 10}
"""Shares and amounts are also round as multiples of this."""

SAME_WORDS = (
    ["people", "person", "resident", "man", "woman", "human", "individual", "soul", "citizen", "inhabitant"],
    ["casualty", "victim", "dead", "death", "fatality", "people", "person"],
    ["child", "kid", "boy", "girl", "pupil", "youngster", "people"],
    ["worker", "employee", "staff", "job", "people", "workforce", "post"],
    ["passenger", "traveller", "people"],
    ["fan", "spectator", "supporter", "people"],
    ["patient", "case", "people", "infection"],
    ["soldier", "troop", "serviceman", "people"],
    ["police", "officer", "policeman", "policewoman"],
    ["country", "nation", "state"],
    ["firm", "company", "business"],
    ["boat", "ship", "vessel"],
    ["car", "vehicle"],
    ["home", "house", "household"],
    ["school", "college"],
    ["share", "stock"],
    ["vote", "ballot"],
    ["seat", "mp", "lawmaker"],
    ["mp", "lawmaker", "legislator", "senator", "representative", "congressman", "member", "vote"],
    ["dose", "dos", "shot", "jab", "injection", "vaccination", "vaccine"],  # "dos" is the parser's lemma of "doses"
    ["day", "night"],
)
_FAMILIES: dict[str, frozenset[int]] = {
    word: frozenset(place for place, family in enumerate(SAME_WORDS) if word in family)
    for family in SAME_WORDS
    for word in family
}
_NUMBER_WORD = re.compile(r"(?!Rs\b)[A-Z][a-z]+(?:$|[\s-])")
_PAIR = re.compile(r"\sand\s[^a-z]*[0-9]")
_LEVEL = re.compile(r"(?i)\b(?:to|from|at)\s(?:(?:about|around|nearly|almost|just|over|more than|less than|a|the|only)\s)*\Z")
_NEARLY = re.compile(r"(?i)\b(?:nearly|almost|close to|virtually|just short of|not far short of)\s\Z")


class Agreement(StrEnum):
    """How a source's value stands to a draft's."""

    AGREES = "agrees"
    HEDGE = "hedge"
    """The value is the source's, but how exact it claims to be is not."""
    DIFFERS = "differs"
    APART = "apart"
    """The two do not measure the same thing and cannot be compared."""


class Likeness(StrEnum):
    """How surely two figures count the same sort of thing."""

    SAME = "same"
    OPEN = "open"
    """One of them does not say what it counts."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as its passage states it: ``words`` with its unit, ``step`` the worth of its last written place, ``nearly``
    where the hedge allows only less, ``nouns`` the lemmas of the phrase counted, ``is_level`` where it is what something rose or fell
    to or from."""

    figure: Figure
    words: str
    step: Decimal
    nearly: bool
    nouns: frozenset[str]
    is_level: bool = False

    @property
    def phrase(self) -> str:
        """The figure as an editor would name it: hedge, number, thing counted."""
        words = self.words[:1].lower() + self.words[1:] if _NUMBER_WORD.match(self.words) else self.words
        if self.is_vague:
            return words
        if self.figure.high is not None and _PAIR.search(words):
            return f"between {words}"
        hedge = "" if self.figure.precision is Precision.EXACT else f"{self.figure.precision.value} "
        return hedge + words

    @property
    def is_vague(self) -> bool:
        """Whether the number is a word for an order of magnitude: "dozens", "hundreds"."""
        return self.figure.high is not None and self.words[:1].isalpha() and self.figure.precision is Precision.ABOUT


def state(figure: Figure, passage: Passage) -> Stated:
    """The figure with what its passage's words add to it."""
    start, end = figure.span.start - passage.span.start, figure.span.end - passage.span.start
    words = passage.text[start:end]
    numbers = find_numbers(words)
    step = min((number.step for number in numbers), default=Decimal(1))
    if "pence" in words or "cent" in words.lower() and figure.kind is FigureKind.MONEY:
        step = step / 100
    nouns = frozenset[str]()
    if figure.noun is not None:
        noun = figure.noun
        nouns = frozenset(token.lemma for token in passage.tokens if noun.start <= token.start < noun.end)
    shown = (
        passage.text[start : figure.noun.end - passage.span.start]
        if figure.noun and figure.noun.start >= figure.span.end
        else words
    )
    before = passage.text[max(0, start - 40) : start]
    return Stated(
        figure=figure,
        words=" ".join(shown.split()),
        step=step,
        nearly=bool(_NEARLY.search(before[-24:])),
        nouns=nouns,
        is_level=bool(_LEVEL.search(before)),
    )


def compare_figures(draft: Stated, source: Stated) -> tuple[Agreement, Likeness]:
    """How the source's figure stands to the draft's, and whether they count the same sort of thing."""
    likeness = _likeness(draft, source)
    if likeness is None:
        return Agreement.APART, Likeness.OTHER
    conversion = convert(source.figure.unit, draft.figure.unit) if FigureKind.MEASURE in _kinds(draft, source) else None
    if draft.figure.kind is FigureKind.MONEY is source.figure.kind and draft.figure.unit != source.figure.unit:
        is_swapped = draft.figure.value == source.figure.value
        return (Agreement.DIFFERS if is_swapped else Agreement.APART), Likeness.SAME
    if {draft.figure.unit, source.figure.unit} == {"%", "pp"}:
        return (Agreement.DIFFERS if draft.figure.value == source.figure.value else Agreement.APART), Likeness.SAME
    agreement = compare_values(draft, source, conversion or Conversion(Decimal(1)))
    if agreement is Agreement.AGREES and (
        draft.figure.change * source.figure.change < 0 or _is_level_for_change(draft, source)
    ):
        agreement = Agreement.DIFFERS
    return agreement, likeness


def _is_level_for_change(draft: Stated, source: Stated) -> bool:
    """Whether one is the size of a rise or fall and the other what something rose or fell to: "by 61 percent", "to 61 percent"."""
    return bool(draft.figure.change and source.is_level and not source.figure.change) or bool(
        source.figure.change and draft.is_level and not draft.figure.change
    )


def is_turned(draft: Stated, source: Stated) -> bool:
    """Whether the draft's hedge points the other way: "at most nine" for "at least nine"."""
    mine, other = draft.figure.precision, source.figure.precision
    return (mine in LOWER and other in UPPER) or (mine in UPPER and other in LOWER)


def drops_hedge(draft: Stated, source: Stated) -> bool:
    """Whether the draft has a large round figure of the source without its "about", "nearly" or "more than", or with "more than" for "at
    least", as headlines do. "At least" and what bounds from above may not be dropped."""
    mine, other = draft.figure, source.figure
    if mine.value != other.value or mine.unit != other.unit and mine.kind is not FigureKind.COUNT or not _is_round(mine):
        return False
    if mine.precision is Precision.EXACT:
        return other.precision in (Precision.ABOUT, Precision.MORE_THAN)
    return mine.precision is Precision.MORE_THAN and other.precision is Precision.AT_LEAST and mine.value >= ROUND_COUNT


def _is_round(figure: Figure) -> bool:
    digits = len(figure.value.normalize().as_tuple().digits)
    if figure.high is not None or figure.kind in (FigureKind.AGE, FigureKind.ORDINAL) or digits > ROUND_DIGITS:
        return False
    step = ROUND_STEPS.get(figure.kind)
    return figure.value >= ROUND_COUNT or (step is not None and figure.value > 0 and figure.value % step == 0)


def _kinds(*stated: Stated) -> frozenset[FigureKind]:
    return frozenset(one.figure.kind for one in stated)


# --- the thing counted ------------------------------------------------------------------------------------------------


def _likeness(draft: Stated, source: Stated) -> Likeness | None:
    """Whether the two may be compared at all (``None`` if not), and how surely they count the same."""
    one, other = draft.figure, source.figure
    kinds = {one.kind, other.kind}
    if FigureKind.ORDINAL in kinds and len(kinds) > 1:
        return None
    if one.kind is other.kind:
        if one.kind is FigureKind.MEASURE:
            return Likeness.SAME if convert(other.unit, one.unit) else None
        if one.kind in (FigureKind.COUNT, FigureKind.ORDINAL):
            return _same_noun(draft, source)
        return Likeness.SAME
    if kinds == {FigureKind.AGE, FigureKind.MEASURE}:
        return Likeness.SAME if "yr" in (one.unit, other.unit) and one.unit == other.unit else None
    if FigureKind.COUNT in kinds:
        count = one if one.kind is FigureKind.COUNT else other
        return Likeness.OPEN if not count.unit else Likeness.OTHER
    return None


def _same_noun(draft: Stated, source: Stated) -> Likeness:
    one, other = draft.figure.unit, source.figure.unit
    if not one or not other:
        return Likeness.OPEN
    if one == other or one in source.nouns or other in draft.nouns or _is_compound(one, other):
        return Likeness.SAME
    shared = _FAMILIES.get(one, frozenset()) & _FAMILIES.get(other, frozenset())
    return Likeness.SAME if shared else Likeness.OTHER


def _is_compound(one: str, other: str) -> bool:
    """Whether one noun is the other with something before it: "schoolgirl" and "girl"."""
    return (one.endswith(other) or other.endswith(one)) and min(len(one), len(other)) >= 4


# --- the value --------------------------------------------------------------------------------------------------------


def compare_values(draft: Stated, source: Stated, conversion: Conversion) -> Agreement:
    """How the values stand to each other, the source's taken into the draft's unit; what is counted is not looked at."""
    scale = conversion.factor
    low, high = source.figure.value * scale, None if source.figure.high is None else source.figure.high * scale
    mine, top = draft.figure.value, draft.figure.high
    if top is not None and high is not None:
        return _compare_ranges(draft.figure, mine, top, low, high)
    if top is not None:
        is_inside = draft.figure.precision is Precision.ABOUT and mine <= low <= top
        is_life = _is_decade_of_life(draft.figure) and mine <= low <= top
        return Agreement.AGREES if is_inside or is_life else Agreement.DIFFERS
    if high is not None:
        is_life = _is_decade_of_life(source.figure) and low <= mine <= high
        return Agreement.HEDGE if is_life else _point_for_range(draft.figure, mine, low, high)
    is_converted = not conversion.is_exact and abs(mine - low) <= abs(low) * CONVERTED
    if is_converted or _is_rounding(mine, draft.step, low, source.step * scale):
        return _compare_hedges(draft, source)
    return _compare_unequal(draft, mine, low, source.figure.precision)


def _is_decade_of_life(figure: Figure) -> bool:
    """Whether the figure is an age told by its decade ("in her thirties"), not one of several ages ("aged 5 to 11")."""
    return figure.kind is FigureKind.AGE and figure.high == figure.value + 9 and figure.value % 10 == 0


def _compare_ranges(figure: Figure, mine: Decimal, top: Decimal, low: Decimal, high: Decimal) -> Agreement:
    if {mine, top} == {low, high}:
        return Agreement.AGREES
    is_inside = mine <= low and high <= top and figure.precision is Precision.ABOUT
    return Agreement.AGREES if is_inside else Agreement.DIFFERS


def _point_for_range(figure: Figure, mine: Decimal, low: Decimal, high: Decimal) -> Agreement:
    """A single value in a draft for a range in the source."""
    if figure.precision is Precision.ABOUT and low <= mine <= high and high <= mine * FAR:
        return Agreement.AGREES
    if (figure.precision is Precision.UP_TO and mine == high) or (figure.precision is Precision.AT_LEAST and mine == low):
        return Agreement.AGREES
    if figure.precision is Precision.MORE_THAN and mine < low and low <= mine * FAR:
        return Agreement.AGREES
    return Agreement.HEDGE if mine in (low, high) else Agreement.DIFFERS


def _is_rounding(mine: Decimal, step: Decimal, exact: Decimal, exact_step: Decimal) -> bool:
    """Whether ``mine`` is ``exact`` or what it rounds to at the draft's last written place."""
    if mine == exact:
        return True
    if step <= exact_step or exact == 0:
        return False
    return abs(mine - exact) <= step / 2 and abs(mine - exact) <= abs(exact) * ROUNDING


def _compare_hedges(draft: Stated, source: Stated) -> Agreement:
    """Equal values: may the draft claim as much exactness as it does?"""
    mine, other = draft.figure.precision, source.figure.precision
    if mine is other or drops_hedge(draft, source):
        return Agreement.AGREES
    if draft.nearly and draft.figure.value == source.figure.value:
        return Agreement.HEDGE
    if mine is Precision.ABOUT:
        return Agreement.AGREES if other in (Precision.EXACT, Precision.MORE_THAN, Precision.LESS_THAN) else Agreement.HEDGE
    if mine is Precision.AT_LEAST and other in (Precision.EXACT, Precision.MORE_THAN):
        return Agreement.AGREES
    if mine is Precision.UP_TO and other in (Precision.EXACT, Precision.LESS_THAN):
        return Agreement.AGREES
    return Agreement.HEDGE


def _compare_unequal(draft: Stated, mine: Decimal, exact: Decimal, precision: Precision) -> Agreement:
    """Unequal values: does the draft's hedge reach the source's value?"""
    hedge = draft.figure.precision
    is_above = precision in (Precision.EXACT, Precision.ABOUT, Precision.AT_LEAST, Precision.MORE_THAN)
    is_below = precision in (Precision.EXACT, Precision.ABOUT, Precision.UP_TO, Precision.LESS_THAN)
    if hedge is Precision.ABOUT:
        if draft.nearly:
            reaches = mine * Decimal("0.9") <= exact < mine
        else:
            reaches = abs(mine - exact) <= max(abs(mine) * NEAR, Decimal(0)) or abs(mine - exact) <= draft.step / 2
    elif hedge in LOWER:
        reaches = is_above and mine < exact <= mine * FAR and _is_rounder(mine, exact)
    elif hedge in UPPER:
        reaches = is_below and mine / FAR <= exact < mine and _is_rounder(mine, exact)
    else:
        reaches = False
    return Agreement.AGREES if reaches else Agreement.DIFFERS


def _is_rounder(mine: Decimal, exact: Decimal) -> bool:
    """Whether the bound is a rounder number than the value it stands for, or next to it: "more than 30" for 34, not "more than 41" for
    54."""
    return abs(mine - exact) <= abs(exact) * NEAR * 2 or _digits(mine) < _digits(exact)


def _digits(value: Decimal) -> float:
    """How many digits a value has that are no trailing noughts; a last five counts half."""
    digits = "".join(map(str, value.normalize().as_tuple().digits))
    return len(digits) - (0.5 if digits.endswith("5") else 0)
