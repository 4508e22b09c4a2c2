"""Where a source says that nobody did what a draft counts people for: "nobody is missing" against "two are missing"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from groundwire.editing.figure_agreement import SAME_WORDS
from groundwire.model import Figure, Passage, Token

_NOBODY: Final = frozenset({"nobody", "none", "no-one"})
_PEOPLE: Final = frozenset(word for family in SAME_WORDS if "people" in family for word in family)
_EMPTY: Final = frozenset({"be", "have", "do", "say", "report", "take", "get", "find", "remain", "believe", "know"})
_JOINED: Final = frozenset({"acomp", "attr", "oprd"})


def find_absence(figure: Figure, sentence: Passage, passages: Sequence[Passage]) -> tuple[str, Passage] | None:
    """The words of the first passage that denies of all what the sentence tells of a number, and that passage; else ``None``."""
    token = next((token for token in sentence.tokens if token.end > figure.span.start), None)
    is_denial = any(_denied(sentence.tokens, place) is not None for place in range(len(sentence.tokens)))
    if token is None or not figure.value or is_denial:
        return None
    deed = _deed(sentence.tokens, token)
    if not deed:
        return None
    for passage in passages:
        for place, found in enumerate(passage.tokens):
            noun = _denied(passage.tokens, place)
            if noun is None or not _may_be_same(figure.unit, noun):
                continue
            other = _deed(passage.tokens, found)
            if deed & other:
                end = max(
                    token.end
                    for token in passage.tokens[place:]
                    if {token.lemma, token.text.lower()} & other or token.index == place
                )
                return passage.text[found.start - passage.span.start : end - passage.span.start], passage
    return None


def _denied(tokens: Sequence[Token], place: int) -> str | None:
    """What a word denies: the noun after "no", nothing named for "nobody"; ``None`` for all other words."""
    token = tokens[place]
    low = token.text.lower()
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if low in _NOBODY:
        return "" if following is None or following.text.lower() != "of" else None
    if low != "no" or following is None:
        return None
    if following.text.lower() == "one":
        return ""
    head = tokens[token.head]
    return head.lemma if head.index > place and head.pos == "NOUN" else None


def _may_be_same(unit: str, noun: str) -> bool:
    if not noun or not unit:
        return not unit or unit in _PEOPLE or not noun
    return unit == noun or (unit in _PEOPLE and noun in _PEOPLE)


def _deed(tokens: Sequence[Token], token: Token) -> frozenset[str]:
    """What is said of a subject or object: its verb, or the adjective or noun that "be" joins to it; nothing of what a preposition adds."""
    for _ in range(6):
        if token.head == token.index or (token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")):
            break
        if token.dep == "prep":
            return frozenset()
        token = tokens[token.head]
    said = [token] if token.pos == "VERB" else []
    said += [child for child in tokens if child.head == token.index and child.dep in _JOINED and child.pos in ("ADJ", "VERB")]
    # The parser takes "missing" now for a verb, now for an adjective: the form itself counts too.
    words = {form for one in said if one.lemma not in _EMPTY for form in (one.lemma, one.text.lower())}
    return frozenset(words)
