"""Groundwire: wire copy in, a checked story out, every sentence with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.errors import GroundwireError, InputError, UsageError
from groundwire.newsroom import Newsroom, open_newsroom
from groundwire.results import Checked, Claimed, Written
from groundwire.settings import Settings

__version__ = "0.1.0"


def write(
    sources: Sequence[str] = (),
    *,
    archive: Sequence[str] = (),
    tables: Sequence[str] = (),
    about: str = "",
    pictures: str | None = None,
    settings: Settings | None = None,
) -> Written:
    """A story from ``sources`` or from tables alone, as ``Newsroom.write`` makes it; opens a newsroom for this one call."""
    return open_newsroom(settings).write(sources, archive=archive, tables=tables, about=about, pictures=pictures)


def check(
    draft: str,
    *,
    against: Sequence[str],
    archive: Sequence[str] = (),
    tables: Sequence[str] = (),
    settings: Settings | None = None,
) -> Checked:
    """The verdicts on ``draft``, as ``Newsroom.check`` gives them; opens a newsroom for this one call."""
    return open_newsroom(settings).check(draft, against=against, archive=archive, tables=tables)


def claims(sources: Sequence[str], *, settings: Settings | None = None) -> Claimed:
    """Who said what in ``sources``, as ``Newsroom.claims`` gives it; opens a newsroom for this one call."""
    return open_newsroom(settings).claims(sources)


__all__ = [
    "Checked",
    "Claimed",
    "GroundwireError",
    "InputError",
    "Newsroom",
    "Settings",
    "UsageError",
    "Written",
    "check",
    "claims",
    "open_newsroom",
    "write",
]
