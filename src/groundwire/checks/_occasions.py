"""On what occasion something was said: when, and to whom. A draft that keeps the speaker and the words may still move them to another
week or into another's hearing.

Only what stands beside the cue is compared, and only where the report says it too: a draft is free to leave the occasion out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from groundwire.checks._said import Said, addressee_of, call
from groundwire.editing.figure_agreement import Agreement
from groundwire.editing.time_agreement import compare_times
from groundwire.model import Document, Passage, Quote, Reading, Span, Time
from groundwire.protocols import Evidence
from groundwire.reading.speakers import Relation, compare
from groundwire.reading.tree import Tree

_BESIDE: Final = frozenset({"npadvmod", "advmod", "prep", "pobj", "tmod", "nummod", "amod", "det", "compound"})
"""What leads from a time to the word it is told beside."""
_POINTING: Final = frozenset({"last", "this", "next", "yesterday", "today", "tomorrow"})


def judge_occasion(document: Document, reading: Reading, quote: Quote, own: Sequence[Said], evidence: Evidence) -> str:
    """What is wrong with the time or the listener that a draft gives to a statement, against the same speaker's statements of it in the
    reports; empty where nothing is."""
    notes = [_judge_time(time, own, evidence) for time in _times(reading, quote)]
    listener = addressee_of(document, reading, quote)
    if listener is not None:
        heard = [said.addressee for said in own if said.addressee is not None]
        if heard and len(heard) == len(own) and all(compare(listener, one) is Relation.OTHER for one in heard):
            notes.append(f"the report has this said to {call(heard[0])}, not to {call(listener)}")
    return next((note for note in notes if note), "")


def _is_idle(time: Time) -> bool:
    """Whether the time tells no day, week or year ("recently", "for two days")."""
    return time.begins is None and time.weekday is None and time.month is None and not _points(time)


def _judge_time(time: Time, own: Sequence[Said], evidence: Evidence) -> str:
    theirs: list[Time] = []
    for said in own:
        reading = evidence.reading(said.quote.content.document_id)
        passage = reading.passage_at(said.quote.cue) if said.quote.cue is not None else None
        if passage is None:
            return ""
        beside = _times(reading, said.quote)
        told = [compare_times(time, one) for one in reading.times if passage.span.covers(one.span)]
        if any(agreement in (Agreement.AGREES, Agreement.HEDGE) for agreement in told):
            return ""
        if not all(_are_two(time, one) for one in beside):
            return ""
        theirs += beside
    return f"the report has this said {_told(theirs[0])}, not {_told(time)}" if theirs else ""


def _are_two(mine: Time, theirs: Time) -> bool:
    """Whether the two are surely different times: "last week" and "last year" are, Thursday and last week need not be."""
    if compare_times(mine, theirs) is Agreement.DIFFERS or (mine.begins is not None and theirs.begins is not None):
        return True
    return _points(mine) and _points(theirs)


def _points(time: Time) -> bool:
    return time.is_relative and time.text.lower().split()[0] in _POINTING


def _told(time: Time) -> str:
    words = " ".join(time.text.split())
    return f"on {words}" if time.weekday is not None and " " not in words else words


def _times(reading: Reading, quote: Quote) -> list[Time]:
    """The times told beside a quote's cue, outside what is said; none that tell no day, week or year."""
    passage = reading.passage_at(quote.cue) if quote.cue is not None else None
    if passage is None or quote.cue is None:
        return []
    inside = [time for time in reading.times if passage.span.covers(time.span) and not quote.content.overlaps(time.span)]
    inside = [time for time in inside if not _is_idle(time)]
    if not inside:
        return []
    tree = Tree(passage.tokens)
    return [time for time in inside if _stands_beside(time.span, quote.cue, tree, passage)]


def _stands_beside(time: Span, cue: Span, tree: Tree, passage: Passage) -> bool:
    """Whether the time hangs on the cue itself: not on a clause about the speaker, nor on what he is."""
    within = [token for token in passage.tokens if time.start <= token.start < time.end]
    here = next((token for token in within if not time.start <= tree.tokens[token.head].start < time.end), None)
    while here is not None and here.dep in _BESIDE and here.head != here.index:
        here = tree.tokens[here.head]
        if cue.start <= here.start < cue.end:
            return True
    return False
