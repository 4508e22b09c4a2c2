"""Stories, what was ruled on them, what was published, and the log, in the tables of either database.

A publishing is one transaction: story, rulings, publications and the log's entry are there together or not at all. Writers take turns
(``sql``), so that nobody adds to the log between the moment at which its end is looked at and the moment at which it moves on."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from typing import Any, Final

from sqlalchemy import Connection, and_, func, select

from groundwire.bundle import LARGEST, pack, unpack
from groundwire.errors import InputError, StoreError
from groundwire.model import Bundle, Edition, LogRecord, Publication, Status
from groundwire.store.schema import LOG, PUBLICATIONS, RULINGS, STORIES

_FIELDS: Final = tuple(field.name for field in fields(Publication))
Transaction = Callable[[], AbstractContextManager[Connection]]


class SqlRecords:
    """See ``protocols.Records``."""

    def __init__(self, place: str, reading: Transaction, writing: Transaction) -> None:
        self._place, self._reading, self._writing = place, reading, writing

    def keep(self, bundle: Bundle) -> None:
        """See ``protocols.Records``."""
        with self._writing() as connection:
            if not _is_published(connection, bundle):
                _put(connection, bundle)

    def stories(self, prefix: str, limit: int = 3) -> tuple[Bundle, ...]:
        """See ``protocols.Records``."""
        newest = select(STORIES.c.id, func.max(STORIES.c.revision).label("revision")).group_by(STORIES.c.id)
        chosen = newest.where(STORIES.c.id.startswith(prefix, autoescape=True)).order_by(STORIES.c.id).limit(limit).subquery()
        joined = and_(STORIES.c.id == chosen.c.id, STORIES.c.revision == chosen.c.revision)
        with self._reading() as connection:
            rows = connection.execute(select(STORIES.c.data).join(chosen, joined).order_by(STORIES.c.id)).scalars().all()
        return tuple(self._unpack(data) for data in rows)

    def story(self, story_id: str, revision: int) -> Bundle | None:
        """See ``protocols.Records``."""
        with self._reading() as connection:
            data = connection.execute(select(STORIES.c.data).where(_is(story_id, revision))).scalar()
        return None if data is None else self._unpack(data)

    def publish(self, edition: Edition) -> bool:
        """See ``protocols.Records``."""
        record = edition.record
        with self._writing() as connection:
            last = _last(connection)
            follows = (last.number + 1, last.hash) if last else (1, "")
            if follows != (record.number, edition.follows) or _is_published(connection, edition.bundle):
                return False
            _put(connection, edition.bundle)
            connection.execute(PUBLICATIONS.insert(), [_publication_row(publication) for publication in edition.publications])
            connection.execute(LOG.insert().values(number=record.number, entry=record.text, hash=record.hash))
        return True

    def note(self, publications: Sequence[Publication]) -> None:
        """See ``protocols.Records``."""
        with self._writing() as connection:
            ids = [publication.id for publication in publications]
            have = set(connection.execute(select(PUBLICATIONS.c.id).where(PUBLICATIONS.c.id.in_(ids))).scalars())
            rows = [_publication_row(publication) for publication in publications if publication.id not in have]
            if rows:
                connection.execute(PUBLICATIONS.insert(), rows)

    def publications(self, story_id: str, revision: int) -> tuple[Publication, ...]:
        """See ``protocols.Records``."""
        own = and_(PUBLICATIONS.c.story_id == story_id, PUBLICATIONS.c.revision == revision)
        with self._reading() as connection:
            rows = connection.execute(select(PUBLICATIONS).where(own).order_by(PUBLICATIONS.c.format)).all()
        return tuple(Publication(**{name: getattr(row, name) for name in _FIELDS}) for row in rows)

    def log(self) -> tuple[LogRecord, ...]:
        """See ``protocols.Records``."""
        with self._reading() as connection:
            rows = connection.execute(select(LOG).order_by(LOG.c.number)).all()
        return tuple(LogRecord(number=row.number, text=row.entry, hash=row.hash) for row in rows)

    def logged(self) -> tuple[str, ...]:
        """See ``protocols.Records``."""
        published = select(STORIES.c.logged).where(STORIES.c.status == Status.PUBLISHED.value)
        with self._reading() as connection:
            return tuple(connection.execute(published.order_by(STORIES.c.published_at, STORIES.c.id)).scalars())

    def _unpack(self, data: bytes) -> Bundle:
        try:
            return unpack(zlib.decompressobj().decompress(data, LARGEST + 1), "a story in it")
        except (zlib.error, InputError) as error:
            raise StoreError(self._place, f"cannot give a story back: {error}", "restore it from a backup") from error


def _is(story_id: str, revision: int) -> Any:
    return and_(STORIES.c.id == story_id, STORIES.c.revision == revision)


def _is_published(connection: Connection, bundle: Bundle) -> bool:
    status = connection.execute(select(STORIES.c.status).where(_is(bundle.story.id, bundle.story.revision))).scalar()
    return bool(status == Status.PUBLISHED.value)


def _put(connection: Connection, bundle: Bundle) -> None:
    """The story with its rulings, in the place of what was kept of this revision."""
    story = bundle.story
    own = and_(RULINGS.c.story_id == story.id, RULINGS.c.revision == story.revision)
    connection.execute(RULINGS.delete().where(own))
    connection.execute(STORIES.delete().where(_is(story.id, story.revision)))
    connection.execute(
        STORIES.insert().values(
            id=story.id,
            revision=story.revision,
            status=story.status.value,
            editor=story.editor,
            published_at=story.published_at,
            headline=_clean(story.headline.text),
            logged=story.logged,
            data=zlib.compress(pack(bundle)),
        )
    )
    rows = [
        {
            "story_id": story.id,
            "revision": story.revision,
            "sentence": verdict.index,
            "place": place,
            "checked_by": _clean(ruling.check),
            "outcome": ruling.outcome.value,
            "is_warning": ruling.is_warning,
            "note": _clean(ruling.note),
        }
        for verdict in bundle.verdicts
        for place, ruling in enumerate(verdict.rulings)
    ]
    if rows:
        connection.execute(RULINGS.insert(), rows)


def _publication_row(publication: Publication) -> dict[str, Any]:
    return {name: getattr(publication, name) for name in _FIELDS}


def _last(connection: Connection) -> LogRecord | None:
    row = connection.execute(select(LOG).order_by(LOG.c.number.desc()).limit(1)).one_or_none()
    return None if row is None else LogRecord(number=row.number, text=row.entry, hash=row.hash)


def _clean(text: str) -> str:
    """What a source put into it, in characters that a database takes."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
