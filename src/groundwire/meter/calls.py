"""A call to a language model, as the ledger sees it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class CallOutcome(StrEnum):
    """What came of a call."""

    ASKED = "asked"
    """Not over, or broken off: nobody knows what it took."""
    ANSWERED = "answered"
    CUT = "cut"
    FAILED = "failed"
    CACHED = "cached"
    """The answer was known; none was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call to a model: for which piece of work and story ("" until it is known), who is asked with which prompt, and what it takes, at
    the most before it is made."""

    run: str
    story: str
    model: str
    prompt: str
    input_tokens: int
    output_tokens: int
    money: Decimal = Decimal(0)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that a day may take."""

    tokens: int
    money: Decimal
