"""Numbers as newspapers write them: "1,250", "1.2 million", "twenty-one", "half a dozen", "two-thirds", "75th", "9-1/2".

Only the number itself is read here; what it counts is for ``figures``. One pass over the words, each looked at a fixed number
of times. A little over the usual length, since digits and words mix within one number and share one grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from groundwire.reading.number_lexicon import (
    DECADES,
    ONES,
    ORDINAL_ONES,
    ORDINALS,
    PARTS,
    PLURAL_PARTS,
    SCALES,
    TENS,
    VAGUE,
    VULGAR,
)

_PIECE = re.compile(
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]{1,3}(?:[\u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
    r"|(?P<vulgar>[½¼¾⅓⅔⅛⅜⅝⅞])|(?P<word>[A-Za-z]+)"
)
_MIXED = re.compile(r"[- ]([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
_FRACTION = re.compile(r"/([0-9]{1,2})(?![0-9/])")
_GAP = re.compile(r"[ \u00a0\u202f\u2011\n-]\Z")
_AFTER_HALF = re.compile(r"\s(?:of|the|its|their|his|her|our|that|those|these|all)\b")
_AFTER_PART = re.compile(r"\s(?:of|the)\b")
_BEFORE_HALF = re.compile(
    r"(?:nearly|almost|about|around|over|roughly|than|approximately|under|least|by|just|cut in|fell|rose|in)\s\Z", re.IGNORECASE
)
_OPENERS = frozenset(
    {*ONES, *TENS, *DECADES, *ORDINALS, *VAGUE, "a", "an", "half", "dozen", "couple", "tens", "several", "few", "many"}
)
"""Words that a number may begin with."""
_MONEY_LETTERS = frozenset({"rs", "eur", "usd", "gbp", "us", "inr", "chf", "aud", "cad", "kr", "fr", "lm"})
_TIE = frozenset({"2", "3", "4", "5", "6", "8", "10", "16", "32", "64"})


class Form(StrEnum):
    """What sort of number a number is."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    PART = "part"
    """A share of a whole: "two-thirds", "half"."""
    VAGUE = "vague"
    """"dozens": a range of orders of magnitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at ``start:end`` of a text. ``step`` is the worth of its last written place (100,000 for "1.2 million"),
    ``coefficient`` the value before scaling (1.2), ``high`` the upper end of a vague number, ``suffix`` the letters that
    touch the digits."""

    start: int
    end: int
    value: Decimal
    step: Decimal = Decimal(1)
    coefficient: Decimal = Decimal(0)
    high: Decimal | None = None
    form: Form = Form.CARDINAL
    suffix: str = ""
    is_word: bool = False

    @property
    def is_scaled(self) -> bool:
        """Whether a scale word ("million") took part."""
        return self.coefficient != self.value


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    low: str
    start: int
    end: int


def find_numbers(text: str) -> list[Number]:
    """Every number in ``text``, in order, without overlaps. Digits that are part of a name ("5G", "F-16"), of an
    address or of a chain ("1.2.3") are left out; years, dates and clock times are numbers here like any other."""
    pieces = [
        _Piece(str(match.lastgroup), match[0], match[0].lower(), match.start(), match.end()) for match in _PIECE.finditer(text)
    ]
    numbers: list[Number] = []
    place = 0
    while place < len(pieces):
        found = _number_at(text, pieces, place)
        if found is None:
            place += 1
            continue
        number, place = found
        if number is not None:
            numbers.append(number)
    return numbers


def _number_at(text: str, pieces: Sequence[_Piece], place: int) -> tuple[Number | None, int] | None:
    """The number that begins at a piece and the place after it: ``(None, place)`` for digits that are no number, ``None`` for
    other words."""
    piece = pieces[place]
    if piece.kind == "digits":
        return _digits_at(text, pieces, place)
    if piece.kind == "vulgar":
        over, under = VULGAR[piece.text]
        return Number(start=piece.start, end=piece.end, value=Decimal(over) / under * 100, form=Form.PART), place + 1
    if piece.low not in _OPENERS:
        return None
    if piece.start and (text[piece.start - 1].isalnum() or text[piece.start - 1] in "_@#"):
        return None
    return (
        _part_at(text, pieces, place)
        or _vague_at(text, pieces, place)
        or _ordinal_at(text, pieces, place)
        or _cardinal_at(text, pieces, place)
    )


# --- digits -----------------------------------------------------------------------------------------------------------


def _digits_at(text: str, pieces: Sequence[_Piece], place: int) -> tuple[Number | None, int]:
    piece = pieces[place]
    if (end := _chain_end(text, piece)) or not _may_begin(text, piece):
        place += 1
        while end and place < len(pieces) and pieces[place].start < end:
            place += 1
        return None, place
    plain = piece.text.replace(",", "").replace("\u00a0", "").replace("\u202f", "")
    if len(plain) > 30 or (len(plain) > 1 and plain[0] == "0" and plain[1] != "."):
        return None, place + 1
    value = Decimal(plain)
    step = Decimal(1).scaleb(-len(plain.partition(".")[2]))
    number = Number(start=piece.start, end=piece.end, value=value, step=step, coefficient=value)
    return _extend_digits(text, pieces, place, number)


def _chain_end(text: str, piece: _Piece) -> int:
    """Where a chain like "1.2.3", "555-01-77" or "24/7" ends that begins here, or 0."""
    match = _CHAIN.match(text, piece.start)
    if not match:
        return 0
    slash = _SLASHED.fullmatch(match[0])
    if (
        slash
        and slash["under"] in _TIE
        and (int(slash["over"]) < int(slash["under"]) or _BEFORE_SHARE.match(text, match.end()))
    ):
        return 0
    return match.end()


_CHAIN = re.compile(r"[0-9]+(?:(?:[-.:/‐‑][0-9]+){2,}|/[0-9]+|:[0-9]+(?:\.[0-9]+)?)(?![0-9])")
_BEFORE_SHARE = re.compile(r"\s(?:pct|percent|per cent|percentage)\b")
_SLASHED = re.compile(r"(?:[0-9]{1,4}-)?(?P<over>[0-9]{1,2})/(?P<under>[0-9]{1,2})")


def _may_begin(text: str, piece: _Piece) -> bool:
    """Whether digits stand free of the word before them."""
    before = text[max(0, piece.start - 12) : piece.start]
    if not before:
        return True
    last = before[-1]
    if last.isalpha():
        letters = re.search(r"[A-Za-z]+\Z", before)
        return bool(letters) and letters is not None and letters[0].lower() in _MONEY_LETTERS
    if last in "-‑" and len(before) > 1 and before[-2].isalpha():
        return before[:-1].lower().endswith(("mid", "early", "late", "minus", " to", "pre", "post", "than", "a"))
    return not (last in "_@#\\/" or (last in ".,:" and len(before) > 1 and before[-2].isdigit()) or last.isdigit())


def _extend_digits(text: str, pieces: Sequence[_Piece], place: int, number: Number) -> tuple[Number | None, int]:
    end, value, step = number.end, number.value, number.step
    place += 1
    if slash := _FRACTION.match(text, end):
        if int(slash[1]) == 0 or "." in text[number.start : end]:
            return None, place
        part = Number(start=number.start, end=slash.end(), value=value / int(slash[1]) * 100, form=Form.PART)
        return part, _place_after(pieces, place, slash.end())
    if place < len(pieces) and pieces[place].kind == "vulgar" and pieces[place].start - end <= 1:
        over, under = VULGAR[pieces[place].text]
        value, step, end, place = value + Decimal(over) / under, Decimal(1) / under, pieces[place].end, place + 1
    elif (mixed := _MIXED.match(text, end)) and mixed[2] in _TIE and int(mixed[1]) < int(mixed[2]):
        value, step, end = value + Decimal(mixed[1]) / int(mixed[2]), Decimal(1) / int(mixed[2]), mixed.end()
        place = _place_after(pieces, place, end)
    elif (half := _and_a_half(text, pieces, place - 1)) > 0:
        value, step, end, place = value + Decimal("0.5"), Decimal("0.5"), pieces[half - 1].end, half
    number = replace(number, end=end, value=value, step=step, coefficient=value)
    return _scale(text, pieces, place, number)


def _scale(text: str, pieces: Sequence[_Piece], place: int, number: Number) -> tuple[Number | None, int]:
    if place >= len(pieces) or pieces[place].kind != "word":
        return number, place
    piece = pieces[place]
    if piece.start == number.end:
        suffix = piece.text
        if number.value == number.value.to_integral_value() and suffix.lower() in ("st", "nd", "rd", "th"):
            return replace(number, end=piece.end, form=Form.ORDINAL), place + 1
        if scale := SCALES.get(suffix.lower()):
            return _scaled(number, scale, piece.end), place + 1
        return replace(number, suffix=suffix), place
    if text[number.end : piece.start] in (" ", "-", "\u00a0", "\u202f", "\n", "\u2011"):
        if scale := SCALES.get(piece.low):
            scaled = _scaled(number, scale, piece.end)
            nested = pieces[place + 1] if place + 1 < len(pieces) else None
            if (
                nested
                and piece.low in ("hundred", "thousand")
                and text[piece.end : nested.start] == " "
                and nested.low in SCALES
            ):
                return replace(_scaled(scaled, SCALES[nested.low], nested.end), coefficient=number.value), place + 2
            return scaled, place + 1
        if piece.low == "dozen":
            return replace(_scaled(number, 12, piece.end), step=Decimal(1)), place + 1
    return number, place


def _scaled(number: Number, scale: int, end: int) -> Number:
    return replace(number, end=end, value=number.value * scale, step=number.step * scale)


def _place_after(pieces: Sequence[_Piece], place: int, end: int) -> int:
    while place < len(pieces) and pieces[place].start < end:
        place += 1
    return place


# --- words ------------------------------------------------------------------------------------------------------------


def _word(text: str, pieces: Sequence[_Piece], place: int) -> str:
    """The lower-case word at a place if one space or hyphen joins it to the piece before it, else an empty string."""
    if not 0 < place < len(pieces) or pieces[place].kind != "word":
        return ""
    gap = text[pieces[place - 1].end : pieces[place].start]
    return pieces[place].low if len(gap) == 1 and _GAP.match(gap) else ""


def _and_a_half(text: str, pieces: Sequence[_Piece], place: int) -> int:
    """The place after "and a half" that follows the piece at ``place``, or 0."""
    words = [_word(text, pieces, place + offset) for offset in (1, 2, 3)]
    if words == ["and", "a", "half"]:
        return place + 4
    return place + 3 if words[:2] == ["and", "half"] else 0


def _part_at(text: str, pieces: Sequence[_Piece], place: int) -> tuple[Number, int] | None:
    piece = pieces[place]
    low = piece.low
    following = _word(text, pieces, place + 1)
    if low == "half":
        return _half_at(text, pieces, place)
    top = 1 if low in ("a", "an") else ONES.get(low, 0)
    if not top or not following:
        return None
    end = pieces[place + 1].end
    bottom = PLURAL_PARTS.get(following, 0)
    is_joined = text[piece.end] == "-"
    if bottom and (bottom > 2) and 1 < top < bottom and (is_joined or bottom not in (4,) or _AFTER_PART.match(text, end)):
        value = Decimal(top) / bottom * 100
    elif top == 1 and following in PARTS and following != "half" and _AFTER_PART.match(text, end):
        if (
            _word(text, pieces, place + 2) == "of"
            and _word(text, pieces, place + 3) == "a"
            and _word(text, pieces, place + 4) in SCALES
        ):
            scale = SCALES[_word(text, pieces, place + 4)]
            value = Decimal(scale) / PARTS[following]
            return _words(piece, pieces[place + 4].end, value, step=value), place + 5
        value = Decimal(100) / PARTS[following]
    else:
        return None
    return _words(piece, end, value, form=Form.PART), place + 2


def _half_at(text: str, pieces: Sequence[_Piece], place: int) -> tuple[Number, int] | None:
    piece = pieces[place]
    words = [_word(text, pieces, place + offset) for offset in (1, 2)]
    if words[0] in ("a", "an") and words[1]:
        if words[1] == "dozen":
            return _words(piece, pieces[place + 2].end, Decimal(6)), place + 3
        if words[1] in SCALES:
            value = Decimal(SCALES[words[1]]) / 2
            return _words(piece, pieces[place + 2].end, value, step=value / 5, coefficient=Decimal("0.5")), place + 3
        return _words(piece, pieces[place + 1].end, Decimal("0.5"), step=Decimal("0.5")), place + 2
    before = text[max(0, piece.start - 16) : piece.start]
    if _AFTER_HALF.match(text, piece.end) or (_BEFORE_HALF.search(before) and not words[0]):
        return _words(piece, piece.end, Decimal(50), form=Form.PART), place + 1
    if _BEFORE_HALF.search(before) and not text.startswith("-", piece.end):
        return _words(piece, piece.end, Decimal(50), form=Form.PART), place + 1
    return None


def _vague_at(text: str, pieces: Sequence[_Piece], place: int) -> tuple[Number, int] | None:
    piece = pieces[place]
    if piece.low in ("several", "few", "many") and (scale := SCALES.get(_word(text, pieces, place + 1), 0)):
        end = pieces[place + 1].end
        return _words(piece, end, Decimal(2 * scale), high=Decimal(9 * scale), form=Form.VAGUE), place + 2
    if piece.low not in VAGUE and piece.low != "tens":
        return None
    nested = _word(text, pieces, place + 2) if _word(text, pieces, place + 1) == "of" else ""
    if (
        nested in VAGUE
        and nested not in ("dozens", "scores")
        and (piece.low == "tens" or VAGUE[piece.low][0] < VAGUE[nested][0])
    ):
        factor = 10 if piece.low == "tens" else VAGUE[piece.low][0]
        low = factor * VAGUE[nested][0]
        return _words(piece, pieces[place + 2].end, Decimal(low), high=Decimal(low * 10 - 1), form=Form.VAGUE), place + 3
    if piece.low not in VAGUE or piece.text[:1].isupper() and piece.start:
        return None
    if piece.low == "scores" and not text.startswith(" of ", piece.end):
        return None
    low, high = VAGUE[piece.low]
    return _words(piece, piece.end, Decimal(low), high=Decimal(high), form=Form.VAGUE), place + 1


def _ordinal_at(text: str, pieces: Sequence[_Piece], place: int) -> tuple[Number, int] | None:
    piece = pieces[place]
    if piece.low in TENS and (last := ORDINAL_ONES.get(_word(text, pieces, place + 1), 0)):
        return _words(piece, pieces[place + 1].end, Decimal(TENS[piece.low] + last), form=Form.ORDINAL), place + 2
    if piece.low in ORDINALS:
        return _words(piece, piece.end, Decimal(ORDINALS[piece.low]), form=Form.ORDINAL), place + 1
    return None


def _cardinal_at(text: str, pieces: Sequence[_Piece], place: int) -> tuple[Number, int] | None:
    """A cardinal in words, by the usual sum of groups: hundreds within a group, each group times its scale."""
    first = pieces[place]
    low = first.low
    if low in ("a", "an", "dozen") and _word(text, pieces, place + 1) not in SCALES:
        return _dozen_or_couple(text, pieces, place)
    if low in DECADES:
        return replace(_words(first, first.end, Decimal(DECADES[low])), suffix="s"), place + 1
    if low not in ONES and low not in TENS and low not in ("a", "an"):
        return None
    total, group, smallest = 0, ONES.get(low, TENS.get(low, 1)), 10**18
    step, place, is_half = 1, place + 1, False
    while word := _word(text, pieces, place):
        joined = _joined(group, word)
        if joined is not None:
            group, step = joined, 1
        elif word == "hundred" and 0 < group < 100:
            group, step = group * 100, 100
        elif word in SCALES and SCALES[word] > 100 and SCALES[word] < smallest and group:
            smallest = SCALES[word]
            total, group, step = total + group * smallest, 0, smallest
        elif word == "dozen" and group and not total:
            group, step = group * 12, 1
        elif (half := _and_a_half(text, pieces, place - 1)) > 0 and not total and not is_half:
            return _halved(text, pieces, half, first, group)
        elif word == "and" and (group >= 100 or (total and not group)) and _word(text, pieces, place + 1) in (*ONES, *TENS):
            pass
        else:
            break
        place += 1
    value = Decimal(total + group)
    coefficient = value if total == 0 else value / smallest
    return _words(first, pieces[place - 1].end, value, step=Decimal(step), coefficient=coefficient), place


def _joined(group: int, word: str) -> int | None:
    """A group with one more word of units or tens, or ``None`` where English would not join them."""
    if word in ONES and ONES[word] > 0:
        if group % 100 == 0 and (group >= 100 or group == 0):
            return group + ONES[word]
        if group % 10 == 0 and group % 100 >= 20 and ONES[word] < 10:
            return group + ONES[word]
    if word in TENS and group % 100 == 0:
        return group + TENS[word]
    return None


def _halved(text: str, pieces: Sequence[_Piece], place: int, first: _Piece, group: int) -> tuple[Number, int]:
    value = Decimal(group) + Decimal("0.5")
    scale = SCALES.get(_word(text, pieces, place), 1)
    place += scale > 1
    return _words(first, pieces[place - 1].end, value * scale, step=Decimal("0.5") * scale, coefficient=value), place


def _dozen_or_couple(text: str, pieces: Sequence[_Piece], place: int) -> tuple[Number, int] | None:
    """ "a dozen", "a couple of" and a bare "dozen" ("the dozen men")."""
    first = pieces[place]
    if first.low == "dozen":
        return _words(first, first.end, Decimal(12)), place + 1
    word = _word(text, pieces, place + 1)
    if word == "dozen":
        return _words(first, pieces[place + 1].end, Decimal(12)), place + 2
    if word == "couple" and _word(text, pieces, place + 2) == "of":
        return _words(first, pieces[place + 1].end, Decimal(2)), place + 2
    return None


def _words(
    first: _Piece,
    end: int,
    value: Decimal,
    *,
    step: Decimal = Decimal(1),
    coefficient: Decimal | None = None,
    high: Decimal | None = None,
    form: Form = Form.CARDINAL,
) -> Number:
    return Number(
        start=first.start,
        end=end,
        value=value,
        step=step,
        coefficient=value if coefficient is None else coefficient,
        high=high,
        form=form,
        is_word=True,
    )
