"""``groundwire archive``: the newsroom's memory."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from groundwire.cli.options import DONE, WRONG, add_place, open_desk, read_time, show
from groundwire.model import Rights, Search, Source
from groundwire.printing import describe_found, describe_holdings, describe_kept, describe_thread
from groundwire.settings import load_settings
from groundwire.terminal import columns, warn


def add_command(commands: Any) -> None:
    """Add the command to the parser's."""
    command = commands.add_parser(
        "archive",
        help="keep reports, search them, tell what is kept",
        description="The newsroom's memory: keep reports for later background, and find them again.",
        allow_abbrev=False,
    )
    parts = command.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_archive_add(parts)
    _add_archive_search(parts)
    _add_archive_thread(parts)
    stats = parts.add_parser("stats", help="tell what is kept", description="Tell what the archive holds.", allow_abbrev=False)
    add_place(stats)
    stats.set_defaults(run=_archive_stats)


def _add_archive_add(parts: Any) -> None:
    add = parts.add_parser(
        "add",
        help="keep reports",
        description="Keep reports in the archive. What it has already is left as it is; a file of JSON lines (.jsonl, .jsonl.gz) goes on "
        "where an earlier run stopped.",
        allow_abbrev=False,
    )
    add.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="reports: a file, a folder, a file with a JSON object on every line, a URL, or - for standard input",
    )
    add.add_argument("--source", default="", metavar="NAME", help="the outlet of reports that name none")
    add.add_argument(
        "--rights",
        choices=[rights.value for rights in Rights],
        default=Rights.UNKNOWN.value,
        help="what the newsroom may do with these reports; its own are what drafts are held against (default: what each says)",
    )
    add_place(add)
    add.set_defaults(run=_archive_add)


def _add_archive_search(parts: Any) -> None:
    search = parts.add_parser(
        "search", help="find reports", description="Find reports by words and by meaning, best first.", allow_abbrev=False
    )
    search.add_argument(
        "words", nargs="+", metavar="WORD", help='what to look for; a "phrase" in quotation marks must stand as it is'
    )
    search.add_argument("--since", type=read_time, metavar="TIME", help="published at this time or later, as ISO 8601")
    search.add_argument("--until", type=read_time, metavar="TIME", help="published before this time, as ISO 8601")
    search.add_argument("--source", default="", metavar="NAME", help="from this outlet")
    search.add_argument("--name", default="", metavar="NAME", help="with this name in it")
    search.add_argument("--language", default="", metavar="CODE", help="in this language, as ISO 639-1")
    search.add_argument("--revisions", action="store_true", help="find also what a later report at the same URL replaced")
    search.add_argument("--limit", type=_count, default=10, metavar="N", help="how many to show (default: 10)")
    add_place(search)
    search.set_defaults(run=_archive_search)


def _add_archive_thread(parts: Any) -> None:
    thread = parts.add_parser(
        "thread",
        help="tell a developing story",
        description="Find the report that fits best and tell its thread: every happening of the story in the order of their dates, and "
        "what was new in each.",
        allow_abbrev=False,
    )
    thread.add_argument("words", nargs="+", metavar="WORD", help="what to look for, as for search")
    add_place(thread)
    thread.set_defaults(run=_archive_thread)


def _archive_add(options: argparse.Namespace) -> int:
    with open_desk(options, load_settings(options.settings)) as newsroom:
        given = Source(name=" ".join(options.source.split()), rights=Rights(options.rights))
        kept = newsroom.file(options.sources, place=options.archive, given=given)
    warn(kept.refusals)
    if kept.refused > len(kept.refusals):
        warn([f"{kept.refused - len(kept.refusals):,} more were refused"])
    show(options, kept.as_json, lambda: describe_kept(kept.filed, kept.refused, kept.holdings))
    return WRONG if kept.refused and not (kept.filed.new or kept.filed.known) else DONE


def _archive_search(options: argparse.Namespace) -> int:
    wanted = Search(
        words=_words(options.words),
        since=options.since,
        until=options.until,
        source=options.source,
        name=options.name,
        language=options.language,
        revisions=options.revisions,
        limit=options.limit,
    )
    with open_desk(options, load_settings(options.settings)) as newsroom:
        searched = newsroom.search(wanted, place=options.archive)
    show(options, searched.as_json, lambda: describe_found(searched.found, columns()))
    return DONE


def _archive_thread(options: argparse.Namespace) -> int:
    with open_desk(options, load_settings(options.settings)) as newsroom:
        threaded = newsroom.thread(_words(options.words), place=options.archive)
    show(options, threaded.as_json, lambda: describe_thread(threaded.thread, columns()))
    return DONE


def _archive_stats(options: argparse.Namespace) -> int:
    with open_desk(options, load_settings(options.settings)) as newsroom:
        holdings = newsroom.holdings(place=options.archive)
    from groundwire.results import holdings_json

    show(options, lambda: holdings_json(holdings), lambda: describe_holdings(holdings))
    return DONE


def _words(typed: Sequence[str]) -> str:
    """What the shell was given as one word is meant as a phrase."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in typed)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 to 1000")
    return int(text)
