"""Times: is every date, weekday, year and hour of a sentence in the sources?

Blocks or stays silent. A time is backed by one that it is or contains ("March 2026" by "3 March 2026"), by the same words where
neither can be resolved, and, in a sentence about reporting, by the day a document came out. A time finer than the source's is
not found; another time of the same grain, in a passage plainly on the same matter, contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._backing import Candidate, Standing, weigh_candidates
from groundwire.checks._same_matter import Settings, likeness, near_passages
from groundwire.checks._time_index import MOST, TIMES, FoundTime, TimeIndex
from groundwire.editing.figure_agreement import Agreement
from groundwire.editing.matching import REPORTING
from groundwire.editing.time_agreement import backed_by_date, compare_times, is_echo, is_said_vaguely
from groundwire.model import Draft, Outcome, Passage, Ruling, Time
from groundwire.protocols import Evidence, Tools

NAME: Final = "times"
LOOSE_LIKENESS: Final = 0.15
"""Least likeness of the passages where an unresolved expression ("last week") is to back another, or any time of a report that hardly
speaks of the matter."""
REPORTS: Final = 3
"""The nearest passages, whose reports speak of the matter."""
_REPORTING = frozenset(REPORTING) | {"publish", "release", "issue", "broadcast", "air"}


class TimesCheck:
    """``Check`` of dates, weekdays, years and clock times."""

    name = NAME

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A blocking ruling for each time that is not backed; none for those that are."""
        found = TIMES.of(evidence)
        settings = Settings()
        rulings: list[Ruling] = []
        for number, times in _by_sentence(draft):
            context = _Context(
                number=number,
                passage=draft.reading.sentences[number],
                times=tuple(times),
                near=near_passages(draft, number, evidence),
                settings=settings,
            )
            for place in range(len(times)):
                ruling = _rule(draft, context, place, found, evidence)
                if ruling is not None:
                    rulings.append(ruling)
        return tuple(rulings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """A sentence of the draft with its times and the passages that speak most nearly of it."""

    number: int
    passage: Passage
    times: tuple[Time, ...]
    near: tuple[Passage, ...]
    settings: Settings

    @property
    def reports(self) -> frozenset[str]:
        """The reports that hold the nearest passages."""
        return frozenset(passage.span.document_id for passage in self.near[:REPORTS])


def _by_sentence(draft: Draft) -> list[tuple[int, list[Time]]]:
    grouped: dict[int, list[Time]] = {}
    for time in draft.reading.times:
        passage = draft.reading.passage_at(time.span)
        if passage is not None and passage.index < len(draft.sentences):
            grouped.setdefault(passage.index, []).append(time)
    return sorted(grouped.items())


def _rule(draft: Draft, context: _Context, place: int, found: TimeIndex, evidence: Evidence) -> Ruling | None:
    time, passage = context.times[place], context.passage
    candidates = _candidates(context, place, found.beside(context.near))
    standing, decisive = weigh_candidates(candidates)
    if standing is not Standing.BACKED:
        candidates += _candidates(context, place, found.elsewhere(time, context.near))
        standing, decisive = weigh_candidates(candidates)
    if standing is Standing.BACKED or is_echo(time) or _is_day_of_report(context, time, evidence):
        return None
    if standing is Standing.NOT_FOUND and any(is_said_vaguely(time, one.text) for one in context.near):
        return None
    return Ruling(
        draft_id=draft.id,
        sentence=context.number,
        part=(time.span.start - passage.span.start, time.span.end - passage.span.start),
        check=NAME,
        outcome=Outcome.CONTRADICTED if standing is Standing.CONTRADICTED else Outcome.NOT_FOUND,
        note=_note(standing, time, decisive),
        evidence=(decisive.passage,) if decisive is not None else (),
    )


def _candidates(context: _Context, place: int, found: Sequence[FoundTime]) -> list[Candidate]:
    time = context.times[place]
    others = (context.times[:place] + context.times[place + 1 :])[:MOST]
    mine = context.settings.of(context.passage, time.span)
    nearby = {near.span for near in context.near}
    candidates: list[Candidate] = []
    for one in found:
        agreement = _compare(time, one)
        is_near = one.passage.span in nearby
        if agreement is Agreement.APART or (agreement is Agreement.DIFFERS and not is_near):
            continue
        theirs = context.settings.of(one.passage, one.time.span)
        alike = likeness(mine, theirs)
        is_loose = time.is_relative and time.begins is None and time.weekday is None
        is_far = is_loose or one.passage.span.document_id not in context.reports
        if agreement is Agreement.AGREES and is_far and not is_near and alike < LOOSE_LIKENESS:
            continue
        candidates.append(
            Candidate(
                span=one.time.span,
                passage=one.passage.span,
                words=" ".join(one.time.text.split()),
                agreement=agreement,
                likeness=alike,
                is_same_place=bool(mine.anchor[1]) and mine.anchor == theirs.anchor,
                is_near=is_near,
                is_used=agreement is Agreement.DIFFERS
                and any(compare_times(other, one.time) is Agreement.AGREES for other in others),
            )
        )
    return candidates


def _compare(time: Time, one: FoundTime) -> Agreement:
    """How the source's time stands to the draft's; a date without a year is taken in the year that the report named last."""
    agreement = compare_times(time, one.time)
    if agreement is Agreement.HEDGE and one.in_year is not None:
        in_year = compare_times(time, one.in_year)
        return in_year if in_year is Agreement.AGREES else agreement
    return agreement


def _is_day_of_report(context: _Context, time: Time, evidence: Evidence) -> bool:
    """Whether the sentence speaks of a report and the time is the day on which one that has a passage for it came out."""
    if not any(token.lemma in _REPORTING for token in context.passage.tokens):
        return False
    published = (evidence.document(passage.span.document_id).published_at for passage in context.near)
    return any(backed_by_date(time, day.date()) for day in published if day is not None)


def _note(standing: Standing, time: Time, decisive: Candidate | None) -> str:
    words = " ".join(time.text.split())
    if decisive is not None and standing is Standing.CONTRADICTED:
        return f"the source says {decisive.words}, not {words}"
    if decisive is not None and standing is Standing.HEDGE:
        return f"the source says only {decisive.words}, which is less exact than {words}"
    return f"no source gives {words}"


def make(tools: Tools) -> TimesCheck:
    """The check; it needs no model of its own."""
    return TimesCheck()
