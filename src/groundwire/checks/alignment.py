"""Support: does some passage say what each part of the sentence says?

A sentence is taken apart into clauses. Each is matched word by word, in context, against the few best passages (method:
``editing.matching``). A clause that speculates without the sources doing so is opinion; one whose words find no counterpart is not
found. This is the only check that supports until a learned entailment check stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from groundwire.editing.clauses import Part, is_speculation, parts_of
from groundwire.editing.matching import Content, Match, content_of, cover
from groundwire.model import Draft, Outcome, Passage, Role, Ruling, Sentence, Span
from groundwire.protocols import Encoders, Evidence, TextVectors, Tools

NAME = "alignment"
SUPPORT = 0.72
"""Least coverage of a part by its passages."""
UNHEARD = 0.3
"""Likeness below which a name, noun or verb has no counterpart at all: one such word and the part says something new, however many
other words it shares ("Mayor Hilda Strand resigned")."""
SINGLE = 0.65
"""Least cover of a part by one passage alone: words gathered from everywhere back nothing. Chosen as ``SUPPORT`` is."""
PASSAGES = 4
"""Passages that one part is matched against together."""
LEAST_CONTENT = 0.6
"""Weight of words below which a part says nothing that could be checked."""
SHOWN = 0.55
"""A passage is shown as backing when it is the best counterpart of words matched at least this well."""


class AlignmentCheck:
    """``Check`` by contextual word alignment."""

    name = NAME

    def __init__(self, encoders: Encoders) -> None:
        self._encoders = encoders

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """One ruling for each checkable part of each sentence."""
        vectors = self._encoders.embedding.encode([passage.text for passage in draft.reading.sentences])
        contents: dict[Span, Content] = {}
        rulings: list[Ruling] = []
        elsewhere = _ruled_elsewhere(draft, evidence)
        for number, (passage, seen) in enumerate(zip(draft.reading.sentences, vectors, strict=True)):
            for part in parts_of(passage):
                part = replace(part, tokens=tuple(token for token in part.tokens if token.start not in elsewhere))
                ruling = self._rule(draft, number, passage, part, seen, evidence, contents)
                if ruling:
                    rulings.append(ruling)
        return tuple(rulings)

    def _rule(
        self,
        draft: Draft,
        number: int,
        passage: Passage,
        part: Part,
        seen: TextVectors,
        evidence: Evidence,
        contents: dict[Span, Content],
    ) -> Ruling | None:
        claim = content_of(passage, seen, part.tokens)
        if float(claim.weights.sum()) < LEAST_CONTENT:
            return None
        hits = _candidates(evidence, passage, part, draft.sentences[number])
        for hit in hits:
            if hit.span not in contents:
                contents[hit.span] = content_of(hit, evidence.vectors(hit))
        texts = [contents[hit.span] for hit in hits]
        match = cover(claim, texts)
        best = max((cover(claim, [text]).score for text in texts), default=0.0)
        outcome, note, backing = _judge(part, claim, match, best, hits)
        return Ruling(
            draft_id=draft.id,
            sentence=number,
            part=(part.start - passage.span.start, part.end - passage.span.start),
            check=NAME,
            outcome=outcome,
            note=note,
            evidence=tuple(hit.span for hit in backing),
        )


def _judge(
    part: Part, claim: Content, match: Match, best: float, hits: Sequence[Passage]
) -> tuple[Outcome, str, list[Passage]]:
    """The outcome for a part, the reason in words, and the passages that back it or come nearest. ``best`` is the cover by the best
    passage alone."""
    backing = _backing(hits, match.words, match.places)
    all_heard = not any(word < UNHEARD and weight >= 1 for word, weight in zip(match.words, claim.weights, strict=True))
    speculates = is_speculation(part.tokens)
    backed = match.score >= SUPPORT and best >= SINGLE and all_heard
    if backed and not (speculates and not any(is_speculation(hit.tokens) for hit in hits)):
        return Outcome.SUPPORTED, "the passage shown says this", backing or list(hits[:1])
    if speculates:
        return Outcome.OPINION, "speculation or judgement that no source makes", []
    return Outcome.NOT_FOUND, _missing_note(_missing(claim, match)), backing[:1]


def _ruled_elsewhere(draft: Draft, evidence: Evidence) -> frozenset[int]:
    """Where words begin that other checks rule on alone: times, and the outlets that reported (they stand in no passage)."""
    text = draft.document.text
    starts = {
        token.start
        for passage in draft.reading.sentences
        for time in draft.reading.times
        if passage.span.covers(time.span)
        for token in passage.tokens
        if time.span.start <= token.start < time.span.end
    }
    for name in sorted({document.source.name for document in evidence.documents if document.source.name}):
        for found in re.finditer(re.escape(name), text):
            starts.update(range(found.start(), found.end()))
    return frozenset(starts)


def _candidates(evidence: Evidence, passage: Passage, part: Part, sentence: Sentence) -> list[Passage]:
    """The passages to match a part against: those that the sentence itself points at, the best for the part, then the best for the
    whole sentence; ``PASSAGES`` beside its own."""
    own = [at for span in sentence.evidence if isinstance(span, Span) and (at := _passage_at(evidence, span))]
    text = passage.text[part.start - passage.span.start : part.end - passage.span.start]
    found = [hit.passage for hit in evidence.search(text, PASSAGES)]
    if text != passage.text:
        whole = [hit.passage for hit in evidence.search(passage.text, 2)]
        found = found[: PASSAGES - 1] + [hit for hit in whole if hit not in found[: PASSAGES - 1]]
    return [*own[:PASSAGES], *(hit for hit in found[:PASSAGES] if hit not in own)]


def _passage_at(evidence: Evidence, span: Span) -> Passage | None:
    """The passage that a sentence points at, if it is part of the evidence and no headline."""
    if not any(document.id == span.document_id for document in evidence.documents):
        return None
    passage = evidence.reading(span.document_id).passage_at(span)
    return passage if passage is not None and passage.role is not Role.HEADLINE else None


def _backing(hits: Sequence[Passage], words: Sequence[float], places: Sequence[int]) -> list[Passage]:
    """The passages that carry the part, the one with most words first."""
    counts = [0] * len(hits)
    for word, place in zip(words, places, strict=True):
        if word >= SHOWN:
            counts[place] += 1
    most = max(counts, default=0)
    order = sorted(range(len(hits)), key=lambda place: (-counts[place], place))
    return [hits[place] for place in order if counts[place] and counts[place] * 4 >= most]


def _missing(claim: Content, match: Match) -> list[str]:
    """The weightiest words that find no counterpart, at most six, each once."""
    lacking = [
        token.text
        for token, weight, word in zip(claim.tokens, claim.weights, match.words, strict=True)
        if word < SHOWN and weight >= 0.7 and token.text.isalnum()
    ]
    return list(dict.fromkeys(lacking))[:6]


def _missing_note(missing: Sequence[str]) -> str:
    if not missing:
        return "no single passage says this; its words stand scattered over the sources"
    return "no source says this; nothing there corresponds to " + ", ".join(f"“{word}”" for word in missing)


def make(tools: Tools) -> AlignmentCheck:
    """The check, with the newsroom's embedding model."""
    return AlignmentCheck(tools.encoders)
