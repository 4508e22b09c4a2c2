"""A sentence comes apart into checkable clauses; a text is covered by what says the same, and not by what shares a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.writing_desk import gather

from groundwire.editing.clauses import is_speculation, parts_of
from groundwire.editing.matching import Copy, compare, content_of, cover, weigh
from groundwire.model import Document, Passage, Reading
from groundwire.protocols import Encoders, Tools


@pytest.fixture(scope="module")
def first(read: Callable[..., tuple[Document, Reading]]) -> Callable[[str], Passage]:
    return lambda text: read(text)[1].sentences[0]


def test_parts_share_out_every_token_once_and_in_order(first: Callable[[str], Passage]) -> None:
    passage = first("The council closed the bridge after a barge hit one of its piers, and the ferry added two crossings.")
    parts = parts_of(passage)
    assert len(parts) >= 2
    assert sorted(token.index for part in parts for token in part.tokens) == list(range(len(passage.tokens)))
    assert [part.start for part in parts] == sorted(part.start for part in parts)


def test_a_short_sentence_is_one_part_and_an_empty_text_has_none(first: Callable[[str], Passage]) -> None:
    assert len(parts_of(first("The ferry sailed."))) == 1
    assert parts_of(Passage(index=0, span=first("x").span, text="", paragraph=0, role=first("x").role, tokens=())) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike could potentially lead to shortages.", True),
        ("The mill may close.", True),
        ("The mayor should resign.", True),
        ("The mill closed in May.", False),
        ("The ferry will sail on Friday.", False),
    ],
)
def test_speculation_is_told_from_report(first: Callable[[str], Passage], text: str, expected: bool) -> None:
    assert is_speculation(first(text).tokens) is expected


def test_names_and_numbers_weigh_most_and_reporting_nothing(first: Callable[[str], Passage]) -> None:
    weights = {token.text: weigh(token) for token in first("Mayor Strand said 40 lorries quickly crossed.").tokens}
    assert weights["Strand"] == weights["40"] > weights["lorries"] > weights["quickly"] > 0 == weights["said"]


def test_cover_is_high_for_a_paraphrase_and_low_for_another_fact(first: Callable[[str], Passage], encoders: Encoders) -> None:
    texts = [
        "A barge hit a pier of the bridge in October.",
        "In October a barge struck one of the bridge's piers.",
        "The bakery sells bread with seeds on Fridays.",
    ]
    contents = [content_of(first(text), vectors) for text, vectors in zip(texts, encoders.embedding.encode(texts), strict=True)]
    near, far = cover(contents[0], [contents[1]]), cover(contents[0], [contents[2]])
    assert near.score > 0.8 > 0.5 > far.score
    assert cover(contents[0], [contents[2], contents[1]]).score >= near.score
    assert all(0 <= word <= 1.001 for word in near.words) and len(near.words) == len(contents[0].tokens)


def test_cover_of_nothing_and_by_nothing(first: Callable[[str], Passage], encoders: Encoders) -> None:
    text = "The ferry sailed."
    content = content_of(first(text), encoders.embedding.encode([text])[0])
    empty = content_of(first(text), encoders.embedding.encode([text])[0], [])
    assert cover(empty, [content]).score == 1.0
    assert cover(content, []).score == 0.0 and cover(content, [empty]).score == 0.0


def test_search_finds_the_passage_by_words_and_by_meaning(tools: Tools, make_document: Callable[..., Document]) -> None:
    report = make_document(
        "Lindmere news today\n\nThe swing bridge reopened on Monday.\n\nOtto Lund will end his extra ferry crossings.\n\nBread cost more in May.\n",
        title="Lindmere news today",
    )
    evidence = gather(tools, [report])
    assert evidence.search("the drawbridge opens again", 1)[0].passage.text.startswith("The swing bridge")
    assert evidence.search("Lund", 1)[0].passage.text.startswith("Otto Lund")
    assert len(evidence.search("bridge", 9)) == 3
    assert evidence.search("   ") == () == gather(tools, []).search("bridge")


def test_headlines_are_no_evidence(tools: Tools, make_document: Callable[..., Document]) -> None:
    report = make_document("Mayor stole the bridge\n\nThe swing bridge reopened on Monday.\n", title="Mayor stole the bridge")
    evidence = gather(tools, [report])
    assert [passage.text for passage in evidence.passages] == ["The swing bridge reopened on Monday."]


def test_evidence_knows_its_own_documents_only(tools: Tools, make_document: Callable[..., Document]) -> None:
    report, older = make_document("The swing bridge reopened."), make_document("The bridge was built in 1901.")
    evidence = gather(tools, [report], [older])
    assert evidence.document(older.id) is older and evidence.archive_ids == {older.id}
    with pytest.raises(KeyError):
        evidence.reading("sha256:none")


@pytest.fixture(scope="module")
def copy_of(first: Callable[[str], Passage], encoders: Encoders) -> Callable[[str, str], Copy]:
    def run(said: str, source: str) -> Copy:
        vectors = encoders.embedding.encode([said, source])
        return compare(*(content_of(first(text), vector) for text, vector in zip((said, source), vectors, strict=True)))

    return run


SOURCE = "The barge hit the bridge and the council closed the quay."


def test_a_copy_has_everything_in_order_and_nothing_strange(copy_of: Callable[[str, str], Copy]) -> None:
    assert copy_of(SOURCE, SOURCE) == Copy(ordered=1.0, displaced=0.0, unlike=0.0)
    trimmed = copy_of("The barge hit the bridge.", SOURCE)
    assert (trimmed.ordered, trimmed.displaced, trimmed.unlike) == (1.0, 0.0, 0.0)


def test_words_in_another_order_are_displaced(copy_of: Callable[[str, str], Copy]) -> None:
    swapped = copy_of("The bridge hit the barge and the council closed the quay.", SOURCE)
    assert swapped.displaced > 0.1
    assert swapped.ordered + swapped.displaced == pytest.approx(1.0, abs=1e-5)
    assert swapped.unlike == 0.0


def test_a_foreign_noun_is_stranger_than_a_near_one(copy_of: Callable[[str, str], Copy]) -> None:
    near = copy_of("The boat hit the bridge and the council closed the quay.", SOURCE)
    foreign = copy_of("The elephant hit the bridge and the council closed the quay.", SOURCE)
    assert 0 < near.unlike < foreign.unlike <= 1
    assert near.ordered == pytest.approx(foreign.ordered)


def test_nothing_repeats_nothing(first: Callable[[str], Passage], encoders: Encoders) -> None:
    empty = content_of(first(SOURCE), encoders.embedding.encode([SOURCE])[0], [])
    assert compare(empty, empty) == Copy(ordered=0.0, displaced=0.0, unlike=0.0)
