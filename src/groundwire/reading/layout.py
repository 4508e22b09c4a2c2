"""How a report is laid out: headline, dateline, paragraphs, correction notes, and the furniture that is no reporting.

Furniture is what surrounds an article on a page and in a feed: "Loading...", "See Also: ...", "Read Next: ...", picture and
production credits, newsletter and share lines. It is kept apart, never evidence, never copied. The patterns are in
``furniture``; here they meet the text, paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from groundwire.model import Document, Role, Span
from groundwire.reading.furniture import is_furniture, is_teaser, opens_list

__all__ = ["LABEL", "Layout", "Paragraph", "find_furniture", "find_headline", "is_furniture", "lay_out", "skip_label"]

_CORRECTION = re.compile(
    r"(?i)^\W*(?:(?:correction|corrections|clarification|editor['’]s note|corrects?|corrected)\b\s*(?:\([^)]{0,80}\))?\s*[:—–-]"
    r"|(?:this|an earlier|a previous|the earlier) (?:version|report|article|story)\b.{0,160}"
    r"\b(?:corrected|misstated|wrongly|incorrectly|said|gave|stated|mistakenly|updated))"
)
_DATE = r"(?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}(?:, ?\d{4})?|\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?: \d{4})?)"
_AGENCY = r"(?:\( ?[A-Z][^()\n]{0,58}\)|\[[A-Z][^\[\]\n]{0,58}\]|/[A-Z][A-Za-z ]{2,40}/)"
_CAPITALS = r"[A-Z][A-Z.'’-]*[A-Z.](?:[ /][A-Z][A-Z.'’-]*){0,4}"
_TITLED = r"[A-Z][\w.'’-]{1,30}(?:[ /][A-Z][\w.'’-]{1,30}){0,3}"
_DASH = r"\s*(?:--+|—|–|(?<=\s)-(?=\s))\s*(?=\S)"
# A place in capitals may stand alone; one in small letters needs a date or an agency behind it, or "Leeds - who led - lost"
# would lose its subject. A colon needs them as well: transcripts name their speakers so.
_DATELINES = (
    re.compile(rf"(?P<line>{_CAPITALS}(?:, {_TITLED})?,? ?{_DATE},?(?:\s*{_AGENCY})?){_DASH}"),
    re.compile(rf"(?P<line>{_CAPITALS}(?:, {_TITLED})?,?\s*{_AGENCY})(?:{_DASH}|\s*:\s+)"),
    re.compile(rf"(?P<line>{_CAPITALS}(?:, {_TITLED})?){_DASH}(?=[\"“‘'A-Z0-9])"),
    re.compile(rf"(?P<line>{_TITLED}(?:, {_TITLED})?(?:,? {_DATE},?(?:\s*{_AGENCY})?|,?\s*{_AGENCY})){_DASH}"),
    re.compile(rf"(?P<line>{_TITLED}, {_TITLED}){_DASH}(?=[\"“A-Z])"),
    re.compile(r"(?P<line>\( ?[A-Z][A-Za-z. ]{1,24}\))(?:\s*(?:--+|—|–|-)\s*|(?=[A-Z])|\s+(?=[A-Z“\"]))"),
)
_NAMES = (
    r"what happened|what(?:['’]s| is) (?:happening|new)|why (?:it|this) matters|background|key (?:points|takeaways|facts)|"
    r"what(?:['’]s| is) next|what to (?:know|watch)|by the numbers|"
    r"the (?:details|big picture|bottom line|latest|context|backdrop)|"
    r"between the lines|zoom (?:in|out)|driving the news|catch up quick|the other side|state of play|go deeper|context"
)
_ASKED = re.compile(r"[\s*_>#]*(?:Q|A|Question|Answer|Speaker)\s?\d{0,3}[*_]*[:.)]\s")
"""A line of an interview, or of a transcript: no headline, though it may be the first and end in a question mark."""
LABEL = re.compile(rf"(?i)^\W*(?:{_NAMES})\s*[:.]?\W*$")
_INLINE_LABEL = re.compile(rf"(?i)^(?:{_NAMES}|price action|market reaction|what they['’]re saying)\s*:\s+")
_SENTENCE_END = (".", "!", "?", "”", '"', "’", "'", ":", ")", "…")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|No)\.$")
_LONGEST_HEADLINE = 200
_LINE_BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph that is reporting: ``start``/``end`` in the text (after any dateline or label), and its role."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Layout:
    """A document taken apart; the pieces are in text order and do not overlap."""

    headline: Paragraph | None
    dateline: Span | None
    paragraphs: tuple[Paragraph, ...]


def find_furniture(text: str) -> list[_Place]:
    """The (start, end) of every paragraph of ``text`` that is furniture, in order. In a text without hard line breaks every
    line
    is a paragraph."""
    found: list[_Place] = []
    in_list = False
    for start, end in _paragraphs(text):
        words = text[start:end]
        # A teaser under "Related Content" is furniture though it says nothing of the kind itself.
        in_list = opens_list(words) or (in_list and is_teaser(words))
        if in_list or is_furniture(words):
            found.append((start, end))
    return found


def find_headline(text: str) -> _Place | None:
    """The first line that is no furniture, if it stands alone, is short and does not end like a sentence, and text follows."""
    paragraphs = [place for place in _paragraphs(text[: 20 * _LONGEST_HEADLINE]) if not is_furniture(text[slice(*place)])]
    if not paragraphs:
        return None
    start, end = paragraphs[0]
    words = text[start:end]
    is_short = len(words) <= _LONGEST_HEADLINE and "\n" not in words and "\r" not in words
    if (
        not is_short
        or LABEL.match(words)
        or _ASKED.match(words)
        or _CORRECTION.match(words)
        or not any(map(str.isalpha, words))
    ):
        return None
    if words.endswith((".", ":", ",", ";", "…")) and not _ABBREVIATED.search(words):
        return None
    return (start, end) if text[end:].strip() else None


def skip_label(text: str, start: int, end: int) -> int:
    """Where the reporting begins in ``text[start:end]``: behind a section label that opens it ("Why it matters: ...")."""
    label = _INLINE_LABEL.match(text[start : min(end, start + 60)])
    return start + label.end() if label else start


def lay_out(document: Document) -> Layout:
    """Headline, dateline and paragraphs of a document. Furniture spans and section labels belong to none of them."""
    text = document.text
    headline = Paragraph(document.title.start, document.title.end, Role.HEADLINE) if document.title else None
    dateline: Span | None = None
    paragraphs: list[Paragraph] = []
    for start, end in _reporting(document):
        if LABEL.match(text[start:end]):
            continue
        start = skip_label(text, start, end)
        role = Role.BODY
        if _CORRECTION.match(text[start : min(end, start + 300)]):
            role = Role.CORRECTION
        elif not any(paragraph.role is Role.LEAD for paragraph in paragraphs):
            role = Role.LEAD
            place, begin = _split_dateline(text, start, end)
            dateline = document.span(*place) if place else None
            start = begin
        paragraphs.append(Paragraph(start, end, role))
    return Layout(headline, dateline, tuple(paragraphs))


def _split_dateline(text: str, start: int, end: int) -> tuple[_Place | None, int]:
    """Where the dateline of the paragraph stands, if it has one, and where its first sentence begins."""
    opening = text[start : min(end, start + 200)]
    for pattern in _DATELINES:
        if (found := pattern.match(opening)) and start + found.end() < end:
            return (start + found.start("line"), start + found.end("line")), start + found.end()
    return None, start


def _reporting(document: Document) -> list[_Place]:
    """The paragraphs that are neither headline nor furniture; a paragraph that furniture stands in is cut there."""
    text = document.text
    blocked = [(span.start, span.end) for span in (*((document.title,) if document.title else ()), *document.furniture)]
    blocked.sort()
    starts = [start for start, _ in blocked]
    found: list[_Place] = []
    for start, end in _paragraphs(text):
        begin = start
        for low, high in blocked[max(0, bisect_right(starts, start) - 1) : bisect_right(starts, end)]:
            if high > begin and low < end:
                found.append(_strip(text, begin, max(begin, low)))
                begin = max(begin, min(high, end))
        found.append(_strip(text, begin, end))
    return [(start, end) for start, end in found if start < end]


def _paragraphs(text: str) -> list[_Place]:
    """Runs of lines between blank lines, without white space at either end. Where lines hold whole paragraphs each line is one;
    where they break sentences, an indented line begins one, as wires set them."""
    lines = _lines(text)
    hard_wrapped = _is_hard_wrapped(text, lines)
    found: list[_Place] = []
    current: _Place | None = None
    for start, end in lines:
        begin, stop = _strip(text, start, end)
        is_indented = begin - start >= 2
        if current and (begin == stop or not hard_wrapped or is_indented):
            found.append(current)
            current = None
        if begin < stop:
            current = (current[0], stop) if current else (begin, stop)
    if current:
        found.append(current)
    return found


def _is_hard_wrapped(text: str, lines: list[_Place]) -> bool:
    """Whether line breaks stand inside sentences: of the lines directly followed by another, most are as long as a typed line
    and
    do not end a sentence."""
    broken = total = 0
    for (start, end), (next_start, next_end) in zip(lines, lines[1:], strict=False):
        words = text[start:end].strip()
        next_begin, next_stop = _strip(text, next_start, next_end)
        if words and next_begin < next_stop and next_begin - next_start < 2:
            total += 1
            broken += 30 <= len(words) <= 120 and not words.endswith(_SENTENCE_END)
    return broken * 2 > total


def _lines(text: str) -> list[_Place]:
    found = []
    start = 0
    for line in text.splitlines(keepends=True):
        found.append((start, start + len(line.rstrip(_LINE_BREAKS))))
        start += len(line)
    return found


def _strip(text: str, start: int, end: int) -> _Place:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
