"""Where independent reports of one happening cannot all be right: other figures of the same thing, another time, another name, another
outcome. One difference in what else fits is a disagreement; two are two happenings.

What is none: two reports of one outlet (the later one replaces the earlier), a copy, a part of what the other counts, rounding,
forecasts, people's own words against other people's. A toll or a state that a later report brings up to date is told as an update
(``kind`` "update"), the newest side last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import Final

from groundwire.editing.counted_figures import Count, find_counts
from groundwire.editing.deeds import find_deeds
from groundwire.editing.disputed_actors import Named, clashing_doers, clashing_holders, clashing_speakers
from groundwire.editing.disputed_facts import Answer, clashing_answers, find_answers
from groundwire.editing.disputed_figures import clashing_figures
from groundwire.editing.disputed_points import name_answer, name_count, name_moment
from groundwire.editing.disputed_times import Moment, clashing_moments, find_moments
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.outcomes_named import TOLLS
from groundwire.editing.same_matter import Matter
from groundwire.model import Disagreement, Document, Passage, Side, Span

UPDATE: Final = "update"
"""The kind of a disagreement that time explains."""
_KINDS: Final = ("figure", "time", "who", "whether")
LATER: Final = timedelta(minutes=30)
"""Least time between two reports before the one can bring the other up to date."""
DAY_LATER: Final = timedelta(hours=18)
"""The same where no word says that a toll has grown."""
_GROWN: Final = frozenset(
    "rise climb grow increase reach jump revise update initial initially earlier preliminary now latest far".split()
)
"""Words of reports whose figures are those of the hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one report says on a disputed point."""

    document: Document
    passage: Passage
    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two reports' words on one point that cannot both be right, or of which the one brings the other up to date (``kind`` as in
    ``Disagreement``)."""

    kind: str
    subject: str
    one: Told
    other: Told


def find_disagreements(documents: Sequence[Document], evidence: GatheredEvidence) -> tuple[Disagreement, ...]:
    """The disagreements and updates among ``documents``; a copy of another's report is no second voice. In the order of the first
    report."""
    originals = [document for document in documents if document.copied_from is None]
    comparing = Comparing(originals, evidence)
    clashes = [
        clash for one, other in combinations(originals, 2) if _are_apart(one, other) for clash in comparing.clashes(one, other)
    ]
    groups: list[tuple[str, str, list[Told]]] = []
    for clash in sorted(clashes, key=lambda clash: _place(clash, originals)):
        kind, subject, one, other = clash.kind, clash.subject, clash.one, clash.other
        akin = [g for g in groups if g[0] == kind and any(_same(x, told) for x in (one, other) for told in g[2])]
        if not akin:
            groups.append((kind, subject, [one, other]))
            continue
        for told in (one, other, *(told for later in akin[1:] for told in later[2])):
            if not any(_same(told, known) for known in akin[0][2]):
                akin[0][2].append(told)
        groups = [g for g in groups if g not in akin[1:]]
    found = [Disagreement(subject=subject, kind=kind, sides=_sides(kind, group)) for kind, subject, group in groups]
    return tuple(_once(found))


def _are_apart(one: Document, other: Document) -> bool:
    """Whether two reports are two voices: neither replaces the other, and no outlet disagrees with itself."""
    if other.id == one.revises or one.id == other.revises:
        return False
    return not one.source.name or one.source.id != other.source.id


def _place(clash: Clash, documents: Sequence[Document]) -> tuple[int, int, int]:
    """Where a disagreement is told: by the first report, figures before times before names, then as that report has them."""
    order = [document.id for document in documents]
    kind = _KINDS.index(clash.kind) if clash.kind in _KINDS else 0
    return order.index(clash.one.document.id), kind, clash.one.span.start


def _same(one: Told, other: Told) -> bool:
    return one.document.id == other.document.id and one.span == other.span


def _sides(kind: str, group: Sequence[Told]) -> tuple[Side, ...]:
    """The sides, each report's first word on the point; an update's from the oldest to the newest."""
    ordered = list(group)
    if kind == UPDATE:
        ordered.sort(key=lambda told: told.document.published_at.timestamp() if told.document.published_at else 0.0)
    return tuple(
        Side(document_id=told.document.id, source=told.document.source.name, span=told.passage.span, value=told.value)
        for told in ordered
    )


def _once(found: Sequence[Disagreement]) -> Iterator[Disagreement]:
    """Each disagreement once: what the same two sentences dispute in two ways is told by the first way found."""
    told: list[frozenset[Span]] = []
    for item in found:
        spans = frozenset(side.span for side in item.sides)
        if item.kind in ("who", "whether") and any(len(spans & known) >= 2 for known in told):
            continue
        told.append(spans)
        yield item


class Comparing:
    """Some reports laid beside one another: their figures, times, deeds and answers, each found once."""

    def __init__(self, documents: Sequence[Document], evidence: GatheredEvidence) -> None:
        self._matter = Matter(evidence)
        self._deeds = {document.id: find_deeds(document, evidence.reading(document.id)) for document in documents}
        self._counts = {key: find_counts(deeds) for key, deeds in self._deeds.items()}
        self._moments = {key: find_moments(deeds) for key, deeds in self._deeds.items()}
        self._answers = {key: find_answers(deeds) for key, deeds in self._deeds.items()}

    def counts(self, document: Document) -> Sequence[Count]:
        """The figures of one of the documents that another report could give otherwise."""
        return self._counts[document.id]

    def clashes(self, one: Document, other: Document) -> Iterator[Clash]:
        """Everything that two of the documents cannot both be right about, figures first."""
        for kind, subject, mine, theirs in self._pairs(one, other):
            yield Clash(kind=kind, subject=subject, one=mine, other=theirs)

    def _pairs(self, one: Document, other: Document) -> Iterator[tuple[str, str, Told, Told]]:
        matter, a, b = self._matter, one.id, other.id
        for mine, theirs in clashing_figures(self._counts[a], self._counts[b], matter):
            kind = UPDATE if _is_grown_toll(mine, theirs) else "figure"
            yield kind, name_count(mine if mine.figure else theirs), _count_told(mine), _count_told(theirs)
        for first, second in clashing_moments(self._moments[a], self._moments[b], matter):
            yield "time", name_moment(first), _time_told(first), _time_told(second)
        named = [
            *clashing_doers(self._deeds[a], self._deeds[b], matter),
            *clashing_speakers(one, other, matter),
            *clashing_holders(one, other, matter),
        ]
        for x, y in named:
            yield "who", x.point, _named_told(x), _named_told(y)
        for p, q in clashing_answers(self._answers[a], self._answers[b], matter):
            yield UPDATE if _is_changed_state(p, q) else "whether", name_answer(p, q), _answer_told(p), _answer_told(q)


def _count_told(count: Count) -> Told:
    document = count.deed.document
    return Told(document=document, passage=count.deed.passage, value=_with_hedge(count), span=count.span)


def _with_hedge(count: Count) -> str:
    """The figure as the report has it, its "at least" with it: without that the two sides could look further apart than they are."""
    words = count.deed.document.quote(count.span)
    if count.figure is None or not count.precision.value.startswith(("at", "more", "less", "up")):
        return words
    return (
        f"{count.precision.value} {words[:1].lower() + words[1:]}"
        if not words.lower().startswith(count.precision.value)
        else words
    )


def _time_told(moment: Moment) -> Told:
    document, span = moment.deed.document, moment.time.span
    return Told(document=document, passage=moment.deed.passage, value=document.quote(span), span=span)


def _named_told(named: Named) -> Told:
    return Told(document=named.document, passage=named.passage, value=named.name.text, span=named.span)


def _answer_told(answer: Answer) -> Told:
    deed = answer.deed
    span = deed.document.span(deed.verb.start, deed.verb.end)
    return Told(document=deed.document, passage=deed.passage, value=answer.words, span=span)


# --- updates ----------------------------------------------------------------------------------------------------------


def _later(one: Document, other: Document) -> timedelta | None:
    """How much later the second came out; ``None`` where a date is missing."""
    return other.published_at - one.published_at if one.published_at and other.published_at else None


def _is_grown_toll(one: Count, other: Count) -> bool:
    """Whether the later report plainly brings the earlier one's toll up to date: it grew, and either a word says so or a day lies
    between them. A later report with the smaller number disagrees."""
    gap = _later(one.deed.document, other.deed.document)
    if gap is None or one.deed.act not in TOLLS:
        return False
    older, newer = (one, other) if gap >= timedelta(0) else (other, one)
    words = {token.lemma for count in (one, other) for token in count.deed.passage.tokens}
    has_grown = newer.value > older.value or (older.deed.act == "miss" and newer.value < older.value)
    return has_grown and (abs(gap) >= DAY_LATER or (abs(gap) >= LATER and bool(words & _GROWN or older.figure is None)))


def _is_changed_state(one: Answer, other: Answer) -> bool:
    """Whether the earlier report tells a state ("remains closed") that the later one finds changed."""
    gap = _later(one.deed.document, other.deed.document)
    if gap is None or abs(gap) < LATER:
        return False
    older = one if gap >= timedelta(0) else other
    return older.is_state and older.deed.verb.tag in ("VBZ", "VBP")
