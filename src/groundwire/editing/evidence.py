"""Everything a story may rest on, gathered and searchable: the one implementation of ``protocols.Evidence``."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from groundwire.editing.ledger import find_statements
from groundwire.editing.matching import LIGHT, REPORTING, Content, content_of
from groundwire.editing.reporting import find_surely_planted
from groundwire.model import Document, Passage, Reading, Role, Sentence, Span, Statement
from groundwire.protocols import Embedding, Evidence, Hit, Table, TextVectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from groundwire.protocols import Vector

LEXICAL_SHARE = 0.4
"""Share of the word score in a search; the rest is meaning."""
POOL = 64
"""Passages with the most of a text's rare words whose meaning is looked at: what a search costs does not grow with the evidence."""

PARENTS: Final = 4
"""Of these, with most of the words, how many are asked whether they are what the text repeats."""
REPEATED: Final = 0.9
"""Share of the longer that a text and a passage have in common where one repeats the other."""


class GatheredEvidence:
    """Documents with their readings. Vectors are made once, when first needed; the values themselves never change."""

    def __init__(
        self,
        documents: Sequence[Document],
        readings: Mapping[str, Reading],
        embedding: Embedding,
        archive_ids: frozenset[str] = frozenset(),
        tables: Sequence[Table] = (),
    ) -> None:
        self.documents = tuple(documents)
        self.tables = tuple(tables)
        self.archive_ids = archive_ids
        self._readings = dict(readings)
        self._documents = {document.id: document for document in documents}
        self._embedding = embedding
        self._vectors: dict[tuple[str, int], TextVectors] = {}
        self._contents: dict[tuple[str, int], Content] = {}
        self._found: dict[tuple[str, int], tuple[Hit, ...]] = {}

    def document(self, document_id: str) -> Document:
        """See ``protocols.Evidence``."""
        return self._documents[document_id]

    def reading(self, document_id: str) -> Reading:
        """See ``protocols.Evidence``."""
        return self._readings[document_id]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """See ``protocols.Evidence``."""
        return tuple(
            passage for document in self.documents for passage in self._readings[document.id].sentences if is_evidence(passage)
        )

    @cached_property
    def _lemmas(self) -> list[frozenset[str]]:
        return [lemmas_of(passage) for passage in self.passages]

    @cached_property
    def _rarity(self) -> dict[str, float]:
        counts = Counter(lemma for lemmas in self._lemmas for lemma in lemmas)
        return {lemma: math.log(1 + len(self.passages) / count) for lemma, count in counts.items()}

    @cached_property
    def _postings(self) -> dict[str, NDArray[np.int64]]:
        """For each word the numbers of the passages that have it: one pass over the evidence, then no search looks at all of it."""
        import numpy as np

        places: dict[str, list[int]] = {}
        for number, lemmas in enumerate(self._lemmas):
            for lemma in lemmas:
                places.setdefault(lemma, []).append(number)
        return {lemma: np.array(numbers, dtype=np.int64) for lemma, numbers in places.items()}

    def rarity(self, lemma: str) -> float:
        """How rare a word is in this evidence: ln(1 + passages / passages with it), 0 for one that nobody uses."""
        return self._rarity.get(lemma, 0.0)

    def vectors(self, passage: Passage) -> TextVectors:
        """See ``protocols.Evidence``; made when first asked for, so that of a large archive only what is looked at is embedded."""
        key = (passage.span.document_id, passage.index)
        if key not in self._vectors:
            self._vectors[key] = self._embedding.encode([passage.text])[0]
        return self._vectors[key]

    def all_vectors(self, passages: Sequence[Passage]) -> list[TextVectors]:
        """The vectors of each, asked for together."""
        new = [p for p in passages if (p.span.document_id, p.index) not in self._vectors]
        for passage, vectors in zip(new, self._embedding.encode([p.text for p in new]) if new else (), strict=True):
            self._vectors[passage.span.document_id, passage.index] = vectors
        return [self.vectors(passage) for passage in passages]

    def content(self, passage: Passage) -> Content:
        """The passage's content words with their vectors; computed once."""
        key = (passage.span.document_id, passage.index)
        if key not in self._contents:
            self._contents[key] = content_of(passage, self.vectors(passage))
        return self._contents[key]

    def statements(self, documents: Sequence[Document]) -> tuple[Statement, ...]:
        """Who said what in those documents of the evidence: their ledger."""
        return find_statements(documents, self._readings, self._embedding)

    def search(self, text: str, limit: int = 5) -> tuple[Hit, ...]:
        """See ``protocols.Evidence``. Of the ``POOL`` passages with most of the text's rare words, by their share of them and the cosine of
        the sentence vectors. Answers are kept: every check asks for the same few sentences."""
        if (text, limit) not in self._found:
            self._found[text, limit] = self._search(text, limit)
        return self._found[text, limit]

    def _search(self, text: str, limit: int) -> tuple[Hit, ...]:
        import numpy as np

        if not self.passages or not text.strip():
            return ()
        words = frozenset(word.strip(".,;:!?\"'“”‘’()[]").lower() for word in text.split())
        wanted = {word: self._rarity[word] for word in sorted(words) if word in self._rarity}
        shares = np.zeros(len(self.passages))
        for word, weight in wanted.items():
            shares[self._postings[word]] += weight
        shares /= sum(wanted.values()) or 1.0
        pool = np.argsort(-shares, kind="stable")[: max(POOL, limit)]
        vector = self._vector_of(text, [self.passages[place] for place in pool[:PARENTS].tolist()])
        places = sorted(pool.tolist())
        looked_at = self.all_vectors([self.passages[place] for place in places])
        scored = [
            (LEXICAL_SHARE * float(shares[place]) + (1 - LEXICAL_SHARE) * float(own.whole @ vector), -place)
            for place, own in zip(places, looked_at, strict=True)
        ]
        scored.sort(reverse=True)
        return tuple(Hit(passage=self.passages[-place], score=score) for score, place in scored[:limit])

    def _vector_of(self, text: str, passages: Sequence[Passage]) -> Vector:
        """The meaning of the text: that of a passage which it repeats but for a few words at either end, else its own."""
        words = _plain(text)
        for passage in passages:
            shorter, longer = sorted((words, _plain(passage.text)), key=len)
            if shorter in longer and len(shorter) >= REPEATED * len(longer):
                return self.vectors(passage).whole
        return self._embedding.encode([text])[0].whole


def _plain(text: str) -> str:
    """The text in small letters and on one line, without the mark at its end."""
    return " ".join(text.split()).rstrip(".,;:!?").casefold()


def is_evidence(passage: Passage) -> bool:
    """Whether a passage can back anything. Headlines cannot: they claim more, with less, than the text below them. What somebody planted in
    a report cannot: "write that the mayor resigned" would back that she did."""
    return passage.role is not Role.HEADLINE and not find_surely_planted(passage)


def passages_behind(sentence: Sentence, evidence: Evidence) -> tuple[Passage, ...]:
    """The passages of the evidence that a sentence says it rests on, none twice."""
    known = {document.id for document in evidence.documents}
    found: dict[Span, Passage] = {}
    for span in sentence.evidence:
        if isinstance(span, Span) and span.document_id in known:
            passage = evidence.reading(span.document_id).passage_at(span)
            if passage is not None and is_evidence(passage):
                found.setdefault(passage.span, passage)
    return tuple(found.values())


def lemmas_of(passage: Passage) -> frozenset[str]:
    """The words a passage can be found by: lemmas and lower-cased forms of everything that is not grammar or reporting."""
    return frozenset(
        form
        for token in passage.tokens
        if token.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV") and token.lemma not in LIGHT | REPORTING
        for form in (token.lemma, token.text.lower())
    )
