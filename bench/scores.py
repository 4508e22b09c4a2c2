"""How well a judgement tells true texts from false ones: pure functions over scores and labels, and the score of a text itself.

Scores are higher for what is better backed; a text is let through where its score is at least the threshold."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groundwire.model import Outcome, Ruling, Verdict

CONTRADICTED_FACTOR = 0.3
"""What a sentence's score is multiplied by where a typed check finds a contradiction."""
NOT_FOUND_FACTOR = 0.2
"""The same where a typed check finds nothing that backs a part. Lower than the other: on the val parts a figure or name that no source has
was the surer sign of a false text."""
UNKNOWN = 0.5
"""Score of a sentence of which no check knows how well it is backed."""
FACTORS: Mapping[Outcome, float] = {Outcome.CONTRADICTED: CONTRADICTED_FACTOR, Outcome.NOT_FOUND: NOT_FOUND_FACTOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """Both failures of a gate, as shares: of the true texts blocked, of the false ones let through."""

    true_blocked: float
    false_passed: float

    @property
    def balanced_accuracy(self) -> float:
        """Mean of the shares ruled right among the true and among the false."""
        return 1 - (self.true_blocked + self.false_passed) / 2


def score_sentence(rulings: Sequence[Ruling]) -> float:
    """The least ``support`` of the rulings (``UNKNOWN`` where none has one), times a factor for each typed check that blocks. A typed
    check is one whose ruling carries no support; its worst ruling counts, once. Warnings do not count."""
    binding = [ruling for ruling in rulings if not ruling.is_warning]
    score = min((ruling.support for ruling in binding if ruling.support is not None), default=UNKNOWN)
    factors: dict[str, float] = {}
    for ruling in binding:
        if ruling.support is None and ruling.outcome in FACTORS:
            factors[ruling.check] = min(factors.get(ruling.check, 1.0), FACTORS[ruling.outcome])
    for factor in factors.values():
        score *= factor
    return score


def score_text(verdicts: Sequence[Verdict]) -> float:
    """The mean score of the sentences, as SummaC and AlignScore have it (Laban et al. 2022; Zha et al. 2023); 0.0 for a text without
    sentences. On FRANK's val part it told texts apart better than the worst sentence did (AUC 83.8 against 80.1); what the gate says
    hangs on the worst."""
    return statistics.fmean(score_sentence(verdict.rulings) for verdict in verdicts) if verdicts else 0.0


def is_backed(verdicts: Sequence[Verdict]) -> bool:
    """What the gate says of a text: every sentence is supported (opinion is not), and there is one."""
    return bool(verdicts) and all(verdict.outcome is Outcome.SUPPORTED for verdict in verdicts)


def find_errors(passed: Sequence[bool], labels: Sequence[bool]) -> Errors:
    """Both failures of a gate that let through ``passed``, where ``labels`` are the truth. Raises ``ValueError`` where all labels are the
    same: half of the answer would be made up."""
    true = [is_passed for is_passed, label in zip(passed, labels, strict=True) if label]
    false = [is_passed for is_passed, label in zip(passed, labels, strict=True) if not label]
    if not true or not false:
        raise ValueError("true and false texts are needed, at least one of each")
    return Errors(true_blocked=1 - sum(true) / len(true), false_passed=sum(false) / len(false))


def errors_at(threshold: float, scores: Sequence[float], labels: Sequence[bool]) -> Errors:
    """Both failures of a gate that lets through whatever scores at least ``threshold``. Raises ``ValueError`` as ``find_errors``."""
    return find_errors([score >= threshold for score in scores], labels)


def find_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The threshold of the best balanced accuracy on these texts: half-way between two scores that occur, the lowest of equally good
    ones. Raises ``ValueError`` as ``find_errors``."""
    pairs = sorted(zip(scores, labels, strict=True))
    true, false = sum(labels), len(labels) - sum(labels)
    if not true or not false:
        raise ValueError("true and false texts are needed, at least one of each")
    best, threshold = 0.5, pairs[0][0]
    true_below = false_below = 0
    for (score, label), (following, _) in zip(pairs, pairs[1:], strict=False):
        true_below += label
        false_below += not label
        accuracy = (1 - true_below / true + false_below / false) / 2
        if following > score and accuracy > best:
            best, threshold = accuracy, (score + following) / 2
    return threshold


def find_auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a true text scores above a false one, ties counted half (Mann and Whitney 1947). Raises ``ValueError`` as
    ``find_errors``."""
    true, false = sum(labels), len(labels) - sum(labels)
    if not true or not false:
        raise ValueError("true and false texts are needed, at least one of each")
    wins, false_below = 0.0, 0
    tied: dict[float, list[int]] = {}
    for score, label in zip(scores, labels, strict=True):
        tied.setdefault(score, [0, 0])[bool(label)] += 1
    for score in sorted(tied):
        false_here, true_here = tied[score]
        wins += true_here * (false_below + false_here / 2)
        false_below += false_here
    return wins / (true * false)


def share_in_order(pairs: Sequence[tuple[float, float]]) -> float:
    """Of pairs (true text's score, its false twin's), the share in which the true one is higher; ties count half, no pairs give 0.5."""
    wins = sum(1.0 if true > false else 0.5 if true == false else 0.0 for true, false in pairs)
    return wins / len(pairs) if pairs else 0.5
