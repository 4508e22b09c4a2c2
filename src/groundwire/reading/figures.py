"""Figures: numbers with what they measure. Years, dates and clock times are ``times``; numbers in names are nothing.

Each number of a passage (``number_words``) is joined to a neighbour where the two are a range or a ratio, then looked at from
both sides: currency, percent, unit, age; else it is a count and the grammar gives the noun counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from groundwire.model import Document, Figure, FigureKind, Passage, Precision, Span, Token
from groundwire.reading.number_words import Form, Number, find_numbers
from groundwire.reading.time_patterns import find_expressions
from groundwire.reading.units import DURATIONS, find_currency_after, find_currency_before, find_measure_after

_HEDGES: tuple[tuple[Precision, str], ...] = (
    (
        Precision.ABOUT,
        r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|an? estimated|estimated|circa|virtually|perhaps"
        r"|practically|in the region of|of the order of|somewhere near|not far short of|an? average of|up around",
    ),
    (
        Precision.MORE_THAN,
        r"more than|over|above|just over|well over|slightly over|upwards of|in excess of|exceeding|greater than|higher than|beyond|topping"
        r"|well above|just above|a little over|better than|older than|larger than|bigger than|longer than",
    ),
    (Precision.AT_LEAST, r"at least|no fewer than|no less than|not less than|a minimum of|minimum of"),
    (
        Precision.LESS_THAN,
        r"less than|fewer than|under|below|just under|just below|well under|well below|slightly under|lower than|just short of|younger than|a little under",
    ),
    (Precision.UP_TO, r"up to|as many as|as much as|at most|no more than|not more than|a maximum of|maximum of"),
)
_HEDGE_BEFORE = re.compile(
    r"(?i)(?<![\w-])(?:"
    + "|".join(f"(?P<h{place}>{words})" for place, (_, words) in enumerate(_HEDGES))
    + r")\s+(?:(?:the|a|an|another|his|her|its|their)\s+)?\Z"
)
_HEDGE_AFTER = re.compile(r"(?i)(?:(?P<least>\s?\+|-plus\b|\sor more\b|\sor so\b(?P<about>)|\sor (?:less|fewer)\b(?P<most>)))")
_RISE = (
    "rise rises rose risen rising gain gains gained gaining climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soars soared"
    " soaring grow grows grew grown growing increase increases increased increasing up add adds added adding advance advances advanced advancing higher"
    " expand expands expanded more raised improved strengthened rocketed leapt growth upturn hike"
).split()
_FALL = (
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining lose loses lost losing slip slips slipped slipping"
    " plunge plunges plunged plunging tumble tumbles tumbled tumbling sink sinks sank down decrease decreases decreased decreasing cut cuts cutting reduce"
    " reduces reduced reducing reduction shrink shrinks shrank shrunk slump slumps slumped slid slide slides shed sheds lower less fewer weakened dip dips dipped"
).split()
_CHANGES = {**dict.fromkeys(_RISE, 1), **dict.fromkeys(_FALL, -1)}
_CHANGE_BEFORE = re.compile(
    r"(?i)(?<![\w-])(?P<word>[a-z]+)(?:\s[a-z]+ly)?(?:\s(?:by|of))?(?:\s(?:a|an|another|further|the))*\s\Z"
)
_CHANGE_AFTER = re.compile(r"(?i)(?:\s|-)(?:[a-z]+\s){0,1}(?P<word>" + "|".join(sorted(set(_RISE + _FALL))) + r")\b")
_LEVEL_BEFORE = re.compile(r"(?i)(?:\bto|\bat|\bfrom)\s\Z")
_PERCENT_AFTER = re.compile(
    r"(?i)(?P<sign>\s?%|[\s-]per\s?cent\b|[\s-]percent\b|[\s-]pct\b|pc\b|pct\b)(?P<points>[\s-]points?\b)?"
)
_POINTS_AFTER = re.compile(r"(?i)[\s-](?:percentage|pct|percent)[\s-]points?\b")
_BASIS_AFTER = re.compile(r"(?i)[\s-]basis[\s-]points?\b")
_BETWEEN_RANGE = re.compile(
    r"(?i)(?P<unit>\s?(?:%|per\s?cent|percent|pct|[a-z°]{1,12})?)(?P<join>\s?[-–—‑]\s?|\sto\s|\sand\s|\sor\s)(?P<sign>(?:US|HK|A|C|NZ|S)?[$£€¥]|Rs\.?\s?)?"
)
_BETWEEN_BEFORE = re.compile(r"(?i)\bbetween\s(?:(?:about|around|roughly|some|an estimated)\s)?(?:US|HK|A|C|NZ|S)?[$£€¥]?\Z")
_FROM_BEFORE = re.compile(r"(?i)\bfrom\s(?:(?:about|around|some|just|a|an|nearly|almost|over)\s)?(?:US|HK|A|C|NZ|S)?[$£€¥]?\Z")
_RATIO = re.compile(r"(?i)\s(?:out of|in)(?:\severy)?\s")
_AGE_AFTER = re.compile(r"(?i)[\s-]years?[\s-]olds?\b|[\s-]yr[\s-]olds?\b|[\s-]year[\s-]old\b|yo\b")
_SMALL_AGE_AFTER = re.compile(r"(?i)[\s-](?P<unit>month|week|day)s?[\s-]olds?\b")
_AGE_BEFORE = re.compile(r"(?i)\b(?:aged|ages?|age of)\s(?:(?:about|around|just|between|under|over)\s)?\Z")
_DECADE_OF_LIFE = re.compile(r"(?i)\bin\s(?:his|her|their|its|my|our)\s(?:early\s|late\s|mid-|mid\s)?\Z")
_LABELS = frozenset(
    "article section page number no no. chapter phase level tier type category flight route highway room gate platform unit block version part resolution"
    " channel class grade size line rule law clause paragraph figure table season episode district ward apartment suite box stage act title schedule"
    " order bill formula group case bus train warehouse berth pier dock terminal hangar camp bay hall exhibit radio nos".split()
)
_IDIOMS = re.compile(r"(?i)(?:no|any|every|some|each|the|this|that|another|which|not)[\s-]\Z")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A number or two joined, at ``start:end`` of a passage's text."""

    start: int
    end: int
    number: Number
    high: Decimal | None = None
    is_ratio: bool = False


def find_figures(document: Document, passages: Sequence[Passage]) -> tuple[Figure, ...]:
    """Every figure in ``passages``, in text order, none overlapping another. ``Figure.span`` covers the number with its unit or currency,
    not the noun counted nor the hedge before it. A score ("3-1") or vote has its first number as ``value``, its second as ``high``."""
    return tuple(figure for passage in passages for figure in _figures_of(document, passage))


def _figures_of(document: Document, passage: Passage) -> list[Figure]:
    numbers = find_numbers(passage.text)
    if not numbers:
        return []
    taken = [(expression.start, expression.end) for expression in find_expressions(passage)]
    free = _free(numbers, taken)
    found: list[Figure] = []
    for piece in _join(passage.text, free):
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


# --- two numbers that are one figure ----------------------------------------------------------------------------------


def _join(text: str, numbers: Sequence[Number]) -> list[_Piece]:
    pieces: list[_Piece] = []
    place = 0
    while place < len(numbers):
        first = numbers[place]
        second = numbers[place + 1] if place + 1 < len(numbers) else None
        joined = _joined(text, first, second) if second is not None and second.start - first.end <= 20 else None
        pieces.append(joined or _Piece(first.start, first.end, first, first.high))
        place += 2 if joined else 1
    return pieces


def _joined(text: str, first: Number, second: Number) -> _Piece | None:
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
    join = match["join"].strip().lower()
    if join == "and" and not _BETWEEN_BEFORE.search(before):
        return None
    if join == "to" and (_FROM_BEFORE.search(before) or _change_before(before)):
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
    number = replace(second, start=first.start, value=low.value, step=min(low.step, second.step), is_word=first.is_word)
    return _Piece(first.start, second.end, number, second.value)


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


def _ratio(text: str, first: Number, second: Number) -> _Piece | None:
    """ "one in five", "nine out of ten" as a share in percent."""
    is_out_of = "out of" in text[first.end : second.start].lower()
    if not 0 < first.value < second.value or first.suffix or second.suffix or first.is_scaled:
        return None
    if not is_out_of and (first.value > 10 or find_measure_after(text, second.end) or second.value not in _WHOLES):
        return None
    share = first.value / second.value * 100
    number = Number(start=first.start, end=second.end, value=share, form=Form.PART, is_word=first.is_word)
    return _Piece(first.start, second.end, number, is_ratio=True)


_WHOLES = frozenset(Decimal(whole) for whole in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000, 100_000, 10**6))


# --- what a number is -------------------------------------------------------------------------------------------------


def _figure(document: Document, passage: Passage, piece: _Piece) -> Figure | None:
    text = passage.text
    made = (
        _percent(text, piece)
        or _money(text, piece)
        or _ordinal(passage, piece)
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
    if made.kind is FigureKind.ORDINAL or (made.kind is FigureKind.PERCENT and unit == "%"):
        behind = replace(piece, end=made.end)
        head = _counted(passage, behind)
        noun = _noun_span(document, passage, behind, head) if head else None
        if made.kind is FigureKind.ORDINAL:
            unit = head.lemma if head else ""
    return Figure(
        span=document.span(shift + made.start, shift + made.end),
        value=_plain(made.value),
        high=None if made.high is None else _plain(made.high),
        unit=unit,
        kind=made.kind,
        precision=_precision(text, made.start, made.end, piece, made),
        noun=noun,
        change=_change(text, made),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What a number turned out to be; ``kind`` is ``None`` for no figure at all."""

    start: int
    end: int
    value: Decimal
    high: Decimal | None = None
    unit: str = ""
    kind: FigureKind | None = None


def _plain(value: Decimal) -> Decimal:
    """Without an exponent or trailing noughts, to at most six places: 1200000 rather than 1.2E+6 or 1200000.0."""
    value = value.quantize(Decimal("0.000001")) if value == value and abs(value) < 10**20 else value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < 10**26 else value.normalize()


def _made(
    piece: _Piece, end: int, kind: FigureKind, unit: str, start: int | None = None, factor: Decimal = Decimal(1)
) -> _Made:
    high = None if piece.high is None else piece.high * factor
    begin = piece.start if start is None else start
    return _Made(start=begin, end=end, value=piece.number.value * factor, high=high, unit=unit, kind=kind)


def _percent(text: str, piece: _Piece) -> _Made | None:
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


def _money(text: str, piece: _Piece) -> _Made | None:
    number = piece.number
    if number.form not in (Form.CARDINAL, Form.VAGUE, Form.PART):
        return None
    scale, end = _money_scale(number, piece.end)
    high_scale = scale
    before = find_currency_before(text, piece.start)
    if before and number.form is not Form.PART:
        code, start = before
        value, high = number.value * _low_scale(piece, scale), piece.high
        return _Made(
            start=start,
            end=end,
            value=value,
            high=None if high is None else high * high_scale,
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


def _money_scale(number: Number, end: int) -> tuple[Decimal, int]:
    scale = {"m": 10**6, "M": 10**6, "k": 10**3, "K": 10**3, "b": 10**9, "B": 10**9}.get(number.suffix, 1)
    return Decimal(scale), end + (scale > 1)


def _low_scale(piece: _Piece, scale: Decimal) -> Decimal:
    return scale


def _ordinal(passage: Passage, piece: _Piece) -> _Made | None:
    if piece.number.form is not Form.ORDINAL:
        return None
    token = _token_at(passage, piece.end - 1)
    if token is None or not _is_ordinal(passage, token, piece):
        return _nothing(piece)
    return _made(piece, piece.end, FigureKind.ORDINAL, "")


def _is_ordinal(passage: Passage, token: Token, piece: _Piece) -> bool:
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


def _nothing(piece: _Piece) -> _Made:
    return _Made(start=piece.start, end=piece.end, value=Decimal(0))


def _share(text: str, piece: _Piece) -> _Made | None:
    if piece.number.form is not Form.PART:
        return None
    if (found := find_measure_after(text, piece.end)) and not piece.is_ratio:
        return _made(piece, found[1], FigureKind.MEASURE, found[0], factor=Decimal("0.01"))
    return _made(piece, piece.end, FigureKind.PERCENT, "%")


def _age(passage: Passage, piece: _Piece) -> _Made | None:
    text, number = passage.text, piece.number
    if number.form is not Form.CARDINAL or number.is_scaled or not 0 <= number.value <= 130:
        return None
    before = text[max(0, piece.start - 24) : piece.start]
    if match := _AGE_AFTER.match(text, piece.end):
        return _made(piece, match.end(), FigureKind.AGE, "yr")
    if match := _SMALL_AGE_AFTER.match(text, piece.end):
        return _made(piece, match.end(), FigureKind.AGE, {"month": "mo", "week": "wk", "day": "d"}[match["unit"].lower()])
    if number.suffix == "s":
        if _DECADE_OF_LIFE.search(before) and number.value % 10 == 0:
            made = _made(piece, piece.end + 1, FigureKind.AGE, "yr")
            return replace(made, high=number.value + 9)
        return _nothing(piece)
    if _AGE_BEFORE.search(before) and not find_measure_after(text, piece.end):
        return _made(piece, piece.end, FigureKind.AGE, "yr")
    if before.endswith(", ") and _APPOSED.match(text, piece.end) and 1 <= number.value <= 120 and not number.is_word:
        token = _token_at(passage, piece.start)
        person = passage.tokens[token.index - 2] if token is not None and token.index >= 2 else None
        if person is not None and person.pos == "PROPN" and person.text[:1].isupper() and number.value == int(number.value):
            return _made(piece, piece.end, FigureKind.AGE, "yr")
    return None


_APPOSED = re.compile(r",(?!\d)|\s?\)|\.?\Z|\sand\b")


def _measure(passage: Passage, piece: _Piece) -> _Made | None:
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


def _magnitude(text: str, piece: _Piece) -> _Made | None:
    if text[max(0, piece.start - 10) : piece.start].lower() == "magnitude ":
        return _made(piece, piece.end, FigureKind.MEASURE, "magnitude")
    if text[piece.end : piece.end + 10].lower() in (" magnitude", "-magnitude"):
        return _made(piece, piece.end + 10, FigureKind.MEASURE, "magnitude")
    return None


def _is_million(passage: Passage, piece: _Piece) -> bool:
    """Whether "15m" is fifteen million rather than fifteen metres: a plural noun is counted, or decimals are given to people."""
    place = passage.span.start + piece.end + 1
    following = next((token for token in passage.tokens[_index_at(passage.tokens, place) :] if token.start >= place), None)
    return following is not None and (
        following.tag == "NNS" or following.lemma == "people" or following.text.lower() in ("new", "more")
    )


# --- counts -----------------------------------------------------------------------------------------------------------


def _count(document: Document, passage: Passage, piece: _Piece) -> Figure | None:
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
    token = _token_at(passage, piece.start)
    if token is not None and _is_name_or_pronoun(passage, piece, token):
        return None
    shift = passage.span.start
    behind = _HEDGE_AFTER.match(passage.text, end)
    head = _counted(passage, replace(piece, end=behind.end() if behind else end))
    return Figure(
        span=document.span(shift + piece.start, shift + end),
        value=_plain(number.value * scale),
        high=None if piece.high is None else _plain(piece.high * scale),
        unit=head.lemma if head else "",
        kind=FigureKind.COUNT,
        precision=_precision(passage.text, piece.start, end, piece, None),
        noun=_noun_span(document, passage, replace(piece, end=end), head) if head else None,
        change=_change(passage.text, _Made(start=piece.start, end=end, value=number.value, high=piece.high)),
    )


def _is_name_or_pronoun(passage: Passage, piece: _Piece, token: Token) -> bool:
    tokens, text = passage.tokens, passage.text
    before = tokens[token.index - 1] if token.index else None
    after_place = _index_at(tokens, passage.span.start + piece.end)
    after = tokens[after_place] if after_place < len(tokens) else None
    if text[piece.start : piece.end].lower() == "one":
        if token.tag != "CD" or _IDIOMS.search(text[max(0, piece.start - 8) : piece.start]):
            return True
        return (
            after is None
            or after.tag not in ("NN", "JJ", "NNP", "VBN", "HYPH")
            or after.lemma in ("day", "another", "thing", "way", "side", "hand", "point")
        )
    if before is None or before.end != token.start - 1:
        return text[max(0, piece.start - 1) : piece.start] == "#"
    is_whole = (
        piece.high is None and piece.number.value == piece.number.value.to_integral_value() and not piece.number.is_scaled
    )
    if not is_whole:
        return False
    if before.text.lower() in _LABELS and before.pos in ("NOUN", "PROPN", "ADJ", "INTJ") and not _counts(token, tokens):
        return True
    if piece.number.is_word and not text[piece.start].isupper():
        return False
    is_named = before.pos == "PROPN" and before.text[:1].isupper() and before.entity not in ("DATE", "TIME")
    return is_named and not _counts(token, tokens)


def _counts(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether the parser hangs the number on a word after it."""
    head = tokens[token.head]
    return head.index > token.index and token.dep in ("nummod", "compound", "quantmod") and head.pos in ("NOUN", "NUM")


def _token_at(passage: Passage, offset: int) -> Token | None:
    place = _index_at(passage.tokens, passage.span.start + offset)
    if place < len(passage.tokens) and passage.tokens[place].start <= passage.span.start + offset:
        return passage.tokens[place]
    return None


def _index_at(tokens: Sequence[Token], place: int) -> int:
    """The first token that ends after ``place``."""
    return bisect_left(tokens, place + 1, key=lambda token: token.end)


_PASSED_OVER = frozenset({"ADJ", "PROPN", "ADV", "DET", "NUM", "VERB", "PART", "PUNCT", "CCONJ"})
_NO_HEADS = frozenset({"percent", "cent", "pct"})


def _counted(passage: Passage, piece: _Piece) -> Token | None:
    """The head of the noun phrase that a number counts: by the parser's word where it points ahead, else the first noun that
    ends a run of adjectives and nouns right after the number, "of the" passed over."""
    tokens = passage.tokens
    place = _index_at(tokens, passage.span.start + piece.end)
    last = _token_at(passage, piece.end - 1)
    for _ in range(4):
        if last is None or last.head == last.index:
            break
        last = tokens[last.head]
        if last.index >= place:
            if last.pos in ("NOUN", "PROPN") and last.index - place <= 7 and _is_unbroken(tokens, place, last.index):
                return last
            break
    while place < len(tokens) and tokens[place].text in ("-", "‑"):
        place += 1
    if place + 1 < len(tokens) and tokens[place].text.lower() == "of":
        place += 1
    limit = min(len(tokens), place + 7)
    while (
        place < limit
        and tokens[place].pos in ("ADJ", "DET", "NUM", "PRON")
        and tokens[place].tag not in ("PRP", "WDT", "WP", "DT0")
    ):
        place += 1
    noun = None
    while place < limit and tokens[place].pos in ("NOUN", "PROPN") or (place < limit and noun and tokens[place].text == "-"):
        noun = tokens[place] if tokens[place].pos in ("NOUN", "PROPN") else noun
        place += 1
    return noun if noun is not None and noun.lemma not in _NO_HEADS else None


def _is_unbroken(tokens: Sequence[Token], start: int, end: int) -> bool:
    return all(
        token.pos not in ("PUNCT", "CCONJ", "SCONJ", "AUX") or token.text in ("-", "'", "’", '"', ",")
        for token in tokens[start:end]
    )


def _noun_span(document: Document, passage: Passage, piece: _Piece, head: Token) -> Span | None:
    """The noun phrase from the word after the number to its head."""
    start = passage.span.start + piece.end
    text = passage.text
    if opening := _OPENING.match(text, start - passage.span.start, head.start - passage.span.start):
        start += opening.end() - opening.start()
    return document.span(start, head.end) if start < head.end else None


_OPENING = re.compile(
    r"(?i)[\s‑-]+(?:(?:of|or more|or so|or fewer)\s+)?(?:(?:the|a|an|its|their|his|her|our|all|these|those)\s+)?(?:of\s+)?"
)


# --- hedges and signs -------------------------------------------------------------------------------------------------


def _precision(text: str, start: int, end: int, piece: _Piece, made: _Made | None) -> Precision:
    before = text[max(0, start - 30) : start]
    match = _HEDGE_BEFORE.search(before)
    if match:
        place = next(place for place in range(len(_HEDGES)) if match[f"h{place}"] is not None)
        precision, word = _HEDGES[place][0], match[f"h{place}"].lower()
        is_span_of_time = word == "over" and made is not None and made.kind is FigureKind.MEASURE and made.unit in DURATIONS
        is_compared = word in ("more than", "over", "above", "below", "under") and re.search(
            r"(?i)\b(?:rather|other)\s\Z", before[: match.start()]
        )
        if not is_span_of_time and not is_compared:
            return precision
    if piece.number.form is Form.VAGUE:
        return Precision.ABOUT
    if match := _HEDGE_AFTER.match(text, end):
        if match["about"] is not None:
            return Precision.ABOUT
        return Precision.UP_TO if match["most"] is not None else Precision.AT_LEAST
    return Precision.EXACT


def _change_before(before: str) -> int:
    """+1 or -1 where the words before a number say that it is the size of a rise or a fall."""
    hedge = _HEDGE_BEFORE.search(before)
    words = before[: hedge.start()] if hedge else before
    match = _CHANGE_BEFORE.search(words[-48:])
    return _CHANGES.get(match["word"].lower(), 0) if match else 0


def _change(text: str, made: _Made) -> int:
    if made.high is not None and "-" in text[made.start : made.end]:
        return 0
    before = text[max(0, made.start - 64) : made.start]
    hedge = _HEDGE_BEFORE.search(before)
    if _LEVEL_BEFORE.search(before[: hedge.start()] if hedge else before):
        return 0
    if change := _change_before(before):
        return change
    after = _CHANGE_AFTER.match(text, made.end)
    return _CHANGES[after["word"].lower()] if after and made.kind in (FigureKind.PERCENT, FigureKind.MONEY) else 0
