"""Fidelity: does a language model's sentence come from the passages that it names, whole and as they are?

Whoever may take a sentence from anywhere has to be believed a little; a model's sentence names its passages, and the built-in writer stands
by with another, so that it can be held to them word by word. Three things are asked. Every telling word, name, figure and time comes from
the named passages, as itself or in one of the few forms that say the same. Words that belong together there belong together here: who
does it, to whom, whose, where, how many. And nothing that a deed stands under is lost or put in: a "not", a "may", a plan, a condition, a
speaker. The check blocks or stays silent; a true sentence that it blocks costs fluency, not truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from groundwire.checks._beside import Beside, Fault
from groundwire.checks._deeds_kept import DeedsKept
from groundwire.checks._sites import Site
from groundwire.checks._ties_kept import TiesKept
from groundwire.checks._words_kept import find_missing
from groundwire.model import BUILT_IN, Draft, Outcome, Passage, Role, Ruling, Sentence, Span
from groundwire.protocols import Evidence, Tools

NAME: Final = "fidelity"
WRITER: Final = "chat"
LONGEST: Final = 120
"""Most words of a sentence, or of a passage, that is looked at; a longer sentence is not let through."""


class FidelityCheck:
    """``Check`` of a model's sentences against the passages that they name."""

    name = NAME

    def __init__(self, writers: frozenset[str]) -> None:
        self._writers = writers

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A ruling for each fault of a sentence that a model wrote, at most one for a word."""
        rulings: list[Ruling] = []
        for number, sentence in enumerate(draft.sentences):
            if sentence.author not in self._writers:
                continue
            passage = draft.reading.sentences[number]
            mine = Site(passage, draft.document, draft.reading)
            rulings += [_rule(draft, number, passage, fault) for fault in find_faults(mine, find_sites(sentence, evidence))]
        return tuple(rulings)


def find_faults(sentence: Site, sites: Sequence[Site]) -> list[Fault]:
    """What of the sentence does not come from the sites as it stands there."""
    last = max(0, len(sentence.tokens) - 1)
    if not sites:
        return [Fault(0, last, Outcome.NOT_FOUND, "the sentence names no passage that it rests on")]
    if len(sentence.tokens) > LONGEST:
        return [Fault(0, last, Outcome.NOT_FOUND, "the sentence is too long to be compared with its passages")]
    beside = Beside(sentence, sites)
    # Words first: where one is missing nothing can be said of what it belongs to, nor of a deed whose ties are not the passage's.
    if faults := find_missing(beside):
        return faults
    ties = TiesKept(beside)
    faults = list(ties.faults) or list(DeedsKept(beside, ties).faults)
    return faults if faults and not any(_is_whole(sentence, site) for site in sites) else []


def _is_whole(sentence: Site, site: Site) -> bool:
    """Whether the sentence has all words of a passage in their order, but for a time, and none of its own: then nothing in it is tied or
    said otherwise, however the two are parsed. Not where the passage is the speech of somebody who is named before or after it."""
    if any(quote.cue is None or not site.passage.span.covers(quote.cue) for quote in site.quotes):
        return False
    mine = [index for index, token in enumerate(sentence.tokens) if token.pos != "PUNCT"]
    theirs = [index for index, token in enumerate(site.tokens) if token.pos != "PUNCT"]
    at = 0
    for index in mine:
        while at < len(theirs) and theirs[at] in site.untold and sentence.tokens[index].text != site.tokens[theirs[at]].text:
            at += 1
        if at == len(theirs) or sentence.tokens[index].text.casefold() != site.tokens[theirs[at]].text.casefold():
            return False
        at += 1
    return all(index in site.untold for index in theirs[at:])


def find_sites(sentence: Sentence, evidence: Evidence) -> list[Site]:
    """The passages that the sentence names, whole, none twice; a headline is no evidence."""
    known = {document.id for document in evidence.documents}
    found: dict[Span, Site] = {}
    for span in sentence.evidence:
        if not isinstance(span, Span) or span.document_id not in known:
            continue
        document, reading = evidence.document(span.document_id), evidence.reading(span.document_id)
        for passage in reading.sentences:
            if passage.span.overlaps(span) and passage.role is not Role.HEADLINE and len(passage.tokens) <= LONGEST:
                found.setdefault(passage.span, Site(passage, document, reading))
    return list(found.values())


def _rule(draft: Draft, number: int, passage: Passage, fault: Fault) -> Ruling:
    by = passage.span.start
    part = (
        (passage.tokens[fault.first].start - by, passage.tokens[fault.last].end - by)
        if passage.tokens
        else (0, len(passage.text))
    )
    evidence: tuple[Span, ...] = (fault.passage.span,) if fault.passage is not None else ()
    return Ruling(
        draft_id=draft.id, sentence=number, part=part, check=NAME, outcome=fault.outcome, note=fault.note, evidence=evidence
    )


def make(tools: Tools) -> FidelityCheck:
    """The check of whatever writer is no built-in one."""
    return FidelityCheck(frozenset({WRITER, tools.settings.writer}) - {BUILT_IN})
