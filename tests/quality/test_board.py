"""Quality is a pinned number: the board's catches and false blocks may not fall behind ``floors.json``.

``floors.json`` is lowered only on purpose, by hand, with the reason in the commit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.conftest import NOW
from tests.quality.board import BUDAPEST, HARBOUR, SAID, Planted

from groundwire import open_newsroom
from groundwire.model import Outcome
from groundwire.newsroom import Newsroom

ROOT = Path(__file__).parents[2]
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))
REPORTS = {
    "harbour": ["examples/harbour/reports"],
    "budapest": ["examples/budapest/report.md"],
    "said": ["examples/budapest/report.md", "examples/budapest/archive"],
}


@pytest.fixture(scope="module")
def newsroom() -> Newsroom:
    return open_newsroom(now=NOW)


def outcomes(
    newsroom: Newsroom, board: Sequence[Planted], against: Sequence[str], folder: Path
) -> list[tuple[Planted, Outcome]]:
    draft = folder / "draft.txt"
    draft.write_text("\n\n".join(planted.text for planted in board), "utf-8")
    report = newsroom.check(str(draft), against=[str(ROOT / place) for place in against]).report
    assert [verdict.sentence.text for verdict in report.verdicts] == [planted.text for planted in board]
    return [(planted, verdict.outcome) for planted, verdict in zip(board, report.verdicts, strict=True)]


def tell_failures(board: Sequence[Planted], escaped: Sequence[Planted], blocked: Sequence[tuple[Outcome, Planted]]) -> str:
    """Both failures: how many errors of each type got through and which, and the true sentences that were blocked."""
    planted = Counter(item.kind for item in board if item.kind)
    lines = [f"{len(escaped)} of {planted.total()} errors let through, by type:"]
    for kind, count in sorted(planted.items()):
        through = [item.text for item in escaped if item.kind == kind]
        if through:
            lines += [f"{kind}: {len(through)} of {count}", *(f"    {text}" for text in through)]
    lines.append(f"{len(blocked)} of {len(board) - planted.total()} true sentences blocked:")
    lines += [f"    {outcome.value}: {item.text}" for outcome, item in blocked]
    return "\n".join(lines)


@pytest.mark.parametrize(("name", "board"), [("harbour", HARBOUR), ("budapest", BUDAPEST), ("said", SAID)])
def test_board_catches_planted_errors_and_passes_true_sentences(
    newsroom: Newsroom, name: str, board: tuple[Planted, ...], tmp_path: Path
) -> None:
    ruled = outcomes(newsroom, board, REPORTS[name], tmp_path)
    escaped = [planted for planted, outcome in ruled if planted.kind and outcome is Outcome.SUPPORTED]
    blocked = [(outcome, planted) for planted, outcome in ruled if not planted.kind and outcome is not Outcome.SUPPORTED]
    false_count = sum(bool(planted.kind) for planted in board)
    caught = 1 - len(escaped) / false_count
    passed = 1 - len(blocked) / (len(board) - false_count)
    floors, told = FLOORS["board"][name], tell_failures(board, escaped, blocked)
    assert caught >= floors["planted errors caught"], told
    assert passed >= floors["true sentences passed"], told


def test_failures_are_told_by_type() -> None:
    board = (Planted("A."), Planted("B.", "number"), Planted("C.", "number"), Planted("D.", "name swap"))
    assert tell_failures(board, [board[1]], [(Outcome.NOT_FOUND, board[0])]).splitlines() == [
        "1 of 3 errors let through, by type:",
        "number: 1 of 2",
        "    B.",
        "1 of 1 true sentences blocked:",
        "    not_found: A.",
    ]


def test_board_repeats_no_sentence() -> None:
    texts = [planted.text for planted in (*HARBOUR, *BUDAPEST, *SAID)]
    assert sorted(texts) == sorted(set(texts))
