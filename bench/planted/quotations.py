"""Errors in quotation marks: words altered, and words cut against their sense."""

from __future__ import annotations

import random
import re

from bench.planted import lexicon
from bench.planted.bases import Base
from bench.planted.plant import Planted, Pool, plain, plant

_WORDS = lexicon.pairs(lexicon.QUOTE_WORDS)
_DOUBT = re.compile(
    r"(?:\b(?:I|We|we) (?:do not|don’t|don't|did not|didn't|didn’t|cannot|can't|can’t) (?:think|believe|expect|say|accept)(?: that)?|"
    r"\b(?:[Tt]here is|[Tt]here's|[Tt]here’s|[Tt]here was) no "
    r"(?:evidence|sign|indication|proof|question|suggestion|reason to believe)(?: that| of)?|"
    r"\bIt (?:is|was|would be) (?:not true|wrong|untrue|a mistake)(?: to say)?(?: that)?|\bnobody (?:thinks|believes|says)(?: that)?) "
)  # fmt: skip

_CONDITION = re.compile(
    r"(?<=\w) (?:if|unless|provided(?: that)?|as long as|but only|but not|until) [^,.!?;]*?(?=[,.!?]?[”\"])"
)
_NO_CONDITION = re.compile(r"\b(?:as|even|what|ask|know|see|only|wonder|but|and|or|so|that|than|is|by)$")


def altered_quote(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """One word in quotation marks that was not said."""
    found = [
        match
        for start, end in base.quoted
        if end - start > 14
        for match in re.finditer(r"[A-Za-z]+", base.text[:end])
        if match.start() > start and match[0].lower() in _WORDS
    ]
    for match in chance.sample(found, len(found)):
        new = _WORDS[match[0].lower()]
        token = base.token_at(match.start())
        if (
            token is None
            or token.pos == "PROPN"
            or (match[0] in ("will", "may", "might", "can", "should", "could", "must") and token.tag != "MD")
        ):
            continue
        return plant(base, [(match.start(), match.end(), new.capitalize() if match[0][0].isupper() else new)])
    return None


def cut_quote(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A quotation cut so that it says what its speaker did not: the doubt, the "not" or the condition left out."""
    ways = [_without_doubt, _without_not, _without_condition]
    for start, end in base.quoted:
        if end - start < 25 or base.text[start] == "‘":
            continue
        for way in chance.sample(ways, len(ways)):
            edit = way(base.text, start, end)
            planted = plant(base, [edit]) if edit else None
            if planted and plain(planted.text) not in plain(base.article.document.text):
                return planted
    return None


def _without_doubt(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    match = _DOUBT.match(text, start + 1)
    if match is None or match.end() > end - 12:
        return None
    return start + 1, match.end() + 1, text[match.end()].upper()


def _without_not(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    match = re.compile(r" (?:not|never) (?=[a-z])(?!only|just|least|even|yet|be\b)").search(text, start, end)
    if match is None or re.search(r"(?:\b(?:do|does|did|if|why|whether|or|and|but)|-|,)$", text[start : match.start()]):
        return None
    return match.start(), match.end(), " … "


def _without_condition(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    # After a comma or a dash an "if" is an aside as often as a condition ("if you like").
    match = _CONDITION.search(text, start + 12, end)
    if match is None or match.end() > end - 1 or len(match[0].split()) < 4 or _NO_CONDITION.search(text[: match.start()]):
        return None
    return match.start(), match.end(), ""
