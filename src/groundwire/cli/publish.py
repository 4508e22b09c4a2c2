"""``groundwire publish``: a story under an editor's name.

A story that is not published is exit code 3, with one line for each thing that stands in the way."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from groundwire.cli.options import DONE, REFUSED, add_place, open_desk
from groundwire.errors import UsageError
from groundwire.printing import describe_published
from groundwire.results import Blocked
from groundwire.settings import load_settings
from groundwire.terminal import plain, put, put_json, save, say


def add_command(commands: Any) -> None:
    """Add the command to the parser's."""
    publish = commands.add_parser(
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
    _add_waivers(publish)
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
    add_place(publish)
    publish.set_defaults(run=_publish)


def _add_waivers(publish: argparse.ArgumentParser) -> None:
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


def _publish(options: argparse.Namespace) -> int:
    if lone := [number for number, reason in options.waivers if reason is None]:
        raise UsageError(f"--waive {lone[0]}: has no reason; write --waive {lone[0]} --reason TEXT")
    folder = options.out or _beside(options.story)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--out {folder}: is no folder; name a folder")
    with open_desk(options, load_settings(options.settings)) as newsroom:
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


def _beside(story: str) -> Path:
    """The folder in which the story lies; for one in the archive, the one where the command runs."""
    path = Path(story)
    return path if path.is_dir() else path.parent if path.is_file() else Path()


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
