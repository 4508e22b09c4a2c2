"""Stories from tables alone, of four kinds: one subject, the movers of the day, results against forecast and last year, a ranking with its
changes. A plan, or the reason for telling nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

from groundwire.counting.asked_subjects import find_subject
from groundwire.counting.by_the_numbers import find_companies, findings
from groundwire.counting.fact_choice import Tellable, choose, find
from groundwire.counting.fact_copy import can_head, points_of
from groundwire.counting.facts import (
    LEAST_SUBJECTS,
    MOST_RANKED,
    find_changes,
    find_rank,
    find_share,
    is_fresh,
    is_price,
    numbers_of,
    points_to,
    rivals,
)
from groundwire.counting.movers import find_changes_of_all, find_movers, size
from groundwire.counting.quantities import percent_change
from groundwire.model import Beat, BeatRole, Change, Column, Fact, Grain, Level, Rank, StoryPlan, Surprise, TableCard, digest
from groundwire.protocols import Table

MOST_SENTENCES: Final = 8
MOST_MOVERS: Final = 3
"""Most rises, and most falls, that are told."""
MOST_PLACES: Final = 5
MOST_BESIDE: Final = 3
"""Most sentences beside the ranking or the movers."""
MOST_RESULTS: Final = 12
"""Most subjects whose results are told."""

Facts = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is told, in order: the first are headline and lede, ``happened`` the story itself, ``beside`` what goes with it."""

    head: Facts
    lede: Facts
    happened: tuple[Facts, ...]
    beside: tuple[Facts, ...] = ()


def plan_data_story(tables: Sequence[Table], about: str, now: datetime) -> StoryPlan | str:
    """The plan of a story from the first of the tables that gives one, about one of its subjects where ``about`` names it; else the reason
    why none does, as one sentence an editor understands."""
    reasons: list[str] = []
    for table in tables:
        made = _outline(table, about, now)
        if isinstance(made, str):
            reasons.append(made)
            continue
        told = (made.lede, *made.happened, *made.beside)
        subjects = dict.fromkeys(next(iter(points_of(facts[0]))).subject for facts in told)
        return StoryPlan(
            event_id=digest("table", table.card.id, about),
            angle=table.card.title,
            beats=_beats(made),
            companies=find_companies((table, subject) for subject in subjects),
        )
    return "; ".join(reasons)


def _beats(outline: _Outline) -> tuple[Beat, ...]:
    parts = (
        (BeatRole.HEADLINE, (outline.head,)),
        (BeatRole.LEDE, (outline.lede,)),
        (BeatRole.WHAT_HAPPENED, outline.happened),
        (BeatRole.BY_THE_NUMBERS, outline.beside),
    )
    return tuple(Beat(role=role, claim_ids=(), facts=facts) for role, told in parts for facts in told)


def _outline(table: Table, about: str, now: datetime) -> _Outline | str:
    card = table.card
    if card.is_guessed:
        return f"{card.id} has no card, and nothing is published from guessed columns"
    columns = numbers_of(card)
    if not columns:
        return f"the card of {card.id} names no column of numbers to tell"
    if about:
        return _about(table, about, now)
    if any(column.forecast_of or column.year_before_of for column in card.columns):
        return _results(table, now)
    price = next((column for column in columns if is_price(column, card)), None)
    return _movers(table, price, now) if card.time and price else _ranking(table, columns, now)


# --- one subject ------------------------------------------------------------------------------------------------------


def _about(table: Table, about: str, now: datetime) -> _Outline | str:
    subjects = table.subjects()
    subject = find_subject(about, subjects, table.card)
    if not subject:
        near = ", ".join(get_close_matches(about, subjects, 3, 0.5))
        return f"{table.card.id} has no row about '{about}'" + (f"; the nearest are {near}" if near else "")
    found = findings(table, subject, now)
    if not found:
        return f"{table.card.id} has no number of {subject} that is new enough to be told on {now:%Y-%m-%d}"
    chosen = [choose(finding, MOST_SENTENCES) for _, finding in found]
    lede = chosen[0][0]
    happened = (*chosen[0][1:], *(each[0] for each in chosen[1:]))[: MOST_SENTENCES - 1]
    rest = sorted((told for each in chosen[1:] for told in each[1:]), key=lambda told: -told.bits)
    beside = rest[: max(0, MOST_SENTENCES - 1 - len(happened))]
    if not happened:
        return f"only one thing can be told of {subject} from {table.card.id}; a story needs two"
    return _Outline(_head(lede.facts), lede.facts, _facts(happened), _facts(beside))


# --- results ----------------------------------------------------------------------------------------------------------


def _results(table: Table, now: datetime) -> _Outline | str:
    """Who came in above or below what was expected, the furthest from it first."""
    told: list[tuple[Fraction, Tellable]] = []
    for subject in table.subjects()[:MOST_RANKED]:
        for _, finding in findings(table, subject, now):
            best = next((each for each in finding.main if _off(each.facts) is not None), None)
            if best is not None:
                told.append((_off(best.facts) or Fraction(0), best))
    if len(told) < 2:
        return f"{table.card.id} has {len(told)} result to set against a forecast or a year before; a story needs two"
    ordered = [each for _, each in sorted(told, key=lambda item: -item[0])][:MOST_RESULTS]
    return _Outline(_head(ordered[0].facts), ordered[0].facts, _facts(ordered[1:]))


def _off(facts: Facts) -> Fraction | None:
    """How far, in percent, a result is from its forecast, else from the year before; ``None`` where the facts tell neither."""
    for fact in facts:
        if isinstance(fact, Surprise):
            return abs(percent_change(fact.actual.value, fact.expected.value) or Fraction(0))
    change = next((fact for fact in facts if isinstance(fact, Change)), None)
    return abs(percent_change(change.now.value, change.then.value) or Fraction(0)) if change else None


# --- movers -----------------------------------------------------------------------------------------------------------


def _movers(table: Table, column: Column, now: datetime) -> _Outline | str:
    card = table.card
    times = table.times()
    if not times or not is_fresh(times[-1], card, _today(card, now)):
        return _too_old(card, times[-1] if times else None, now)
    changes = find_changes_of_all(table, column, times[-1])
    if isinstance(changes, str):
        return changes
    rises, falls = find_movers(changes, is_rise=True), find_movers(changes, is_rise=False)
    both = sorted((*rises[:1], *falls[:1]), key=lambda mover: -abs(size(mover.change)))
    if not both:
        return f"nothing moved in {card.id} on its last day"
    lede, others = both[0], [*both[1:], *rises[1:MOST_MOVERS], *falls[1:MOST_MOVERS]]
    beside = [told for mover in (lede, *others) for told in _beyond(table, mover.change)]
    ordered = sorted(beside, key=lambda told: -told.bits)[:MOST_BESIDE]
    if not others:
        return f"only one of {len(changes)} moved in {card.id} on its last day; a story needs two"
    return _Outline((lede,), (lede,), tuple((mover,) for mover in others), _facts(ordered))


def _beyond(table: Table, change: Change) -> list[Tellable]:
    """What else there is to tell of a mover."""
    finding = find(table, change.now.subject, change.now.column, change.now.when)
    return [told for told in finding.further if not isinstance(told.facts[0], Rank)][:1] if finding else []


# --- ranking ----------------------------------------------------------------------------------------------------------


def _ranking(table: Table, columns: Sequence[Column], now: datetime) -> _Outline | str:
    """Who leads, and who changed places, by the first column that can be ranked."""
    card, times = table.card, table.times()
    at = times[-1] if times else None
    if not is_fresh(at, card, _today(card, now)):
        return _too_old(card, at, now)
    for column in columns:
        ranks = [rank for point in rivals(table, column, at, None) if (rank := _rank_of(table, point.subject, column, at))]
        if len(ranks) >= LEAST_SUBJECTS:
            leader, *others = ranks
            moved = [rank for rank in others if rank.before is not None and rank.before != rank.place]
            shown = sorted(
                {id(rank): rank for rank in (*others[: MOST_PLACES - 1], *moved)}.values(), key=lambda rank: rank.place
            )
            share = find_share(table, leader)
            beside = [*([(share,)] if share else []), *_changes_beside(table, ranks[:MOST_PLACES], column, at)]
            listed = tuple(listed_facts(table, rank) for rank in shown[:MOST_SENTENCES])
            return _Outline((leader,), (leader,), listed, tuple(beside[:MOST_BESIDE]))
    return f"no column of {card.id} has a number of every one of at least {LEAST_SUBJECTS} and at most {MOST_RANKED} subjects to rank"


def listed_facts(table: Table, rank: Rank) -> Facts:
    """What a place further down is told with: its change since a year before in a table by the month, else since the row before."""
    changes = find_changes(points_to(table, rank.now.subject, rank.now.column, rank.now.when), table)
    wanted = Grain.YEAR if table.card.every is Grain.MONTH else table.card.every
    return (rank, *(change for change in changes if change.over is wanted))


def _rank_of(table: Table, subject: str, column: Column, at: date | None) -> Rank | None:
    points = points_to(table, subject, column, at)
    return find_rank(table, points) if points else None


def _changes_beside(table: Table, ranks: Sequence[Rank], column: Column, at: date | None) -> list[Facts]:
    """How far the numbers that lead the ranking changed, those worth most first."""
    found = [find(table, rank.now.subject, column, at) for rank in ranks]
    mains = [finding.main[0] for finding in found if finding is not None and len(finding.main[0].facts) > 1]
    return [told.facts for told in sorted(mains, key=lambda told: -told.bits)]


# --- small ------------------------------------------------------------------------------------------------------------


def _head(facts: Facts) -> Facts:
    """Of a sentence's facts those that its headline tells."""
    surprise = tuple(fact for fact in facts if isinstance(fact, (Level, Surprise)))
    for tried in (surprise if len(surprise) > 1 else (), tuple(f for f in facts if isinstance(f, (Level, Change))), facts[:1]):
        if tried and can_head(tried):
            return tried
    return facts


def _facts(told: Sequence[Tellable]) -> tuple[Facts, ...]:
    return tuple(each.facts for each in told)


def _too_old(card: TableCard, at: date | None, now: datetime) -> str:
    return (
        f"the last row of {card.id} is of {at}, too old to be told as news on {now:%Y-%m-%d}" if at else f"{card.id} has no row"
    )


def _today(card: TableCard, now: datetime) -> date:
    return now.astimezone(ZoneInfo(card.time_zone)).date()
