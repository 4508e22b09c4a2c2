"""Doubts that a report puts beside a word and a draft leaves out: "the alleged arsonist" told as "the arsonist"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._grammar import View, stem
from groundwire.checks._polarities import ACCUSING_VERBS, DOUBTING_WORDS, MODALS, POSSIBLE
from groundwire.model import Passage, Token

_ALSO_DOUBT: Final = frozenset(
    "allege claim suspect suspicion believe fear may might could risk chance accusation allegation charge".split()
)
"""Other words of a draft that keep the doubt alive."""
_PLANS: Final = frozenset("plan proposal idea bid option possibility prospect threat scenario propose consider".split())
"""What hangs on them is not said to be so."""


@dataclass(frozen=True, slots=True)
class LostDoubt:
    """The draft's word that stands alone, the report's doubt, its words together, and where they stand."""

    token: Token
    doubt: str
    source: str
    passage: Passage


def find_lost_doubt(view: View, sources: Sequence[View]) -> LostDoubt | None:
    """The first word of the draft's sentence that the best of the ``sources`` has under a doubt only, or ``None``. A draft that
    doubts anything, and a passage that has the word without doubt, clear it."""
    words = {form for token in view.passage.tokens for form in (token.lemma, token.text.lower())}
    if words & (DOUBTING_WORDS | _ALSO_DOUBT | ACCUSING_VERBS) or any(MODALS.get(word) == POSSIBLE for word in words):
        return None
    doubted = {head: token for token, head in _doubts(sources[0])}
    for source in sources:
        under_doubt = {token.head for token, head in _doubts(source) if head in doubted}
        for token in source.passage.tokens:
            if stem(token) in doubted and token.index not in under_doubt:
                doubted.pop(stem(token))
    for token in view.passage.tokens:
        if token.pos in ("NOUN", "VERB") and stem(token) in doubted and not _is_planned(view.passage.tokens, token):
            doubt = doubted[stem(token)]
            return LostDoubt(token, doubt.text, _shown(sources[0], doubt), sources[0].passage)
    return None


def _is_planned(tokens: Sequence[Token], token: Token) -> bool:
    """ "A plan that includes closing the pier" closes nothing."""
    for _ in range(8):
        if token.head == token.index:
            break
        above = tokens[token.head]
        beside = (
            [other for other in tokens if other.head == above.index and other.dep == "dobj"] if token.lemma == "include" else []
        )
        if any(other.lemma in _PLANS for other in (above, *beside)):
            return True
        token = above
    return False


def _doubts(view: View) -> list[tuple[Token, str]]:
    tokens = view.passage.tokens
    found = []
    for token in tokens:
        if token.text.lower() in DOUBTING_WORDS and token.dep in ("amod", "advmod") and token.head != token.index:
            head = tokens[token.head]
            if head.pos in ("NOUN", "VERB"):
                found.append((token, stem(head)))
    return found


def _shown(view: View, doubt: Token) -> str:
    tokens = view.passage.tokens
    low, high = sorted((doubt.index, doubt.head))
    base = view.passage.span.start
    return " ".join(view.passage.text[tokens[low].start - base : tokens[high].end - base].split())
