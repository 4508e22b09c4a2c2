"""Feeds: each entry of RSS, Atom (by feedparser) or JSON Feed 1.1 becomes one document. Nothing is fetched from here."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw, Source
from groundwire.protocols import Tools
from groundwire.sources._bytes import decode_markup, has_suffix, head, media_type
from groundwire.sources._dates import parse_date
from groundwire.sources._json import load_json
from groundwire.sources._markup import Block, blocks_of, parse_html, plain_text, remove_hidden, strip_invisible
from groundwire.sources._reports import build_report, compose, home_of, split_authors, tell_left_out, version_of, web_address

_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_LEAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of a feed, whatever its format. ``body`` is markup where ``is_markup``."""

    title: str
    body: str
    is_markup: bool
    url: str = ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    language: str = ""


class FeedReader:
    """Reads every entry of a feed that has a text of its own."""

    def __init__(self, tools: Tools) -> None:
        """Remember ``tools`` for the clock and the log."""
        self._tools = tools

    def fit(self, raw: Raw) -> float:
        """Sure where the first bytes name a feed; a little where a file is called ``.rss``, ``.atom`` or ``.xml``."""
        start = head(raw)
        if start.startswith("{"):
            return 0.97 if "jsonfeed.org/version" in start else 0.0
        if start.startswith("<") and any(tag in start for tag in ("<rss", "<feed", "<rdf:rdf")) and "<html" not in start:
            return 0.95
        if media_type(raw) in ("application/rss+xml", "application/atom+xml", "application/feed+json"):
            return 0.88
        if has_suffix(raw, ".rss", ".atom"):
            return 0.75
        return 0.3 if start.startswith("<?xml") or has_suffix(raw, ".xml") else 0.0

    def read(self, raw: Raw) -> tuple[Document, ...]:
        """One document for each entry with text. Raises ``UnreadableSource`` where there is no feed, no entry, or none with
        text."""
        is_json = head(raw).startswith("{")
        most = self._tools.settings.max_sources
        if not is_json and raw.data.count(b"<item") + raw.data.count(b"<entry") > most:
            raise UnreadableSource(raw.origin, f"has more than {most:,} entries", "give fewer, or raise max_sources")
        source, entries, reader = _from_json(raw) if is_json else _from_xml(raw)
        if len(entries) > most:
            raise UnreadableSource(raw.origin, f"has more than {most:,} entries", "give fewer, or raise max_sources")
        if not entries:
            raise UnreadableSource(raw.origin, "is a feed without entries", "try again when it has some, or give an article")
        documents = []
        left_out = []
        for entry in entries:
            document = self._document(raw, source, entry, reader)
            if document is None:
                left_out.append(f"entry '{entry.title[:80] or entry.url}' left out: it has no text beyond its title")
            else:
                documents.append(document)
        tell_left_out(self._tools, raw.origin, left_out)
        if not documents:
            raise UnreadableSource(
                raw.origin,
                f"holds {len(entries)} entries but no text beyond their titles",
                "give the addresses of the articles",
            )
        return tuple(documents)

    def _document(self, raw: Raw, source: Source, entry: _Entry, reader: str) -> Document | None:
        blocks = _blocks(entry)
        text, title, marked = compose(entry.title, blocks)
        beyond = text[title[1] :] if title else text
        if len(beyond.split()) < _LEAST_WORDS:
            return None
        return build_report(
            raw,
            self._tools,
            text,
            extractor=f"feed/1 {reader}",
            title=title,
            furniture=marked,
            source=source,
            url=entry.url,
            authors=entry.authors,
            published_at=entry.published_at,
            language=entry.language or source.language,
        )


def make(tools: Tools) -> FeedReader:
    """The reader of feeds."""
    return FeedReader(tools)


def _blocks(entry: _Entry) -> tuple[Block, ...]:
    if entry.is_markup:
        tree = parse_html(f"<div>{entry.body}</div>")
        if tree is None:
            return ()
        remove_hidden(tree)
        return blocks_of(tree)
    paragraphs = re.split(r"\n[ \t\r]*\n", strip_invisible(entry.body))
    return tuple(Block(text) for paragraph in paragraphs if (text := " ".join(paragraph.split())))


def _from_xml(raw: Raw) -> tuple[Source, list[_Entry], str]:
    text = decode_markup(raw)
    if _ENTITY.search(text):
        raise UnreadableSource(
            raw.origin, "declares XML entities, which feeds have no need of", "give a feed without a DOCTYPE of its own"
        )
    import feedparser

    # A stream, because feedparser opens any string that looks like an address or a path; the declared encoding no longer holds.
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    parsed = feedparser.parse(
        io.BytesIO(body.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.get("entries"):
        why = " ".join(str(parsed.get("bozo_exception", "")).split())[:120]
        raise UnreadableSource(
            raw.origin, "is no RSS or Atom feed" + (f" ({why})" if why else ""), "give a feed, a page or a text"
        )
    channel = parsed.feed
    home = home_of(web_address(channel.get("link"))) or home_of(raw.url)
    language = str(channel.get("language", ""))[:16]
    source = Source(name=plain_text(str(channel.get("title", "")))[:120], url=home, language=language)
    return source, [_xml_entry(entry) for entry in parsed.entries], version_of("feedparser")


def _xml_entry(entry: Any) -> _Entry:
    bodies = [*entry.get("content", ()), entry.get("summary_detail")]
    bodies = [body for body in bodies if body and str(body.get("value", "")).strip()]
    # The longest, because many feeds give a teaser beside the text, in either field.
    body = max(bodies, key=lambda one: len(one["value"]), default={"value": "", "type": "text/plain"})
    names = [str(author.get("name", "")) for author in entry.get("authors", ()) if author]
    return _Entry(
        title=plain_text(str(entry.get("title", ""))),
        body=str(body["value"]),
        is_markup="html" in str(body.get("type", "")) or bool(_TAG.search(str(body["value"]))),
        url=web_address(entry.get("link")),
        authors=tuple(dict.fromkeys(name for one in names for name in split_authors(one))),
        # Plain look-ups, because feedparser's own answers one for the other, with a warning.
        published_at=_moment(dict.get(entry, "published_parsed")) or _moment(dict.get(entry, "updated_parsed")),
        language=str(body.get("language") or "")[:16],
    )


def _moment(parsed: object) -> datetime | None:
    if not isinstance(parsed, struct_time):
        return None
    try:
        moment = datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:
        return None
    return moment if 1700 <= moment.year <= 2200 else None


def _from_json(raw: Raw) -> tuple[Source, list[_Entry], str]:
    feed = load_json(raw)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise UnreadableSource(
            raw.origin, "calls itself a JSON Feed but has no items", "give a feed as jsonfeed.org describes it"
        )
    language = _text(feed.get("language"))[:16]
    home = home_of(web_address(feed.get("home_page_url"))) or home_of(raw.url)
    source = Source(name=plain_text(_text(feed.get("title")))[:120], url=home, language=language)
    everyone = tuple(_json_authors(feed))
    return source, [_json_entry(item, everyone) for item in items if isinstance(item, dict)], "json"


def _json_entry(item: dict[str, Any], everyone: tuple[str, ...]) -> _Entry:
    markup = _text(item.get("content_html"))
    return _Entry(
        title=plain_text(_text(item.get("title"))),
        body=markup or _text(item.get("content_text")) or _text(item.get("summary")),
        is_markup=bool(markup),
        url=web_address(item.get("url")) or web_address(item.get("id")),
        authors=tuple(_json_authors(item)) or everyone,
        published_at=parse_date(item.get("date_published")) or parse_date(item.get("date_modified")),
        language=_text(item.get("language"))[:16],
    )


def _json_authors(value: dict[str, Any]) -> Iterator[str]:
    authors = value.get("authors")
    for author in authors if isinstance(authors, list) else [value.get("author")]:
        if isinstance(author, dict) and (name := " ".join(_text(author.get("name")).split())):
            yield name[:120]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
