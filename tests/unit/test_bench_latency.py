"""The bench of latency: what an archive remembers of background, and what it may not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from bench.latency import remember_background
from tests.conftest import NOW

from groundwire import open_newsroom
from groundwire.model import Story
from groundwire.settings import Settings
from groundwire.store.opening import open_store

OLDER = """Crack found in pier of Sandvig bridge

A diver found a crack in a pier of the Sandvig bridge on Tuesday, harbour master Nils Arp said.

Arp said that lorries would have to take the ferry across the sound at Sandvig until the pier was repaired.
"""
REPORT = """Sandvig bridge opens to lorries again

The Sandvig bridge opened to lorries again on Monday after a crack in one of its piers was repaired, harbour master Nils Arp said.

Arp said the repair of the pier cost 2 million euros.

The town council of Sandvig paid half of that sum, and the ferry company the rest.

About 400 lorries crossed the bridge at Sandvig in the first six hours, Arp said.
"""


def test_background_is_remembered_and_nothing_of_the_report(tmp_path: Path) -> None:
    older, report = tmp_path / "older.txt", tmp_path / "report.txt"
    older.write_text(OLDER, "utf-8")
    report.write_text(REPORT, "utf-8")
    newsroom = open_newsroom(Settings(), now=NOW)
    known, other = (str(tmp_path / name) for name in ("known.db", "other.db"))
    for place in (known, other):
        newsroom.file([str(older)], place=place)
    written = newsroom.write([str(report)], archive=[known]).outcome
    assert isinstance(written, Story) and len(written.archive_ids) == 1
    remember_background([report], known, other)
    with closing(open_store(other)) as store:
        documents = {document.id in written.archive_ids: document for document in written.documents}
        (reading,) = store.readings([documents[True]]).values()
        background = [passage.text for passage in reading.sentences if passage.text != documents[True].title_text]
        assert set(store.meanings(background)) == set(background)
        assert not store.readings([documents[False]])
        own = [sentence.text for sentence in written.all_sentences if sentence.text not in background]
        assert not store.meanings([*own, *(line for line in REPORT.split("\n") if line)])
