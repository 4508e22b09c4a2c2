"""Train the judge: ``python -m training.train PAIRS.jsonl --minilm FOLDER --work FOLDER``; the same command goes on where it stopped.

Pairs are read in the order of the file (shuffled when it was made), batched with others of like length, one pass. The rate warms
up, stays, and falls to nothing over the last part, so that more pairs can be put in front of the fall without starting again
(schedule: warm-up, stable, decay; Hu et al., MiniCPM, 2024)."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from training.judge import LABELS, Judge, from_minilm

LENGTH = 192
BATCH = 32
POOL = 64 * BATCH
"""Pairs that are sorted by length together."""
RATE = 8e-5
WARM_UP = 200
SAVE_EVERY = 300


def batches(path: Path, tokenizer: Tokenizer, seed: int) -> list[list[tuple[list[int], list[int], int]]]:
    """The file's pairs as batches of (ids, types, label), each batch of like length; the batches of one pool shuffled."""
    random_ = random.Random(seed)
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = []
    for start in range(0, len(pairs), POOL):
        pool = []
        for pair in pairs[start : start + POOL]:
            encoded = tokenizer.encode(pair["passage"], pair["claim"])
            pool.append((encoded.ids, encoded.type_ids, LABELS.index(pair["label"])))
        pool.sort(key=lambda item: len(item[0]))
        groups = [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
        random_.shuffle(groups)
        found.extend(groups)
    return found


def tensors(batch: list[tuple[list[int], list[int], int]]) -> tuple[torch.Tensor, ...]:
    """``ids``, ``mask``, ``types`` of shape (batch, longest) and ``labels`` of shape (batch,)."""
    longest = max(len(ids) for ids, _, _ in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, (tokens, kinds, _) in enumerate(batch):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        types[row, : len(tokens)] = torch.tensor(kinds)
        mask[row, : len(tokens)] = 1
    return ids, mask, types, torch.tensor([label for _, _, label in batch])


def tokenizer_of(folder: Path) -> Tokenizer:
    """The word pieces of MiniLM; the passage is cut where a pair is too long, never the sentence."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH, strategy="only_first")
    tokenizer.no_padding()
    return tokenizer


def rate_at(step: int, steps: int, fall: int) -> float:
    """The share of ``RATE`` at ``step`` of ``steps``, of which the last ``fall`` lead to nothing."""
    return min(1.0, (step + 1) / WARM_UP, max(0.0, (steps - step) / max(1, fall)))


def main() -> None:
    """Train, saving ``checkpoint.pt`` on the way and ``judge.pt`` at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--minilm", type=Path, required=True, help="folder with the published encoder's weights and tokenizer")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a judge.pt or checkpoint.pt to go on from, with a fresh schedule")
    parser.add_argument("--steps", type=int, help="stop after so many batches (default: after all)")
    parser.add_argument("--fall", type=int, default=0, help="steps at the end over which the rate falls to nothing")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--threads", type=int, default=2)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    chosen.work.mkdir(parents=True, exist_ok=True)
    train(chosen)


def train(chosen: argparse.Namespace) -> None:
    """One pass over the pairs."""
    judge = from_minilm(chosen.minilm)
    for parameter in judge.encoder.embeddings.parameters():
        parameter.requires_grad_(False)  # half of the weights, and news has no words that Wikipedia and the web have not
    moving = [parameter for parameter in judge.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(moving, lr=chosen.rate, weight_decay=0.01)
    step, saved = 0, chosen.work / "checkpoint.pt"
    if chosen.start:
        judge.load_state_dict(torch.load(chosen.start, weights_only=True)["judge"])
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        judge.load_state_dict(state["judge"])
        optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
    work = batches(chosen.pairs, tokenizer_of(chosen.minilm), chosen.seed)[: chosen.steps]
    judge.train()
    run(judge, optimizer, work, step, chosen)
    torch.save({"judge": judge.state_dict(), "step": len(work)}, chosen.work / "judge.pt")


def run(judge: Judge, optimizer: torch.optim.Optimizer, work: list, first: int, chosen: argparse.Namespace) -> None:
    """Every batch from ``first`` on, with a line on the way now and then."""
    measure = nn.CrossEntropyLoss(label_smoothing=0.05)
    began, seen, loss_mean, right = time.time(), 0, 0.0, 0.0
    for step in range(first, len(work)):
        ids, mask, types, labels = tensors(work[step])
        for group in optimizer.param_groups:
            group["lr"] = chosen.rate * rate_at(step, len(work), chosen.fall)
        logits = judge(ids, mask, types)
        loss = measure(logits, labels)
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in judge.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen += len(labels)
        loss_mean = 0.98 * loss_mean + 0.02 * float(loss.detach())
        right = 0.98 * right + 0.02 * float((logits.argmax(1) == labels).float().mean())
        if step % 50 == 49:
            print(
                f"{step + 1}/{len(work)} loss {loss_mean:.3f} right {right:.3f} {seen / (time.time() - began):.1f} pairs/s",
                flush=True,
            )
        if step % SAVE_EVERY == SAVE_EVERY - 1:
            state = {"judge": judge.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            torch.save(state, chosen.work / "checkpoint.new")
            (chosen.work / "checkpoint.new").replace(chosen.work / "checkpoint.pt")


if __name__ == "__main__":
    main()
