"""What the typed checks see of a sentence: its names by token, its content words, and the grammatical place of each name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.editing.matching import LIGHT, REPORTING
from groundwire.model import Mention, MentionForm, Name, NameKind, Passage, Reading, Token
from groundwire.protocols import Evidence

SURE: Final = 0.5
"""Mentions below this confidence are not built on."""
_CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ", "NUM", "ADV", "PROPN"})
_SUFFIXES: Final = (
    "ations",
    "ation",
    "ition",
    "tions",
    "tion",
    "sion",
    "ments",
    "ment",
    "ings",
    "ing",
    "ness",
    "ity",
    "ers",
    "er",
    "ed",
    "al",
    "ly",
    "es",
    "s",
    "e",
)
_SPEECH: Final = frozenset(
    """
    say tell add note state announce report declare explain remark comment argue insist claim stress warn write
    """.split()
)


def stem(token: Token) -> str:
    """A crude stem of the lemma, so that "meeting" meets "meet": for comparing words, not for showing them."""
    return stem_word(token.lemma)


def stem_word(word: str) -> str:
    """The crude stem of a lower-case word; at least four letters stay."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


@dataclass(frozen=True, slots=True, eq=False)
class NameInPlace:
    """A mention of a name in one passage: token indexes ``first``..``last`` and the grammatical head among them."""

    name: Name
    mention: Mention
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A passage with its names and ``content``: the stems of its content words that are no part of a name."""

    passage: Passage
    names: tuple[NameInPlace, ...]
    content: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all names in the passage."""
        return frozenset(one.name.key for one in self.names)


class Views:
    """Passages seen with their names; each is worked out once in a run of a check."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._mentions: dict[str, dict[int, list[tuple[Name, Mention]]]] = {}
        self._seen: dict[tuple[str, int], View] = {}

    def of(self, passage: Passage, reading: Reading | None = None) -> View:
        """The view of a passage of the evidence, or of ``reading`` where that is given (a draft's)."""
        place = (passage.span.document_id, passage.index)
        if place not in self._seen:
            document_id = passage.span.document_id
            if document_id not in self._mentions:
                self._mentions[document_id] = mentions_by_passage(reading or self._evidence.reading(document_id))
            self._seen[place] = see(passage, self._mentions[document_id].get(passage.index, ()))
        return self._seen[place]

    def search(self, text: str, limit: int = 4) -> list[View]:
        """The views of the passages that speak most nearly of the text, best first."""
        return [self.of(hit.passage) for hit in self._evidence.search(text, limit)]


def mentions_by_passage(reading: Reading) -> dict[int, list[tuple[Name, Mention]]]:
    """The mentions of a reading that may be built on, by the index of the sentence they stand in."""
    found: dict[int, list[tuple[Name, Mention]]] = defaultdict(list)
    for name in reading.names:
        for mention in name.mentions:
            passage = reading.passage_at(mention.span)
            if passage is not None:
                found[passage.index].append((name, mention))
    return found


def see(passage: Passage, mentions: Sequence[tuple[Name, Mention]]) -> View:
    """The view of one passage with those mentions."""
    tokens = passage.tokens
    starts = {token.start: token.index for token in tokens}
    ends = {token.end: token.index for token in tokens}
    names = []
    named: set[int] = set()
    for name, mention in sorted(mentions, key=lambda pair: (pair[1].span.start, pair[0].key)):
        first, last = starts.get(mention.span.start), ends.get(mention.span.end)
        if first is None or last is None or last < first:
            continue
        if mention.form not in (MentionForm.PRONOUN, MentionForm.OFFICE):
            named.update(range(first, last + 1))
        if mention.confidence >= SURE or mention.form in (MentionForm.FULL, MentionForm.SHORT):
            names.append(NameInPlace(name, mention, first, last, _head(tokens, first, last)))
    content = frozenset(
        stem(token)
        for token in tokens
        if token.pos in _CONTENT
        and token.index not in named
        and token.dep not in ("aux", "auxpass", "neg")
        and token.lemma not in LIGHT
        and token.lemma not in REPORTING
    )
    return View(passage, tuple(names), content)


def _head(tokens: Sequence[Token], first: int, last: int) -> int:
    for index in range(last, first - 1, -1):
        if not first <= tokens[index].head <= last or tokens[index].head == index:
            return index
    return last


def shared(draft: View, source: View) -> float:
    """The share of the draft's content words that the source passage has, from 0 to 1; 0 where there are none."""
    return len(draft.content & source.content) / len(draft.content) if draft.content else 0.0


_MUTUAL: Final = frozenset(
    {"meet", "marry", "wed", "merge", "negotiate", "talk", "debate", "clash", "discuss", "divorce", "border"}
)
Slot = tuple[str, str]
"""The grammatical place of a name: its role and the word it depends on ("subj", "meet")."""


def slot(tokens: Sequence[Token], index: int) -> Slot:
    """The grammatical place of the word at ``index``; passives are turned round, conjuncts take the place of the first, and who
    meets whom is one."""
    role, governor = _slot(tokens, index)
    return ("party", governor) if governor in _MUTUAL and role in ("subj", "obj", "with") else (role, governor)


def _slot(tokens: Sequence[Token], index: int) -> Slot:
    token = tokens[index]
    for _ in range(6):
        if token.dep in ("conj", "appos") and token.head != token.index:
            token = tokens[token.head]
        else:
            break
    governor = tokens[token.head]
    if token.dep in ("nsubj", "csubj"):
        return "subj", verb_class(governor)
    if token.dep in ("nsubjpass", "dobj", "obj"):
        return "obj", verb_class(governor)
    if token.dep == "dative":
        return "to", verb_class(governor)
    if token.dep == "pobj":
        above = tokens[governor.head]
        if governor.lemma == "by" and governor.dep == "agent":
            return "subj", verb_class(above)
        return governor.lemma, verb_class(above)
    return token.dep, verb_class(governor)


def verb_class(token: Token) -> str:
    """The stem of a word; the verbs of speech count as one."""
    return "say" if token.lemma in _SPEECH else stem(token)


def is_number_sign(tokens: Sequence[Token], index: int) -> bool:
    """Whether "no" is short for number: "the world No 1"."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return tokens[index].text.casefold() in ("no", "nos") and after is not None and after.text.isdigit()


def neighbours(tokens: Sequence[Token], first: int, last: int) -> tuple[str, str]:
    """The words beside a name, lower-cased, with ``^`` and ``$`` at the ends of the sentence."""
    before = tokens[first - 1].text.casefold() if first > 0 else "^"
    after = tokens[last + 1].text.casefold() if last + 1 < len(tokens) else "$"
    return before, after


def same_sort(a: NameKind, b: NameKind) -> bool:
    """Whether two kinds may be mixed up: only people and places are kept apart, since surnames are often
    taken for bodies."""
    return a is b or {a, b} != {NameKind.PERSON, NameKind.PLACE}
