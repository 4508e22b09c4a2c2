"""What stands around a number and says how exact it is, or that it is the size of a rise or a fall."""

from __future__ import annotations

import re

from groundwire.model import Precision

_HEDGES: tuple[tuple[Precision, str], ...] = (
    (
        Precision.ABOUT,
        r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|an? estimated|estimated|circa|virtually"
        r"|perhaps|practically|in the region of|of the order of|somewhere near|not far short of|an? average of|up around",
    ),
    (
        Precision.MORE_THAN,
        r"more than|over|above|just over|well over|slightly over|upwards of|in excess of|exceeding|greater than"
        r"|higher than|beyond|topping|well above|just above|a little over|better than|older than|larger than|bigger than"
        r"|longer than",
    ),
    (
        Precision.AT_LEAST,
        r"at least|no fewer than|no less than|not less than|no younger than|no lower than|a minimum of|minimum of"
        r"|(?:no|not) (?:under|below)",
    ),
    (
        Precision.LESS_THAN,
        r"less than|fewer than|under|below|just under|just below|well under|well below|slightly under|lower than"
        r"|just short of|younger than|a little under",
    ),
    (
        Precision.UP_TO,
        r"up to|as many as|as much as|at most|no more than|not more than|no older than|no higher than|no larger than|no bigger than"
        r"|no longer than|a maximum of|maximum of|(?:no|not) (?:over|above|beyond|exceeding)",
    ),
)
_HEDGE_BEFORE = re.compile(
    r"(?i)(?<![\w-])(?:"
    + "|".join(f"(?P<h{place}>{words})" for place, (_, words) in enumerate(_HEDGES))
    + r")\s+(?:(?:(?P<definite>the|his|her|its|their)|a|an|another)\s+)?\Z"
)
_HEDGE_AFTER = re.compile(r"(?i)(?:(?P<least>\s?\+|-plus\b|\sor more\b|\sor so\b(?P<about>)|\sor (?:less|fewer)\b(?P<most>)))")
_RISE = [
    "rise",
    "rises",
    "rose",
    "risen",
    "rising",
    "gain",
    "gains",
    "gained",
    "gaining",
    "climb",
    "climbs",
    "climbed",
    "climbing",
    "jump",
    "jumps",
    "jumped",
    "jumping",
    "surge",
    "surges",
    "surged",
    "surging",
    "soar",
    "soars",
    "soared",
    "soaring",
    "grow",
    "grows",
    "grew",
    "grown",
    "growing",
    "increase",
    "increases",
    "increased",
    "increasing",
    "up",
    "add",
    "adds",
    "added",
    "adding",
    "advance",
    "advances",
    "advanced",
    "advancing",
    "higher",
    "expand",
    "expands",
    "expanded",
    "more",
    "raised",
    "improved",
    "strengthened",
    "rocketed",
    "leapt",
    "growth",
    "upturn",
    "hike",
]
_FALL = [
    "fall",
    "falls",
    "fell",
    "fallen",
    "falling",
    "drop",
    "drops",
    "dropped",
    "dropping",
    "decline",
    "declines",
    "declined",
    "declining",
    "lose",
    "loses",
    "lost",
    "losing",
    "slip",
    "slips",
    "slipped",
    "slipping",
    "plunge",
    "plunges",
    "plunged",
    "plunging",
    "tumble",
    "tumbles",
    "tumbled",
    "tumbling",
    "sink",
    "sinks",
    "sank",
    "down",
    "decrease",
    "decreases",
    "decreased",
    "decreasing",
    "cut",
    "cuts",
    "cutting",
    "reduce",
    "reduces",
    "reduced",
    "reducing",
    "reduction",
    "shrink",
    "shrinks",
    "shrank",
    "shrunk",
    "slump",
    "slumps",
    "slumped",
    "slid",
    "slide",
    "slides",
    "shed",
    "sheds",
    "lower",
    "less",
    "fewer",
    "weakened",
    "dip",
    "dips",
    "dipped",
]
_CHANGES = {**dict.fromkeys(_RISE, 1), **dict.fromkeys(_FALL, -1)}
_CHANGE_BEFORE = re.compile(
    r"(?i)(?<![\w-])(?P<word>[a-z]+)(?:\s[a-z]+ly)?(?:\s(?:by|of))?(?:\s(?:a|an|another|further|the))*\s\Z"
)
_CHANGE_AFTER = re.compile(r"(?i)(?:\s|-)(?:[a-z]+\s){0,1}(?P<word>" + "|".join(sorted(set(_RISE + _FALL))) + r")\b")
_LEVEL_BEFORE = re.compile(r"(?i)(?:\bto|\bat|\bfrom)\s\Z")


def find_precision(text: str, start: int, end: int, *, is_duration: bool = False, is_vague: bool = False) -> Precision:
    """How exact the figure at ``start:end`` of a passage's text claims to be. "Over" before a duration means "during"; before a number
    that the text knows already ("a row over his three boats", "6 percent higher than the 200 of May") such words govern the whole
    thing and not the number; a vague number ("dozens") is about so many by nature."""
    before = text[max(0, start - 30) : start]
    match = _HEDGE_BEFORE.search(before)
    if match:
        place = next(place for place in range(len(_HEDGES)) if match[f"h{place}"] is not None)
        word = match[f"h{place}"].lower()
        is_compared = word in _COMPARING and bool(_CONTRAST.search(before[: match.start()]))
        is_compared |= word in _GOVERNING and (
            bool(match["definite"] and not _MARK.match(text, end)) or bool(_DEGREE.search(before[: match.start()]))
        )
        if not (word == "over" and is_duration) and not is_compared:
            return _HEDGES[place][0]
    if is_vague:
        return Precision.ABOUT
    if match := _HEDGE_AFTER.match(text, end):
        if match["about"] is not None:
            return Precision.ABOUT
        return Precision.UP_TO if match["most"] is not None else Precision.AT_LEAST
    return Precision.EXACT


_COMPARING = frozenset({"more than", "over", "above", "below", "under"})
_GOVERNING = _COMPARING | frozenset(
    {"about", "around", "beyond", "exceeding", "less than", "fewer than"}
    | {f"{word} than" for word in ("greater", "higher", "lower", "better", "older", "younger", "larger", "bigger", "longer")}
)
"""Hedges that are also prepositions or comparisons."""
_MARK = re.compile(
    r"(?i)[\s-](?:[a-z]+[\s-])?(?:mark|threshold|limit|level|barrier|line|ceiling|cap|hurdle|milestone|minimum|target)\b"
)
"""What such a number is a border of: "over the 50 percent mark" says how much after all."""
_DEGREE = re.compile(r"(?i)(?:%|\bper\s?cent|\bpct|\bpoints?|\btimes)\s\Z")
_CONTRAST = re.compile(r"(?i)\b(?:rather|other)\s\Z")


def find_change_before(before: str) -> int:
    """+1 or -1 where the words before a number say that it is the size of a rise or a fall, else 0."""
    hedge = _HEDGE_BEFORE.search(before)
    words = before[: hedge.start()] if hedge else before
    match = _CHANGE_BEFORE.search(words[-48:])
    return _CHANGES.get(match["word"].lower(), 0) if match else 0


def find_change(text: str, start: int, end: int, *, looks_after: bool) -> int:
    """The same for a figure at ``start:end`` of a text; with ``looks_after`` also by the words behind it ("a 12% rise").

    A level ("rose to 12") is no change."""
    before = text[max(0, start - 64) : start]
    hedge = _HEDGE_BEFORE.search(before)
    if _LEVEL_BEFORE.search(before[: hedge.start()] if hedge else before):
        return 0
    if change := find_change_before(before):
        return change
    after = _CHANGE_AFTER.match(text, end) if looks_after else None
    return _CHANGES[after["word"].lower()] if after else 0


def skip_hedge(text: str, end: int) -> int:
    """Where a hedge that follows a number ("or more") ends, or ``end`` itself."""
    match = _HEDGE_AFTER.match(text, end)
    return match.end() if match else end
