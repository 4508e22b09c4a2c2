"""What went wrong between us and a server, as one line with its remedy. The key stands in none of them, whatever the server says."""

from __future__ import annotations

import email.utils
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from groundwire.errors import ChatError, RequestTooLong

if TYPE_CHECKING:
    from openai import APIConnectionError, APIStatusError

NOTHING: Final = (0, 0)
"""The tokens of a question that was not answered."""
LONGEST_QUOTE: Final = 200
LONGEST_BODY: Final = 4_000
"""Characters of an error that are looked at."""
_TOO_LONG: Final = re.compile(
    r"context[ _-]?(length|window|size|limit)|exceed_context|n_ctx|too many (input )?tokens|(prompt|input|request) (is )?too (long|large)"
    r"|input token count|maximum (number of )?(input |prompt )?tokens|token limit|reduce the length|longer than the (model|maximum)",
    re.I,
)
_NO_MODEL: Final = re.compile(
    r"model[_ ]not[_ ]found|(unknown|invalid|no such|not a valid) model|models?\b.{0,80}\b(not found|does not exist)",
    re.I | re.S,
)
_NO_KEY: Final = re.compile(
    r"api.?key.{0,40}\b(not valid|invalid|incorrect|missing|expired)|(invalid|incorrect|missing).{0,20}api.?key", re.I
)
_NO_CREDIT: Final = re.compile(r"insufficient_quota|billing|credit|payment", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Whom we ask, as people call it: the model's name and the address without anything secret. ``secret`` is cut out of what it says."""

    model: str
    address: str
    secret: str

    def clean(self, words: str) -> str:
        """The words on one line, short, and without the key."""
        return " ".join(self.without_key(words).split())[:LONGEST_QUOTE]

    def without_key(self, words: str) -> str:
        """The words without the key: a server may say it back."""
        return words.replace(self.secret, "[key]") if self.secret else words

    def error(self, reason: str, remedy: str, tokens: tuple[int, int] | None = NOTHING) -> ChatError:
        """The error that says so."""
        return ChatError(self.model, reason, remedy, tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer that is an error: its status, what it says, and the seconds after which it may be asked again, where it tells them."""

    status: int
    words: str
    wait: float | None = None

    @property
    def is_too_long(self) -> bool:
        """Whether the question does not fit into the model's context window."""
        return self.status == 413 or (self.status in (400, 422, 500) and bool(_TOO_LONG.search(self.words)))

    @property
    def is_about_form(self) -> bool:
        """Whether another way to ask may be taken."""
        is_refused = self.status in (400, 422, 500, 501)
        return is_refused and not self.is_too_long and not _NO_MODEL.search(self.words) and not _NO_KEY.search(self.words)

    @property
    def is_passing(self) -> bool:
        """Whether the same question may be answered a little later."""
        return (self.status in (408, 409, 429) and not _NO_CREDIT.search(self.words)) or self.status >= 500

    def error(self, server: Server) -> ChatError:
        """What it means to a person."""
        told = f" (“{said}”)" if (said := server.clean(self.words)) else ""
        if self.is_too_long:
            remedy = "give it less, a model with a larger window, or set chat_context to what it has"
            return RequestTooLong(server.model, "the question does not fit into its context window", remedy, NOTHING)
        if self.status in (401, 403) or (self.status == 400 and _NO_KEY.search(self.words)):
            reason = f"{server.address} does not take the key" if server.secret else f"{server.address} wants a key"
            return server.error(reason, "set GROUNDWIRE_CHAT_KEY to a key for this server")
        if self.status == 402 or (self.status == 429 and _NO_CREDIT.search(self.words)):
            return server.error("the account has no credit left", "see to the account, or set another model")
        if _NO_MODEL.search(self.words) and self.status in (400, 404, 422):
            return server.error(f"{server.address} has no model of that name", "set chat_name to a model that the server has")
        if self.status == 404:
            return server.error(
                f"there is nothing at {server.address}", "set chat_url to the server's address, up to and with its version"
            )
        if self.status == 429:
            return server.error("too many questions at once for the server", "try again later")
        if 300 <= self.status < 400:
            remedy = "set chat_url to the address itself: redirects are not followed, so that the key goes nowhere else"
            return server.error(f"{server.address} answers with a redirect", remedy)
        if self.status >= 500:
            return server.error(
                f"the server fails with status {self.status}{told}", "try again later, or look at the server's own log"
            )
        return server.error(
            f"the server refuses the question with status {self.status}{told}", "see what the server's manual says of it"
        )


def find_refusal(error: APIStatusError) -> Refusal:
    """The server's answer that the SDK raised ``error`` for."""
    headers = error.response.headers
    body = error.body if error.body is not None else error.message
    return Refusal(status=error.status_code, words=_words(body), wait=_wait(headers.get("retry-after", "")))


def _words(body: object) -> str:
    """What a body of an error says: its message with the code, where it is of the usual shape, else all of it."""
    match body:
        case {"message": str(message), "code": str(code)} if code not in message:
            return f"{message} [{code}]"[:LONGEST_BODY]
        case {"message": str(message)}:
            return message[:LONGEST_BODY]
    return str(body)[:LONGEST_BODY]


def unreachable(error: APIConnectionError, server: Server, patience: float) -> ChatError:
    """The error for a connection that could not be made, or that gave nothing."""
    import openai

    cause = str(error.__cause__ or error)
    if "certificate" in cause.lower():
        return server.error(f"the certificate of {server.address} cannot be verified", "give the server a certificate that can")
    if was_unheard(error):
        return server.error(f"{server.address} cannot be reached", "start the server, or set chat_url to where it is")
    return silence(server, patience) if isinstance(error, openai.APITimeoutError) else broken(server)


def was_unheard(error: APIConnectionError) -> bool:
    """Whether the question cannot have reached the server."""
    import httpx2

    return isinstance(error.__cause__, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout))


def silence(server: Server, patience: float) -> ChatError:
    """The error for a server that is not heard of any more; what it did nobody knows."""
    return server.error(f"it said nothing for {patience:g} seconds", "raise chat_timeout, or set a faster model", None)


def broken(server: Server) -> ChatError:
    """The error for a connection that ended before a word was said."""
    return server.error("the connection broke before a word was said", "try again, or look at the server's own log", None)


def _wait(told: str) -> float | None:
    """Seconds of a Retry-After header, which gives them or a date; ``None`` for anything else."""
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", told.strip()):
        return float(told)
    try:
        moment = email.utils.parsedate_to_datetime(told)
    except (TypeError, ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
