"""What a sentence says that a table could say: the values between reading a draft and counting again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from groundwire.editing.figure_agreement import Stated
from groundwire.model import Grain, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a change is counted from: ``steps`` of a ``grain`` earlier ("two years earlier"), or the ``time`` itself ("since
    January")."""

    grain: Grain | None = None
    steps: int = 1
    time: Time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """How far back a record goes: to a ``time``, over ``steps`` of a ``grain`` ("in four months"; ``is_least`` where it may go
    farther, "in the past month"), or as far as there are data, which is said to be to ``begin``."""

    time: Time | None = None
    begin: Time | None = None
    grain: Grain | None = None
    steps: int = 0
    is_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSaid:
    """A number that stands in the table, now or, where ``base`` is set, then ("from 48,900 the day before"); ``is_average`` where it is the
    mean of several."""

    stated: Stated
    base: Base | None = None
    is_average: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSaid:
    """A rise or fall (``sign`` +1 or -1, 0 for none) by ``stated``, or to ``times`` what it was; without either only its
    direction; ``is_slight`` where it is too small to be told, ``is_denied`` where the sentence says that there was none ("did not rise").
    ``base`` is ``None`` where the sentence names none."""

    sign: int
    stated: Stated | None = None
    times: Decimal | None = None
    is_slight: bool = False
    is_denied: bool = False
    base: Base | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSaid:
    """The highest (``sign`` +1) or lowest since ``since``; ``of_change`` where the move is the largest, not the level."""

    sign: int
    since: Since
    of_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StreakSaid:
    """The ``count``-th rise or fall in a row, one at each step of the table."""

    sign: int
    count: int
    grain: Grain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankSaid:
    """The ``place``-th from the top (``sign`` +1) or the bottom of ``total``; ``of_change`` where moves are ranked, ``base``
    where it was so then; ``is_still`` where it was so the time before, too ("remains the busiest")."""

    sign: int
    place: int
    total: int | None = None
    of_change: bool = False
    base: Base | None = None
    is_still: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSaid:
    """What part of the sum of all subjects one has."""

    stated: Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonSaid:
    """More (``sign`` +1) or less than ``other``, by ``stated`` or ``times`` as much."""

    other: str
    sign: int
    stated: Stated | None = None
    times: Stated | Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OvertakingSaid:
    """More than ``other`` now, and not before."""

    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurpriseSaid:
    """Above (``sign`` +1), below or as (0) what was forecast, which is ``expected``, by ``stated``."""

    sign: int | None
    stated: Stated | None = None
    expected: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSaid:
    """How many subjects there are."""

    stated: Stated


Saying = (
    LevelSaid
    | ChangeSaid
    | RecordSaid
    | StreakSaid
    | RankSaid
    | ShareSaid
    | ComparisonSaid
    | OvertakingSaid
    | SurpriseSaid
    | CountSaid
)


class Among(StrEnum):
    """How something is said of the subjects of a list."""

    EACH = "each"
    """Of each by itself: "A and B both rose"."""
    TOGETHER = "together"
    """Of what they have together: "A and B together handled ..."."""
    OPEN = "open"
    """Of each, or of both together: "A and B rose"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that a sentence says at ``part`` (offsets of its text): whose number (``subject``; empty for all of them
    together), of which of ``columns``, best first, at which ``time`` (``None``: none is told). ``is_measured`` where words of the sentence
    name the column, not only its unit. ``along`` are further subjects of whom it is said, ``among`` how."""

    saying: Saying
    subject: str
    along: tuple[str, ...] = ()
    among: Among = Among.EACH
    columns: tuple[str, ...]
    time: Time | None
    part: tuple[int, int]
    is_measured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSaid:
    """All that a sentence says of a table. ``left`` are the places of words that none of it accounts for: what they say is not
    the table's."""

    said: tuple[Said, ...]
    left: tuple[tuple[int, int], ...]
