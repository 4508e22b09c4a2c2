"""How surely two passages speak of the same matter, as a whole and around one figure or time in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from groundwire.checks._grammar import stem_word
from groundwire.editing.evidence import passages_behind
from groundwire.editing.matching import LIGHT, REPORTING
from groundwire.model import Draft, Passage, Span, Token
from groundwire.protocols import Evidence
from groundwire.reading.counted_nouns import index_at

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_REACH = 5
"""Words on each side of a figure that are near it."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """A figure or time in its passage: the content stems of the sentence, those near it, its preposition and verb."""

    sentence: frozenset[str]
    near: frozenset[str]
    anchor: tuple[str, str]


class Settings:
    """Makes settings, the sentence's stems once for each passage. Lives as long as one run of a check."""

    def __init__(self) -> None:
        self._stems: dict[tuple[str, int], frozenset[str]] = {}

    def of(self, passage: Passage, span: Span) -> Setting:
        """The setting of what stands at ``span`` in ``passage``."""
        key = (passage.span.document_id, passage.index)
        if key not in self._stems:
            self._stems[key] = _stems(passage.tokens)
        first = index_at(passage.tokens, span.start)
        last = min(index_at(passage.tokens, max(span.start, span.end - 1)), len(passage.tokens) - 1)
        if first > last:
            return Setting(self._stems[key], frozenset(), ("", ""))
        around = [*passage.tokens[max(0, first - _REACH) : first], *passage.tokens[last + 1 : last + 1 + _REACH]]
        return Setting(self._stems[key], _stems(around), _anchor(passage.tokens, passage.tokens[first], first, last))


@lru_cache(maxsize=1 << 16)
def _stem(lemma: str) -> str:
    """The stem of a lemma; the same few thousand words come again and again."""
    return stem_word(lemma)


def _stems(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(
        _stem(token.lemma)
        for token in tokens
        if token.pos in _CONTENT
        and token.dep not in ("aux", "auxpass")
        and token.lemma not in LIGHT
        and token.lemma not in REPORTING
        and any(character.isalpha() for character in token.text)
    )


def _anchor(tokens: Sequence[Token], token: Token, first: int, last: int) -> tuple[str, str]:
    """The preposition and the verb (or noun) that a number or its noun hangs on."""
    preposition = ""
    for _ in range(12):
        if token.head == token.index:
            break
        above = tokens[token.head]
        if token.dep in ("pobj", "pcomp") and not preposition and not first <= above.index <= last:
            preposition = above.lemma
        token = above
        if token.pos == "VERB" and not first <= token.index <= last:
            return preposition, _stem(token.lemma)
    return preposition, ""


def likeness(draft: Setting, source: Setting) -> float:
    """From 0 to 1: half for the content words that the sentences have in common, half for those near the figure."""
    return (_overlap(draft.sentence, source.sentence, 3) + _overlap(draft.near, source.near, 2)) / 2


def _overlap(one: frozenset[str], other: frozenset[str], least: int) -> float:
    return len(one & other) / max(least, min(len(one), len(other)))


def near_passages(draft: Draft, number: int, evidence: Evidence, limit: int = 8) -> tuple[Passage, ...]:
    """The passages that speak most nearly of what a sentence says: those it rests on, then the best found, none twice."""
    passages = list(passages_behind(draft.sentences[number], evidence))
    for hit in evidence.search(draft.sentences[number].text, limit):
        if hit.passage not in passages:
            passages.append(hit.passage)
    return tuple(passages)
