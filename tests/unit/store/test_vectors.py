"""The index file beside the database: right with it, without it, and with a wrong one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from groundwire.store.vectors import VectorFile, rank

Bytes = NDArray[np.int8]


@pytest.fixture(scope="module")
def vectors() -> Bytes:
    """Vectors that lie as those of reports do, on far fewer axes than they have."""
    random = np.random.default_rng(7)
    values = random.normal(size=(3000, 24)) @ random.normal(size=(24, 256))
    return np.rint(127 * values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.int8)


class Rows:
    """A database's vectors, numbered from 1 with gaps, of which the first ``upto`` are visible."""

    def __init__(self, vectors: Bytes, upto: int) -> None:
        self.vectors, self.upto = vectors, upto

    def __call__(self, after: int) -> list[tuple[int, bytes]]:
        return [(2 * n + 1, self.vectors[n].tobytes()) for n in range(self.upto) if 2 * n + 1 > after]


def recall(file: VectorFile, rows: Rows) -> float:
    """The share of the true ten nearest that the file finds, over thirty questions that are no reports."""
    random = np.random.default_rng(3)
    found = 0
    for _ in range(30):
        one, other = rows.vectors[random.integers(0, 3000, 2)].astype(int)
        wanted = ((one + other) // 2).astype(np.int8).tobytes()
        near = file.nearest(wanted, 10, rows)
        assert len(near) == len(set(near)) == 10
        found += len({number for _, number in rank(wanted, rows(0), 10)} & set(near))
    return found / 300


def write(prefix: Path | None, rows: Rows, tail: int = 500) -> VectorFile:
    """A file that grew as an archive grows, with some vectors beyond it."""
    file, whole = VectorFile(prefix, tail=tail), rows.upto
    for upto in range(400, whole, 400):
        rows.upto = upto
        file.settle(rows)
    rows.upto = whole
    return file


@pytest.mark.parametrize("is_file", [True, False])
def test_nearest_are_those_of_a_full_comparison(tmp_path: Path, vectors: Bytes, is_file: bool) -> None:
    rows = Rows(vectors, 3000)
    file = write(tmp_path / "a.vectors" if is_file else None, rows)
    assert recall(file, rows) >= 0.95
    assert len(file._numbers) and len(file.files()) == int(is_file)
    assert file.nearest(vectors[5].tobytes(), 1, rows) == [11] and file.nearest(vectors[2999].tobytes(), 1, rows) == [5999]
    if is_file:
        assert recall(VectorFile(tmp_path / "a.vectors"), rows) >= 0.95


def test_zeros_are_near_to_nothing(vectors: Bytes) -> None:
    assert VectorFile(None).nearest(bytes(256), 10, Rows(vectors, 100)) == [] == rank(bytes(256), Rows(vectors, 100)(0), 10)
    assert VectorFile(None).nearest(vectors[0].tobytes(), 10, Rows(vectors, 0)) == [] == rank(vectors[0].tobytes(), [], 10)


def test_equals_come_with_the_later_first() -> None:
    vector = bytes([1]) * 256
    assert [number for _, number in rank(vector, [(n, vector) for n in range(1, 9)], 3)] == [8, 7, 6]


@pytest.mark.parametrize("harm", ["cut", "zeros", "gone", "renamed"])
def test_file_that_is_not_whole_is_made_again(tmp_path: Path, vectors: Bytes, harm: str) -> None:
    rows = Rows(vectors, 1500)
    write(tmp_path / "a.vectors", rows)
    (path,) = tmp_path.glob("a.vectors-*")
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    elif harm == "renamed":
        path.rename(tmp_path / path.name.replace("-1599-", "-1601-"))
    else:
        path.write_bytes(data[: len(data) // 2] if harm == "cut" else bytes(len(data)))
    file = VectorFile(tmp_path / "a.vectors", tail=500)
    assert recall(file, rows) >= 0.95
    file.settle(rows)
    assert [path.name.split("-")[1] for path in file.files()] == ["2999"]
    assert recall(VectorFile(tmp_path / "a.vectors"), rows) >= 0.95


def test_file_of_another_database_is_thrown_away(tmp_path: Path, vectors: Bytes) -> None:
    write(tmp_path / "a.vectors", Rows(vectors[::-1], 1500))
    rows = Rows(vectors, 2000)
    file = VectorFile(tmp_path / "a.vectors")
    assert file.nearest(vectors[3].tobytes(), 1, rows) == [7] and not file.files()


def test_file_newer_than_what_this_process_sees_waits(tmp_path: Path, vectors: Bytes) -> None:
    seen, rows = Rows(vectors, 1000), Rows(vectors, 3000)
    early = write(tmp_path / "a.vectors", seen)
    late = write(tmp_path / "a.vectors", rows)
    assert max(early.nearest(vectors[0].tobytes(), 900, seen)) <= 2 * 1000
    assert len(late.files()) == 1
    assert early.nearest(vectors[2500].tobytes(), 1, rows) == [5001]
    assert early._opened == late._opened and recall(early, rows) >= 0.95


def test_file_is_removed_under_an_open_one(tmp_path: Path, vectors: Bytes) -> None:
    rows = Rows(vectors, 2000)
    write(tmp_path / "a.vectors", rows)
    file = VectorFile(tmp_path / "a.vectors", tail=100)
    assert recall(file, rows) >= 0.95
    for path in file.files():
        path.unlink()
    assert recall(file, rows) >= 0.95
    file.settle(rows)
    assert recall(file, rows) >= 0.95


def test_full_disk_leaves_all_as_it_was(tmp_path: Path, vectors: Bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Rows(vectors, 2000)
    file = write(tmp_path / "a.vectors", rows)
    before = file.files()

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        rows.upto = 3000
        file.settle(rows)
    assert file.files() == before and sorted(tmp_path.iterdir()) == sorted(before)
    assert recall(file, rows) >= 0.95
    file.settle(rows)
    assert file.files() != before and recall(file, rows) >= 0.95


def test_drafts_of_stopped_processes_go_in_time(tmp_path: Path, vectors: Bytes) -> None:
    old, young = tmp_path / ".a[1].vectors.111", tmp_path / ".a[1].vectors.222"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    write(tmp_path / "a[1].vectors", Rows(vectors, 1500))
    assert young.exists() and not old.exists() and len(list(tmp_path.iterdir())) == 2


def test_models_can_be_loaded_after_an_index_was_used() -> None:
    code = (
        "import numpy as np; from groundwire.store.vectors import VectorFile; rows = lambda after: [(1, bytes([1]) * 256)][after:]\n"
        "VectorFile(None, tail=1).settle(rows)\n"
        "from groundwire.encoders import embedding; embedding.make()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
