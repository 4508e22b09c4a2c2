"""Shelf of language models: each file asks one kind of server."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from groundwire.model import ChatReply, ChatRequest
from groundwire.protocols import ChatModel


class LazyChat:
    """``ChatModel`` that is made at its first use and kept."""

    def __init__(self, make: Callable[[], ChatModel]) -> None:
        self._make = make

    @cached_property
    def _model(self) -> ChatModel:
        return self._make()

    @property
    def name(self) -> str:
        """See ``protocols.ChatModel``."""
        return self._model.name

    def reply(self, request: ChatRequest) -> ChatReply:
        """See ``protocols.ChatModel``."""
        return self._model.reply(request)
