"""Flat JSON records, as archives and data sets are exported."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw
from groundwire.protocols import Tools
from groundwire.sources import record


def read(tools: Tools, fields: Any) -> Document:
    data = json.dumps(fields).encode()
    (document,) = record.make(tools).read(Raw(data=data, origin="export.jsonl:7"))
    assert document.raw == data and document.extractor == "record/1" and document.fetched_at == tools.now()
    return document


def test_report_has_what_the_record_says(tools: Tools) -> None:
    document = read(
        tools,
        {
            "id": 17,
            "title": "Mill burns\n in Velden ",
            "text": "The mill in Velden burned.\n\nNobody was hurt.",
            "published_at": "2025-03-04T10:00:00+02:00",
            "url": "https://gazette.example/mill?a=b",
            "source": "Merrow Gazette",
            "author": "By Ann Lee and Bo Ray",
            "language": "en",
            "tags": ["fire"],
        },
    )
    assert document.text == "Mill burns in Velden\n\nThe mill in Velden burned.\n\nNobody was hurt."
    assert document.title_text == "Mill burns in Velden"
    assert document.published_at == datetime(2025, 3, 4, 8, tzinfo=UTC)
    assert (document.url, document.source.name, document.source.url) == (
        "https://gazette.example/mill?a=b",
        "Merrow Gazette",
        "https://gazette.example",
    )
    assert document.authors == ("Ann Lee", "Bo Ray") and document.language == "en"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"headline": "T", "content": "Body.", "date": "2025-03-04", "link": "https://a.example/1", "publisher": "P"}, "P"),
        ({"Title": "T", "Article": "Body.", "Published": "4 March 2025", "URL": "https://a.example/1", "Outlet": "P"}, "P"),
        ({"title": "", "headline": "T", "text": None, "body": "Body.", "date": "x", "created_at": "2025-03-04", "url": 5,
          "link": "https://a.example/1", "publication": ["P", 3]}, "P"),
    ],
)  # fmt: skip
def test_keys_have_the_names_they_have_elsewhere(tools: Tools, fields: dict[str, Any], name: str) -> None:
    document = read(tools, fields)
    assert (document.text, document.title_text, document.source.name, document.url) == (
        "T\n\nBody.",
        "T",
        name,
        "https://a.example/1",
    )
    assert document.published_at == datetime(2025, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize("date", [None, "", 1741082400, "yesterday", "0001-01-01", "9999-12-31", "2025-13-01"])
def test_date_that_says_nothing_stays_missing(tools: Tools, date: Any) -> None:
    assert read(tools, {"text": "The mill burned.", "date": date}).published_at is None


@pytest.mark.parametrize(("date", "year"), [("1965-04-01", 1965), ("1970-01-01T00:00:00Z", 1970), ("2150-01-01", 2150)])
def test_old_and_future_dates_are_what_they_are(tools: Tools, date: str, year: int) -> None:
    moment = read(tools, {"text": "The mill burned.", "date": date}).published_at
    assert moment is not None and moment.year == year


def test_title_that_the_text_repeats_stands_once(tools: Tools) -> None:
    document = read(tools, {"title": "Mill burns", "text": "Mill burns\n\nIt burned on Monday."})
    assert document.text == "Mill burns\n\nIt burned on Monday." and document.title_text == "Mill burns"


def test_dateline_opens_the_text(tools: Tools) -> None:
    document = read(tools, {"title": "T", "dateline": "VELDEN, March 4 -", "text": "The mill burned."})
    assert document.text == "T\n\nVELDEN, March 4 - The mill burned."


def test_characters_that_are_no_text_are_left_out_everywhere(tools: Tools) -> None:
    odd = "\x00\ud800\u200b"
    fields = {"title": f"T{odd}", "text": f"The mill{odd} burned.", "source": f"Gaz{odd}ette", "author": f"Ann{odd} Lee",
              "url": f"https://a.example/{odd}1", "language": f"e{odd}n"}  # fmt: skip
    document = read(tools, fields)
    assert document.is_clean and "\u200b" not in document.text
    assert document.source.name == "Gaz\ufffdette" and document.authors == ("Ann\ufffd Lee",)


@pytest.mark.parametrize("fields", [{}, [], 3, None, {"text": ""}, {"text": {"a": "b"}}, {"title": "T"}, [{"text": "x"}]])
def test_record_without_a_text_is_refused(tools: Tools, fields: Any) -> None:
    with pytest.raises(
        UnreadableSource, match="export.jsonl:7: is JSON without a text; give an object with one of text, content"
    ):
        read(tools, fields)


def test_cut_line_is_refused_with_its_place(tools: Tools) -> None:
    with pytest.raises(UnreadableSource, match=r"export\.jsonl:9: is no valid JSON.*line 1"):
        record.make(tools).read(Raw(data=b'{"title": "Mill", "text": "The mill bu', origin="export.jsonl:9"))


def test_other_json_is_left_to_its_own_readers(tools: Tools) -> None:
    reader = record.make(tools)
    ninjs = b'{"uri": "u:1", "type": "text", "headline": "Mill burns", "body_text": "The mill in Velden burned on Monday."}'
    feed = b'{"version": "https://jsonfeed.org/version/1.1", "title": "x", "text": "y", "items": []}'
    assert reader.fit(Raw(data=ninjs, origin="x")) == 0 == reader.fit(Raw(data=feed, origin="x"))
    assert reader.fit(Raw(data=b'{"title": "Mill", "text": "It burned."}', origin="x")) > 0.9


@pytest.mark.parametrize("title", ["JAPAN }O CURB EXPORTS", "Mill [updated] burns", "{", 'a \\" brace } in quotes'])
def test_braces_in_a_title_are_no_nesting(tools: Tools, title: str) -> None:
    data = json.dumps({"id": "7", "title": title, "text": "The mill in Velden burned."}).encode()
    assert record.make(tools).fit(Raw(data=data, origin="export.jsonl:7")) > 0.9
    nested = json.dumps({"headline": {"main": title}, "text": "The mill in Velden burned."}).encode()
    assert record.make(tools).fit(Raw(data=nested, origin="export.jsonl:7")) == 0.0
