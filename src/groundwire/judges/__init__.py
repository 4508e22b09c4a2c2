"""Shelf of judges: each file tells whether a passage says what a sentence says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from groundwire.protocols import Judge, Judgement


class LazyJudge:
    """``Judge`` that is made at its first use and kept."""

    def __init__(self, make: Callable[[], Judge]) -> None:
        self._make = make

    @cached_property
    def _judge(self) -> Judge:
        return self._make()

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """See ``protocols.Judge``. Nothing is loaded for no pairs."""
        return self._judge.judge(pairs) if pairs else []
