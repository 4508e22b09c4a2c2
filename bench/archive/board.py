"""``archive``: reports per second into an archive and to their places in it, searches per second out of it, at forty-five thousand
reports and at a million.

Every figure of a table is from one run on one machine. Two archives stand beside each other, a small one and a large one, and take the
same reports and answer the same searches in turn, so that whatever else the machine does slows both: their rates are compared as a
ratio."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine
from tqdm import tqdm

from bench.archive.made import make_reports, read_reports
from bench.archive.placed import copy_places, write_places
from bench.archive.servers import SQLITE, make_places, open_engine
from bench.desks import open_desk
from bench.tables import make_table
from groundwire.encoders.lazy import LazyEncoders
from groundwire.filing import BATCH, search, skim
from groundwire.model import Search, Skim
from groundwire.protocols import StaticEmbedding
from groundwire.store.opening import open_store
from groundwire.store.sql import SqlStore
from groundwire.store.vectors import USUAL

SMALL = 10_000
"""Made reports beside the real ones in the small archive."""
LARGE = 1_000_000
STRETCH = 2 * USUAL.tray
"""Reports over which the rate of keeping is taken: enough that the work that is put off falls into it."""
HELD = 1_024
"""Real reports, the last by their dates, that are kept and placed when both archives have grown."""
ASKED = 200
WORDS = 3
"""Words of a headline that a search is made of."""
NEAR = 10
"""Near reports looked for beside each one of a batch."""


@dataclass(slots=True, kw_only=True)
class Probed:
    """What was measured of one archive: seconds of each batch kept and placed and of each search, whether a report with the headline was
    found, and seconds for the near ones of a batch. ``engine`` is the bench's own way into it."""

    store: SqlStore
    engine: Engine
    kept: list[float] = field(default_factory=list)
    placed: list[float] = field(default_factory=list)
    searched: list[float] = field(default_factory=list)
    found: list[bool] = field(default_factory=list)
    near: list[float] = field(default_factory=list)
    documents: int = 0
    size: int = 0

    def keep(self, batch: Sequence[Skim]) -> None:
        """Take reports in."""
        began = time.perf_counter()
        self.store.add(batch)
        self.kept.append(time.perf_counter() - began)

    def place(self) -> None:
        """Give a batch its places."""
        began = time.perf_counter()
        self.store.place(BATCH)
        self.placed.append(time.perf_counter() - began)

    def look(self, words: str, title: str, static: StaticEmbedding) -> None:
        """Search once."""
        began = time.perf_counter()
        found = search(Search(words=words), self.store, static)
        self.searched.append(time.perf_counter() - began)
        self.found.append(any(one.document.title_text == title for one in found))

    def look_near(self, vectors: Sequence[bytes]) -> None:
        """The near reports of a batch, together."""
        began = time.perf_counter()
        with self.engine.connect() as connection:
            USUAL.nearest_many(connection, vectors, NEAR)
        self.near.append((time.perf_counter() - began) / len(vectors))

    @property
    def rate(self) -> float:
        """Reports kept in a second."""
        return BATCH * len(self.kept) / sum(self.kept)

    @property
    def place_rate(self) -> float:
        """Reports placed in a second."""
        return BATCH * len(self.placed) / sum(self.placed)

    @property
    def whole_rate(self) -> float:
        """Reports kept and placed in a second."""
        return 1 / (1 / self.rate + 1 / self.place_rate)

    def close(self) -> None:
        """What it holds is counted before it is closed."""
        self.documents, self.size = (holdings := self.store.holdings()).documents, holdings.size
        self.store.close()
        self.engine.dispose()

    def within(self, share: float) -> float:
        """Seconds within which that share of the searches is answered."""
        return sorted(self.searched)[min(len(self.searched) - 1, int(share * len(self.searched)))]


def measure(folder: Path, *, large: int = LARGE, database: str = SQLITE) -> str:
    """The table, as Markdown. Raises ``MissingData``."""
    import numpy as np

    tools = open_desk(lambda stage, done, total: None, LazyEncoders()).tools
    static = tools.encoders.static
    reports = read_reports(folder, tools)
    queries = _queries([report.title_text for report in reports])
    held = [report for report in reports if report.published_at][-HELD:]
    late = frozenset(report.id for report in held)
    real = [report for report in reports if report.id not in late]
    with make_places(database) as make_place:
        rows = [_open(make_place()) for _ in range(2)]
        began, skims = time.perf_counter(), list[Skim]()
        for start in tqdm(range(0, len(real), BATCH), desc="skim and keep", leave=False):
            skims += skim(real[start : start + BATCH], static)
            rows[0].store.add(skims[start:])
        rates = [len(real) / (time.perf_counter() - began), _place_all(rows[0].store, len(real))]
        made = make_reports(reports, np.asarray(static.encode([report.text for report in reports])), 2 * large)
        first = [*skims, *islice(made, SMALL)]
        for row, size in zip(rows, (len(first), large), strict=True):
            _grow(row.store, iter(first), len(first))
            _grow(row.store, made, size - STRETCH - HELD)
        copy_places(rows[0].engine, rows[1].engine)
        _alternate(rows, made, queries, static)
        _place_by_turns(rows, skim(held, static))
        for row in rows:
            row.close()
    return _table(rates, rows)


def _open(place: str) -> Probed:
    return Probed(store=open_store(place, make=True), engine=open_engine(place))


def _place_all(store: SqlStore, count: int) -> float:
    """Give all reports their places; how many of them in a second."""
    began, done = time.perf_counter(), 0
    with tqdm(total=count, desc="place", leave=False) as bar:
        while placed := store.place(BATCH):
            done += placed
            bar.update(placed)
    return done / (time.perf_counter() - began)


def _grow(store: SqlStore, made: Iterator[Skim], size: int) -> None:
    """Fill the archive up to ``size`` or the end of ``made``; a report that it has changes nothing."""
    have = store.holdings().documents
    with tqdm(total=size - have, desc=f"grow to {size:,}", leave=False) as bar:
        while have < size and (batch := list(islice(made, BATCH))):
            have += store.add(batch).new
            bar.update(len(batch))


def _alternate(
    rows: Sequence[Probed], made: Iterator[Skim], queries: Sequence[tuple[str, str]], static: StaticEmbedding
) -> None:
    """Keep, search and look for near ones in the archives by turns. Making the reports is not counted."""
    for _ in tqdm(range(STRETCH // BATCH), desc="keep by turns", leave=False):
        batch = list(islice(made, BATCH))
        for row in rows:
            row.keep(batch)
    for words, title in tqdm(queries, desc="search by turns", leave=False):
        for row in rows:
            row.look(words, title, static)
    for _ in range(4):
        vectors = [one.vector for one in islice(made, BATCH)]
        for row in rows:
            row.look_near(vectors)


def _place_by_turns(rows: Sequence[Probed], held: Sequence[Skim]) -> None:
    """Place the real reports in the archives by turns, when the made ones in them have places too."""
    for row in rows:
        write_places(row.engine)
    for start in tqdm(range(0, len(held), BATCH), desc="place by turns", leave=False):
        for row in rows:
            row.store.add(held[start : start + BATCH])
            row.place()


def _queries(titles: Sequence[str]) -> list[tuple[str, str]]:
    """Runs of words out of headlines, as people type them, each with its headline."""
    chance = random.Random(7)
    chosen = chance.sample([title for title in titles if len(title.split()) > WORDS], ASKED)
    queries = []
    for title in chosen:
        words = title.lower().split()
        start = chance.randrange(len(words) - WORDS)
        queries.append((" ".join(words[start : start + WORDS]), title))
    return queries


def _table(real: Sequence[float], rows: Sequence[Probed]) -> str:
    small, large = rows

    def beside(name: str, values: Sequence[float], form: str, unit: float = 1) -> list[str]:
        return [name, *(format(unit * value, form) for value in values), f"{values[1] / max(values[0], 1e-9):.2f}"]

    body = [
        ["skim and keep, the real reports, per second", f"{real[0]:,.0f}", "", ""],
        ["place, the real reports, per second", f"{real[1]:,.0f}", "", ""],
        beside("keep, per second", [row.rate for row in rows], ",.0f"),
        beside("keep, the slowest batch of 256, s", [max(row.kept) for row in rows], ".2f"),
        beside("place, per second", [row.place_rate for row in rows], ",.0f"),
        beside("keep and place, per second", [row.whole_rate for row in rows], ",.0f"),
        beside("search, median, ms", [statistics.median(row.searched) for row in rows], ".0f", 1000),
        beside("search, 95 % within, ms", [row.within(0.95) for row in rows], ".0f", 1000),
        beside("search, slowest, ms", [max(row.searched) for row in rows], ".0f", 1000),
        beside("a report with the headline among the first ten, %", [statistics.mean(row.found) for row in rows], ".1f", 100),
        beside("near reports of a batch, ms a report", [statistics.median(row.near) for row in rows], ".2f", 1000),
        beside("disk per 1,000 reports, MB", [row.size / row.documents / 1000 for row in rows], ".1f"),
    ]
    return make_table(["measure", f"at {small.documents:,}", f"at {large.documents:,}", "ratio"], body)
