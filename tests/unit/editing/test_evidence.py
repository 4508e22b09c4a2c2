"""Search over the evidence: the right passage first, and no more of a large evidence embedded than may be wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from groundwire.editing.evidence import POOL, GatheredEvidence
from groundwire.model import Document
from groundwire.protocols import Embedding, TextVectors, Tools
from groundwire.reading import read_document

TOWNS = ["Aldby", "Brenholm", "Corvik", "Dunmere", "Elstad", "Farley"]
TRADES = ["bakery", "chandlery", "tannery", "foundry", "brewery", "printworks", "sawmill", "pottery", "ropewalk", "cannery"]


class Counting:
    """The real embedding, with a note of every text it was asked for."""

    def __init__(self, embedding: Embedding) -> None:
        self.embedding = embedding
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[TextVectors]:
        self.texts += texts
        return self.embedding.encode(texts)


def gather(tools: Tools, make_document: Callable[..., Document], texts: Sequence[str]) -> tuple[GatheredEvidence, Counting]:
    counting = Counting(tools.encoders.embedding)
    documents = [make_document(text, source=f"Post {number}") for number, text in enumerate(texts)]
    readings = {document.id: read_document(document, tools.encoders.syntax) for document in documents}
    return GatheredEvidence(documents, readings, counting), counting


def test_the_passage_that_says_it_comes_first(tools: Tools, make_document: Callable[..., Document]) -> None:
    evidence, _ = gather(
        tools,
        make_document,
        ["The tannery at Corvik closed in March. Its owner moved to Elstad.", "A brewery opened at Aldby. Beer became dearer."],
    )
    assert evidence.search("In Corvik a tannery shut its doors.")[0].passage.text == "The tannery at Corvik closed in March."
    assert evidence.search("The price of beer went up.")[0].passage.text == "Beer became dearer."
    assert evidence.search("   ") == ()
    assert len(evidence.search("A brewery opened.", limit=3)) == 3


def test_of_a_large_evidence_only_what_shares_words_is_embedded(tools: Tools, make_document: Callable[..., Document]) -> None:
    texts = [
        " ".join(f"The {trade} at {town} employs {number + 3} people in winter." for number, trade in enumerate(TRADES))
        for town in TOWNS
    ] + [" ".join(f"Nobody in {town} remembers who built the {trade}." for trade in TRADES) for town in TOWNS]
    evidence, counting = gather(tools, make_document, texts)
    assert len(evidence.passages) > POOL + 40
    best = evidence.search("At Dunmere the foundry has people who work in winter.")[0].passage.text
    assert best.startswith("The foundry at Dunmere")
    assert len(counting.texts) <= POOL + 1
    before = len(counting.texts)
    evidence.search("At Dunmere the foundry has people who work in winter.")
    assert len(counting.texts) == before


def test_an_empty_evidence_finds_nothing(tools: Tools) -> None:
    assert GatheredEvidence([], {}, tools.encoders.embedding).search("Anything at all?") == ()


def test_what_repeats_a_passage_is_looked_for_by_the_passages_meaning(
    tools: Tools, make_document: Callable[..., Document]
) -> None:
    evidence, counting = gather(
        tools, make_document, ["The tannery at Corvik closed in March. Its owner moved to Elstad in May."]
    )
    repeated, other = "the tannery at Corvik closed in March", "the tannery at Corvik reopened in March"
    for text in (repeated, other):
        assert evidence.search(text)[0].passage.text == "The tannery at Corvik closed in March."
    assert repeated not in counting.texts and other in counting.texts
