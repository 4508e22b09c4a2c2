"""``Store`` over SQLAlchemy Core: what both databases do alike. What each does its own way is its ``Finder``'s.

Reports are taken in many to a transaction, and handing the same one in twice changes nothing: whoever is stopped at any moment begins
again where he was and loses nothing that was acknowledged. Writers take turns, whichever process they are in, so that each sees all that
was filed before it: what is known, what revises what, and which number comes next."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, bindparam, exists, func, or_, select
from sqlalchemy.exc import DBAPIError

from groundwire.errors import StoreError
from groundwire.model import Document, Filed, Found, Holdings, Placed, Reading, Search, Skim, digest
from groundwire.store.kin import alike, locate, place, read_threads
from groundwire.store.migrations import STEPS, Step, migrate, version
from groundwire.store.readings import (
    embedder_version,
    key_of,
    pack,
    pack_meaning,
    reader_version,
    unpack,
    unpack_meaning,
)
from groundwire.store.records import SqlRecords
from groundwire.store.rows import document_row, lookup, read_documents, source_row
from groundwire.store.schema import DOCUMENTS, IMPORTS, KIN, MEANINGS, RAW, READINGS, SOURCES
from groundwire.store.search import Words, as_name, find_passage, fuse, take_apart
from groundwire.store.vectors import Drawers

if TYPE_CHECKING:
    from groundwire.protocols import Vector

POOL: Final = 100
"""Texts that each of the two searches, by words and by meaning, hands to the fusion."""

LONGEST_CODE: Final = 35
"""Characters of a language's code (RFC 5646 has none that is longer)."""


class Finder(Protocol):
    """What a database does its own way: opening, and finding by words. It holds each text once, by the number of the first report that has
    it; a ``where`` is about reports, and fits a text if one of the reports that have it fits."""

    @property
    def drawers(self) -> Drawers:
        """How vectors are kept."""
        ...

    @property
    def steps(self) -> Sequence[Step]:
        """A step beside each of ``migrations.STEPS``: the search indexes."""
        ...

    def open(self) -> Engine:
        """An engine whose connections are set up; one with the execution option ``writes`` waits for its turn. Raises ``StoreError`` where
        there can be none."""
        ...

    def add(self, connection: Connection, new: Mapping[int, Skim]) -> None:
        """Enter texts that were just stored into the search indexes."""
        ...

    def holds(self, wanted: Words) -> ColumnElement[bool]:
        """Whether a report holds all of the words."""
        ...

    def by_words(
        self, connection: Connection, wanted: Words, every: bool, where: ColumnElement[bool] | None, limit: int
    ) -> list[int]:
        """Numbers of the texts that hold the words, every one of them or any, best first."""
        ...

    def size(self, connection: Connection) -> int:
        """Bytes on the disk, all indexes included."""
        ...

    def explain(self, error: DBAPIError) -> tuple[str, str] | None:
        """What the database's error means to a person, and what to do; ``None`` where nothing is known of it."""
        ...


class SqlStore:
    """See ``protocols.Store``."""

    def __init__(self, place: str, finder: Finder, *, make: bool = True) -> None:
        """Open the database and bring it up to date. Raises ``StoreError``, also for an empty one unless ``make`` says to use it."""
        self._place, self._finder = place, finder
        self._engine = finder.open()
        try:
            with self._reading() as connection:
                done = version(connection, place)
            if not done and not make:
                raise StoreError(place, "there is none", "make one with 'groundwire archive add', or name another")
            if done < len(STEPS):
                with self._writing() as connection:
                    migrate(connection, place, finder.steps)
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """See ``protocols.Store``."""
        self._engine.dispose()

    @property
    def records(self) -> SqlRecords:
        """See ``protocols.Store``."""
        return SqlRecords(self._place, self._reading, self._writing)

    # --- in -----------------------------------------------------------------------------------------------------------

    def add(self, skims: Sequence[Skim]) -> Filed:
        """See ``protocols.Store``."""
        by_id = {skim.document.id: skim for skim in skims}
        for skim in by_id.values():
            if not skim.document.is_clean:
                name = skim.document.url or skim.document.id[:19]
                raise StoreError(self._place, f"cannot keep {name}: it holds NUL or half a character", "leave that report out")
        with self._writing() as connection:
            known = {row.id for row in lookup(connection, DOCUMENTS.c.id, by_id, DOCUMENTS.c.id)}
            new = [skim for identity, skim in by_id.items() if identity not in known]
            revised = _file(connection, new, self._finder) if new else 0
        return Filed(new=len(new), known=len(skims) - len(new), revised=revised)

    def place(self, most: int) -> int:
        """See ``protocols.Store``."""
        with self._writing() as connection:
            return place(connection, self._finder.drawers, most)

    def resume(self, origin: str, digest: str) -> int:
        """See ``protocols.Store``."""
        with self._reading() as connection:
            row = connection.execute(select(IMPORTS).where(IMPORTS.c.origin == _key(origin))).one_or_none()
        return int(row.done) if row is not None and row.digest == digest else 0

    def note(self, origin: str, digest: str, done: int) -> None:
        """See ``protocols.Store``."""
        with self._writing() as connection:
            connection.execute(IMPORTS.delete().where(IMPORTS.c.origin == _key(origin)))
            connection.execute(IMPORTS.insert().values(origin=_key(origin), digest=digest, done=done))

    def keep_readings(self, readings: Mapping[Document, Reading]) -> None:
        """See ``protocols.Store``."""
        self._remember(READINGS, reader_version(), {key_of(document): pack(reading) for document, reading in readings.items()})

    def keep_meanings(self, vectors: Mapping[str, Vector]) -> None:
        """See ``protocols.Store``."""
        self._remember(MEANINGS, embedder_version(), {digest(text): pack_meaning(vector) for text, vector in vectors.items()})

    # --- out ----------------------------------------------------------------------------------------------------------

    def search(self, wanted: Search, vector: bytes) -> tuple[Found, ...]:
        """See ``protocols.Store``."""
        name = as_name(wanted.name)
        words = take_apart(wanted.words)
        asked = Words(words.words, (*words.phrases, *name.phrases))
        with self._reading() as connection:
            where = self._where(connection, wanted, name)
            pool = max(POOL, wanted.limit)
            by_words = self._by_words(connection, asked, where, pool)
            scores = fuse(by_words, self._finder.drawers.nearest(connection, vector, where, pool))
            conditions = [condition for condition in (where, _is_current(wanted)) if condition is not None]
            shown = _fitting(connection, list(scores), and_(*conditions)) if conditions else {n: n for n in scores}
            best = [first for first in scores if first in shown][: wanted.limit]
            documents = read_documents(connection, [shown[first] for first in best])
        return tuple(
            Found(document=document, score=scores[first], passage=passage, matches=matches)
            for first in best
            if (document := documents.get(shown[first]))
            for passage, matches in [find_passage(document, asked)]
        )

    def document(self, document_id: str) -> Document:
        """See ``protocols.Store``."""
        with self._reading() as connection:
            number = connection.execute(select(DOCUMENTS.c.number).where(DOCUMENTS.c.id == document_id)).scalar()
            if number is None:
                raise KeyError(document_id)
            raw = connection.execute(select(RAW.c.data).where(RAW.c.number == number)).scalar()
            document = read_documents(connection, [number])[number]
        if raw is None:
            return document
        return replace(document, raw=zlib.decompress(raw) if raw else document.text.encode())

    def readings(self, documents: Sequence[Document]) -> dict[str, Reading]:
        """See ``protocols.Store``."""
        keys = {key_of(document): document.id for document in documents}
        found = {keys[key]: unpack(data) for key, data in self._recall(READINGS, reader_version(), keys).items()}
        return {
            identity: reading for identity, reading in found.items() if reading is not None and reading.document_id == identity
        }

    def thread(self, document_id: str) -> tuple[Placed, ...]:
        """See ``protocols.Store``."""
        with self._reading() as connection:
            own = select(KIN.c.thread).join(DOCUMENTS, DOCUMENTS.c.first == KIN.c.number).where(DOCUMENTS.c.id == document_id)
            thread = connection.execute(own).scalar()
            return read_threads(connection, [thread]) if thread is not None else ()

    def kin(self, skims: Sequence[Skim]) -> tuple[Placed, ...]:
        """See ``protocols.Store``."""
        with self._reading() as connection:
            threads = {member.thread for member in locate(connection, self._finder.drawers, skims) if member.thread > 0}
            return read_threads(connection, sorted(threads))

    def alike(self, reports: Sequence[Document], others: Sequence[Document]) -> tuple[float, ...]:
        """See ``protocols.Store``."""
        with self._reading() as connection:
            return alike(connection, reports, others)

    def meanings(self, texts: Sequence[str]) -> dict[str, Vector]:
        """See ``protocols.Store``."""
        keys = {digest(text): text for text in texts}
        found = {keys[key]: unpack_meaning(data) for key, data in self._recall(MEANINGS, embedder_version(), keys).items()}
        return {text: vector for text, vector in found.items() if vector is not None}

    def holdings(self) -> Holdings:
        """See ``protocols.Store``."""
        date = DOCUMENTS.c.published_at
        counts = select(func.count(), func.count(date), func.count(DOCUMENTS.c.revises), func.min(date), func.max(date))
        with self._reading() as connection:
            documents, dated, revisions, first, last = connection.execute(counts.select_from(DOCUMENTS)).one()
            sources = connection.execute(select(func.count(SOURCES.c.id.distinct()))).scalar_one()
            size = self._finder.size(connection)
        return Holdings(
            documents=documents,
            sources=sources,
            undated=documents - dated,
            revisions=revisions,
            first=first,
            last=last,
            size=size,
        )

    # --- what was made before -----------------------------------------------------------------------------------------

    def _remember(self, table: Table, version: str, made: Mapping[str, bytes]) -> None:
        """Put what was made in the place of what has the same keys."""
        if not made:
            return
        rows = [{"key": key, "version": version, "data": data} for key, data in made.items()]
        with self._writing() as connection:
            connection.execute(table.delete().where(table.c.key == bindparam("old")), [{"old": key} for key in made])
            connection.execute(table.insert(), rows)

    def _recall(self, table: Table, version: str, keys: Iterable[str]) -> dict[str, bytes]:
        """What that version made, by key."""
        with self._reading() as connection:
            rows = lookup(connection, table.c.key, keys, *table.c)
        return {row.key: row.data for row in rows if row.version == version}

    # --- what a search must fit ---------------------------------------------------------------------------------------

    def _by_words(self, connection: Connection, asked: Words, where: ColumnElement[bool] | None, limit: int) -> list[int]:
        """The texts with all of the words; where those are too few, the ones with any of them behind."""
        if not asked.terms:
            return []
        found = self._finder.by_words(connection, asked, True, where, limit)
        if len(found) < limit and len(asked.terms) > 1:
            have = set(found)
            found += [n for n in self._finder.by_words(connection, asked, False, where, limit) if n not in have]
        return found[:limit]

    def _where(self, connection: Connection, wanted: Search, name: Words) -> ColumnElement[bool] | None:
        """What must hold beside the words; ``None`` where nothing must."""
        parts: list[ColumnElement[bool]] = []
        date = DOCUMENTS.c.published_at
        if wanted.since is not None:
            parts.append(date >= wanted.since)
        if wanted.until is not None:
            parts.append(date < wanted.until)
        if wanted.undated and parts:
            parts = [or_(and_(*parts), date.is_(None))]
        if wanted.language:
            code = _clean(wanted.language[:LONGEST_CODE]).lower()
            own = func.lower(DOCUMENTS.c.language)
            parts.append(or_(own == code, own.startswith(f"{code}-", autoescape=True)))
        if wanted.source:
            # Compared here: SQLite knows the small letters of ASCII only.
            rows = connection.execute(select(SOURCES.c.key, SOURCES.c.name))
            keys = [row.key for row in rows if row.name.casefold() == wanted.source.casefold()]
            parts.append(DOCUMENTS.c.source_key.in_(keys))
        if wanted.name.strip():
            parts.append(self._finder.holds(name))
        return and_(*parts) if parts else None

    # --- transactions -------------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._telling(), self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._telling(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """The database's complaints as one line that names the archive."""
        try:
            yield
        except DBAPIError as error:
            said = " ".join(str(error.orig).split())[:200]
            reason, remedy = self._finder.explain(error) or (f"the database says: {said}", "see the trace with --debug")
            raise StoreError(self._place, reason, remedy) from error


_FIRST: Final = (DOCUMENTS.c.first, DOCUMENTS.c.id)


def _file(connection: Connection, new: Sequence[Skim], finder: Finder) -> int:
    """Store the reports with their outlets and bytes; how many of them revise a text at a known address."""
    sources = {source: source_row(source) for source in dict.fromkeys(skim.document.source for skim in new)}
    have = {row.key for row in lookup(connection, SOURCES.c.key, [row["key"] for row in sources.values()], SOURCES.c.key)}
    if missing := [row for row in sources.values() if row["key"] not in have]:
        connection.execute(SOURCES.insert(), missing)
    rows = [document_row(skim.document, sources[skim.document.source]) for skim in new]
    # What is found comes in the order of its numbers: of several at one address the last one stays.
    found = lookup(connection, DOCUMENTS.c.address, {row["address"] for row in rows}, DOCUMENTS.c.address, DOCUMENTS.c.id)
    latest: dict[str | None, str] = {row.address: row.id for row in found}
    found = lookup(
        connection,
        DOCUMENTS.c.text_digest,
        {row["text_digest"] for row in rows},
        DOCUMENTS.c.text_digest,
        DOCUMENTS.c.number,
        *_FIRST,
    )
    firsts: dict[str, int] = {row.text_digest: row.first for row in found}
    originals: dict[int, str] = {row.number: row.id for row in found if row.number == row.first}
    begin = (connection.execute(select(func.max(DOCUMENTS.c.number))).scalar() or 0) + 1
    for number, row in enumerate(rows, start=begin):
        row["number"], row["first"] = number, firsts.setdefault(row["text_digest"], number)
        originals.setdefault(row["first"], row["id"])
        if row["first"] != number:
            row["copied_from"] = row["copied_from"] or originals[row["first"]]
        row["revises"] = row["revises"] or latest.get(row["address"])
        if row["address"]:
            latest[row["address"]] = row["id"]
    connection.execute(DOCUMENTS.insert(), rows)
    _keep_raw(connection, {row["number"]: skim.document for row, skim in zip(rows, new, strict=True)})
    finder.add(connection, {row["number"]: skim for row, skim in zip(rows, new, strict=True) if row["first"] == row["number"]})
    return sum(row["revises"] is not None for row in rows)


def _keep_raw(connection: Connection, documents: Mapping[int, Document]) -> None:
    rows = [
        {"number": number, "data": b"" if document.raw == document.text.encode() else zlib.compress(document.raw)}
        for number, document in documents.items()
        if document.raw
    ]
    if rows:
        connection.execute(RAW.insert(), rows)


def _is_current(wanted: Search) -> ColumnElement[bool] | None:
    """Whether no later report at its address, of the time searched, has replaced a report; ``None`` where all may be found."""
    if wanted.revisions:
        return None
    later = DOCUMENTS.alias("later")
    replaced = and_(later.c.address == DOCUMENTS.c.address, later.c.number > DOCUMENTS.c.number)
    if wanted.until is not None:
        replaced = and_(replaced, or_(later.c.published_at < wanted.until, later.c.published_at.is_(None)))
    return ~exists(select(later.c.number).where(replaced))


def _fitting(connection: Connection, firsts: Sequence[int], where: ColumnElement[bool]) -> dict[int, int]:
    """For each text the number of the earliest report with it that fits."""
    first = DOCUMENTS.c.first
    statement = select(first, func.min(DOCUMENTS.c.number)).where(first.in_(firsts), where).group_by(first)
    return {row[0]: row[1] for row in connection.execute(statement)}


def _key(origin: str) -> str:
    """A file's name may be of any length, and hold bytes that are no text."""
    return digest(origin)


def _clean(typed: str) -> str:
    """What was typed, in characters that a database takes; the others stand in no report."""
    return typed.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
