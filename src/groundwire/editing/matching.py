"""How far one text says what others say: every content word is matched to its nearest word elsewhere, in context.

This is the recall of BERTScore (Zhang et al., ICLR 2020) over content words only, each weighted by what it adds to a
claim: names and numbers most, adverbs least, the vocabulary of reporting ("said", "according") nothing, because who said
a thing is for the check of attribution."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from groundwire.model import Passage, Token
from groundwire.protocols import TextVectors

if TYPE_CHECKING:
    from groundwire.protocols import Vector

WEIGHTS = {"PROPN": 1.5, "NUM": 1.5, "NOUN": 1.0, "VERB": 1.0, "ADJ": 0.7, "ADV": 0.4}
LIGHT = frozenset(
    """be have do make take get go come give put keep let seem become remain happen occur include also however moreover
    meanwhile further furthermore already now then there here very just even still only time way thing fact move development
    notably significantly increasingly amid see continue begin start""".split()
)
"""Words that carry little of a claim: they weigh a quarter."""
REPORTING = frozenset(
    """say tell report add note state announce accord accordance cite quote write describe speak statement spokesperson spokesman
    spokeswoman source article undated separate archive earlier differ account""".split()
)
"""The vocabulary of reporting: weighs nothing here."""
REPLACED = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
LIKELY = 0.5
"""Weight from which a word that a text has not counts as one put in place of another."""


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The content words of one passage: ``tokens``, their ``weights`` (n,) and ``rows`` (n, d), unit vectors."""

    tokens: tuple[Token, ...]
    weights: Vector
    rows: Vector


def weigh(token: Token) -> float:
    """What a word adds to a claim, from 0 (nothing) to 1.5 (a name or number)."""
    if token.dep in ("aux", "auxpass") or token.lemma in REPORTING:
        return 0.0
    weight = WEIGHTS.get(token.pos, 0.0)
    return weight / 4 if token.lemma in LIGHT else weight


def content_of(passage: Passage, vectors: TextVectors, tokens: Sequence[Token] | None = None) -> Content:
    """The content words of ``passage`` (or of those ``tokens`` of it) with their vectors in context.

    A word is the mean of its word pieces; words beyond the model's reach have no row and are left out."""
    import numpy as np

    starts = [start for start, _ in vectors.offsets]
    kept: list[Token] = []
    weights: list[float] = []
    rows: list[Vector] = []
    for token in passage.tokens if tokens is None else tokens:
        weight = weigh(token)
        if weight <= 0:
            continue
        low = bisect.bisect_left(starts, token.start - passage.span.start)
        high = bisect.bisect_left(starts, token.end - passage.span.start)
        if low == high:
            continue
        row = vectors.pieces[low:high].mean(axis=0)
        kept.append(token)
        weights.append(weight)
        rows.append(row / max(float(np.linalg.norm(row)), 1e-9))
    matrix = np.stack(rows) if rows else np.zeros((0, vectors.pieces.shape[1] if vectors.pieces.ndim == 2 else 1), np.float32)
    return Content(tuple(kept), np.asarray(weights, np.float32), matrix)


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """How well a content is covered: ``score`` from 0 to 1, the similarity of each of its words to its best counterpart
    (``words``) and the number of the text in which that stands (``places``)."""

    score: float
    words: tuple[float, ...]
    places: tuple[int, ...]


def cover(claim: Content, texts: Sequence[Content]) -> Match:
    """How far ``texts`` together say what ``claim`` says: the weighted mean over its words of the best cosine.

    Returns score 1 for a claim without content words and 0 where there is nothing to match against."""
    import numpy as np

    if not claim.tokens:
        return Match(1.0, (), ())
    filled = [(number, text) for number, text in enumerate(texts) if text.tokens]
    if not filled:
        return Match(0.0, (0.0,) * len(claim.tokens), (0,) * len(claim.tokens))
    best = np.stack([(claim.rows @ text.rows.T).max(axis=1) for _, text in filled])
    winner = best.argmax(axis=0)
    words = best.max(axis=0)
    # Equal lemmas are equal words, wherever they stand: context may not pull a name away from itself.
    lemmas = {token.lemma for _, text in filled for token in text.tokens}
    for index, token in enumerate(claim.tokens):
        if token.lemma in lemmas:
            words[index] = max(float(words[index]), 0.95)
    score = float((words * claim.weights).sum() / claim.weights.sum())
    return Match(score, tuple(float(word) for word in words), tuple(filled[int(index)][0] for index in winner))


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """How far a content repeats one text, each from 0 to 1: ``ordered`` is the weighted share of its words that stand there in the same
    order, ``displaced`` of those that stand there in another, ``unlike`` how far from every word there the strangest of the others is (0
    where there is no other)."""

    ordered: float
    displaced: float
    unlike: float


def compare(claim: Content, text: Content) -> Copy:
    """How far ``claim`` repeats ``text``. Nothing repeats nothing."""
    if not claim.tokens or not text.tokens:
        return Copy(ordered=0.0, displaced=0.0, unlike=0.0)
    mine, theirs = ([token.lemma.lower() for token in content.tokens] for content in (claim, text))
    shares = claim.weights / claim.weights.sum()
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    ordered = float(sum(shares[block.a : block.a + block.size].sum() for block in blocks))
    known = frozenset(theirs)
    shared = float(sum(share for lemma, share in zip(mine, shares, strict=True) if lemma in known))
    likeness = (claim.rows @ text.rows.T).max(axis=1)
    changed = [
        float(like)
        for token, weight, like in zip(claim.tokens, claim.weights, likeness, strict=True)
        if token.lemma.lower() not in known and token.pos in REPLACED and weight >= LIKELY
    ]
    return Copy(ordered=ordered, displaced=shared - ordered, unlike=1 - min([1.0, *changed]))
