"""Times that cannot both be right: another hour or another day of the same act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.editing.deeds import Deed
from groundwire.editing.disputed_figures import verbs_alike
from groundwire.editing.figure_agreement import Agreement
from groundwire.editing.same_matter import (
    REPEATABLE,
    Matter,
    agree_in_day,
    differ_in_day,
    figures_clash,
    likeness,
    mutual_likeness,
    places_clash,
    same_party,
    same_times,
    sentence_likeness,
    surroundings_clash,
)
from groundwire.editing.time_agreement import compare_times
from groundwire.model import Precision, Time, Token
from groundwire.reading import cues

ALIKE: Final = 0.6
"""Least likeness of two clauses that tell of the same deed with other verbs."""
ALIKE_IN_ACT: Final = 0.4
"""The same where the verb is the same."""
ALIKE_IN_DAY: Final = 0.56
"""The same where days are compared: one act may be done every day, but not in the same words."""
ROUGHLY: Final = 30
"""Minutes by which "shortly after three" may differ from another time before the two clash."""
_FULL_DATE: Final = re.compile(r"(?:\b[0-9]{4},?\s|(?i:updated|published|posted)[\w\s:]{0,20})\Z")
_ROUGH: Final = re.compile(r"(?i)\b(?:about|around|shortly|just|roughly|nearly|almost|some|soon|approximately)\b")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Moment:
    """A time that a deed is told to have happened at."""

    deed: Deed
    time: Time


def find_moments(deeds: Sequence[Deed]) -> list[Moment]:
    """The hours and days of one report's deeds, each with the deed it hangs on."""
    return [
        Moment(deed=deed, time=time)
        for deed in deeds
        if deed.is_firm and not deed.is_quoted and not deed.is_negated and _is_once(deed)
        for time in deed.times
        if not _is_stamp(deed, time)
    ]


def _is_stamp(deed: Deed, time: Time) -> bool:
    """Whether an hour is that of a report's publication, written after a full date."""
    before = deed.passage.text[: time.span.start - deed.passage.span.start]
    return bool(time.clock) and bool(_FULL_DATE.search(before))


def _is_once(deed: Deed) -> bool:
    """Whether the deed is one that is done once: neither talk nor what says nothing without its object ("gave approval" does)."""
    if deed.act in ("give", "make", "take", "get"):
        return deed.object is not None and not deed.object.is_unknown
    return deed.act not in REPEATABLE | cues.SPEECH | cues.JUDGEMENT


def clashing_moments(one: Sequence[Moment], other: Sequence[Moment], matter: Matter) -> Iterator[tuple[Moment, Moment]]:
    """The pairs of two reports' times that cannot both be right."""
    for mine in one:
        for theirs in other:
            hours = _clock_clash(mine.time, theirs.time) and _same_moment(mine, theirs, matter)
            if hours or (_days_clash(mine, theirs, one, other) and _same_day_meant(mine, theirs, matter)):
                yield mine, theirs


def _days_clash(mine: Moment, theirs: Moment, one: Sequence[Moment], other: Sequence[Moment]) -> bool:
    """Whether the days differ, and neither report gives the other's day for such a deed as well."""
    return differ_in_day(mine.time, theirs.time) and not (_says(other, theirs, mine) or _says(one, mine, theirs))


def _says(moments: Sequence[Moment], told: Moment, sought: Moment) -> bool:
    """Whether the same report gives the sought time, too, for such a deed."""
    return any(
        moment is not told and moment.deed.act == told.deed.act and compare_times(moment.time, sought.time) is Agreement.AGREES
        for moment in moments
    )


def _clock_clash(one: Time, other: Time) -> bool:
    if not one.clock or not other.clock:
        return False
    same_day = one.begins is None or other.begins is None or one.begins == other.begins
    margin = ROUGHLY if _is_rough(one) or _is_rough(other) else 0
    return same_day and abs(_minutes(one.clock) - _minutes(other.clock)) > margin


def _is_rough(time: Time) -> bool:
    return time.precision is not Precision.EXACT or bool(_ROUGH.search(time.text))


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute) if hour.isdigit() and minute.isdigit() else 0


def _same_moment(one: Moment, other: Moment, matter: Matter) -> bool:
    a, b = one.deed, other.deed
    if same_times(a.times, b.times) is False or places_clash(a, b) or figures_clash(a, b) or surroundings_clash(a, b, matter):
        return False
    if same_party(a.doer, b.doer, matter, (a.passage, b.passage)) is False:
        return False
    same_act = a.act == b.act
    if not same_act and not verbs_alike(a, b, matter):
        return False
    return likeness(a, b, matter, _apart(one, other)) >= (ALIKE_IN_ACT if same_act else ALIKE)


def _same_day_meant(one: Moment, other: Moment, matter: Matter) -> bool:
    a, b = one.deed, other.deed
    if a.act != b.act or places_clash(a, b) or figures_clash(a, b) or surroundings_clash(a, b, matter):
        return False
    passages = (a.passage, b.passage)
    parties = same_party(a.doer, b.doer, matter, passages), same_party(a.object, b.object, matter, passages)
    if parties[0] is False or True not in parties or ((a.object is None) is not (b.object is None) and parties[0] is not True):
        return False
    if parties[1] is False and not (a.object and b.object and not (a.object.names and b.object.names)):
        return False
    if agree_in_day(a, b):
        return False
    least = ALIKE_IN_DAY + 0.08 * (a.act in REPEATABLE) + 0.05 * (parties[1] is False)
    return max(mutual_likeness(a, b, matter, _apart(one, other)), sentence_likeness(a, b, matter)[0]) >= least


def _apart(one: Moment, other: Moment) -> tuple[list[Token], list[Token]]:
    return _time_words(one.deed), _time_words(other.deed)


def _time_words(deed: Deed) -> list[Token]:
    return [t for t in deed.tokens if any(time.span.start <= t.start < time.span.end for time in deed.times)]
