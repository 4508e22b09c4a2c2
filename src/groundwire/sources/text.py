"""Plain text and Markdown, with optional front matter: ``key: value`` lines between two lines of ``---`` at the very top.

Plain text stays as it is in the file, so that spans quote back there, but for characters that no reader sees; Markdown is rendered to the
text a reader sees."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw, Rights, Source, SourceKind
from groundwire.protocols import Tools
from groundwire.reading.layout import find_headline
from groundwire.sources._bytes import decode_text, has_suffix, media_type
from groundwire.sources._dates import parse_date
from groundwire.sources._markup import Block, strip_invisible
from groundwire.sources._reports import build_report, compose, split_authors, version_of, web_address

_FENCE = re.compile(r"\s{0,40}---[ \t]*(?:\r\n|\r|\n)")
_LINE = re.compile(r"([A-Za-z_]{2,30})[ \t]*:(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)$")
_KEYS = ("title", "source", "kind", "author", "authors", "published", "url", "language", "rights", "copied_from")
_MOST_LINES = 60
_MOST_BRACKETS = 20_000
_MARKDOWN = (".md", ".markdown")
_Place = tuple[int, int]
_Choice = TypeVar("_Choice", bound=StrEnum)


class TextReader:
    """Reads plain text and Markdown; the reader of last resort, which names what cannot be read."""

    def __init__(self, tools: Tools) -> None:
        """Remember ``tools`` for the clock and the log."""
        self._tools = tools

    def fit(self, raw: Raw) -> float:
        """Sure of what is named or served as text; a little sure of everything else."""
        if has_suffix(raw, ".txt", ".text", *_MARKDOWN):
            return 0.7
        return 0.6 if media_type(raw) in ("text/plain", "text/markdown") else 0.1

    def read(self, raw: Raw) -> tuple[Document, ...]:
        """The one report in the file. Raises ``UnreadableSource`` where it is blank, binary or in an unknown encoding."""
        values, written = _split_front_matter(decode_text(raw))
        text = _strip_unseen(written)
        furniture: tuple[_Place, ...] = ()
        extractor = "text/1"
        if hidden := len(written) - len(text):
            extractor += f" hidden-characters-removed:{hidden}"
        limit = self._tools.settings.max_report_characters
        if len(text) > limit:
            raise UnreadableSource(
                raw.origin, f"has {len(text):,} characters, more than the {limit:,} that are read", "cut it to the report"
            )
        if has_suffix(raw, *_MARKDOWN) or media_type(raw) == "text/markdown":
            extractor += f" {version_of('markdown-it-py')}"
            if text.count("[") > _MOST_BRACKETS:
                # The parser's time grows with their square.
                raise UnreadableSource(
                    raw.origin, f"has more than {_MOST_BRACKETS:,} brackets", "give it as plain text, in a .txt file"
                )
            text, place, furniture = compose(*_render_markdown(text))
            place = place or find_headline(text)
        else:
            place = find_headline(text)
        if not text.strip():
            raise UnreadableSource(raw.origin, "holds no text", "give a file with a report in it")
        if title := " ".join(values.get("title", "").split()):
            begin = len(text) - len(text.lstrip())
            if text.startswith(title, begin):
                place = (begin, begin + len(title))
            else:
                text, place = f"{title}\n\n{text}", (0, len(title))
                furniture = tuple((start + len(title) + 2, end + len(title) + 2) for start, end in furniture)
                extractor += " title-from-front-matter"
        return (self._report(raw, values, text, place, furniture, extractor),)

    def _report(
        self, raw: Raw, values: dict[str, str], text: str, place: _Place | None, furniture: tuple[_Place, ...], extractor: str
    ) -> Document:
        """The document with the front matter's facts; what is unknown or unusable there is left out, with a line to the log."""
        for key in values:
            if key not in _KEYS:
                self._tools.log(f"{raw.origin}: front matter has no key '{key}', left out; there is {', '.join(_KEYS)}")
        language = values.get("language", "")
        rights = self._rights(raw, values)
        kind = self._choose(raw, "kind", values, SourceKind.UNKNOWN)
        return build_report(
            raw,
            self._tools,
            text,
            extractor=extractor,
            title=place,
            furniture=furniture,
            source=Source(name=values.get("source", ""), kind=kind, language=language, rights=rights),
            url=raw.url or self._address(raw, values),
            authors=split_authors(values.get("authors", values.get("author", ""))),
            published_at=self._published(raw, values),
            language=language,
            rights=rights,
            copied_from=values.get("copied_from") or None,
        )

    def _rights(self, raw: Raw, values: dict[str, str]) -> Rights:
        rights = self._choose(raw, "rights", values, Rights.UNKNOWN)
        if raw.url and rights is not Rights.UNKNOWN:
            # A text on the web must not be able to declare itself the newsroom's own.
            self._tools.log(f"{raw.origin}: rights that a fetched text claims for itself are not believed; they stay unknown")
            return Rights.UNKNOWN
        return rights

    def _choose(self, raw: Raw, key: str, values: dict[str, str], default: _Choice) -> _Choice:
        value = values.get(key, "").lower()
        choices = type(default)
        if value and value not in tuple(choices):
            self._tools.log(f"{raw.origin}: front matter's {key} '{value}' is unknown, left out; there is {', '.join(choices)}")
            return default
        return choices(value) if value else default

    def _published(self, raw: Raw, values: dict[str, str]) -> datetime | None:
        value = values.get("published", "")
        moment = parse_date(value)
        if value and moment is None:
            self._tools.log(
                f"{raw.origin}: front matter's published '{value}' is no date, left out; write 2024-03-07T09:30:00Z"
            )
        return moment

    def _address(self, raw: Raw, values: dict[str, str]) -> str:
        value = values.get("url", "")
        address = web_address(value)
        if value and not address:
            self._tools.log(f"{raw.origin}: front matter's url is no http or https address, left out")
        return address


def make(tools: Tools) -> TextReader:
    """The reader of plain text and Markdown."""
    return TextReader(tools)


def _strip_unseen(text: str) -> str:
    """The text without characters that no reader sees. A form feed ends a page, and stays."""
    return "\f".join(map(strip_invisible, text.split("\f")))


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The front matter's values by key, and the text after it. Text without front matter comes back whole and untouched."""
    opening = _FENCE.match(text)
    if not opening:
        return {}, text
    values: dict[str, str] = {}
    key = ""
    place = opening.end()
    for line in text[place : place + 20_000].splitlines(keepends=True)[:_MOST_LINES]:
        place += len(line)
        content = line.strip()
        if content == "---":
            return {name: strip_invisible(value) for name, value in values.items()}, text[place:] if values else text
        if match := _LINE.match(content):
            key = match[1].lower()
            values[key] = _unquote(match[2] or "")
        elif key and (item := _ITEM.match(content)):
            values[key] = "; ".join(filter(None, (values[key], _unquote(item[1]))))
        elif content and not content.startswith("#"):
            break
    return {}, text


def _unquote(value: str) -> str:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return "; ".join(_unquote(part) for part in value[1:-1].split(",") if part.strip()) if "[" not in value[1:] else value
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _render_markdown(text: str) -> tuple[str, tuple[Block, ...]]:
    """Title ("# ..." before any other text, else empty) and paragraphs as a reader sees them. Code, pictures and raw HTML
    go."""
    from markdown_it import MarkdownIt

    title = ""
    blocks: list[Block] = []
    heading = ""
    for token in MarkdownIt("commonmark", {"maxNesting": 40}).parse(text):
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        elif token.type == "inline":
            words, linked = [], True
            depth = 0
            for child in token.children or ():
                depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
                if child.type in ("text", "code_inline"):
                    words.append(child.content)
                    linked = linked and (depth > 0 or not child.content.strip())
                elif child.type in ("softbreak", "hardbreak"):
                    words.append(" ")
            content = " ".join(strip_invisible("".join(words)).split())
            if content and heading == "h1" and not title and not blocks:
                title = content
            elif content:
                blocks.append(Block(content, bool(heading), linked and not heading))
    return title, tuple(blocks)
