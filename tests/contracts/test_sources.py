"""Every file on the shelf ``sources/`` keeps the shelf's contract."""

from __future__ import annotations

import pytest

from groundwire import plugins
from groundwire.errors import InputError
from groundwire.model import Raw, document_id
from groundwire.protocols import SourceReader, Tools

ODD = {
    "empty": b"",
    "blank": b"  \n\n ",
    "text": b"A mill burned\n\nThe mill in Velden burned on Monday, police said. Nobody was hurt.\n",
    "nul": b"\x00\x00\x01binary\xff\xfe",
    "latin": "Der Bürgermeister von Köln".encode("latin-1"),
    "cut utf-8": "The mill burned é".encode()[:-1],
    "html": b"<html><head><title>Mill</title></head><body><p>Hi</p>",
    "html page": b"<!doctype html><html><body><article><h1>Mill burns</h1>"
    + b"<p>The mill in Velden burned on Monday.</p>" * 9,
    "json": b'{"a": [1, 2, {"b": null}]}',
    "cut json": b'{"headline": "x", "body_text": "y',
    "deep json": b"[" * 50_000,
    "ninjs": b'{"uri": "u:1", "type": "text", "headline": "Mill burns", "body_text": "The mill in Velden burned on Monday."}',
    "record": b'{"title": "Mill burns", "text": "The mill in Velden burned on Monday.", "published_at": "2025-03-04"}',
    "odd record": b'{"text": "The mill \\u0000\\ud800 burned.", "title": ["a", 3], "url": 7, "date": {}, "source": null, "author": [[]]}',
    "feed": b'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><item><title>Mill burns</title><description>The mill burned.'
    b"</description></item></channel></rss>",
    "no entries": b'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title></channel></rss>',
    "entity bomb": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
    "front matter only": b"---\ntitle: x\n",
    "long line": b"mill " * 20_000,
}


@pytest.fixture(scope="module", params=plugins.names("sources"))
def reader(request: pytest.FixtureRequest, tools: Tools) -> SourceReader:
    return plugins.load("sources", request.param, tools)  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", ODD)
def test_fit_is_a_share_and_never_raises(reader: SourceReader, kind: str) -> None:
    for origin in ("x", "x.txt", "x.json", "x.html", "-", "https://lindmere.example/a?b=c"):
        assert 0 <= reader.fit(Raw(data=ODD[kind], origin=origin)) <= 1


@pytest.mark.parametrize("kind", ODD)
def test_reading_gives_whole_documents_or_one_line(reader: SourceReader, kind: str) -> None:
    raw = Raw(data=ODD[kind], origin="given.bin")
    try:
        documents = reader.read(raw)
    except InputError as error:
        assert "\n" not in str(error) and "given.bin" in str(error)
        return
    assert documents
    for document in documents:
        assert document.id == document_id(document.source, document.url, document.text)
        assert document.raw and document.extractor
        spans = [*document.furniture, *([document.title] if document.title else [])]
        assert all(document.quote(span) for span in spans)
        assert document.published_at is None or document.published_at.utcoffset() is not None
    assert documents == reader.read(raw)
