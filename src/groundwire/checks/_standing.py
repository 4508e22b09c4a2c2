"""What a deed stands under: is it so, or denied, possible, planned, conditional, somebody's word?

Compared between a sentence and the passage it comes from: whoever condenses may leave out much, and none of this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._kin_words import TURNING, is_neutral, is_plain_speech
from groundwire.checks._polarities import NEGATIVE_PRONOUNS, NEGATIVE_WORDS
from groundwire.checks._sites import Place, Site, runs_alike
from groundwire.checks._ties import UNDER
from groundwire.model import Token
from groundwire.reading import cues

_MODALS: Final = {
    **dict.fromkeys(("may", "might", "could"), "may"),
    **dict.fromkeys(("will", "would", "shall", "'ll", "’ll", "'d", "’d", "wo"), "will"),
    **dict.fromkeys(("should", "ought"), "should"),
    "must": "must",
    "can": "can",
    "ca": "can",
}
_CONDITIONS: Final = frozenset({"if", "unless", "whether", "until", "lest"})
_EXCEPTING: Final = frozenset({"without", "except", "instead", "excluding", "until", "till"})
_DUE: Final = frozenset({"due", "set"})
"""Words that say no more of a deed than that it will be done."""
_HARMLESS: Final = _DUE | frozenset({"order", "begin", "start", "proceed", "manage", "go", "come", "happen"})
"""Words above a deed that leave it done."""
_DEEP: Final = 8
_BESIDE: Final = frozenset(
    {"amod", "advmod", "neg", "det", "predet", "preconj", "compound", "nmod", "nummod", "quantmod", "npadvmod", "acomp"}
)
_PARTS_OF_DEED: Final = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr"})
_VERBAL: Final = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the deed at ``place`` stands under. ``carriers`` are the places of the words above that carry it ("said", "plans"), each with
    whether it is negated and its modal."""

    place: int
    is_negated: bool
    modal: str
    is_going_on: bool
    is_done: bool
    conditions: frozenset[str]
    carriers: tuple[tuple[int, bool, str], ...]
    is_said: bool

    @property
    def is_plain(self) -> bool:
        """Whether the deed stands under nothing but, at most, somebody's word."""
        return not (self.is_negated or self.modal or self.conditions)


def standing_of(site: Site, verb: int) -> Standing:
    """What the deed at ``verb`` stands under in its sentence."""
    token = site.tokens[verb]
    above = _carriers(site, verb)
    conditions = frozenset(word for place in (verb, *above) for word in _conditions(site, place))
    return Standing(
        place=verb,
        is_negated=_is_negated(site, verb),
        modal=_modal(site, verb),
        is_going_on=token.tag == "VBG" and any(site.tokens[child].lemma == "be" for child in site.ties.children[verb]),
        is_done=token.tag == "VBD" or (token.tag == "VBN" and site.ties.child(verb, "aux", "auxpass") is not None),
        conditions=conditions,
        carriers=tuple(
            (place, _is_negated(site, place), _modal(site, place)) for place in above if not _is_harmless(site, place, verb)
        ),
        is_said=any(quote.content.start <= token.start < quote.content.end for quote in site.quotes),
    )


def _carriers(site: Site, verb: int) -> list[int]:
    """The words that carry the deed, the nearest first."""
    found: list[int] = []
    waiting, seen = [verb], {verb}
    while waiting and len(found) < _DEEP:
        token = site.tokens[waiting.pop(0)]
        # "Dropped a plan to close it": what becomes of the plan becomes of the closing.
        is_thing = token.index != verb and token.pos not in _VERBAL and token.dep in _PARTS_OF_DEED
        is_behind = token.pos in _VERBAL and token.dep == "pcomp"
        ties = site.ties.of.get(token.index, ())
        above = [tie.governor for tie in ties if tie.role == UNDER or (tie.is_own and (is_behind or is_thing))]
        new = [place for place in dict.fromkeys(above) if place not in seen]
        found += new
        waiting += new
        seen.update(new)
        if token.dep == "advcl" and token.head not in seen:
            waiting.append(token.head)
            seen.add(token.head)
    return found


def _is_harmless(site: Site, carrier: int, verb: int) -> bool:
    lemma = site.tokens[carrier].lemma
    return lemma in _HARMLESS or (lemma == "be" and site.tokens[verb].dep != "ccomp")


def _modal(site: Site, verb: int) -> str:
    token = site.tokens[verb]
    for child in site.ties.children[verb]:
        one = site.tokens[child]
        if one.dep == "aux" and (found := _MODALS.get(one.text.casefold())):
            return found
    is_to = any(site.tokens[child].tag == "TO" for child in site.ties.children[verb] if child < verb)
    above = site.tokens[token.head]
    if is_to and (
        token.dep == "ROOT"
        or (token.dep == "xcomp" and above.lemma in ("be", *_DUE))
        or (token.dep == "ccomp" and above.index > verb)
    ):
        return "will"
    return ""


def _is_negated(site: Site, verb: int) -> bool:
    count = 0
    for child in site.ties.children[verb]:
        token = site.tokens[child]
        is_over = token.lemma in ("longer", "long") and any(
            site.tokens[below].lemma == "no" for below in site.ties.children[child]
        )
        if token.dep == "neg" or token.lemma in NEGATIVE_WORDS or is_over:
            count += 1
        elif token.dep in ("nsubj", "nsubjpass", "dobj", "attr", "pobj"):
            below = [site.tokens[place] for place in site.ties.children[child]]
            count += token.lemma in NEGATIVE_PRONOUNS or any(
                one.lemma in ("no", "neither") and one.dep in ("det", "neg", "preconj") for one in below
            )
    return count % 2 == 1


def _conditions(site: Site, verb: int) -> list[str]:
    found = []
    for child in site.ties.children[verb]:
        token = site.tokens[child]
        if token.dep in ("mark", "advmod") and token.lemma in _CONDITIONS:
            found.append(token.lemma)
        if token.dep == "advcl":
            found += [
                site.tokens[below].lemma
                for below in site.ties.children[child]
                if site.tokens[below].dep == "mark" and site.tokens[below].lemma in _CONDITIONS
            ]
        if token.dep == "prep" and token.lemma in _EXCEPTING:
            found.append(token.lemma)
    return found


@dataclass(frozen=True, slots=True)
class Carriers:
    """What is known of the words above: the number of the passage (``site``), for words of the sentence where they come from with all that
    hangs on them (``held``), and those that hand it to the passage's own outlet (``outlets``)."""

    site: int
    held: Mapping[int, Sequence[Place]]
    outlets: frozenset[int]

    def may_be(self, mine: int, theirs: int) -> bool:
        """Whether the word of the sentence may come from that word of the passage."""
        return mine not in self.held or Place(self.site, theirs) in self.held[mine]


def say_difference(mine: Standing, theirs: Standing, sentence: Site, site: Site, known: Carriers) -> str | None:
    """What an editor is told where the two do not stand under the same; ``None`` where they do."""
    if mine.is_negated is not theirs.is_negated:
        return "the passage denies this" if theirs.is_negated else "the passage does not deny this"
    if mine.modal != theirs.modal:
        return f"the passage says that it {_call(theirs.modal)}, the sentence that it {_call(mine.modal)}"
    if (mine.is_going_on and theirs.is_done) or (mine.is_done and theirs.is_going_on):
        return "the passage speaks of what is going on, the sentence of what is done, or the other way round"
    if mine.conditions != theirs.conditions:
        words = ", ".join(sorted(mine.conditions ^ theirs.conditions))
        return f"the condition “{words}” stands in only one of the two"
    return _say_carriers(mine, theirs, sentence, site, known)


def _say_carriers(mine: Standing, theirs: Standing, sentence: Site, site: Site, known: Carriers) -> str | None:
    left = list(mine.carriers)
    has_speech = any(_is_speech(sentence.tokens[place]) for place, *_ in left) or mine.is_said
    for place, is_negated, modal in theirs.carriers:
        match = next((one for one in left if _is_same(sentence, one[0], site, place) and known.may_be(one[0], place)), None)
        if match is None and _stands_by(mine.place, theirs.place, sentence, site, known, theirs=place):
            continue
        if match is None:
            # What stands for one who says it does not stand for a second: "an official said that it closed, according to a report".
            spoken = next((one for one in left if _is_speech(sentence.tokens[one[0]]) and known.may_be(one[0], place)), None)
            if is_plain_speech(site.tokens[place]) and spoken is not None:
                left.remove(spoken)
                continue
            return f"the passage has “{site.tokens[place].text}” above this, the sentence does not"
        if (match[1], match[2]) != (is_negated, modal):
            return f"“{site.tokens[place].text}” is not said in the same way"
        left.remove(match)
    if theirs.is_said and not has_speech:
        return "the passage has somebody say this, the sentence says it as a fact"
    said = theirs.is_said or any(_is_speech(site.tokens[place]) for place, *_ in theirs.carriers)
    for place, _, _ in left:
        if _stands_by(mine.place, theirs.place, sentence, site, known, mine=place):
            continue
        speech = [one for one, *_ in theirs.carriers if _is_speech(site.tokens[one])]
        is_theirs = any(known.may_be(place, one) for one in speech) if speech else said
        if place in known.outlets or (is_theirs and is_plain_speech(sentence.tokens[place])):
            continue
        return f"“{sentence.tokens[place].text}” does not stand above this in the passage"
    return None


def _stands_by(
    deed: int, original: int, sentence: Site, site: Site, known: Carriers, *, mine: int | None = None, theirs: int | None = None
) -> bool:
    """Whether a word that only one of the two parses sets above the deed stands by it in the other in the same words: then the parses
    differ, not the texts."""
    pairs = [
        (one, other)
        for one in ([mine] if mine is not None else range(len(sentence.tokens)))
        for other in ([theirs] if theirs is not None else range(len(site.tokens)))
        if sentence.keys[one] & site.keys[other] and known.may_be(one, other)
    ]
    for one, other in pairs:
        (low, high), (start, end) = sorted((one, deed)), sorted((other, original))
        if (one < deed) is (other < original) and runs_alike(sentence, low, high, site, start, end):
            return True
    return False


def _is_same(sentence: Site, mine: int, site: Site, theirs: int) -> bool:
    return bool(sentence.keys[mine] & site.keys[theirs]) or (
        is_neutral(sentence.tokens[mine]) and is_plain_speech(site.tokens[theirs])
    )


def _is_speech(token: Token) -> bool:
    lemma = cues.lemma_of(token)
    return lemma in cues.CLAUSE or is_neutral(token)


def _call(modal: str) -> str:
    return f"“{modal}”" if modal else "is so"


def is_turning(token: Token) -> bool:
    """Whether the word beside another turns what it says."""
    return token.dep in _BESIDE and is_turning_word(token)


def is_turning_word(token: Token) -> bool:
    """Whether the word, beside another, would turn what it says."""
    return token.lemma in TURNING or token.text.casefold() in TURNING
