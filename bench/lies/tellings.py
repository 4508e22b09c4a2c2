"""Lies that only whoever tells from several passages can tell: true words of the named passages, put together falsely.

``bench.planted`` plants one wrong word or name; here every word stands in a passage that the sentence names."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from bench.planted.bases import Base, Edit, lower_first, upper_first
from bench.planted.lexicon import SYMMETRIC
from bench.planted.plant import Planted, plant

_PHRASES = ("nsubj", "nsubjpass", "dobj", "pobj")
_PREPOSITIONS = {
    "to": "from", "from": "to", "by": "against", "against": "by", "with": "without", "before": "after", "after": "before",
    "for": "against", "under": "over", "into": "out of", "above": "below", "despite": "because of", "since": "until", "during": "before",
}  # fmt: skip
_CONNECTIVES = {
    "because": "although", "although": "because", "after": "before", "before": "after", "when": "because", "while": "because",
    "and": "because", "but": "because", "as": "unless", "if": "because",
}  # fmt: skip
_COUNTING = frozenset("number group series kind sort member dozen hundred thousand lot couple total".split())
Telling = Callable[[Base, Sequence[Base], random.Random], Planted | None]
"""A lie made of a sentence and others of the same report, or ``None``."""


def phrases_swapped(base: Base, others: Sequence[Base], chance: random.Random) -> Planted | None:
    """Two phrases in each other's place."""
    found = []
    for token in base.tokens:
        start, end = base.under(token.index)
        text = base.text[start:end]
        is_short = len(text.split()) <= 6 and not re.search(r"[,;:“”\"()]", text)
        if token.dep in _PHRASES and token.pos in ("NOUN", "PROPN") and is_short and base.is_outside(start, end):
            found.append((start, end, token))
    pairs = [
        (one, other)
        for one in found
        for other in found
        if one[1] < other[0] and not _is_even(base, one[2].index, other[2].index)
    ]
    for (first, end, one), (start, last, other) in chance.sample(pairs, len(pairs)):
        left = lower_first(base.text[first:end], one) if first == 0 else base.text[first:end]
        right = upper_first(base.text[start:last]) if first == 0 else base.text[start:last]
        if one.lemma != other.lemma:
            return plant(base, [(first, end, right), (start, last, left)])
    return None


def _is_even(base: Base, one: int, other: int) -> bool:
    """Whether it is the same which of the two stands first: "A met B", "A and B"."""
    heads = {base.tokens[base.tokens[index].head].lemma for index in (one, other)}
    return (
        bool(heads & SYMMETRIC) or bool(heads & {"be", "become", "with", "meet", "between"}) or base.tokens[other].dep == "conj"
    )


def figures_swapped(base: Base, others: Sequence[Base], chance: random.Random) -> Planted | None:
    """Two numbers of one sort in each other's place."""
    found = [
        (f.span.start, f.span.end, base.text[f.span.start : f.span.end])
        for f in base.figures
        if base.is_free(f.span.start, f.span.end)
    ]
    pairs = [(a, b) for a in found for b in found if a[1] < b[0] and a[2] != b[2]]
    for one, other in chance.sample(pairs, len(pairs)):
        return plant(base, [(one[0], one[1], other[2]), (other[0], other[1], one[2])])
    return None


def other_preposition(base: Base, others: Sequence[Base], chance: random.Random) -> Planted | None:
    """The other way, time or side."""
    found = [
        token
        for token in base.tokens
        if token.text in _PREPOSITIONS
        and token.dep == "prep"
        and token.pos in ("ADP", "SCONJ")
        and base.is_free(token.start, token.end)
        and not base.text[: token.start].endswith("according ")
    ]
    edits: list[Edit] = [(token.start, token.end, _PREPOSITIONS[token.text]) for token in chance.sample(found, len(found))[:1]]
    return plant(base, edits)


def other_connective(base: Base, others: Sequence[Base], chance: random.Random) -> Planted | None:
    """Two clauses joined by a word that the report does not join them by."""
    found = []
    for token in base.tokens:
        if token.text not in _CONNECTIVES or not base.is_free(token.start, token.end):
            continue
        head = base.tokens[token.head]
        joined = (
            next((base.tokens[c] for c in base.tree.children[head.index] if base.tokens[c].dep == "conj"), None)
            if token.dep == "cc"
            else None
        )
        is_clause = token.dep in ("mark", "advmod") and head.dep == "advcl"
        if is_clause or (
            joined is not None and joined.pos == "VERB" and base.tree.child(joined.index, "nsubj", "nsubjpass") is not None
        ):
            found.append(token)
    edits: list[Edit] = [(token.start, token.end, _CONNECTIVES[token.text]) for token in chance.sample(found, len(found))[:1]]
    return plant(base, edits)


def carrier_dropped(base: Base, others: Sequence[Base], chance: random.Random) -> Planted | None:
    """What somebody says, denies, fears or plans, told as a fact."""
    for token in base.tokens:
        if (
            token.dep != "ccomp"
            or token.pos not in ("VERB", "AUX")
            or base.tree.child(token.index, "nsubj", "nsubjpass") is None
        ):
            continue
        start, end = base.under(token.index)
        text = re.sub(r"^that ", "", base.text[start:end]).strip(" ,.")
        if len(text.split()) >= 6 and base.is_outside(start, end) and text[:1] not in '“"':
            first = base.token_at(base.text.find(text))
            if first is not None and first.pos in ("PRON", "SCONJ", "ADV"):
                continue
            return plant(base, [(0, len(base.text), upper_first(text) + ".")], may_stand=True)
    return None


def head_dropped(base: Base, others: Sequence[Base], chance: random.Random) -> Planted | None:
    """ "The president" for "the brother of the president"."""
    found = []
    for token in base.tokens:
        if token.lemma != "of" or token.dep != "prep":
            continue
        head = base.tokens[token.head]
        start, _ = base.under(head.index)
        thing = base.tree.child(token.index, "pobj")
        is_thing = head.pos == "NOUN" and head.dep in ("nsubj", "nsubjpass", "dobj") and head.lemma not in _COUNTING
        if is_thing and thing is not None and base.is_free(start, token.end + 1):
            found.append((start, token.end + 1))
    for start, end in chance.sample(found, len(found))[:1]:
        rest = base.text[end : end + 1]
        return plant(base, [(start, end + 1, rest.upper() if start == 0 else rest)])
    return None


def fused(base: Base, others: Sequence[Base], chance: random.Random) -> Planted | None:
    """Somebody from one sentence, what somebody else does from another."""
    mine = _halves(base)
    if mine is None:
        return None
    for other in chance.sample(list(others), len(others)):
        theirs = _halves(other)
        if theirs is None or other.origin == base.origin or _subject_lemmas(base) & _subject_lemmas(other):
            continue
        if any(word[:1].isupper() and word in other.text for word in re.findall(r"[\w’'-]+", mine[0])):
            continue  # he may be the same one, and it true
        if re.match(r"(?:he|she|it|they|who|which|this|that)\b", theirs[0].lower()) or re.match(
            r"(?:He|She|It|They|This|That)\b", mine[0]
        ):
            continue
        return plant(base, [(0, len(base.text), mine[0] + theirs[1])])
    return None


def _halves(base: Base) -> tuple[str, str] | None:
    root = next(
        (token for token in base.tokens if token.dep == "ROOT" and token.tag in ("VBD", "MD", "VBZ", "VBP", "VBN")), None
    )
    subject = base.tree.child(root.index, "nsubj", "nsubjpass") if root is not None else None
    if root is None or subject is None or base.quoted:
        return None
    start, end = base.under(subject)
    if start != 0 or "," in base.text[start:end] or len(base.text[start:end].split()) > 10:
        return None
    return base.text[:end], base.text[end:]


def _subject_lemmas(base: Base) -> frozenset[str]:
    halves = _halves(base)
    return frozenset(
        token.lemma for token in base.tokens if halves and token.end <= len(halves[0]) and token.pos in ("NOUN", "PROPN")
    )


def cause_from_elsewhere(base: Base, others: Sequence[Base], chance: random.Random) -> Planted | None:
    """Two true facts of two passages, and a "because" between them."""
    if base.quoted:
        return None
    for other in chance.sample(list(others), len(others)):
        halves = _halves(other)
        if halves is None or other.origin == base.origin or re.match(r"(?:He|She|It|They|This|That)\b", other.text):
            continue
        clause = lower_first(other.text, other.tokens[0])
        return plant(
            base, [(len(base.text) - 1, len(base.text), f" {chance.choice(('because', 'after', 'so that'))} {clause}")]
        )
    return None


TELLINGS: dict[str, Telling] = {
    "phrases swapped": phrases_swapped,
    "figures swapped": figures_swapped,
    "preposition": other_preposition,
    "connective": other_connective,
    "carrier dropped": carrier_dropped,
    "head dropped": head_dropped,
    "passages fused": fused,
    "cause from elsewhere": cause_from_elsewhere,
}
