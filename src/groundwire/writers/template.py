"""The built-in writer: no language model. It tells each claim in the source's own words, copy-edited; what it adds itself claims nothing
but who reported and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from groundwire.counting.fact_copy import write_facts, write_headlines
from groundwire.editing.copyedit import (
    LEANING,
    Copy,
    Edit,
    append,
    apply_edits,
    attribution_spans,
    finish,
    opening_cuts,
    softened_determiners,
    without_wire_marks,
)
from groundwire.editing.crediting import credit, date_background, find_lede_credit, is_disputed, lower_first
from groundwire.editing.dating import dated_edits, say_dating, time_edits
from groundwire.editing.headline import make_headline, sentence_case
from groundwire.editing.introductions import Cast, make_cast, mention_edits
from groundwire.editing.shortening import add_cut, dispensable
from groundwire.editing.telling_differences import tell_disagreement
from groundwire.model import (
    BUILT_IN,
    Beat,
    BeatRole,
    Claim,
    ClaimKind,
    Dating,
    Document,
    Passage,
    Reading,
    Role,
    Sentence,
    Span,
    StoryPlan,
    Token,
    Verdict,
)
from groundwire.protocols import Evidence, Tools
from groundwire.reading.claims import ACCUSATIONS, main_verb
from groundwire.settings import Settings

KEY_POINT_WORDS = 24
_NOT_RETOLD = (BeatRole.HEADLINE, BeatRole.FIGURES, BeatRole.KEY_POINT, BeatRole.TIMELINE)
"""Parts that a source's whole sentence cannot play."""
ENTRY_WORDS = 28
"""Words of a timeline's entry, its date not counted."""
HEADLINES = 8
"""Most claims that a headline is tried on."""
_HEADLINE_ORDER = {BeatRole.HEADLINE: 0, BeatRole.LEDE: 1, BeatRole.WHAT_HAPPENED: 2, BeatRole.WHY_IT_MATTERS: 3}
NOMINAL = {
    "offer": "offer", "meet": "meeting", "sign": "signing", "agree": "agreement", "announce": "announcement", "warn": "warning",
    "visit": "visit", "launch": "launch", "propose": "proposal", "approve": "approval", "reject": "rejection", "decide": "decision",
    "arrest": "arrest", "resign": "resignation", "appoint": "appointment", "strike": "strike", "attack": "attack", "vote": "vote",
    "pledge": "pledge", "promise": "promise", "agreement": "agreement", "accuse": "accusation", "deny": "denial", "call": "call",
    "purchase": "purchase", "acquire": "acquisition", "merge": "merger", "explode": "explosion", "collapse": "collapse",
}  # fmt: skip
"""What newspapers call the deed of a verb, so that a part cut from the lede can be told by itself ("The offer came during ...")."""


@dataclass(slots=True)
class _Copydesk:
    """One story being written: who has been introduced, and from which archive item the last sentence came."""

    plan: StoryPlan
    evidence: Evidence
    cast: Cast
    claims: dict[str, tuple[Claim, Document]]
    introduced: frozenset[str] = frozenset()
    introduced_in_points: frozenset[str] = frozenset()
    last_archive_id: str = ""
    spun_off: list[Copy] = field(default_factory=list)


class TemplateWriter:
    """``Writer`` by copy-editing."""

    name = BUILT_IN
    disclosure = "without a language model"

    def __init__(self, settings: Settings, now: datetime) -> None:
        self._settings = settings
        self._now = now

    def write(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        """See ``protocols.Writer``."""
        desk = _open_desk(plan, evidence)
        sentences: list[Sentence] = []
        for beat in plan.beats:
            sentences += self._tell(beat, desk)
        return tuple(sentences)

    def headlines(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        """See ``protocols.Writer``. Made from the lede's claim; then from the other claims told and the reports' own headlines,
        the nearest to the lede first. Those of a story from tables tell its facts in the order in which they come."""
        if not any(beat.claim_ids for beat in plan.beats):
            return write_headlines(plan, evidence, self._now, self.name, self._settings.headline_characters)
        desk = _open_desk(plan, evidence)
        order = sorted(plan.beats, key=lambda beat: _HEADLINE_ORDER.get(beat.role, len(_HEADLINE_ORDER)))
        claim_ids = dict.fromkeys(i for beat in order if beat.role in _HEADLINE_ORDER for i in beat.claim_ids)
        limit = self._settings.headline_characters
        disputed = tuple(word.lower() for item in plan.disagreements for side in item.sides for word in side.value.split()[:1])
        copies: list[Copy] = []
        for claim_id in list(claim_ids)[:HEADLINES]:
            claim, document, passage, reading = _open(claim_id, desk)
            owned = claim.kind is not ClaimKind.OPINION and document.id not in evidence.archive_ids
            made = make_headline(passage, reading, limit, disputed) if owned else None
            copies += [made] if made is not None else []
        for document in evidence.documents:
            title = without_wire_marks(document.title_text).strip().removesuffix(".")
            body = [passage for passage in evidence.reading(document.id).sentences if passage.role is not Role.HEADLINE]
            if title.isupper():
                title = sentence_case(title, body)
            accused = any(word.strip("’'\".,").lower().removesuffix("s") in ACCUSATIONS for word in title.split())
            is_plain = "?" not in title and not accused
            if title and len(title) <= limit and is_plain and body and document.id not in evidence.archive_ids:
                copies.append(Copy(title, (body[0].span,)))
        lede = desk.claims[next(iter(claim_ids))][0].span if claim_ids else None
        first = {copy.text: copy for copy in reversed(copies)}
        ranked = sorted(
            first.values(),
            key=lambda copy: (
                copy is not copies[0] or copy.evidence[0] != lede,
                _is_weak(copy.text, disputed),
                -_nearness(copy, lede, evidence),
            ),
        )
        return tuple(
            Sentence(text=copy.text, beat=BeatRole.HEADLINE, evidence=copy.evidence, author=self.name) for copy in ranked
        )

    def rewrite(self, failed: Sequence[Verdict], evidence: Evidence) -> tuple[Sentence | None, ...]:
        """The source's own sentences, with nothing done to them but what they cannot do without; ``None`` where that is what failed."""
        return tuple(self._retell(verdict.sentence, evidence) for verdict in failed)

    def _retell(self, sentence: Sentence, evidence: Evidence) -> Sentence | None:
        span = sentence.first_span
        if span is None:
            return None
        document, reading = evidence.document(span.document_id), evidence.reading(span.document_id)
        passage = reading.passage_at(span)
        if passage is None or sentence.beat in _NOT_RETOLD:
            return None
        edits = [*opening_cuts(passage), *(time_edits(passage, reading, self._now) or ())]
        copy = apply_edits(passage, edits)
        if document.id in evidence.archive_ids:
            copy = date_background(copy, passage, reading, document, evidence, self._now)
        elif any(claim.span == passage.span and claim.kind is ClaimKind.OPINION for claim in reading.claims):
            copy = credit(copy, document, evidence)
        if copy.text == sentence.text:
            return None
        return Sentence(text=copy.text, beat=sentence.beat, evidence=copy.evidence, author=self.name)

    # --- one beat -----------------------------------------------------------------------------------------------------

    def _tell(self, beat: Beat, desk: _Copydesk) -> list[Sentence]:
        if beat.facts and beat.role is not BeatRole.HEADLINE:
            return [write_facts(beat.facts, beat.role, desk.evidence, self._now, self.name)]
        if beat.disagreement is not None:
            copies = [tell_disagreement(beat.disagreement, desk.evidence)]
        elif beat.role is BeatRole.HEADLINE:
            return list(self.headlines(desk.plan, desk.evidence)[:1])
        elif beat.role is BeatRole.LEDE:
            copies = [self._lede(beat, desk)]
        elif beat.role is BeatRole.KEY_POINT:
            copies = [self._key_point(beat, desk)]
        elif beat.dating is not None:
            copies = [self._entry(beat, beat.dating, desk)]
        elif beat.role is BeatRole.BACKGROUND and len(beat.claim_ids) == 2:
            copies = [self._said_otherwise(beat, desk)]
        else:
            copies = [self._claim(claim_id, desk) for claim_id in beat.claim_ids]
        told = [
            Sentence(text=copy.text, beat=beat.role, evidence=tuple(dict.fromkeys(copy.evidence)), author=self.name)
            for copy in copies
        ]
        if desk.spun_off and beat.role not in (BeatRole.HEADLINE, BeatRole.LEDE, BeatRole.KEY_POINT):
            spun = [
                Sentence(text=copy.text, beat=BeatRole.WHAT_HAPPENED, evidence=copy.evidence, author=self.name)
                for copy in desk.spun_off
            ]
            desk.spun_off.clear()
            return spun + told
        return told

    def _lede(self, beat: Beat, desk: _Copydesk) -> Copy:
        claim, document, passage, reading = _open(beat.claim_ids[0], desk)
        disputed = is_disputed(passage, desk.plan.disagreements)
        attribution, backing = find_lede_credit(claim, document, disputed, desk.evidence)
        limit = self._settings.lede_words - len(attribution.split())
        copy, cuts = self._shorten(passage, reading, desk, limit)
        _spin_off(passage, reading, cuts, desk, self._now)
        return append(copy, attribution, backing) if attribution else copy

    def _key_point(self, beat: Beat, desk: _Copydesk) -> Copy:
        claim, document, passage, reading = _open(beat.claim_ids[0], desk)
        # Key points are read by themselves: whoever they name is introduced there, once, and again in the text below.
        introduced, desk.introduced = desk.introduced, desk.introduced_in_points
        copy, _ = self._shorten(passage, reading, desk, KEY_POINT_WORDS)
        desk.introduced_in_points, desk.introduced = desk.introduced, introduced
        if document.id in desk.evidence.archive_ids:
            copy = date_background(copy, passage, reading, document, desk.evidence, self._now)
        return self._attribute(copy, claim, document, passage, reading, desk)

    def _entry(self, beat: Beat, dating: Dating, desk: _Copydesk) -> Copy:
        """An entry of the timeline: its date, then what happened, read by itself. Where the date is only that of a report, or others give
        another, it says whose it is."""
        claim, document, passage, reading = _open(beat.claim_ids[0], desk)
        introduced, desk.introduced = desk.introduced, frozenset()
        copy, _ = self._shorten(passage, reading, desk, ENTRY_WORDS, dated_edits(passage, reading, dating))
        desk.introduced = introduced
        copy = (
            credit(copy, document, desk.evidence)
            if dating.time is None or is_disputed(passage, desk.plan.disagreements, "time")
            else self._attribute(copy, claim, document, passage, reading, desk)
        )
        further = [desk.claims[claim_id][0].span for claim_id in beat.claim_ids[1:]]
        return Copy(f"{say_dating(dating)}: {copy.text}", (*copy.evidence, *further))

    def _claim(self, claim_id: str, desk: _Copydesk) -> Copy:
        claim, document, passage, reading = _open(claim_id, desk)
        copy = self._edit(passage, reading, desk, ())
        if document.id in desk.evidence.archive_ids:
            is_first = desk.last_archive_id != document.id
            desk.last_archive_id = document.id
            return date_background(copy, passage, reading, document, desk.evidence, self._now) if is_first else copy
        return self._attribute(copy, claim, document, passage, reading, desk)

    def _said_otherwise(self, beat: Beat, desk: _Copydesk) -> Copy:
        """What a speaker says now and what they said before, with its date, side by side, each with the outlet that has it."""
        now = self._claim(beat.claim_ids[0], desk)
        _, report, _, _ = _open(beat.claim_ids[0], desk)
        _, item, passage, _ = _open(beat.claim_ids[1], desk)
        if report.source.name and item.source.name not in ("", report.source.name):
            now = credit(now, report, desk.evidence)
        desk.last_archive_id = ""  # its date is told whatever was told of that item before
        then = self._claim(beat.claim_ids[1], desk)
        is_opened = then.text.startswith(("As ", "According to "))
        earlier = then.text[:1].lower() + then.text[1:] if is_opened else lower_first(then.text, passage)
        text = f"{now.text.rstrip('. ')}; earlier, {earlier}"
        return Copy(finish(text), (*now.evidence, *then.evidence))

    # --- editing ------------------------------------------------------------------------------------------------------

    def _edit(
        self,
        passage: Passage,
        reading: Reading,
        desk: _Copydesk,
        cuts: Sequence[tuple[int, int]],
        before: Sequence[Edit] = (),
    ) -> Copy:
        """The passage opened, dated and introduced, without ``cuts``; the desk remembers who has been introduced. An edit of ``before``
        goes before any other of the same words."""
        edits = [Edit(start, end) for start, end in cuts]
        dates = [
            edit
            for edit in time_edits(passage, reading, self._now) or ()
            if not any(one.start < edit.end and edit.start < one.end for one in before)
        ]
        rest = [*opening_cuts(passage), *softened_determiners(passage), *dates, *before]
        people, introduced = mention_edits(passage, reading, desk.cast, desk.introduced, cuts)
        edits += [edit for edit in (*rest, *people) if not any(start < edit.end and edit.start < end for start, end in cuts)]
        desk.introduced = introduced
        return apply_edits(passage, edits)

    def _shorten(
        self, passage: Passage, reading: Reading, desk: _Copydesk, limit: int, before: Sequence[Edit] = ()
    ) -> tuple[Copy, list[tuple[int, int]]]:
        """The edited passage with as many dispensable parts cut, last first, as ``limit`` words ask for; and those cuts. For ``before`` see
        ``_edit``."""
        kept = attribution_spans(passage, reading)
        spare = dispensable(passage, kept)
        introduced = desk.introduced
        cuts: list[tuple[int, int]] = []
        copy = self._edit(passage, reading, desk, cuts, before)
        for cut in spare:
            if copy.words <= limit:
                break
            cuts = add_cut(cuts, cut)
            desk.introduced = introduced
            copy = self._edit(passage, reading, desk, sorted(cuts), before)
        return copy, cuts

    def _attribute(
        self, copy: Copy, claim: Claim, document: Document, passage: Passage, reading: Reading, desk: _Copydesk
    ) -> Copy:
        """A judgement keeps its owner, and a disputed figure its reporter."""
        if claim.quote is not None or not (claim.kind is ClaimKind.OPINION or is_disputed(passage, desk.plan.disagreements)):
            return copy
        return credit(copy, document, desk.evidence)


def _is_weak(headline: str, disputed: Sequence[str]) -> bool:
    """Whether a headline opens on a quotation or on a word that leans, or takes a side on a disputed figure."""
    if any(word.lower() in disputed for word in headline.split()):
        return True
    return headline[:1] in "“\"‘'" or headline.split()[0].lower() in LEANING


def _nearness(copy: Copy, lede: Span | None, evidence: Evidence) -> float:
    """How near a headline comes to the lede: the score at which a search for it finds the lede's passage, 0 where it does not."""
    return next((hit.score for hit in evidence.search(copy.text, HEADLINES) if hit.passage.span == lede), 0.0)


def _open_desk(plan: StoryPlan, evidence: Evidence) -> _Copydesk:
    claims = {claim.id: (claim, document) for document in evidence.documents for claim in evidence.reading(document.id).claims}
    return _Copydesk(plan, evidence, make_cast(evidence), claims)


def _open(claim_id: str, desk: _Copydesk) -> tuple[Claim, Document, Passage, Reading]:
    claim, document = desk.claims[claim_id]
    reading = desk.evidence.reading(document.id)
    return claim, document, reading.sentences[claim.passage], reading


def _spin_off(passage: Passage, reading: Reading, cuts: Sequence[tuple[int, int]], desk: _Copydesk, now: datetime) -> None:
    """Keep for *What happened* what the lede had to leave out, where the deed has a name: "The offer came during ..."."""
    root = main_verb(passage.tokens)
    dates = time_edits(passage, reading, now)
    if root is None or root.lemma not in NOMINAL or dates is None or not _is_done(root, passage.tokens):
        return
    for start, end in cuts:
        first = next((token for token in passage.tokens if token.start == start), None)
        if (
            first is None
            or first.lemma not in ("during", "at", "after", "amid")
            or first.dep != "prep"
            or not _is_adverbial_of(root, first, passage.tokens)
        ):
            continue
        people, desk.introduced = mention_edits(
            passage, reading, desk.cast, desk.introduced, ((passage.span.start, start), (end, passage.span.end))
        )
        own = [edit for edit in dates if start <= edit.start and edit.end <= end]
        edits = [
            Edit(passage.span.start, start, f"The {NOMINAL[root.lemma]} came "),
            *own,
            *people,
            Edit(end, passage.span.end),
        ]
        desk.spun_off.append(apply_edits(passage, edits))


def _is_adverbial_of(verb: Token, first: Token, tokens: Sequence[Token]) -> bool:
    """Whether a part tells of the deed itself; behind a participle between commas ("going beyond trade, during a visit") it does too."""
    head = tokens[first.head]
    return head.index == verb.index or (head.dep == "advcl" and head.tag == "VBG" and head.head == verb.index)


def _is_done(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether the deed was done: neither denied, nor only possible, nor yet to come, nor another verb with its particle ("called off")."""
    own = [token for token in tokens if token.head == verb.index and token.index != verb.index]
    undone = any(token.dep in ("neg", "prt") or token.tag == "MD" or token.lemma in ("no", "never", "hardly") for token in own)
    nobody = any(
        token.dep == "det" and token.lemma in ("no", "neither") and tokens[token.head].head == verb.index for token in tokens
    )
    return not undone and not nobody and verb.tag in ("VBD", "VBN")


def make(tools: Tools) -> TemplateWriter:
    """The writer, with the newsroom's lengths and clock."""
    return TemplateWriter(tools.settings, tools.now())
