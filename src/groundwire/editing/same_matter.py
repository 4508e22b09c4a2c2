"""Whether two clauses of two reports speak of the same thing, so that one difference between them is a disagreement and not another
happening. Everything but the disputed part has to fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from groundwire.editing.deeds import Deed, Party, share_names
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.figure_agreement import Agreement
from groundwire.editing.matching import LIGHT, Content, cover
from groundwire.editing.time_agreement import compare_times
from groundwire.model import Figure, FigureKind, Grain, Passage, Reading, Span, Time, Token

if TYPE_CHECKING:
    from groundwire.protocols import Vector

BARE: Final = 2.0
"""Most content of a clause or sentence that says nothing beyond a figure and what befell those counted."""
SAME_HEAD: Final = 0.55
"""Least likeness in context of two nouns that are not the same word but fill the same place of the same deed."""
MUCH_ALIKE: Final = 0.6
"""Least likeness, each way, of two sentences whose differences in wording are no other surroundings."""
OTHER_HEAD: Final = 0.42
"""Likeness of two such nouns below which they are surely not the same."""
REPEATABLE: Final = frozenset(
    """say tell report add note announce write tweet claim argue insist warn speak talk call ask vote think believe want
    hope expect plan seek be have do make get take give come go show see know need use continue include mean look try help
    update publish post appear become""".split()
)
"""Acts that one party does many times over, or that say nothing by themselves: another day or another doer is another one."""
_COARSE: Final = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.YEAR)
_CARRIERS: Final = re.compile(
    r"(?i)\b(?:reports?|sources?|people familiar|post|times|journal|news|newspaper|agency|outlets?|reuters|press)\b"
)
"""Speakers who only carry a report: what they say is no party's word against another's."""
_NIGHT: Final = frozenset("night overnight midnight late early".split())


class Matter:
    """The evidence as the comparing of two reports sees it; what is worked out for two sentences is kept."""

    def __init__(self, evidence: GatheredEvidence) -> None:
        self._evidence = evidence
        self._rests: dict[Span, Content] = {}
        self._likeness: dict[tuple[Span, Span], tuple[float, float]] = {}

    def content(self, passage: Passage) -> Content:
        """The passage's content words with their vectors."""
        return self._evidence.content(passage)

    def reading(self, document_id: str) -> Reading:
        """The reading of that report."""
        return self._evidence.reading(document_id)

    def likeness(self, one: Passage, other: Passage) -> tuple[float, float]:
        """How far each sentence says what the other says, their figures and times aside; the lesser first."""
        key = (one.span, other.span)
        if key not in self._likeness:
            first, second = self._rest(one), self._rest(other)
            found = (0.0, 0.0)
            if min(float(first.weights.sum()), float(second.weights.sum())) > BARE:
                low, high = sorted((cover(first, [second]).score, cover(second, [first]).score))
                found = (low, high)
            self._likeness[key] = found
        return self._likeness[key]

    def _rest(self, passage: Passage) -> Content:
        if passage.span not in self._rests:
            reading = self.reading(passage.span.document_id)
            spans = [figure.span for figure in reading.figures if passage.span.covers(figure.span)]
            spans += [time.span for time in reading.times if passage.span.covers(time.span)]
            apart = [t for t in passage.tokens if any(span.start <= t.start < span.end for span in spans)]
            self._rests[passage.span] = content_without(passage, self, passage.tokens, apart)
        return self._rests[passage.span]


def content_without(passage: Passage, matter: Matter, tokens: Iterable[Token], apart: Iterable[Token] = ()) -> Content:
    """The content words among ``tokens`` that are none of ``apart``, with the vectors they have in their passage."""
    import numpy as np

    whole = matter.content(passage)
    wanted = {token.index for token in tokens} - {token.index for token in apart}
    places = [place for place, token in enumerate(whole.tokens) if token.index in wanted]
    return Content(
        tuple(whole.tokens[place] for place in places),
        whole.weights[np.array(places, dtype=int)],
        whole.rows[np.array(places, dtype=int)],
    )


def likeness(one: Deed, other: Deed, matter: Matter, apart: Sequence[Sequence[Token]] = ((), ())) -> float:
    """From 0 to 1: how far the clause with less to say is said by the other's sentence, the disputed words ``apart`` aside. 0 where
    nothing is left to compare."""
    first = content_without(one.passage, matter, one.tokens, apart[0])
    second = content_without(other.passage, matter, other.tokens, apart[1])
    scores = [
        cover(mine, [theirs]).score
        for mine, theirs in ((first, matter.content(other.passage)), (second, matter.content(one.passage)))
        if float(mine.weights.sum()) >= 1.0
    ]
    return max(scores, default=0.0)


def mutual_likeness(one: Deed, other: Deed, matter: Matter, apart: Sequence[Sequence[Token]] = ((), ())) -> float:
    """The same, but how far *each* clause is said by the other's sentence: the worse of the two."""
    first = content_without(one.passage, matter, one.tokens, apart[0])
    second = content_without(other.passage, matter, other.tokens, apart[1])
    if min(float(first.weights.sum()), float(second.weights.sum())) < 2.0:
        return 0.0
    return min(cover(first, [matter.content(other.passage)]).score, cover(second, [matter.content(one.passage)]).score)


# --- the parts --------------------------------------------------------------------------------------------------------


def same_party(one: Party | None, other: Party | None, matter: Matter, passages: tuple[Passage, Passage]) -> bool | None:
    """Whether two parties are the same: ``None`` where that cannot be told, one being missing or an unresolved pronoun."""
    if one is None or other is None or one.is_unknown or other.is_unknown:
        return None
    if one.names and other.names:
        if share_names(one.names, other.names):
            return True
        return None if {n.kind for n in one.names}.isdisjoint({n.kind for n in other.names}) else False
    if one.head.lemma.casefold() == other.head.lemma.casefold():
        is_other = one.names_around and other.names_around and not share_names(one.names_around, other.names_around)
        return not is_other and _modifiers_fit(one, other)
    if one.names or other.names:
        return None
    if one.head.pos == other.head.pos == "PROPN":
        return False
    a, b = _row(one.head, passages[0], matter), _row(other.head, passages[1], matter)
    if a is None or b is None:
        return None
    nearness = float(a @ b)
    return True if nearness >= SAME_HEAD else False if nearness < OTHER_HEAD else None


def _modifiers_fit(one: Party, other: Party) -> bool:
    """Whether neither party is told apart from the other by a word of its own: "the north bridge", "the south bridge"."""
    mine, theirs = _modifiers(one), _modifiers(other)
    return not (mine - theirs and theirs - mine)


def _modifiers(party: Party) -> set[str]:
    own = [t for t in party.tokens if t.head == party.head.index and t.dep in ("amod", "compound", "poss")]
    return {t.lemma.casefold() for t in own if t.pos != "NUM" and t.lemma not in LIGHT}


def _row(token: Token, passage: Passage, matter: Matter) -> Vector | None:
    content = matter.content(passage)
    return next((content.rows[place] for place, each in enumerate(content.tokens) if each.index == token.index), None)


def same_times(one: Sequence[Time], other: Sequence[Time]) -> bool | None:
    """Whether the days (or longer) that two clauses name can be the same: ``None`` where one names none."""
    mine = [time for time in one if time.grain in _COARSE and not time.clock]
    theirs = [time for time in other if time.grain in _COARSE and not time.clock]
    if not mine or not theirs:
        return None
    return any(compare_times(a, b) is not Agreement.DIFFERS for a in mine for b in theirs)


def same_days_told(one: Deed, other: Deed) -> bool | None:
    """The same for all the times in the two sentences: for what happens often, "Saturday's fighting" tells which it was."""
    return same_times(one.days, other.days)


def agree_in_day(one: Deed, other: Deed) -> bool:
    """Whether the two sentences name a day in common, whatever others they name."""
    mine, theirs = ([time for time in deed.days if time.grain is Grain.DAY] for deed in (one, other))
    return any(compare_times(a, b) is Agreement.AGREES for a in mine for b in theirs)


def differ_in_day(one: Time, other: Time) -> bool:
    """Whether two times name different days, months or years, and not the two ends of one night."""
    if one.clock or other.clock or one.grain is not other.grain or one.grain not in (Grain.DAY, Grain.MONTH, Grain.YEAR):
        return False
    if compare_times(one, other) is not Agreement.DIFFERS or compare_times(other, one) is not Agreement.DIFFERS:
        return False
    if one.begins is None and other.begins is None and (one.weekday is None) != (other.weekday is None):
        return False
    words = set(one.text.lower().split()) | set(other.text.lower().split())
    return not words & _NIGHT


def places_clash(one: Deed, other: Deed) -> bool:
    """Whether both sentences name places and none of them is the same."""
    return bool(one.places and other.places and not one.places & other.places)


def figures_clash(one: Deed, other: Deed) -> bool:
    """Whether the clauses give different numbers of the same thing, which makes other differences another matter."""
    mine, theirs = _counts(one.figures), _counts(other.figures)
    return any(mine[unit] & theirs[unit] == set() for unit in mine.keys() & theirs.keys())


def _counts(figures: Sequence[Figure]) -> dict[tuple[str, str], set[object]]:
    found: dict[tuple[str, str], set[object]] = {}
    for figure in figures:
        if figure.kind is not FigureKind.ORDINAL and figure.unit:
            found.setdefault((figure.kind.value, figure.unit), set()).add(figure.value)
    return found


def surroundings_clash(one: Deed, other: Deed, matter: Matter, is_strict: bool = False) -> bool:
    """Whether the same preposition brings in different things: "for the brewery", "for the park"; ``is_strict`` where it is enough
    that they are not surely the same. Where the sentences are much alike, two nouns that merely look apart ("fallout", "controversy")
    are no other thing."""
    passages = (one.passage, other.passage)
    shared = [word for word in one.around if word in other.around]
    fits = (True,) if is_strict else (True, None)
    if not is_strict and matter.likeness(*passages)[0] >= MUCH_ALIKE:
        shared = [word for word in shared if _names_or_repeats(one.around[word], other.around[word])]
    return any(
        same_party(one.around[word], other.around[word], matter, passages) not in fits
        for word in shared
        if not (holds_figure(one, one.around[word]) or holds_figure(other, other.around[word]))
    )


def _names_or_repeats(one: Party, other: Party) -> bool:
    """Whether two parties are compared by their names, or by what tells two of the same noun apart."""
    return bool(one.names and other.names) or one.head.lemma == other.head.lemma


def holds_figure(deed: Deed, party: Party | None) -> bool:
    """Whether the party is a thing counted, or a sum itself."""
    return party is not None and any(
        f.span.start <= t.start < f.span.end or (f.noun is not None and f.noun.start <= t.start < f.noun.end)
        for f in deed.figures
        if f.kind is not FigureKind.ORDINAL
        for t in party.tokens
    )


def sentence_likeness(one: Deed, other: Deed, matter: Matter) -> tuple[float, float]:
    """How far each deed's sentence says what the other's says, their figures and times aside; the lesser first."""
    return matter.likeness(one.passage, other.passage)


def is_own_opinion(one: Deed, other: Deed) -> bool:
    """Whether the clauses are different people's words, so that they are claim and reply and no disagreement of the reports."""
    if one.is_quoted or other.is_quoted:
        return True
    if one.speaker and other.speaker and not (_CARRIERS.search(one.speaker) or _CARRIERS.search(other.speaker)):
        return not (set(one.speaker.split()) & set(other.speaker.split()))
    return False
