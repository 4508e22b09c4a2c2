"""Where a model's words stand: a model that tells a passage well and names another one has made a slip of the pen. The passages it names
are believed where they have the words; else the sentence goes to those that do, and is held to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from groundwire.editing.material import Shown

MOST = 3
"""Most passages that one sentence is traced to."""
MOST_NAMED = 4
"""Most passages that one sentence may name: one that names them all says nothing about where it comes from."""
WORTH = 2
"""Words that a further passage has to bring."""
_STEM = 6
"""Letters by which words are compared: "resigned" and "resignation" are one here."""
_SHORT = 3
"""Letters up to which a word without a capital or a digit says nothing about where it comes from."""
_WORD = re.compile(r"\w+(?:[.,]\d+)*")


def trace(text: str, named: Sequence[Shown], shown: Sequence[Shown], *, is_part: bool = False) -> tuple[Shown, ...]:
    """The passages that the words of a sentence come from: those ``named`` where no others have more of its words, else of all ``shown``
    the few that have most. ``is_part`` where several sentences name the same ones: each gets its own."""
    words = _words_of(text)
    found = _cover(words, named) if is_part or len(named) > MOST_NAMED else tuple(named)
    lacking = len(_lacking(words, found))
    if lacking < WORTH:
        return found
    others = _cover(words, [*named, *(one for one in shown if one not in named)])
    return others if lacking - len(_lacking(words, others)) >= WORTH else found


def _cover(words: frozenset[str], shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """The few passages that have most of the words, the one with most of them first; the earlier one where two have as many. At least one
    where there are any."""
    found: list[Shown] = []
    left = words
    while shown and len(found) < MOST:
        best = max(shown, key=lambda one: len(left & _words_of(one.text)))
        after = left - _words_of(best.text)
        if found and len(left) - len(after) < WORTH:
            break
        found.append(best)
        left = after
    return tuple(found)


def _lacking(words: frozenset[str], shown: Sequence[Shown]) -> frozenset[str]:
    return words.difference(*(_words_of(one.text) for one in shown))


@lru_cache(maxsize=1 << 10)
def _words_of(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKC", text).replace("’s", "").replace("'s", "")
    words = (word for word in _WORD.findall(plain) if len(word) > _SHORT or word != word.lower() or word[0].isdigit())
    return frozenset(word.casefold()[:_STEM] for word in words)
