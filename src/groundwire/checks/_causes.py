"""Causes, purposes, results and replies that a sentence tells and the sources do not.

Two ways to be wrong: the reason is the sentence's own (nothing near speaks of it, though a passage tells all the rest); or both facts
are told, and only the draft says that one came of the other. Where a near passage may give the reason in other words, the check keeps
silent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from groundwire.checks._ground import ALL_TOLD, Fault, Ground, Near, Sight, roots_of, share, stems_of
from groundwire.checks._links import Bond, Link, find_result_words, is_causal
from groundwire.model import Outcome, Token

TOLD: Final = 0.8
"""Least share of the rest of the sentence in one passage before a reason that nobody gives is called invented."""
BOTH_TOLD: Final = 0.65
"""Least share of each of two facts in neighbouring passages before "because" between them is called the draft's own."""
UNHEARD: Final = 0.34
"""Greatest share of what the connecting words bring that the near passages may have where it is called invented."""
FEWEST: Final = 3
"""Stems that the rest of the sentence must have: of less nobody can say where it is told."""
_UNKNOWN: Final = frozenset("unknown unclear undetermined mystery".split())
_UNSETTLED: Final = frozenset("investigate investigation establish determine inquiry probe examine".split())
_PURPOSES: Final = frozenset(
    {
        "aimed at",
        "with the aim of",
        "in order to",
        "so as to",
        "in a bid to",
        "in an effort to",
        "in an attempt to",
        "to avoid",
        "to prevent",
    }
)
_CAUSE_NOUNS: Final = frozenset({"cause", "reason", "motive"})


def find_causes_added(sentence: Sight, ground: Ground) -> list[Fault]:
    """A fault for each cause, purpose, result or reply of the sentence that the near passages plainly do not make."""
    named = _named_cause(sentence, ground)
    if named is not None:
        return [named]
    faults = [
        fault
        for link in sentence.links
        if link.bond is not Bond.LOOSE and (fault := _judge_link(sentence, link, ground)) is not None
    ]
    if not faults and (place := find_result_words(sentence.tokens)) is not None:
        bare = _bare_result(sentence, place, ground)
        return [bare] if bare is not None else []
    return faults[:1]


def _judge_link(sentence: Sight, link: Link, ground: Ground) -> Fault | None:
    brought = stems_of(sentence.tokens, link.brought)
    if not brought:
        return None
    if _hearing(roots_of(brought), ground) > UNHEARD:
        return _joined(sentence, link, ground, brought) if link.bond is Bond.FIRM else None
    return _invented(sentence, link, ground, brought)


def _hearing(roots: frozenset[str], ground: Ground) -> float:
    """How much of these words the near passages have, so that they may be told there."""
    return share(roots, frozenset(root for sight in ground.sights for root in sight.roots))


# --- a reason of the sentence's own -----------------------------------------------------------------------------------


def _invented(sentence: Sight, link: Link, ground: Ground, brought: frozenset[str]) -> Fault | None:
    """A passage tells all the rest, and nothing near speaks of what the connecting words bring."""
    gone = {*link.brought, *range(link.first, link.last + 1)}
    rest = stems_of(sentence.tokens, [place for place in range(len(sentence.tokens)) if place not in gone])
    told, near = ground.plainest(rest)
    if near is None or told < TOLD or len(rest) < FEWEST:
        return None
    is_firm = link.bond is Bond.FIRM
    if not is_firm and (len(brought) < 2 or told < ALL_TOLD):
        return None
    is_addition = told >= ALL_TOLD and not _hearing(roots_of(brought), ground)
    if not is_addition and any(_has_cause(one, sentence, link) for one in near.beside):
        return None
    first, last = link.ends
    words = sentence.say(first, last)
    if any(share(roots_of(brought), one.roots) > UNHEARD for one in ground.speaking_of(words)):
        return None
    if is_firm:
        note = f"the sources give no such reason, purpose or result; this sentence does: “{words}”"
    else:
        note = f"the sources connect this with nothing of the kind; this sentence does: “{words}”"
    return Fault(first=first, last=last, outcome=Outcome.NOT_FOUND, note=note, source=near.sight)


def _has_cause(sight: Sight, sentence: Sight, link: Link) -> bool:
    """Whether the passage has the same connecting words, or a word of cause that the sentence does not use for something else."""
    if any(other.word == link.word for other in sight.links):
        return True
    own = {
        token.lemma.casefold() for token in sentence.tokens if not link.first <= token.index <= link.last and is_causal(token)
    }
    return any(is_causal(token) and token.lemma.casefold() not in own for token in sight.tokens)


# --- two facts that only the sentence joins ---------------------------------------------------------------------------


def _joined(sentence: Sight, link: Link, ground: Ground, brought: frozenset[str]) -> Fault | None:
    """Both facts stand in one passage or in two beside each other, and no word of cause joins them there."""
    rest = stems_of(sentence.tokens, link.rest) - brought
    if len(rest) < 2 or len(brought) < 2 or len(rest | brought) < FEWEST + 2:
        return None
    told, near = ground.plainest(rest)
    if near is None or told < BOTH_TOLD:
        return None
    bearer = next((one for one in near.beside if share(brought, one.stems) >= BOTH_TOLD), None)
    if bearer is None or any(_has_cause(one, sentence, link) for one in dict.fromkeys((near.sight, bearer))):
        return None
    if any(_gives_reason(one, rest, brought) for one in ground.sights):
        return None
    if link.word in _PURPOSES and any(_is_promised(one, brought) for one in dict.fromkeys((near.sight, bearer))):
        return None
    words = sentence.say(link.first, link.last)
    by = _joined_by(bearer, brought) if bearer is near.sight else ""
    how = f"joins the two only by “{by}”" if by else "tells both and does not say that one came of the other"
    note = f"the source {how}; this sentence says “{words}”"
    first, last = link.ends
    return Fault(first=first, last=last, outcome=Outcome.NOT_FOUND, note=note, source=bearer)


def _gives_reason(sight: Sight, rest: frozenset[str], brought: frozenset[str]) -> bool:
    """Whether the passage joins the two by a looser word that may give a reason ("for", "over", "as", "by"), or has a word of cause
    beside something of each."""
    if not sight.stems & rest or not sight.stems & brought:
        return False
    if (
        any(is_causal(token) for token in sight.tokens)
        and share(rest, sight.stems) >= 0.5
        and share(brought, sight.stems) >= 0.5
    ):
        return True
    for link in sight.links:
        if link.bond is Bond.ORDER or not link.word.isalpha():
            continue
        there, beside = stems_of(sight.tokens, link.brought), stems_of(sight.tokens, link.rest)
        if (share(brought, there) >= 0.5 and rest & beside) or (share(rest, there) >= 0.5 and brought & beside):
            return True
    return False


def _is_promised(sight: Sight, brought: frozenset[str]) -> bool:
    """Whether the passage says that the deed will do what the sentence gives as its aim: "a fund that will widen access"."""
    tokens = sight.tokens
    promises = [token.index for token in tokens if token.lemma in ("will", "would") and token.dep == "aux"]
    return any(share(brought, stems_of(tokens, range(place + 1, len(tokens)))) >= BOTH_TOLD for place in promises)


def _joined_by(sight: Sight, brought: frozenset[str]) -> str:
    for link in sight.links:
        if link.bond is Bond.ORDER and share(brought, stems_of(sight.tokens, link.brought)) >= BOTH_TOLD:
            return link.word
    return ""


def _bare_result(sentence: Sight, place: tuple[int, int], ground: Ground) -> Fault | None:
    """ "As a result, ..." before a fact that the source tells by itself."""
    wanted = sentence.without(*place)
    told, near = ground.plainest(wanted)
    if near is None or told < TOLD or len(wanted) <= FEWEST:
        return None
    before = [one for one in near.beside if one.passage.index <= near.sight.passage.index]
    if any(is_causal(token) for one in before for token in one.tokens):
        return None
    note = f"the source does not tell this as the result of anything; this sentence says “{sentence.say(*place)}”"
    return Fault(first=place[0], last=place[1], outcome=Outcome.NOT_FOUND, note=note, source=near.sight)


# --- the cause by name ------------------------------------------------------------------------------------------------


def _named_cause(sentence: Sight, ground: Ground) -> Fault | None:
    """ "The cause was arson" where the sources say that it is not known."""
    tokens = sentence.tokens
    if any(token.dep == "neg" or token.lemma in _UNKNOWN for token in tokens):
        return None
    near = _unsettled(ground)
    if near is None:
        return None
    matter = frozenset(stem for one in near.beside for stem in one.stems)
    for link in [*_copulas(tokens), *(link for link in sentence.links if link.bond is Bond.FIRM)]:
        brought = roots_of(stems_of(tokens, link.brought))
        if not brought or _hearing(brought, ground) > UNHEARD:
            continue
        if link.word not in _CAUSE_NOUNS and not stems_of(tokens, link.rest) & matter:
            continue
        first, last = link.ends
        note = f"the sources leave the cause open; this sentence gives one: “{sentence.say(first, last)}”"
        return Fault(first=first, last=last, outcome=Outcome.CONTRADICTED, note=note, source=near.sight)
    return None


def _copulas(tokens: Sequence[Token]) -> list[Link]:
    """ "The cause (of X) was Y" as links that bring Y."""
    found = []
    for token in tokens:
        verb, word = tokens[token.head], token.lemma.casefold()
        if word in _CAUSE_NOUNS and token.dep == "nsubj" and verb.lemma == "be" and verb.index + 1 < len(tokens):
            brought = tuple(range(verb.index + 1, len(tokens)))
            rest = tuple(range(verb.index))
            found.append(Link(bond=Bond.FIRM, first=token.index, last=verb.index, brought=brought, rest=rest, word=word))
    return found


def _unsettled(ground: Ground) -> Near | None:
    """The near passage that says the cause or motive is not known."""
    for near in ground.near:
        words = near.sight.words
        if not words & _CAUSE_NOUNS:
            continue
        if words & (_UNKNOWN | _UNSETTLED | {"no"}) or ("know" in words and words & {"not", "n't", "yet"}):
            return near
    return None
