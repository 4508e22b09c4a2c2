"""The one place where everything is wired together, and the API that the command line and the desk stand on."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from groundwire import plugins
from groundwire.errors import UnreadableSource
from groundwire.model import (
    Backing,
    BeatRole,
    CheckReport,
    Cost,
    Disagreement,
    Document,
    Ledger,
    Outcome,
    Refusal,
    Related,
    Ruling,
    Span,
    Statement,
    Story,
    Verdict,
)
from groundwire.pipeline import Desk, Progress, check_draft, list_claims, write_story
from groundwire.protocols import Tools
from groundwire.settings import Settings, load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What ``write`` returns: a story (or a refusal), a verdict for each sentence, headline first, and warnings about the input."""

    outcome: Story | Refusal
    verdicts: tuple[Verdict, ...] = ()
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire write --json`` prints (docs/reference/json.md)."""
        if isinstance(self.outcome, Refusal):
            return {"refused": self.outcome.reason, "documents": [_document_json(d) for d in self.outcome.documents]}
        return _story_json(self.outcome, self.verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What ``check`` returns: the report on a draft, and warnings about the input."""

    report: CheckReport
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire check --json`` prints (docs/reference/json.md)."""
        report = self.report
        by_id = _index(report.documents)
        counts = {outcome.value: sum(v.outcome is outcome for v in report.verdicts) for outcome in Outcome}
        return {
            "draft": report.draft.id,
            "sentences": [
                {
                    "index": verdict.index,
                    "text": verdict.sentence.text,
                    "outcome": verdict.outcome.value,
                    "warnings": [ruling.note for ruling in verdict.warnings],
                    "reasons": [_ruling_json(ruling, by_id) for ruling in verdict.reasons],
                }
                for verdict in report.verdicts
            ],
            "counts": counts,
            "disagreements": [_disagreement_json(item, by_id) for item in report.disagreements],
            "documents": [_document_json(document) for document in report.documents],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What ``claims`` returns: the ledger of who said what, and warnings about the input."""

    ledger: Ledger
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire claims --json`` prints (docs/reference/json.md)."""
        by_id = _index(self.ledger.documents)
        return {
            "statements": _ledger_json(self.ledger.statements, by_id),
            "documents": [_document_json(document) for document in self.ledger.documents],
        }


class Newsroom:
    """A newsroom at work: settings, the small models and the plug-ins. Made by ``open_newsroom``; models load at first use."""

    def __init__(self, tools: Tools, progress: Progress) -> None:
        self._tools = tools
        self._progress = progress

    @property
    def settings(self) -> Settings:
        """The settings this newsroom was opened with."""
        return self._tools.settings

    def write(self, sources: Sequence[str], *, archive: Sequence[str] = (), writer: str | None = None) -> Written:
        """A story from ``sources`` (files, folders, URLs, ``-``) with the background that ``archive`` offers.

        Raises ``InputError`` where nothing readable was handed in and ``UnknownPlugin`` for a writer that does not exist."""
        started = time.perf_counter()
        desk = self._desk(writer or self.settings.writer)
        reports, warnings = self._take_in(sources)
        _refuse_own_drafts(reports)
        older, more = self._take_in(archive) if archive else ((), ())
        outcomes = write_story(reports, older, desk)
        story = outcomes.story
        if isinstance(story, Story):
            story = replace(story, cost=Cost(seconds=round(time.perf_counter() - started, 3)))
        return Written(outcome=story, verdicts=outcomes.verdicts, warnings=(*warnings, *more, *outcomes.warnings))

    def check(self, draft: str, *, against: Sequence[str], archive: Sequence[str] = ()) -> Checked:
        """The verdict on every sentence of the text at ``draft`` (file, URL, ``-``), as far as ``against`` and ``archive`` back it.

        Raises ``InputError`` where the draft or all of the sources cannot be read."""
        desk = self._desk(self.settings.writer)
        drafts, warnings = self._take_in([draft])
        reports, more = self._take_in(against)
        older, yet_more = self._take_in(archive) if archive else ((), ())
        report = check_draft(drafts[0], reports, older, desk)
        return Checked(report=report, warnings=(*warnings, *more, *yet_more))

    def claims(self, sources: Sequence[str]) -> Claimed:
        """Who said what in ``sources`` (files, folders, URLs, ``-``): every statement with its speaker, chain, kind and the statements it
        answers. Raises ``InputError`` where nothing readable was handed in."""
        documents, warnings = self._take_in(sources)
        return Claimed(ledger=list_claims(documents, self._desk(self.settings.writer)), warnings=warnings)

    def render(self, written: Written, format_name: str) -> tuple[str, bytes]:
        """The story as a file of that format: its name and its bytes. Raises ``UnknownPlugin`` for an unknown format and
        ``ValueError`` for a refusal, which has nothing to render."""
        if isinstance(written.outcome, Refusal):
            raise ValueError("a refusal cannot be rendered")
        chosen = plugins.load("formats", format_name, self._tools)
        return _slug(written.outcome.headline.text) + chosen.suffix, chosen.render(written.outcome, written.verdicts)

    def _take_in(self, names: Sequence[str]) -> tuple[tuple[Document, ...], tuple[str, ...]]:
        from groundwire.intake import gather

        taken = gather(names, self._tools, stdin=sys.stdin.buffer)
        return taken.documents, taken.warnings

    def _desk(self, writer: str) -> Desk:
        names = self.settings.checks or plugins.names("checks")
        return Desk(
            tools=self._tools,
            writer=plugins.load("writers", writer, self._tools),
            checks=tuple(plugins.load("checks", name, self._tools) for name in names),
            progress=self._progress,
        )


def open_newsroom(
    settings: Settings | None = None,
    *,
    now: datetime | None = None,
    log: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> Newsroom:
    """A newsroom with the given settings (else those of the environment).

    ``now`` fixes the clock, so that the same input gives the same bytes; it must know its time zone (``ValueError``). ``log`` takes single
    lines for the person watching, ``progress`` is told (stage, done, total)."""
    if now is not None and now.tzinfo is None:
        raise ValueError("now must be an aware datetime; give it a time zone")
    settings = settings or load_settings()
    fixed = (now or datetime.now(UTC)).astimezone(UTC)
    from groundwire.encoders.lazy import LazyEncoders
    from groundwire.fetching import make as make_fetch
    from groundwire.judges import LazyJudge

    tools = Tools(
        settings=settings,
        encoders=LazyEncoders(),
        judge=LazyJudge(lambda: plugins.load("judges", settings.judge, tools)),
        fetch=make_fetch(settings),
        now=lambda: fixed,
        log=log or (lambda line: None),
    )
    return Newsroom(tools, progress or (lambda stage, done, total: None))


def _refuse_own_drafts(reports: Sequence[Document]) -> None:
    """Raise ``UnreadableSource`` for a story of Groundwire's own: it is no report, and its sources would count twice."""
    for report in reports:
        if _OWN_DRAFT.search(report.text):
            name = report.title_text or report.url or report.id[:19]
            raise UnreadableSource(f"“{name}”", "this is a story drafted by Groundwire", "give the reports it was made from")


_OWN_DRAFT = re.compile(r"Drafted by Groundwire [^\n]{1,80} from \d+ reports?")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "story"


# --- JSON (the shapes are the house's; docs/reference/json.md) --------------------------------------------------------


def _index(documents: Sequence[Document]) -> dict[str, Document]:
    return {document.id: document for document in documents}


def _story_json(story: Story, verdicts: Sequence[Verdict]) -> dict[str, object]:
    from groundwire.editing.sections import sections

    by_id = _index(story.documents)
    shown = {id(v.sentence): _sentence_json(v, by_id) for v in verdicts}
    return {
        "headline": shown[id(story.headline)],
        "lede": next(shown[id(s)] for s in story.sentences if s.beat is BeatRole.LEDE),
        "key_points": [shown[id(s)] for s in story.sentences if s.beat is BeatRole.KEY_POINT],
        "sections": [
            {"name": section.name, "sentences": [_sentence_json(verdicts[placed.index], by_id) for placed in section.sentences]}
            for section in sections(story.all_sentences)
        ],
        "disagreements": [_disagreement_json(item, by_id) for item in story.disagreements],
        "ledger": _ledger_json(story.statements, by_id),
        "see_also": [_related_json(item) for item in story.see_also],
        "read_next": [_related_json(item) for item in story.read_next],
        "companies": [],
        "picture": None,
        "disclosure": story.disclosure,
        "writer": story.writer,
        "cost": {
            "seconds": story.cost.seconds,
            "input_tokens": story.cost.input_tokens,
            "output_tokens": story.cost.output_tokens,
            "calls": story.cost.calls,
            "money": float(story.cost.money),
        },
        "documents": [_document_json(document) for document in story.documents],
    }


def _sentence_json(verdict: Verdict, by_id: dict[str, Document]) -> dict[str, object]:
    return {
        "text": verdict.sentence.text,
        "outcome": verdict.outcome.value,
        "warnings": [ruling.note for ruling in verdict.warnings],
        "evidence": [_backing_json(item, by_id) for item in verdict.sentence.evidence],
    }


def _ledger_json(statements: Sequence[Statement], by_id: dict[str, Document]) -> list[dict[str, object]]:
    return [_statement_json(statement, by_id) for statement in statements]


def _statement_json(statement: Statement, by_id: dict[str, Document]) -> dict[str, object]:
    quote = statement.quote
    return {
        "id": statement.id,
        **_backing_json(quote.content, by_id),
        "is_direct": quote.is_direct,
        "is_stance": statement.is_stance,
        "kind": statement.kind.value,
        "speaker": {
            "name": statement.speaker,
            "is_named": statement.is_named,
            "office": statement.office,
            "confidence": statement.confidence,
            "as_written": _backing_json(quote.speaker, by_id) if quote.speaker else None,
        },
        "cue": _backing_json(quote.cue, by_id) if quote.cue else None,
        "chain": list(statement.chain),
        "when": _backing_json(statement.when.span, by_id) if statement.when else None,
        "answers": list(statement.answers),
    }


def _ruling_json(ruling: Ruling, by_id: dict[str, Document]) -> dict[str, object]:
    return {
        "check": ruling.check,
        "outcome": ruling.outcome.value,
        "part": list(ruling.part),
        "note": ruling.note,
        "evidence": [_backing_json(item, by_id) for item in ruling.evidence],
    }


def _backing_json(item: Backing, by_id: dict[str, Document]) -> dict[str, Any]:
    if isinstance(item, Span):
        return {"document": item.document_id, "start": item.start, "end": item.end, "text": by_id[item.document_id].quote(item)}
    return {
        "table": item.table_id,
        "row": item.row,
        "column": item.column,
        "value": item.value,
        "as_of": item.as_of.isoformat() if item.as_of else None,
    }


def _disagreement_json(item: Disagreement, by_id: dict[str, Document]) -> dict[str, object]:
    return {
        "subject": item.subject,
        "kind": item.kind,
        "sides": [{"source": side.source, "value": side.value, **_backing_json(side.span, by_id)} for side in item.sides],
    }


def _related_json(item: Related) -> dict[str, object]:
    return {
        "document": item.document_id,
        "title": item.title,
        "source": item.source,
        "url": item.url,
        "published_at": item.published_at.isoformat() if item.published_at else None,
    }


def _document_json(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title_text,
        "source": document.source.name,
        "published_at": document.published_at.isoformat() if document.published_at else None,
    }
