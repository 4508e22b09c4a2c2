"""The ledger of a story as its readers see it: report by report, each statement numbered, with what it answers, who answered it, and the
sentences of the story that rest on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.model import Document, Sentence, Span, Statement, Story

UNSURE: Final = 0.5
"""Confidence below which nothing may be built on who the speaker is."""
MOST: Final = 200
"""Statements of one document that are shown."""
SHARE: Final = 4
"""A sentence rests on a statement where its evidence holds the cue or at least one part in ``SHARE`` of what is said: the name of an office
that stands inside somebody's words is no backing by them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One statement; ``words`` are without the comma before "he said". ``number`` counts the story's statements from 1; ``answers`` and
    ``answered_by`` are such numbers with the speaker; ``sentences`` are indexes in ``story.all_sentences``."""

    number: int
    statement: Statement
    is_sure: bool
    via: tuple[str, ...]
    cue: str
    words: str
    when: str
    answers: tuple[tuple[int, str], ...] = ()
    answered_by: tuple[tuple[int, str], ...] = ()
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One report and its statements, in text order; never empty. ``source`` counts the story's documents from 1, ``left_out`` the
    statements beyond ``MOST``."""

    source: int
    document: Document
    is_archive: bool
    entries: tuple[Entry, ...]
    left_out: int = 0


def find_accounts(story: Story) -> tuple[Account, ...]:
    """The statements of the story's documents, by document, in the order of both; documents in which nobody says anything are left out."""
    own: dict[str, list[Statement]] = {document.id: [] for document in story.documents}
    for statement in story.statements:
        if statement.quote.content.document_id in own:
            own[statement.quote.content.document_id].append(statement)
    shown = [statement for statements in own.values() for statement in statements[:MOST]]
    numbers = {statement.id: (number, statement.speaker) for number, statement in enumerate(shown, 1)}
    replies: dict[str, list[tuple[int, str]]] = {}
    for statement in shown:
        for other in statement.answers:
            replies.setdefault(other, []).append(numbers[statement.id])
    return tuple(
        Account(
            source=source,
            document=document,
            is_archive=document.id in story.archive_ids,
            entries=tuple(_entry(s, document, numbers, replies, story.all_sentences) for s in own[document.id][:MOST]),
            left_out=max(0, len(own[document.id]) - MOST),
        )
        for source, document in enumerate(story.documents, 1)
        if own[document.id]
    )


def _entry(
    statement: Statement,
    document: Document,
    numbers: dict[str, tuple[int, str]],
    replies: dict[str, list[tuple[int, str]]],
    sentences: Sequence[Sentence],
) -> Entry:
    quote = statement.quote
    return Entry(
        number=numbers[statement.id][0],
        statement=statement,
        is_sure=statement.confidence >= UNSURE,
        via=tuple(link for link in statement.chain if link != document.source.name),
        cue=document.quote(quote.cue) if quote.cue else "",
        words=document.quote(quote.content).rstrip(", "),
        when=document.quote(statement.when.span) if statement.when else "",
        answers=tuple(numbers[other] for other in statement.answers if other in numbers),
        answered_by=tuple(replies.get(statement.id, ())),
        sentences=tuple(index for index, sentence in enumerate(sentences) if _rests_on(sentence, statement)),
    )


def _rests_on(sentence: Sentence, statement: Statement) -> bool:
    """Whether the sentence's evidence holds the words by which the statement is made, or a good part of what is said."""
    cue, content = statement.quote.cue, statement.quote.content
    for span in sentence.evidence:
        if not isinstance(span, Span):
            continue
        if cue is not None and span.overlaps(cue):
            return True
        shared = min(span.end, content.end) - max(span.start, content.start)
        if span.overlaps(content) and shared * SHARE >= content.end - content.start:
            return True
    return False
