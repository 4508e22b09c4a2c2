"""What finding facts costs: opening a table of a million rows and telling all there is of the subjects that a story names, as a multiple of
DuckDB's own full scan of the columns used. Made rows: 1,000 companies on 1,000 days, two columns of numbers, a ticker."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.tables import make_table

ROWS = 1_000_000
SUBJECTS = 1_000
NAMED = 6
"""Subjects that the larger story names: as many as one story looks at."""
NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
CARD = """
title = "Made prices"
subject = "company"
subjects = "companies"
time = "day"
as_of = 2026-03-01T18:00:00Z
ticker = "ticker"
[columns.close]
meaning = "closing price"
verb = "closed at"
unit = "EUR"
decimals = 2
[columns.volume]
meaning = "trading volume"
unit = "shares"
sums = "flow"
"""
COLUMNS = ("company", "day", "close", "volume", "ticker")


def measure(runs: int, rows: int = ROWS) -> str:
    """The table, in Markdown: medians of ``runs`` in wall time, ours and DuckDB's by turns in one process, and the peak memory of a run
    by itself."""
    with tempfile.TemporaryDirectory(prefix="groundwire-bench-") as name:
        folder = Path(name)
        places = _make(folder, rows)
        lines = []
        for place in places:
            scans: list[float] = []
            ones: list[float] = []
            some: list[float] = []
            for _ in range(runs):
                scans.append(_seconds(partial(_scan, place)))
                ones.append(_seconds(partial(find_all, place, 1)))
                some.append(_seconds(partial(find_all, place, NAMED)))
            scan, one, six = (statistics.median(each) for each in (scans, ones, some))
            lines.append(
                (
                    place.suffix[1:].upper() if place.suffix == ".csv" else "Parquet",
                    f"{place.stat().st_size / 1e6:,.0f} MB",
                    f"{scan:.2f} s",
                    f"{one:.2f} s",
                    f"{one / scan:.1f}",
                    f"{six:.2f} s",
                    f"{six / scan:.1f}",
                    f"{_peak(place):,.0f} MB",
                )
            )
    heads = ("table", "size", "DuckDB scan", "one subject", "multiple", f"{NAMED} subjects", "multiple", "peak memory")
    return make_table(heads, lines)


def find_all(place: Path, subjects: int) -> int:
    """Open a table and find everything there is to tell of some subjects; how many sentences that makes."""
    from groundwire.counting.by_the_numbers import findings
    from groundwire.newsroom import open_newsroom
    from groundwire.tables.duck import make

    table = make(open_newsroom(now=NOW)._tools).open(str(place))
    try:
        names = table.subjects()[:subjects]
        found = [finding for name in names for _, finding in findings(table, name, NOW)]
        return sum(len(finding.main) + len(finding.further) for finding in found)
    finally:
        table.close()


def _scan(place: Path) -> None:
    """Every value of the columns used, once, by DuckDB with the threads that we give it."""
    import duckdb

    hashes = ", ".join(f"sum(hash({name}))" for name in COLUMNS)
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS)
    source = (
        f"read_csv('{place}', auto_detect=false, header=true, columns={{{columns}}})"
        if place.suffix == ".csv"
        else f"'{place}'"
    )
    with duckdb.connect(config={"threads": "4", "memory_limit": "1GB"}) as connection:
        connection.execute(f"SELECT {hashes} FROM {source}").fetchall()


def _make(folder: Path, rows: int) -> tuple[Path, Path]:
    """The same rows as CSV and as Parquet, each with its card."""
    import duckdb

    days = rows // SUBJECTS
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE made AS SELECT 'Company ' || (i % {SUBJECTS}) AS company, "
            f"DATE '2026-03-01' - ({days - 1} - i // {SUBJECTS})::INT AS day, "
            f"(100 + (i % {SUBJECTS}) + 20 * sin(i / 77.0))::DECIMAL(9, 2) AS close, 1000 + hash(i) % 100000 AS volume, "
            f"'T' || (i % {SUBJECTS}) AS ticker FROM range({rows}) made(i)"
        )
        for suffix in ("csv", "parquet"):
            connection.execute(f"COPY made TO '{folder / f'made-{suffix}.{suffix}'}'")
            (folder / f"made-{suffix}.toml").write_text(CARD, "utf-8")
    return folder / "made-csv.csv", folder / "made-parquet.parquet"


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _peak(place: Path) -> float:
    """The most memory that a process of its own takes for one story, in millions of bytes."""
    code = (
        "import sys, resource; from pathlib import Path; from bench.facts import find_all; find_all(Path(sys.argv[1]), 1); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(place)], capture_output=True, text=True, check=True)
    scale = 1 if sys.platform == "darwin" else 1024
    return int(done.stdout.split()[-1]) * scale / 1e6
