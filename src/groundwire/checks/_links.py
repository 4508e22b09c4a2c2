"""Where a text says that one thing came of another, was done for it, or followed it: the connecting words with what they bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from groundwire.editing.clauses import subtree
from groundwire.model import Token


class Bond(IntEnum):
    """How much a connecting word says."""

    ORDER = 1
    """One came after the other; no more."""
    LOOSE = 2
    """Words that may give a reason or tell something else: "for", "over", "as", "with"."""
    FIRM = 3
    """A cause, a purpose, a result or a reply, in so many words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The connecting words at ``first``..``last``, the places of what they bring (``brought``) and of what that hangs on (``rest``)."""

    bond: Bond
    first: int
    last: int
    brought: tuple[int, ...]
    rest: tuple[int, ...]
    word: str

    @property
    def ends(self) -> tuple[int, int]:
        """First and last place of connecting words and what follows them in one run."""
        last = self.last
        while last + 1 in self.brought:
            last += 1
        return self.first, last


_FIRM_PHRASES: Final = """
because of | because | due to | owing to | thanks to | on account of | as a result of | as a consequence of | in consequence of
in response to | in reply to | in reaction to | in retaliation for | in revenge for | in protest at | in protest against
in protest over | in protest of | in order to | in a bid to | in an effort to | in an attempt to | so as to | so that | for fear of
on the grounds of | on the grounds that | on grounds of | by reason of | caused by | triggered by | prompted by | sparked by
provoked by | driven by | fuelled by | fueled by | blamed on | attributed to | led to | lead to | leads to | leading to | resulted in
resulting in | results in | result in | resulted from | stemmed from | stemming from | brought about by | to avoid | to prevent
to protest | as punishment for | as a reward for | in return for | for the sake of | with the aim of | aimed at
"""
_RESULT_PHRASES: Final = """
as a result | as a consequence | in consequence | consequently | therefore | for that reason | for this reason | that is why
which is why | hence | in response | in retaliation | in reply | in return
"""
"""They bring the clause they stand in; what it came of was told before."""
_ORDER_PHRASES: Final = (
    "in the wake of | in the aftermath of | following | after | amid | amidst | before | prior to | ahead of | once"
)
_LOOSE_WORDS: Final = frozenset(
    """as since for over with from by on at so given when while despite through under to if against about upon where who which
    into in having until : ; - – —""".split()
)
_CAUSAL_VERBS: Final = frozenset("force trigger prompt spark cause provoke".split())
"""With an object of their own: "..., forcing the port to close"."""
_CAUSAL: Final = frozenset(
    """cause trigger prompt spark provoke force result stem blame attribute fuel drive owe contribute responsible reason motive
    consequence effect impact protest respond response react reaction retaliate retaliation thank thanks credit enable
    due because therefore hence thus consequently why purpose aim avoid prevent ensure convince persuade explain
    explanation root factor revenge punish punishment penalty grounds justify culprit compel oblige spur induce bid
    intend intention seek design goal target effort attempt hope""".split()
)
"""Words of cause, purpose, result or reply, in any form: where a near passage has one, the reason may be told with it."""


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    phrases = [tuple(phrase.split()) for line in text.strip().splitlines() for phrase in line.split("|") if phrase.strip()]
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


_PHRASES: Final = (
    *((phrase, Bond.FIRM) for phrase in _rows(_FIRM_PHRASES)),
    *((phrase, Bond.ORDER) for phrase in _rows(_ORDER_PHRASES)),
)
_RESULTS: Final = _rows(_RESULT_PHRASES)


def find_links(tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> list[Link]:
    """Every connecting word of a passage, in text order; none stands inside another's words."""
    words = [token.text.casefold() for token in tokens]
    found: list[Link] = []
    taken: set[int] = set()
    for first in range(len(tokens)):
        if first in taken:
            continue
        link = _phrase(tokens, words, children, first) or _verb(tokens, children, first) or _loose(tokens, children, first)
        if link is not None:
            taken.update(range(link.first, link.last + 1))
            found.append(link)
    return found


def find_result_words(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where the sentence says that it tells a result of what was told before it ("As a result, ..."), or ``None``."""
    words = [token.text.casefold() for token in tokens]
    for phrase in _RESULTS:
        for first in range(min(3, len(words))):
            after = first + len(phrase)
            if tuple(words[first:after]) == phrase and after < len(words) and words[after] not in ("of", "to", "for"):
                return first, after - 1
    return None


def _phrase(tokens: Sequence[Token], words: Sequence[str], children: Sequence[Sequence[int]], first: int) -> Link | None:
    for phrase, bond in _PHRASES:
        if tuple(words[first : first + len(phrase)]) != phrase:
            continue
        last = first + len(phrase) - 1
        if phrase[0] == "following" and tokens[first].dep not in ("prep", "mark", "advcl", "pcomp"):
            return None
        if phrase[0] in ("to", "so") and tokens[first].dep not in ("aux", "mark", "advmod"):
            return None
        return _make(tokens, children, first, last, bond, " ".join(phrase))
    return None


def _verb(tokens: Sequence[Token], children: Sequence[Sequence[int]], index: int) -> Link | None:
    """A causal verb that tells on: ", forcing the port to close", ", which triggered a walkout"."""
    token = tokens[index]
    if token.lemma not in _CAUSAL_VERBS or token.pos != "VERB" or token.dep not in ("advcl", "relcl", "conj", "acl", "dep"):
        return None
    if not any(tokens[child].dep in ("dobj", "ccomp") and child > index for child in children[index]):
        return None
    return _make(tokens, children, index, index, Bond.FIRM, token.lemma)


def _loose(tokens: Sequence[Token], children: Sequence[Sequence[int]], index: int) -> Link | None:
    token = tokens[index]
    if token.text.casefold() not in _LOOSE_WORDS:
        return None
    return _make(tokens, children, index, index, Bond.LOOSE, token.text.casefold())


def _make(
    tokens: Sequence[Token], children: Sequence[Sequence[int]], first: int, last: int, bond: Bond, word: str
) -> Link | None:
    """The link with both its sides, found by grammar and, where the parser is lost, by the next punctuation."""
    token = tokens[first]
    own = range(first, last + 1)
    if token.dep == "mark" or (token.dep == "aux" and token.lemma == "to"):
        top = token.head
        brought = [place for place in subtree(tokens, top, children) if place > last]
        above = tokens[top].head if tokens[top].head != top else top
    elif token.pos in ("VERB", "AUX"):
        start = first if last == first else last
        brought = [place for place in subtree(tokens, start, children) if place > last]
        above = token.head
    else:
        brought = [place for place in subtree(tokens, first, children) if place > last]
        above = token.head
    if not brought:
        brought = _up_to_punctuation(tokens, last + 1)
    while above not in own and tokens[above].pos not in ("VERB", "AUX") and tokens[above].head != above:
        above = tokens[above].head
    without = {*brought, *own}
    rest = [place for place in subtree(tokens, above, children) if place not in without]
    return Link(bond=bond, first=first, last=last, brought=tuple(brought), rest=tuple(rest), word=word) if brought else None


def _up_to_punctuation(tokens: Sequence[Token], start: int) -> list[int]:
    found = []
    for place in range(start, len(tokens)):
        if tokens[place].pos == "PUNCT":
            break
        found.append(place)
    return found


def is_causal(token: Token) -> bool:
    """Whether the word is one of cause, purpose, result or reply."""
    if token.lemma.casefold() == "lead":
        return token.pos == "VERB" and token.tag != "VBG"
    return token.lemma.casefold() in _CAUSAL or token.text.casefold() in _CAUSAL
