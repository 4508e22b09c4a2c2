from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from groundwire.errors import FetchError, InputError
from groundwire.model import Document, Raw
from groundwire.plugins import load, names
from groundwire.protocols import Tools
from groundwire.reading.layout import find_furniture, find_headline, lay_out
from groundwire.settings import Settings
from groundwire.sources import read_raw
from groundwire.sources._markup import strip_invisible


def _no_network(url: str) -> Raw:
    raise FetchError(url, "tests do not use the network")


TOOLS = Tools(
    settings=Settings(),
    encoders=None,  # type: ignore[arg-type]  # no reader of sources uses a model
    judge=None,  # type: ignore[arg-type]
    chat=None,  # type: ignore[arg-type]
    fetch=_no_network,
    now=lambda: datetime(2026, 3, 2, tzinfo=UTC),
    log=lambda line: None,
)
READERS = [load("sources", name, TOOLS) for name in names("sources")]
ORIGINS = st.sampled_from(["-", "a.txt", "a.md", "a.html", "a.xml", "a.rss", "a.json", "no-suffix"])
LINES = st.sampled_from(
    [
        "---", "title: Ferry", "# Ferry", "Read Next: Ten harbours", "MARLO, Feb 23 - The ferry sank.", "By Ida Brun", "", "    Indented.",
        "<html><body><article><p>The ferry sank off Marlo on Monday, and all of its 212 passengers were saved by two tugs.</p>",
        "<rss version='2.0'><channel><item><title>A</title><description>The ferry sank off Marlo on Monday.</description></item>",
        '{"uri": "urn:1", "headline": "A", "body_text": "The ferry sank."}', "</p></article>", "What Happened: It sank.", "\u202e\u200b",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=12).map("\n".join))


def check(document: Document) -> None:
    for span in (*document.furniture, *((document.title,) if document.title else ())):
        assert document.quote(span) == document.text[span.start : span.end]
        assert span.start < span.end
    layout = lay_out(document)
    begin = 0
    for part in layout.paragraphs:
        assert begin <= part.start < part.end <= len(document.text)
        begin = part.end
        for span in document.furniture:
            assert span.end <= part.start or part.end <= span.start
        if document.title:
            assert document.title.end <= part.start or part.end <= document.title.start
    if layout.dateline:
        assert document.quote(layout.dateline).strip()


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))), ORIGINS)
def test_any_bytes_give_documents_or_one_reason(data: bytes, origin: str) -> None:
    raw = Raw(data=data, origin=origin)
    try:
        documents = read_raw(raw, TOOLS, READERS)
    except InputError as error:
        assert error.origin == origin
        assert "\n" not in str(error)
        return
    assert documents
    for document in documents:
        assert document.text.strip()
        assert document.raw == data
        check(document)


@settings(max_examples=100, deadline=None)
@given(TEXTS.filter(lambda text: "\x00" not in text))
def test_plain_text_quotes_back_in_its_file(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        (document,) = load("sources", "text", TOOLS).read(Raw(data=data, origin="a.txt"))
    except InputError:
        return
    if "title-from-front-matter" not in document.extractor:
        assert "\f".join(map(strip_invisible, text.split("\f"))).endswith(document.text)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["uri", "type", "headline", "headlines", "body_text", "body_xhtml", "bodies", "role", "value", "by", "language",
                         "infosources", "name", "versionCreated", "pubstatus", "embargoed", "title", "version", "items", "content_html"]),
        inner, max_size=6),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_json_gives_documents_or_one_reason(value: object) -> None:
    for origin, name in (("a.json", "ninjs"), ("a.json", "feed")):
        try:
            documents = load("sources", name, TOOLS).read(Raw(data=json.dumps(value).encode(), origin=origin))
        except InputError as error:
            assert "\n" not in str(error)
            continue
        for document in documents:
            check(document)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_furniture_and_headline_lie_in_the_text_and_apart(text: str) -> None:
    places = find_furniture(text)
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(left[1] <= right[0] for left, right in zip(places, places[1:], strict=False))
    headline = find_headline(text)
    assert headline is None or (headline not in places and text[slice(*headline)].strip())
