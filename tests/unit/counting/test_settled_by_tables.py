"""A number that stands in a table alone is no fault of a sentence; a report that tells it otherwise is. Both failures, on real checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.tables_made import PRICES, TRAFFIC, make_table, months
from tests.writing_desk import make_desk

from groundwire.copydesk import make_draft, rule
from groundwire.counting.fact_choice import find
from groundwire.counting.fact_copy import say
from groundwire.counting.fact_words import Telling
from groundwire.counting.settled_by_tables import settle
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Draft, Outcome, Ruling, Sentence, Verdict
from groundwire.protocols import Table, Tools
from groundwire.reading import read_document

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
REPORT = """Crane falls at Merrow

A crane fell on a quay at Merrow on Monday and nobody was hurt, the harbour office said. Traffic at the port was 6 percent lower than last year, it said.

{more}
"""


@pytest.fixture
def traffic(tmp_path: Path, tools: Tools) -> Table:
    rows = [
        *months([50000, 60000], "Merrow", (2025, 12)),
        *months([30000, 20000], "Dunholm", (2025, 12)),
        *months([10, 20], "Saltby", (2025, 12)),
    ]
    return make_table(tmp_path, tools, "port,month,boxes", rows, TRAFFIC)


@pytest.fixture
def verdict_on(tools: Tools, make_document: Callable[..., Document]) -> Callable[..., Verdict]:
    """What all checks together make of a sentence, held against a table and a report."""

    def run(sentence: Sentence, table: Table, more: str) -> Verdict:
        report = make_document(
            REPORT.format(more=more), title="Crane falls at Merrow", source="Gazette", published_at="2026-03-02"
        )
        readings = {report.id: read_document(report, tools.encoders.syntax)}
        evidence = GatheredEvidence([report], readings, tools.encoders.embedding, tables=(table,))
        desk = replace(make_desk(tools), tables=(table,))
        return rule(make_draft([sentence], desk), evidence, desk)[0]

    return run


def sentence_of(table: Table, subject: str = "Merrow") -> Sentence:
    column = next(column for column in table.card.columns if column.kind.value == "number")
    finding = find(table, subject, column)
    assert finding is not None
    said = say(next(each.facts for each in finding.main if len(each.facts) == 2), Telling(table.card, NOW))
    return Sentence(text=said.text, beat=BeatRole.BY_THE_NUMBERS, evidence=said.cells, author="template")


@pytest.mark.parametrize(
    "more",
    [
        "Nothing else was said about it, and the quay was open again by the evening.",
        "Merrow handled 1.4 million containers in 2025, the harbour office said.",
        "Dunholm handled 25,000 containers in January, the harbour office said.",
        "Merrow handled 12,000 containers in July 2024, the harbour office said.",
    ],
)
def test_true_sentences_are_not_blocked_by_reports_on_something_else(
    traffic: Table, verdict_on: Callable[..., Verdict], more: str
) -> None:
    sentence = sentence_of(traffic)
    assert sentence.text == "Merrow handled 60,000 containers in January 2026, up 20% from the month before."
    verdict = verdict_on(sentence, traffic, more)
    assert verdict.outcome is Outcome.SUPPORTED, verdict.rulings


def test_a_report_that_tells_the_same_otherwise_blocks(traffic: Table, verdict_on: Callable[..., Verdict]) -> None:
    sentence = sentence_of(traffic)
    verdict = verdict_on(sentence, traffic, "Merrow handled 45,000 containers in January 2026, the harbour office said.")
    assert verdict.outcome is Outcome.CONTRADICTED, verdict.rulings


@pytest.mark.parametrize(
    "old, new", [("60,000", "61,000"), ("20%", "21%"), ("up", "down"), ("January", "February"), ("Merrow", "Dunholm")]
)
def test_changed_sentences_are_never_supported(traffic: Table, verdict_on: Callable[..., Verdict], old: str, new: str) -> None:
    sentence = sentence_of(traffic)
    changed = replace(sentence, text=sentence.text.replace(old, new))
    assert verdict_on(changed, traffic, "Nothing else was said.").outcome is not Outcome.SUPPORTED


def test_a_changed_cell_makes_the_sentence_stale(traffic: Table, verdict_on: Callable[..., Verdict], tmp_path: Path) -> None:
    sentence = sentence_of(traffic)
    made = tmp_path / "made.csv"
    made.write_text(made.read_text().replace("60000", "59000"))
    verdict = verdict_on(sentence, traffic, "Nothing else was said.")
    assert verdict.outcome is Outcome.CONTRADICTED
    assert verdict.reasons[0].note.startswith("stale: the cell now says “59000”")


def test_a_row_that_is_gone_is_stale(traffic: Table, verdict_on: Callable[..., Verdict], tmp_path: Path) -> None:
    sentence = sentence_of(traffic)
    made = tmp_path / "made.csv"
    made.write_text("\n".join(line for line in made.read_text().splitlines() if "Merrow,2026-01" not in line) + "\n")
    verdict = verdict_on(sentence, traffic, "Nothing else was said.")
    assert verdict.outcome is Outcome.CONTRADICTED and "the row is gone" in verdict.reasons[0].note


def test_nothing_is_supported_from_a_table_that_is_not_there(
    traffic: Table, verdict_on: Callable[..., Verdict], tmp_path: Path, tools: Tools
) -> None:
    other = make_table(tmp_path, tools, "company,day,close,ticker,exchange", ["A,2026-02-27,5,T,L"], PRICES, "other.csv")
    verdict = verdict_on(sentence_of(traffic), other, "Nothing else was said.")
    assert verdict.outcome is Outcome.NOT_FOUND


def test_words_beyond_what_the_cells_say_must_stand_in_the_reports(
    traffic: Table, tools: Tools, make_document: Callable[..., Document]
) -> None:
    """Settling is by part: what is missing of another part of the sentence stays."""
    sentence = sentence_of(traffic)
    desk = make_desk(tools)
    draft: Draft = make_draft([sentence], desk)
    evidence = GatheredEvidence((), {}, tools.encoders.embedding, tables=(traffic,))

    def ruling(part: tuple[int, int], outcome: Outcome, check: str, **more: object) -> Ruling:
        return Ruling(draft_id=draft.id, sentence=0, part=part, check=check, outcome=outcome, note="", **more)  # type: ignore[arg-type]

    support = ruling((0, 20), Outcome.SUPPORTED, "tables", evidence=sentence.evidence)
    inside = ruling((5, 15), Outcome.NOT_FOUND, "figures")
    beyond = ruling((5, 25), Outcome.NOT_FOUND, "entailment")
    without_passage = ruling((0, 10), Outcome.CONTRADICTED, "names")
    assert settle(draft, [support, inside, beyond, without_passage], evidence) == [support, beyond, without_passage]
    assert settle(draft, [inside, beyond], evidence) == [inside, beyond]
