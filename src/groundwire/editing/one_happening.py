"""Whether two sentences that speak of "the fire" may mean the same one: what nothing in its own sentence tells apart is told apart by its
report's day and by what that report opens with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from groundwire.model import Document, NameKind, Passage, Reading, Role, Token
from groundwire.protocols import Evidence

ONE_STORY: Final = timedelta(days=30)
"""Days between two reports up to which "the fire" of the one may be "the fire" of the other."""
_DESCRIBING: Final = frozenset({"compound", "amod", "poss", "prep", "relcl", "nummod", "acl", "appos"})
_POINTING: Final = frozenset({"the", "this", "that", "these", "those"})
_NAMING: Final = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE})


def bare_nouns(passage: Passage, places: Sequence[str]) -> list[Token]:
    """The nouns in those grammatical places with a bare "the", that nothing before in the sentence has told apart from others."""
    tokens = passage.tokens
    described = {token.head for token in tokens if token.dep in _DESCRIBING}
    pointed = {token.head for token in tokens if token.dep == "det" and token.lemma in _POINTING}
    return [
        token
        for token in tokens
        if token.dep in places
        and token.index in pointed - described
        and not any(other.lemma == token.lemma and other.index in described for other in tokens[: token.index])
    ]


def opening_names(documents: Sequence[Document], evidence: Evidence) -> frozenset[str]:
    """The words of the names in the headlines and opening sentences: what the reports are about."""
    found: set[str] = set()
    for document in documents:
        reading = evidence.reading(document.id)
        body = next((passage for passage in reading.sentences if passage.role in (Role.LEAD, Role.BODY)), None)
        found |= _names_in(reading, [p for p in reading.sentences if p.role is Role.HEADLINE or p is body])
    return frozenset(found)


def _names_in(reading: Reading, passages: Sequence[Passage]) -> set[str]:
    return {
        word
        for name in reading.names
        if name.kind in _NAMING
        for mention in name.mentions
        if any(passage.span.covers(mention.span) for passage in passages)
        for word in name.key.split()
    }


def may_be_one(news: Passage, older: Passage, published: Sequence[Document], names: frozenset[str], evidence: Evidence) -> bool:
    """Whether the sentence of an older item may tell of what the news tells. ``published`` are the two documents, the news first; ``names``
    are those that the news opens with (``opening_names``), none where it opens with nothing that could be compared."""
    if not any(token.pos == "NOUN" for passage in (news, older) for token in bare_nouns(passage, ("nsubj", "nsubjpass"))):
        return True
    days = [document.published_at for document in published]
    if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > ONE_STORY:
        return False
    own = [_names_in(evidence.reading(passage.span.document_id), [passage]) for passage in (news, older)]
    return not names or bool(own[0] & own[1]) or bool(names & opening_names(published[1:], evidence))
