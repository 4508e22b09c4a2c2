"""Which claims can be told at all, how much each matters, and what part of a story it belongs to."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from groundwire.editing.copyedit import leans, opening_cuts, quoted_ranges
from groundwire.editing.dating import time_edits
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.introductions import resolved_pronouns
from groundwire.editing.reporting import find_planted
from groundwire.model import BeatRole, Claim, ClaimKind, Document, Passage, Reading, Role, Token
from groundwire.reading.claims import main_verb

if TYPE_CHECKING:
    from datetime import datetime

    from groundwire.protocols import Vector

SHORTEST, LONGEST = 5, 60
"""Words that a sentence must have to be told, and may have."""
ECHO = 0.7
"""Cosine at which another report's sentence says nearly the same."""
SIGNIFICANCE = frozenset(
    """win victory defeat risk threat threaten danger concern warn warning only first largest biggest highest lowest wedge pressure
    challenge depend dependence rely reliance impact affect consequence critic criticism critical oppose opposition rival ally
    tension dispute divide division split difference weigh worry fear cost job economy million billion record crisis struggle
    because amid despite represent mean underline highlight resist diplomatic strategic importance key crucial""".split()
)
"""Words by which reports say why something matters."""


CONSEQUENCE = frozenset("most closure delay shortage supply lose loss feel suffer worsen vital essential rely price".split())
"""Words by which speakers say what something would cost."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One claim that may be told: ``importance`` from 0 to about 1, ``closeness`` to the lead of its report from 0 to 1."""

    claim: Claim
    document: Document
    passage: Passage
    importance: float
    closeness: float
    place: int
    """Number of the passage within the report's body."""
    echoes: int
    """How many other reports say nearly the same."""
    needs_previous: bool
    """Whether it can only be told right after the sentence that precedes it in its report."""


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """One sentence of a report's own copy, on its way to being a candidate."""

    document: Document
    passage: Passage
    claim: Claim
    vector: Vector
    lead: Vector
    place: int


def find_candidates(documents: Sequence[Document], evidence: GatheredEvidence, now: datetime) -> tuple[Candidate, ...]:
    """Every claim of ``documents`` that can be told by itself, with its importance among them all.

    Importance joins centrality (mean cosine to all sentences, as LexRank's degree; Erkan and Radev 2004), place in the report,
    closeness to the lead and how many other reports say it."""
    import numpy as np

    rows = [row for document in documents for row in _rows(document, evidence)]
    if not rows:
        return ()
    matrix = np.stack([row.vector for row in rows])
    likeness = matrix @ matrix.T
    centrality = likeness.mean(axis=1)
    centrality = (centrality - centrality.min()) / max(float(np.ptp(centrality)), 1e-6)
    candidates = []
    for number, row in enumerate(rows):
        reading = evidence.reading(row.document.id)
        if not is_tellable(row.passage, reading, now):
            continue
        needs_previous = points_back(row.passage, reading)
        if needs_previous and not _directly_follows(rows, number):
            continue
        echoes = {rows[int(other)].document.id for other in np.flatnonzero(likeness[number] >= ECHO)} - {row.document.id}
        candidates.append(_candidate(row, float(centrality[number]), len(echoes), needs_previous))
    return tuple(candidates)


def _rows(document: Document, evidence: GatheredEvidence) -> list[_Row]:
    reading = evidence.reading(document.id)
    copy = [passage for passage in reading.sentences if passage.role in (Role.LEAD, Role.BODY)]
    # What somebody planted must not move what is told of the rest.
    body = [passage for passage in copy if not find_planted(passage)]
    gone = sorted({passage.paragraph for passage in copy} - {passage.paragraph for passage in body})
    claims = {claim.passage: claim for claim in reading.claims}
    return [
        _Row(
            document,
            passage,
            claims[passage.index],
            evidence.vectors(passage).whole,
            evidence.vectors(body[0]).whole,
            max(0, passage.paragraph - bisect(gone, passage.paragraph) - 1),
        )
        for passage in body
        if passage.index in claims
    ]


def _directly_follows(rows: Sequence[_Row], number: int) -> bool:
    """Whether the sentence before row ``number`` in its report is a row too."""
    row, before = rows[number], rows[number - 1]
    return number > 0 and before.document.id == row.document.id and before.passage.index == row.passage.index - 1


def _candidate(row: _Row, centrality: float, echoes: int, needs_previous: bool) -> Candidate:
    closeness = max(0.0, float(row.vector @ row.lead))
    importance = (
        0.30 * centrality
        + 0.30 / (1 + 0.3 * row.place)
        + 0.25 * closeness
        + 0.10 * min(1.0, echoes / 2)
        + 0.05 * bool(row.claim.quote and row.claim.quote.speaker_key)
    )
    return Candidate(row.claim, row.document, row.passage, importance, closeness, row.place, echoes, needs_previous)


def is_tellable(passage: Passage, reading: Reading, now: datetime) -> bool:
    """Whether a sentence can stand in a story: it has a verb, a bearable length, does not open on a word that leans on nothing known,
    and every relative time in it can be dated or dropped."""
    words = [token for token in passage.tokens if token.pos != "PUNCT"]
    if not SHORTEST <= len(words) <= LONGEST or passage.text.rstrip("”\"’' ").endswith("?"):
        return False
    if passage.text.startswith(("(", "[")) or passage.text.count("“") != passage.text.count("”") or passage.text.count('"') % 2:
        return False
    if not any(token.dep in ("nsubj", "nsubjpass", "expl", "csubj") for token in passage.tokens):
        return False
    if not any(token.pos in ("VERB", "AUX") and token.tag in ("VBD", "VBZ", "VBP", "MD") for token in passage.tokens):
        # Parsers take a rare past tense ("reopened") for a participle; with a subject of its own it is none.
        root = main_verb(passage.tokens)
        if root is None or not any(token.dep == "nsubj" and token.head == root.index for token in passage.tokens):
            return False
    if _is_bare_quotation(passage, reading) or leans(passage, resolved_pronouns(passage, reading)):
        return False
    if _is_cut_from_quotation(passage) or _addresses_reader(passage) or any(mark in passage.text for mark in _DEBRIS):
        return False
    return time_edits(passage, reading, now) is not None


def _is_bare_quotation(passage: Passage, reading: Reading) -> bool:
    """Whether the sentence is someone's words with nobody named as saying them in it."""
    quoted = quoted_ranges(passage)
    inside = sum(end - start for start, end in quoted)
    if inside * 2 < len(passage.text):
        return False
    speakers = [quote.speaker for quote in reading.quotes if quote.speaker and passage.span.overlaps(quote.content)]
    return not any(passage.span.covers(speaker) for speaker in speakers)


def _is_cut_from_quotation(passage: Passage) -> bool:
    """Whether a quotation begins or ends outside the sentence, so that half of its marks would be printed."""
    text = passage.text
    return text.count("“") != text.count("”") or text.count("«") != text.count("»") or text.count('"') % 2 == 1


def _addresses_reader(passage: Passage) -> bool:
    """Whether the report speaks for itself rather than reports: words in the first or second person outside quotation marks (calls to the
    reader), and labels before a colon."""
    quoted = quoted_ranges(passage)
    tokens = [token for token in passage.tokens if not any(start <= token.start < end for start, end in quoted)]
    if any(token.text.lower() in _OWN_VOICE and token.text != "US" and not _is_hyphened(passage, token) for token in tokens):
        return True
    colon = next((place for place, token in enumerate(passage.tokens[:4]) if token.text == ":"), 0)
    return colon > 0 and not any(token.pos in ("VERB", "AUX") for token in passage.tokens[:colon])


def _is_hyphened(passage: Passage, token: Token) -> bool:
    """Whether a word is part of a compound ("do-it-yourself")."""
    start, end = token.start - passage.span.start, token.end - passage.span.start
    return passage.text[start - 1 : start] == "-" or passage.text[end : end + 1] == "-"


_DEBRIS = ("``", "''", "-LRB-", "-RRB-", " | ", "\ufffd")
"""Marks of copy that was taken apart by a machine and not put together again: nobody may be quoted from it."""
_OWN_VOICE = frozenset("i me my mine myself we us our ours ourselves you your yours yourself yourselves".split())

_POINTING = re.compile(r"\b(?:the former(?! \w)|the latter|as such|the same day|that day|the above|such an?)\b", re.IGNORECASE)


_SINGULAR, _PLURAL = ("NN", "NNP"), ("NNS", "NNPS")
_POINTERS = {
    "he": _SINGULAR,
    "she": _SINGULAR,
    "it": _SINGULAR,
    "its": _SINGULAR,
    "they": _PLURAL + _SINGULAR,
    "them": _PLURAL,
    "their": _PLURAL + _SINGULAR,
}


def points_back(passage: Passage, reading: Reading) -> bool:
    """Whether something inside the sentence points to the one before it: "the latter", "one of the four", or a pronoun before which
    the sentence has no noun that it could stand for."""
    if _POINTING.search(passage.text) or _counts_known_things(passage.tokens):
        return True
    resolved = {span.start for span in resolved_pronouns(passage, reading)}
    quoted = quoted_ranges(passage)
    tokens = [token for token in passage.tokens if not any(start <= token.start < end for start, end in quoted)]
    for place, token in enumerate(tokens):
        if (
            token.text.lower() in ("this", "that", "these", "those")
            and token.tag == "DT"
            and token.dep in ("pobj", "dobj", "nsubj")
        ):
            return True
        wanted = _POINTERS.get(token.text.lower())
        if wanted is None or token.start in resolved or token.dep == "expl" or (place == 0 and token.text == "It"):
            continue
        clause_nouns = [other for other in tokens if other.tag in wanted and other.index != token.head]
        if not any(other.index < token.index for other in clause_nouns) and not (place < 3 and clause_nouns):
            return True
    return False


def _counts_known_things(tokens: Sequence[Token]) -> bool:
    """Whether the sentence says "the four" of things it does not name."""
    return any(
        first.lemma == "the" and second.pos == "NUM" and (third.pos not in ("NOUN", "PROPN", "ADJ", "NUM"))
        for first, second, third in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if second.text.lower() not in ("two", "first", "second", "one")
    )


def role_of(candidate: Candidate, reading: Reading) -> BeatRole:
    """The part of the story that a claim of a report belongs to.

    Past action and speech close to the lead is what happened; what the report says about standing, weight and consequence
    is why it matters; what lies before the event, or far from it, is background; what is yet to come is what is next."""
    tokens = candidate.passage.tokens
    root = main_verb(tokens)
    if _is_ahead(candidate.claim, tokens, root):
        return BeatRole.WHAT_IS_NEXT
    if _is_behind(candidate, reading) and not candidate.echoes:
        return BeatRole.BACKGROUND
    lemmas = {token.lemma for token in tokens}
    weighty = len(lemmas & SIGNIFICANCE)
    standing = root is not None and (root.tag in ("VBZ", "VBP") or _has_perfect(tokens, root))
    if candidate.claim.quote is not None and not candidate.claim.quote.is_direct and _states_weight(candidate):
        return BeatRole.WHY_IT_MATTERS
    quote = candidate.claim.quote
    still = any(token.lemma in ("yet", "now", "still") for token in tokens)
    if still and candidate.place <= 8:
        return BeatRole.WHAT_HAPPENED
    in_quotation = quote is not None and root is not None and quote.content.start <= root.start < quote.content.end
    if candidate.echoes and candidate.claim.kind is not ClaimKind.OPINION:
        return BeatRole.WHAT_HAPPENED
    habitual = standing and (quote is None or (_has_perfect(tokens, root) and not in_quotation))
    if candidate.claim.kind is ClaimKind.OPINION or habitual:
        return BeatRole.WHY_IT_MATTERS if weighty and candidate.closeness >= 0.3 else BeatRole.BACKGROUND
    if candidate.closeness < 0.15 and candidate.place > 2 and candidate.claim.quote is None:
        return BeatRole.BACKGROUND
    return BeatRole.WHAT_HAPPENED


def _states_weight(candidate: Candidate) -> bool:
    """Whether a speaker is reported as saying what a thing means or would cost: their clause stands in the present or says "would",
    with two words of weight."""
    quote = candidate.claim.quote
    if quote is None:
        return False
    content = [token for token in candidate.passage.tokens if quote.content.start <= token.start < quote.content.end]
    verbs = [
        token for token in content if token.tag in ("VBZ", "VBP", "MD") and token.lemma not in ("will", "hope", "plan", "have")
    ]
    return (
        bool(verbs)
        and len({token.lemma for token in content} & (SIGNIFICANCE | CONSEQUENCE)) >= 2
        and candidate.claim.kind is not ClaimKind.DENIAL
    )


def significance(candidate: Candidate) -> float:
    """How much a sentence says about why the news matters, from 0 to about 1: weighty words, closeness to the lead, early place."""
    lemmas = {token.lemma for token in candidate.passage.tokens}
    weighty = len(lemmas & SIGNIFICANCE)
    singular = bool(lemmas & {"only", "first", "largest", "unprecedented"})
    excess = max(0, len(candidate.passage.tokens) - 30)
    return (
        0.1 * min(weighty, 3) + 0.2 * singular + 0.4 * candidate.closeness + 0.15 / (1 + 0.2 * candidate.place) - 0.008 * excess
    )


def _is_ahead(claim: Claim, tokens: Sequence[Token], root: Token | None) -> bool:
    if root is None or claim.quote is not None:
        return False
    return any(token.lemma == "will" and token.tag == "MD" and token.head == root.index for token in tokens)


def _is_behind(candidate: Candidate, reading: Reading) -> bool:
    """Whether the sentence tells of a time before the report: a year gone by, "since 2016", the past perfect, a decade."""
    published = candidate.document.published_at
    tokens = candidate.passage.tokens
    if tokens and tokens[0].text == "Since":
        return True
    for time in reading.times:
        if not candidate.passage.span.covers(time.span) or time.begins is None or time.is_relative:
            continue
        if published is None or (published.date() - time.begins).days > 40:
            return True
    root = main_verb(tokens)
    return (
        root is not None
        and root.tag == "VBN"
        and any(t.text.lower() == "had" and t.dep == "aux" and t.head == root.index for t in tokens)
    )


def _has_perfect(tokens: Sequence[Token], root: Token | None) -> bool:
    return root is not None and any(
        token.lemma == "have" and token.tag in ("VBZ", "VBP") and token.dep == "aux" and token.head == root.index
        for token in tokens
    )


def opens_clean(candidate: Candidate) -> bool:
    """Whether the sentence opens without a connective or a subordinate clause: fit to open a story."""
    tokens = candidate.passage.tokens
    return (
        not opening_cuts(candidate.passage) and bool(tokens) and tokens[0].pos not in ("PUNCT", "CCONJ", "SCONJ", "ADV", "PRON")
    )
