"""The places that the bench writes for made reports are those that placing would have given them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench.archive.placed import copy_places, write_places
from bench.archive.servers import open_engine
from sqlalchemy import Engine, select

from groundwire.filing import skim
from groundwire.model import Document, Source, document_id
from groundwire.protocols import Tools
from groundwire.store.opening import open_store
from groundwire.store.schema import BEARING, FREQUENCIES, KIN

TEXTS = [
    "Ferry Marigold sinks off Coldharbour\n\nThe ferry Marigold sank early on Monday, the coastguard at Lindmere said.",
    "Velden council votes on hotel taxes\n\nThe council of Velden voted to raise its taxes, mayor Otto Lund said.",
    "Snow closes passes above Orsk\n\nSnow closed two mountain roads, and Eva Lind waited for a plough all night.",
]


def rows(engine: Engine) -> list[set[Any]]:
    with engine.connect() as connection:
        return [{tuple(row) for row in connection.execute(select(table))} for table in (KIN, BEARING, FREQUENCIES)]


@pytest.fixture
def engines(tmp_path: Path, tools: Tools) -> list[Engine]:
    """Three archives with the same reports; those of the first have their places."""
    documents = []
    for text in TEXTS:
        source = Source(name="Merrow Gazette")
        documents.append(Document(id=document_id(source, "", text), text=text, source=source))
    places = [str(tmp_path / f"{number}.db") for number in range(3)]
    for number, place in enumerate(places):
        store = open_store(place, make=True)
        store.add(skim(documents, tools.encoders.static))
        if not number:
            assert store.place(10) == len(TEXTS)
        store.close()
    return [open_engine(place) for place in places]


def test_places_are_as_placing_writes_them(engines: list[Engine]) -> None:
    placed, written, copied = engines
    write_places(written)
    copy_places(placed, copied)
    assert rows(written) == rows(placed) == rows(copied)
    write_places(written)
    assert rows(written) == rows(placed)
    for engine in engines:
        engine.dispose()
