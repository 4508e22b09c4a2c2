"""How attributions are compared: exactly what counts as a match.

Spans are compared as the sets of words they cover (runs of letters and digits, by their place in the text), so that neither quotation
marks nor a closing comma decide; an opening "that" of a content does not count, on either side. Then

- a *cue* is found where a gold cue covers the same words; each gold cue can be found once;
- a *source* is right where the cue is found and the source covers the same words;
- a *content* is exact where some gold content covers the same words, whatever its cue;
- contents *overlap* as far as they do: precision is the mean over ours of the share of its words that its best gold content holds,
  recall the mean over the gold ones of the share that the best of ours holds (Johansson and Moschitti, 2010)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.speech.polnear import Attribution, Spans

_WORD = re.compile(r"\w+")
Words = frozenset[int]
"""Where words begin; of spans without a word, -1 less where they begin."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Of ``found``, so many are ``right``; of ``wanted``, so many are ``recalled``. For overlaps both may be fractions."""

    right: float = 0.0
    found: float = 0.0
    recalled: float = 0.0
    wanted: float = 0.0

    def __add__(self, other: Rate) -> Rate:
        return Rate(
            self.right + other.right, self.found + other.found, self.recalled + other.recalled, self.wanted + other.wanted
        )

    @property
    def precision(self) -> float:
        """From 0 to 1; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """From 0 to 1; 0 where nothing was wanted."""
        return self.recalled / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Tally:
    """The counts over all articles."""

    cue: Rate = Rate()
    source: Rate = Rate()
    """Where the cue is found."""
    exact: Rate = Rate()
    overlap: Rate = Rate()


def words_at(text: str, spans: Spans, *, is_content: bool = False) -> Words:
    """Where the words of the spans begin; of a content without an opening "that"."""
    found = sorted(start + match.start() for start, end in spans for match in _WORD.finditer(text[start:end]))
    if is_content and len(found) > 1 and text[found[0] : found[0] + 5].lower().rstrip() == "that":
        found = found[1:]
    # A cue may be a mark: a colon, the dash before a name.
    return frozenset(found) or frozenset(-start - 1 for start, _ in spans)


def count(text: str, ours: Sequence[Attribution], gold: Sequence[Attribution], tally: Tally) -> None:
    """Add one article to the tally."""
    _count_cues(text, ours, gold, tally)
    mine, theirs = ([words for one in side if (words := words_at(text, one.content, is_content=True))] for side in (ours, gold))
    hits = sum((Counter(mine) & Counter(theirs)).values())
    tally.exact += Rate(hits, len(mine), hits, len(theirs))
    tally.overlap += Rate(_shares(mine, theirs), len(mine), _shares(theirs, mine), len(theirs))


def _count_cues(text: str, ours: Sequence[Attribution], gold: Sequence[Attribution], tally: Tally) -> None:
    open_cues: dict[Words, list[Attribution]] = {}
    for one in gold:
        if words := words_at(text, one.cue):
            open_cues.setdefault(words, []).append(one)
    wanted, found, hits = sum(map(len, open_cues.values())), 0, 0
    for one in ours:
        words = words_at(text, one.cue)
        found += bool(words)
        if open_cues.get(words):
            hits += 1
            mine, theirs = words_at(text, one.source), words_at(text, open_cues[words].pop(0).source)
            is_right = bool(mine) and mine == theirs
            tally.source += Rate(is_right, bool(mine), is_right, bool(theirs))
    tally.cue += Rate(hits, found, hits, wanted)


def _shares(some: Sequence[Words], others: Sequence[Words]) -> float:
    return sum(max((len(one & other) / len(one) for other in others), default=0.0) for one in some)
