"""Which of a few near reports tell of one happening, all of them seen together.

Two reports are of one happening with a probability that was learned from reports which people sorted (``training/happenings.py``). What
they share counts, and what either has in common with its other neighbours counts against it: a report from a crowd, the tenth on one
subject today, must be nearer to another than one that nothing else is like (local scaling: Zelnik-Manor and Perona 2004; as a correction
for hubs Conneau et al. 2018). So whether two belong together can change with what comes in after them, and near reports are sorted anew
each time.

A happening holds together by the mean probability of all pairs of its reports (average link): one that is like a single one of them does
not join."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Final

from groundwire.editing.sketches import Rarity, Weighed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

ONE_HAPPENING: Final = 0.4
"""Least mean probability of the reports of two happenings that are one."""
SAME_DAY: Final = timedelta(hours=36)
"""Within which reports of one happening mostly come."""
OVER: Final = timedelta(days=6)
"""After which no report tells of the same happening."""
CROWD: Final = 5
"""Nearest neighbours by which it is told how crowded it is about a report."""
LEARNED: Final = (5.56, 8.05, 5.74, -1.67, -1.41, -9.61)
"""What each of ``features`` counts, as ``training/happenings.py`` prints it; ``ALONE`` is what counts without any."""
ALONE: Final = -7.68


def sort_reports(reports: Sequence[Weighed], rarity: Rarity) -> list[list[int]]:
    """The places of the reports in ``reports``, those of one happening together, in order.

    Reports without a date join a happening each, but bind none together."""
    import numpy as np

    if len(reports) < 2:
        return [[place] for place in range(len(reports))]
    together = _probabilities(reports, rarity)
    dated = [place for place, report in enumerate(reports) if report.published_at]
    sorted_ = [[dated[place] for place in group] for group in _link(together[np.ix_(dated, dated)])]
    for place in (place for place, report in enumerate(reports) if not report.published_at):
        means = [together[place, group].mean() for group in sorted_]
        if means and max(means) >= ONE_HAPPENING:
            sorted_[means.index(max(means))].append(place)
        else:
            sorted_.append([place])
    return sorted(sorted(group) for group in sorted_)


def features(reports: Sequence[Weighed], rarity: Rarity) -> tuple[Matrix, ...]:
    """What tells whether two of the reports are of one happening, each a matrix of reports by reports: the cosine of their weighed words
    and of their headlines; the logarithms of the rarity of the words they share, summed up, and of how many words the shorter has, and the
    longer; how crowded it is about both, as the cosine of either to its ``CROWD`` nearest among all."""
    import numpy as np

    words, shared = _multiply(reports, rarity)
    titles = _cosines(_spread([report.title for report in reports])[0])
    lengths = np.log1p([len(report.words) for report in reports])
    others = np.sort(words - 2 * np.eye(len(reports)), axis=1)[:, ::-1][:, :CROWD].clip(0)
    crowd = others.sum(axis=1) / CROWD
    return (
        words,
        titles,
        np.log1p(shared),
        np.minimum.outer(lengths, lengths),
        np.maximum.outer(lengths, lengths),
        np.add.outer(crowd, crowd),
    )


def _probabilities(reports: Sequence[Weighed], rarity: Rarity) -> Matrix:
    import numpy as np

    log_odds = ALONE + sum(weight * one for weight, one in zip(LEARNED, features(reports, rarity), strict=True))
    found: Matrix = _same_time(reports) / (1 + np.exp(-log_odds))
    return found


def _same_time(reports: Sequence[Weighed]) -> Matrix:
    """1 for reports of a day, falling to 0 where they lie too far apart; 1 where a date is missing."""
    import numpy as np

    dates = np.array([report.published_at.timestamp() if report.published_at else np.nan for report in reports])
    apart = np.nan_to_num(np.abs(np.subtract.outer(dates, dates)))
    found: Matrix = ((OVER.total_seconds() - apart) / (OVER - SAME_DAY).total_seconds()).clip(0, 1)
    return found


def _multiply(reports: Sequence[Weighed], rarity: Rarity) -> tuple[Matrix, Matrix]:
    """The cosines of the reports' words, and the rarity of the words that two share."""
    import numpy as np

    values, columns = _spread([report.words for report in reports])
    weights = np.array([rarity.weight(word) for word in columns])
    held = (values > 0).astype(values.dtype)
    return _cosines(values), (held * weights) @ held.T


def _cosines(values: Matrix) -> Matrix:
    found: Matrix = values @ values.T
    return found


def _spread(vectors: Sequence[Mapping[str, float]]) -> tuple[Matrix, Iterable[str]]:
    """The vectors as rows, and what their columns stand for: whatever two of them hold, the rest makes no difference."""
    import numpy as np

    counts = Counter(chain.from_iterable(vectors))
    columns = {key: place for place, key in enumerate(key for key, count in counts.items() if count > 1)}
    found = np.zeros((len(vectors), len(columns)))
    for row, vector in zip(found, vectors, strict=True):
        held = columns.keys() & vector.keys()
        row[[columns[key] for key in held]] = [vector[key] for key in held]
    return found, columns


def _link(together: Matrix) -> list[list[int]]:
    """Groups of rows, joined two by two, the nearest in the mean first, while that is ``ONE_HAPPENING`` at least."""
    import numpy as np

    groups = {place: [place] for place in range(len(together))}
    sums, sizes = together.copy(), np.ones(len(together))
    np.fill_diagonal(sums, 0)
    while len(groups) > 1:
        means = sums / np.multiply.outer(sizes, sizes)
        one, other = divmod(int(means.argmax()), len(means))
        if means[one, other] < ONE_HAPPENING:
            break
        one, other = min(one, other), max(one, other)
        groups[one] += groups.pop(other)
        sizes[one] += sizes[other]
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sums[one, one] = 0
        sums[other] = sums[:, other] = 0
    return list(groups.values())
