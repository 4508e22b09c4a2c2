"""Sentences that rest on tables alone: the facts are found again and told again. The same words are supported; a cell that says something
else by now makes the sentence stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from groundwire.counting.data_story import listed_facts
from groundwire.counting.fact_choice import find
from groundwire.counting.fact_copy import can_head, points_of, say
from groundwire.counting.fact_words import Telling
from groundwire.counting.facts import is_price, numbers_of, points_to
from groundwire.counting.movers import find_movers_at
from groundwire.model import BeatRole, Cell, Column, Draft, Fact, Outcome, Rank, Ruling, Sentence
from groundwire.protocols import Table


def rule_on_retelling(draft: Draft, number: int, tables: Sequence[Table], now: datetime) -> Ruling | None:
    """The ruling on a sentence that rests on cells alone, by whether its table gives it word for word; ``None`` for any other sentence."""
    sentence = draft.sentences[number]
    cells = [item for item in sentence.evidence if isinstance(item, Cell)]
    if not cells or len(cells) != len(sentence.evidence):
        return None
    table = next((one for one in tables if one.card.id == cells[0].table_id), None)
    outcome, note, behind = _Retelling(now).rule(sentence, cells, table)
    return Ruling(
        draft_id=draft.id,
        sentence=number,
        part=(0, len(sentence.text)),
        check="tables",
        outcome=outcome,
        note=note,
        evidence=behind,
    )


class _Retelling:
    """Facts found again and told again, as they would be told ``now``."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def rule(self, sentence: Sentence, cells: Sequence[Cell], table: Table | None) -> tuple[Outcome, str, tuple[Cell, ...]]:
        if table is None or any(cell.table_id != table.card.id for cell in cells):
            return Outcome.NOT_FOUND, f"the table {cells[0].table_id} is not among those that were given (--table)", ()
        if table.card.is_guessed:
            return Outcome.NOT_FOUND, f"{table.card.id} has no card, and nothing is told from guessed columns", ()
        for cell in cells:
            now = table.reread(cell)
            if now is None or now.value != cell.value:
                says = f"the cell now says “{now.value}”" if now else "the row is gone"
                was = f"{table.card.title}, {cell.row}, {cell.column} was “{cell.value}”"
                return Outcome.CONTRADICTED, f"stale: {says}; {was}", (now,) if now else ()
        if self._is_told(sentence, cells, table):
            return Outcome.SUPPORTED, f"recomputed from the cells of {table.card.title}", tuple(cells)
        return Outcome.NOT_FOUND, f"{table.card.title} does not give this sentence from these cells", tuple(cells)

    def _is_told(self, sentence: Sentence, cells: Sequence[Cell], table: Table) -> bool:
        """Whether the sentence is one of those that the table gives of what its cells are about."""
        is_headline = sentence.beat is BeatRole.HEADLINE
        for facts in _all_facts(sentence.text, cells, table):
            for year in dict.fromkeys((self._now.year, _year_of(facts) or self._now.year)):
                telling = Telling(table.card, self._now.replace(year=year, day=1))
                if not is_headline or can_head(facts):
                    said = say(facts, telling, is_headline=is_headline)
                    if said.text == sentence.text and set(said.cells) == set(cells):
                        return True
        return False


def _all_facts(text: str, cells: Sequence[Cell], table: Table) -> Iterator[tuple[Fact, ...]]:
    """Everything that can be told of the subjects in the text by the numbers among the cells."""
    known = set(cells)
    names = {cell.column for cell in cells}
    for column in numbers_of(table.card):
        if column.name not in names:
            continue
        for subject in table.subjects():
            if subject in text:
                for at in _times(table, subject, column, known):
                    yield from _facts_at(table, subject, column, at)


def _facts_at(table: Table, subject: str, column: Column, at: date | None) -> Iterator[tuple[Fact, ...]]:
    finding = find(table, subject, column, at)
    if finding is None:
        return
    for told in (*finding.main, *finding.further):
        yield told.facts
        heads = tuple(fact for number, fact in enumerate(told.facts) if number < 2)
        if len(heads) < len(told.facts):
            yield heads
    rank = next((fact for told in finding.further for fact in told.facts if isinstance(fact, Rank)), None)
    if rank is not None:
        yield listed_facts(table, rank)
    if at is not None and is_price(column, table.card):
        yield from ((mover,) for mover in find_movers_at(table, column, at) if mover.change.now.subject == subject)


def _times(table: Table, subject: str, column: Column, known: set[Cell]) -> list[date | None]:
    return [point.when for point in points_to(table, subject, column, None) if point.cell in known]


def _year_of(facts: Sequence[Fact]) -> int | None:
    first = next(iter(points_of(facts[0]))).when
    return first.year if first else None
