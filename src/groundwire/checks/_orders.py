"""The order of things: what came before what, what begins and what is over, and "again", "still", "already", "no longer"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._ground import Fault, Ground, Sight, is_addition, share, stems_of
from groundwire.editing.clauses import subtree
from groundwire.model import Outcome, Token

CROSSED: Final = 0.6
"""Least share of each event in the other's place before an order is called exchanged."""
TOLD: Final = 0.75
"""Least share of the rest of the sentence in one passage before "again" or "still" is called added."""
FEWEST: Final = 3
_AFTER: Final = frozenset({"after", "following", "once", "since", "in the wake of", "in the aftermath of"})
_BEFORE: Final = frozenset({"before", "prior to", "ahead of"})
_BEGIN: Final = frozenset("begin start open launch commence initiate embark resume undertake".split())
_END: Final = frozenset("finish complete conclude end close wrap stop cease finalise finalize".split())
_KINDRED: Final = {
    "again": """again re return another repeat resume restart reopen once more further second third renew back still continue twice
    anew reappear recur previous previously before earlier last former re-elect regain recover retain successive row old new
    rejoin rebuild restore remarry re-open revive""",
    "still": """still remain continue yet keep persist stay ongoing even nevertheless however but although though despite until
    so far currently now unresolved pending outstanding while""",
    "no longer": """longer stop cease once former end quit any more anymore formerly previously used lose give drop scrap abandon
    leave retire no not now cancel close abolish withdraw fail without until""",
    "already": """already by then so far has have had previously earlier before now since yet recently last ago existing current
    currently first been""",
}
_KINDRED_WORDS: Final = {key: frozenset(words.split()) for key, words in _KINDRED.items()}


def find_orders_changed(sentence: Sight, ground: Ground) -> list[Fault]:
    """A fault for each order, phase or word of repetition that the near passages plainly do not bear out."""
    return [*_exchanged(sentence, ground), *_phases_changed(sentence, ground), *_adverbs_added(sentence, ground)][:1]


# --- before and after -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Order:
    """Two events told in their order, with the place of the word that says so."""

    earlier: frozenset[str]
    later: frozenset[str]
    first: int
    last: int


def _exchanged(sentence: Sight, ground: Ground) -> list[Fault]:
    for mine in _orders(sentence):
        near = [(one, order) for one in ground.sights for order in _orders(one)]
        crossed = [(one, order) for one, order in near if _is_crossed(mine, order)]
        if not crossed or any(_is_straight(mine, order) for _, order in near):
            continue
        source, order = crossed[0]
        note = f"the source tells them in the other order (“{source.say(order.first, min(order.last + 4, len(source.tokens) - 1))}”)"
        return [Fault(first=mine.first, last=mine.last, outcome=Outcome.CONTRADICTED, note=note, source=source)]
    return []


def _is_crossed(mine: _Order, order: _Order) -> bool:
    return _fits(mine.earlier, order.later) and _fits(mine.later, order.earlier) and not _is_straight(mine, order)


def _is_straight(mine: _Order, order: _Order) -> bool:
    return _fits(mine.earlier, order.earlier) and _fits(mine.later, order.later)


def _fits(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return share(mine, theirs) >= CROSSED


def _orders(sight: Sight) -> list[_Order]:
    tokens = sight.tokens
    followed = _followed(sight)
    # "Closed the pier before the rain came, in a move that followed a walkout": the walkout is no part of what came after.
    apart = {place for order in followed for place in subtree(tokens, order.first, sight.children) if place >= order.first}
    found = []
    for link in sight.links:
        brought, rest = (
            stems_of(tokens, [place for place in side if place not in apart or link.first in apart])
            for side in (link.brought, link.rest)
        )
        if not brought or not rest:
            continue
        if link.word in _AFTER:
            found.append(_Order(brought, rest, link.first, link.last))
        elif link.word in _BEFORE:
            found.append(_Order(rest, brought, link.first, link.last))
    return [*found, *_then(sight), *followed]


def _then(sight: Sight) -> list[_Order]:
    """ "X met Y, then left for Z"."""
    tokens, children = sight.tokens, sight.children
    found = []
    for token in tokens:
        verb = tokens[token.head]
        if (
            token.text.casefold() not in ("then", "later", "afterwards")
            or verb.dep != "conj"
            or tokens[verb.head].index >= verb.index
        ):
            continue
        later = set(subtree(tokens, verb.index, children))
        earlier = [place for place in subtree(tokens, verb.head, children) if place not in later]
        if (before := stems_of(tokens, earlier)) and (after := stems_of(tokens, sorted(later))):
            found.append(_Order(before, after, token.index, token.index))
    return found


def _followed(sight: Sight) -> list[_Order]:
    """ "The vote followed a walkout", "closed the pier in a move that followed a walkout", "a walkout was followed by a vote"."""
    tokens, children = sight.tokens, sight.children
    found = []
    for verb in tokens:
        if (
            verb.lemma not in ("follow", "precede")
            or verb.pos != "VERB"
            or verb.dep not in ("ROOT", "relcl", "ccomp", "conj", "advcl")
        ):
            continue
        below = set(subtree(tokens, verb.index, children))
        is_active = any(tokens[child].dep == "dobj" for child in children[verb.index])
        if not is_active and all(tokens[child].dep != "agent" for child in children[verb.index]):
            continue
        named = {place for place in below if place > verb.index}
        subjects = [child for child in children[verb.index] if tokens[child].dep in ("nsubj", "nsubjpass")]
        if verb.dep == "relcl":
            others = {token.index for token in tokens} - below
        else:
            others = {place for child in subjects for place in subtree(tokens, child, children)}
        one, other = stems_of(tokens, sorted(others)), stems_of(tokens, sorted(named))
        if one and other:
            is_later = (verb.lemma == "follow") == is_active
            found.append(_Order(*((other, one) if is_later else (one, other)), verb.index, verb.index))
    return found


# --- begun and over ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phase:
    """That a thing begins or is over: the verb and the stems of the thing."""

    verb: Token
    is_begin: bool
    things: frozenset[str]
    doers: frozenset[str]


def _phases_changed(sentence: Sight, ground: Ground) -> list[Fault]:
    """ "Has finished its investigation" where the source has it begin."""
    for mine in _phases(sentence):
        near = [(one, phase) for one in ground.sights for phase in _phases(one) if phase.things & mine.things]
        same = [(one, phase) for one, phase in near if share(mine.things, phase.things) >= 0.5]
        if not same or any(phase.is_begin == mine.is_begin for _, phase in near):
            continue
        source, other = same[0]
        around = source.stems
        if share(sentence.stems - {mine.verb.lemma}, around) < 0.5:
            continue
        note = f"the source says “{_phase_words(source, other)}”, this sentence “{_phase_words(sentence, mine)}”"
        place = mine.verb.index
        return [Fault(first=place, last=place, outcome=Outcome.CONTRADICTED, note=note, source=source)]
    return []


def _phases(sight: Sight) -> list[_Phase]:
    tokens, children = sight.tokens, sight.children
    found = []
    for verb in tokens:
        lemma = verb.lemma.casefold()
        if (
            verb.pos != "VERB"
            or lemma not in _BEGIN | _END
            or any(tokens[child].dep == "neg" for child in children[verb.index])
        ):
            continue
        things = [child for child in children[verb.index] if tokens[child].dep in ("dobj", "nsubjpass", "xcomp")]
        doers = [child for child in children[verb.index] if tokens[child].dep == "nsubj"]
        if not things:
            things, doers = doers, []
        heads = stems_of(tokens, things)
        if heads:
            found.append(_Phase(verb, lemma in _BEGIN, heads, stems_of(tokens, doers)))
    return found


def _phase_words(sight: Sight, phase: _Phase) -> str:
    tokens = sight.tokens
    first = phase.verb.index
    while first > 0 and tokens[first - 1].head == phase.verb.index and tokens[first - 1].dep in ("aux", "auxpass"):
        first -= 1
    objects = [token.index for token in tokens if token.head == phase.verb.index and token.dep == "dobj"]
    last = objects[0] if objects and first < objects[0] <= first + 8 else phase.verb.index
    return sight.say(first, last)


# --- again, still, no longer, already ---------------------------------------------------------------------------------


def _adverbs_added(sentence: Sight, ground: Ground) -> list[Fault]:
    tokens = sentence.tokens
    words = [token.text.casefold() for token in tokens]
    for word, kindred in _KINDRED_WORDS.items():
        pieces = word.split()
        for first in range(len(words) - len(pieces) + 1):
            last = first + len(pieces) - 1
            if words[first : last + 1] != pieces or (word == "again" and first and words[first - 1] in ("once", "time", "and")):
                continue
            wanted = stems_of(tokens, [token.index for token in tokens if not first <= token.index <= last])
            told, near = ground.plainest(wanted)
            if near is None or told < TOLD or len(wanted) < FEWEST:
                continue
            if _has_any((near.sight,) if is_addition(wanted, told) else near.beside, kindred):
                continue
            note = f"no source says “{word}” of this, and nothing near implies it"
            return [Fault(first=first, last=last, outcome=Outcome.NOT_FOUND, note=note, source=near.sight)]
    return []


def _has_any(sights: Sequence[Sight], kindred: frozenset[str]) -> bool:
    return any(sight.words & kindred for sight in sights)
