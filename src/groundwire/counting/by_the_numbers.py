"""What a story tells from tables: the beats *By the numbers* and *Price action*, and the listed companies that it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from groundwire.counting.fact_choice import Finding, Tellable, choose, find
from groundwire.counting.fact_copy import points_of
from groundwire.counting.facts import is_fresh, is_price, numbers_of
from groundwire.counting.linking import subjects_named
from groundwire.counting.rolls import make_roll
from groundwire.model import Beat, BeatRole, Cell, Column, Company, Document, Event, Level, Sentence, StoryPlan, TableCard
from groundwire.protocols import Evidence, Table

MOST_TOLD: Final = 4
"""Most sentences that a story made from reports tells from tables."""
MOST_SUBJECTS: Final = 6
"""Most subjects of a table that are looked at for one story, those first that are named first."""
MOST_COLUMNS: Final = 8


def add_numbers(plan: StoryPlan, event: Event, evidence: Evidence, now: datetime) -> StoryPlan:
    """The plan with what the tables add on whom the event's reports name: sentences before the timeline, and the companies."""
    if not evidence.tables:
        return plan
    reports = [evidence.document(document_id) for document_id in event.document_ids]
    told = [beat for beat in plan.beats if beat.role is not BeatRole.TIMELINE]
    timeline = [beat for beat in plan.beats if beat.role is BeatRole.TIMELINE]
    named = ((table, subject) for table in evidence.tables for subject in named_in(reports, evidence, table))
    return replace(plan, beats=(*told, *plan_numbers(reports, evidence, now), *timeline), companies=find_companies(named))


def plan_numbers(reports: Sequence[Document], evidence: Evidence, now: datetime) -> tuple[Beat, ...]:
    """What the tables add on whom the reports name: first the first number of each, then whatever is worth most. Nothing from a guessed
    card or a last row that is out of date."""
    best: list[tuple[Tellable, BeatRole]] = []
    further: list[tuple[Tellable, BeatRole]] = []
    for table in evidence.tables:
        for subject in named_in(reports, evidence, table)[:MOST_SUBJECTS]:
            for number, (column, finding) in enumerate(findings(table, subject, now)):
                role = role_of(column, table.card)
                main, *rest = choose(finding, MOST_TOLD)
                (further if number else best).append((main, role))
                further += [] if number else [(each, role) for each in rest]
    ranked = sorted(further, key=lambda item: -item[0].bits)
    chosen = [*best, *ranked][:MOST_TOLD]
    ordered = sorted(
        chosen, key=lambda item: (item[1] is BeatRole.PRICE_ACTION, _subject_order(best, item[0]), item not in best)
    )
    return tuple(Beat(role=role, claim_ids=(), facts=told.facts) for told, role in ordered)


def findings(table: Table, subject: str, now: datetime) -> list[tuple[Column, Finding]]:
    """What there is to tell of a subject today, column by column as the card has them: the first is what the table is about."""
    card = table.card
    if card.is_guessed:
        return []
    today = now.astimezone(ZoneInfo(card.time_zone)).date()
    found: list[tuple[Column, Finding]] = []
    for column in numbers_of(card)[:MOST_COLUMNS]:
        finding = find(table, subject, column)
        if finding is not None and is_fresh(_level(finding).now.when, card, today):
            found.append((column, finding))
    return found


def named_in(reports: Sequence[Document], evidence: Evidence, table: Table) -> tuple[str, ...]:
    """The subjects of a table that the reports name."""
    return subjects_named((evidence.reading(report.id) for report in reports), make_roll(table))


def role_of(column: Column, card: TableCard) -> BeatRole:
    """In which section a column's numbers are told."""
    return BeatRole.PRICE_ACTION if is_price(column, card) else BeatRole.BY_THE_NUMBERS


def find_companies(subjects: Iterable[tuple[Table, str]]) -> tuple[Company, ...]:
    """Those of the subjects that a table lists with a ticker, each once; none of a guessed card."""
    found: dict[str, Company] = {}
    for table, subject in subjects:
        card = table.card
        ticker = table.label(subject, card.ticker) if card.ticker and not card.is_guessed else None
        exchange: Cell | None = table.label(subject, card.exchange) if card.exchange else None
        if ticker is not None and subject not in found:
            found[subject] = Company(name=subject, ticker=ticker, exchange=exchange)
    return tuple(found.values())


def find_companies_again(
    told: Sequence[Company], sentences: Sequence[Sentence], reports: Sequence[Document], evidence: Evidence
) -> tuple[Company, ...]:
    """Those of the companies that a story tells of which its reports name or its sentences rest on, with ticker and exchange as the tables
    have them now."""
    cells = [cell for sentence in sentences for cell in sentence.evidence if isinstance(cell, Cell)]
    named = {table.card.id: set(named_in(reports, evidence, table)) for table in evidence.tables if told}
    return find_companies(
        (table, company.name)
        for company in told
        for table in evidence.tables
        if company.name in named[table.card.id] or any(_is_row_of(cell, company.name, table) for cell in cells)
    )


def _is_row_of(cell: Cell, subject: str, table: Table) -> bool:
    return cell.table_id == table.card.id and f", {table.card.subject}={subject}, " in f", {cell.row}, "


def _level(finding: Finding) -> Level:
    return next(fact for fact in finding.main[0].facts if isinstance(fact, Level))


def _subject_order(best: Sequence[tuple[Tellable, BeatRole]], told: Tellable) -> int:
    """The place among all subjects of the one that is told of."""
    subjects = list(dict.fromkeys(_subject(each) for each, _ in best))
    subject = _subject(told)
    return subjects.index(subject) if subject in subjects else len(subjects)


def _subject(told: Tellable) -> str:
    return next(iter(points_of(told.facts[0]))).subject
