"""What a language model answered, as offers of sentences. Tolerant of how it is wrapped (a fence, words before and after, an answer that
was cut off: what is whole counts), strict about what it is: an offer is words and the numbers of passages, and anything else is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from groundwire.model import BeatRole

LONGEST_ANSWER = 60_000
"""Characters of an answer that are looked at."""
LONGEST_TEXT = 900
"""Characters of the longest offer."""
MOST_OFFERS = 60
MOST_NAMED = 12
"""Numbers of passages that are looked at in one offer."""
_ONCE = {
    "headline": BeatRole.HEADLINE,
    "lede": BeatRole.LEDE,
    "social_line": BeatRole.SOCIAL_LINE,
    "search_title": BeatRole.SEARCH_TITLE,
}
SECTIONS = {
    role.value: role for role in (BeatRole.WHAT_HAPPENED, BeatRole.WHY_IT_MATTERS, BeatRole.BACKGROUND, BeatRole.WHAT_IS_NEXT)
}
"""The sections that a model may tell something in, by the names that it is given for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Words that a model would have as a sentence of the part ``beat``, and the numbers of the passages that it names, none twice."""

    beat: BeatRole
    text: str
    numbers: tuple[int, ...]


def parse_story(answer: str) -> tuple[Offer, ...]:
    """The offers in the answer to ``story``, headline and lede first, then key points, social line, search title and the sections as they
    come. Never fails: an answer that is none has no offers."""
    found = _find_object(answer)
    offers: list[Offer] = []
    for key in ("headline", "lede"):
        offers += _offer(found.get(key), _ONCE[key])
    for item in _list(found.get("key_points")):
        offers += _offer(item, BeatRole.KEY_POINT)
    for section, item in _told(found.get("story")):
        offers += _offer(item, section)
    for key in ("social_line", "search_title"):
        offers += _offer(found.get(key), _ONCE[key])
    return tuple(offers[:MOST_OFFERS])


def parse_mended(answer: str, beats: tuple[BeatRole, ...]) -> tuple[Offer | None, ...]:
    """For each sentence that was asked about, whose parts are ``beats``, what the answer to ``mend`` has for it; of two the first."""
    mended: dict[int, Offer] = {}
    for item in _list(_find_object(answer).get("sentences")):
        number = _number(item.get("number")) if isinstance(item, dict) else None
        if number is not None and 1 <= number <= len(beats) and number not in mended:
            mended.update((number, offer) for offer in _offer(item, beats[number - 1]))
    return tuple(mended.get(number) for number in range(1, len(beats) + 1))


def _told(value: Any) -> Iterator[tuple[BeatRole, Any]]:
    """The sentences of the sections: a list of objects that name their section, or, as small models have it, a list under each name."""
    if isinstance(value, dict):
        for name, items in value.items():
            for item in _list(items):
                yield _section(name), item
    for item in _list(value):
        yield _section(item.get("section") if isinstance(item, dict) else ""), item


def _section(name: Any) -> BeatRole:
    plain = " ".join(str(name)[:40].lower().replace("_", " ").split()).replace("what's", "what is")
    return SECTIONS.get(plain, BeatRole.WHAT_HAPPENED)


def _offer(value: Any, beat: BeatRole) -> tuple[Offer, ...]:
    if not isinstance(value, dict) or not isinstance(text := value.get("text"), str) or not 0 < len(text) <= LONGEST_TEXT:
        return ()
    named = value.get("from")
    numbers = [_number(item) for item in (named if isinstance(named, list) else [named])[:MOST_NAMED]]
    known = tuple(dict.fromkeys(number for number in numbers if number is not None))
    return (Offer(beat=beat, text=text, numbers=known),) if known else ()


def _number(value: Any) -> int | None:
    """A passage's number, also as "3" or "[3]"."""
    if isinstance(value, str) and len(value) <= 6:
        value = value.strip("[] ")
        return int(value) if value.isascii() and value.isdigit() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _list(value: Any) -> list[Any]:
    return value[:MOST_OFFERS] if isinstance(value, list) else []


# --- JSON -------------------------------------------------------------------------------------------------------------


def _find_object(answer: str) -> dict[str, Any]:
    """The first JSON object in the answer, of a broken one the part before the break; empty where there is none."""
    text = answer[:LONGEST_ANSWER]
    start = text.find("{")
    if start < 0:
        return {}
    text = text[start:]
    decoder = json.JSONDecoder(strict=False)
    try:
        found, _ = decoder.raw_decode(text)
    except (ValueError, RecursionError) as error:
        broken = error.pos if isinstance(error, json.JSONDecodeError) else len(text)
        try:
            found, _ = decoder.raw_decode(_close(text, broken))
        except (ValueError, RecursionError):
            return {}
    return found if isinstance(found, dict) else {}


def _close(text: str, broken: int) -> str:
    """The text up to the last object in it that is whole before offset ``broken``, with all that is open there closed."""
    opened: list[str] = []
    last, closing = 0, ""
    is_inside = is_escaped = False
    for offset, character in enumerate(text[: broken + 1]):
        if is_inside:
            is_inside, is_escaped = is_escaped or character != '"', not is_escaped and character == "\\"
        elif character == '"':
            is_inside = True
        elif character in "{[":
            opened.append("}" if character == "{" else "]")
        elif character in "}]" and opened:
            opened.pop()
            if character == "}" and offset < broken:
                last, closing = offset + 1, "".join(reversed(opened))
    return text[:last] + closing
