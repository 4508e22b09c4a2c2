"""Records and streaks of one subject, counted again. Neither looks further back than the last gap in the table."""

from __future__ import annotations

from decimal import Decimal

from groundwire.counting.facts import unbroken
from groundwire.counting.recounts import UNKNOWN, Recount, Row, relative, ruled
from groundwire.counting.table_times import (
    find_period,
    shift,
)
from groundwire.counting.table_wording import say_point, say_when
from groundwire.counting.tables_said import (
    RecordSaid,
    StreakSaid,
)
from groundwire.model import Column, Point
from groundwire.protocols import Table


def recount_record(saying: RecordSaid, column: Column, row: Row, table: Table) -> Recount:
    """How far back the number, or the move, is the highest or lowest."""
    series, place = row.series, row.place
    if saying.of_change:
        return _record_move(saying, column, row, table)
    series = unbroken(series[: place + 1], table.card.every)
    place = len(series) - 1
    now = row.now.value * saying.sign
    since = next((point for point in reversed(series[:place]) if point.value * saying.sign >= now), None)
    if place == 0:
        return UNKNOWN
    extreme = "highest" if saying.sign > 0 else "lowest"
    told = f"the {extreme}{say_since(since, table)}: {say_point((row.now,), row.now.value, column, table.card)}"
    return ruled(_is_since(saying, row.now, since, series[0], table), told, (row.now, *((since,) if since else (series[0],))))


def _record_move(saying: RecordSaid, column: Column, row: Row, table: Table) -> Recount:
    """The largest rise or fall from one row to the next."""
    series = unbroken(row.series[: row.place + 1], table.card.every)
    place = len(series) - 1
    moves = [relative(series[i].value, series[i - 1].value, column) for i in range(1, place + 1)]
    if len(moves) < 2 or any(move is None for move in moves):
        return UNKNOWN
    now = (moves[-1] or Decimal(0)) * saying.sign
    earlier = next((i for i in range(len(moves) - 2, -1, -1) if (moves[i] or Decimal(0)) * saying.sign >= now), None)
    since = series[earlier + 1] if earlier is not None else None
    told = f"the largest such move{say_since(since, table)}"
    return ruled(
        now > 0 and _is_since(saying, row.now, since, series[0], table),
        told,
        (row.now, series[place - 1], *((since,) if since else ())),
    )


def say_since(since: Point | None, table: Table) -> str:
    """How far back a record goes, as a note has it."""
    return (
        f" since{say_when((since,), table.card).replace(' on ', ' ').replace(' in ', ' ')}"
        if since is not None
        else " of all its rows"
    )


def _is_since(saying: RecordSaid, now: Point, since: Point | None, first: Point, table: Table) -> bool:
    """Whether a record goes back to where the draft says: the last row that was as high lies there."""
    told = saying.since
    if told.time is not None:
        period = find_period(told.time, table.times())
        if period is None:
            return False
        found = since if since is not None else first
        return found.when is not None and period.holds(found.when)
    if told.grain is not None and now.when is not None:
        reached = shift(now.when, told.grain, -told.steps)
        if since is None or since.when is None:
            return first.when is not None and first.when <= reached
        farther = shift(now.when, told.grain, -(told.steps + max(1, told.steps // 4)))
        return since.when <= reached and (told.is_least or farther <= since.when)
    if told.begin is not None:
        period = find_period(told.begin, table.times())
        return since is None and period is not None and first.when is not None and period.holds(first.when)
    return since is None


def recount_streak(saying: StreakSaid, column: Column, row: Row, table: Table) -> Recount:
    """How many rises or falls in a row end with the row."""
    every = table.card.every
    series = unbroken(row.series[: row.place + 1], every)
    place = len(series) - 1
    if saying.grain is not None and saying.grain is not every or place == 0:
        return UNKNOWN
    count = 0
    while count < place and (series[place - count].value - series[place - count - 1].value) * saying.sign > 0:
        count += 1
    move = "rise" if saying.sign > 0 else "fall"
    told = f"{count} {move}{'' if count == 1 else 's'} in a row{say_when((row.now,), table.card)}"
    is_open = count == place
    is_right = count == saying.count
    if is_open and saying.count > count:
        return UNKNOWN
    return ruled(is_right, told, series[max(0, place - count) : place + 1][::-1])
