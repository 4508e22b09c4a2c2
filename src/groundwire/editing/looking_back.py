"""What the archive adds to a story: of each kindred item the claim nearest to it, with the reply it got; nothing that is stale, and of
what a reader has to be told to understand the news the most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.explaining import Unexplained
from groundwire.editing.importance import Candidate
from groundwire.editing.one_happening import bare_nouns
from groundwire.editing.staleness import is_stale
from groundwire.editing.telling import Telling, can_follow, precedes
from groundwire.model import BeatRole, ClaimKind, Document, NameKind, Span, Token

FROM_ARCHIVE: Final = 3
"""Most archive claims in the background."""
REPLIED: Final = 0.15
"""What an archive claim gains when the archive holds the reply to it as well: a dispute told whole."""
SPOKE: Final = 0.1
"""What it gains by being the words of somebody who speaks in the reports too."""
EXPLAINS: Final = 0.2
"""What it gains by saying who or what somebody or something is that the reports name and do not explain."""
FITS: Final = 0.5
"""Least fitness of a claim that is told: an item that says nothing near to the story is only shown beside it."""
_KNOWN_TO_ALL: Final = frozenset(
    """government president parliament army police world public state country nation capital court king queen pope minister cabinet
    opposition war market economy weather sun sea dollar euro pound""".split()
)
"""Nouns that a reader understands with a bare "the"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the reports leave the archive to say: their newest day (``None`` where unknown), the sentences of the archive that they have
    overtaken or that are told elsewhere, and what they name without explaining it."""

    told_at: date | None
    overtaken: frozenset[Span]
    unexplained: Unexplained


def newest_day(reports: Sequence[Document]) -> date | None:
    """The day of the newest report; ``None`` where none has a date."""
    return max((report.published_at.date() for report in reports if report.published_at is not None), default=None)


def choose_background(telling: Telling, items: Sequence[Sequence[Candidate]], outlook: Outlook) -> None:
    """The archive's part: from each kindred item (its claims, the nearest item first) the claim that serves the story best, then the reply
    it got there."""
    room = FROM_ARCHIVE
    for item in items:
        if room <= 0:
            return
        pairs = [pair for pair in telling.pairs if pair.reply in item]
        replied = [claim for pair in pairs for claim in pair.claims]
        fits = {c.claim.id: _fitness(c, telling, outlook) + REPLIED * (c in replied) for c in item}
        ranked = sorted(item, key=lambda candidate: (-fits[candidate.claim.id], candidate.passage.index))
        best = next((c for c in ranked if _can_lead(c, fits, telling, outlook)), None)
        if best is None:
            continue
        answered = [claim for pair in pairs if pair.reply is best for claim in pair.claims if claim in item]
        first = next((claim for claim in answered if _can_lead(claim, fits, telling, outlook)), best)
        picked = [first]
        for candidate in item:
            is_reply = any(pair.reply is candidate and first in pair.claims for pair in pairs) and can_follow(
                candidate, picked[-1]
            )
            goes_on = len(picked) > 1 and _goes_on(picked[-1], candidate) and not _is_old(candidate, telling, outlook)
            if len(picked) < room and candidate not in telling.chosen and candidate is not first and (is_reply or goes_on):
                picked.append(candidate)
        for candidate in picked:
            telling.add(BeatRole.BACKGROUND, candidate)
        room -= len(picked)


def _can_lead(candidate: Candidate, fits: Mapping[str, float], telling: Telling, outlook: Outlook) -> bool:
    """Whether the background may open on the claim: it fits the story, and can be told by itself."""
    return fits[candidate.claim.id] >= FITS and _can_open(candidate, telling, outlook)


def _can_open(candidate: Candidate, telling: Telling, outlook: Outlook) -> bool:
    """Whether an archive sentence can be told without the item around it, as something past and not told yet. A quotation at its head
    would leave no place for the date."""
    if candidate.needs_previous or _is_old(candidate, telling, outlook):
        return False
    if candidate.claim.text.startswith(("“", '"', "‘")) or any(_points_there(t) for t in candidate.passage.tokens):
        return False
    # Last: it is the one question that takes the word pieces of the sentence.
    return not (_is_mistakable(candidate, telling) or _leans_on_item(candidate, telling) or telling.tells(candidate))


def _points_there(token: Token) -> bool:
    return token.lemma == "such" or (token.text == "there" and token.dep == "advmod")


def _is_old(candidate: Candidate, telling: Telling, outlook: Outlook) -> bool:
    reading = telling.evidence.reading(candidate.document.id)
    return candidate.passage.span in outlook.overtaken or is_stale(candidate.passage, reading, outlook.told_at)


def _leans_on_item(candidate: Candidate, telling: Telling) -> bool:
    """Whether the sentence is about a bare "the plan" that neither the story nor common knowledge tells a reader of."""
    told = {token.lemma for other in telling.chosen for token in other.passage.tokens} | _KNOWN_TO_ALL
    return any(
        token.pos == "NOUN" and token.lemma not in told for token in bare_nouns(candidate.passage, ("nsubj", "nsubjpass"))
    )


def _is_mistakable(candidate: Candidate, telling: Telling) -> bool:
    """Whether an archive sentence speaks of a bare "the fire" where the news is a fire too: a reader would take one for the other. A
    sentence that has said before which fire it means does not."""
    nouns = {token.lemma for token in telling.chosen[0].passage.tokens if token.pos == "NOUN"}
    return any(token.lemma in nouns for token in bare_nouns(candidate.passage, ("nsubj", "nsubjpass", "dobj")))


def _goes_on(reply: Candidate, candidate: Candidate) -> bool:
    """Whether a sentence goes on with what the speaker of the one before it replied."""
    same_speaker = bool(candidate.claim.quote and candidate.claim.quote.speaker_key in reply.claim.subjects)
    return precedes(reply, candidate) and same_speaker


def _fitness(candidate: Candidate, telling: Telling, outlook: Outlook) -> float:
    """How well an archive sentence serves the story: near to what is told, past rather than present, somebody's words or deeds, and what a
    reader needs."""
    evidence = telling.evidence
    own = evidence.vectors(candidate.passage).whole
    nearest = max(float(own @ evidence.vectors(other.passage).whole) for other in telling.chosen)
    shared = _named(candidate, evidence) & {key for other in telling.chosen for key in other.claim.subjects}
    past = any(token.tag in ("VBD", "VBN") for token in candidate.passage.tokens) and not any(
        token.tag in ("VBZ", "VBP") and token.dep == "ROOT" for token in candidate.passage.tokens
    )
    warned = candidate.claim.kind in (ClaimKind.STATEMENT, ClaimKind.FACT, ClaimKind.FIGURE)
    quote = candidate.claim.quote
    speakers = {other.claim.quote.speaker_key for other in telling.chosen if other.claim.quote}
    spoke = SPOKE * bool(quote and quote.speaker_key and quote.speaker_key in speakers)
    lead = 0.1 / (1 + candidate.place)
    explains = EXPLAINS * outlook.unexplained.explained_by(candidate.passage, evidence.reading(candidate.document.id))
    return nearest + 0.06 * min(3, len(shared)) + 0.12 * past + 0.05 * warned + lead + explains + spoke


def _named(candidate: Candidate, evidence: GatheredEvidence) -> set[str]:
    kinds = {name.key: name.kind for name in evidence.reading(candidate.document.id).names}
    return {
        key for key in candidate.claim.subjects if kinds.get(key) in (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE)
    }
