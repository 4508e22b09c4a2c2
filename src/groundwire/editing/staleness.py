"""What of an older report may not be told any more: what it tells as now or as to come, and what newer reports have overtaken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from groundwire.editing.clauses import children_of
from groundwire.editing.copyedit import quoted_ranges
from groundwire.editing.counted_figures import Count
from groundwire.editing.disagreements import Comparing
from groundwire.editing.one_happening import ONE_STORY
from groundwire.editing.outcomes_named import TOLLS
from groundwire.model import Document, Passage, Reading, Span, Token
from groundwire.reading.claims import main_verb

_AHEAD: Final = frozenset({"will", "wo", "'ll", "’ll", "shall", "sha"})


def is_stale(passage: Passage, reading: Reading, told_at: date | None) -> bool:
    """Whether an older report's sentence speaks of its own day as now, or of a future that may be past by ``told_at`` (the newest report's
    day, ``None`` where unknown). What somebody said then is past ("said it plans"), and so is what stands in quotation marks; what a
    thing is ("the bridge is the only crossing") lasts."""
    times = [time for time in reading.times if passage.span.covers(time.span) and time.ends is not None]
    if told_at is not None and any(time.ends is not None and time.ends >= told_at for time in times):
        return False
    if any(token.text.casefold() in _AHEAD for token in passage.tokens) and any(
        not _is_of_cue(time.span, passage, reading) for time in times
    ):
        return True
    children = children_of(passage.tokens)
    cues = [quote.cue for quote in reading.quotes if quote.cue is not None and passage.span.covers(quote.cue)]
    verbs = [v for v in _telling_verbs(passage, children) if not any(cue.start <= v.start < cue.end for cue in cues)]
    return any(_is_of_its_day(verb, passage.tokens, children) for verb in verbs)


def _is_of_cue(time: Span, passage: Passage, reading: Reading) -> bool:
    """Whether the time is when something was said, not when what is said happens."""
    inside = [quote for quote in reading.quotes if passage.span.covers(quote.content)]
    return bool(inside) and not any(quote.content.covers(time) for quote in inside)


def _telling_verbs(passage: Passage, children: Sequence[Sequence[int]]) -> Iterator[Token]:
    """The verbs by which the sentence itself tells: its main verb and those joined to it, and of a sentence that ends on its speaker
    ("..., police said") what comes before; nothing in quotation marks."""
    tokens, quoted = passage.tokens, quoted_ranges(passage)
    waiting = [root] if (root := main_verb(tokens)) is not None else []
    while waiting:
        verb = waiting.pop()
        if any(start <= verb.start < end for start, end in quoted):
            continue
        yield verb
        for child in children[verb.index]:
            token = tokens[child]
            is_before = token.dep == "ccomp" and token.index < verb.index
            if (token.dep == "conj" or is_before) and token.pos in ("VERB", "AUX"):
                waiting.append(token)


def _is_of_its_day(verb: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> bool:
    helpers = [tokens[child] for child in children[verb.index] if tokens[child].dep in ("aux", "auxpass")]
    if any(token.text.casefold() in _AHEAD for token in helpers):
        return True
    if any(token.lemma == "have" for token in helpers):
        return False
    if not any(token.tag in ("VBZ", "VBP") for token in (verb, *helpers)):
        return False
    is_lasting = any(tokens[child].dep == "attr" and tokens[child].pos in ("NOUN", "PROPN") for child in children[verb.index])
    return verb.lemma != "be" or not is_lasting


def find_overtaken(older: Sequence[Document], reports: Sequence[Document], comparing: Comparing) -> frozenset[Span]:
    """The sentences of ``older`` documents that the reports contradict or bring up to date: every one that clashes with a report's, and
    every toll of the last ``ONE_STORY`` where the reports give another of the same sort."""
    found = {clash.other.passage.span for report in reports for item in older for clash in comparing.clashes(report, item)}
    tolls = [count for report in reports for count in comparing.counts(report) if count.deed.act in TOLLS]
    for item in older:
        if any(_is_recent(item, report) for report in reports):
            found |= {c.deed.passage.span for c in comparing.counts(item) if any(_is_older_toll(c, own) for own in tolls)}
    return frozenset(found)


def _is_recent(item: Document, report: Document) -> bool:
    if item.published_at is None or report.published_at is None:
        return False
    return timedelta(0) <= report.published_at - item.published_at <= ONE_STORY


def _is_older_toll(older: Count, own: Count) -> bool:
    return older.deed.act == own.deed.act and older.value != own.value
