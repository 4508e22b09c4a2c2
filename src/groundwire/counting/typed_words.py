"""A sentence as typed words: what a grammar of tables reads.

Each subject, figure and time of a sentence becomes one item with a code ("S0", "F1m", "T0"), every other word an item with its
own lower case as code; rules then put several items together into one of a higher kind ("from a year earlier" into a base,
"second-largest" into a superlative). Codes of kinds begin with a capital, so that no word is taken for one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from groundwire.counting.linking import Link
from groundwire.editing.figure_agreement import Stated, state
from groundwire.model import Figure, FigureKind, Passage, Reading, Span, Time
from groundwire.reading.number_lexicon import ORDINALS

_CODES: Final = {
    FigureKind.COUNT: "c",
    FigureKind.MONEY: "m",
    FigureKind.ORDINAL: "o",
    FigureKind.MEASURE: "u",
    FigureKind.AGE: "u",
}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,:]*|[^\w\s]")
_HEDGES: Final = (
    r"(?:(?:just|well|slightly|a little) )?(?:about|around|roughly|approximately|some|nearly|almost|close to|more than|over|above|"
    r"upwards of|at least|no fewer than|no less than|less than|fewer than|under|below|up to|as many as|as much as|no more than|virtually) "
    r"(?:a |the )?(?=F)"
)

_LEANING: Final = re.compile(r"(?i)(?:more|less|fewer|higher|lower) than\s")
"""What a time expression may have swallowed of a comparison: "7% more than a year earlier"."""
_PLACES: Final = re.compile(
    rf"(?<!\S)(?:{'|'.join(ORDINALS)})(?= (?:of|among|out|place|spot|in|behind|,|\.)(?!\S))"
    rf"|(?:(?<=was )|(?<=were )|(?<=came )|(?<=ranked ))(?:{'|'.join(ORDINALS)})(?= (?:the|a) )"
)

_POSSESSIVES: Final = ("'s", "’s", "s'", "s’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One word, or several put together, at ``start:end`` of the sentence's text. ``pos`` is the parser's kind of a plain word.
    What it holds is in the field of its kind: a link, a figure, a time, or ``value``, what a rule made of it."""

    code: str
    start: int
    end: int
    pos: str = ""
    link: Link | None = None
    stated: Stated | None = None
    time: Time | None = None
    value: object = field(default=None, compare=False)
    parts: tuple[Item, ...] = ()

    is_possessive: bool = False

    @property
    def kind(self) -> str:
        """The capital of a typed item; empty for a plain word."""
        return self.code[0] if self.code[:1].isupper() else ""


Rule = tuple[re.Pattern[str], Callable[[Sequence[Item], re.Match[str]], Item | None]]
"""A pattern over codes and what makes one item of those that it matches (``None``: leave them)."""


def type_words(passage: Passage, reading: Reading, links: Sequence[Link]) -> list[Item]:
    """The items of a sentence in order. A number inside a name or a time is no figure of its own, and a hedge belongs to its
    figure."""
    base = passage.span.start
    items: list[Item] = []
    for number, link in enumerate(one for one in links if one.passage == passage.index):
        start, end = link.span.start - base, link.span.end - base
        is_possessive = passage.text[start:end].endswith(_POSSESSIVES) or passage.text[end : end + 2] in _POSSESSIVES
        items.append(Item(code=f"S{number}", start=start, end=end, link=link, is_possessive=is_possessive))
    for number, time in enumerate(one for one in reading.times if passage.span.covers(one.span)):
        hedge = _LEANING.match(time.text)
        start = time.span.start - base + (hedge.end() if hedge else 0)
        told = replace(time, text=time.text[hedge.end() :]) if hedge else time
        items.append(Item(code=f"T{number}", start=start, end=time.span.end - base, time=told))
    figures = [one for one in reading.figures if passage.span.covers(one.span)]
    for number, figure in enumerate(figures):
        code = f"F{number}{_code_of(figure)}"
        items.append(Item(code=code, start=figure.span.start - base, end=figure.span.end - base, stated=state(figure, passage)))
    taken: list[Item] = []
    for item in sorted(items, key=lambda one: (one.start, -one.end)):
        if not taken or item.start >= taken[-1].end:
            taken.append(item)
    rules = ((over(_HEDGES + r"F\S+"), _hedged), (_PLACES, _placed), (_POINTS, _pointed))
    return _without_shares(rewrite(_with_words(passage, taken), rules))


def _placed(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """A place that the grammar takes for an adverb: "ranked second of five"."""
    place = ORDINALS[items[0].code]
    figure = Figure(span=Span(document_id="", start=0, end=0), value=Decimal(place), kind=FigureKind.ORDINAL)
    stated = Stated(figure=figure, words=items[0].code, step=Decimal(1), nearly=False, nouns=frozenset())
    return Item(code=f"F{90 + place}o", start=items[0].start, end=items[0].end, stated=stated)


def _without_shares(items: Sequence[Item]) -> list[Item]:
    """The items, where what a figure counts belongs to it: "81,400 shares" does not speak of the shares' price."""
    made: list[Item] = []
    for item in items:
        last = made[-1] if made else None
        is_counted = (
            last is not None and last.kind == "F" and last.code[-1] in "cu" and item.code in ("shares", "share", "stocks")
        )
        if is_counted and last is not None:
            made[-1] = Item(code=last.code, start=last.start, end=item.end, stated=last.stated, parts=(*last.parts, item))
        else:
            made.append(item)
    return made


def _pointed(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    """ "0.3 points", "half a point": percentage points, where a rate is told of."""
    stated = items[0].stated
    if stated is None:
        return None
    share = stated.figure.unit == "%"
    figure = replace(
        stated.figure, value=stated.figure.value / 100 if share else stated.figure.value, unit="pp", kind=FigureKind.PERCENT
    )
    made = replace(stated, figure=figure, step=Decimal("0.1") if share else stated.step)
    return Item(code=items[0].code[:-1] + "p", start=items[0].start, end=items[-1].end, stated=made, parts=tuple(items))


_POINTS: Final = re.compile(r"(?<!\S)F\d+[cq] (?:percentage )?points?(?!\S)")


def _code_of(figure: Figure) -> str:
    if figure.kind is FigureKind.PERCENT:
        return "p" if figure.unit == "pp" else "q"
    return _CODES[figure.kind]


def _hedged(items: Sequence[Item], match: re.Match[str]) -> Item | None:
    last = items[-1]
    return Item(code=last.code, start=items[0].start, end=last.end, stated=last.stated, parts=tuple(items))


def _with_words(passage: Passage, taken: Sequence[Item]) -> list[Item]:
    """The typed items with the plain words between them."""
    starts = [token.start - passage.span.start for token in passage.tokens]
    items = list(taken)
    place = 0
    for match in _WORD.finditer(passage.text):
        while place < len(taken) and taken[place].end <= match.start():
            place += 1
        if place < len(taken) and taken[place].start < match.end():
            continue
        index = bisect_left(starts, match.start() + 1) - 1
        pos = passage.tokens[index].pos if 0 <= index < len(passage.tokens) else ""
        word = match[0].lower().replace("’", "'")
        for suffix in ("'s",):
            if word.endswith(suffix) and len(word) > len(suffix):
                word = word[: -len(suffix)]
        items.append(Item(code=word, start=match.start(), end=match.end(), pos=pos))
    return sorted(items, key=lambda one: one.start)


def over(pattern: str) -> re.Pattern[str]:
    """A pattern over codes with single spaces between them; it matches whole codes only."""
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


def rewrite(items: Sequence[Item], rules: Sequence[Rule]) -> list[Item]:
    """The items after each rule has put together what it matches, the rules in order, each from left to right."""
    current = list(items)
    for pattern, make in rules:
        codes, starts = join_codes(current)
        made: list[Item] = []
        done = 0
        for match in pattern.finditer(codes):
            first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
            if first < done or first == last:
                continue
            item = make(current[first:last], match)
            if item is None:
                continue
            made += [*current[done:first], item]
            done = last
        current = [*made, *current[done:]]
    return current


def join_codes(items: Sequence[Item]) -> tuple[str, list[int]]:
    """The codes with single spaces between, and where each begins."""
    starts, place = [], 0
    for item in items:
        starts.append(place)
        place += len(item.code) + 1
    return " ".join(item.code for item in items), starts
