"""``groundwire costs``: what language models were asked, and what it cost."""

from __future__ import annotations

import argparse
from typing import Any

from groundwire.cli.options import DONE, add_common, open_desk, show
from groundwire.printing import describe_costs
from groundwire.settings import load_settings
from groundwire.terminal import columns

MOST_DAYS = 3_660


def add_command(commands: Any) -> None:
    """Add the command to the parser's."""
    costs = commands.add_parser(
        "costs",
        help="tell what language models cost",
        description="Print what language models were asked and what it cost, by day (UTC) and story, and what is left of today's budget.",
        allow_abbrev=False,
    )
    costs.add_argument("--days", type=_days, default=7, metavar="N", help="how many days, today among them (default: 7)")
    add_common(costs)
    costs.set_defaults(run=_costs)


def _costs(options: argparse.Namespace) -> int:
    with open_desk(options, load_settings(options.settings)) as newsroom:
        costs = newsroom.costs(options.days)
    show(options, costs.as_json, lambda: describe_costs(costs.spent, costs.today, costs.left, columns()))
    return DONE


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a number from 1 to {MOST_DAYS:,}")
    return int(text)
