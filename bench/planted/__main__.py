"""``python -m bench.planted``: measure the board of planted errors and print Markdown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.data import VARIABLE, MissingData, find_data
from bench.planted.articles import SPLITS
from bench.planted.board import CACHE, measure

USAGE = 2


def main(words: Sequence[str] | None = None) -> int:
    """Run the board; returns the exit code: 0 done, 2 wrong usage or no data."""
    options = make_parser().parse_args(sys.argv[1:] if words is None else words)
    try:
        folder = find_data(options.data)
        body = measure(
            folder,
            split=options.split,
            limit=options.limit,
            cache=options.cache,
            items_file=options.items,
            threshold=options.threshold,
        )
    except MissingData as error:
        print(f"bench: {error}", file=sys.stderr)
        return USAGE
    print(f"## planted\n\n{body}\n")
    return 0


def make_parser() -> argparse.ArgumentParser:
    """The command's options."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.planted",
        description="Errors planted in real news, and true sentences: what is caught, what is blocked.",
    )
    parser.add_argument("--split", choices=SPLITS, default="dev", help="choose thresholds on dev, report test (default: dev)")
    parser.add_argument("--limit", type=_count, metavar="N", help="about N errors and N true sentences only")
    parser.add_argument("--items", type=Path, metavar="FILE", help="write every sentence with its rulings there, as JSON lines")
    parser.add_argument(
        "--threshold", type=float, metavar="P", help="report the gate at this least support too (chosen on dev)"
    )
    parser.add_argument(
        "--cache", type=Path, default=CACHE, metavar="FOLDER", help=f"where readings are kept (default: {CACHE})"
    )
    parser.add_argument("--data", metavar="FOLDER", help=f"where the news lies (default: {VARIABLE}, else ../shared/data)")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number above 0, not {text!r}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
