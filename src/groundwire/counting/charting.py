"""The chart of a story whose numbers carry it: how the number that it tells first came about, or how its rivals stand beside it.

It is made of the story's own sentences and the tables alone, so that it can be made again wherever the story is checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from groundwire.counting.facts import LEAST_SUBJECTS
from groundwire.editing.dating import MONTHS
from groundwire.model import BeatRole, Cell, Chart, ChartKind, ChartPoint, Grain, Point, Sentence, TableCard
from groundwire.protocols import Table

FEWEST: Final = 6
"""Fewest numbers that a line over time is drawn of."""
MOST_BARS: Final = 10
_SHOWN: Final = {Grain.DAY: 60, Grain.WEEK: 53, Grain.MONTH: 25, Grain.YEAR: 20}
"""Most times that a line shows, the last ones: about a quarter of days, a year of weeks, two years of months."""
_ORDER: Final = (BeatRole.LEDE, BeatRole.BY_THE_NUMBERS, BeatRole.PRICE_ACTION)
"""Whose numbers are drawn: those of a data story's lede, else the first beside the news."""


def find_chart(sentences: Sequence[Sentence], tables: Sequence[Table]) -> Chart | None:
    """The chart for the first of the story's sentences that rests on a cell: bars of the largest where the sentence sets it beside others,
    or the table has no times; else a line. Nothing from a guessed card, and nothing of which there are too few numbers."""
    for sentence, cell in _told_first(sentences):
        table = next((table for table in tables if table.card.id == cell.table_id and not table.card.is_guessed), None)
        point = _find_point(sentence.text, cell, table) if table else None
        if table and point:
            others = table.across(point.column.name, point.when)
            is_beside = point.when is None or sum(other.cell in sentence.evidence for other in others) >= LEAST_SUBJECTS
            return _beside(point, others, table, sentence.beat) if is_beside else _over_time(point, table, sentence.beat)
    return None


def _told_first(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Cell]]:
    for role in _ORDER:
        for sentence in sentences:
            if sentence.beat is role:
                yield from ((sentence, item) for item in sentence.evidence[:1] if isinstance(item, Cell))


def _find_point(text: str, cell: Cell, table: Table) -> Point | None:
    """The number that stands in the cell; whose it is stands in the sentence."""
    return next(
        (
            point
            for subject in table.subjects()
            if subject in text
            for point in table.series(subject, cell.column)
            if point.cell == cell
        ),
        None,
    )


def _over_time(point: Point, table: Table, beat: BeatRole) -> Chart | None:
    """A line up to the number; a time at which the table has none is a gap."""
    known = {each.when: each for each in table.series(point.subject, point.column.name)}
    days = [day for day in table.times() if point.when and day <= point.when][-_SHOWN.get(table.card.every, FEWEST) :]
    if sum(day in known for day in days) < FEWEST:
        return None
    points = tuple(
        ChartPoint(
            label=_say_time(table.card, day),
            value=known[day].value if day in known else None,
            cell=known[day].cell if day in known else None,
            day=day,
        )
        for day in days
    )
    return _make(ChartKind.SERIES, points, len(points) - 1, point, table.card, beat)


def _beside(point: Point, others: Sequence[Point], table: Table, beat: BeatRole) -> Chart | None:
    """Bars of the largest, among which the number must be."""
    largest = others[:MOST_BARS]
    if point not in largest or len(largest) < LEAST_SUBJECTS:
        return None
    points = tuple(ChartPoint(label=each.subject, value=each.value, cell=each.cell) for each in largest)
    return _make(ChartKind.RANKING, points, largest.index(point), point, table.card, beat)


def _make(kind: ChartKind, points: tuple[ChartPoint, ...], marked: int, point: Point, card: TableCard, beat: BeatRole) -> Chart:
    meaning = point.column.meaning or point.column.name
    of_all = meaning[:1].upper() + meaning[1:] + (f", {_say_time(card, point.when)}" if point.when else "")
    title = f"{point.subject}: {meaning}" if kind is ChartKind.SERIES else of_all
    source = ", ".join(part for part in (card.source, "sample data" if card.is_sample else "") if part)
    return Chart(
        kind=kind,
        title=title,
        points=points,
        unit=point.column.unit,
        source=source,
        as_of=card.as_of,
        marked=marked,
        beat=BeatRole.WHAT_HAPPENED if beat is BeatRole.LEDE else beat,
    )


def _say_time(card: TableCard, day: date) -> str:
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return {Grain.YEAR: str(day.year), Grain.MONTH: month}.get(card.every, f"{day.day} {month}")
