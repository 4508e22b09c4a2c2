"""How many and how much of a thing: some, many, most, all, none, only; with it or without it; one told as many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from groundwire.checks._grammar import is_number_sign, slot, stem_word
from groundwire.checks._ground import Fault, Ground, Near, Sight, is_addition, share, stems_of
from groundwire.checks._polarities import NEGATING_ADJECTIVES, NEGATING_VERBS, PREVENTING_VERBS
from groundwire.editing.clauses import subtree
from groundwire.model import Outcome, Token

TOLD: Final = 0.6
"""Least share of the rest of the sentence in one passage before how much is compared."""
FEWEST: Final = 3


class Extent(IntEnum):
    """How much of a thing is spoken of."""

    BARE = 0
    """The noun alone, or with "a"."""
    SOME = 1
    MANY = 2
    MOST = 3
    ALL = 4
    GIVEN = 5
    """"The", "its", a number: a certain lot, which may be all there are."""
    NONE = 6


_WORDS: Final = {
    Extent.SOME: "some several few certain part half one portion section fraction couple third quarter handful minority",
    Extent.MANY: "many numerous dozens dozen hundreds thousands hundred thousand lot lots countless much scores plenty",
    Extent.MOST: "most majority bulk mainly mostly largely",
    Extent.ALL: "all every each entire whole both everyone everybody everything any full complete total",
    Extent.NONE: "no none neither nobody",
}  # fmt: skip
_EXTENTS: Final = {word: extent for extent, line in _WORDS.items() for word in line.split()}
_PARTS: Final = frozenset({"part", "section", "portion", "half"})
_NEARLY: Final = frozenset("nearly almost virtually not practically half".split())
_OPENING: Final = frozenset(
    {"if", "whether", "unless", "without", "before", "than", "no", "never", "nobody", "none", "nothing", "against"}
)
_ONLY: Final = frozenset({"only", "solely", "exclusively"})
_LIMITS: Final = frozenset(
    "only solely sole alone exclusively just merely nothing none unique single except simply purely".split()
)
"""Words that set a limit."""
_AS_ONLY: Final = _LIMITS | frozenset(
    "no other but lone one limited restricted mere last never not n't few little fewer less".split()
)
_WITH: Final = ("including", "inclusive of", "along with", "counting")
_WITHOUT: Final = (
    "not including", "not counting", "excluding", "exclusive of", "apart from", "aside from", "other than", "except for",
    "leaving out", "not to mention", "with the exception of", "without",
)  # fmt: skip
_SPEAKERS: Final = frozenset(
    """official source spokesman spokeswoman spokesperson police analyst expert critic report study reporter witness observer
    economist trader dealer lawyer researcher scientist adviser aide diplomat prosecutor investigator company newspaper""".split()
)
"""Whose plural is a manner of speaking: "officials said" for one official."""


def find_scopes_changed(sentence: Sight, ground: Ground) -> list[Fault]:
    """A fault for each extent that the near passages plainly give otherwise."""
    return [
        *_extents_changed(sentence, ground),
        *_only_added(sentence, ground),
        *_inclusion_turned(sentence, ground),
        *_one_told_as_many(sentence, ground),
    ][:1]


# --- some, many, most, all, none --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Quantity:
    """An extent with its words at ``first``..``last`` (a bare noun's are itself)."""

    extent: Extent
    first: int
    last: int


def _extents_changed(sentence: Sight, ground: Ground) -> list[Fault]:
    tokens = sentence.tokens
    faults: list[Fault] = []
    is_of_parts = any(sight.words & _PARTS for sight in ground.sights)
    for noun in tokens:
        if noun.pos != "NOUN" or noun.lemma in ("time", "day", "week", "month", "year", "way", "part", "one", "most"):
            continue
        mine = _quantity(sentence, noun)
        if mine.extent is Extent.BARE or (mine.extent is Extent.GIVEN and not is_of_parts):
            continue
        own = set(range(mine.first, mine.last + 1))
        wanted = stems_of(tokens, [token.index for token in tokens if token.index not in own])
        told, near = ground.plainest(wanted)
        if near is None or told < TOLD or len(wanted) < FEWEST:
            continue
        there = _same_nouns(noun, near.sight)
        others = [_quantity(one, token) for one in ground.sights for token in _same_nouns(noun, one)]
        if not there or any(_bears_out(other.extent, mine.extent) for other in others):
            continue
        theirs = _quantity(near.sight, there[0])
        if _is_turned(tokens, noun, mine, theirs, near.sight, there[0]):
            faults.append(_tell(sentence, noun, mine, near, there[0], theirs))
    return faults


def _quantity(sight: Sight, noun: Token) -> _Quantity:
    """How much of the noun is spoken of, with the words that say so."""
    tokens, children = sight.tokens, sight.children
    above = tokens[noun.head]
    if noun.dep == "pobj" and above.lemma == "of" and above.index < noun.index:
        top = tokens[above.head]
        if (extent := _EXTENTS.get(top.lemma.casefold())) is not None and top.index < above.index <= top.index + 2:
            return _softened(tokens, _Quantity(extent, top.index, above.index))
    given = False
    for child in children[noun.index]:
        token = tokens[child]
        if child > noun.index and token.text.casefold() not in ("alone",):
            continue
        word = token.lemma.casefold()
        if (
            token.dep in ("det", "predet", "amod", "nummod", "quantmod")
            and word in _EXTENTS
            and word not in ("one", "half", "third")
            and not is_number_sign(tokens, child)
            and not (word == "any" and _is_open(sight, noun))
        ):
            return _softened(tokens, _Quantity(_EXTENTS[word], child, child))
        given = given or token.dep in ("poss", "nummod") or word in ("the", "this", "these", "those", "that", "its", "their")
    if noun.dep == "nsubj" and (floating := _floating(tokens, children, noun)) is not None:
        return floating
    return _Quantity(Extent.GIVEN if given else Extent.BARE, noun.index, noun.index)


def _is_open(sight: Sight, noun: Token) -> bool:
    """Whether "any" is no "every": under a word that denies, blocks, doubts or asks, it only leaves open which."""
    tokens, place = sight.tokens, noun
    for _ in range(8):
        below = [tokens[child] for child in sight.children[place.index]]
        if any(
            child.dep == "neg" or child.text.casefold() in _OPENING
            for child in below
            if child.dep in ("neg", "mark", "prep", "det")
        ):
            return True
        if place.lemma in _OPENING or place.lemma in PREVENTING_VERBS or place.lemma in NEGATING_VERBS:
            return True
        if place.lemma in NEGATING_ADJECTIVES or place.head == place.index:
            break
        place = tokens[place.head]
    return place.lemma in NEGATING_ADJECTIVES


def _floating(tokens: Sequence[Token], children: Sequence[Sequence[int]], noun: Token) -> _Quantity | None:
    """ "The workers all left"."""
    for child in children[noun.head]:
        if noun.index < child < noun.head and tokens[child].text.casefold() in ("all", "both", "each"):
            return _Quantity(Extent.ALL, child, child)
    return None


def _softened(tokens: Sequence[Token], found: _Quantity) -> _Quantity:
    """ "Nearly all" is most; "not all" and "almost none" are some or few."""
    before = tokens[found.first - 1].text.casefold() if found.first > 0 else ""
    if before not in _NEARLY:
        return found
    extent = Extent.MOST if found.extent is Extent.ALL and before != "not" else Extent.SOME
    return _Quantity(extent, found.first - 1, found.last)


def _same_nouns(noun: Token, sight: Sight) -> list[Token]:
    wanted = stem_word(noun.lemma.casefold())
    return [token for token in sight.tokens if token.pos in ("NOUN", "PROPN") and stem_word(token.lemma.casefold()) == wanted]


def _bears_out(theirs: Extent, mine: Extent) -> bool:
    """Whether a source that speaks of so much may be retold with the draft's extent."""
    if mine is Extent.NONE or theirs is Extent.NONE:
        return mine is theirs
    if mine is Extent.GIVEN:
        return theirs not in (Extent.SOME,)
    if theirs is Extent.GIVEN:
        return mine is not Extent.SOME
    if theirs is Extent.BARE:
        return mine in (Extent.SOME, Extent.MANY)
    return mine == theirs or (mine is Extent.SOME and theirs is Extent.MANY) or (mine is Extent.MANY and theirs is Extent.MOST)


def _is_turned(tokens: Sequence[Token], noun: Token, mine: _Quantity, theirs: _Quantity, source: Sight, there: Token) -> bool:
    """Whether the two surely count the same: the same place in the sentence, and the extents surely apart."""
    if slot(tokens, _top(tokens, noun)) != slot(source.tokens, _top(source.tokens, there)):
        return False
    if mine.extent is Extent.GIVEN:
        is_part = source.tokens[theirs.first].lemma in _PARTS and theirs.last > theirs.first
        return theirs.extent is Extent.SOME and is_part
    if theirs.extent is Extent.GIVEN:
        return False
    return theirs.extent is not Extent.NONE and mine.extent is not Extent.NONE


def _top(tokens: Sequence[Token], noun: Token) -> int:
    """The word that stands for the noun in the sentence: "some" of "some of the workers"."""
    above = tokens[noun.head]
    if noun.dep == "pobj" and above.lemma == "of" and tokens[above.head].lemma.casefold() in _EXTENTS:
        return above.head
    return noun.index


def _tell(sentence: Sight, noun: Token, mine: _Quantity, near: Near, there: Token, theirs: _Quantity) -> Fault:
    first, last = min(mine.first, noun.index), max(mine.last, noun.index)
    said = near.sight.say(min(theirs.first, there.index), max(theirs.last, there.index))
    note = f"the source says “{said}”, this sentence “{sentence.say(first, last)}”"
    is_bare = theirs.extent is Extent.BARE
    outcome = Outcome.NOT_FOUND if is_bare else Outcome.CONTRADICTED
    return Fault(first=first, last=last, outcome=outcome, note=note, source=near.sight)


# --- only -------------------------------------------------------------------------------------------------------------


def _only_added(sentence: Sight, ground: Ground) -> list[Fault]:
    tokens = sentence.tokens
    for token in tokens:
        if token.text.casefold() not in _ONLY or token.dep in ("cc", "preconj") or token.pos == "PROPN":
            continue
        before = tokens[token.index - 1].text.casefold() if token.index else ""
        after = tokens[token.index + 1].text.casefold() if token.index + 1 < len(tokens) else ""
        if before in ("not", "if", "n't", "was", "one") or after in ("to", "too", "recently"):
            continue
        wanted = stems_of(tokens, [other.index for other in tokens if other.index != token.index])
        told, near = ground.plainest(wanted)
        if near is None or told < TOLD + 0.1 or len(wanted) < FEWEST:
            continue
        limits, where = (_LIMITS, (near.sight,)) if is_addition(wanted, told) else (_AS_ONLY, near.beside)
        if any(one.words & limits for one in where):
            continue
        last = min(token.index + 2, len(tokens) - 1)
        note = f"the source sets no such limit; this sentence says “{sentence.say(token.index, last)}”"
        return [Fault(first=token.index, last=token.index, outcome=Outcome.NOT_FOUND, note=note, source=near.sight)]
    return []


# --- with it or without it --------------------------------------------------------------------------------------------


def _inclusion_turned(sentence: Sight, ground: Ground) -> list[Fault]:
    """ "Including the cargo" for "not counting the cargo", and the other way round."""
    for first, last, is_with, things in _inclusions(sentence):
        others = [(one, found) for one in ground.sights for found in _inclusions(one) if share(things, found[3]) >= 0.5]
        if not others or any(found[2] == is_with for _, found in others):
            continue
        source, (begin, end, _, _) = others[0]
        note = f"the source says “{source.say(begin, end + 2 if end + 2 < len(source.tokens) else end)}”, this sentence “"
        note += f"{sentence.say(first, last + 2 if last + 2 < len(sentence.tokens) else last)}”"
        return [Fault(first=first, last=last, outcome=Outcome.CONTRADICTED, note=note, source=source)]
    return []


def _inclusions(sight: Sight) -> list[tuple[int, int, bool, frozenset[str]]]:
    """(first, last, whether it is with, the stems of what is counted in or left out)."""
    tokens = sight.tokens
    words = [token.text.casefold() for token in tokens]
    found: list[tuple[int, int, bool, frozenset[str]]] = []
    phrases = [(phrase.split(), False) for phrase in _WITHOUT] + [(phrase.split(), True) for phrase in _WITH]
    for pieces, is_with in phrases:
        for first in range(len(words) - len(pieces)):
            last = first + len(pieces) - 1
            if words[first : last + 1] != pieces or any(first <= other[1] and other[0] <= last for other in found):
                continue
            below = [place for place in subtree(tokens, last, sight.children) if place > last] or [
                last + 1,
                *range(last + 2, last + 4),
            ]
            below = [place for place in below if place < len(tokens)]
            if things := stems_of(tokens, below):
                found.append((first, last, is_with, things))
    return sorted(found, key=lambda entry: entry[0])


# --- one told as many -------------------------------------------------------------------------------------------------


def _one_told_as_many(sentence: Sight, ground: Ground) -> list[Fault]:
    """ "Doctors left" where the source has one doctor leave."""
    tokens = sentence.tokens
    for noun in tokens:
        if noun.tag != "NNS" or noun.dep not in ("nsubj", "nsubjpass") or noun.lemma.casefold() in _SPEAKERS:
            continue
        if any(
            child.head == noun.index and child.dep in ("conj", "nummod", "det", "poss", "cc", "compound") for child in tokens
        ):
            continue
        wanted = sentence.stems
        told, near = ground.plainest(wanted)
        if near is None or told < TOLD or len(wanted) < FEWEST:
            continue
        same = [(one, token) for one in ground.sights for token in _same_nouns(noun, one)]
        here = [token for one, token in same if one is near.sight]
        if not here or any(token.tag != "NN" or not _is_one(one.tokens, token) for one, token in same):
            continue
        if slot(tokens, noun.index) != slot(near.sight.tokens, here[0].index):
            continue
        note = f"the source speaks of one {here[0].text}, this sentence of “{noun.text}”"
        return [Fault(first=noun.index, last=noun.index, outcome=Outcome.CONTRADICTED, note=note, source=near.sight)]
    return []


def _is_one(tokens: Sequence[Token], noun: Token) -> bool:
    return any(
        child.head == noun.index and child.dep in ("det", "nummod") and child.text.casefold() in ("a", "an", "one", "another")
        for child in tokens
    )
