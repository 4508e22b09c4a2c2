"""Plays again what a kept story asked a language model: the same question gets the answer that it got then. For demonstrations, tests, and
to see how a story came about; nothing is asked and nothing paid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from groundwire.bundle import LARGEST, unpack
from groundwire.errors import ChatError, SettingsError
from groundwire.files import read_file
from groundwire.model import ChatReply, ChatRequest, Exchange
from groundwire.protocols import ChatModel, Tools


def make(tools: Tools) -> ChatModel:
    """The model that says what the story in the setting ``chat_script`` was told. Raises ``SettingsError`` where none is named, and
    ``UnreadableSource`` for a file that is no story."""
    named = tools.settings.chat_script
    if not named:
        raise SettingsError(
            "chat_script: no story is named; set it, or GROUNDWIRE_CHAT_SCRIPT, to the NAME.story.json of a story"
        )
    raw = read_file(Path(named), LARGEST, "name the NAME.story.json that 'write --out' left")
    return ScriptedChat(unpack(raw.data, named).story.exchanges, named)


class ScriptedChat:
    """See ``protocols.ChatModel``."""

    def __init__(self, exchanges: Sequence[Exchange], origin: str) -> None:
        """``origin`` names the story that the exchanges are of."""
        self._replies = {exchange.request: exchange.reply for exchange in exchanges}
        self._origin = origin

    @property
    def name(self) -> str:
        """The name of the model that answered then."""
        return next((reply.model for reply in self._replies.values()), "scripted")

    def reply(self, request: ChatRequest) -> ChatReply:
        """See ``protocols.ChatModel``."""
        if reply := self._replies.get(request):
            return reply
        said = (
            f"was not asked this ({request.prompt}) in {self._origin}"
            if self._replies
            else f"was not asked anything in {self._origin}"
        )
        raise ChatError(self.name, said, "replay with the reports, settings and time of that story", (0, 0))
