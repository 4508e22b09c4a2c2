"""``groundwire log``: who published what, and whether the log holds (exit code 1 where it does not)."""

from __future__ import annotations

import argparse
import re
from typing import Any

from groundwire.cli.options import DONE, NOT_BACKED, add_place, open_desk
from groundwire.printing import describe_log
from groundwire.settings import load_settings
from groundwire.terminal import columns, plain, put, put_json, say


def add_command(commands: Any) -> None:
    """Add the command to the parser's."""
    log = commands.add_parser(
        "log",
        help="tell who published what, and whether the log holds",
        description="Print the archive's log of what was published and verify that no entry was changed, removed, added or moved.",
        allow_abbrev=False,
    )
    log.add_argument("--expect", type=_hash, metavar="HASH", help="an entry that must be there: the hash from a published file")
    add_place(log)
    log.set_defaults(run=_log)


def _log(options: argparse.Namespace) -> int:
    with open_desk(options, load_settings(options.settings)) as newsroom:
        logged = newsroom.log(place=options.archive, expect=options.expect or "")
    if options.json:
        put_json(logged.as_json())
    else:
        put(plain(describe_log(logged.audit.entries, logged.audit.last, logged.audit.broken is None, columns())))
    if logged.audit.broken is None:
        return DONE
    say(f"the log does not hold: entry {logged.audit.broken}: {logged.audit.reason}")
    return NOT_BACKED


def _hash(text: str) -> str:
    match = re.fullmatch(r"(?:sha256:)?([0-9a-fA-F]{64})", text.strip())
    if match is None:
        raise argparse.ArgumentTypeError(
            f"'{text[:40]}' is no hash; copy the one that 'publish' printed, 64 digits from 0 to f"
        )
    return f"sha256:{match[1].lower()}"
