"""Timeline17: the articles on nine threads of news, and the timelines that newsrooms drew up of them (Tran et al. 2013).

The texts are tokenised, a sentence a line. Times are found in them as they would be printed; what is scored is the line as it came,
since the gold timelines are tokenised the same way and the measure counts tokens."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bench.data import MissingData, read_rows

ARTICLES = "t17_articles.jsonl.gz"
GOLD = "t17_gold.jsonl.gz"
Summaries = dict[date, tuple[str, ...]]
"""A timeline as it is scored: the tokenised sentences of each day."""

_RULE = re.compile(r"\n-{20,}(?:\n|\Z)")
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": "“", "''": "”"}
_BEFORE = re.compile(r" (?=[.,;:!?%)\]}”]|['’](?:s|re|ve|ll|d|m|S)?(?: |$)|n['’]t\b)")
_BEHIND = re.compile(r"(?<=[(\[{“$£€]) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article: the day it came out, its lines as they came and as they would be printed."""

    id: str
    published_at: datetime
    lines: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One topic with its articles, in order of publication, and its gold timelines."""

    name: str
    stories: tuple[Story, ...]
    timelines: tuple[Summaries, ...]


def read_threads(folder: Path) -> tuple[Thread, ...]:
    """The threads that have both articles and timelines, by name. Raises ``MissingData``."""
    stories: dict[str, list[Story]] = {}
    for row in read_rows(folder / ARTICLES):
        lines = tuple(line.strip() for line in row["text"].splitlines() if line.strip())
        day = datetime.fromisoformat(row["published_at"]).replace(tzinfo=UTC)
        stories.setdefault(row["topic"], []).append(
            Story(id=row["id"], published_at=day, lines=lines, sentences=tuple(print_line(line) for line in lines))
        )
    gold = {row["topic"]: split_timelines(row["raw"]) for row in read_rows(folder / GOLD)}
    both = sorted(stories.keys() & gold.keys())
    if not both:
        raise MissingData(f"no topic of {ARTICLES} has a timeline in {GOLD}; fetch both again")
    return tuple(
        Thread(name=name, stories=tuple(sorted(stories[name], key=lambda s: (s.published_at, s.id))), timelines=gold[name])
        for name in both
    )


def split_timelines(raw: str) -> tuple[Summaries, ...]:
    """The timelines of one topic's file, which holds one after the other: a day no later than the one before it begins the next."""
    found: list[Summaries] = []
    last = date.max
    for day, sentences in _entries(raw):
        if day <= last:
            found.append({})
        found[-1][day] = sentences
        last = day
    return tuple(found)


def _entries(raw: str) -> Iterator[tuple[date, tuple[str, ...]]]:
    for block in _RULE.split(raw):
        head, _, body = block.strip().partition("\n")
        if not head:
            continue
        # A list in Python's own writing, in some rows quoted once more as CSV quotes.
        text = body.strip()
        if text.startswith('"') and text.endswith('"'):
            text = text[1:-1].replace('""', '"')
        yield date.fromisoformat(head.strip()), tuple(str(sentence) for sentence in ast.literal_eval(text))


def print_line(line: str) -> str:
    """A tokenised line as it would be printed: "president 's" with its apostrophe, brackets and quotation marks in their places."""
    words = " ".join(_BRACKETS.get(word, word) for word in line.split())
    text = _BEHIND.sub("", _BEFORE.sub("", words))
    return text[:-1] if text.endswith("..") and not text.endswith("...") else text
