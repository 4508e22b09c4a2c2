"""Put a stage's pairs together: ``python -m training.mix OUT.jsonl FILE=SHARE...``; a share is how many pairs are drawn, or ``x2`` for all
of them twice. ``own`` stands for our own pairs without those held out. What an earlier stage used is left out with ``--without FILE``."""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from training.pair import Pair

OWN = Path(__file__).parent / "own"
HELD_OUT = 10
"""Every tenth passage and report of our own is kept from training, to calibrate and to measure on."""


def is_kept(number: int) -> bool:
    """Whether the text of this number in its file is kept from training."""
    return number % HELD_OUT == HELD_OUT - 1


def own(is_held_out: bool) -> list[Pair]:
    """Our own pairs, those held out or the others."""
    found = []
    for path in sorted(OWN.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if is_kept(number) == is_held_out:
                item = json.loads(line)
                found += [Pair(item["passage"], claim["text"], claim["label"], claim["kind"]) for claim in item["claims"]]
    return found


def read(path: Path) -> list[Pair]:
    """The pairs of a file."""
    return [Pair(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Write the mix, shuffled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("shares", nargs="+", metavar="FILE=SHARE")
    parser.add_argument("--without", type=Path)
    parser.add_argument("--seed", type=int, default=20261122)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    used = {(pair.passage, pair.claim) for pair in read(chosen.without)} if chosen.without else set()
    found: list[Pair] = []
    for share in chosen.shares:
        name, _, count = share.partition("=")
        pairs = own(False) if name == "own" else [p for p in read(Path(name)) if (p.passage, p.claim) not in used]
        chance.shuffle(pairs)
        found += pairs * int(count[1:]) if count.startswith("x") else pairs[: int(count)]
        print(f"{name}: {len(pairs)} pairs")
    chance.shuffle(found)
    chosen.out.write_text("".join(pair.line() + "\n" for pair in found), encoding="utf-8")
    print(f"{chosen.out}: {len(found)} pairs")


if __name__ == "__main__":
    main()
