"""Files of JSON lines: long ones, packed ones, cut ones."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from groundwire.errors import InputError, UnreadableSource
from groundwire.json_lines import fingerprint, is_lines, read_lines
from groundwire.model import Raw


def lines_of(path: Path, longest: int = 1000, after: int = 0) -> list[tuple[int, str]]:
    return [
        (line.number, line.raw.data.decode().strip() if isinstance(line.raw, Raw) else str(line.raw))
        for line in read_lines(path, longest, after)
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "A.NDJSON", "b.c.jsonl.gz", "ü.ndjson.gz"])
def test_names_of_files_of_lines(name: str) -> None:
    assert is_lines(Path("folder", name))
    assert not is_lines(Path(name + ".txt")) and not is_lines(Path("folder.jsonl", "a.json"))


def test_blank_lines_count_but_are_not_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\n{"a": 1}\r\n   \n\n{"b": 2}')
    assert lines_of(path) == [(2, '{"a": 1}'), (5, '{"b": 2}')]
    (first, _) = read_lines(path, 1000)
    assert isinstance(first.raw, Raw) and first.raw.origin == f"{path}:2"
    assert lines_of(path, after=2) == [(5, '{"b": 2}')] and lines_of(path, after=5) == []


def test_packed_file_reads_the_same(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    data = b"".join(b'{"text": "%d"}\n' % number for number in range(1000))
    plain.write_bytes(data)
    packed.write_bytes(gzip.compress(data))  # by what is in it, not by its name
    assert lines_of(plain) == lines_of(packed) and len(lines_of(plain)) == 1000
    assert list(read_lines(packed, 1000))[-1].read == packed.stat().st_size


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.999])
def test_packed_file_that_breaks_off_gives_what_stands_before(tmp_path: Path, share: float) -> None:
    path = tmp_path / "a.jsonl.gz"
    data = b"".join(b'{"text": "%s"}\n' % os.urandom(20).hex().encode() for _ in range(2000))
    packed = gzip.compress(data)
    path.write_bytes(packed[: max(12, int(len(packed) * share))])
    *good, (number, error) = lines_of(path)
    assert [line for _, line in good] == data.decode().splitlines()[: len(good)]
    assert number == len(good) + 1 and f"breaks off after line {len(good):,}" in error and "get the whole file" in error
    assert len(good) >= 2000 * (share - 0.1)


def test_damaged_packed_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    packed = bytearray(gzip.compress(b'{"text": "x"}\n' * 5000))
    packed[30:60] = b"\xff" * 30
    path.write_bytes(packed)
    assert "breaks off" in lines_of(path)[-1][1]


@pytest.mark.parametrize("size", [1001, 1002, 1500, 5000])
def test_line_that_is_too_long_costs_itself_alone(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"one\n" + b"x" * size + b"\nthree\n" + b"y" * 1000 + b"\n" + b"z" * size)
    told = lines_of(path)
    assert [number for number, _ in told] == [1, 2, 3, 4, 5]
    assert "more than 1,000 bytes" in told[1][1] and told[2][1] == "three" and "more than" in told[4][1]


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "folder.jsonl").mkdir()
    for name in ("pipe.jsonl", "folder.jsonl"):
        with pytest.raises(UnreadableSource, match="no regular file"):
            list(read_lines(tmp_path / name, 1000))
    with pytest.raises(FileNotFoundError):
        list(read_lines(tmp_path / "none.jsonl", 1000))
    assert issubclass(UnreadableSource, InputError)


def test_fingerprint_tells_a_file_that_was_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * 200_000)
    mark = fingerprint(path)
    assert fingerprint(path) == mark
    path.write_bytes(b"x" * 100_000 + b"y" + b"x" * 99_999)  # the same length and beginning
    os.utime(path, ns=(0, 1))
    assert fingerprint(path) != mark
