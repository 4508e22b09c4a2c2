"""Processes that publish, and one that kills them: run as a program by ``contracts/test_publishing.py``. The stories are made by hand and
their verdicts taken as they are, so that the time is spent on what is tested: archive, log and files."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg  # noqa: F401  (before the fork: the time until a kill is for publishing)
from tests.bundles import make_backed
from tests.conftest import NOW
from tests.killing import fork

from groundwire.bundle import digest_of, unpack
from groundwire.editing.lifecycle import make_order
from groundwire.editing.logbook import audit
from groundwire.filing import Archive
from groundwire.formats.bundle import BundleFile
from groundwire.formats.markdown import Markdown
from groundwire.model import Bundle, Status
from groundwire.publishing import Press, publish
from groundwire.results import Blocked, File, Published
from groundwire.store.opening import open_store
from groundwire.terminal import save

FORMATS = {"markdown": Markdown(), "bundle": BundleFile()}


def render(bundle: Bundle, name: str) -> File:
    """The bundle as a file that is named after its headline's number."""
    number = bundle.story.headline.text.rsplit(" ", 1)[-1]
    return File(format=name, name=f"{number}{FORMATS[name].suffix}", data=FORMATS[name].render(bundle.story, bundle.verdicts))


def publish_one(bundle: Bundle, place: str, editor: str = "Ann Lee") -> Published | Blocked:
    """The bundle published in the archive, with the verdicts that it has."""
    with ExitStack() as stack:
        archive = Archive(lambda: stack.enter_context(closing(open_store(place, make=True))), True)
        press = Press(archive=archive, check=lambda story: bundle, render=render, formats=tuple(FORMATS), now=NOW)
        return publish(bundle, make_order(editor), press)


def publish_many(place: str, folder: Path, begin: int, end: int, acknowledge: Callable[[int], object], editor: str) -> None:
    """Publish the stories from ``begin`` to before ``end``, and tell after each."""
    for number in range(begin, end):
        result = publish_one(make_backed(number), place, editor)
        if isinstance(result, Published):
            save(folder, [(file.name, file.data) for file in result.files])
            acknowledge(number)


def check(place: str, folder: Path, acknowledged: int) -> int:
    """How many stories are published: each of them whole, and no file is out that the log does not know. Raises ``AssertionError``."""
    store = open_store(place)
    records = store.records.log()
    found = audit(records, store.records.logged())
    assert found.broken is None, found.reason
    assert len(records) == len(store.records.logged()) >= acknowledged
    for entry, record in zip(found.entries, records, strict=True):
        bundle = store.records.story(entry.story, entry.revision)
        assert bundle is not None and bundle.story.status is Status.PUBLISHED
        assert (bundle.story.logged, bundle.story.editor, digest_of(bundle)) == (record.hash, entry.editor, entry.digest)
        assert [one.format for one in store.records.publications(entry.story, entry.revision)] == sorted(FORMATS)
    store.close()
    hashes = {record.hash for record in records}
    for path in folder.glob("[!.]*.story.json"):
        assert unpack(path.read_bytes(), str(path)).story.logged in hashes
    names = {path.name for path in folder.glob("[!.]*")}
    assert names >= {f"{number}{format_.suffix}" for number in range(1, acknowledged + 1) for format_ in FORMATS.values()}
    return len(records)


def kill_in_rounds(place: str, folder: Path, rounds: int, seed: int) -> None:
    """Let a process publish, kill it at some moment, look at what it left; ``rounds`` times."""
    moments, acknowledged = random.Random(seed), 0  # noqa: S311
    for round_number in range(rounds):
        reader, writer = os.pipe()
        tell = lambda number, out=writer: os.write(out, b"%d\n" % number)  # noqa: E731
        # It begins with the one that may have been cut short.
        child = fork(lambda begin=acknowledged, say=tell: publish_many(place, folder, begin + 1, 10**9, say, "Ann Lee"))
        os.close(writer)
        with os.fdopen(reader) as told:
            lines = [told.readline()]
            assert lines[0], f"round {round_number}: it ended by itself, see above"
            time.sleep(moments.uniform(0, 0.15))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            lines += told
        acknowledged = max([acknowledged, *(int(line) for line in lines if line.endswith("\n"))])
        checker = fork(lambda n=acknowledged: check(place, folder, n))
        assert os.waitpid(checker, 0)[1] == 0, f"round {round_number}: see above"
    print(acknowledged)


if __name__ == "__main__":
    command, place, folder, first, second, *editor = sys.argv[1:]
    if command == "kill":
        kill_in_rounds(place, Path(folder), int(first), int(second))
    else:
        publish_many(place, Path(folder), int(first), int(second), lambda number: print(number), *editor)
