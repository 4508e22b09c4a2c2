"""Where a report belongs among those before it: the happening it tells of, and the thread, the developing story that happening is part of.

A happening is held together by the mean likeness of all its reports (average link): a report that is like one of them only does not join.
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

SAME_HAPPENING: Final = 0.24
"""Least mean likeness of a report to those of a happening."""
SAME_TWO: Final = 0.27
"""Least mean likeness of the reports of two happenings that turn out to be one."""
SAME_DAY: Final = timedelta(hours=36)
"""Within which reports of one happening mostly come."""
OVER: Final = timedelta(days=6)
"""After which no report tells of the same happening."""
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
    """The reports of a happening or of a thread, as far as they are compared: copies aside, the last ones to come in."""

    number: int
    reports: tuple[Weighed, ...]


def bearing_names(one: Sketch, rarity: Rarity) -> tuple[str, ...]:
    """The names by which a story is known, the rarest of those that are no subject: at most ``BEARING``."""
    limit = _most(rarity)
    known = [(rarity.holding.get(name, 0), name) for name in one.names if look_up(name.lower()) is None]
    return tuple(name for count, name in sorted(known) if count <= limit)[:BEARING]


def find_happening(report: Weighed, happenings: Sequence[Group]) -> tuple[Group, ...]:
    """The happenings that the report tells of by its likeness, the likest first."""
    scored = [(_mean_likeness(report, group), group.number, group) for group in happenings]
    return tuple(group for score, _, group in sorted(scored, key=lambda item: (-item[0], item[1])) if score >= SAME_HAPPENING)


def is_one_happening(one: Group, other: Group) -> bool:
    """Whether two happenings are one. Reports without a date join others but bind nothing together, so only the others are asked."""
    pairs = [(a, b) for a in one.reports for b in other.reports if a.published_at and b.published_at]
    return bool(pairs) and fmean(likeness(a, b) * _same_time(a, b) for a, b in pairs) >= SAME_TWO


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


def _mean_likeness(report: Weighed, group: Group) -> float:
    return fmean(likeness(report, other) * _same_time(report, other) for other in group.reports) if group.reports else 0.0


def _same_time(one: Weighed, other: Weighed) -> float:
    """1 for reports of a day, falling to 0 where they lie too far apart; 1 where a date is missing."""
    return _falling(one, other, SAME_DAY, OVER)


def _later(one: Weighed, other: Weighed) -> float:
    return _falling(one, other, LINGERS, LINGERS + FADES)


def _falling(one: Weighed, other: Weighed, begins: timedelta, ends: timedelta) -> float:
    if one.published_at is None or other.published_at is None:
        return 1.0
    apart = abs(one.published_at - other.published_at)
    return min(1.0, max(0.0, (ends - apart) / (ends - begins)))
