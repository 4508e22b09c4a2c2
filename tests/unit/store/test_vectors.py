"""Vectors in drawers: found as if all were compared, each lying in one place, however they came in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import Connection, create_engine, select

from groundwire.store.vectors import _RECORD, DRAWERS, FOLDERS, TRAY, USUAL, Drawers, make_tables, rank

Bytes = NDArray[np.int8]
COUNT = 3000
SMALL = Drawers(tray=200, full=100, folder=32)


@pytest.fixture(scope="module")
def vectors() -> Bytes:
    """Vectors that lie as those of reports do, on far fewer axes than they have."""
    random = np.random.default_rng(7)
    values = random.normal(size=(COUNT, 24)) @ random.normal(size=(24, 256))
    return np.rint(127 * values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.int8)


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A database with the tables of vectors and nothing else."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        make_tables(connection)
        yield connection
    engine.dispose()


def fill(connection: Connection, vectors: Bytes, drawers: Drawers = SMALL, step: int = 70) -> list[tuple[int, bytes]]:
    """Add the vectors, numbered from 1 with gaps, a few at a time; all of them as rows."""
    rows = [(2 * place + 1, vector.tobytes()) for place, vector in enumerate(vectors)]
    for start in range(0, len(rows), step):
        drawers.add(connection, dict(rows[start : start + step]))
    return rows


def ask(vectors: Bytes, count: int = 60) -> list[bytes]:
    """Questions that are no reports: what lies between two of them."""
    random = np.random.default_rng(3)
    pairs = random.integers(0, len(vectors), (count, 2))
    return [((vectors[one].astype(int) + vectors[other]) // 2).astype(np.int8).tobytes() for one, other in pairs]


def lying(connection: Connection) -> dict[int, list[int]]:
    """The numbers of the vectors in each drawer."""
    found: dict[int, list[int]] = {drawer: [] for drawer in connection.execute(select(DRAWERS.c.drawer)).scalars()}
    for row in connection.execute(select(FOLDERS).order_by(FOLDERS.c.drawer, FOLDERS.c.place)):
        found[row.drawer] += np.frombuffer(row.data, _RECORD)["number"].tolist()
    return found


def test_nearest_are_those_of_a_full_comparison(connection: Connection, vectors: Bytes) -> None:
    rows = fill(connection, vectors)
    found = alone = 0
    asked = ask(vectors)
    for vector, near in zip(asked, SMALL.nearest_many(connection, asked, 10), strict=True):
        true = rank(vector, rows, 10)
        assert near == sorted(near, reverse=True) and len({number for _, number in near}) == 10
        assert all(
            cosine == pytest.approx(dict(map(reversed, rank(vector, rows, COUNT)))[number]) for cosine, number in near[:1]
        )
        found += len({number for _, number in true} & {number for _, number in near})
        alone += len({number for _, number in true} & set(SMALL.nearest(connection, vector, None, 10)))
    assert found >= 0.9 * 600 and alone >= 0.93 * 600
    for place in (5, COUNT - 1):  # put away long ago, and in the tray
        assert SMALL.nearest(connection, vectors[place].tobytes(), None, 1) == [2 * place + 1]


def test_far_more_drawers_than_are_opened(connection: Connection, vectors: Bytes) -> None:
    drawers = Drawers(tray=100, full=10, folder=8)
    rows = fill(connection, vectors, drawers)
    assert len(lying(connection)) > 400
    asked = [vector for _, vector in rows[::50]]
    assert [near[0][1] for near in drawers.nearest_many(connection, asked, 3)] == [number for number, _ in rows[::50]]
    assert [drawers.nearest(connection, vector, None, 3)[0] for vector in asked] == [number for number, _ in rows[::50]]


@pytest.mark.parametrize("step", [1, 7, 250, 3000])
def test_each_vector_lies_in_one_drawer(connection: Connection, vectors: Bytes, step: int) -> None:
    rows = fill(connection, vectors[:600], step=step)
    there = lying(connection)
    assert sorted(number for own in there.values() for number in own) == [number for number, _ in rows]
    assert len(there[TRAY]) < SMALL.tray and max(len(own) for drawer, own in there.items() if drawer != TRAY) <= SMALL.full
    assert {row.drawer: row.held for row in connection.execute(select(DRAWERS))} == {d: len(own) for d, own in there.items()}
    full = {row.drawer: row.held // SMALL.folder for row in connection.execute(select(DRAWERS))}
    for row in connection.execute(select(FOLDERS)):
        assert row.place <= full[row.drawer]
        assert len(row.data) == 40 * SMALL.folder or row.place == full[row.drawer]


def test_what_was_rolled_back_was_never_there(connection: Connection, vectors: Bytes) -> None:
    fill(connection, vectors[:500])
    before = lying(connection)
    point = connection.begin_nested()
    SMALL.add(connection, {5000 + place: vector.tobytes() for place, vector in enumerate(vectors[500:900])})
    assert lying(connection) != before
    point.rollback()
    assert lying(connection) == before
    rest = {2 * place + 1: vectors[place].tobytes() for place in range(500, 900)}
    SMALL.add(connection, rest)
    assert SMALL.nearest_many(connection, list(rest.values()), 1) == [[(pytest.approx(1), number)] for number in rest]


def test_zeros_are_near_to_nothing(connection: Connection, vectors: Bytes) -> None:
    assert USUAL.nearest(connection, vectors[0].tobytes(), None, 10) == [] == rank(vectors[0].tobytes(), [], 10)
    USUAL.add(connection, {1: bytes(256), 2: vectors[0].tobytes()})
    assert USUAL.nearest(connection, bytes(256), None, 10) == [] == rank(bytes(256), [(2, vectors[0].tobytes())], 10)
    near = USUAL.nearest_many(connection, [bytes(256), vectors[0].tobytes()], 10)
    assert near == [[], [(pytest.approx(1), 2)]] and USUAL.nearest_many(connection, [], 10) == []


def test_equals_come_with_the_later_first_and_can_be_split(connection: Connection) -> None:
    vector = bytes([1]) * 256
    SMALL.add(connection, dict.fromkeys(range(1, 1001), vector))
    assert max(len(own) for own in lying(connection).values()) <= SMALL.full
    cosines, numbers = zip(*USUAL.nearest_many(connection, [vector], 1000)[0], strict=True)
    assert list(numbers) == list(range(1000, 0, -1)) and cosines == pytest.approx([1] * 1000)
    assert [number for _, number in rank(vector, [(n, vector) for n in range(1, 9)], 3)] == [8, 7, 6]
