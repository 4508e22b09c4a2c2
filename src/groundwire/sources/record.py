"""One report as a flat JSON object, the way archives and data sets are exported: ``{"title": ..., "text": ..., "published_at": ...}``."""

from __future__ import annotations

import re
from typing import Any, Final

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw, Source
from groundwire.protocols import Tools
from groundwire.sources._bytes import head
from groundwire.sources._dates import parse_date
from groundwire.sources._json import load_json
from groundwire.sources._markup import strip_invisible
from groundwire.sources._reports import build_report, home_of, split_authors, web_address

_TELLING = re.compile(r'\{(?:[^{}\[\]"]|"(?:[^"\\]|\\.)*+"){0,400}?"(?:text|content|article)"\s*:\s*"', re.DOTALL)
"""An object with a text of its own before anything is nested in it; braces within its strings nest nothing."""
_TITLES: Final = ("title", "headline")
_TEXTS: Final = ("text", "content", "article", "body")
_DATES: Final = ("published_at", "published", "date", "datetime", "pubdate", "created_at")
_ADDRESSES: Final = ("url", "link")
_OUTLETS: Final = ("source", "outlet", "publisher", "publication")
_AUTHORS: Final = ("author", "authors", "byline")


class RecordReader:
    """Reads one flat object; what it has beside the known keys is left aside."""

    def __init__(self, tools: Tools) -> None:
        """Remember ``tools`` for the clock."""
        self._tools = tools

    def fit(self, raw: Raw) -> float:
        """Sure of an object with a text of its own among its first keys."""
        start = head(raw)
        return 0.97 if start.startswith("{") and _TELLING.match(start) and "jsonfeed.org" not in start else 0.0

    def read(self, raw: Raw) -> tuple[Document, ...]:
        """The one report. Raises ``UnreadableSource`` for invalid JSON and for an object without a text."""
        loaded = load_json(raw)
        fields = {str(key).lower(): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}
        body = _first(fields, _TEXTS).strip()
        if not body:
            raise UnreadableSource(raw.origin, "is JSON without a text", f"give an object with one of {', '.join(_TEXTS)}")
        title = " ".join(_first(fields, _TITLES).split())
        dateline = " ".join(_first(fields, ("dateline",)).split())
        if dateline and not body.startswith(dateline):
            body = f"{dateline} {body}"
        has_title = bool(title) and not body.startswith(title)
        url = web_address(_first(fields, _ADDRESSES))
        language = _first(fields, ("language",))[:16]
        document = build_report(
            raw,
            self._tools,
            f"{title}\n\n{body}" if has_title else body,
            extractor="record/1",
            title=(0, len(title)) if title else None,
            source=Source(name=" ".join(_first(fields, _OUTLETS).split())[:200], url=home_of(url), language=language),
            url=url or raw.url,
            authors=split_authors(_first(fields, _AUTHORS)),
            published_at=next((moment for key in _DATES if (moment := parse_date(fields.get(key)))), None),
            language=language,
        )
        return (document,)


def _first(fields: dict[str, Any], keys: tuple[str, ...]) -> str:
    """The first of the keys that holds words, without characters that nobody sees; of a list the words joined."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str) and (shown := strip_invisible(value)).strip():
            return shown
    return ""


def make(tools: Tools) -> RecordReader:
    """The reader of flat records."""
    return RecordReader(tools)
