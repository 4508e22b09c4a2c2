"""The command line: ``groundwire write``, ``check``, ``claims`` and ``archive`` over a ``Newsroom``; ``publish_commands`` adds the others.

Standard output carries the result and nothing else; standard error carries one line for each warning or error, and a progress
bar where it is a terminal. Exit codes: 0 done; 1 ``check`` found sentences that are not backed, or the log does not hold; 2 wrong usage or
unreadable input; 3 refused, the evidence is too thin or the story not to be published. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import argparse
import contextlib
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from groundwire import __version__
from groundwire.errors import GroundwireError, UsageError
from groundwire.model import Refusal, Rights, Search, Source
from groundwire.printing import (
    describe_check,
    describe_found,
    describe_holdings,
    describe_kept,
    describe_ledger,
    describe_thread,
)
from groundwire.publish_commands import add_commands
from groundwire.settings import Settings, load_settings
from groundwire.terminal import Bar, columns, is_terminal, plain, put, put_bytes, put_json, save, say, warn

if TYPE_CHECKING:
    from groundwire.newsroom import Newsroom
    from groundwire.results import Written

DONE, NOT_BACKED, WRONG, REFUSED = 0, 1, 2, 3
BUNDLE = "bundle"
"""The format that ``write --out`` always leaves beside the others: what ``publish`` takes."""
_DEBUG = "show the trace of an error and every log line"


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
    parser.add_argument("--debug", action="store_true", help=_DEBUG)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    _add_write(commands)
    _add_check(commands)
    _add_claims(commands)
    _add_archive(commands)
    add_commands(commands, _add_place, _newsroom)
    return parser


def _add_write(commands: Any) -> None:
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
    command.add_argument("--out", type=Path, metavar="DIR", help="also write the story into this folder, made where missing")
    command.add_argument(
        "--format",
        action="append",
        dest="formats",
        metavar="NAME",
        help="a format to write; may be given again (default: the setting; without --out, markdown to standard output)",
    )
    command.add_argument("--pictures", metavar="FOLDER", help="look for a picture in this folder (default: the setting)")
    _add_shared(command)
    command.set_defaults(run=_write)


def _add_check(commands: Any) -> None:
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
    _add_shared(command)
    command.set_defaults(run=_check)


def _add_claims(commands: Any) -> None:
    command = commands.add_parser(
        "claims",
        help="list who says what in reports",
        description="List every statement of the reports with its speaker, the chain that carried it, its kind and what it answers.",
        allow_abbrev=False,
    )
    command.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a report: a file, a folder, a URL, or - for standard input"
    )
    _add_common(command)
    command.set_defaults(run=_claims)


def _add_archive(commands: Any) -> None:
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
    _add_place(stats)
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
    _add_place(add)
    add.set_defaults(run=_archive_add)


def _add_archive_search(parts: Any) -> None:
    search = parts.add_parser(
        "search", help="find reports", description="Find reports by words and by meaning, best first.", allow_abbrev=False
    )
    search.add_argument(
        "words", nargs="+", metavar="WORD", help='what to look for; a "phrase" in quotation marks must stand as it is'
    )
    search.add_argument("--since", type=_time, metavar="TIME", help="published at this time or later, as ISO 8601")
    search.add_argument("--until", type=_time, metavar="TIME", help="published before this time, as ISO 8601")
    search.add_argument("--source", default="", metavar="NAME", help="from this outlet")
    search.add_argument("--name", default="", metavar="NAME", help="with this name in it")
    search.add_argument("--language", default="", metavar="CODE", help="in this language, as ISO 639-1")
    search.add_argument("--revisions", action="store_true", help="find also what a later report at the same URL replaced")
    search.add_argument("--limit", type=_count, default=10, metavar="N", help="how many to show (default: 10)")
    _add_place(search)
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
    _add_place(thread)
    thread.set_defaults(run=_archive_thread)


def _add_place(command: argparse.ArgumentParser) -> None:
    command.add_argument("--archive", metavar="PLACE", help="the archive: a file, or postgresql://... (default: the setting)")
    _add_common(command)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 to 1000")
    return int(text)


def _add_shared(command: argparse.ArgumentParser) -> None:
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
    _add_common(command)


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--now", type=_time, metavar="TIME", help="the time to work at, as ISO 8601; UTC without an offset (default: the clock)"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object instead")
    command.add_argument("--settings", type=Path, metavar="FILE", help="a TOML file of settings (default: GROUNDWIRE_SETTINGS)")
    command.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=_DEBUG)


def _time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a time; write it as 2026-03-02T18:00Z") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        say(f"{message}; see '{self.prog} --help'")
        raise SystemExit(WRONG)


# --- the commands -----------------------------------------------------------------------------------------------------


def _write(options: argparse.Namespace) -> int:
    settings = load_settings(options.settings)
    formats = tuple(dict.fromkeys(options.formats or (settings.formats if options.out else ("markdown",))))
    formats = tuple(name for name in formats if not options.out or name != BUNDLE)
    if not options.out and len(formats) > 1:
        raise UsageError(f"--format: {len(formats)} formats do not fit on standard output; name a folder with --out")
    if options.out and options.out.exists() and not options.out.is_dir():
        raise UsageError(f"--out {options.out}: is no folder; name a folder")
    with _newsroom(options, settings) as newsroom:
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


def _check(options: argparse.Namespace) -> int:
    if options.draft == "-" and "-" in options.against:
        raise UsageError("-: standard input can be the draft or a source, not both; put one of them into a file")
    with _newsroom(options, load_settings(options.settings)) as newsroom:
        checked = newsroom.check(options.draft, against=options.against, archive=options.archive, tables=options.tables)
    warn(checked.warnings)
    _show(options, checked.as_json, lambda: describe_check(checked.report, columns()))
    return DONE if checked.report.is_backed else NOT_BACKED


def _claims(options: argparse.Namespace) -> int:
    with _newsroom(options, load_settings(options.settings)) as newsroom:
        claimed = newsroom.claims(options.sources)
    warn(claimed.warnings)
    _show(options, claimed.as_json, lambda: describe_ledger(claimed.ledger, columns()))
    return DONE


def _archive_add(options: argparse.Namespace) -> int:
    with _newsroom(options, load_settings(options.settings)) as newsroom:
        given = Source(name=" ".join(options.source.split()), rights=Rights(options.rights))
        kept = newsroom.file(options.sources, place=options.archive, given=given)
    warn(kept.refusals)
    if kept.refused > len(kept.refusals):
        warn([f"{kept.refused - len(kept.refusals):,} more were refused"])
    _show(options, kept.as_json, lambda: describe_kept(kept.filed, kept.refused, kept.holdings))
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
    with _newsroom(options, load_settings(options.settings)) as newsroom:
        searched = newsroom.search(wanted, place=options.archive)
    _show(options, searched.as_json, lambda: describe_found(searched.found, columns()))
    return DONE


def _archive_thread(options: argparse.Namespace) -> int:
    with _newsroom(options, load_settings(options.settings)) as newsroom:
        threaded = newsroom.thread(_words(options.words), place=options.archive)
    _show(options, threaded.as_json, lambda: describe_thread(threaded.thread, columns()))
    return DONE


def _words(typed: Sequence[str]) -> str:
    """What the shell was given as one word is meant as a phrase."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in typed)


def _archive_stats(options: argparse.Namespace) -> int:
    with _newsroom(options, load_settings(options.settings)) as newsroom:
        holdings = newsroom.holdings(place=options.archive)
    from groundwire.results import holdings_json

    _show(options, lambda: holdings_json(holdings), lambda: describe_holdings(holdings))
    return DONE


def _show(options: argparse.Namespace, as_json: Callable[[], dict[str, object]], as_text: Callable[[], str]) -> None:
    """The result on standard output, in the one form that was asked for."""
    if options.json:
        put_json(as_json())
    else:
        put(plain(as_text()))


@contextlib.contextmanager
def _newsroom(options: argparse.Namespace, settings: Settings) -> Iterator[Newsroom]:
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


def _fail(message: str, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    say(message)
    return WRONG
