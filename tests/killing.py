"""Processes that add reports to an archive, and one that kills them: run as a program by ``contracts/test_store_crashes.py``.

A program of its own, because it forks: that is safe only where no threads run."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable

import numpy as np
import psycopg  # noqa: F401  (before the fork: the time until a kill is for writing)
from sqlalchemy import func, select

from groundwire.model import Document, Found, Search, Skim, Source, document_id
from groundwire.store import vectors
from groundwire.store.opening import is_address
from groundwire.store.postgresql import PostgresqlFinder
from groundwire.store.schema import FREQUENCIES, KIN
from groundwire.store.sql import SqlStore
from groundwire.store.sqlite import SqliteFinder

ADDRESSES = 40
"""Reports come back to the same addresses, so that there are revisions."""


def report(number: int) -> Skim:
    """The report of that number, always the same; one word stands in no other."""
    text = f"Report {number}\n\nOnly here stands wort{number}x. " + " ".join(f"filler{number % 7}{n}" for n in range(200))
    source, url = Source(name=f"Outlet {number % 3}"), f"https://outlet.example/{number % ADDRESSES}"
    document = Document(id=document_id(source, url, text), text=text, source=source, url=url, raw=f"raw {number}".encode())
    vector = np.random.default_rng(number).integers(-40, 41, 256, dtype=np.int8)
    return Skim(document=document, vector=vector.tobytes())


def open_archive(place: str) -> SqlStore:
    """The archive; vectors are put away and drawers split after every few reports, so that kills meet that too."""
    drawers = vectors.Drawers(tray=20, full=16, folder=4)
    finder = PostgresqlFinder(place, 30, drawers) if is_address(place) else SqliteFinder(place, 30, drawers)
    return SqlStore(place, finder)


def write(place: str, begin: int, end: int, acknowledge: Callable[[int], object]) -> None:
    """Add the reports from ``begin`` to before ``end`` a few at a time, and tell after each few how far it came."""
    store, sizes = open_archive(place), random.Random(begin)  # noqa: S311
    while begin < end:
        upto = min(begin + sizes.randint(1, 16), end)
        store.add([report(number) for number in range(begin, upto)])
        store.place(sizes.randint(1, 24))
        acknowledge(upto)
        begin = upto
    store.close()


def check(place: str, acknowledged: int) -> int:
    """How many reports the archive holds: all that were acknowledged, each of them whole. Raises ``AssertionError``."""
    store = open_archive(place)
    count = store.holdings().documents
    assert count >= acknowledged, f"{acknowledged} were acknowledged, {count} are there"
    newest = range(max(0, count - 20), count)
    for number in {*newest, *random.Random(count).sample(range(count), min(count, 20))}:  # noqa: S311
        skim = report(number)
        kept = store.document(skim.document.id)
        assert (kept.text, kept.raw, kept.source) == (skim.document.text, skim.document.raw, skim.document.source)

        def is_it(found: tuple[Found, ...], wanted: str = skim.document.id) -> bool:
            return [one.document.id for one in found] == [wanted]

        assert is_it(store.search(Search(words=f"wort{number}x", revisions=True, limit=1), bytes(256))), (
            f"{number} is not found by its word"
        )
        assert is_it(store.search(Search(words="", revisions=True, limit=1), skim.vector)), (
            f"{number} is not found by its vector"
        )
    check_drawers(store, count)
    check_places(store)
    store.close()
    if not is_address(place):
        check_file(place, count)
    return count


def check_drawers(store: SqlStore, count: int) -> None:
    """Every vector lies in one drawer, or in the tray, once, and each drawer holds what it says."""
    with store._reading() as connection:
        held = {row.drawer: row.held for row in connection.execute(select(vectors.DRAWERS))}
        numbers: dict[int, list[int]] = {drawer: [] for drawer in held}
        for row in connection.execute(select(vectors.FOLDERS)):
            numbers[row.drawer] += np.frombuffer(row.data, vectors._RECORD)["number"].tolist()
    assert sorted(number for own in numbers.values() for number in own) == list(range(1, count + 1))
    assert {drawer: len(own) for drawer, own in numbers.items()} == held


def check_places(store: SqlStore) -> None:
    """Texts have their places in the order in which they came in, none left out, each counted once."""
    with store._reading() as connection:
        placed, last = connection.execute(select(func.count(), func.max(KIN.c.number)).select_from(KIN)).one()
        counted = connection.execute(select(FREQUENCIES.c.texts).where(FREQUENCIES.c.word == "")).scalar()
    assert placed == (last or 0) == (counted or 0), f"{placed} have a place, the last is {last}, {counted} were counted"


def check_file(place: str, count: int) -> None:
    """The file is sound, and documents, words, vectors and bytes agree."""
    connection = sqlite3.connect(place)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
    for table in ("vectors", "raw", "words_docsize"):
        assert connection.execute(f"SELECT count(*), max(rowid) FROM {table}").fetchone() in ((count, count), (0, None)), table
    connection.close()


def kill_in_rounds(place: str, rounds: int, seed: int) -> None:
    """Let a process write, kill it at some moment, look at what it left; ``rounds`` times."""
    moments, acknowledged = random.Random(seed), 0  # noqa: S311
    for round_number in range(rounds):
        reader, writer = os.pipe()
        child = fork(lambda begin=acknowledged, out=writer: write(place, begin, 10**9, lambda n: os.write(out, b"%d\n" % n)))
        os.close(writer)
        with os.fdopen(reader) as told:
            # The first process is killed while it makes the database, the others some time after their first reports.
            lines = [told.readline()] if round_number else ["0\n"]
            assert lines[0], f"round {round_number}: it ended by itself, see above"
            time.sleep(moments.uniform(0, 0.2))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            lines += told
        acknowledged = max([acknowledged, *(int(line) for line in lines if line.endswith("\n"))])
        checker = fork(lambda n=acknowledged: check(place, n))
        assert os.waitpid(checker, 0)[1] == 0, f"round {round_number}: see above"
    print(acknowledged)


def fork(work: Callable[[], object]) -> int:
    """The number of a new process that does ``work`` and ends."""
    if child := os.fork():
        return child
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    command, place, first, second = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    if command == "kill":
        kill_in_rounds(place, first, second)
    else:
        write(place, first, second, lambda number: None)
