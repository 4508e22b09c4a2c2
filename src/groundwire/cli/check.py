"""``groundwire check``: which sentences of a draft its sources back."""

from __future__ import annotations

import argparse
from typing import Any

from groundwire.cli.options import DONE, NOT_BACKED, add_shared, open_desk, show
from groundwire.errors import UsageError
from groundwire.printing import describe_check
from groundwire.settings import load_settings
from groundwire.terminal import columns, warn


def add_command(commands: Any) -> None:
    """Add the command to the parser's."""
    command = commands.add_parser(
        "check",
        help="tell which sentences of a draft its sources back",
        description="Hold every sentence of a draft against its sources and say which are backed, with the passages.",
        allow_abbrev=False,
    )
    command.add_argument("draft", metavar="DRAFT", help="the text to check: a file, a URL, or - for standard input")
    command.add_argument(
        "--against",
        nargs="+",
        action="extend",
        required=True,
        metavar="SOURCE",
        help="the reports it should rest on: files, folders, URLs, or - for standard input",
    )
    add_shared(command)
    command.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    if options.draft == "-" and "-" in options.against:
        raise UsageError("-: standard input can be the draft or a source, not both; put one of them into a file")
    with open_desk(options, load_settings(options.settings)) as newsroom:
        checked = newsroom.check(options.draft, against=options.against, archive=options.archive, tables=options.tables)
    warn(checked.warnings)
    show(options, checked.as_json, lambda: describe_check(checked.report, columns()))
    return DONE if checked.report.is_backed else NOT_BACKED
