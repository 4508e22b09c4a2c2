"""``kin``: wire copies found among real reports, and reports sorted by happening, as they are filed; with the peers in the same process."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Sequence
from pathlib import Path

from bench.archive.made import read_reports
from bench.desks import open_desk
from bench.kin.labelled import read_ecb, read_neus, score
from bench.kin.made import Copy, make_copies
from bench.kin.systems import minhash, open_systems, ours
from bench.tables import make_table
from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import Document
from groundwire.protocols import StaticEmbedding

MADE = 1_000


def measure(folder: Path, *, split: str = "test", limit: int | None = None) -> str:
    """Both tables in Markdown; ``limit`` is for real reports among which copies are looked for. Raises ``MissingData``."""
    encoders = LazyEncoders()
    tools = open_desk(lambda stage, done, total: None, encoders).tools
    reports = read_reports(folder, tools)[:limit]
    return "\n\n".join(
        [
            _happenings(folder, split, encoders.static),
            _copies(reports, make_copies(reports, min(MADE, len(reports) // 10)), encoders.static),
        ]
    )


def _happenings(folder: Path, split: str, static: StaticEmbedding) -> str:
    ecb = "dev" if split == "val" else split
    sets = {f"neus ({split}) among bbc_news": read_neus(folder, split), f"ECB+ ({ecb}), sub-topics": read_ecb(folder, ecb)}
    rows = []
    for name, sort in open_systems(static).items():
        row, began = [name], time.process_time()
        for items in sets.values():
            precision, recall, f1 = score(items, sort([item.document for item in items]))
            row += [f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}"]
        rows.append([*row, f"{time.process_time() - began:.1f}"])
    heads = ["", *(f"{measure}, {name}" for name in sets for measure in ("precision", "recall", "BCubed F1")), "processor s"]
    counts = "; ".join(f"{name}: {len(items):,} reports" for name, items in sets.items())
    return f"**Reports sorted by happening** ({counts})\n\n{make_table(heads, rows)}"


def _copies(reports: Sequence[Document], copies: Sequence[Copy], static: StaticEmbedding) -> str:
    mixed = sorted(
        [*reports, *(copy.document for copy in copies)], key=lambda d: (d.published_at is None, d.published_at, d.id)
    )
    began = time.process_time()
    systems = {"Groundwire": ours(mixed, static)[1]}
    seconds = {"Groundwire": time.process_time() - began}
    if importlib.util.find_spec("datasketch"):
        began = time.process_time()
        systems["datasketch MinHash"] = minhash(mixed)
        seconds["datasketch MinHash"] = time.process_time() - began
    place = {document.id: number for number, document in enumerate(mixed)}
    rows = []
    for name, originals in systems.items():
        found = [copy for copy in copies if originals[place[copy.document.id]] == originals[place[copy.original]]]
        lone = {originals[place[report.id]] for report in reports}
        rows.append(
            [
                name,
                f"{100 * len(found) / len(copies):.1f} %",
                f"{100 * (len(reports) - len(lone)) / len(reports):.1f} %",
                f"{len(mixed) / seconds[name]:.0f}",
            ]
        )
    ways = sorted({copy.done for copy in copies})
    ours_found = systems["Groundwire"]
    by_way = []
    for way in ways:
        made = [copy for copy in copies if copy.done == way]
        hits = sum(ours_found[place[copy.document.id]] == ours_found[place[copy.original]] for copy in made)
        by_way.append([way, len(made), f"{100 * hits / len(made):.1f} %"])
    heads = ["", "made copies found", "real reports held for copies of real reports", "reports / s of processor"]
    return (
        f"**Copies** ({len(copies):,} made among {len(reports):,} reports of reuters21578)\n\n{make_table(heads, rows)}\n\n"
        + make_table(["done to the copy", "copies", "found"], by_way)
    )
