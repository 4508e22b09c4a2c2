"""Figures that a source gives in other words than a number: "a man", "both ships", "another quake", "the last seven years".

The reading makes no figure of these, so that none is found to compare. Each is looked for in the passages that speak most nearly of the
sentence; only a rank may also be counted out from the rest of their reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from groundwire.checks._figure_index import FigureIndex
from groundwire.checks._same_matter import Settings, likeness
from groundwire.editing.conversions import convert
from groundwire.editing.figure_agreement import LOWER, Likeness, Stated, compare_figures
from groundwire.model import Figure, FigureKind, Passage, Precision, Token
from groundwire.reading.number_words import find_numbers
from groundwire.reading.units import DURATIONS, find_measure_after

MOST_RANKED: Final = 12
"""Things counted up to which "the third" of them is taken to be one of them."""
SPAN_LIKENESS: Final = 0.2
"""Least likeness of the passages where the words of a time back a length of time."""
_PAIRS: Final = frozenset({"both", "twice", "pair", "couple", "duo", "twin", "two", "either", "neither"})
_MORE: Final = frozenset({"another", "other", "further"})
_OCCASIONS: Final = frozenset({"time", "place", "occasion", "day", "week", "month", "quarter", "year", "half"})
"""What ordinals rank without counting things that the text counts."""
_GOES_ON: Final = frozenset({"to", "ever", "in", "since", "for", "of", "who", "that", "which", "on", "at"})
"""Words behind a ranked thing that make the rank a record: "the first skipper to", "the first lock in"."""


def is_said_otherwise(
    stated: Stated, sentence: Passage, near: Sequence[Passage], reports: frozenset[str], found: FigureIndex, settings: Settings
) -> bool:
    """Whether ``near``, or for a rank the ``reports``, give in other words the figure that ``sentence`` has as ``stated``."""
    kind = stated.figure.kind
    if kind is FigureKind.ORDINAL:
        return _is_part_of_name(stated.figure, sentence, near, found) or _is_one_of_those_counted(
            stated, sentence, near, reports, found
        )
    if kind is FigureKind.MEASURE and stated.figure.unit in DURATIONS:
        return _is_length_of_time(stated.figure, sentence, near, found, settings)
    return kind is FigureKind.COUNT and _is_one_or_two(stated.figure, near)


def _is_one_or_two(figure: Figure, near: Sequence[Passage]) -> bool:
    if figure.precision is not Precision.EXACT or figure.value not in (1, 2):
        return False
    for passage in near:
        for token in passage.tokens:
            if figure.value == 2 and token.lemma in _PAIRS:
                return True
            if figure.value == 1 and token.lemma == figure.unit and token.tag == "NN" and _has_article(passage, token.index):
                return True
    return False


def _has_article(passage: Passage, index: int) -> bool:
    return any(
        token.head == index and token.lemma in ("a", "an", "another") for token in passage.tokens[max(0, index - 6) : index]
    )


# --- ranks ------------------------------------------------------------------------------------------------------------


def _is_part_of_name(figure: Figure, sentence: Passage, near: Sequence[Passage], found: FigureIndex) -> bool:
    """Whether a source has the ordinal and the word behind it, case aside, as a name: "Second Amendment"."""
    following = next((token for token in sentence.tokens if token.start >= figure.span.end), None)
    if following is None or not following.text.isalpha():
        return False
    words = re.escape(sentence.text[figure.span.start - sentence.span.start : following.end - sentence.span.start])
    for passage in near:
        ranked = {one.figure.span.start - passage.span.start for one in found.inside(passage)}
        for match in re.finditer(rf"(?i)(?<!\w){words}(?!\w)", passage.text):
            if match.start() not in ranked:
                return True
    return False


def _is_one_of_those_counted(
    stated: Stated, sentence: Passage, near: Sequence[Passage], reports: frozenset[str], found: FigureIndex
) -> bool:
    """Whether the reports count so many of the things ("two men": "the first man"), or speak of another one ("the second"), and rank
    none of them."""
    figure = stated.figure
    if not figure.unit or figure.unit in _OCCASIONS or figure.high is not None or _is_record(figure, sentence):
        return False
    is_counted = False
    for one in found.all_of((FigureKind.COUNT, FigureKind.ORDINAL), reports):
        if one.figure.kind is FigureKind.ORDINAL:
            if compare_figures(stated, one.stated)[1] is Likeness.SAME:
                return False
        elif one.figure.unit == figure.unit and figure.value <= one.figure.value <= MOST_RANKED:
            is_counted |= one.figure.precision is Precision.EXACT or one.figure.precision in LOWER
    return is_counted or (figure.value == 2 and any(_has_another(passage, figure.unit) for passage in near))


def _is_record(figure: Figure, sentence: Passage) -> bool:
    """Whether the rank is claimed of more than the things told of: with a superlative, or with what it is a record of."""
    inside = [token for token in sentence.tokens if figure.span.end <= token.start < _end(figure)]
    behind = next((token for token in sentence.tokens if token.start >= _end(figure)), None)
    before = next((token for token in reversed(sentence.tokens) if token.end <= figure.span.start), None)
    if any(token.tag in ("JJS", "RBS") or token.lemma == "ever" for token in inside) or before is None or before.pos != "DET":
        return True
    return behind is not None and behind.lemma in _GOES_ON and not _is_place_of_verb(behind, sentence)


def _is_place_of_verb(token: Token, sentence: Passage) -> bool:
    """Whether a preposition belongs to a verb rather than to the ranked thing: "the second boat sank in June"."""
    return sentence.tokens[token.head].pos in ("VERB", "AUX") and token.lemma != "to"


def _end(figure: Figure) -> int:
    return figure.span.end if figure.noun is None else max(figure.span.end, figure.noun.end)


def _has_another(passage: Passage, unit: str) -> bool:
    """Whether the passage speaks of another of the things: "another quake" where the sentence has "earthquake"."""
    return any(
        token.lemma in _MORE and _is_same_thing(passage.tokens[token.head].lemma, unit)
        for token in passage.tokens
        if token.head > token.index
    )


def _is_same_thing(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= 4 and (one.endswith(other) or other.endswith(one)))


# --- lengths of time --------------------------------------------------------------------------------------------------


def _is_length_of_time(
    figure: Figure, sentence: Passage, near: Sequence[Passage], found: FigureIndex, settings: Settings
) -> bool:
    """Whether a time of the sources has the length in its words: "the last seven years", "seven years ago"."""
    if figure.high is not None or figure.precision is not Precision.EXACT:
        return False
    mine = settings.of(sentence, figure.span)
    for passage in near:
        for time in found.times_in(passage):
            for number in find_numbers(time.text):
                measure = find_measure_after(time.text, number.end)
                scale = convert(measure[0], figure.unit) if measure is not None else None
                if scale is None or not scale.is_exact or number.value * scale.factor != figure.value:
                    continue
                if likeness(mine, settings.of(passage, time.span)) >= SPAN_LIKENESS:
                    return True
    return False
