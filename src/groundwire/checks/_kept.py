"""What a check has made of an evidence, kept as long as the evidence lives: made once, however many drafts are checked against it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from groundwire.protocols import Evidence

Made = TypeVar("Made")


class KeptPerEvidence(Generic[Made]):
    """One value for each evidence. ``make`` must not keep the evidence itself in what it returns, or neither would ever be freed."""

    def __init__(self, make: Callable[[Evidence], Made]) -> None:
        self._make = make
        self._made: WeakKeyDictionary[Evidence, Made] = WeakKeyDictionary()

    def of(self, evidence: Evidence) -> Made:
        """The value for this evidence, made at the first call."""
        made = self._made.get(evidence)
        if made is None:
            made = self._made[evidence] = self._make(evidence)
        return made
