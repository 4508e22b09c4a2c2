"""A body's name with its country or city in front, however that is written: "US Supreme Court", "the United States Supreme Court"."""

from __future__ import annotations

from typing import Final

from groundwire.reading.gazetteer import LONGEST_ENTRY, look_up

_SHORT_FORMS: Final = {
    "ny": "new york", "nyc": "new york city", "la": "los angeles", "sf": "san francisco", "nj": "new jersey", "dc": "washington",
    "uae": "united arab emirates", "hk": "hong kong", "nz": "new zealand", "drc": "democratic republic of the congo",
}  # fmt: skip
"""Places whose short forms stand in front of names; countries that the gazetteer has in several forms need no line here."""
_ALONE: Final = 2
"""Words that a body's name has to have to be the same with and without its place: "Supreme Court", not "Steel"."""


def is_same_body(one: str, other: str) -> bool:
    """Whether two folded names are one body's, its place before it in another form or left out in one of them."""
    (place, body), (other_place, other_body) = _part(one), _part(other)
    if not (place or other_place) or body != other_body:
        return False
    return place == other_place or (not (place and other_place) and len(body.split()) >= _ALONE)


def _part(folded: str) -> tuple[str, str]:
    """The key of the place that a name begins with, if any, and the rest, a known body's under its one name."""
    words = folded.split()
    if look_up(folded) is None:
        for size in range(min(LONGEST_ENTRY, len(words) - 1), 0, -1):
            if place := _place(" ".join(words[:size])):
                return place, _body(" ".join(words[size:]))
    place = next((long for long in _SHORT_FORMS.values() if folded.startswith(f"{long} ")), "")
    return (place, _body(folded.removeprefix(f"{place} "))) if place else ("", _body(folded))


def _place(words: str) -> str:
    entry = look_up(words)
    return entry.key if entry is not None and entry.kind == "place" else _SHORT_FORMS.get(words, "")


def _body(words: str) -> str:
    entry = look_up(words)
    return entry.key if entry is not None and entry.kind == "body" else words
