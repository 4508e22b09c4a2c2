"""A thread as a desk reads it: happening by happening in the order of their dates, with what each of them says that none before it said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from groundwire.editing.sketches import telling_words
from groundwire.model import Document, Happening, Placed, Span, Thread
from groundwire.reading.sentences import split_sentences

READ: Final = 20_000
"""Characters of a report that are looked through."""
SHOWN: Final = 2
"""Sentences of a happening that are shown as new."""
FEWEST: Final = 3
"""Telling words that stand in no report before, of a sentence that says something new."""
SHARE: Final = 0.4
"""The same as a share of its telling words."""
_LAST: Final = datetime.max.replace(tzinfo=UTC)


def tell_thread(placed: Sequence[Placed]) -> Thread:
    """The thread of those reports. A happening without any date comes last."""
    groups: dict[int, list[Placed]] = {}
    for one in sorted(placed, key=lambda one: (_date(one.document), one.is_copy, one.document.id)):
        groups.setdefault(one.happening, []).append(one)
    said: set[str] = set()
    happenings: list[Happening] = []
    for group in groups.values():
        own = [one.document for one in group if not one.is_copy] or [group[0].document]
        happenings.append(
            Happening(
                reports=tuple(one.document for one in group),
                copies=len(group) - len(own),
                independent_sources=len({document.source.id for document in own if document.source.name}),
                new=find_new(own, said) if happenings else (),
            )
        )
        said |= {word for document in own for word in telling_words(document.text[:READ])}
    return Thread(happenings=tuple(happenings))


def find_new(reports: Sequence[Document], said: frozenset[str] | set[str]) -> tuple[Span, ...]:
    """The sentences of the reports with most telling words that are not among ``said``, at most ``SHOWN``, in their order. Of two that
    say the same new thing the first is taken."""
    said, found = set(said), list[Span]()
    sentences = _sentences(reports)
    while len(found) < SHOWN:
        best = max(
            (
                (len(fresh), -order, span, fresh)
                for order, (span, words) in enumerate(sentences)
                if span not in found and len(fresh := words - said) >= max(FEWEST, SHARE * len(words))
            ),
            default=None,
        )
        if best is None:
            break
        found.append(best[2])
        said |= best[3]
    order = {report.id: place for place, report in enumerate(reports)}
    return tuple(sorted(found, key=lambda span: (order[span.document_id], span.start)))


def _sentences(reports: Sequence[Document]) -> list[tuple[Span, set[str]]]:
    found = []
    for report in reports:
        begins = report.title.end if report.title else 0
        for start, end in split_sentences(report.text[:READ], begins, min(len(report.text), READ)):
            span = report.span(start, end)
            if not any(span.overlaps(other) for other in report.furniture):
                found.append((span, set(telling_words(report.text[start:end]))))
    return found


def _date(document: Document) -> datetime:
    return document.published_at or _LAST
