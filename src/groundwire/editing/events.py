"""Which reports are about one happening; copies of one wire count as one source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groundwire.editing.copies import mark_copies
from groundwire.model import Document, Event, Reading, Role, digest
from groundwire.protocols import Embedding

SAME_EVENT = 0.42
"""Least cosine between the tops of two reports about one happening."""
SAME_NAMES = 0.3
"""The same where both tops name two of the same people, bodies or places."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Reports sorted by happening: ``documents`` with their copies marked, one ``Event`` for each happening, largest first."""

    documents: tuple[Document, ...]
    events: tuple[Event, ...]


def group_reports(documents: Sequence[Document], readings: Mapping[str, Reading], embedding: Embedding) -> Grouping:
    """The events that ``documents`` report, and the documents again with ``copied_from`` filled in."""
    marked = mark_copies(documents)
    groups = _connect(marked, readings, embedding)
    order = sorted(range(len(groups)), key=lambda place: (-len(groups[place]), place))
    return Grouping(marked, tuple(make_event(groups[place]) for place in order))


def _connect(documents: Sequence[Document], readings: Mapping[str, Reading], embedding: Embedding) -> list[list[Document]]:
    if len(documents) == 1:
        return [list(documents)]
    tops = embedding.encode([_top(document, readings[document.id]) for document in documents])
    names = [_top_names(readings[document.id]) for document in documents]
    group_of = list(range(len(documents)))
    for later in range(len(documents)):
        for earlier in range(later):
            likeness = float(tops[later].whole @ tops[earlier].whole)
            shared = len(names[later] & names[earlier]) >= 2
            if group_of[later] != group_of[earlier] and likeness >= (SAME_NAMES if shared else SAME_EVENT):
                old, new = group_of[later], group_of[earlier]
                group_of = [new if group == old else group for group in group_of]
    groups: dict[int, list[Document]] = {}
    for document, group in zip(documents, group_of, strict=True):
        groups.setdefault(group, []).append(document)
    return list(groups.values())


def _top(document: Document, reading: Reading) -> str:
    body = [passage.text for passage in reading.sentences if passage.role in (Role.LEAD, Role.BODY)]
    return " ".join([document.title_text, *body[:2]]).strip()


def _top_names(reading: Reading) -> frozenset[str]:
    """The keys of the names in the first sentences of a report, its headline aside."""
    body = [passage for passage in reading.sentences if passage.role in (Role.LEAD, Role.BODY)][:3]
    return frozenset(
        name.key for name in reading.names for mention in name.mentions if any(p.span.covers(mention.span) for p in body)
    )


def make_event(documents: Sequence[Document]) -> Event:
    """The one event that all of the documents report; copies are marked as such."""
    originals = [document for document in documents if document.copied_from is None]
    dates = [document.published_at for document in documents if document.published_at]
    title = next((document.title_text for document in originals if document.title), "")
    return Event(
        id=digest(*sorted(document.id for document in documents)),
        title=title,
        document_ids=tuple(document.id for document in documents),
        # A report that names no outlet counts for itself: who hands reports in by hand knows where they are from.
        independent_sources=max(1, len({d.source.id if d.source.name else d.id for d in originals})),
        began_at=min(dates) if dates else None,
    )
