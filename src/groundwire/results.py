"""What the newsroom's calls return, and the JSON that each of them is printed as (docs/reference/json.md).

The module is long because every shape of JSON that scripts depend on is here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from groundwire.editing.logbook import Audit
from groundwire.model import (
    Backing,
    BeatRole,
    Bundle,
    Chart,
    CheckReport,
    Company,
    Disagreement,
    Document,
    Exchange,
    Filed,
    Found,
    Happening,
    Holdings,
    Illustration,
    Ledger,
    LogRecord,
    Obstacle,
    Outcome,
    Publication,
    Refusal,
    Related,
    Ruling,
    Search,
    Span,
    Spending,
    Statement,
    Story,
    TableCard,
    Thread,
    TimelineEntry,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What ``write`` returns: a story (or a refusal), a verdict for each sentence, headline first, and warnings about the input.
    ``is_kept`` where an archive that was looked into has kept the story too."""

    outcome: Story | Refusal
    verdicts: tuple[Verdict, ...] = ()
    warnings: tuple[str, ...] = ()
    is_kept: bool = False

    @property
    def asked(self) -> str:
        """One line on what a language model was asked for it, empty where none was."""
        from groundwire.editing.how_written import tell_account

        return tell_account(self.outcome) if isinstance(self.outcome, Story) else ""

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
                    "cautions": [_ruling_json(ruling, by_id) for ruling in verdict.warnings],
                    "reasons": [_ruling_json(ruling, by_id) for ruling in verdict.reasons],
                }
                for verdict in report.verdicts
            ],
            "counts": counts,
            "disagreements": [_disagreement_json(item, by_id) for item in report.disagreements],
            "documents": [_document_json(document) for document in report.documents],
            "tables": [_table_json(card) for card in report.tables],
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What ``file`` returns: how many reports were new, why some were refused (the first lines, and how many in all), and what the
    archive holds now."""

    filed: Filed
    refusals: tuple[str, ...]
    refused: int
    holdings: Holdings

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire archive add --json`` prints (docs/reference/json.md)."""
        return {
            "new": self.filed.new,
            "known": self.filed.known,
            "revised": self.filed.revised,
            "refused": self.refused,
            "refusals": list(self.refusals),
            "archive": holdings_json(self.holdings),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What ``search`` returns: what was looked for and what was found, best first."""

    wanted: Search
    found: tuple[Found, ...]

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire archive search --json`` prints (docs/reference/json.md)."""
        return {
            "words": self.wanted.words,
            "found": [
                {
                    **_document_json(item.document),
                    "url": item.document.url,
                    "score": round(item.score, 6),
                    "passage": _backing_json(item.passage, {item.document.id: item.document}),
                    "matches": [[span.start, span.end] for span in item.matches],
                }
                for item in self.found
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Threaded:
    """What ``thread`` returns: what was looked for and the developing story that was found."""

    words: str
    thread: Thread

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire archive thread --json`` prints (docs/reference/json.md)."""
        return {"words": self.words, "happenings": [_happening_json(happening) for happening in self.thread.happenings]}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A story as a file of one format."""

    format: str
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What ``publish`` returns for a story that is out: the story with its verdicts, the log's entry, how it was published so far, and the
    files of the formats that were asked for. ``is_new`` is false where it had been published before."""

    bundle: Bundle
    entry: LogRecord
    publications: tuple[Publication, ...]
    files: tuple[File, ...]
    is_new: bool

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire publish --json`` prints (docs/reference/json.md)."""
        return {
            "story": self.bundle.story.id,
            "revision": self.bundle.story.revision,
            "is_new": self.is_new,
            "disclosure": self.bundle.story.disclosure,
            "entry": _record_json(self.entry),
            "publications": [
                {
                    "format": publication.format,
                    "digest": publication.digest,
                    "published_at": publication.published_at.isoformat(),
                    "url": publication.url,
                    "supersedes": publication.supersedes,
                    "notice": publication.notice,
                }
                for publication in self.publications
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """What ``publish`` returns for a story that is not published: why, and all that stands in the way."""

    story: Story
    reason: str
    obstacles: tuple[Obstacle, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire publish --json`` prints (docs/reference/json.md)."""
        told = [
            {"sentence": item.sentence, "text": item.text, "reason": item.reason, "remedy": item.remedy}
            for item in self.obstacles
        ]
        return {"refused": self.reason, "story": self.story.id, "revision": self.story.revision, "obstacles": told}


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What ``log`` returns: the log's entries and whether they can be believed."""

    audit: Audit
    records: tuple[LogRecord, ...]

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire log --json`` prints (docs/reference/json.md)."""
        return {
            "entries": [_record_json(record) for record in self.records[: len(self.audit.entries)]],
            "is_whole": self.audit.broken is None,
            "broken": self.audit.broken,
            "reason": self.audit.reason,
            "last": self.audit.last,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What ``costs`` returns: what language models were asked, the latest day first, and the most that a day may take."""

    spent: tuple[Spending, ...]
    today: date
    most_tokens: int
    most_money: Decimal

    @property
    def left(self) -> tuple[int, Decimal]:
        """Tokens and money that are left of today's budget."""
        todays = [spending for spending in self.spent if spending.day == self.today]
        tokens = sum(spending.input_tokens + spending.output_tokens for spending in todays)
        return max(0, self.most_tokens - tokens), max(Decimal(0), self.most_money - sum(s.money for s in todays))

    def as_json(self) -> dict[str, object]:
        """The object that ``groundwire costs --json`` prints (docs/reference/json.md)."""
        tokens, money = self.left
        return {
            "days": [
                {
                    "day": day.isoformat(),
                    "stories": [_spending_json(spending) for spending in self.spent if spending.day == day],
                }
                for day in dict.fromkeys(spending.day for spending in self.spent)
            ],
            "today": {
                "day": self.today.isoformat(),
                "most_tokens": self.most_tokens,
                "most_money": float(self.most_money),
                "tokens_left": tokens,
                "money_left": float(money),
            },
        }


# --- JSON (the shapes are the house's; docs/reference/json.md) --------------------------------------------------------


def _index(documents: Sequence[Document]) -> dict[str, Document]:
    return {document.id: document for document in documents}


def _story_json(story: Story, verdicts: Sequence[Verdict]) -> dict[str, object]:
    from groundwire.editing.sections import sections

    by_id = _index(story.documents)
    shown = {id(v.sentence): _sentence_json(v, by_id) for v in verdicts}
    return {
        "id": story.id,
        "revision": story.revision,
        "headline": shown[id(story.headline)],
        "lede": next(shown[id(s)] for s in story.sentences if s.beat is BeatRole.LEDE),
        "key_points": [shown[id(s)] for s in story.sentences if s.beat is BeatRole.KEY_POINT],
        "social_line": next((shown[id(s)] for s in story.sentences if s.beat is BeatRole.SOCIAL_LINE), None),
        "search_title": next((shown[id(s)] for s in story.sentences if s.beat is BeatRole.SEARCH_TITLE), None),
        "sections": [
            {"name": section.name, "sentences": [_sentence_json(verdicts[placed.index], by_id) for placed in section.sentences]}
            for section in sections(story.all_sentences)
        ],
        "timeline": [_entry_json(item, shown[id(item.sentence)]) for item in story.timeline],
        "disagreements": [_disagreement_json(item, by_id) for item in story.disagreements],
        "ledger": _ledger_json(story.statements, by_id),
        "see_also": [_related_json(item) for item in story.see_also],
        "read_next": [_related_json(item) for item in story.read_next],
        "companies": [_company_json(company, by_id) for company in story.companies],
        "picture": _illustration_json(story.illustration) if story.illustration else None,
        "chart": _chart_json(story.chart) if story.chart else None,
        "disclosure": story.disclosure,
        "writer": story.writer,
        "cost": {**asdict(story.cost), "money": float(story.cost.money)},
        "drafting": asdict(story.drafting) if story.drafting else None,
        "exchanges": [_exchange_json(exchange) for exchange in story.exchanges],
        "documents": [_document_json(document) for document in story.documents],
        "tables": [_table_json(card) for card in story.tables],
    }


def _spending_json(spending: Spending) -> dict[str, object]:
    return {
        "story": spending.story,
        "model": spending.model,
        "calls": spending.calls,
        "cached": spending.cached,
        "unsettled": spending.unsettled,
        "input_tokens": spending.input_tokens,
        "output_tokens": spending.output_tokens,
        "money": float(spending.money),
        "seconds": round(spending.seconds, 3),
    }


def _exchange_json(exchange: Exchange) -> dict[str, object]:
    """A question and its answer without their words, which the story's bundle has."""
    return {
        "prompt": exchange.request.prompt,
        "model": exchange.reply.model,
        "input_tokens": exchange.reply.input_tokens,
        "output_tokens": exchange.reply.output_tokens,
        "money": float(exchange.money),
        "is_cached": exchange.is_cached,
        "is_cut": exchange.reply.is_cut,
    }


def _sentence_json(verdict: Verdict, by_id: dict[str, Document]) -> dict[str, object]:
    return {
        "text": verdict.sentence.text,
        "outcome": verdict.outcome.value,
        "warnings": [ruling.note for ruling in verdict.warnings],
        "cautions": [_ruling_json(ruling, by_id) for ruling in verdict.warnings],
        "evidence": [_backing_json(item, by_id) for item in verdict.sentence.evidence],
    }


def _entry_json(item: TimelineEntry, sentence: dict[str, object]) -> dict[str, object]:
    from groundwire.editing.dating import iso_dating

    dating = item.dating
    return {"date": iso_dating(dating), "grain": dating.grain.value, "ahead": dating.is_ahead, **sentence}


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


def _company_json(company: Company, by_id: dict[str, Document]) -> dict[str, object]:
    return {
        "name": company.name,
        "ticker": _backing_json(company.ticker, by_id),
        "exchange": _backing_json(company.exchange, by_id) if company.exchange else None,
    }


def _table_json(card: TableCard) -> dict[str, object]:
    return {
        "id": card.id,
        "title": card.title,
        "row": card.row,
        "source": card.source,
        "url": card.url,
        "rights": card.rights.value,
        "as_of": card.as_of.isoformat() if card.as_of else None,
        "sample": card.is_sample,
        "guessed": card.is_guessed,
        "columns": [{"name": column.name, "meaning": column.meaning, "unit": column.unit} for column in card.columns],
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


def _illustration_json(item: Illustration) -> dict[str, object]:
    from groundwire.editing.picturing import alt_text_of, credit_of

    picture = item.picture
    return {
        "id": picture.id,
        "file": picture.path,
        "media_type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "caption": picture.caption,
        "credit": credit_of(picture),
        "alt_text": alt_text_of(picture),
        "note": item.note,
        "shows": list(item.shows),
        "headline": picture.headline,
        "byline": picture.byline,
        "source": picture.source,
        "copyright_notice": picture.copyright_notice,
        "usage_terms": picture.usage_terms,
        "taken_on": picture.taken_on.isoformat() if picture.taken_on else None,
        "people": list(picture.people),
        "city": picture.city,
        "country": picture.country,
        "keywords": list(picture.keywords),
        "has_position": picture.has_position,
    }


def _chart_json(chart: Chart) -> dict[str, object]:
    return {
        "kind": chart.kind.value,
        "title": chart.title,
        "unit": chart.unit,
        "source": chart.source,
        "as_of": chart.as_of.isoformat() if chart.as_of else None,
        "marked": chart.marked,
        "points": [
            {
                "label": point.label,
                "value": str(point.value) if point.value is not None else None,
                "day": point.day.isoformat() if point.day else None,
                "evidence": _backing_json(point.cell, {}) if point.cell else None,
            }
            for point in chart.points
        ],
    }


def _happening_json(happening: Happening) -> dict[str, object]:
    by_id = _index(happening.reports)
    return {
        "copies": happening.copies,
        "independent_sources": happening.independent_sources,
        "new": [_backing_json(span, by_id) for span in happening.new],
        "reports": [{**_document_json(document), "url": document.url} for document in happening.reports],
    }


def _record_json(record: LogRecord) -> dict[str, object]:
    """An entry of the log that fits, as the log has it, with its hash."""
    return {**json.loads(record.text), "hash": record.hash}


def holdings_json(holdings: Holdings) -> dict[str, object]:
    """The object that ``groundwire archive stats --json`` prints (docs/reference/json.md)."""
    return {
        "documents": holdings.documents,
        "sources": holdings.sources,
        "undated": holdings.undated,
        "revisions": holdings.revisions,
        "first": holdings.first.isoformat() if holdings.first else None,
        "last": holdings.last.isoformat() if holdings.last else None,
        "bytes": holdings.size,
    }


def _document_json(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title_text,
        "source": document.source.name,
        "published_at": document.published_at.isoformat() if document.published_at else None,
    }
