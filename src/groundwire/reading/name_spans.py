"""Where names stand in a sentence, before anybody asks which of them are the same.

The parser's entities are one witness; runs of capitalised words, offices and title words before a name, and the gazetteer are
the others. Each candidate keeps its votes for a kind, so that the same string can be judged over the whole text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from groundwire.model import NameKind, Passage, Token
from groundwire.reading.capitals import (
    DASHES,
    NO_NAMES,
    POSSESSIVES,
    entity_end,
    find_runs,
    fold,
    is_title_case,
    plain,
    split_run,
)
from groundwire.reading.gazetteer import (
    CALENDAR,
    GENERIC_BODIES,
    HONORIFICS,
    OFFICE_HEADS,
    OFFICE_WORDS,
    ORGANISATION_WORDS,
    PLACE_WORDS,
    Entry,
    look_up,
)
from groundwire.reading.given_names import GIVEN_NAMES

_TRIMMED: Final = frozenset({"the", "a", "an", "of", "and", "&", "for", "on", "in", "-"})
_PERSON, _ORGANISATION, _PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE
_KIND_OF: Final = {
    "PERSON": (_PERSON, 1.0),
    "ORG": (_ORGANISATION, 0.7),
    "GPE": (_PLACE, 1.0),
    "LOC": (_PLACE, 1.0),
    "FAC": (_PLACE, 0.6),
    "NORP": (NameKind.GROUP, 0.8),
}
_OF_FIRMS: Final = frozenset(
    {"producer", "owner", "dealer", "broker", "partner", "regulator", "leader", "champion", "winner", "trader", "retailer"}
)
"""Callings that firms have too."""
_OF_PLACES: Final = frozenset(
    """
    mayor mayoress governor king queen bishop archbishop capital city town village port district county province region
    state suburb island coast outskirts streets
    """.split()
)


@dataclass(slots=True)
class Candidate:
    """A place that looks like a name. ``first``/``last`` are token indexes in the passage (inclusive); ``office`` the (first,
    last) token indexes of an office or calling directly before; ``honorific`` its form of address, folded."""

    passage: Passage
    first: int
    last: int
    text: str
    folded: str
    entry: Entry | None = None
    office: tuple[int, int] | None = None
    honorific: str = ""
    is_sure: bool = True
    votes: dict[NameKind, float] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Offset in the document at which the name begins."""
        return self.passage.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset in the document at which the name ends."""
        return self.passage.tokens[self.last].end

    def vote(self, kind: NameKind, weight: float) -> None:
        """One witness more for ``kind``."""
        self.votes[kind] = self.votes.get(kind, 0.0) + weight


def find_candidates(document_text: str, passage: Passage) -> Iterator[Candidate]:
    """The candidates of one passage in text order; in title case none (see ``find_known``)."""
    if is_title_case(passage):
        return
    tokens = passage.tokens
    for first, last in find_runs(tokens):
        for piece_first, piece_last in split_run(tokens, first, last):
            candidate = _make(document_text, passage, piece_first, piece_last)
            if candidate:
                yield candidate


def find_known(document_text: str, passage: Passage, known: frozenset[str], longest: int) -> Iterator[Candidate]:
    """Candidates of a title-case passage: only strings known from elsewhere in the text or from the gazetteer, longest first;
    whatever else the parser calls a name there is given as unsure."""
    tokens = passage.tokens
    shouts = passage.text.isupper()
    index = 0
    while index < len(tokens):
        if not tokens[index].text[:1].isupper():
            index += 1
            continue
        found = None
        for size in range(min(longest, len(tokens) - index), 0, -1):
            text = document_text[tokens[index].start : tokens[index + size - 1].end]
            folded = fold(text)
            entry = look_up(folded, text.isupper() and not (shouts and size == 1 and len(text) < 4 and "." not in text))
            if folded in known or (entry and (entry.kind != "group" or tokens[index].entity == "NORP")):
                found = Candidate(passage, index, index + size - 1, text, folded, entry)
                break
        if found:
            yield found
            index = found.last + 1
            continue
        last = entity_end(tokens, index)
        if (
            last is not None
            and tokens[index].entity in {"PERSON", "GPE", "ORG"}
            and all(t.pos == "PROPN" for t in tokens[index : last + 1])
        ):
            candidate = _make(document_text, passage, index, last)
            if candidate and not shouts:
                candidate.is_sure = False
                yield candidate
            index = last
        index += 1


def find_bare(document_text: str, passage: Passage, parts: frozenset[str], taken: set[tuple[int, int]]) -> Iterator[Candidate]:
    """Surnames and given names known from the text (``parts``) that the parser took for other words: "Waters warned", "Browning argues".
    Only where they do something, and where no name was found (``taken``: passages with token indexes)."""
    if is_title_case(passage):
        return
    tokens = passage.tokens
    for token in tokens:
        if token.dep not in ("nsubj", "nsubjpass") or not token.text[:1].isupper() or token.pos == "PRON":
            continue
        is_alone = token.index == 0 or not tokens[token.index - 1].text[:1].isupper()
        if is_alone and tokens[token.head].pos in ("VERB", "AUX") and (passage.index, token.index) not in taken:
            folded = fold(document_text[token.start : token.end])
            if folded in parts:
                found = Candidate(passage, token.index, token.index, token.text, folded)
                found.vote(_PERSON, 1.0)
                yield found


def _make(document_text: str, passage: Passage, first: int, last: int) -> Candidate | None:
    tokens = passage.tokens
    while first <= last and (plain(tokens[first]) in _TRIMMED or tokens[first].text[:1] in "\"“‘'"):
        first += 1
    first += _opens_with_adjective(tokens, first, last)
    honorific = ""
    while first < last and plain(tokens[first]) in HONORIFICS:
        honorific = plain(tokens[first])
        first += 1
    while last >= first and (
        tokens[last].text in POSSESSIVES
        or plain(tokens[last]) in _TRIMMED
        or not tokens[last].text[-1:].isalnum()
        and len(tokens[last].text) == 1
    ):
        last -= 1
    if first > last:
        return None
    text = document_text[tokens[first].start : tokens[last].end]
    folded = fold(text)
    words = folded.split()
    if not words or not any(character.isalpha() for character in folded) or len(words) > 12 or len(text) > 120:
        return None
    if first == 0 and len(words) == 1 and folded in ORGANISATION_WORDS | GENERIC_BODIES:
        return None
    if folded in NO_NAMES or all(word in CALENDAR for word in words) or (len(folded) == 1):
        return None
    is_office = all(word in OFFICE_WORDS or word in HONORIFICS for word in words)
    if is_office and not (len(words) > 1 and words[-1] in ORGANISATION_WORDS) and not look_up(folded, text.isupper()):
        return None
    candidate = Candidate(passage, first, last, text, folded, look_up(folded, text.isupper()))
    if first > 0 and not honorific and plain(tokens[first - 1]) in HONORIFICS:
        honorific = plain(tokens[first - 1])
    candidate.honorific = honorific
    candidate.office = find_office_before(tokens, first)
    _cast_votes(candidate, words)
    return candidate


def _opens_with_adjective(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a sentence begins with an adjective that a name follows and that belongs to a later word: "Young Lindmere sailors"."""
    token = tokens[first] if first < last else None
    if token is None or first > 0 or token.pos != "ADJ" or first <= token.head <= last:
        return False
    return look_up(fold(token.text), token.text.isupper()) is None


def find_office_before(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """The office directly before a name, with the nationality before it: "Hungarian foreign minister"."""
    last = first - 1
    while last >= 0 and plain(tokens[last]) in HONORIFICS:
        last -= 1
    if last < 0:
        return None
    head = _office_head(tokens, last)
    if head is None:
        return None
    begin = head
    for _ in range(8):
        before = begin - 1
        if before < 0:
            break
        word = plain(tokens[before])
        if word in OFFICE_WORDS - {"the", "at"} and tokens[before].pos not in {"VERB", "ADV"}:
            begin = before
        elif word in DASHES and before > 0 and tokens[before - 1].end == tokens[before].start:
            begin = before - 1
        elif tokens[before].text[:1].isupper() and (
            look_up(fold(tokens[before].text), tokens[before].text.isupper()) is not None
        ):
            begin = before
        else:
            break
    while begin < head and plain(tokens[begin]) in {"of", "for", "and", "at", "the", "in", "then"}:
        begin += 1
    return begin, last


def _office_head(tokens: Sequence[Token], last: int) -> int | None:
    """The noun of the office that ends at ``last``: the word itself, or "Secretary" of "Secretary of State"."""
    if plain(tokens[last]) in OFFICE_HEADS and tokens[last].pos not in {"VERB", "AUX"}:
        return last
    for link in range(last - 1, max(last - 4, 0), -1):
        if plain(tokens[link]) in {"of", "for"}:
            is_office = plain(tokens[link - 1]) in OFFICE_HEADS and all(
                plain(t) in OFFICE_WORDS for t in tokens[link + 1 : last + 1]
            )
            return link - 1 if is_office else None
    return None


def _has_office_after(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether an office stands in apposition: "Ines Calder, the harbour master of Lindmere"."""
    return any(
        token.dep == "appos" and candidate.first <= token.head <= candidate.last and plain(token) in OFFICE_HEADS - _OF_FIRMS
        for token in tokens[candidate.last + 2 : candidate.last + 8]
    )


def _is_governed(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name follows "the mayor of", "the city of": what has a mayor is a place."""
    return first >= 2 and tokens[first - 1].text == "of" and plain(tokens[first - 2]) in _OF_PLACES


def _cast_votes(candidate: Candidate, words: list[str]) -> None:
    tokens = candidate.passage.tokens
    label = tokens[candidate.last].entity or tokens[candidate.first].entity
    if label in _KIND_OF:
        kind, weight = _KIND_OF[label]
        candidate.vote(kind, weight * (0.6 if label == "ORG" and len(words) == 1 else 1.0))
    elif label:
        candidate.vote(NameKind.OTHER, 0.7)
    if (candidate.honorific or candidate.office) and words[-1] not in ORGANISATION_WORDS:
        candidate.vote(_PERSON, 3.0)
    if words[-1] in ORGANISATION_WORDS or (len(words) > 2 and words[0] in ORGANISATION_WORDS and words[1] in {"of", "for"}):
        candidate.vote(_ORGANISATION, 2.5)
    elif len(words) > 1 and words[-1] in PLACE_WORDS and label != "PERSON":
        candidate.vote(_PLACE, 1.0)
    if (
        words[0] in GIVEN_NAMES
        and (len(words) > 1 or label != "ORG")
        and len(words) < 4
        and words[-1] not in ORGANISATION_WORDS
    ):
        candidate.vote(_PERSON, 1.3)
    if _is_governed(tokens, candidate.first):
        candidate.vote(_PLACE, 2.0)
    following = tokens[candidate.last + 1 : candidate.last + 4]
    if (
        len(following) == 3
        and following[0].text == ","
        and following[1].text.isdigit()
        and len(following[1].text) < 3
        and following[2].text == ","
    ):
        candidate.vote(_PERSON, 2.0)
    if 1 < len(words) < 4 and words[-1] not in ORGANISATION_WORDS | PLACE_WORDS and _has_office_after(tokens, candidate):
        candidate.vote(_PERSON, 1.5)
