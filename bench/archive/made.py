"""A million reports out of nineteen thousand: the real ones, and as many made from them as are asked for.

Made report ``n`` takes the sentences of two real ones in turn, the first report's headline, and gives every number in them another last
digit; its date is the first one's moved by whole days, its vector the mean of theirs with a little noise. Words keep the frequencies that
they have in real copy, which is what a search index feels; nothing here is ever read as news."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from bench.data import MissingData, read_rows
from groundwire.filing import pack
from groundwire.model import Document, Raw, Skim, Source, Span, document_id
from groundwire.protocols import Tools
from groundwire.sources.record import make

if TYPE_CHECKING:
    from groundwire.protocols import Matrix

REUTERS = "reuters21578.jsonl.gz"
NOISE = 0.02
_NUMBER = re.compile(r"\d(?=\b)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def read_reports(folder: Path, tools: Tools) -> list[Document]:
    """The reports of ``reuters21578`` in the order of their dates. Raises ``MissingData``."""
    reader = make(tools)
    found: list[Document] = []
    for number, row in enumerate(read_rows(folder / REUTERS)):
        if (row.get("text") or "").strip():
            found += reader.read(Raw(data=json.dumps(row).encode(), origin=f"{REUTERS}:{number}"))
    if not found:
        raise MissingData(f"{folder / REUTERS}: no report in it")
    return sorted(found, key=lambda document: (document.published_at is None, document.published_at, document.id))


def make_reports(reports: Sequence[Document], vectors: Matrix, count: int, seed: int = 1) -> Iterator[Skim]:
    """``count`` made reports, each another; ``vectors`` are the real ones', row by row."""
    import numpy as np

    chance = random.Random(seed)
    noise = np.random.default_rng(seed)
    for number in range(count):
        first, second = chance.randrange(len(reports)), chance.randrange(len(reports))
        mixed = vectors[first] + vectors[second] + noise.normal(0, NOISE, vectors.shape[1]).astype(np.float32)
        mixed /= max(float(np.linalg.norm(mixed)), 1e-9)
        yield Skim(document=_mix(reports[first], reports[second], number, chance), vector=pack(mixed[None])[0])


def _mix(first: Document, second: Document, number: int, chance: random.Random) -> Document:
    title = first.title_text or "Untitled"
    own, other = (_SENTENCE.split(one.text[one.title.end if one.title else 0 :].strip()) for one in (first, second))
    pairs = zip_longest(own[: len(own) // 2 + 1], other[: len(other) // 2])
    body = " ".join(sentence for pair in pairs for sentence in pair if sentence)
    text = f"{title}\n\n{_NUMBER.sub(lambda match: str(chance.randrange(10)), body)} {number}."
    source = Source(name="Made wire")
    identity = document_id(source, "", text)
    moved = timedelta(days=chance.randrange(-3650, 3650))
    return Document(
        id=identity,
        text=text,
        source=source,
        title=Span(document_id=identity, start=0, end=len(title)),
        published_at=first.published_at + moved if first.published_at else None,
        language="en",
    )
