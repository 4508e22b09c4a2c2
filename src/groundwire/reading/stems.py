"""Words without their endings, for what is skimmed: nothing is parsed, and a word that comes out wrong does so everywhere alike."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_LEAST: Final = 3
"""Letters that are left."""
_ENDINGS: Final = ("ings", "ing", "edly", "ies", "ied", "ed", "es", "ly", "s", "e", "y")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word, which is in lower case, without the first of a few English endings that it has; the same few thousand words come again
    and again."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word
