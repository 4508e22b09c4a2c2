"""Who moved most between two rows of a table: changes of all its subjects, set in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from groundwire.counting.facts import LEAST_SUBJECTS, MOST_RANKED, find_changes, move_of, points_to
from groundwire.model import Change, Column, Mover
from groundwire.protocols import Table


def find_changes_of_all(table: Table, column: Column, at: date) -> tuple[Change, ...] | str:
    """What every subject did from the time before to ``at``, or why that cannot be told, as one sentence an editor understands."""
    card, subjects = table.card, table.subjects()
    before = next((time for time in reversed(table.times()) if time < at), None)
    if before is None:
        return f"{card.id} has no time before {at}; movers need two"
    if not LEAST_SUBJECTS <= len(subjects) <= MOST_RANKED:
        return f"{card.id} has {len(subjects)} subjects; movers are told among {LEAST_SUBJECTS} to {MOST_RANKED}"
    changes: list[Change] = []
    for subject in subjects:
        points = points_to(table, subject, column, at)
        found = next((change for change in find_changes(points, table) if change.over is card.every), None) if points else None
        if found is None or found.then.when != before:
            return f"{subject} has no {column.meaning} on both {before} and {at} in {card.id}; movers need all"
        changes.append(found)
    return tuple(changes)


def find_movers(changes: Sequence[Change], *, is_rise: bool) -> tuple[Mover, ...]:
    """The changes in one direction as places among all, the largest first; as far as no two are level."""
    sized = sorted(
        (change for change in changes if size(change) and (size(change) > 0) == is_rise), key=lambda c: -abs(size(c))
    )
    movers: list[Mover] = []
    for place, change in enumerate(sized, 1):
        if any(other is not change and size(other) == size(change) for other in sized):
            break
        movers.append(Mover(change=change, place=place, total=len(changes), is_rise=is_rise, among=tuple(changes)))
    return tuple(movers)


def find_movers_at(table: Table, column: Column, at: date) -> tuple[Mover, ...]:
    """The rises, then the falls, of one time; none where they cannot be told."""
    changes = find_changes_of_all(table, column, at)
    if isinstance(changes, str):
        return ()
    return (*find_movers(changes, is_rise=True), *find_movers(changes, is_rise=False))


def size(change: Change) -> Fraction:
    """How far a number moved: in points for rates, else in percent."""
    return move_of(change.then, change.now) or Fraction(0)
