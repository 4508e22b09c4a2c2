"""Which reports are about one happening; copies of one wire count as one source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groundwire.editing.copies import is_copy, mark_copies, wording_of
from groundwire.editing.sketches import rarity_among, sketch, weigh
from groundwire.editing.sorting import SAME_DAY, sort_reports
from groundwire.model import Document, Event, Reading, Role, digest
from groundwire.protocols import Embedding

SAME_EVENT = 0.42
"""Least cosine between the tops of two reports about one happening."""
SAME_NAMES = 0.3
"""The same where both tops name two of the same people, bodies or places."""
NEWS, UNDATED_NEWS = 0.7, 0.75
"""The same for a report of the archive that is told as news, and for one whose day nothing tells: what is wrongly taken for news is stale
and told as new."""


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


def find_further(
    reports: Sequence[Document], archive: Sequence[Document], readings: Mapping[str, Reading], embedding: Embedding
) -> tuple[Document, ...]:
    """The archive's own reports of the happening that ``reports`` tell: other accounts, of the same day or without a date, which are news
    and no background. Copies add nothing, and are none of them; nor is what a later revision replaced."""
    wordings = [wording_of(report) for report in reports]
    replaced = {item.revises for item in archive}
    able = [item for item in archive if item.id not in replaced and _is_of_the_day(item, reports)]
    able = [
        item for item, own in zip(able, map(wording_of, able), strict=True) if not any(is_copy(own, one) for one in wordings)
    ]
    sketches = [sketch(document) for document in (*reports, *able)]
    rarity = rarity_among(sketches)
    groups = sort_reports([weigh(one, rarity) for one in sketches], rarity)
    same = {place - len(reports) for group in groups if group[0] < len(reports) for place in group}
    found = [item for place, item in enumerate(able) if place in same]
    if not found:
        return ()
    tops = embedding.encode([_top(one, readings[one.id]) for one in (*reports, *found)])
    is_dated = any(report.published_at for report in reports)
    return tuple(
        item
        for item, own in zip(found, tops[len(reports) :], strict=True)
        if max(float(own.whole @ top.whole) for top in tops[: len(reports)])
        >= (NEWS if is_dated and item.published_at else UNDATED_NEWS)
    )


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


def _is_of_the_day(item: Document, reports: Sequence[Document]) -> bool:
    dates = [report.published_at for report in reports if report.published_at is not None]
    return item.published_at is None or not dates or any(abs(item.published_at - date) <= SAME_DAY for date in dates)


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
