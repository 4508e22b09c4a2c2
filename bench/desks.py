"""A desk to measure at: the newsroom's own parts with the settings' defaults, wired here so that each stage can be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from groundwire import plugins
from groundwire.copydesk import Desk
from groundwire.encoders.embedding import make as make_embedding
from groundwire.encoders.entailment import make as make_entailment
from groundwire.encoders.static import make as make_static
from groundwire.encoders.syntax import make as make_syntax
from groundwire.errors import ChatError, FetchError
from groundwire.model import ChatReply, ChatRequest, Raw
from groundwire.protocols import ChatModel, Embedding, Encoders, Judge, Judgement, StaticEmbedding, Syntax, Tools
from groundwire.settings import Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed clock: the same input gives the same stories."""
WARM_UP = "The harbour master said the ferry would sail at noon."

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The models, loaded."""

    syntax: Syntax
    embedding: Embedding
    static: StaticEmbedding
    entailment: Judge


class CountingJudge:
    """``Judge`` that writes down what it is asked."""

    def __init__(self, inner: Judge) -> None:
        self._inner = inner
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """See ``protocols.Judge``."""
        self.asked += pairs
        return self._inner.judge(pairs)


def load_models(syntax: Syntax | None = None) -> Models:
    """The models ready for work: loaded, and each used once. ``syntax`` is taken over where it is given; the embedding model,
    which remembers what it has embedded, is always a new one, so that no run is spared work that an earlier one did."""
    models = Models(
        syntax=syntax or make_syntax(), embedding=make_embedding(), static=make_static(), entailment=make_entailment()
    )
    models.syntax.parse([WARM_UP])
    models.embedding.encode([WARM_UP])
    models.static.encode([WARM_UP])
    models.entailment.judge([(WARM_UP, WARM_UP)])
    return models


def open_desk(progress: Progress, models: Encoders, chat: ChatModel | None = None, settings: Settings | None = None) -> Desk:
    """The built-in writer and every check. ``progress`` is told (stage, done, total). With ``chat`` that language model writes, and the
    built-in writer stands in."""
    settings = settings or Settings()
    tools = Tools(
        settings=settings,
        encoders=models,
        judge=models.entailment,
        chat=chat or _NoChat(),
        fetch=no_network,
        now=lambda: NOW,
        log=lambda line: None,
    )
    built_in = plugins.load("writers", "template", tools)
    return Desk(
        tools=tools,
        writer=plugins.load("writers", "chat", tools) if chat else built_in,
        stand_in=built_in if chat else None,
        checks=tuple(plugins.load("checks", name, tools) for name in settings.checks or plugins.names("checks")),
        progress=progress,
    )


class _NoChat:
    """``ChatModel`` that cannot be reached."""

    name = "none"

    def reply(self, request: ChatRequest) -> ChatReply:
        """See ``protocols.ChatModel``."""
        raise ChatError(self.name, "is not there", "name one")


def no_network(url: str) -> Raw:
    """Refuses: the bench uses no network."""
    raise FetchError(url, "the bench does not use the network")
