"""Tables for tests: written as CSV with a card, and opened as a newsroom opens them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from groundwire.protocols import Table, Tools
from groundwire.tables.duck import make

PRICES = """
title = "Closing prices"
subject = "company"
subjects = "companies"
time = "day"
as_of = 2026-03-02T17:00:00Z
ticker = "ticker"
exchange = "exchange"
[columns.close]
meaning = "closing price"
verb = "closed at"
unit = "EUR"
decimals = 2
[aliases]
"Aldane Steel" = ["Aldane"]
"""
TRAFFIC = """
title = "Container traffic"
subject = "port"
subjects = "ports"
time = "month"
every = "month"
as_of = 2026-02-10T10:00:00Z
[columns.boxes]
meaning = "container traffic"
verb = "handled"
unit = "containers"
sums = "flow"
"""


def make_table(folder: Path, tools: Tools, header: str, rows: Iterable[str], card: str, name: str = "made.csv") -> Table:
    """The table of these lines under that card."""
    (folder / name).write_text("\n".join((header, *rows)) + "\n", "utf-8")
    (folder / name).with_suffix(".toml").write_text(card, "utf-8")
    return make(tools).open(str(folder / name))


def months(values: Iterable[object], subject: str = "Merrow", first: tuple[int, int] = (2025, 1)) -> list[str]:
    """A row a month; ``None`` leaves one out."""
    year, month = first
    rows = []
    for value in values:
        if value is not None:
            rows.append(f"{subject},{year}-{month:02},{value}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return rows


def at(text: str) -> datetime:
    """A moment of a test."""
    return datetime.fromisoformat(text)
