"""Files with a JSON object on every line, packed or not: each line is a report of its own, and a bad one costs itself alone.

They are read as they come, a line at a time, because an archive's export may be larger than the memory."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from groundwire.errors import InputError, UnreadableSource
from groundwire.model import Raw, digest

_ENDINGS: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_KNOWN_BY: Final = 65_536
"""Bytes at its beginning by which a file is known again."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number from 1, the bytes of the file read so far (packed, where it is packed), and what it holds."""

    number: int
    read: int
    raw: Raw | InputError


def is_lines(path: Path) -> bool:
    """Whether the name is that of a file of JSON lines."""
    return path.name.lower().endswith(_ENDINGS)


def fingerprint(path: Path) -> str:
    """What tells a file from another of the same name: its length, its beginning, and when it was last written. One that only grew is
    another: reading again costs time, leaving out a changed line would cost a report. Raises ``OSError``."""
    with path.open("rb") as file:
        about = os.fstat(file.fileno())
        return digest(str(about.st_size), str(about.st_mtime_ns), file.read(_KNOWN_BY))


def read_lines(path: Path, longest: int, after: int = 0) -> Iterator[Line]:
    """The lines that are not blank, those up to number ``after`` left out. A line of more than ``longest`` bytes, and the place where a
    packed file breaks off, are errors among them. Raises ``UnreadableSource`` for what is no file and ``OSError`` for what cannot be
    opened."""
    origin = str(path)
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableSource(origin, "is no regular file", "give a file with a JSON object on every line")
    number = 0
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if packed else file
        try:
            # Two bytes more: a line break is no part of the line.
            while line := stream.readline(longest + 2):
                number += 1
                is_long = len(line.rstrip(b"\r\n")) > longest
                rest = line
                while is_long and rest and not rest.endswith(b"\n"):
                    rest = stream.readline(longest)
                if number <= after or not line.strip():
                    continue
                place = f"{origin}:{number}"
                held: Raw | InputError = Raw(data=line, origin=place, media_type="application/json")
                if is_long:
                    held = UnreadableSource(place, f"has more than {longest:,} bytes", "cut it or raise max_source_bytes")
                yield Line(number, file.tell(), held)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            reason = f"is packed and breaks off after line {number:,} ({error}); what stands before it is taken"
            yield Line(number + 1, os.fstat(file.fileno()).st_size, UnreadableSource(origin, reason, "get the whole file"))
