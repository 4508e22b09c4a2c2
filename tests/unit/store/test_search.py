"""Taking a search apart, making two rankings one, finding the passage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from groundwire.model import Document, Source, document_id
from groundwire.store.search import MOST_WORDS, Words, as_name, find_passage, fuse, take_apart

ANY = st.text(st.characters(exclude_categories=()), max_size=200)


def report(text: str, title: int = 0, furniture: tuple[tuple[int, int], ...] = ()) -> Document:
    document = Document(id=document_id(Source(), "", text), text=text, source=Source())
    spans = tuple(document.span(start, end) for start, end in furniture)
    return replace(document, title=document.span(0, title) if title else None, furniture=spans)


def test_words_and_phrases_are_taken_apart() -> None:
    assert take_apart('Harbour fire "Ines Calder" fire') == Words(("harbour", "fire"), (("ines", "calder"),))
    assert take_apart("“harbour master” the of") == Words((), (("harbour", "master"),))
    assert take_apart("the who") == Words(("the", "who"))
    assert take_apart('"fire"') == Words(("fire",)) and take_apart(' "" - ') == Words(())
    assert take_apart("mayor's O'Neil Straße co-operate") == Words(("mayor", "o'neil", "straße", "co", "operate"))
    assert len(take_apart(" ".join(f"w{n}" for n in range(100))).words) == MOST_WORDS


def test_name_is_one_phrase() -> None:
    assert as_name("Hilda  Strand").terms == (("hilda", "strand"),)
    assert as_name('O"Neil').terms == (("o", "neil"),) and as_name(" -- ").terms == ()


def test_fusion_puts_first_what_both_rankings_have() -> None:
    assert list(fuse([1, 2, 3], [3, 4])) == [3, 1, 4, 2]
    assert list(fuse([], [])) == [] and list(fuse([7])) == [7]


@given(ANY)
def test_any_search_is_taken_apart(typed: str) -> None:
    words = take_apart(typed)
    assert all(term and all(word and word == word.lower() for word in term) for term in words.terms)
    assert not any(mark in word for term in (*words.terms, *as_name(typed).terms) for word in term for mark in '"\x00* ')


@given(st.lists(st.lists(st.integers(1, 50), unique=True), max_size=3))
def test_fusion_keeps_every_number_best_first(rankings: list[list[int]]) -> None:
    scores = fuse(*rankings)
    assert set(scores) == {number for ranking in rankings for number in ranking}
    assert list(scores.values()) == sorted(scores.values(), reverse=True)


@given(ANY, ANY, st.integers(0, 250))
def test_any_report_has_a_passage(text: str, typed: str, title: int) -> None:
    document = report(text, min(title, len(text)))
    passage, matches = find_passage(document, take_apart(typed))
    assert passage.end <= len(text) and all(passage.covers(match) for match in matches)


def test_passage_is_the_sentence_with_most_of_the_words() -> None:
    text = "Fire in Merrow\n\nRead next: the fire chief.\n\nA store burned. Fire chief Ines Calder spoke of the fires. All is well."
    document = report(text, 14, ((16, 42),))
    passage, matches = find_passage(document, take_apart("fire chief burning"))
    assert document.quote(passage) == "Fire chief Ines Calder spoke of the fires."
    assert [document.quote(match) for match in matches] == ["Fire", "chief", "fires"]
    passage, matches = find_passage(document, take_apart("nothing like it"))
    assert (document.quote(passage), matches) == ("A store burned.", ())


def test_title_beyond_what_is_looked_through_is_no_trouble() -> None:
    document = report("x" * 30_000 + "\n\nThe end.", 30_000)
    passage, _ = find_passage(document, take_apart("end"))
    assert document.quote(passage)


def test_long_report_takes_little_time(make_document: Callable[..., Document]) -> None:
    text = "The mill burned again on that day. " * 20_000
    passage, _ = find_passage(make_document(text), take_apart("mill"))
    assert passage.start == 0
