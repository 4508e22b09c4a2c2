"""Figures: numbers with what they measure. Years, dates and clock times are ``times``; numbers in names are nothing.

Each number of a passage (``number_words``) is joined to a neighbour where the two are a range or a ratio, then looked at from
both sides: currency, percent, unit, age; else it is a count and the grammar gives the noun counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from groundwire.model import Document, Figure, FigureKind, Passage, Token
from groundwire.reading.counted_nouns import find_counted, index_at, is_name_or_pronoun, noun_span, token_at
from groundwire.reading.hedges import find_change, find_precision, skip_hedge
from groundwire.reading.number_pairs import Piece, join_numbers
from groundwire.reading.number_words import Form, Number, find_numbers
from groundwire.reading.time_patterns import find_expressions
from groundwire.reading.units import DURATIONS, find_currency_after, find_currency_before, find_measure_after

_PERCENT_AFTER = re.compile(
    r"(?i)(?P<sign>\s?%|[\s-]per\s?cent\b|[\s-]percent\b|[\s-]pct\b|pc\b|pct\b)(?P<points>[\s-]points?\b)?"
)
_POINTS_AFTER = re.compile(r"(?i)[\s-](?:percentage|pct|percent)[\s-]points?\b")
_BASIS_AFTER = re.compile(r"(?i)[\s-]basis[\s-]points?\b")
_AGE_AFTER = re.compile(r"(?i)[\s-]years?[\s-]olds?\b|[\s-]yr[\s-]olds?\b|[\s-]year[\s-]old\b|yo\b")
_SUSPENDED_AGE_AFTER = re.compile(r"(?i)[-‑]\s(?:and|or)\s\w{1,12}[\s-]years?[\s-]olds?\b")
_SMALL_AGE_AFTER = re.compile(r"(?i)[\s-](?P<unit>month|week|day)s?[\s-]olds?\b")
_AGE_BEFORE = re.compile(
    r"(?i)\b(?:aged|ages?|age of|as (?:young|old) as|no (?:old|young)er than)\s(?:(?:about|around|just|under|over)\s)?\Z"
)
_DECADE_OF_LIFE = re.compile(r"(?i)\bin\s(?:his|her|their|its|my|our)\s(?:early\s|late\s|mid-|mid\s)?\Z")


_TURNS = frozenset({"round", "day", "week", "game", "leg", "lap", "heat", "race", "session"})
"""What events go through one after the other, numbered before or behind: "the second round", "round two"."""
_LAST_TURN = 99


def find_figures(document: Document, passages: Sequence[Passage]) -> tuple[Figure, ...]:
    """Every figure in ``passages``, in text order, none overlapping another.

    ``Figure.span`` covers the number with its unit or currency, not the noun counted nor the hedge before it. A score ("3-1")
    or vote has its first number as ``value``, its second as ``high``."""
    return tuple(figure for passage in passages for figure in _figures_of(document, passage))


def _figures_of(document: Document, passage: Passage) -> list[Figure]:
    numbers = find_numbers(passage.text)
    if not numbers:
        return []
    taken = [(expression.start, expression.end) for expression in find_expressions(passage)]
    free = _free(numbers, taken)
    found: list[Figure] = []
    for piece in join_numbers(passage.text, free):
        if found and passage.span.start + piece.start < found[-1].span.end:
            continue
        figure = _figure(document, passage, piece)
        if figure is not None:
            found.append(figure)
    return found


def _free(numbers: Sequence[Number], taken: Sequence[tuple[int, int]]) -> list[Number]:
    """The numbers that lie in no time expression."""
    free, place = [], 0
    for number in numbers:
        while place < len(taken) and taken[place][1] <= number.start:
            place += 1
        if place == len(taken) or taken[place][0] >= number.end:
            free.append(number)
    return free


# --- what a number is -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What a number turned out to be; ``kind`` is ``None`` for no figure at all."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    unit: str = ""
    kind: FigureKind | None = None


def _figure(document: Document, passage: Passage, piece: Piece) -> Figure | None:
    text = passage.text
    made = (
        _percent(text, piece)
        or _money(text, piece)
        or _ordinal(passage, piece)
        or _numbered(passage, piece)
        or _share(text, piece)
        or _age(passage, piece)
        or _measure(passage, piece)
    )
    if made is None:
        return _count(document, passage, piece)
    if made.kind is None:
        return None
    shift = passage.span.start
    noun = None
    unit = made.unit
    if (made.kind is FigureKind.ORDINAL and not unit) or (made.kind is FigureKind.PERCENT and unit == "%"):
        behind = replace(piece, end=made.end)
        head = find_counted(passage, behind)
        noun = noun_span(document, passage, behind, head) if head else None
        if made.kind is FigureKind.ORDINAL:
            unit = head.lemma if head else ""
    return Figure(
        span=document.span(shift + made.start, shift + made.end),
        value=_plain(made.value),
        high=None if made.high is None else _plain(made.high),
        unit=unit,
        kind=made.kind,
        precision=find_precision(
            text,
            made.start,
            made.end,
            is_duration=made.kind is FigureKind.MEASURE and unit in DURATIONS,
            is_vague=piece.number.form is Form.VAGUE,
        ),
        noun=noun,
        change=_change(text, made.start, made.end, made.kind, made.high),
    )


def _plain(value: Decimal) -> Decimal:
    """Without an exponent or trailing noughts, to at most six places: 1200000 rather than 1.2E+6 or 1200000.0."""
    value = value.quantize(Decimal("0.000001")) if value == value and abs(value) < 10**20 else value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < 10**26 else value.normalize()


def _made(piece: Piece, end: int, kind: FigureKind, unit: str, start: int | None = None, factor: Decimal = Decimal(1)) -> _Made:
    high = None if piece.high is None else piece.high * factor
    begin = piece.start if start is None else start
    return _Made(start=begin, end=end, value=piece.number.value * factor, high=high, unit=unit, kind=kind)


def _percent(text: str, piece: Piece) -> _Made | None:
    if piece.number.form not in (Form.CARDINAL, Form.PART):
        return None
    factor = Decimal("0.01") if piece.number.form is Form.PART else Decimal(1)
    if match := _POINTS_AFTER.match(text, piece.end):
        return _made(piece, match.end(), FigureKind.PERCENT, "pp", factor=factor)
    if match := _BASIS_AFTER.match(text, piece.end):
        return _made(piece, match.end(), FigureKind.PERCENT, "pp", factor=factor / 100)
    if match := _PERCENT_AFTER.match(text, piece.end):
        made = _made(piece, match.end(), FigureKind.PERCENT, "pp" if match["points"] else "%", factor=factor)
        return _signed(text, made)
    return None


def _signed(text: str, made: _Made) -> _Made:
    """Below nought where a minus stands before: "-3%", "minus 3"."""
    before = text[max(0, made.start - 7) : made.start]
    if before.lower().endswith("minus ") or re.search(r"(?:^|[\s(])[-−]\Z", before):
        return replace(made, value=-made.value, start=made.start - (not before.lower().endswith("minus ")))
    return made


def _money(text: str, piece: Piece) -> _Made | None:
    number = piece.number
    if number.form not in (Form.CARDINAL, Form.VAGUE, Form.PART):
        return None
    scale, end = _money_scale(number, piece.end)
    before = find_currency_before(text, piece.start)
    if before and number.form is not Form.PART:
        code, start = before
        value, high = number.value * scale, piece.high
        return _Made(
            start=start,
            end=end,
            value=value,
            high=None if high is None else high * scale,
            unit=code,
            kind=FigureKind.MONEY,
        )
    joiner = _OF_MONEY.match(text, end) if number.form is Form.VAGUE else None
    after = find_currency_after(text, joiner.end() - 1 if joiner else end)
    if after is None and number.suffix in ("p", "c") and _COIN_END.match(text, piece.end):
        after = ("GBP" if number.suffix == "p" else "USD", piece.end + 1, Decimal("0.01"))
    if after is None or number.form is Form.PART:
        return None
    code, end, worth = after
    if code == "KRW" and number.value < 1000:
        return None
    if code == "GBP" and _is_weight(text, piece.start, end):
        return replace(_made(piece, end, FigureKind.MEASURE, "lb"))
    return _made(piece, end, FigureKind.MONEY, code, factor=worth * scale)


_OF_MONEY = re.compile(r"\sof\s")
_COIN_END = re.compile(r"[pc](?![\w])")
_WEIGHT = re.compile(r"(?i)weigh|lift|heavy|\blb")


def _is_weight(text: str, start: int, end: int) -> bool:
    return bool(_WEIGHT.search(text[max(0, start - 24) : start]) or _WEIGHT.search(text[end : end + 12]))


_MONEY_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}


def _money_scale(number: Number, end: int) -> tuple[Decimal, int]:
    """What the letter right behind a number multiplies it by, and where the letter ends: "$1T", "3k"."""
    scale = _MONEY_SCALES.get(number.suffix.lower(), 1)
    return Decimal(scale), end + (scale > 1)


def _ordinal(passage: Passage, piece: Piece) -> _Made | None:
    if piece.number.form is not Form.ORDINAL:
        return None
    token = token_at(passage, piece.end - 1)
    if token is None or not _is_ordinal(passage, token, piece):
        return _nothing(piece)
    return _made(piece, piece.end, FigureKind.ORDINAL, "")


def _numbered(passage: Passage, piece: Piece) -> _Made | None:
    """ "Round two" is the second round: a number behind one of the things that events go through in turn."""
    token = token_at(passage, piece.start)
    number = piece.number
    if token is None or token.index == 0 or number.form is not Form.CARDINAL or piece.high is not None or number.is_scaled:
        return None
    turn, text = passage.tokens[token.index - 1], passage.text
    if turn.text.lower() not in _TURNS or turn.pos == "VERB" or token.start - turn.end != 1 or number.suffix:
        return None
    is_measured = find_measure_after(text, piece.end) is not None or find_currency_after(text, piece.end) is not None
    if is_measured or number.value != int(number.value) or not 1 <= number.value <= _LAST_TURN:
        return None
    head = passage.tokens[token.head]
    if head.index > token.index and token.dep in ("nummod", "compound", "quantmod"):
        return None
    return _made(piece, piece.end, FigureKind.ORDINAL, turn.text.lower())


def _is_ordinal(passage: Passage, token: Token, piece: Piece) -> bool:
    """Whether an ordinal ranks something: no unit of time, no adverb, no part of a name."""
    following = passage.tokens[token.index + 1] if token.index + 1 < len(passage.tokens) else None
    before = passage.text[max(0, piece.start - 8) : piece.start].lower()
    if piece.number.is_word and token.pos == "PROPN" and passage.text[piece.start].isupper():
        return False
    if token.text[:1].isupper() and following is not None and following.pos == "PROPN":
        return False
    if before.endswith(("at ", "per ")) and piece.number.is_word:
        return False
    if token.tag in ("RB", "NNP", "NNS") and piece.number.is_word:
        return following is not None and following.text == "-"
    if token.text.lower() == "second" and before.endswith((" a ", "each ", "every ", "split ")) or before in ("a ", "split "):
        return following is not None and (following.pos in ("NOUN", "ADJ") or following.text == "-")
    if token.text.lower() == "second" and token.tag == "NN":
        return before.endswith(("the ", " in "))
    return not (token.text.lower() == "first" and before.endswith(("put ", "come ", "comes ")))


def _nothing(piece: Piece) -> _Made:
    return _Made(start=piece.start, end=piece.end, value=Decimal(0))


def _share(text: str, piece: Piece) -> _Made | None:
    if piece.number.form is not Form.PART:
        return None
    if (found := find_measure_after(text, piece.end)) and not piece.is_ratio:
        return _made(piece, found[1], FigureKind.MEASURE, found[0], factor=Decimal("0.01"))
    return _made(piece, piece.end, FigureKind.PERCENT, "%")


def _age(passage: Passage, piece: Piece) -> _Made | None:
    text, number = passage.text, piece.number
    if number.form is not Form.CARDINAL or number.is_scaled or not 0 <= number.value <= 130:
        return None
    before = text[max(0, piece.start - 24) : piece.start]
    if match := _AGE_AFTER.match(text, piece.end):
        return _made(piece, match.end(), FigureKind.AGE, "yr")
    if _SUSPENDED_AGE_AFTER.match(text, piece.end):
        return _made(piece, piece.end, FigureKind.AGE, "yr")
    if match := _SMALL_AGE_AFTER.match(text, piece.end):
        return _made(piece, match.end(), FigureKind.AGE, {"month": "mo", "week": "wk", "day": "d"}[match["unit"].lower()])
    if number.suffix == "s":
        if _DECADE_OF_LIFE.search(before) and number.value % 10 == 0:
            made = _made(piece, piece.end + (not number.is_word), FigureKind.AGE, "yr")
            return replace(made, high=number.value + 9)
        return _nothing(piece)
    if _AGE_BEFORE.search(before) and not find_measure_after(text, piece.end):
        return _made(piece, piece.end, FigureKind.AGE, "yr")
    if before.endswith(", ") and _APPOSED.match(text, piece.end) and 1 <= number.value <= 120 and not number.is_word:
        token = token_at(passage, piece.start)
        person = passage.tokens[token.index - 2] if token is not None and token.index >= 2 else None
        if person is not None and person.pos == "PROPN" and person.text[:1].isupper() and number.value == int(number.value):
            return _made(piece, piece.end, FigureKind.AGE, "yr")
    return None


_APPOSED = re.compile(r",(?!\d)|\s?\)|\.?\Z|\sand\b")


def _measure(passage: Passage, piece: Piece) -> _Made | None:
    number, text = piece.number, passage.text
    end = piece.end
    found = find_measure_after(text, end)
    if found is None and number.form is Form.VAGUE and text.startswith(" of ", end):
        found = find_measure_after(text, end + 3)
    if found is None:
        return _magnitude(text, piece)
    symbol, end = found
    if symbol == "m" and number.suffix in ("m", "M") and (number.suffix == "M" or _is_million(passage, piece)):
        return None
    made = _made(piece, end, FigureKind.MEASURE, symbol)
    return _signed(text, made) if symbol[0] == "°" else made


def _magnitude(text: str, piece: Piece) -> _Made | None:
    if text[max(0, piece.start - 10) : piece.start].lower() == "magnitude ":
        return _made(piece, piece.end, FigureKind.MEASURE, "magnitude")
    if text[piece.end : piece.end + 10].lower() in (" magnitude", "-magnitude"):
        return _made(piece, piece.end + 10, FigureKind.MEASURE, "magnitude")
    return None


def _is_million(passage: Passage, piece: Piece) -> bool:
    """Whether "15m" is fifteen million rather than fifteen metres: it counts a plural noun."""
    place = passage.span.start + piece.end + 1
    following = next((token for token in passage.tokens[index_at(passage.tokens, place) :] if token.start >= place), None)
    return following is not None and (
        following.tag == "NNS" or following.lemma == "people" or following.text.lower() in ("new", "more")
    )


# --- counts -----------------------------------------------------------------------------------------------------------


def _count(document: Document, passage: Passage, piece: Piece) -> Figure | None:
    number = piece.number
    end, scale = piece.end, Decimal(1)
    if number.suffix in ("m", "M", "k", "K", "b", "B"):
        scale, end = _money_scale(number, end)
    elif number.suffix:
        return None
    if (
        number.form is Form.VAGUE
        and piece.number.is_word
        and passage.text[max(0, piece.start - 3) : piece.start].lower() == "by "
    ):
        return None
    token = token_at(passage, piece.start)
    if token is not None and is_name_or_pronoun(passage, piece, token):
        return None
    shift = passage.span.start
    head = find_counted(passage, replace(piece, end=skip_hedge(passage.text, end)))
    return Figure(
        span=document.span(shift + piece.start, shift + end),
        value=_plain(number.value * scale),
        high=None if piece.high is None else _plain(piece.high * scale),
        unit=head.lemma if head else "",
        kind=FigureKind.COUNT,
        precision=find_precision(passage.text, piece.start, end, is_vague=number.form is Form.VAGUE),
        noun=noun_span(document, passage, replace(piece, end=end), head) if head else None,
        change=_change(passage.text, piece.start, end, FigureKind.COUNT, piece.high),
    )


def _change(text: str, start: int, end: int, kind: FigureKind, high: Decimal | None) -> int:
    if high is not None and "-" in text[start:end]:
        return 0
    return find_change(text, start, end, looks_after=kind in (FigureKind.PERCENT, FigureKind.MONEY))
