"""Who does what to whom, in one sentence: each telling word's role toward the word it hangs on.

Passives are turned round, joined words share a role, a clause without a subject has the one it takes from above, and "the dock, which
closed" closes: so that two sentences that say one thing in two ways have the same ties (after de Marneffe and Manning's collapsed
dependencies, 2008)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._kin_words import is_plain_speech
from groundwire.editing.clauses import children_of
from groundwire.model import Token

SUBJECT: Final = "subject"
OBJECT: Final = "object"
IS: Final = "is"
MODIFIER: Final = "modifier"
UNDER: Final = "under"
"""The role of a clause that another word carries: "said that", "plans to", "the decision to"."""
OWNER: Final = "owner"
JOINED: Final = "joined"
BESIDE: Final = "beside"
"""The role of a clause that hangs on another one by no word."""
UNKNOWN: Final = "?"
_DEEP: Final = 6
_SUBJECTS: Final = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
_MODIFIERS: Final = frozenset(
    {"compound", "nmod", "amod", "nummod", "quantmod", "advmod", "npadvmod", "det", "predet", "preconj"}
)
_RELATIVES: Final = frozenset({"WDT", "WP", "WP$", "WRB"})
_PARTS: Final = frozenset("number dozen hundred thousand million billion couple pair series total tens group".split())
"""Nouns that only count what their "of" brings."""
_VERBAL: Final = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Tie:
    """The word at ``dependent`` has this ``role`` toward the word at ``governor``. ``is_own`` where the sentence itself says so, not only
    what stands beside it ("Pike, the mayor, left": that the mayor left)."""

    dependent: int
    role: str
    governor: int
    is_own: bool = True


class Ties:
    """The ties of one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.children = children_of(tokens)
        self.all = tuple(dict.fromkeys(self._find()))
        self.of: dict[int, list[Tie]] = {}
        for tie in self.all:
            self.of.setdefault(tie.dependent, []).append(tie)

    def child(self, index: int, *labels: str) -> int | None:
        """The first word under another with one of these labels."""
        return next((child for child in self.children[index] if self.tokens[child].dep in labels), None)

    def is_passive(self, verb: int) -> bool:
        """Whether the verb's subject suffers what it says."""
        token = self.tokens[verb]
        if self.child(verb, "auxpass", "nsubjpass", "csubjpass") is not None:
            return True
        return token.tag == "VBN" and self.child(verb, "aux", "nsubj") is None

    def _says_what_stands_before(self, token: Token) -> bool:
        """Whether a ", Pike said" behind a clause, which the parser takes for one more deed, hands the clause to Pike."""
        if token.dep not in ("conj", "parataxis", "dep") or not is_plain_speech(token) or token.head >= token.index:
            return False
        is_joined = any(self.tokens[child].dep == "cc" and child < token.index for child in self.children[token.head])
        return not is_joined and self.child(token.index, "nsubj") is not None and self.tokens[token.head].pos in _VERBAL

    def _is_content(self, token: Token) -> bool:
        """Whether a clause says what a noun is: "signs that it would close"."""
        if token.dep not in ("acl", "relcl") or self.child(token.index, *_SUBJECTS) is None:
            return False
        return any(
            self.tokens[child].dep == "mark" and self.tokens[child].lemma == "that" for child in self.children[token.index]
        )

    def _find(self) -> Iterator[Tie]:
        for token in self.tokens:
            index = token.index
            yield from (Tie(index, role, governor, own) for role, governor, own in self._roles(index, 0))
            if self._is_content(token):
                yield Tie(index, UNDER, token.head)
            elif token.dep == "relcl":
                yield from self._relative(token)
            elif token.dep == "acl" and token.tag in ("VBN", "VBG", "VBD"):
                yield Tie(token.head, OBJECT if token.tag != "VBG" else SUBJECT, index)
            elif (
                token.pos in _VERBAL
                and self.child(index, *_SUBJECTS) is None
                and token.dep not in ("aux", "auxpass")
                and token.text.casefold() != "according"
            ):
                for subject in self._borrowed(index):
                    yield Tie(subject, OBJECT if self.is_passive(index) else SUBJECT, index)
            if (token.text.casefold() == "according" and token.head != index) or self._says_what_stands_before(token):
                yield Tie(token.head, UNDER, index)

    def _roles(self, index: int, depth: int) -> list[tuple[str, int, bool]]:
        """The roles of a word as (role, governor, whether it is its own)."""
        token, above = self.tokens[index], self.tokens[self.tokens[index].head]
        if token.head == index or depth > _DEEP:
            return []
        if token.dep == "conj":
            shared = self._roles(above.index, depth + 1)
            if token.pos in _VERBAL:
                shared = [role for role in shared if role[0] == UNDER or self.tokens[above.index].dep in ("advcl", "pcomp")]
            return [*shared, (JOINED, above.index, False)]
        if token.dep == "appos":
            is_one = token.tag.endswith("S") is above.tag.endswith("S")
            return [
                *((role, governor, False) for role, governor, _ in self._roles(above.index, depth + 1) if is_one),
                (MODIFIER, above.index, True),
            ]
        if token.dep in _SUBJECTS:
            return self._as_subject(token, above)
        if token.dep in ("dobj", "obj"):
            return [(OBJECT, above.index, True)]
        if token.dep in ("attr", "acomp"):
            return [] if self.child(above.index, *_SUBJECTS) is not None else [("there", above.index, True)]
        if token.dep == "oprd":
            return [("as", above.index, True)]
        if token.dep == "dative":
            return [("to", above.index, True)]
        if token.dep in ("pobj", "pcomp"):
            return self._behind(above, depth)
        if token.dep == "poss":
            return [(OWNER, above.index, True)]
        if token.dep in _MODIFIERS or token.dep == "prt":
            return [(MODIFIER, above.index, True)]
        if token.dep in ("xcomp", "ccomp", "parataxis") or (token.dep == "acl" and token.tag not in ("VBN", "VBG", "VBD")):
            return [(UNDER, above.index, True)]
        if token.dep == "advcl":
            mark = self.child(index, "mark", "advmod")
            is_marked = mark is not None and mark < index and self.tokens[mark].tag in ("IN", "WRB", "RB")
            return [(self.tokens[mark].lemma if is_marked and mark is not None else BESIDE, above.index, True)]
        return []

    def _as_subject(self, token: Token, verb: Token) -> list[tuple[str, int, bool]]:
        if token.dep in ("nsubjpass", "csubjpass"):
            return [(OBJECT, verb.index, True)]
        told = [child for child in self.children[verb.index] if self.tokens[child].dep in ("attr", "acomp")]
        if verb.lemma == "be" and told:
            return [(IS, child, True) for first in told for child in (first, *self._joined_to(first))]
        return [(SUBJECT, verb.index, True)]

    def _joined_to(self, index: int) -> list[int]:
        return [
            child
            for child in self.children[index]
            if self.tokens[child].dep == "conj" and self.tokens[child].pos not in _VERBAL
        ]

    def _behind(self, preposition: Token, depth: int) -> list[tuple[str, int, bool]]:
        """The roles of what stands behind a preposition."""
        words, at = [preposition.text.casefold()], preposition
        while at.dep in ("prep", "pcomp", "conj") and self.tokens[at.head].pos in ("ADP", "SCONJ") and at.head != at.index:
            at = self.tokens[at.head]
            if at.dep != "conj" and self.tokens[at.index].text.casefold() != words[0]:
                words.insert(0, at.text.casefold())
        if words[0] == "according":
            return [(SUBJECT, at.index, True)]
        if at.head == at.index:
            return []
        above = self.tokens[at.head]
        agents = [child for child in self.children[above.index] if self.tokens[child].dep == "agent"]
        if (
            preposition.dep == "agent"
            and preposition.index != agents[0]
            and self.tokens[preposition.index - 1].pos in ("NOUN", "PROPN")
        ):
            # "Directed by Pike with songs by Reed": the parser gives the verb both.
            return [("by", preposition.index - 1, True)]
        if above.text.casefold() == "according":
            return [(SUBJECT, above.index, True)]
        role = SUBJECT if preposition.dep == "agent" else " ".join(words)
        if role == "by" and (verb := self._suffering(above)) is not None:
            return [(SUBJECT, verb, True)]
        found = [(role, above.index, True)]
        if role == "of" and above.lemma in _PARTS:
            found += [(other, governor, False) for other, governor, _ in self._roles(above.index, depth + 1)]
        return found

    def _suffering(self, noun: Token) -> int | None:
        """The verb without a doer behind which a noun with "by" stands: "was blamed for the damage by Pike"."""
        if noun.dep != "pobj" or self.tokens[noun.head].dep != "prep":
            return None
        verb = self.tokens[self.tokens[noun.head].head]
        is_open = (
            verb.pos in _VERBAL and self.child(verb.index, "auxpass") is not None and self.child(verb.index, "agent") is None
        )
        return verb.index if is_open else None

    def _relative(self, verb: Token) -> Iterator[Tie]:
        """The noun in the place that "which", "who" or nothing holds in the clause about it."""
        under = self.children[verb.index]
        pronoun = next((child for child in under if self.tokens[child].tag in _RELATIVES), None)
        if pronoun is None:
            behind = [below for child in under if self.tokens[child].dep == "prep" for below in self.children[child]]
            pronoun = next((child for child in behind if self.tokens[child].tag in _RELATIVES), None)
        if pronoun is None:
            yield Tie(verb.head, OBJECT if self.child(verb.index, *_SUBJECTS) is not None else SUBJECT, verb.index)
            return
        for role, governor, _ in self._roles(pronoun, 0):
            yield Tie(verb.head, role, governor)

    def _borrowed(self, verb: int) -> list[int]:
        """The subjects of a clause that has none of its own."""
        at = verb
        for _ in range(_DEEP):
            token = self.tokens[at]
            if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "acomp", "oprd") or token.head == at:
                return []
            if token.dep == "xcomp" and (thing := self.child(token.head, "dobj", "obj", "dative")) is not None:
                return [thing, *self._joined_to(thing)]
            at = token.head
            if self.tokens[at].dep == "relcl" and self.child(at, *_SUBJECTS) is None:
                return []
            subject = self.child(at, *_SUBJECTS)
            if subject is not None:
                if self.tokens[subject].tag in _RELATIVES and self.tokens[at].dep == "relcl":
                    return [self.tokens[at].head]
                return [subject, *self._joined_to(subject)]
            if self.tokens[at].dep == "acl":
                return [self.tokens[at].head]
        return []


_ABOUT: Final = frozenset({"about", "on", "over", "regarding", "concerning", "of"})
_ALIKE: Final = (
    frozenset({"in", "at", "on", "within", "inside", MODIFIER}),
    frozenset({MODIFIER, "of", OWNER, "from", "during"}),
    frozenset({"after", "following", "since"}),
    frozenset({"before", "ahead of", "prior to"}),
    frozenset({"because of", "due to", "owing to", "because"}),
    frozenset({"with", "alongside"}),
    frozenset({"despite", "in spite of"}),
    frozenset({"as", "while", "when"}),
    frozenset({"toward", "towards"}),
    frozenset({"until", "till"}),
    frozenset({"though", "although"}),
    frozenset({"upon", "on"}),
    frozenset({"onto", "on"}),
    frozenset({"into", "in"}),
    frozenset({IS, MODIFIER, "as"}),
    frozenset({"there", SUBJECT}),
)
"""Roles that say the same of two words."""
_TURNED: Final = {
    OBJECT: frozenset({"of", MODIFIER, "on"}),
    SUBJECT: frozenset({OWNER, "by", "of", MODIFIER}),
}
"""The roles that a deed told by a noun gives those that a verb has."""


def are_alike(mine: str, theirs: str, governor: Token, original: Token) -> bool:
    """Whether a role in the sentence says what a role in the passage says; the two governors are one word told twice."""
    if mine == theirs or UNKNOWN in (mine, theirs):
        return True
    if original.pos in _VERBAL and governor.pos not in _VERBAL:
        return mine in _TURNED.get(theirs, ())
    if mine in _ABOUT and theirs in _ABOUT and "of" not in (mine, theirs):
        return True
    return any(mine in group and theirs in group for group in _ALIKE)
