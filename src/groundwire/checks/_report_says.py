"""The report that gives the figure of a draft which a table denies, so that a person sees both."""

from __future__ import annotations

from dataclasses import dataclass

from groundwire.model import Draft, Span
from groundwire.protocols import Evidence, quote

NEAREST = 5
"""Passages that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A figure of a report, with its words."""

    span: Span
    words: str


def find_report(draft: Draft, number: int, part: tuple[int, int], evidence: Evidence) -> Reported | None:
    """The first figure in the passages nearest to a sentence that equals one of those in its ``part``."""
    start = draft.reading.sentences[number].span.start
    told = {
        (figure.value, figure.unit)
        for figure in draft.reading.figures
        if start + part[0] <= figure.span.start < start + part[1]
    }
    if not told or not evidence.documents:
        return None
    for hit in evidence.search(draft.sentences[number].text, NEAREST):
        for figure in evidence.reading(hit.passage.span.document_id).figures:
            if hit.passage.span.covers(figure.span) and (figure.value, figure.unit) in told:
                return Reported(span=figure.span, words=quote(evidence, figure.span))
    return None
