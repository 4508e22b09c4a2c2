"""A whole reading: roles, exact places, what stays out, and a draft's fixed sentences."""

from __future__ import annotations

from collections.abc import Callable

from groundwire.model import Document, Reading, Role
from groundwire.protocols import Encoders
from groundwire.reading import read_document
from groundwire.reading.layout import find_furniture

TEXT = """Mill closes in Velden

VELDEN, March 2 (Meridian) - The paper mill in Velden closed on Monday, the company said. About 300 people lost their jobs.

Read Next: Ten mills you must see

"It is a black day," Mayor Hilda Strand said.

Correction: An earlier version of this report gave the wrong number of jobs.
"""
TITLE = TEXT.split("\n")[0]


def with_furniture(document: Document) -> Document:
    from dataclasses import replace

    return replace(document, furniture=tuple(document.span(start, end) for start, end in find_furniture(document.text)))


def test_passages_have_roles_paragraphs_and_exact_places(make_document: Callable[..., Document], encoders: Encoders) -> None:
    document = with_furniture(make_document(TEXT, title=TITLE))
    reading = read_document(document, encoders.syntax)
    assert [passage.role for passage in reading.sentences] == [Role.HEADLINE, Role.LEAD, Role.LEAD, Role.BODY, Role.CORRECTION]
    assert [passage.index for passage in reading.sentences] == list(range(5))
    for passage in reading.sentences:
        assert document.quote(passage.span) == passage.text
        assert all(TEXT[token.start : token.end] == token.text for token in passage.tokens)
    assert reading.sentences[1].text.startswith("The paper mill")
    assert reading.dateline is not None and document.quote(reading.dateline).startswith("VELDEN")


def test_furniture_is_read_by_nobody(make_document: Callable[..., Document], encoders: Encoders) -> None:
    document = with_furniture(make_document(TEXT, title=TITLE))
    reading = read_document(document, encoders.syntax)
    (furniture,) = document.furniture
    spans = [passage.span for passage in reading.sentences] + [
        mention.span for name in reading.names for mention in name.mentions
    ]
    assert "Ten mills" in document.quote(furniture) and not any(span.overlaps(furniture) for span in spans)


def test_a_draft_keeps_the_sentences_it_was_given(make_document: Callable[..., Document], encoders: Encoders) -> None:
    document = make_document("One mill closed. Another opened.\n\nNobody cared")
    reading = read_document(document, encoders.syntax, [(0, 32), (34, 46)])
    assert [passage.text for passage in reading.sentences] == ["One mill closed. Another opened.", "Nobody cared"]
    assert {passage.role for passage in reading.sentences} == {Role.BODY}


def test_an_empty_document_has_an_empty_reading(make_document: Callable[..., Document], encoders: Encoders) -> None:
    document = make_document("")
    assert read_document(document, encoders.syntax) == Reading(document_id=document.id, sentences=())


def test_reading_twice_gives_the_same_reading(make_document: Callable[..., Document], encoders: Encoders) -> None:
    document = make_document(TEXT, title=TITLE, published_at="2026-03-02T09:00:00+00:00")
    assert read_document(document, encoders.syntax) == read_document(document, encoders.syntax)
