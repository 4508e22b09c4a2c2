"""How well a judge tells what it was not trained on: ``python -m training.score JUDGE.pt|MODEL.onnx --minilm FOLDER [PAIRS...]``.

Without files, our own pairs that are held out. Prints accuracy over three classes, AUC of support, and accuracy by kind."""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch

from training.judge import LABELS, from_minilm
from training.mix import own, read
from training.pair import Pair
from training.train import tensors, tokenizer_of


def logits_of(path: Path, minilm: Path, pairs: list[Pair]) -> np.ndarray:
    """Logits of shape (pairs, 3)."""
    tokenizer = tokenizer_of(minilm)
    encoded = [tokenizer.encode(pair.passage, pair.claim) for pair in pairs]
    found = np.zeros((len(pairs), len(LABELS)))
    if path.suffix == ".onnx":
        from onnxruntime import InferenceSession

        session = InferenceSession(str(path))
        for place, item in enumerate(encoded):
            given = {"input_ids": item.ids, "attention_mask": item.attention_mask, "token_type_ids": item.type_ids}
            found[place] = session.run(None, {name: np.array([value], dtype=np.int64) for name, value in given.items()})[0][0]
        return found
    judge = from_minilm(minilm)
    judge.load_state_dict(torch.load(path, weights_only=True)["judge"])
    judge.eval()
    order = sorted(range(len(pairs)), key=lambda place: len(encoded[place].ids))
    with torch.no_grad():
        for start in range(0, len(order), 32):
            some = order[start : start + 32]
            ids, mask, types, _ = tensors([(encoded[place].ids, encoded[place].type_ids, 0) for place in some])
            found[some] = judge(ids, mask, types).numpy()
    return found


def temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature at which the logits are worth most (least negative log-likelihood; Guo et al., ICML 2017)."""

    def loss(value: float) -> float:
        scaled = logits / value
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        return float((np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(labels)), labels]).mean())

    return float(min(np.arange(0.5, 3.01, 0.05), key=loss))


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judge", type=Path)
    parser.add_argument("pairs", type=Path, nargs="*")
    parser.add_argument("--minilm", type=Path, required=True)
    chosen = parser.parse_args()
    for name, pairs in [(str(path), read(path)) for path in chosen.pairs] or [("own, held out", own(is_held_out=True))]:
        logits = logits_of(chosen.judge, chosen.minilm, pairs)
        labels = np.array([LABELS.index(pair.label) for pair in pairs])
        score = logits[:, 0] - np.logaddexp(logits[:, 1], logits[:, 2])
        true, false = score[labels == 0], score[labels != 0]
        auc = (true[:, None] > false[None, :]).mean()
        passed, caught = (true > 0).mean(), (false <= 0).mean()
        print(f"{name}: {len(pairs)} pairs, accuracy {(logits.argmax(1) == labels).mean():.3f}, passed {passed:.3f},", end=" ")
        print(f"caught {caught:.3f}, AUC {auc:.3f}, temperature {temperature(logits, labels):.2f}")
        kinds: dict[str, list[bool]] = defaultdict(list)
        for pair, value, label in zip(pairs, score, labels, strict=True):
            kinds[f"{'true' if label == 0 else 'false'} {pair.kind}"].append(bool(value > 0) == (label == 0))
        print(", ".join(f"{kind} {np.mean(right):.2f} ({len(right)})" for kind, right in sorted(kinds.items())))


if __name__ == "__main__":
    main()
