"""Facts as sentences. A template is a value: what kinds of facts it takes, and parts that are words or typed slots. A slot is filled by
the fact of its kind and by nothing else, so a sentence with a gap in it cannot be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Generic, TypeVar

from groundwire.counting import fact_words as words
from groundwire.counting.fact_words import Telling
from groundwire.model import (
    BeatRole,
    Cell,
    Change,
    Comparison,
    Fact,
    Level,
    Mover,
    Outlier,
    Point,
    Rank,
    Record,
    Sentence,
    Share,
    StoryPlan,
    Streak,
    Surprise,
    TableCard,
)
from groundwire.protocols import Evidence

Kind = TypeVar("Kind", bound=Fact)


@dataclass(frozen=True, slots=True)
class Slot(Generic[Kind]):
    """A gap that facts of one kind fill."""

    kind: type[Kind]
    say: Callable[[Kind, Telling], str]


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence but for its facts."""

    parts: tuple[str | Slot[Any], ...]

    @property
    def takes(self) -> tuple[type[Fact], ...]:
        """The kinds of facts that fill it, each once, in order."""
        return tuple(dict.fromkeys(part.kind for part in self.parts if isinstance(part, Slot)))

    def fill(self, facts: Sequence[Fact], telling: Telling) -> str:
        """The sentence. Raises ``TypeError`` unless the facts are exactly of the kinds that it takes."""
        if tuple(map(type, facts)) != self.takes:
            raise TypeError(f"takes {self.takes}, not {tuple(map(type, facts))}")
        by_kind = {type(fact): fact for fact in facts}
        return "".join(part.say(by_kind[part.kind], telling) if isinstance(part, Slot) else part for part in self.parts)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and every cell that it was made from."""

    text: str
    cells: tuple[Cell, ...]


_LEVEL, _CHANGE = Slot(Level, words.level), Slot(Change, words.change)
_SIZE, _NAMED = Slot(Change, words.change_size), Slot(Level, words.level_headline)
_AT, _SURPRISE = Slot(Level, lambda fact, telling: words.amount(fact.now)), Slot(Surprise, words.surprise)

SENTENCES: Final = tuple(
    Template(parts)
    for parts in (
        (_LEVEL, "."),
        (_LEVEL, ", ", _CHANGE, "."),
        (_LEVEL, ", ", Slot(Record, words.record), "."),
        (_LEVEL, ", ", _CHANGE, " and ", Slot(Record, words.record), "."),
        (_LEVEL, ", ", _CHANGE, ", ", Slot(Outlier, words.outlier), "."),
        (_LEVEL, ", ", _CHANGE, ", ", Slot(Streak, words.streak), "."),
        (_LEVEL, ", ", _SURPRISE, "."),
        (_LEVEL, ", ", _SURPRISE, " and ", _CHANGE, "."),
        (Slot(Change, words.change_alone), "."),
        (Slot(Streak, words.streak_alone), "."),
        (Slot(Rank, words.rank), Slot(Rank, words.rank_before), "."),
        (Slot(Rank, words.rank_listed), ", ", _CHANGE, "."),
        (Slot(Share, words.share), "."),
        (Slot(Comparison, words.comparison), "."),
        (Slot(Mover, words.mover), "."),
    )
)
HEADLINES: Final = tuple(
    Template(parts)
    for parts in (
        (_NAMED, " at ", _AT),
        (_NAMED, " ", _SIZE, " at ", _AT),
        (_NAMED, " of ", _AT, " ", _SURPRISE),
        (Slot(Rank, words.rank_headline),),
        (Slot(Mover, words.mover_headline),),
    )
)


def say(facts: Sequence[Fact], telling: Telling, *, is_headline: bool = False) -> Said:
    """The facts in one sentence, or as a headline. Raises ``ValueError`` where no template takes them."""
    kinds = tuple(map(type, facts))
    template = next((each for each in (HEADLINES if is_headline else SENTENCES) if each.takes == kinds), None)
    if template is None:
        raise ValueError(f"no sentence is made of {', '.join(kind.__name__ for kind in kinds)}")
    return Said(template.fill(facts, telling), tuple(dict.fromkeys(point.cell for fact in facts for point in points_of(fact))))


def can_head(facts: Sequence[Fact]) -> bool:
    """Whether there is a headline for such facts."""
    return any(template.takes == tuple(map(type, facts)) for template in HEADLINES)


def write_facts(facts: Sequence[Fact], role: BeatRole, evidence: Evidence, now: datetime, author: str) -> Sentence:
    """The facts as a sentence of a story, with all their cells behind it. Raises ``KeyError`` where their table is not part of the evidence
    and ``ValueError`` where no template takes them."""
    said = say(facts, Telling(find_card(facts, evidence), now), is_headline=role is BeatRole.HEADLINE)
    return Sentence(text=said.text, beat=role, evidence=said.cells, author=author)


def write_headlines(plan: StoryPlan, evidence: Evidence, now: datetime, author: str, limit: int) -> tuple[Sentence, ...]:
    """Headlines of at most ``limit`` characters that a story from tables could run under, in the order in which it tells its facts."""
    heads = [beat.facts for beat in plan.beats if beat.facts and can_head(beat.facts)]
    written = [write_facts(facts, BeatRole.HEADLINE, evidence, now, author) for facts in heads]
    return tuple(sentence for sentence in written if len(sentence.text) <= limit)


def find_card(facts: Sequence[Fact], evidence: Evidence) -> TableCard:
    """The card of the table that the facts are from. Raises ``KeyError`` where it is not part of the evidence."""
    table_id = next(iter(points_of(facts[0]))).cell.table_id
    for table in evidence.tables:
        if table.card.id == table_id:
            return table.card
    raise KeyError(table_id)


def points_of(fact: Fact) -> Iterable[Point]:
    """The numbers that a fact was made from: what is told first, then what it is held against. Of a record or an outlier the two ends."""
    match fact:
        case Level():
            return (fact.now,)
        case Change():
            return (fact.now, fact.then)
        case Record():
            return (fact.now, fact.since or fact.first)
        case Outlier():
            return (fact.change.now, fact.change.then, fact.since or fact.first)
        case Streak():
            return (fact.points[-1], *fact.points[:-1])
        case Rank():
            before = (fact.before_at,) if fact.before_at else ()
            return (fact.now, *before, *fact.among, *fact.among_before)
        case Share():
            return (fact.now, *fact.among)
        case Mover():
            return (fact.change.now, fact.change.then, *(point for change in fact.among for point in (change.now, change.then)))
        case Comparison():
            return (fact.larger, fact.smaller)
        case Surprise():
            return (fact.actual, fact.expected)
