"""Ranks that superlatives give: "the largest port" is first, "the second-largest" is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundwire.model import Passage, Token
from groundwire.reading.number_lexicon import ORDINALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A superlative at ``start:end`` of a passage's text, its rank before it included; ``rank`` is 1 where none is told."""

    start: int
    end: int
    lemma: str
    rank: int
    noun: str
    text: str


def find_ranks(passage: Passage) -> tuple[Rank, ...]:
    """The superlatives of a passage that stand before a noun, in order."""
    found: list[Rank] = []
    for token in passage.tokens:
        if token.tag != "JJS" or token.text.lower() in ("most", "least", "best"):
            continue
        noun = _noun_of(passage.tokens, token)
        if not noun:
            continue
        first, rank = _ordinal_before(passage.tokens, token.index)
        start, end = passage.tokens[first].start - passage.span.start, token.end - passage.span.start
        found.append(
            Rank(
                start=start,
                end=end,
                lemma=token.text.lower(),
                rank=rank,
                noun=noun,
                text=" ".join(passage.text[start:end].split()),
            )
        )
    return tuple(found)


def _noun_of(tokens: Sequence[Token], token: Token) -> str:
    head = tokens[token.head]
    if head.index > token.index and head.pos in ("NOUN", "PROPN"):
        return head.lemma
    following = tokens[token.index + 1 : token.index + 5]
    return next((one.lemma for one in following if one.pos in ("NOUN", "PROPN")), "")


def _ordinal_before(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """Where a rank before a superlative begins and what it is: "second-largest", "second largest"."""
    place = index - 1
    while place >= 0 and tokens[place].text in ("-", "‑"):
        place -= 1
    if place >= 0 and tokens[place].text.lower() in ORDINALS:
        return place, ORDINALS[tokens[place].text.lower()]
    digits = tokens[place].text.lower() if place >= 0 else ""
    if digits[:-2].isdigit() and digits[-2:] in ("st", "nd", "rd", "th"):
        return place, int(digits[:-2])
    return index, 1


def find_other_rank(rank: Rank, passages: Sequence[Passage]) -> tuple[Rank, Passage] | None:
    """The first superlative of the same word and noun with another rank in ``passages``; ``None`` where one has this very rank."""
    other: tuple[Rank, Passage] | None = None
    for passage in passages:
        for found in find_ranks(passage):
            if (found.lemma, found.noun) != (rank.lemma, rank.noun):
                continue
            if found.rank == rank.rank:
                return None
            other = other or (found, passage)
    return other
