"""``python -m bench``: measure, print Markdown, and put the tables on a page where ``--out`` asks for it."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.data import VARIABLE, MissingData, find_data
from bench.judged import SETS
from bench.tables import PageError, find_commit, write_page

PARTS = (
    "timing",
    "neus",
    "speech",
    "archive",
    "archive-postgresql",
    "kin",
    "latency",
    "planted",
    "planted-tables",
    "lies",
    "tabfact",
    "timelines",
    "tables",
    "models",
    "chat-peers",
    "checks-speed",
    "checks",
    "hostile",
)
ON_REQUEST = ("models", "chat-peers")
"""What needs more than the data: weights of a gigabyte, other programs. ``all`` leaves them out."""
QUICK = ("timing", "neus")
"""What is measured when nobody says: minutes. The checks take hours where nothing is kept from an earlier run."""
CACHE = Path(__file__).resolve().parents[1] / "out" / "bench-cache"
USAGE = 2


def main(words: Sequence[str] | None = None) -> int:
    """Run the bench; returns the exit code: 0 done, 2 wrong usage, no data or no place for the tables."""
    words = sys.argv[1:] if words is None else words
    options = _parser().parse_args(words)
    try:
        folder = find_data(options.data)
        whole = [name for name in PARTS if name not in ON_REQUEST] if "all" in options.part else []
        asked = [*whole, *options.part] or QUICK
        parts = {name: _measure(name, folder, options) for name in PARTS if name in asked}
        for name, body in parts.items():
            print(f"## {name}\n\n{body}\n")
        if options.out:
            today = datetime.now(UTC).date().isoformat()
            repository = Path(__file__).resolve().parents[1]
            command = shlex.join(["python", "-m", "bench", *words])
            write_page(options.out, parts, f"*{today}, commit {find_commit(repository)}, `{command}`*")
    except (MissingData, PageError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return USAGE
    return 0


def _measure(name: str, folder: Path, options: argparse.Namespace) -> str:
    if name == "timing":
        from bench import timing

        return timing.measure(folder, runs=options.runs)
    if name == "planted":
        from bench.planted import board

        split = "dev" if options.split == "val" else options.split
        return board.measure(folder, split=split, limit=options.limit, cache=options.cache, items_file=options.items)
    if name == "planted-tables":
        from bench.planted_tables import board as planted_tables

        return planted_tables.measure(split="dev" if options.split == "val" else options.split, limit=options.limit)
    if name == "lies":
        from bench.lies import board as lies

        return lies.measure(folder, split=options.split, limit=options.limit)
    if name == "tabfact":
        from bench import tabfact

        return tabfact.measure(folder, split=options.split, limit=options.limit)
    if name == "speech":
        from bench.speech import board as speech

        split = "dev" if options.split == "val" else options.split
        return speech.measure(folder, split=split, limit=options.limit, cache=options.cache, runs=options.runs)
    if name in ("archive", "archive-postgresql"):
        from bench.archive import board as archive
        from bench.archive.servers import POSTGRESQL, SQLITE

        database = SQLITE if name == "archive" else POSTGRESQL
        return archive.measure(folder, large=options.limit or archive.LARGE, database=database)
    if name == "latency":
        from bench import latency

        return latency.measure(folder, limit=options.limit)
    if name == "tables":
        from bench import facts

        return facts.measure(runs=options.runs)
    if name == "timelines":
        from bench.timelines import board as timelines

        return timelines.measure(folder, limit=options.limit)
    if name == "kin":
        from bench.kin import board as kin

        return kin.measure(folder, split=options.split, limit=options.limit)
    if name == "hostile":
        from bench import hostile

        return hostile.measure(folder, split=options.split, limit=options.limit)
    if name == "models":
        from bench.models import board as models

        model = options.model
        return models.measure(
            folder, split=options.split, limit=options.limit, model=model, cache=options.cache, items_file=options.items
        )
    if name == "chat-peers":
        from bench.chat_peers import board as chat_peers

        peers = options.peers or chat_peers.FOLDER
        return chat_peers.measure(folder, split=options.split, limit=options.limit, cache=options.cache, peers=peers)
    if name == "checks-speed":
        from bench import checks_speed

        return checks_speed.measure(folder, cache=options.cache, runs=options.runs, limit=options.limit)
    if name == "checks":
        from bench import checks

        return checks.measure(
            folder,
            sets=options.sets,
            split=options.split,
            limit=options.limit,
            workers=options.workers,
            cache=options.cache,
            items=options.items,
            as_typed=options.as_typed,
        )
    from bench import neus

    return neus.measure(folder, split=options.split, limit=options.limit, workers=options.workers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="What Groundwire costs and what its stories are worth."
    )
    parser.add_argument(
        "part",
        nargs="*",
        choices=(*PARTS, "all"),
        metavar="PART",
        help=f"of {', '.join(PARTS)}, all (which leaves out {' and '.join(ON_REQUEST)}; default: {' and '.join(QUICK)})",
    )
    parser.add_argument(
        "--limit",
        type=_count,
        metavar="N",
        help="the first N events of neus, lies, models and chat-peers, N errors and N true sentences of planted, N topics of timelines, "
        "N texts of each set of checks only; N reports in the larger archive",
    )
    parser.add_argument(
        "--split",
        choices=("val", "test"),
        default="test",
        help="part of the news and of the sets (develop on val, report test)",
    )
    parser.add_argument("--workers", type=_count, default=1, metavar="N", help="processes for neus and checks (default: 1)")
    parser.add_argument("--runs", type=_count, default=5, metavar="N", help="runs that a time is the median of (default: 5)")
    parser.add_argument("--sets", type=_sets, default=SETS, metavar="SET,SET", help=f"of {', '.join(SETS)} (default: all)")
    parser.add_argument(
        "--cache", type=Path, default=CACHE, metavar="FOLDER", help="where checks keep what the models made of a text"
    )
    parser.add_argument(
        "--items",
        type=Path,
        metavar="FILE",
        help="write what came of each text of planted or checks, or of each event of models, there as JSON lines",
    )
    parser.add_argument(
        "--model",
        type=Path,
        metavar="GGUF",
        help="the weights of models (default: those that `python -m bench.models.weights` fetches)",
    )
    parser.add_argument(
        "--peers", type=Path, metavar="FOLDER", help="where the programs of chat-peers are installed (default: out/bench-peers)"
    )
    parser.add_argument(
        "--as-typed", action="store_true", help="check FRANK and BUMP as their files hold them (see docs/bench.md)"
    )
    parser.add_argument("--data", metavar="FOLDER", help=f"where the news lies (default: {VARIABLE}, else ../shared/data)")
    parser.add_argument("--out", type=Path, metavar="PAGE", help="put the tables between their markers on this page as well")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number above 0, not {text!r}")
    return int(text)


def _sets(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(text.split(",")))
    if unknown := [name for name in names if name not in SETS]:
        raise argparse.ArgumentTypeError(f"no set {', '.join(unknown)}; there are {', '.join(SETS)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
