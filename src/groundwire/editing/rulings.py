"""Rulings of all checks, combined into one outcome for each sentence, worst first."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.model import Draft, Outcome, Ruling, Verdict

WORST_FIRST = (Outcome.CONTRADICTED, Outcome.NOT_FOUND, Outcome.OPINION, Outcome.SUPPORTED)


def combine(draft: Draft, rulings: Sequence[Ruling]) -> tuple[Verdict, ...]:
    """A verdict for each sentence of the draft, in order.

    The worst ruling decides. A sentence on which nobody rules has nothing that could be checked: it is opinion. Neither warnings nor
    an editor's waivers change an outcome."""
    by_sentence: list[list[Ruling]] = [[] for _ in draft.sentences]
    for ruling in rulings:
        by_sentence[ruling.sentence].append(ruling)
    return tuple(
        Verdict(sentence=sentence, index=index, outcome=outcome_of(found), rulings=tuple(sorted(found, key=_severity)))
        for index, (sentence, found) in enumerate(zip(draft.sentences, by_sentence, strict=True))
    )


def outcome_of(rulings: Sequence[Ruling]) -> Outcome:
    """The one outcome that some rulings on a sentence combine to."""
    outcomes = {ruling.outcome for ruling in rulings if not ruling.is_warning and not ruling.waived_by}
    return next((outcome for outcome in WORST_FIRST if outcome in outcomes), Outcome.OPINION)


def _severity(ruling: Ruling) -> tuple[int, int, str, tuple[int, int]]:
    return (int(ruling.is_warning or bool(ruling.waived_by)), WORST_FIRST.index(ruling.outcome), ruling.check, ruling.part)
