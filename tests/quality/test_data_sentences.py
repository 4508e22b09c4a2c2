"""Two hundred data sentences from random tables, recomputed by ``recomputed``: none may be wrong, and planted errors must be seen."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.quality.recomputed import Sheet, problems

from groundwire.counting.fact_choice import find
from groundwire.counting.fact_copy import say
from groundwire.counting.fact_words import Telling
from groundwire.counting.movers import find_movers_at
from groundwire.protocols import Tools
from groundwire.tables.duck import make

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WANTED = 200
NAMES = ("Aldane Works", "Bryce Motors", "Corvel", "Dunholm Glass", "Estrel Lines", "Fenwick & Sons", "Garrow Mills")
KINDS = (
    ("day", "closing price", "closed at", "EUR", "level", 2),
    ("day", "occupancy rate", "had an occupancy rate of", "%", "rate", 1),
    ("week", "attendance", "counted", "visitors", "flow", 0),
    ("month", "container traffic", "handled", "containers", "flow", 0),
    ("year", "net profit", "made a net profit of", "USD", "flow", 0),
    ("", "population", "had", "inhabitants", "level", 0),
)


def times(every: str, generator: random.Random) -> list[str]:
    """The times of a table, some of them missing."""
    if every == "day":
        days = [date(2026, 3, 2) - timedelta(days=back) for back in range(460)]
        return [str(day) for day in reversed(days) if day.weekday() < 5 and generator.random() > 0.01]
    if every == "week":
        return [str(date(2026, 2, 23) - timedelta(weeks=back)) for back in range(80, -1, -1) if generator.random() > 0.01]
    if every == "month":
        return [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)] + ["2026-01"]
    return [str(year) for year in range(2011, 2026)] if every == "year" else [""]


def make_sheet(folder: Path, seed: int) -> tuple[Sheet, Path]:
    """A random table with its card: walks, ties, runs, jumps, empty cells, numbers below zero."""
    generator = random.Random(seed)
    every, meaning, verb, unit, sums, decimals = KINDS[seed % len(KINDS)]
    path = folder / f"table-{seed}.csv"
    names = NAMES[: generator.randint(3, len(NAMES))]
    has_forecast = every == "year"
    columns = (*(["when"] if every else []), "who", "number", *(["forecast"] if has_forecast else []))
    value = {name: generator.uniform(20, 90) * (1 if sums == "rate" else 10 ** generator.randint(1, 7)) for name in names}
    lines = [",".join(columns)]
    for when in times(every, generator):
        for name in names:
            value[name] *= (
                1 + generator.choice((0, 0.001, 0.02, 0.08)) * generator.uniform(-1, 1.2) + 0.2 * (generator.random() < 0.01)
            )
            told = round(value[name], decimals) if decimals else int(value[name])
            if sums == "flow" and generator.random() < 0.005:
                told = -told
            cell = "" if generator.random() < 0.004 else str(told)
            forecast = [str(int(told * generator.choice((1, 0.9, 1.1))))] if has_forecast else []
            lines.append(",".join((*([when] if every else []), name, cell, *forecast)))
    path.write_text("\n".join(lines) + "\n")
    time = f'time = "when"\nevery = "{every}"\n' if every else ""
    forecast_column = '[columns.forecast]\nforecast_of = "number"\n' if has_forecast else ""
    path.with_suffix(".toml").write_text(
        f'subject = "who"\nsubjects = "bodies"\n{time}[columns.number]\nmeaning = "{meaning}"\nverb = "{verb}"\nunit = "{unit}"\n'
        f'sums = "{sums}"\n{forecast_column}'
    )
    sheet = Sheet(path, every, NOW.year, meaning, verb, sums == "rate", forecast="forecast" if has_forecast else "")
    return sheet, path


def sentences(sheet: Sheet, path: Path, tools: Tools) -> Iterator[str]:
    """Everything that Groundwire tells of a table, of its last rows and of some from its middle."""
    table = make(tools).open(str(path))
    telling, column = Telling(table.card, NOW), table.card.column("number")
    days = table.times()
    for at in (None, *days[-1:], *days[len(days) // 2 :: 60]):
        for subject in table.subjects():
            finding = find(table, subject, column, at)
            for told in (*finding.main, *finding.further) if finding else ():
                yield say(told.facts, telling).text
        for mover in find_movers_at(table, column, at) if at else ():
            yield say((mover,), telling).text
    table.close()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> list[tuple[str, Sheet]]:
    """Two hundred sentences, every kind of table and of sentence among them."""
    folder = tmp_path_factory.mktemp("tables")
    made = [
        (sentence, sheet)
        for seed in range(12)
        for sheet, path in [make_sheet(folder, seed)]
        for sentence in sentences(sheet, path, tools)
    ]
    generator = random.Random(3)
    unique = sorted(dict.fromkeys(made), key=lambda item: (item[1].path.name, item[0]))
    return generator.sample(unique, WANTED)


def test_no_figure_of_two_hundred_sentences_is_wrong(told: list[tuple[str, Sheet]]) -> None:
    wrong = {sentence: found for sentence, sheet in told if (found := problems(sentence, sheet))}
    assert not wrong, list(wrong.items())[:5]


def test_every_kind_of_sentence_is_among_them(told: list[tuple[str, Sheet]]) -> None:
    kinds = {
        "percent": r"(up|down) [0-9.]+% from",
        "points": "percentage point",
        "record": "its (highest|lowest) ",
        "outlier": "its largest (rise|fall)",
        "streak": "in a row",
        "rank": r" ranked [a-z0-9 ]+ of ",
        "share": "accounted for",
        "against": ", against ",
        "forecast": "the forecast",
        "mover": "(rise|fall) among",
        "year": "a year earlier|the year before",
        "scaled": "million|billion",
    }
    counted = Counter(kind for sentence, _ in told for kind, words in kinds.items() if re.search(words, sentence))
    assert set(counted) == set(kinds), counted


def test_planted_errors_are_seen(told: list[tuple[str, Sheet]]) -> None:
    """The recomputation can fail: a changed digit or direction in any of the sentences is found."""
    swapped = {
        "up": "down",
        "down": "up",
        "highest": "lowest",
        "lowest": "highest",
        "rose": "fell",
        "fell": "rose",
        "first": "third",
        "second": "first",
    }
    missed = []
    for sentence, sheet in told:
        planted = []
        for match in re.finditer(r"(?<![0-9.,])[1-9](?=[0-9,]*\.?[0-9]*(?:%| [a-z$]))", sentence):
            if not re.match(
                r"[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)",
                sentence[match.start() :],
            ):
                planted.append(sentence[: match.start()] + str(int(match[0]) % 9 + 1) + sentence[match.end() :])
        for old, new in swapped.items():
            planted += [re.sub(rf"\b{old}\b", new, sentence, count=1)] if re.search(rf"\b{old}\b", sentence) else []
        missed += [one for one in planted if one != sentence and not problems(one, sheet)]
    assert not missed, missed[:5]
