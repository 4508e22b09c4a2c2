"""A chat server on loopback that answers as it is told: a real HTTP server in a thread, for tests and benches.

::

    with ChatServer("{}") as server:                              # always the same words
        Settings(chat_url=server.url, chat_name="test")
    ChatServer(["first", "second"])                               # one after the other, the last one from then on
    ChatServer(lambda asked: reply_to(asked.material))            # made from what was asked
    ChatServer(Answer(text="{", dies_after=1))                    # an Answer says how it is sent

``server.asked`` are the questions that were answered or refused, in order."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the server says to one question, and how.

    ``status`` other than 200 sends ``text`` as the error's message, with ``headers``. ``body`` is sent as it is instead of a stream.
    ``size`` are the letters of one piece, ``pause`` the seconds before each. The connection breaks after ``dies_after`` pieces; the answer
    comes again and again where it is ``endless``; ``pings`` are comments without words sent before it, ``pause`` apart. Tokens are told
    where ``tokens`` gives them, of question and answer."""

    text: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    media_type: str = "text/event-stream"
    size: int = 12
    pause: float = 0.0
    dies_after: int | None = None
    endless: bool = False
    pings: int = 0
    tokens: tuple[int, int] | None = (100, 50)
    finish: str = "stop"


@dataclass(frozen=True)
class Asked:
    """One question as it came."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def instructions(self) -> str:
        """The words of the system's message."""
        return "\n".join(message["content"] for message in self.body["messages"] if message["role"] == "system")

    @property
    def material(self) -> str:
        """The words of the user's message."""
        return "\n".join(message["content"] for message in self.body["messages"] if message["role"] == "user")

    @property
    def schema(self) -> dict[str, Any] | None:
        """The JSON Schema that the answer shall fit; ``None`` where none was sent."""
        schema = self.body.get("response_format", {}).get("json_schema", {}).get("schema")
        return schema if isinstance(schema, dict) else None


Answers = str | Answer | Sequence[str | Answer] | Callable[[Asked], str | Answer]


class ChatServer:
    """The server; it runs between ``__enter__`` and ``__exit__``. With a ``key`` it takes no other; it has the ``models`` and no others,
    where there are any; a field of the request that stands in ``refuses`` ("seed", "json_schema") is answered with 400 that names it."""

    def __init__(
        self, answers: Answers = "{}", *, key: str = "", models: Sequence[str] = (), refuses: Sequence[str] = ()
    ) -> None:
        self.answers, self.key, self.models, self.refuses = answers, key, models, refuses
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """The address for the setting ``chat_url``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, asked: Asked) -> Answer:
        """What is said to the question, refusals too."""
        with self._lock:
            number = len(self.asked)
            self.asked.append(asked)
        sent = asked.headers.get("api-key") or asked.headers.get("authorization", "").removeprefix("Bearer ")
        if self.key and sent != self.key:
            return Answer(status=401, text=f"Incorrect API key provided: {sent}.")
        if self.models and asked.body.get("model") not in self.models:
            return Answer(status=404, text=f"model '{asked.body.get('model')}' not found")
        for name in self.refuses:
            if name in asked.body or asked.body.get("response_format", {}).get("type") == name:
                return Answer(status=400, text=f'Unknown name "{name}": Cannot find field.')
        if callable(self.answers):
            said = self.answers(asked)
        elif isinstance(self.answers, (str, Answer)):
            said = self.answers
        else:
            said = self.answers[min(number, len(self.answers) - 1)]
        return Answer(text=said) if isinstance(said, str) else said

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                parts = urlsplit(self.path)
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                headers = {name.lower(): value for name, value in self.headers.items()}
                answer = server.answer(Asked(parts.path, dict(parse_qsl(parts.query)), headers, body))
                self.close_connection = True
                with contextlib.suppress(OSError):  # whoever asked has gone away
                    _send(self, answer)

            def log_message(self, *arguments: object) -> None:
                """Nothing is logged."""

        return Handler


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    error = json.dumps({"error": {"message": answer.text, "type": "error", "code": None}}).encode()
    whole = answer.body if answer.status == 200 else answer.body or error
    handler.send_response(answer.status)
    handler.send_header("Content-Type", answer.media_type if answer.status == 200 else "application/json")
    handler.send_header("Connection", "close")
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    if whole is not None:
        handler.send_header("Content-Length", str(len(whole)))
        handler.end_headers()
        handler.wfile.write(whole)
        return
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for _ in range(answer.pings):
        time.sleep(answer.pause)
        _chunk(handler, b": still here\n\n")
    pieces = [answer.text[start : start + answer.size] for start in range(0, len(answer.text), answer.size)]
    sent = 0
    while answer.endless or sent < len(pieces):
        if sent == answer.dies_after:
            return
        time.sleep(answer.pause)
        _event(handler, {"choices": [{"index": 0, "delta": {"content": pieces[sent % len(pieces)]}, "finish_reason": None}]})
        sent += 1
    if answer.dies_after is not None:
        return
    _event(handler, {"choices": [{"index": 0, "delta": {}, "finish_reason": answer.finish}]})
    if answer.tokens is not None:
        _event(handler, {"choices": [], "usage": dict(zip(("prompt_tokens", "completion_tokens"), answer.tokens, strict=True))})
    _chunk(handler, b"data: [DONE]\n\n")
    _chunk(handler, b"")


def _event(handler: BaseHTTPRequestHandler, event: dict[str, Any]) -> None:
    _chunk(handler, b"data: " + json.dumps(event).encode() + b"\n\n")


def _chunk(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
    handler.wfile.flush()
