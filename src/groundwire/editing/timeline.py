"""The timeline of a story's thread: what its reports and the archive's tell that has a date, by the days on which it happened.

An entry is a sentence of the story like any other: it rests on a claim, meets every check, and is cut where one fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from groundwire.editing.day_ranking import Days, Told, choose_told, rank_days
from groundwire.editing.evidence import GatheredEvidence, lemmas_of
from groundwire.editing.happenings import find_dating
from groundwire.editing.importance import Candidate
from groundwire.model import (
    Beat,
    BeatRole,
    ClaimKind,
    Dating,
    Disagreement,
    Grain,
    Passage,
    Sentence,
    Span,
    StoryPlan,
    TimelineEntry,
)
from groundwire.protocols import Evidence

ENTRIES = 8
"""Most entries of a story's timeline."""
ENTRIES_OF_DAY = 2
LEAST_ENTRIES, LEAST_DAYS = 3, 2
"""Fewer happenings, or on fewer days, make no timeline."""
ALIKE = 0.72
"""Cosine at which two sentences of one day are not both told."""
ALIKE_WITHIN = 0.6
"""The same for a sentence that gives a month only and one that gives a day in it; within a year too much happens."""
SAME = 0.8
"""Cosine from which a second report is shown as proof as well: below it the two may tell of different things in like words."""
NEAR = 0.35
"""Least cosine to the lede of what the archive adds."""
LONGEST = 45
"""Words of the longest sentence that an entry is made of: what is cut down further says too little of what it was."""


_APART = (ClaimKind.OPINION, ClaimKind.DENIAL)
"""What is no happening, and what may only be read beside the claim that it denies."""


@dataclass(frozen=True, slots=True, eq=False)
class _Dated:
    candidate: Candidate
    dating: Dating
    told: Told

    @property
    def days(self) -> Days:
        return self.dating.first, self.dating.last


@dataclass(slots=True, eq=False)
class _Entry:
    """One that is told, and those that tell the same."""

    told: _Dated
    others: list[_Dated]


def plan_timeline(
    candidates: Sequence[Candidate],
    lede: Candidate,
    disagreements: Sequence[Disagreement],
    evidence: GatheredEvidence,
    now: datetime,
) -> tuple[Beat, ...]:
    """The beats of the timeline in order of time, none where there is too little for one.

    ``candidates`` are the claims of the reports and of the archive items that belong to them."""
    present = _present(evidence, now)
    dated = [found for candidate in candidates if (found := _date(candidate, lede, evidence, present)) is not None]
    entries = _choose(sorted(dated, key=_merit), evidence)
    for entry in list(entries):
        entries += _other_sides(entry.told, entries, dated, disagreements)
    if not _is_enough([entry.told.dating for entry in entries]):
        return ()
    ordered = sorted(entries, key=lambda entry: (entry.told.days, entry.told.candidate.place, entry.told.candidate.claim.id))
    return tuple(
        Beat(
            role=BeatRole.TIMELINE,
            claim_ids=tuple(each.candidate.claim.id for each in (entry.told, *entry.others)),
            dating=entry.told.dating,
        )
        for entry in ordered
    )


def make_entries(plan: StoryPlan, sentences: Sequence[Sentence], evidence: Evidence) -> tuple[TimelineEntry, ...]:
    """The entries among ``sentences`` with their dates; none where too few are left for a timeline."""
    claims = {claim.id: claim.span for document in evidence.documents for claim in evidence.reading(document.id).claims}
    datings = {claims[beat.claim_ids[0]]: beat.dating for beat in plan.beats if beat.dating is not None}
    found = tuple(
        TimelineEntry(dating=dating, sentence=sentence)
        for sentence in sentences
        if sentence.beat is BeatRole.TIMELINE and (dating := _dating_at(sentence, datings)) is not None
    )
    return found if _is_enough([happening.dating for happening in found]) else ()


def _dating_at(sentence: Sentence, datings: dict[Span, Dating]) -> Dating | None:
    first = sentence.first_span
    return datings.get(first) if first is not None else None


def _is_enough(datings: Sequence[Dating]) -> bool:
    return len(datings) >= LEAST_ENTRIES and len({(dating.first, dating.last) for dating in datings}) >= LEAST_DAYS


def _present(evidence: GatheredEvidence, now: datetime) -> date:
    """The day of the story: that of its newest report, or now where none has a date."""
    published = [d.published_at for d in evidence.documents if d.id not in evidence.archive_ids and d.published_at is not None]
    return max(published, default=now).date()


def _date(candidate: Candidate, lede: Candidate, evidence: GatheredEvidence, present: date) -> _Dated | None:
    """The candidate with its date, if it has one, can be read by itself and belongs to the thread."""
    document, passage = candidate.document, candidate.passage
    if candidate.needs_previous or candidate.claim.kind in _APART or not stands_alone(passage):
        return None
    if len(passage.text.split()) > LONGEST or passage.text.startswith(("“", '"', "‘", "«")):
        return None
    if document.id in evidence.archive_ids and _likeness(passage, lede.passage, evidence) < NEAR:
        return None
    reading = evidence.reading(document.id)
    dating = find_dating(passage, reading, document, present, is_echoed=candidate.echoes > 0)
    if dating is None:
        return None
    told = Told(
        document_id=document.id,
        sentence=passage.index,
        days=(dating.first, dating.last),
        words=lemmas_of(passage),
        is_named=dating.time is not None,
    )
    return _Dated(candidate, dating, told)


def stands_alone(passage: Passage) -> bool:
    """Whether a sentence can be read after a date with nothing before it: it opens on no pronoun, and what it speaks of is named or
    described ("a grain store", "the harbour authority"), not pointed at ("the fire")."""
    tokens = passage.tokens
    if not tokens or tokens[0].pos == "PRON" or tokens[0].lemma in _GOING_ON:
        return False
    if any(token.lemma in ("other", "another") for token in tokens[:3]):
        return False
    described = {token.head for token in tokens if token.dep in _DESCRIBING and token.head != token.index}
    pointed = {
        token.head for token in tokens if token.lemma in ("the", "this", "that", "these", "those") and token.dep == "det"
    }
    for token in tokens:
        if token.pos != "NOUN" or token.dep not in ("nsubj", "nsubjpass", "dobj") or token.index not in pointed - described:
            continue
        if not any(other.index != token.index and other.text.lower() == token.text.lower() for other in tokens):
            return False
    return True


_GOING_ON = frozenset("then later afterwards earlier".split())
_DESCRIBING = frozenset("compound amod poss prep relcl nummod acl appos nmod".split())


def _merit(dated: _Dated) -> tuple[float, str, int]:
    return (-dated.candidate.importance, dated.candidate.document.id, dated.candidate.passage.index)


def _choose(dated: Sequence[_Dated], evidence: GatheredEvidence) -> list[_Entry]:
    """The best sentence of each day, days that more reports name first; then the next best while there is room. Months and years come
    after days: what only they date is often told of a day as well, and then that day is the entry."""
    rest = list(dated)
    days = sorted(rank_days(one.told for one in dated), key=lambda days: days[0] != days[1])
    entries: list[_Entry] = []
    for _ in range(ENTRIES_OF_DAY):
        for day in days:
            here = [one for one in rest if one.days == day]
            rarity = {word: evidence.rarity(word) for one in here for word in one.told.words}
            for told in choose_told([one.told for one in here], rarity, 1 if len(entries) < ENTRIES else 0):
                chosen = next(one for one in here if one.told is told)
                same = [one for one in rest if one is not chosen and _tell_the_same(chosen, one, evidence)]
                rest = [one for one in rest if one is not chosen and one not in same]
                if not _repeats(chosen, entries, evidence):
                    entries.append(
                        _Entry(chosen, [one for one in same if one.candidate.document is not chosen.candidate.document])
                    )
    return entries


def _repeats(dated: _Dated, entries: Sequence[_Entry], evidence: GatheredEvidence) -> bool:
    """Whether a sentence tells what an entry tells; its report then backs that entry too."""
    for entry in entries:
        if _tell_the_same(dated, entry.told, evidence):
            entry.others += [dated] if _proves(dated, entry.told, evidence) else []
            return True
    return False


def _proves(other: _Dated, told: _Dated, evidence: GatheredEvidence) -> bool:
    """Whether another report says of the same day what an entry says."""
    is_other = other.candidate.document.id != told.candidate.document.id and other.days == told.days
    return is_other and _likeness(other.candidate.passage, told.candidate.passage, evidence) >= SAME


def _tell_the_same(one: _Dated, other: _Dated, evidence: GatheredEvidence) -> bool:
    """Whether two sentences seem to tell of one happening: of the same day in like words, or one of the day and one of its month."""
    if one.days == other.days:
        return _likeness(one.candidate.passage, other.candidate.passage, evidence) >= ALIKE
    if {one.dating.grain, other.dating.grain} != {Grain.DAY, Grain.MONTH} or not _lies_within(one.dating, other.dating):
        return False
    return _likeness(one.candidate.passage, other.candidate.passage, evidence) >= ALIKE_WITHIN


def _lies_within(one: Dating, other: Dating) -> bool:
    return (one.first <= other.first and other.last <= one.last) or (other.first <= one.first and one.last <= other.last)


def _likeness(one: Passage, other: Passage, evidence: GatheredEvidence) -> float:
    return float(evidence.vectors(one).whole @ evidence.vectors(other).whole)


def _other_sides(
    told: _Dated, entries: Sequence[_Entry], dated: Sequence[_Dated], disagreements: Sequence[Disagreement]
) -> list[_Entry]:
    """What contradicts an entry on the day itself: whoever is shown one side is shown the others, each at its own date."""
    spans = [
        side.span
        for item in disagreements
        if item.kind == "time" and any(side.span.overlaps(told.candidate.passage.span) for side in item.sides)
        for side in item.sides
    ]
    present = [entry.told for entry in entries]
    return [
        _Entry(one, [])
        for one in dated
        if one not in present and one.days != told.days and any(span.overlaps(one.candidate.passage.span) for span in spans)
    ]
