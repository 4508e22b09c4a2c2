"""Pairs made from real sentences by ``edits``: ``python -m training.typed SOURCE --wordnet DICT --data DATA --count N > pairs.jsonl``

Half of the sentences that carry an error are first reworded truthfully, and true ones are edited as much as false ones, so
that an edit alone gives nothing away. A window of the sentences around is the passage; where the sentence stands in it is chance."""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

from training.edits import FALSE, TRUE, Stock, stock
from training.pair import Pair
from training.parsed import Parsed, parse_again
from training.sentences import SOURCES, load
from training.wordnet import WordNet

LONGEST = 75
"""Words of a passage: more costs time and teaches little else."""


def window(sentence: Parsed, neighbours: dict[tuple[str, int], Parsed], chance: random.Random) -> str:
    """The sentence among those around it, as many as chance and ``LONGEST`` allow."""
    texts = [sentence.text]
    before, after = chance.choice(((0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2)))
    for step in range(1, before + 1):
        other = neighbours.get((sentence.document, sentence.place - step))
        if other is None or len(" ".join(texts).split()) + len(other.words) > LONGEST:
            break
        texts.insert(0, other.text)
    for step in range(1, after + 1):
        other = neighbours.get((sentence.document, sentence.place + step))
        if other is None or len(" ".join(texts).split()) + len(other.words) > LONGEST:
            break
        texts.append(other.text)
    return " ".join(texts)


def reword(sentence: Parsed, drawn: Stock, chance: random.Random, tries: int = 15) -> tuple[str, str] | None:
    """A true rewording and its kind."""
    kinds, weights = zip(*((kind, weight) for kind, (_, weight) in TRUE.items()), strict=True)
    for _ in range(tries):
        kind = chance.choices(kinds, weights)[0]
        text = TRUE[kind][0](sentence, drawn, chance)
        if text and (text != sentence.text or kind == "same") and len(text.split()) >= 4:
            return text, kind
    return None


def falsify(sentence: Parsed, drawn: Stock, chance: random.Random, tries: int = 8) -> tuple[str, str, str] | None:
    """A false version, its label and its kind."""
    kinds, weights = zip(*((kind, weight) for kind, (_, _, weight) in FALSE.items()), strict=True)
    for _ in range(tries):
        kind = chance.choices(kinds, weights)[0]
        text = FALSE[kind][0](sentence, drawn, chance)
        if text and text != sentence.text:
            return text, FALSE[kind][1], kind
    return None


def pairs(sentences: list[Parsed], drawn: Stock, count: int, seed: int) -> list[Pair]:
    """About ``count`` pairs: two true ones, two false ones (one made of a true rewording) and often a near miss for each sentence."""
    chance = random.Random(seed)
    neighbours = {(sentence.document, sentence.place): sentence for sentence in sentences}
    order = [sentence for sentence in sentences if 8 <= len(sentence.words) <= 50]
    chance.shuffle(order)
    order = order[: int(count / 3.7)]
    made = [dict(filter(None, (reword(sentence, drawn, chance) for _ in range(2)))) for sentence in order]
    bases = parse_again([next((text for text, kind in texts.items() if kind != "same"), "") for texts in made])
    found: list[Pair] = []
    for sentence, texts, base in zip(order, made, bases, strict=True):
        passage = window(sentence, neighbours, chance)
        found += [Pair(passage, text, "support", kind) for text, kind in texts.items()]
        for origin in (sentence, base if len(base.words) > 4 else sentence):
            wrong = falsify(origin, drawn, chance)
            if wrong:
                found.append(Pair(passage, *wrong))
        near = neighbours.get((sentence.document, sentence.place + chance.choice((3, 4, 5))))
        if near is not None and len(near.words) >= 8 and chance.random() < 0.4:
            found.append(Pair(passage, near.text, "nei", "neighbour"))
    chance.shuffle(found)
    return found


def main() -> None:
    """Print the pairs, and on the error stream how many of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", choices=sorted(SOURCES))
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="folder for the parses")
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=20261122)
    chosen = parser.parse_args()
    sentences = load(chosen.source, chosen.data, chosen.cache)
    drawn = stock(WordNet(chosen.wordnet), sentences)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs(sentences, drawn, chosen.count, chosen.seed):
        counts[pair.label][pair.kind] += 1
        print(pair.line())
    for label, kinds in counts.items():
        print(label, dict(kinds.most_common()), file=sys.stderr)


if __name__ == "__main__":
    main()
