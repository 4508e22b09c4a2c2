"""A timeline on its way to a page: its entries in words, and where each stands in a picture that is true to the time between them.

The picture stretches to whatever width there is: places along it are shares of the width, heights are pixels. What would collide on
a narrow phone stands one above the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from groundwire.editing.dating import MONTHS, iso_dating, say_dating
from groundwire.editing.sections import Placed
from groundwire.formats._wording import count_of
from groundwire.model import Dating, Story

NARROWEST = 280
"""Pixels of the narrowest picture in which nothing may collide: a phone of 320 with its margins."""
RADIUS = 11
ROW = 26
"""Height of a row of points."""
MARGIN = 4.5
"""Share of the width, in percent, left free at each end: a point and a little more."""
LETTER = 6.4
"""Width of a letter of a mark's label, in pixels, generously."""
BETWEEN = 6
"""Pixels left free between two labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: its sentence with the index that rulings use, taken apart into the date and what happened."""

    placed: Placed
    dating: Dating
    label: str
    words: str

    @property
    def moment(self) -> str:
        """The date for machines, as exact as it is known: "2026-03-02", "2026-03", "2026"."""
        return iso_dating(self.dating)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One entry in the picture; ``x`` and the range it lies in, in percent of the width, ``y`` in pixels."""

    entry: Entry
    x: float
    y: int
    begins: float
    ends: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of the calendar with its label, in percent of the width."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Where everything stands; ``axis`` is the height of the line, ``summary`` what somebody is told who cannot see it."""

    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    axis: int
    height: int
    summary: str


def find_entries(story: Story) -> tuple[Entry, ...]:
    """The entries of the story's timeline, in its order; an editor's sentence that no longer begins with the date stands as it is."""
    found = []
    for happening in story.timeline:
        index = next((i for i, sentence in enumerate(story.all_sentences) if sentence == happening.sentence), None)
        if index is None:
            continue
        label = say_dating(happening.dating)
        words = happening.sentence.text.removeprefix(f"{label}: ")
        found.append(
            Entry(placed=Placed(index=index, sentence=happening.sentence), dating=happening.dating, label=label, words=words)
        )
    return tuple(found)


def draw(entries: Sequence[Entry]) -> Picture | None:
    """The picture of the entries, or ``None`` where they lie on one day only and there is nothing to draw."""
    if not entries:
        return None
    first = min(entry.dating.first for entry in entries)
    last = max(entry.dating.last for entry in entries)
    if first == last:
        return None
    scale = Scale(first, last)
    rows = _rows([scale.middle(entry.dating) for entry in entries])
    axis = ROW * (max(rows) + 1) + RADIUS
    points = tuple(
        Point(
            entry=entry,
            x=scale.middle(entry.dating),
            y=axis - RADIUS - ROW // 2 - ROW * row,
            begins=scale.at(entry.dating.first),
            ends=scale.at(entry.dating.last),
        )
        for entry, row in zip(entries, rows, strict=True)
    )
    return Picture(points=points, ticks=find_ticks(first, last, scale), axis=axis, height=axis + 28, summary=_summary(entries))


@dataclass(frozen=True, slots=True)
class Scale:
    """Days along a picture that stretches to whatever width there is; the last is after the first. ``left`` is the share of the width
    left free before the first."""

    first: date
    last: date
    left: float = MARGIN

    def at(self, day: date) -> float:
        """Where a day stands, in percent of the width."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.left + (100 - self.left - MARGIN) * share, 2)

    def middle(self, dating: Dating) -> float:
        """Where the middle of a dating stands, in percent of the width."""
        return round((self.at(dating.first) + self.at(dating.last)) / 2, 2)


def _rows(places: Sequence[float]) -> list[int]:
    """For each place the lowest row in which it touches none before it."""
    apart = 100 * (2 * RADIUS + 3) / NARROWEST
    rows: list[list[float]] = []
    found = []
    for place in places:
        row = next((number for number, taken in enumerate(rows) if all(abs(place - x) >= apart for x in taken)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(place)
        found.append(row)
    return found


def find_ticks(first: date, last: date, scale: Scale) -> tuple[Tick, ...]:
    """The finest marks of the calendar, at a regular step, whose labels do not run into one another."""
    marks: list[Tick] = []
    for days in _calendars(first, last):
        marks = [Tick(x=scale.at(day), label=label) for day, label in days]
        if all(_is_apart(one, other) for one, other in pairwise(marks)):
            break
    return tuple(marks)


def _is_apart(one: Tick, other: Tick) -> bool:
    needed = LETTER * (len(one.label) + len(other.label)) / 2 + BETWEEN
    return other.x - one.x >= 100 * needed / NARROWEST


def _calendars(first: date, last: date) -> Iterator[list[tuple[date, str]]]:
    """Days to mark with their labels: every day of a short time, every second, ..., every month, ..., every thousand years."""
    span = (last - first).days
    if span <= 60:
        for step in (1, 2, 5, 10):
            days = [first + timedelta(days=step * number) for number in range(span // step + 1)]
            yield [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in days]
    if span <= 1500:
        months = [date(number // 12, number % 12 + 1, 1) for number in range(_month(first), _month(last) + 1)]
        for step in (1, 2, 3, 6):
            days = [day for day in months if (day.month - 1) % step == 0 and first <= day]
            yield [(day, f"{MONTHS[day.month - 1][:3]} {day.year}") for day in days]
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        years = [date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0]
        yield [(day, str(day.year)) for day in years if first <= day]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _summary(entries: Sequence[Entry]) -> str:
    ahead = sum(entry.dating.is_ahead for entry in entries)
    words = f"{count_of(len(entries), 'happening')} from {entries[0].label} to {entries[-1].label}"
    return f"{words}, {ahead} of them still ahead." if ahead else f"{words}."
