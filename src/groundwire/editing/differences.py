"""Where a sentence and the passage it nearly repeats part: the words of each, for a reason that a person can check at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from groundwire.model import Token

ALIKE = 0.55
"""Least share of words in common, in order, before two texts are set side by side."""
LONGEST = 6
"""Words on either side beyond which a difference is no longer one thing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``said`` stands in the sentence where ``source`` stands in the passage; either may be empty, not both."""

    said: str
    source: str


def find_difference(sentence: Sequence[Token], passage: Sequence[Token]) -> Difference | None:
    """The one difference of content between two texts that are otherwise nearly the same, or ``None`` where they are not, or differ in
    more than one place."""
    mine = [token for token in sentence if token.pos != "PUNCT"]
    theirs = [token for token in passage if token.pos != "PUNCT"]
    matcher = SequenceMatcher(None, [_key(token) for token in mine], [_key(token) for token in theirs], autojunk=False)
    matched = sum(block.size for block in matcher.get_matching_blocks())
    if not mine or matched < ALIKE * len(mine):
        return None
    changes = [
        Difference(_read(mine[a:b]), _read(theirs[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind in ("replace", "insert", "delete") and 0 < b - a <= LONGEST and d - c <= LONGEST
    ]
    changes = [change for change in changes if change.said]
    return changes[0] if len(changes) == 1 else None


def _key(token: Token) -> str:
    return token.lemma or token.text.lower()


def _read(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)
