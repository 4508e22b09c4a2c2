"""Sentences taken apart into verbs with what stands around them: negated or not, how firm, about whom and what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._grammar import View, is_number_sign, stem
from groundwire.checks._polarities import (
    ACCUSING_VERBS,
    COMING,
    DONE,
    MODALS,
    NEGATING_ADJECTIVES,
    NEGATING_VERBS,
    NEGATIVE_PRONOUNS,
    NEGATIVE_WORDS,
    PLANNED,
    PLANNING_VERBS,
    POSSIBLE,
    POSSIBLE_WORDS,
    PREVENTING_VERBS,
    RUMOURING_VERBS,
)
from groundwire.editing.clauses import children_of
from groundwire.model import NameKind, Token

_ARGUMENTS: Final = frozenset(
    """
    nsubj nsubjpass dobj obj attr acomp oprd dative agent prep pobj xcomp ccomp advmod npadvmod advcl prt amod compound
    nummod poss appos conj pcomp acl
    """.split()
)
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_CORE: Final = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr", "acomp"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_WISHING: Final = frozenset("hope fear expect predict forecast suggest propose demand recommend".split())
_POISED: Final = frozenset({"likely", "set", "due", "ready", "expected", "poised", "possible"})
_PRONOUNS: Final = frozenset({"it", "he", "she", "they"})
_GROUNDS: Final = frozenset({"evidence", "sign", "proof", "plan", "intention", "indication"})
"""Nouns whose "no" denies the clause that they carry."""
_HOLDING_BACK: Final = frozenset({"reluctance", "unwillingness", "refusal", "failure", "inability"})
_ENABLING: Final = frozenset("able allow permit enable free entitle authorise authorize willing ready likely eligible".split())
"""Words that leave it open to do a thing: whoever is not able, or kept from being able, to do it does not."""
EMPTY_VERBS: Final = frozenset({"be", "have", "do", "say", "make", "get", "take"})
NOT_WORDS: Final = frozenset({"DET", "PUNCT", "PART", "CCONJ", "SCONJ", "AUX", "PRON", "SYM", "X", "INTJ"})


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A verb with what stands around it. ``firmness`` is one of the four steps, or 0 where the form does not tell;
    ``subject`` is filled where a name is the subject of an active verb."""

    view: View
    verb: Token
    particle: str
    is_negated: bool
    firmness: int
    subject: frozenset[str]
    core: frozenset[str]
    content: frozenset[str]
    marker: Token | None


def find_clauses(view: View) -> list[Clause]:
    """Every clause of the passage in text order, verbs of relative and infinitive clauses included, indirect questions left out."""
    tokens = view.passage.tokens
    children = children_of(tokens)
    strayed = _strayed_auxiliaries(tokens, children)
    named = _named(view)
    return [
        _clause(view, token, children, named)
        for token in tokens
        if token.pos in _VERBAL
        and token.dep not in ("aux", "auxpass", "amod", "compound")
        and token.text[:1].isalpha()
        and token.index not in strayed
        and not _is_asked(tokens, children, token)
    ]


def _strayed_auxiliaries(tokens: Sequence[Token], children: list[list[int]]) -> frozenset[int]:
    """The places of each "had" that the parser, misled by what stands between ("had up to now been cleared"), takes for a verb by itself;
    what hangs on it is given to the verb it serves."""
    found = set()
    for verb in tokens:
        below = [tokens[child] for child in children[verb.index] if child < verb.index]
        been = next((token for token in below if token.lemma == "be" and token.tag == "VBN"), None)
        if verb.tag not in ("VBN", "VBG") or been is None:
            continue
        is_bare = all(token.dep != "aux" for token in below)
        for have in below:
            own = [child for child in children[have.index] if tokens[child].dep != "prt"]
            is_strayed = is_bare and have.dep not in ("relcl", "conj")
            if (
                have.lemma != "have"
                or not (have.dep == "aux" or is_strayed)
                or any(tokens[child].dep == "dobj" for child in own)
            ):
                continue
            children[verb.index] = sorted([*children[verb.index], *own])
            found.add(have.index)
    return frozenset(found)


def _is_asked(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> bool:
    """ "Would not say when it will sail": neither yes nor no."""
    return verb.dep == "ccomp" and any(
        tokens[child].lemma in ("when", "whether", "if") and tokens[child].dep in ("advmod", "mark")
        for child in children[verb.index]
    )


def _named(view: View) -> dict[int, tuple[str, ...]]:
    """What the name that each token belongs to is compared by: its key, a person's word by word, since surnames are enough."""
    return {
        index: tuple(one.name.key.split()) if one.name.kind is NameKind.PERSON else (one.name.key,)
        for one in view.names
        for index in range(one.first, one.last + 1)
    }


def _clause(view: View, verb: Token, children: Sequence[Sequence[int]], named: dict[int, tuple[str, ...]]) -> Clause:
    tokens = view.passage.tokens
    core: set[str] = set()
    content: set[str] = set()
    for child in children[verb.index]:
        if tokens[child].dep in _CORE:
            core.update(_head_words(tokens, child, named))
        if tokens[child].dep in _ARGUMENTS:
            _gather(tokens, children, child, named, content, 0)
    subjects = _subjects(tokens, children, verb)
    core.update(word for child in subjects for word in _head_words(tokens, child, named))
    doers = (child for child in subjects if tokens[child].dep == "nsubj" and child in named)
    subject = frozenset(word for child in doers for key in named[child] for word in key.split())
    negation = _negation(tokens, children, verb)
    firmness, modal = _firmness(tokens, children, verb)
    particle = next((tokens[child].lemma for child in children[verb.index] if tokens[child].dep == "prt"), "")
    return Clause(
        view=view,
        verb=verb,
        particle=particle,
        is_negated=bool(negation),
        firmness=firmness,
        subject=subject,
        core=frozenset(core),
        content=frozenset(content | core),
        marker=negation or modal,
    )


def _head_words(tokens: Sequence[Token], index: int, named: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    token = tokens[index]
    if index in named:
        return named[index]
    return () if token.pos in NOT_WORDS else (stem(token),)


def _gather(
    tokens: Sequence[Token],
    children: Sequence[Sequence[int]],
    index: int,
    named: dict[int, tuple[str, ...]],
    into: set[str],
    depth: int,
) -> None:
    """Content words below an argument; clauses inside it have their own turn."""
    token = tokens[index]
    if depth and token.pos in _VERBAL and token.dep in ("ccomp", "advcl", "relcl", "conj", "parataxis"):
        return
    if index in named:
        into.update(named[index])
    elif (
        token.pos not in NOT_WORDS
        and token.pos != "ADP"
        and token.lemma not in NEGATIVE_WORDS
        and token.lemma not in EMPTY_VERBS
    ):
        into.add(stem(token))
    if depth < 5:
        for child in children[index]:
            if tokens[child].dep in _ARGUMENTS or tokens[child].dep == "relcl":
                _gather(tokens, children, child, named, into, depth + 1)


def _subjects(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> list[int]:
    """The subjects of a verb, or those it takes from the clause above: "China offered to support"; "the dock, which closed"; "the
    board said it would meet"."""
    current = verb
    for _ in range(4):
        own = [child for child in children[current.index] if tokens[child].dep in _SUBJECTS]
        if own and tokens[own[0]].lemma in _PRONOUNS and current.dep == "ccomp" and tokens[current.head].lemma == "say":
            return [child for child in children[current.head] if tokens[child].dep == "nsubj"] or own
        if any(tokens[child].tag not in ("WDT", "WP") for child in own):
            return own
        if current.dep in ("relcl", "acl"):
            return [current.head]
        if current.dep not in ("xcomp", "conj", "advcl", "pcomp", "ccomp", "prep") or current.head == current.index:
            break
        current = tokens[current.head]
    return []


def _negation(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> Token | None:
    """The word that negates a clause, or ``None``. Two negations ("did not fail to") cancel out."""
    found: list[Token] = []
    for child in children[verb.index]:
        token = tokens[child]
        if token.lemma == "not" and child > 0 and tokens[child - 1].lemma == "or":
            continue
        if _is_maybe_not(tokens, child):
            return None
        if (
            token.dep == "neg"
            or token.lemma in NEGATIVE_WORDS
            or token.lemma == "longer"
            and any(tokens[below].lemma == "no" for below in children[child])
        ):
            found.append(token)
        elif token.dep in _CORE and (no := _no(tokens, children, child)):
            found.append(no)
        elif token.dep == "acomp" and token.lemma in {"false", "untrue"}:
            found.append(token)
    above = _governor(tokens, children, verb)
    if above is not None:
        found.append(above)
    return found[0] if len(found) % 2 else None


def _is_maybe_not(tokens: Sequence[Token], index: int) -> bool:
    """ "might or might not": neither yes nor no."""
    words = [token.lemma for token in tokens[max(0, index - 3) : index + 1]]
    return len(words) == 4 and words[1] == "or" and words[0] == words[2] and words[3] == "not"


def _no(tokens: Sequence[Token], children: Sequence[Sequence[int]], index: int) -> Token | None:
    if tokens[index].lemma in NEGATIVE_PRONOUNS:
        return tokens[index]
    if any(tokens[child].lemma == "other" for child in children[index]):
        return None  # "no other town lost more" compares
    return next(
        (
            tokens[child]
            for child in children[index]
            if tokens[child].lemma in ("no", "neither")
            and tokens[child].dep in ("det", "preconj", "neg")
            and not is_number_sign(tokens, child)
        ),
        None,
    )


def _governor(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> Token | None:
    """The word above that says the clause is not so: "failed to", "denied that", "prevented from", "no evidence that"."""
    above = tokens[verb.head]
    if verb.head == verb.index:
        return None
    if verb.dep in ("xcomp", "ccomp"):
        if verb.dep == "xcomp" and above.lemma in ("have", "be", "remain") and _is_yet_to_come(tokens, above, verb):
            return above
        if above.lemma == "be" and (ground := _ground(tokens, children, above)) is not None:
            return _no(tokens, children, ground)
        is_negative = above.lemma in NEGATING_VERBS or above.lemma in NEGATING_ADJECTIVES
        if above.index > verb.index and not any(tokens[child].dep in _SUBJECTS for child in children[above.index]):
            return None  # "Council to close pier, refuse bids": nobody refuses the closing
        negated = any(tokens[child].dep == "neg" for child in children[above.index])
        if is_negative and not negated:
            return above
        if verb.dep == "xcomp" and above.lemma in _ENABLING:
            is_adjective = above.dep in ("acomp", "oprd", "attr") and above.head != above.index
            return _negation(tokens, children, tokens[above.head] if is_adjective else above)
        return None
    if verb.dep in ("acl", "relcl") and (held := _held_back(tokens, children, verb)) is not None:
        return held
    if verb.dep in ("acl", "relcl") and above.lemma in _GROUNDS:
        return _no(tokens, children, above.index)
    if verb.dep == "pcomp" and above.pos == "ADP":
        if above.lemma == "without":
            return above
        governor = tokens[above.head]
        if above.lemma == "from" and governor.lemma in PREVENTING_VERBS:
            return governor
    return None


def _ground(tokens: Sequence[Token], children: Sequence[Sequence[int]], above: Token) -> int | None:
    """ "There is no sign now that it will close": the parser may hang the clause on the verb."""
    parts = (child for child in children[above.index] if tokens[child].dep in ("attr", "nsubj"))
    return next((child for child in parts if tokens[child].lemma in _GROUNDS), None)


def _held_back(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> Token | None:
    """ "Its reluctance to pay", "reluctance among the owners to pay": the noun by which the deed is not done."""
    if not any(tokens[child].dep == "aux" and tokens[child].tag == "TO" for child in children[verb.index]):
        return None
    above = tokens[verb.head]
    for _ in range(3):
        if above.lemma in _HOLDING_BACK:
            return above
        if above.dep not in ("pobj", "prep") or above.head == above.index:
            break
        above = tokens[above.head]
    return None


def _is_yet_to_come(tokens: Sequence[Token], above: Token, verb: Token) -> bool:
    """ "Has yet to be announced", "remains to be seen"."""
    return above.lemma == "remain" or any(token.lemma == "yet" for token in tokens[above.index + 1 : verb.index])


def _firmness(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> tuple[int, Token | None]:
    """How firm the clause is, and the word that says so."""
    words = [tokens[child] for child in children[verb.index]]
    modal = next((token for token in words if token.dep == "aux" and token.text.casefold() in MODALS), None)
    if modal is not None:
        return MODALS[modal.text.casefold()], modal
    hedge = next((token for token in words if token.lemma in POSSIBLE_WORDS and token.dep == "advmod"), None)
    if hedge is not None:
        return POSSIBLE, hedge
    if any(token.dep == "mark" and token.lemma in ("if", "unless", "whether") for token in words):
        return 0, None
    above = tokens[verb.head]
    if (doubt := _doubted(tokens, children, verb)) is not None:
        return POSSIBLE, doubt
    if (to := _is_announced(tokens, words, verb)) is not None:
        return PLANNED, to
    planned = 0 if _tells_of_himself(tokens, words, verb) else _planned(verb, above)
    if planned or verb.dep == "xcomp" and above.index != verb.index:
        return planned, above if planned else None
    if (
        verb.dep == "conj"
        and not any(token.dep in ("nsubj", "nsubjpass", "aux") for token in words)
        and above.pos in _VERBAL
        and above.tag == verb.tag
    ):
        return _firmness(tokens, children, above) if above.index < verb.index else (0, None)
    if verb.tag in _FINITE or any(token.dep in ("aux", "auxpass") and token.tag in _FINITE for token in words):
        return (COMING if verb.tag == "VBG" else DONE), None
    return 0, None


def _is_announced(tokens: Sequence[Token], words: Sequence[Token], verb: Token) -> Token | None:
    """The "to" of a headline's future: "Council to close pier"."""
    to = next((token for token in words if token.dep == "aux" and token.tag == "TO"), None)
    above = tokens[verb.head]
    if to is not None and verb.dep in ("acl", "relcl") and above.dep == "ROOT" and above.index == to.index - 1:
        return to
    if verb.dep != "ROOT" and not (verb.dep == "ccomp" and verb.head > verb.index):
        return None
    is_headed = any(token.dep in _SUBJECTS and token.index < verb.index for token in words)
    return to if is_headed else None


def _tells_of_himself(tokens: Sequence[Token], words: Sequence[Token], verb: Token) -> bool:
    """ "She suggested that she was weighing it": what somebody lets fall about himself is no proposal."""
    return (
        verb.dep == "ccomp"
        and tokens[verb.head].lemma == "suggest"
        and any(token.dep in _SUBJECTS and token.lemma in _PRONOUNS for token in words)
        and any(token.tag in _FINITE for token in (verb, *words))
    )


def _planned(verb: Token, above: Token) -> int:
    """How firm the word above leaves a clause that hangs on it: planned, coming, or 0 where it does not tell."""
    if verb.dep == "ccomp":
        return PLANNED if above.lemma in _WISHING else 0
    if verb.dep != "xcomp" or above.index == verb.index:
        return 0
    if above.lemma in PLANNING_VERBS or above.lemma in _POISED:
        return PLANNED
    return COMING if above.lemma == "go" and above.tag == "VBG" else 0


def _doubted(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> Token | None:
    """The word above by which a clause is only suspected or seems so: "is suspected of taking", "appears to be", "is said to have"."""
    above = tokens[verb.head]
    if verb.dep == "pcomp" and above.lemma in ("of", "with") and tokens[above.head].lemma in ACCUSING_VERBS:
        return tokens[above.head]
    if verb.dep == "ccomp" and above.lemma == "suspect":
        return above
    if verb.dep != "xcomp":
        return None
    if above.lemma in ("seem", "appear"):
        return above
    is_passive = any(tokens[child].dep == "auxpass" for child in children[above.index])
    return above if is_passive and above.lemma in RUMOURING_VERBS else None
