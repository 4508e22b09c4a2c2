"""One event told twice: by a language model with the built-in writer standing in, and by the built-in writer alone."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bench.data import Happening, make_document
from bench.desks import Models, load_models, open_desk
from groundwire.checks.copying import CopyingCheck
from groundwire.copydesk import Desk, make_draft
from groundwire.editing.answers import parse_story
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.weaving import is_open_to_all
from groundwire.model import (
    BeatRole,
    ChatReply,
    ChatRequest,
    Drafting,
    Outcome,
    Sentence,
    Span,
    Story,
    StoryPlan,
    Verdict,
)
from groundwire.pipeline import Outcomes, read_all, write_story
from groundwire.protocols import ChatModel, Evidence, Syntax, Writer
from groundwire.settings import Settings

SHORTEST_RUN = 4
"""Words that make a run worth measuring."""
_HEADS = (BeatRole.HEADLINE, BeatRole.KEY_POINT, BeatRole.SOCIAL_LINE, BeatRole.SEARCH_TITLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finished story: its running words, the share of the plan's claims that it tells, its longest run of words that it shares with a
    source (outside quotation marks; below ``SHORTEST_RUN`` it is 0), whether every sentence is supported, and wall-clock seconds."""

    words: int
    coverage: float
    longest_run: int
    is_backed: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one event; ``ours`` is the built-in writer's story, ``chat`` the one that a model wrote at. Either is ``None`` where it
    was refused. ``offered`` are the sentences in the model's first answer, of which ``drafting`` knows those that were fit to be checked;
    ``objections`` count the checks that stopped one of those at first. ``warnings`` are what a person would be told."""

    id: str
    chat: Told | None = None
    ours: Told | None = None
    offered: int = 0
    drafting: Drafting = Drafting()
    objections: Mapping[str, int] = field(default_factory=dict)
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    model_seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    sentences: tuple[tuple[str, str, str], ...] = ()
    """Of the model's story: author, part and words."""
    error: str = ""


class CountingChat:
    """``ChatModel`` that writes down what it is asked, what is answered, and how long that takes. As in the newsroom, the same question is
    asked once."""

    def __init__(self, inner: ChatModel) -> None:
        self._inner = inner
        self.asked: dict[ChatRequest, ChatReply] = {}
        self.seconds = 0.0

    @property
    def name(self) -> str:
        """See ``protocols.ChatModel``."""
        return self._inner.name

    def reply(self, request: ChatRequest) -> ChatReply:
        """See ``protocols.ChatModel``."""
        if request not in self.asked:
            began = time.perf_counter()
            try:
                self.asked[request] = self._inner.reply(request)
            finally:
                self.seconds += time.perf_counter() - began
        return self.asked[request]


class WatchedWriter:
    """``Writer`` that hands everything on to another one, and keeps the plan it was given first and what stopped its sentences."""

    def __init__(self, inner: Writer) -> None:
        self._inner = inner
        self.name, self.disclosure = inner.name, inner.disclosure
        self.plan: StoryPlan | None = None
        self.objections: Counter[str] = Counter()

    def write(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        """See ``protocols.Writer``."""
        self.plan = self.plan or plan
        return self._inner.write(plan, evidence)

    def headlines(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        """See ``protocols.Writer``."""
        return self._inner.headlines(plan, evidence)

    def rewrite(self, failed: Sequence[Verdict], evidence: Evidence) -> tuple[Sentence | None, ...]:
        """See ``protocols.Writer``."""
        for verdict in failed:
            stopped = {ruling.check for ruling in verdict.reasons if ruling.outcome is not Outcome.SUPPORTED}
            self.objections.update(stopped or {f"{ruling.check} (a warning)" for ruling in verdict.warnings})
        return self._inner.rewrite(failed, evidence)


def tell(happening: Happening, model: ChatModel, settings: Settings, syntax: Syntax | None = None) -> Result:
    """The event told twice. A crash is counted, not hidden, and does not end the run. ``syntax`` is the parser, where it is loaded."""
    documents = [make_document(article, f"{happening.id}/{number}") for number, article in enumerate(happening.articles)]
    chat = CountingChat(model)
    try:
        # Fresh models each time: what the first story had embedded and judged would be a gift to the second.
        desk, writer = _watch(load_models(syntax), settings, chat)
        outcomes, seconds = _time(lambda: write_story(documents, [], desk))
        own_desk, own_writer = _watch(load_models(desk.tools.encoders.syntax), settings)
        own, own_seconds = _time(lambda: write_story(documents, [], own_desk))
    except Exception as error:
        return Result(id=happening.id, error=f"{type(error).__name__}: {error}")
    story, replies = outcomes.story, chat.asked.values()
    return Result(
        id=happening.id,
        chat=_measure(outcomes, writer.plan, desk, seconds),
        ours=_measure(own, own_writer.plan, own_desk, own_seconds),
        offered=sum(len(parse_story(reply.text)) for asked, reply in chat.asked.items() if asked.prompt.startswith("story")),
        drafting=story.drafting or Drafting() if isinstance(story, Story) else Drafting(),
        objections=dict(writer.objections),
        calls=len(chat.asked),
        input_tokens=sum(reply.input_tokens for reply in replies),
        output_tokens=sum(reply.output_tokens for reply in replies),
        model_seconds=chat.seconds,
        warnings=outcomes.warnings,
        sentences=tuple((s.author, s.beat.value, s.text) for s in story.all_sentences) if isinstance(story, Story) else (),
    )


def _watch(models: Models, settings: Settings, chat: ChatModel | None = None) -> tuple[Desk, WatchedWriter]:
    desk = open_desk(lambda stage, done, total: None, models, chat, settings)
    writer = WatchedWriter(desk.writer)
    return replace(desk, writer=writer), writer


def _time(work: Callable[[], Outcomes]) -> tuple[Outcomes, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def _measure(outcomes: Outcomes, plan: StoryPlan | None, desk: Desk, seconds: float) -> Told | None:
    story = outcomes.story
    if not isinstance(story, Story) or plan is None:
        return None
    evidence = _gather(story, desk)
    running = [sentence for sentence in story.sentences if not sentence.beat.is_apart]
    return Told(
        words=sum(len(sentence.text.split()) for sentence in running),
        coverage=find_coverage(plan, running, evidence),
        longest_run=find_longest_run(story.all_sentences, evidence, desk),
        is_backed=all(verdict.outcome is Outcome.SUPPORTED for verdict in outcomes.verdicts),
        seconds=seconds,
    )


def _gather(story: Story, desk: Desk) -> GatheredEvidence:
    return GatheredEvidence(story.documents, read_all(story.documents, desk), desk.tools.encoders.embedding)


def find_coverage(plan: StoryPlan, told: Sequence[Sentence], evidence: Evidence) -> float:
    """The share of the claims that ``plan`` wants told in running text which sentences of ``told`` rest on; 1 where it wants none."""
    beats = [beat for beat in plan.beats if is_open_to_all(beat) and not beat.role.is_apart]
    wanted = {claim_id for beat in beats for claim_id in beat.claim_ids}
    places = {
        claim.id: claim.span
        for document in evidence.documents
        for claim in evidence.reading(document.id).claims
        if claim.id in wanted
    }
    backing = [item for sentence in told for item in sentence.evidence if isinstance(item, Span)]
    found = sum(any(place.overlaps(item) for item in backing) for place in places.values())
    return found / len(wanted) if wanted else 1.0


def find_longest_run(sentences: Sequence[Sentence], evidence: Evidence, desk: Desk) -> int:
    """Words of the longest run outside quotation marks that any of the sentences shares with a report, as ``copying`` finds it."""
    draft = make_draft(sentences, desk)
    rulings = CopyingCheck(SHORTEST_RUN).check(draft, evidence)
    runs = [draft.reading.sentences[ruling.sentence].text[slice(*ruling.part)] for ruling in rulings]
    return max((len(re.findall(r"\w+(?:['’]\w+)*", run)) for run in runs), default=0)
