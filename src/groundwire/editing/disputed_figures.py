"""Figures that cannot both be right: another number of the same people or things in the same deed, another sum of the same price."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from groundwire.editing.counted_figures import EXPECTED, Count
from groundwire.editing.deeds import Deed, share_names
from groundwire.editing.figure_agreement import SAME_WORDS
from groundwire.editing.matching import cover, weigh
from groundwire.editing.outcomes_named import TOLLS
from groundwire.editing.same_matter import (
    BARE,
    REPEATABLE,
    Matter,
    content_without,
    holds_figure,
    likeness,
    places_clash,
    same_days_told,
    same_party,
    same_times,
    sentence_likeness,
    surroundings_clash,
)
from groundwire.model import FigureKind, NameKind, Precision, Token

ALIKE: Final = 0.6
"""Least likeness of two clauses that tell of the same deed with other verbs."""
ALIKE_IN_ACT: Final = 0.4
"""The same where the verb is the same."""
ALIKE_IN_TOLL: Final = 0.5
"""The same for people killed or hurt, of which news is full."""
SAME_ACT: Final = 0.5
"""Least likeness of the verbs that two figures hang on."""
SHORT: Final = 10
"""Most words of a sentence that says nothing of where and how people were hurt."""
APART: Final = 25
"""How many times one number may be the other before they are surely numbers of different things."""
SENTENCE_LOW: Final = 0.5
SENTENCE_HIGH: Final = 0.62
"""Least likeness of two sentences, in the worse and in the better direction, that surely give the same sum."""
ONE_HAPPENING: Final = 0.62
"""Least likeness, each way, of two sentences on the dead or hurt in reports that tell of several such happenings."""
ALIKE_SENTENCES: Final = 0.5
"""Least likeness of two sentences of which one tells a toll in a bare clause."""
ROUNDED: Final = Decimal("0.1")
"""Share by which "about 300" may differ from another figure before the two clash."""
_PEOPLE: Final = frozenset(
    """villager miner docker hiker protester demonstrator tourist student teacher nurse doctor guest migrant refugee guard sailor fisherman
    driver civilian commuter shopper inmate prisoner farmer crew member guest skier climber bystander pedestrian firefighter dock
    rebel fighter militant journalist staff dockworker rioter player boy girl elder worshipper customer sister brother""".split()
)
"""People by what they do, beside the families of words for people."""
_SURETIES: Final = {
    "sure": frozenset({"confirm", "confirmed"}),
    "open": frozenset({"suspect", "suspected", "probable", "link", "linked", "believe", "presumed", "fear", "feared"}),
}
_MORE: Final = frozenset("other another more additional further extra new remaining last first next only each every".split())
_CULPRITS: Final = re.compile(
    r"(?i)\b(?:including|counting)\s+(?:the\s+)?(?:suspected\s+)?(?:gunm[ae]n|shooters?|attackers?|assailants?|suspects?|bombers?|hijackers?)"
)
_PERIOD: Final = re.compile(
    r"(?i)\b(?:since|so far this|this year|last year|a year|per|a day|daily|each|every|annual\w*|in total over|average)\b"
)


def _tells_many(counts: Sequence[Count], act: str, most: int) -> bool:
    """Whether a report tells of several such happenings: more than ``most`` tolls of the same act."""
    return len({count.value for count in counts if count.deed.act == act and not count.is_whole}) > most


def clashing_figures(one: Sequence[Count], other: Sequence[Count], matter: Matter) -> Iterator[tuple[Count, Count]]:
    """The pairs of two reports' figures that cannot both be right. What a report says right elsewhere does not clash: "twelve hurt, two
    of them badly" agrees with "two badly hurt"."""
    for mine in one:
        for theirs in other:
            if not _values_clash(mine, theirs):
                continue
            if _same_counted(mine, theirs) and _same_deed(mine, theirs, matter) or _same_sentence(mine, theirs, matter):
                act = mine.deed.act
                most = 1 if min(len(mine.deed.passage.tokens), len(theirs.deed.passage.tokens)) <= SHORT else 2
                is_one_of_many = act in TOLLS and (_tells_many(one, act, most) or _tells_many(other, act, most))
                if is_one_of_many and not _surely_one_happening(mine.deed, theirs.deed, matter):
                    continue
                agreed = _given_in(mine, theirs, other, matter) or _given_in(theirs, mine, one, matter)
                if not agreed:
                    yield mine, theirs


def _given_in(mine: Count, theirs: Count, counts: Iterable[Count], matter: Matter) -> bool:
    """Whether the other report also gives my value, of the same things in the same sort of deed or in the same sentence; or there the
    numbers that it is the sum of."""
    inside = theirs.deed.passage.span.covers
    beside = [figure.value for figure in matter.reading(theirs.deed.document.id).figures if inside(figure.span)]
    if mine.value in beside or any(a + b == mine.value for a, b in combinations(beside, 2)):
        return not any(
            count.is_whole and count.value == mine.value and count.deed.passage is theirs.deed.passage for count in counts
        )
    return any(
        count is not theirs
        and not count.is_whole
        and count.value == mine.value
        and count.kind is mine.kind
        and count.deed.act == mine.deed.act
        and _same_counted(mine, count)
        for count in counts
    )


def _bounds(count: Count) -> tuple[Decimal, Decimal | None]:
    """The least and the greatest that a figure allows; no greatest for "at least"."""
    value = count.value
    high = count.figure.high if count.figure and count.figure.high is not None else value
    rounding = {Precision.ABOUT: ROUNDED * max(value, high)}.get(count.precision, Decimal(0))
    if count.precision in (Precision.MORE_THAN, Precision.AT_LEAST):
        return value, None
    if count.precision in (Precision.LESS_THAN, Precision.UP_TO):
        return Decimal(0), high
    return value - rounding, high + rounding


def _values_clash(one: Count, other: Count) -> bool:
    if one.kind is not other.kind or one.value == other.value or one.is_whole is not other.is_whole:
        return False
    if one.figure and other.figure and one.figure.change * other.figure.change < 0:
        return False
    if one.kind is not FigureKind.COUNT and min(one.value, other.value) == 0:
        return False
    least = min(one.value, other.value)
    if least and max(one.value, other.value) / least > APART:
        return False
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    if (high is None or high >= other_low) and (other_high is None or other_high >= low):
        return False
    gap = abs(one.value - other.value)
    if {one.precision, other.precision} & {Precision.ABOUT} and gap <= ROUNDED * max(one.value, other.value):
        return False
    return not _is_rounding(one.value, other.value)


def _is_rounding(one: Decimal, other: Decimal) -> bool:
    """Whether one value is the other, written with fewer digits: 1.2 million for 1,234,567; never among small numbers."""
    coarse, fine = sorted((one.normalize(), other.normalize()), key=lambda value: len(value.as_tuple().digits))
    digits = len(coarse.as_tuple().digits)
    if len(fine.as_tuple().digits) <= digits or max(one, other) < 20:
        return False
    step = Decimal(10) ** (coarse.adjusted() - digits + 1)
    if digits == 1 and coarse >= 10:
        step = step / 2
    return abs(coarse - fine) <= step / 2


def _same_counted(one: Count, other: Count) -> bool:
    if (one.kind, other.kind) == (FigureKind.MONEY, FigureKind.MONEY) or one.kind is not FigureKind.COUNT:
        return one.noun == other.noun and bool(one.noun) and one.preposition == other.preposition
    if any(t.lemma in ("also", "further") and t.head == c.deed.verb.index for c in (one, other) for t in c.deed.tokens):
        return False
    if (one.qualifiers | other.qualifiers) & _MORE and one.qualifiers & _MORE != other.qualifiers & _MORE:
        return False
    if one.deed.act not in TOLLS and one.preposition != other.preposition:
        return False
    if one.noun == other.noun:
        return _qualifiers_fit(one, other)
    families = [family for family in SAME_WORDS if one.noun in family and other.noun in family]
    if one.deed.act not in TOLLS or "people" not in (one.noun, other.noun):
        return bool(families) and not any("people" in family for family in families)
    if not families and not {one.noun, other.noun} & _PEOPLE:
        return False
    narrow, wide = (other, one) if one.noun == "people" else (one, other)
    return narrow.value > wide.value or wide.value == 0


def _qualifiers_fit(one: Count, other: Count) -> bool:
    """Whether neither counts a part of what the other counts: "two Norlandish soldiers" may be among "three soldiers"."""
    mine, theirs = one.qualifiers, other.qualifiers
    if mine - theirs and theirs - mine:
        return False
    if mine == theirs:
        return True
    narrow, wide = (one, other) if mine > theirs else (other, one)
    return narrow.value > wide.value or len(narrow.qualifiers - wide.qualifiers) == 0


def _same_deed(one: Count, other: Count, matter: Matter) -> bool:
    a, b = one.deed, other.deed
    if not a.is_firm or not b.is_firm or (a.is_negated and one.figure) or (b.is_negated and other.figure):
        return False
    if bool(_CULPRITS.search(a.passage.text)) is not bool(_CULPRITS.search(b.passage.text)):
        return False
    if _period(a) != _period(b) or same_times(a.times, b.times) is False or _other_surroundings(one, other, matter):
        return False
    if places_clash(a, b):
        return False
    if a.act in TOLLS and (same_days_told(a, b) is False or _surety(a) != _surety(b)):
        return False
    if one.kind is FigureKind.COUNT and a.act not in TOLLS and _other_tense(a, b):
        return False
    if a.speaker and b.speaker and a.speaker != b.speaker and (a.cue in EXPECTED or b.cue in EXPECTED):
        return False
    apart = [[t for t in d.tokens if c.span.start <= t.start < c.span.end] for d, c in ((a, one), (b, other))]
    same_act = a.act == b.act
    if one.kind is not FigureKind.COUNT and not (same_act and _share_a_party(a, b, matter)):
        return False
    if not same_act and (TOLLS & {a.act, b.act} or not verbs_alike(a, b, matter)):
        return False
    if a.act in TOLLS and same_act and (_is_bare(a, apart[0]) or _is_bare(b, apart[1])):
        return _sentences_alike(a, b, apart, matter)
    if same_act and a.act not in TOLLS and one.kind is FigureKind.COUNT and parties_clash(a, b, matter):
        return False
    if a.act in TOLLS:
        return likeness(a, b, matter, apart) >= ALIKE_IN_TOLL
    is_plain = same_act and a.act not in REPEATABLE
    return likeness(a, b, matter, apart) >= (ALIKE_IN_ACT if is_plain else ALIKE)


def _same_sentence(one: Count, other: Count, matter: Matter) -> bool:
    """Whether two sentences say nearly the same and the figures hang on the same noun in them ("a $70 billion debt", "debt of $70
    billion"), whatever the verbs; and neither report has the other's figure anywhere."""
    a, b = one.deed, other.deed
    if one.noun != other.noun or not one.noun or {a.act, b.act} & TOLLS or one.preposition != other.preposition:
        return False
    if (
        a.is_firm is not b.is_firm
        or (one.qualifiers | other.qualifiers) & _MORE
        or _period(a) != _period(b)
        or _surety(a) != _surety(b)
    ):
        return False
    if (
        bool(one.figure and one.figure.change) is not bool(other.figure and other.figure.change)
        or same_days_told(a, b) is False
    ):
        return False
    if places_clash(a, b) or parties_clash(a, b, matter) or _other_tense(a, b):
        return False
    shared = one.anchors & other.anchors
    if len(shared) < 1 + (one.kind is FigureKind.COUNT) or (one.bearers and other.bearers and not one.bearers & other.bearers):
        return False
    if _gives(b, one, matter) or _gives(a, other, matter) or surroundings_clash(a, b, matter, is_strict=True):
        return False
    low, high = sentence_likeness(a, b, matter)
    return low >= SENTENCE_LOW and high >= SENTENCE_HIGH


def _gives(deed: Deed, count: Count, matter: Matter) -> bool:
    """Whether the deed's whole report gives that value somewhere."""
    return any(figure.value == count.value for figure in matter.reading(deed.document.id).figures)


def _surety(deed: Deed) -> frozenset[str]:
    """The words that tell confirmed cases from suspected ones."""
    words = {token.lemma for token in deed.passage.tokens}
    return frozenset(name for name, group in _SURETIES.items() if words & group)


def _surely_one_happening(a: Deed, b: Deed, matter: Matter) -> bool:
    """Whether two sentences on tolls say nearly the same around the figures, each way."""
    return sentence_likeness(a, b, matter)[0] >= ONE_HAPPENING


def _other_tense(a: Deed, b: Deed) -> bool:
    """Whether one tells what is and the other what was."""
    tags = {a.verb.tag, b.verb.tag}
    return "VBD" in tags and bool(tags & {"VBZ", "VBP"})


def _places_told(mine: Deed, theirs: Deed) -> bool:
    """Whether the place in which people were killed is one that the other sentence names, where it names any."""
    keys = {
        name.key
        for word in ("in", "at", "near")
        if word in mine.around
        for name in mine.around[word].names
        if name.kind is NameKind.PLACE
    }
    others = theirs.places
    return not keys or not others or bool(keys & others)


def _other_surroundings(one: Count, other: Count, matter: Matter) -> bool:
    """Whether other things hang on the same preposition; where people were killed or hurt, only other names there tell that it was
    another happening."""
    a, b = one.deed, other.deed
    if a.act in TOLLS:
        shared = [word for word in a.around if word in b.around and a.around[word].names and b.around[word].names]
        is_elsewhere = any(not share_names(a.around[word].names, b.around[word].names) for word in shared)
        return is_elsewhere or not (_places_told(a, b) and _places_told(b, a))
    return surroundings_clash(a, b, matter, is_strict=True)


def _period(deed: Deed) -> bool:
    return bool(_PERIOD.search(deed.passage.text))


def _sentences_alike(a: Deed, b: Deed, apart: Sequence[Sequence[Token]], matter: Matter) -> bool:
    """The likeness of the whole sentences, where a clause says nothing but who was killed ("..., killing nine")."""
    first = content_without(a.passage, matter, a.passage.tokens, apart[0])
    second = content_without(b.passage, matter, b.passage.tokens, apart[1])
    if min(float(first.weights.sum()), float(second.weights.sum())) <= BARE:
        return True
    return max(cover(first, [second]).score, cover(second, [first]).score) >= ALIKE_SENTENCES


def _is_bare(deed: Deed, apart: Sequence[Token]) -> bool:
    """Whether the clause says nothing but who was killed or hurt, so that it can only be of the happening itself."""
    return sum(weigh(t) for t in deed.tokens if t not in apart) <= BARE


def _share_a_party(a: Deed, b: Deed, matter: Matter) -> bool:
    passages = (a.passage, b.passage)
    found = []
    if not any(holds_figure(deed, deed.doer) for deed in (a, b)):
        found.append(same_party(a.doer, b.doer, matter, passages))
    if not any(holds_figure(deed, deed.object) for deed in (a, b)):
        found.append(same_party(a.object, b.object, matter, passages))
    return True in found and False not in found


def parties_clash(a: Deed, b: Deed, matter: Matter) -> bool:
    """Whether doer or object of two deeds are surely others; what is counted itself is compared as that."""
    passages = (a.passage, b.passage)
    places = ((a.doer, b.doer), (a.object, b.object))
    return any(
        same_party(mine, theirs, matter, passages) is False
        for mine, theirs in places
        if not (holds_figure(a, mine) or holds_figure(b, theirs))
    )


def verbs_alike(a: Deed, b: Deed, matter: Matter) -> bool:
    """Whether the verbs of two deeds mean much the same where they stand."""
    rows = []
    for deed in (a, b):
        content = matter.content(deed.passage)
        rows.append(next((content.rows[place] for place, t in enumerate(content.tokens) if t.index == deed.head.index), None))
    return rows[0] is not None and rows[1] is not None and float(rows[0] @ rows[1]) >= SAME_ACT
