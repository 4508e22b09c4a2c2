"""What the reports have people say: each statement with its speaker and chain, its words, and whether it is a denial."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._grammar import is_number_sign
from groundwire.model import Document, Passage, Quote, Reading, Span, Token
from groundwire.protocols import Evidence
from groundwire.reading import cues
from groundwire.reading.names import fold
from groundwire.reading.speakers import Speaker, speaker_at, speaker_of
from groundwire.reading.tree import Tree

LOOKED_AT: Final = 4
"""Passages of the evidence that a statement is compared with."""
ALIKE: Final = 0.6
"""Share of a statement's words that a passage must hold to be about the same thing."""
NEGATIONS: Final = frozenset({"not", "n't", "n’t", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without"})
_KINDS: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LIGHT: Final = frozenset("be have do say tell make take get go would could may might will can".split())
_ADDRESSING: Final = frozenset("tell inform assure warn remind ask urge".split())
_SMALL: Final = frozenset("the a an one some many most several another other his her its their our two three".split())


@dataclass(frozen=True, slots=True)
class Said:
    """A quote of a report with what comparing it takes. ``links`` are speaker and chain; ``is_denied`` holds for what the speaker
    says is not so."""

    quote: Quote
    links: tuple[Speaker, ...]
    words: frozenset[str]
    addressee: Speaker | None
    lemma: str
    is_denied: bool
    negations: int

    @property
    def chain(self) -> str:
        """Speaker and carriers as an editor is told of them."""
        return ", through ".join(call(link) for link in self.links)


@dataclass(frozen=True, slots=True)
class Match:
    """A passage about the same thing as a statement; ``said`` is its quote nearest to it, ``None`` where it tells in its own voice."""

    passage: Passage
    document: Document
    share: float
    said: Said | None


class Statements:
    """Who says what in the evidence. A document's statements are worked out when a search first leads to it, and kept."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._said: dict[str, list[Said]] = {}
        self._matches: dict[tuple[str, frozenset[str]], tuple[Match, ...]] = {}

    def matches(self, text: str, words: frozenset[str]) -> tuple[Match, ...]:
        """The passages about the same thing as ``text``, the one that shares most of its words first; looked for once."""
        if (text, words) not in self._matches:
            self._matches[text, words] = tuple(self._find(text, words))
        return self._matches[text, words]

    def _find(self, text: str, words: frozenset[str]) -> list[Match]:
        found = []
        for hit in self.evidence.search(text, LOOKED_AT):
            share = len(words & words_of(hit.passage.tokens)) / len(words)
            if share >= ALIKE:
                document = self.evidence.document(hit.passage.span.document_id)
                found.append(Match(hit.passage, document, share, self._nearest(hit.passage, words)))
        return sorted(found, key=lambda match: -match.share)

    def about(self, text: str, words: frozenset[str]) -> list[Passage]:
        """The passages nearest to a whole sentence, its speaker included, that say the words too."""
        hits = [hit.passage for hit in self.evidence.search(text, LOOKED_AT)]
        return [passage for passage in hits if len(words & words_of(passage.tokens)) >= ALIKE * len(words)]

    def near(self, passage: Passage) -> list[Said]:
        """What is said in the passage."""
        return [said for said in self._of(passage.span.document_id) if said.quote.content.overlaps(passage.span)]

    def _nearest(self, passage: Passage, words: frozenset[str]) -> Said | None:
        best: tuple[float, Said] | None = None
        for said in self.near(passage):
            common = len(words & said.words)
            if not said.words or common / len(words) < ALIKE:
                continue
            score = 2 * common / (len(words) + len(said.words))
            if best is None or score > best[0]:
                best = (score, said)
        return best[1] if best else None

    def _of(self, document_id: str) -> list[Said]:
        if document_id not in self._said:
            document, reading = self.evidence.document(document_id), self.evidence.reading(document_id)
            self._said[document_id] = [_said(document, reading, quote) for quote in reading.quotes if quote.speaker]
        return self._said[document_id]


def _said(document: Document, reading: Reading, quote: Quote) -> Said:
    speaker = speaker_of(document, reading, quote)
    links = [speaker] if speaker else []
    links += [speaker_at(document, reading, link) for link in quote.via]
    tokens = tokens_in(reading, quote.content)
    lemma, is_negated = cue_of(reading, quote)
    return Said(
        quote=quote,
        links=tuple(links),
        words=words_of(tokens),
        addressee=addressee_of(document, reading, quote),
        lemma=lemma,
        is_denied=(lemma in cues.DENIAL) != is_negated,
        negations=count_negations(tokens),
    )


def addressee_of(document: Document, reading: Reading, quote: Quote) -> Speaker | None:
    """Who is told: the object of a "told"; the one most easily taken for the speaker."""
    cue = tokens_in(reading, quote.cue) if quote.cue else []
    passage = reading.passage_at(quote.cue) if quote.cue else None
    if not cue or passage is None or cue[-1].lemma not in _ADDRESSING:
        return None
    told = next(
        (t for t in passage.tokens if t.head == cue[-1].index and t.dep in ("dobj", "dative") and t.index > t.head), None
    )
    if told is None:
        return None
    first, last = Tree(passage.tokens).phrase(told.index)
    return speaker_at(document, reading, document.span(passage.tokens[first].start, passage.tokens[last].end))


def call(speaker: Speaker) -> str:
    """A speaker as a note names him in mid-sentence."""
    first, _, rest = speaker.shown.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.lower() in _SMALL else speaker.shown


def tokens_in(reading: Reading, span: Span) -> list[Token]:
    """The tokens that stand wholly in the span."""
    first = reading.passage_at(span)
    tokens: list[Token] = []
    for passage in reading.sentences[first.index if first else 0 :]:
        if passage.span.start >= span.end:
            break
        tokens += [token for token in passage.tokens if span.start <= token.start and token.end <= span.end]
    return tokens


def cue_of(reading: Reading, quote: Quote) -> tuple[str, bool]:
    """The lemma of the cue's last word that is one, and whether the cue is negated ("did not say")."""
    if quote.cue is None:
        return "", False
    tokens = tokens_in(reading, quote.cue)
    verbs = [token for token in tokens if token.pos in ("VERB", "NOUN", "AUX", "ADP")]
    verbs = [token for token in verbs if token.pos == "VERB"] or verbs
    lemma = cues.lemma_of(verbs[-1]) if verbs else ""
    return lemma, any(token.text.lower() in NEGATIONS for token in tokens)


def words_of(tokens: Iterable[Token]) -> frozenset[str]:
    """The content words by which two statements are compared."""
    return frozenset(cues.lemma_of(token) for token in tokens if token.pos in _KINDS and token.lemma not in _LIGHT)


def count_negations(tokens: Sequence[Token]) -> int:
    """How many of the tokens say no."""
    return sum(token.text.lower() in NEGATIONS and not is_number_sign(tokens, place) for place, token in enumerate(tokens))


def is_outlet(speaker: Speaker, document: Document) -> bool:
    """Whether the speaker is the outlet that published the document."""
    return names_outlet(speaker, document.source.name)


def names_outlet(speaker: Speaker, outlet: str) -> bool:
    """Whether the speaker's words name that outlet."""
    outlet = fold(outlet)
    if not outlet:
        return False
    mine = {fold(speaker.text), speaker.name.key if speaker.name else "", fold(speaker.name.text) if speaker.name else ""}
    return outlet in mine or frozenset(outlet.split()) <= speaker.words
