"""What the newsroom's own cells settle. The other checks hold a sentence against reports, and a number that stands in a table alone is in
none of them: that is no fault of the sentence. A report that tells the same thing otherwise is."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from groundwire.counting.asked_subjects import find_subject, fold
from groundwire.model import Cell, Draft, Figure, Grain, Outcome, Passage, Point, Reading, Ruling, Span, TableCard, Time
from groundwire.protocols import Evidence, Table

_DAYS = {Grain.DAY: 1, Grain.WEEK: 7}


def settle(draft: Draft, rulings: Sequence[Ruling], evidence: Evidence) -> list[Ruling]:
    """The rulings without those that cells settle: on a part which cells support in whole, that no report has it, and that a passage on
    another matter contradicts it. A passage is on the same matter where it names the subject and has a number of the same unit, and is not
    plainly of another time. What is missing of any word beyond that part stays, and so does a contradiction without a passage."""
    tables = {table.card.id: table for table in evidence.tables}
    backed: dict[int, list[Ruling]] = {}
    for ruling in rulings:
        cells = [item for item in ruling.evidence if isinstance(item, Cell)]
        if ruling.outcome is Outcome.SUPPORTED and not ruling.is_warning and cells and len(cells) == len(ruling.evidence):
            backed.setdefault(ruling.sentence, []).append(ruling)
    return [
        ruling
        for ruling in rulings
        if not any(_settles(support, ruling, draft, evidence, tables) for support in backed.get(ruling.sentence, ()))
    ]


def _settles(support: Ruling, ruling: Ruling, draft: Draft, evidence: Evidence, tables: dict[str, Table]) -> bool:
    if ruling.check == support.check or not (support.part[0] <= ruling.part[0] and ruling.part[1] <= support.part[1]):
        return False
    if ruling.outcome is not Outcome.CONTRADICTED:
        return ruling.outcome is not Outcome.SUPPORTED and not ruling.is_warning
    spans = [item for item in ruling.evidence if isinstance(item, Span)]
    text = draft.sentences[ruling.sentence].text
    return bool(spans) and not any(_is_same_matter(span, text, support.evidence, evidence, tables) for span in spans)


def _is_same_matter(span: Span, text: str, backing: Iterable[object], evidence: Evidence, tables: dict[str, Table]) -> bool:
    """Whether the passage at ``span`` speaks of what the cells are of."""
    reading = evidence.reading(span.document_id)
    passage = reading.passage_at(span)
    if passage is None:
        return True
    cells = {item for item in backing if isinstance(item, Cell)}
    for table in (tables[table_id] for table_id in dict.fromkeys(cell.table_id for cell in cells) if table_id in tables):
        points = list(_points(table, text, cells))
        for point in points:
            if (
                _names(passage, reading, point.subject, table.card)
                and _has_number_of(passage, reading, point, text)
                and _may_be_of(passage, reading, point, table.card)
            ):
                return True
        if not points:
            return True
    return False


def _points(table: Table, text: str, cells: set[Cell]) -> Iterable[Point]:
    """The numbers behind a sentence."""
    columns = {cell.column for cell in cells}
    for column in table.card.columns:
        if column.name in columns:
            for subject in table.subjects():
                if subject in text:
                    yield from (point for point in table.series(subject, column.name) if point.cell in cells)


def _names(passage: Passage, reading: Reading, subject: str, card: TableCard) -> bool:
    """Whether the passage speaks of the subject, by its name, an alias or a pronoun."""
    words = [subject, *(word for alias in card.aliases if alias.subject == subject for word in alias.words)]
    if any(fold(word) in fold(passage.text) for word in words):
        return True
    there = (name for name in reading.names if any(passage.span.covers(mention.span) for mention in name.mentions))
    return any(find_subject(name.text, (subject,), card) for name in there)


def _has_number_of(passage: Passage, reading: Reading, point: Point, text: str) -> bool:
    """Whether the passage has a number of the column's unit, or a percentage where the sentence has one."""
    figures: list[Figure] = [figure for figure in reading.figures if passage.span.covers(figure.span)]
    unit = point.column.unit
    return any(
        not unit or figure.unit.removesuffix("s") == unit.removesuffix("s") or (figure.unit in ("%", "pp") and "%" in text)
        for figure in figures
    )


def _may_be_of(passage: Passage, reading: Reading, point: Point, card: TableCard) -> bool:
    """Whether the passage can be of the time of the number: it names no time, or one that overlaps it."""
    if point.when is None:
        return True
    times: list[Time] = [time for time in reading.times if passage.span.covers(time.span) and time.begins and time.ends]
    last = _last_day(point.when, card.every)
    # A whole year or decade in a passage is the time of another number than a day's or a month's.
    finer = [time for time in times if time.grain not in (Grain.YEAR, Grain.DECADE) or card.every is Grain.YEAR]
    return not times or any(
        time.begins <= last and point.when <= time.ends for time in finer if time.begins is not None and time.ends is not None
    )


def _last_day(day: date, every: Grain) -> date:
    if every is Grain.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day.replace(month=12, day=31) if every is Grain.YEAR else day + timedelta(days=_DAYS[every] - 1)
