"""Figures that no source gives but that follow from what the sources give: sums, differences, shares, changes in percent, prices each.

Arithmetic never excuses a figure by chance. A step is taken only where the draft's own words call for it ("in all", "rose by", "each"),
and only with figures of one passage or of two that follow each other, that count what the draft counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from groundwire.editing.conversions import Conversion, convert
from groundwire.editing.figure_agreement import Agreement, Likeness, Stated, compare_figures, compare_values
from groundwire.model import FigureKind, Passage, Precision

MOST_OPERANDS: Final = 6
"""Figures of one window that steps are tried with: beyond, some sum is right by chance."""
SURE_OPERANDS: Final = 3
"""Most parts of a sum whose result may contradict the draft's."""
COUNTED: Final = 6
"""Words after a figure in which the things it counts are named."""

_TOTAL = re.compile(r"(?i)\b(?:in all|altogether|total(?:l?ed|l?ing|s)?|combined|together|overall|between them|the sum)\b")
_GAP = re.compile(r"(?i)\b(?:difference|gap|margin|lead|ahead|behind|remain\w*|rest|other|left|apart)\b")
_COMPARED = re.compile(
    r"(?i)\s+(?:[\w-]+\s+){0,3}?(?P<more>more|extra|additional|higher)\b|\s+(?:[\w-]+\s+){0,3}?(?:fewer|less|lower)\b"
)
_EACH = re.compile(r"(?i)\b(?:each|apiece|per|average[ds]?)\b")
_PART_OF = re.compile(
    r"(?i)\b(?:including|among them|of whom|of which|of them|of these|of those|includes?|included)\b[^.;]{0,60}\Z"
)
_OLD = re.compile(
    r"(?i)\b(?:from|against|compared (?:with|to)|versus|than)\s(?:(?:just|about|some|around|only|nearly|almost|a|an|the)\s)*[^\w\s]{0,2}\Z"
)
_PAST = re.compile(r"(?i)\b(?:earlier|previously|ago|before|originally|formerly|prior|used to|preceding)\b")
_NOW = re.compile(r"(?i)\b(?:now|last|this|today|currently)\b")
_YEAR = re.compile(r"\b(?:1[89]|20)[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of the evidence where it stands."""

    stated: Stated
    passage: Passage

    @property
    def before(self) -> str:
        """The words of its passage before it."""
        return self.passage.text[: self.stated.figure.span.start - self.passage.span.start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What a step makes of the sources' figures: how its result stands to the draft's figure, the step in words ("12 people and 9
    people make 21"), and the passages it takes them from. ``is_plain`` where nothing else can be meant."""

    agreement: Agreement
    words: str
    passages: tuple[Passage, ...]
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class _Result:
    value: Decimal
    words: str
    operands: tuple[Operand, ...]
    change: int = 0
    is_plain: bool = False


def derive(draft: Stated, sentence: Passage, windows: Sequence[Sequence[Operand]]) -> Derived | None:
    """What follows for the draft's figure from the figures of each window: a step whose result agrees; else, where the draft's words
    plainly call for one step and its result differs, that one; ``None`` where no step is called for."""
    best: Derived | None = None
    if draft.figure.high is not None or draft.figure.kind is FigureKind.ORDINAL:
        return None
    for window in windows:
        for result in _results(draft, sentence, [one for one in window if one.stated.figure.high is None]):
            derived = _compare(draft, result)
            if derived.agreement is Agreement.AGREES:
                return derived
            if derived.is_plain and best is None:
                best = derived
    return best


def _compare(draft: Stated, result: _Result) -> Derived:
    figures = [one.stated.figure for one in result.operands]
    hedges = {figure.precision for figure in figures} - {Precision.EXACT}
    exact = replace(
        draft.figure,
        value=result.value,
        change=result.change,
        precision=hedges.pop() if len(hedges) == 1 else Precision.ABOUT if hedges else Precision.EXACT,
    )
    if abs(result.value - draft.figure.value) <= draft.step / 2:
        exact = replace(exact, value=draft.figure.value)
    agreement = compare_values(draft, Stated(exact, result.words, Decimal(0), False, draft.nouns), Conversion(Decimal(1)))
    if draft.figure.change * result.change < 0:
        agreement = Agreement.DIFFERS
    passages = tuple(dict.fromkeys(one.passage for one in result.operands))
    return Derived(agreement=agreement, words=result.words, passages=passages, is_plain=result.is_plain)


def _results(draft: Stated, sentence: Passage, window: Sequence[Operand]) -> Iterator[_Result]:
    if draft.figure.kind is FigureKind.PERCENT and draft.figure.unit == "%":
        yield from _changes(draft, sentence, window) if _direction(draft, sentence) else _shares(draft, sentence, window)
    same = [one for one in window if _counts_same(draft, sentence, one)][:MOST_OPERANDS]
    yield from _sums(draft, sentence, same)
    yield from _differences(draft, sentence, same)
    yield from _prices(draft, sentence, window)


# --- the same thing ---------------------------------------------------------------------------------------------------


def _counts_same(draft: Stated, sentence: Passage, one: Operand) -> bool:
    """Whether a source's figure counts what the draft's counts, or a part of it that the draft names ("21 nurses and doctors")."""
    mine, other = draft.figure, one.stated.figure
    if mine.kind is FigureKind.COUNT and not mine.unit and other.kind is FigureKind.MEASURE:
        return one.stated.words.split()[-1] in sentence.text.split()
    if mine.kind is not other.kind:
        return False
    if mine.kind is FigureKind.COUNT:
        _, likeness = compare_figures(draft, one.stated)
        return likeness is Likeness.SAME or (bool(other.unit) and other.unit in _named_after(draft, sentence)) or not mine.unit
    if mine.kind is FigureKind.MEASURE:
        conversion = convert(other.unit, mine.unit)
        return conversion is not None and conversion.is_exact
    return mine.kind is not FigureKind.AGE and mine.unit == other.unit


def _named_after(draft: Stated, sentence: Passage) -> frozenset[str]:
    """The words of the phrase that the draft's figure counts: "21 nurses and doctors"."""
    after = [token for token in sentence.tokens if token.start >= draft.figure.span.end][:COUNTED]
    end = next((place for place, token in enumerate(after) if token.pos in ("VERB", "AUX", "ADP", "PUNCT")), len(after))
    return frozenset(token.lemma for token in after[:end])


def _lemmas(passage: Passage) -> frozenset[str]:
    return frozenset(token.lemma for token in passage.tokens)


def _value(draft: Stated, one: Operand) -> Decimal:
    conversion = convert(one.stated.figure.unit, draft.figure.unit) if draft.figure.kind is FigureKind.MEASURE else None
    return one.stated.figure.value * (conversion.factor if conversion else 1)


# --- the steps --------------------------------------------------------------------------------------------------------


def _sums(draft: Stated, sentence: Passage, same: Sequence[Operand]) -> Iterator[_Result]:
    if draft.figure.change:
        return
    parts = [one for one in same if not _PART_OF.search(one.before)]
    units = {one.stated.figure.unit for one in parts}
    if not draft.figure.unit and len(units) > 1:
        return
    is_called = bool(_TOTAL.search(sentence.text))
    groups: list[tuple[Operand, ...]] = [tuple(parts)] if len(parts) > 1 else []
    groups += [pair for pair in combinations(parts, 2) if len(parts) > 2]
    groups += [tuple(parts[place : place + 3]) for place in range(len(parts) - 2) if len(parts) > 3]
    for group in groups:
        if not is_called and not _names_each(draft, sentence, group):
            continue
        values = [_value(draft, one) for one in group]
        words = f"{_listed(group)} make {show(sum(values, Decimal(0)))}"
        is_plain = is_called and group == tuple(parts) and len(parts) <= SURE_OPERANDS and draft.figure.value > max(values)
        yield _Result(sum(values, Decimal(0)), words, group, is_plain=is_plain)


def _names_each(draft: Stated, sentence: Passage, group: Sequence[Operand]) -> bool:
    """Whether the sentence has, for each part, a word that is that part's alone: the verb where all count one thing ("killed or hurt
    27"), the noun of the phrase counted where they count several ("21 nurses and doctors")."""
    if len({one.stated.figure.unit for one in group}) > 1:
        named, marks = _named_after(draft, sentence), [frozenset({one.stated.figure.unit}) for one in group]
    else:
        named, marks = _lemmas(sentence), [_deeds(one) for one in group]
    marks = [mine & named for mine in marks]
    return all(mine - frozenset().union(*(marks[:place] + marks[place + 1 :])) for place, mine in enumerate(marks))


def _deeds(one: Operand) -> frozenset[str]:
    """The verb that a figure hangs on."""
    tokens = one.passage.tokens
    token = next((token for token in tokens if token.end > one.stated.figure.span.start), None)
    while token is not None and token.pos != "VERB" and token.head != token.index:
        token = tokens[token.head]
    return frozenset({token.lemma}) if token is not None and token.pos == "VERB" else frozenset()


def _differences(draft: Stated, sentence: Passage, same: Sequence[Operand]) -> Iterator[_Result]:
    direction = _direction(draft, sentence)
    start, end = draft.figure.span.start - sentence.span.start, draft.figure.span.end - sentence.span.start
    around = f"{sentence.text[max(0, start - 24) : start]} {sentence.text[end : end + 16]}"
    if not direction and not _GAP.search(around):
        return
    for pair in combinations(same, 2):
        order = in_order(*pair)
        old, new = order or pair
        gap = _value(draft, new) - _value(draft, old)
        if gap == 0:
            continue
        change = (1 if gap > 0 else -1) if order else 0
        words = _told_change(old, new, change, show(abs(gap))) if order else f"{_listed(pair)} are {show(abs(gap))} apart"
        is_plain = bool(order) and bool(direction) and len(same) == 2
        yield _Result(abs(gap), words, pair, change=change * abs(direction) if direction else 0, is_plain=is_plain)


def _changes(draft: Stated, sentence: Passage, window: Sequence[Operand]) -> Iterator[_Result]:
    """Changes in percent between two values of one thing, where it is clear which was first."""
    valued = [one for one in window if one.stated.figure.kind in _VALUED][:MOST_OPERANDS]
    for pair in combinations(valued, 2):
        first, second = pair[0].stated.figure, pair[1].stated.figure
        order = in_order(*pair) if first.kind is second.kind and first.unit == second.unit else None
        if order is None or not order[0].stated.figure.value:
            continue
        old, new = order
        share = (new.stated.figure.value / old.stated.figure.value - 1) * 100
        change = 1 if share > 0 else -1
        words = _told_change(old, new, change, f"{show(abs(share))} percent")
        yield _Result(abs(share), words, pair, change=change, is_plain=len(valued) == 2)


_VALUED = frozenset({FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE})


def _shares(draft: Stated, sentence: Passage, window: Sequence[Operand]) -> Iterator[_Result]:
    """What share the source's figures make: "24 of the 60 members" is 40 percent."""
    counts = [one for one in window if one.stated.figure.kind is FigureKind.COUNT][:MOST_OPERANDS]
    for part in counts:
        for whole in counts:
            value, all_of = part.stated.figure.value, whole.stated.figure.value
            if not 0 < value < all_of or not _is_whole(draft, sentence, part, whole):
                continue
            share = value / all_of * 100
            words = f"{show(value)} of {whole.stated.words} are {show(share)} percent"
            yield _Result(share, words, (part, whole), is_plain=len(counts) == 2)


def _is_whole(draft: Stated, sentence: Passage, part: Operand, whole: Operand) -> bool:
    """Whether ``whole`` is what the draft takes a share of and ``part`` is told as some of it."""
    unit = whole.stated.figure.unit
    named = bool(unit) and (unit in draft.nouns or unit in _lemmas(sentence))
    is_of = bool(re.search(r"(?i)\b(?:of|among)\s(?:(?:the|its|all|their|some|about|a total of)\s)*\Z", whole.before))
    same_unit = part.stated.figure.unit in ("", unit)
    return named and (is_of or part.stated.figure.unit == unit) and (is_of or same_unit)


def _prices(draft: Stated, sentence: Passage, window: Sequence[Operand]) -> Iterator[_Result]:
    """What one costs or weighs where the source gives the total and the number."""
    if draft.figure.kind not in (FigureKind.MONEY, FigureKind.MEASURE) or not _EACH.search(sentence.text):
        return
    lemmas = _lemmas(sentence)
    counts = [one for one in window if one.stated.figure.kind is FigureKind.COUNT and one.stated.figure.unit in lemmas]
    totals = [one for one in window if _counts_same(draft, sentence, one)]
    for total in totals[:MOST_OPERANDS]:
        for count in counts[:MOST_OPERANDS]:
            if count.stated.figure.value <= 1:
                continue
            value = _value(draft, total) / count.stated.figure.value
            words = f"{total.stated.phrase} for {count.stated.phrase} makes {show(value)} each"
            yield _Result(value, words, (total, count), is_plain=len(totals) == len(counts) == 1)


# --- which was first --------------------------------------------------------------------------------------------------


def _direction(draft: Stated, sentence: Passage) -> int:
    """+1 or -1 where the draft's figure is the size of a rise or fall ("rose by 12", "12 more than"), else 0."""
    if draft.figure.change:
        return draft.figure.change
    if draft.figure.kind is FigureKind.PERCENT:
        return 0
    match = _COMPARED.match(sentence.text, draft.figure.span.end - sentence.span.start)
    return 0 if match is None else 1 if match["more"] else -1


def in_order(one: Operand, other: Operand) -> tuple[Operand, Operand] | None:
    """The two with the earlier first, where the source tells which is earlier ("up from 40", "40 a year earlier"); else ``None``."""
    first, second = bool(_OLD.search(one.before[-40:])), bool(_OLD.search(other.before[-40:]))
    if first != second:
        return (one, other) if first else (other, one)
    if one.passage == other.passage:
        return None
    ages = (_age(one.passage), _age(other.passage))
    if ages[0] is None or ages[1] is None or ages[0] == ages[1]:
        return None
    return (one, other) if ages[0] < ages[1] else (other, one)


def _age(passage: Passage) -> int | None:
    """A number that is smaller for what was earlier: the one year named, 0 for "a year earlier", a large one for "now"."""
    years = {int(year) for year in _YEAR.findall(passage.text)}
    if len(years) == 1:
        return years.pop()
    if _PAST.search(passage.text):
        return 0
    return 9999 if _NOW.search(passage.text) else None


# --- in words ---------------------------------------------------------------------------------------------------------


def show(value: Decimal) -> str:
    """A number as an editor writes it: thousands apart, at most two places."""
    rounded = value.quantize(Decimal("0.01")) if abs(value) < 10**20 else value
    text = f"{rounded:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _listed(operands: Sequence[Operand]) -> str:
    phrases = [one.stated.phrase for one in operands]
    return f"{', '.join(phrases[:-1])} and {phrases[-1]}"


def _told_change(old: Operand, new: Operand, change: int, by: str) -> str:
    return f"from {old.stated.phrase} to {new.stated.phrase} is a {'rise' if change > 0 else 'fall'} of {by}"
