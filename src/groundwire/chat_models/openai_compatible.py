"""Any server that speaks OpenAI's chat completions: OpenAI, Azure, Anthropic's and Google's compatible endpoints, Ollama, vLLM, llama.cpp.

Answers are streamed, so that one without an end is cut, a server that says nothing is given up, and stopping closes the connection at once.
An answer is held to its JSON schema where the server can, else asked for in words, and once more where no object came. What may pass (429,
5xx, no connection) is tried again a few times; a question that may have been heard is not, so that nothing is paid for twice. Redirects and
the environment's proxies are not used: the key goes to the address in the settings and nowhere else."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from groundwire.chat_models._answers import Answer, Reader, Reported, Silent, Strange, holds_object
from groundwire.chat_models._manners import ONLY_JSON, PLAINEST, Manners, learn
from groundwire.chat_models._refusals import (
    NOTHING,
    Refusal,
    Server,
    broken,
    find_refusal,
    silence,
    unreachable,
    was_unheard,
)
from groundwire.errors import ChatError, SettingsError
from groundwire.model import ChatReply, ChatRequest
from groundwire.protocols import ChatModel, Tools
from groundwire.settings import Settings

if TYPE_CHECKING:
    from openai import OpenAI

TRIES: Final = 3
"""How often a question is put to a server that fails for the moment."""
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 20.0
"""Seconds to the next try at the most: a server that asks for more is given up."""
CONNECTING: Final = 10.0
_AZURE: Final = ".azure.com"


def make(tools: Tools) -> ChatModel:
    """The model of the settings; nothing is connected to before the first question. Raises ``SettingsError`` where address or name is
    missing or cannot be."""
    return OpenAiCompatible(tools.settings)


class OpenAiCompatible:
    """See ``protocols.ChatModel``. Safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Raises ``SettingsError`` as ``make`` does."""
        self._url, self._query = _address(settings)
        if not settings.chat_name:
            raise SettingsError(
                "chat_name: no model is named; set it, or GROUNDWIRE_CHAT_NAME, to the name that the server knows it by"
            )
        self._server = Server(model=settings.chat_name, address=self._url, secret=_key(settings))
        self._timeout = settings.chat_timeout
        self._pause, self._clock = pause, clock
        self._manners = Manners()

    @property
    def name(self) -> str:
        """See ``protocols.ChatModel``."""
        return self._server.model

    def reply(self, request: ChatRequest) -> ChatReply:
        """See ``protocols.ChatModel``. The tokens are those of both questions where a second one was needed. An answer that broke off, or
        that was cut, is handed on with ``is_cut``."""
        client = self._client
        began = self._clock()
        answer = self._ask(request, client)
        tokens = self._count(answer, request)
        if request.schema and not answer.is_cut and not holds_object(answer.text):
            try:
                answer = self._ask(request, client, ONLY_JSON)
            except ChatError as error:
                error.tokens = _add(tokens, error.tokens)
                raise
            tokens = _add(tokens, self._count(answer, request)) or NOTHING
            if not answer.is_cut and not holds_object(answer.text):
                raise self._server.error(
                    "it answers without a JSON object, also when asked again", "set a model that can", tokens
                )
        if not answer.text.strip():
            raise self._server.error("it answered nothing", "try again, or set another model", tokens)
        return ChatReply(
            text=self._server.without_key(answer.text),
            model=self.name,
            input_tokens=tokens[0],
            output_tokens=tokens[1],
            seconds=round(self._clock() - began, 3),
            is_cut=answer.is_cut,
        )

    def _ask(self, request: ChatRequest, client: OpenAI, reminder: str = "") -> Answer:
        """The server's answer. How the server wants to be asked is remembered, and what may pass is waited for."""
        import openai

        manners, tries = self._manners, 0
        while True:
            try:
                answer = self._stream(manners.body(request, self.name, reminder), request, client)
            except openai.APIStatusError as error:
                refusal = find_refusal(error)
                if better := self._learn(manners, refusal):
                    manners = better
                    continue
                failure, wait, may_pass = refusal.error(self._server), refusal.wait, refusal.is_passing
            except openai.APIConnectionError as error:
                failure, wait, may_pass = unreachable(error, self._server, self._timeout), None, was_unheard(error)
            else:
                self._manners = manners
                return answer
            tries += 1
            wait = FIRST_PAUSE * 2**tries * random.uniform(0.5, 1) if wait is None else wait  # noqa: S311
            if not may_pass or tries == TRIES or wait > LONGEST_PAUSE:
                raise failure from None
            self._pause(wait)

    def _learn(self, manners: Manners, refusal: Refusal) -> Manners | None:
        """How to ask instead, where the refusal is about how it was asked. One that names nothing is met with the plainest question."""
        if not refusal.is_about_form:
            return None
        if better := learn(manners, refusal.words):
            return better
        return PLAINEST if refusal.status in (400, 422) and manners == Manners() else None

    def _stream(self, body: dict[str, Any], request: ChatRequest, client: OpenAI) -> Answer:
        """One question and its answer. Raises the SDK's errors before the first word, ``ChatError`` after it."""
        import httpx2

        completions = client.chat.completions.with_streaming_response
        reader = Reader(request.most_tokens, self._timeout, self._clock)
        try:
            with completions.create(**body, extra_headers=self._headers()) as response:
                reader.read(response.iter_bytes(), response.headers.get("content-type", ""))
        except (Silent, httpx2.TimeoutException):
            if not reader.answer.text:
                raise silence(self._server, self._timeout) from None
        except Strange as error:
            remedy = "set chat_url to the address of its API, up to and with the version"
            raise self._server.error(f"{self._url} answers with {self._server.clean(str(error))}", remedy) from None
        except Reported as error:
            if not reader.answer.text:
                raise Refusal(status=500, words=str(error)).error(self._server) from None
        except (httpx2.TransportError, httpx2.DecodingError):
            if not reader.answer.text:
                raise broken(self._server) from None
        return reader.answer

    def _count(self, answer: Answer, request: ChatRequest) -> tuple[int, int]:
        return answer.counted(request.instructions + request.material)

    def _headers(self) -> dict[str, Any]:
        """What is sent instead of the SDK's own: Azure wants its key in another place, a server without a key gets none."""
        import openai

        headers: dict[str, Any] = dict.fromkeys(("OpenAI-Organization", "OpenAI-Project"), openai.Omit())
        is_azure = "api-version" in self._query or (urlsplit(self._url).hostname or "").endswith(_AZURE)
        if is_azure or not self._server.secret:
            headers["Authorization"] = openai.Omit()
        if is_azure and self._server.secret:
            headers["api-key"] = self._server.secret
        return headers

    @cached_property
    def _client(self) -> OpenAI:
        """The SDK's client. What it would take from the environment (keys, organisation, proxies) is left out."""
        import openai

        timeout = openai.Timeout(self._timeout, connect=min(CONNECTING, self._timeout))
        return openai.OpenAI(
            api_key=self._server.secret or "none",
            base_url=self._url,
            default_query=self._query,
            max_retries=0,
            timeout=timeout,
            http_client=openai.DefaultHttpxClient(follow_redirects=False, trust_env=False, timeout=timeout),
        )


def _add(first: tuple[int, int] | None, second: tuple[int, int] | None) -> tuple[int, int] | None:
    """The tokens of two questions; ``None`` where those of one cannot be known."""
    return (first[0] + second[0], first[1] + second[1]) if first and second else None


def _key(settings: Settings) -> str:
    """The key, which has to fit into a header. Raises ``SettingsError``, which does not repeat it."""
    key = settings.chat_key.strip()
    if not key.isascii() or not key.isprintable() or " " in key:
        raise SettingsError("chat_key: holds characters that no key has; copy it again")
    return key


def _address(settings: Settings) -> tuple[str, dict[str, str]]:
    """The address without its query, and the query. Raises ``SettingsError``, which repeats nothing: the address may hold a secret."""
    if not settings.chat_url:
        raise SettingsError(
            "chat_url: no language model is set up; set it, or GROUNDWIRE_CHAT_URL, to the server's address, such as http://localhost:11434/v1"
        )
    try:
        parts = urlsplit(settings.chat_url.strip())
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or not settings.chat_url.strip().isascii() or not settings.chat_url.strip().isprintable():
        raise SettingsError("chat_url: is no http or https address; give one such as http://localhost:11434/v1")
    if parts.username or parts.password:
        raise SettingsError("chat_url: holds a name or a password; leave it out and set GROUNDWIRE_CHAT_KEY")
    if parts.query and not set(dict(parse_qsl(parts.query))) <= {"api-version"}:
        raise SettingsError("chat_url: may end with ?api-version=... and nothing else; set GROUNDWIRE_CHAT_KEY for a key")
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return urlunsplit((parts.scheme, parts.netloc, path, "", "")), dict(parse_qsl(parts.query))
