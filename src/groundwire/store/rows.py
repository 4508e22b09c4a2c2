"""Documents as rows of the tables, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Column, Connection, select

from groundwire.model import Document, Rights, Source, SourceKind, Span, digest
from groundwire.store.schema import DOCUMENTS, SOURCES

ASKED: Final = 500
"""Values looked up in one statement."""


def lookup(connection: Connection, key: Column[Any], values: Iterable[Any], *columns: Column[Any]) -> list[Any]:
    """The ``columns`` of every row whose ``key`` is among ``values``, in the order of its number where the table has one."""
    asked = list(values)
    rows: list[Any] = []
    for start in range(0, len(asked), ASKED):
        statement = select(*columns).where(key.in_(asked[start : start + ASKED]))
        rows += connection.execute(statement.order_by(DOCUMENTS.c.number) if key.table is DOCUMENTS else statement).all()
    return rows


def source_row(source: Source) -> dict[str, str]:
    """The outlet as a row; the same outlet, told the same way, has the same key."""
    told = (source.name, source.url, source.kind.value, source.language, source.rights.value)
    fields = dict(zip(("name", "url", "kind", "language", "rights"), told, strict=True))
    return {"key": digest(*told), "id": source.id, **fields}


def document_row(document: Document, source: dict[str, str]) -> dict[str, Any]:
    """The report as a row that has no number yet; ``source`` is its outlet's."""
    title = document.title
    spans = {
        "title": [title.start, title.end] if title else None,
        "furniture": [[span.start, span.end] for span in document.furniture],
    }
    return {
        "id": document.id,
        "source_key": source["key"],
        "url": document.url,
        "title": document.title_text,
        "text": document.text,
        "spans": json.dumps(spans),
        "authors": json.dumps(document.authors, ensure_ascii=False),
        "published_at": document.published_at,
        "fetched_at": document.fetched_at,
        "language": document.language,
        "rights": document.rights.value,
        "copied_from": document.copied_from,
        "revises": document.revises,
        "extractor": document.extractor,
        "address": digest(source["id"], document.url) if document.url else None,
        "text_digest": document.text_digest,
    }


def read_documents(connection: Connection, numbers: Sequence[int], raw: bytes = b"") -> dict[int, Document]:
    """The documents of those numbers; ``raw`` are their bytes, for those that are read with them."""
    names = ("name", "url", "kind", "language", "rights")
    outlet = [SOURCES.c[name].label(f"source_{name}") for name in names]
    statement = select(DOCUMENTS, *outlet).join(SOURCES).where(DOCUMENTS.c.number.in_(numbers))
    return {row.number: _document(row, raw) for row in connection.execute(statement)}


def _document(row: Any, raw: bytes) -> Document:
    spans = json.loads(row.spans)
    title = spans["title"]
    return Document(
        id=row.id,
        text=row.text,
        source=Source(
            name=row.source_name,
            url=row.source_url,
            kind=SourceKind(row.source_kind),
            language=row.source_language,
            rights=Rights(row.source_rights),
        ),
        title=Span(document_id=row.id, start=title[0], end=title[1]) if title else None,
        furniture=tuple(Span(document_id=row.id, start=start, end=end) for start, end in spans["furniture"]),
        url=row.url,
        authors=tuple(json.loads(row.authors)),
        published_at=row.published_at,
        fetched_at=row.fetched_at,
        language=row.language,
        rights=Rights(row.rights),
        copied_from=row.copied_from,
        revises=row.revises,
        extractor=row.extractor,
        raw=raw,
    )
