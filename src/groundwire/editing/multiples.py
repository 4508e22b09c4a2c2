""" "Doubled", "halved", "tripled": whether two values of a source bear the word out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from groundwire.editing.arithmetic import Derived, Operand, in_order, show
from groundwire.editing.figure_agreement import Agreement
from groundwire.model import FigureKind, Passage, Precision

_TIMES: Final = {
    "double": Decimal(2),
    "twofold": Decimal(2),
    "twice": Decimal(2),
    "halve": Decimal("0.5"),
    "triple": Decimal(3),
    "treble": Decimal(3),
    "threefold": Decimal(3),
    "quadruple": Decimal(4),
    "fourfold": Decimal(4),
}
_NEAR: Final = Decimal("0.06")
"""How far from twice "doubled" may be."""
_SHORT: Final = Decimal("0.8")
"""Share of the multiple that "nearly doubled" must reach."""
_FAR: Final = Decimal("1.5")
"""How many times more than the multiple "more than doubled" may stand for."""
_HEDGE = re.compile(
    r"(?i)\b(?:(?P<more>more than|over|at least)|(?P<less>nearly|almost|close to|not quite)"
    r"|(?P<about>about|roughly|around|approximately|some))"
    r"(?:\s(?:have|has|had|been))?\s\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiple:
    """A word of a sentence that says how many times larger or smaller something became, at ``start:end`` of the passage's text."""

    start: int
    end: int
    lemma: str
    times: Decimal
    precision: Precision

    @property
    def reach(self) -> tuple[Decimal, Decimal]:
        """The least and the largest ratio that the word stands for."""
        if self.precision is Precision.MORE_THAN:
            return (self.times, self.times * _FAR) if self.times > 1 else (self.times / _FAR, self.times)
        if self.precision is Precision.LESS_THAN:
            return (self.times * _SHORT, self.times) if self.times > 1 else (self.times, self.times / _SHORT)
        return self.times * (1 - _NEAR), self.times * (1 + _NEAR)


def find_multiples(sentence: Passage) -> Iterator[Multiple]:
    """The verbs of a sentence that tell a change as a multiple ("doubled"); nouns and adjectives ("a double room") are none."""
    for token in sentence.tokens:
        if token.pos != "VERB" or token.lemma not in _TIMES:
            continue
        start = token.start - sentence.span.start
        hedge = _HEDGE.search(sentence.text[max(0, start - 24) : start])
        precision = Precision.EXACT
        if hedge is not None:
            precision = Precision.MORE_THAN if hedge["more"] else Precision.LESS_THAN if hedge["less"] else Precision.ABOUT
        yield Multiple(
            start=start, end=token.end - sentence.span.start, lemma=token.lemma, times=_TIMES[token.lemma], precision=precision
        )


def is_said(multiple: Multiple, near: Sequence[Passage]) -> bool:
    """Whether a passage uses a word for the same multiple."""
    words = {lemma for lemma, times in _TIMES.items() if times == multiple.times}
    return any(token.lemma in words for passage in near for token in passage.tokens)


def derive_multiple(multiple: Multiple, sentence: Passage, windows: Sequence[Sequence[Operand]]) -> Derived | None:
    """Whether two values of what the sentence speaks of, one plainly earlier than the other, bear the multiple out; ``None`` where no
    source gives two such values."""
    lemmas = frozenset(token.lemma for token in sentence.tokens if token.pos in ("NOUN", "PROPN"))
    low, high = multiple.reach
    found: Derived | None = None
    for window in windows:
        for pair in combinations([one for one in window if one.stated.figure.high is None][:6], 2):
            first, second = pair[0].stated.figure, pair[1].stated.figure
            order = in_order(*pair) if (first.kind, first.unit) == (second.kind, second.unit) else None
            if order is None or first.kind not in _VALUED or not order[0].stated.figure.value:
                continue
            if not _is_about(pair, lemmas):
                continue
            ratio = order[1].stated.figure.value / order[0].stated.figure.value
            told = (
                f"{show(ratio)} times as much"
                if ratio > 2
                else f"{'a rise' if ratio > 1 else 'a fall'} of {show(abs(ratio - 1) * 100)} percent"
            )
            derived = Derived(
                agreement=Agreement.AGREES if low <= ratio <= high else Agreement.DIFFERS,
                words=f"from {order[0].stated.phrase} to {order[1].stated.phrase} is {told}",
                passages=tuple(dict.fromkeys(one.passage for one in order)),
                is_plain=True,
            )
            if derived.agreement is Agreement.AGREES:
                return derived
            found = found or derived
    return found


_VALUED: Final = frozenset({FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE, FigureKind.PERCENT})


def _is_about(pair: Sequence[Operand], lemmas: frozenset[str]) -> bool:
    """Whether the sentence names what the two values count, or another noun of each of their passages where that is money."""
    unit = pair[0].stated.figure.unit
    if pair[0].stated.figure.kind is FigureKind.COUNT and unit:
        return unit in lemmas
    return all(
        lemmas & {token.lemma for token in one.passage.tokens if token.dep in ("nsubj", "nsubjpass", "dobj")} for one in pair
    )
