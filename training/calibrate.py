"""Fit what the check of entailment makes of its features: ``python -m training.calibrate dump --data FOLDER --out FEATURES.jsonl`` asks the
check for the features of development data, ``python -m training.calibrate fit FEATURES.jsonl`` prints the weights.

Development data only: FRANK val, WiCE dev, the board's dev articles and our own passages that training left out. A text is as good
as its worst part, so the fit goes back and forth: the worst part under the last weights stands for its text, then the weights are fitted
anew (multiple-instance logistic regression, as Ray and Craven, ICML 2005)."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np

NAMES = ("supported", "contradicted", "together", "alone", "least_heard")
ROUNDS = 12
SPARE = 1.0
"""Strength of the ridge that keeps the weights small."""


def texts(data: Path) -> Iterator[tuple[str, tuple[str, ...], str, bool]]:
    """(group, documents, claim, is it true) of the development data."""
    from bench.judged import read_items
    from bench.retyping import prepare
    from training.mix import own

    for name in ("frank", "wice"):
        for item in prepare(read_items(data, name, "val")):
            yield f"{name}-{item.group}" if name == "frank" else name, item.documents, item.claim, item.is_true
    for pair in own(is_held_out=True):
        yield "own", (pair.passage,), pair.claim, pair.label == "support"


def dump(data: Path, out: Path) -> None:
    """Write a line for each text: its group, its label, and the features of every part."""
    from bench.data import Article, make_document
    from bench.desks import load_models, open_desk
    from groundwire.checks.entailment import make
    from groundwire.editing.evidence import GatheredEvidence
    from groundwire.pipeline import read_all

    desk = open_desk(lambda stage, done, total: None, load_models())
    check = make(desk.tools)
    last: tuple[tuple[str, ...], GatheredEvidence] | None = None
    with out.open("w", encoding="utf-8") as lines:
        for number, (group, documents, claim, is_true) in enumerate(sorted(texts(data), key=lambda item: item[1])):
            if last is None or last[0] != documents:
                reports = [make_document(Article(title="", text=text)) for text in documents]
                last = documents, GatheredEvidence(reports, read_all(reports, desk), desk.tools.encoders.embedding)
            draft = _draft(claim, desk)
            parts = [asdict(weighed.features) for sentence in check.weigh(draft, last[1]) for weighed in sentence]
            lines.write(json.dumps({"group": group, "true": is_true, "parts": parts}) + "\n")
            if number % 100 == 99:
                print(number + 1, file=sys.stderr)


def _draft(claim: str, desk: object) -> object:
    from bench.data import Article, make_document
    from groundwire.model import BeatRole, Draft, Sentence
    from groundwire.reading import read_document

    document = make_document(Article(title="", text=claim))
    reading = read_document(document, desk.tools.encoders.syntax)
    sentences = tuple(Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED) for passage in reading.sentences)
    return Draft(id=document.id, sentences=sentences, document=document, reading=reading)


def _row(features: dict[str, float]) -> list[float]:
    share = min(max(features["supported"], 0.01), 0.99)
    return [1.0, math.log(share / (1 - share)), *(features[name] for name in NAMES[1:])]


def fit(path: Path) -> None:
    """Print the weights and how well they do by group."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    items = [item for item in items if item["parts"]]
    bags = [np.array([_row(part) for part in item["parts"]]) for item in items]
    labels = np.array([float(item["true"]) for item in items])
    groups = [item["group"] for item in items]
    # Every group counts the same, and in it the true as much as the false.
    counts = {key: sum(1 for pair in zip(groups, labels, strict=True) if pair == key) for key in set(zip(groups, labels, strict=True))}
    shares = np.array([1.0 / counts[key] for key in zip(groups, labels, strict=True)])
    shares *= len(items) / shares.sum()
    weights = np.array([-6.0, 0.6, -1.0, 4.0, 4.0, 1.0])
    for _ in range(ROUNDS):
        rows = np.array([bag[int(np.argmin(bag @ weights))] for bag in bags])
        weights = _logistic(rows, labels, shares)
    print(dict(zip(("bias", *NAMES), (round(float(weight), 3) for weight in weights), strict=True)))
    scores = np.array([float((bag @ weights).min()) for bag in bags])
    for group in sorted(set(groups)):
        mine = np.array([name == group for name in groups])
        true, false = scores[mine & (labels == 1)], scores[mine & (labels == 0)]
        order = (true[:, None] > false[None, :]).mean() + 0.5 * (true[:, None] == false[None, :]).mean()
        print(f"{group:14} {len(true):4} true {len(false):4} false  passed {(true > 0).mean():.3f} caught {(false <= 0).mean():.3f} AUC {order:.3f}")


def _logistic(rows: np.ndarray, labels: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton's steps."""
    weights = np.zeros(rows.shape[1])
    ridge = np.diag([0.0, *([SPARE] * (rows.shape[1] - 1))])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (shares * (labels - chances)) - ridge @ weights
        curve = (rows * (shares * chances * (1 - chances))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curve + 1e-6 * np.eye(len(weights)), slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def main() -> None:
    """Dump or fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    dumping = actions.add_parser("dump")
    dumping.add_argument("--data", type=Path, required=True)
    dumping.add_argument("--out", type=Path, required=True)
    fitting = actions.add_parser("fit")
    fitting.add_argument("features", type=Path)
    chosen = parser.parse_args()
    if chosen.action == "dump":
        dump(chosen.data, chosen.out)
    else:
        fit(chosen.features)


if __name__ == "__main__":
    main()
