"""Encoders that need not embed again what was embedded for an earlier story: the vectors of whole texts are looked up first.

The vectors of word pieces, fifty times as large and asked for of a few passages only, are made again where they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from groundwire.protocols import Embedding, Encoders, Judge, Meanings, StaticEmbedding, Syntax, TextVectors

if TYPE_CHECKING:
    from groundwire.protocols import Matrix, Vector


class RememberingEncoders:
    """``Encoders`` over others, whose embedding looks up what it can."""

    def __init__(self, inner: Encoders, meanings: Meanings) -> None:
        self._inner, self._meanings = inner, meanings

    @property
    def syntax(self) -> Syntax:
        """See ``protocols.Encoders``."""
        return self._inner.syntax

    @cached_property
    def embedding(self) -> RememberingEmbedding:
        """See ``protocols.Encoders``."""
        return RememberingEmbedding(self._inner, self._meanings)

    @property
    def static(self) -> StaticEmbedding:
        """See ``protocols.Encoders``."""
        return self._inner.static

    @property
    def entailment(self) -> Judge:
        """See ``protocols.Encoders``."""
        return self._inner.entailment


class RememberingEmbedding:
    """``Embedding`` that asks its memory first, and the model of ``encoders`` only for the rest. The passages of a report and its
    statements are asked for together; a text that is asked for alone is one being written or looked for, which no earlier story had: it is
    neither looked up nor kept."""

    def __init__(self, encoders: Encoders, meanings: Meanings) -> None:
        self._encoders, self._meanings = encoders, meanings
        self._seen: dict[str, TextVectors] = {}
        self._new: dict[str, Vector] = {}

    def encode(self, texts: Sequence[str]) -> list[TextVectors]:
        """See ``protocols.Embedding``."""
        asked = [text for text in dict.fromkeys(texts) if text not in self._seen]
        known = self._meanings.find(asked) if len(asked) > 1 else {}
        for text in asked:
            if text in known:
                self._seen[text] = LateVectors(known[text], text, lambda: self._encoders.embedding)
                continue
            self._seen[text] = self._encoders.embedding.encode([text])[0]
            if len(asked) > 1:
                self._new[text] = self._seen[text].whole
        return [self._seen[text] for text in texts]

    def keep(self) -> None:
        """Hand what was new to the memory."""
        self._meanings.keep(self._new)
        self._new.clear()


class LateVectors:
    """``TextVectors`` whose pieces are made where they are first looked at, by the model that ``embedding`` gives then."""

    def __init__(self, whole: Vector, text: str, embedding: Callable[[], Embedding]) -> None:
        self.whole, self._text, self._embedding = whole, text, embedding

    @cached_property
    def _made(self) -> TextVectors:
        return self._embedding().encode([self._text])[0]

    @property
    def pieces(self) -> Matrix:
        """See ``protocols.TextVectors``."""
        return self._made.pieces

    @property
    def offsets(self) -> tuple[tuple[int, int], ...]:
        """See ``protocols.TextVectors``."""
        return self._made.offsets
