"""Data sentences held against the raw file by a path of its own: the csv module, fractions and regular expressions. Nothing of Groundwire is
imported, so that a mistake in its arithmetic, its rounding or its choice of rows cannot hide here as well."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

MONTHS = "January February March April May June July August September October November December".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
COUNTS = "one two three four five six seven eight nine ten".split()
SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
VALUE = r"-?[$£]?-?[0-9][0-9,]*(?:\.[0-9]+)?(?: (?:million|billion|trillion))?(?:%| (?!and\b)[a-z]+(?: (?!and\b)[a-z]+)??)?"
TIME = r"(?:(?:the week of )?[0-9]{1,2} [A-Z][a-z]+(?: [0-9]{4})?|[A-Z][a-z]+ [0-9]{4}|[0-9]{4})"
AGO = rf"(?:the (?:day|week|month|year) before|a (?:week|month|year) earlier|{TIME})"
SIZE = r"(?:unchanged|little changed|(?:up|down) [0-9.,]+(?:%| percentage points?))"


@dataclass(frozen=True)
class Sheet:
    """A file and what is known of it: names of columns, and for the number told its meaning, verb and whether it is a rate."""

    path: Path
    every: str
    this_year: int
    meaning: str
    verb: str
    is_rate: bool
    forecast: str = ""
    year_before: str = ""

    def column(self, name: str = "number") -> dict[tuple[str, date | None], Fraction]:
        """The numbers of a column by subject and time, empty cells left out."""
        return _column(self.path, name)


@cache
def _column(path: Path, name: str) -> dict[tuple[str, date | None], Fraction]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["who"], day(row.get("when", ""))): Fraction(row[name]) for row in rows if row[name].strip()}


def day(text: str) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*(parts + [1, 1])[:3])


def problems(sentence: str, sheet: Sheet) -> list[str]:
    """What is wrong with a sentence; that it could not be read is wrong as well."""
    for pattern, rule in RULES:
        wording = pattern.replace("MEANING", re.escape(sheet.meaning)).replace("VERB", re.escape(sheet.verb))
        if match := re.fullmatch(wording, sentence):
            try:
                return rule(match, sheet)
            except (LookupError, ValueError) as error:
                return [f"no such row or time: {error}"]
    return [f"not read: {sentence}"]


# --- reading ----------------------------------------------------------------------------------------------------------


def number(text: str) -> tuple[Fraction, Fraction]:
    """The number told and half of its last place."""
    match = re.match(r"(-?)[$£]?([0-9][0-9,]*)(\.[0-9]+)?(?: (million|billion|trillion))?", text)
    assert match, text
    scale = SCALES.get(match[4] or "", 1)
    decimals = len(match[3] or ".") - 1
    value = Fraction(match[2].replace(",", "") + (match[3] or "")) * scale
    return (-value if match[1] else value), Fraction(scale, 2 * 10**decimals)


def is_told(text: str, true: Fraction) -> bool:
    """Whether the text is ``true``, rounded to the places it shows."""
    told, half = number(text)
    return abs(told - true) <= half


def moment(text: str, sheet: Sheet) -> date:
    match = re.fullmatch(r"(?:the week of )?([0-9]{1,2}) ([A-Z][a-z]+)(?: ([0-9]{4}))?", text)
    if match:
        return date(int(match[3] or sheet.this_year), MONTHS.index(match[2]) + 1, int(match[1]))
    name, _, year = text.rpartition(" ")
    return date(int(year), MONTHS.index(name) + 1 if name else 1, 1)


def ago(text: str, now: date, sheet: Sheet) -> date:
    if re.fullmatch(TIME, text):
        return moment(text, sheet)
    unit = text.split()[1]
    if unit in ("day", "week"):
        return now - timedelta(days=1 if unit == "day" else 7)
    year, month = (now.year - 1, now.month) if unit == "year" else (now.year - (now.month == 1), (now.month - 2) % 12 + 1)
    return date(year, month, min(now.day, calendar.monthrange(year, month)[1]))


def place(text: str) -> int:
    text = text.removeprefix("joint ")
    return ORDINALS.index(text) + 1 if text in ORDINALS else int(re.match(r"[0-9]+", text)[0])  # type: ignore[index]


def count(text: str) -> int:
    return COUNTS.index(text) + 1 if text in COUNTS else int(text)


# --- recomputing ------------------------------------------------------------------------------------------------------


def own(sheet: Sheet, who: str) -> dict[date, Fraction]:
    return {at: value for (name, at), value in sorted(sheet.column().items(), key=str) if name == who and at}


def move(now: Fraction, then: Fraction, sheet: Sheet) -> Fraction:
    return now - then if sheet.is_rate else (now - then) / then * 100


def check_level(sheet: Sheet, who: str, value: str, at: date | None) -> list[str]:
    true = sheet.column().get((who, at))
    return [] if true is not None and is_told(value, true) else [f"{who} at {at} is {true}, not {value}"]


def check_size(sheet: Sheet, size: str, now: Fraction, then: Fraction | None) -> list[str]:
    if then is None:
        return ["nothing to compare with"]
    true = move(now, then, sheet)
    if size == "unchanged":
        return [] if now == then else [f"changed by {float(true)}"]
    if size == "little changed":
        return (
            []
            if 0 < abs(true) <= Fraction(1, 20) or (sheet.is_rate and 0 < abs(true) < Fraction(1, 2))
            else [f"by {float(true)}"]
        )
    good = (size.startswith("up")) == (true > 0) and is_told(size.split()[1], abs(true)) and true != 0
    return [] if good else [f"changed by {float(true)}, not {size}"]


def check_change(sheet: Sheet, who: str, at: date, size: str, then: str) -> list[str]:
    known = own(sheet, who)
    earlier = known.get(ago(then, at, sheet))
    if then == "a year earlier" and sheet.year_before:
        earlier = sheet.column(sheet.year_before).get((who, at))
    return check_size(sheet, size, known[at], earlier)


def check_record(sheet: Sheet, who: str, at: date, how: str, since: str, is_since: bool) -> list[str]:
    known, begin = own(sheet, who), moment(since, sheet)
    between = [value for when, value in known.items() if (begin < when < at if is_since else begin <= when < at)]
    beats: Callable[[Fraction], bool] = (lambda v: v < known[at]) if how == "highest" else (lambda v: v > known[at])
    wrong = [] if between and all(map(beats, between)) else ["something between is as much"]
    return wrong + (["the record before is none"] if begin not in known or (is_since and beats(known[begin])) else [])


def moves(sheet: Sheet, who: str, until: date) -> list[tuple[date, Fraction]]:
    known = [(when, value) for when, value in sorted(own(sheet, who).items()) if when <= until]
    return [(at, move(value, before, sheet)) for (_, before), (at, value) in zip(known, known[1:], strict=False) if before > 0]


def check_outlier(sheet: Sheet, who: str, at: date, what: str, since: str, is_since: bool) -> list[str]:
    sized = {when: size if what == "rise" else -size for when, size in moves(sheet, who, at)}
    begin = moment(since, sheet)
    between = [size for when, size in sized.items() if begin < when < at]
    wrong = [] if sized[at] > 0 and all(size < sized[at] for size in between) else [f"not the largest {what}"]
    return wrong + (["the one before is smaller"] if is_since and sized[begin] < sized[at] else [])


def check_streak(sheet: Sheet, who: str, at: date, nth: str, is_rise: bool) -> list[str]:
    signs = [(size > 0) == is_rise and size != 0 for size in _steps(sheet, who, at)]
    run = next((n for n, sign in enumerate(reversed(signs)) if not sign), len(signs))
    return [] if run >= place(nth) else [f"{run} in a row, not {nth}"]


def _steps(sheet: Sheet, who: str, at: date) -> list[Fraction]:
    known = [value for when, value in sorted(own(sheet, who).items()) if when <= at]
    return [later - earlier for earlier, later in zip(known, known[1:], strict=False)]


def check_rank(sheet: Sheet, who: str, at: date | None, nth: str, total: str = "") -> list[str]:
    there = {name: value for (name, when), value in sheet.column().items() if when == at}
    true = 1 + sum(value > there[who] for value in there.values())
    tied = sum(value == there[who] for value in there.values()) > 1
    wrong = [] if true == place(nth) and tied == nth.startswith("joint") else [f"{who} is {true} of {len(there)}"]
    return wrong + ([f"{len(there)} were ranked"] if total and count(total) != len(there) else [])


# --- the sentences ----------------------------------------------------------------------------------------------------


def led(match: re.Match[str], sheet: Sheet) -> list[str]:
    who, at, rest = match["who"], moment(match["at"], sheet) if match["at"] else None, match["rest"]
    wrong = check_level(sheet, who, match["value"], at)
    while rest and at:
        step = re.match(
            rf"(?:, | and )(?:(?P<size>{SIZE}) from (?P<then>{AGO})|its (?P<how>highest|lowest) {re.escape(sheet.meaning)} (?P<since>since|in figures that go "
            rf"back to) (?P<begin>{TIME})|its largest (?P<what>rise|fall) (?P<after>since|in figures that go back to) (?P<first>{TIME})|the (?P<nth>[a-z0-9]+) "
            rf"(?P<way>rise|fall) in a row|(?P<side>above|below) the forecast of (?P<expected>{VALUE})|(?P<met>in line with the forecast)|the "
            rf"(?:(?P<order>[a-z0-9]+)-)?largest (?P<moved>rise|fall) among (?P<total>[a-z0-9]+) [a-z]+)",
            rest,
        )
        if not step:
            return [*wrong, f"not read: {rest}"]
        wrong += _step(step, sheet, who, at)
        rest = rest[step.end() :]
    return wrong + ([f"not read: {rest}"] if rest else [])


def _step(step: re.Match[str], sheet: Sheet, who: str, at: date) -> list[str]:
    if step["size"]:
        return check_change(sheet, who, at, step["size"], step["then"])
    if step["how"]:
        return check_record(sheet, who, at, step["how"], step["begin"], step["since"] == "since")
    if step["what"]:
        return check_outlier(sheet, who, at, step["what"], step["first"], step["after"] == "since")
    if step["nth"]:
        return check_streak(sheet, who, at, step["nth"], step["way"] == "rise")
    if step["moved"]:
        last = {name: moves(sheet, name, at)[-1][1] for name, when in sheet.column() if when == at}
        sign = 1 if step["moved"] == "rise" else -1
        true = 1 + sum(sign * size > sign * last[who] for size in last.values())
        good = true == place(step["order"] or "first") and len(last) == count(step["total"]) and sign * last[who] > 0
        return [] if good else [f"place {true} of {len(last)}"]
    expected, now = sheet.column(sheet.forecast)[who, at], own(sheet, who)[at]
    if step["met"]:
        return [] if expected == now else ["not in line"]
    good = (now > expected) == (step["side"] == "above") and now != expected and is_told(step["expected"], expected)
    return [] if good else [f"forecast {expected}"]


def compared(match: re.Match[str], sheet: Sheet) -> list[str]:
    at = moment(match["at"], sheet)
    earlier = ago(match["then"], at, sheet)
    return check_change(sheet, match["who"], at, match["size"], match["then"]) + check_level(
        sheet, match["who"], match["value"], earlier
    )


def ran(match: re.Match[str], sheet: Sheet) -> list[str]:
    who, at = match["who"], moment(match["at"], sheet)
    wrong = check_streak(sheet, who, at, match["nth"], match["way"] == "rose") + check_level(sheet, who, match["to"], at)
    begin = moment(match["begin"], sheet)
    steps = [when for when in own(sheet, who) if begin < when <= at]
    return (
        wrong
        + check_level(sheet, who, match["from"], begin)
        + ([] if len(steps) == place(match["nth"]) else ["counted wrongly"])
    )


def ranked(match: re.Match[str], sheet: Sheet) -> list[str]:
    who, at = match["who"], moment(match["at"], sheet) if match["at"] else None
    wrong = check_level(sheet, who, match["value"], at) + check_rank(sheet, who, at, match["nth"], match["total"])
    numbers = {name: value for (name, when), value in sheet.column().items() if when == at}
    if match["beside"]:
        other, mine = numbers[match["beside"]], numbers[who]
        between = [value for value in numbers.values() if min(mine, other) < value < max(mine, other)]
        good = (other > mine if match["side"] == "behind" else other < mine) and not between and is_told(match["theirs"], other)
        wrong += [] if good else [f"{match['beside']} does not stand beside"]
    if match["level"]:
        wrong += [] if numbers[match["level"]] == numbers[who] else ["not level"]
    if match["was"] and at:
        wrong += check_rank(
            sheet,
            who,
            ago(re.sub(r"^(?:on|in) ", "", match["then"]), at, sheet),
            _untied(match["was"], sheet, who, at, match["then"]),
        )
    return wrong


def _untied(nth: str, sheet: Sheet, who: str, at: date, then: str) -> str:
    """An earlier place is told without "joint"."""
    before = ago(re.sub(r"^(?:on|in) ", "", then), at, sheet)
    there = [value for (_, when), value in sheet.column().items() if when == before]
    return ("joint " if there.count(own(sheet, who)[before]) > 1 else "") + nth


def shared(match: re.Match[str], sheet: Sheet) -> list[str]:
    at = moment(match["at"], sheet) if match["at"] else None
    there = {name: value for (name, when), value in sheet.column().items() if when == at}
    whole = sum(there.values(), Fraction(0))
    good = is_told(match["percent"], there[match["who"]] / whole * 100) and is_told(match["whole"], whole)
    return [] if good and count(match["total"]) == len(there) else [f"{there[match['who']]} of {whole}"]


def against(match: re.Match[str], sheet: Sheet) -> list[str]:
    at = moment(match["at"], sheet) if match["at"] else None
    return check_level(sheet, match["who"], match["value"], at) + check_level(sheet, match["other"], match["theirs"], at)


RULES: tuple[tuple[str, Callable[[re.Match[str], Sheet], list[str]]], ...] = (
    (
        rf"(?P<who>.+?) accounted for (?P<percent>[0-9.]+%) of the combined MEANING of (?P<total>[a-z0-9]+) [a-z]+(?: (?:on|in) (?P<at>{TIME}))?, "
        rf"(?P<whole>{VALUE})\.",
        shared,
    ),
    (
        rf"(?P<who>.+?) ranked (?P<nth>(?:joint )?[a-z0-9]+) of (?P<total>[a-z0-9]+) [a-z]+ by MEANING(?: (?:on|in) (?P<at>{TIME}))? with (?P<value>{VALUE})"
        rf"(?:, (?P<side>behind|ahead of) (?P<beside>.+?) with (?P<theirs>{VALUE})|, level with (?P<level>[^;.]+))?"
        rf"(?:; it was (?P<was>[a-z0-9]+) (?P<then>(?:on |in )?{AGO}))?\.",
        ranked,
    ),
    (
        rf"(?P<who>.+?)(?:'s|') MEANING (?:on|in) (?P<at>{TIME}) was (?P<size>{SIZE}) from (?P<then>{AGO}), when it was (?P<value>{VALUE})\.",
        compared,
    ),
    (
        rf"(?P<who>.+?)(?:'s|') MEANING (?P<way>rose|fell) for the (?P<nth>[a-z0-9]+) (?:time|week|month|year) in a row (?:on|in) (?P<at>{TIME}), from "
        rf"(?P<from>{VALUE}) (?:on|in) (?P<begin>{TIME}) to (?P<to>{VALUE})\.",
        ran,
    ),
    (
        rf"(?P<who>.+?)(?:'s|') MEANING was (?P<value>{VALUE})(?: (?:on|in) (?P<at>{TIME}))?, against (?P<theirs>{VALUE}) for (?P<other>.+?)\.",
        against,
    ),
    (rf"(?P<who>.+?) VERB (?P<value>{VALUE})(?: (?:on|in) (?P<at>{TIME}))?(?P<rest>(?:,| and).*)?\.", led),
)
