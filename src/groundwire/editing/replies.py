"""Which sentence replies to which: the ledger's answers as far as they are sure enough to be printed side by side.

A wrong pair makes somebody reply to what was never put to him, so what only leans towards a reply is left out here, though the ledger
shows it to an editor who reads both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.ledger import NEAR, NOTHING, PRONOUNS, find_lemma, is_outright
from groundwire.model import ClaimKind, Passage, Role, Span, Statement, Token
from groundwire.reading import cues

SAME_MATTER: Final = 0.4
"""Least cosine of the sentences of a claim and of what denies it outright."""
NEARER: Final = 0.5
"""The same for a reply by a mere "not"."""
SAME_CLAIM: Final = 0.6
"""Least cosine of two sentences that tell one speaker's claim."""
AT_ONCE: Final = 4
"""Words with which such a reply opens: "There is no danger"."""
BARE: Final = 4
"""Most words of a matter that only points back ("dismissed the American concerns")."""
_POINTING: Final = PRONOUNS | {"this", "that", "these", "those", "them"}
_CONTESTED: Final = cues.OPINION_CUES | cues.NOUNS
"""Cues by which something is claimed, alleged, feared or warned of, not merely said."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence that replies, and the sentences that tell what it replies to: the answered one first, then those that tell the same
    speaker's claim elsewhere, the likest first."""

    reply: Span
    claims: tuple[Span, ...]


def find_pairs(statements: Sequence[Statement], evidence: GatheredEvidence) -> tuple[Pair, ...]:
    """Every sentence that surely replies to another, in the order of the statements; a sentence that holds both the claim and the reply
    is paired with where else the claim is told, if it is."""
    by_id = {statement.id: statement for statement in statements}
    places = {statement.id: place for statement in statements if (place := _place(statement, evidence)) is not None}
    found: dict[Span, list[Span]] = {}
    for reply in statements:
        for claim in (by_id[other] for other in reply.answers if other in by_id):
            if reply.id not in places or claim.id not in places or not _is_sure(reply, claim, places, evidence):
                continue
            own = places[reply.id].span
            told = [places[claim.id].span, *_retellings(claim, own, statements, places, evidence)]
            found.setdefault(own, []).extend(span for span in told if span != own)
    return tuple(Pair(reply, tuple(dict.fromkeys(claims))) for reply, claims in found.items() if claims)


def _place(statement: Statement, evidence: GatheredEvidence) -> Passage | None:
    """The sentence in which a statement is made."""
    quote = statement.quote
    return evidence.reading(quote.content.document_id).passage_at(quote.cue or quote.content)


def _is_sure(reply: Statement, claim: Statement, places: dict[str, Passage], evidence: GatheredEvidence) -> bool:
    here, there = places[reply.id], places[claim.id]
    if here.span == there.span:
        return True
    is_one_report = here.span.document_id == there.span.document_id
    step = here.index - there.index
    if is_one_report and step < 0:
        return False
    likeness = _likeness(here, there, evidence)
    said = [t for t in here.tokens if reply.quote.content.start <= t.start < reply.quote.content.end]
    if is_outright(evidence.reading(here.span.document_id), reply.quote):
        is_near = is_one_report and step <= NEAR and _only_points(said)
        return _is_of_a_claim(said) and (likeness >= SAME_MATTER or is_near)
    lemma = find_lemma(evidence.reading(there.span.document_id), claim.quote)
    is_put = lemma in _CONTESTED and there.role is not Role.HEADLINE
    return _says_no(said) and is_put and is_one_report and step <= NEAR and likeness >= NEARER


def _likeness(one: Passage, other: Passage, evidence: GatheredEvidence) -> float:
    return float(evidence.vectors(one).whole @ evidence.vectors(other).whole)


def _is_of_a_claim(said: Sequence[Token]) -> bool:
    """Whether what is denied is a statement: a clause, "that", "the allegations"; not a request, a bid or an appeal."""
    own = {token.index for token in said}
    head = next((token for token in said if token.head not in own or token.head == token.index), None)
    return head is None or head.pos not in ("NOUN", "PROPN") or head.lemma in cues.CLAIM_NOUNS


def _says_no(said: Sequence[Token]) -> bool:
    """Whether a clause opens on its "no" or "not": no condition, and no quoted scrap ("not available")."""
    opening = [token.text.casefold() for token in said[:AT_ONCE]]
    is_clause = any(token.dep in ("nsubj", "nsubjpass", "expl") for token in said)
    return is_clause and not NOTHING.isdisjoint(opening) and opening[0] not in ("if", "unless", "whether")


def _only_points(said: Sequence[Token]) -> bool:
    """Whether what is denied is named by no more than "the claims", "that", "American concerns"."""
    words = [token for token in said if token.pos not in ("PUNCT", "DET", "SPACE")]
    if not words:  # "that" is a determiner to the parser where it stands alone
        return any(token.text.casefold() in _POINTING for token in said)
    return len(words) <= BARE and (words[-1].lemma in cues.CLAIM_NOUNS or words[-1].text.casefold() in _POINTING)


def _retellings(
    claim: Statement, reply: Span, statements: Sequence[Statement], places: dict[str, Passage], evidence: GatheredEvidence
) -> list[Span]:
    """Where else the same speaker is told to say the same: in other reports, and in the claim's own where its sentence is a headline or the
    reply itself, which cannot be told as a claim."""
    own = places[claim.id]
    is_bound = own.span != reply and own.role is not Role.HEADLINE
    scored = [
        (_likeness(places[other.id], own, evidence), places[other.id].span)
        for other in statements
        if other.id in places
        and places[other.id].span != own.span
        and not other.is_stance
        and other.kind is not ClaimKind.DENIAL
        and not (is_bound and places[other.id].span.document_id == own.span.document_id)
        and _is_one_speaker(other, claim)
    ]
    return [span for score, span in sorted(scored, key=lambda item: (-item[0], item[1])) if score >= SAME_CLAIM]


def _is_one_speaker(one: Statement, other: Statement) -> bool:
    keys = (one.quote.speaker_key, other.quote.speaker_key)
    return keys[0] == keys[1] if all(keys) else one.speaker.casefold() == other.speaker.casefold()
