"""Whether a clause is told as so: not negated, not merely possible, planned, hoped for or asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from groundwire.model import Token
from groundwire.reading import cues

SUBJECTS: Final = ("nsubj", "nsubjpass")
_UNSURE_ABOVE: Final = (
    cues.BELIEF
    | cues.FORECAST
    | cues.INTENT
    | cues.DENIAL
    | frozenset(
        """ask urge call demand warn accuse charge allege
    try attempt refuse fail like consider weigh mull discuss mean""".split()
    )
)
_MODALS: Final = frozenset("may might could would should will shall must can ought wo ca 'll ’ll 'd ’d".split())
_IF: Final = frozenset("if unless whether until before lest".split())
_DOUBT: Final = frozenset("reportedly allegedly possibly perhaps maybe probably likely apparently nearly almost".split())
_NEGATIVE: Final = frozenset("not n't n’t never neither nor hardly barely".split())
_NOBODY: Final = frozenset("nobody none nothing no-one".split())


def is_negated(verb: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> bool:
    """Whether the clause says that something is not so: "not", "no longer", "nobody", "no injuries"."""
    count = 0
    for child in children[verb.index]:
        token = tokens[child]
        if (
            token.dep == "neg"
            or token.lemma in _NEGATIVE
            or token.lemma == "longer"
            and any(tokens[below].lemma == "no" for below in children[child])
        ):
            count += 1
        elif token.dep in (*SUBJECTS, "dobj", "attr", "expl"):
            is_nobody = token.lemma in _NOBODY or (token.lemma == "one" and _has_no(child, tokens, children))
            count += is_nobody or _has_no(child, tokens, children)
    return count % 2 == 1


def _has_no(index: int, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> bool:
    return any(
        tokens[child].lemma in ("no", "neither") and tokens[child].dep in ("det", "neg", "preconj") for child in children[index]
    )


def is_firm(verb: Token, tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> bool:
    """Whether a clause is told as done or so, and not as possible, planned, hoped for, asked for or denied."""
    current = verb
    for step in range(8):
        below = [tokens[child] for child in children[current.index]]
        if any(t.dep == "aux" and t.text.casefold() in _MODALS for t in below):
            return False
        if any(t.dep in ("mark", "advmod") and t.lemma in _IF for t in below) or any(
            t.lemma in _DOUBT and t.dep == "advmod" for t in below
        ):
            return False
        if current.head == current.index or current.dep not in (
            "ccomp",
            "xcomp",
            "conj",
            "advcl",
            "pcomp",
            "acl",
            "auxpass",
            "acomp",
        ):
            return step > 0 or verb.tag != "VB" or bool(below)
        above = tokens[current.head]
        if current.dep == "conj" and any(t.dep in (*SUBJECTS, "aux", "auxpass") for t in below):
            return True
        if current.dep in ("xcomp", "ccomp") and above.lemma in _UNSURE_ABOVE:
            return False
        if current.dep == "xcomp" and any(t.text.casefold() == "to" for t in below):
            return False
        if current.dep == "acl" and current.tag != "VBN" and any(t.text.casefold() == "to" for t in below):
            return False
        if current.dep == "pcomp" and above.lemma in ("of", "from", "for", "without", "by", "against"):
            return False
        current = above
    return False
