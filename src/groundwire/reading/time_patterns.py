"""Where a text speaks of times: the expressions themselves, before anybody works out which day they mean.

Each pattern is a fixed sequence without nested repetition, so the search is linear in the length of the text. Where two
patterns meet, the one that begins first wins, then the longer one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from groundwire.model import Passage, Token

Groups = Mapping[str, str]
"""The named parts of an expression that are present."""

MONTHS = {
    name: number
    for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)
}
WEEKDAYS = {name: number for number, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_PLAIN_YEAR = r"(?P<year>(?:1[5-9]|20|21)[0-9]{2})"
_YEAR = _PLAIN_YEAR + r"(?![0-9]|[.,][0-9]|-[0-9])"
_DAY = r"(?P<day>[0-3]?[0-9])(?![0-9])(?:st|nd|rd|th)?"
_NO_QUANTITY = r"(?![0-9]|[.,:][0-9]|\s?(?:%|per\s?cent|pct|hundred|thousand|million|billion|mln|bln|dlrs|people|[ap]\.?m\b))"
_LAST_DAY = rf"(?:\s?(?:-|–|—|to|and)\s?(?P<last_day>[0-3]?[0-9]){_NO_QUANTITY}(?:st|nd|rd|th)?)?"
_LAST_DAY_AFTER_MONTH = (
    r"(?:(?:\s?(?:-|–|—)\s?|\sto\s|\sand\s(?=[0-9]{1,2}(?:[,;)]|\.?\Z)))"
    rf"(?P<last_day>[0-3]?[0-9]){_NO_QUANTITY}(?:st|nd|rd|th)?)?"
)
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_PART_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night|lunchtime|midnight))?"
_WORD_NUMBER = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
)
_NUMBER = rf"(?P<number>[0-9]{{1,4}}|{_WORD_NUMBER}|a|an|a\scouple\sof|couple\sof|several|a\sfew|few|many)"
_UNIT = r"(?P<unit>hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|season|summer|winter|spring|autumn)"
_UNITS = (
    r"(?P<unit>hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centuries|century"
    r"|minutes?|seasons?)"
)
_CLOCK_HEDGE = (
    r"(?:(?P<hedge>(?:shortly|just|soon|right|a\slittle|slightly|a\sfew\sminutes|minutes|well)\s(?:after|before|past)|after|before|about|around"
    r"|roughly|approximately|almost|nearly|circa)\s)?"
)
_AFTER_PREPOSITION = (
    r"(?<![\w-])(?:(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill?|[Dd]uring|[Ff]rom|[Tt]o|[Bb]efore|[Aa]fter|[Ff]or|[Oo]f|[Tt]hrough|[Ll]ate|[Ee]arly"
    r"|[Bb]etween|[Aa]nd|[Ee]nd-?|[Oo]ver|[Tt]he|[Aa]round|[Tt]hroughout|[Mm]id-?|[Ff]rom\searly|[Bb]ack\sin)[\s-]|mid-|end-)"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression at ``start:end`` of a text: which kind of pattern found it, and the pattern's parts."""

    start: int
    end: int
    kind: str
    groups: Groups


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("iso", r"(?<![\w/.-])(?P<year>[12][0-9]{3})-(?P<first>[01][0-9])-(?P<second>[0-3][0-9])(?![0-9/-])"),
        (
            "numeric",
            r"(?<![\w/.-])(?P<first>[0-3]?[0-9])(?P<mark>[/.-])(?P<second>[0-3]?[0-9])(?P=mark)(?P<year>[12][0-9]{3})(?![\w/-])",
        ),
        (
            "day",
            rf"(?<![\w.,-])(?P<week>(?:(?:the\s)?week\s(?:of|beginning|starting|from)\s)?)(?:the\s)?{_DAY}{_LAST_DAY}\s?(?:of\s)?(?<=[\s0-9hdtf]){_MONTH}(?!\w)"
            rf"(?:,?\s{_YEAR})?",
        ),
        (
            "day",
            rf"(?<![\w-])(?P<week>(?:(?:the\s)?week\s(?:of|beginning|starting|from)\s)?){_MONTH}\s?{_DAY}(?!\w|[:.]?[0-9]|\s?(?:%|per\s?cent|million|billion|mln|bln|dlrs|people))"
            rf"{_LAST_DAY_AFTER_MONTH}(?:,?\s{_YEAR}(?!\s(?:people|dlrs|tonnes)))?",
        ),
        ("month", rf"(?<![\w-])(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-])?{_MONTH}(?:,?\s|\sof\s|-){_YEAR}(?!\w)"),
        ("month", rf"(?<![\w-])(?P<pointer>[Ll]ast|[Nn]ext|[Tt]his)\s{_MONTH}(?!\w)"),
        ("month", rf"{_AFTER_PREPOSITION}(?P<core>(?:(?:early|late|mid)[\s-])?{_MONTH}(?!\w|\s[A-Z0-9]))"),
        (
            "month",
            r"(?<![\w-])(?P<month>January|February|April|June|July|August|September|October|November|December)(?!\w|['’]s\s[A-Z]|\s[A-Z0-9])",
        ),
        (
            "year",
            rf"(?<![\w-])(?:the\s)?(?P<part>(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[\s-](?:quarter|half)|Q[1-4]|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
            rf"(?:\sof)?,?\s{_YEAR}(?!\w)",
        ),
        ("year", rf"(?<![\w$£€¥.,/-])(?P<core>{_PLAIN_YEAR}\s?[-–/]\s?(?P<last_year>[0-9]{{2}}|[12][0-9]{{3}}))(?![\w/-])"),
        ("year", rf"(?<![\w$£€¥.,/-]){_YEAR}(?![\w%/])"),
        (
            "decade",
            r"(?<![\w$£€¥.,/-])(?:the\s)?(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-])?(?P<year>(?:1[5-9]|20)[0-9]0|['’][1-9]0)['’]?s(?!\w)",
        ),
        (
            "weekday",
            rf"(?<![\w-])(?:(?P<pointer>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s)?{_WEEKDAY}(?!\w){_PART_OF_DAY}(?:\s(?P<after>last\sweek|next\sweek|this\sweek))?",
        ),
        (
            "named",
            r"(?i:(?<![\w-])(?P<named>the\sday\s(?:before\syesterday|after\stomorrow)|yesterday(?:\s(?:morning|afternoon|evening|night))?|last\snight"
            r"|today|tonight|this\s(?:morning|afternoon|evening)|tomorrow(?:\s(?:morning|afternoon|evening|night))?|overnight)(?![\w-]))",
        ),
        ("feast", rf"(?<![\w-])(?P<feast>Christmas(?:\s(?:Day|Eve))|Boxing\sDay|New\sYear['’]s\sDay)(?!\w)(?:,?\s{_YEAR})?"),
        (
            "pointed",
            rf"(?i:(?<![\w-])(?:(?P<turn>(?:earlier|later|late|early|at\sthe\s(?:end|start|beginning)\sof|the\s(?:end|start|beginning)\sof))\s)?"
            rf"(?:the\s)?(?P<pointer>last|this|next|previous|current|coming)\s{_UNIT}(?![\w-]|['’]s\b(?=\s(?:old))))",
        ),
        (
            "stretch",
            rf"(?i:(?<![\w-])(?:the|these|his|her|its|their)\s(?P<pointer>last|past|previous|next|coming|following|preceding)\s(?:{_NUMBER}(?:\s|-))?{_UNITS}(?![\w-]))",
        ),
        ("stretch", rf"(?i:(?<![\w-])(?P<pointer>last|past|next)\s{_NUMBER}\s{_UNITS}(?![\w-]))"),
        (
            "ago",
            rf"(?i:(?<![\w.,-])(?:(?P<hedge>about|around|almost|nearly|roughly|more\sthan|less\sthan|over|at\sleast|some|just)\s)?{_NUMBER}[\s-]{_UNITS}[\s-]"
            r"(?P<turn>ago|earlier|previously|before(?=[.,;)]|\Z))(?![\w-]))",
        ),
        (
            "leaning",
            rf"(?i:(?<![\w-])(?:the|that)\s(?:same|previous|next|following|preceding|very\sday\s?)\s?{_UNIT}(?![\w-]))",
        ),
        ("leaning", r"(?i:(?<![\w-])(?P<unit>year|day|week|month)-(?:ago|earlier)(?![\w-]))"),
        ("leaning", r"(?i:(?<![\w-])(?:(?:decade|century|month|year|week|day|hour)s\sago)(?![\w-]))"),
        (
            "clock",
            rf"(?i:(?<![\w$£€¥.:,/-]){_CLOCK_HEDGE}(?P<hour>[0-2]?[0-9])(?:[:.](?P<minute>[0-5][0-9]))?\s?(?P<half>a\.\s?m\b\.?|p\.\s?m\b\.?|am\b|pm\b)"
            r"(?:\s(?:local\stime|\(?(?:GMT|UTC|BST|CET|EST|EDT|ET|PT|IST|JST)\b\)?))?)",
        ),
        (
            "clock",
            rf"(?i:(?<![\w$£€¥.:,/-]){_CLOCK_HEDGE}(?P<hour>[0-2]?[0-9])[:.]?(?P<minute>[0-5][0-9])\s?(?:hours\s)?\(?(?:local\stime|GMT|UTC|BST|CET|CEST|EST|EDT|hrs)\b\)?)",
        ),
        (
            "clock",
            r"(?i:(?:(?<=\bat\s)|(?<=\bby\s)|(?<=\bfrom\s)|(?<=\buntil\s)|(?<=\bsince\s)|(?<=\bto\s)|(?<=\band\s))(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?![\w:.]?[0-9]))",
        ),
        ("clock", rf"(?i:(?<![\w:.,-]){_CLOCK_HEDGE}(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?![\w:]|\.[0-9]))"),
        (
            "clock",
            r"(?i:(?<![\w:.,-])(?P<hedge>(?:shortly|just|soon)\s(?:after|before|past)|after|before|about|around)\s(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?![\w:]|\.[0-9]))",
        ),
        ("clock", rf"(?i:(?<![\w-]){_CLOCK_HEDGE}(?P<word>noon|midday|midnight)(?![\w-]))"),
    )
)

_NAMES_TOO = frozenset({"may", "april", "june", "august", "march"})
_BEFORE_YEAR = frozenset(
    {"in", "since", "during", "the", "'s", "’s", "early", "late", "by", "until", "of", "its", "their", "his", "her"}
)


def find_expressions(passage: Passage) -> list[Expression]:
    """The time expressions of a passage, in order, none overlapping another; offsets count from the passage's start."""
    text = passage.text
    found: list[Expression] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            groups = {name: value for name, value in match.groupdict().items() if value is not None}
            start, end = match.span("core") if "core" in groups else match.span()
            if _ends_before_it_begins(match, groups):
                end = match.end("day")
                del groups["last_day"]
            found.append(Expression(start, end, kind, groups))
    kept: list[Expression] = []
    for expression in sorted(found, key=lambda expression: (expression.start, -expression.end)):
        if (not kept or expression.start >= kept[-1].end) and _is_meant(passage, expression):
            kept.append(expression)
    return kept


def _ends_before_it_begins(match: re.Match[str], groups: Groups) -> bool:
    """Whether what looks like the last day of a range is another number ("raised the level on April 29 to 5")."""
    if "last_day" not in groups or match.start("month") > match.start("day"):
        return False
    return int(groups["last_day"]) < int(groups["day"])


def _is_meant(passage: Passage, expression: Expression) -> bool:
    """Whether the grammar lets the words be a time: "2000 people" is a count, "May" may be a person."""
    groups = expression.groups
    if expression.kind == "month" and "year" not in groups and groups["month"].lower() in _NAMES_TOO:
        token = _token_at(passage, expression.end - 1)
        return token is not None and token.entity == "DATE"
    if expression.kind == "pointed" and groups["unit"].lower() == "season":
        return groups["pointer"].lower() not in ("this", "current")
    if expression.kind == "year" and "part" not in groups and "last_year" not in groups:
        token = _token_at(passage, expression.start)
        return token is None or not _is_counting(passage, token)
    return True


def _token_at(passage: Passage, offset: int) -> Token | None:
    place = passage.span.start + offset
    index = bisect_left(passage.tokens, place + 1, key=lambda token: token.end)
    return passage.tokens[index] if index < len(passage.tokens) and passage.tokens[index].start <= place else None


def _is_counting(passage: Passage, token: Token) -> bool:
    """Whether a number that could be a year counts what follows it."""
    before = passage.tokens[token.index - 1].text.lower() if token.index else ""
    if before in ("$", "£", "€", "¥"):
        return True
    after = passage.tokens[token.index + 1] if token.index + 1 < len(passage.tokens) else None
    if after is None:
        return False
    if after.text.lower() in _COUNTED:
        return True
    if before in _BEFORE_YEAR:
        return False
    head = passage.tokens[token.head]
    return token.dep == "nummod" and head.index > token.index and (head.tag == "NNS" or head.lemma == "people")


_COUNTED = frozenset(
    [
        "people",
        "dlrs",
        "dollars",
        "euros",
        "pounds",
        "yen",
        "million",
        "mln",
        "billion",
        "tonnes",
        "tons",
        "kg",
        "km",
        "miles",
        "metres",
        "meters",
        "feet",
        "points",
        "percent",
        "pct",
        "gmt",
        "hours",
        "hrs",
        "homes",
        "jobs",
    ]
)
