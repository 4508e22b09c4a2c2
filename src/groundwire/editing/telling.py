"""The story as it is being chosen, and the rule that a claim and the reply to it are told together: both, one right after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.importance import Candidate
from groundwire.editing.matching import cover
from groundwire.editing.replies import Pair
from groundwire.model import BeatRole

TOLD = 0.82
"""Cover by what is already told above which a claim is not told again."""
SAME_SENTENCE = 0.75
"""Cosine to a sentence already told of another report above which a claim is that sentence in other words."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A claim that replies, and those that it replies to, the answered one first."""

    reply: Candidate
    claims: tuple[Candidate, ...]


@dataclass(slots=True)
class Telling:
    """The story as it is being chosen: claims in the order of choice, by part; ``pairs`` are all that could be told. Lives for one call of
    ``make_plan``."""

    evidence: GatheredEvidence
    pairs: Sequence[Answer] = ()
    chosen: list[Candidate] = field(default_factory=list)
    parts: dict[BeatRole, list[Candidate]] = field(default_factory=dict)

    def tells(self, candidate: Candidate) -> bool:
        """Whether what is chosen already says this: all of it together, or one sentence of it in other words."""
        vector = self.evidence.vectors(candidate.passage).whole
        elsewhere = [other for other in self.chosen if other.document.id != candidate.document.id]
        if any(float(vector @ self.evidence.vectors(other.passage).whole) >= SAME_SENTENCE for other in elsewhere):
            return True
        if not self.chosen:
            return False
        told = [self.evidence.content(other.passage) for other in self.chosen]
        return cover(self.evidence.content(candidate.passage), told).score >= TOLD

    def add(self, role: BeatRole, candidate: Candidate) -> None:
        """Tell a claim in that part."""
        self.chosen.append(candidate)
        self.parts.setdefault(role, []).append(candidate)

    def part_of(self, candidate: Candidate) -> BeatRole:
        """The part that the chosen claim is told in; what replies to the lede opens what happened."""
        role = next(role for role, part in self.parts.items() if candidate in part)
        return BeatRole.WHAT_HAPPENED if role is BeatRole.LEDE else role

    def move(self, candidate: Candidate, role: BeatRole) -> None:
        """Tell a chosen claim in another part."""
        self.parts[self.part_of(candidate)].remove(candidate)
        self.parts.setdefault(role, []).append(candidate)

    def dispute_of(self, candidate: Candidate) -> list[Candidate]:
        """A chosen claim with what it replies to and the first of its replies, all as far as they are chosen."""
        claim = self.answered_by(candidate) or candidate
        replies = [reply for reply in self.chosen if self.answered_by(reply) is claim]
        return [claim, *(replies[:1] if candidate not in replies else [candidate])]

    def answered_by(self, reply: Candidate) -> Candidate | None:
        """The chosen claim that a sentence replies to, or ``None``."""
        return next((c for pair in self.pairs if pair.reply is reply for c in pair.claims if c in self.chosen), None)


def pair_up(pairs: Sequence[Pair], candidates: Sequence[Candidate]) -> list[Answer]:
    """The pairs of which both sides can be told."""
    able = {candidate.passage.span: candidate for candidate in candidates}
    found = [
        Answer(able[pair.reply], tuple(able[span] for span in pair.claims if span in able))
        for pair in pairs
        if pair.reply in able
    ]
    return [answer for answer in found if answer.claims]


def tell_whole(telling: Telling) -> None:
    """Every claim told gets a reply, where there is one, and every reply told the claim that it answers, in one part of the story."""
    answered = {id(claim) for pair in telling.pairs if pair.reply in telling.chosen for claim in pair.claims}
    for pair in telling.pairs:
        claim = telling.answered_by(pair.reply)
        if claim is None and pair.reply in telling.chosen:
            claim = next((candidate for candidate in pair.claims if not candidate.needs_previous), None)
            if claim is not None:
                telling.add(telling.part_of(pair.reply), claim)
        elif claim is not None and pair.reply in telling.chosen and pair.reply is not telling.chosen[0]:
            telling.move(pair.reply, telling.part_of(claim))
        elif claim is not None and id(claim) not in answered and can_follow(pair.reply, claim):
            telling.add(telling.part_of(claim), pair.reply)
            answered |= {id(candidate) for candidate in pair.claims}


def can_follow(reply: Candidate, claim: Candidate) -> bool:
    """Whether a reply is understood right after that claim."""
    return not reply.needs_previous or precedes(claim, reply)


def precedes(other: Candidate, candidate: Candidate) -> bool:
    """Whether ``other`` is the sentence right before, in the same report."""
    return other.document.id == candidate.document.id and other.passage.index == candidate.passage.index - 1


def with_replies(ordered: list[Candidate], lede: Candidate, telling: Telling) -> list[Candidate]:
    """The same claims with each reply, and what goes on from it, right after its claim; replies to the lede come first. An archive claim
    that a report replies to is told where the reply is."""
    last: dict[int, Candidate] = {}
    for reply in list(ordered):
        claim = telling.answered_by(reply)
        if claim is None or (claim is not lede and claim not in ordered):
            continue
        archived = telling.evidence.archive_ids
        if claim.document.id in archived and reply.document.id not in archived:
            ordered.remove(claim)
            ordered.insert(ordered.index(reply), claim)
            continue
        tail = [reply, *(other for other in ordered if precedes(reply, other) and other is not claim)]
        ordered = [candidate for candidate in ordered if candidate not in tail]
        before = last.get(id(claim), claim)
        place = ordered.index(before) + 1 if before in ordered else 0
        ordered[place:place] = tail
        last[id(claim)] = tail[-1]
    return ordered
