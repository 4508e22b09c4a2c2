"""Both databases keep what was published, and its log: whole, once, in order, whoever is killed and whoever publishes at once."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from tests.bundles import WAIVERS, make_backed, make_bundle
from tests.conftest import NOW
from tests.older import drop_records
from tests.publishing_desk import check, publish_one

from groundwire.bundle import digest_of, pack
from groundwire.editing.lifecycle import Cleared, clear, make_order
from groundwire.editing.logbook import seal
from groundwire.errors import StoreError
from groundwire.model import Edition, LogEntry, Publication
from groundwire.results import Blocked, Published
from groundwire.store.migrations import STEPS, migrate
from groundwire.store.opening import open_store
from groundwire.store.schema import LOG, RULINGS, STORIES, VERSION
from groundwire.store.sql import SqlStore

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(place: str) -> Iterator[SqlStore]:
    store = open_store(place, make=True)
    yield store
    store.close()


@pytest.fixture(params=["file", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where several processes can come at once."""
    return str(request.getfixturevalue("new_database")() if request.param == "postgresql" else tmp_path / "archive.db")


def make_edition(number: int, before: str = "", place: int = 1) -> Edition:
    cleared = clear(make_bundle(number), make_order("Ann Lee", WAIVERS, has_rights=True), NOW)
    assert isinstance(cleared, Cleared)
    story = cleared.bundle.story
    entry = LogEntry(
        number=place,
        at=NOW,
        editor="Ann Lee",
        action="publish",
        story=story.id,
        revision=1,
        digest=digest_of(cleared.bundle),
        before=before,
    )
    record = seal(entry)
    publication = Publication(
        id=f"p{number}", story_id=story.id, revision=1, format="markdown", digest="sha256:1", published_at=NOW, notice="none"
    )
    bundle = replace(cleared.bundle, story=replace(story, logged=record.hash))
    return Edition(bundle=bundle, record=record, follows=before, publications=(publication,))


# --- the contract -----------------------------------------------------------------------------------------------------


def test_a_draft_comes_back_by_the_beginning_of_its_id_and_is_replaced(store: SqlStore) -> None:
    draft, other = make_bundle(), make_bundle(1)
    store.records.keep(draft)
    store.records.keep(other)
    assert store.records.stories(draft.story.id[:20]) == (draft,)
    assert store.records.stories("sha256:") == tuple(sorted((draft, other), key=lambda bundle: bundle.story.id))
    assert store.records.stories("sha256:%") == store.records.stories("sha256:_") == ()
    again = replace(draft, story=replace(draft.story, disclosure="Another."))
    store.records.keep(again)
    second = replace(draft, story=replace(draft.story, revision=2))
    store.records.keep(second)
    assert store.records.story(draft.story.id, 1) == again
    assert store.records.stories(draft.story.id) == (second,)
    assert store.records.story(draft.story.id, 3) is None
    assert (store.records.log(), store.records.logged()) == ((), ())


def test_what_was_published_is_there_with_its_rulings_and_publications(store: SqlStore) -> None:
    edition = make_edition(0)
    store.records.keep(make_bundle())
    assert store.records.publish(edition)
    story = edition.bundle.story
    assert store.records.story(story.id, 1) == edition.bundle
    assert store.records.publications(story.id, 1) == edition.publications
    assert store.records.log() == (edition.record,) and store.records.logged() == (edition.record.hash,)
    with store._reading() as connection:
        rows = connection.execute(select(RULINGS).where(RULINGS.c.checked_by == "editor:Ann Lee")).all()
    assert [(row.sentence, row.note) for row in rows] == list(WAIVERS)
    assert {row.outcome for row in rows} == {"contradicted", "not_found", "opinion"}


def test_a_published_story_is_never_replaced(store: SqlStore) -> None:
    edition = make_edition(0)
    assert store.records.publish(edition)
    store.records.keep(make_bundle())
    assert not store.records.publish(make_edition(0, edition.record.hash, 2))
    assert store.records.story(edition.bundle.story.id, 1) == edition.bundle
    assert store.records.log() == (edition.record,)


def test_an_entry_goes_to_the_end_of_the_log_or_nowhere(store: SqlStore) -> None:
    first = make_edition(0)
    assert not store.records.publish(make_edition(0, "sha256:0"))
    assert not store.records.publish(make_edition(0, "", 2))
    assert store.records.publish(first)
    for late in (make_edition(1), make_edition(1, first.record.hash, 3), make_edition(1, "sha256:0", 2)):
        assert not store.records.publish(late)
        assert store.records.story(late.bundle.story.id, 1) is None
    assert store.records.publish(make_edition(1, first.record.hash, 2))
    assert [record.number for record in store.records.log()] == [1, 2]


def test_publications_in_further_formats_are_noted_once(store: SqlStore) -> None:
    edition = make_edition(0)
    store.records.publish(edition)
    page = replace(edition.publications[0], id="p-page", format="web_page")
    store.records.note([*edition.publications, page])
    store.records.note([page])
    assert store.records.publications(edition.bundle.story.id, 1) == (*edition.publications, page)


@pytest.mark.parametrize("deed", ["UPDATE log SET entry = 'x'", "DELETE FROM log", "DELETE FROM log WHERE number = 1"])
def test_the_database_refuses_to_change_the_log(store: SqlStore, deed: str) -> None:
    edition = make_edition(0)
    store.records.publish(edition)
    with (
        pytest.raises((StoreError, DBAPIError), match="entries of the log are never changed or removed"),
        store._writing() as connection,
    ):
        connection.exec_driver_sql(deed)
    assert store.records.log() == (edition.record,)


def test_an_archive_of_before_gets_the_new_tables(store: SqlStore) -> None:
    with store._writing() as connection:
        drop_records(connection)
        connection.execute(VERSION.delete().where(VERSION.c.version == len(STEPS)))
    with store._writing() as connection:
        migrate(connection, "archive", store._finder.steps)
    assert store.records.publish(make_edition(0))


def test_a_story_that_was_damaged_is_told(store: SqlStore) -> None:
    draft = make_bundle()
    store.records.keep(draft)
    with store._writing() as connection:
        connection.exec_driver_sql(
            "UPDATE stories SET revision = 1, data = data || data".replace("data || data", "substr(data, 1, 40)")
        )
    with pytest.raises(StoreError, match="cannot give a story back: .*; restore it from a backup"):
        store.records.story(draft.story.id, 1)


# --- publishing -------------------------------------------------------------------------------------------------------


def test_publishing_again_changes_nothing_and_gives_the_same_files(shared: str) -> None:
    first, again = (publish_one(make_backed(1), shared) for _ in range(2))
    assert isinstance(first, Published) and isinstance(again, Published)
    assert (first.is_new, again.is_new) == (True, False)
    assert (first.files, first.entry, first.publications) == (again.files, again.entry, again.publications)
    other = publish_one(make_backed(1), shared, "Bo Ray")
    assert isinstance(other, Blocked) and other.reason == "it was published on 2026-03-02, by Ann Lee; it stays as it is"
    assert check(shared, Path(shared).parent / "none", 0) == 1


def test_same_story_editor_and_time_give_the_same_bytes_in_every_database(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    made = [publish_one(make_backed(1), place) for place in (new_database(), str(tmp_path / "a.db"), str(tmp_path / "b.db"))]
    assert all(isinstance(one, Published) for one in made)
    assert made[0] == made[1] == made[2]


def test_a_story_published_elsewhere_is_not_published_again(shared: str, tmp_path: Path) -> None:
    elsewhere = publish_one(make_backed(1), str(tmp_path / "elsewhere.db"))
    assert isinstance(elsewhere, Published)
    blocked = publish_one(elsewhere.bundle, shared)
    assert isinstance(blocked, Blocked) and "this archive's log does not know of it" in blocked.reason


def test_nothing_is_added_to_a_log_that_does_not_hold(shared: str) -> None:
    publish_one(make_backed(1), shared)
    tamper(shared, lambda text: text.replace("Ann", "Bob"))
    with pytest.raises(StoreError, match="log: entry 1: its text was changed"):
        publish_one(make_backed(2), shared)


def test_a_story_that_was_put_into_the_database_past_the_gate_is_not_printed(shared: str) -> None:
    published = publish_one(make_backed(1), shared)
    assert isinstance(published, Published)
    forged = replace(published.bundle, story=replace(published.bundle.story, disclosure="By our best reporters."))
    store = open_store(shared)
    with store._writing() as connection:
        connection.execute(STORIES.update().values(data=zlib.compress(pack(forged))))
    store.close()
    with pytest.raises(StoreError, match="log: has no entry for the story as it is kept; restore the archive from a backup"):
        publish_one(make_backed(1), shared)


def tamper(place: str, change: Callable[[str], str]) -> None:
    """Change the first entry of the log as somebody does who owns the database: without the guard."""
    store = open_store(place)
    with store._writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE log DISABLE TRIGGER log_refuses_changes")
        else:
            connection.exec_driver_sql("DROP TRIGGER log_refuses_update")
        text = connection.execute(select(LOG.c.entry).where(LOG.c.number == 1)).scalar_one()
        connection.execute(LOG.update().where(LOG.c.number == 1).values(entry=change(text)))
    store.close()


# --- several at once, and the end of them -----------------------------------------------------------------------------


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.publishing_desk", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(process: subprocess.Popen[str]) -> list[str]:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0, out
    return out.split()


def test_two_editors_publish_at_once_and_each_story_has_one(shared: str, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    one, other = start("publish", shared, folder, 1, 31, "Ann Lee"), start("publish", shared, folder, 11, 41, "Bo Ray")
    told = [*finish(one), *finish(other)]
    assert sorted(map(int, told)) == list(range(1, 41))
    assert check(shared, folder, 40) == 40
    store = open_store(shared)
    editors = [json.loads(record.text)["editor"] for record in store.records.log()]
    store.close()
    assert set(editors) == {"Ann Lee", "Bo Ray"}


@pytest.mark.parametrize(("shared", "seed"), [("file", 1), ("file", 2), ("postgresql", 3)], indirect=["shared"])
def test_a_killed_publisher_leaves_all_of_a_publication_or_nothing(shared: str, seed: int, tmp_path: Path) -> None:
    acknowledged = int(finish(start("kill", shared, tmp_path / "out", 5, seed))[-1])
    assert acknowledged > 0
    assert all(path.stat().st_size for path in (tmp_path / "out").glob("[!.]*"))
    # What was cut short between the log and the files is whole when the command is given again.
    assert isinstance(publish_one(make_backed(acknowledged + 1), shared), Published)
