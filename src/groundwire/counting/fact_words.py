"""The parts of a data sentence: each kind of fact, or one side of it, in words. Every number comes from a cell; every time is told as the
house tells times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from groundwire.counting.facts import back
from groundwire.counting.quantities import (
    is_little,
    percent_change,
    say_count,
    say_ordinal,
    say_percent,
    say_points,
    say_value,
)
from groundwire.editing.dating import say_day, say_month
from groundwire.model import (
    Change,
    Column,
    Comparison,
    Grain,
    Level,
    Mover,
    Outlier,
    Point,
    Rank,
    Record,
    Share,
    Streak,
    Sums,
    Surprise,
    TableCard,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Of which table it is told, and when: what a year goes without saying."""

    card: TableCard
    now: datetime


# --- whose, what, when ------------------------------------------------------------------------------------------------


def possessive(name: str) -> str:
    """The name's own: "BYD's", "Huawei Technologies'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def measure(point: Point) -> str:
    """Whose number it is: "BYD's closing price"."""
    return f"{possessive(point.subject)} {point.column.meaning}"


def amount(point: Point) -> str:
    """The number with its unit."""
    return say_value(point.value, point.column)


def when(point: Point, telling: Telling) -> str:
    """ " on 3 March", " in January 2026", with the space before; nothing in a table without times."""
    if point.when is None:
        return ""
    return (" on " if telling.card.every is Grain.DAY else " in ") + time_of(point.when, telling)


def time_of(day: date, telling: Telling) -> str:
    """The time of a row: "3 March", "the week of 2 March", "January 2026", "2025"."""
    every = telling.card.every
    if every is Grain.MONTH:
        return say_month(day)
    if every is Grain.YEAR:
        return str(day.year)
    return ("the week of " if every is Grain.WEEK else "") + say_day(day, telling.now)


# --- one subject ------------------------------------------------------------------------------------------------------


def level(fact: Level, telling: Telling) -> str:
    """ "BYD closed at 312.40 yuan on 3 March"."""
    now = fact.now
    lead = f"{now.subject} {now.column.verb}" if now.column.verb else f"{measure(now)} was"
    return f"{lead} {amount(now)}{when(now, telling)}"


def level_headline(fact: Level, telling: Telling) -> str:
    """ "BYD closing price"."""
    return f"{fact.now.subject} {fact.now.column.meaning}"


def change(fact: Change, telling: Telling) -> str:
    """ "up 2.3% from the day before"."""
    return f"{change_size(fact, telling)} from {then_of(fact, telling)}"


def change_size(fact: Change, telling: Telling) -> str:
    """ "up 2.3%", "down 0.3 percentage points", "unchanged", "little changed"."""
    size = moved(fact.now.value, fact.then.value, fact.now.column)
    if not size:
        return "unchanged" if fact.now.value == fact.then.value else "little changed"
    return f"{'up' if fact.now.value > fact.then.value else 'down'} {size}"


def change_alone(fact: Change, telling: Telling) -> str:
    """A change as a sentence of its own."""
    was = f"{then_of(fact, telling)}, when it was {amount(fact.then)}"
    return f"{measure(fact.now)}{when(fact.now, telling)} was {change_size(fact, telling)} from {was}"


def moved(now: Decimal, then: Decimal, column: Column) -> str:
    """How far: in points for rates, else in percent; empty where it would be told as nothing."""
    if column.sums is Sums.RATE:
        said = say_points(now - then, column)
        return said if any(digit in "123456789" for digit in said) else ""
    percent = percent_change(now, then)
    if percent is None:
        raise ValueError("a change from zero or less has no percentage")
    return "" if not percent or is_little(percent) else say_percent(percent)


def then_of(fact: Change, telling: Telling) -> str:
    """When the earlier number was: "the day before", "a year earlier", or its date where it is not exactly that."""
    now, then, every = fact.now.when, fact.then.when, telling.card.every
    if fact.then.column.name != fact.now.column.name or now is None or then is None:
        return "a year earlier"
    if back(now, fact.over, every) != then or (every is Grain.WEEK and fact.over is Grain.YEAR):
        return time_of(then, telling)
    return f"the {fact.over.value} before" if fact.over is every else f"a {fact.over.value} earlier"


def record(fact: Record, telling: Telling) -> str:
    """ "its highest closing price since 14 March 2024"."""
    how = "highest" if fact.is_high else "lowest"
    since = fact.since.when if fact.since else None
    if since:
        return f"its {how} {fact.now.column.meaning} since {time_of(since, telling)}"
    begin = time_of(fact.first.when, telling) if fact.first.when else "the first row"
    return f"its {how} {fact.now.column.meaning} in figures that go back to {begin}"


def outlier(fact: Outlier, telling: Telling) -> str:
    """ "its largest rise since 9 April 2025"."""
    what = _rise(fact.change.now.value > fact.change.then.value)
    if fact.since and fact.since.when:
        return f"its largest {what} since {time_of(fact.since.when, telling)}"
    begin = time_of(fact.first.when, telling) if fact.first.when else "the first row"
    return f"its largest {what} in figures that go back to {begin}"


def streak(fact: Streak, telling: Telling) -> str:
    """ "the fifth rise in a row"."""
    return f"the {say_ordinal(len(fact.points) - 1)} {_rise(fact.is_rise)} in a row"


def streak_alone(fact: Streak, telling: Telling) -> str:
    """A streak as a sentence of its own."""
    first, last = fact.points[0], fact.points[-1]
    what = "time" if telling.card.every is Grain.DAY else telling.card.every.value
    verb = "rose" if fact.is_rise else "fell"
    count = say_ordinal(len(fact.points) - 1)
    said = f"{measure(last)} {verb} for the {count} {what} in a row{when(last, telling)}"
    return f"{said}, from {amount(first)}{when(first, telling)} to {amount(last)}"


def surprise(fact: Surprise, telling: Telling) -> str:
    """ "above the forecast of 1.1 billion euros"."""
    if fact.actual.value == fact.expected.value:
        return "in line with the forecast"
    side = "above" if fact.actual.value > fact.expected.value else "below"
    return f"{side} the forecast of {say_value(fact.expected.value, fact.actual.column)}"


# --- among all --------------------------------------------------------------------------------------------------------


def rank(fact: Rank, telling: Telling) -> str:
    """ "Port Merrow ranked third of five ports by container traffic in January 2026 with 62,000 containers, behind Dunholm with 63,000
    containers"."""
    now = fact.now
    said = f"{now.subject} ranked {place(fact)} of {all_of(fact.total, telling)} by {now.column.meaning}{when(now, telling)}"
    beside = fact.above or fact.below
    said += f" with {amount(now)}"
    if beside is None:
        return said
    if beside.value == now.value:
        return f"{said}, level with {beside.subject}"
    return f"{said}, {'behind' if fact.above else 'ahead of'} {beside.subject} with {amount(beside)}"


def rank_before(fact: Rank, telling: Telling) -> str:
    """What follows where the place before was another one: "; it was second the month before"."""
    if fact.before is None or fact.before_at is None or fact.before == fact.place:
        return ""
    then = Change(now=fact.now, then=fact.before_at, over=telling.card.every)
    return f"; it was {say_ordinal(fact.before)} {_at_time(then_of(then, telling), telling)}"


def rank_listed(fact: Rank, telling: Telling) -> str:
    """ "Port Merrow was second with 62,000 containers in January 2026", "Wexmouth rose from fifth to fourth with ..."; below a
    sentence that says among whom and by what."""
    now, got = fact.now, place(fact)
    if fact.before is not None and fact.before != fact.place:
        got = f"{'rose' if fact.place < fact.before else 'fell'} from {say_ordinal(fact.before)} to {got}"
    else:
        got = f"was {got}"
    return f"{now.subject} {got} with {amount(now)}{when(now, telling)}"


def place(fact: Rank) -> str:
    """ "third", "joint third"."""
    is_tied = fact.above is not None and fact.above.value == fact.now.value
    return ("joint " if is_tied else "") + say_ordinal(fact.place)


def all_of(total: int, telling: Telling) -> str:
    """All that were compared: "five ports", "the five in the table"."""
    return f"{say_count(total)} {telling.card.subjects}" if telling.card.subjects else f"the {say_count(total)} in the table"


def rank_headline(fact: Rank, telling: Telling) -> str:
    """ "Port Merrow ranks third of five ports by container traffic"."""
    return f"{fact.now.subject} ranks {place(fact)} of {all_of(fact.total, telling)} by {fact.now.column.meaning}"


def share(fact: Share, telling: Telling) -> str:
    """ "Port Merrow accounted for 41.1% of the combined container traffic of five ports in January 2026, 151,000 containers"."""
    percent = percent_change(fact.whole + fact.now.value, fact.whole)
    if percent is None:
        raise ValueError("a share of nothing")
    combined = f"the combined {fact.now.column.meaning} of {all_of(fact.total, telling)}{when(fact.now, telling)}"
    return f"{fact.now.subject} accounted for {say_percent(percent)} of {combined}, {say_value(fact.whole, fact.now.column)}"


def comparison(fact: Comparison, telling: Telling) -> str:
    """ "Port Merrow's container traffic was 62,000 containers in January 2026, against 48,000 containers for Dunholm"."""
    larger, smaller = fact.larger, fact.smaller
    return f"{measure(larger)} was {amount(larger)}{when(larger, telling)}, against {amount(smaller)} for {smaller.subject}"


def mover(fact: Mover, telling: Telling) -> str:
    """ "BYD closed at 312.40 yuan on 3 March, up 7.9% from the day before, the largest rise among 12 companies"."""
    order = "largest" if fact.place == 1 else f"{say_ordinal(fact.place)}-largest"
    said = f"{level(Level(now=fact.change.now), telling)}, {change(fact.change, telling)}"
    return f"{said}, the {order} {_rise(fact.is_rise)} among {all_of(fact.total, telling)}"


def mover_headline(fact: Mover, telling: Telling) -> str:
    """ "BYD leads rises among 12 companies, up 7.9%"."""
    lead = f"{fact.change.now.subject} leads {_rise(fact.is_rise)}s among {all_of(fact.total, telling)}"
    return f"{lead}, {change_size(fact.change, telling)}"


def _rise(is_rise: bool) -> str:
    return "rise" if is_rise else "fall"


def _at_time(words: str, telling: Telling) -> str:
    """A time as it stands behind "it was second": a date takes its preposition."""
    if words.startswith(("the day before", "the month before", "the year before", "the week before", "a ")):
        return words
    return f"{'on' if telling.card.every is Grain.DAY else 'in'} {words}"
