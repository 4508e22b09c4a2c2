"""What a draft puts into somebody's mouth must be what the source has that somebody say, and what is somebody's stays
somebody's.

Four faults are looked for: words given to another speaker (any link of the source's chain will do, the report's own
outlet too); an
outlet nobody has a report of; a judgement, an accusation or a forecast told as bare fact; a denial turned into an
admission, or the
reverse. The check blocks or stays silent; it never supports. Direct quotations are the business of ``checks.quotes``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from groundwire.model import Document, Draft, NameKind, Outcome, Passage, Quote, Reading, Ruling, Span, Token
from groundwire.protocols import Check, Evidence, Tools
from groundwire.reading import cues
from groundwire.reading.names import fold, same_name
from groundwire.reading.speakers import Relation, Speaker, compare, identify, speaker_at, speaker_of
from groundwire.reading.tree import Tree

LOOKED_AT = 4
"""Passages of the evidence that a statement is compared with."""
ALIKE = 0.6
"""Share of a statement's words that a passage must hold to be about the same thing."""
FEWEST_OWN = 2
"""The same where the source has the same speaker speak of it: then only yes or no is in question."""
FEWEST = 3
"""Content words below which a statement is too thin to be compared."""
NEARBY = 2
"""Sentences around a passage in which a speaker may be named for what it tells."""
_KINDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LIGHT = frozenset("be have do say tell make take get go would could may might will can".split())
_NEGATIONS = frozenset({"not", "n't", "n’t", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without"})
_HEDGES = frozenset(
    """allegedly reportedly accused alleged suspected purported purportedly apparently supposedly likely possibly
    perhaps expected
    may might could should feared said claimed believed thought denied disputed""".split()
)
_REPORTING = frozenset("report say according write state quote cite add note publish".split())
_DOUBTFUL = cues.OPINION_CUES | cues.DOUBTFUL_NOUNS | frozenset({"accuse", "warning", "denial"})


@dataclass(frozen=True, slots=True)
class _Said:
    """A quote of the evidence with what comparing it takes. ``links`` are speaker and chain; ``is_denied`` holds for
    what the speaker
    says is not so."""

    quote: Quote
    links: tuple[Speaker, ...]
    words: frozenset[str]
    addressee: Speaker | None
    lemma: str
    is_denied: bool
    negations: int


@dataclass(frozen=True, slots=True)
class _Match:
    """A passage about the same thing as a statement; ``said`` is its quote nearest to it, ``None`` where it tells in
    its own voice."""

    passage: Passage
    document: Document
    share: float
    said: _Said | None


class AttributionCheck:
    """``Check`` for indirect speech."""

    name = "attribution"

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """See ``protocols.Check``: a ruling for each statement that is given to the wrong owner, or to none where it
        has one."""
        source = _Statements(evidence)
        rulings: list[Ruling] = []
        for sentence in draft.reading.sentences:
            quotes = [quote for quote in draft.reading.quotes if quote.cue is not None and sentence.span.covers(quote.cue)]
            for quote in quotes:
                if (
                    (found := _judge_outlets(quote, sentence, draft, source))
                    or not quote.is_direct
                    and (found := _judge_statement(quote, sentence, draft, source))
                ):
                    rulings.append(found)
            if not quotes and (found := _judge_bare(sentence, draft, source)):
                rulings.append(found)
        return tuple(rulings)


def make(tools: Tools) -> Check:
    """The check; it needs no model of its own."""
    return AttributionCheck()


# --- the source -------------------------------------------------------------------------------------------------------


class _Statements:
    """Who says what in the evidence, by passage."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.readings = [evidence.reading(document.id) for document in evidence.documents]
        self._said: dict[str, list[tuple[Quote, _Said]]] = {}

    def matches(self, text: str, words: frozenset[str]) -> list[_Match]:
        """The passages about the same thing as ``text``, the one that shares most of its words first."""
        found = []
        for hit in self.evidence.search(text, LOOKED_AT):
            share = len(words & _words(hit.passage.tokens)) / len(words)
            if share >= ALIKE:
                document = self.evidence.document(hit.passage.span.document_id)
                found.append(_Match(hit.passage, document, share, self._nearest(hit.passage, words)))
        return sorted(found, key=lambda match: -match.share)

    def about(self, text: str, words: frozenset[str]) -> list[Passage]:
        """The passages nearest to a whole sentence, its speaker included, that say the words too."""
        hits = [hit.passage for hit in self.evidence.search(text, LOOKED_AT)]
        return [passage for passage in hits if len(words & _words(passage.tokens)) >= ALIKE * len(words)]

    def _nearest(self, passage: Passage, words: frozenset[str]) -> _Said | None:
        best: tuple[float, _Said] | None = None
        for quote, said in self._of(passage.span.document_id):
            if not quote.content.overlaps(passage.span) or not said.words:
                continue
            common = len(words & said.words)
            score = 2 * common / (len(words) + len(said.words))
            if common / len(words) >= ALIKE and (best is None or score > best[0]):
                best = (score, said)
        return best[1] if best else None

    def _of(self, document_id: str) -> list[tuple[Quote, _Said]]:
        if document_id not in self._said:
            document, reading = self.evidence.document(document_id), self.evidence.reading(document_id)
            self._said[document_id] = [(quote, _said(document, reading, quote)) for quote in reading.quotes if quote.speaker]
        return self._said[document_id]

    def names_outlet(self, speaker: Speaker) -> tuple[list[str], list[str]]:
        """Ids of the documents that are the outlet's own, and of those whose text names it."""
        own, named = [], []
        for document in self.evidence.documents:
            if _is_outlet(speaker, document):
                own.append(document.id)
            names = self.evidence.reading(document.id).names
            if (
                speaker.name is not None
                and any(same_name(speaker.name, name) for name in names)
                or (speaker.name.text if speaker.name else speaker.text).lower() in document.text.lower()
            ):
                named.append(document.id)
        return own, named

    def is_named_near(self, speaker: Speaker, passage: Passage) -> bool:
        """Whether the speaker is spoken of in the passage or close by, by a word that only he shares."""
        reading = self.evidence.reading(passage.span.document_id)
        near = reading.sentences[max(0, passage.index - NEARBY) : passage.index + NEARBY]
        if not near:
            return False
        span = Span(document_id=passage.span.document_id, start=near[0].span.start, end=near[-1].span.end)
        if speaker.name is not None:
            return any(
                same_name(speaker.name, name) and any(span.overlaps(mention.span) for mention in name.mentions)
                for name in reading.names
            )
        return bool(speaker.words & frozenset(fold(token.text) for sentence in near for token in sentence.tokens))


def _said(document: Document, reading: Reading, quote: Quote) -> _Said:
    speaker = speaker_of(document, reading, quote)
    links = [speaker] if speaker else []
    links += [speaker_at(document, reading, link) for link in quote.via]
    tokens = _tokens_in(reading, quote.content)
    lemma, is_negated = _cue(reading, quote)
    is_denied = (lemma in cues.DENIAL) != is_negated
    addressee = _addressee(document, reading, quote)
    return _Said(quote, tuple(links), _words(tokens), addressee, lemma, is_denied, _count_negations(tokens))


def _addressee(document: Document, reading: Reading, quote: Quote) -> Speaker | None:
    """Who is told: the object of a "told"; the one most easily taken for the speaker."""
    cue = _tokens_in(reading, quote.cue) if quote.cue else []
    passage = reading.passage_at(quote.cue) if quote.cue else None
    if not cue or passage is None or cue[-1].lemma not in ("tell", "inform", "assure", "warn", "remind", "ask", "urge"):
        return None
    told = next(
        (t for t in passage.tokens if t.head == cue[-1].index and t.dep in ("dobj", "dative") and t.index > t.head), None
    )
    if told is None:
        return None
    first, last = Tree(passage.tokens).phrase(told.index)
    return speaker_at(document, reading, document.span(passage.tokens[first].start, passage.tokens[last].end))


def _tokens_in(reading: Reading, span: Span) -> list[Token]:
    first = reading.passage_at(span)
    tokens: list[Token] = []
    for passage in reading.sentences[first.index if first else 0 :]:
        if passage.span.start >= span.end:
            break
        tokens += [token for token in passage.tokens if span.start <= token.start and token.end <= span.end]
    return tokens


def _cue(reading: Reading, quote: Quote) -> tuple[str, bool]:
    """The lemma of the cue's last word that is one, and whether the cue is negated ("did not say")."""
    if quote.cue is None:
        return "", False
    tokens = _tokens_in(reading, quote.cue)
    verbs = [token for token in tokens if token.pos in ("VERB", "NOUN", "AUX", "ADP")]
    lemma = cues.LEMMAS.get(verbs[-1].text.lower(), verbs[-1].lemma) if verbs else ""
    verbs = [token for token in verbs if token.pos == "VERB"] or verbs
    lemma = cues.LEMMAS.get(verbs[-1].text.lower(), verbs[-1].lemma) if verbs else lemma
    return lemma, any(token.text.lower() in _NEGATIONS for token in tokens)


def _words(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(
        cues.LEMMAS.get(token.text.lower(), token.lemma)
        for token in tokens
        if token.pos in _KINDS and token.lemma not in _LIGHT
    )


def _count_negations(tokens: Sequence[Token]) -> int:
    return sum(token.text.lower() in _NEGATIONS for token in tokens)


def _is_outlet(speaker: Speaker, document: Document) -> bool:
    outlet = fold(document.source.name)
    if not outlet:
        return False
    mine = {fold(speaker.text), speaker.name.key if speaker.name else "", fold(speaker.name.text) if speaker.name else ""}
    return outlet in mine or bool(frozenset(outlet.split()) and frozenset(outlet.split()) <= speaker.words)


# --- the rulings ------------------------------------------------------------------------------------------------------


def _judge_outlets(quote: Quote, sentence: Passage, draft: Draft, source: _Statements) -> Ruling | None:
    """Every body that is said to have reported must be the outlet of a report given here, or be named by one."""
    lemma, _ = _cue(draft.reading, quote)
    places = [*([quote.speaker] if quote.speaker and lemma in _REPORTING else []), *quote.via]
    for place in places:
        key = quote.speaker_key if place == quote.speaker else ""
        speaker = identify(speaker_at(draft.document, draft.reading, place, key), source.readings)
        if speaker.name is None or speaker.name.kind is not NameKind.ORGANISATION:
            continue
        own, named = source.names_outlet(speaker)
        if not own and not named:
            note = f"no source given here is {speaker.shown} or names it"
            return _ruling(draft, sentence, place, Outcome.NOT_FOUND, note, ())
        words = _words(_tokens_in(draft.reading, quote.content))
        if not own or len(words) < FEWEST:
            continue
        matches = source.matches(draft.document.quote(quote.content), words)
        if matches and not any(match.document.id in own or match.document.id in named for match in matches):
            outlet = matches[0].document.source.name or "another source"
            note = f"the passage for this is from {outlet}, not from {speaker.shown}"
            return _ruling(draft, sentence, place, Outcome.NOT_FOUND, note, (matches[0].passage.span,))
    return None


def _judge_statement(quote: Quote, sentence: Passage, draft: Draft, source: _Statements) -> Ruling | None:
    mine = speaker_of(draft.document, draft.reading, quote)
    words = _words(_tokens_in(draft.reading, quote.content))
    if mine is None or mine.is_the_report or quote.confidence < 0.5 or len(words) < FEWEST_OWN:
        return None
    mine = identify(mine, source.readings)
    matches = source.matches(draft.document.quote(quote.content), words)
    matches = [match for match in matches if match.share >= matches[0].share - 0.15]
    relations = [_relation(mine, match) for match in matches]
    own = [m for m, relation in zip(matches, relations, strict=True) if relation is Relation.SAME and m.said and m.said.links]
    turned = [_judge_denial(quote, mine, match, sentence, draft) for match in own]
    if turned and all(turned):
        return turned[0]
    if len(words) < FEWEST:
        return None
    if not matches or any(relation is not Relation.OTHER for relation in relations):
        return None
    best = matches[0]
    if best.said is None:
        near = [*(match.passage for match in matches), *source.about(sentence.text, words)]
        if mine.name is None or any(source.is_named_near(mine, passage) for passage in near):
            return None
        note = f"the source tells this in its own voice; it does not have {mine.shown} say it"
        return _ruling(draft, sentence, quote.content, Outcome.NOT_FOUND, note, (best.passage.span,))
    note = f"the source gives this to {_chain(best.said)}, not to {mine.shown}"
    return _ruling(draft, sentence, quote.content, Outcome.CONTRADICTED, note, (best.passage.span,))


def _relation(mine: Speaker, match: _Match) -> Relation:
    """How the draft's speaker stands to the owner of what the passage tells: any link of the chain, or the report's outlet."""
    if _is_outlet(mine, match.document):
        return Relation.SAME
    if match.said is None:
        return Relation.OTHER
    relations = [compare(mine, link) for link in match.said.links]
    if Relation.SAME not in relations and match.said.addressee and compare(mine, match.said.addressee) is Relation.SAME:
        return Relation.OTHER
    for relation in (Relation.SAME, Relation.UNKNOWN):
        if relation in relations:
            return relation
    return Relation.OTHER if match.said.quote.confidence >= 0.5 else Relation.UNKNOWN


def _chain(said: _Said) -> str:
    return ", through ".join(link.shown for link in said.links)


def _judge_denial(quote: Quote, mine: Speaker, match: _Match, sentence: Passage, draft: Draft) -> Ruling | None:
    """What the speaker denies in one text he must deny in the other, whether by the cue or by a "not" in what he says."""
    assert match.said is not None
    lemma, is_negated = _cue(draft.reading, quote)
    is_denied = (lemma in cues.DENIAL) != is_negated
    if is_denied == match.said.is_denied:
        return None
    negations = _count_negations(_tokens_in(draft.reading, quote.content))
    if (negations - match.said.negations) % 2:
        return None
    verb = "deny" if match.said.is_denied else "say"
    note = f"the source has {mine.shown} {verb} this; the draft turns it round"
    return _ruling(draft, sentence, quote.content, Outcome.CONTRADICTED, note, (match.passage.span,))


def _judge_bare(sentence: Passage, draft: Draft, source: _Statements) -> Ruling | None:
    """A sentence that names no owner for what every passage found for it gives as somebody's judgement or denial."""
    words = _words(sentence.tokens)
    if len(words) < FEWEST + 1 or any(token.text.lower() in _HEDGES or _is_cue(token.lemma) for token in sentence.tokens):
        return None
    if any(quote.content.overlaps(sentence.span) and quote.speaker for quote in draft.reading.quotes):
        return None
    matches = source.matches(sentence.text, words)
    said = [match.said for match in matches]
    if not matches or any(one is None or one.lemma not in _DOUBTFUL for one in said):
        return None
    first = said[0]
    assert first is not None
    owner = _chain(first)
    if first.is_denied and (_count_negations(sentence.tokens) - first.negations) % 2 == 0:
        note = f"stated as fact; the source says that {owner} denies it"
        return _ruling(draft, sentence, sentence.span, Outcome.CONTRADICTED, note, (matches[0].passage.span,))
    note = f"stated as fact; the source attributes it to {owner}"
    return _ruling(draft, sentence, sentence.span, Outcome.NOT_FOUND, note, (matches[0].passage.span,))


def _is_cue(lemma: str) -> bool:
    return lemma in _DOUBTFUL or lemma in ("say", "tell", "according", "state", "report")


def _ruling(draft: Draft, sentence: Passage, place: Span, outcome: Outcome, note: str, spans: Sequence[Span]) -> Ruling:
    start = max(0, place.start - sentence.span.start)
    end = min(sentence.span.end, place.end) - sentence.span.start
    return Ruling(
        draft_id=draft.id,
        sentence=sentence.index,
        part=(min(start, max(end, 0)), max(end, 0)),
        check=AttributionCheck.name,
        outcome=outcome,
        note=note,
        evidence=tuple(spans),
    )
