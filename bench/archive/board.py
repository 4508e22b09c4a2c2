"""``archive``: reports per second into an archive, searches per second out of it, at ten thousand reports and at a million.

Every figure of a table is from one run on one machine. Rates at two sizes are compared as a ratio; the peer's search runs over the same
reports in the same process."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from bench.archive.made import make_reports, read_reports
from bench.desks import open_desk
from bench.tables import make_table
from groundwire.encoders.lazy import LazyEncoders
from groundwire.filing import BATCH, search, skim
from groundwire.model import Search, Skim
from groundwire.protocols import StaticEmbedding, Store
from groundwire.store.opening import open_store
from groundwire.store.vectors import SHARE, TAIL

SMALL = 10_000
"""Made reports beside the real ones at the first size."""
LARGE = 1_000_000
ASKED = 200
WORDS = 3
"""Words of a headline that a search is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """An archive at one size: reports kept per second, seconds of each search, bytes on the disk for one report."""

    documents: int
    rate: float
    seconds: tuple[float, ...]
    size: float

    def within(self, share: float) -> float:
        """Seconds within which that share of the searches is answered."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


def measure(folder: Path, *, large: int = LARGE) -> str:
    """The table, as Markdown. Raises ``MissingData``."""
    import numpy as np

    tools = open_desk(lambda stage, done, total: None, LazyEncoders()).tools
    static = tools.encoders.static
    reports = read_reports(folder, tools)
    vectors = static.encode([report.text for report in reports])
    queries = _queries([report.title_text for report in reports])
    with tempfile.TemporaryDirectory() as place:
        store = open_store(str(Path(place) / "bench.db"), make=True)
        began = time.perf_counter()
        for start in tqdm(range(0, len(reports), BATCH), desc="skim and keep", leave=False):
            store.add(skim(reports[start : start + BATCH], static))
        real = len(reports) / (time.perf_counter() - began)
        made = make_reports(reports, np.asarray(vectors), large)
        rows = []
        for size in (len(reports) + SMALL, large):
            rows.append(_probe(store, _grow(store, made, size), static, queries))
        store.close()
    return _table(real, rows)


def _grow(store: Store, made: Iterator[Skim], size: int) -> float:
    """Fill the archive up to ``size``; reports kept per second over the last stretch, which is long enough to hold its share of the work
    that is put off (a new index file). Making the reports is not counted."""
    have = store.holdings().documents
    stretch = size - min(size - have, int(max(TAIL, SHARE * size)) + BATCH)
    seconds, kept = 0.0, 0
    with tqdm(total=size - have, desc=f"grow to {size:,}", leave=False) as bar:
        while have < size:
            batch = list(islice(made, min(BATCH, size - have)))
            began = time.perf_counter()
            store.add(batch)
            if have >= stretch:
                seconds, kept = seconds + time.perf_counter() - began, kept + len(batch)
            have += len(batch)
            bar.update(len(batch))
    return kept / max(seconds, 1e-9)


def _probe(store: Store, rate: float, static: StaticEmbedding, queries: Sequence[str]) -> At:
    seconds = [_time_search(words, store, static) for words in queries]
    holdings = store.holdings()
    return At(documents=holdings.documents, rate=rate, seconds=tuple(seconds), size=holdings.size / holdings.documents)


def _time_search(words: str, store: Store, static: StaticEmbedding) -> float:
    began = time.perf_counter()
    search(Search(words=words), store, static)
    return time.perf_counter() - began


def _queries(titles: Sequence[str]) -> list[str]:
    """Runs of words out of headlines, as people type them."""
    chance = random.Random(7)
    told = [title.lower().split() for title in titles if len(title.split()) > WORDS]
    chosen = chance.sample(told, ASKED)
    return [" ".join(words[(start := chance.randrange(len(words) - WORDS)) : start + WORDS]) for words in chosen]


def _table(real: float, rows: Sequence[At]) -> str:
    first, last = rows[0], rows[-1]
    body = [
        ["skim and keep, the real reports, per second", f"{real:,.0f}"],
        *([f"keep at {row.documents:,}, per second", f"{row.rate:,.0f}"] for row in rows),
        ["the same as a ratio", f"{last.rate / first.rate:.2f}"],
        *(
            [
                f"search at {row.documents:,}: median; 95 %; slowest, ms",
                "; ".join(
                    f"{1000 * value:.0f}" for value in (statistics.median(row.seconds), row.within(0.95), max(row.seconds))
                ),
            ]
            for row in rows
        ),
        ["disk per 1,000 reports, MB", f"{last.size / 1000:.1f}"],
    ]
    return make_table(["measure", "value"], body)
