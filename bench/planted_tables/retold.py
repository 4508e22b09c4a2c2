"""True sentences from the product's own copy over random tables, and errors planted in each: thousands, without a person
writing one."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

from bench.planted_tables.written import Planted
from bench.rows import Row, RowsTable
from groundwire.counting.fact_choice import find
from groundwire.counting.fact_copy import points_of, say
from groundwire.counting.fact_words import Telling, time_of
from groundwire.counting.facts import numbers_of
from groundwire.counting.movers import find_movers_at
from groundwire.counting.quantities import say_value
from groundwire.model import Column, ColumnKind, Fact, Grain, Point, Sums, TableCard

_NAME, _TIME, _NUMBER = ColumnKind.NAME, ColumnKind.TIME, ColumnKind.NUMBER
_FIRST: Final = """Almar Borsa Cindal Dunholm Erdo Falmer Gerend Halden Ibolyk Jaszor Kestrel
Lendva Marosi Norvik Orsova Pelsoc Rabena Somlo""".split()
_SECOND: Final = {
    "prices": ("Steel", "Foods", "Motors", "Bank", "Pharma"),
    "ports": ("", "", "Bay", "Quay"),
    "rates": ("",),
    "results": ("Energy", "Group", "Cement", "Textiles"),
    "harvests": ("",),
}
_TURNED: Final = (
    ("up ", "down "), ("rose ", "fell "), ("highest", "lowest"), ("largest rise", "largest fall"), (" rise in a row", " fall in a row"),
    ("above the", "below the"), ("ahead of", "behind"),
)  # fmt: skip
_UNITS: Final = (
    ("forints", "euros"), ("yuan", "dollars"), ("containers", "tonnes"), ("tonnes", "containers"), (" percentage points", "%"),
    (" billion ", " million "), (" million ", " billion "),
)  # fmt: skip
_ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """A true sentence of the product's copy with its table, the same table after a cell behind the sentence has changed, and
    the false sentences made of it."""

    text: str
    facts: tuple[Fact, ...]
    table: RowsTable
    changed: RowsTable
    errors: tuple[Planted, ...]


def retell(seed: int, most: int) -> Iterator[Retold]:
    """At most so many sentences, from one random table after the other."""
    chance = random.Random(seed)
    count = 0
    while count < most:
        for one in _retell_table(_table(chance), chance):
            yield one
            count += 1
            if count == most:
                return


# --- random tables ----------------------------------------------------------------------------------------------------


def _table(chance: random.Random) -> RowsTable:
    kind = chance.choice(sorted(_SECOND))
    names = [" ".join((first, chance.choice(_SECOND[kind]))).strip() for first in chance.sample(_FIRST, chance.randint(4, 9))]
    return {"prices": _prices, "ports": _ports, "rates": _rates, "results": _results, "harvests": _harvests}[kind](
        names, chance
    )


def _walk(chance: random.Random, start: float, count: int, spread: float) -> list[float]:
    values = [start]
    while len(values) < count:
        values.append(max(start / 50, values[-1] * (1 + chance.gauss(0, spread))))
    return values


def _prices(names: Sequence[str], chance: random.Random) -> RowsTable:
    unit = chance.choice(("HUF", "CNY"))
    days = [day for day in (date(2025, 2, 3) + timedelta(days=number) for number in range(400)) if day.weekday() < 5]
    card = TableCard(
        id="prices",
        title="Share prices",
        row="one company on one trading day",
        subjects="companies",
        subject="company",
        key=("company", "day"),
        time="day",
        every=Grain.DAY,
        columns=(
            Column(name="company", kind=_NAME),
            Column(name="day", kind=_TIME),
            Column(name="close", kind=_NUMBER, meaning="closing price", verb="closed at", unit=unit),
        ),
    )
    rows: list[Row] = []
    for name in names:
        walk = _walk(chance, chance.uniform(20, 9000), len(days), 0.015)
        rows += [
            {"company": name, "day": day.isoformat(), "close": f"{value:.2f}"} for day, value in zip(days, walk, strict=True)
        ]
    return RowsTable(card, rows)


def _months(count: int) -> list[str]:
    return [f"{2022 + number // 12}-{number % 12 + 1:02}" for number in range(count)]


def _ports(names: Sequence[str], chance: random.Random) -> RowsTable:
    unit, meaning = chance.choice((("containers", "container traffic"), ("t", "cargo")))
    verb = chance.choice(("handled", "moved", ""))
    card = TableCard(
        id="ports",
        title="Port traffic",
        row="one port in one month",
        subjects="ports",
        subject="port",
        key=("port", "month"),
        time="month",
        every=Grain.MONTH,
        columns=(
            Column(name="port", kind=_NAME),
            Column(name="month", kind=_TIME),
            Column(name="traffic", kind=_NUMBER, meaning=meaning, verb=verb, unit=unit, sums=Sums.FLOW),
        ),
    )
    months = _months(50)
    rows: list[Row] = []
    for name in names:
        walk = _walk(chance, chance.uniform(4000, 90000), len(months), 0.06)
        rows += [{"port": name, "month": month, "traffic": str(int(value))} for month, value in zip(months, walk, strict=True)]
    return RowsTable(card, rows)


def _rates(names: Sequence[str], chance: random.Random) -> RowsTable:
    card = TableCard(
        id="jobless",
        title="Unemployment by county",
        row="one county in one month",
        subjects="counties",
        subject="county",
        key=("county", "month"),
        time="month",
        every=Grain.MONTH,
        columns=(
            Column(name="county", kind=_NAME),
            Column(name="month", kind=_TIME),
            Column(name="rate", kind=_NUMBER, meaning="jobless rate", unit="%", sums=Sums.RATE),
        ),
    )
    months = _months(50)
    rows: list[Row] = []
    for name in names:
        walk = _walk(chance, chance.uniform(2, 11), len(months), 0.05)
        rows += [{"county": name, "month": month, "rate": f"{value:.1f}"} for month, value in zip(months, walk, strict=True)]
    return RowsTable(card, rows)


def _results(names: Sequence[str], chance: random.Random) -> RowsTable:
    numbers = ("revenue", "profit")
    columns = [Column(name="company", kind=_NAME)]
    for name in numbers:
        verb = {"profit": "earned", "revenue": ""}[name]
        columns += [
            Column(name=name, kind=_NUMBER, meaning=name, verb=verb, unit="HUF", sums=Sums.FLOW),
            Column(name=f"{name}_expected", kind=_NUMBER, meaning=f"{name} expected", unit="HUF", forecast_of=name),
            Column(name=f"{name}_before", kind=_NUMBER, meaning=f"{name} a year earlier", unit="HUF", year_before_of=name),
        ]
    card = TableCard(
        id="results",
        title="Annual results",
        row="one company",
        subjects="companies",
        subject="company",
        key=("company",),
        columns=tuple(columns),
    )
    rows: list[Row] = []
    for name in names:
        row = {"company": name}
        for number in numbers:
            size = chance.uniform(2e8, 9e11)
            row |= {number: str(int(size)), f"{number}_expected": str(int(size * chance.uniform(0.8, 1.2)))}
            row |= {f"{number}_before": str(int(size * chance.uniform(0.7, 1.3)))}
        rows.append(row)
    return RowsTable(card, rows)


def _harvests(names: Sequence[str], chance: random.Random) -> RowsTable:
    card = TableCard(
        id="harvests",
        title="Wheat harvests",
        row="one region in one year",
        subjects="regions",
        subject="region",
        key=("region", "year"),
        time="year",
        every=Grain.YEAR,
        columns=(
            Column(name="region", kind=_NAME),
            Column(name="year", kind=_TIME),
            Column(name="wheat", kind=_NUMBER, meaning="wheat harvest", verb="harvested", unit="t", sums=Sums.FLOW),
        ),
    )
    rows: list[Row] = []
    for name in names:
        walk = _walk(chance, chance.uniform(9000, 4_000_000), 26, 0.12)
        rows += [{"region": name, "year": str(2000 + number), "wheat": str(int(value))} for number, value in enumerate(walk)]
    return RowsTable(card, rows)


# --- sentences and errors ---------------------------------------------------------------------------------------------


def _retell_table(table: RowsTable, chance: random.Random) -> Iterator[Retold]:
    """Some of all that can be told of a table at some of its times, in random order."""
    told: list[tuple[Fact, ...]] = []
    times: list[date | None] = [*chance.sample(table.times()[-30:], min(4, len(table.times())))] if table.times() else [None]
    for column in numbers_of(table.card):
        for at in times:
            for subject in chance.sample(table.subjects(), 3):
                found = find(table, subject, column, at)
                told += [each.facts for each in (*found.main, *found.further)] if found is not None else []
            told += [(mover,) for mover in find_movers_at(table, column, at)] if at is not None else []
    for facts in chance.sample(told, min(40, len(told))):
        now = next(iter(points_of(facts[0])))
        telling = Telling(table.card, datetime(now.when.year if now.when else 2026, 1, 1, tzinfo=UTC))
        text = say(facts, telling).text
        errors = tuple(_errors(text, facts, table, telling, chance))
        yield Retold(text=text, facts=facts, table=table, changed=_changed(table, now, chance), errors=errors)


def _changed(table: RowsTable, point: Point, chance: random.Random) -> RowsTable:
    """The table after the cell of a number has been corrected by a fifth or more."""
    value = point.value * Decimal(chance.choice(("0.71", "1.37")))
    shown = f"{value:.{max(0, -int(point.value.as_tuple().exponent))}f}"
    rows = []
    for row in table.rows:
        is_same = row[table.card.subject] == point.subject and table._key(row) == point.cell.row
        rows.append({**row, point.column.name: shown} if is_same else row)
    return RowsTable(table.card, rows)


def _errors(text: str, facts: Sequence[Fact], table: RowsTable, telling: Telling, chance: random.Random) -> Iterator[Planted]:
    now = next(iter(points_of(facts[0])))
    mine = say_value(now.value, now.column)
    series = [point for point in table.series(now.subject, now.column.name) if point.when != now.when]
    others = [point for point in (*series[-12:], *table.across(now.column.name, now.when)) if _is_other(point, now)]
    if others and mine in text:
        yield Planted(kind="cell", text=text.replace(mine, say_value(chance.choice(others).value, now.column), 1))
    for kind, pairs in (("unit", _UNITS), ("direction", _TURNED)):
        swapped = [
            _swap(text, old, new)
            for one, other in pairs
            for old, new in ((one, other), (other, one))
            if _swap(text, old, new) != text
        ][:1]
        swapped = [swap for swap in swapped if kind != "unit" or any(old in text for old, _ in pairs)]
        yield from (Planted(kind=kind, text=swap) for swap in swapped)
    rank = re.search(
        rf"\branked (?:joint )?({'|'.join(_ORDINALS)})\b|\bthe ({'|'.join(_ORDINALS[1:])})-largest|the largest (?=rise|fall)",
        text,
    )
    if rank is not None:
        yield Planted(kind="rank", text=_other_place(text, rank, chance))
    if now.when is not None:
        there = time_of(now.when, telling)
        wrong = [point for point in series[-20:] if _is_other(point, now) and point.when is not None]
        if wrong and there in text:
            when = chance.choice(wrong).when
            if when is not None:
                yield Planted(kind="period", text=text.replace(there, time_of(when, telling), 1))


def _swap(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(old)}", new, text, count=1)


def _is_other(point: Point, now: Point) -> bool:
    """Whether a number reads differently, by more than the last digit shown."""
    return abs(point.value - now.value) > abs(now.value) / 50


def _other_place(text: str, match: re.Match[str], chance: random.Random) -> str:
    word = match[1] or match[2]
    if word is None:
        return text[: match.start()] + f"the {chance.choice(_ORDINALS[1:4])}-largest " + text[match.end() :]
    start = match.start(1) if match[1] else match.start(2)
    other = chance.choice([one for one in _ORDINALS[1:8] if one != word])
    return text[:start] + other + text[start + len(word) :]
