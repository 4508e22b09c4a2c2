"""Whom "the minister" and "Maria Lund, the harbour master" mean, where the text leaves no doubt.

Unsure means no mention at all: a wrong antecedent puts words into the wrong mouth."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.model import Document, Mention, MentionForm, NameKind, Passage, Span, Token
from groundwire.reading.gazetteer import GENERIC_BODIES, OFFICE_HEADS, OFFICE_WORDS
from groundwire.reading.name_spans import Candidate

_NOT_OFFICES: Final = frozenset(
    """
    head chief leader partner author master trader dealer forward keeper winner winger champion major general executive
    director officer artist scientist researcher historian politician engineer teacher doctor nurse owner captain
    sergeant
    """.split()
)
"""Callings too common to mean one person when they stand alone, unless exactly one person was called by that word."""
LESSER: Final = frozenset({"deputy", "vice", "former", "ex", "acting", "shadow", "assistant", "junior", "then", "interim"})
"""Words that make another office: a deputy prime minister is not the prime minister."""
_ALSO_FIRMS: Final = frozenset(
    """
    producer owner dealer broker partner regulator leader champion winner master trader retailer
    """.split()
)
"""Callings that firms have too: after a single word they tell nothing."""
MOST_HOLDERS: Final = 40
"""With more people called by one word than this, the word alone means nobody."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name as the antecedent rules see it: its key, kind, written mentions and the candidates they came from."""

    key: str
    kind: NameKind
    mentions: Sequence[Mention]
    candidates: Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where a person is introduced: ``span`` over office and full name, ``office`` the words of the office."""

    span: Span | None
    office: str


def find_introduction(document: Document, candidates: Sequence[Candidate]) -> Introduction:
    """The first place that gives a person's office with the name; the one with the full name is preferred."""
    best: Introduction | None = None
    for candidate in candidates:
        found = _introduced_before(document, candidate) or _introduced_after(document, candidate)
        if not found:
            continue
        if len(candidate.folded.split()) > 1:
            return found
        best = best or Introduction(None, found.office)
    return best or Introduction(None, "")


def _introduced_before(document: Document, candidate: Candidate) -> Introduction | None:
    tokens = candidate.passage.tokens
    if candidate.office:
        first, last = candidate.office
        office = document.text[tokens[first].start : tokens[last].end]
        return Introduction(document.span(tokens[first].start, candidate.end), " ".join(office.split()))
    before = candidate.first - 1
    if before < 1 or tokens[before].text != ",":
        return None
    head = _head_token(candidate)
    office_token = tokens[head.head]
    if head.dep != "appos" or office_token.index >= before or not _is_office(office_token):
        return None
    first, last = _noun_phrase(tokens, office_token.index, before - 1)
    if last != before - 1:
        return None
    office = document.text[tokens[first].start : tokens[last].end]
    return Introduction(document.span(tokens[first].start, candidate.end), " ".join(office.split()))


def _introduced_after(document: Document, candidate: Candidate) -> Introduction | None:
    """ "Maria Lund, the harbour master, said": the apposition up to its comma or the end of the sentence."""
    tokens = candidate.passage.tokens
    comma = candidate.last + 1
    if comma + 1 >= len(tokens) or tokens[comma].text != ",":
        return None
    begin = comma + 1
    while begin < len(tokens) and tokens[begin].text.casefold() in {"the", "a", "an"}:
        begin += 1
    end = begin
    head = -1
    while (
        end < len(tokens) and end - begin < 14 and tokens[end].text not in {",", ".", ";", ":", "(", "—", "–", "--", "?", "!"}
    ):
        if tokens[end].pos in {"VERB", "AUX", "PRON"} and tokens[end].tag not in {"VBN", "VBG", "PRP$"}:
            break
        if head < 0 and _is_office(tokens[end]) and tokens[end].text[:1].isalpha():
            head = end
        end += 1
    if head >= 0 and candidate.first == candidate.last and plain(tokens[head]) in _ALSO_FIRMS:
        return None
    closes = end >= len(tokens) or tokens[end].text in {",", ".", ";", ":", "—", "–", "--", ")"}
    if head < 0 or not closes or end == begin:
        return None
    if not (
        tokens[head].dep == "appos"
        or all(
            plain(token) in OFFICE_WORDS or token.pos in {"ADJ", "PROPN", "NOUN", "PART", "PUNCT"}
            for token in tokens[begin:head]
        )
    ):
        return None
    if any(token.dep == "appos" and token.index > comma and token.entity == "PERSON" for token in tokens[begin:head]):
        return None
    office = document.text[tokens[begin].start : tokens[end - 1].end]
    return Introduction(document.span(candidate.start, tokens[end - 1].end), " ".join(office.split()))


def _is_office(token: Token) -> bool:
    return plain(token) in OFFICE_HEADS and token.pos in {"NOUN", "PROPN"}


def plain(token: Token) -> str:
    """The word as it is looked up: lower case, without a closing dot."""
    return token.text.casefold().rstrip(".")


def _head_token(candidate: Candidate) -> Token:
    tokens = candidate.passage.tokens
    for index in range(candidate.first, candidate.last + 1):
        if not candidate.first <= tokens[index].head <= candidate.last or tokens[index].head == index:
            return tokens[index]
    return tokens[candidate.last]


def _noun_phrase(tokens: Sequence[Token], head: int, limit: int) -> tuple[int, int]:
    """First and last token of the phrase of ``head`` without its article: left modifiers, and right ones up to ``limit``."""
    first = head
    while (
        first > 0
        and tokens[first - 1].pos in {"ADJ", "NOUN", "PROPN", "PART", "PUNCT"}
        and tokens[first - 1].text not in {",", ";", ".", "“", '"', "”"}
    ):
        first -= 1
    last = head
    while last < limit and tokens[last + 1].text not in {",", ";", "."}:
        last += 1
    return first, last


# --- the minister, the agency -----------------------------------------------------------------------------------------


def find_offices(
    passages: Sequence[Passage], people: Sequence[Person], introductions: Mapping[str, Introduction]
) -> dict[str, list[Mention]]:
    """Mentions by office ("the minister") or kind ("the agency") where exactly one name before them fits, by key."""
    found: dict[str, list[Mention]] = defaultdict(list)
    by_head: dict[str, list[tuple[str, frozenset[str], int]]] = defaultdict(list)
    for person in people:
        if person.kind is NameKind.PERSON and person.key in introductions:
            office = [word.strip(".,") for word in introductions[person.key].office.casefold().split()]
            for noun in dict.fromkeys(word for word in office if word in OFFICE_HEADS):
                by_head[noun].append((person.key, frozenset(office), person.mentions[0].span.start))
    bodies = _Bodies(people)
    introduced = sorted((found.span.start, found.span.end) for found in introductions.values() if found.span)
    for passage in passages:
        for first, head in _definite_phrases(passage):
            tokens = passage.tokens
            span = span_of(passage, first, head)
            place = bisect_right(introduced, (span.start, span.end)) - 1
            if place >= 0 and span.start < introduced[place][1]:
                continue
            words = frozenset(plain(token) for token in tokens[first + 1 : head + 1])
            key, confidence = _holder(by_head.get(plain(tokens[head]), ()), words, tokens[first].start), 0.75
            if not key and len(words) == 1 and tokens[head].text.islower():
                key, confidence = bodies.find(plain(tokens[head]), passage, tokens[first].start), 0.7
            if key:
                found[key].append(Mention(span=span, form=MentionForm.OFFICE, confidence=confidence))
    return found


def _definite_phrases(passage: Passage) -> list[tuple[int, int]]:
    """(article, head) of every "the ... minister" or "the agency" that nothing follows to narrow it."""
    phrases = []
    tokens = passage.tokens
    for article, token in enumerate(tokens):
        if token.text.casefold() != "the":
            continue
        head = article + 1
        while (
            head < len(tokens)
            and head - article < 5
            and plain(tokens[head]) in OFFICE_WORDS
            and plain(tokens[head]) not in OFFICE_HEADS | {"of", "for"}
        ):
            head += 1
        while (
            head + 1 < len(tokens)
            and head - article < 5
            and plain(tokens[head + 1]) in OFFICE_HEADS
            and tokens[head + 1].pos in {"NOUN", "PROPN"}
        ):
            head += 1
        if head >= len(tokens) or tokens[head].pos not in {"NOUN", "PROPN"}:
            continue
        following = tokens[head + 1] if head + 1 < len(tokens) else None
        if following and (
            following.text.casefold() in {"of", "for", "who", "that", "which", "-"} or following.pos in {"PROPN", "NOUN", "NUM"}
        ):
            continue
        if plain(tokens[head]) in OFFICE_HEADS or plain(tokens[head]) in GENERIC_BODIES:
            phrases.append((article, head))
    return phrases


def _holder(known: Sequence[tuple[str, frozenset[str], int]], words: frozenset[str], place: int) -> str:
    """The one person introduced before ``place`` whose office has these words; an empty string where none or several fit."""
    if len(known) > MOST_HOLDERS:
        return ""
    fitting = {key for key, office, start in known if start < place and words <= office and not (office & LESSER) - words}
    if len(fitting) != 1 or (len(words) == 1 and words & _NOT_OFFICES and len(known) != 1):
        return ""
    return next(iter(fitting))


class _Bodies:
    """Bodies by the passage they are named in, for "the agency"."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._by_passage: dict[int, dict[str, tuple[int, frozenset[str]]]] = defaultdict(dict)
        for person in people:
            if person.kind is not NameKind.ORGANISATION:
                continue
            words = frozenset(person.key.split())
            for candidate in person.candidates:
                self._by_passage[candidate.passage.index].setdefault(person.key, (candidate.start, words))

    def find(self, noun: str, passage: Passage, place: int) -> str:
        """The only body named earlier in this sentence or in the one before, if it can be such a thing."""
        if noun not in GENERIC_BODIES:
            return ""
        near = dict(self._by_passage.get(passage.index - 1, {}))
        near.update({key: value for key, value in self._by_passage.get(passage.index, {}).items() if value[0] < place})
        named = [key for key, (_, words) in near.items() if noun in words]
        if len(named) == 1:
            return named[0]
        if len(near) != 1 or named:
            return ""
        key, (_, words) = next(iter(near.items()))
        other_kind = (words & GENERIC_BODIES) - {noun, "group", "board"}
        return "" if other_kind else key


def span_of(passage: Passage, first: int, last: int) -> Span:
    """The span over two tokens of a passage and what is between."""
    return Span(document_id=passage.span.document_id, start=passage.tokens[first].start, end=passage.tokens[last].end)
