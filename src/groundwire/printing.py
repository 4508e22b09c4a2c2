"""What a terminal shows of a check, of a ledger, of the archive and of costs: values to text, nothing else."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from groundwire.model import (
    Backing,
    CheckReport,
    Disagreement,
    Document,
    Filed,
    Found,
    Happening,
    Holdings,
    Ledger,
    LogEntry,
    LogRecord,
    Outcome,
    Span,
    Spending,
    Statement,
    Story,
    Thread,
    Verdict,
)

MARKS = {Outcome.SUPPORTED: "✓", Outcome.CONTRADICTED: "✗", Outcome.NOT_FOUND: "?", Outcome.OPINION: "~"}
WIDEST = 100
"""Columns beyond which a line of the readable list is hard to read, however wide the terminal."""
_GAP = 2
"""Columns between two cells."""
_NARROWEST = 16


def describe_check(report: CheckReport, columns: int = WIDEST) -> str:
    """A check for a person: each sentence with its mark, outcome and reasons, what the sources disagree on, then the counts."""
    documents = {document.id: document for document in report.documents}
    blocks = [_verdict(verdict, documents, columns) for verdict in report.verdicts]
    blocks += [_disagreement(disagreement, documents, columns) for disagreement in report.disagreements]
    blocks.append(_counts(report.verdicts))
    return "\n\n".join(blocks) + "\n"


def _verdict(verdict: Verdict, documents: Mapping[str, Document], columns: int) -> str:
    outcome = verdict.outcome.value.replace("_", " ")
    lines = [_wrap(f"{MARKS[verdict.outcome]} {verdict.index + 1}. ", f"{verdict.sentence.text} [{outcome}]", columns)]
    # Where something is wrong with a sentence, a person needs to see that, not what is right with the rest of it.
    telling = [ruling for ruling in verdict.reasons if ruling.outcome is verdict.outcome]
    passages: dict[str, list[str]] = {}
    for ruling in (*telling, *verdict.warnings):
        shown = passages.setdefault(f"{'warning, ' if ruling.is_warning else ''}{ruling.check}: {ruling.note}", [])
        shown += [passage for backing in ruling.evidence if (passage := _passage(backing, documents)) not in shown]
    for reason, quoted in passages.items():
        lines.append(_wrap("    - ", reason, columns))
        lines += [_wrap("      ", passage, columns) for passage in quoted]
    return "\n".join(lines)


def _passage(backing: Backing, documents: Mapping[str, Document]) -> str:
    if isinstance(backing, Span):
        document = documents[backing.document_id]
        return f"“{' '.join(document.quote(backing).split())}” ({_origin(document)})"
    return f"{backing.table_id}, {backing.row}, {backing.column}: {backing.value}"


def _origin(document: Document) -> str:
    date = document.published_at.date().isoformat() if document.published_at else ""
    parts = (document.source.name, document.title_text, date)
    return ", ".join(part for part in parts if part) or "no title, outlet or date given"


def _disagreement(disagreement: Disagreement, documents: Mapping[str, Document], columns: int) -> str:
    lines = [_wrap("! ", f"The sources disagree on {disagreement.subject}:", columns)]
    for side in disagreement.sides:
        lines.append(_wrap("    - ", f"{side.source or _origin(documents[side.document_id])}: {side.value}", columns))
        lines.append(_wrap("      ", _passage(side.span, documents), columns))
    return "\n".join(lines)


def _counts(verdicts: Sequence[Verdict]) -> str:
    numbers = [f"{sum(v.outcome is outcome for v in verdicts)} {outcome.value.replace('_', ' ')}" for outcome in Outcome]
    return f"{len(verdicts)} sentence{'s' * (len(verdicts) != 1)}: {', '.join(numbers)}."


def _wrap(start: str, text: str, columns: int) -> str:
    return textwrap.fill(
        " ".join(text.split()),
        width=columns,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )


# --- the ledger -------------------------------------------------------------------------------------------------------


def describe_ledger(ledger: Ledger, columns: int = WIDEST) -> str:
    """A ledger for a person: a table for each document, a row for each statement; who is unsure has a question mark."""
    numbers = {statement.id: number for number, statement in enumerate(ledger.statements, start=1)}
    blocks = []
    for document in ledger.documents:
        own = [statement for statement in ledger.statements if statement.quote.content.document_id == document.id]
        rows = [_row(statement, numbers, document) for statement in own]
        title = _wrap("", _origin(document), columns)
        blocks.append(
            f"{title}\n\n{_table(_HEADS, rows, columns)}" if rows else f"{title}\n\nNobody is made to say anything here."
        )
    count = len(ledger.statements)
    replies = sum(bool(statement.answers) for statement in ledger.statements)
    blocks.append(f"{count} statement{'s' * (count != 1)}, {replies} of them answering another.")
    return "\n\n".join(blocks) + "\n"


_HEADS = ("", "Who", "Says", "What", "Answers")
_SHARES = (0, 0.24, 0.16, 0.6, 0)
"""Shares of the width that is left for the cells that can wrap."""


def _row(statement: Statement, numbers: Mapping[str, int], document: Document) -> tuple[str, ...]:
    quote = statement.quote
    who = (
        statement.speaker + (f", {statement.office}" if statement.office else "") + ("?" if statement.confidence < 0.5 else "")
    )
    who += "".join(f", via {link}" for link in statement.chain if link != document.source.name)
    says = " ".join(document.quote(quote.cue).split()) if quote.cue else "goes on"
    when = f", {document.quote(statement.when.span)}" if statement.when else ""
    what = " ".join(document.quote(quote.content).split())
    return (
        str(numbers[statement.id]),
        who,
        f"{says} ({'stance' if statement.is_stance else statement.kind.value}{when})",
        f"“{what}”" if quote.is_direct else what,
        ", ".join(str(numbers[other]) for other in statement.answers if other in numbers),
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> str:
    fixed = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    left = columns - _GAP * (len(heads) - 1) - sum(width for width, share in zip(fixed, _SHARES, strict=True) if not share)
    widths = [max(_NARROWEST, int(left * share)) if share else width for width, share in zip(fixed, _SHARES, strict=True)]
    widest = max(range(len(_SHARES)), key=lambda place: _SHARES[place])
    widths[widest] = max(
        _NARROWEST, left - sum(width for width, share in zip(widths, _SHARES, strict=True) if share) + widths[widest]
    )
    lines = []
    for row in (heads, tuple("-" * width for width in widths), *rows):
        cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            line = (cell[number] if number < len(cell) else "" for cell in cells)
            lines.append((" " * _GAP).join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
    return "\n".join(lines)


# --- the archive ------------------------------------------------------------------------------------------------------


def describe_kept(filed: Filed, refused: int, holdings: Holdings) -> str:
    """What came of handing reports to the archive, in one line, and what it holds now."""
    counts = [(filed.new, "new"), (filed.revised, "of them revised"), (filed.known, "kept before"), (refused, "refused")]
    told = [f"{count:,} {word}" for place, (count, word) in enumerate(counts) if count or not place]
    return f"{', '.join(told)}.\n{describe_holdings(holdings)}"


def describe_holdings(holdings: Holdings) -> str:
    """What an archive holds, for a person."""
    if not holdings.documents:
        return "The archive is empty.\n"
    dates = f"{holdings.first:%-d %B %Y} to {holdings.last:%-d %B %Y}" if holdings.first and holdings.last else "no dates"
    outlets = "1 outlet" if holdings.sources == 1 else f"{holdings.sources:,} outlets"
    reports = "1 report" if holdings.documents == 1 else f"{holdings.documents:,} reports"
    line = f"The archive holds {reports} of {outlets}, {dates}"
    line += f", {holdings.undated:,} undated" if holdings.undated else ""
    line += f", {holdings.revisions:,} {'revision' if holdings.revisions == 1 else 'revisions'}" if holdings.revisions else ""
    return f"{line}; {holdings.size / 1e6:,.1f} MB.\n"


def describe_found(found: Sequence[Found], columns: int = WIDEST) -> str:
    """What a search found: number, date, outlet and headline of each report, and the passage that answers with the words *marked*."""
    if not found:
        return "Nothing found.\n"
    blocks = []
    for number, item in enumerate(found, start=1):
        blocks.append(f"{_wrap(f'{number}. ', _dated(item.document), columns)}\n{_wrap('    ', _marked(item), columns)}")
    return "\n\n".join(blocks) + "\n"


def describe_thread(thread: Thread, columns: int = WIDEST) -> str:
    """A developing story: of each happening the date, outlet and headline of its first report, how many tell of it, and what was new."""
    if not thread.happenings:
        return "Nothing found.\n"
    blocks = []
    for number, happening in enumerate(thread.happenings, start=1):
        lines = [_wrap(f"{number}. ", _dated(happening.reports[0]), columns), f"    {_told_by(happening)}"]
        by_id = {report.id: report for report in happening.reports}
        new = [f"“{' '.join(by_id[span.document_id].quote(span).split())}”" for span in happening.new]
        lines += [_wrap("    new: " if not place else "         ", sentence, columns) for place, sentence in enumerate(new)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _told_by(happening: Happening) -> str:
    """Its reports, copies and independent sources, counted."""
    reports, copies, sources = len(happening.reports), happening.copies, happening.independent_sources
    told = f"{reports} report{'s' * (reports != 1)}"
    told += f", {copies} of them cop{'ies' if copies != 1 else 'y'}" if copies else ""
    return f"{told}, {sources} independent source{'s' * (sources != 1)}" if sources else f"{told}, no outlet named"


def _dated(document: Document) -> str:
    date = document.published_at.date().isoformat() if document.published_at else "undated"
    return ", ".join(part for part in (date, document.source.name, document.title_text) if part)


def _marked(item: Found) -> str:
    text, begins = item.document.text, item.passage.start
    parts = []
    for span in item.matches:
        parts += [text[begins : span.start], f"*{text[span.start : span.end]}*"]
        begins = span.end
    return "".join([*parts, text[begins : item.passage.end]])


# --- publishing -------------------------------------------------------------------------------------------------------


def describe_published(story: Story, entry: LogRecord, is_new: bool) -> str:
    """What came of publishing: the story, and the entry that tells of it with its hash."""
    when = f" on {story.published_at:%-d %B %Y}" if story.published_at else ""
    told = "Published" if is_new else "Published before; nothing was changed:"
    headline = " ".join(story.headline.text.split())
    return f"{told} “{headline}”, revision {story.revision}, edited by {story.editor}{when}.\nLog entry {entry.number}: {entry.hash}\n"


def describe_log(entries: Sequence[LogEntry], last: str, is_whole: bool, columns: int = WIDEST) -> str:
    """The log for a person: each entry that fits, and the hash of the last one."""
    blocks = [_entry(entry, columns) for entry in entries]
    count = f"{len(entries):,} entr{'y' if len(entries) == 1 else 'ies'}"
    if not is_whole:
        blocks.append(f"Only {count} can be believed.")
    else:
        blocks.append(f"{count}, each as it was written; the last is {last}." if entries else "The log is empty.")
    return "\n\n".join(blocks) + "\n"


def _entry(entry: LogEntry, columns: int) -> str:
    story = f"{entry.story.removeprefix('sha256:')[:16]}, revision {entry.revision}"
    head = f"{entry.at:%Y-%m-%d %H:%M} UTC, {entry.editor}: {entry.action} {story}"
    lines = [_wrap(f"{entry.number}. ", head, columns)]
    lines += [_wrap("    - ", f"waived {_numbered(waiver.sentence)}: {waiver.reason}", columns) for waiver in entry.waivers]
    if entry.rights:
        lines.append(
            _wrap("    - ", f"rights confirmed for {', '.join(_numbered(number) for number in entry.rights)}", columns)
        )
    return "\n".join(lines)


def _numbered(sentence: int) -> str:
    return f"sentence {sentence}" if sentence else "the headline"


# --- costs ------------------------------------------------------------------------------------------------------------


def describe_costs(spent: Sequence[Spending], today: date, left: tuple[int, Decimal], columns: int = WIDEST) -> str:
    """What language models cost, for a person: a paragraph for each day with a line for each story, then what is left of today."""
    blocks = []
    for day in dict.fromkeys(spending.day for spending in spent):
        own = [spending for spending in spent if spending.day == day]
        lines = [_wrap("", f"{day.isoformat()}: {_amounts(own)}", columns)]
        lines += [_wrap("    - ", f"{_work(spending)}: {_amounts([spending])}", columns) for spending in own]
        blocks.append("\n".join(lines))
    if not blocks:
        blocks.append("No language model was asked.")
    blocks.append(f"Left of the budget of {today.isoformat()} (UTC): {left[0]:,} tokens, {say_money(left[1])} in money.")
    return "\n\n".join(blocks) + "\n"


def _work(spending: Spending) -> str:
    name = f"story {spending.story.removeprefix('sha256:')[:16]}" if spending.story else "no story"
    return f"{name}, {spending.model}"


def _amounts(spent: Sequence[Spending]) -> str:
    calls, cached, unsettled = (sum(getattr(s, name) for s in spent) for name in ("calls", "cached", "unsettled"))
    told = [f"{calls:,} call{'s' * (calls != 1)}"]
    told += [f"{unsettled:,} of them broken off and counted in full"] if unsettled else []
    told += [f"{cached:,} answer{'s' * (cached != 1)} known from before"] if cached else []
    tokens = f"{sum(s.input_tokens for s in spent):,} tokens in, {sum(s.output_tokens for s in spent):,} out"
    return ", ".join([*told, tokens, f"{say_money(sum((s.money for s in spent), Decimal(0)))} in money"])


def say_money(money: Decimal) -> str:
    """An amount without zeros that say nothing: "0.004", "12.5", "0"."""
    return f"{round(money, 6).normalize():f}"
