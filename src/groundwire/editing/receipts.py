"""What a reader is shown as proof: each sentence's source passages in their context, and where they stand in the report.

Offsets are worked on in the document's own text, so a marked run is the evidence to the letter. Texts come from anybody:
the work is linear in their length, and what is shown of one document is bounded."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from groundwire.model import Cell, Column, Disagreement, Document, Span, Story, TableCard, Verdict, merge_spans

PARAGRAPH_LIMIT = 900
"""Characters of one paragraph that are shown whole; of a longer one only the passage's surroundings are."""
MARGIN = 320
"""Characters shown on each side of a passage where its paragraph is cut."""
NEIGHBOUR_LIMIT = 220
"""Characters shown of the paragraph before and after."""
PASSAGE_LIMIT = 4_000
"""Characters of one passage that are shown; the middle of a longer one is left out, and said to be."""
DOCUMENT_LIMIT = 30_000
"""Characters shown of one document."""
CELL_LIMIT = 24
"""Cells of one table that a receipt shows."""

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_HARD_WRAP = 100  # no longer line in a text with blank lines: its single line breaks are a teleprinter's, not paragraphs


class RunKind(StrEnum):
    """What a run of shown text is."""

    PLAIN = "plain"
    PASSAGE = "passage"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of a document's text. A ``PASSAGE`` is evidence of the sentences numbered; for a ``GAP`` ``left_out`` counts the
    characters that are not shown and ``text`` is empty."""

    text: str
    kind: RunKind = RunKind.PLAIN
    sentences: tuple[int, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a document, or the part of it that is shown. ``is_near`` where it only surrounds a passage."""

    runs: tuple[Run, ...]
    is_near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One document's share in a receipt. ``number`` counts the story's documents from 1; ``spans`` are the passages, merged."""

    number: int
    document: Document
    is_archive: bool
    spans: tuple[Span, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableExhibit:
    """One table's share in a receipt: its title, where it is from, and the cells, each with what its column means and is counted in.
    ``as_of`` is when all of them were made, ``None`` where they differ (``is_mixed``) or nobody says. ``left_out`` counts the cells that
    are not shown."""

    title: str
    source: str
    url: str
    is_sample: bool
    cells: tuple[tuple[Cell, str], ...]
    as_of: datetime | None = None
    is_mixed: bool = False
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The proof of one sentence. ``missing`` counts the passages whose document is not part of the story."""

    verdict: Verdict
    exhibits: tuple[Exhibit, ...]
    tables: tuple[TableExhibit, ...]
    disagreements: tuple[Disagreement, ...]
    missing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """One of the story's documents as a whole (up to ``DOCUMENT_LIMIT``) with every passage the story rests on."""

    number: int
    document: Document
    is_archive: bool
    is_cited: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class _Segment:
    start: int
    end: int
    sentences: tuple[int, ...]


def make_receipts(story: Story, verdicts: Sequence[Verdict]) -> tuple[Receipt, ...]:
    """One receipt for each sentence of ``story.all_sentences``, in order.

    Raises ``ValueError`` unless there is exactly one verdict for each sentence."""
    if len(verdicts) != len(story.all_sentences):
        raise ValueError(f"{len(verdicts)} verdicts for {len(story.all_sentences)} sentences")
    documents = {document.id: (number, document) for number, document in enumerate(story.documents, 1)}
    layouts = {document.id: find_paragraphs(document) for document in story.documents}
    receipts = []
    for index, (sentence, verdict) in enumerate(zip(story.all_sentences, verdicts, strict=True)):
        spans = [backing for backing in sentence.evidence if isinstance(backing, Span)]
        known = [
            span for span in spans if span.document_id in documents and span.end <= len(documents[span.document_id][1].text)
        ]
        exhibits = []
        for document_id in dict.fromkeys(span.document_id for span in known):
            number, document = documents[document_id]
            merged = merge_spans(span for span in known if span.document_id == document_id and span.start < span.end)
            segments = [_Segment(span.start, span.end, (index,)) for span in merged]
            exhibits.append(
                Exhibit(
                    number=number,
                    document=document,
                    is_archive=document_id in story.archive_ids,
                    spans=merged,
                    paragraphs=_context(document, layouts[document_id], segments),
                )
            )
        receipts.append(
            Receipt(
                verdict=verdict,
                exhibits=tuple(exhibits),
                tables=show_cells([backing for backing in sentence.evidence if isinstance(backing, Cell)], story.tables),
                disagreements=_disagreements_about(story.disagreements, known),
                missing=len(spans) - len(known),
            )
        )
    return tuple(receipts)


def show_cells(cells: Sequence[Cell], cards: Sequence[TableCard]) -> tuple[TableExhibit, ...]:
    """The cells by table, in their order; a table without a card goes by its id."""
    by_id = {card.id: card for card in cards}
    exhibits: list[TableExhibit] = []
    for table_id in dict.fromkeys(cell.table_id for cell in cells):
        card = by_id.get(table_id)
        meanings = {column.name: _meaning(column) for column in card.columns} if card else {}
        own = [(cell, meanings.get(cell.column) or cell.column) for cell in cells if cell.table_id == table_id]
        times = {cell.as_of for cell, _ in own}
        exhibits.append(
            TableExhibit(
                title=card.title if card else table_id,
                source=card.source if card else "",
                url=card.url if card else "",
                is_sample=card.is_sample if card else False,
                cells=tuple(own[:CELL_LIMIT]),
                as_of=own[0][0].as_of if len(times) == 1 else None,
                is_mixed=len(times) > 1,
                left_out=max(0, len(own) - CELL_LIMIT),
            )
        )
    return tuple(exhibits)


def _meaning(column: Column) -> str:
    return f"{column.meaning or column.name} ({column.unit})" if column.unit else column.meaning


def make_source_texts(story: Story) -> tuple[SourceText, ...]:
    """Every document of the story, numbered as in the receipts, with all passages that its sentences rest on."""
    backed: dict[str, list[_Segment]] = {document.id: [] for document in story.documents}
    for index, sentence in enumerate(story.all_sentences):
        for backing in sentence.evidence:
            if isinstance(backing, Span) and backing.document_id in backed and backing.start < backing.end:
                backed[backing.document_id].append(_Segment(backing.start, backing.end, (index,)))
    return tuple(
        SourceText(
            number=number,
            document=document,
            is_archive=document.id in story.archive_ids,
            is_cited=bool(backed[document.id]),
            paragraphs=_whole(document, _flatten(backed[document.id], len(document.text))),
        )
        for number, document in enumerate(story.documents, 1)
    )


def find_paragraphs(document: Document) -> tuple[tuple[int, int], ...]:
    """Start and end of each paragraph of the text, furniture included, white space around it not.

    Blank lines part paragraphs in a hard-wrapped text, line breaks in any other."""
    text = document.text
    lines = list(_pieces_between(text, ((index, index + 1) for index, char in enumerate(text) if char == "\n")))
    breaks = [match.span() for match in _BLANK_LINE.finditer(text)]
    if not breaks or any(end - start > _HARD_WRAP for start, end in lines):
        return tuple(lines)
    return tuple(_pieces_between(text, breaks))


def _pieces_between(text: str, breaks: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The stripped, non-empty ranges between ``breaks``."""
    at = 0
    for start, end in (*breaks, (len(text), len(text))):
        piece = text[at:start]
        stripped = piece.strip()
        if stripped:
            begin = at + len(piece) - len(piece.lstrip())
            yield begin, begin + len(stripped)
        at = max(at, end)


def _disagreements_about(disagreements: Sequence[Disagreement], spans: Sequence[Span]) -> tuple[Disagreement, ...]:
    """The disagreements one of whose sides is among the passages."""
    return tuple(
        disagreement
        for disagreement in disagreements
        if any(side.span.overlaps(span) for side in disagreement.sides for span in spans)
    )


def _context(document: Document, layout: Sequence[tuple[int, int]], segments: Sequence[_Segment]) -> tuple[Paragraph, ...]:
    """The paragraphs in which the passages stand, each with the paragraph before and after as its surroundings."""
    holding = [
        index
        for index, (start, end) in enumerate(layout)
        if any(seg.start < end and start < seg.end for seg in _at(segments, start, end))
    ]
    wanted = dict.fromkeys(holding, False)
    furniture = merge_spans(document.furniture)
    for index in holding:
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(layout) and beside not in wanted and not _is_furniture(furniture, *layout[beside]):
                wanted[beside] = True
    shown: list[Paragraph] = []
    for index in sorted(wanted):
        start, end = layout[index]
        if wanted[index]:
            after = index - 1 in wanted and not wanted[index - 1]
            runs = _neighbour(document.text, start, end, is_after=after)
        else:
            runs = _surroundings(document.text, start, end, segments)
        shown.append(Paragraph(runs=runs, is_near=wanted[index]))
    return tuple(shown)


def _is_furniture(furniture: Sequence[Span], start: int, end: int) -> bool:
    """Whether a paragraph belongs to what surrounds reporting on a page."""
    return any(span.start < end and start < span.end for span in furniture)


def _neighbour(text: str, start: int, end: int, *, is_after: bool) -> tuple[Run, ...]:
    """The nearest end of a paragraph beside the passage's own; whole where cutting would hardly shorten it."""
    if end - start <= NEIGHBOUR_LIMIT * 3 // 2:
        return (Run(text=text[start:end]),)
    if is_after:
        cut = _word_start(text, start + NEIGHBOUR_LIMIT, start, end)
        return (Run(text=text[start:cut].rstrip()), Run(text="", kind=RunKind.GAP, left_out=end - cut))
    cut = _word_start(text, end - NEIGHBOUR_LIMIT, start, end)
    return (Run(text="", kind=RunKind.GAP, left_out=cut - start), Run(text=text[cut:end]))


def _surroundings(text: str, start: int, end: int, segments: Sequence[_Segment]) -> tuple[Run, ...]:
    """A paragraph with its passages marked, cut to their surroundings where it is long."""
    if end - start <= PARAGRAPH_LIMIT:
        return _runs(text, start, end, segments)
    windows: list[tuple[int, int]] = []
    for seg in _at(segments, start, end):
        first = _word_start(text, max(start, seg.start - MARGIN), start, max(start, seg.start))
        last = _word_start(text, min(end, seg.end + MARGIN), min(end, seg.end), end)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return _windowed(text, start, end, windows, segments)


def _windowed(
    text: str, start: int, end: int, windows: Sequence[tuple[int, int]], segments: Sequence[_Segment]
) -> tuple[Run, ...]:
    """The runs of ``text[start:end]`` inside the windows, with a gap for whatever lies between and around them."""
    runs: list[Run] = []
    at = start
    for first, last in windows:
        if first > at:
            runs.append(Run(text="", kind=RunKind.GAP, left_out=first - at))
        runs.extend(_runs(text, first, last, segments))
        at = last
    if at < end:
        runs.append(Run(text="", kind=RunKind.GAP, left_out=end - at))
    return tuple(runs)


def _runs(text: str, start: int, end: int, segments: Sequence[_Segment]) -> tuple[Run, ...]:
    """``text[start:end]`` as plain runs and passages, in order."""
    runs: list[Run] = []
    at = start
    for seg in _at(segments, start, end):
        first, last = max(seg.start, start), min(seg.end, end)
        if first > at:
            runs.append(Run(text=text[at:first]))
        runs.extend(_passage(text[first:last], seg.sentences))
        at = last
    if at < end:
        runs.append(Run(text=text[at:end]))
    return tuple(runs)


def _passage(words: str, sentences: tuple[int, ...]) -> Iterable[Run]:
    """A passage as one run, or as its two ends where it is longer than anybody reads."""
    if len(words) <= PASSAGE_LIMIT:
        return (Run(text=words, kind=RunKind.PASSAGE, sentences=sentences),)
    half = PASSAGE_LIMIT // 2
    return (
        Run(text=words[:half], kind=RunKind.PASSAGE, sentences=sentences),
        Run(text="", kind=RunKind.GAP, left_out=len(words) - 2 * half),
        Run(text=words[-half:], kind=RunKind.PASSAGE, sentences=sentences),
    )


def _at(segments: Sequence[_Segment], start: int, end: int) -> Iterable[_Segment]:
    """The segments (sorted, disjoint) that share a character with ``start:end``."""
    index = max(0, bisect_right(segments, start, key=lambda seg: seg.start) - 1)
    while index < len(segments) and segments[index].start < end:
        if segments[index].end > start:
            yield segments[index]
        index += 1


def _word_start(text: str, at: int, low: int, high: int) -> int:
    """The start of the first word at or after ``at``, looking no further than 40 characters and ``high``; else ``at``."""
    if at <= low or at >= high or text[at - 1].isspace():
        return max(low, min(at, high))
    for index in range(at, min(high, at + 40)):
        if text[index].isspace():
            return index + 1
    return at


def _flatten(segments: Sequence[_Segment], length: int) -> list[_Segment]:
    """Overlapping segments cut into disjoint ones that know all their sentences; whatever runs past the text is dropped."""
    edges: dict[int, tuple[list[int], list[int]]] = {}
    for seg in segments:
        if seg.end <= length:
            edges.setdefault(seg.start, ([], []))[0].extend(seg.sentences)
            edges.setdefault(seg.end, ([], []))[1].extend(seg.sentences)
    counts: dict[int, int] = {}
    flat: list[_Segment] = []
    previous = 0
    for at in sorted(edges):
        if counts:
            flat.append(_Segment(previous, at, tuple(sorted(counts))))
        begins, ends = edges[at]
        for sentence in begins:
            counts[sentence] = counts.get(sentence, 0) + 1
        for sentence in ends:
            counts[sentence] -= 1
            if not counts[sentence]:
                del counts[sentence]
        previous = at
    return flat


def _whole(document: Document, segments: Sequence[_Segment]) -> tuple[Paragraph, ...]:
    """The document's paragraphs, or of a very long document those parts that lie around its passages."""
    layout = find_paragraphs(document)
    paragraphs: list[Paragraph] = []
    shown_to = 0
    for first, last in _document_windows(len(document.text), segments):
        if first > shown_to:
            paragraphs.append(_gap(first - shown_to))
        for start, end in layout[max(0, bisect_right(layout, (first, first)) - 1) :]:
            if start >= last:
                break
            if end > first:
                paragraphs.append(Paragraph(runs=_runs(document.text, max(start, first), min(end, last), segments)))
        shown_to = last
    if shown_to < len(document.text):
        paragraphs.append(_gap(len(document.text) - shown_to))
    return tuple(paragraphs)


def _gap(left_out: int) -> Paragraph:
    return Paragraph(runs=(Run(text="", kind=RunKind.GAP, left_out=left_out),))


def _document_windows(length: int, segments: Sequence[_Segment]) -> list[tuple[int, int]]:
    """The ranges of a document that are shown, together no more than ``DOCUMENT_LIMIT`` characters."""
    if length <= DOCUMENT_LIMIT:
        return [(0, length)]
    if not segments:
        return [(0, DOCUMENT_LIMIT)]
    covered = sum(seg.end - seg.start for seg in segments)
    margin = max(0, DOCUMENT_LIMIT - covered) // (2 * len(segments))
    windows: list[tuple[int, int]] = []
    left = DOCUMENT_LIMIT
    for seg in segments:
        first = max(windows[-1][1] if windows else 0, seg.start - margin)
        last = min(length, seg.end + margin, first + left)
        if last <= first:
            continue
        left -= last - first
        if windows and windows[-1][1] == first:
            windows[-1] = (windows[-1][0], last)
        else:
            windows.append((first, last))
    return windows
