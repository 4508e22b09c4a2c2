"""The copy desk: steps 6 to 8 of the way of a report. A writer's sentences meet every check; one that fails is tried once more; what still
fails gives way to the built-in writer's sentence on the same claims, else is cut. Nothing leaves it that is not backed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from groundwire.counting.settled_by_tables import settle
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.introductions import refer_once
from groundwire.editing.lifecycle import COPYING
from groundwire.editing.recasting import recast
from groundwire.editing.rulings import combine
from groundwire.editing.timeline import make_entries
from groundwire.editing.weaving import Weaver
from groundwire.errors import ChatError
from groundwire.model import (
    Beat,
    BeatRole,
    Document,
    Draft,
    Drafting,
    HouseStyle,
    Outcome,
    Reading,
    Ruling,
    Sentence,
    Source,
    StoryPlan,
    Verdict,
    document_id,
)
from groundwire.protocols import Check, Evidence, Pictures, Readings, Reviewer, Table, Tools, Writer
from groundwire.reading import read_document

Progress = Callable[[str, int, int], None]
"""Told (stage, done, total) as work goes on."""
PARAGRAPH = "\n\n"
FROM_TABLES = (BeatRole.BY_THE_NUMBERS, BeatRole.PRICE_ACTION)
_APART = (BeatRole.HEADLINE, BeatRole.TIMELINE, *FROM_TABLES)
"""Parts whose failing sentences nothing else leans on: they are no reason to write the story anew."""
ROUNDS = 2
"""How often a story is written: once, and once more without the claims that failed."""
LONGEST_RUN = 20
"""Words in a row as a source has them from which on a sentence beside a model's is told in another shape."""
SHAPES = 6
"""Most shapes of one sentence that are tried."""
_REWORDED = (COPYING, "house_style")
"""Checks whose warnings another wording may answer."""


class NoReadings:
    """``Readings`` of a desk that keeps none."""

    def find(self, documents: Sequence[Document]) -> Mapping[str, Reading]:
        """None."""
        return {}

    def keep(self, readings: Mapping[Document, Reading]) -> None:
        """Nothing is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the pipeline works with: tools, one writer, all checks, whom to tell how far it is, the built-in writer who steps in for another
    one, what was read before, the newsroom's pictures where it has any, the tables that may be rested on, and the house style."""

    tools: Tools
    writer: Writer
    checks: Sequence[Check]
    progress: Progress
    stand_in: Writer | None = None
    readings: Readings = NoReadings()
    pictures: Pictures | None = None
    tables: Sequence[Table] = ()
    style: HouseStyle = HouseStyle()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A story's sentences, each with a verdict, all of them supported; by whom they are, what became of that writer's sentences where the
    built-in one stood by, and what the person should be told."""

    verdicts: tuple[Verdict, ...]
    writer: Writer
    drafting: Drafting | None = None
    warnings: tuple[str, ...] = ()


def write_and_mend(plan: StoryPlan, evidence: GatheredEvidence, desk: Desk) -> Copy:
    """Steps 6 to 8. Where another writer writes, the built-in one tells what that one left out or got wrong."""
    if desk.stand_in is None:
        return Copy(verdicts=_write_alone(plan, evidence, desk), writer=desk.writer)
    warnings: list[str] = []
    offered, mended = _ask(plan, evidence, desk, warnings)
    tried = _recast(mended, evidence, desk, desk.writer.name)
    standing = [verdict.sentence for verdict in tried if _stands(verdict)]
    weaver = Weaver(plan, evidence)
    stand_in = replace(desk, writer=desk.stand_in, stand_in=None)
    while True:
        verdicts = _write_alone(weaver.leave(standing), evidence, stand_in)
        if not standing:
            break
        more = _recast(verdicts, evidence, stand_in, desk.writer.name)
        woven = weaver.weave(standing, [verdict.sentence for verdict in more])
        verdicts = _stand_together(woven, plan, evidence, stand_in)
        story = {verdict.sentence for verdict in verdicts}
        if all(sentence in story for sentence in standing):
            if not find_lack(verdicts, "the reports", FROM_TABLES):
                break
            standing = []  # with less of the plan told by two it would be no story: the built-in writer tells all of it
            continue
        standing = [sentence for sentence in standing if sentence in story]
    return Copy(
        verdicts=_settle_references(verdicts, evidence, stand_in) if standing else verdicts,
        writer=desk.writer if standing else desk.stand_in,
        drafting=weaver.count(offered, *([verdict.sentence for verdict in each] for each in (mended, tried, verdicts))),
        warnings=tuple(warnings),
    )


def find_lack(verdicts: Sequence[Verdict], sources: str, aside: Sequence[BeatRole] = ()) -> str:
    """Why what stands is no story made from ``sources``; empty where it is one. Parts that are ``aside`` make none."""
    beats = {verdict.sentence.beat for verdict in verdicts}
    if BeatRole.LEDE not in beats or BeatRole.HEADLINE not in beats:
        return f"no headline and lede could be written that {sources} back in every part"
    if all(beat.is_apart or beat is BeatRole.LEDE or beat in aside for beat in beats):
        return "beyond the lede no sentence could be backed"
    return ""


def _ask(
    plan: StoryPlan, evidence: GatheredEvidence, desk: Desk, warnings: list[str]
) -> tuple[tuple[Sentence, ...], tuple[Verdict, ...]]:
    """What the desk's writer offers, and the verdicts on it after one more try at what fails. A model that cannot be asked is told in
    ``warnings``; what it offered before stays."""
    offered: tuple[Sentence, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    try:
        desk.progress("write", 0, 1)
        offered = desk.writer.write(plan, evidence)
        desk.progress("write", 1, 1)
        verdicts = rule(make_draft(offered, desk), evidence, desk) if offered else ()
        verdicts = _mend(verdicts, evidence, desk)
    except ChatError as error:
        warnings.append(f"{error}; the built-in writer stepped in")
    return offered, verdicts


def rule(draft: Draft, evidence: Evidence, desk: Desk) -> tuple[Verdict, ...]:
    """Step 7: a verdict for each sentence of the draft."""
    rulings: list[Ruling] = []
    for number, check in enumerate(desk.checks):
        desk.progress("check", number, len(desk.checks))
        rulings += check.check(draft, evidence)
    for check in desk.checks:
        if isinstance(check, Reviewer):
            rulings += check.review(draft, evidence, tuple(rulings))
    desk.progress("check", len(desk.checks), len(desk.checks))
    return combine(draft, settle(draft, rulings, evidence) if evidence.tables else rulings)


def make_draft(sentences: Sequence[Sentence], desk: Desk) -> Draft:
    """Sentences as a draft that can be read like a report: one paragraph each."""
    text = PARAGRAPH.join(sentence.text for sentence in sentences)
    source = Source(name="")
    document = Document(id=document_id(source, "", text), text=text, source=source, extractor="draft")
    places, start = [], 0
    for sentence in sentences:
        places.append((start, start + len(sentence.text)))
        start += len(sentence.text) + len(PARAGRAPH)
    reading = read_document(document, desk.tools.encoders.syntax, places)
    return Draft(id=document.id, sentences=tuple(sentences), document=document, reading=reading)


def _write_alone(plan: StoryPlan, evidence: GatheredEvidence, desk: Desk) -> tuple[Verdict, ...]:
    """What stands of a story by one writer. A sentence that fails is rewritten once. A claim that fails again is struck from the plan and
    the story written anew, so that nobody stays unintroduced; what fails even then is cut."""
    verdicts: tuple[Verdict, ...] = ()
    for _ in range(ROUNDS):
        desk.progress("write", 0, 1)
        sentences = desk.writer.write(plan, evidence)
        desk.progress("write", 1, 1)
        verdicts = _mend(rule(make_draft(sentences, desk), evidence, desk), evidence, desk)
        failed = [verdict.sentence for verdict in verdicts if not _stands(verdict)]
        if all(sentence.beat in _APART for sentence in failed):
            break
        plan = _strike(plan, failed, evidence)
    kept = _without_thin_timeline(_keep_supported(verdicts), plan, evidence)
    is_as_written = [verdict.sentence for verdict in kept] == list(sentences)
    return kept if is_as_written else _stand_together([verdict.sentence for verdict in kept], plan, evidence, desk)


def _stand_together(
    sentences: Sequence[Sentence], plan: StoryPlan, evidence: GatheredEvidence, desk: Desk
) -> tuple[Verdict, ...]:
    """What stands when all that is left is ruled on together, as it will be at publishing: a sentence that was mended, or a headline that
    was chosen among others, may fail beside the story; and one may lean on another that is gone."""
    is_headed = any(beat.role is BeatRole.HEADLINE for beat in plan.beats)
    while True:
        if is_headed and not any(sentence.beat is BeatRole.HEADLINE for sentence in sentences):
            sentences = (*_other_headline(sentences, plan, evidence, desk), *sentences)
        verdicts = rule(make_draft(sentences, desk), evidence, desk) if sentences else ()
        kept = _without_thin_timeline(_keep_supported(verdicts), plan, evidence)
        if len(kept) == len(sentences):
            return kept
        sentences = [verdict.sentence for verdict in kept]


def _other_headline(body: Sequence[Sentence], plan: StoryPlan, evidence: GatheredEvidence, desk: Desk) -> tuple[Sentence, ...]:
    """The best headline that every check backs above that body, or nothing where there is none."""
    headlines = desk.writer.headlines(plan, evidence)
    for verdict in rule(make_draft(headlines, desk), evidence, desk) if headlines else ():
        if _stands(verdict):
            above, *_ = rule(make_draft([verdict.sentence, *body], desk), evidence, desk)
            if _stands(above):
                return (above.sentence,)
    return ()


def _mend(verdicts: tuple[Verdict, ...], evidence: GatheredEvidence, desk: Desk) -> tuple[Verdict, ...]:
    """Step 8: another try at each failing sentence; it replaces the first only if every check now backs it. A sentence that stands but says
    too much in a source's words is tried again where a writer has others, and gives way to one that says less in them."""
    failing = [verdict for verdict in verdicts if not _stands(verdict) or (desk.stand_in and _warned(verdict))]
    rewritten = zip(failing, desk.writer.rewrite(failing, evidence) if failing else (), strict=True)
    tries = [(verdict, sentence) for verdict, sentence in rewritten if sentence is not None]
    if not tries:
        return verdicts
    again = rule(make_draft([sentence for _, sentence in tries], desk), evidence, desk)
    better = {
        verdict.index: replace(new, index=verdict.index)
        for (verdict, _), new in zip(tries, again, strict=True)
        if _stands(new) and (not _stands(verdict) or not _warned(new) or _run(new) < _run(verdict))
    }
    return tuple(better.get(verdict.index, verdict) for verdict in verdicts)


def _recast(verdicts: tuple[Verdict, ...], evidence: GatheredEvidence, desk: Desk, held: str) -> tuple[Verdict, ...]:
    """The verdicts, with those sentences cut or turned round by the desk that fail as they are, or that run on too long in a source's
    words, where that helps: of the shapes that every check backs the fullest with no such run, else the one with the shortest.
    Every shape is ruled on as if it were by the writer named ``held``, whose sentences are held to most."""
    poor = [v for v in verdicts if v.sentence.beat not in _APART and (not _stands(v) or _run(v) > LONGEST_RUN)]
    if not poor:
        return verdicts
    draft = make_draft([verdict.sentence for verdict in poor], desk)
    shapes = [
        (verdict, replace(verdict.sentence, text=text, author=held))
        for verdict, passage in zip(poor, draft.reading.sentences, strict=True)
        for text in recast(passage, draft.reading)[:SHAPES]
    ]
    if not shapes:
        return verdicts
    better: dict[int, Verdict] = {}
    tried = rule(make_draft([sentence for _, sentence in shapes], desk), evidence, desk)
    for (first, _), again in zip(shapes, tried, strict=True):
        best = better.get(first.index, first)
        if _stands(again) and (not _stands(best) or _run(again) < _run(best) > LONGEST_RUN):
            sentence = replace(again.sentence, author=first.sentence.author)
            better[first.index] = replace(again, index=first.index, sentence=sentence)
    return tuple(better.get(verdict.index, verdict) for verdict in verdicts)


def _settle_references(verdicts: tuple[Verdict, ...], evidence: GatheredEvidence, desk: Desk) -> tuple[Verdict, ...]:
    """The verdicts on a story by two, each of whom introduced people by themselves: full name and office at first reference, the surname
    after that. What does not stand so stays as it was."""
    sentences = [verdict.sentence for verdict in verdicts]
    settled = refer_once(sentences, make_draft(sentences, desk), evidence)
    while settled != sentences:
        again = rule(make_draft(settled, desk), evidence, desk)
        if all(_stands(verdict) for verdict in again):
            return again
        kept = [new.sentence if _stands(new) else old for new, old in zip(again, sentences, strict=True)]
        if kept == settled:
            break
        settled = kept
    return verdicts


def _run(verdict: Verdict) -> int:
    """Words of the longest run that the sentence has in a source's own words, as far as that is warned of."""
    runs = [verdict.sentence.text[slice(*warning.part)] for warning in verdict.warnings if warning.check == COPYING]
    return max((len(run.split()) for run in runs), default=0)


def _stands(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.SUPPORTED


def _warned(verdict: Verdict) -> bool:
    return any(warning.check in _REWORDED for warning in verdict.warnings)


def _strike(plan: StoryPlan, failed: Sequence[Sentence], evidence: Evidence) -> StoryPlan:
    """The plan without the beats whose sentences failed; a lede that failed is followed by the next claim that happened."""
    spans = {(sentence.beat, sentence.first_span) for sentence in failed if sentence.beat is not BeatRole.HEADLINE}
    claims = {claim.id: claim for document in evidence.documents for claim in evidence.reading(document.id).claims}
    beats: list[Beat] = []
    struck: BeatRole | None = None
    for beat in plan.beats:
        if any((beat.role, claims[claim_id].span) in spans for claim_id in beat.claim_ids):
            struck = _orphaning(beat.role, struck)
            continue
        if beat.role is BeatRole.REPLY and struck is not None:
            beat = replace(beat, role=struck)
        struck = None
        beats.append(beat)
    roles = {beat.role for beat in beats}
    is_led = any(beat.role is BeatRole.LEDE for beat in plan.beats)
    substitute = next((beat for beat in beats if beat.role is BeatRole.WHAT_HAPPENED), None)
    if substitute is not None and is_led and BeatRole.LEDE not in roles:
        beats = [beat for beat in beats if beat is not substitute]
        beats.insert(int(BeatRole.HEADLINE in roles), Beat(role=BeatRole.LEDE, claim_ids=substitute.claim_ids))
    return replace(plan, beats=tuple(beats))


def _keep_supported(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts on sentences that stand, headline first, renumbered. A sentence that repeats another word for word goes too,
    but that a key point says what the text says."""
    kept: list[Verdict] = []
    told: set[tuple[bool, str]] = set()
    cut: BeatRole | None = None
    for verdict in sorted(verdicts, key=lambda verdict: verdict.sentence.beat is not BeatRole.HEADLINE):
        sentence = verdict.sentence
        is_point = sentence.beat is BeatRole.KEY_POINT
        is_telling, words = is_point or not sentence.beat.is_apart, (is_point, sentence.text)
        if verdict.outcome is not Outcome.SUPPORTED or (is_telling and words in told):
            cut = _orphaning(sentence.beat, cut)
            continue
        if is_telling:
            told.add(words)
        if sentence.beat is BeatRole.REPLY and cut is not None:
            sentence = replace(sentence, beat=cut)
        cut = None
        kept.append(replace(verdict, sentence=sentence, index=len(kept)))
    return tuple(kept)


def _without_thin_timeline(verdicts: tuple[Verdict, ...], plan: StoryPlan, evidence: GatheredEvidence) -> tuple[Verdict, ...]:
    """The same verdicts, without the timeline where too little of it stands to be one."""
    if make_entries(plan, [verdict.sentence for verdict in verdicts], evidence):
        return verdicts
    kept = [verdict for verdict in verdicts if verdict.sentence.beat is not BeatRole.TIMELINE]
    return tuple(replace(verdict, index=index) for index, verdict in enumerate(kept))


def _orphaning(role: BeatRole, before: BeatRole | None) -> BeatRole | None:
    """The part that a reply has to stand in by itself once what stood before it is gone: that of the last thing gone that was no reply."""
    if role is BeatRole.REPLY:
        return before
    return None if role.is_apart or role is BeatRole.LEDE else role
