"""Numbers that name rather than count: "Pier 6", "Flight 271", "Article 14", "the A380"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.model import Passage
from groundwire.reading.time_patterns import MONTHS, WEEKDAYS

_LABEL_WORDS: Final = (
    "pier|gate|platform|terminal|hangar|berth|dock|runway|route|highway|road|interstate|junction|exit|flight|train|bus|line|channel"
    "|article|section|chapter|clause|paragraph|page|rule|resolution|phase|stage|level|grade|tier|category|type|class|group|unit|block"
    "|room|ward|floor|district|court|reactor|warehouse|camp|bay|hall|lot|model|version|number|no\\.|episode|season|part|volume"
)
_SPACED: Final = re.compile(
    rf"\b(?P<name>(?i:{_LABEL_WORDS})|[A-Z][A-Za-z]+)[ \u00a0](?:No\. ?)?(?P<number>[0-9]{{1,4}}[A-Z]?)(?![\w%:/-]|[.,][0-9])"
)
_JOINED: Final = re.compile(r"(?<![\w-])(?P<name>[A-Z]{1,4})-?(?P<number>[0-9]{1,4})(?![\w%:/-]|[.,][0-9])")
_SCALED_AFTER: Final = re.compile(r"\s(?:million|billion|thousand|percent|per|pct|mln|bln|bn|m)\b")
_YEAR: Final = re.compile(r"(?:1[5-9]|20|21)[0-9]{2}\Z")
_NO_NAMES: Final = frozenset(
    "the a an in on at by for of and or but about around over under some only just nearly almost than least most up to with from"
    " aged age between after before since until all both its his her their these those that another other last next first"
    " past us uk eu un am pm rs gbp usd eur".split()
)
_NO_CODES: Final = frozenset("am pm us uk eu rs gbp usd eur".split())
_LONG_MONTHS: Final = frozenset("january february march april august september october november december".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name with a number at ``start:end`` of a passage's text; ``name`` in lower case, without its number."""

    start: int
    end: int
    name: str
    number: str
    text: str


def find_labels(passage: Passage) -> tuple[Label, ...]:
    """The numbered names of a passage, in order. Dates, years, ages and numbers that count what follows are none."""
    text = passage.text
    found: list[Label] = []
    for pattern in (_SPACED, _JOINED):
        for match in pattern.finditer(text):
            name = match["name"].lower()
            if name in (_NO_NAMES if pattern is _SPACED else _NO_CODES) or _is_date_word(name):
                continue
            if _YEAR.match(match["number"]) or (pattern is _SPACED and _counts(passage, match.end())):
                continue
            if pattern is _SPACED and _opens_sentence(text, match.start()) and not _is_label_word(name):
                continue
            found.append(
                Label(start=match.start(), end=match.end(), name=name, number=match["number"], text=" ".join(match[0].split()))
            )
    return tuple(sorted(found, key=lambda label: label.start))


def _counts(passage: Passage, end: int) -> bool:
    """Whether the number before ``end`` counts what follows it."""
    following = next((token for token in passage.tokens if token.start >= passage.span.start + end), None)
    return bool(_SCALED_AFTER.match(passage.text, end)) or (following is not None and following.tag in ("NNS", "NNPS"))


def _is_date_word(name: str) -> bool:
    if name[:3] in WEEKDAYS and name.endswith("day"):
        return True
    return name[:3] in MONTHS and (len(name) in (3, 4) or name in _LONG_MONTHS)


def _opens_sentence(text: str, start: int) -> bool:
    return not text[:start].strip(" \"'“‘(")


def _is_label_word(name: str) -> bool:
    return re.fullmatch(_LABEL_WORDS, name) is not None


def find_other_number(label: Label, passages: Sequence[Passage]) -> tuple[Label, Passage] | None:
    """The first label of the same name with another number in ``passages``; ``None`` where one of them has this very label, or none
    has the name with a number at all."""
    other: tuple[Label, Passage] | None = None
    for passage in passages:
        for found in find_labels(passage):
            if found.name != label.name:
                continue
            if found.number == label.number:
                return None
            other = other or (found, passage)
    return other
