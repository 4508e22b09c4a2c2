"""The tables, as SQLAlchemy Core sees them. What is searched (words, vectors) is each database's own and lies in its module.

Moments are whole microseconds since 1970 in UTC, so that both databases compare them alike and a report of 1965 is no special case."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    exists,
    select,
)

from groundwire.database import Moment

METADATA: Final = MetaData()

SOURCES: Final = Table(
    "sources",
    METADATA,
    # Digest of everything below: an outlet whose kind, language or rights are told differently has a row for each telling.
    Column("key", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("rights", Text, nullable=False),
)
DOCUMENTS: Final = Table(
    "documents",
    METADATA,
    # Counts up in the order in which reports came in. Writers take turns, so each gives its numbers itself and none is left out.
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    # The number of the first report with the same text, its own where it is the first: of thousands of copies of one wire, only that
    # one is in the search indexes.
    Column("first", BigInteger, nullable=False),
    Column("id", Text, nullable=False, unique=True),
    Column("source_key", Text, ForeignKey("sources.key"), nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    # Where the title ends and where furniture stands, as JSON: nothing is ever looked up by it.
    Column("spans", Text, nullable=False),
    Column("authors", Text, nullable=False),
    Column("published_at", Moment),
    Column("fetched_at", Moment),
    Column("language", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("copied_from", Text),
    Column("revises", Text),
    Column("extractor", Text, nullable=False),
    # Digests, because an index takes no text of any length: of outlet and URL (none without a URL), and of the text.
    Column("address", Text),
    Column("text_digest", Text, nullable=False),
    Index("documents_by_date", "published_at"),
    Index("documents_by_address", "address", "number"),
    Index("documents_by_text", "text_digest", "number"),
    Index("documents_by_first", "first"),
    Index("documents_by_source", "source_key"),
)
RAW: Final = Table(
    "raw",
    METADATA,
    # The bytes as received, compressed: read only to make a text again, so they lie apart from what is searched. Empty where they are
    # the text's own bytes.
    Column("number", DOCUMENTS.c.number.type, ForeignKey("documents.number"), primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
IMPORTS: Final = Table(
    "imports",
    METADATA,
    # How far a long file was taken in: digest of its name, and what tells whether it is still the same file.
    Column("origin", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("done", BigInteger, nullable=False),
)


def _remembered(name: str) -> Table:
    """What was made once and need not be made again: its key, what made it, and its bytes. What an older maker made is replaced."""
    return Table(
        name,
        METADATA,
        Column("key", Text, primary_key=True),
        Column("version", Text, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )


# Full readings, by the digest of the report and of what else its reading depends on.
READINGS: Final = _remembered("readings")
# Vectors of sentences, by the digest of the text: their values as they were (little-endian float32), so that a story comes out the same
# whether they were kept or made.
MEANINGS: Final = _remembered("meanings")
KIN: Final = Table(
    "kin",
    METADATA,
    # The place of each text among the others: the first text of its happening and of its thread, and the text it is a copy of (its own
    # number where it is none). Texts are placed in the order of their numbers; those beyond the last one here wait.
    Column("number", DOCUMENTS.c.number.type, ForeignKey("documents.number"), primary_key=True, autoincrement=False),
    Column("original", BigInteger, nullable=False),
    Column("event", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    # Words and names of headline and opening, so that no text is read again to be compared.
    Column("sketch", Text, nullable=False),
    Index("kin_by_original", "original"),
    Index("kin_by_event", "event", "number"),
    Index("kin_by_thread", "thread", "number"),
)
_IS_ORIGINAL: Final = KIN.c.original == KIN.c.number
ORIGINALS_BY_EVENT, ORIGINALS_BY_THREAD = (
    Index(
        f"kin_originals_by_{column.name}",
        column,
        KIN.c.number,
        KIN.c.original,
        sqlite_where=_IS_ORIGINAL,
        postgresql_where=_IS_ORIGINAL,
    )
    for column in (KIN.c.event, KIN.c.thread)
)
"""Copies aside: of one wire there may be thousands in a happening, and it is the others that stand for it."""
BEARING: Final = Table(
    "bearing",
    METADATA,
    # The few names of each text that tell most, by which its follow-ups find it; of the texts that bear a name only the last ones.
    Column("name", Text, primary_key=True),
    Column("number", DOCUMENTS.c.number.type, ForeignKey("kin.number"), primary_key=True, autoincrement=False),
)
FREQUENCIES: Final = Table(
    "frequencies",
    METADATA,
    # How many texts hold a word or name in headline or opening; under the empty word, how many were counted.
    Column("word", Text, primary_key=True),
    Column("texts", BigInteger, nullable=False),
)
STORIES: Final = Table(
    "stories",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("revision", BigInteger, primary_key=True, autoincrement=False),
    Column("status", Text, nullable=False),
    Column("editor", Text, nullable=False),
    Column("published_at", Moment),
    Column("headline", Text, nullable=False),
    # The hash of the log's entry that tells of its publishing, empty for a draft.
    Column("logged", Text, nullable=False),
    # The whole story with its verdicts, compressed: what groundwire.bundle makes.
    Column("data", LargeBinary, nullable=False),
)
RULINGS: Final = Table(
    "rulings",
    METADATA,
    # What checks and editors found about the sentences of the stories above, to be counted and looked through; with the evidence it
    # stands in the story.
    Column("story_id", Text, primary_key=True),
    Column("revision", BigInteger, primary_key=True, autoincrement=False),
    Column("sentence", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("checked_by", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("is_warning", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    ForeignKeyConstraint(["story_id", "revision"], ["stories.id", "stories.revision"]),
    Index("rulings_by_check", "checked_by", "outcome"),
)
PUBLICATIONS: Final = Table(
    "publications",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("story_id", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("format", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("supersedes", Text),
    Column("notice", Text, nullable=False),
    ForeignKeyConstraint(["story_id", "revision"], ["stories.id", "stories.revision"]),
    Index("publications_by_story", "story_id", "revision"),
)
LOG: Final = Table(
    "log",
    METADATA,
    # What editors did, in order: canonical JSON, and its hash, which the next entry names. Each database refuses to change a row.
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("entry", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
)
VERSION: Final = Table("groundwire_version", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))


def has_copy(first: ColumnElement[int], where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a report with the text of the report numbered ``first`` is one for which ``where`` holds."""
    return exists(select(DOCUMENTS.c.number).where(DOCUMENTS.c.first == first, where))
