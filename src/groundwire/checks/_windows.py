"""What a part of a sentence is read against: the few best passages, alone, together and with what stands before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.editing.evidence import is_evidence, passages_behind
from groundwire.editing.naming import Pronouns
from groundwire.editing.propositions import whole_of
from groundwire.model import Passage, Sentence
from groundwire.protocols import Evidence

PASSAGES: Final = 4
"""Passages that a part is matched against, beside those that its sentence points at."""
ALONE: Final = 2
"""Of these, how many a judge reads by themselves."""
TOGETHER: Final = 110
"""Most words of passages that a judge reads at once: what it was trained on."""


@dataclass(frozen=True, slots=True)
class Window:
    """Passages read as one text."""

    passages: tuple[Passage, ...]
    text: str


def near_passages(evidence: Evidence, sentence: Sentence, text: str, whole: str) -> tuple[Passage, ...]:
    """The passages to read ``text`` against: those that the sentence itself points at, the best for the text, then the best for the whole
    sentence it is a part of; none twice."""
    own = passages_behind(sentence, evidence)
    found = [hit.passage for hit in evidence.search(text, PASSAGES)]
    if text != whole:
        others = [hit.passage for hit in evidence.search(whole, 2)]
        found = found[: PASSAGES - 1] + [passage for passage in others if passage not in found[: PASSAGES - 1]]
    ordered = [*own[:PASSAGES], *found[:PASSAGES]]
    return tuple(passage for place, passage in enumerate(ordered) if passage not in ordered[:place])


class Reader:
    """Passages as a judge reads them: with the name where a pronoun plainly means it. Lives as long as one run of the check."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._pronouns: dict[str, Pronouns] = {}

    def text(self, passage: Passage) -> str:
        """The passage with the names in."""
        document = passage.span.document_id
        if document not in self._pronouns:
            self._pronouns[document] = Pronouns(self._evidence.reading(document))
        return whole_of(passage, self._pronouns[document].of(passage))

    def join(self, passages: Sequence[Passage]) -> Window:
        """In the order of the text where they stand in one document, documents in the order they were found in."""
        first = {passage.span.document_id: place for place, passage in reversed(list(enumerate(passages)))}
        ordered = sorted(passages, key=lambda passage: (first[passage.span.document_id], passage.span.start))
        return Window(tuple(ordered), " ".join(self.text(passage) for passage in ordered))


def windows_of(evidence: Evidence, passages: Sequence[Passage], reader: Reader) -> tuple[Window, ...]:
    """What a judge reads, the nearest passage by itself first: the best ones alone, the nearest after the sentence before it ("the
    company" needs it), and last as many of the best as fit, in the order they stand in. One passage is one window."""
    windows = [reader.join((passage,)) for passage in passages[:ALONE]]
    if passages and (before := _before(evidence, passages[0])) is not None:
        windows.append(reader.join((before, passages[0])))
    chosen: list[Passage] = []
    words = 0
    for passage in passages:
        words += len(passage.text.split())
        if words > TOGETHER and chosen:
            break
        chosen.append(passage)
    joined = [reader.join(chosen)] if chosen else []
    return (*(window for window in windows if window.text != joined[0].text), *joined)


def _before(evidence: Evidence, passage: Passage) -> Passage | None:
    sentences = evidence.reading(passage.span.document_id).sentences
    before = sentences[passage.index - 1] if 0 < passage.index < len(sentences) else None
    return before if before is not None and is_evidence(before) else None
