"""Where a speaker said otherwise before: another figure, another day, "will" and then "will not", denied and then admitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.editing.disagreements import UPDATE, Comparing
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.figure_agreement import Agreement
from groundwire.editing.ledger import NOTHING, is_outright
from groundwire.editing.one_happening import may_be_one, opening_names
from groundwire.editing.same_matter import Matter
from groundwire.editing.time_agreement import compare_times
from groundwire.model import ClaimKind, Document, Grain, Passage, Role, Span, Statement, Time, Token

ALIKE: Final = 0.55
"""Least likeness, each way, of two sentences that say one thing with another figure or another day."""
ALIKE_TURNED: Final = 0.62
"""The same where the difference is a "not" or a denial: two denials of two charges are alike enough."""
MOST: Final = 2
"""Most turns that a story tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One speaker's two statements of one matter that do not go together; ``likeness`` is that of their sentences, from 0 to 1."""

    later: Passage
    earlier: Passage
    likeness: float


def find_turns(
    statements: Sequence[Statement],
    reports: Sequence[Document],
    older: Sequence[Document],
    evidence: GatheredEvidence,
    comparing: Comparing,
) -> tuple[Turn, ...]:
    """The surest ``MOST`` turns between the reports' statements and those of ``older``, each sentence in one of them. Only what has a date
    is earlier than something else."""
    before = {document.id for document in older if document.published_at is not None}
    clashing = frozenset(
        (clash.one.passage.span, clash.other.passage.span)
        for report in reports
        for item in older
        for clash in comparing.clashes(report, item)
        if clash.kind in ("figure", "time", UPDATE)
    )
    matter, names = Matter(evidence), opening_names(reports, evidence)
    spoken = [_Spoken(statement, place) for statement in statements if (place := _place(statement, evidence)) is not None]
    earlier = [one for one in spoken if one.document_id in before]
    found = [
        Turn(later=mine.passage, earlier=theirs.passage, likeness=likeness)
        for mine in spoken
        if mine.document_id not in before and mine.document_id not in evidence.archive_ids
        for theirs in earlier
        if _is_one_speaker(mine.statement, theirs.statement) and _is_before(theirs, mine, evidence)
        for likeness in [_turned(mine, theirs, evidence, clashing, matter)]
        if likeness
        and may_be_one(
            mine.passage, theirs.passage, [evidence.document(x.document_id) for x in (mine, theirs)], names, evidence
        )
    ]
    chosen: list[Turn] = []
    for turn in sorted(found, key=lambda turn: (-turn.likeness, turn.later.span, turn.earlier.span)):
        if not any(turn.later == other.later or turn.earlier == other.earlier for other in chosen):
            chosen.append(turn)
    return tuple(chosen[:MOST])


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A statement and the sentence it is made in."""

    statement: Statement
    passage: Passage

    @property
    def document_id(self) -> str:
        return self.passage.span.document_id

    @property
    def content(self) -> Span:
        return self.statement.quote.content


def _place(statement: Statement, evidence: GatheredEvidence) -> Passage | None:
    quote = statement.quote
    passage = evidence.reading(quote.content.document_id).passage_at(quote.cue or quote.content)
    is_whole = passage is not None and passage.role in (Role.LEAD, Role.BODY) and passage.span.covers(quote.content)
    return passage if is_whole and statement.is_named and not statement.is_stance else None


def _is_one_speaker(one: Statement, other: Statement) -> bool:
    return bool(one.quote.speaker_key) and one.quote.speaker_key == other.quote.speaker_key


def _is_before(one: _Spoken, other: _Spoken, evidence: GatheredEvidence) -> bool:
    dates = [evidence.document(spoken.document_id).published_at for spoken in (one, other)]
    return dates[0] is not None and dates[1] is not None and dates[0] < dates[1]


def _turned(
    mine: _Spoken, theirs: _Spoken, evidence: GatheredEvidence, clashing: frozenset[tuple[Span, Span]], matter: Matter
) -> float:
    """The likeness of two sentences that say otherwise; 0 for those that do not, or speak of other things."""
    likeness = matter.likeness(mine.passage, theirs.passage)[0]
    if likeness < ALIKE or not _same_core(mine, theirs) or not _name_the_same(mine, theirs, evidence):
        return 0.0
    if (mine.passage.span, theirs.passage.span) in clashing:
        return likeness
    if _is_denied(mine, evidence) is not _is_denied(theirs, evidence) or _is_negated(mine) is not _is_negated(theirs):
        return likeness if likeness >= ALIKE_TURNED else 0.0
    return likeness if _are_other_days(_times(mine, evidence), _times(theirs, evidence)) else 0.0


def _core(spoken: _Spoken) -> Token | None:
    """The verb of what is said, or what a linking verb links to."""
    tokens, content = spoken.passage.tokens, spoken.content
    cue = spoken.statement.quote.cue
    inside = {
        t.index for t in tokens if content.start <= t.start < content.end and not (cue and cue.start <= t.start < cue.end)
    }
    heads = [tokens[i] for i in sorted(inside) if tokens[i].head not in inside or tokens[i].head == i]
    verb = next((token for token in heads if token.pos in ("VERB", "AUX")), None)
    if verb is None or verb.lemma != "be":
        return verb
    return next((t for t in tokens if t.head == verb.index and t.dep in ("acomp", "attr", "prep")), verb)


def _same_core(mine: _Spoken, theirs: _Spoken) -> bool:
    one, other = _core(mine), _core(theirs)
    return one is not None and other is not None and one.lemma == other.lemma


def _name_the_same(mine: _Spoken, theirs: _Spoken, evidence: GatheredEvidence) -> bool:
    """Whether neither names anybody or anything that the other does not, where both name something."""
    one, other = _named(mine, evidence), _named(theirs, evidence)
    return not one or not other or one == other


def _named(spoken: _Spoken, evidence: GatheredEvidence) -> frozenset[str]:
    own = spoken.statement.quote.speaker_key
    return frozenset(
        name.key
        for name in evidence.reading(spoken.document_id).names
        if name.key != own and any(spoken.content.covers(mention.span) for mention in name.mentions)
    )


def _is_denied(spoken: _Spoken, evidence: GatheredEvidence) -> bool:
    statement = spoken.statement
    return statement.kind is ClaimKind.DENIAL and is_outright(evidence.reading(spoken.document_id), statement.quote)


def _is_negated(spoken: _Spoken) -> bool:
    """Whether the verb of what is said has a "not"."""
    core = _core(spoken)
    own = (core.index, core.head) if core is not None else ()
    return any(token.text.casefold() in NOTHING and token.head in own for token in spoken.passage.tokens)


def _times(spoken: _Spoken, evidence: GatheredEvidence) -> list[Time]:
    times = evidence.reading(spoken.document_id).times
    return [time for time in times if spoken.content.covers(time.span) and time.grain in (Grain.DAY, Grain.MONTH, Grain.YEAR)]


def _are_other_days(mine: Sequence[Time], theirs: Sequence[Time]) -> bool:
    """Whether each names one day, month or year, and these cannot be the same."""
    if len(mine) != 1 or len(theirs) != 1 or mine[0].grain is not theirs[0].grain:
        return False
    return compare_times(mine[0], theirs[0]) is Agreement.DIFFERS
