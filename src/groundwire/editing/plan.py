"""The plan of a story: which claims are told, as which beats, in which order; or the reason why there is no story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from groundwire.editing.background import find_kin, show_related
from groundwire.editing.changed_words import find_turns
from groundwire.editing.clauses import is_speculation
from groundwire.editing.disagreements import Comparing, find_disagreements
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.explaining import find_unexplained
from groundwire.editing.importance import Candidate, find_candidates, opens_clean, role_of, significance
from groundwire.editing.looking_back import Outlook, choose_background, newest_day
from groundwire.editing.replies import find_pairs
from groundwire.editing.staleness import find_overtaken
from groundwire.editing.telling import Telling, pair_up, precedes, tell_whole, with_replies
from groundwire.editing.timeline import plan_timeline
from groundwire.model import Beat, BeatRole, ClaimKind, Disagreement, Document, Event, Role, Statement, StoryPlan
from groundwire.settings import Settings

MOST = {
    BeatRole.WHAT_HAPPENED: 9,
    BeatRole.WHY_IT_MATTERS: 4,
    BeatRole.BACKGROUND: 5,
    BeatRole.WHAT_IS_NEXT: 2,
}
"""Most claims of each part of a story."""
TOLD_IN = (BeatRole.WHAT_HAPPENED, BeatRole.WHY_IT_MATTERS, BeatRole.BACKGROUND, BeatRole.WHAT_IS_NEXT)
"""The parts of a story in telling order."""
KEY_POINTS = 3
KEY_POINT_TOKENS = 22
"""Length above which a claim makes a poorer key point."""
OPENING = 3
"""Sentences with which the main report opens before others break in."""
AHEAD = 0.2
"""What a claim about the future gains in importance."""
LOOKED_INTO = 6
"""Archive items, nearest first, whose statements are set against the reports': far more than the background has room for."""


def make_plan(
    event: Event, evidence: GatheredEvidence, settings: Settings, now: datetime, led_by: Sequence[Document] = ()
) -> StoryPlan | str:
    """The plan for one event, or the reason for telling nothing, as one sentence an editor understands. Only reports in ``led_by``, where
    there are any, give the lede: what the archive has of the event is told and does not lead."""
    reports = [evidence.document(document_id) for document_id in event.document_ids]
    originals = [document for document in reports if document.copied_from is None]
    candidates = find_candidates(originals, evidence, now)
    if refusal := _too_thin(originals, candidates, evidence, settings):
        return refusal
    kin = find_kin(reports, [d for d in evidence.documents if d.id in evidence.archive_ids], evidence)
    older = {item.document.id: find_candidates([item.document], evidence, now) for item in kin[:LOOKED_INTO]}
    statements = evidence.statements([*reports, *(item.document for item in kin[:LOOKED_INTO])])
    pairs = pair_up(find_pairs(statements, evidence), [*candidates, *(c for found in older.values() for c in found)])
    leading = [c for c in candidates if not led_by or c.document in led_by] or candidates
    lede = _choose_lede(leading, originals, [claim for pair in pairs for claim in pair.claims])
    if lede is None:
        return "no report opens with a sentence that says who did what; there is nothing to lead with"
    telling = Telling(evidence, pairs)
    telling.add(BeatRole.LEDE, lede)
    disagreements = find_disagreements(originals, evidence)
    _choose_body(telling, candidates, evidence, settings)
    tell_whole(telling)
    told_otherwise = _look_back(telling, originals, candidates, older, statements)
    disputed = [claim for pair in pairs for claim in (*pair.claims, pair.reply)]
    known = [c for found in (candidates, *older.values()) for c in found if c not in disputed]
    timeline = plan_timeline(known, lede, disagreements, evidence, now)
    beats = (*_beats(telling, lede, disagreements, told_otherwise), *timeline)
    used = frozenset(candidate.document.id for candidate in (*telling.chosen, *(then for _, then in told_otherwise)))
    see_also, read_next = show_related(kin, used)
    return StoryPlan(
        event_id=event.id,
        angle=lede.claim.text,
        beats=beats,
        disagreements=disagreements,
        see_also=see_also,
        read_next=read_next,
        statements=statements,
    )


def _look_back(
    telling: Telling,
    originals: Sequence[Document],
    candidates: Sequence[Candidate],
    older: Mapping[str, Sequence[Candidate]],
    statements: Sequence[Statement],
) -> list[tuple[Candidate, Candidate]]:
    """Choose what the archive adds; comes back with what speakers of the reports say now and said otherwise before. ``older`` are the
    claims of each archive item that is looked into, by its id, the nearest item first."""
    evidence = telling.evidence
    nearest = [evidence.document(document_id) for document_id in older]
    comparing = Comparing([*originals, *nearest], evidence)
    able = {c.passage.span: c for c in (*candidates, *(c for found in older.values() for c in found)) if not c.needs_previous}
    turns = [
        (able[turn.later.span], able[turn.earlier.span])
        for turn in find_turns(statements, originals, nearest, evidence, comparing)
        if turn.later.span in able and turn.earlier.span in able
    ]
    outlook = Outlook(
        told_at=newest_day(originals),
        overtaken=find_overtaken(nearest, originals, comparing) | {then.passage.span for _, then in turns},
        unexplained=find_unexplained(originals, evidence),
    )
    choose_background(telling, list(older.values()), outlook)
    return turns


def _too_thin(
    originals: Sequence[Document], candidates: Sequence[Candidate], evidence: GatheredEvidence, settings: Settings
) -> str | None:
    sentences = [p for d in originals for p in evidence.reading(d.id).sentences if p.role in (Role.LEAD, Role.BODY)]
    if not sentences:
        return "the reports hold a headline at most and no sentence of reporting"
    reported = [candidate for candidate in candidates if candidate.claim.kind is not ClaimKind.OPINION]
    if len(candidates) < settings.least_sentences or not reported:
        return (
            f"only {len(candidates)} of {len(sentences)} reported sentences can be told by themselves; "
            f"a story needs {settings.least_sentences}, one of them a fact"
        )
    return None


def _choose_lede(
    candidates: Sequence[Candidate], originals: Sequence[Document], disputed: Sequence[Candidate]
) -> Candidate | None:
    """The opening sentence of the report that speaks for most of them, or the best early sentence where no opening will do. What somebody
    denies, and the denial, lead only where there is nothing else."""
    able = [candidate for candidate in candidates if not candidate.needs_previous]
    early = [candidate for candidate in able if candidate.place <= 2 and candidate.claim.kind is not ClaimKind.OPINION]
    told = [candidate for candidate in early if candidate.claim.kind is not ClaimKind.DENIAL and candidate not in disputed]

    def fitness(candidate: Candidate) -> float:
        lead = 0.3 * (candidate.passage.role is Role.LEAD) + 0.1 * opens_clean(candidate)
        # A quotation at the head leaves the reader asking who speaks.
        lead -= 0.25 * any(token.dep == "expl" for token in candidate.passage.tokens[:2])
        lead -= 0.4 * candidate.claim.text.startswith(("“", '"', "‘"))
        return candidate.importance + lead + 0.1 * min(2, candidate.echoes)

    ranked = sorted(
        told or early or able,
        key=lambda candidate: (
            -fitness(candidate),
            [document.id for document in originals].index(candidate.document.id),
            candidate.passage.index,
        ),
    )
    return ranked[0] if ranked else None


def _choose_body(telling: Telling, candidates: Sequence[Candidate], evidence: GatheredEvidence, settings: Settings) -> None:
    """Fill the parts by importance, leaving out what is already told, until the story is long enough."""
    words = telling.chosen[0].claim.text.count(" ") + 1
    roles = {candidate.claim.id: role_of(candidate, evidence.reading(candidate.document.id)) for candidate in candidates}

    def merit(candidate: Candidate) -> float:
        role = roles[candidate.claim.id]
        if role is BeatRole.WHY_IT_MATTERS:
            return significance(candidate)
        # What is next comes last in a report and would never win on importance: readers ask for it all the same.
        return candidate.importance + (AHEAD if role is BeatRole.WHAT_IS_NEXT else 0.0)

    for candidate in sorted(candidates, key=lambda c: (-merit(c), c.document.id, c.passage.index)):
        if candidate in telling.chosen or candidate.needs_previous or words >= settings.story_words:
            continue
        role = roles[candidate.claim.id]
        if is_speculation(candidate.passage.tokens) and candidate.claim.quote is None:
            continue
        if len(telling.parts.get(role, ())) >= MOST[role] or telling.tells(candidate):
            continue
        telling.add(role, candidate)
        words += candidate.claim.text.count(" ") + 1
        if (following := _follower(candidate, candidates)) and not telling.tells(following) and words < settings.story_words:
            telling.add(role, following)
            words += following.claim.text.count(" ") + 1
    if len(telling.chosen) == 1:
        # Reports that all say the lede again: the best of them tells it in full below.
        spare = [c for c in candidates if c not in telling.chosen and not c.needs_previous]
        for candidate in sorted(spare, key=lambda c: (-merit(c), c.document.id, c.passage.index))[:1]:
            telling.add(BeatRole.WHAT_HAPPENED, candidate)


def _follower(candidate: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """The claim that can only be told right after this one, if there is one that is no denial."""
    return next(
        (
            other
            for other in candidates
            if other.needs_previous
            and other.document.id == candidate.document.id
            and other.passage.index == candidate.passage.index + 1
            and other.claim.kind is not ClaimKind.DENIAL
        ),
        None,
    )


def _beats(
    telling: Telling,
    lede: Candidate,
    disagreements: Sequence[Disagreement],
    told_otherwise: Sequence[tuple[Candidate, Candidate]],
) -> tuple[Beat, ...]:
    """The chosen claims in telling order: within a part as the main report has them, a reply right after its claim. What a speaker says and
    said otherwise before is one beat of the background."""
    beats = [Beat(role=BeatRole.HEADLINE, claim_ids=(lede.claim.id,)), Beat(role=BeatRole.LEDE, claim_ids=(lede.claim.id,))]
    told = {role: _in_order(telling, role, lede) for role in TOLD_IN}
    points = _key_points(told[BeatRole.WHAT_HAPPENED], told[BeatRole.WHY_IT_MATTERS], telling)
    beats += [Beat(role=BeatRole.KEY_POINT, claim_ids=(candidate.claim.id,)) for candidate in points]
    for role, ordered in told.items():
        beats += [
            Beat(role=BeatRole.REPLY if telling.answered_by(candidate) else role, claim_ids=(candidate.claim.id,))
            for candidate in ordered
        ]
        if role is BeatRole.BACKGROUND:
            beats += [Beat(role=role, claim_ids=(now.claim.id, then.claim.id)) for now, then in told_otherwise]
        if role is BeatRole.WHAT_HAPPENED:
            beats += [
                Beat(role=BeatRole.FIGURES, claim_ids=_claims_at(disagreement, telling.evidence), disagreement=disagreement)
                for disagreement in disagreements
            ]
    return tuple(beats)


def _claims_at(disagreement: Disagreement, evidence: GatheredEvidence) -> tuple[str, ...]:
    return tuple(
        claim.id
        for side in disagreement.sides
        for claim in evidence.reading(side.document_id).claims
        if claim.span.overlaps(side.span)
    )


def _key_points(happened: Sequence[Candidate], matters: Sequence[Candidate], telling: Telling) -> list[Candidate]:
    """What a reader in a hurry should know beyond the lede, in telling order: two of what happened and one of why it matters, where
    there are any. A claim that was replied to is there with the reply or not at all."""

    def brevity(candidate: Candidate) -> float:
        return candidate.importance - 0.02 * max(0, len(candidate.passage.tokens) - KEY_POINT_TOKENS)

    def rank(candidate: Candidate) -> tuple[float, int]:
        return (-brevity(candidate), candidate.passage.index)

    events = sorted((c for c in happened if _stands_alone(c)), key=rank)
    reasons = sorted((c for c in matters if c.claim.kind is not ClaimKind.OPINION and _stands_alone(c)), key=rank)
    points: list[Candidate] = []
    for candidate in (*events[:2], *reasons[:1], *events[2:], *reasons[1:]):
        whole = [each for each in telling.dispute_of(candidate) if each not in points]
        if len(points) + len(whole) <= KEY_POINTS and all(each in events or each in reasons for each in whole):
            points += whole
    return [candidate for candidate in (*happened, *matters) if candidate in points]


def _stands_alone(candidate: Candidate) -> bool:
    """Whether a claim can be read by itself, before the story: it points at nothing and opens on no pronoun or "other"."""
    opening = candidate.passage.tokens[:3]
    return not candidate.needs_previous and opening[0].pos != "PRON" and not any(token.lemma == "other" for token in opening)


def _in_order(telling: Telling, role: BeatRole, lede: Candidate) -> list[Candidate]:
    """The main report's order; a claim of another report stands where its nearest sentence of the main report would. The archive
    comes last, each item's claims together. A reply comes right after its claim."""
    evidence = telling.evidence
    main = [p for p in evidence.reading(lede.document.id).sentences if p.role in (Role.LEAD, Role.BODY)]

    def place(candidate: Candidate) -> tuple[int, float, str, int]:
        if candidate.document.id in evidence.archive_ids:
            return (1, 0.0, candidate.document.id, candidate.passage.index)
        if candidate.document.id == lede.document.id:
            return (0, candidate.passage.index, "", 0)
        own = evidence.vectors(candidate.passage).whole
        nearest = max(main, key=lambda passage: float(own @ evidence.vectors(passage).whole), default=None)
        return (0, max(OPENING, nearest.index if nearest else 0) + 0.5, candidate.document.id, candidate.passage.index)

    ordered = sorted(telling.parts.get(role, ()), key=place)
    for candidate in [candidate for candidate in ordered if candidate.document.id != lede.document.id]:
        before = next((other for other in ordered if precedes(other, candidate)), None)
        if before is not None:
            ordered.remove(candidate)
            ordered.insert(ordered.index(before) + 1, candidate)
    return with_replies(ordered, lede, telling)
