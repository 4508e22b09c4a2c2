"""Reading: a ``Document`` gets its ``Reading``. Pure work; the parser comes in as an argument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from groundwire.model import Document, Passage, Reading, Role, Token
from groundwire.protocols import Syntax
from groundwire.reading.layout import Layout, lay_out, skip_label
from groundwire.reading.sentences import split_sentences


def read_document(document: Document, syntax: Syntax, sentence_spans: Sequence[tuple[int, int]] | None = None) -> Reading:
    """Everything the document says, by span: one pass over the text for each reader.

    ``sentence_spans`` fixes the sentences (a draft's are known); otherwise they are found. Any text can be read."""
    from groundwire.reading.claims import find_claims
    from groundwire.reading.figures import find_figures
    from groundwire.reading.names import find_names
    from groundwire.reading.quotes import find_speech
    from groundwire.reading.times import find_times

    layout = lay_out(document)
    if sentence_spans is None:
        places = _find_sentences(document, layout)
    else:
        places = [(start, end, number, Role.BODY) for number, (start, end) in enumerate(sentence_spans)]
    passages = _parse(document, places, syntax)
    names = find_names(document, passages)
    figures = find_figures(document, passages)
    times = find_times(document, passages, document.published_at)
    speech = find_speech(document, passages, names)
    return Reading(
        document_id=document.id,
        sentences=passages,
        dateline=layout.dateline,
        names=names,
        figures=figures,
        times=times,
        quotes=speech.quotes,
        stances=speech.stances,
        claims=find_claims(document, passages, names, figures, times, speech.quotes),
    )


def _find_sentences(document: Document, layout: Layout) -> list[tuple[int, int, int, Role]]:
    places: list[tuple[int, int, int, Role]] = []
    if layout.headline:
        places.append((layout.headline.start, layout.headline.end, 0, Role.HEADLINE))
    for number, paragraph in enumerate(layout.paragraphs, start=1):
        for start, end in split_sentences(document.text, paragraph.start, paragraph.end):
            start = skip_label(document.text, start, end)
            if start < end:
                places.append((start, end, number, paragraph.role))
    return sorted(places, key=lambda place: place[:2])


def _parse(document: Document, places: Sequence[tuple[int, int, int, Role]], syntax: Syntax) -> tuple[Passage, ...]:
    texts = [document.text[start:end] for start, end, _, _ in places]
    parsed = syntax.parse(texts)
    return tuple(
        Passage(
            index=index,
            span=document.span(start, end),
            text=text,
            paragraph=paragraph,
            role=role,
            tokens=_shift(tokens, start),
        )
        for index, ((start, end, paragraph, role), text, tokens) in enumerate(zip(places, texts, parsed, strict=True))
    )


def _shift(tokens: tuple[Token, ...], by: int) -> tuple[Token, ...]:
    return tuple(replace(token, start=token.start + by, end=token.end + by) for token in tokens)
