"""Figures: is every number of a sentence, with what it counts, in the sources?

Blocks or stays silent. A figure is backed by an equal one (rounding and hedges as ``editing.figure_agreement`` tells) of the
same thing, or by a step of arithmetic that the draft's words call for (``editing.arithmetic``): that is shown as a warning, so that an
editor sees the sum. Where a passage plainly on the same matter gives another number, the sentence is contradicted. Where no source gives
the number, or only with a hedge that the draft dropped, it is not found. A number that a correction withdraws backs nothing; a number
that the draft credits to an outlet is looked for in that outlet's reports. A large round number without the source's "about" passes
with a warning that shows the hedge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from groundwire.checks._backing import Candidate, Standing, weigh_candidates
from groundwire.checks._derived import Derivations
from groundwire.checks._figure_index import FIGURES, MOST, FigureIndex, Found
from groundwire.checks._numbered import rule_on_words
from groundwire.checks._said_otherwise import is_said_otherwise
from groundwire.checks._same_matter import Settings, likeness, near_passages
from groundwire.checks._tails import Tailed, find_owner, with_tails
from groundwire.editing.absences import find_absence
from groundwire.editing.arithmetic import Derived
from groundwire.editing.evidence import passages_behind
from groundwire.editing.figure_agreement import Agreement, Likeness, Stated, compare_figures, drops_hedge, is_turned, state
from groundwire.model import Draft, Figure, FigureKind, Outcome, Passage, Ruling, Span
from groundwire.protocols import Evidence, Tools
from groundwire.reading.counted_nouns import index_at

NAME: Final = "figures"
LARGE: Final = 100
"""A number as large as this, and no round one, is seldom met by chance: it may stand for itself without its noun."""
TELLING_DIGITS: Final = 4
"""Digits before the trailing noughts with which a number is no round one whatever its size: 1.434 million."""
PHRASE: Final = 4
"""Words after "people with" that say what sort of people they are."""
COMMON_ROOT: Final = 5
"""Letters with which a noun and a word made of it begin alike: "felon" and "felony"."""
OPEN_LIKENESS: Final = 0.2
"""Least likeness of passages where one figure does not say what it counts."""
CLOSE_LIKENESS: Final = 0.8
"""Least likeness where one figure does not say what it counts and another value is to contradict it."""
OTHER_LIKENESS: Final = 0.5
"""Least likeness of passages where the two name what they count by different words."""
FAR_LIKENESS: Final = 0.2
"""Least likeness of a passage in a report that hardly speaks of the matter, where it has an equal figure of the same thing."""
REPORTS: Final = 3
"""The nearest passages, whose reports speak of the matter."""
_OF_THEM: Final = re.compile(r"(?i)\sof (?:them|these|those|whom)\b")
_CORRECTING: Final = frozenset({"correct", "correction", "withdraw", "revise", "retract", "amend", "earlier"})
_PEOPLE: Final = frozenset({"people", "person", "man", "woman", "victim", "casualty"})


class FiguresCheck:
    """``Check`` of numbers, amounts, shares, measures, ages and ranks."""

    name = NAME

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A blocking ruling for each figure that is not backed, a warning for each that only arithmetic backs; none for the rest."""
        found = FIGURES.of(evidence)
        settings = Settings()
        figures = _by_sentence(draft)
        rulings: list[Ruling] = []
        for number in range(min(len(draft.sentences), len(draft.reading.sentences))):
            context = _see(draft, number, figures.get(number, ()), evidence, found)
            worded = tuple(rule_on_words(draft, number, context.near, context.derivations, evidence, NAME))
            for place in range(len(context.figures)):
                rulings += [one for one in _rule(draft, context, place, found, settings) if not _is_covered(one, worded)]
            rulings += worded
        return tuple(rulings)


def _is_covered(ruling: Ruling, worded: Sequence[Ruling]) -> bool:
    """Whether one of ``worded`` rules on the same words and more."""
    return any(one.part[0] <= ruling.part[0] and ruling.part[1] <= one.part[1] for one in worded)


def _by_sentence(draft: Draft) -> dict[int, list[Figure]]:
    grouped: dict[int, list[Figure]] = {}
    for figure in draft.reading.figures:
        passage = draft.reading.passage_at(figure.span)
        if passage is not None and passage.index < len(draft.sentences):
            grouped.setdefault(passage.index, []).append(figure)
    return grouped


# --- the ruling -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Context:
    """A sentence of the draft with its figures and the passages that speak most nearly of it; ``reports`` those that
    hold the nearest, ``own`` the passages it rests on, ``credited``
    the reports of the outlets it names, ``outlets`` their names."""

    number: int
    passage: Passage
    figures: tuple[Stated, ...]
    near: tuple[Passage, ...]
    reports: frozenset[str]
    own: frozenset[Span]
    lemmas: frozenset[str]
    derivations: Derivations
    credited: frozenset[str]
    outlets: tuple[str, ...]
    tailed: tuple[Tailed, ...]


def _see(draft: Draft, number: int, figures: Sequence[Figure], evidence: Evidence, found: FigureIndex) -> _Context:
    passage = draft.reading.sentences[number]
    near = near_passages(draft, number, evidence)
    credited, outlets = found.credited_in(passage)
    stated = tuple(state(figure, passage) for figure in figures)
    return _Context(
        number=number,
        passage=passage,
        figures=stated,
        near=near,
        reports=frozenset(one.span.document_id for one in near[:REPORTS]),
        own=frozenset(own.span for own in passages_behind(draft.sentences[number], evidence)),
        lemmas=frozenset(token.lemma for token in passage.tokens),
        derivations=Derivations(passage, near, found, evidence),
        credited=credited,
        outlets=outlets,
        tailed=with_tails(passage, stated[:MOST]),
    )


def _rule(draft: Draft, context: _Context, place: int, found: FigureIndex, settings: Settings) -> list[Ruling]:
    """Nothing for a figure that a source gives, a warning for one that follows from several, a blocking ruling for all others."""
    stated = context.figures[place]
    candidates = _candidates(context, place, found.beside(context.near), settings)
    standing, decisive = weigh_candidates(candidates)
    if standing is not Standing.BACKED:
        candidates += _candidates(context, place, found.elsewhere(stated.figure, context.near), settings)
        standing, decisive = weigh_candidates(candidates)
    owner = _owner(context, place, candidates, found) if standing is Standing.BACKED else None
    if owner is not None:
        note = f"in the source {stated.phrase} is something else; for this it says {owner.stated.phrase}"
        return [_ruling(draft, context, stated, Outcome.CONTRADICTED, note, (owner.passage.span,))]
    absence = _absence(context, stated) if standing is not Standing.BACKED or not _is_same_place(decisive) else None
    if absence is not None:
        note = f"the source says “{absence[0]}”, not {stated.phrase}"
        return [_ruling(draft, context, stated, Outcome.CONTRADICTED, note, (absence[1].span,))]
    is_told_as_wrong = standing is Standing.WITHDRAWN and bool(_CORRECTING & context.lemmas)
    if standing is Standing.BACKED or is_told_as_wrong:
        return _warn_of_hedge(draft, context, stated, candidates, decisive)
    if standing is Standing.NOT_FOUND and is_said_otherwise(
        stated, context.passage, context.near, context.reports, found, settings
    ):
        return []
    derived = context.derivations.of_figure(stated) if standing is not Standing.WITHDRAWN else None
    if derived is not None:
        return _rule_derived(draft, context, stated, derived, standing, decisive)
    is_contradicted = standing in (Standing.CONTRADICTED, Standing.WITHDRAWN, Standing.TURNED)
    outcome = Outcome.CONTRADICTED if is_contradicted else Outcome.NOT_FOUND
    passages = (decisive.passage,) if decisive is not None else ()
    return [_ruling(draft, context, stated, outcome, _note(standing, stated, decisive), passages)]


def _warn_of_hedge(
    draft: Draft, context: _Context, stated: Stated, candidates: Sequence[Candidate], decisive: Candidate | None
) -> list[Ruling]:
    """A warning where only a hedged figure backs the draft's and the hedge is not told."""
    agreeing = [one for one in candidates if one.agreement is Agreement.AGREES and one.is_near]
    if decisive is None or not decisive.drops_hedge or any(not one.drops_hedge for one in agreeing):
        return []
    note = f"the source says {decisive.words}; the draft gives the round figure {stated.phrase}"
    return [replace(_ruling(draft, context, stated, Outcome.SUPPORTED, note, (decisive.passage,)), is_warning=True)]


def _rule_derived(
    draft: Draft, context: _Context, stated: Stated, derived: Derived, standing: Standing, decisive: Candidate | None
) -> list[Ruling]:
    spans = tuple(passage.span for passage in derived.passages)
    if derived.agreement is Agreement.AGREES:
        note = f"no source gives {stated.words}, but it follows: {derived.words}"
        return [replace(_ruling(draft, context, stated, Outcome.SUPPORTED, note, spans), is_warning=True)]
    return [_ruling(draft, context, stated, Outcome.CONTRADICTED, f"{derived.words}, not {stated.phrase}", spans)]


def _ruling(draft: Draft, context: _Context, stated: Stated, outcome: Outcome, note: str, evidence: tuple[Span, ...]) -> Ruling:
    span, start = stated.figure.span, context.passage.span.start
    return Ruling(
        draft_id=draft.id,
        sentence=context.number,
        part=(span.start - start, span.end - start),
        check=NAME,
        outcome=outcome,
        note=note,
        evidence=evidence,
    )


def _owner(context: _Context, place: int, candidates: Sequence[Candidate], found: FigureIndex) -> Found | None:
    """The figure that a source gives for what the draft gives this one for, where no equal one may be meant."""
    equal = {one.span for one in candidates if one.agreement is Agreement.AGREES and one.likeness >= FAR_LIKENESS}
    owner: Found | None = None
    for passage in context.near:
        beside = found.inside(passage)
        for one in beside:
            if one.figure.span in equal and place < len(context.tailed):
                equal.discard(one.figure.span)
                owner = find_owner(place, context.tailed, one, beside)
                if owner is None:
                    return None
    return owner if not equal else None


def _is_same_place(decisive: Candidate | None) -> bool:
    return decisive is not None and decisive.is_near and decisive.likeness >= OTHER_LIKENESS


def _absence(context: _Context, stated: Stated) -> tuple[str, Passage] | None:
    if stated.figure.kind is not FigureKind.COUNT:
        return None
    return find_absence(stated.figure, context.passage, context.near)


def _candidates(context: _Context, place: int, found: Sequence[Found], settings: Settings) -> list[Candidate]:
    stated = context.figures[place]
    others = (context.figures[:place] + context.figures[place + 1 :])[:MOST]
    mine = settings.of(context.passage, stated.figure.noun or stated.figure.span)
    nearby = {near.span for near in context.near}
    candidates: list[Candidate] = []
    for one in found:
        agreement, sort = compare_figures(stated, one.stated)
        is_near = one.passage.span in nearby
        if agreement is Agreement.APART or (agreement is Agreement.DIFFERS and not is_near):
            continue
        if agreement is not Agreement.DIFFERS and not _may_be_credited(context, one):
            continue
        theirs = settings.of(one.passage, one.figure.noun or one.figure.span)
        alike = likeness(mine, theirs)
        if not _is_comparable(context, stated.figure, one, agreement, sort, alike):
            continue
        candidates.append(
            Candidate(
                span=one.figure.span,
                passage=one.passage.span,
                words=one.stated.phrase,
                agreement=agreement,
                likeness=alike,
                is_same_place=bool(mine.anchor[1]) and mine.anchor == theirs.anchor,
                is_near=is_near,
                is_used=agreement is Agreement.DIFFERS and _is_used(one.stated, others, sort),
                is_withdrawn=one.is_withdrawn,
                is_turned=agreement is Agreement.HEDGE and is_turned(stated, one.stated),
                is_other_thing=sort is Likeness.OTHER,
                drops_hedge=agreement is Agreement.AGREES and drops_hedge(stated, one.stated),
            )
        )
    return candidates


def _may_be_credited(context: _Context, one: Found) -> bool:
    """Whether a figure may back a sentence that credits an outlet: it stands in that outlet's report or in a passage that names it."""
    if not context.credited or one.passage.span.document_id in context.credited:
        return True
    return any(outlet in one.passage.text for outlet in context.outlets)


def _is_used(source: Stated, others: Sequence[Stated], sort: Likeness) -> bool:
    """Whether another figure of the draft sentence rests on this one: it is equal and counts the thing no less surely."""
    compared = [compare_figures(other, source) for other in others]
    return any(
        agreement is Agreement.AGREES and (theirs is not Likeness.OTHER or sort is Likeness.OTHER)
        for agreement, theirs in compared
    )


def _is_comparable(context: _Context, figure: Figure, one: Found, agreement: Agreement, sort: Likeness, alike: float) -> bool:
    """Whether a figure that does not plainly count the same thing may still back or contradict."""
    is_telling = figure.value >= LARGE and (figure.value % 50 != 0 or _has_many_digits(figure))
    if sort is Likeness.SAME:
        is_found = one.passage.span.document_id in context.reports
        return is_found or is_telling or alike >= FAR_LIKENESS
    if agreement is Agreement.DIFFERS:
        return sort is Likeness.OPEN and alike >= CLOSE_LIKENESS
    if sort is Likeness.OTHER:
        least = FAR_LIKENESS if _is_told_of_people(figure, one) else OTHER_LIKENESS
        return alike >= least and not _is_narrower(figure, one)
    if is_telling:
        return True
    is_named = bool(one.figure.unit) and one.figure.unit in context.lemmas
    if _OF_THEM.match(one.passage.text, one.figure.span.end - one.passage.span.start) and one.passage in context.near:
        return True
    return alike >= OPEN_LIKENESS or one.passage.span in context.own or (is_named and one.passage in context.near)


def _is_narrower(figure: Figure, one: Found) -> bool:
    """Whether the draft says who the people are that the source counts, and the source's passage does not."""
    if one.figure.unit not in _PEOPLE or figure.unit in _PEOPLE:
        return False
    return not any(_is_of_one_root(token.lemma, figure.unit) for token in one.passage.tokens)


def _is_told_of_people(figure: Figure, one: Found) -> bool:
    """Whether the source says of the people counted, in the phrase behind them, what the draft calls them: "people with felony
    convictions" for "felons"."""
    if one.figure.unit not in _PEOPLE or one.figure.noun is None:
        return False
    tokens = one.passage.tokens
    first = index_at(tokens, one.figure.noun.end)
    link = tokens[first] if first < len(tokens) else None
    if link is None or link.lemma not in ("with", "in", "on", "under"):
        return False
    return any(_is_of_one_root(token.lemma, figure.unit) for token in tokens[first + 1 : first + 1 + PHRASE])


def _is_of_one_root(one: str, other: str) -> bool:
    """Whether two words are the same, or one is made of the other."""
    return one == other or (min(len(one), len(other)) >= COMMON_ROOT and (one.startswith(other) or other.startswith(one)))


def _has_many_digits(figure: Figure) -> bool:
    return len(figure.value.normalize().as_tuple().digits) >= TELLING_DIGITS


def _note(standing: Standing, stated: Stated, decisive: Candidate | None) -> str:
    if decisive is not None and standing is Standing.CONTRADICTED:
        return f"the source says {decisive.words}, not {stated.phrase}"
    if decisive is not None and standing is Standing.WITHDRAWN:
        return f"a correction has withdrawn {stated.phrase}"
    if decisive is not None and standing in (Standing.HEDGE, Standing.TURNED):
        return f"the source says {decisive.words}; the draft says {stated.phrase}"
    return f"no source gives {stated.phrase}"


def make(tools: Tools) -> FiguresCheck:
    """The check; it needs no model of its own."""
    return FiguresCheck()
