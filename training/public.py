"""Pairs that people wrote and labelled, from public sets: FEVER (Wikipedia sentences, CC BY-SA) and counterfactual SNLI.

``python -m training.public DATA_FOLDER [MORE] > pairs.jsonl``"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.pair import Pair

MOST_WORDS = 70
"""Longer Wikipedia passages are left: the time they take teaches more elsewhere."""
SHARES = {("fever", "support"): 9000, ("fever", "refute"): 9000, ("fever", "nei"): 7000, ("cad_snli", ""): 6000}
"""Pairs of each source; what FEVER has beyond them serves a later stage."""


def natural(text: str) -> str:
    """Tokenised text as people write it: no space before a stop, brackets as brackets, quotation marks closed up."""
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("-LSB-", "[").replace("-RSB-", "]")
    text = re.sub(r"\s*--\s*", " - ", text).replace("``", '"').replace("''", '"')
    text = re.sub(r"\s+([.,;:!?%)\]])", r"\1", text)
    text = re.sub(r"([(\[$£€])\s+", r"\1", text)
    text = re.sub(r"\s+('s|'re|'ve|'ll|'d|n't|')(?=\W|$)", r"\1", text)
    text = re.sub(r'" ([^"]*?) "', r'"\1"', text)
    return " ".join(text.split())


def rows(path: Path) -> Iterator[dict]:
    """The lines of a gzip JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def fever(data: Path) -> list[Pair]:
    """Claims with the passage that settles them; the share for training only."""
    found = []
    for row in rows(data / "nli_pairs.jsonl.gz"):
        if row["dataset"] == "fever_train" and len(row["premise"].split()) <= MOST_WORDS:
            found.append(Pair(natural(row["premise"]), natural(row["hypothesis"]), row["label"], "fever"))
    return found


def counterfactual(data: Path) -> list[Pair]:
    """SNLI with its counterfactual edits: one word more or less turns the verdict."""
    return [
        Pair(natural(row["premise"]), natural(row["hypothesis"]), row["label"], "cad_snli")
        for row in rows(data / "nli_pairs.jsonl.gz")
        if row["dataset"] == "cad_snli" and row["split"] == "train"
    ]


def words(text: str) -> list[str]:
    """Lower-case words of three letters or more, and numbers."""
    return re.findall(r"[a-z]{3,}|\d+", text.lower())


def unsettled(data: Path, passages: list[str], wanted: int, random_: random.Random) -> list[Pair]:
    """Claims that no passage settles, each with the passage that shares the most of its rare words."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for word in set(words(passage)):
            index[word].append(number)
    found = []
    claims = [row["claim"] for row in rows(data / "fever_nei_claims.jsonl.gz")]
    random_.shuffle(claims)
    for claim in claims:
        scores: Counter[int] = Counter()
        for word in set(words(claim)):
            places = index.get(word, [])
            if 0 < len(places) < 400:
                for place in places:
                    scores[place] += math.log(len(passages) / len(places))
        if scores:
            place, score = scores.most_common(1)[0]
            if score > 9:
                found.append(Pair(passages[place], natural(claim), "nei", "fever_nei"))
        if len(found) == wanted:
            break
    return found


def pairs(data: Path, seed: int, more: int = 0) -> list[Pair]:
    """The share of each source, shuffled; with ``more``, that many pairs of FEVER that the shares leave."""
    random_ = random.Random(seed)
    all_fever = fever(data)
    random_.shuffle(all_fever)
    by_label = {label: [pair for pair in all_fever if pair.label == label] for label in ("support", "refute")}
    if more:
        rest = [pair for label, found in by_label.items() for pair in found[SHARES["fever", label] :][: more // 2]]
        return random_.sample(rest, len(rest))
    found = [pair for label, found in by_label.items() for pair in found[: SHARES["fever", label]]]
    passages = sorted({pair.passage for pair in all_fever})
    found += unsettled(data, passages, SHARES["fever", "nei"], random_)
    other = counterfactual(data)
    random_.shuffle(other)
    found += other[: SHARES["cad_snli", ""]]
    random_.shuffle(found)
    return found


if __name__ == "__main__":
    for pair in pairs(Path(sys.argv[1]), 20261122, int(sys.argv[2]) if len(sys.argv) > 2 else 0):
        print(pair.line())
