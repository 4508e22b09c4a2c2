"""Which days of a thread count, and which sentences tell of a day best: for a story's timeline, and for threads of hundreds of reports.

A day counts by how many reports name it: what is still named weeks later was a turn of the thread, and what one report says ten times
was not (docs/decisions/0008-timelines.md: learned rankings gained nothing over this count). Of the sentences told of a day those are
taken that together come nearest to all of them (centroid summarisation: Rossiello et al. 2017; for timelines Gholipour Ghalandari and
Ifrim 2020)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence and the first and last of the days that it tells of, which are one where it tells of a day. ``words`` are those it is
    compared by; ``is_named`` where it names the days itself, not where it only opens a report of that day. ``sentence`` is the number of
    the sentence in its report."""

    document_id: str
    sentence: int
    days: Days
    words: frozenset[str]
    is_named: bool = True


def rank_days(told: Iterable[Told]) -> tuple[Days, ...]:
    """Every day (or month, or year) that is told of, best first: by how many reports name it, then by how many sentences, then the
    earlier."""
    naming: dict[Days, set[str]] = {}
    sentences: Counter[Days] = Counter()
    for one in told:
        reports = naming.setdefault(one.days, set())
        if one.is_named:
            reports.add(one.document_id)
            sentences[one.days] += 1
    return tuple(sorted(naming, key=lambda days: (-len(naming[days]), -sentences[days], days)))


def count_words(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """How rare each word is among the sentences of a thread: ln(1 + sentences / sentences with it)."""
    counts: Counter[str] = Counter()
    total = 0
    for words in texts:
        counts.update(words)
        total += 1
    return {word: math.log(1 + total / count) for word, count in counts.items()}


def choose_told(told: Sequence[Told], rarity: Mapping[str, float], most: int) -> tuple[Told, ...]:
    """At most ``most`` of the sentences told of one day, the best first: each is the one that brings those taken nearest to the mean of
    all, so that what is taken already is not said again."""
    rows = [_weighed(one.words, rarity) for one in told]
    centre: dict[str, float] = {}
    for row in rows:
        _add(centre, row)
    chosen: list[int] = []
    taken: dict[str, float] = {}
    length = along = 0.0
    while len(chosen) < min(most, len(told)):
        best = (-1.0, 0, 0.0, 0.0)
        for number, row in enumerate(rows):
            if number in chosen or any(told[number].words == told[other].words for other in chosen):
                continue
            square = length + sum(weight * (weight + 2 * taken.get(word, 0.0)) for word, weight in row.items())
            product = along + sum(weight * centre[word] for word, weight in row.items())
            nearness = product / math.sqrt(square) if square else 0.0
            best = max(best, (nearness, -number, square, product))
        if best[0] < 0:
            break
        _, place, length, along = best
        chosen.append(-place)
        _add(taken, rows[-place])
    return tuple(told[number] for number in chosen)


def _weighed(words: Iterable[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """The words with their rarity, as a vector of length 1; sorted, since the sums must not hang on the order of a set."""
    weights = {word: rarity.get(word, 0.0) for word in sorted(words)}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _add(total: dict[str, float], row: Mapping[str, float]) -> None:
    for word, weight in row.items():
        total[word] = total.get(word, 0.0) + weight
