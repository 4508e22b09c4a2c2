"""A story as one HTML file: what a reader sees, and beside it the receipts that prove each sentence.

The file needs nothing but itself. Its content-security policy allows no request and only the style and the script whose digests
it names, so that no text of a source could run even if it slipped through the escaping. Without the script every receipt
stands in the page, and each sentence links to its own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from groundwire.editing.how_written import find_account
from groundwire.editing.picturing import alt_text_of, credit_of
from groundwire.editing.receipts import Receipt, make_receipts, make_source_texts
from groundwire.editing.sections import Placed, Section, find_placed, find_shared, section_of, sections
from groundwire.editing.who_said_what import find_accounts
from groundwire.formats._chart import draw_chart, say, source_line, unit_line
from groundwire.formats._page_head import iso, make_head, title_of
from groundwire.formats._timeline import draw, find_entries
from groundwire.formats._wording import (
    NO_OUTLET,
    OUTCOME_LABELS,
    OUTCOME_WORDS,
    STATUS_LABELS,
    byline_of,
    check_label,
    count_of,
    day_of,
    find_link,
    kicker_of,
    make_legible,
    on_one_line,
    outlet_of,
    part_of,
)
from groundwire.model import BeatRole, Chart, Document, Illustration, Outcome, Ruling, Span, Story, Verdict
from groundwire.protocols import Tools

QUOTE_LIMIT = 400
"""Characters of a passage quoted inside a check's reason or a disagreement, and of what somebody said."""
QUOTES_PER_REASON = 3

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quotation:
    words: str
    outlet: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    tone: str
    label: str
    note: str
    quotes: tuple[_Quotation, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReceiptView:
    index: int
    name: str
    gist: str
    without: str
    receipt: Receipt
    reasons: tuple[_Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """The story's picture: its bytes as they are, inside the page."""

    address: str
    width: int
    height: int
    alt_text: str
    caption: str
    credit: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _ChartView:
    """The story's chart and the section that it closes."""

    chart: Chart
    section: str
    drawing: Markup
    unit: str
    source: str
    rows: tuple[tuple[str, str], ...]


class WebPage:
    """Renders a story as one self-contained HTML page."""

    name = "web_page"
    suffix = ".html"
    media_type = "text/html; charset=utf-8"

    def __init__(self) -> None:
        self._style = _read("web_page.css")
        self._script = _read("web_page.js")
        environment = Environment(
            loader=FunctionLoader(_read),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_finalize,
        )
        environment.filters |= {
            "count": count_of,
            "cut": _cut,
            "day": day_of,
            "iso": iso,
            "lang": _language,
            "line": on_one_line,
            "link": find_link,
            "outlet": outlet_of,
            "title": title_of,
        }
        self._template = environment.get_template("web_page.html")

    def render(self, story: Story, verdicts: Sequence[Verdict]) -> bytes:
        """The page in UTF-8. Raises ``ValueError`` unless there is one verdict for each sentence."""
        receipts = make_receipts(story, verdicts)
        documents = {document.id: document for document in story.documents}
        sentences = story.all_sentences
        entries = find_entries(story)
        parts = sections(sentences)
        page = self._template.render(
            story=story,
            verdicts=verdicts,
            headline=Placed(index=0, sentence=story.headline),
            ledes=find_placed(sentences, BeatRole.LEDE),
            key_points=find_placed(sentences, BeatRole.KEY_POINT),
            shared=find_shared(sentences),
            head=make_head(story, verdicts),
            sections=parts,
            figure=_figure(story.illustration) if story.illustration else None,
            chart=_chart(story.chart, parts) if story.chart else None,
            entries=entries,
            picture=draw(entries),
            receipts=tuple(_view(story, documents, receipt, index) for index, receipt in enumerate(receipts)),
            accounts=find_accounts(story),
            sources=make_source_texts(story),
            numbers={document.id: number for number, document in enumerate(story.documents, 1)},
            passage=lambda side: _quotation(documents, side.span),
            origin=lambda document: _origin(documents, document),
            labels=OUTCOME_LABELS,
            backed=OUTCOME_LABELS[Outcome.SUPPORTED],
            words=OUTCOME_WORDS,
            status_label=STATUS_LABELS[story.status],
            kicker=kicker_of(story),
            byline=byline_of(story),
            account=find_account(story),
            tally=_tally(verdicts),
            warnings=sum(bool(verdict.warnings) for verdict in verdicts),
            waived=sum(verdict.waiver is not None for verdict in verdicts),
            style=Markup(self._style),
            script=Markup(self._script),
            style_hash=_policy_hash(self._style),
            script_hash=_policy_hash(self._script),
        )
        return page.encode("utf-8")


def make(tools: Tools) -> WebPage:
    """The format; it needs no tools."""
    return WebPage()


def _read(name: str) -> str:
    """A file of the template folder, with line feeds whatever the checkout made of them (the digests depend on it)."""
    return resources.files("groundwire.formats").joinpath("templates", name).read_text("utf-8").replace("\r\n", "\n")


def _finalize(value: Any) -> Any:
    """Whatever is put into the page, made legible first; what is already markup is our own."""
    return make_legible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy_hash(text: str) -> str:
    """The digest by which a content-security policy allows an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _language(document: Document) -> str:
    """The document's language tag where it is one."""
    return document.language if _LANGUAGE.fullmatch(document.language) else ""


def _cut(words: str) -> str:
    """Words on one line, and of very many only the first."""
    return on_one_line(words[:QUOTE_LIMIT]) + (" …" if len(words) > QUOTE_LIMIT else "")


def _tally(verdicts: Sequence[Verdict]) -> tuple[tuple[Outcome, int], ...]:
    """How many sentences have each outcome, those that none has left out."""
    counts = ((outcome, sum(verdict.outcome is outcome for verdict in verdicts)) for outcome in OUTCOME_LABELS)
    return tuple((outcome, number) for outcome, number in counts if number)


def _figure(illustration: Illustration) -> _Figure:
    picture = illustration.picture
    encoded = base64.b64encode(picture.data).decode("ascii")
    return _Figure(
        address=f"data:{picture.media_type};base64,{encoded}",
        width=picture.width,
        height=picture.height,
        alt_text=alt_text_of(picture),
        caption=picture.caption,
        credit=credit_of(picture),
        note=illustration.note,
    )


def _chart(chart: Chart, parts: Sequence[Section]) -> _ChartView:
    names = [part.name for part in parts]
    own = section_of(chart.beat)
    return _ChartView(
        chart=chart,
        section=own if own in names else next(iter(names), ""),
        drawing=Markup(draw_chart(chart)),
        unit=unit_line(chart),
        source=source_line(chart),
        rows=tuple((on_one_line(point.label), say(point, chart)) for point in chart.points),
    )


def _origin(documents: dict[str, Document], document: Document) -> str:
    """Whose text a copy is, and whether it replaces an earlier version."""
    if document.copied_from:
        original = documents.get(document.copied_from)
        return f"carries the report of {outlet_of(original)}" if original else "carries another outlet's report"
    return "replaces an earlier version" if document.revises else ""


def _quotation(documents: dict[str, Document], span: Span) -> _Quotation:
    """The words at ``span`` for a reason or a disagreement; empty words where they are not part of the story."""
    document = documents.get(span.document_id)
    if document is None:
        return _Quotation(words="", outlet=NO_OUTLET, when="")
    return _Quotation(
        words=_cut(document.text[span.start : span.end]),
        outlet=outlet_of(document),
        when=day_of(document.published_at),
    )


def _view(story: Story, documents: dict[str, Document], receipt: Receipt, index: int) -> _ReceiptView:
    verdict = receipt.verdict
    name = "Receipt for the headline" if index == 0 else f"Receipt {index}"
    outlets = "; ".join(
        f"{outlet_of(exhibit.document)}, {day_of(exhibit.document.published_at)}" for exhibit in receipt.exhibits
    )
    passages, cells = sum(len(exhibit.spans) for exhibit in receipt.exhibits), _cells(receipt)
    shown = " and ".join(
        filter(None, [count_of(passages, "passage") if passages or not cells else "", count_of(cells, "cell") if cells else ""])
    )
    where = "; ".join(filter(None, [outlets, *(on_one_line(table.title) for table in receipt.tables)]))
    gist = f"{name}. {OUTCOME_LABELS[verdict.outcome]}. {shown}" + (f": {where}." if where else ".")
    return _ReceiptView(
        index=index,
        name=name,
        gist=gist,
        without=_without(story, receipt),
        receipt=receipt,
        reasons=_reasons(documents, verdict),
    )


def _cells(receipt: Receipt) -> int:
    return sum(len(table.cells) + table.left_out for table in receipt.tables)


def _without(story: Story, receipt: Receipt) -> str:
    """What to say where a sentence has no passage to show."""
    if receipt.missing:
        return f"{count_of(receipt.missing, 'passage')} cannot be shown: the source is not part of this file."
    if receipt.exhibits or receipt.tables:
        return ""
    author = receipt.verdict.sentence.author
    if author and author != story.writer:
        return f"The editor's own sentence, signed {on_one_line(author)}."
    return "This sentence points at no passage."


def _reasons(documents: dict[str, Document], verdict: Verdict) -> tuple[_Reason, ...]:
    """What the checks found, each finding once however many parts of the sentence it was made about."""
    found: dict[_Reason, list[str]] = {}
    waivers = (verdict.waiver,) if verdict.waiver else ()
    for ruling in (*verdict.reasons, *waivers, *verdict.warnings):
        is_support = ruling.outcome is Outcome.SUPPORTED and not ruling.is_warning
        parts = found.setdefault(_reason(documents, verdict, ruling), [])
        if not is_support and not ruling.waived_by and (part := part_of(verdict, ruling)) and part not in parts:
            parts.append(part)
    return tuple(replace(reason, parts=tuple(parts)) for reason, parts in found.items())


def _reason(documents: dict[str, Document], verdict: Verdict, ruling: Ruling) -> _Reason:
    """A ruling for a reader, with the passages it names that the receipt does not show anyhow."""
    shown = [backing for backing in verdict.sentence.evidence if isinstance(backing, Span)]
    others = [
        span for span in ruling.evidence if isinstance(span, Span) and not any(evidence.covers(span) for evidence in shown)
    ]
    quotes = (_quotation(documents, span) for span in others[:QUOTES_PER_REASON])
    return _Reason(
        tone="warning" if ruling.is_warning else "opinion" if ruling.waived_by else ruling.outcome.value,
        label=check_label(ruling),
        note=on_one_line(ruling.note),
        quotes=tuple(quote for quote in quotes if quote.words),
    )
