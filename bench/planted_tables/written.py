"""Sentences about the sample tables as newsrooms write them, in our own words, each true; and the errors planted in them.

A line is a table's name, ``|``, the sentence, then its errors, each as ``|| kind: words -> other words``: with the other words
the sentence is false. The kinds are ``cell`` (another cell's number), ``unit``, ``rank``, ``direction`` and ``period``; stale
values are planted by changing the table instead. ``written_dev.txt`` was looked at while the check was made, and so was
``written_wider.txt``, which was written later, in turns of phrase that the check did not know; of ``written_test.txt`` nobody
looks at more than the totals."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A true sentence about a table, and with an error of a kind in it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A true sentence about a table with the false ones made of it."""

    table: str
    text: str
    errors: tuple[Planted, ...]


def read_written(part: str) -> tuple[Written, ...]:
    """The sentences of the ``dev``, the ``wider`` or the ``test`` part. Raises ``ValueError`` for an error whose words the sentence has
    not."""
    return tuple(_read_line(line) for line in (_FOLDER / f"written_{part}.txt").read_text("utf-8").splitlines())


def _read_line(line: str) -> Written:
    table, _, rest = line.partition(" | ")
    text, *errors = (part.strip() for part in rest.split("||"))
    return Written(table=table, text=text, errors=tuple(_plant(text, error) for error in errors))


def _plant(text: str, error: str) -> Planted:
    kind, _, change = error.partition(": ")
    old, _, new = change.partition(" -> ")
    if old not in text:
        raise ValueError(f"{old!r} is not in {text!r}")
    return Planted(kind=kind, text=text.replace(old, new, 1))
