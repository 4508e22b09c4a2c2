"""What follows from the passages found for a sentence: the windows of figures and times that steps of arithmetic are tried with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from groundwire.checks._figure_index import FigureIndex
from groundwire.editing.arithmetic import Derived, Operand, derive
from groundwire.editing.elapsed import Dated, derive_age, derive_duration, is_age
from groundwire.editing.figure_agreement import Agreement, Stated
from groundwire.editing.matching import LIGHT, REPORTING
from groundwire.editing.multiples import Multiple, derive_multiple
from groundwire.model import Passage, Role
from groundwire.protocols import Evidence

WINDOWS: Final = 5
"""Passages found whose figures, and those of the next passage, are tried together."""
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


class Derivations:
    """The steps that one sentence's figures may rest on. Windows are made when first needed: most sentences need none."""

    def __init__(self, sentence: Passage, near: Sequence[Passage], index: FigureIndex, evidence: Evidence) -> None:
        self._sentence, self._near, self._index, self._evidence = sentence, near, index, evidence

    @cached_property
    def _windows(self) -> tuple[tuple[Passage, ...], ...]:
        """Each passage about the sentence's matter alone, with the one after it and with the one before it."""
        wanted = _content(self._sentence)
        windows: list[tuple[Passage, ...]] = []
        for passage in [one for one in self._near[: WINDOWS * 2] if wanted & _content(one)][:WINDOWS]:
            before, after = self._index.neighbour(passage, -1), self._index.neighbour(passage, 1)
            windows.append((passage,))
            windows += [(passage, after)] if after is not None else []
            windows += [(before, passage)] if before is not None else []
        return tuple(dict.fromkeys(windows))

    @cached_property
    def _operands(self) -> tuple[tuple[Operand, ...], ...]:
        return tuple(
            tuple(
                Operand(found.stated, passage)
                for passage in window
                for found in self._index.inside(passage)
                if not found.is_withdrawn
            )
            for window in self._windows
        )

    @cached_property
    def _dated(self) -> tuple[tuple[Dated, ...], ...]:
        return tuple(tuple(one for passage in window for one in self._times(passage)) for window in self._windows)

    def _times(self, passage: Passage) -> list[Dated]:
        return [Dated(time, passage) for time in self._index.times_in(passage)]

    def of_figure(self, stated: Stated) -> Derived | None:
        """The step that the figure rests on, or that plainly ought to give it and does not."""
        steps: list[Callable[[], Derived | None]] = [
            lambda: derive(stated, self._sentence, self._operands),
            lambda: derive_duration(stated, self._sentence, self._dated),
            lambda: self._of_age(stated),
        ]
        found: Derived | None = None
        for step in steps:
            derived = step()
            if derived is not None and derived.agreement is Agreement.AGREES:
                return derived
            found = found or derived
        return found

    def _of_age(self, stated: Stated) -> Derived | None:
        if not is_age(stated, self._sentence):
            return None
        found: Derived | None = None
        for window in self._dated:
            derived = derive_age(stated, self._sentence, window, self._years(window))
            if derived is not None and derived.agreement is Agreement.AGREES:
                return derived
            found = found or derived
        return found

    def _years(self, window: Sequence[Dated]) -> list[int]:
        """The years an age may be counted to: those named beside the year of birth, and that of the report."""
        years = [one.time.begins.year for one in window if one.time.begins is not None]
        for one in window[:1]:
            published = self._evidence.document(one.passage.span.document_id).published_at
            years += [published.year] if published is not None else []
        return list(dict.fromkeys(years))

    def of_multiple(self, multiple: Multiple) -> Derived | None:
        """Two values that bear out, or belie, a "doubled" of the sentence."""
        return derive_multiple(multiple, self._sentence, self._operands)


def _content(passage: Passage) -> frozenset[str]:
    return frozenset(
        token.lemma
        for token in passage.tokens
        if token.pos in _CONTENT
        and token.lemma not in LIGHT
        and token.lemma not in REPORTING
        and passage.role is not Role.HEADLINE
    )
