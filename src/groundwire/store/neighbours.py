"""The texts that a newcomer to the archive is held against: the nearest by vector and those that share the names it is known by, each with
its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Column, Connection, delete, func, select, tuple_

from groundwire.editing.sketches import Sketch, from_text, sketch
from groundwire.model import Document
from groundwire.store.rows import ASKED
from groundwire.store.schema import BEARING, DOCUMENTS, KIN
from groundwire.store.vectors import Drawers

NEAR: Final = 20
"""Texts nearest by vector that a report is held against."""
BY_NAME: Final = 10
"""The same of those that share its bearing names."""


@dataclass(slots=True)
class Member:
    """A text's place; a thread or a happening that turns out to be part of another one takes its number."""

    number: int
    original: int
    event: int
    thread: int
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A report that has no place yet."""

    document: Document
    vector: bytes
    sketch: Sketch = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sketch", sketch(self.document))


def find_near(connection: Connection, drawers: Drawers, batch: Mapping[int, Newcomer]) -> dict[int, list[tuple[int, float]]]:
    """Number and cosine of the nearest texts to each of the batch, itself aside."""
    found = drawers.nearest_many(connection, [one.vector for one in batch.values()], NEAR + 1)
    return {
        number: [(other, cosine) for cosine, other in near if other != number][:NEAR]
        for number, near in zip(batch, found, strict=True)
    }


def find_by_name(connection: Connection, bearing: Mapping[int, Sequence[str]]) -> dict[int, list[int]]:
    """For each of the batch the texts that share most of its bearing names, of as many the last to come in; those of the batch too."""
    holding: dict[str, list[int]] = {}
    asked = sorted({name for names in bearing.values() for name in names})
    place = func.row_number().over(partition_by=BEARING.c.name, order_by=BEARING.c.number.desc())
    for start in range(0, len(asked), ASKED):
        ranked = select(BEARING, place.label("place")).where(BEARING.c.name.in_(asked[start : start + ASKED])).subquery()
        for row in connection.execute(select(ranked).where(ranked.c.place <= BY_NAME).order_by(ranked.c.number)):
            holding.setdefault(row.name, []).append(row.number)
    for number, names in bearing.items():
        for name in names:
            holding.setdefault(name, []).append(number)
    found = {}
    for number, names in bearing.items():
        votes = Counter(other for name in names for other in holding[name][-2 * BY_NAME :] if other != number)
        found[number] = sorted(votes, key=lambda other: (-votes[other], -other))[:BY_NAME]
    return found


def forget_older(connection: Connection, names: Iterable[str]) -> None:
    """Of the texts that bear a name only the last are asked for: a name of every day costs no more than a new one."""
    place = func.row_number().over(partition_by=BEARING.c.name, order_by=BEARING.c.number.desc()).label("place")
    asked = sorted(names)
    for start in range(0, len(asked), ASKED):
        ranked = select(BEARING, place).where(BEARING.c.name.in_(asked[start : start + ASKED])).subquery()
        older = select(ranked.c.name, ranked.c.number).where(ranked.c.place > BY_NAME)
        connection.execute(delete(BEARING).where(tuple_(BEARING.c.name, BEARING.c.number).in_(older)))


def read_members(connection: Connection, column: Column[int], values: Iterable[int], most: int | None) -> list[Member]:
    """The places of the texts whose ``column`` is among the values; with ``most``, the last originals of each."""
    asked, found = sorted(values), []
    rows = select(KIN, DOCUMENTS.c.published_at).join(DOCUMENTS, DOCUMENTS.c.number == KIN.c.number)
    place = func.row_number().over(partition_by=column, order_by=KIN.c.number.desc()).label("place")
    for start in range(0, len(asked), ASKED):
        among = column.in_(asked[start : start + ASKED])
        if most is None:
            statement = rows.where(among)
        else:
            # Ranked by what the index holds; only what is left is read.
            ranked = select(KIN.c.number, place).where(among, KIN.c.original == KIN.c.number).subquery()
            statement = rows.join(ranked, ranked.c.number == KIN.c.number).where(ranked.c.place <= most)
        found += [
            Member(row.number, row.original, row.event, row.thread, from_text(row.sketch, row.published_at))
            for row in connection.execute(statement)
        ]
    return found
