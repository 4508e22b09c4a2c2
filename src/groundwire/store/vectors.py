"""Near reports by meaning, in tables of the archive's own database: nothing lies beside it, and what is committed is whole.

A vector is kept twice. Whole (256 signed bytes) it decides in the end. As the signs of its values alone (32 bytes) it lies in a drawer
with others like it, which is what a search goes through (inverted lists, Jegou et al. 2011; signs instead of values, Charikar 2002): the
drawers whose middles are nearest to what is looked for are opened, the vectors in them with most signs in common are candidates, and the
candidates are compared whole.

What comes in lies in a tray at first, which every search goes through. When the tray is full, what is in it is put away; a drawer that has
become too full is split in two. So the work for a report does not grow with the archive, and there are always drawers of one size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    bindparam,
    func,
    select,
)

from groundwire.store.rows import ASKED
from groundwire.store.schema import DOCUMENTS, METADATA

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]
    Counts = NDArray[np.uint16]
    Records = NDArray[np.void]

DIMENSIONS: Final = 256
OPENED: Final = 128
"""Drawers that a search for one vector opens."""
OPENED_EACH: Final = 32
"""The same for each of many: who files reports looks for what is very near, which lies in the first few drawers."""
CANDIDATES: Final = 10
"""Vectors compared whole for each one that is asked for; never more than ``MOST`` unless more are asked for."""
MOST: Final = 500
FEW: Final = 2_000
"""Texts that a filter leaves which are compared one by one, so that none is missed."""
WIDER: Final = 10
"""How many more near reports are asked for where a filter will leave some of them out."""
ROUNDS: Final = 8
"""Of moving the two middles when a drawer is split."""
TRAY: Final = 0
"""The number of the drawer that is the tray."""
_AT_ONCE: Final = 64
"""Drawers read in one statement."""
_RECORD: Final = [("number", "<i8"), ("signs", "<u8", (DIMENSIONS // 64,))]

VECTORS: Final = Table(
    "vectors",
    METADATA,
    # Only reports whose vector is not all zeros: those have no direction.
    Column("number", DOCUMENTS.c.number.type, ForeignKey("documents.number"), primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
DRAWERS: Final = Table(
    "drawers",
    METADATA,
    # Counts up; the two halves of a drawer that was split have new numbers.
    Column("drawer", Integer, primary_key=True, autoincrement=False),
    # The mean of what it was made for, its largest value 127; empty for the tray.
    Column("middle", LargeBinary, nullable=False),
    Column("held", Integer, nullable=False),
)
FOLDERS: Final = Table(
    "folders",
    METADATA,
    # All folders of a drawer but the last are full.
    Column("drawer", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    # Numbers and signs, one after the other (``_RECORD``).
    Column("data", LargeBinary, nullable=False),
)


def make_tables(connection: Connection) -> None:
    """The tables, with an empty tray."""
    for table in (VECTORS, DRAWERS, FOLDERS):
        table.create(connection)
    connection.execute(DRAWERS.insert().values(drawer=TRAY, middle=b"", held=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawers:
    """How the vectors of an archive are kept: how many the ``tray`` takes, how many a drawer when it is ``full``, how many a ``folder``,
    the piece of a drawer that is written at once. There is no state: every process sees what its transaction sees."""

    tray: int = 8_192
    full: int = 1_024
    folder: int = 256

    def add(self, connection: Connection, new: Mapping[int, bytes]) -> None:
        """Keep vectors by the numbers of their reports, which are higher than all before; those of zeros are left out."""
        rows = [{"number": number, "data": vector} for number, vector in new.items() if any(vector)]
        if not rows:
            return
        connection.execute(VECTORS.insert(), rows)
        records = _records(*_matrix([(row["number"], row["data"]) for row in rows]))
        if self._append(connection, {TRAY: records})[TRAY] >= self.tray:
            self._put_away(connection)

    def nearest(self, connection: Connection, vector: bytes, where: ColumnElement[bool] | None, limit: int) -> list[int]:
        """The numbers of the nearest, nearest first (cosine; ties by the later one); none for a vector of zeros. ``where`` is about
        reports, and a text fits if one of the reports that have it fits: where few are left they are compared one by one, else the
        nearest of all are filtered."""
        if where is None:
            return [number for _, number in _nearest(connection, [vector], limit, OPENED)[0]]
        fitting = select(VECTORS).where(VECTORS.c.number.in_(select(DOCUMENTS.c.first).where(where)))
        rows = connection.execute(fitting.limit(FEW + 1)).all()
        if len(rows) <= FEW:
            return [number for _, number in rank(vector, [(row.number, row.data) for row in rows], limit)]
        near = [number for _, number in _nearest(connection, [vector], WIDER * limit, OPENED)[0]]
        kept = set(connection.execute(select(DOCUMENTS.c.first).where(DOCUMENTS.c.first.in_(near), where)).scalars())
        return [number for number in near if number in kept][:limit]

    def nearest_many(self, connection: Connection, vectors: Sequence[bytes], limit: int) -> list[list[tuple[float, int]]]:
        """For each of the vectors cosine and number of the nearest, nearest first (ties by the later one); none for one of zeros. All are
        looked for together, a few drawers for each, so that hundreds cost little more than the drawers they open."""
        return _nearest(connection, vectors, limit, OPENED_EACH)

    def vectors(self, connection: Connection, numbers: Sequence[int]) -> dict[int, bytes]:
        """The vectors of those texts, of those that have one."""
        rows = connection.execute(select(VECTORS).where(VECTORS.c.number.in_(numbers)))
        return {row.number: row.data for row in rows}

    # --- putting away -------------------------------------------------------------------------------------------------

    def _append(self, connection: Connection, new: Mapping[int, Records]) -> dict[int, int]:
        """Put records into drawers, behind what they hold; how many vectors each of those drawers holds now."""
        here = DRAWERS.c.drawer.in_(bindparam("drawers", list(new), expanding=True))
        held = {row.drawer: row.held for row in connection.execute(select(DRAWERS.c.drawer, DRAWERS.c.held).where(here))}
        # A full folder is left alone: the place behind it has none yet.
        last = (FOLDERS.c.drawer == DRAWERS.c.drawer) & (FOLDERS.c.place == DRAWERS.c.held // self.folder)
        begun = {row.drawer: row for row in connection.execute(select(FOLDERS).join(DRAWERS, last).where(here))}
        if begun:
            same = (FOLDERS.c.drawer == bindparam("its_drawer")) & (FOLDERS.c.place == bindparam("its_place"))
            connection.execute(
                FOLDERS.delete().where(same), [{"its_drawer": row.drawer, "its_place": row.place} for row in begun.values()]
            )
        rows = []
        for drawer, records in new.items():
            data = (begun[drawer].data if drawer in begun else b"") + records.tobytes()
            step = self.folder * records.dtype.itemsize
            for place, start in enumerate(range(0, len(data), step), start=held[drawer] // self.folder):
                rows.append({"drawer": drawer, "place": place, "data": data[start : start + step]})
            held[drawer] += len(records)
        connection.execute(FOLDERS.insert(), rows)
        connection.execute(
            DRAWERS.update().where(DRAWERS.c.drawer == bindparam("its_drawer")).values(held=bindparam("now")),
            [{"its_drawer": drawer, "now": count} for drawer, count in held.items()],
        )
        return held

    def _put_away(self, connection: Connection) -> None:
        """Empty the tray into the drawers, and split those that have become too full."""
        import numpy as np

        numbers, vectors = _whole(connection, _join(_read(connection, [TRAY])[TRAY])["number"])
        drawers, middles = _opened(connection)
        if not drawers:
            _make_drawer(connection, TRAY + 1, vectors)
            drawers, middles = _opened(connection)
        own, records = np.argmax(vectors @ middles.T, axis=1), _records(numbers, vectors)
        held = self._append(connection, {drawers[place]: records[own == place] for place in np.unique(own).tolist()})
        _empty(connection, [TRAY])
        connection.execute(DRAWERS.update().where(DRAWERS.c.drawer == TRAY).values(held=0))
        self._split(connection, [drawer for drawer, count in held.items() if count > self.full])

    def _split(self, connection: Connection, drawers: Sequence[int]) -> None:
        """Make two of each of the drawers, and more of them until none is too full."""
        waiting = [_whole(connection, _join(folders)["number"]) for folders in _read(connection, drawers).values()]
        number = connection.execute(select(func.max(DRAWERS.c.drawer))).scalar_one()
        _empty(connection, drawers)
        connection.execute(DRAWERS.delete().where(DRAWERS.c.drawer.in_(drawers)))
        new = {}
        while waiting:
            numbers, vectors = waiting.pop()
            if len(numbers) > self.full:
                first = _halve(vectors)
                waiting += [(numbers[first], vectors[first]), (numbers[~first], vectors[~first])]
                continue
            number += 1
            _make_drawer(connection, number, vectors)
            new[number] = _records(numbers, vectors)
        if new:
            self._append(connection, new)


USUAL: Final = Drawers()


def _make_drawer(connection: Connection, drawer: int, vectors: Floats) -> None:
    """An empty drawer for what is like ``vectors``."""
    import numpy as np

    middle = vectors.sum(axis=0)
    data = np.rint(127 * middle / max(float(np.abs(middle).max()), 1e-9)).astype(np.int8).tobytes()
    connection.execute(DRAWERS.insert().values(drawer=drawer, middle=data, held=0))


def _empty(connection: Connection, drawers: Sequence[int]) -> None:
    connection.execute(FOLDERS.delete().where(FOLDERS.c.drawer.in_(drawers)))


def rank(vector: bytes, rows: Sequence[tuple[int, bytes]], limit: int) -> list[tuple[float, int]]:
    """Cosine and number of the nearest of ``rows``, nearest first, all of them compared; none for a vector of zeros."""
    if not rows or not any(vector):
        return []
    numbers, vectors = _matrix(rows)
    return _best(vectors @ _matrix([(0, vector)])[1][0], numbers, limit)


def _best(cosines: Floats, numbers: Integers, limit: int) -> list[tuple[float, int]]:
    import numpy as np

    best = np.lexsort((-numbers, -cosines))[:limit]
    return list(zip(cosines[best].tolist(), numbers[best].tolist(), strict=True))


# --- looking ------------------------------------------------------------------------------------------------------------


def _nearest(connection: Connection, vectors: Sequence[bytes], limit: int, opened: int) -> list[list[tuple[float, int]]]:
    import numpy as np

    asked = [place for place, vector in enumerate(vectors) if any(vector)]
    found: list[list[tuple[float, int]]] = [[] for _ in vectors]
    if not asked:
        return found
    _, wanted = _matrix([(0, vectors[place]) for place in asked])
    pools = _gather(connection, wanted, opened, max(limit, min(CANDIDATES * limit, MOST)))
    numbers, whole = _whole(connection, np.unique(np.concatenate(pools)))
    for place, pool, one in zip(asked, pools, wanted, strict=True):
        rows = np.searchsorted(numbers, pool)
        found[place] = _best(whole[rows] @ one, numbers[rows], limit)
    return found


def _gather(connection: Connection, wanted: Floats, opened: int, size: int) -> list[Integers]:
    """For each row of ``wanted`` the numbers of the ``size`` vectors with most signs in common, out of the drawers nearest to it and the
    tray; more where several have as many in common, but no more than as many again, the later ones: light edits of one wire may be
    thousands. Fewer where there are no more."""
    import numpy as np

    signs = _records(np.zeros(len(wanted), np.int64), wanted)["signs"]
    seen: list[list[tuple[Counts, Integers]]] = [[(np.zeros(0, np.uint16), np.zeros(0, np.int64))] for _ in wanted]
    for asking, records in _open(connection, wanted, opened):
        theirs, numbers = np.ascontiguousarray(records["signs"].T), np.ascontiguousarray(records["number"])
        apart = np.zeros((len(asking), len(records)), np.uint16)
        for word in range(DIMENSIONS // 64):
            apart += np.bitwise_count(signs[asking, word, None] ^ theirs[word])
        for row, counts in zip(asking, apart, strict=True):
            seen[row].append((counts, numbers))
    pools = []
    for parts in seen:
        apart, numbers = (np.concatenate(part) for part in zip(*parts, strict=True))
        most = np.searchsorted(np.cumsum(np.bincount(apart, minlength=DIMENSIONS + 1)), size)
        near, tied = numbers[apart < most], numbers[apart == most]
        pools.append(np.concatenate([near, np.sort(tied)[-(2 * size - len(near)) :]]))
    return pools


def _open(connection: Connection, wanted: Floats, opened: int) -> Iterator[tuple[list[int], Records]]:
    """What lies in the tray and in the ``opened`` drawers nearest to each row of ``wanted``, with the rows that look into it: drawers into
    which the same rows look come together, a few at a time."""
    import numpy as np

    drawers, middles = _opened(connection)
    asking: dict[int, list[int]] = {TRAY: list(range(len(wanted)))}
    if drawers:
        order = np.argsort(-(wanted @ middles.T), axis=1)[:, :opened]
        for row, places in enumerate(order.tolist()):
            for place in places:
                asking.setdefault(drawers[place], []).append(row)
    numbers = sorted(asking)
    for start in range(0, len(numbers), _AT_ONCE):
        contents = _read(connection, numbers[start : start + _AT_ONCE])
        together: dict[tuple[int, ...], list[bytes]] = {}
        for drawer, folders in contents.items():
            together.setdefault(tuple(asking[drawer]), []).extend(folders)
        for rows, folders in together.items():
            yield list(rows), _join(folders)


# --- rows and matrices --------------------------------------------------------------------------------------------------


def _opened(connection: Connection) -> tuple[list[int], Floats]:
    """The numbers of the drawers beside the tray, and their middles at unit length."""
    rows = connection.execute(select(DRAWERS.c.drawer, DRAWERS.c.middle).where(DRAWERS.c.drawer != TRAY)).all()
    drawers, middles = _matrix(rows)
    return drawers.tolist(), middles


def _read(connection: Connection, drawers: Sequence[int]) -> dict[int, list[bytes]]:
    """The folders of each of the drawers that is not empty."""
    asked = FOLDERS.c.drawer.in_(bindparam("drawers", drawers, expanding=True))
    folders: dict[int, list[bytes]] = {}
    for drawer, data in connection.execute(select(FOLDERS.c.drawer, FOLDERS.c.data).where(asked)).all():
        folders.setdefault(drawer, []).append(data)
    return folders


def _join(folders: Sequence[bytes]) -> Records:
    import numpy as np

    return np.frombuffer(b"".join(folders), _RECORD)


def _whole(connection: Connection, numbers: Integers) -> tuple[Integers, Floats]:
    """The whole vectors of those numbers, in their order, at unit length."""
    import numpy as np

    asked = np.sort(numbers).tolist()
    rows: list[Any] = []
    for start in range(0, len(asked), ASKED):
        # Written out: thousands of bound numbers would cost more than finding their rows.
        numbered = ",".join(map(str, asked[start : start + ASKED]))
        rows += connection.exec_driver_sql(
            f"SELECT number, data FROM vectors WHERE number IN ({numbered}) ORDER BY number"
        ).all()
    return _matrix(rows)


def _matrix(rows: Sequence[Any]) -> tuple[Integers, Floats]:
    """Numbers and vectors of ``rows``; each vector at unit length."""
    import numpy as np

    values = np.frombuffer(b"".join(vector for _, vector in rows), np.int8).reshape(len(rows), DIMENSIONS).astype(np.float32)
    values /= np.maximum(np.sqrt(np.einsum("ij,ij->i", values, values)), 1e-9)[:, None]
    return np.array([number for number, _ in rows], np.int64), values


def _records(numbers: Integers, vectors: Floats) -> Records:
    import numpy as np

    records = np.empty(len(numbers), _RECORD)
    records["number"] = numbers
    records["signs"] = np.packbits(vectors > 0, axis=1).view("<u8")
    return records


def _halve(vectors: Floats) -> Any:
    """Which of the vectors belong to the first of two parts (2-means by cosine, from two that lie far apart); neither part is empty."""
    import numpy as np

    one = vectors[np.argmin(vectors @ vectors.mean(axis=0))]
    middles = np.stack([one, vectors[np.argmin(vectors @ one)]])
    first = np.zeros(len(vectors), bool)
    for _ in range(ROUNDS):
        lean = vectors @ (middles[0] - middles[1])
        first = lean > 0
        if not len(vectors) // 8 <= np.count_nonzero(first) <= len(vectors) - len(vectors) // 8:
            first = np.zeros(len(vectors), bool)
            first[np.argsort(-lean, kind="stable")[: len(vectors) // 2]] = True
        middles = np.stack([vectors[first].mean(axis=0), vectors[~first].mean(axis=0)])
        middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
    return first
