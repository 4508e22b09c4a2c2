"""Times: is every date, weekday, year and hour of a sentence in the sources?

Blocks or stays silent. A time is backed by one that it is or contains ("March 2026" by "3 March 2026"), by the same words where
neither can be resolved, and, in a sentence about reporting, by the day a document came out. A time finer than the source's is
not found; another time of the same grain, in a passage plainly on the same matter, contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundwire.checks._backing import Candidate, Standing, weigh_candidates
from groundwire.checks._same_matter import Settings, likeness, near_passages
from groundwire.editing.figure_agreement import Agreement
from groundwire.editing.matching import REPORTING
from groundwire.editing.time_agreement import backed_by_date, compare_times, normal_words
from groundwire.model import Draft, Outcome, Passage, Role, Ruling, Span, Time
from groundwire.protocols import Evidence, Tools

NAME = "times"
MOST = 300
"""Times of one saying that one time of a draft is compared with."""
LOOSE_LIKENESS = 0.15
"""Least likeness of the passages where an unresolved expression ("last week") is to back another."""
_REPORTING = frozenset(REPORTING) | {"publish", "release", "issue", "broadcast", "air"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A time of the evidence where it stands."""

    time: Time
    passage: Passage


class TimesCheck:
    """``Check`` of dates, weekdays, years and clock times."""

    name = NAME

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A blocking ruling for each time that is not backed; none for those that are."""
        found = _Index(_gather(evidence))
        settings = Settings()
        rulings: list[Ruling] = []
        for number, times in _by_sentence(draft):
            near = near_passages(draft, number, evidence)
            for place, time in enumerate(times):
                ruling = _rule(draft, number, time, times[:place] + times[place + 1 :], found, near, settings, evidence)
                if ruling is not None:
                    rulings.append(ruling)
        return tuple(rulings)


def _by_sentence(draft: Draft) -> list[tuple[int, list[Time]]]:
    grouped: dict[int, list[Time]] = {}
    for time in draft.reading.times:
        passage = draft.reading.passage_at(time.span)
        if passage is not None and passage.index < len(draft.sentences):
            grouped.setdefault(passage.index, []).append(time)
    return sorted(grouped.items())


def _gather(evidence: Evidence) -> list[_Found]:
    found: list[_Found] = []
    for document in evidence.documents:
        reading = evidence.reading(document.id)
        for time in reading.times:
            passage = reading.passage_at(time.span)
            if passage is not None and passage.role is not Role.HEADLINE:
                found.append(_Found(time, passage))
    return found


class _Index:
    """The times of the evidence by passage and by what they say, so that a long draft against long reports stays quick."""

    def __init__(self, found: Sequence[_Found]) -> None:
        self._by_passage: dict[Span, list[_Found]] = {}
        self._alike: dict[tuple[object, ...], list[_Found]] = {}
        for one in found:
            self._by_passage.setdefault(one.passage.span, []).append(one)
            self._alike.setdefault(_saying(one.time), []).append(one)

    def comparable(self, time: Time, near: Sequence[Passage]) -> list[_Found]:
        """The times of the passages ``near``, then those elsewhere that agree, at most ``MOST`` of each saying."""
        beside = [one for passage in near for one in self._by_passage.get(passage.span, ())[:MOST]]
        spans = {passage.span for passage in near}
        for alike in self._alike.values():
            if compare_times(time, alike[0].time) in (Agreement.AGREES, Agreement.HEDGE):
                beside += [one for one in alike[:MOST] if one.passage.span not in spans]
        return beside


def _saying(time: Time) -> tuple[object, ...]:
    """What makes two times interchangeable when they are compared with a third."""
    return time.begins, time.ends, time.clock, time.month, time.day, time.grain, time.precision, normal_words(time.text)


def _rule(
    draft: Draft,
    number: int,
    time: Time,
    others: Sequence[Time],
    found: _Index,
    near: Sequence[Passage],
    settings: Settings,
    evidence: Evidence,
) -> Ruling | None:
    passage = draft.reading.sentences[number]
    standing, decisive = weigh_candidates(_candidates(passage, time, others, found, near, settings))
    if standing is Standing.BACKED or _is_day_of_report(passage, time, evidence):
        return None
    return Ruling(
        draft_id=draft.id,
        sentence=number,
        part=(time.span.start - passage.span.start, time.span.end - passage.span.start),
        check=NAME,
        outcome=Outcome.CONTRADICTED if standing is Standing.CONTRADICTED else Outcome.NOT_FOUND,
        note=_note(standing, time, decisive),
        evidence=(decisive.passage,) if decisive is not None else (),
    )


def _candidates(
    passage: Passage,
    time: Time,
    others: Sequence[Time],
    found: _Index,
    near: Sequence[Passage],
    settings: Settings,
) -> list[Candidate]:
    mine = settings.of(passage, time.span)
    nearby = {near_passage.span for near_passage in near}
    candidates: list[Candidate] = []
    for one in found.comparable(time, near):
        agreement = compare_times(time, one.time)
        is_near = one.passage.span in nearby
        if agreement is Agreement.APART or (agreement is Agreement.DIFFERS and not is_near):
            continue
        theirs = settings.of(one.passage, one.time.span)
        alike = likeness(mine, theirs)
        is_loose = time.is_relative and time.begins is None and time.weekday is None
        if agreement is Agreement.AGREES and is_loose and not is_near and alike < LOOSE_LIKENESS:
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
                and any(compare_times(other, one.time) is Agreement.AGREES for other in others[:MOST]),
            )
        )
    return candidates


def _is_day_of_report(passage: Passage, time: Time, evidence: Evidence) -> bool:
    """Whether the sentence speaks of a report and the time is the day on which one of the documents came out."""
    if not any(token.lemma in _REPORTING for token in passage.tokens):
        return False
    days = (document.published_at.date() for document in evidence.documents if document.published_at is not None)
    return any(backed_by_date(time, day) for day in days)


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
