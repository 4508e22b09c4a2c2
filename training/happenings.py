"""Learn what tells whether two reports are of one happening: ``python -m training.happenings --data FOLDER`` prints the weights of
``editing/sorting``.

Labelled reports: the first two parts of 307 events of ``neus`` train, each among all of ``bbc_news``; a third one whose reports are cut to
briefs of ``BRIEF`` characters, since few words shared mean something else in short reports; and ECB+ dev. Each pair of reports whose words
have a cosine above ``FLOOR`` is an example, those of two BBC reports aside; ECB+'s count more, as they are few. Logistic regression with a
small ridge, by Newton's method; nothing is drawn. It takes a minute or two and 2 GB of memory."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from bench.kin.labelled import BYSTANDER, Labelled, read_ecb, read_neus
from numpy.typing import NDArray

from groundwire.editing.sketches import Rarity, sketch, weigh
from groundwire.editing.sorting import features

EVENTS, BRIEF = 307, 100
FLOOR = 0.03
WEIGHT = 3.0
"""What an example of ECB+ counts beside one of ``neus``, which counts 1."""
SPARE = 1.0
"""Strength of the ridge, over features of unit spread."""
ROUNDS = 30


def main() -> None:
    """Print the weights, the constant first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data
    parts = [read_neus(folder, "train", slice(part * EVENTS, (part + 1) * EVENTS)) for part in range(3)]
    parts[2] = [_cut(item) for item in parts[2]]
    sets = [(part, 1.0) for part in parts]
    sets.append((read_ecb(folder, "dev"), WEIGHT))
    found = [(*examples(items), weight) for items, weight in sets]
    values, truths = (np.concatenate([one[place] for one in found]) for place in (0, 1))
    counts = np.concatenate([np.full(len(truth), weight) for _, truth, weight in found])
    print(" ".join(f"{weight:.4g}" for weight in fit(values, truths, counts)))


def examples(items: Sequence[Labelled]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The features of each pair, and 1 where the two are of one happening, else 0."""
    sketches = [sketch(item.document) for item in items]
    rarity = Rarity(len(items), Counter(key for one in sketches for key in one.keys))
    found = features([weigh(one, rarity) for one in sketches], rarity)
    labels = np.array([item.happening for item in items])
    told = labels != BYSTANDER
    asked = np.tril(found[0] > FLOOR, -1) & (told[:, None] | told)
    return np.stack([one[asked] for one in found], axis=1), np.equal.outer(labels, labels)[asked].astype(float)


def _cut(item: Labelled) -> Labelled:
    document = item.document
    begins = document.title.end if document.title else 0
    return replace(item, document=replace(document, text=document.text[: begins + BRIEF]))


def fit(values: NDArray[np.float64], truths: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of a logistic regression, the constant first."""
    means, spreads = values.mean(axis=0), values.std(axis=0)
    rows = np.column_stack([np.ones(len(values)), (values - means) / spreads])
    ridge = SPARE * np.diag([0.0, *np.ones(values.shape[1])])
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        found = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (found - truths)) + ridge @ weights
        weights -= np.linalg.solve((rows.T * (counts * found * (1 - found))) @ rows + ridge, slope)
    scaled = weights[1:] / spreads
    return np.array([weights[0] - scaled @ means, *scaled])


if __name__ == "__main__":
    main()
