"""The ledger's tables, and the steps from an empty file to today's; a step that has shipped is never edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import BigInteger, Column, Connection, Float, Index, Integer, MetaData, Table, Text

from groundwire.database import Moment

METADATA: Final = MetaData()
CALLS: Final = Table(
    "calls",
    METADATA,
    Column("number", Integer, primary_key=True),
    # The day in UTC by the machine's own clock, as ISO 8601: budgets are the day's.
    Column("day", Text, nullable=False),
    Column("at", Moment, nullable=False),
    # Every piece of work (a story, a check) has an id of its own before its story has one.
    Column("run", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("prompt", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    # The most that the call may take, until it is over; then what it took.
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    # In billionths, rounded up: sums are exact.
    Column("money", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
)
CALLS_BY_DAY: Final = Index("calls_by_day", CALLS.c.day)
CALLS_BY_RUN: Final = Index("calls_by_run", CALLS.c.run)
REPLIES: Final = Table(
    "replies",
    METADATA,
    # Digest of model, address and request.
    Column("key", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
)
VERSION: Final = Table("ledger_version", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))


def _make_ledger(connection: Connection) -> None:
    """Calls and replies."""
    for table in (CALLS, REPLIES):
        table.create(connection)


STEPS: Final[Sequence[Callable[[Connection], None]]] = (_make_ledger,)
