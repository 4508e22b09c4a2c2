"""Times as newspapers write them: dates, weekdays, "last week", "shortly after 3 a.m."; resolved where that is sure.

A relative time is counted from the day of publication (UTC). Without that day it stays unresolved, and so do times that lean
on another time of the text ("a year earlier", "the next day"). A bare weekday or a date without a year is the latest such day
up to publication in a sentence about the past, the coming one in a sentence about the future. ``time_patterns`` finds the
expressions, ``days_meant`` works out the days."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from groundwire.model import Document, Passage, Precision, Role, Time, Token
from groundwire.reading.days_meant import find_days
from groundwire.reading.time_patterns import find_expressions

_PRECISIONS = (
    ("after", Precision.MORE_THAN),
    ("past", Precision.MORE_THAN),
    ("before", Precision.LESS_THAN),
    ("almost", Precision.LESS_THAN),
    ("nearly", Precision.LESS_THAN),
    ("about", Precision.ABOUT),
    ("around", Precision.ABOUT),
    ("roughly", Precision.ABOUT),
    ("approximately", Precision.ABOUT),
    ("circa", Precision.ABOUT),
    ("some", Precision.ABOUT),
    ("more", Precision.MORE_THAN),
    ("over", Precision.MORE_THAN),
    ("least", Precision.AT_LEAST),
    ("less", Precision.LESS_THAN),
)
_SAYING = frozenset({"say", "report", "tell", "show", "cite", "quote", "add", "write", "announce", "state"})


def find_times(document: Document, passages: Sequence[Passage], published_at: datetime | None) -> tuple[Time, ...]:
    """Every time expression in ``passages``, in text order, none overlapping another.

    ``published_at`` is when the report came out; with ``None`` relative times have no ``begins`` and ``ends``. A duration
    ("for three hours") is a figure, not a time."""
    today = published_at.date() if published_at else None
    times = []
    for passage in passages:
        expressions = find_expressions(passage)
        children = _children(passage.tokens) if expressions else {}
        for expression in expressions:
            start = passage.span.start + expression.start
            end = passage.span.start + expression.end
            if _is_in_name(passage, start, end):
                continue
            tense = _tense(passage, start, children)
            days = find_days(expression.kind, expression.groups, today, tense)
            if days is None:
                continue
            times.append(
                Time(
                    span=document.span(start, end),
                    text=passage.text[expression.start : expression.end],
                    grain=days.grain,
                    is_relative=days.is_relative,
                    begins=days.begins,
                    ends=days.ends,
                    clock=days.clock,
                    month=days.month,
                    day=days.day,
                    weekday=days.weekday,
                    precision=_precision(expression.groups.get("hedge")),
                )
            )
    return _date_weekdays(document.text, times)


def _date_weekdays(text: str, times: Sequence[Time]) -> tuple[Time, ...]:
    """The same times, where a weekday that stands beside a date ("Sunday, 1 March") is that date."""
    dated = list(times)
    for place in range(len(dated) - 1):
        first, second = dated[place], dated[place + 1]
        if not (0 <= second.span.start - first.span.end <= 5 and _BESIDE.fullmatch(text[first.span.end : second.span.start])):
            continue
        for one, other, index in ((first, second, place), (second, first, place + 1)):
            if one.weekday is not None and other.weekday is None and other.day is not None:
                fits = other.begins is None or other.begins.weekday() == one.weekday
                if fits:
                    dated[index] = replace(one, begins=other.begins, ends=other.ends, month=other.month, day=other.day)
    return tuple(dated)


_BESIDE = re.compile(r",?\s(?:on\s|the\s)?|\s\(|,?\s\(")


def _precision(hedge: str | None) -> Precision:
    words = (hedge or "").lower().split()
    return next((precision for word, precision in _PRECISIONS if word in words), Precision.EXACT)


# --- tense ------------------------------------------------------------------------------------------------------------


def _children(tokens: Sequence[Token]) -> dict[int, list[Token]]:
    children: dict[int, list[Token]] = {}
    for child in tokens:
        if child.head != child.index:
            children.setdefault(child.head, []).append(child)
    return children


def _tense(passage: Passage, start: int, children: Mapping[int, Sequence[Token]]) -> int:
    """-1 where the expression's clause speaks of the past, +1 of the future, 0 where the grammar does not tell."""
    tokens = passage.tokens
    place = bisect_left(tokens, start + 1, key=lambda token: token.end)
    if place == len(tokens):
        return -1
    token = tokens[place]
    for _ in range(24):
        if token.pos in ("VERB", "AUX"):
            tense = _verb_tense(token, children.get(token.index, ()), passage.role)
            if tense is not None:
                return tense
        if token.head == token.index:
            break
        token = tokens[token.head]
    return -1


def _verb_tense(verb: Token, children: Sequence[Token], role: Role) -> int | None:
    """The tense of one verb with its auxiliaries; ``None`` where the verb above sets it (participles, plain infinitives)."""
    helpers = [child for child in children if child.dep in ("aux", "auxpass")]
    words = {child.text.lower() for child in helpers}
    if words & {"will", "'ll", "’ll", "shall", "wo", "would", "may", "could", "might", "can"} and "have" not in words:
        return 1
    if any(child.tag == "VBD" for child in helpers) or verb.tag == "VBD" or words & {"have", "has", "had", "'ve", "’ve"}:
        return -1
    if "to" in words:
        return 1 if role is Role.HEADLINE or verb.head == verb.index else None
    if any(child.tag in ("VBZ", "VBP") for child in helpers):
        return 1 if verb.tag == "VBG" else -1
    if verb.tag in ("VBZ", "VBP"):
        return -1 if role is Role.HEADLINE or verb.lemma in _SAYING else 0
    return None


_NAMES_OF = frozenset(("ORG", "WORK_OF_ART", "PERSON", "PRODUCT", "EVENT", "FAC"))
_MASTHEADS = frozenset("Night Times Telegraph Express Mirror Mail Post World Herald Tribune People".split())
"""Words that make a weekday part of a name ("Sunday Night Live", the Sunday Times)."""
_DAY_WORDS = frozenset(("Today", "Tonight", "Yesterday", "Tomorrow"))


def _is_in_name(passage: Passage, start: int, end: int) -> bool:
    """Whether the words are part of a name ("USA Today", "Sunday Night Live"): the parser has them in one, or "today" has a capital
    that no sentence gave it."""
    inside = [token for token in passage.tokens if start <= token.start < end]
    if not inside:
        return False
    in_name = inside[0].text[:1].isalpha() and inside[0].entity in _NAMES_OF
    has_capital = (
        inside[0].text in _DAY_WORDS and inside[0].index > 0 and passage.tokens[inside[0].index - 1].text not in ("“", '"', "‘")
    )
    following = next((token.text for token in passage.tokens if token.start >= end), "")
    return (in_name and len(inside) == 1) or has_capital or following in _MASTHEADS
