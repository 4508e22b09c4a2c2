"""Errors in what is counted and when: number, magnitude and unit, date, weekday, age, rank."""

from __future__ import annotations

import random
import re
from decimal import Decimal

from bench.planted.bases import Base
from bench.planted.lexicon import MONTHS, NUMBERS, ORDINALS, WEEKDAYS
from bench.planted.plant import Planted, Pool, plant
from groundwire.model import Figure, FigureKind, Precision

_NUMBER = re.compile(
    r"(?<![\w.,/:-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w/:-]|[.,]\d)|(?<=[$£€])\d[\d,]*(?:\.\d+)?(?=[a-z ,.]|$)"
)
_WORD = re.compile(rf"(?<![\w-])(?i:{'|'.join(NUMBERS[1:])})(?![\w-]| [A-Z])")
_COUNTED = (FigureKind.COUNT, FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE)
_SCALES = {"thousand": "million", "million": "billion", "billion": "million", "trillion": "billion", "bn": "m", "m": "bn"}
_UNITS = {
    "miles": "kilometres", "mile": "kilometre", "km": "miles", "kilometers": "miles", "kilometres": "miles",
    "tonnes": "kilograms", "tons": "kilograms", "barrels": "gallons", "hours": "days", "days": "weeks", "weeks": "months",
    "months": "years", "years": "months", "minutes": "hours", "seconds": "minutes", "dollars": "pounds", "pounds": "euros",
    "euros": "dollars", "yen": "dollars", "francs": "marks", "marks": "francs", "sterling": "francs", "metres": "feet",
    "feet": "metres", "acres": "square miles", "ounces": "kilograms", "cents": "dollars", "pence": "pounds",
    "bags": "truckloads", "degrees": "points",
}  # fmt: skip
_SIGNS = {"$": "£", "£": "€", "€": "$"}


def number(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """Another number, in the same style: too far off for rounding, and above it where the source says "more than"."""
    for figure in chance.sample(base.figures, len(base.figures)):
        if figure.kind not in _COUNTED or figure.high is not None or not _is_open(base, figure):
            continue
        found = _number_in(base, figure)
        new = _another(found[0], figure.precision, chance) if found else None
        if found and new and not base.says(new) and base.text.count(found[0]) == 1:
            return plant(base, [(found.start(), found.end(), new)])
    return None


def _is_open(base: Base, figure: Figure) -> bool:
    return base.is_free(figure.span.start, figure.span.end)


def _number_in(base: Base, figure: Figure) -> re.Match[str] | None:
    found = [
        match
        for pattern in (_NUMBER, _WORD)
        for match in pattern.finditer(base.text, figure.span.start, figure.span.end)
        if not re.fullmatch(r"1[89]\d\d|20\d\d", match[0])
    ]
    return found[0] if len(found) == 1 else None


def _another(text: str, precision: Precision, chance: random.Random) -> str | None:
    if text.lower() in NUMBERS:
        value = NUMBERS.index(text.lower()) + 1
        new = NUMBERS[_near(value, precision, chance) - 1 if _near(value, precision, chance) <= len(NUMBERS) else value - 2]
        return None if new == text.lower() else new.capitalize() if text[0].isupper() else new
    plain = text.replace(",", "")
    exact = Decimal(plain)
    if exact <= 1:
        return None
    if "." not in plain and exact < 20:
        return str(_near(int(exact), precision, chance))
    factors: tuple[str, ...] = (
        ("1.4", "1.6", "2.1") if precision in (Precision.MORE_THAN, Precision.AT_LEAST) else ("0.6", "0.7")
    )
    if precision in (Precision.EXACT, Precision.ABOUT):
        factors = ("0.6", "0.7", "1.4", "1.6", "2.1")
    places = len(plain.split(".")[1]) if "." in plain else 0
    zeros = len(plain) - len(plain.rstrip("0")) if not places else 0
    step = (
        Decimal(10) ** (zeros if zeros and len(plain) - zeros > 1 else max(0, zeros - 1))
        if not places
        else Decimal(1).scaleb(-places)
    )
    made = (exact * Decimal(chance.choice(factors)) / step).to_integral_value() * step
    if made in (exact, 0):
        return None
    return f"{made:,.{places}f}" if "," in text else f"{made:.{places}f}"


def _near(value: int, precision: Precision, chance: random.Random) -> int:
    steps = [2, 3, 4] if precision in (Precision.MORE_THAN, Precision.AT_LEAST) else [-3, -2, 2, 3, 4]
    if precision in (Precision.LESS_THAN, Precision.UP_TO):
        steps = [-3, -2]
    able = [value + step for step in steps if value + step >= 2]
    return chance.choice(able) if able else value + 3


def magnitude(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """Million for billion, miles for kilometres, pounds for dollars."""
    words = "|".join(sorted((*_SCALES, *_UNITS), key=len, reverse=True))
    amount = rf"(?:\d[\d,.]*|{'|'.join(NUMBERS[1:])}|hundred|thousand|million|billion)"
    found = [
        (match.start(1), match.end(1)) for match in re.finditer(rf"(?<![\w-]){amount} ?({words})(?!\w|-old| old)", base.text)
    ]
    found += [(match.start(), match.end()) for match in re.finditer(r"(?<![A-Z])[$£€](?=\d)", base.text)]
    for start, end in chance.sample(found, len(found)):
        old = base.text[start:end]
        new = {**_SCALES, **_UNITS, **_SIGNS}[old]
        elsewhere = re.search(rf"\b{re.escape(new)}\b" if new.isalpha() else re.escape(new), base.article.document.text)
        if base.is_quoted(start, end) or base.text.count(old) > 1 or (elsewhere and old not in _SCALES):
            continue
        if old in _SCALES and re.search(
            rf"{re.escape(base.text[max(0, start - 6) : start].split()[-1])} ?{new}", base.article.document.text
        ):
            continue
        return plant(base, [(start, end, new)])
    return None


def date(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """Another year, month or day of the month."""
    months = "|".join(MONTHS)
    found = [*re.finditer(r"(?<![\w/.,$£€-])(?:19[3-9]\d|20[0-2]\d)(?![\w/-]|[.,]\d)", base.text)]
    found += re.finditer(rf"\b(?:{months})\b(?= \d|,| and|\.|$| last| this| next)|(?<=(?:in|of|by) )(?:{months})\b", base.text)
    found += re.finditer(rf"(?<=(?:{'|'.join(month + ' ' for month in MONTHS if len(month) == 7)}))\d{{1,2}}\b", base.text)
    for match in chance.sample(found, len(found)):
        old = match[0]
        if old in MONTHS:
            options = [month for month in MONTHS if month != old]
        elif len(old) == 4:
            options = [str(int(old) + step) for step in (-7, -4, -3, -2, -1, 1, 2) if int(old) + step <= 2030]
        else:
            options = [str(day) for day in range(2, 29) if abs(day - int(old)) > 1]
        options = [option for option in options if not base.says(option)]
        token = base.token_at(match.start())
        in_name = any(n.start < match.end() and match.start() < n.end and n.end - n.start > len(old) for n in base.named)
        if options and not base.is_quoted(*match.span()) and not in_name and token is not None and base.text.count(old) == 1:
            return plant(base, [(match.start(), match.end(), chance.choice(options))])
    return None


def weekday(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """Another day of the week, one that the article does not name."""
    found = list(re.finditer(rf"(?<![-\w])(?:{'|'.join(WEEKDAYS)})(?![-\w])", base.text))
    for match in chance.sample(found, len(found)):
        before = re.search(r"(\w+) $", base.text[: match.start()])
        named = before is not None and before[1][0].isupper() and before[1] not in ("On", "Last", "By", "Next", "Late", "Early")
        after = re.match(r" (?!(?:morning|afternoon|evening|night)\b)[A-Z]\w+", base.text[match.end() :])
        options = [day for day in WEEKDAYS if not base.says(day)]
        if options and not named and not after and not base.is_quoted(*match.span()) and base.text.count(match[0]) == 1:
            return plant(base, [(match.start(), match.end(), chance.choice(options))])
    return None


def age(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """Another age."""
    found = list(
        re.finditer(
            r"\b(\d{1,3})(?=-year-old\b| years old\b)|\baged (\d{1,3})\b(?! (?:to|and|or|-))|(?<=[a-z], )(\d\d)(?=,|\.$)",
            base.text,
        )
    )
    for match in chance.sample(found, len(found)):
        place = next(group for group in (1, 2, 3) if match[group])
        if place == 3 and not any(named.end == match.start(3) - 2 and named.kind == "person" for named in base.named):
            continue
        old = int(match[place])
        options = [str(old + step) for step in (-9, -7, -6, -4, -3, 3, 4, 5, 6, 8) if 2 <= old + step <= 99]
        options = [option for option in options if not base.says(option) and not base.says(f"{option}-year-old")]
        if options and 2 <= old <= 99 and not base.is_quoted(*match.span(place)):
            return plant(base, [(match.start(place), match.end(place), chance.choice(options))])
    return None


def rank(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """Another place in a row: "third" for "second", "fifth-largest" for "third-largest"."""
    found = list(
        re.finditer(rf"(?<![-\w])(?:{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))(?=-[a-z]+est\b| [a-z]+|-placed)", base.text)
    )
    for match in chance.sample(found, len(found)):
        old, rest = match[0], base.text[match.end() :]
        if not base.is_free(*match.span()) or re.match(
            r" (?:of|century|and|or|place[sd]? on|lady|minister|world|countr\w+|part(?:y|ies)|floor|street|person|hand|aid|he|she|it|"
            r"they|the)\b",
            rest,
        ):
            continue
        before = base.text[: match.start()].rstrip()
        if not re.search(r"\b(?:the|a|its|his|her|their|for|in|[Tt]he|won|finish\w+|year's|this|last)$", before):
            continue
        options = (
            [word for word in ORDINALS if word != old]
            if old in ORDINALS
            else [_ordinal(n) for n in range(2, 40) if _ordinal(n) != old]
        )
        following = re.match(r"[- ]\w+", rest)
        options = [word for word in options if not base.says(word + (following[0] if following else ""))]
        if re.match(r" half\b", rest):
            options = [word for word in options if word in ("first", "second")]
        if re.match(r" quarter\b", rest):
            options = [word for word in options if word in ORDINALS[:4]]
        if options:
            return plant(base, [(match.start(), match.end(), chance.choice(options[:6]))])
    return None


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"
