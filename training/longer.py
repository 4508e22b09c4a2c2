"""Passages as long as the check reads them: ``python -m training.longer IN.jsonl OUT.jsonl``.

The check shows the judge the few best sentences of a report at once, most of which have to do with the sentence and few of which
settle it. Here the sentences of a passage are put between others that share words with the claim, taken from other passages of the
same file: what they tell is of other people, so that the label stays."""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

from nupunkt import sent_tokenize

from training.mix import read
from training.pair import Pair

WORDS = 110
"""Most words of a lengthened passage (``checks/_windows.TOGETHER``)."""
LEFT = 0.25
"""Share of the pairs that stay as they are."""
LOOKED_AT = 40
"""Sentences among which the likest is taken, for each one added."""


def words_of(text: str) -> frozenset[str]:
    """Its words of four letters and more, in lower case."""
    return frozenset(re.findall(r"\w{4,}", text.lower()))


def lengthen(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """The pairs with sentences of other passages among theirs, as many as fit."""
    sentences = {passage: tuple(sent_tokenize(passage)) for passage in {pair.passage for pair in pairs}}
    strangers = [(passage, sentence, words_of(sentence)) for passage in sorted(sentences) for sentence in sentences[passage]]
    by_word = defaultdict(list)
    for place, (_, _, words) in enumerate(strangers):
        for word in words:
            by_word[word].append(place)
    return [
        pair if chance.random() < LEFT else _lengthen(pair, sentences[pair.passage], strangers, by_word, chance)
        for pair in pairs
    ]


def _lengthen(
    pair: Pair,
    own: tuple[str, ...],
    strangers: list[tuple[str, str, frozenset[str]]],
    by_word: dict[str, list[int]],
    chance: random.Random,
) -> Pair:
    wanted = words_of(pair.claim)
    votes: Counter[int] = Counter()
    for word in sorted(wanted):
        places = by_word[word]
        votes.update(chance.sample(places, min(len(places), LOOKED_AT)))
    added: list[str] = []
    room = min(WORDS, len(pair.passage.split()) + chance.randint(20, WORDS)) - len(pair.passage.split())
    likest = [place for place, _ in votes.most_common(12)]
    chance.shuffle(likest)
    for place in likest:
        passage, sentence, _ = strangers[place]
        if passage != pair.passage and len(sentence.split()) <= room and sentence not in added:
            added.append(sentence)
            room -= len(sentence.split())
    # The sentences of the passage stay in their order; they lean on each other.
    slots = sorted(chance.sample(range(len(own) + len(added)), len(own)))
    text = []
    rest = iter(added)
    for place in range(len(own) + len(added)):
        text.append(own[slots.index(place)] if place in slots else next(rest))
    return pair._replace(passage=" ".join(text))


def main() -> None:
    """Write the lengthened pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=20261122)
    chosen = parser.parse_args()
    found = lengthen(read(chosen.pairs), random.Random(chosen.seed))
    chosen.out.write_text("".join(pair.line() + "\n" for pair in found), encoding="utf-8")
    print(
        f"{chosen.out}: {len(found)} pairs, {sum(len(pair.passage.split()) for pair in found) / len(found):.0f} words in the mean"
    )


if __name__ == "__main__":
    main()
