"""The sample tables: invented companies, ports, results and counties, in our own numbers."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

from bench.rows import RowsTable
from groundwire.model import Column, ColumnKind, Grain, Sums, TableCard

_FOLDER: Final = Path(__file__).parent
_NAME, _TIME, _NUMBER = ColumnKind.NAME, ColumnKind.TIME, ColumnKind.NUMBER


def _columns(subject: str, time: str, *numbers: Column) -> tuple[Column, ...]:
    times = (Column(name=time, kind=_TIME),) if time else ()
    return (Column(name=subject, kind=_NAME), *times, *numbers)


CARDS: Final = (
    TableCard(
        id="shares",
        title="Share prices",
        row="one company on one trading day",
        subject="company",
        key=("company", "day"),
        time="day",
        every=Grain.DAY,
        is_sample=True,
        columns=_columns(
            "company",
            "day",
            Column(name="close", kind=_NUMBER, meaning="closing price", verb="closed at", unit="HUF"),
            Column(name="volume", kind=_NUMBER, meaning="trading volume", unit="shares", sums=Sums.FLOW),
        ),
    ),
    TableCard(
        id="ports",
        title="Port traffic",
        row="one port in one month",
        subject="port",
        key=("port", "month"),
        time="month",
        every=Grain.MONTH,
        is_sample=True,
        columns=_columns(
            "port",
            "month",
            Column(
                name="containers", kind=_NUMBER, meaning="container traffic", verb="handled", unit="containers", sums=Sums.FLOW
            ),
            Column(name="cargo", kind=_NUMBER, meaning="cargo", unit="t", sums=Sums.FLOW),
        ),
    ),
    TableCard(
        id="results",
        title="Annual results",
        row="one company",
        subject="company",
        key=("company",),
        is_sample=True,
        columns=_columns(
            "company",
            "",
            Column(name="revenue", kind=_NUMBER, meaning="revenue", unit="HUF", sums=Sums.FLOW),
            Column(name="revenue_forecast", kind=_NUMBER, unit="HUF", forecast_of="revenue"),
            Column(name="revenue_last_year", kind=_NUMBER, unit="HUF", year_before_of="revenue"),
            Column(name="profit", kind=_NUMBER, meaning="profit", verb="earned", unit="HUF", sums=Sums.FLOW),
            Column(name="profit_forecast", kind=_NUMBER, unit="HUF", forecast_of="profit"),
            Column(name="profit_last_year", kind=_NUMBER, unit="HUF", year_before_of="profit"),
        ),
    ),
    TableCard(
        id="jobs",
        title="Unemployment by county",
        row="one county in one month",
        subject="county",
        key=("county", "month"),
        time="month",
        every=Grain.MONTH,
        is_sample=True,
        columns=_columns(
            "county", "month", Column(name="rate", kind=_NUMBER, meaning="jobless rate", unit="%", sums=Sums.RATE)
        ),
    ),
)


@cache
def sample_tables() -> dict[str, RowsTable]:
    """The tables by name."""
    return {card.id: RowsTable(card, _rows(card.id)) for card in CARDS}


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
