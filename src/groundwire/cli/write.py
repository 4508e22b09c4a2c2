"""``groundwire write``: a story from reports or from tables."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from groundwire.cli.options import DONE, REFUSED, add_shared, open_desk
from groundwire.errors import UsageError
from groundwire.model import Refusal
from groundwire.settings import load_settings
from groundwire.terminal import put_bytes, put_json, save, say, warn

if TYPE_CHECKING:
    from groundwire.newsroom import Newsroom
    from groundwire.results import Written

BUNDLE = "bundle"
"""The format that ``write --out`` always leaves beside the others: what ``publish`` takes."""


def add_command(commands: Any) -> None:
    """Add the command to the parser's."""
    command = commands.add_parser(
        "write",
        help="write a story from reports or tables",
        description="Write one story from reports on one happening, or from data tables alone, and print it as Markdown.",
        allow_abbrev=False,
    )
    command.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="a report: a file, a folder, a URL, or - for standard input; none for a story from tables alone",
    )
    command.add_argument("--about", default="", metavar="NAME", help="whom a story from tables alone is about (default: all)")
    command.add_argument("--writer", metavar="NAME", help="who writes: a name or package.module:make (default: the setting)")
    command.add_argument(
        "--replay",
        metavar="STORY",
        help="give the writer the answers that a language model gave for this story, a NAME.story.json; nothing is asked",
    )
    command.add_argument("--out", type=Path, metavar="DIR", help="also write the story into this folder, made where missing")
    command.add_argument(
        "--format",
        action="append",
        dest="formats",
        metavar="NAME",
        help="a format to write; may be given again (default: the setting; without --out, markdown to standard output)",
    )
    command.add_argument("--pictures", metavar="FOLDER", help="look for a picture in this folder (default: the setting)")
    add_shared(command)
    command.set_defaults(run=_write)


def _write(options: argparse.Namespace) -> int:
    settings = load_settings(options.settings)
    if options.replay:
        settings = replace(settings, chat_model="scripted", chat_script=options.replay)
    formats = tuple(dict.fromkeys(options.formats or (settings.formats if options.out else ("markdown",))))
    formats = tuple(name for name in formats if not options.out or name != BUNDLE)
    if not options.out and len(formats) > 1:
        raise UsageError(f"--format: {len(formats)} formats do not fit on standard output; name a folder with --out")
    if options.out and options.out.exists() and not options.out.is_dir():
        raise UsageError(f"--out {options.out}: is no folder; name a folder")
    with open_desk(options, settings) as newsroom:
        written = newsroom.write(
            options.sources,
            archive=options.archive,
            tables=options.tables,
            about=options.about,
            writer=options.writer,
            pictures=options.pictures,
        )
        files = {} if isinstance(written.outcome, Refusal) else _render(newsroom, written, formats, options)
    warn(written.warnings)
    if written.asked:
        say(written.asked)
    empty = [name for name, (_, data) in files.items() if not data]
    warn([f"{name}: the story has none, so no file was written" for name in empty])
    saved = (
        save(options.out, [files[name] for name in (*formats, BUNDLE) if name not in empty]) if files and options.out else []
    )
    if options.json:
        put_json(written.as_json())
    elif isinstance(written.outcome, Refusal):
        say(f"refused: {written.outcome.reason}")
    else:
        put_bytes(files["markdown" if options.out else formats[0]][1])
    for path in saved:
        say(f"wrote {path}")
    if written.is_kept and not options.json:
        say(f"kept in the archive as {written.outcome.id.removeprefix('sha256:')[:16]}")
    return REFUSED if isinstance(written.outcome, Refusal) else DONE


def _render(
    newsroom: Newsroom, written: Written, formats: Sequence[str], options: argparse.Namespace
) -> dict[str, tuple[str, bytes]]:
    """(file name, bytes) of each format that goes to the folder or to standard output."""
    wanted = dict.fromkeys(() if options.json and not options.out else formats)
    if options.out:
        wanted |= dict.fromkeys([BUNDLE] if options.json else [BUNDLE, "markdown"])
    return {name: newsroom.render(written, name) for name in wanted}
