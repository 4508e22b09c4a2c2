"""Fixtures shared by all tests: the real small models (loaded once) and documents made from text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from groundwire.encoders.lazy import LazyEncoders
from groundwire.errors import ChatError, FetchError
from groundwire.judges import LazyJudge
from groundwire.model import ChatReply, ChatRequest, Document, Raw, Reading, Source, document_id
from groundwire.protocols import Encoders, Tools
from groundwire.settings import Settings

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def encoders() -> LazyEncoders:
    """The real parser and embedding model, loaded at first use and kept for the whole run."""
    return LazyEncoders()


class NoChat:
    """A language model that cannot be reached."""

    name = "none"

    def reply(self, request: ChatRequest) -> ChatReply:
        raise ChatError(self.name, "cannot be reached", "tests use no network")


def _no_network(url: str) -> Raw:
    raise FetchError(url, "tests do not use the network")


@pytest.fixture(scope="session")
def tools(encoders: Encoders) -> Tools:
    """Tools as a plug-in gets them, with a fixed clock and no network."""
    return Tools(
        settings=Settings(),
        encoders=encoders,
        judge=LazyJudge(lambda: encoders.entailment),
        chat=NoChat(),
        fetch=_no_network,
        now=lambda: NOW,
        log=lambda line: None,
    )


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """A document from text; ``source`` may be given as a name, ``published_at`` as ISO text, ``title`` as words the text begins with."""

    def make(text: str, *, source: str = "", published_at: str | None = None, title: str = "", **fields: Any) -> Document:
        outlet = Source(name=source)
        document = Document(
            id=document_id(outlet, fields.get("url", ""), text),
            text=text,
            source=outlet,
            published_at=datetime.fromisoformat(published_at).astimezone(UTC) if published_at else None,
            **fields,
        )
        if title:
            from dataclasses import replace

            assert text.startswith(title)
            document = replace(document, title=document.span(0, len(title)))
        return document

    return make


@pytest.fixture(scope="session")
def read(encoders: Encoders, make_document: Callable[..., Document]) -> Callable[..., tuple[Document, Reading]]:
    """Read a text in full: ``document, reading = read("...", source="The Gazette", published_at="2026-03-02")``."""
    from groundwire.reading import read_document

    def run(text: str, **fields: Any) -> tuple[Document, Reading]:
        document = make_document(text, **fields)
        return document, read_document(document, encoders.syntax)

    return run
