"""Reporting: is a sentence that a language model wrote one of a story at all?

A model that was won over repeats what it was told to: orders, words about the story or about who writes it, text in disguise, markup. No
source can back those as news, however plainly it says them. The built-in writer tells only what is reporting in the source
(``editing.reporting``), and a text that somebody hands in is theirs. The check blocks or stays silent."""

from __future__ import annotations

import re
from typing import Final

from groundwire.editing.reporting import find_planted, find_surely_planted
from groundwire.model import BUILT_IN, BeatRole, Draft, Outcome, Passage, Ruling
from groundwire.protocols import Evidence, Tools

NAME: Final = "reporting"
_TRUSTED: Final = ("", BUILT_IN)
"""Authors of sentences that are not looked at: nobody the story knows of, and the built-in writer."""
_LINES: Final = (BeatRole.HEADLINE, BeatRole.SEARCH_TITLE)
"""Lines so short that a parser may find neither subject nor verb where there is one."""
_FRAGMENT: Final = "has no subject or no verb"
_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_LOOSE_END: Final = re.compile(r"\b(?:an?|the|and|or|of|than|because|(?:compared|together|along) with)[.”\"]*$", re.IGNORECASE)
_UNENDED: Final = "breaks off"
_NO_STATEMENT: Final = "states nothing"


class ReportingCheck:
    """``Check`` of what kind of sentence it is."""

    name = NAME

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A ruling for each sentence that is no reporting."""
        rulings = []
        for number, (sentence, passage) in enumerate(zip(draft.sentences, draft.reading.sentences, strict=True)):
            if sentence.author in _TRUSTED:
                continue
            if (
                reason := find_surely_planted(passage, is_title=True)
                if sentence.beat in _LINES
                else find_planted(passage) or _find_fault(passage)
            ):
                rulings.append(
                    Ruling(
                        draft_id=draft.id,
                        sentence=number,
                        part=(0, len(sentence.text)),
                        check=NAME,
                        outcome=Outcome.NOT_FOUND,
                        note=f"this is no reporting: the sentence {reason}",
                    )
                )
        return tuple(rulings)


def _find_fault(passage: Passage) -> str:
    """Why it is no sentence that states something; empty where it is one."""
    if passage.text.rstrip("”\"’' ").endswith(("?", "!")):
        return _NO_STATEMENT
    if passage.tokens and passage.tokens[0].head == 0 and passage.tokens[0].tag in ("VBD", "VBN"):
        return _FRAGMENT  # "Freed three more boys from the cave"
    if _LOOSE_END.search(passage.text):
        return _UNENDED
    is_told = any(token.pos in ("VERB", "AUX") for token in passage.tokens)
    return "" if is_told and any(token.dep in _SUBJECTS for token in passage.tokens) else _FRAGMENT


def make(tools: Tools) -> ReportingCheck:
    """The check; it needs no tools."""
    return ReportingCheck()
