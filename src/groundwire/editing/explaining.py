"""What the reports name without saying what it is, and the sentences of older reports that say it: who somebody is, what an accord is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundwire.model import Document, Mention, MentionForm, Name, NameKind, Passage, Reading, Role, Token
from groundwire.protocols import Evidence


@dataclass(frozen=True, slots=True)
class Unexplained:
    """The names (keys) of people, bodies and things that the reports use and never explain."""

    keys: frozenset[str]

    def explained_by(self, passage: Passage, reading: Reading) -> bool:
        """Whether a sentence says what one of them is."""
        return any(
            name.key in self.keys and _is_explained_in(passage, mention) for mention, name in _named_in(passage, reading)
        )


def find_unexplained(reports: Sequence[Document], evidence: Evidence) -> Unexplained:
    """What the reports, headlines aside, name in full and explain nowhere. A person with an office and a place on the map need no more."""
    named: set[str] = set()
    explained: set[str] = set()
    for report in reports:
        reading = evidence.reading(report.id)
        for passage in reading.sentences:
            if passage.role in (Role.LEAD, Role.BODY):
                for mention, name in _named_in(passage, reading):
                    named.add(name.key)
                    if name.introduction is not None or _is_explained_in(passage, mention):
                        explained.add(name.key)
    return Unexplained(frozenset(named - explained))


def _named_in(passage: Passage, reading: Reading) -> list[tuple[Mention, Name]]:
    return [
        (mention, name)
        for name in reading.names
        if name.kind in (NameKind.PERSON, NameKind.ORGANISATION, NameKind.OTHER)
        for mention in name.mentions
        if mention.form in (MentionForm.FULL, MentionForm.SHORT) and passage.span.covers(mention.span)
    ]


def _is_explained_in(passage: Passage, mention: Mention) -> bool:
    """Whether the sentence says what the name is: "X is a ...", "X, a ...,", "a ..., X,"."""
    inside = [token for token in passage.tokens if mention.span.start <= token.start < mention.span.end]
    places = {token.index for token in inside}
    head = next((token for token in inside if token.head not in places or token.head == token.index), None)
    if head is None:
        return False
    verb = passage.tokens[head.head]
    is_subject = head.dep in ("nsubj", "nsubjpass") and verb.lemma == "be"
    return (
        any(token.dep == "appos" and token.head == head.index and token.pos == "NOUN" for token in passage.tokens)
        or (head.dep == "appos" and passage.tokens[head.head].pos == "NOUN")
        or (is_subject and any(_is_kind(token, verb) for token in passage.tokens))
    )


def _is_kind(token: Token, verb: Token) -> bool:
    return token.dep == "attr" and token.head == verb.index and token.pos == "NOUN"
