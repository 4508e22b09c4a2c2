"""Asks a model through a meter, as a program: run by ``unit/meter/test_metering.py`` in several processes, and killed.

``python -m tests.asking LEDGER TOKENS TIMES`` asks so many different questions and prints how many were answered; with ``hang`` for the times
the model never answers, and "asked" is printed before it is waited for."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from groundwire.errors import BudgetSpent, ChatError
from groundwire.meter.ledger import Ledger
from groundwire.meter.metering import Meter
from groundwire.model import ChatReply, ChatRequest
from groundwire.settings import Settings


class Model:
    """A ``ChatModel`` that answers with the question, or with what ``answer`` makes of it, and remembers what it was asked."""

    name = "echo"

    def __init__(self, answer: Callable[[ChatRequest], ChatReply | ChatError] | None = None) -> None:
        self._answer = answer or (lambda request: reply_to(request.material))
        self.asked: list[ChatRequest] = []

    def reply(self, request: ChatRequest) -> ChatReply:
        self.asked.append(request)
        answer = self._answer(request)
        if isinstance(answer, ChatError):
            raise answer
        return answer


def reply_to(material: str, **fields: object) -> ChatReply:
    """An answer of 30 tokens to a question of 100."""
    return ChatReply(**({"text": material, "model": "echo", "input_tokens": 100, "output_tokens": 30, "seconds": 0.5} | fields))  # type: ignore[arg-type]


def question(material: str) -> ChatRequest:
    """A question that may take 1,000 tokens of question and 100 of answer, TEMPLATE apart."""
    return ChatRequest(
        prompt="story-1", instructions="x" * (1_000 - len(material.encode())), material=material, most_tokens=100
    )


def _hang(request: ChatRequest) -> ChatReply:
    print("asked", flush=True)
    time.sleep(600)
    return reply_to("")


def main(place: str, tokens: str, times: str) -> None:
    """Ask, and print how many questions were answered."""
    settings = Settings(chat_ledger=place, chat_daily_tokens=int(tokens))
    meter = Meter(Model(_hang if times == "hang" else None), settings, lambda: Ledger(place), print)
    answered = 0
    for number in range(1 if times == "hang" else int(times)):
        try:
            meter.reply(question(f"{os.getpid()} {number}"))
        except BudgetSpent:
            continue
        answered += 1
    print(answered)


if __name__ == "__main__":
    main(*sys.argv[1:])
