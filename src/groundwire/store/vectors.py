"""Near reports by meaning, for SQLite, which knows no vectors: an index file beside the database.

The database is the truth. The file holds an index (HNSW, Malkov and Yashunin 2018, by usearch) over the vectors up to a number; those
that came later are read from the database and compared one by one. When they are many, a new file is written and takes the old one's
place. A file that is missing, cut off, damaged or another database's costs time, never a report: its name tells its last number and its
length, the vector of that number must be the database's, and a file that does not keep to it is made again."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from usearch.index import Index

    Bytes = NDArray[np.int8]

Rows = Callable[[int], list[tuple[int, bytes]]]
"""Number and vector of everything after the given number, in order; none of the vectors is all zeros."""
DIMENSIONS: Final = 256
TAIL: Final = 8_000
"""Vectors compared one by one before a new index file is written."""
SHARE: Final = 0.05
"""The same as a share of what the index holds: writing a large file pays only for many new vectors."""
CARE: Final = 64
"""Candidates weighed for each vector that is added: twice as many cost twice the time and find half a hundredth more."""
ABANDONED: Final = 3600.0
"""Seconds after which a draft that nobody finished is removed."""
_NAME = re.compile(r"-(\d+)-(\d+)$")
_BROKEN: Final = (OSError, RuntimeError, ValueError)
"""What usearch raises for a file that it cannot read or write."""


class VectorFile:
    """The index files that begin with ``prefix``; with ``None`` all stays in memory. A new file is written when ``tail`` vectors, and the
    ``share`` of what the last one has, came after it."""

    def __init__(self, prefix: Path | None, tail: int = TAIL, share: float = SHARE) -> None:
        self._prefix, self._most, self._share = prefix, tail, share
        self._lock = RLock()
        self._opened: Path | None = None
        self._index: Index | None = None
        self._last = 0
        self._numbers: list[int] = []
        self._tail: Bytes | None = None

    def nearest(self, vector: bytes, limit: int, rows: Rows) -> list[int]:
        """The numbers of the nearest, nearest first (cosine; ties by the later one); none for a vector of zeros."""
        import numpy as np

        if not any(vector):
            return []
        with self._lock:
            self._refresh(rows)
            found: list[tuple[float, int]] = []
            if self._index is not None:
                hits: Any = self._index.search(np.frombuffer(vector, np.int8), min(limit, len(self._index)))
                found += [(1 - float(hit.distance), int(hit.key)) for hit in hits]
            if self._tail is not None:
                found += _rank(vector, self._tail[: len(self._numbers)], self._numbers, limit)
        found.sort(reverse=True)
        return [number for _, number in found[:limit]]

    def settle(self, rows: Rows) -> None:
        """Write a new index file where many vectors came since the last one; where it cannot be written (a full disk) all stays as it
        was."""
        with self._lock:
            self._refresh(rows)
            held = len(self._index) if self._index is not None else 0
            if self._tail is None or len(self._numbers) < max(self._most, self._share * held):
                return
            import numpy as np

            with contextlib.suppress(*_BROKEN):
                index = self._writable()
                index.add(np.array(self._numbers), self._tail[: len(self._numbers)])
                if self._prefix is not None:
                    self._save(index, self._numbers[-1])
                self._index, self._last = index, self._numbers[-1]
                self._numbers, self._tail = [], None

    def files(self) -> list[Path]:
        """The index files there are, whole or not, longest first."""
        if self._prefix is None:
            return []
        found = self._prefix.parent.glob(glob.escape(self._prefix.name) + "-*")
        return sorted((path for path in found if _NAME.search(path.name)), key=_told, reverse=True)

    def _refresh(self, rows: Rows) -> None:
        """Take the newest file there is, perhaps another process's, and what the database has beyond it."""
        for path in self.files():
            if _told(path)[0] <= self._last or self._take(path, rows):
                break
        new = rows(self._numbers[-1] if self._numbers else self._last)
        if not new:
            return
        import numpy as np

        block = _block(new)
        used = len(self._numbers)
        if self._tail is None or used + len(new) > len(self._tail):
            room = np.zeros((max(2 * used, used + len(new), 256), DIMENSIONS), np.int8)
            if self._tail is not None:
                room[:used] = self._tail[:used]
            self._tail = room
        self._tail[used : used + len(new)] = block
        self._numbers += [number for number, _ in new]

    def _take(self, path: Path, rows: Rows) -> bool:
        """Open a file; whether it is of use. One that is damaged or another database's goes."""
        last, size = _told(path)
        late = rows(last - 1)
        if not late or late[0][0] != last:
            return False  # written by another process since this one began to read, or another database's

        try:
            index = _usearch().Index.restore(path, view=True) if path.stat().st_size == size else None
            held: Any = index.get(last) if index is not None else None
        except _BROKEN:
            index = held = None
        if index is None or held is None or held.tobytes() != late[0][1]:
            _remove(path)
            return False
        self._index, self._opened, self._last = index, path, last
        self._numbers, self._tail = [number for number, _ in late[1:]], _block(late[1:]) if late[1:] else None
        return True

    def _writable(self) -> Any:
        """An index that holds what the open one does, and can be added to. The open one may lie in a file that is gone by now."""

        if self._index is None:
            return _usearch().Index(ndim=DIMENSIONS, metric="cos", dtype="i8")
        return self._index if self._prefix is None else self._index.copy()

    def _save(self, index: Index, last: int) -> None:
        """Write beside, flush to the disk, give it its name; then the older files and abandoned drafts go."""
        assert self._prefix is not None
        draft = self._prefix.with_name(f".{self._prefix.name}.{os.getpid()}")
        try:
            index.save(draft)
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            path = self._prefix.with_name(f"{self._prefix.name}-{last}-{draft.stat().st_size}")
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        self._opened = path
        for older in self.files():
            if _told(older)[0] < last:
                _remove(older)
        for other in self._drafts():
            _remove(other)

    def _drafts(self) -> Iterator[Path]:
        """What processes that were stopped left behind."""
        assert self._prefix is not None
        for path in self._prefix.parent.glob(f".{glob.escape(self._prefix.name)}.*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > ABANDONED:
                    yield path


def rank(vector: bytes, rows: Sequence[tuple[int, bytes]], limit: int) -> list[tuple[float, int]]:
    """Cosine and number of the nearest of ``rows``, nearest first, all of them compared; none for a vector of zeros."""
    return _rank(vector, _block(rows), [number for number, _ in rows], limit) if rows and any(vector) else []


def _rank(vector: bytes, rows: Bytes, numbers: Sequence[int], limit: int) -> list[tuple[float, int]]:
    import numpy as np

    wanted = np.frombuffer(vector, np.int8).astype(np.float32)
    values = rows.astype(np.float32)
    cosines = values @ wanted / (np.linalg.norm(values, axis=1) * np.linalg.norm(wanted))
    best = np.lexsort((-np.array(numbers), -cosines))[:limit]
    return [(float(cosines[place]), numbers[place]) for place in best]


def _block(rows: Sequence[tuple[int, bytes]]) -> Bytes:
    import numpy as np

    return np.frombuffer(b"".join(vector for _, vector in rows), np.int8).reshape(len(rows), DIMENSIONS)


def _told(path: Path) -> tuple[int, int]:
    """The last number and the bytes that the file's name says it has."""
    told = _NAME.search(path.name)
    return (int(told[1]), int(told[2])) if told else (0, 0)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # another process may have it open where that forbids removing it
        path.unlink(missing_ok=True)


def _usearch() -> Any:
    """The module ``usearch.index``. Its library brings a C++ runtime of its own that ends the process when ONNX Runtime is loaded after it
    (seen with usearch 2.26 and onnxruntime 1.31 on Linux), so that one is loaded first."""
    import onnxruntime  # noqa: F401
    import usearch.index

    return usearch.index
