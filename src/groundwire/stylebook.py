"""The newsroom's stylebook: a short TOML file that says how it writes (docs/how-to/use-a-language-model.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from groundwire.errors import SettingsError
from groundwire.model import BannedWords, HouseStyle

SPELLINGS: Final = ("british", "american")
CASES: Final = ("sentence", "title")
SECTIONS: Final = ("why it matters", "background", "what is next")
"""The sections that a story can do without."""
LARGEST: Final = 64 * 1024
LONGEST: Final = 300
"""Characters of the longest entry: all of it goes into every request."""
MOST_BANNED: Final = 100
_KEYS: Final = ("tone", "spelling", "headline_case", "left_out", "banned")


def read_stylebook(place: str) -> HouseStyle:
    """The style in the file at ``place``; where that is empty, one that asks for nothing. Raises ``SettingsError`` for a file that cannot
    be read, an unknown key, or a value that is none of those possible."""
    if not place:
        return HouseStyle()
    try:
        data = Path(place).read_bytes()
        if len(data) > LARGEST:
            raise ValueError(f"has more than {LARGEST:,} bytes")
        table = tomllib.loads(data.decode("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"house style {place}: {error}; give a readable TOML file") from error
    if unknown := sorted(set(table) - set(_KEYS)):
        raise SettingsError(f"house style {place}: no key called '{unknown[0][:40]}'; there is {', '.join(_KEYS)}")
    return HouseStyle(
        tone=_text(table.get("tone", ""), "tone", place),
        spelling=_one_of(table.get("spelling", ""), ("", *SPELLINGS), "spelling", place),
        headline_case=_one_of(table.get("headline_case", "sentence"), CASES, "headline_case", place),
        banned=_banned(table.get("banned", {}), place),
        left_out=tuple(
            _one_of(name, SECTIONS, "left_out", place) for name in _list(table.get("left_out", []), "left_out", place)
        ),
    )


def _banned(value: Any, place: str) -> tuple[BannedWords, ...]:
    """Words and what to say instead, as a table; or words alone, as a list."""
    pairs = value if isinstance(value, Mapping) else dict.fromkeys(map(str, _list(value, "banned", place)), "")
    if len(pairs) > MOST_BANNED:
        raise SettingsError(f"house style {place}: 'banned' has more than {MOST_BANNED} entries; keep those that matter")
    told = [(_text(words, "banned", place), _text(instead, "banned", place)) for words, instead in pairs.items()]
    return tuple(BannedWords(words=words, instead=instead) for words, instead in told if words)


def _text(value: Any, key: str, place: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or not (value.isprintable() or not value):
        raise SettingsError(f"house style {place}: '{key}' must be text on one line, at most {LONGEST} characters")
    return value.strip()


def _list(value: Any, key: str, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise SettingsError(f"house style {place}: '{key}' must be a list of text")
    return value


def _one_of(value: Any, choices: tuple[str, ...], key: str, place: str) -> str:
    if value not in choices:
        named = ", ".join(choice for choice in choices if choice)
        raise SettingsError(f"house style {place}: '{key}' must be one of {named}, not {str(value)[:40]!r}")
    return str(value)
