"""What one block of metadata tells of a picture, and how blocks are laid one over the other."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from groundwire.model import Rights

LONGEST = 10_000
"""Most characters of one property, and most entries of one list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The properties of ``model.Picture`` that metadata can give, as one block gives them; what it leaves out is empty."""

    caption: str = ""
    headline: str = ""
    alt_text: str = ""
    credit: str = ""
    byline: str = ""
    source: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    instructions: str = ""
    constraints: str = ""
    rights: Rights = Rights.UNKNOWN
    taken_on: date | None = None
    released_on: date | None = None
    expires_on: date | None = None
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    keywords: tuple[str, ...] = ()
    origin: str = ""
    has_position: bool = False

    def over(self, other: Told) -> Told:
        """Each property as this block has it, else as ``other`` has it; where both give days of use, the narrower."""
        empty = Told()
        chosen = {
            one.name: mine if (mine := getattr(self, one.name)) != getattr(empty, one.name) else getattr(other, one.name)
            for one in fields(Told)
        }
        releases = [day for day in (self.released_on, other.released_on) if day is not None]
        expiries = [day for day in (self.expires_on, other.expires_on) if day is not None]
        chosen |= {"released_on": max(releases, default=None), "expires_on": min(expiries, default=None)}
        return Told(**chosen)


def find_day(text: str) -> date | None:
    """The day that a date of IIM ("20190303"), XMP ("2019-03-03T10:00") or Exif ("2019:03:03 10:00:00") begins with; ``None`` where only
    month or year are known, or it is no day at all."""
    digits = text.strip()[:10].replace("-", "").replace(":", "")
    if len(digits) < 8 or not digits[:8].isascii() or not digits[:8].isdigit():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
