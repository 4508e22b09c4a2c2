"""Claims: one thing claimed at one place. Each reported sentence is one claim, told apart by what sort of thing it says."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.model import Claim, ClaimKind, Document, Figure, Name, Passage, Quote, Role, Span, Time, Token, digest

DENIALS = frozenset("deny reject dismiss refute rebut dispute disavow contradict rebuff".split())
PROMISES = frozenset("promise pledge vow commit undertake guarantee".split())
FORECAST_VERBS = frozenset("expect forecast predict project plan intend hope schedule aim".split())
JUDGEMENTS = frozenset(
    """represent mean signal underline underscore highlight suggest show reflect mark threaten undermine pose drive put wedge win
    victory blow setback boost growing affinity significant major serious danger dangerous risk crucial vital important historic rare
    grave difficulty attractive steep""".split()
)
ACCUSATIONS = frozenset(
    """lie liar lying fraud fraudulent corrupt corruption crook racist smear hoax scam disgrace disgraceful warped shameful hypocrite
    hypocritical incompetent reckless traitor treason bogus dishonest""".split()
)
"""Words that accuse: unattributed, they are the report's judgement and keep it as their owner."""
_NEGATED_EVIDENCE = (
    "no evidence",
    "not true",
    "untrue",
    "no truth",
    "nothing to suggest",
    "no sign",
    "unfounded",
    "baseless",
    "false",
)


def find_claims(
    document: Document,
    passages: Sequence[Passage],
    names: Sequence[Name],
    figures: Sequence[Figure],
    times: Sequence[Time],
    quotes: Sequence[Quote],
) -> tuple[Claim, ...]:
    """One claim for each sentence of the report's own copy, in order; headlines and correction notes claim nothing by themselves."""
    by_place = _Places(passages)
    subjects: dict[int, list[tuple[int, str]]] = {}
    for name in names:
        for mention in name.mentions:
            subjects.setdefault(by_place.of(mention.span), []).append((mention.span.start, name.key))
    figure_places = {by_place.of(figure.span) for figure in figures}
    first_time: dict[int, Time] = {}
    for time in times:
        first_time.setdefault(by_place.of(time.span), time)
    attributed: dict[int, list[Quote]] = {}
    for quote in quotes:
        attributed.setdefault(by_place.of(quote.cue or quote.content), []).append(quote)
    outer = {passage.index: owner_of(passage, attributed.get(passage.index, ())) for passage in passages}
    claims = []
    for passage in passages:
        if passage.role in (Role.HEADLINE, Role.CORRECTION):
            continue
        found = sorted(subjects.get(passage.index, []))
        claims.append(
            Claim(
                id=digest(document.id, str(passage.span.start), str(passage.span.end)),
                span=passage.span,
                text=passage.text,
                kind=_kind(passage, passage.index in figure_places, outer.get(passage.index)),
                passage=passage.index,
                subjects=tuple(dict.fromkeys(key for _, key in found)),
                when=first_time.get(passage.index),
                quote=outer.get(passage.index),
            )
        )
    return tuple(claims)


def owner_of(passage: Passage, quotes: Sequence[Quote]) -> Quote | None:
    """The attribution that owns the whole sentence: "..., Wang told Orban", "according to ...". One that only a part hangs on
    ("despite warnings that ...") and an intention of the subject's own ("offered to ...") own nothing."""
    root = main_verb(passage.tokens)
    for quote in quotes:
        if quote.cue is None or quote.speaker is None or not passage.span.covers(quote.cue):
            continue
        content = [token for token in passage.tokens if quote.content.start <= token.start < quote.content.end]
        if content and content[0].lemma == "to" and not quote.is_direct:
            continue
        cue = [token for token in passage.tokens if quote.cue.start <= token.start < quote.cue.end]
        is_main = root is not None and any(token.index == root.index for token in cue)
        is_parenthesis = any(token.lemma in ("accord", "per") or token.dep == "parataxis" for token in cue)
        holds_root = root is not None and quote.content.start <= root.start < quote.content.end
        covers_most = (is_parenthesis and holds_root) or (quote.content.end - quote.content.start) * 2 > len(passage.text)
        if is_main or (covers_most and (is_parenthesis or any(token.pos == "VERB" for token in cue))):
            return quote
    return None


class _Places:
    """Which passage a span lies in, by binary search."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._starts = [passage.span.start for passage in passages]
        self._indexes = [passage.index for passage in passages]

    def of(self, span: Span) -> int:
        import bisect

        place = bisect.bisect_right(self._starts, span.start) - 1
        return self._indexes[place] if place >= 0 else -1


def main_verb(tokens: Sequence[Token]) -> Token | None:
    """The root of the sentence if it is a verb."""
    return next((token for token in tokens if token.head == token.index and token.pos in ("VERB", "AUX")), None)


def _kind(passage: Passage, has_figure: bool, quote: Quote | None) -> ClaimKind:
    lemmas = {token.lemma for token in passage.tokens}
    lowered = passage.text.lower()
    if quote is None and accuses(passage.tokens):
        return ClaimKind.OPINION
    if lemmas & DENIALS or any(words in lowered for words in _NEGATED_EVIDENCE):
        return ClaimKind.DENIAL
    if quote is None and is_judgement(passage):
        return ClaimKind.OPINION
    if lemmas & PROMISES:
        return ClaimKind.PROMISE
    root = main_verb(passage.tokens)
    future = any(token.tag == "MD" and token.lemma in ("will", "shall") for token in passage.tokens)
    if future or (root is not None and root.lemma in FORECAST_VERBS):
        return ClaimKind.FORECAST
    if quote is not None:
        return ClaimKind.STATEMENT
    return ClaimKind.FIGURE if has_figure else ClaimKind.FACT


def is_judgement(passage: Passage) -> bool:
    """Whether a sentence weighs or interprets rather than reports: its main verb does, or its subject and object do
    ("a growing affinity has put a wedge"). What it quotes, or what hangs deeper ("despite warnings of a risk"), is not
    its own judgement."""
    if accuses(passage.tokens):
        return True
    root = main_verb(passage.tokens)
    if root is None or any(token.text in '“”"' for token in passage.tokens):
        return False
    if root.lemma in JUDGEMENTS and root.tag in ("VBZ", "VBP"):
        return True
    told_of = {token.lemma for token in passage.tokens if token.head == root.index and token.dep in ("attr", "acomp")}
    if root.lemma == "be" and told_of & JUDGEMENTS:
        return True
    near = {
        token.lemma
        for token in passage.tokens
        if token.head == root.index and token.dep in ("nsubj", "dobj", "attr", "acomp", "prt")
    }
    return len((near | {root.lemma}) & JUDGEMENTS) >= 2


def accuses(tokens: Sequence[Token]) -> bool:
    """Whether words outside quotation marks call somebody or something a lie, a fraud and the like."""
    is_open = False
    for token in tokens:
        if token.text in ("“", "”", '"'):
            is_open = not is_open
        elif not is_open and token.lemma in ACCUSATIONS and token.pos in ("NOUN", "VERB", "ADJ") and not _rests(token):
            return True
    return False


def _rests(token: Token) -> bool:
    """Whether "lie" is the lying of vessels at anchor."""
    return token.lemma == "lie" and token.pos == "VERB" and token.text.lower() != "lied"
