"""Timelines against those of newsrooms: the tables."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from tqdm import tqdm

from bench.tables import make_table
from bench.timelines.ours import make_timeline, read_thread
from bench.timelines.scoring import Agreement, mean, score_days, score_words
from bench.timelines.t17 import Summaries, read_threads

DEVELOPED_ON = ("egypt", "finan", "h1n1", "haiti")
"""The topics on which ways of ranking were compared; the others were scored with what was chosen there."""
PUBLISHED = (("DATEWISE, as published (nine topics)", "54.4", "12.0"), ("CLUST, as published (nine topics)", "40.7", "8.2"))
"""Gholipour Ghalandari and Ifrim 2020, table 3. DATEWISE ranks days by a regression learned on the other topics."""


def measure(folder: Path, *, limit: int | None = None) -> str:
    """The section on timelines in Markdown; of ``limit`` topics where it is given. Raises ``MissingData``."""
    rows: list[tuple[str, int, int, Agreement, Agreement]] = []
    seconds = 0.0
    for thread in tqdm(read_threads(folder)[:limit], desc="timelines", leave=False, disable=None):
        started = time.perf_counter()
        reads = read_thread(thread)
        for number, gold in enumerate(thread.timelines, 1):
            ours = make_timeline(reads, min(gold), max(gold), len(gold), _length(gold))
            name = thread.name if len(thread.timelines) == 1 else f"{thread.name} {number}"
            rows.append((name, len(thread.stories), len(gold), score_days(ours, gold), score_words(ours, gold)))
        seconds += time.perf_counter() - started
    articles = sum({row[0].split()[0]: row[1] for row in rows}.values())
    note = f"{len(rows)} timelines, {articles:,} articles; read and ranked in {seconds:.0f} seconds. In percent."
    return "\n\n".join([note, _totals(rows), "By timeline:", _each(rows)])


def _length(gold: Summaries) -> int:
    """The mean number of sentences of a day, rounded: what the system is told."""
    return round(statistics.fmean(len(sentences) for sentences in gold.values()))


def _totals(rows: list[tuple[str, int, int, Agreement, Agreement]]) -> str:
    held_out = [row for row in rows if row[0].split()[0] not in DEVELOPED_ON]
    developed = [row for row in rows if row not in held_out]
    groups = (("Groundwire", rows), ("– topics it was developed on", developed), ("– held-out topics", held_out))
    lines = [
        (name, _percent(mean([row[3] for row in group]).f1), _percent(mean([row[4] for row in group]).f1))
        for name, group in groups
        if group
    ]
    return make_table(("system", "date F1", "AR1 F1"), [*lines, *PUBLISHED])


def _each(rows: list[tuple[str, int, int, Agreement, Agreement]]) -> str:
    return make_table(
        ("timeline", "articles", "days", "date F1", "AR1 P", "AR1 R", "AR1 F1"),
        [
            (
                name,
                articles,
                days,
                _percent(dates.f1),
                _percent(words.precision),
                _percent(words.recall),
                _percent(words.f1),
            )
            for name, articles, days, dates, words in rows
        ],
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
