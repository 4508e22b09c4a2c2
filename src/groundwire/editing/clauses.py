"""A sentence taken apart into the clauses that can be true or false by themselves, and the tests of what kind each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundwire.editing.matching import weigh
from groundwire.model import Passage, Token

CLAUSE_HEADS = frozenset(("ROOT", "ccomp", "advcl", "relcl", "parataxis", "conj"))
LEAST_WEIGHT = 2.0
"""A clause with less content than two words is left with the clause above it."""

SPECULATIVE_VERBS = frozenset(("could", "might", "may", "would"))
SPECULATIVE_WORDS = frozenset(
    """potentially possibly perhaps probably likely unlikely arguably presumably conceivably seemingly apparently surely clearly
    undoubtedly obviously hopefully inevitably""".split()
)
JUDGING_WORDS = frozenset(
    """remarkable stunning unbelievable disgraceful shameful brilliant outrageous ridiculous wonderful terrible horrible
    should ought must""".split()
)


@dataclass(frozen=True, slots=True)
class Part:
    """One checkable part of a sentence: its own tokens, and the (start, end) in the document that they run over."""

    tokens: tuple[Token, ...]
    start: int
    end: int


def children_of(tokens: Sequence[Token]) -> list[list[int]]:
    """For each token the indexes of its dependents, in text order."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    return children


def subtree(tokens: Sequence[Token], root: int, children: Sequence[Sequence[int]] | None = None) -> list[int]:
    """The indexes of ``root`` and everything below it, sorted."""
    below = children_of(tokens) if children is None else children
    found, stack = [], [root]
    while stack:
        index = stack.pop()
        found.append(index)
        stack.extend(below[index])
    return sorted(found)


def parts_of(passage: Passage) -> tuple[Part, ...]:
    """The checkable parts of a sentence, in order. A clause with hardly any content of its own stays with the one above
    it, so that a short sentence is one part. A text without tokens has none."""
    tokens = passage.tokens
    if not tokens:
        return ()
    owner = _owners(tokens)
    groups: dict[int, list[Token]] = {}
    for token in tokens:
        groups.setdefault(owner[token.index], []).append(token)
    parts = [Part(tuple(group), group[0].start, group[-1].end) for group in groups.values()]
    return tuple(sorted(parts, key=lambda part: (part.start, part.end)))


def _owners(tokens: Sequence[Token]) -> list[int]:
    """For each token the index of the clause head it belongs to, after thin clauses have been given to the one above."""
    heads = {token.index for token in tokens if _heads_clause(token, tokens)}
    owner = [_nearest_head(token, tokens, heads) for token in tokens]
    while True:
        weights: dict[int, float] = {}
        for token in tokens:
            weights[owner[token.index]] = weights.get(owner[token.index], 0.0) + weigh(token)
        thin = [head for head in sorted(weights, reverse=True) if weights[head] < LEAST_WEIGHT and tokens[head].head != head]
        if not thin:
            return owner
        head = thin[0]
        above = owner[tokens[head].head]
        owner = [above if place == head else place for place in owner]


def _heads_clause(token: Token, tokens: Sequence[Token]) -> bool:
    if token.head == token.index:
        return True
    if token.dep not in CLAUSE_HEADS or token.pos not in ("VERB", "AUX"):
        return False
    return token.dep != "conj" or tokens[token.head].pos in ("VERB", "AUX")


def _nearest_head(token: Token, tokens: Sequence[Token], heads: set[int]) -> int:
    index = token.index
    for _ in tokens:
        if index in heads:
            return index
        index = tokens[index].head
    return index


def is_speculation(tokens: Sequence[Token]) -> bool:
    """Whether these words put something forward as possible, likely or right rather than as a fact."""
    modal = any(token.tag == "MD" and token.lemma in SPECULATIVE_VERBS for token in tokens)
    hedged = any(token.lemma in SPECULATIVE_WORDS for token in tokens)
    judging = any(token.lemma in JUDGING_WORDS for token in tokens)
    return hedged or judging or (modal and any(token.lemma in ("could", "might", "may") for token in tokens))
