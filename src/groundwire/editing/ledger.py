"""The ledger of who said what: every statement of some reports with its speaker, the chain that carried it, its kind, its time, and the
statements it answers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from groundwire.model import (
    ClaimKind,
    Document,
    FigureKind,
    NameKind,
    Passage,
    Quote,
    Reading,
    Role,
    Span,
    Statement,
    Time,
    Token,
    digest,
)
from groundwire.protocols import Embedding
from groundwire.reading import cues
from groundwire.reading.claims import FORECAST_VERBS, PROMISES
from groundwire.reading.speakers import Relation, Speaker, compare, speaker_of

if TYPE_CHECKING:
    from groundwire.protocols import Vector

ALIKE: Final = 0.45
"""Cosine of two statements from which one that denies something may answer the other."""
ACROSS: Final = 0.55
"""The same for statements of two reports."""
NEAR: Final = 3
"""Sentences within which a denial that names no matter ("dismissed the concerns") answers another's words."""
OPENING: Final = 12
"""Words of a statement among which a "no" or "not" denies."""
_FUTURE: Final = frozenset({"will", "wo", "'ll", "’ll", "shall", "sha"})
PRONOUNS: Final = frozenset({"he", "she", "they", "it", "who", "i", "we"})
_REPLIES: Final = cues.DENIAL | {"counter", "respond", "reply", "retort", "hit", "push"}
NOTHING: Final = frozenset({"no", "not", "n't", "n’t", "never", "nothing", "neither", "nobody"})
_UNTRUE: Final = frozenset({"false", "untrue", "unfounded", "baseless", "nonsense"})
_WEAK: Final = frozenset({"should", "must", "can", "could", "may", "might"})
"""Modals before a cue that make it no act: "customers should expect delays" says nothing that customers said."""


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A statement on its way into the ledger, with what tells whether it answers another."""

    statement: Statement
    document: Document
    who: Speaker
    passage: Passage
    lemma: str
    negates: bool


def find_statements(
    documents: Sequence[Document], readings: Mapping[str, Reading], embedding: Embedding
) -> tuple[Statement, ...]:
    """Every attributed statement and stance of the documents, in their order and in text order; words in quotation marks that nobody says
    are none, and a quotation inside indirect speech of the same act is part of it."""
    entries = [entry for document in documents for entry in _entries(document, readings[document.id])]
    return tuple(
        replace(
            entry.statement,
            answers=answers,
            # Words with a "not" deny only where there is something that they deny.
            kind=ClaimKind.DENIAL if answers and entry.negates else entry.statement.kind,
        )
        for entry, answers in zip(entries, _link(entries, embedding), strict=True)
    )


def _entries(document: Document, reading: Reading) -> list[_Entry]:
    found: list[_Entry] = []
    deniers = frozenset(quote.speaker for quote in reading.quotes if find_lemma(reading, quote) in cues.DENIAL)
    acts = sorted(
        [(quote, False) for quote in _told(reading.quotes, reading.stances)] + [(stance, True) for stance in reading.stances],
        key=lambda act: (act[0].content.start, -act[0].content.end),
    )
    for quote, is_stance in acts:
        passage = reading.passage_at(quote.cue or quote.content)
        who = speaker_of(document, reading, quote)
        if passage is None or who is None or quote.speaker is None or passage.role is Role.CORRECTION:
            continue
        cue = [token for token in passage.tokens if quote.cue and quote.cue.start <= token.start < quote.cue.end]
        if any(token.tag == "MD" and token.lemma in _WEAK for token in cue):
            continue
        lemma = find_lemma(reading, quote)
        tokens = _tokens(reading, quote.content)
        kind = _kind(lemma, tokens, reading, quote)
        found.append(
            _Entry(
                statement=Statement(
                    id=digest(document.id, str(quote.content.start), str(quote.content.end), str(quote.speaker.start)),
                    quote=quote,
                    speaker=_named(who, quote, found),
                    office=who.name.office if who.name and who.name.kind is NameKind.PERSON and quote.speaker_key else "",
                    is_named=bool(quote.speaker_key),
                    confidence=quote.confidence,
                    chain=_chain(document, reading, quote, deniers),
                    kind=kind,
                    is_stance=is_stance,
                    when=_time(reading, passage, quote),
                ),
                document=document,
                who=who,
                passage=passage,
                lemma=lemma,
                negates=kind is ClaimKind.DENIAL or any(token.text.casefold() in NOTHING for token in tokens[:OPENING]),
            )
        )
    return found


def find_lemma(reading: Reading, quote: Quote) -> str:
    """The cue's own word: "denied" of "has repeatedly denied"."""
    cue = _tokens(reading, quote.cue) if quote.cue else []
    return next((cues.lemma_of(token) for token in reversed(cue) if token.pos in ("VERB", "NOUN")), "")


def is_outright(reading: Reading, quote: Quote) -> bool:
    """Whether somebody replies or denies in so many words ("denied", "responded", "is untrue"), not by a mere "not"."""
    opening = _tokens(reading, quote.content)[:OPENING]
    return find_lemma(reading, quote) in _REPLIES or any(token.text.casefold() in _UNTRUE for token in opening)


def _told(quotes: Sequence[Quote], stances: Sequence[Quote]) -> list[Quote]:
    """The quotes without the marked words that only repeat part of an indirect one, or of a stance, with the same cue."""
    wider = {quote.cue: quote for quote in (*stances, *quotes) if not quote.is_direct}
    return [
        quote
        for quote in quotes
        if not quote.is_direct
        or quote.cue is None
        or quote.cue not in wider
        or not wider[quote.cue].content.covers(quote.content)
    ]


def _named(who: Speaker, quote: Quote, before: Sequence[_Entry]) -> str:
    """The speaker as the ledger calls him: by name, or for "he" without one by the words that stood for him just before."""
    text = " ".join(who.text.split())
    if quote.speaker_key and who.name is not None:
        text = text.removeprefix("The ").removeprefix("the ")
        is_fuller = who.name.kind is not NameKind.PERSON and text.endswith(f" {who.name.text}") and text[:1].isupper()
        return text if is_fuller else who.name.text
    if before and not before[-1].statement.is_named and may_mean(text, before[-1].statement.speaker):
        return before[-1].statement.speaker
    return text


def may_mean(pronoun: str, speaker: str) -> bool:
    """Whether a pronoun may mean the nameless speaker told of before: one or many, as both are."""
    if pronoun.casefold() not in PRONOUNS:
        return False
    are_many = speaker.casefold().endswith("s") and not speaker.casefold().endswith(("ss", "us"))
    return are_many is (pronoun.casefold() in ("they", "we"))


def _chain(document: Document, reading: Reading, quote: Quote, deniers: frozenset[Span | None]) -> tuple[str, ...]:
    links = []
    for span in quote.via:
        if span in deniers:
            continue  # who denies a claim does not carry it
        name = next(
            (n for n in reading.names if any(span.covers(m.span) and m.span.end == span.end for m in n.mentions)),
            None,
        )
        links.append(name.text if name is not None else " ".join(document.quote(span).split()))
    if document.source.name and document.source.name not in links:
        links.append(document.source.name)
    return tuple(links)


def _tokens(reading: Reading, content: Span) -> list[Token]:
    return [
        token
        for passage in _passages(reading, content)
        for token in passage.tokens
        if content.start <= token.start < content.end
    ]


def _passages(reading: Reading, content: Span) -> list[Passage]:
    """The sentences that the content stands in."""
    first = bisect_right(reading.sentences, content.start, key=lambda passage: passage.span.end)
    return list(takewhile(lambda passage: passage.span.start < content.end, islice(reading.sentences, first, None)))


def _kind(lemma: str, tokens: Sequence[Token], reading: Reading, quote: Quote) -> ClaimKind:
    """What sort of thing is said, by the word it is said with and by its own words. A rank alone ("the second time") is no figure."""
    if lemma in cues.DENIAL or any(token.text.casefold() in _UNTRUE for token in tokens[:OPENING]):
        return ClaimKind.DENIAL
    if lemma in PROMISES | cues.INTENT:
        return ClaimKind.PROMISE
    if lemma in cues.FORECAST | FORECAST_VERBS or any(
        _is_to_come(passage, quote) for passage in _passages(reading, quote.content)
    ):
        return ClaimKind.FORECAST
    if lemma in cues.OPINION_CUES or lemma in cues.DOUBTFUL_NOUNS:
        return ClaimKind.OPINION
    if any(figure.kind is not FigureKind.ORDINAL and quote.content.covers(figure.span) for figure in reading.figures):
        return ClaimKind.FIGURE
    return ClaimKind.STATEMENT


def _is_to_come(passage: Passage, quote: Quote) -> bool:
    """Whether a main verb of what is said tells of the future: not one in a clause that hangs on a noun ("the man who will lead it") or
    that sets a condition, but one that the speaker says he expects ("I think it will hold")."""
    content, cue = quote.content, quote.cue
    inside = {
        token.index
        for token in passage.tokens
        if content.start <= token.start < content.end and not (cue and cue.start <= token.start < cue.end)
    }
    main: set[int] = set()
    waiting = [i for i in inside if passage.tokens[i].head not in inside or passage.tokens[i].head == i]
    while waiting:
        main.update(waiting)
        waiting = [i for i in inside - main if _is_as_main(passage, i) and passage.tokens[i].head in waiting]
    return any(
        passage.tokens[i].text.casefold() in _FUTURE and (i in main or (token.dep == "aux" and token.head in main))
        for i in inside
        if (token := passage.tokens[i]).tag == "MD"
    )


def _is_as_main(passage: Passage, index: int) -> bool:
    """Whether a verb says as much as the one it hangs on: joined to it, or told of what somebody holds."""
    token = passage.tokens[index]
    head = passage.tokens[token.head]
    return token.dep in ("conj", "parataxis") or (token.dep == "ccomp" and head.lemma in cues.BELIEF | cues.FORECAST)


def _time(reading: Reading, passage: Passage, quote: Quote) -> Time | None:
    """When it was said: the time beside the cue, outside what is said."""
    times = [time for time in reading.times if passage.span.covers(time.span) and not quote.content.covers(time.span)]
    return times[0] if times else None


# --- claim and reply --------------------------------------------------------------------------------------------------


def _link(entries: Sequence[_Entry], embedding: Embedding) -> list[tuple[str, ...]]:
    others = {
        number: [place for place, other in enumerate(entries) if place != number and _is_another(entry, other)]
        for number, entry in enumerate(entries)
        if entry.negates or entry.lemma in _REPLIES
    }
    inside = {number: _inside(entries[number], entries, places) for number, places in others.items()}
    # Vectors are most of what a ledger costs: only what a reply may answer gets one.
    open_to = {
        number: [place for place in places if _is_open(entries[place], entries[number])]
        for number, places in others.items()
        if inside[number] is None
    }
    wanted = sorted({place for number, places in open_to.items() if places for place in (number, *places)})
    texts = [words_of(entries[number].document, entries[number].statement.quote) for number in wanted]
    vectors = {number: item.whole for number, item in zip(wanted, embedding.encode(texts), strict=True)}
    found: list[tuple[str, ...]] = [()] * len(entries)
    for number, place in inside.items():
        answered = place if place is not None else _likest(number, entries, open_to[number], vectors)
        found[number] = () if answered is None else (entries[answered].statement.id,)
    return found


def words_of(document: Document, quote: Quote) -> str:
    """What is said, as one statement is compared with another: no line breaks, no more than 600 characters."""
    return " ".join(document.quote(quote.content).split())[:600]


def _inside(entry: _Entry, entries: Sequence[_Entry], others: Sequence[int]) -> int | None:
    """What stands inside an entry that denies it ("dismissed Lund's claim that ..."): its place, or ``None``."""
    if entry.lemma not in _REPLIES:
        return None
    cues_of = ((place, entries[place].statement.quote.cue) for place in others)
    return next((place for place, cue in cues_of if cue is not None and entry.statement.quote.content.covers(cue)), None)


def _likest(number: int, entries: Sequence[_Entry], others: Sequence[int], vectors: Mapping[int, Vector]) -> int | None:
    """The place of the statement among ``others`` that an entry answers: the likest, else for a denial without a matter what another said
    just before; ``None`` where there is neither."""
    entry = entries[number]
    scored = [(float(vectors[number] @ vectors[place]), -abs(place - number), place) for place in others]
    fitting = [
        (score, near, place)
        for score, near, place in scored
        if score >= (ALIKE if entries[place].document.id == entry.document.id else ACROSS)
    ]
    # A "not" answers a claim; only who denies outright may deny what was itself a "not".
    plain = [one for one in fitting if not entries[one[2]].negates]
    if plain or (fitting and entry.lemma in cues.DENIAL):
        return max(plain or fitting)[2]
    before = [
        place
        for _, _, place in scored
        if place < number
        and entries[place].document.id == entry.document.id
        and entry.passage.index - entries[place].passage.index <= NEAR
        and entry.lemma in _REPLIES
    ]
    return before[-1] if before else None


def _is_another(mine: _Entry, other: _Entry) -> bool:
    """Whether the two statements are two speakers'."""
    relation = compare(mine.who, other.who)
    return relation is Relation.OTHER or (relation is Relation.UNKNOWN and mine.statement.speaker != other.statement.speaker)


def _is_open(other: _Entry, reply: _Entry) -> bool:
    """Whether something can be answered: words with a content that are no denial, told no later than the reply where the reports say
    when."""
    mine, theirs = reply.document.published_at, other.document.published_at
    is_claim = not other.statement.is_stance and other.statement.kind is not ClaimKind.DENIAL
    return is_claim and (mine is None or theirs is None or theirs <= mine)
