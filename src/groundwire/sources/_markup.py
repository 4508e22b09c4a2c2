"""HTML into paragraphs: what a reader of the page sees, and nothing that is hidden from them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree, html

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "block", "cell", "center", "code", "dd", "details", "div", "dl",
    "dt", "fieldset", "figure", "footer", "form", "graphic", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr",
    "html", "item", "li", "list", "main", "media", "ol", "p", "pre", "quote", "row", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "title", "tr", "ul",
))
# fmt: on
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "head", "hl1", "hl2", "hedline", "title"))
_BREAKS = frozenset(("br", "lb"))
_LINKS = frozenset(("a", "ref"))
# fmt: off
NO_TEXT = frozenset((
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "form", "button", "select",
    "textarea", "input", "nav", "canvas", "audio", "video", "map", "figcaption", "head", "title", "meta", "link", "media",
    "byline", "distributor", "table",
))
# fmt: on
_KEEP_WHEN_HIDDEN = frozenset(("html", "body", "head", "script", "style", "meta", "link", "title"))
_HIDING_STYLE = re.compile(
    r"""(?:^|;|\s)(?:
        display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse) | color\s*:\s*transparent
      | font-size\s*:\s*(?:0(?![.\d])|0?\.0|1p[xt]) | opacity\s*:\s*(?:0(?![.\d])|0?\.0)
      | max-height\s*:\s*0(?![.\d]) | text-indent\s*:\s*-\d{3,} | (?:left|right|top|bottom)\s*:\s*-\d{4,}px
      | clip\s*:\s*rect\(\s*[01]\b | clip-path\s*:\s*(?:inset\(\s*(?:100|[5-9]\d)%|circle\(\s*0) | transform\s*:\s*scale\(\s*0(?![.\d])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_COLOURS = re.compile(r"(?:^|;|\s)(color|background(?:-color)?)\s*:\s*([^;!]+)", re.IGNORECASE)
# Zero-width, bidirectional, tag and variation characters and controls: they carry text that no reader sees.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Surrogates that stand alone, what begins an order to a terminal, and what shows letters in another order than they are kept in.
_UNSOUND = re.compile("[\ud800-\udfff\x1b\x9b\u202d\u202e]")
# Controls written as references, which a parser would put into the tree.
_CONTROL_REFERENCES = re.compile(
    r"&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01])|x0*(?:[1-8bcef]|1[0-9a-f]))(?![0-9a-f]);?", re.IGNORECASE
)
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’", ":", "…")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page. ``is_heading`` for a heading between paragraphs, ``is_link`` where the whole of it is a link."""

    text: str
    is_heading: bool = False
    is_link: bool = False


def parse_html(markup: str) -> html.HtmlElement | None:
    """The tree of a page or a fragment, or ``None`` where there is nothing in it. Takes any text; fetches nothing."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    markup = _CONTROL_REFERENCES.sub("\ufffd", markup)
    try:
        tree = html.document_fromstring(_UNSOUND.sub("\ufffd", markup).replace("\x00", "").encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return tree


def strip_invisible(text: str) -> str:
    """``text`` without characters that no reader sees. U+FFFD stands where lone surrogates, escapes and overrides of the order of
    letters were: a sentence with one is not told."""
    return _INVISIBLE.sub("", _UNSOUND.sub("\ufffd", text))


def remove_hidden(tree: html.HtmlElement) -> int:
    """Take out of ``tree`` every element that its own attributes hide from readers; returns how many characters of text went.

    What a style sheet hides is not seen: that would take a browser."""
    removed = 0
    for element in list(tree.iter(etree.Element)):
        if element.tag in _KEEP_WHEN_HIDDEN or not _is_hidden(element):
            continue
        parent = element.getparent()
        if parent is not None:
            removed += sum(len(piece.strip()) for piece in element.itertext(etree.Element) if piece)
            element.drop_tree()
    return removed


def _is_hidden(element: html.HtmlElement) -> bool:
    return (
        element.tag in ("template", "noscript", "dialog")
        or "hidden" in element.attrib
        or element.get("aria-hidden", "").strip().lower() == "true"
        or bool(_HIDING_STYLE.search(style := element.get("style", "")))
        or _is_on_its_own_colour(style)
    )


def _is_on_its_own_colour(style: str) -> bool:
    colours = {name.lower().removesuffix("-color"): value.strip().lower() for name, value in _COLOURS.findall(style)}
    return "color" in colours and colours["color"] == colours.get("background")


def blocks_of(tree: etree._Element, no_text: frozenset[str] = NO_TEXT) -> tuple[Block, ...]:
    """The paragraphs of ``tree`` in reading order, white space collapsed, without what stands in elements named in ``no_text``.

    Two line breaks part paragraphs; a single one does where a sentence ends before it. Long for a function, because it is one
    walk whose state (the pieces so far, the headings and links it stands in) belongs to nothing else; no recursion, since pages
    nest as deeply as they please."""
    found: list[Block] = []
    pieces: list[str] = []
    linked = 0
    heading = links = 0

    def flush() -> None:
        nonlocal linked
        joined = "".join(pieces)
        is_link = linked > 0 and linked >= len("".join(joined.split()))
        found.extend(Block(text, heading > 0, is_link) for text in _split_breaks(joined))
        pieces.clear()
        linked = 0

    def add(text: str | None) -> None:
        nonlocal linked
        if text:
            pieces.append(strip_invisible(text.replace("\n", " ").replace("\r", " ")))
            linked += len("".join(pieces[-1].split())) if links else 0

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if not tag or tag in no_text:
                if tag in _BLOCKS:
                    flush()
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                flush()
            heading += tag in _HEADINGS
            links += tag in _LINKS
            add(element.text)
            if tag in _BREAKS:
                pieces.append("\n")
        else:
            if tag and tag not in no_text:
                if tag in _BLOCKS:
                    flush()
                heading -= tag in _HEADINGS
                links -= tag in _LINKS
            if element is not tree:
                add(element.tail)
    flush()
    return tuple(found)


def _split_breaks(text: str) -> Iterable[str]:
    paragraph: list[str] = []
    for line in text.split("\n"):
        line = " ".join(line.split())
        if paragraph and (not line or paragraph[-1].endswith(_SENTENCE_ENDS)):
            yield " ".join(paragraph)
            paragraph = []
        if line:
            paragraph.append(line)
    if paragraph:
        yield " ".join(paragraph)


def plain_text(markup: str) -> str:
    """The words of a short piece of markup on one line: a headline with tags or entities in it."""
    if "<" not in markup and "&" not in markup:
        return " ".join(strip_invisible(markup).split())
    tree = parse_html(f"<div>{markup}</div>")
    return " ".join(" ".join(block.text for block in blocks_of(tree)).split()) if tree is not None else ""
