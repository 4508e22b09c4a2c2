"""Superlatives, records and comparisons that a sentence makes and the sources do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._ground import Fault, Ground, Near, Sight, is_addition, roots_of, share, stems_of
from groundwire.editing.clauses import subtree
from groundwire.model import Outcome, Token

TOLD: Final = 0.65
"""Least share of the rest of the sentence in one passage before a comparison that nobody makes is called added."""
KINDRED: Final = 0.3
"""Share of it from which another near passage may speak of the same thing, so that its comparison clears the sentence's."""
FEWEST: Final = 3
"""Stems that the rest of the sentence must have: of less nobody can say where it is told."""
_SCALES: Final = tuple(
    frozenset(line.split())
    for line in (
        "large big great huge major high powerful important dominant",
        "high tall great strong large big expensive",
        "low small few bad little short weak cheap",
        "bad severe serious deadly heavy bloody grave poor low great disastrous devastating big large violent lethal dangerous",
        "good fine great strong high successful popular",
        "old early long senior",
        "young new late recent",
        "fast quick rapid swift sharp steep",
        "strong powerful mighty great fast good",
        "long lengthy far old",
        "rich wealthy", "poor needy bad", "close near narrow tight small", "hot warm", "cold cool", "busy crowded large big",
        "famous known celebrated popular", "popular successful big good",
    )
)  # fmt: skip
"""Adjectives that writers use for one another in a superlative."""
_RANKS: Final = frozenset(
    """record leading top main premier foremost ever never unprecedented unrivalled unmatched peak all-time dominant
    dominate number-one no.1 maximum minimum unequalled fastest-growing best-selling highest-paid champion
    world-leading""".split()
)
"""Words that put a thing first whatever the scale."""
_HEDGES: Final = frozenset("among amongst second third fourth fifth sixth seventh eighth ninth tenth 2nd 3rd 4th 5th".split())
_FIRSTS: Final = frozenset(
    """first first-ever ever debut maiden inaugural never initial pioneer pioneering unprecedented historic newcomer introduce
    before landmark breakthrough original yet launch""".split()
)
_RECORDS: Final = frozenset(
    """record record-breaking ever never before unprecedented all-time best worst most historic peak beat highest lowest biggest
    largest greatest strongest top exceed""".split()
)
_AGAINST: Final = frozenset(
    """than compare comparison versus against unlike contrast year-on-year year-earlier exceed outperform surpass outpace
    outstrip whereas twice double triple""".split()
)
"""Words that set one thing against another."""
_MOVED: Final = frozenset(
    "from rise fall increase decrease drop climb up down decline grow growth gain previous earlier improve slow".split()
)
"""A passage with one of these tells how a thing stood before: "up from five" is "more than last year"."""
_MARKS: Final = (
    ("for the first time", _FIRSTS), ("first ever", _FIRSTS), ("first-ever", _FIRSTS), ("never before", _FIRSTS),
    ("never seen before", _FIRSTS | _RECORDS), ("than anyone before", _FIRSTS | _RECORDS),
    ("unprecedented", _FIRSTS | _RECORDS), ("than ever", _RECORDS), ("record-breaking", _RECORDS), ("all-time", _RECORDS),
)  # fmt: skip
_BUSINESSES: Final = frozenset("label company producer shop store industry deal firm book keeper sleeve".split())
"""Nouns beside which "record" is a disc or a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Boast:
    """The words of a comparison at ``first``..``last`` and the head it is said of. It is borne out by a superlative of an adjective in
    ``scale``, or by any word of ``equals``."""

    first: int
    last: int
    head: int
    scale: frozenset[str] = frozenset()
    equals: frozenset[str] = frozenset()


def find_comparisons_added(sentence: Sight, ground: Ground) -> list[Fault]:
    """A fault for the first superlative or comparison of the sentence that the near passages plainly do not make."""
    for boast in _boasts(sentence):
        wanted = sentence.without(boast.first, boast.last)
        told, near = ground.plainest(wanted)
        if near is None or told < TOLD or len(wanted) < FEWEST:
            continue
        about = _about(sentence, boast, ground, near)
        own = frozenset(token.text.casefold() for token in sentence.tokens if not boast.first <= token.index <= boast.last)
        bearing = [
            (one, token)
            for one in about
            for token in one.tokens
            if _bears_out(one.tokens, token, boast) and not (one is near.sight and token.text.casefold() in own)
        ]
        fault = _narrowed(sentence, boast, bearing, near.sight) if bearing else _not_made(sentence, boast, ground, near.sight)
        if fault is not None:
            return [fault]
    return []


def _about(sentence: Sight, boast: _Boast, ground: Ground, near: Near) -> list[Sight]:
    """The passages whose comparison may be the sentence's."""
    wanted = sentence.without(boast.first, boast.last)
    alike = [one for one in ground.sights if one is near.sight or share(wanted, one.stems) >= KINDRED]
    if is_addition(wanted, share(wanted, near.sight.stems)):
        return alike
    head = roots_of(stems_of(sentence.tokens, [boast.head]))
    return [one for one in ground.sights if one in alike or one in near.beside or head & one.roots]


def _not_made(sentence: Sight, boast: _Boast, ground: Ground, nearest: Sight) -> Fault | None:
    head = stems_of(sentence.tokens, [boast.head])
    words = sentence.say(boast.first, max(boast.last, min(boast.head, boast.last + 3)))
    for one in ground.speaking_of(words):
        if head & one.stems and any(_bears_out(one.tokens, token, boast) for token in one.tokens):
            return None
    note = f"no source makes this comparison; this sentence does: “{sentence.say(boast.first, boast.last)}”"
    return Fault(first=boast.first, last=boast.last, outcome=Outcome.NOT_FOUND, note=note, source=nearest)


def _narrowed(sentence: Sight, boast: _Boast, bearing: Sequence[tuple[Sight, Token]], nearest: Sight) -> Fault | None:
    """ "One of the largest" told as "the largest"."""
    if not boast.scale or _is_hedged(sentence.tokens, boast.first):
        return None
    if not all(_is_hedged(one.tokens, token.index) for one, token in bearing):
        return None
    head = roots_of(stems_of(sentence.tokens, [boast.head]))
    for one, token in bearing:
        if one is nearest and (not head or head & roots_of(stems_of([one.tokens[_head(one.tokens, token)]]))):
            said, mine = _hedged_words(one, token), sentence.say(boast.first, max(boast.last, min(boast.head, boast.last + 3)))
            note = f"the source says “{said}”, this sentence “{mine}”"
            return Fault(first=boast.first, last=boast.last, outcome=Outcome.CONTRADICTED, note=note, source=one)
    return None


def _head(tokens: Sequence[Token], token: Token) -> int:
    """The place of the noun that a superlative stands by, past the adjective that "most" raises."""
    above = tokens[token.head]
    return above.head if above.pos == "ADJ" else above.index


def _bears_out(tokens: Sequence[Token], token: Token, boast: _Boast) -> bool:
    lemma, text = token.lemma.casefold(), token.text.casefold()
    words = {lemma, text, *text.split("-")}
    if words & boast.equals:
        return True
    if not boast.scale:
        return False
    if text == "most":
        return token.index + 1 < len(tokens) and tokens[token.index + 1].lemma.casefold() in boast.scale
    if not text.endswith(("est", "worst")):
        return False
    return lemma in boast.scale or bool(_plain(text.rsplit("-", 1)[-1]) & boast.scale)


def _plain(superlative: str) -> frozenset[str]:
    """What adjectives a superlative may be made of, where the lemma does not tell: "biggest" of "big", "deadliest" of "deadly"."""
    if superlative in ("best", "worst"):
        return frozenset({"good" if superlative == "best" else "bad"})
    if not superlative.endswith("est") or len(superlative) < 5:
        return frozenset()
    stem = superlative[:-3]
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    return frozenset({stem, stem + "e", doubled, stem[:-1] + "y" if stem.endswith("i") else stem})


def _is_hedged(tokens: Sequence[Token], index: int) -> bool:
    """Whether "one of the", "among the" or "the second" stands before a superlative."""
    words = [token.text.casefold() for token in tokens[max(0, index - 7) : index + 1]]
    if any(word in _HEDGES or word.split("-")[0] in _HEDGES for word in words[-4:]):
        return True
    return any(pair in (("one", "of"), ("some", "of")) for pair in zip(words, words[1:], strict=False))


def _hedged_words(source: Sight, token: Token) -> str:
    first = token.index
    for place in range(max(0, token.index - 7), token.index):
        word = source.tokens[place].text.casefold()
        if word in _HEDGES or word.split("-")[0] in _HEDGES or word in ("one", "some"):
            first = place
            break
    last = token.head if token.index < token.head <= token.index + 4 else token.index
    return source.say(first, last)


# --- what is a comparison ---------------------------------------------------------------------------------------------


def _boasts(sentence: Sight) -> list[_Boast]:
    tokens = sentence.tokens
    found = _marks(sentence)
    for token in tokens:
        boast = _superlative(tokens, token) or _comparative(sentence, token) or _record(tokens, token)
        if boast is not None and not any(other.first <= boast.last and boast.first <= other.last for other in found):
            found.append(boast)
    return sorted(found, key=lambda boast: boast.first)


def _superlative(tokens: Sequence[Token], token: Token) -> _Boast | None:
    text = token.text.casefold()
    if token.pos == "PROPN" or (token.text[:1].isupper() and token.index > 0):
        return None
    if text == "most" and token.index + 1 < len(tokens):
        adjective = tokens[token.index + 1]
        before = tokens[token.index - 1].text.casefold() if token.index else ""
        if adjective.pos != "ADJ" or adjective.lemma == "recent" or before not in ("the", "its", "their", "'s", "’s"):
            return None
        return _boast_of(tokens, adjective, token.index)
    if token.tag != "JJS" or text in ("most", "least", "last", "latest", "next", "less", "more"):
        return None
    if text in ("best", "worst") and not _is_plain_best(tokens, token):
        return None
    return _boast_of(tokens, token, token.index)


def _is_plain_best(tokens: Sequence[Token], token: Token) -> bool:
    """ "The best result": an article before it and a noun after it, not "at best" nor "his best"."""
    return token.dep == "amod" and token.index > 0 and tokens[token.index - 1].lemma in ("the", "its", "their", "'s", "’s")


def _boast_of(tokens: Sequence[Token], adjective: Token, first: int) -> _Boast:
    text = adjective.text.casefold().rsplit("-", 1)[-1]
    base = {adjective.lemma.casefold(), text} | _plain(text)
    kin = {word for scale in _SCALES if scale & base for word in scale}
    if first > 0 and tokens[first - 1].text.casefold() in ("the", "its"):
        first -= 1
    equals = _RANKS | {"first"} if "old" in base or "early" in base else _RANKS
    return _Boast(first=first, last=adjective.index, head=adjective.head, scale=frozenset(kin | base), equals=equals)


def _comparative(sentence: Sight, token: Token) -> _Boast | None:
    """ "Higher than last year": a comparative with "than" and something behind it that is no number."""
    tokens = sentence.tokens
    if token.tag not in ("JJR", "RBR"):
        return None
    reach = range(token.index + 1, min(len(tokens), token.index + 6))
    than = next((place for place in reach if tokens[place].lemma == "than"), None)
    if than is None:
        return None
    below = [place for place in subtree(tokens, than, sentence.children) if place > than]
    if not below or any(tokens[place].pos in ("NUM", "SYM") for place in below) or below[-1] - token.index > 12:
        return None
    first = token.index
    equals = _AGAINST | _MOVED | {token.text.casefold()}
    return _Boast(first=first, last=below[-1], head=token.head, equals=equals)


def _record(tokens: Sequence[Token], token: Token) -> _Boast | None:
    """ "A record profit": the noun as an adjective."""
    if token.text.casefold() == "record" and token.dep == "appos" and token.pos == "NOUN":
        return _Boast(first=token.index, last=token.index, head=token.head, equals=_RECORDS)
    if token.text.casefold() != "record" or token.dep not in ("compound", "amod", "nmod"):
        return None
    if tokens[token.head].lemma in _BUSINESSES:
        return None
    return _Boast(first=token.index, last=token.index, head=token.head, equals=_RECORDS)


def _marks(sentence: Sight) -> list[_Boast]:
    """Fixed words of comparison."""
    words = [token.text.casefold() for token in sentence.tokens]
    found: list[_Boast] = []
    for mark, equals in _MARKS:
        pieces = mark.split()
        for first in range(len(words) - len(pieces) + 1):
            last = first + len(pieces) - 1
            if words[first : last + 1] == pieces and not any(first <= other.last and other.first <= last for other in found):
                found.append(_Boast(first=first, last=last, head=sentence.tokens[last].head, equals=equals))
    return found
