"""Word by word: how far the passages cover a part, which words have no counterpart in them, and which passages carry it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.editing.matching import Content, Copy, Match, compare, content_of, cover
from groundwire.model import Draft, Passage, Span
from groundwire.protocols import Evidence

SHOWN: Final = 0.55
"""A passage is shown as backing when it is the best counterpart of words matched at least this well."""
WEIGHTY: Final = 1
"""Weight from which a word counts for ``Covered.least_heard``: names, numbers, nouns and verbs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """How a part is covered: ``together`` by all passages and ``alone`` by the best one (BERTScore recall, 0 to 1), how near the
    counterpart of the ``least_heard`` weighty word is, how it repeats the passage that it repeats most (``copy``), the words that have no
    counterpart, the passages that carry it, the most telling first."""

    together: float
    alone: float
    least_heard: float
    copy: Copy
    missing: tuple[str, ...]
    backing: tuple[Passage, ...]


class Counterparts:
    """The content of the passages of one evidence, made once for each. Lives as long as one run of the check."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._contents: dict[Span, Content] = {}

    def cover(self, claim: Content, sentence: str, passages: Sequence[Passage]) -> Covered:
        """How ``passages`` cover ``claim``, content of the ``sentence``. Where a passage is that very sentence, or has all the words of
        the claim in their order, it covers every word as well as can be, and the word pieces of the others are not asked for."""
        words, lemmas = sentence.split(), [token.lemma for token in claim.tokens]
        whole = [passage for passage in passages if passage.text.split() == words] or [
            passage for passage in passages if _holds(passage, lemmas)
        ]
        passages = whole[:1] or passages
        texts = [self._content(passage) for passage in passages]
        match = cover(claim, texts)
        weighty = [word for word, weight in zip(match.words, claim.weights, strict=True) if weight >= WEIGHTY]
        return Covered(
            together=match.score,
            alone=max((cover(claim, [text]).score for text in texts), default=0.0),
            least_heard=min(weighty, default=1.0),
            copy=max((compare(claim, text) for text in texts), key=lambda copy: copy.ordered),
            missing=_missing(claim, match),
            backing=_backing(passages, match),
        )

    def _content(self, passage: Passage) -> Content:
        if passage.span not in self._contents:
            self._contents[passage.span] = content_of(passage, self._evidence.vectors(passage))
        return self._contents[passage.span]


def _holds(passage: Passage, lemmas: Sequence[str]) -> bool:
    """Whether the passage has the words in their order; no words are held by none."""
    rest = iter(token.lemma for token in passage.tokens)
    return bool(lemmas) and all(lemma in rest for lemma in lemmas)


def _backing(passages: Sequence[Passage], match: Match) -> tuple[Passage, ...]:
    """The passages that carry the part, the one with most words first."""
    counts = [0] * len(passages)
    for word, place in zip(match.words, match.places, strict=True):
        if word >= SHOWN:
            counts[place] += 1
    most = max(counts, default=0)
    order = sorted(range(len(passages)), key=lambda place: (-counts[place], place))
    return tuple(passages[place] for place in order if counts[place] and counts[place] * 4 >= most)


def _missing(claim: Content, match: Match) -> tuple[str, ...]:
    """The weightiest words that find no counterpart, at most six, each once."""
    lacking = [
        token.text
        for token, weight, word in zip(claim.tokens, claim.weights, match.words, strict=True)
        if word < SHOWN and weight >= 0.7 and token.text.isalnum()
    ]
    return tuple(dict.fromkeys(lacking))[:6]


def times_in(draft: Draft) -> frozenset[int]:
    """Where the words of times begin: the check of times rules on them."""
    return frozenset(
        token.start
        for passage in draft.reading.sentences
        for time in draft.reading.times
        if passage.span.covers(time.span)
        for token in passage.tokens
        if time.span.start <= token.start < time.span.end
    )


def outlets_in(draft: Draft, evidence: Evidence) -> frozenset[int]:
    """Where the names of the outlets that reported stand: they are in no passage, and the check of attribution rules on them."""
    found: set[int] = set()
    for name in sorted({document.source.name for document in evidence.documents if document.source.name}):
        for match in re.finditer(re.escape(name), draft.document.text):
            found.update(range(match.start(), match.end()))
    return frozenset(found)
