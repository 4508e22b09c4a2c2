"""HTML pages: the article by trafilatura, its facts (title, date, authors, address) from the page's own metadata."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw, Source
from groundwire.protocols import Tools
from groundwire.sources._bytes import decode_markup, has_suffix, head, media_type
from groundwire.sources._dates import parse_date
from groundwire.sources._markup import Block, blocks_of, parse_html, plain_text, remove_hidden, strip_invisible
from groundwire.sources._reports import build_report, compose, home_of, split_authors, version_of, web_address

_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
)
_ARTICLE_TYPES = ("article", "posting", "report")
_LEAST_PROSE_WORDS = 20
_SHORTEST_HEADLINE = 15
_LONGEST_TAIL = 40
_LEAST_PARAGRAPH_WORDS = 6
_MOST_TAGS = 40_000
_SKIPPED = frozenset(("table", "graphic", "comments"))
# Nested deeper than this, linked data is an attack on the stack and no metadata.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the page's own metadata says."""

    headlines: tuple[str, ...] = ()
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    canonical: str = ""
    language: str = ""


class PageReader:
    """Reads one article from one page."""

    def __init__(self, tools: Tools) -> None:
        """Remember ``tools`` for the clock and the log."""
        self._tools = tools

    def fit(self, raw: Raw) -> float:
        """Sure of a document that begins as HTML, fairly sure of what is named or served as such."""
        start = head(raw)
        if start.startswith(("<!doctype html", "<html")) or ("<html" in start and start.startswith(("<?xml", "<!--"))):
            return 0.92
        if media_type(raw) in ("text/html", "application/xhtml+xml"):
            return 0.9
        if has_suffix(raw, ".html", ".htm", ".xhtml"):
            return 0.85
        return 0.5 if start.startswith(("<head", "<body", "<article", "<meta", "<div", "<p>")) else 0.0

    def read(self, raw: Raw) -> tuple[Document, ...]:
        """The article. Raises ``UnreadableSource`` for a page that holds none: a front page of headlines, a log-in, a
        script."""
        markup = decode_markup(raw)
        if markup.count("<") > _MOST_TAGS:
            raise UnreadableSource(raw.origin, f"has more than {_MOST_TAGS:,} tags", "give the address of a single article")
        tree = parse_html(markup)
        if tree is None:
            raise UnreadableSource(raw.origin, "holds no page", "give the address of an article")
        hidden = remove_hidden(tree)
        facts = _facts(tree)
        shown = {_squeezed(block.text): block for block in blocks_of(tree)}
        extract = _extract(tree, raw.url)
        blocks = blocks_of(extract.body, _SKIPPED) if extract is not None and extract.body is not None else ()
        # As the page itself has them: its spaces, and whether the whole paragraph is a link.
        blocks = tuple(_as_shown(block, shown.get(_squeezed(block.text))) for block in blocks)
        words = _prose_words(blocks)
        if extract is None or words < _LEAST_PROSE_WORDS:
            raise UnreadableSource(
                raw.origin,
                f"holds no article: {words} words of running text were found",
                "give the address of a single article, not of a list of them",
            )
        text, title, marked = compose(_title(facts, extract), blocks)
        url = _address(facts.canonical or extract.url, raw)
        return (
            build_report(
                raw,
                self._tools,
                text,
                extractor=f"page/1 {version_of('trafilatura')}" + (f" hidden-characters-removed:{hidden}" if hidden else ""),
                title=title,
                furniture=marked,
                source=Source(name=_outlet(facts, extract), url=home_of(url)),
                url=url,
                authors=facts.authors or split_authors(extract.author),
                published_at=facts.published_at,
                language=facts.language,
            ),
        )


def make(tools: Tools) -> PageReader:
    """The reader of HTML pages."""
    return PageReader(tools)


def _extract(tree: html.HtmlElement, url: str) -> Any:
    """What trafilatura makes of the page (its ``Document``), or ``None``."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            tree,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            include_links=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2200-01-01"},
        )
    except (AttributeError, TypeError, ValueError, LookupError, RecursionError, AssertionError):
        # A broken page must give a reason, not a traceback from inside the extractor.
        return None


def _facts(tree: html.HtmlElement) -> _Facts:
    """The page's metadata. Scripts are taken out of ``tree`` on the way, and so is the text of the article that linked data
    repeats:
    what the page does not show must not become its text."""
    meta = _meta(tree)
    articles = []
    for script in list(tree.iter("script")):
        is_data = script.get("type", "").strip().lower() == "application/ld+json"
        loaded = _load(script.text) if is_data else None
        if loaded is None:
            script.drop_tree()
            continue
        found = list(_objects(loaded, 0))
        articles += [entry for entry in found if any(kind in _kind(entry) for kind in _ARTICLE_TYPES)]
        for entry in found:
            for key in ("articleBody", "text", "description"):
                entry.pop(key, None)
        script.text = json.dumps(loaded)
    article = next((entry for entry in articles if entry.get("headline")), articles[0] if articles else {})
    publisher = article.get("publisher")
    dates = [
        *(meta.get(name) for name in _DATE_NAMES[:3]),
        article.get("datePublished"),
        *(meta.get(name) for name in _DATE_NAMES[3:]),
    ]
    links = (link.get("href", "") for link in tree.iter("link") if link.get("rel", "").lower() == "canonical")
    return _Facts(
        headlines=tuple(
            filter(None, (*map(_heading, tree.iter("h1")), _line(article.get("headline")), meta.get("og:title", "")))
        ),
        outlet=meta.get("og:site_name", "") or (_line(publisher.get("name")) if isinstance(publisher, dict) else ""),
        authors=_people(article.get("author")),
        published_at=next((moment for value in dates if (moment := parse_date(value))), None),
        canonical=next(links, ""),
        language=(tree.get("lang") or "").strip()[:16],
    )


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    """The page's ``meta`` values and its ``itemprop`` dates by lower-case name, the first of each name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = _line(element.get("content"))
        if name and content:
            found.setdefault(name, content)
    for element in tree.iter("time", "span"):
        if element.get("itemprop", "").lower() == "datepublished" or (element.tag == "time" and "pubdate" in element.attrib):
            found.setdefault("datepublished", _line(element.get("datetime") or element.get("content")))
    return found


def _load(text: str | None) -> Any:
    try:
        return json.loads(text or "")
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        children = list(value.values())
    else:
        children = value if isinstance(value, list) else []
    if depth < _DEEPEST:
        for child in children:
            yield from _objects(child, depth + 1)


def _kind(entry: dict[str, Any]) -> str:
    kind = entry.get("@type")
    return " ".join(str(part) for part in kind).lower() if isinstance(kind, list) else str(kind).lower()


def _people(value: Any) -> tuple[str, ...]:
    """The names of persons in linked data's ``author``: a name, an object with one, or a list of either."""
    names = []
    for entry in value if isinstance(value, list) else [value]:
        name = _line(entry.get("name") if isinstance(entry, dict) else entry)
        if name and len(name) <= 120 and "://" not in name:
            names += [one for one in split_authors(name) if one not in names]
    return tuple(names)


def _line(value: Any) -> str:
    """A short text on one line without markup; anything that is no text gives an empty string."""
    return plain_text(value)[:1000] if isinstance(value, str) else ""


def _as_shown(block: Block, shown: Block | None) -> Block:
    return replace(shown, is_heading=block.is_heading or shown.is_heading) if shown else block


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _title(facts: _Facts, extract: Any) -> str:
    """The headline, without the section and the outlet that pages put behind it."""
    title = _without_tail(_line(extract.title))
    for headline in map(_without_tail, facts.headlines):
        # The page's own heading, where the title is that and something more.
        if len(headline) >= _SHORTEST_HEADLINE and (not title or title.startswith(headline)):
            return headline
    return title


def _without_tail(title: str) -> str:
    before, _, after = title.rpartition(" | ")
    return before.strip() if before and len(after) <= _LONGEST_TAIL else title


def _heading(element: html.HtmlElement) -> str:
    return " ".join(strip_invisible("".join(element.itertext())).split())[:500]


def _outlet(facts: _Facts, extract: Any) -> str:
    """The outlet's name as the page gives it, else its host without ``www.``; empty for a page of unknown origin."""
    return (facts.outlet or _line(extract.sitename) or _line(extract.hostname))[:120]


def _address(canonical: str | None, raw: Raw) -> str:
    """Where the article lives: the address it gives for itself, if that is on the host it came from (a page must not pass
    itself
    off as another outlet's), else where it was fetched."""
    try:
        address = web_address(urljoin(raw.url, canonical)) if canonical else ""
    except ValueError:
        address = ""
    if not raw.url:
        return address
    return address if address and _site(address) == _site(raw.url) else web_address(raw.url)


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    for prefix in ("www.", "amp.", "m.", "mobile."):
        host = host.removeprefix(prefix)
    return host


def _prose_words(blocks: tuple[Block, ...]) -> int:
    """Words in paragraphs that are running text: sentences, not a list of links or headlines."""
    texts = (block.text for block in blocks if not block.is_link and not block.is_heading and _ends_as_prose(block.text))
    # Scripts without spaces count by their characters, so that their language can be named instead.
    counts = (max(len(text.split()), len(text) // 10) for text in texts)
    return sum(count for count in counts if count >= _LEAST_PARAGRAPH_WORDS)


def _ends_as_prose(text: str) -> bool:
    return text.rstrip("\"”’')]").endswith((".", "!", "?", "…", ":", ";", "。", "！", "？", "।", "؟"))
