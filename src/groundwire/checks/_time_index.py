"""The times of an evidence, found by passage and by what they say: what looking one up costs does not grow with the evidence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._kept import KeptPerEvidence
from groundwire.editing.time_agreement import in_year_of, normal_words, years_back
from groundwire.model import Passage, Role, Time
from groundwire.protocols import Evidence

MOST: Final = 300
"""Times of one passage that one time of a draft is compared with."""
ALIKE: Final = 8
"""Places outside the passages found that say one and the same time, at most so many of which are compared."""
SAYINGS: Final = 24
"""Times that say different things, outside the passages found, at most so many of which are compared."""
_CLOCK_REACH: Final = 30
_MOST_MONTHS: Final = 24
_BEFORE: Final = 40
"""Times before a date without a year among which its year is looked for."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time of the evidence where it stands; ``in_year`` is a date that names no year in the year that its report named last."""

    time: Time
    passage: Passage
    in_year: Time | None


class TimeIndex:
    """Every time of the passages that may be evidence."""

    def __init__(self, evidence: Evidence) -> None:
        self._readings = {document.id: evidence.reading(document.id) for document in evidence.documents}
        self._found: dict[tuple[str, int], FoundTime | None] = {}
        self._places: dict[Key, dict[Key, list[tuple[str, int]]]] = {}
        self._clocks: list[tuple[int, str, int]] = []
        for document_id, reading in self._readings.items():
            for number, time in enumerate(reading.times):
                if time.clock:
                    self._clocks.append((minutes_of(time), document_id, number))
                    continue
                for key in _keys(time):
                    alike = self._places.setdefault(key, {}).setdefault(_saying(time), [])
                    if len(alike) < ALIKE:
                        alike.append((document_id, number))
        self._clocks.sort()

    def inside(self, passage: Passage) -> list[FoundTime]:
        """The times of one passage in text order, at most ``MOST``."""
        reading = self._readings[passage.span.document_id]
        first = bisect_left(reading.times, passage.span.start, key=lambda time: time.span.start)
        last = bisect_left(reading.times, passage.span.end, key=lambda time: time.span.start)
        found = (self._at(passage.span.document_id, number) for number in range(first, min(last, first + MOST)))
        return [one for one in found if one is not None]

    def beside(self, near: Sequence[Passage]) -> list[FoundTime]:
        """The times of the passages ``near``."""
        return [one for passage in near for one in self.inside(passage)]

    def elsewhere(self, time: Time, near: Sequence[Passage]) -> list[FoundTime]:
        """The times of all other passages that may agree."""
        spans = {passage.span for passage in near}
        return [one for one in self._elsewhere(time) if one.passage.span not in spans]

    def _elsewhere(self, time: Time) -> Iterator[FoundTime]:
        seen: set[tuple[str, int]] = set()
        places = self._near_clock(time) if time.clock else self._alike(time)
        for place in places:
            found = self._at(*place) if place not in seen else None
            seen.add(place)
            if found is not None:
                yield found

    def _near_clock(self, time: Time) -> list[tuple[str, int]]:
        minutes = minutes_of(time)
        first = bisect_left(self._clocks, (minutes - _CLOCK_REACH, "", 0))
        last = bisect_right(self._clocks, (minutes + _CLOCK_REACH + 1, "", 0))
        around = sorted(self._clocks[first : min(last, first + MOST)], key=lambda one: abs(one[0] - minutes))
        return [(document_id, number) for _, document_id, number in around[:SAYINGS]]

    def _alike(self, time: Time) -> Iterator[tuple[str, int]]:
        left = SAYINGS
        for key in _keys(time):
            for places in list(self._places.get(key, {}).values())[:left]:
                left -= 1
                yield from places

    def _at(self, document_id: str, number: int) -> FoundTime | None:
        key = (document_id, number)
        if key not in self._found:
            reading = self._readings[document_id]
            time = reading.times[number]
            passage = reading.passage_at(time.span)
            if passage is None or passage.role is Role.HEADLINE:
                self._found[key] = None
            else:
                before = reading.times[max(0, number - _BEFORE) : number]
                self._found[key] = FoundTime(time, passage, in_year_of(time, before))
        return self._found[key]


def minutes_of(time: Time) -> int:
    """The minute of the day that a clock time names."""
    hour, _, minute = time.clock.partition(":")
    return int(hour) * 60 + int(minute)


def _saying(time: Time) -> Key:
    """What makes two times interchangeable when they are compared with a third."""
    return time.begins, time.ends, time.clock, time.month, time.day, time.grain, time.precision, normal_words(time.text)


def _keys(time: Time) -> list[Key]:
    """Under what a time is filed; two times that may agree share at least one key."""
    keys: list[Key] = [("words", normal_words(time.text))]
    if (years := years_back(time.text)) is not None:
        keys.append(("years back", years))
    if time.weekday is not None:
        keys.append(("weekday", time.weekday))
    elif time.begins is not None and time.begins == time.ends:
        keys.append(("weekday", time.begins.weekday()))
    if time.begins is None or time.ends is None:
        return [*keys, ("month", time.month)] if time.month is not None else keys
    first, last = time.begins.year * 12 + time.begins.month - 1, time.ends.year * 12 + time.ends.month - 1
    if last - first < _MOST_MONTHS:
        keys += [("year and month", month) for month in range(first, last + 1)]
        keys += [("month", month % 12 + 1) for month in range(first, min(last, first + 11) + 1)]
    keys += [("year", year) for year in range(time.begins.year, min(time.ends.year, time.begins.year + _MOST_MONTHS) + 1)]
    return keys


TIMES: Final = KeptPerEvidence(TimeIndex)
"""The index of each evidence, made once."""
