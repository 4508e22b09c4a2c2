"""``python -m bench``: measure, print Markdown, and put the tables on a page where ``--out`` asks for it."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.data import VARIABLE, MissingData, find_data
from bench.tables import PageError, find_commit, write_page

PARTS = ("timing", "neus")
USAGE = 2


def main(words: Sequence[str] | None = None) -> int:
    """Run the bench; returns the exit code: 0 done, 2 wrong usage, no data or no place for the tables."""
    words = sys.argv[1:] if words is None else words
    options = _parser().parse_args(words)
    try:
        folder = find_data(options.data)
        parts = {name: _measure(name, folder, options) for name in PARTS if options.part in (name, "all")}
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
    from bench import neus

    return neus.measure(folder, split=options.split, limit=options.limit, workers=options.workers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="What Groundwire costs and what its stories are worth."
    )
    parser.add_argument("part", nargs="?", choices=(*PARTS, "all"), default="all", help="what to measure (default: all)")
    parser.add_argument("--limit", type=_count, metavar="N", help="measure neus on its first N events only")
    parser.add_argument("--split", choices=("val", "test"), default="test", help="part of neus (develop on val, report test)")
    parser.add_argument("--workers", type=_count, default=1, metavar="N", help="processes that write stories (default: 1)")
    parser.add_argument("--runs", type=_count, default=5, metavar="N", help="runs that a time is the median of (default: 5)")
    parser.add_argument("--data", metavar="FOLDER", help=f"where the news lies (default: {VARIABLE}, else ../shared/data)")
    parser.add_argument("--out", type=Path, metavar="PAGE", help="put the tables between their markers on this page as well")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number above 0, not {text!r}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
