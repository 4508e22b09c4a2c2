"""Any text can be read for quotations, every span lies in the text, and nothing is swallowed."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.growing import seconds_of

from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import Document, Passage, Role, Source
from groundwire.reading.marks import find_runs
from groundwire.reading.quotes import find_speech, straighten

PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "«",
        "»",
        "``",
        "''",
        " ",
        "\n\n",
        ". ",
        ", ",
        ": ",
        "said",
        "Mara Lindqvist",
        "he",
        "according to",
    ]
    + ["the port", "will open", "told", "that", "Norpress", "not", "…", "—", "(", ")", "é", "\u00a0", "5"]
)


def passages_of(document: Document, encoders: LazyEncoders) -> list[Passage]:
    """Each paragraph as one parsed passage."""
    places, start = [], 0
    for paragraph in document.text.split("\n\n"):
        if paragraph.strip():
            places.append((start, start + len(paragraph)))
        start += len(paragraph) + 2
    parsed = encoders.syntax.parse([document.text[a:b] for a, b in places])
    from dataclasses import replace

    return [
        Passage(
            index=number,
            span=document.span(a, b),
            text=document.text[a:b],
            paragraph=number,
            role=Role.BODY,
            tokens=tuple(replace(token, start=token.start + a, end=token.end + a) for token in tokens),
        )
        for number, ((a, b), tokens) in enumerate(zip(places, parsed, strict=True))
    ]


@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200)))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_text_can_be_read_for_quotes(text: str) -> None:
    document = Document(id="d", text=text, source=_SOURCE)
    passages = passages_of(document, _ENCODERS)
    for quote in find_speech(document, passages, ()).quotes:
        for span in (quote.content, quote.speaker, quote.cue, *quote.via):
            assert span is None or document.quote(span).strip() == document.quote(span) != ""
        assert 0.0 <= quote.confidence <= 1.0
        assert quote.confidence >= 0.5 or not quote.speaker_key
    for run in find_runs(text, passages):
        assert "\n\n" not in text[run.start : run.end]


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_straighten_keeps_every_offset(text: str) -> None:
    plain = straighten(text)
    assert len(plain) == len(text)
    assert straighten(plain) == plain
    # The modifier letter apostrophe is a letter to Unicode and a mark to everybody else.
    assert all(a == b or a == "\u02bc" or not a.isalnum() for a, b in zip(text, plain, strict=True))


def test_marks_are_read_in_linear_time(make_document: Callable[..., Document]) -> None:
    def seconds(size: int) -> float:
        text = "‘“a 'b “c \"d’s ” ' \" e “" * size
        document = make_document(text)
        passage = Passage(index=0, span=document.span(0, len(text)), text=text, paragraph=0, role=Role.BODY, tokens=())
        return seconds_of(lambda: find_runs(text, [passage]))

    assert seconds(8000) < 12 * seconds(2000)


_SOURCE = Source()
_ENCODERS = LazyEncoders()
