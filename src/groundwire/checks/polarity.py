"""Polarity: does the sentence say yes where the source says no, "will" where it says "may", "rose" where it says "fell"?

Clauses of a sentence are set beside clauses of the best passages that have the same main verb, or its opposite, and
share a subject or an object. Only a clause that surely speaks of the same thing is compared; a passage that agrees
clears the sentence. The check blocks or stays silent; of a "reportedly" added to what a report states flatly it warns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from groundwire.checks._clauses import EMPTY_VERBS, NOT_WORDS, Clause, find_clauses
from groundwire.checks._doubts import find_lost_doubt
from groundwire.checks._grammar import View, Views, shared, stem, verb_class
from groundwire.checks._polarities import ALLIES, COMING, DONE, OPPOSITES, POSSIBLE, POSSIBLE_WORDS
from groundwire.model import Draft, Outcome, Ruling, Token
from groundwire.protocols import Evidence, Tools
from groundwire.reading.cues import OPINION_CUES

NAME: Final = "polarity"
ALIGNED: Final = 0.6
"""Least share of a clause's own content that the source's clause must have before the two are compared."""
LONGEST_SENTENCE: Final = 400
"""Most words of a sentence that is compared: beyond that it is no sentence."""
TWIN: Final = 0.75
"""Least share of a sentence's content in a passage before the two count as nearly the same sentence."""
CLOSE: Final = 0.6
"""Least share of a sentence's content words in a passage before single opposite words are compared."""


_CONDITIONS: Final = frozenset({"if", "when", "once", "after", "before", "only", "provided"})
_HELD: Final = frozenset(
    {"theory", "hypothesis", "idea", "belief", "claim", "allegation", "rumour", "rumor", "suggestion", "view"}
)
"""What says a thing without anybody vouching for it."""
_LEAVE: Final = frozenset({"can", "ca"})
_GIVING_LEAVE: Final = frozenset({"allow", "permit", "able", "enable", "authorise", "authorize", "free", "entitle"})


class PolarityCheck:
    """``Check`` of negation, firmness and direction."""

    name = NAME

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A ruling for each clause or word that turns what the sources say round."""
        turns = Turns(evidence)
        return tuple(ruling for number in range(len(draft.reading.sentences)) for ruling in turns.find(draft, number))


class Turns:
    """Sentences set beside one evidence; a passage's clauses are taken apart once. Lives as long as one run of a check."""

    def __init__(self, evidence: Evidence) -> None:
        self._views = Views(evidence)
        self._seen: dict[tuple[str, int], list[Clause]] = {}

    def find(self, draft: Draft, number: int) -> list[Ruling]:
        """The rulings on one sentence of the draft."""
        passage = draft.reading.sentences[number]
        view = self._views.of(passage, draft.reading)
        if not view.content or len(passage.tokens) > LONGEST_SENTENCE:
            return []
        sources = [source for source in self._views.search(passage.text) if source.content & view.content]
        sources = [source for source in sources if len(source.passage.tokens) <= LONGEST_SENTENCE]
        theirs = [clause for source in sources for clause in self._clauses(source)]
        mine = [clause for clause in find_clauses(view) if not _is_quoted(clause, draft)]
        pairs = [(clause, _aligned(clause, theirs) or _only_twin(clause, mine, theirs)) for clause in mine]
        found = [ruling for clause, twins in pairs if (ruling := _compare(draft, number, clause, twins))]
        return found or _opposite_words(draft, number, view, sources) or _lost_doubts(draft, number, view, sources)

    def _clauses(self, source: View) -> list[Clause]:
        place = (source.passage.span.document_id, source.passage.index)
        if place not in self._seen:
            self._seen[place] = find_clauses(source)
        return self._seen[place]


# --- comparing --------------------------------------------------------------------------------------------------------


def _aligned(mine: Clause, theirs: Sequence[Clause]) -> list[Clause]:
    """The clauses of the sources that surely speak of the same thing, best first."""
    scored = [(_alignment(mine, other), place, other) for place, other in enumerate(theirs)]
    scored = [entry for entry in scored if entry[0] >= ALIGNED]
    best = max((score for score, _, _ in scored), default=0.0)
    return [other for score, _, other in sorted(scored, key=lambda entry: (-entry[0], entry[1])) if score >= 0.75 * best]


def _only_twin(mine: Clause, ours: Sequence[Clause], theirs: Sequence[Clause]) -> list[Clause]:
    """The one clause with this verb in a passage that is otherwise nearly the same sentence, whatever its subject."""
    if mine.verb.lemma in EMPTY_VERBS and mine.verb.lemma != "be":
        return []
    if sum(_same_verb(mine, other) for other in ours) != 1:
        return []
    near = [
        other
        for other in theirs
        if (_same_verb(mine, other) or _opposite_verbs(mine, other)) and _nearly_same(mine.view, other.view)
    ]
    return near if len(near) == 1 else []


def _is_quoted(clause: Clause, draft: Draft) -> bool:
    """Whether the verb stands in quotation marks: those words are the business of ``checks.quotes``."""
    ends = [token for token in (clause.verb, clause.marker) if token is not None]
    return any(
        quote.is_direct and all(quote.content.start <= token.start and token.end <= quote.content.end for token in ends)
        for quote in draft.reading.quotes
    )


def _nearly_same(mine: View, other: View) -> bool:
    return shared(mine, other) >= TWIN and len(mine.content & other.content) >= 3 and mine.keys <= other.keys


def _compare(draft: Draft, number: int, mine: Clause, near: Sequence[Clause]) -> Ruling | None:
    if not near:
        return None
    faults = [_fault(mine, other) for other in near]
    if any(reason is None for reason in faults):
        return None
    outcome, note = faults[0] or (Outcome.CONTRADICTED, "")
    source = near[0]
    passage = mine.view.passage
    start, end = mine.verb.start, mine.verb.end
    if mine.marker is not None and not _opposite_verbs(mine, source):
        start, end = min(start, mine.marker.start), max(end, mine.marker.end)
    return Ruling(
        draft_id=draft.id, sentence=number, part=(start - passage.span.start, end - passage.span.start), check=NAME,
        outcome=outcome, note=note, evidence=(source.view.passage.span,),
        is_warning=outcome is Outcome.NOT_FOUND and mine.marker is not None and mine.marker.lemma in POSSIBLE_WORDS,
    )  # fmt: skip


def _alignment(mine: Clause, other: Clause) -> float:
    """How surely two clauses speak of one thing, from 0 to 1; 0 unless they share a verb and a subject or object."""
    if not (_same_verb(mine, other) or _opposite_verbs(mine, other)):
        return 0.0
    if not mine.core & (other.core | other.content) or not (mine.core | mine.content) & other.core:
        return 0.0
    wanted = mine.content - {"say"}
    if not wanted:
        return 0.0
    if mine.subject and other.subject and not mine.subject & other.subject:
        return 0.0
    score = len(wanted & other.content) / len(wanted)
    if mine.verb.lemma in EMPTY_VERBS and len(wanted & other.content) < 2:
        return 0.0
    return score


def _same_verb(mine: Clause, other: Clause) -> bool:
    return verb_class(mine.verb) == verb_class(other.verb) and mine.particle == other.particle


def _opposite_verbs(mine: Clause, other: Clause) -> bool:
    opposites = OPPOSITES.get(mine.verb.lemma, frozenset())
    if any(_is_beating(clause) for clause in (mine, other)):
        return False
    if mine.verb.lemma == other.verb.lemma:
        return {mine.particle, other.particle} == {"up", "down"} or {mine.particle, other.particle} == {"on", "off"}
    return other.verb.lemma in opposites


def _is_beating(clause: Clause) -> bool:
    """ "She defeated him" is a victory of hers; only the passive and the noun are a defeat."""
    tokens = clause.view.passage.tokens
    is_passive = any(token.head == clause.verb.index and token.dep in ("auxpass", "nsubjpass", "agent") for token in tokens)
    return (
        clause.verb.lemma == "defeat"
        and not is_passive
        and any(token.head == clause.verb.index and token.dep == "dobj" for token in tokens)
    )


def _is_of_another_sort(mine: Clause, other: Clause) -> bool:
    """Whether the one verb carries a clause and the other has none ("ruled that cases may be heard", "cannot rule on cases"), or the one
    tells how a thing is and the other how it will be."""
    if mine.verb.lemma == other.verb.lemma == "be" and {mine.firmness, other.firmness} == {COMING, DONE}:
        return True
    return _carries_clause(mine) != _carries_clause(other)


def _carries_clause(clause: Clause) -> bool:
    return any(token.head == clause.verb.index and token.dep == "ccomp" for token in clause.view.passage.tokens)


def _fault(mine: Clause, other: Clause) -> tuple[Outcome, str] | None:
    """What is wrong with a clause beside the source's, or ``None`` where the two agree."""
    said, theirs = _say(mine), _say(other)
    if _opposite_verbs(mine, other):
        if mine.is_negated != other.is_negated:
            return None
        return Outcome.CONTRADICTED, f"the source says “{theirs}”, the sentence “{said}”"
    if mine.is_negated != other.is_negated:
        if verb_class(mine.verb) == "say" or _is_of_another_sort(mine, other) or _waits(mine, other):
            return None  # who "is not saying when" has said something else; denials are compared by the check of attribution
        return Outcome.CONTRADICTED, f"the source says “{theirs}”, the sentence “{said}”"
    if not mine.firmness or not other.firmness or mine.is_negated:
        return None
    if _is_weaker(mine, other) or _is_view(mine) and _is_only_suggested(other):
        return None
    theirs_firm = DONE if other.verb.tag == "VBG" and other.firmness == COMING else other.firmness
    if mine.firmness > theirs_firm and not (
        theirs_firm == COMING and mine.firmness == DONE and mine.verb.tag in ("VBZ", "VBP")
    ):
        return Outcome.CONTRADICTED, f"the source says only “{theirs}”, the sentence “{said}”"
    if mine.firmness == POSSIBLE and theirs_firm == DONE:
        return Outcome.NOT_FOUND, f"the source says flatly “{theirs}”, not “{said}”"
    return None


def _is_weaker(mine: Clause, other: Clause) -> bool:
    """Whether "can" is all that the sentence says, and what the source says gives leave or more: "will remain", "is allowed to remain"."""
    if mine.marker is None or mine.marker.text.casefold() not in _LEAVE:
        return False
    return other.firmness == COMING or (other.marker is not None and other.marker.lemma in _GIVING_LEAVE)


def _is_view(clause: Clause) -> bool:
    """Whether the clause is told as what somebody holds: by a verb of belief or claim, or by a theory that "says" it."""
    tokens = clause.view.passage.tokens
    above = tokens[clause.verb.head]
    if clause.verb.dep != "ccomp" or above.index == clause.verb.index:
        return False
    tellers = [token for token in tokens if token.head == above.index and token.dep == "nsubj"]
    if above.dep in ("relcl", "acl"):
        tellers.append(tokens[above.head])
    return above.lemma in OPINION_CUES or any(token.lemma in _HELD for token in tellers)


def _is_only_suggested(clause: Clause) -> bool:
    """Whether nothing but the verb that tells the clause keeps it from being plain: "suggests that it was", not "that it would"."""
    return clause.verb.dep == "ccomp" and clause.marker is not None and clause.marker.index == clause.verb.head


def _waits(mine: Clause, other: Clause) -> bool:
    """Whether the one says no only until something happens, and the other yes, once it has: "will not reopen until it is mended", "can
    reopen when it is mended". An "unless" needs a condition on the other side."""
    denied, affirmed = (mine, other) if mine.is_negated else (other, mine)
    limits, conditions = _joints(denied), _joints(affirmed)
    if conditions & {"until", "till", "unless"}:
        return False
    return bool(limits & {"until", "till", "before"}) or ("unless" in limits and bool(conditions & _CONDITIONS))


def _joints(clause: Clause) -> frozenset[str]:
    """The words that tie a clause to a time or a condition: those that open what hangs on it, and the one that it opens with itself."""
    tokens, verb = clause.view.passage.tokens, clause.verb
    below = [token for token in tokens if token.head == verb.index and token.dep in ("advcl", "prep", "mark", "advmod")]
    marks = [token for token in tokens if token.dep in ("mark", "advmod") and tokens[token.head] in below]
    return frozenset(token.text.casefold() for token in (*below, *marks))


def _say(clause: Clause) -> str:
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
    """ "Higher" where the nearest passage, otherwise the same, has "lower" in the same place."""
    if not sources:
        return []
    shares = [shared(view, source) for source in sources]
    best = max(shares)
    if best < CLOSE:
        return []
    source = sources[shares.index(best)]
    near = [other for other, share in zip(sources, shares, strict=True) if share >= 0.75 * best]
    present = {word for other in near for word in _forms(other)}
    rulings = []
    for token in view.passage.tokens:
        word = token.lemma if token.lemma in OPPOSITES else token.text.casefold()
        if word not in OPPOSITES or word in present or any(_stands_by(view, token, word, other) for other in near):
            continue
        other = _opposed(view, token, word, source)
        if other is None:
            continue
        part = (token.start - view.passage.span.start, token.end - view.passage.span.start)
        note = f"the source says “{other.text}”, the sentence “{token.text}”"
        rulings.append(
            Ruling(
                draft_id=draft.id,
                sentence=number,
                part=part,
                check=NAME,
                outcome=Outcome.CONTRADICTED,
                note=note,
                evidence=(source.passage.span,),
            )
        )
    return rulings


def _lost_doubts(draft: Draft, number: int, view: View, sources: Sequence[View]) -> list[Ruling]:
    """ "Links" where the nearest passage, otherwise the same, has only "alleged links"."""
    shares = [shared(view, source) for source in sources]
    near = [source for source, share in zip(sources, shares, strict=True) if share >= max(CLOSE, 0.75 * max(shares))]
    lost = find_lost_doubt(view, near) if near else None
    if lost is None:
        return []
    note = f"the report says only “{lost.source}”; the sentence drops “{lost.doubt}”"
    start = view.passage.span.start
    return [
        Ruling(
            draft_id=draft.id,
            sentence=number,
            part=(lost.token.start - start, lost.token.end - start),
            check=NAME,
            outcome=Outcome.CONTRADICTED,
            note=note,
            evidence=(lost.passage.span,),
        )
    ]


def _forms(view: View) -> frozenset[str]:
    return frozenset(form for token in view.passage.tokens for form in (token.lemma, token.text.casefold()))


def _opposed(view: View, token: Token, word: str, source: View) -> Token | None:
    """The word of the source that says the opposite in the same surroundings, or ``None``."""
    mine = _surroundings(view, token)
    for other in source.passage.tokens:
        is_opposite = other.lemma in OPPOSITES[word] or other.text.casefold() in OPPOSITES[word]
        if (
            is_opposite
            and _is_like_placed(token, other)
            and mine & _surroundings(source, other)
            and _same_governor(view, token, source, other)
        ):
            return other
    return None


def _is_like_placed(token: Token, other: Token) -> bool:
    """Whether both words can point somewhere: "down" of "shut down" is a part of its verb and the opposite of another particle only."""
    return (token.dep == "prt") == (other.dep == "prt")


def _stands_by(view: View, token: Token, word: str, source: View) -> bool:
    """Whether the passage has a word that points the same way in the same place, or beside what the word hangs on."""
    allies = ALLIES.get(word, frozenset())
    mine = _surroundings(view, token)
    return any(
        (other.lemma in allies or other.text.casefold() in allies) and mine & _surroundings(source, other)
        for other in source.passage.tokens
    )


def _same_governor(view: View, token: Token, source: View, other: Token) -> bool:
    """Whether "for" and "against" hang on one word; of other words their surroundings tell."""
    heads = view.passage.tokens[token.head], source.passage.tokens[other.head]
    return token.text.casefold() not in ("for", "against") or verb_class(heads[0]) == verb_class(heads[1])


def _surroundings(view: View, token: Token) -> frozenset[str]:
    """What a word hangs on and what hangs on it, and the words directly beside it."""
    tokens = view.passage.tokens
    found = {"^" + verb_class(tokens[token.head])} if token.head != token.index else {"^root"}
    for place, mark in ((token.index - 1, "<"), (token.index + 1, ">")):
        if 0 <= place < len(tokens) and tokens[place].pos not in ("PUNCT", "DET", "ADP", "CCONJ", "AUX", "PART"):
            found.add(mark + stem(tokens[place]))
    for child in tokens:
        if child.head == token.index and child.index != token.index and child.pos not in NOT_WORDS and child.pos != "ADP":
            found.add("v" + stem(child))
    return frozenset(found)


def make(tools: Tools) -> PolarityCheck:
    """The check; it needs no tools."""
    return PolarityCheck()
