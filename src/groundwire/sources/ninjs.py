"""ninjs, the JSON of news agencies (IPTC): 1.x with flat keys, 2.x with lists, 3.x with the same lists in camel case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw, Source, SourceKind
from groundwire.protocols import Tools
from groundwire.sources._bytes import has_suffix, head, media_type
from groundwire.sources._dates import parse_date
from groundwire.sources._json import load_json
from groundwire.sources._markup import NO_TEXT, Block, blocks_of, parse_html, plain_text, remove_hidden, strip_invisible
from groundwire.sources._reports import build_report, compose, home_of, split_authors, tell_left_out, web_address

_LOOKS_LIKE_JSON = re.compile(r"\{\s*(?:\"|\})|\[\s*(?:\{|\])")
_TELLING_KEYS = ('"uri"', '"headline', '"body', '"versioncreated"', '"bodies"', '"ninjs"')
_TEXT_TYPES = ("", "text", "composite")
_DEAD = {"canceled": "withdrawn by its provider", "withheld": "withheld by its provider"}
# Where a body stands in more than one form: markup first, because plain bodies often lose their paragraphs.
_BODY_ORDER = ("xhtml", "html", "text", "nitf", "")


class NinjsReader:
    """Reads the text items of ninjs: one object, or a list of them."""

    def __init__(self, tools: Tools) -> None:
        """Remember ``tools`` for the clock and the log."""
        self._tools = tools

    def fit(self, raw: Raw) -> float:
        """Sure of JSON with the keys of ninjs; fairly sure of anything else that is named, served or begins as JSON."""
        start = head(raw)
        if _LOOKS_LIKE_JSON.match(start):
            return 0.96 if any(key in start for key in _TELLING_KEYS) else 0.8
        return 0.75 if has_suffix(raw, ".json") or media_type(raw) in ("application/json", "application/ninjs+json") else 0.0

    def read(self, raw: Raw) -> tuple[Document, ...]:
        """One document for each item with a text. Raises ``UnreadableSource`` for invalid JSON and where no item can be
        read."""
        loaded = load_json(raw)
        items = loaded if isinstance(loaded, list) else [loaded]
        documents = []
        refusals = []
        left_out = []
        most = self._tools.settings.max_sources
        if len(items) > most:
            raise UnreadableSource(raw.origin, f"has more than {most:,} items", "give fewer, or raise max_sources")
        for number, item in enumerate(items, start=1):
            try:
                documents.append(self._document(raw, item))
            except UnreadableSource as refusal:
                refusals.append(refusal)
                left_out.append(f"item {number} left out: it {refusal.reason}")
        if not items:
            raise UnreadableSource(raw.origin, "is an empty list", "give a ninjs item of type text")
        if not documents:
            raise refusals[0]
        tell_left_out(self._tools, raw.origin, left_out)
        return tuple(documents)

    def _document(self, raw: Raw, item: Any) -> Document:
        if not isinstance(item, dict):
            raise UnreadableSource(raw.origin, "is JSON but no ninjs", "give a ninjs item, a JSON Feed, or the text as .txt")
        fields = {str(key).lower(): value for key, value in item.items()}
        self._refuse(raw, fields)
        blocks = _body(fields)
        if not blocks:
            raise UnreadableSource(raw.origin, "is ninjs without a body or a description", "give an item with a text")
        headline = _headline(fields)
        text, title, marked = compose(headline, blocks)
        uri = web_address(fields.get("uri"))
        language = _text(fields.get("language"))[:16]
        provider = _provider(fields)
        return build_report(
            raw,
            self._tools,
            text,
            extractor="ninjs/1",
            title=title,
            furniture=marked,
            source=Source(
                name=provider, url=home_of(uri), kind=SourceKind.WIRE if provider else SourceKind.UNKNOWN, language=language
            ),
            url=uri or raw.url,
            authors=split_authors(_text(fields.get("byline")) or _text(fields.get("by"))),
            published_at=parse_date(fields.get("versioncreated")) or parse_date(fields.get("firstcreated")),
            language=language,
        )

    def _refuse(self, raw: Raw, fields: dict[str, Any]) -> None:
        """Raise for items that are no report or may not be used; tell of an embargo that still holds."""
        kind = _text(fields.get("type")).lower()
        if kind not in _TEXT_TYPES:
            raise UnreadableSource(raw.origin, f"is ninjs of type {kind}, not text", "give an item of type text")
        if not kind and "eventdetails" in fields:
            raise UnreadableSource(raw.origin, "is ninjs of a planned event, not of a report", "give an item of type text")
        if why := _DEAD.get(_text(fields.get("pubstatus")).lower()):
            raise UnreadableSource(raw.origin, f"was {why}", "leave it out, and take down what rests on it")
        embargo = parse_date(fields.get("embargoed"))
        if embargo and embargo > self._tools.now():
            self._tools.log(f"{raw.origin}: under embargo until {embargo:%Y-%m-%d %H:%M} UTC; publish nothing from it before")


def make(tools: Tools) -> NinjsReader:
    """The reader of ninjs."""
    return NinjsReader(tools)


def _body(fields: dict[str, Any]) -> tuple[Block, ...]:
    """The paragraphs of the best body, else of the description (agencies send flashes so)."""
    for stem, many in (("body", "bodies"), ("description", "descriptions")):
        forms = list(_forms(fields, stem, many))
        for wanted in _BODY_ORDER:
            for form, value in forms:
                if (wanted in form if wanted else True) and (blocks := _blocks(form, value)):
                    return blocks
    return ()


def _forms(fields: dict[str, Any], stem: str, many: str) -> Iterator[tuple[str, str]]:
    """(role and media type, value) of each form: ``body_xhtml`` of 1.x, the entries of ``bodies`` later."""
    entries = fields.get(many)
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            lowered = {str(key).lower(): value for key, value in entry.items()}
            form = f"{_text(lowered.get('role'))} {_text(lowered.get('contenttype'))}".lower()
            if not any(word in form for word in ("caption", "credit", "json", "base64")):
                yield form, _text(lowered.get("value"))
    for key, value in fields.items():
        if (key == stem or key.startswith(f"{stem}_")) and not any(word in key for word in ("caption", "credit")):
            yield key[len(stem) + 1 :], _text(value)


def _blocks(form: str, value: str) -> tuple[Block, ...]:
    if not value.strip():
        return ()
    if "nitf" in form or "html" in form or "xml" in form or value.lstrip().startswith("<"):
        tree = parse_html(value)
        if tree is None:
            return ()
        remove_hidden(tree)
        content = next(tree.iter("body.content"), None) if "nitf" in form or "<body.content" in value else None
        return blocks_of(tree if content is None else content, NO_TEXT)
    lines = strip_invisible(value).splitlines()
    return tuple(Block(text) for line in lines if (text := " ".join(line.split())))


def _headline(fields: dict[str, Any]) -> str:
    entries = (
        [entry for entry in fields.get("headlines") or () if isinstance(entry, dict)]
        if _is_list(fields.get("headlines"))
        else []
    )
    main = [entry for entry in entries if _text(entry.get("role")).lower() in ("main", "")]
    values = [_text(entry.get("value")) for entry in (*main, *entries)]
    flat = sorted(key for key in fields if key.startswith("headline_"))
    values += [_text(fields.get(key)) for key in ("headline", "headline_main", *flat, "title")]
    return next((line for value in values if (line := plain_text(value))), "")[:500]


def _provider(fields: dict[str, Any]) -> str:
    """Who sent it: the provider, the information source, or whoever holds the copyright; empty where none is named."""
    for key in ("provider", "infosource", "infosources"):
        value = fields.get(key)
        for entry in value if isinstance(value, list) else [value]:
            name = _text(entry.get("name")) or _text(entry.get("literal")) if isinstance(entry, dict) else _text(entry)
            if name.strip():
                return plain_text(name)[:120]
    return plain_text(_text(fields.get("copyrightholder")))[:120]


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
