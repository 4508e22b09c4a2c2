"""Which thread a report carries on: the developing story that its happening is part of.

A thread is one *story*, not a subject: beside being alike, its happenings share names that few other reports hold - the ship, the firm, the
place. What half the archive writes about ("oil prices") makes no thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean
from typing import Final

from groundwire.editing.sketches import Rarity, Sketch, Weighed, likeness
from groundwire.reading.gazetteer import look_up

SAME_STORY: Final = (0.20, 0.17, 0.14)
"""Least likeness of a report to the nearest ``NEAREST`` of a thread, in the mean: where it shares one rare name of its core, two, more."""
NEAREST: Final = 3
COHESION: Final = 0.1
"""The same to all of them, so that a thread does not wander off."""
RARE: Final = 0.006
"""Share of the archive's reports beyond which a name tells no story."""
FEW: Final = 4
"""Reports that may hold a name whatever the share."""
BEARING: Final = 5
"""Names of a report by which its follow-ups are looked for."""
LINGERS: Final = timedelta(days=14)
"""Within which a story goes on without a loss; ``FADES`` later it has none of its likeness left."""
FADES: Final = timedelta(days=120)
CORE: Final = 0.4
"""Share of a thread's reports that hold a name of its core."""


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of a thread, as far as they are compared: copies aside, the last ones to come in."""

    number: int
    reports: tuple[Weighed, ...]


def bearing_names(one: Sketch, rarity: Rarity) -> tuple[str, ...]:
    """The names by which a story is known, the rarest of those that are no subject: at most ``BEARING``."""
    limit = _most(rarity)
    known = [(rarity.holding.get(name, 0), name) for name in one.names if look_up(name.lower()) is None]
    return tuple(name for count, name in sorted(known) if count <= limit)[:BEARING]


def find_thread(report: Weighed, threads: Sequence[Group], rarity: Rarity) -> tuple[Group, ...]:
    """The threads that the report carries on, the likest first."""
    scored = [(story_likeness(report, group, rarity), group.number, group) for group in threads]
    return tuple(group for score, _, group in sorted(scored, key=lambda item: (-item[0], item[1])) if score >= 1)


def is_one_thread(one: Group, other: Group, rarity: Rarity) -> bool:
    """Whether two threads are one: the reports of the smaller carry on the larger, all of them in the mean."""
    small, large = sorted((one, other), key=lambda group: len(group.reports))
    dated = [report for report in small.reports if report.published_at]
    return bool(dated) and fmean(story_likeness(report, large, rarity) for report in dated) >= 1


def story_likeness(report: Weighed, thread: Group, rarity: Rarity) -> float:
    """How like the report is to the nearest of the thread, in units of what is needed; 0 where they share no name of the thread's core that
    is rare, or where the thread as a whole is another matter."""
    shared = _count_shared(report, thread, rarity)
    if not shared:
        return 0.0
    likes = sorted((likeness(report, other) * _later(report, other) for other in thread.reports), reverse=True)
    return fmean(likes[:NEAREST]) / SAME_STORY[min(shared, len(SAME_STORY)) - 1] if fmean(likes) >= COHESION else 0.0


def _count_shared(report: Weighed, thread: Group, rarity: Rarity) -> int:
    """How many rare names of the thread's core the report has; 0 where it has no other name of it that is not common either."""
    counts = Counter(name for other in thread.reports for name in other.names)
    least = max(1 if len(thread.reports) < 3 else 2, CORE * len(thread.reports))
    shared = [name for name in report.names if counts[name] >= least]
    limit = _most(rarity)
    # A country, a capital or a great body is a subject of the archive, not a story.
    rare = [name for name in shared if rarity.holding.get(name, 0) <= limit and look_up(name.lower()) is None]
    telling = [name for name in shared if rarity.holding.get(name, 0) <= 4 * limit]
    return len(rare) if len(telling) > 1 else 0


def _most(rarity: Rarity) -> float:
    """How many reports may hold a name that tells a story."""
    return max(RARE * rarity.texts, FEW)


def _later(one: Weighed, other: Weighed) -> float:
    """1 while a story goes on without a loss, falling to 0 when it has faded; 1 where a date is missing."""
    if one.published_at is None or other.published_at is None:
        return 1.0
    apart = abs(one.published_at - other.published_at)
    return min(1.0, max(0.0, (LINGERS + FADES - apart) / FADES))
