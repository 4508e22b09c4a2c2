"""Every database keeps the store's contract: SQLite in a file and in memory, and PostgreSQL."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import inspect

from groundwire.errors import StoreError
from groundwire.filing import look_back, skim
from groundwire.filing import search as search_for
from groundwire.model import Document, Filed, Found, Rights, Search, Source, SourceKind, document_id
from groundwire.protocols import StaticEmbedding, Tools
from groundwire.reading import read_document
from groundwire.store.migrations import STEPS, leave_indexes
from groundwire.store.opening import open_store
from groundwire.store.rows import read_documents
from groundwire.store.schema import MEANINGS, ORIGINALS_BY_EVENT, ORIGINALS_BY_THREAD, READINGS, VERSION
from groundwire.store.search import Words, take_apart
from groundwire.store.sql import SqlStore

FIRE = "Grain store burns in Merrow\n\nFire destroyed the grain store at Merrow on Tuesday, fire chief Ines Calder said. Nobody was hurt."
BRIDGE = (
    "Lindmere reopens its swing bridge\n\nThe swing bridge reopened on Monday after repairs. Mayor Hilda Strand cut the ribbon."
)
VOTE = "Velden council votes on taxes\n\nThe council of Velden voted to raise taxes on hotels, Mayor Otto Lund said."
SHIP = "Freighter runs aground\n\nA freighter with a cargo of timber ran aground off Coldharbour, the coastguard said. Its crew were safe."


class Archive:
    """A store, with reports made and looked for in few words."""

    def __init__(self, store: SqlStore, static: StaticEmbedding) -> None:
        self.store, self.static = store, static

    def report(self, text: str, *, source: str = "Merrow Gazette", url: str = "", date: str = "", **fields: Any) -> Document:
        outlet = Source(name=source)
        published = datetime.fromisoformat(date) if date else None
        document = Document(
            id=document_id(outlet, url, text), text=text, source=outlet, url=url, published_at=published, **fields
        )
        title, mark, _ = text.partition("\n\n")
        return replace(document, title=document.span(0, len(title))) if mark else document

    def add(self, *documents: Document) -> Filed:
        return self.store.add(skim(documents, self.static))

    def find(self, words: str, **wanted: Any) -> list[Document]:
        return [found.document for found in self.search(words, **wanted)]

    def search(self, words: str, **wanted: Any) -> tuple[Found, ...]:
        return search_for(Search(words=words, **wanted), self.store, self.static)


@pytest.fixture
def archive(place: str, tools: Tools) -> Iterator[Archive]:
    store = open_store(place, make=True)
    yield Archive(store, tools.encoders.static)
    store.close()


@pytest.fixture
def town(archive: Archive) -> dict[str, Document]:
    """An archive with four reports in it."""
    documents = {
        "fire": archive.report(FIRE, date="2025-03-04T08:00+00:00", language="en"),
        "bridge": archive.report(BRIDGE, source="Lindmere Écho", date="2025-05-05T09:00+00:00", language="en-GB"),
        "vote": archive.report(VOTE, source="Velden Bote", date="1965-01-02T00:00+00:00", language="de"),
        "ship": archive.report(SHIP, source="Coast Courier", language="en"),
    }
    assert archive.add(*documents.values()) == Filed(new=4)
    return documents


# --- in ---------------------------------------------------------------------------------------------------------------


def test_report_added_again_changes_nothing(archive: Archive) -> None:
    fire, bridge = archive.report(FIRE), archive.report(BRIDGE)
    assert archive.add(fire, fire) == Filed(new=1, known=1)
    assert archive.add(fire, bridge) == Filed(new=1, known=1)
    assert archive.add() == Filed()
    assert archive.store.holdings().documents == 2


def test_every_field_comes_back(archive: Archive) -> None:
    source = Source(
        name="Coast “Courier” 日本", url="https://courier.example", kind=SourceKind.WIRE, language="en", rights=Rights.LICENSED
    )
    text = "Title 🚢\n\nRead next: more.\n\nThe body’s text, with ‘marks’ and \u2028 separators."
    document = Document(
        id=document_id(source, "https://courier.example/a?b=c&d='x'", text),
        text=text,
        source=source,
        url="https://courier.example/a?b=c&d='x'",
        authors=("Ann Lee", "Bo “Ray” Ó Sé"),
        published_at=datetime(2025, 3, 4, 8, 0, 1, 234567, tzinfo=UTC),
        fetched_at=datetime(2025, 3, 5, tzinfo=UTC),
        language="en",
        rights=Rights.OWN,
        copied_from="sha256:other",
        revises="sha256:earlier",
        extractor="page/1",
        raw=bytes(range(256)) * 4,
    )
    document = replace(document, title=document.span(0, 7), furniture=(document.span(9, 25),))
    archive.add(document)
    kept = archive.store.document(document.id)
    assert kept == document and kept.raw == document.raw
    with pytest.raises(KeyError):
        archive.store.document("sha256:none")


@pytest.mark.parametrize("raw", [b"", b"Fire.", b"\xff\x00 other bytes"], ids=["none", "the text's own", "others"])
def test_bytes_come_back(archive: Archive, raw: bytes) -> None:
    document = archive.report("Fire.", raw=raw)
    archive.add(document)
    assert archive.store.document(document.id).raw == raw


def test_one_outlet_told_in_two_ways_comes_back_in_both(archive: Archive) -> None:
    plain = archive.report(FIRE, source="Merrow Gazette")
    owned = archive.report(BRIDGE, source="Merrow Gazette")
    owned = replace(owned, source=replace(owned.source, rights=Rights.OWN, kind=SourceKind.OUTLET))
    archive.add(plain, owned)
    assert {archive.store.document(one.id).source for one in (plain, owned)} == {plain.source, owned.source}
    assert archive.store.holdings().sources == 1
    assert set(archive.find("Merrow Lindmere", source="merrow gazette")) == {plain, owned}


@pytest.mark.parametrize(
    "date",
    ["", "1712-05-01T00:00+00:00", "1969-12-31T23:59:59.999999+00:00", "1970-01-01T00:00+00:00", "2190-01-01T00:00+00:00"],
)
def test_any_date_or_none_comes_back(archive: Archive, date: str) -> None:
    document = archive.report(FIRE, date=date)
    archive.add(document)
    assert archive.store.document(document.id).published_at == document.published_at
    holdings = archive.store.holdings()
    assert (holdings.first, holdings.last, holdings.undated) == (document.published_at, document.published_at, int(not date))


def test_date_in_another_zone_is_the_same_moment(archive: Archive) -> None:
    moment = datetime(2025, 3, 4, 1, 30, tzinfo=timezone(timedelta(hours=9)))
    document = replace(archive.report(FIRE), published_at=moment)
    archive.add(document)
    kept = archive.store.document(document.id).published_at
    assert kept == moment and kept is not None and kept.tzinfo is UTC
    assert archive.find("fire", until=datetime(2025, 3, 4, tzinfo=UTC)) and not archive.find(
        "fire", since=moment + timedelta(seconds=1)
    )


def test_changed_text_at_an_address_revises_the_one_before(archive: Archive) -> None:
    texts = [FIRE + extra for extra in ("", " Two were hurt.", " Three were hurt.", " Four were hurt.")]
    url = "https://gazette.example/fire"
    one, two, three, four = (archive.report(text, url=url) for text in texts)
    elsewhere = archive.report(texts[1], url=url, source="Coast Courier")
    nowhere = archive.report(texts[2])
    assert archive.add(one) == Filed(new=1)
    assert archive.add(two, three, elsewhere, nowhere) == Filed(new=4, revised=2)
    assert archive.add(one, four) == Filed(new=1, known=1, revised=1)
    chain = [archive.store.document(document.id).revises for document in (one, two, three, four, elsewhere, nowhere)]
    assert chain == [None, one.id, two.id, three.id, None, None]
    assert archive.store.holdings().revisions == 3


def test_what_a_later_text_at_its_address_replaced_is_found_only_when_asked_for(archive: Archive) -> None:
    url = "https://gazette.example/fire"
    one = archive.report(FIRE, url=url, date="2025-03-04T10:00:00+00:00")
    two = archive.report(FIRE + " Two were hurt.", url=url, date="2025-03-05T10:00:00+00:00")
    archive.add(one, two, archive.report(BRIDGE))
    now = [document.id for document in archive.find("fire")]
    assert now[0] == two.id and one.id not in now
    assert {one.id, two.id} <= {document.id for document in archive.find("fire", revisions=True)}
    assert [document.id for document in archive.find("fire", until=two.published_at)] == [one.id]


def test_very_long_address_and_text_are_kept(archive: Archive) -> None:
    url = "https://gazette.example/" + "ä" * 9_000
    text = "Long\n\n" + " ".join(f"word{number}" for number in range(60_000))
    document = archive.report(text, url=url)
    archive.add(document, archive.report(FIRE, url=url))
    assert archive.store.document(document.id) == document
    assert archive.find("word17", revisions=True)[0] == document


@pytest.mark.parametrize("bad", ["\x00", "\ud800"], ids=["NUL", "half a pair"])
def test_what_is_no_text_is_refused_and_nothing_is_kept(archive: Archive, bad: str) -> None:
    for document in (
        archive.report(FIRE + bad),
        archive.report(FIRE, source="Gazette" + bad),
        archive.report(FIRE, authors=(bad,)),
    ):
        with pytest.raises(StoreError, match="NUL or half a character"):
            archive.add(archive.report(BRIDGE), document)
    assert archive.store.holdings().documents == 0


# --- out --------------------------------------------------------------------------------------------------------------


def test_words_find_the_report(archive: Archive, town: dict[str, Document]) -> None:
    assert archive.find("grain store fire")[0] == town["fire"]
    assert archive.find("BRIDGES repairing")[0] == town["bridge"]  # letters and endings do not matter
    assert archive.find("mayor's ribbon")[0] == town["bridge"]
    assert archive.find("hotels Coldharbour")[0] in (town["vote"], town["ship"])  # no report has both


def test_title_counts_more_than_text(archive: Archive) -> None:
    rest = "\n\nThe council met on Monday and spoke of many things for a long time. "
    below = archive.report("Council meets" + rest + "One was a ferry.")
    above = archive.report("Ferry talks" + rest + "One was a tax.")
    archive.add(below, above)
    words = archive.store._finder.by_words
    with archive.store._reading() as connection:
        from groundwire.store.search import take_apart

        assert words(connection, take_apart("ferry"), True, None, 5) == [2, 1]


@pytest.mark.parametrize("words", ["u.s. tariffs", "mrw", "1/4 pct", "harbour-side", '"u.s. tariffs"', "marigold.example"])
def test_words_begin_and_end_alike_in_every_database(archive: Archive, words: str) -> None:
    told = archive.report(
        "U.S. tariffs hit Merrow Mills <MRW>\n\nShares fell 1/4 pct on the harbour-side exchange, marigold.example said."
    )
    archive.add(told)
    assert words_found(archive, take_apart(words)) == [told]


def test_rare_word_is_found_behind_any_number_of_common_ones(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groundwire.store.postgresql.RANKED", 5)
    rare = archive.report("Marigold sails\n\nThe ferry left the harbour of Orsk.")
    archive.add(rare, *(archive.report(f"Harbour notice {n}\n\nThe harbour of Velden is closed.") for n in range(20)))
    assert words_found(archive, Words(("harbour", "marigold", "zeppelin")), every=False)[0] == rare
    assert len(words_found(archive, Words(("zeppelin", "harbour")), every=False)) >= 5
    assert words_found(archive, Words(("zeppelin", "airship")), every=False) == []


def test_archive_of_before_has_its_words_and_its_indexes_made_again(archive: Archive) -> None:
    told = archive.report("U.S. tariffs hit Merrow Mills\n\nShares fell.")
    archive.add(told)
    indexes = (ORIGINALS_BY_EVENT, ORIGINALS_BY_THREAD)
    with archive.store._writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("UPDATE searched SET words = to_tsvector('english', 'U.S. tariffs')")
        for index in indexes:
            index.drop(connection)
        for steps in (STEPS, archive.store._finder.steps):
            steps[4](connection)
        assert {index.name for index in indexes} <= {index["name"] for index in inspect(connection).get_indexes("kin")}
    assert words_found(archive, take_apart("u.s. shares")) == [told]


def words_found(archive: Archive, wanted: Words, every: bool = True) -> list[Document]:
    """What the database's own search for words gives, best first."""
    with archive.store._reading() as connection:
        numbers = archive.store._finder.by_words(connection, wanted, every, None, 10)
        documents = read_documents(connection, numbers)
    return [replace(documents[number], raw=b"") for number in numbers]


def test_phrase_is_found_as_it_stands(archive: Archive) -> None:
    right = archive.report("One\n\nThe harbour master spoke.")
    wrong = archive.report("Two\n\nThe master of the harbour spoke.")
    archive.add(wrong, right)
    assert archive.find('"harbour master"')[0] == right


def test_meaning_finds_what_shares_no_word(archive: Archive, town: dict[str, Document]) -> None:
    assert archive.find("blaze ruins warehouse")[0] == town["fire"]
    assert archive.find("stricken vessel", limit=1) == [town["ship"]]
    assert archive.find("stricken vessel", limit=1, language="en") == [town["ship"]]


def test_filters_hold(archive: Archive, town: dict[str, Document]) -> None:
    fire, bridge, vote, ship = (town[name] for name in ("fire", "bridge", "vote", "ship"))
    at = datetime.fromisoformat
    everything = "fire bridge council freighter said"
    assert set(archive.find(everything)) == {fire, bridge, vote, ship}
    assert set(archive.find(everything, since=at("2025-03-04T08:00+00:00"))) == {fire, bridge}
    assert set(archive.find(everything, until=at("2025-05-05T09:00+00:00"))) == {fire, vote}
    assert archive.find(everything, source="lindmere écho") == [bridge]
    assert set(archive.find(everything, language="EN")) == {fire, bridge, ship}
    assert archive.find(everything, language="en-gb") == [bridge]
    assert archive.find(everything, language="e") == [] == archive.find(everything, source="Nobody's Times")
    assert archive.find(everything, since=at("2025-01-01T00:00+00:00"), source="Velden Bote") == []
    assert set(archive.find(everything, since=at("2025-04-01T00:00+00:00"), undated=True)) == {bridge, ship}


def test_name_must_stand_in_the_report(archive: Archive, town: dict[str, Document]) -> None:
    assert archive.find("mayor", name="Hilda Strand") == [town["bridge"]]
    assert archive.find("mayor", name="lund") == [town["vote"]]
    assert archive.find("anything at all", name="Ines Calder")[0] == town["fire"]
    assert archive.find("mayor", name="Strand Hilda") == [] == archive.find("mayor", name="!!")


def test_copies_of_one_wire_are_found_once(archive: Archive) -> None:
    copies = [
        archive.report(FIRE, source=f"Outlet {number}", date=f"2025-03-{number + 1:02}T00:00+00:00") for number in range(20)
    ]
    other = archive.report("Grain is dear\n\nThe price of grain rose after a store burned, traders said.")
    assert archive.add(*copies[:5]) == Filed(new=5)
    assert archive.add(*copies[5:], other) == Filed(new=16)
    found = archive.find("grain store burns")
    assert set(found) == {copies[0], other} and len(found) == 2
    assert archive.find("grain store burns", source="outlet 7") == [replace(copies[7], copied_from=copies[0].id)]
    assert archive.find("grain store burns", since=copies[12].published_at) == [replace(copies[12], copied_from=copies[0].id)]
    assert archive.store.holdings().documents == 21
    assert archive.store.document(copies[19].id) == replace(copies[19], copied_from=copies[0].id)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        '"',
        '"" “” "unclosed',
        "fire AND NOT (bridge OR",
        "title:fire NEAR(a b) ^fire fire*",
        "' OR 1=1; DROP TABLE documents --",
        ":* | & ! <-> \\ %_ $1 :name {}",
        "fire\x00bridge \ud800 \u202e",
        "日本 🚢 ﬀ ß İ ² ٣ क्षि",
        "the of and",
        "fire " * 500,
        "x" * 100_000,
    ],
)
def test_odd_searches_never_raise(archive: Archive, town: dict[str, Document], typed: str) -> None:
    for wanted in ({}, {"name": typed}, {"source": typed}, {"language": typed}, {"name": "fire", "language": "en"}):
        for found in archive.search(typed, **wanted):
            assert found.document in town.values()
    assert archive.store.holdings().documents == 4


def test_search_shows_the_passage_and_what_was_looked_for(archive: Archive, town: dict[str, Document]) -> None:
    found = archive.search("mayor ribbon")[0]
    assert found.document.quote(found.passage) == "Mayor Hilda Strand cut the ribbon."
    assert [found.document.quote(span) for span in found.matches] == ["Mayor", "ribbon"]
    for item in archive.search("fire at the store of the mayor"):
        assert item.document.quote(item.passage) and all(item.passage.covers(span) for span in item.matches)


def test_search_is_ranked_and_keeps_to_its_limit(archive: Archive, town: dict[str, Document]) -> None:
    found = archive.search("fire bridge council freighter", limit=3)
    assert len(found) == 3 and [item.score for item in found] == sorted((item.score for item in found), reverse=True)
    assert archive.search("fire bridge council freighter", limit=3) == found


def test_report_without_a_word_known_to_the_encoder_is_kept(archive: Archive, town: dict[str, Document]) -> None:
    empty = archive.report("")
    archive.add(empty)
    assert archive.store.document(empty.id) == empty
    assert empty not in archive.find("fire bridge") and empty not in archive.find("fire", language="en")


def test_empty_archive_answers(archive: Archive) -> None:
    assert archive.find("fire") == [] == archive.find("fire", language="en")
    holdings = archive.store.holdings()
    assert (holdings.documents, holdings.sources, holdings.first, holdings.last) == (0, 0, None, None)


def test_holdings_count_what_there_is(archive: Archive, town: dict[str, Document]) -> None:
    holdings = archive.store.holdings()
    assert (holdings.documents, holdings.sources, holdings.undated, holdings.revisions) == (4, 4, 1, 0)
    assert (holdings.first, holdings.last) == (town["vote"].published_at, town["bridge"].published_at)
    assert holdings.size > 10_000


def test_how_far_a_file_was_taken_in_is_remembered(archive: Archive) -> None:
    store, name = archive.store, "/copy/" + "lang" * 2_000 + "\udcff.jsonl"
    assert store.resume(name, "a") == 0
    store.note(name, "a", 512)
    store.note(name, "a", 768)
    store.note("/other", "a", 3)
    assert (store.resume(name, "a"), store.resume(name, "b"), store.resume("/other", "a")) == (768, 0, 3)


def test_background_is_older_and_of_another_text(archive: Archive, town: dict[str, Document]) -> None:
    later = archive.report(FIRE + " It was arson.", date="2025-09-01T00:00+00:00")
    copy = archive.report(FIRE, source="Coast Courier", date="2025-03-03T00:00+00:00")
    rebuilt = archive.report(
        "Merrow rebuilds its grain store\n\nThe grain store at Merrow that fire destroyed will be rebuilt.",
        date="2025-04-04T00:00+00:00",
    )
    archive.add(later, copy, rebuilt)
    report = replace(town["fire"], published_at=datetime(2025, 6, 1, tzinfo=UTC))
    background = look_back([report], archive.store, archive.static, 10)
    assert later not in background and copy not in background and town["fire"] not in background
    assert background == (rebuilt,), "what is about another matter is no background"
    assert later in look_back([replace(report, published_at=None)], archive.store, archive.static, 10)
    assert len(look_back([report], archive.store, archive.static, 1)) == 1


def test_reading_is_kept_for_the_report_it_was_made_of(archive: Archive, tools: Tools) -> None:
    fire, ship = archive.report(FIRE, date="2025-03-04T08:00+00:00"), archive.report(SHIP)
    readings = {document: read_document(document, tools.encoders.syntax) for document in (fire, ship)}
    assert archive.store.readings([fire, ship]) == {}
    archive.store.keep_readings(readings)
    archive.store.keep_readings({fire: readings[fire]})
    assert archive.store.readings([ship, fire]) == {document.id: reading for document, reading in readings.items()}
    # "on Tuesday" is another day in a report of another date, and a copy at another outlet is another document.
    other_day = replace(fire, published_at=datetime(2025, 9, 1, tzinfo=UTC))
    assert archive.store.readings([other_day, archive.report(FIRE, source="Coast Courier")]) == {}


def test_meaning_of_a_sentence_is_kept_exactly(archive: Archive, tools: Tools) -> None:
    texts = ["The swing bridge reopened on Monday.", "Nobody was hurt.", ""]
    vectors = {text: made.whole for text, made in zip(texts, tools.encoders.embedding.encode(texts), strict=True)}
    archive.store.keep_meanings(vectors)
    archive.store.keep_meanings({texts[1]: vectors[texts[1]]})
    found = archive.store.meanings([*texts, "Never seen."])
    assert set(found) == set(texts) and all((found[text] == vectors[text]).all() for text in texts)
    for harm in ({"data": b"cut"}, {"version": "sha256:older"}):
        with archive.store._writing() as connection:
            connection.execute(MEANINGS.update().values(**harm))
        assert archive.store.meanings(texts) == {}
        archive.store.keep_meanings(vectors)
        assert set(archive.store.meanings(texts)) == set(texts)


@pytest.mark.parametrize("harm", [{"data": b"cut"}, {"data": zlib.compress(b"\x93\x01\x02\x03")}, {"version": "sha256:older"}])
def test_reading_that_is_damaged_or_of_an_older_reader_is_made_again(
    archive: Archive, tools: Tools, harm: dict[str, Any]
) -> None:
    fire = archive.report(FIRE)
    kept = {fire: read_document(fire, tools.encoders.syntax)}
    archive.store.keep_readings(kept)
    with archive.store._writing() as connection:
        connection.execute(READINGS.update().values(**harm))
    assert archive.store.readings([fire]) == {}
    archive.store.keep_readings(kept)
    assert archive.store.readings([fire]) == {fire.id: kept[fire]}


# --- opening ----------------------------------------------------------------------------------------------------------


def test_archive_is_there_when_it_is_opened_again(new_database: Callable[[], str], tmp_path: Any, tools: Tools) -> None:
    for place in (str(tmp_path / "archive.db"), new_database()):
        for round_number in range(2):
            store = open_store(place, make=not round_number)
            archive = Archive(store, tools.encoders.static)
            assert archive.add(archive.report(FIRE)) == Filed(new=1 - round_number, known=round_number)
            assert archive.find("fire")
            store.close()


def test_every_step_has_its_indexes(archive: Archive) -> None:
    assert len(archive.store._finder.steps) == len(STEPS)
    with archive.store._reading() as connection:
        assert [row.version for row in connection.execute(VERSION.select())] == list(range(1, len(STEPS) + 1))


@pytest.fixture(params=["file", "postgresql"])
def lasting(request: pytest.FixtureRequest, tmp_path: Any) -> str:
    return str(request.getfixturevalue("new_database")() if request.param == "postgresql" else tmp_path / "archive.db")


def test_newer_archive_is_left_alone(lasting: str) -> None:
    store = open_store(lasting, make=True)
    with store._writing() as connection:
        connection.execute(VERSION.insert().values(version=len(STEPS) + 7))
    store.close()
    with pytest.raises(StoreError, match=rf"newer Groundwire \(version {len(STEPS) + 7}; .*update Groundwire"):
        open_store(lasting, make=True)


def test_database_of_somebody_else_is_left_alone(lasting: str) -> None:
    from sqlalchemy import inspect

    store = open_store(lasting, make=True)
    with store._writing() as connection:
        connection.exec_driver_sql("DROP TABLE groundwire_version")
    store.close()
    with pytest.raises(StoreError, match="no archive of Groundwire"):
        open_store(lasting, make=True)
    with pytest.raises(StoreError, match="no archive of Groundwire"):
        open_store(lasting)
    with store._engine.connect() as connection:
        assert VERSION.name not in inspect(connection).get_table_names()


def test_step_that_fails_leaves_nothing_behind(lasting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: Any) -> None:
        connection.exec_driver_sql("SELECT * FROM nowhere")

    with monkeypatch.context() as patch:
        patch.setattr("groundwire.store.migrations.STEPS", (*STEPS, fail))
        patch.setattr("groundwire.store.sql.STEPS", (*STEPS, fail))
        for finder in ("sqlite.SqliteFinder", "postgresql.PostgresqlFinder"):
            steps = property(lambda self: (leave_indexes,) * (len(STEPS) + 1))
            patch.setattr(f"groundwire.store.{finder}.steps", steps)
        with pytest.raises(StoreError, match="nowhere"):
            open_store(lasting, make=True)
    with pytest.raises(StoreError, match="there is none"):
        open_store(lasting)
    open_store(lasting, make=True).close()


def test_writer_gives_up_after_its_patience_and_reader_need_not_wait(lasting: str, tools: Tools) -> None:
    busy, store = open_store(lasting, make=True), open_store(lasting, patience=0.2)
    archive = Archive(store, tools.encoders.static)
    archive.add(archive.report(FIRE))
    with busy._writing():
        with pytest.raises(StoreError, match="is being written by another process.*try again"):
            archive.add(archive.report(BRIDGE))
        assert archive.find("fire") and open_store(lasting).holdings().documents == 1
    assert archive.add(archive.report(BRIDGE)) == Filed(new=1)
