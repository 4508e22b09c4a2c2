"""Polarity: does the sentence say yes where the source says no, "will" where it says "may", "rose" where it says "fell"?

Clauses of a sentence are set beside clauses of the best passages that have the same main verb, or its opposite, and share a subject or an
object. Only a clause that surely speaks of the same thing is compared; a passage that agrees clears the sentence. The check
blocks or stays silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._grammar import View, Views, shared, stem, verb_class
from groundwire.checks._polarities import (
    ALLIES,
    COMING,
    DONE,
    MODALS,
    NEGATING_ADJECTIVES,
    NEGATING_VERBS,
    NEGATIVE_PRONOUNS,
    NEGATIVE_WORDS,
    OPPOSITES,
    PLANNED,
    PLANNING_VERBS,
    POSSIBLE,
    POSSIBLE_WORDS,
    PREVENTING_VERBS,
)
from groundwire.editing.clauses import children_of
from groundwire.model import Draft, Outcome, Ruling, Token
from groundwire.protocols import Evidence, Tools

NAME: Final = "polarity"
ALIGNED: Final = 0.6
"""Least share of a clause's own content that the source's clause must have before the two are compared."""
CLOSE: Final = 0.6
"""Least share of a sentence's content words in a passage before single opposite words are compared."""

_ARGUMENTS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr", "acomp", "oprd", "dative", "agent", "prep", "pobj", "xcomp", "ccomp", "advmod", "npadvmod", "advcl", "prt", "amod", "compound", "nummod", "poss", "appos", "conj", "pcomp", "acl"})
_CORE: Final = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr", "acomp"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EMPTY_VERBS: Final = frozenset({"be", "have", "do", "say", "make", "get", "take"})
_NOT_WORDS: Final = frozenset({"DET", "PUNCT", "PART", "CCONJ", "SCONJ", "AUX", "PRON", "SYM", "X", "INTJ"})


@dataclass(frozen=True, slots=True, eq=False)
class _Clause:
    """A verb with what stands around it. ``firmness`` is one of the four steps, or 0 where the form does not tell."""

    view: View
    verb: Token
    particle: str
    is_negated: bool
    firmness: int
    core: frozenset[str]
    content: frozenset[str]
    marker: Token | None


class PolarityCheck:
    """``Check`` of negation, firmness and direction."""

    name = NAME

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A ruling for each clause or word that turns what the sources say round."""
        views = Views(evidence)
        rulings: list[Ruling] = []
        seen: dict[tuple[str, int], list[_Clause]] = {}
        for number, passage in enumerate(draft.reading.sentences):
            view = views.of(passage, draft.reading)
            if not view.content:
                continue
            sources = [source for source in views.search(passage.text) if source.content & view.content]
            for source in sources:
                place = (source.passage.span.document_id, source.passage.index)
                if place not in seen:
                    seen[place] = _clauses(source)
            theirs = [clause for source in sources for clause in seen[source.passage.span.document_id, source.passage.index]]
            found = [ruling for clause in _clauses(view) if (ruling := _compare(draft, number, clause, theirs))]
            rulings.extend(found or _opposite_words(draft, number, view, sources))
        return tuple(rulings)


# --- clauses ----------------------------------------------------------------------------------------------------------


def _clauses(view: View) -> list[_Clause]:
    tokens = view.passage.tokens
    children = children_of(tokens)
    named = _named(view)
    return [
        _clause(view, token, children, named)
        for token in tokens
        if token.pos in _VERBAL and token.dep not in ("aux", "auxpass", "amod", "compound") and token.text[:1].isalpha()
    ]


def _named(view: View) -> dict[int, str]:
    """The key of the name that each token belongs to."""
    return {index: one.name.key for one in view.names for index in range(one.first, one.last + 1)}


def _clause(view: View, verb: Token, children: Sequence[Sequence[int]], named: dict[int, str]) -> _Clause:
    tokens = view.passage.tokens
    core: set[str] = set()
    content: set[str] = set()
    for child in children[verb.index]:
        if tokens[child].dep in _CORE:
            core.add(_head_word(tokens, child, named))
        if tokens[child].dep in _ARGUMENTS:
            _gather(tokens, children, child, named, content, 0)
    core.update(_shared_subject(tokens, children, verb, named))
    negation = _negation(tokens, children, verb)
    firmness, modal = _firmness(tokens, children, verb)
    particle = next((tokens[child].lemma for child in children[verb.index] if tokens[child].dep == "prt"), "")
    core.discard("")
    return _Clause(view, verb, particle, bool(negation), firmness, frozenset(core), frozenset(content | core), negation or modal)


def _head_word(tokens: Sequence[Token], index: int, named: dict[int, str]) -> str:
    token = tokens[index]
    if index in named:
        return named[index]
    return "" if token.pos in _NOT_WORDS else stem(token)


def _gather(tokens: Sequence[Token], children: Sequence[Sequence[int]], index: int, named: dict[int, str], into: set[str], depth: int) -> None:
    """Content words below an argument; clauses inside it have their own turn."""
    token = tokens[index]
    if depth and token.pos in _VERBAL and token.dep in ("ccomp", "advcl", "relcl", "conj", "parataxis"):
        return
    if index in named:
        into.add(named[index])
    elif token.pos not in _NOT_WORDS and token.pos != "ADP" and token.lemma not in NEGATIVE_WORDS and token.lemma not in _EMPTY_VERBS:
        into.add(stem(token))
    if depth < 5:
        for child in children[index]:
            if tokens[child].dep in _ARGUMENTS or tokens[child].dep == "relcl":
                _gather(tokens, children, child, named, into, depth + 1)


def _shared_subject(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token, named: dict[int, str]) -> set[str]:
    """The subject that a clause takes from the clause above: "China offered to support"; "the dock, which closed"."""
    current = verb
    for _ in range(4):
        if any(tokens[child].dep in ("nsubj", "nsubjpass") and tokens[child].tag not in ("WDT", "WP") for child in children[current.index]):
            subjects = (child for child in children[current.index] if tokens[child].dep in ("nsubj", "nsubjpass"))
            return {_head_word(tokens, child, named) for child in subjects}
        if current.dep in ("relcl", "acl"):
            return {_head_word(tokens, current.head, named)}
        if current.dep not in ("xcomp", "conj", "advcl", "pcomp", "ccomp", "prep") or current.head == current.index:
            break
        current = tokens[current.head]
    return set()


def _negation(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> Token | None:
    """The word that negates a clause, or ``None``. Two negations ("did not fail to") cancel out."""
    found: list[Token] = []
    for child in children[verb.index]:
        token = tokens[child]
        if token.dep == "neg" or token.lemma in NEGATIVE_WORDS:
            found.append(token)
        elif token.lemma == "longer" and any(tokens[below].lemma == "no" for below in children[child]):
            found.append(token)
        elif token.dep in _CORE and (no := _no(tokens, children, child)):
            found.append(no)
        elif token.dep == "acomp" and token.lemma in {"false", "untrue"}:
            found.append(token)
    above = _governor(tokens, children, verb)
    if above is not None:
        found.append(above)
    return found[0] if len(found) % 2 else None


def _no(tokens: Sequence[Token], children: Sequence[Sequence[int]], index: int) -> Token | None:
    if tokens[index].lemma in NEGATIVE_PRONOUNS:
        return tokens[index]
    return next((tokens[child] for child in children[index] if tokens[child].lemma in ("no", "neither") and tokens[child].dep in ("det", "preconj", "neg")), None)


def _governor(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: Token) -> Token | None:
    """The verb or adjective above that says the clause is not so: "failed to", "denied that", "prevented from", "no evidence that"."""
    above = tokens[verb.head]
    if verb.head == verb.index:
        return None
    if verb.dep in ("xcomp", "ccomp"):
        is_negative = above.lemma in NEGATING_VERBS or above.lemma in NEGATING_ADJECTIVES
        negated = any(tokens[child].dep == "neg" for child in children[above.index])
        if is_negative and not negated:
            return above
        return None
    if verb.dep in ("acl", "relcl") and above.lemma in {"evidence", "sign", "proof", "plan", "intention", "indication"}:
        return _no(tokens, children, above.index)
    if verb.dep == "pcomp" and above.pos == "ADP":
        if above.lemma == "without":
            return above
        governor = tokens[above.head]
        if above.lemma == "from" and governor.lemma in PREVENTING_VERBS:
            return governor
    return None


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
    if verb.dep == "xcomp" and above.index != verb.index:
        if above.lemma in PLANNING_VERBS:
            return PLANNED, above
        if above.lemma == "go" and above.tag == "VBG":
            return COMING, above
        if above.lemma in ("likely", "set", "due", "ready", "expected", "poised", "possible"):
            return PLANNED, above
        return 0, None
    if verb.dep == "ccomp" and above.lemma in ("hope", "fear", "expect", "predict", "forecast", "suggest", "propose", "demand", "recommend"):
        return PLANNED, above
    if verb.dep == "conj" and not any(token.dep in ("nsubj", "nsubjpass", "aux") for token in words) and above.pos in _VERBAL and above.tag == verb.tag:
        return _firmness(tokens, children, above) if above.index < verb.index else (0, None)
    if verb.tag in _FINITE or any(token.dep in ("aux", "auxpass") and token.tag in _FINITE for token in words):
        if any(token.dep == "aux" and token.lemma == "be" for token in words) and verb.tag == "VBG":
            return 0, None
        return DONE, None
    return 0, None


# --- comparing --------------------------------------------------------------------------------------------------------


def _compare(draft: Draft, number: int, mine: _Clause, theirs: Sequence[_Clause]) -> Ruling | None:
    aligned = [(_alignment(mine, other), place, other) for place, other in enumerate(theirs)]
    aligned = [entry for entry in aligned if entry[0] >= ALIGNED]
    if not aligned:
        return None
    best = max(score for score, _, _ in aligned)
    near = [other for score, _, other in sorted(aligned, key=lambda entry: (-entry[0], entry[1])) if score >= 0.75 * best]
    fault = [_fault(mine, other) for other in near]
    if any(reason is None for reason in fault):
        return None
    outcome, note = fault[0] or (Outcome.CONTRADICTED, "")
    source = near[0]
    passage = mine.view.passage
    start, end = mine.verb.start, mine.verb.end
    if mine.marker is not None:
        start, end = min(start, mine.marker.start), max(end, mine.marker.end)
    return Ruling(
        draft_id=draft.id, sentence=number, part=(start - passage.span.start, end - passage.span.start), check=NAME,
        outcome=outcome, note=note, evidence=(source.view.passage.span,),
    )  # fmt: skip


def _alignment(mine: _Clause, other: _Clause) -> float:
    """How surely two clauses speak of one thing, from 0 to 1; 0 unless they share a verb and a subject or object."""
    if not (_same_verb(mine, other) or _opposite_verbs(mine, other)):
        return 0.0
    if not mine.core & (other.core | other.content) or not (mine.core | mine.content) & other.core:
        return 0.0
    wanted = mine.content - {"say"}
    if not wanted:
        return 0.0
    score = len(wanted & other.content) / len(wanted)
    if mine.verb.lemma in _EMPTY_VERBS and len(wanted & other.content) < 2:
        return 0.0
    return score


def _same_verb(mine: _Clause, other: _Clause) -> bool:
    return verb_class(mine.verb) == verb_class(other.verb) and mine.particle == other.particle


def _opposite_verbs(mine: _Clause, other: _Clause) -> bool:
    opposites = OPPOSITES.get(mine.verb.lemma, frozenset())
    if mine.verb.lemma == other.verb.lemma:
        return {mine.particle, other.particle} == {"up", "down"} or {mine.particle, other.particle} == {"on", "off"}
    return other.verb.lemma in opposites


def _fault(mine: _Clause, other: _Clause) -> tuple[Outcome, str] | None:
    """What is wrong with a clause beside the source's, or ``None`` where the two agree."""
    said, theirs = _say(mine), _say(other)
    if _opposite_verbs(mine, other):
        if mine.is_negated != other.is_negated:
            return None
        return Outcome.CONTRADICTED, f"the source says “{theirs}”, the sentence “{said}”"
    if mine.is_negated != other.is_negated:
        return Outcome.CONTRADICTED, f"the source says “{theirs}”, the sentence “{said}”"
    if not mine.firmness or not other.firmness or mine.is_negated:
        return None
    if mine.firmness > other.firmness and not (other.firmness == COMING and mine.firmness == DONE and mine.verb.tag in ("VBZ", "VBP")):
        return Outcome.CONTRADICTED, f"the source says only “{theirs}”, the sentence “{said}”"
    if mine.firmness == POSSIBLE and other.firmness == DONE:
        return Outcome.NOT_FOUND, f"the source says flatly “{theirs}”, not “{said}”"
    return None


def _say(clause: _Clause) -> str:
    """The verb with the word that turns it, as the text has them."""
    tokens = clause.view.passage.tokens
    low = high = clause.verb.index
    if clause.marker is not None:
        low, high = min(low, clause.marker.index), max(high, clause.marker.index)
    while low > 0 and tokens[low - 1].head == clause.verb.index and tokens[low - 1].dep in ("aux", "auxpass", "neg"):
        low -= 1
    if high - low > 8:
        low = high = clause.verb.index
    text = clause.view.passage.text
    base = clause.view.passage.span.start
    return " ".join(text[tokens[low].start - base : tokens[high].end - base].split())


# --- single words -----------------------------------------------------------------------------------------------------


def _opposite_words(draft: Draft, number: int, view: View, sources: Sequence[View]) -> list[Ruling]:
    """"Higher" where the nearest passage, otherwise the same, has "lower" in the same place."""
    if not sources:
        return []
    shares = [shared(view, source) for source in sources]
    best = max(shares)
    if best < CLOSE:
        return []
    source = sources[shares.index(best)]
    present = {word for other, share in zip(sources, shares, strict=True) if share >= 0.75 * best for word in _forms(other)}
    rulings = []
    for token in view.passage.tokens:
        word = token.lemma if token.lemma in OPPOSITES else token.text.casefold()
        if word not in OPPOSITES or (ALLIES.get(word, frozenset()) | {word}) & present:
            continue
        other = _opposed(view, token, word, source)
        if other is None:
            continue
        part = (token.start - view.passage.span.start, token.end - view.passage.span.start)
        note = f"the source says “{other.text}”, the sentence “{token.text}”"
        rulings.append(Ruling(draft_id=draft.id, sentence=number, part=part, check=NAME, outcome=Outcome.CONTRADICTED, note=note, evidence=(source.passage.span,)))
    return rulings


def _forms(view: View) -> frozenset[str]:
    return frozenset(form for token in view.passage.tokens for form in (token.lemma, token.text.casefold()))


def _opposed(view: View, token: Token, word: str, source: View) -> Token | None:
    """The word of the source that says the opposite in the same surroundings, or ``None``."""
    mine = _surroundings(view, token)
    for other in source.passage.tokens:
        if (other.lemma in OPPOSITES[word] or other.text.casefold() in OPPOSITES[word]) and mine & _surroundings(source, other):
            return other
    return None


def _surroundings(view: View, token: Token) -> frozenset[str]:
    """What a word hangs on and what hangs on it, and the words directly beside it."""
    tokens = view.passage.tokens
    found = {"^" + verb_class(tokens[token.head])} if token.head != token.index else {"^root"}
    for place, mark in ((token.index - 1, "<"), (token.index + 1, ">")):
        if 0 <= place < len(tokens) and tokens[place].pos not in ("PUNCT", "DET", "ADP", "CCONJ", "AUX", "PART"):
            found.add(mark + stem(tokens[place]))
    for child in tokens:
        if child.head == token.index and child.index != token.index and child.pos not in _NOT_WORDS and child.pos != "ADP":
            found.add("v" + stem(child))
    return frozenset(found)


def make(tools: Tools) -> PolarityCheck:
    """The check; it needs no tools."""
    return PolarityCheck()
