"""What a sentence says with numbers that are no figures: numbered names ("Pier 6"), ranks ("the second-largest"), "doubled"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from groundwire.checks._derived import Derivations
from groundwire.editing.figure_agreement import Agreement
from groundwire.editing.labels import Label, find_labels, find_other_number
from groundwire.editing.multiples import find_multiples, is_said
from groundwire.editing.ranks import find_other_rank, find_ranks
from groundwire.model import Draft, Outcome, Passage, Ruling
from groundwire.protocols import Evidence

MOST_LABELS: Final = 12
"""Numbered names of one sentence that are looked up."""


def rule_on_words(
    draft: Draft, number: int, near: Sequence[Passage], derivations: Derivations, evidence: Evidence, check: str
) -> Iterator[Ruling]:
    """A contradiction for each numbered name, rank or multiple of sentence ``number`` that the evidence has otherwise."""
    sentence = draft.reading.sentences[number]
    for label in find_labels(sentence)[:MOST_LABELS]:
        passages = [*near, *(hit.passage for hit in evidence.search(label.text, 8) if hit.passage not in near)]
        other = None if _is_said(label, passages) else find_other_number(label, passages)
        if other is not None:
            note = f"the source says {other[0].text}, not {label.text}"
            yield _contradiction(draft, number, (label.start, label.end), check, note, (other[1],))
    for rank in find_ranks(sentence):
        found = find_other_rank(rank, near)
        if found is not None:
            note = f"the source says {found[0].text} {found[0].noun}, not {rank.text} {rank.noun}"
            yield _contradiction(draft, number, (rank.start, rank.end), check, note, (found[1],))
    for multiple in find_multiples(sentence):
        derived = None if is_said(multiple, near) else derivations.of_multiple(multiple)
        if derived is not None and derived.agreement is not Agreement.AGREES:
            told = sentence.text[multiple.start : multiple.end]
            note = f"{derived.words}, which is not what “{told}” says"
            yield _contradiction(draft, number, (multiple.start, multiple.end), check, note, derived.passages)


def _is_said(label: Label, passages: Sequence[Passage]) -> bool:
    """Whether a passage has the label's very words."""
    return any(label.text.lower() in " ".join(passage.text.split()).lower() for passage in passages)


def _contradiction(
    draft: Draft, number: int, part: tuple[int, int], check: str, note: str, passages: Sequence[Passage]
) -> Ruling:
    return Ruling(
        draft_id=draft.id,
        sentence=number,
        part=part,
        check=check,
        outcome=Outcome.CONTRADICTED,
        note=note,
        evidence=tuple(passage.span for passage in passages),
    )
