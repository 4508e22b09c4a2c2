"""Which report is a copy of which: the same wire copy trimmed, under another headline, with its paragraphs moved or words exchanged.

Two reports share wording when the runs of words of the one stand in the other (shingles, Broder 1997). Wording alone is not enough:
agencies write the same sentences every day round other figures ("the bank gave the market a further 104 million"). A copy also keeps the
figures and the names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from groundwire.model import Document, SourceKind

RUN: Final = 4
"""Words in a row that make one shingle."""
COPIED: Final = 0.35
"""Share of the shorter text's shingles that a copy has in common with the other."""
KEPT: Final = 0.82
"""Share of the shorter text's figures and names, taken together, that the other has too."""
KEPT_LATER: Final = 0.95
"""The same of reports published more than ``APART`` from one another: what an office says every week differs by a figure or a date."""
APART: Final = timedelta(days=2)
FEWEST: Final = 25
"""Words below which only the very same words make a copy."""
_WORD: Final = re.compile(r"\d+(?:[.,/-]\d+)*|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """A report's wording: its shingles, and its figures and capitalised words, the headline aside; and when it was published."""

    shingles: frozenset[int]
    facts: frozenset[str]
    published_at: datetime | None


def wording_of(document: Document) -> Wording:
    """The wording of the report under its headline."""
    words = _WORD.findall(document.text[document.title.end if document.title else 0 :])
    folded = [word.casefold() for word in words]
    run = RUN if len(words) >= FEWEST else max(1, len(words))
    # Hashes instead of the words take a tenth of the memory. They live within one process.
    shingles = frozenset(hash(tuple(folded[place : place + run])) for place in range(len(words) - run + 1))
    facts = frozenset(word for word in words if word[:1].isdigit() or (word[:1].isupper() and len(word) > 1))
    return Wording(shingles, facts, document.published_at)


def is_copy(one: Wording, other: Wording) -> bool:
    """Whether one of the two texts is, in all or in part, a copy of the other."""
    shorter, longer = sorted((one, other), key=lambda wording: len(wording.shingles))
    if not shorter.shingles or len(shorter.shingles & longer.shingles) < COPIED * len(shorter.shingles):
        return False
    dates = (one.published_at, other.published_at)
    is_later = dates[0] is not None and dates[1] is not None and abs(dates[0] - dates[1]) > APART
    return len(shorter.facts & longer.facts) >= (KEPT_LATER if is_later else KEPT) * len(shorter.facts)


def mark_copies(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The same documents in the same order; each that repeats another's words is marked ``copied_from`` it.

    The original is the one published first, then the wire, then the longer, then the one given first."""
    wordings = {document.id: wording_of(document) for document in documents}
    order = sorted(range(len(documents)), key=lambda place: (_seniority(documents[place]), place))
    originals: list[Document] = []
    copied: dict[str, str] = {}
    for place in order:
        document = documents[place]
        own = wordings[document.id]
        original = next((other for other in originals if is_copy(own, wordings[other.id])), None)
        if document.copied_from is None and original is not None:
            copied[document.id] = original.id
        else:
            originals.append(document)
    return tuple(replace(document, copied_from=copied.get(document.id, document.copied_from)) for document in documents)


def _seniority(document: Document) -> tuple[float, int, int]:
    """What sorts an original before its copies: published first, the wire before others, the longer before the shorter."""
    published = document.published_at.timestamp() if document.published_at else float("inf")
    return (published, document.source.kind is not SourceKind.WIRE, -len(document.text))
