"""The parts of a sentence as sentences of their own: what a judge can be asked one at a time.

"Orban, who met Wang on Friday, said the pact was safe" says three things; each is told with the subject it needs (decomposition into
atomic facts as Min et al., FActScore, EMNLP 2023, by grammar instead of a language model)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from groundwire.editing.clauses import Part, children_of, parts_of, subtree
from groundwire.model import Passage, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "where", "when", "whose"})
NOBODY: Mapping[int, str] = MappingProxyType({})
LONGEST = 40
"""Tokens of a phrase that is lent to a clause as its subject; a longer one is left out."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """One part of a sentence and the words that tell it alone."""

    part: Part
    text: str


def propositions_of(passage: Passage, names: Mapping[int, str] = NOBODY) -> tuple[Proposition, ...]:
    """What the sentence says, one proposition for each of ``parts_of``; a sentence of one part is its own proposition. ``names`` are put in
    place of the words that begin there: names for pronouns (``editing.naming``), or nothing."""
    parts = parts_of(passage)
    if len(parts) == 1:
        return (Proposition(parts[0], whole_of(passage, names)),)
    children = children_of(passage.tokens)
    return tuple(Proposition(part, _tell(passage, part, children, names)) for part in parts)


def whole_of(passage: Passage, names: Mapping[int, str] = NOBODY) -> str:
    """The whole sentence, with ``names`` in place of the pronouns that begin there."""
    text = passage.text
    for token in reversed(passage.tokens):
        if token.start in names:
            text = text[: token.start - passage.span.start] + names[token.start] + text[token.end - passage.span.start :]
    return _close_up(text) if "" in names.values() else text


def _tell(passage: Passage, part: Part, children: Sequence[Sequence[int]], names: Mapping[int, str]) -> str:
    """The part's words in order, with a subject where the clause has none of its own."""
    tokens = passage.tokens
    own = {token.index for token in part.tokens}
    head = next((token for token in part.tokens if token.head not in own or token.head == token.index), part.tokens[0])
    words = [token.index for token in part.tokens]
    lent: list[int] = []
    if head.dep in ("relcl", "acl"):
        lent = _noun_phrase(tokens, head.head, children, own)
        words = [index for index in words if not (tokens[index].text.lower() in _RELATIVES and index <= head.index)]
    elif head.head != head.index and not any(tokens[child].dep in _SUBJECTS for child in children[head.index]):
        lent = _subject_above(tokens, head, children, own)
    words = _trim(tokens, words)
    return _sentence(passage, [index for index in lent if index not in words], words, names)


def _noun_phrase(tokens: Sequence[Token], noun: int, children: Sequence[Sequence[int]], without: set[int]) -> list[int]:
    """The noun a clause hangs on with what stands before it, and its "of" and appositions left out."""
    found = [noun]
    for child in children[noun]:
        if child not in without and tokens[child].dep in ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod"):
            found += subtree(tokens, child, children)
    return sorted(found) if len(found) <= LONGEST else []


def _subject_above(tokens: Sequence[Token], head: Token, children: Sequence[Sequence[int]], without: set[int]) -> list[int]:
    """The subject of the nearest verb above that has one."""
    at = head.index
    for _ in range(6):
        at = tokens[at].head
        for child in children[at]:
            if tokens[child].dep in _SUBJECTS:
                return [] if child in without else _noun_phrase(tokens, child, children, without)
        if tokens[at].head == at:
            break
    return []


def _trim(tokens: Sequence[Token], words: Sequence[int]) -> list[int]:
    """Without the conjunctions, subordinators and commas that joined the clause to its neighbours."""
    first, last = 0, len(words)
    while first < last and (tokens[words[first]].pos in ("PUNCT", "CCONJ") or tokens[words[first]].dep == "mark"):
        first += 1
    while last > first and (tokens[words[last - 1]].pos in ("PUNCT", "CCONJ")):
        last -= 1
    return list(words[first:last])


def _sentence(passage: Passage, lent: Sequence[int], words: Sequence[int], names: Mapping[int, str]) -> str:
    text = " ".join(filter(None, (_read(passage, lent, names), _read(passage, words, names)))).strip(" ,;:–-")
    return text[:1].upper() + text[1:] + "." if text else passage.text


def _read(passage: Passage, words: Sequence[int], names: Mapping[int, str]) -> str:
    """The tokens as the text spaces them; where something between was left out, one space, and no comma that led to it."""
    pieces: list[str] = []
    for place, index in enumerate(words):
        token = passage.tokens[index]
        is_after_gap = place > 0 and index != words[place - 1] + 1
        is_before_gap = place + 1 < len(words) and index + 1 != words[place + 1]
        if token.text == "," and (is_after_gap or is_before_gap):
            continue
        if place:
            is_joined = not is_after_gap and passage.tokens[index - 1].end == token.start
            pieces.append("" if is_joined else " ")
        pieces.append(names.get(token.start, token.text))
    return _close_up("".join(pieces)) if "" in names.values() else "".join(pieces)


def _close_up(text: str) -> str:
    """The text without the gaps and the stray commas that left-out words leave."""
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split()))
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = re.sub(r"[,;:]\s*([.!?])", r"\1", text).lstrip(" ,;:")
    return text[:1].upper() + text[1:]
