"""The shelf of readers: bytes become documents. One file reads one kind of thing; the surest of them reads."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw
from groundwire.protocols import SourceReader, Tools


def read_raw(raw: Raw, tools: Tools, readers: Sequence[SourceReader]) -> tuple[Document, ...]:
    """The reports in ``raw``, read by the reader that fits it best; between equals the one named first reads.

    Raises ``UnreadableSource`` where the bytes are none, too many, or of no kind that is read."""
    limit = tools.settings.max_source_bytes
    if len(raw.data) > limit:
        raise UnreadableSource(raw.origin, f"has more than {limit:,} bytes", "give a smaller file or raise max_source_bytes")
    if not raw.data.strip():
        raise UnreadableSource(raw.origin, "is empty", "give a file with a report in it")
    fits = [reader.fit(raw) for reader in readers]
    best = max(fits, default=0.0)
    if best <= 0:
        raise UnreadableSource(raw.origin, "is of no kind that is read", "give text, Markdown, HTML, a feed or ninjs")
    return readers[fits.index(best)].read(raw)
