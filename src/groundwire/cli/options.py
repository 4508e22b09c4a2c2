"""What the commands have in common: options, the newsroom that they work with, and how a result is shown."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groundwire.settings import Settings
from groundwire.terminal import Bar, is_terminal, plain, put, put_json, say

if TYPE_CHECKING:
    from groundwire.newsroom import Newsroom

DONE, NOT_BACKED, WRONG, REFUSED = 0, 1, 2, 3
"""Exit codes; 1 is also that of a log that does not hold."""
DEBUG: Final = "show the trace of an error and every log line"


def add_shared(command: argparse.ArgumentParser) -> None:
    """The options of commands that rest on sources."""
    command.add_argument(
        "--archive",
        action="append",
        default=[],
        metavar="PATH",
        help="older reports for background: files, a folder, or an archive; may be given again",
    )
    command.add_argument(
        "--table",
        action="append",
        default=[],
        dest="tables",
        metavar="PATH",
        help="a data table of the newsroom's own: CSV, Parquet, JSON lines, an SQLite file, its card (.toml), or an address; may be given "
        "again",
    )
    add_common(command)


def add_place(command: argparse.ArgumentParser) -> None:
    """The options of commands that work on one archive."""
    command.add_argument("--archive", metavar="PLACE", help="the archive: a file, or postgresql://... (default: the setting)")
    add_common(command)


def add_common(command: argparse.ArgumentParser) -> None:
    """The options of every command."""
    command.add_argument(
        "--now",
        type=read_time,
        metavar="TIME",
        help="the time to work at, as ISO 8601; UTC without an offset (default: the clock)",
    )
    command.add_argument("--json", action="store_true", help="print one JSON object instead")
    command.add_argument("--settings", type=Path, metavar="FILE", help="a TOML file of settings (default: GROUNDWIRE_SETTINGS)")
    command.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=DEBUG)


def read_time(text: str) -> datetime:
    """The moment that was typed; in UTC where it names no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a time; write it as 2026-03-02T18:00Z") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def show(options: argparse.Namespace, as_json: Callable[[], dict[str, object]], as_text: Callable[[], str]) -> None:
    """The result on standard output, in the one form that was asked for."""
    if options.json:
        put_json(as_json())
    else:
        put(plain(as_text()))


@contextlib.contextmanager
def open_desk(options: argparse.Namespace, settings: Settings) -> Iterator[Newsroom]:
    """A newsroom that shows its progress to a person at a terminal, and to nobody else."""
    from groundwire.newsroom import open_newsroom

    watched = is_terminal(sys.stderr)
    log = say if watched or options.debug else None
    if not watched:
        yield open_newsroom(settings, now=options.now, log=log)
        return
    bar = Bar()
    try:
        yield open_newsroom(settings, now=options.now, log=bar.say, progress=bar.show)
    finally:
        bar.close()
