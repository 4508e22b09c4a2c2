"""Errors in who said it: attribution moved, words in quotation marks moved, attribution dropped."""

from __future__ import annotations

import random
import re

from bench.planted.bases import Base, upper_first
from bench.planted.lexicon import CHARGED, CONTESTED, PARTIES
from bench.planted.people import ALIKE, content_of, find_others, tells_the_same
from bench.planted.plant import Planted, Pool, plant
from groundwire.model import NameKind, Quote, Token


def moved_attribution(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """What one is reported to have said given to another person of the report."""
    return _move(base, chance, is_direct=False)


def moved_quote(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """Words in quotation marks given to another person of the report."""
    return _move(base, chance, is_direct=True)


def _move(base: Base, chance: random.Random, *, is_direct: bool) -> Planted | None:
    direct = any(quote.is_direct for quote in base.quotes)
    for quote in chance.sample(base.quotes, len(base.quotes)):
        if (
            quote.is_direct is not is_direct
            or quote.speaker is None
            or quote.cue is None
            or quote.confidence < 0.5
            or quote.via
        ):
            continue
        if (not is_direct and direct) or not quote.speaker_key or not _is_speech(base, quote):
            continue
        start, end = quote.speaker.start, quote.speaker.end
        said = base.text[start:end]
        speaker = next((n for n in base.article.reading.names if n.key == quote.speaker_key), None)
        if len(said.split()) > 12 or base.is_quoted(start, end) or speaker is None or speaker.kind is not NameKind.PERSON:
            continue
        if re.search(r"\b(?:and|who|which|that)\b", said) or not re.match(r"[A-Z]|he\b|she\b|the\b", said):
            continue
        options = [
            name
            for name in find_others(base, quote.speaker_key, NameKind.PERSON)
            if len(name.mentions) >= 2 and not tells_the_same(base, name)
        ]
        if options:
            return plant(base, [(start, end, chance.choice(options).text)])
    return None


def _is_speech(base: Base, quote: Quote) -> bool:
    """Whether the words given to the speaker are a clause or stand in quotation marks, so that the verb is one of saying."""
    inside = [t for t in base.tokens if quote.content.start <= t.start < quote.content.end]
    return quote.is_direct or any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in inside)


def dropped_attribution(base: Base, pool: Pool, chance: random.Random) -> Planted | None:
    """A contested claim told as a fact."""
    for quote in base.quotes:
        if quote.is_direct or quote.speaker is None or quote.cue is None or not _is_contested(base, quote):
            continue
        start, end = _clause(base, quote)
        clause = base.text[start:end].strip(" ,.")
        first = base.token_at(start)
        if first is not None and first.pos == "PRON":
            who = _own_name(base, quote, first)
            clause, first = (who + clause[len(first.text) :], base.token_at(quote.speaker.start)) if who else (clause, first)
        if (
            first is None
            or len(clause.split()) < 5
            or ", that " in clause
            or (first.pos == "PRON" and first.dep != "expl")
            or base.is_quoted(start, end)
            or not _stands(base, start, end)
        ):
            continue
        if _is_told(base, start, end):
            continue
        made = plant(base, [(0, len(base.text), upper_first(clause) + ".")], may_stand=True)
        if made:
            said = base.text[:start].strip() or base.text[end:].strip()
            return Planted(text=made.text, places=((0, len(made.text)),), was=said, now="")
    return None


def _own_name(base: Base, quote: Quote, pronoun: Token) -> str:
    """The speaker's words, where the pronoun that the clause begins with is the speaker."""
    assert quote.speaker is not None
    who = base.text[quote.speaker.start : quote.speaker.end]
    last = base.token_at(quote.speaker.end - 1)
    if (
        last is None
        or len(who.split()) > 6
        or len(base.text) - quote.content.end + quote.content.start > 60
        or last.pos == "PRON"
        or pronoun.dep not in ("nsubj", "nsubjpass")
    ):
        return ""
    fits = {
        "they": last.tag in ("NNS", "NNPS"),
        "it": last.entity == "ORG" or last.lemma in PARTIES,
        "he": last.tag == "NNP",
        "she": last.tag == "NNP",
    }
    return who if fits.get(pronoun.text.lower(), False) else ""


def _is_contested(base: Base, quote: Quote) -> bool:
    assert quote.cue is not None
    cue = [t for t in base.tokens if quote.cue.start <= t.start < quote.cue.end and t.pos in ("VERB", "AUX")]
    heads = [t for t in cue if t.lemma.lower() in CONTESTED]
    if any(base.tree.child(t.index, "neg") is not None for t in cue):
        return False
    inside = {t.lemma.lower() for t in base.tokens if quote.content.start <= t.start < quote.content.end}
    return bool(heads) or (any(t.lemma.lower() in ("say", "tell", "add") for t in cue) and bool(inside & CHARGED))


def _clause(base: Base, quote: Quote) -> tuple[int, int]:
    start, end = quote.content.start, quote.content.end
    that = re.match(r"(?:that|about|of) ", base.text[start:end])
    start += that.end() if that else 0
    return start, end


def _stands(base: Base, start: int, end: int) -> bool:
    """Whether these words are a clause of their own, and everything else of the sentence is who said it."""
    inside = [t for t in base.tokens if start <= t.start < end]
    finite = [
        t for t in inside if t.tag in ("VBD", "VBZ", "VBP", "MD") and t.dep in ("ROOT", "ccomp", "aux", "auxpass", "parataxis")
    ]
    subject = [t for t in inside if t.dep in ("nsubj", "nsubjpass", "expl")]
    outside = [t for t in base.tokens if not start <= t.start < end and t.pos not in ("PUNCT", "SPACE")]
    return bool(finite and subject and subject[0].start < finite[0].end and 1 <= len(outside) <= 14) and (
        subject[0].tag not in ("WP", "WDT") or subject[0].dep == "expl"
    )


def _is_told(base: Base, start: int, end: int) -> bool:
    """Whether another sentence of the article says much of this without the attribution."""
    wanted = content_of(tuple(t for t in base.tokens if start <= t.start < end))
    return any(
        passage.text != base.origin and len(wanted & content_of(passage.tokens)) / max(1, len(wanted)) >= ALIKE
        for passage in base.article.reading.sentences
    )
