"""Outcomes that cannot both be so: reopened and still closed, approved and rejected, evacuated and not evacuated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.editing.deeds import Deed, Party, clause_text
from groundwire.editing.outcomes_named import DOERS_OUTCOMES, OUTCOMES, TOLLS
from groundwire.editing.same_matter import (
    REPEATABLE,
    Matter,
    figures_clash,
    is_own_opinion,
    mutual_likeness,
    places_clash,
    same_party,
    same_times,
    surroundings_clash,
)
from groundwire.reading import cues

ALIKE: Final = 0.6
"""Least likeness, each way, of two clauses whose outcomes are opposites."""
ALIKE_NEGATED: Final = 0.56
"""The same where one says of the same verb that it is not so."""
_OWNED: Final = cues.JUDGEMENT | cues.BELIEF | cues.FORECAST | cues.DENIAL
_STATE_TAGS: Final = ("VBZ", "VBP")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """One report's answer to whether something is so: ``question`` names what is asked, ``pole`` is +1 or -1."""

    deed: Deed
    question: str
    pole: int
    theme: Party | None
    is_opposite: bool
    """Whether the question has a word for each answer; else it is the verb and its negation."""

    @property
    def words(self) -> str:
        """The clause as the report has it."""
        return clause_text(self.deed)

    @property
    def is_state(self) -> bool:
        """Whether it tells what is so at the hour of writing, which a later report may find changed."""
        return self.deed.verb.tag in _STATE_TAGS or self.deed.verb.lemma in ("remain", "stay", "be")


def find_answers(deeds: Sequence[Deed]) -> list[Answer]:
    """What one report's firm clauses answer, each once for every question."""
    found = []
    for deed in deeds:
        if not deed.is_firm or deed.is_quoted or deed.cue in _OWNED or not _is_finite(deed):
            continue
        sign = -1 if deed.is_negated else 1
        for question, pole in _questions(deed):
            found.append(Answer(deed=deed, question=question, pole=pole * sign, theme=_theme(deed), is_opposite=True))
        if deed.act not in REPEATABLE and deed.act not in cues.DENIAL and not (deed.act in TOLLS and _is_of_nobody(deed)):
            found.append(Answer(deed=deed, question=f"={deed.act}", pole=sign, theme=_theme(deed), is_opposite=False))
    return found


def _is_finite(deed: Deed) -> bool:
    """Whether the clause stands on its own: "the rule barring ships" and "a bill to ban them" answer nothing."""
    helpers = any(t.head == deed.verb.index and t.dep in ("aux", "auxpass") and t.tag != "TO" for t in deed.tokens)
    return helpers or deed.verb.tag in ("VBD", "VBZ", "VBP") or deed.verb.dep == "ROOT"


def _questions(deed: Deed) -> tuple[tuple[str, int], ...]:
    """The questions that the act answers by its word, or by "on" or "off"."""
    particle = deed.act.rpartition(" ")[2] if " " in deed.act else ""
    return OUTCOMES.get(particle, ()) or OUTCOMES.get(deed.head.lemma, ()) or OUTCOMES.get(deed.head.text.casefold(), ())


def _is_of_nobody(deed: Deed) -> bool:
    """Whether the clause is of nobody: a figure, nought."""
    return any(t.lemma in ("no", "nobody", "none", "neither", "no-one") for t in deed.tokens)


def _theme(deed: Deed) -> Party | None:
    """Whom or what the outcome is of."""
    if deed.head.lemma in DOERS_OUTCOMES or deed.object is None:
        return deed.doer
    return deed.object


def clashing_answers(one: Sequence[Answer], other: Sequence[Answer], matter: Matter) -> Iterator[tuple[Answer, Answer]]:
    """The pairs of opposite answers of two reports to the same question about the same thing."""
    for mine in one:
        for theirs in other:
            is_opposite = mine.question == theirs.question and mine.pole == -theirs.pole
            if is_opposite and _same_question(mine, theirs, matter) and not _tells_both(mine, theirs, one, other, matter):
                yield mine, theirs


def _tells_both(mine: Answer, theirs: Answer, one: Sequence[Answer], other: Sequence[Answer], matter: Matter) -> bool:
    return _answers(other, theirs, mine, matter) or _answers(one, mine, theirs, matter)


def _answers(answers: Sequence[Answer], told: Answer, sought: Answer, matter: Matter) -> bool:
    """Whether the report that answers ``told`` also answers as ``sought`` does, about the same thing: it tells of both."""
    return any(
        answer.question == sought.question
        and answer.pole == sought.pole
        and same_party(answer.theme, sought.theme, matter, (answer.deed.passage, sought.deed.passage)) is not False
        for answer in answers
        if answer is not told
    )


def _same_question(one: Answer, other: Answer, matter: Matter) -> bool:
    a, b = one.deed, other.deed
    passages = (a.passage, b.passage)
    if same_party(one.theme, other.theme, matter, passages) is not True or is_own_opinion(a, b):
        return False
    if same_times(a.times, b.times) is False or places_clash(a, b) or figures_clash(a, b) or surroundings_clash(a, b, matter):
        return False
    if not one.is_opposite:
        doers = same_party(a.doer, b.doer, matter, passages)
        things = same_party(a.object, b.object, matter, passages)
        if False in (doers, things) or (a.object is None) is not (b.object is None):
            return False
        return mutual_likeness(a, b, matter) >= ALIKE_NEGATED
    if a.is_negated is not b.is_negated and a.head.lemma == b.head.lemma:
        return mutual_likeness(a, b, matter) >= ALIKE_NEGATED
    score = mutual_likeness(a, b, matter, ((a.head,), (b.head,)))
    return score >= ALIKE or (score == 0.0 and _is_plain(a) and _is_plain(b))


def _is_plain(deed: Deed) -> bool:
    """Whether the clause says nothing beyond who and what."""
    own = [t for t in deed.tokens if t.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")]
    return len(own) <= 4
