"""The real small models, with a memory: reports that differ by one sentence are parsed and judged for that sentence alone."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.model import Token
from groundwire.protocols import Embedding, Encoders, Judge, Judgement, StaticEmbedding, Syntax, TextVectors


class KeptEncoders:
    """``Encoders`` that ask the models of others once for each text and each pair."""

    def __init__(self, inner: Encoders) -> None:
        self.syntax: Syntax = _KeptSyntax(inner)
        self.embedding: Embedding = _KeptEmbedding(inner)
        self.entailment: Judge = _KeptJudge(inner)
        self.static: StaticEmbedding = inner.static


class _KeptSyntax:
    def __init__(self, inner: Encoders) -> None:
        self._inner, self._known = inner, dict[str, tuple[Token, ...]]()

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._inner.syntax.parse(new) if new else (), strict=True))
        return [self._known[text] for text in texts]


class _KeptEmbedding:
    def __init__(self, inner: Encoders) -> None:
        self._inner, self._known = inner, dict[str, TextVectors]()

    def encode(self, texts: Sequence[str]) -> list[TextVectors]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._inner.embedding.encode(new) if new else (), strict=True))
        return [self._known[text] for text in texts]


class _KeptJudge:
    def __init__(self, inner: Encoders) -> None:
        self._inner, self._known = inner, dict[tuple[str, str], Judgement]()

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        self._known.update(zip(new, self._inner.entailment.judge(new) if new else (), strict=True))
        return [self._known[pair] for pair in pairs]
