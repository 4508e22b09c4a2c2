"""The command line: ``groundwire write``, ``check`` and ``claims`` over a ``Newsroom``.

Standard output carries the result and nothing else; standard error carries one line for each warning or error, and a progress
bar where it is a terminal. Exit codes: 0 done; 1 ``check`` found sentences that are not backed; 2 wrong usage or unreadable
input; 3 refused, the evidence is too thin. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from groundwire import __version__
from groundwire.errors import GroundwireError, UsageError
from groundwire.model import Refusal
from groundwire.printing import WIDEST, describe_check, describe_ledger
from groundwire.settings import Settings, load_settings

if TYPE_CHECKING:
    from groundwire.newsroom import Newsroom, Written

DONE, NOT_BACKED, WRONG, REFUSED = 0, 1, 2, 3
_DEBUG = "show the trace of an error and every log line"
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
"""A source's control characters must not steer the reader's terminal."""


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
        epilog="Exit codes: 0 done; 1 check found sentences that are not backed; 2 wrong usage or unreadable input; "
        "3 refused, not enough evidence.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"groundwire {__version__}", help="print the version and stop")
    parser.add_argument("--debug", action="store_true", help=_DEBUG)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    _add_write(commands)
    _add_check(commands)
    _add_claims(commands)
    return parser


def _add_write(commands: Any) -> None:
    command = commands.add_parser(
        "write",
        help="write a story from reports",
        description="Write one story from reports on one happening and print it as Markdown.",
        allow_abbrev=False,
    )
    command.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a report: a file, a folder, a URL, or - for standard input"
    )
    command.add_argument("--writer", metavar="NAME", help="who writes: a name or package.module:make (default: the setting)")
    command.add_argument("--out", type=Path, metavar="DIR", help="also write the story into this folder, made where missing")
    command.add_argument(
        "--format",
        action="append",
        dest="formats",
        metavar="NAME",
        help="a format to write; may be given again (default: the setting; without --out, markdown to standard output)",
    )
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


def _add_shared(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--archive", action="append", default=[], metavar="PATH", help="older reports for background; may be given again"
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
        _say(f"{message}; see '{self.prog} --help'")
        raise SystemExit(WRONG)


# --- the commands -----------------------------------------------------------------------------------------------------


def _write(options: argparse.Namespace) -> int:
    settings = load_settings(options.settings)
    formats = tuple(dict.fromkeys(options.formats or (settings.formats if options.out else ("markdown",))))
    if not options.out and len(formats) > 1:
        raise UsageError(f"--format: {len(formats)} formats do not fit on standard output; name a folder with --out")
    if options.out and options.out.exists() and not options.out.is_dir():
        raise UsageError(f"--out {options.out}: is no folder; name a folder")
    with _newsroom(options, settings) as newsroom:
        written = newsroom.write(options.sources, archive=options.archive, writer=options.writer)
        files = {} if isinstance(written.outcome, Refusal) else _render(newsroom, written, formats, options)
    _warn(written.warnings)
    saved = _save(options.out, [files[name] for name in formats]) if files and options.out else []
    if options.json:
        _put_json(written.as_json())
    elif isinstance(written.outcome, Refusal):
        _say(f"refused: {written.outcome.reason}")
    else:
        _put_bytes(files["markdown" if options.out else formats[0]][1])
    for path in saved:
        _say(f"wrote {path}")
    return REFUSED if isinstance(written.outcome, Refusal) else DONE


def _render(
    newsroom: Newsroom, written: Written, formats: Sequence[str], options: argparse.Namespace
) -> dict[str, tuple[str, bytes]]:
    """(file name, bytes) of each format that goes to the folder or to standard output."""
    wanted = dict.fromkeys(() if options.json and not options.out else formats)
    if options.out and not options.json:
        wanted["markdown"] = None
    return {name: newsroom.render(written, name) for name in wanted}


def _check(options: argparse.Namespace) -> int:
    if options.draft == "-" and "-" in options.against:
        raise UsageError("-: standard input can be the draft or a source, not both; put one of them into a file")
    with _newsroom(options, load_settings(options.settings)) as newsroom:
        checked = newsroom.check(options.draft, against=options.against, archive=options.archive)
    _warn(checked.warnings)
    if options.json:
        _put_json(checked.as_json())
    else:
        _put(_plain(describe_check(checked.report, _columns())))
    return DONE if checked.report.is_backed else NOT_BACKED


def _claims(options: argparse.Namespace) -> int:
    with _newsroom(options, load_settings(options.settings)) as newsroom:
        claimed = newsroom.claims(options.sources)
    _warn(claimed.warnings)
    if options.json:
        _put_json(claimed.as_json())
    else:
        _put(_plain(describe_ledger(claimed.ledger, _columns())))
    return DONE


@contextlib.contextmanager
def _newsroom(options: argparse.Namespace, settings: Settings) -> Iterator[Newsroom]:
    """A newsroom that shows its progress to a person at a terminal, and to nobody else."""
    from groundwire.newsroom import open_newsroom

    watched = _is_terminal(sys.stderr)
    log = _say if watched or options.debug else None
    if not watched:
        yield open_newsroom(settings, now=options.now, log=log)
        return
    bar = _Bar()
    try:
        yield open_newsroom(settings, now=options.now, log=bar.say, progress=bar.show)
    finally:
        bar.close()


class _Bar:
    """One progress bar for one stage after the other."""

    def __init__(self) -> None:
        self._stage = ""
        self._bar: Any = None

    def show(self, stage: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if self._bar is None or stage != self._stage:
            self.close()
            self._stage = stage
            self._bar = tqdm(total=total, desc=_plain(stage), leave=False, file=sys.stderr, dynamic_ncols=True)
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def say(self, line: str) -> None:
        if self._bar is not None:
            self._bar.clear()
        _say(line)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


# --- in and out -------------------------------------------------------------------------------------------------------


def _save(folder: Path, files: Sequence[tuple[str, bytes]]) -> list[Path]:
    """Write each file whole or not at all: beside its place first, then moved there. What is right already is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in files:
        path = folder / Path(name).name
        paths.append(path)
        if path.is_file() and path.read_bytes() == data:
            continue
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    return paths


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _fail(message: str, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    _say(message)
    return WRONG


def _warn(warnings: Sequence[str]) -> None:
    for warning in warnings:
        _say(f"warning: {warning}")


def _say(message: str) -> None:
    """One line on standard error."""
    with contextlib.suppress(OSError):
        sys.stderr.buffer.write(f"groundwire: {' '.join(_plain(message).split())}\n".encode("utf-8", "backslashreplace"))
        sys.stderr.flush()


def _put_json(value: dict[str, object]) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    try:
        _put_bytes(text.encode("utf-8"))
    except UnicodeEncodeError:  # a lone surrogate in a source can only be written escaped
        _put(json.dumps(value, indent=2) + "\n")


def _put(text: str) -> None:
    _put_bytes(text.encode("utf-8", "backslashreplace"))


def _put_bytes(data: bytes) -> None:
    """To standard output, always UTF-8. A reader who has gone away (``| head``) is no error."""
    if _is_terminal(sys.stdout):
        data = _plain(data.decode("utf-8", "replace")).encode("utf-8", "backslashreplace")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _plain(text: str) -> str:
    return text.translate(_CONTROLS)


def _columns() -> int:
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns) if _is_terminal(sys.stdout) else WIDEST


def _is_terminal(stream: Any) -> bool:
    return stream is not None and stream.isatty()
