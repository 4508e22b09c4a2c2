"""Every question is counted, none is paid for twice, and no day costs more than it may, whoever asks, and whoever is killed."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.asking import Model, question, reply_to

from groundwire.errors import BudgetSpent, ChatError, LedgerError, SettingsError
from groundwire.meter.ledger import Ledger
from groundwire.meter.metering import AT_ONCE, TEMPLATE, Meter, most_tokens
from groundwire.model import ChatReply, ChatRequest, Spending
from groundwire.settings import Settings

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MOST = 1_000 + TEMPLATE + 100
"""Tokens that a ``question`` may take."""


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "chat.db")


def make_meter(place: str, model: Model | None = None, now: datetime = NOON, **settings: Any) -> Meter:
    chosen = Settings(**({"chat_ledger": place, "chat_url": "http://localhost/v1"} | settings))
    return Meter(model or Model(), chosen, lambda: Ledger(place, patience=0.2), print, clock=lambda: now)


def spent(place: str, since: date = date(2026, 3, 2)) -> list[tuple[int, int, int, int]]:
    """(calls, cached, unsettled, tokens) of each line."""
    return [(s.calls, s.cached, s.unsettled, s.input_tokens + s.output_tokens) for s in Ledger(place).spending(since)]


# --- the cache --------------------------------------------------------------------------------------------------------


def test_same_question_is_asked_and_paid_for_once(place: str) -> None:
    model = Model()
    first, second = make_meter(place, model), make_meter(place, model)
    assert first.reply(question("a")) == second.reply(question("a"))
    assert len(model.asked) == 1
    assert [exchange.is_cached for exchange in (*first.exchanges, *second.exchanges)] == [False, True]
    assert (second.cost.calls, second.cost.cached, second.cost.input_tokens, second.cost.model_seconds) == (0, 1, 0, 0)
    assert spent(place) == [(1, 1, 0, 130)]


@pytest.mark.parametrize(
    "other",
    [
        {"chat_url": "http://elsewhere/v1"},
        {"chat_url": "http://localhost/v1?api-version=2"},
        {"chat_model": "another"},
    ],
)
def test_other_server_is_asked_anew(place: str, other: dict[str, str]) -> None:
    model = Model()
    make_meter(place, model).reply(question("a"))
    make_meter(place, model, **other).reply(question("a"))
    assert len(model.asked) == 2


@pytest.mark.parametrize("field", [{"prompt": "story-2"}, {"schema": "{}"}, {"most_tokens": 99}, {"instructions": "y"}])
def test_other_question_is_asked_anew(place: str, field: dict[str, Any]) -> None:
    model = Model()
    meter = make_meter(place, model)
    meter.reply(question("a"))
    meter.reply(replace(question("a"), **field))
    assert len(model.asked) == 2


def test_another_key_in_the_settings_changes_nothing(place: str) -> None:
    model = Model()
    make_meter(place, model, chat_key="one").reply(question("a"))
    make_meter(place, model, chat_key="two", chat_url="http://user:three@localhost/v1").reply(question("a"))
    assert len(model.asked) == 1


def test_answer_that_was_cut_is_not_kept(place: str) -> None:
    model = Model(lambda request: reply_to("half", is_cut=True))
    for _ in range(2):
        assert make_meter(place, model).reply(question("a")).is_cut
    assert len(model.asked) == 2


# --- the budget -------------------------------------------------------------------------------------------------------


def test_question_that_might_go_beyond_the_day_s_tokens_is_not_asked(place: str) -> None:
    model = Model()
    meter = make_meter(place, model, chat_daily_tokens=130 + MOST)
    meter.reply(question("a"))
    meter.reply(question("b"))
    with pytest.raises(
        BudgetSpent, match="day's budget of 1,486 tokens.*wait for the next day .UTC., or raise chat_daily_tokens"
    ):
        meter.reply(question("c"))
    assert len(model.asked) == 2 and spent(place) == [(2, 0, 0, 260)]


def test_question_that_might_go_beyond_the_day_s_money_is_not_asked(place: str) -> None:
    model = Model()
    prices = ("echo 100 1000",)  # 0.04 for what an answer takes, at the most 0.2256
    meter = make_meter(place, model, chat_daily_money=0.27, chat_prices=prices)
    for material in ("a", "b"):
        meter.reply(question(material))
    with pytest.raises(BudgetSpent):
        meter.reply(question("c"))
    assert meter.cost.money == Decimal("0.08") and [exchange.money for exchange in meter.exchanges] == [Decimal("0.04")] * 2


def test_next_day_has_a_budget_of_its_own(place: str) -> None:
    make_meter(place, chat_daily_tokens=MOST).reply(question("a"))
    with pytest.raises(BudgetSpent):
        make_meter(place, chat_daily_tokens=MOST).reply(question("b"))
    make_meter(place, now=NOON + timedelta(hours=12), chat_daily_tokens=MOST).reply(question("b"))


def test_known_answer_needs_no_budget(place: str) -> None:
    make_meter(place).reply(question("a"))
    assert make_meter(place, chat_daily_tokens=1).reply(question("a")).text == "a"


def test_most_is_no_less_than_any_tokens_there_could_be() -> None:
    request = replace(question("ü" * 10), schema="{}")
    asked = request.instructions + request.material + request.schema
    assert most_tokens(request) == (2 * (len(asked.encode()) + TEMPLATE), 200)


def test_processes_that_ask_at_once_keep_to_one_budget(place: str) -> None:
    tokens = 8 * 130 + MOST - 1
    command = [sys.executable, "-m", "tests.asking", place, str(tokens), "6"]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answered = [int(process.communicate(timeout=60)[0]) for process in processes]
    (calls, _, unsettled, took), *others = spent(place, datetime.now(UTC).date())
    assert sum(answered) == calls <= 8 and took == calls * 130 <= tokens and not unsettled and not others
    assert calls >= 6  # what one reserves while it asks, another may be refused for


def test_call_that_is_killed_stays_counted_with_the_most_that_it_may_have_taken(place: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.asking", place, "100000", "hang"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdout.readline() == "asked\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    assert spent(place, datetime.now(UTC).date()) == [(1, 0, 1, MOST)]
    with pytest.raises(BudgetSpent):
        make_meter(place, now=datetime.now(UTC), chat_daily_tokens=2 * MOST - 1).reply(question("a"))


def test_threads_of_one_meter_lose_nothing(place: str) -> None:
    meter = Meter(Model(), Settings(chat_ledger=place), lambda: Ledger(place), print, clock=lambda: NOON)
    threads = [threading.Thread(target=meter.reply, args=(question(str(number)),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert meter.cost.calls == 8 and spent(place) == [(8, 0, 0, 8 * 130)]


def test_no_more_than_a_few_questions_are_asked_at_once(place: str) -> None:
    under_way, most, lock = set[int](), 0, threading.Lock()

    def answer(request: ChatRequest) -> ChatReply:
        nonlocal most
        with lock:
            under_way.add(id(request))
            most = max(most, len(under_way))
        time.sleep(0.1)
        with lock:
            under_way.discard(id(request))
        return reply_to("a")

    meters = [Meter(Model(answer), Settings(chat_ledger=place), lambda: Ledger(place), print) for _ in range(AT_ONCE + 3)]
    threads = [threading.Thread(target=meter.reply, args=(question(str(n)),)) for n, meter in enumerate(meters)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 < most <= AT_ONCE


# --- what went wrong --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tokens", "entered"), [((0, 0), (1, 0, 0, 0)), ((200, 60), (1, 0, 0, 260)), (None, (1, 0, 1, MOST))])
def test_question_without_an_answer_is_entered_with_what_it_took(
    place: str, tokens: tuple[int, int] | None, entered: tuple[int, int, int, int]
) -> None:
    error = ChatError("echo", "said nothing", "wait", tokens)
    meter = make_meter(place, Model(lambda request: error))
    with pytest.raises(ChatError):
        meter.reply(question("a"))
    assert spent(place) == [entered]
    assert meter.cost.calls == (tokens != (0, 0)) and meter.cost.input_tokens == (tokens or (0, 0))[0]


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 40_000)


def lock(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    return connection


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO ledger_version VALUES (99)")


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (damage, "is damaged; move it away"),
        (lock, "is being written by another process that does not finish"),
        (newer, "newer Groundwire .version 99; this one knows 1.; update Groundwire"),
        (foreign, "is a database, but no ledger; name another file in the setting chat_ledger"),
        (lambda path: path.write_text("shopping list"), "is no ledger"),
        (lambda path: (path.unlink(), path.mkdir()), "is no ledger"),
    ],
    ids=["damaged", "locked", "newer", "foreign", "text", "folder"],
)
def test_ledger_that_cannot_be_used_stops_every_call(place: str, harm: Callable[[Path], object], told: str) -> None:
    make_meter(place).reply(question("a"))
    held = harm(Path(place))
    model = Model()
    with pytest.raises(ChatError, match=f"cannot be entered: ledger .*{told}") as error:
        make_meter(place, model).reply(question("b"))
    assert not model.asked and error.value.tokens == (0, 0)
    del held


def test_ledger_without_a_folder_stops_every_call(tmp_path: Path) -> None:
    with pytest.raises(ChatError, match="cannot be opened or made"):
        make_meter(str(tmp_path / "nowhere" / "chat.db")).reply(question("a"))


def test_full_disk_stops_every_call(place: str) -> None:
    make_meter(place).reply(question("a"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    model = Model()
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (Path(place).stat().st_size, before[1]))
        with pytest.raises(ChatError, match="disk"):
            for number in range(2_000):
                make_meter(place, model).reply(question(f"{number}"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_answer_that_is_paid_for_is_used_though_it_cannot_be_entered(place: str) -> None:
    held: list[sqlite3.Connection] = []
    noted: list[str] = []
    model = Model(lambda request: (held.append(lock(Path(place))), reply_to("a"))[1])
    meter = Meter(model, Settings(chat_ledger=place), lambda: Ledger(place, patience=0.2), noted.append, clock=lambda: NOON)
    assert meter.reply(question("a")).text == "a"
    held[0].close()
    assert "stays entered with the most" in noted[0] and spent(place) == [(1, 0, 1, MOST)]


def test_costs_of_a_ledger_that_is_damaged_are_an_error(place: str) -> None:
    Path(place).write_text("shopping list")
    with pytest.raises(LedgerError, match=f"ledger {place}: is no ledger"):
        Ledger(place).spending(NOON.date())


def test_no_file_is_made_before_a_question(place: str) -> None:
    make_meter(place)
    assert Ledger(place).spending(NOON.date()) == () and not Path(place).exists()


# --- the ledger -------------------------------------------------------------------------------------------------------


def test_spending_is_told_by_day_and_story(place: str) -> None:
    for days, story in ((0, "one"), (1, "two"), (1, "three")):
        meter = make_meter(place, now=NOON + timedelta(days=days), chat_prices=("echo 1 2",))
        meter.reply(question(story))
        Ledger(place).sign(meter._run, story)
    lines = Ledger(place).spending(NOON.date())
    assert [(line.day.day, line.story) for line in lines] == [(3, "two"), (3, "three"), (2, "one")]
    assert lines[0] == Spending(
        day=date(2026, 3, 3),
        story="two",
        model="echo",
        calls=1,
        cached=0,
        unsettled=0,
        input_tokens=100,
        output_tokens=30,
        money=Decimal("0.00016"),
        seconds=0.5,
    )
    assert len(Ledger(place).spending(date(2026, 3, 3))) == 2


def test_played_answers_are_entered_nowhere(place: str) -> None:
    meter = Meter(Model(), Settings(chat_ledger=place), None, print)
    meter.reply(question("a"))
    assert meter.exchanges[0].is_cached and meter.cost.cached == 1 and not Path(place).exists()


@pytest.mark.parametrize("line", ["gpt", "gpt 1", "gpt one 2", "gpt -1 2", "gpt nan 2", "gpt 1 1e99", "gpt 1 inf"])
def test_price_that_is_none_is_told(place: str, line: str) -> None:
    model = Model()
    with pytest.raises(SettingsError, match=f"chat_prices: '{line}' is no price; write a model's name"):
        make_meter(place, model, chat_prices=(line,)).reply(question("a"))
    assert not model.asked


def test_model_with_two_prices_is_told(place: str) -> None:
    with pytest.raises(SettingsError, match="two prices"):
        make_meter(place, chat_prices=("echo 1 2", "echo 3 4")).reply(question("a"))


def test_name_of_a_model_may_hold_spaces_and_one_without_a_price_costs_nothing(place: str) -> None:
    meter = make_meter(place, chat_prices=("my own model 1 2",))
    meter.reply(question("a"))
    assert meter.cost.money == 0
