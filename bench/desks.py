"""A desk to measure at: the newsroom's own parts with the settings' defaults, wired here so that each stage can be seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from groundwire import plugins
from groundwire.encoders.lazy import LazyEncoders
from groundwire.errors import FetchError
from groundwire.model import Raw
from groundwire.pipeline import Desk
from groundwire.protocols import Tools
from groundwire.settings import Settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed clock: the same input gives the same stories."""

Progress = Callable[[str, int, int], None]


def open_desk(progress: Progress) -> Desk:
    """The built-in writer and every check; models load at first use. ``progress`` is told (stage, done, total)."""
    settings = Settings()
    tools = Tools(settings=settings, encoders=LazyEncoders(), fetch=_no_network, now=lambda: NOW, log=lambda line: None)
    return Desk(
        tools=tools,
        writer=plugins.load("writers", settings.writer, tools),
        checks=tuple(plugins.load("checks", name, tools) for name in settings.checks or plugins.names("checks")),
        progress=progress,
    )


def _no_network(url: str) -> Raw:
    raise FetchError(url, "the bench does not use the network")
