"""Fit what the check of entailment makes of its features: ``python -m training.calibrate dump --data FOLDER --out FEATURES.jsonl`` asks the
check for the features of development data, ``python -m training.calibrate fit FEATURES.jsonl`` prints the weights.

Development data only: FRANK val, WiCE dev, the board's dev articles and our own passages that training left out. A text is as good
as its worst part, so the fit goes back and forth: the worst part under the last weights stands for its text, then the weights are fitted
anew (multiple-instance logistic regression, as Ray and Craven, ICML 2005)."""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
from tqdm import tqdm

from groundwire.model import Document

SAID = ("said_together", "said_best", "said_nearest")
SHARES = (
    "contradicted", "covered_alone", "covered_together", "least_heard", "copied", "displaced", "replaced",
)  # fmt: skip
ROUNDS = 12
SPARE = 1.0
"""Strength of the ridge that keeps the weights small."""
WEIGHT = {"own": 0.1, "own reports": 0.1}
"""What a group counts beside the others, which count 1: our own texts taught the judge already."""
FOLDS = 6
FROM_REPORTS = 250
"""Claims about our own reports that are looked at."""


class Text(NamedTuple):
    """A text of the development data, what it is to be checked against, and whether that backs it."""

    group: str
    documents: tuple[Document, ...]
    claim: str
    is_true: bool


def texts(data: Path, cache: Path, limit: int) -> list[Text]:
    """The development data, by document: ``limit`` errors of the board at most, and as many true sentences."""
    from bench.checks import read_texts
    from bench.planted.articles import Readings
    from bench.planted.items import make_items

    from groundwire.encoders.syntax import make
    from training.mix import own
    from training.reports import own_reports

    found = [
        Text(f"frank {item.group}" if name == "frank" else name, _documents(item.documents), item.claim, item.is_true)
        for name in ("frank", "wice")
        for item in read_texts(data, name, "val")
    ]
    found += [Text("own", _documents((pair.passage,)), pair.claim, pair.label == "support") for pair in own(is_held_out=True)]
    found += [
        Text("own reports", _documents((report.text,)), claim.text, claim.label == "support")
        for report in own_reports(is_held_out=True)
        for claim in report.claims
    ][:FROM_REPORTS]
    readings = Readings(cache / "readings", make)
    for item in make_items(data, "dev", readings, limit):
        group = "board" if not item.is_true else f"board {'people' if item.form == 'written' else 'made'}"
        found.append(Text(group, item.documents, item.text, item.is_true))
    return sorted(found, key=lambda text: tuple(document.text for document in text.documents))


def _documents(passages: Sequence[str]) -> tuple[Document, ...]:
    from bench.data import Article, make_document

    return tuple(make_document(Article(title="", text=text), str(number)) for number, text in enumerate(passages))


def dump(data: Path, cache: Path, limit: int, groups: tuple[str, ...], out: Path) -> None:
    """Write a line for each text: its group, its label, the features of every sentence, and which other checks block it and how."""
    from bench.checks import open_kept_desk, read_draft

    from groundwire.checks.entailment import NAME, make
    from groundwire.editing.evidence import GatheredEvidence
    from groundwire.reading import read_document

    desk, embedding = open_kept_desk(cache)
    check = make(desk.tools)
    documents, evidence = None, None
    with out.open("w", encoding="utf-8") as lines:
        for text in tqdm([text for text in texts(data, cache, limit) if text.group.startswith(groups)], unit="text"):
            if evidence is None or documents != text.documents:
                embedding.forget()
                documents = text.documents
                readings = {each.id: read_document(each, desk.tools.encoders.syntax) for each in documents}
                evidence = GatheredEvidence(documents, readings, embedding)
            draft = read_draft(text.claim, desk)
            parts = [asdict(whole.features) for whole in check.weigh(draft, evidence) if whole]
            others = [ruling for other in desk.checks if other.name != NAME for ruling in other.check(draft, evidence)]
            typed = sorted({(ruling.check, ruling.outcome.value) for ruling in others if not ruling.is_warning})
            lines.write(json.dumps({"group": text.group, "true": text.is_true, "parts": parts, "typed": typed}) + "\n")


def _row(features: dict[str, float]) -> list[float]:
    said = [min(max(features[name], 0.01), 0.99) for name in SAID]
    return [1.0, *(math.log(share / (1 - share)) for share in said), *(features[name] for name in SHARES)]


def fit(paths: Sequence[Path]) -> None:
    """Print both sets of weights and how well they do by group, each text scored by weights that have not seen it: ``SUPPORT`` from the
    public sets and our own texts, ``FIDELITY`` from what the other checks let through of the board."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["parts"]]
    on_board = [row["group"].startswith("board") for row in rows]
    wide = [row for row, is_board in zip(rows, on_board, strict=True) if not is_board]
    close = [row for row, is_board in zip(rows, on_board, strict=True) if is_board and not row["typed"]]
    for name, some in (("SUPPORT", wide), ("FIDELITY", close)):
        weights = _fit(some, [True] * len(some))
        print(name, dict(zip(("bias", *SAID, *SHARES), (round(float(weight), 2) for weight in weights), strict=True)))
        scores = np.zeros(len(some))
        folds = np.random.default_rng(0).permutation(len(some)) % FOLDS
        for fold in range(FOLDS):
            weights = _fit(some, [bool(each) for each in folds != fold])
            for place in np.flatnonzero(folds == fold):
                scores[place] = min(float(np.dot(_row(part), weights)) for part in some[place]["parts"])
        _tell(some, scores)


def _weighed_as(group: str) -> str:
    """FRANK's parts count as one: that what copies more is seldomer wrong is learnt from both together."""
    return group.split()[0] if group.startswith(("frank", "board")) else group


def _fit(rows: list[dict], used: list[bool]) -> np.ndarray:
    """The weights for the rows that are used. Every group counts as ``WEIGHT`` says, and in it the true as much as the false."""
    rows = [row for row, is_used in zip(rows, used, strict=True) if is_used]
    bags = [np.array([_row(part) for part in row["parts"]]) for row in rows]
    labels = np.array([float(row["true"]) for row in rows])
    groups = [_weighed_as(row["group"]) for row in rows]
    counts = Counter(zip(groups, labels, strict=True))
    shares = np.array([WEIGHT.get(key[0], 1.0) / counts[key] for key in zip(groups, labels, strict=True)])
    shares *= len(bags) / shares.sum()
    worst = np.array([bag[int(np.argmin(bag[:, 1]))] for bag in bags])
    for _ in range(ROUNDS):
        weights = _logistic(worst, labels, shares)
        worst = np.array([bag[int(np.argmin(bag @ weights))] for bag in bags])
    return weights


def _tell(rows: list[dict], scores: np.ndarray) -> None:
    labels = np.array([row["true"] for row in rows])
    groups = ["board" if row["group"].startswith("board") else row["group"] for row in rows]
    for group in sorted(set(groups)):
        mine = np.array([name == group for name in groups])
        true, false = scores[mine & labels], scores[mine & ~labels]
        order = (true[:, None] > false[None, :]).mean() + 0.5 * (true[:, None] == false[None, :]).mean()
        told = f"passed {(true > 0).mean():.3f} caught {(false <= 0).mean():.3f} AUC {order:.3f}"
        print(f"  {group:14} {len(true):4} true {len(false):4} false  {told}")


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
    dumping.add_argument("--cache", type=Path, default=Path("out/bench-cache"))
    dumping.add_argument("--limit", type=int, default=1200, help="errors of the board, and true sentences (default: 1200)")
    dumping.add_argument("--groups", default="frank,wice,own,board", help="which of frank, wice, own, board (default: all)")
    dumping.add_argument("--out", type=Path, required=True)
    fitting = actions.add_parser("fit")
    fitting.add_argument("features", type=Path, nargs="+")
    chosen = parser.parse_args()
    if chosen.action == "dump":
        dump(chosen.data, chosen.cache, chosen.limit, tuple(chosen.groups.split(",")), chosen.out)
    else:
        fit(chosen.features)


if __name__ == "__main__":
    main()
