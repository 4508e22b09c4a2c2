"""Every database places reports alike: copies, happenings and threads, in one run or in many, of archives old and new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select
from tests.older import drop_records
from tests.unit.editing.wires import COUNCILS

from groundwire.filing import find_thread, look_back, skim
from groundwire.model import Document, Source, document_id
from groundwire.protocols import StaticEmbedding, Tools
from groundwire.store.neighbours import BY_NAME
from groundwire.store.opening import open_store
from groundwire.store.schema import BEARING, FREQUENCIES, KIN, MEANINGS, VERSION
from groundwire.store.sql import SqlStore

SINKS = (
    "Ferry Marigold sinks off Coldharbour\n\nThe ferry Marigold sank off Coldharbour early on Monday with forty people aboard, the coastguard "
    "at Lindmere said. Fishing boats from Coldharbour took all forty of them from the water within the hour, and nobody was badly hurt, harbour "
    "master Ines Calder told reporters on the quay. The Marigold had left Lindmere at five with a load of timber."
)
SAVED = (
    "Forty saved as ferry Marigold sinks\n\nForty people were saved when the ferry Marigold sank off Coldharbour, said Lindmere's coastguard. "
    "Ines Calder, the harbour master, praised the crews of five fishing boats."
)
INQUIRY = (
    "Inquiry into loss of ferry Marigold opens\n\nAn inquiry into the sinking of the ferry Marigold off Coldharbour opened at Lindmere on Tuesday. "
    "Its owners had been warned twice of a leaking bow door, judge Hilda Strand was told."
)
VOTE = "Velden council votes on hotel taxes\n\nThe council of Velden voted to raise its taxes on hotels by a tenth, mayor Otto Lund said."


def report(text: str, date: str | None, source: str = "Merrow Gazette") -> Document:
    outlet = Source(name=source)
    document = Document(
        id=document_id(outlet, "", text),
        text=text,
        source=outlet,
        published_at=datetime.fromisoformat(f"{date}T09:00+00:00") if date else None,
    )
    return replace(document, title=document.span(0, text.index("\n")))


REPORTS = {
    "sinks": report(SINKS, "2025-03-03"),
    "again": report(SINKS, "2025-03-03", "Coast Courier"),
    "cut": report(SINKS.replace("sinks off Coldharbour", "lost at sea").rsplit(". ", 1)[0] + ".", "2025-03-03", "Velden Bote"),
    "saved": report(SAVED, "2025-03-03", "Lindmere Echo"),
    "vote": report(VOTE, "2025-03-04"),
    "inquiry": report(INQUIRY, "2025-03-11", "Lindmere Echo"),
}


@pytest.fixture
def store(place: str) -> Iterator[SqlStore]:
    store = open_store(place, make=True)
    yield store
    store.close()


@pytest.fixture
def static(tools: Tools) -> StaticEmbedding:
    return tools.encoders.static


@pytest.fixture
def keep(store: SqlStore, static: StaticEmbedding) -> Callable[..., None]:
    def run(*names: str) -> None:
        store.add(skim([REPORTS[name] for name in names], static))

    return run


def places(store: SqlStore) -> list[tuple[int, ...]]:
    with store._reading() as connection:
        statement = select(KIN.c.number, KIN.c.original, KIN.c.event, KIN.c.thread).order_by(KIN.c.number)
        return [tuple(row) for row in connection.execute(statement)]


def test_copies_happenings_and_threads_are_found(store: SqlStore, keep: Callable[..., None]) -> None:
    keep(*REPORTS)
    assert store.place(100) == 5  # two reports have one text
    assert store.place(100) == 0
    thread = {placed.document.id: placed for placed in store.thread(REPORTS["inquiry"].id)}
    assert set(thread) == {REPORTS[name].id for name in REPORTS if name != "vote"}
    assert {name for name in REPORTS if name != "vote" and thread[REPORTS[name].id].is_copy} == {"again", "cut"}
    happening = {name: thread[REPORTS[name].id].happening for name in REPORTS if name != "vote"}
    assert happening["sinks"] == happening["again"] == happening["cut"] == happening["saved"] != happening["inquiry"]
    assert [placed.document for placed in store.thread(REPORTS["vote"].id)] == [REPORTS["vote"]]
    assert store.thread("sha256:none") == ()


def test_copies_name_their_original(store: SqlStore, keep: Callable[..., None]) -> None:
    keep(*REPORTS)
    store.place(100)
    copied = {name: store.document(REPORTS[name].id).copied_from for name in REPORTS}
    assert copied == {name: REPORTS["sinks"].id if name in ("again", "cut") else None for name in REPORTS}


def test_reports_placed_one_by_one_are_placed_as_in_one_run(
    store: SqlStore, keep: Callable[..., None], static: StaticEmbedding
) -> None:
    other = open_store(":memory:", make=True)
    for name, one in REPORTS.items():
        keep(name)
        store.place(1)
        other.add(skim([one], static))
    assert other.place(100) == 5
    assert [row[1:] for row in places(store)] == [row[1:] for row in places(other)]
    other.close()


BEFORE_KIN = 2
"""Steps that an archive had before kin were known."""


def test_archive_of_before_is_placed_when_it_is_added_to(store: SqlStore, keep: Callable[..., None]) -> None:
    keep("sinks", "saved")
    with store._writing() as connection:
        drop_records(connection)
        for table in (BEARING, KIN, FREQUENCIES, MEANINGS):
            table.drop(connection)
        connection.execute(VERSION.delete().where(VERSION.c.version > BEFORE_KIN))
    with store._writing() as connection:
        from groundwire.store.migrations import migrate

        migrate(connection, "here", store._finder.steps)
    assert store.thread(REPORTS["sinks"].id) == ()
    keep("inquiry")
    assert store.place(2) == 2 and store.place(2) == 1
    assert len(store.thread(REPORTS["sinks"].id)) == 3


def test_undated_report_joins(store: SqlStore, keep: Callable[..., None], static: StaticEmbedding) -> None:
    keep("sinks")
    store.add(skim([report(SAVED, None)], static))
    store.place(100)
    assert len({placed.happening for placed in store.thread(REPORTS["sinks"].id)}) == 1


def test_report_that_is_not_kept_finds_its_thread(store: SqlStore, keep: Callable[..., None], static: StaticEmbedding) -> None:
    keep("sinks", "saved", "vote")
    store.place(100)
    before = places(store)
    found = {placed.document.id for placed in store.kin(skim([REPORTS["inquiry"]], static))}
    assert found == {REPORTS["sinks"].id, REPORTS["saved"].id} and places(store) == before
    assert store.kin(skim([report("Snow\n\nSnow fell on the hills of Orsk all night.", None)], static)) == ()
    assert store.kin([]) == ()


def test_thread_comes_first_and_other_matters_not_at_all(
    store: SqlStore, keep: Callable[..., None], static: StaticEmbedding
) -> None:
    keep("sinks", "again", "saved", "vote")
    store.place(100)
    older = look_back([REPORTS["inquiry"]], store, static, 12)
    assert [one.id for one in older[:2]] in (
        [REPORTS["sinks"].id, REPORTS["saved"].id],
        [REPORTS["saved"].id, REPORTS["sinks"].id],
    )
    assert REPORTS["vote"] not in older


def test_thread_is_found_by_words(store: SqlStore, keep: Callable[..., None], static: StaticEmbedding) -> None:
    assert find_thread("ferry", store, static).happenings == ()
    keep(*REPORTS)
    assert len(find_thread("ferry", store, static).happenings) == 1  # kept, and not yet placed
    store.place(100)
    first, second = find_thread("ferry inquiry", store, static).happenings
    assert (len(first.reports), first.copies, first.independent_sources) == (4, 2, 2)
    assert [REPORTS["inquiry"].quote(span).partition(" ")[0] for span in second.new] == ["Its"]


def test_name_of_every_day_leads_to_the_last_reports_only(store: SqlStore, static: StaticEmbedding) -> None:
    towns = ("Velden", "Orsk", "Merrow", "Lindmere", "Coldharbour")
    for number in range(2 * BY_NAME):
        text = f"Notice {number}\n\nThe ferry Marigold calls at {towns[number % 5]} on quay {number}, its owners said."
        store.add(skim([report(text, "2025-03-03")], static))
        store.place(1)
    with store._reading() as connection:
        names = select(BEARING.c.number).where(BEARING.c.name == "Marigold").order_by(BEARING.c.number)
        numbers = list(connection.execute(names).scalars())
    assert 0 < len(numbers) <= BY_NAME


def test_thousand_copies_of_one_wire_cost_one_text(store: SqlStore, static: StaticEmbedding) -> None:
    store.add(skim([report(SINKS, "2025-03-03", f"Outlet {number}") for number in range(1000)], static))
    assert store.place(2000) == 1
    assert sum(placed.is_copy for placed in store.thread(report(SINKS, None, "Outlet 0").id)) == 999


def crowd(store: SqlStore, static: StaticEmbedding, day: str, towns: tuple[str, ...]) -> list[str]:
    """Reports of the same deed in many towns, each a happening of its own; their ids."""
    text = "{0} council sets hotel tax\n\nThe council of {0} voted on Monday to set a tax on hotels, mayor {1} told reporters there."
    mayors = ("Otto Lund", "Ines Calder", "Hilda Strand", "Bram Oake", "Runa Vale", "Pia Holt", "Sten Mark", "Ada Finch")
    found = [report(text.format(town, mayor), day) for town, mayor in zip(towns, mayors, strict=False)]
    store.add(skim(found, static))
    return [one.id for one in found]


def test_number_of_a_happening_is_that_of_its_oldest_report_whatever_was_sorted_anew(
    store: SqlStore, keep: Callable[..., None], static: StaticEmbedding
) -> None:
    towns = ("Velden", "Merrow", "Orsk", "Tarnby", "Holmfirth", "Skerry", "Lindmere", "Coldharbour")
    keep("vote", "sinks")
    store.place(100)
    for count in range(2, len(towns) + 1, 2):
        crowd(store, static, "2025-03-04", towns[:count])
        store.place(1)
        store.place(100)
    keep("saved", "inquiry", "cut", "again")
    store.place(100)
    rows = places(store)
    for number, original, event, thread in rows:
        assert event == min(row[1] for row in rows if row[2] == event) and event <= original <= number and thread <= number
    of_original = {row[0]: row[2:] for row in rows}
    assert all(of_original[original] == (event, thread) for _, original, event, thread in rows)  # copies go along
    assert all(len({row[3] for row in rows if row[2] == event}) == 1 for event in {row[2] for row in rows})


LINDMERE = (
    "Lindmere hotels to pay a tenth\n\nThe council at Lindmere set its tax on hotels after midnight at a tenth before a jeering gallery, "
    "Strand told the pier guild.",
    "Jeering gallery watches Lindmere levy\n\nStrand told a jeering gallery at Lindmere after midnight that the council had set its tax on "
    "hotels, a tenth, to end the quarrels about the pier.",
)


def test_thread_goes_on_without_the_report_that_founded_it_where_that_tells_another_story(
    store: SqlStore, static: StaticEmbedding
) -> None:
    """While little is known a council's levy and another's are one happening, and one thread; six more councils part them."""
    store.add(skim([report(text, "2025-03-04") for text in (*COUNCILS[:2], *LINDMERE)], static))
    store.place(100)
    assert {row[3] for row in places(store)} == {1}
    store.add(skim([report(text, "2025-03-04") for text in COUNCILS[2:]], static))
    store.place(100)
    assert [row[3] for row in places(store)][:4] == [1, 2, 2, 2]
    lindmere = {report(text, "2025-03-04").id for text in (COUNCILS[1], *LINDMERE)}
    thread = {placed.document.id for placed in store.thread(report(LINDMERE[0], "2025-03-04").id)}
    assert lindmere <= thread and report(COUNCILS[0], "2025-03-04").id not in thread
