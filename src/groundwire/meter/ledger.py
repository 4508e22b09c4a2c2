"""The ledger: a file of SQLite with every call, and the answers that need not be asked for again.

A call is entered with the most that it may take before it is made, in one transaction with the look at what is left of the day: however
many processes ask at once, the day's budget holds. What it took replaces that afterwards; whoever is stopped in between leaves the most
behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, case, func, inspect, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from groundwire.database import explain_sqlite, is_database, open_sqlite
from groundwire.errors import LedgerError
from groundwire.meter.calls import Budget, Call, CallOutcome
from groundwire.meter.schema import CALLS, REPLIES, STEPS, VERSION
from groundwire.model import ChatReply, Spending

PATIENCE: Final = 10.0
"""Seconds to wait for another process to write."""
_BILLION: Final = Decimal(1_000_000_000)
_ANEW: Final = "move it away to begin a new one, which counts today's budget from nothing"


class Ledger:
    """One file; opened for each transaction and closed after it, so that nothing is held while a model thinks. Safe to share between
    threads. Every method may raise ``LedgerError``."""

    def __init__(self, place: str, patience: float = PATIENCE) -> None:
        """Nothing is opened or made before the first use."""
        self._place, self._patience = place, patience
        self._opened: Engine | None = None

    def recall(self, key: str) -> ChatReply | None:
        """The answer that is kept under the key."""
        with self._transaction() as connection:
            row = connection.execute(select(REPLIES).where(REPLIES.c.key == key)).one_or_none()
        if row is None:
            return None
        return ChatReply(
            text=row.text,
            model=row.model,
            input_tokens=row.input_tokens,
            output_tokens=row.output_tokens,
            seconds=row.seconds,
        )

    def reserve(self, call: Call, budget: Budget, now: datetime) -> int | None:
        """Enter the call with the most that it may take; its number, or ``None`` where the day has no room for it."""
        with self._transaction(writes=True) as connection:
            today = CALLS.c.day == _day(now)
            tokens, money = connection.execute(
                select(func.total(CALLS.c.input_tokens + CALLS.c.output_tokens), func.total(CALLS.c.money)).where(today)
            ).one()
            if tokens + call.input_tokens + call.output_tokens > budget.tokens:
                return None
            if Decimal(money) + _billionths(call.money) > budget.money * _BILLION:
                return None
            return _enter(connection, call, CallOutcome.ASKED, now)

    def note_cached(self, call: Call, now: datetime) -> None:
        """Enter a call that was not made, since its answer is kept."""
        with self._transaction(writes=True) as connection:
            _enter(connection, call, CallOutcome.CACHED, now)

    def settle(self, number: int, call: Call, outcome: CallOutcome, key: str = "", reply: ChatReply | None = None) -> None:
        """What the call with that number took in the end, and what came of it. With a ``key`` the ``reply`` is kept under it."""
        took = CALLS.update().where(CALLS.c.number == number)
        with self._transaction(writes=True) as connection:
            connection.execute(
                took.values(
                    outcome=outcome.value,
                    input_tokens=call.input_tokens,
                    output_tokens=call.output_tokens,
                    money=_billionths(call.money),
                    seconds=call.seconds,
                )
            )
            if key and reply:
                kept = {name: getattr(reply, name) for name in ("text", "model", "input_tokens", "output_tokens", "seconds")}
                connection.execute(insert(REPLIES).values(key=key, **kept).on_conflict_do_nothing())

    def sign(self, run: str, story: str) -> None:
        """Enter the story that the calls of a piece of work were made for."""
        with self._transaction(writes=True) as connection:
            connection.execute(CALLS.update().where(CALLS.c.run == run).values(story=story))

    def spending(self, since: date) -> tuple[Spending, ...]:
        """What was spent from that day on, the latest day first, by story in the order of their first calls. No file is made for it."""
        if not Path(self._place).exists():
            return ()
        is_cached, is_open = CALLS.c.outcome == CallOutcome.CACHED.value, CALLS.c.outcome == CallOutcome.ASKED.value
        group = (CALLS.c.day, CALLS.c.story, CALLS.c.model)
        statement = (
            select(
                *group,
                func.sum(case((is_cached, 0), else_=1)).label("calls"),
                func.sum(case((is_cached, 1), else_=0)).label("cached"),
                func.sum(case((is_open, 1), else_=0)).label("unsettled"),
                func.sum(CALLS.c.input_tokens).label("input_tokens"),
                func.sum(CALLS.c.output_tokens).label("output_tokens"),
                func.sum(CALLS.c.money).label("money"),
                func.sum(CALLS.c.seconds).label("seconds"),
            )
            .where(CALLS.c.day >= since.isoformat())
            .group_by(*group)
            .order_by(CALLS.c.day.desc(), func.min(CALLS.c.number))
        )
        with self._transaction() as connection:
            rows = connection.execute(statement).all()
        return tuple(
            Spending(
                day=date.fromisoformat(row.day),
                story=row.story,
                model=row.model,
                calls=row.calls,
                cached=row.cached,
                unsettled=row.unsettled,
                input_tokens=row.input_tokens,
                output_tokens=row.output_tokens,
                money=row.money / _BILLION,
                seconds=row.seconds,
            )
            for row in rows
        )

    @contextmanager
    def _transaction(self, writes: bool = False) -> Iterator[Connection]:
        try:
            self._opened = self._opened or self._open()
            with self._opened.connect().execution_options(writes=writes) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            reason, remedy = explain_sqlite(error, _ANEW) or (f"cannot be used ({error.orig})"[:200], _ANEW)
            raise LedgerError(self._place, reason, remedy) from error

    def _open(self) -> Engine:
        """The file, brought up to date; it is made where there is none."""
        path = Path(self._place)
        if path.exists() and (not path.is_file() or (path.stat().st_size and not is_database(path))):
            raise LedgerError(self._place, "is no ledger", "name another file in the setting chat_ledger")
        engine = open_sqlite(self._place, self._patience, NullPool)
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            tables = inspect(connection).get_table_names()
            if tables and VERSION.name not in tables:
                raise LedgerError(self._place, "is a database, but no ledger", "name another file in the setting chat_ledger")
            VERSION.create(connection, checkfirst=True)
            done = connection.execute(select(func.max(VERSION.c.version))).scalar() or 0
            if done > len(STEPS):
                known = f"was made by a newer Groundwire (version {done}; this one knows {len(STEPS)})"
                raise LedgerError(self._place, known, "update Groundwire")
            for number, step in enumerate(STEPS[done:], start=done + 1):
                step(connection)
                connection.execute(VERSION.insert().values(version=number))
        return engine


def _enter(connection: Connection, call: Call, outcome: CallOutcome, now: datetime) -> int:
    entry = CALLS.insert().values(
        day=_day(now),
        at=now,
        run=call.run,
        story=call.story,
        model=call.model,
        prompt=call.prompt,
        outcome=outcome.value,
        input_tokens=call.input_tokens,
        output_tokens=call.output_tokens,
        money=_billionths(call.money),
        seconds=call.seconds,
    )
    (number,) = connection.execute(entry).inserted_primary_key or (0,)
    return int(number)


def _day(now: datetime) -> str:
    return now.astimezone(UTC).date().isoformat()


def _billionths(money: Decimal) -> int:
    return int((money * _BILLION).to_integral_value(ROUND_CEILING))
