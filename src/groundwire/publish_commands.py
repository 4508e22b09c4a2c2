"""The commands ``publish`` and ``log``: what an editor types, and what is answered.

A story that is not published is exit code 3, with one line for each thing that stands in the way; a log that does not hold is 1."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

from groundwire.errors import UsageError
from groundwire.newsroom import Newsroom
from groundwire.printing import describe_log, describe_published
from groundwire.results import Blocked
from groundwire.settings import Settings, load_settings
from groundwire.terminal import columns, plain, put, put_json, save, say

DONE, DOES_NOT_HOLD, REFUSED = 0, 1, 3
Opener = Callable[[argparse.Namespace, Settings], AbstractContextManager[Newsroom]]


def add_commands(commands: Any, add_place: Callable[[argparse.ArgumentParser], None], open_newsroom: Opener) -> None:
    """Add both commands to the parser's. ``add_place`` adds the options that they share with ``archive``."""
    for command, run in ((_add_publish(commands), _publish), (_add_log(commands), _log)):
        add_place(command)
        command.set_defaults(run=partial(run, open_newsroom=open_newsroom))


def _add_publish(commands: Any) -> argparse.ArgumentParser:
    publish: argparse.ArgumentParser = commands.add_parser(
        "publish",
        help="publish a story under an editor's name",
        description="Check all of a story again, and publish it if each sentence is backed, or waived with a reason.",
        allow_abbrev=False,
    )
    publish.add_argument(
        "story",
        metavar="STORY",
        help="the .story.json that write --out left, its folder, or the first 8 or more digits of the id of a story in the archive",
    )
    publish.add_argument("--editor", required=True, metavar="NAME", help="who answers for the story, as it is to be printed")
    publish.add_argument(
        "--waive",
        action=_Waive,
        dest="waivers",
        default=[],
        type=_number,
        metavar="N",
        help="let sentence N stand although the checks do not back it, 0 for the headline; --reason follows; may be given again",
    )
    publish.add_argument(
        "--reason", action=_Reason, dest="waivers", metavar="TEXT", help="why the sentence named before may stand"
    )
    publish.add_argument(
        "--confirm-rights",
        action="store_true",
        help="say that words borrowed from unlicensed sources may be printed",
    )
    publish.add_argument(
        "--table",
        action="append",
        dest="tables",
        default=[],
        metavar="PATH",
        help="a table that the story's numbers stand in: data, a card or an address; may be given again",
    )
    publish.add_argument("--out", type=Path, metavar="DIR", help="where the files go (default: where the story is)")
    publish.add_argument(
        "--format",
        action="append",
        dest="formats",
        default=[],
        metavar="NAME",
        help="a format; may be given again (default: the setting)",
    )
    return publish


def _add_log(commands: Any) -> argparse.ArgumentParser:
    log: argparse.ArgumentParser = commands.add_parser(
        "log",
        help="tell who published what, and whether the log holds",
        description="Print the archive's log of what was published and verify that no entry was changed, removed, added or moved.",
        allow_abbrev=False,
    )
    log.add_argument("--expect", type=_hash, metavar="HASH", help="an entry that must be there: the hash from a published file")
    return log


def _publish(options: argparse.Namespace, open_newsroom: Opener) -> int:
    if lone := [number for number, reason in options.waivers if reason is None]:
        raise UsageError(f"--waive {lone[0]}: has no reason; write --waive {lone[0]} --reason TEXT")
    folder = options.out or _beside(options.story)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--out {folder}: is no folder; name a folder")
    with open_newsroom(options, load_settings(options.settings)) as newsroom:
        result = newsroom.publish(
            options.story,
            editor=options.editor,
            waivers=options.waivers,
            has_rights=options.confirm_rights,
            place=options.archive,
            formats=options.formats,
            tables=options.tables,
        )
    if options.json:
        put_json(result.as_json())
    if isinstance(result, Blocked):
        say(f"refused: {result.reason}")
        for item in result.obstacles:
            name = f"sentence {item.sentence}" if item.sentence else "the headline (0)"
            say(f"{name}: “{item.text}”: {item.reason}; {item.remedy}")
        return REFUSED
    saved = save(folder, [(file.name, file.data) for file in result.files])
    if not options.json:
        put(plain(describe_published(result.bundle.story, result.entry, result.is_new)))
    for path in saved:
        say(f"wrote {path}")
    return DONE


def _log(options: argparse.Namespace, open_newsroom: Opener) -> int:
    with open_newsroom(options, load_settings(options.settings)) as newsroom:
        logged = newsroom.log(place=options.archive, expect=options.expect or "")
    if options.json:
        put_json(logged.as_json())
    else:
        put(plain(describe_log(logged.audit.entries, logged.audit.last, logged.audit.broken is None, columns())))
    if logged.audit.broken is None:
        return DONE
    say(f"the log does not hold: entry {logged.audit.broken}: {logged.audit.reason}")
    return DOES_NOT_HOLD


def _beside(story: str) -> Path:
    """The folder in which the story lies; for one in the archive, the one where the command runs."""
    path = Path(story)
    return path if path.is_dir() else path.parent if path.is_file() else Path()


# --- what is typed ----------------------------------------------------------------------------------------------------


class _Waive(argparse.Action):
    """Begins a waiver: a number that waits for its reason."""

    def __call__(self, parser: argparse.ArgumentParser, options: Any, value: Any, flag: str | None = None) -> None:
        options.waivers = [*options.waivers, (value, None)]


class _Reason(argparse.Action):
    """Ends a waiver: the reason for the number before it."""

    def __call__(self, parser: argparse.ArgumentParser, options: Any, value: Any, flag: str | None = None) -> None:
        waivers: Sequence[tuple[int, str | None]] = options.waivers
        if not waivers or waivers[-1][1] is not None:
            parser.error(f"--reason '{str(value)[:40]}' follows no --waive; write --waive N --reason TEXT")
        options.waivers = [*waivers[:-1], (waivers[-1][0], value)]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise argparse.ArgumentTypeError(f"'{text}' is not the number of a sentence; the page has them, and 0 is the headline")
    return int(text)


def _hash(text: str) -> str:
    match = re.fullmatch(r"(?:sha256:)?([0-9a-fA-F]{64})", text.strip())
    if match is None:
        raise argparse.ArgumentTypeError(
            f"'{text[:40]}' is no hash; copy the one that 'publish' printed, 64 digits from 0 to f"
        )
    return f"sha256:{match[1].lower()}"
