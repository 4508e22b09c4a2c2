"""What models cost, from the setting ``chat_prices``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from groundwire.errors import SettingsError

MILLION: Final = 1_000_000
HIGHEST: Final = Decimal(1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a million tokens cost, of questions and of answers."""

    question: Decimal = Decimal(0)
    answer: Decimal = Decimal(0)

    def of(self, input_tokens: int, output_tokens: int) -> Decimal:
        """What so many tokens cost."""
        return (self.question * input_tokens + self.answer * output_tokens) / MILLION


def read_prices(lines: Sequence[str]) -> Mapping[str, Price]:
    """The price of each model by its name. Raises ``SettingsError`` for a line that is not ``NAME QUESTION ANSWER``, and for a model that
    has two."""
    prices: dict[str, Price] = {}
    for line in lines:
        name, *amounts = line.rsplit(maxsplit=2)
        if len(amounts) != 2:
            raise _wrong(line)
        if name in prices:
            raise SettingsError(f"chat_prices: '{name[:60]}' has two prices; leave one of them")
        prices[name] = Price(question=_amount(amounts[0], line), answer=_amount(amounts[1], line))
    return prices


def _amount(text: str, line: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise _wrong(line) from None
    if not amount.is_finite() or not 0 <= amount <= HIGHEST:
        raise _wrong(line)
    return amount


def _wrong(line: str) -> SettingsError:
    return SettingsError(
        f"chat_prices: '{line[:60]}' is no price; write a model's name, then what a million tokens of question and of answer cost, "
        "as in 'gpt-5-mini 0.25 2.00'"
    )
