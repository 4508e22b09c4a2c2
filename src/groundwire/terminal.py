"""Standard output and standard error: results, warnings, progress and files, safe for the reader's terminal."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from groundwire.printing import WIDEST

_CONTROLS = {
    code: "\ufffd"
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080))
    if chr(code) not in "\n\t"
}
"""A source's control characters must not steer the reader's terminal, turn a line round, or hide in it."""


class Bar:
    """One progress bar for one stage after the other."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: Any = None

    def show(self, stage: str, done: int, total: int) -> None:
        """How far the stage has come; a new stage begins a new bar."""
        from tqdm import tqdm

        if self._bar is None or stage != self._stage:
            self.close()
            self._stage = stage
            self._bar = tqdm(total=total, desc=plain(stage), leave=False, file=sys.stderr, dynamic_ncols=True)
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def say(self, line: str) -> None:
        """One line on standard error, beside the bar."""
        if self._bar is not None:
            self._bar.clear()
        say(line)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def save(folder: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write each file whole or not at all: beside its place first, then moved there. What is right already is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in files:
        path = folder / Path(name).name
        paths.append(path)
        if path.is_file() and path.read_bytes() == data:
            continue
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    return paths


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def warn(warnings: Sequence[str]) -> None:
    """One line on standard error for each warning."""
    for warning in warnings:
        say(f"warning: {warning}")


def say(message: str) -> None:
    """One line on standard error."""
    with contextlib.suppress(OSError):
        sys.stderr.buffer.write(f"groundwire: {' '.join(plain(message).split())}\n".encode("utf-8", "backslashreplace"))
        sys.stderr.flush()


def put_json(value: dict[str, object]) -> None:
    """One JSON object to standard output."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    try:
        put_bytes(text.encode("utf-8"))
    except UnicodeEncodeError:  # a lone surrogate in a source can only be written escaped
        put(json.dumps(value, indent=2) + "\n")


def put(text: str) -> None:
    """Text to standard output."""
    put_bytes(text.encode("utf-8", "backslashreplace"))


def put_bytes(data: bytes) -> None:
    """To standard output, always UTF-8. A reader who has gone away (``| head``) is no error."""
    if is_terminal(sys.stdout):
        data = plain(data.decode("utf-8", "replace")).encode("utf-8", "backslashreplace")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def plain(text: str) -> str:
    """The text without characters that steer a terminal."""
    return text.translate(_CONTROLS)


def columns() -> int:
    """How wide a line may be."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns) if is_terminal(sys.stdout) else WIDEST


def is_terminal(stream: Any) -> bool:
    """Whether a person is watching the stream."""
    return stream is not None and stream.isatty()
