"""Tables: is what a sentence says of the newsroom's own tables what their cells say?

A sentence is read for whose number it tells, of which column, when, and what it says of it (``counting.table_statements``); that
is counted again from the cells, exactly (``counting.recounting``). Where the cells say otherwise the sentence is contradicted.
Where they agree, the part whose every word is accounted for is supported; what is said beside it has to be backed by reports.
What cannot be read gets no ruling, and a table without a card only warns. A sentence that names its cells is contradicted once
one of them has changed: it is stale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from groundwire.checks._kept import KeptPerEvidence
from groundwire.checks._report_says import find_report
from groundwire.checks._retold import rule_on_retelling
from groundwire.counting.linking import Link, link_subjects
from groundwire.counting.measures import Measures, make_measures
from groundwire.counting.recounting import recount
from groundwire.counting.recounts import Recount, Standing
from groundwire.counting.rolls import Roll, make_roll
from groundwire.counting.table_statements import Carried, read_statements
from groundwire.counting.tables_said import Said, SentenceSaid
from groundwire.model import Backing, Cell, Draft, Outcome, Ruling, Sentence
from groundwire.protocols import Evidence, Table, Tools

NAME: Final = "tables"
_PIECES: Final = re.compile(r"(?:[,;]\s|\s(?:and|but|while|whereas)\s)")


class TablesCheck:
    """``Check`` of what a draft says of tables."""

    name = NAME

    def __init__(self, now: datetime | None = None) -> None:
        self._now = now or datetime(2026, 1, 1, tzinfo=UTC)

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """See ``protocols.Check``: contradicted where cells say otherwise or have changed, supported for what they fully
        account for."""
        if not evidence.tables:
            return ()
        ledgers = [_Ledger.of(table, words, draft) for table, words in zip(evidence.tables, _WORDS.of(evidence), strict=True)]
        rulings: list[Ruling] = []
        for number in range(min(len(draft.sentences), len(draft.reading.sentences))):
            stale = _rule_on_cells(draft, number, evidence.tables)
            counted = [ledger.counted(draft, number) for ledger in ledgers]
            read = _rule(draft, number, counted, evidence)
            retold = rule_on_retelling(draft, number, evidence.tables, self._now)
            rulings += _of_both(retold, read, len(draft.sentences[number].text)) if retold is not None else stale or read
        return tuple(rulings)


def _of_both(retold: Ruling, read: list[Ruling], length: int) -> list[Ruling]:
    """The rulings on a sentence that rests on cells alone. Told again from them word for word it is supported; told otherwise it is what
    reading it comes to, and where that does not account for all of it nothing backs it."""
    is_read = any(ruling.outcome is Outcome.CONTRADICTED or ruling.part == (0, length) for ruling in read)
    return read if retold.outcome is Outcome.NOT_FOUND and is_read and retold.evidence else [retold]


# --- stale cells ------------------------------------------------------------------------------------------------------


def _rule_on_cells(draft: Draft, number: int, tables: Sequence[Table]) -> list[Ruling]:
    """A contradiction for each cell that the sentence rests on and that has changed or gone."""
    sentence = draft.sentences[number]
    known = {table.card.id: table for table in tables}
    rulings: list[Ruling] = []
    for cell in sentence.evidence:
        if not isinstance(cell, Cell) or cell.table_id not in known:
            continue
        now = known[cell.table_id].reread(cell)
        if now is not None and now.value == cell.value:
            continue
        told = f"the cell now says “{now.value}”, not “{cell.value}”" if now is not None else "the row is gone"
        note = f"stale: {told} ({cell.column} of {cell.row}, “{known[cell.table_id].card.title}”)"
        rulings.append(_ruling(draft, number, (0, len(sentence.text)), Outcome.CONTRADICTED, note, (now or cell,)))
    return rulings


# --- what is said, counted again ---------------------------------------------------------------------------------------


def _words_of_tables(evidence: Evidence) -> tuple[tuple[Roll, Measures], ...]:
    """By what words each table is spoken of."""
    return tuple((make_roll(table), make_measures(table.card)) for table in evidence.tables)


_WORDS: Final = KeptPerEvidence(_words_of_tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """A sentence against one table: what it says, and what came of each."""

    table: Table
    statements: SentenceSaid
    found: tuple[tuple[Said, Recount], ...]

    @property
    def open_places(self) -> tuple[tuple[int, int], ...]:
        """The places that this table does not account for."""
        return (*self.statements.left, *(said.part for said, one in self.found if one.standing is not Standing.AGREES))


@dataclass(slots=True)
class _Ledger:
    """A table as a draft is read against it, sentence by sentence."""

    table: Table
    roll: Roll
    measures: Measures
    links: tuple[Link, ...]
    carried: Carried

    @staticmethod
    def of(table: Table, words: tuple[Roll, Measures], draft: Draft) -> _Ledger:
        """The ledger of a table for a draft."""
        roll, measures = words
        links = link_subjects(draft.reading, roll)
        return _Ledger(table=table, roll=roll, measures=measures, links=links, carried=Carried())

    def counted(self, draft: Draft, number: int) -> _Counted:
        """The next sentence of the draft, counted again."""
        passage = draft.reading.sentences[number]
        statements, self.carried = read_statements(
            passage, draft.reading, self.links, self.measures, self.roll.own, self.carried
        )
        found = tuple((said, recount(said, self.table)) for said in statements.said)
        return _Counted(table=self.table, statements=statements, found=found)


def _rule(draft: Draft, number: int, counted: Sequence[_Counted], evidence: Evidence) -> list[Ruling]:
    """Contradictions where a table says otherwise and none agrees; else support for what all of them together account for."""
    agreed = [(one, said, found) for one in counted for said, found in one.found if found.standing is Standing.AGREES]
    denied = [
        (one, said, found)
        for one in counted
        for said, found in one.found
        if found.standing is Standing.DIFFERS and not any(_meet(said.part, other.part) for _, other, _ in agreed)
    ]
    if denied:
        return [_contradict(draft, number, one, said, found, evidence) for one, said, found in denied]
    if not agreed:
        return []
    rulings = []
    for part in _covered(
        draft.sentences[number], [one for one in counted if any(one is table for table, _, _ in agreed)], agreed
    ):
        inside = [(one, found) for one, said, found in agreed if _meet(part, said.part)]
        cells = tuple(dict.fromkeys(cell for _, found in inside for cell in found.cells))
        titles = list(dict.fromkeys(one.table.card.title for one, _ in inside))
        note = f"the table “{'” and “'.join(titles)}” has {'; '.join(dict.fromkeys(found.words for _, found in inside))}"
        ruling = _ruling(draft, number, part, Outcome.SUPPORTED, note, cells)
        rulings.append(replace(ruling, is_warning=any(one.table.card.is_guessed for one, _ in inside)))
    return rulings


def _contradict(draft: Draft, number: int, one: _Counted, said: Said, found: Recount, evidence: Evidence) -> Ruling:
    """The contradiction, which names the report that says what the draft says, where there is one."""
    words = draft.sentences[number].text[said.part[0] : said.part[1]]
    note = f"the table “{one.table.card.title}” has {found.words}, not “{words}”"
    report = find_report(draft, number, said.part, evidence)
    if report is not None:
        note += f"; a report says “{report.words}”"
    shown: tuple[Backing, ...] = (*found.cells, *((report.span,) if report is not None else ()))
    ruling = _ruling(draft, number, said.part, Outcome.CONTRADICTED, note, shown)
    return replace(ruling, is_warning=one.table.card.is_guessed)


def _covered(
    sentence: Sentence, counted: Sequence[_Counted], agreed: Sequence[tuple[_Counted, Said, Recount]]
) -> Iterator[tuple[int, int]]:
    """The parts of a sentence of which tables account for every word: the whole of it, or the pieces between its commas."""
    missing = _open_in_all(counted)
    if not missing:
        yield 0, len(sentence.text)
        return
    run: tuple[int, int] | None = None
    for piece in _pieces(sentence.text):
        is_told = any(_meet(piece, said.part) for _, said, _ in agreed)
        if any(_meet(piece, place) for place in missing) or not (is_told or run):
            if run is not None:
                yield run
            run = None
            continue
        run = (run[0] if run is not None else piece[0], piece[1])
    if run is not None:
        yield run


def _open_in_all(counted: Sequence[_Counted]) -> list[tuple[int, int]]:
    """The places that none of the tables accounts for."""
    places = {place for one in counted for place in one.open_places}
    return sorted(place for place in places if all(any(_meet(place, own) for own in one.open_places) for one in counted))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PIECES.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _ruling(
    draft: Draft, number: int, part: tuple[int, int], outcome: Outcome, note: str, evidence: tuple[Backing, ...]
) -> Ruling:
    return Ruling(draft_id=draft.id, sentence=number, part=part, check=NAME, outcome=outcome, note=note, evidence=evidence)


def make(tools: Tools) -> TablesCheck:
    """The plug-in."""
    return TablesCheck(tools.now())
