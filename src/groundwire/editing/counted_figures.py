"""The figures of a report's deeds, with what they count: "nine deaths", "nine were killed" and "killing nine" are nine people killed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from groundwire.editing.clauses import children_of
from groundwire.editing.deeds import Deed
from groundwire.editing.matching import LIGHT
from groundwire.editing.outcomes_named import ACTS, TOLLS
from groundwire.model import Figure, FigureKind, Precision, Role, Span, Token

EXPECTED: Final = frozenset("expect forecast predict estimate survey poll project economist analyst target projection".split())
"""Words of sentences that tell what was expected, which differs from what came without anybody disagreeing."""
GENERIC: Final = frozenset("people person individual human soul".split())
_WHOLE: Final = re.compile(r"(?i)\b(?:of|out of)\s(?:the|its|their|his|her|some|about|all)?\s?\Z")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Count:
    """A figure in its deed: what was counted (``noun``), and whether it is the whole of which a part is told (``is_whole``).
    ``span`` is its words; a zero ("nobody") has value 0 and no ``figure``."""

    deed: Deed
    span: Span
    value: Decimal
    noun: str
    figure: Figure | None
    qualifiers: frozenset[str]
    anchors: frozenset[str]
    """The nouns and adjectives that the figure hangs together with: what it is a sum, a share or a number of."""
    bearers: frozenset[str]
    """Those of them that are names or say whose it is ("American")."""
    preposition: str
    is_whole: bool

    @property
    def kind(self) -> FigureKind:
        """What sort of figure it is; a zero is a count."""
        return self.figure.kind if self.figure else FigureKind.COUNT

    @property
    def precision(self) -> Precision:
        """How exact it claims to be."""
        return self.figure.precision if self.figure else Precision.EXACT


def find_counts(deeds: Sequence[Deed]) -> list[Count]:
    """The figures of one report's deeds that another report could give otherwise, in text order."""
    by_passage: dict[int, list[Deed]] = {}
    for deed in deeds:
        by_passage.setdefault(deed.passage.index, []).append(deed)
    found = []
    for group in by_passage.values():
        if group[0].passage.role in (Role.LEAD, Role.BODY) and not EXPECTED & {t.lemma for t in group[0].passage.tokens}:
            found += [count for deed in group for count in _counts_of(deed)]
    return found


def _counts_of(deed: Deed) -> Iterator[Count]:
    tokens = deed.passage.tokens
    children = children_of(tokens)
    for figure in deed.figures:
        if deed.is_quoted or figure.kind not in (FigureKind.COUNT, FigureKind.MONEY, FigureKind.PERCENT, FigureKind.MEASURE):
            continue
        inside = [t for t in tokens if figure.span.start <= t.start < figure.span.end]
        if not inside:
            continue
        head = _counted_head(figure, inside, tokens)
        if _verb_over(head, tokens) not in (deed.verb.index, None):
            continue
        noun, act = _noun_and_act(figure, head, deed)
        if not noun and figure.kind is FigureKind.COUNT:
            continue
        before = deed.passage.text[: figure.span.start - deed.passage.span.start][-24:]
        near = _anchors(head, figure, tokens, children)
        preposition = _preposition(head, deed)
        if figure.kind is FigureKind.COUNT and preposition in ("from", "than", "among", "after", "before", "until"):
            continue
        yield Count(
            deed=deed if act == deed.act else _with_act(deed, act),
            span=figure.span,
            value=figure.value,
            noun=noun,
            figure=figure,
            qualifiers=_qualifiers(head, tokens, children),
            anchors=frozenset(t.lemma.casefold() for t in near),
            bearers=frozenset(t.lemma.casefold() for t in near if t.text[:1].isupper() and t.pos in ("PROPN", "ADJ") and t.index),
            preposition=preposition,
            is_whole=bool(_WHOLE.search(before)) and any(0 <= figure.span.start - f.span.end < 24 for f in deed.figures),
        )  # fmt: skip
    if deed.is_negated and not deed.is_quoted:
        yield from _nobody(deed, tokens, children)


def _verb_over(head: Token, tokens: Sequence[Token]) -> int | None:
    """The verb that a figure hangs on most nearly: in "plans to send 800 troops" they are sent."""
    current = head
    for _ in range(12):
        if current.head == current.index:
            return None
        current = tokens[current.head]
        if current.pos in ("VERB", "AUX") and current.dep not in ("amod", "compound", "aux", "auxpass"):
            return current.index
    return None


def _nobody(deed: Deed, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> Iterator[Count]:
    """The zero in "nobody was hurt", "no injuries were reported"."""
    for token in deed.tokens:
        if token.head != deed.verb.index or token.dep not in ("nsubj", "nsubjpass", "dobj", "attr"):
            continue
        none = next((tokens[c] for c in children[token.index] if tokens[c].lemma == "no"), None)
        act = ACTS.get(token.lemma, deed.act) if none is not None else deed.act
        if any(t.lemma in ("outside", "except", "else", "besides", "beyond") for t in deed.tokens):
            return
        is_nobody = token.lemma in ("nobody", "none", "no-one") or (
            none is not None and (token.lemma in ("one", *GENERIC) or token.lemma in ACTS)
        )
        if is_nobody and act in TOLLS:
            first = none or token
            yield Count(
                deed=_with_act(deed, act),
                span=deed.document.span(first.start, token.end),
                value=Decimal(0),
                noun="people",
                figure=None,
                qualifiers=frozenset(),
                anchors=frozenset(),
                bearers=frozenset(),
                preposition="",
                is_whole=False,
            )


def _with_act(deed: Deed, act: str) -> Deed:
    return replace(deed, act=act)


def _counted_head(figure: Figure, inside: Sequence[Token], tokens: Sequence[Token]) -> Token:
    if figure.noun is not None:
        nouns = [t for t in tokens if figure.noun.start <= t.start < figure.noun.end]
        if nouns:
            return nouns[-1]
    places = {t.index for t in inside}
    return next((t for t in reversed(inside) if t.head not in places), inside[-1])


def _noun_and_act(figure: Figure, head: Token, deed: Deed) -> tuple[str, str]:
    """What is counted, and the deed it befell: "nine deaths" and "nine were killed" are people killed."""
    if figure.kind is not FigureKind.COUNT:
        return figure.unit, deed.act
    if figure.unit in ACTS and ACTS[figure.unit] in TOLLS:
        return "people", ACTS[figure.unit]
    if figure.unit == "life" and deed.act in ("claim", "lose", "take", "cost"):
        return "people", "kill"
    is_toll = any(t.lemma == "toll" and t.dep in ("nsubj", "nsubjpass") and t.head == deed.verb.index for t in deed.tokens)
    if is_toll and head.index > deed.verb.index and "death" in {t.lemma for t in deed.tokens}:
        return "people", "kill"
    if not figure.unit and deed.act in TOLLS and head.head == deed.verb.index and head.dep in ("nsubj", "nsubjpass", "dobj"):
        return "people", deed.act
    after = [t for t in deed.tokens if t.start >= head.end]
    if (
        after
        and after[0].lemma in ("dead", "injured", "wounded", "hurt", "missing")
        and after[0].tag != "VBD"
        and deed.act in ("leave", "be", *TOLLS)
    ):
        return figure.unit or "people", ACTS.get(after[0].lemma, deed.act)
    return ("people" if figure.unit in GENERIC else figure.unit), deed.act


def _qualifiers(head: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> frozenset[str]:
    """The words that say which of the things counted are meant."""
    return frozenset(
        tokens[child].lemma.casefold()
        for child in children[head.index]
        if tokens[child].dep in ("amod", "compound", "nmod", "poss", "det")
        and tokens[child].pos in ("ADJ", "NOUN", "PROPN", "VERB", "DET", "ADV")
        and tokens[child].lemma not in ("the", "a", "an", "least", "many", "total", "confirmed", "all")
        and not (child + 1 < len(tokens) and tokens[child + 1].lemma == "than")
        and not tokens[child].text[:1].isdigit()
    )  # fmt: skip


def _anchors(head: Token, figure: Figure, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> list[Token]:
    """See ``Count.anchors``: the noun that the figure stands before, those below it, and the subject of its verb."""
    around: list[Token] = []
    current = head
    for _ in range(4):
        around.append(current)
        around += [tokens[c] for c in children[current.index] if tokens[c].dep in ("amod", "compound", "nmod")]
        for child in children[current.index]:
            if tokens[child].dep == "prep" and tokens[child].lemma in ("of", "in", "on", "for", "worth"):
                below = [c for c in children[child] if tokens[c].dep == "pobj"]
                around += [tokens[c] for c in below]
                around += [tokens[g] for c in below for g in children[c] if tokens[g].dep in ("amod", "compound")]
        if current.head == current.index or tokens[current.head].pos in ("VERB", "AUX"):
            break
        current = tokens[current.head]
    above = tokens[current.head]
    around += [
        tokens[c] for c in children[above.index] if tokens[c].dep in ("nsubj", "nsubjpass") and above.pos in ("VERB", "AUX")
    ]
    return [
        t
        for t in around
        if t.pos in ("NOUN", "PROPN", "ADJ") and t.lemma not in LIGHT and t.lemma not in _EMPTY_ANCHORS
        and not figure.span.start <= t.start < figure.span.end
    ]  # fmt: skip


_EMPTY_ANCHORS: Final = frozenset("percent % worth number total people person dollar year month day week official".split())


def _preposition(head: Token, deed: Deed) -> str:
    tokens = deed.passage.tokens
    current = head
    for _ in range(6):
        above = tokens[current.head]
        if current.dep in ("pobj", "pcomp") and above.pos == "ADP" and above.lemma != "of":
            return above.lemma
        if above.index == current.index or above.pos == "VERB":
            return ""
        current = above
    return ""
