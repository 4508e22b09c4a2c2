"""A language model whose every question is counted, and asked once: ``Meter`` stands between the newsroom and any ``ChatModel``."""

from __future__ import annotations

import hashlib
import json
import threading
import uuid
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from groundwire.errors import BudgetSpent, ChatError, LedgerError
from groundwire.meter.calls import Budget, Call, CallOutcome
from groundwire.meter.prices import Price, read_prices
from groundwire.model import ChatReply, ChatRequest, Cost, Exchange, Refusal, Story
from groundwire.protocols import ChatModel, Tools
from groundwire.settings import Settings

if TYPE_CHECKING:
    from groundwire.meter.ledger import Ledger

AT_ONCE: Final = 4
"""Questions that one process asks at a time, whatever its threads want."""
TEMPLATE: Final = 256
"""Tokens that a server may put around a question."""
SCRIPTED: Final = "scripted"
"""The language model that plays a kept story's answers again."""
_PLACES: Final = threading.BoundedSemaphore(AT_ONCE)


def open_meter(tools: Tools, story: str = "") -> Meter:
    """A meter for one piece of work on the newsroom's tools. Answers that are played again cost nothing and are entered nowhere."""

    def open_ledger() -> Ledger:
        from groundwire.meter.ledger import Ledger

        return Ledger(tools.settings.chat_ledger)

    is_played = tools.settings.chat_model == SCRIPTED
    return Meter(tools.chat, tools.settings, None if is_played else open_ledger, tools.log, story=story)


class Meter:
    """``ChatModel`` for one piece of work (a story, a check): what was asked before is answered from the ledger, what would go beyond the
    day's budget is not asked, and all of it is entered. Without a ledger nothing is counted, as for answers that are played again."""

    def __init__(
        self,
        model: ChatModel,
        settings: Settings,
        open_ledger: Callable[[], Ledger] | None,
        log: Callable[[str], None],
        *,
        story: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """The ledger is opened for the first question. ``log`` is told where something could not be entered after it was paid for.
        ``story`` is the id of the story that the work is for, where it has one already. ``clock`` tells the day that is paid for: the
        real one, whatever time the newsroom works at."""
        self._model, self._settings, self._open_ledger, self._log = model, settings, open_ledger, log
        self._story, self._clock = story, clock
        self._run = uuid.uuid4().hex
        self._exchanges: list[Exchange] = []
        self._failed = Cost()

    @property
    def name(self) -> str:
        """See ``protocols.ChatModel``."""
        return self._model.name

    @cached_property
    def _ledger(self) -> Ledger | None:
        return self._open_ledger() if self._open_ledger else None

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The questions that were answered, in order."""
        return tuple(self._exchanges)

    @property
    def cost(self) -> Cost:
        """What it cost so far, answers that could not be used too; ``seconds`` is left to whoever measures all of the work."""
        total = self._failed
        for exchange in self._exchanges:
            if not exchange.is_cached:
                total = _add(total, exchange.reply, exchange.money)
        cached = sum(exchange.is_cached for exchange in self._exchanges)
        return replace(total, cached=cached, model_seconds=round(total.model_seconds, 3))

    def reply(self, request: ChatRequest) -> ChatReply:
        """See ``protocols.ChatModel``. Raises ``BudgetSpent`` where the day has no room for the question, and ``ChatError`` where the
        ledger cannot be used: a budget that cannot be kept is no budget."""
        exchange = self._recall(request) or self._ask(request)
        self._exchanges.append(exchange)
        return exchange.reply

    def enter(self, story: Story | Refusal) -> Story | Refusal:
        """The story with what was asked for it and what it cost; the ledger's entries get its id."""
        if not isinstance(story, Story):
            return story
        if (self._exchanges or self._failed.calls) and self._ledger:
            try:
                self._ledger.sign(self._run, story.id)
            except LedgerError as error:
                self._log(f"{error}; the calls of this story are entered without its id")
        return replace(story, cost=self.cost, exchanges=self.exchanges)

    def _recall(self, request: ChatRequest) -> Exchange | None:
        if self._ledger is None:
            return Exchange(request=request, reply=self._model.reply(request), is_cached=True)
        try:
            reply = self._ledger.recall(self._key(request))
            if reply is None:
                return None
            self._ledger.note_cached(self._call(request, 0, 0), self._clock())
        except LedgerError as error:
            raise self._unusable(error) from error
        return Exchange(request=request, reply=reply, is_cached=True)

    def _ask(self, request: ChatRequest) -> Exchange:
        assert self._ledger is not None
        with _PLACES:
            number = self._reserve(request, self._ledger)
            try:
                reply = self._model.reply(request)
            except ChatError as error:
                self._settle_failure(number, request, error)
                raise
            call = self._call(request, reply.input_tokens, reply.output_tokens, reply.seconds)
            outcome, key = (CallOutcome.CUT, "") if reply.is_cut else (CallOutcome.ANSWERED, self._key(request))
            self._settle(number, call, outcome, key, reply)
        return Exchange(request=request, reply=reply, money=call.money)

    def _reserve(self, request: ChatRequest, ledger: Ledger) -> int:
        """The call, entered with the most that it may take."""
        settings = self._settings
        most = self._call(request, *most_tokens(request))
        budget = Budget(tokens=settings.chat_daily_tokens, money=Decimal(str(settings.chat_daily_money)))
        try:
            number = ledger.reserve(most, budget, self._clock())
        except LedgerError as error:
            raise self._unusable(error) from error
        if number is None:
            limits = f"{budget.tokens:,} tokens and {budget.money:g} in money"
            reason = f"was not asked: the question does not fit into what is left of the day's budget of {limits}"
            remedy = "wait for the next day (UTC), or raise chat_daily_tokens or chat_daily_money"
            raise BudgetSpent(self.name, reason, remedy, (0, 0))
        return number

    def _settle_failure(self, number: int, request: ChatRequest, error: ChatError) -> None:
        """What a question without an answer took; where nobody can know, the most stays entered."""
        if error.tokens is None:
            self._failed = replace(self._failed, calls=self._failed.calls + 1)
            return
        call = self._call(request, *error.tokens)
        if any(error.tokens):
            wasted = ChatReply(text="", model=self.name, input_tokens=call.input_tokens, output_tokens=call.output_tokens)
            self._failed = _add(self._failed, wasted, call.money)
        self._settle(number, call, CallOutcome.FAILED)

    def _settle(self, number: int, call: Call, outcome: CallOutcome, key: str = "", reply: ChatReply | None = None) -> None:
        """Enter what the call took. An answer that is paid for is used even where that fails: the most stays entered."""
        assert self._ledger is not None
        try:
            self._ledger.settle(number, call, outcome, key, reply)
        except LedgerError as error:
            self._log(f"{error}; a call stays entered with the most that it may have taken")

    def _call(self, request: ChatRequest, input_tokens: int, output_tokens: int, seconds: float = 0.0) -> Call:
        price = read_prices(self._settings.chat_prices).get(self.name, Price())
        return Call(
            run=self._run,
            story=self._story,
            model=self.name,
            prompt=request.prompt,
            input_tokens=input_tokens,
            output_tokens=output_tokens,
            money=price.of(input_tokens, output_tokens),
            seconds=seconds,
        )

    def _key(self, request: ChatRequest) -> str:
        """Digest of who is asked, where, and what: the key under which the answer is kept. No secret is part of it."""
        asked = [self._settings.chat_model, _public(self._settings.chat_url), self.name, asdict(request)]
        text = json.dumps(asked, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    def _unusable(self, error: LedgerError) -> ChatError:
        return ChatError(
            self.name,
            f"was not asked, since what it costs cannot be entered: ledger {error.place} {error.reason}",
            error.remedy,
            (0, 0),
        )


def most_tokens(request: ChatRequest) -> tuple[int, int]:
    """The most tokens that question and answer may have. No token is shorter than a byte; where a form is asked for, the model may be asked
    a second time."""
    times = 2 if request.schema else 1
    letters = request.instructions + request.material + request.schema
    return times * (len(letters.encode("utf-8", "replace")) + TEMPLATE), times * request.most_tokens


def _add(cost: Cost, reply: ChatReply, money: Decimal) -> Cost:
    return replace(
        cost,
        calls=cost.calls + 1,
        input_tokens=cost.input_tokens + reply.input_tokens,
        output_tokens=cost.output_tokens + reply.output_tokens,
        model_seconds=cost.model_seconds + reply.seconds,
        money=cost.money + money,
    )


def _public(url: str) -> str:
    """An address without what may be secret in it: a name, a password, a query other than the version of Azure's API."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    version = ",".join(parse_qs(parts.query).get("api-version", []))
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path.rstrip('/')}?{version}"
