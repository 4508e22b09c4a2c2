"""Whether an equal figure of a passage belongs to something else in it: "150 jobs in Oslo" where the source has 400 there and 150 in Malmö.

The words that follow a figure, up to the next one, tell what it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._figure_index import Found
from groundwire.checks._grammar import stem
from groundwire.editing.figure_agreement import Agreement, Likeness, Stated, compare_figures
from groundwire.editing.matching import LIGHT, REPORTING
from groundwire.model import FigureKind, Passage

LONGEST: Final = 12
"""Words after a figure that tell what it belongs to."""
_CONTENT: Final = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


@dataclass(frozen=True, slots=True)
class Tailed:
    """A figure with the stems of the content words that follow it; ``first`` is that of the word right behind it, if it has content."""

    stated: Stated
    tail: frozenset[str]
    first: str


def with_tails(passage: Passage, figures: Sequence[Stated]) -> tuple[Tailed, ...]:
    """Each figure of a passage, in text order, with its tail."""
    starts = [one.figure.span.start for one in figures]
    return tuple(
        _with_tail(passage, one, min((start for start in starts if start >= one.figure.span.end), default=None))
        for one in figures
    )


def _with_tail(passage: Passage, stated: Stated, end: int | None) -> Tailed:
    stems: list[str] = []
    first = ""
    openers = {
        passage.tokens[token.head].index for token in passage.tokens if token.dep == "pcomp" and token.head != token.index
    }
    following = [token for token in passage.tokens if token.start >= stated.figure.span.end][:LONGEST]
    for place, token in enumerate(following):
        if (end is not None and token.start >= end) or token.text in (",", ";", "(", "–", "—") or token.pos == "NUM":
            break
        if token.dep == "mark" or token.index in openers:  # a clause tells of the whole sentence, not of the figure
            break
        is_content = token.pos in _CONTENT and token.dep not in ("aux", "auxpass")
        if is_content and token.lemma not in LIGHT and token.lemma not in REPORTING:
            stems.append(stem(token))
            first = stems[-1] if place == 0 else first
    return Tailed(stated, frozenset(stems), first)


def find_owner(place: int, draft: Sequence[Tailed], equal: Found, beside: Sequence[Found]) -> Found | None:
    """The other figure of the equal one's passage that has the draft figure's words after it, where the equal one has not; ``None``
    where the equal one may be meant. A figure that another of the draft's rests on counts only where the two have changed places."""
    source = with_tails(equal.passage, [one.stated for one in beside])
    own = next((one for one in source if one.stated.figure is equal.figure), None)
    mine = draft[place]
    if own is None or mine.stated.figure.unit == "":
        return None
    for one, found in zip(source, beside, strict=True):
        agreement, sort = compare_figures(mine.stated, one.stated)
        if one is own or agreement is not Agreement.DIFFERS or sort is not Likeness.SAME:
            continue
        users = [user for user in draft if user is not mine and _rests_on(user, one)]
        if _is_moved(mine, own, one, users):
            return found
    return None


def _rests_on(user: Tailed, source: Tailed) -> bool:
    return compare_figures(user.stated, source.stated)[0] is Agreement.AGREES


def _is_moved(mine: Tailed, own: Tailed, other: Tailed, users: Sequence[Tailed]) -> bool:
    """Whether the draft's figure has the words of ``other`` behind it and not those of its equal, ``own``; figures of the draft that
    rest on ``other`` (``users``) must then have changed places with it."""
    is_told_by_next_word = mine.stated.figure.kind is not FigureKind.COUNT and mine.first == other.first != own.first
    if mine.first and is_told_by_next_word and all(user.first != other.first for user in users):
        return True
    theirs, ours = other.tail - own.tail, own.tail - other.tail
    if not mine.tail & theirs or mine.tail & ours:
        return False
    return not users or any(user.tail & ours and not user.tail & theirs for user in users)
