"""From what the sources say to a ruling: is a figure or time of a draft backed, contradicted, or found nowhere?

One candidate is one figure or time of the evidence that can be compared. Sureness comes before severity: *contradicted* needs a
passage that plainly speaks of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from groundwire.editing.figure_agreement import Agreement
from groundwire.model import Span

SAME_MATTER: Final = 0.6
"""Likeness from which a passage speaks of the same thing: its other value contradicts."""
PLAINLY_SAME: Final = 0.75
"""Likeness from which another value in the same document casts doubt even on an equal one that stands elsewhere."""
FARTHER_OFF: Final = 0.4
"""How much less alike the equal value's passage must then be to be about something else."""
ELSEWHERE: Final = 0.3
"""Likeness from which a passage may carry a hedged value, or another document's equal one."""
SAME_SENTENCE: Final = 0.5
"""Likeness of sentences from which two figures in one of them may have been swapped."""

TURNED_BY: Final = 0.2
"""How much more alike the passage with the opposite hedge must be than that of a value which the draft's hedge reaches."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure or time of the evidence: how it stands to the draft's, how alike the passages are, whether it hangs on the same
    verb (``is_same_place``), whether its passage is among the best found (``is_near``), whether another item of the draft
    sentence rests on it (``is_used``), whether only its hedge points the other way (``is_turned``), and whether it counts something
    by another word (``is_other_thing``); ``drops_hedge`` where the draft has the value without the source's hedge."""

    span: Span
    passage: Span
    words: str
    agreement: Agreement
    likeness: float
    is_same_place: bool
    is_near: bool
    is_used: bool
    is_withdrawn: bool = False
    is_turned: bool = False
    is_other_thing: bool = False
    drops_hedge: bool = False


class Standing(StrEnum):
    """How an item of a draft stands to the evidence."""

    BACKED = "backed"
    CONTRADICTED = "contradicted"
    WITHDRAWN = "withdrawn"
    HEDGE = "hedge"
    TURNED = "turned"
    """The value is the source's; its hedge says the opposite."""
    NOT_FOUND = "not found"


def weigh_candidates(candidates: Sequence[Candidate]) -> tuple[Standing, Candidate | None]:
    """The standing of a draft's item and the candidate that decides it."""
    candidates = _without_strays(candidates)
    agreeing = _best([one for one in candidates if one.agreement is Agreement.AGREES and not one.is_withdrawn])
    rivals = [
        one
        for one in candidates
        if one.agreement is Agreement.DIFFERS and one.is_near and not one.is_used and not one.is_withdrawn
    ]
    rival = _best(rivals)
    turned = _best([one for one in candidates if one.is_turned and one.is_near and not one.is_withdrawn])
    if turned is not None and agreeing is not None and turned.likeness >= agreeing.likeness + TURNED_BY:
        return Standing.TURNED, turned
    if agreeing is not None:
        challenger = _challenger(agreeing, candidates, rivals)
        return (Standing.CONTRADICTED, challenger) if challenger is not None else (Standing.BACKED, agreeing)
    withdrawn = _best([one for one in candidates if one.agreement is Agreement.AGREES])
    if withdrawn is not None:
        return Standing.WITHDRAWN, withdrawn
    hedged = _best([one for one in candidates if one.agreement is Agreement.HEDGE and not one.is_withdrawn])
    if hedged is not None and (hedged.is_near or hedged.likeness >= ELSEWHERE):
        return (Standing.TURNED if hedged.is_turned else Standing.HEDGE), hedged
    if rival is not None and rival.likeness >= SAME_MATTER:
        return Standing.CONTRADICTED, rival
    return Standing.NOT_FOUND, hedged


def _without_strays(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without equal values that count something else where their own passage counts the thing itself with another
    value: "90 people" is not backed by 90 firefighters beside 12 people."""
    counted = {
        one.passage for one in candidates if one.agreement is Agreement.DIFFERS and not one.is_other_thing and not one.is_used
    }
    return [
        one for one in candidates if not (one.agreement is Agreement.AGREES and one.is_other_thing and one.passage in counted)
    ]


def _best(candidates: Sequence[Candidate]) -> Candidate | None:
    return max(
        candidates,
        key=lambda one: (one.is_same_place and one.is_near, one.likeness, one.is_near, -one.span.start),
        default=None,
    )


def _challenger(agreeing: Candidate, candidates: Sequence[Candidate], rivals: Sequence[Candidate]) -> Candidate | None:
    """The candidate that shows an equal value to be about something else: in the same document a passage plainly on the matter
    has another value and the equal one stands far off; or within one passage the two have changed places."""
    is_elsewhere = any(
        one.agreement is Agreement.AGREES
        and one.likeness >= ELSEWHERE
        and not one.is_withdrawn
        and one.span.document_id != agreeing.span.document_id
        for one in candidates
    )
    rival = _best([one for one in rivals if one.span.document_id == agreeing.span.document_id])
    likest = max(
        one.likeness
        for one in candidates
        if one.agreement is Agreement.AGREES and not one.is_withdrawn and one.span.document_id == agreeing.span.document_id
    )
    if rival is not None and not is_elsewhere and rival.likeness >= PLAINLY_SAME and likest <= rival.likeness - FARTHER_OFF:
        return rival
    return _swapped(agreeing, candidates)


def _swapped(agreeing: Candidate, candidates: Sequence[Candidate]) -> Candidate | None:
    """The one other value of the equal one's passage that hangs, unlike it, on the draft's verb and preposition."""
    if agreeing.is_same_place or agreeing.likeness < SAME_SENTENCE:
        return None
    in_place = [
        one
        for one in candidates
        if one.agreement is Agreement.DIFFERS
        and one.passage == agreeing.passage
        and one.is_same_place
        and one.likeness >= SAME_SENTENCE
    ]
    return in_place[0] if len(in_place) == 1 else None
