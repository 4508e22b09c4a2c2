"""Two writers, one story: what a writer's sentences tell of the plan, what is left for another to tell, and both in one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from groundwire.model import Beat, BeatRole, Drafting, Sentence, Span, StoryPlan
from groundwire.protocols import Evidence

_ONCE = (BeatRole.HEADLINE, BeatRole.LEDE, BeatRole.SOCIAL_LINE, BeatRole.SEARCH_TITLE)
"""What a story has one of: it is told by whatever stands in its place."""


class Weaver:
    """The plan of one story and where its claims stand. Sentences are told apart by the passages that they rest on."""

    def __init__(self, plan: StoryPlan, evidence: Evidence) -> None:
        self._plan = plan
        self._spans = _find_spans(plan, evidence)

    def leave(self, told: Sequence[Sentence]) -> StoryPlan:
        """The plan of what is still to be told beside ``told``."""
        roles = {sentence.beat for sentence in told}
        points = sum(sentence.beat is BeatRole.KEY_POINT for sentence in told)
        room = sum(beat.role is BeatRole.KEY_POINT for beat in self._plan.beats) - points
        pointed = self._claims_of([s for s in told if s.beat is BeatRole.KEY_POINT])
        running = self._claims_of([s for s in told if not s.beat.is_apart])
        beats: list[Beat] = []
        for beat in self._plan.beats:
            if not is_open_to_all(beat) or (beat.role in _ONCE and beat.role not in roles):
                beats.append(beat)
            elif beat.role is BeatRole.LEDE and not set(beat.claim_ids) <= running:
                beats.append(replace(beat, role=BeatRole.WHAT_HAPPENED))  # the other writer led with something else
            elif beat.role in _ONCE:
                continue
            elif beat.role is BeatRole.KEY_POINT:
                is_wanted = room > 0 and not set(beat.claim_ids) <= pointed
                beats += [beat] if is_wanted else []
                room -= is_wanted
            elif not set(beat.claim_ids) <= running:
                beats.append(beat)
        return replace(self._plan, beats=tuple(beats))

    def weave(self, told: Sequence[Sentence], more: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """All sentences in one order: ``told`` as they come, each of ``more`` after what the plan has before it."""
        woven = [(self._place(sentence), sentence) for sentence in told]
        for sentence in more:
            place = self._place(sentence)
            after = max((number + 1 for number, (other, _) in enumerate(woven) if other <= place), default=0)
            woven.insert(after, (place, sentence))
        return tuple(sentence for _, sentence in woven)

    def count(
        self,
        offered: Sequence[Sentence],
        reworded: Sequence[Sentence],
        tried: Sequence[Sentence],
        story: Sequence[Sentence],
    ) -> Drafting:
        """What became of the sentences that were ``offered``: ``reworded[i]`` is ``offered[i]`` after its writer's other try, ``tried[i]``
        after the desk's. ``story`` is what was made of them and of the built-in writer's."""
        pairs = list(zip(offered, tried, strict=True))
        recast = sum(last in story and last != first for first, last in zip(reworded, tried, strict=True))
        authors = {sentence.author for sentence in offered}
        others = [sentence for sentence in story if sentence.author not in authors]
        failed = [first for first, last in pairs if last not in story]
        replaced = sum(self._is_replaced(sentence, others) for sentence in failed)
        mentioned = self._claims_of(offered)
        put_back = [s for s in others if not s.beat.is_apart and (claims := self._claims_of([s])) and not claims & mentioned]
        return Drafting(
            written=len(offered),
            stood=sum(last in story and last == first for first, last in pairs),
            reworded=sum(last in story and last != first for first, last in pairs) - recast,
            recast=recast,
            replaced=replaced,
            cut=len(failed) - replaced,
            put_back=len(put_back),
        )

    def _is_replaced(self, sentence: Sentence, others: Sequence[Sentence]) -> bool:
        if sentence.beat in _ONCE:
            return any(other.beat is sentence.beat for other in others)
        return bool(self._claims_of([sentence]) & self._claims_of(others))

    def _claims_of(self, sentences: Sequence[Sentence]) -> set[str]:
        spans = [item for sentence in sentences for item in sentence.evidence if isinstance(item, Span)]
        return {claim for claim, own in self._spans.items() if any(own.overlaps(span) for span in spans)}

    def _place(self, sentence: Sentence) -> int:
        """The index of the beat that the sentence tells first: one of its own part if there is one."""
        claims = self._claims_of([sentence])
        beats = list(enumerate(self._plan.beats))
        own = [n for n, beat in beats if beat.role is sentence.beat and (beat.role in _ONCE or claims & set(beat.claim_ids))]
        same = [n for n, beat in beats if beat.role is sentence.beat]
        other = [n for n, beat in beats if claims & set(beat.claim_ids) and not (beat.role.is_apart or beat.role in _ONCE)]
        running = other if not sentence.beat.is_apart else []
        return (own or running or same[-1:] or [len(beats)])[0]


def is_open_to_all(beat: Beat) -> bool:
    """Whether any writer may tell the beat. What tables say, what sources differ about and the timeline are only told by the built-in
    writer: their words are slots that are filled from cells, from both sides, and from dates."""
    return not beat.facts and beat.disagreement is None and beat.dating is None


def _find_spans(plan: StoryPlan, evidence: Evidence) -> Mapping[str, Span]:
    wanted = {claim_id for beat in plan.beats for claim_id in beat.claim_ids}
    return {
        claim.id: claim.span
        for document in evidence.documents
        for claim in evidence.reading(document.id).claims
        if claim.id in wanted
    }
