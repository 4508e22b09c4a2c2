"""A story as Markdown (CommonMark), with numbered references to the passages it rests on.

Nothing that a source says can become markup: its text goes on one line, every character that Markdown or HTML could
read as structure is escaped, and bare addresses are kept from turning into links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from groundwire.editing.how_written import find_account
from groundwire.editing.picturing import credit_of
from groundwire.editing.receipts import show_cells
from groundwire.editing.sections import Placed, find_placed, find_shared, section_of, sections
from groundwire.formats._chart import say, source_line, unit_line
from groundwire.formats._timeline import Entry, find_entries
from groundwire.formats._wording import (
    OUTCOME_LABELS,
    STATUS_LABELS,
    byline_of,
    check_label,
    day_of,
    find_link,
    on_one_line,
    outlet_of,
)
from groundwire.model import (
    BeatRole,
    Cell,
    Chart,
    Company,
    Disagreement,
    Document,
    Illustration,
    Outcome,
    Related,
    Span,
    Status,
    Story,
    Verdict,
)
from groundwire.protocols import Tools

_STRUCTURE = re.compile(r"[\\`*_\[\]~|$#@^{}]")
_LINE_START = re.compile(r"^(?:[-+=:]|\d{1,9}(?=[.)]))")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
PASSAGE_LIMIT = 1_200
"""Characters of a passage that a receipt quotes; the middle of a longer one is left out."""


MOST_ROWS: Final = 12
"""Most numbers of a chart that are written out, the last ones."""


class Markdown:
    """Renders a story as one Markdown file."""

    name = "markdown"
    suffix = ".md"
    media_type = "text/markdown; charset=utf-8"

    def render(self, story: Story, verdicts: Sequence[Verdict]) -> bytes:
        """The story in UTF-8: headline, lede, key points, sections, what is to settle, receipts and disclosure.

        Raises ``ValueError`` unless there is one verdict for each sentence."""
        if len(verdicts) != len(story.all_sentences):
            raise ValueError(f"{len(verdicts)} verdicts for {len(story.all_sentences)} sentences")
        page = _Page(story, verdicts)
        blocks = [*page.opening(), *page.body(), *page.endnotes()]
        return ("\n\n".join(blocks) + "\n").encode("utf-8")


def make(tools: Tools) -> Markdown:
    """The format; it needs no tools."""
    return Markdown()


def escape(text: str) -> str:
    """``text`` as literal Markdown on one line, safe at the start of a line, in a link's words and in a list."""
    text = on_one_line(text)
    text = _STRUCTURE.sub(r"\\\g<0>", text)
    text = re.sub(r"[&<>]", lambda match: _ENTITIES[match[0]], text)
    # GitHub's dialect makes links of bare addresses.
    text = text.replace("://", "\\://")
    text = re.sub(r"(?i)(www)\.", r"\1\\.", text)
    start = _LINE_START.match(text)
    if start and start[0].isdigit():
        return text[: start.end()] + "\\" + text[start.end() :]
    return "\\" + text if start else text


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers as they come, but of four and more all of them in order, those that follow one another as one run."""
    if len(numbers) < 4:
        return [(number, number) for number in numbers]
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


class _Page:
    """One story on its way to Markdown; numbers the passages in the order in which they are first cited."""

    def __init__(self, story: Story, verdicts: Sequence[Verdict]) -> None:
        self.story, self.verdicts = story, verdicts
        self.documents = {document.id: document for document in story.documents}
        self.numbers: dict[Span | Cell, int] = {}
        for sentence in story.all_sentences:
            for backing in sentence.evidence:
                if self._is_known(backing):
                    self.numbers.setdefault(backing, len(self.numbers) + 1)

    def opening(self) -> Iterable[str]:
        """Headline, status, lede and key points."""
        yield "# " + self._cited(Placed(index=0, sentence=self.story.headline))
        if label := STATUS_LABELS[self.story.status]:
            yield f"**{label}**"
        if self.story.status is Status.PUBLISHED and (byline := byline_of(self.story)):
            yield f"*{escape(byline)}*"
        for lede in find_placed(self.story.all_sentences, BeatRole.LEDE):
            yield self._cited(lede)
        if self.story.illustration:
            yield self._picture(self.story.illustration)
        if points := find_placed(self.story.all_sentences, BeatRole.KEY_POINT):
            yield "**Key points**"
            yield "\n".join(f"- {self._cited(point)}" for point in points)

    def body(self) -> Iterable[str]:
        """The sections and the timeline, then what the archive offers beside them, then the disclosure."""
        parts = sections(self.story.all_sentences)
        chart = self.story.chart
        own = section_of(chart.beat) if chart else ""
        place = own if own in [part.name for part in parts] else next((part.name for part in parts), "")
        for section in parts:
            yield f"## {section.name}"
            yield "\n".join("- " + " ".join(self._cited(placed) for placed in paragraph) for paragraph in section.paragraphs)
            if chart and section.name == place:
                yield from self._chart(chart)
        if chart and not parts:
            yield from self._chart(chart)
        if entries := find_entries(self.story):
            yield "## Timeline"
            yield "\n".join(f"- {self._dated(entry)}" for entry in entries)
        if self.story.companies:
            yield "## Companies"
            yield "\n".join(f"- {self._company(company)}" for company in self.story.companies)
        if shared := find_shared(self.story.all_sentences):
            yield "## Shared as"
            yield "\n".join(f"- {name}: {self._cited(placed)}" for name, placed in shared)
        for name, items in (("See also", self.story.see_also), ("Read next", self.story.read_next)):
            if items:
                yield f"## {name}"
                yield "\n".join(f"- {self._related(item)}" for item in items)
        if self.story.disclosure:
            yield f"*{escape(self.story.disclosure)}*"

    def endnotes(self) -> Iterable[str]:
        """What an editor has to settle, where sources differ, and the receipts."""
        if notes := list(self._to_settle()):
            yield "## What the editor let stand" if self.story.status is Status.PUBLISHED else "## To settle before publishing"
            yield "\n".join(notes)
        if self.story.disagreements:
            yield "## Where sources differ"
            yield "\n".join(self._difference(disagreement) for disagreement in self.story.disagreements)
        if self.numbers:
            yield "## Receipts"
            yield "\n".join(self._receipt(backing, number) for backing, number in self.numbers.items())
        if rows := find_account(self.story):
            yield "## How it was written"
            yield "\n".join(f"- {escape(f'{label}: {value}')}" for label, value in rows)
        if self.story.logged:
            yield f"Story {escape(self.story.id)}, revision {self.story.revision}; log entry {escape(self.story.logged)}"

    def _picture(self, illustration: Illustration) -> str:
        """Caption and credit in the picture's own words; a Markdown file holds no picture, so the file is named."""
        picture = illustration.picture
        note = f"{escape(illustration.note)}. " if illustration.note else ""
        return f"> **Picture** ({escape(picture.path)}): {note}{escape(picture.caption)} Credit: {escape(credit_of(picture))}"

    def _chart(self, chart: Chart) -> Iterable[str]:
        """The chart's numbers as a table; of a long line the last ones."""
        unit = unit_line(chart)
        first = max(0, len(chart.points) - MOST_ROWS)
        yield f"**{escape(chart.title)}**" + (f", {escape(unit)}" if unit else "")
        rows = [f"| {escape(point.label)} | {escape(say(point, chart))} |" for point in chart.points]
        if chart.marked is not None:
            point = chart.points[chart.marked]
            rows[chart.marked] = f"| **{escape(point.label)}** | **{escape(say(point, chart))}** |"
        yield "\n".join(["| | |", "|---|---:|", *rows[first:]])
        earlier = f" The chart shows {first} more before these." if first else ""
        yield f"*{escape(source_line(chart, is_drawn=False))}{earlier}*"

    def _is_known(self, backing: Span | Cell) -> bool:
        if isinstance(backing, Cell):
            return True
        document = self.documents.get(backing.document_id)
        return document is not None and backing.end <= len(document.text)

    def _dated(self, entry: Entry) -> str:
        """An entry of the timeline with its date set off, and marked where it is still to come."""
        ahead = " (ahead)" if entry.dating.is_ahead else ""
        sentence = replace(entry.placed.sentence, text=entry.words)
        return f"**{escape(entry.label)}{ahead}:** {self._cited(Placed(index=entry.placed.index, sentence=sentence))}"

    def _cited(self, placed: Placed) -> str:
        """A sentence, its outcome where it is not backed, and the numbers of its receipts."""
        numbers = [self.numbers[backing] for backing in dict.fromkeys(placed.sentence.evidence) if backing in self.numbers]
        verdict = self.verdicts[placed.index]
        waiver = verdict.waiver
        waived = f"; waived by {escape(waiver.waived_by)}: {escape(waiver.note)}" if waiver else ""
        mark = "" if verdict.outcome is Outcome.SUPPORTED else f" **({OUTCOME_LABELS[verdict.outcome].lower()}{waived})**"
        references = "".join(f"\\[{first}\\]" if first == last else f"\\[{first}–{last}\\]" for first, last in _runs(numbers))
        return escape(placed.sentence.text) + mark + (" " + references if references else "")

    def _company(self, company: Company) -> str:
        listed = filter(None, [company.ticker.value, company.exchange.value if company.exchange else ""])
        return f"{escape(company.name)} ({', '.join(escape(words) for words in listed)})"

    def _related(self, item: Related) -> str:
        link = find_link(item.url)
        words = escape(item.title) or "Untitled"
        title = f"[{words}](<{link}>)" if link else words
        outlet = escape(item.source)
        return ", ".join(part for part in (title, outlet, day_of(item.published_at)) if part)

    def _to_settle(self) -> Iterable[str]:
        for verdict in self.verdicts:
            rulings = verdict.warnings if verdict.outcome is Outcome.SUPPORTED else verdict.rulings
            if verdict.outcome is Outcome.SUPPORTED and not rulings:
                continue
            label = "Warning" if verdict.outcome is Outcome.SUPPORTED else OUTCOME_LABELS[verdict.outcome]
            yield f"- **{label}:** {escape(verdict.sentence.text)}"
            for ruling in rulings:
                yield f"  - {escape(check_label(ruling))}: {escape(ruling.note)}"

    def _difference(self, disagreement: Disagreement) -> str:
        head = "Updated" if disagreement.kind == "update" else "Sources differ"
        lines = [f"- {head}: {escape(disagreement.subject)}"]
        for side in disagreement.sides:
            document = self.documents.get(side.document_id)
            words = self._words(document, side.span) if document else ""
            outlet = escape(side.source) or (escape(outlet_of(document)) if document else "")
            lines.append(f"  - {outlet}: {escape(side.value)}" + (f" (“{words}”)" if words else ""))
        return "\n".join(lines)

    def _receipt(self, backing: Span | Cell, number: int) -> str:
        lead = f"{number}. "
        indent = " " * len(lead)
        if isinstance(backing, Cell):
            return f"{lead}{self._cell(backing)}\n{indent}> {escape(backing.value)}"
        document = self.documents[backing.document_id]
        archive = " (archive)" if document.id in self.story.archive_ids else ""
        title = f", *{escape(document.title_text)}*" if document.title_text.strip() else ""
        outlet = escape(outlet_of(document))
        return (
            f"{lead}**{outlet}**{archive}{title}, {day_of(document.published_at)}\n{indent}> {self._words(document, backing)}"
        )

    def _cell(self, cell: Cell) -> str:
        """Where a cell stands: the table, whose it is and of when, the row, and what the column means."""
        (table,) = show_cells([cell], self.story.tables)
        ((_, meaning),) = table.cells
        source = ", ".join(filter(None, [escape(table.source), "sample data" if table.is_sample else ""]))
        title = f"**{escape(table.title)}**" + (f" ({source})" if source else "")
        return f"{title}, {escape(cell.row)}, {escape(meaning)}, as of {day_of(cell.as_of)}"

    def _words(self, document: Document, span: Span) -> str:
        """The passage, escaped; of a very long one its two ends."""
        if span.document_id != document.id or span.end > len(document.text):
            return ""
        words = document.quote(span)
        if len(words) > PASSAGE_LIMIT:
            half = PASSAGE_LIMIT // 2
            return f"{escape(words[:half])} \\[…\\] {escape(words[-half:])}"
        return escape(words)
