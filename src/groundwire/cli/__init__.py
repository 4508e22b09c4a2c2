"""The command line: one file for each command, over a ``Newsroom``.

Standard output carries the result and nothing else; standard error carries one line for each warning or error, and a progress
bar where it is a terminal. Exit codes: 0 done; 1 ``check`` found sentences that are not backed, or the log does not hold; 2 wrong usage or
unreadable input; 3 refused: the evidence is too thin, or a story is not to be published. Nothing heavy is imported before a command
runs."""

from __future__ import annotations

import argparse
import traceback
from collections.abc import Sequence
from typing import NoReturn

from groundwire import __version__
from groundwire.cli import archive, check, claims, costs, log, publish, write
from groundwire.cli.options import DEBUG, DONE, NOT_BACKED, REFUSED, WRONG
from groundwire.errors import GroundwireError
from groundwire.terminal import say

__all__ = ["DONE", "NOT_BACKED", "REFUSED", "WRONG", "main", "make_parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. ``SystemExit`` is raised only by ``--help``, ``--version`` and wrong usage."""
    options = make_parser().parse_args(arguments)
    try:
        return options.run(options)
    except GroundwireError as error:
        return _fail(str(error), options.debug)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}", options.debug)
    except KeyboardInterrupt:
        return _fail("stopped", debug=False)
    except Exception as error:  # the last line of defence: whatever went wrong, a person gets one line, not a traceback
        what = f"internal error: {type(error).__name__}: {error}"
        return _fail(f"{what}; run it again with --debug and report the trace", options.debug)


def make_parser() -> argparse.ArgumentParser:
    """Every command and option there is; ``docs/reference/cli.md`` is made from it."""
    parser = _Parser(
        prog="groundwire",
        description="Wire copy in, a publish-ready story out, every sentence backed by its source passages.",
        epilog="Exit codes: 0 done; 1 check found sentences that are not backed, or the log does not hold; 2 wrong usage or unreadable "
        "input; 3 refused: not enough evidence, or not to be published.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"groundwire {__version__}", help="print the version and stop")
    parser.add_argument("--debug", action="store_true", help=DEBUG)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    for command in (write, check, claims, archive, publish, log, costs):
        command.add_command(commands)
    return parser


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        say(f"{message}; see '{self.prog} --help'")
        raise SystemExit(WRONG)


def _fail(message: str, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    say(message)
    return WRONG
