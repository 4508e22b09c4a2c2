"""The dependencies of one sentence, ready to be walked: children, what stands under a word, noun phrases."""

from __future__ import annotations

from dataclasses import replace

from groundwire.model import Token
from groundwire.reading import cues

MARKS = frozenset('"“”„«»‘’‚‹›`')
"""Quotation marks, whatever part of speech the parser takes them for."""
LONGEST_SPEAKER = 40
"""Tokens of the longest noun phrase taken for a speaker."""
_BRANCHES_OFF = frozenset({"relcl", "advcl", "ccomp", "parataxis", "acl", "dep"})
CLOSE_MODIFIERS = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "case"})


class Tree:
    """The dependencies of one passage: the children of every token, and the first and last token under it."""

    __slots__ = ("children", "high", "low", "tokens")

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        """Links of a token to itself, or to none, make it a root."""
        self.tokens = tuple(
            token if (lemma := cues.lemma_of(token)) == token.lemma else replace(token, lemma=lemma) for token in tokens
        )
        self.children: list[list[int]] = [[] for _ in tokens]
        roots = []
        for token in tokens:
            if token.head == token.index or not 0 <= token.head < len(tokens):
                roots.append(token.index)
            else:
                self.children[token.head].append(token.index)
        self.low = list(range(len(tokens)))
        self.high = list(range(len(tokens)))
        order = roots
        for index in order:  # grows while it is read: breadth first
            order.extend(self.children[index])
        for index in reversed(order):
            for child in self.children[index]:
                self.low[index] = min(self.low[index], self.low[child])
                self.high[index] = max(self.high[index], self.high[child])

    def child(self, index: int, *labels: str) -> int | None:
        """The first child with one of these labels."""
        return next((child for child in self.children[index] if self.tokens[child].dep in labels), None)

    def phrase(self, index: int) -> tuple[int, int]:
        """First and last token of the noun phrase headed by ``index``, without the clauses that hang on it."""
        kept: set[int] = set()
        waiting = [index]
        while waiting and len(kept) <= LONGEST_SPEAKER:
            place = waiting.pop()
            kept.add(place)
            waiting.extend(c for c in self.children[place] if self.tokens[c].dep not in _BRANCHES_OFF)
        if len(kept) > LONGEST_SPEAKER:
            kept = {index, *(c for c in self.children[index] if self.tokens[c].dep in CLOSE_MODIFIERS)}
        first = last = index
        while first - 1 in kept:
            first -= 1
        while last + 1 in kept:
            last += 1
        while last > index and self.tokens[last].pos in ("PUNCT", "CCONJ"):
            last -= 1
        while first < index and self.tokens[first].pos in ("PUNCT", "CCONJ"):
            first += 1
        return first, last

    def offsets(self, first: int, last: int) -> tuple[int, int] | None:
        """The tokens ``first`` to ``last`` as offsets, without punctuation at the ends; ``None`` where nothing is left."""
        while first <= last and (self.tokens[first].pos in ("PUNCT", "SPACE") or _is_mark(self.tokens[first])):
            first += 1
        while last >= first and (self.tokens[last].pos == "SPACE" or _is_edge(self.tokens[last])):
            last -= 1
        return (self.tokens[first].start, self.tokens[last].end) if first <= last else None


def _is_mark(token: Token) -> bool:
    """Whether this is a quotation mark and no apostrophe of an owner."""
    return token.text in MARKS and token.pos != "PART"


def _is_edge(token: Token) -> bool:
    return _is_mark(token) or (token.pos == "PUNCT" and token.text not in (")", "]", "%"))
