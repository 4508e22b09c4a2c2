"""How near a timeline comes to a gold one: the days alone, and the days with what is said of them.

The second is alignment-based ROUGE (Martschat and Markert 2017, "align+ m:1"): each day of one timeline is set against the day of the
other that is nearest in time and words, and the words they share count the less the farther apart the two days lie. Words are counted
as ROUGE-1.5.5 does with ``-m -s``: letters and digits only, Porter's stems, without the words of the SMART list
(sumy's copy of it)."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

Tokens = Sequence[str]
Timeline = Mapping[date, Sequence[str]]
"""The sentences of each day, tokens parted by spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def mean(agreements: Sequence[Agreement]) -> Agreement:
    """Precision and recall averaged over timelines; F1 is then taken of the two means, as Gholipour Ghalandari and Ifrim (2020) do."""
    return Agreement(
        precision=sum(one.precision for one in agreements) / len(agreements),
        recall=sum(one.recall for one in agreements) / len(agreements),
    )


def score_days(ours: Iterable[date], gold: Iterable[date]) -> Agreement:
    """How many of our days are gold days, and the other way about; no day of ours is none right."""
    mine, theirs = set(ours), set(gold)
    shared = len(mine & theirs)
    return Agreement(precision=shared / len(mine) if mine else 0.0, recall=shared / len(theirs) if theirs else 0.0)


def score_words(ours: Timeline, gold: Timeline) -> Agreement:
    """Alignment-based ROUGE-1 (align+ m:1): every day of ours is aligned with one of gold's for precision, every day of gold's with one of
    ours for recall; several may share one."""
    if not ours or not gold:
        return Agreement(precision=0.0, recall=0.0)
    mine, theirs = _read(ours), _read(gold)
    return Agreement(precision=_aligned_share(mine, theirs), recall=_aligned_share(theirs, mine))


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    words: Counter[str]
    """What is counted: stems."""
    plain: Counter[str]
    """What days are aligned by: tokens as they stand, without punctuation."""


def _read(timeline: Timeline) -> list[_Day]:
    return [
        _Day(day, Counter(w for s in sentences for w in stems(s)), Counter(t for s in sentences for t in _plain(s)))
        for day, sentences in sorted(timeline.items())
    ]


def _plain(sentence: str) -> list[str]:
    return [token for token in sentence.split() if token not in string.punctuation]


def _aligned_share(days: Sequence[_Day], others: Sequence[_Day]) -> float:
    """The share of the words of ``days`` that the day each is aligned with has too, each match worth 1 / (1 + days apart)."""
    matched = 0.0
    for one in days:
        other = min(others, key=lambda each: _cost(one, each))
        matched += _closeness(one, other) * (one.words & other.words).total()
    total = sum(one.words.total() for one in days)
    return matched / total if total else 0.0


def _closeness(one: _Day, other: _Day) -> float:
    return 1 / (abs((one.day - other.day).days) + 1)


def _cost(one: _Day, other: _Day) -> float:
    return (1 - _closeness(one, other)) * (1 - _overlap(one.plain, other.plain))


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """F1 of the tokens that two days share."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


@cache
def stems(sentence: str) -> tuple[str, ...]:
    """The words of a sentence as ROUGE-1.5.5 counts them."""
    stem, ignored = _stemmer(), _stopwords()
    plain = "".join(char if char in _COUNTED else " " for char in sentence.lower())
    return tuple(stem(word) if len(word) > 3 else word for word in plain.split() if word not in ignored)


_COUNTED = frozenset(string.ascii_lowercase + string.digits)


@cache
def _stopwords() -> frozenset[str]:
    """Words that do not count: the SMART list as sumy has it. ROUGE's own has a few more (months and weekdays cut short, "reuters")."""
    from sumy.utils import get_stop_words

    return frozenset(get_stop_words("english"))


@cache
def _stemmer() -> Callable[[str], str]:
    from nltk.stem.porter import PorterStemmer

    stem: Callable[[str], str] = cache(PorterStemmer(PorterStemmer.ORIGINAL_ALGORITHM).stem)
    return stem
