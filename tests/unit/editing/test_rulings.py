"""Rulings combine worst first; a warning changes nothing; silence is opinion."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from groundwire.editing.rulings import combine, outcome_of
from groundwire.model import BeatRole, Document, Draft, Outcome, Reading, Ruling, Sentence

S, N, C, O = Outcome.SUPPORTED, Outcome.NOT_FOUND, Outcome.CONTRADICTED, Outcome.OPINION  # noqa: E741


def ruling(outcome: Outcome, *, sentence: int = 0, check: str = "c", is_warning: bool = False) -> Ruling:
    return Ruling(draft_id="d", sentence=sentence, part=(0, 1), check=check, outcome=outcome, note="n", is_warning=is_warning)


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [([S], S), ([S, O], O), ([S, O, N], N), ([S, N, C], C), ([C, S], C), ([O], O), ([], O)],
)
def test_the_worst_ruling_decides(outcomes: Sequence[Outcome], expected: Outcome) -> None:
    assert outcome_of([ruling(outcome) for outcome in outcomes]) is expected


def test_a_warning_never_changes_the_outcome() -> None:
    assert outcome_of([ruling(S), ruling(C, is_warning=True)]) is S
    assert outcome_of([ruling(S, is_warning=True)]) is O


def test_each_sentence_gets_a_verdict_in_order_with_the_worst_reason_first(make_document: Callable[..., Document]) -> None:
    document = make_document("One. Two.")
    sentences = tuple(Sentence(text=text, beat=BeatRole.WHAT_HAPPENED) for text in ("One.", "Two."))
    draft = Draft(id="d", sentences=sentences, document=document, reading=Reading(document_id=document.id, sentences=()))
    verdicts = combine(draft, [ruling(S, sentence=1), ruling(N, sentence=1), ruling(C, sentence=1, is_warning=True)])
    assert [verdict.outcome for verdict in verdicts] == [O, N] and [verdict.index for verdict in verdicts] == [0, 1]
    assert [r.outcome for r in verdicts[1].rulings] == [N, S, C]
