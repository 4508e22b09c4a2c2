"""Documents put together the same way by every reader."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from groundwire.model import Document, Raw, Rights, Source, Span, document_id, merge_spans
from groundwire.protocols import Tools
from groundwire.reading.layout import find_furniture
from groundwire.sources._markup import Block

_MOST_TOLD = 10
_AND = re.compile(r"\s*(?:;|,|\band\b|&)\s*")
_BY = re.compile(r"(?i)^\s*(?:by|from)\s+")
# What follows a comma in a byline without being another author.
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d."))


def build_report(
    raw: Raw,
    tools: Tools,
    text: str,
    *,
    extractor: str,
    title: tuple[int, int] | None = None,
    furniture: Sequence[tuple[int, int]] = (),
    source: Source | None = None,
    url: str = "",
    authors: tuple[str, ...] = (),
    published_at: datetime | None = None,
    language: str = "",
    rights: Rights = Rights.UNKNOWN,
    copied_from: str | None = None,
) -> Document:
    """The document of ``text`` with its id, its furniture (what ``layout`` finds besides ``furniture``) and the clock's
    time."""
    source = source or Source()
    identity = document_id(source, url, text)
    places = [
        place for place in (*find_furniture(text), *furniture) if not (title and place[0] < title[1] and title[0] < place[1])
    ]
    return Document(
        id=identity,
        text=text,
        source=source,
        title=Span(document_id=identity, start=title[0], end=title[1]) if title else None,
        furniture=merge_spans(Span(document_id=identity, start=start, end=end) for start, end in places),
        url=url,
        authors=authors,
        published_at=published_at,
        fetched_at=tools.now(),
        language=language,
        rights=rights,
        copied_from=copied_from,
        extractor=extractor,
        raw=raw.data,
    )


def compose(title: str, blocks: Sequence[Block]) -> tuple[str, tuple[int, int] | None, tuple[tuple[int, int], ...]]:
    """Text of a title and its paragraphs with blank lines between; the title's place; the places of headings and of paragraphs
    that are one link, which are no reporting. A first paragraph that repeats the title is left out."""
    pieces = [title] if title else []
    marked: list[tuple[int, int]] = []
    length = len(title)
    for number, block in enumerate(blocks):
        if number < 2 and title and _same(block.text, title):
            continue
        start = length + 2 if pieces else 0
        length = start + len(block.text)
        pieces.append(block.text)
        if (block.is_heading and not block.text.endswith((".", "”", '"'))) or block.is_link:
            marked.append((start, length))
    return "\n\n".join(pieces), (0, len(title)) if title else None, tuple(marked)


def _same(left: str, right: str) -> bool:
    return "".join(left.split()).casefold() == "".join(right.split()).casefold()


def tell_left_out(tools: Tools, origin: str, left_out: Sequence[str]) -> None:
    """One line to the log for each part of a source that gave no report, and a single one for all beyond the tenth."""
    for line in left_out[:_MOST_TOLD]:
        tools.log(f"{origin}: {line}")
    if len(left_out) > _MOST_TOLD:
        tools.log(f"{origin}: {len(left_out) - _MOST_TOLD:,} more left out in the same way")


def split_authors(byline: object) -> tuple[str, ...]:
    """The names in "By Ann Lee and Bo Ray, Jr.", in order and each once. Anything that is no text gives none."""
    if not isinstance(byline, str):
        return ()
    names: list[str] = []
    for part in _AND.split(_BY.sub("", byline[:500])):
        part = " ".join(part.split())
        if names and part.lower() in _SUFFIXES:
            names[-1] += f", {part}"
        elif part and part not in names:
            names.append(part)
    return tuple(names)


def home_of(url: str) -> str:
    """Scheme and host of a web address ("https://www.example.org"), or an empty string for anything else."""
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.hostname}" if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def web_address(value: object) -> str:
    """``value`` if it is an http or https address without a name or password in it, else an empty string."""
    if not isinstance(value, str) or len(value) > 2000 or any(character.isspace() for character in value.strip()):
        return ""
    value = value.strip()
    try:
        return value if home_of(value) and urlsplit(value).username is None else ""
    except ValueError:
        return ""


def version_of(package: str) -> str:
    """The installed version of a package, for ``Document.extractor``."""
    return f"{package} {importlib.metadata.version(package)}"
