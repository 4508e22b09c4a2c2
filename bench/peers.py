"""Other open checkers on the same texts: anchorcite (its lexical tier, the one that installs without a model) and ancora-rag.

Each gives what its own gate says with the settings it ships with, and a score on which a threshold can be chosen. A peer that is not
installed is left out, and the table says so."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ANCHORCITE, ANCORA = "anchorcite (lexical)", "ancora-rag"
_MODULES = {ANCHORCITE: "anchorcite", ANCORA: "ancora"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a checker says of a text: whether it would let it through, and how well it finds it backed, from 0 to 1."""

    is_backed: bool
    score: float


Ask = Callable[[str, Sequence[str]], Opinion]
"""A claim and its documents to an opinion."""


def open_peers() -> dict[str, Ask]:
    """Every peer that is installed, by name."""
    makers = {ANCHORCITE: _open_anchorcite, ANCORA: _open_ancora}
    return {name: make() for name, make in makers.items() if importlib.util.find_spec(_MODULES[name])}


def absent_peers() -> tuple[str, ...]:
    """The names of those that are not installed."""
    return tuple(name for name, module in _MODULES.items() if not importlib.util.find_spec(module))


def _open_anchorcite() -> Ask:
    """Sentences and atoms by its own rules, each anchored in the document that has it best. A text is worth its weakest atom; its gate is
    its own ``verified``: enough atoms of every sentence above its default threshold."""
    from anchorcite import CitationAnchorer, LexicalScorer, split_claim_atoms, split_sentences_with_offsets
    from anchorcite.citations import ANCHOR_MIN_ATOM_FRACTION

    scorer = LexicalScorer()
    anchorer = CitationAnchorer(
        scorer=scorer, threshold=0.0
    )  # nothing withheld, so that there is a score below the threshold too

    def ask(claim: str, documents: Sequence[str]) -> Opinion:
        verified, scores = [], []
        for sentence in [sentence for sentence, _, _ in split_sentences_with_offsets(claim)] or [claim]:
            found = [
                max((anchor.score for document in documents if (anchor := anchorer.anchor(atom, document))), default=0.0)
                for atom in split_claim_atoms(sentence)
            ]
            needed = max(1, int(len(found) * ANCHOR_MIN_ATOM_FRACTION))
            verified.append(sum(score >= scorer.default_threshold for score in found) >= needed)
            scores += found
        return Opinion(is_backed=all(verified), score=min(scores, default=0.0))

    return ask


def _open_ancora() -> Ask:
    """Its grounding checker over all chunks of the documents. Where its guard finds a figure that no chunk has, it blocks whatever the
    score is: the score is then 0. A text in which it sees nothing to check it lets through."""
    from ancora import Document, GroundingChecker, chunk_documents

    checker = GroundingChecker()

    def ask(claim: str, documents: Sequence[str]) -> Opinion:
        chunks = chunk_documents([Document(id=str(number), text=text) for number, text in enumerate(documents)])
        checks = checker.check_answer(claim, chunks)
        scores = [0.0 if check.unsupported_numbers else check.support_score for check in checks]
        return Opinion(is_backed=all(check.supported for check in checks), score=min(scores, default=1.0))

    return ask
