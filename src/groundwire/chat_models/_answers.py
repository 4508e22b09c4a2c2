"""A server's answer, read as it comes: a stream of server-sent events, or one object from a server that does not stream.

What comes is from outside: bytes, characters and seconds are capped, and what is not of the expected shape is passed over."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

LETTERS: Final = 4
"""Letters of a token of English, about: how tokens are estimated where a server does not count them."""
LONGEST_WORD: Final = 8
"""Letters that a token may have on the average before an answer is taken to be longer than it was allowed to be."""
OVERHEAD: Final = 4_096
"""Bytes that a server may spend to send one token, beside what it spends once."""
LIVES: Final = 10
"""How many times its patience an answer may take in all."""
MOST_TRIES: Final = 50
"""Braces at which an object is looked for."""


class Silent(Exception):
    """The server said no word for too long."""


class Strange(Exception):
    """What came is no answer of a language model."""


class Reported(Exception):
    """The server says in the midst of its answer what went wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came. Tokens are ``None`` where the server does not count; ``pieces`` is how many parts it came in. ``is_cut`` where it did not
    come to its own end."""

    text: str
    input_tokens: int | None = None
    output_tokens: int | None = None
    pieces: int = 0
    is_cut: bool = False

    def counted(self, asked: str) -> tuple[int, int]:
        """Tokens of the question, which was ``asked``, and of the answer: the server's count, else a token for every four letters, and
        no fewer of the answer than it came in parts."""
        known = self.input_tokens, self.output_tokens
        return known[0] or estimate(asked), known[1] or max(self.pieces, estimate(self.text))


class _Words(msgspec.Struct):
    content: str | None = None
    reasoning_content: str | None = None
    reasoning: str | None = None


class _Choice(msgspec.Struct):
    delta: _Words | None = None
    message: _Words | None = None
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Event(msgspec.Struct):
    choices: list[_Choice] | None = None
    usage: _Usage | None = None
    error: object = None


_EVENTS: Final = msgspec.json.Decoder(_Event)


def estimate(text: str) -> int:
    """About how many tokens the text has."""
    return math.ceil(len(text) / LETTERS)


def holds_object(text: str) -> bool:
    """Whether a whole JSON object stands somewhere in the text."""
    decoder, start = json.JSONDecoder(), -1
    for _ in range(MOST_TRIES):
        start = text.find("{", start + 1)
        if start < 0:
            return False
        try:
            decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        return True
    return False


class Reader:
    """Reads one answer. What was read so far stays, whatever happens to the connection."""

    def __init__(self, most_tokens: int, patience: float, clock: Callable[[], float]) -> None:
        self._most_tokens, self._patience, self._clock = most_tokens, patience, clock
        self._parts: list[str] = []
        self._letters = 0
        self._heard = 0.0
        self._usage = _Usage()
        self._finish: str | None = None

    @property
    def answer(self) -> Answer:
        """What has come so far."""
        return Answer(
            text="".join(self._parts),
            input_tokens=_count(self._usage.prompt_tokens),
            output_tokens=_count(self._usage.completion_tokens),
            pieces=len(self._parts),
            is_cut=self._finish in (None, "length", "max_tokens", "content_filter", "error"),
        )

    def read(self, chunks: Iterable[bytes], media_type: str) -> None:
        """Read to the end, or to where it is cut. Raises ``Silent``, ``Strange``, ``Reported``, and what the connection raises."""
        most_bytes = 16 * OVERHEAD + self._most_tokens * OVERHEAD
        if media_type.startswith("text/event-stream"):
            self._stream(_limited(chunks, most_bytes))
        elif media_type.startswith("application/json"):
            if not self._take(b"".join(_limited(chunks, most_bytes)), "message"):
                raise Strange("an object without an answer in it")
            self._finish = self._finish or "stop"
        else:
            raise Strange(f"{media_type.partition(';')[0][:40] or 'something without a name'}")

    def _stream(self, chunks: Iterator[bytes]) -> None:
        for line in _lines(self._attentive(chunks)):
            if not line.startswith(b"data:"):
                continue
            data = line[5:].strip()
            if data == b"[DONE]":
                self._finish = self._finish or "stop"
                break
            if self._take(data, "delta"):
                self._heard = self._clock()
            if len(self._parts) > self._most_tokens or self._letters > LONGEST_WORD * self._most_tokens:
                self._finish = "length"
                break

    def _attentive(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The chunks. Raises ``Silent`` where what comes keeps the connection open and says nothing, or where it takes too long in all."""
        begun = self._heard = self._clock()
        for chunk in chunks:
            yield chunk
            now = self._clock()
            if now - self._heard > self._patience or now - begun > LIVES * self._patience:
                raise Silent

    def _take(self, data: bytes, where: str) -> bool:
        """Take in one event; whether there were words in it."""
        try:
            event = _EVENTS.decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return False
        if event.error:
            raise Reported(str(event.error)[:2_000])
        self._usage = event.usage or self._usage
        has_words = False
        for choice in (event.choices or [])[:1]:
            self._finish = choice.finish_reason or self._finish
            words = choice.delta if where == "delta" else choice.message
            if words and words.content:
                self._parts.append(words.content)
                self._letters += len(words.content)
            has_words = bool(words and (words.content or words.reasoning_content or words.reasoning))
        return has_words


def _limited(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The chunks up to ``most`` bytes of them."""
    for chunk in chunks:
        yield chunk[:most]
        most -= len(chunk)
        if most <= 0:
            break


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The lines in the chunks."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
    if rest:
        yield rest


def _count(number: int | None) -> int | None:
    return number if number is not None and 0 < number < 10**9 else None
