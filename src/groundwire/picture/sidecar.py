"""What a newsroom says of a picture in a small TOML file beside it, where an export has lost the metadata.

``harbour.jpg`` has its words in ``harbour.jpg.toml``, so that two files of one name cannot share one by accident."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date
from typing import Any

from groundwire.model import Rights
from groundwire.picture.told import Told

SUFFIX = ".toml"
_GIVEN = {one.name: one.type for one in fields(Told) if one.name not in ("has_position",)}
_LISTS = frozenset(("people", "places", "keywords"))
_DAYS = frozenset(("taken_on", "released_on", "expires_on"))


class UnreadableSidecar(ValueError):
    """A sidecar that cannot be read as it stands; says why."""


def read_sidecar(data: bytes) -> Told:
    """What the sidecar tells. Raises ``UnreadableSidecar`` for anything but a flat TOML table of known names."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableSidecar(f"is no readable TOML ({' '.join(str(error).split())[:100]})") from error
    return Told(**{name: _value(name, value) for name, value in table.items()})


def _value(name: str, value: Any) -> Any:
    if name not in _GIVEN:
        raise UnreadableSidecar(f"has no property called '{name[:40]}'; there is {', '.join(_GIVEN)}")
    if name == "rights":
        if value not in tuple(Rights):
            raise UnreadableSidecar(f"'rights' must be {', '.join(Rights)}")
        return Rights(value)
    if name in _DAYS:
        if type(value) is not date:
            raise UnreadableSidecar(f"'{name}' must be a day, written as 2026-03-02 without quotation marks")
        return value
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise UnreadableSidecar(f"'{name}' must be a list of texts")
        return tuple(item.strip() for item in value if item.strip())
    if not isinstance(value, str):
        raise UnreadableSidecar(f"'{name}' must be text")
    return value.strip()
