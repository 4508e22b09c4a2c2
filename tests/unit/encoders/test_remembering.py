"""Encoders that remember: the same vectors, kept or made, and nothing made twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from groundwire.encoders.remembering import RememberingEncoders
from groundwire.protocols import Encoders

if TYPE_CHECKING:
    from groundwire.protocols import Vector

TEXTS = ["The ferry sank off Coldharbour.", "Its crew were saved.", "The ferry sank off Coldharbour."]


class Memory:
    """``Meanings`` in a dictionary, with a note of what was asked for."""

    def __init__(self) -> None:
        self.kept: dict[str, Vector] = {}
        self.asked: list[str] = []

    def find(self, texts: Sequence[str]) -> Mapping[str, Vector]:
        self.asked += texts
        return {text: self.kept[text] for text in texts if text in self.kept}

    def keep(self, vectors: Mapping[str, Vector]) -> None:
        self.kept |= vectors


def test_what_was_kept_is_the_same_as_what_is_made(encoders: Encoders) -> None:
    memory = Memory()
    first = RememberingEncoders(encoders, memory)
    made = first.embedding.encode(TEXTS)
    assert not memory.kept
    first.embedding.keep()
    assert set(memory.kept) == set(TEXTS)
    again = RememberingEncoders(encoders, memory)
    for one, other, bare in zip(again.embedding.encode(TEXTS), made, encoders.embedding.encode(TEXTS), strict=True):
        assert (one.whole == other.whole).all() and (one.whole == bare.whole).all()
        assert (one.pieces == bare.pieces).all() and one.offsets == bare.offsets
    again.embedding.keep()
    assert memory.asked == [*TEXTS[:2], *TEXTS[:2]]


def test_what_is_asked_for_alone_is_neither_looked_up_nor_kept(encoders: Encoders) -> None:
    memory = Memory()
    embedding = RememberingEncoders(encoders, memory).embedding
    (alone,) = embedding.encode(TEXTS[:1])
    assert (alone.whole == encoders.embedding.encode(TEXTS[:1])[0].whole).all()
    embedding.keep()
    assert not memory.asked and not memory.kept


def test_the_other_models_are_the_same(encoders: Encoders) -> None:
    remembering = RememberingEncoders(encoders, Memory())
    assert remembering.syntax is encoders.syntax and remembering.static is encoders.static
    assert remembering.entailment is encoders.entailment and remembering.embedding is remembering.embedding
