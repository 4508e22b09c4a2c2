"""Any text at all can be read; every span quotes back; copy-editing leaves quotations alone; the work is linear in the text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundwire.editing.copyedit import Edit, apply_edits, quoted_ranges
from groundwire.model import Document, Passage, Reading, Role, Source, Span, Token, document_id
from groundwire.protocols import Encoders
from groundwire.reading import read_document
from groundwire.reading.layout import find_furniture, find_headline
from groundwire.reading.sentences import split_sentences

WORDS = st.sampled_from(
    """The mill Velden "We left," he said. “No,” ” “ ' 12 % $4 million euros Monday last week 3 a.m. said told Mayor Strand Hungary's according to
    not 1/2 -- — … ( ) [ ] : ; . ! ? \n \n\n Read Next: Loading... CORRECTION: U.S. Mr. St. é \U0001f30a \u202e \u2028 \x00 \ufeff""".split(
        " "
    )
)
PROSE = st.lists(WORDS, max_size=60).map(" ".join)
ANYTHING = st.one_of(st.text(max_size=200), PROSE)
MODEST = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def make(text: str, published: bool) -> Document:
    from datetime import UTC, datetime

    source = Source(name="Echo")
    document = Document(
        id=document_id(source, "", text),
        text=text,
        source=source,
        published_at=datetime(2026, 3, 2, tzinfo=UTC) if published else None,
    )
    headline = find_headline(text)
    furniture = tuple(document.span(start, end) for start, end in find_furniture(text))
    from dataclasses import replace

    return replace(document, title=document.span(*headline) if headline else None, furniture=furniture)


def spans_of(reading: Reading) -> list[Span]:
    spans = [passage.span for passage in reading.sentences] + [claim.span for claim in reading.claims]
    spans += [span for name in reading.names for span in (*(m.span for m in name.mentions), name.introduction) if span]
    spans += [span for figure in reading.figures for span in (figure.span, figure.noun) if span]
    spans += [time.span for time in reading.times]
    spans += [span for quote in reading.quotes for span in (quote.content, quote.speaker, quote.cue, *quote.via) if span]
    return spans + ([reading.dateline] if reading.dateline else [])


@MODEST
@given(text=ANYTHING, published=st.booleans())
def test_any_text_is_read_and_every_span_lies_in_it(encoders: Encoders, text: str, published: bool) -> None:
    document = make(text, published)
    reading = read_document(document, encoders.syntax)
    for span in spans_of(reading):
        assert document.quote(span) == text[span.start : span.end]
    places = [(passage.span.start, passage.span.end) for passage in reading.sentences]
    assert places == sorted(places)
    assert all(one[1] <= other[0] for one, other in zip(places, places[1:], strict=False))
    assert [passage.index for passage in reading.sentences] == list(range(len(places)))
    for passage in reading.sentences:
        assert passage.text == document.quote(passage.span) != ""
        assert all(text[t.start : t.end] == t.text or t.text.isspace() or not t.text.isprintable() for t in passage.tokens)
        assert not any(passage.span.overlaps(furniture) for furniture in document.furniture)
    assert {claim.passage for claim in reading.claims} <= set(range(len(places)))


@MODEST
@given(text=ANYTHING)
def test_sentences_are_ordered_trimmed_and_lose_nothing_but_blanks(text: str) -> None:
    pieces = split_sentences(text, 0, len(text))
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in pieces)
    assert "".join(text[a:b] for a, b in pieces).split() == [] or all(
        one[1] <= other[0] for one, other in zip(pieces, pieces[1:], strict=False)
    )
    assert "".join("".join(text[a:b].split()) for a, b in pieces) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(data=st.data(), text=st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_edits_never_touch_what_stands_in_quotation_marks(data: st.DataObject, text: str) -> None:
    passage = Passage(
        index=0, span=Span(document_id="d", start=7, end=7 + len(text)), text=text, paragraph=0, role=Role.BODY, tokens=()
    )
    offsets = st.integers(min_value=0, max_value=len(text) + 14)
    pairs = data.draw(st.lists(st.tuples(offsets, offsets, st.sampled_from(["", "new", "the day"])), max_size=6))
    quoted = quoted_ranges(passage)
    # An edit may take a whole quotation out, never a part of one.
    edits = [Edit(min(a, b), max(a, b), words) for a, b, words in pairs]
    copy = apply_edits(passage, edits)
    whole = [edit for edit in edits if any(edit.start <= start and end <= edit.end for start, end in quoted)]
    if not whole:
        out = " ".join(copy.text.split())
        for start, end in quoted:
            inner = " ".join(text[start - 7 + 1 : end - 7 - 1].split())
            assert inner.rstrip(".,;: ")[1:] in out


class CountingSyntax:
    """A parser that counts what it is asked to parse."""

    def __init__(self) -> None:
        self.characters = 0

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        self.characters += sum(map(len, texts))
        return [() for _ in texts]


@pytest.mark.parametrize(
    "unit", ["The mill in Velden burned. ", "A mill burned.\n\n", '"We left," Vos said. ', "x ", '"', ". ", "(", "\n"]
)
def test_the_parser_sees_each_character_once(unit: str) -> None:
    for times in (50, 500):
        document = make(unit * times, published=True)
        syntax = CountingSyntax()
        read_document(document, syntax)
        assert syntax.characters <= len(document.text)
