"""``groundwire claims``: who said what."""

from __future__ import annotations

import argparse
from typing import Any

from groundwire.cli.options import DONE, add_common, open_desk, show
from groundwire.printing import describe_ledger
from groundwire.settings import load_settings
from groundwire.terminal import columns, warn


def add_command(commands: Any) -> None:
    """Add the command to the parser's."""
    command = commands.add_parser(
        "claims",
        help="list who says what in reports",
        description="List every statement of the reports with its speaker, the chain that carried it, its kind and what it answers.",
        allow_abbrev=False,
    )
    command.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a report: a file, a folder, a URL, or - for standard input"
    )
    add_common(command)
    command.set_defaults(run=_claims)


def _claims(options: argparse.Namespace) -> int:
    with open_desk(options, load_settings(options.settings)) as newsroom:
        claimed = newsroom.claims(options.sources)
    warn(claimed.warnings)
    show(options, claimed.as_json, lambda: describe_ledger(claimed.ledger, columns()))
    return DONE
