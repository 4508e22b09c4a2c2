"""Our timeline of a thread, from a light reading: sentences and times without a parser, and the ranking that a story's timeline uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.timelines.scoring import stems
from bench.timelines.t17 import Story, Summaries, Thread
from groundwire.editing.day_ranking import Days, Told, choose_told, count_words, rank_days
from groundwire.model import Document, Grain, Passage, Role, Source, document_id
from groundwire.reading.times import find_times

OPENING = 5
"""Sentences with which a report opens; where they name no day they tell of its own and of the day before."""
SHORTEST, LONGEST = 5, 60
"""Content words of a sentence that may stand in a timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A story with the days that each of its sentences names."""

    story: Story
    days: tuple[frozenset[date], ...]

    @property
    def published(self) -> date:
        """The day it came out."""
        return self.story.published_at.date()


def read_story(story: Story) -> Read:
    """The days named in a story: single days only, as the gold timelines have them."""
    text = "\n".join(story.sentences)
    source = Source()
    document = Document(id=document_id(source, story.id, text), text=text, source=source)
    passages, start = [], 0
    for index, sentence in enumerate(story.sentences):
        span = document.span(start, start + len(sentence))
        passages.append(Passage(index=index, span=span, text=sentence, paragraph=index, role=Role.BODY, tokens=()))
        start = span.end + 1
    found: list[set[date]] = [set() for _ in passages]
    place = 0
    for time in find_times(document, passages, story.published_at):
        while passages[place].span.end <= time.span.start:
            place += 1
        if time.grain in (Grain.DAY, Grain.HOUR) and time.begins is not None and time.begins == time.ends:
            found[place].add(time.begins)
    return Read(story=story, days=tuple(frozenset(days) for days in found))


def make_timeline(thread: Sequence[Read], first: date, last: date, days: int, sentences: int) -> Summaries:
    """A timeline of at most so many days from ``first`` to ``last``, with at most so many sentences each, tokenised as they came. Only
    reports of that time are read, as the published results have it."""
    within = [read for read in thread if first <= read.published <= last]
    ranked = rank_days(one for one in _tell(within) if one.is_named and first <= one.days[0] <= last)[:days]
    told: dict[Days, list[Told]] = {day: [] for day in ranked}
    for one in _tell(within):
        if one.days in told and SHORTEST <= len(one.words) <= LONGEST:
            told[one.days].append(one)
    rarity = count_words(frozenset(stems(sentence)) for read in within for sentence in read.story.sentences)
    lines = {read.story.id: read.story.lines for read in within}
    return {
        day[0]: tuple(lines[one.document_id][one.sentence] for one in choose_told(told[day], rarity, sentences))
        for day in sorted(ranked)
        if told[day]
    }


def _tell(reads: Sequence[Read]) -> Iterator[Told]:
    """Each sentence with every day it tells of."""
    for read in reads:
        for number, (sentence, named) in enumerate(zip(read.story.sentences, read.days, strict=True)):
            words = frozenset(stems(sentence))
            opening = () if named or number >= OPENING else (read.published, read.published - timedelta(days=1))
            for day in (*sorted(named), *opening):
                yield Told(document_id=read.story.id, sentence=number, days=(day, day), words=words, is_named=day in named)


def read_thread(thread: Thread) -> tuple[Read, ...]:
    """Every story of the thread, read."""
    return tuple(read_story(story) for story in thread.stories)
