"""The check of tables: errors caught and true sentences supported may not fall behind ``floors.json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.planted_tables.board import Case, retold_cases, rule, written_cases

from groundwire.model import Outcome
from groundwire.protocols import Encoders

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["planted tables"]
SENTENCES = 40
"""Of the product's own copy: enough to meet every template; the bench has hundreds."""


@pytest.mark.parametrize("part", ["own copy", "dev", "wider", "test"])
def test_planted_tables_are_caught_and_true_sentences_pass(part: str, encoders: Encoders) -> None:
    cases = list(retold_cases(5, SENTENCES) if part == "own copy" else written_cases(part, encoders))
    ruled: list[tuple[Case, Outcome]] = [(case, rule(case, encoders)) for case in cases]
    errors = [outcome for case, outcome in ruled if case.kind]
    true = [outcome for case, outcome in ruled if not case.kind]
    caught = sum(outcome is Outcome.CONTRADICTED for outcome in errors) / len(errors)
    passed = sum(outcome is Outcome.SUPPORTED for outcome in true) / len(true)
    denied = sum(outcome is Outcome.CONTRADICTED for outcome in true) / len(true)
    told = f"{part}: {caught:.3f} of {len(errors)} errors contradicted; {passed:.3f} of {len(true)} true supported, {denied:.3f} denied"
    print(told)
    floor = FLOORS[part]
    assert caught >= floor["errors contradicted"] and passed >= floor["true sentences supported"], told
    assert denied <= floor["true sentences contradicted"], told
