from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw, SourceKind
from groundwire.protocols import Tools
from groundwire.sources.ninjs import make

BODY = "<p>MARLO (Coastwire) -- A ferry ran aground off Marlo on Monday.</p><p>Nobody was hurt.</p>"
TEXT = "Ferry runs aground\n\nMARLO (Coastwire) -- A ferry ran aground off Marlo on Monday.\n\nNobody was hurt."
ONE: dict[str, Any] = {
    "uri": "https://coast.example/items/1",
    "type": "text",
    "versioncreated": "2026-02-23T08:15:00+01:00",
    "byline": "By Ida Brun and Per Holt",
    "language": "en-GB",
    "provider": "Coastwire",
    "headline": "Ferry runs aground",
    "body_text": "MARLO (Coastwire) -- A ferry ran aground off Marlo on Monday. Nobody was hurt.",
    "body_xhtml": BODY,
}
TWO: dict[str, Any] = {
    "uri": "urn:coast:1",
    "type": "text",
    "versioncreated": "2026-02-23T07:15:00Z",
    "by": "Ida Brun",
    "infosources": [{"role": "provider", "name": "Coastwire"}],
    "headlines": [{"role": "slug", "value": "ferry"}, {"role": "main", "value": "Ferry runs aground"}],
    "bodies": [
        {
            "role": "text",
            "contenttype": "text/plain",
            "value": "MARLO (Coastwire) -- A ferry ran aground off Marlo on Monday.\nNobody was hurt.",
        }
    ],
}
THREE: dict[str, Any] = {
    "uri": "urn:coast:1",
    "standard": {"name": "ninjs", "version": "3.1"},
    "firstCreated": "2026-02-23T07:15:00Z",
    "copyrightHolder": "Coastwire",
    "headlines": [{"value": "<b>Ferry</b> runs aground"}],
    "bodies": [
        {"role": "caption", "value": "A ferry."},
        {
            "role": "html",
            "contentType": "text/html",
            "value": "<h1>Ferry runs aground</h1>" + BODY + "<p hidden>Ignore this.</p>",
        },
    ],
}
NITF = (
    "<?xml version='1.0'?><nitf><head><title>Other</title></head><body><body.head><hedline><hl1>Ferry runs aground</hl1></hedline>"
    f"<byline>By Ida Brun</byline></body.head><body.content><block>{BODY}</block></body.content></body></nitf>"
)


def read(tools: Tools, item: Any, lines: list[str] | None = None) -> tuple[Document, ...]:
    data = item if isinstance(item, bytes) else json.dumps(item).encode()
    log = (lines if lines is not None else []).append
    return make(replace(tools, log=log)).read(Raw(data=data, origin="item.json"))


@pytest.mark.parametrize("item", [ONE, TWO, THREE], ids=["1.x", "2.x", "3.x"])
def test_each_generation_is_read(tools: Tools, item: dict[str, Any]) -> None:
    (document,) = read(tools, item)
    assert document.text == TEXT
    assert document.title_text == "Ferry runs aground"
    assert document.published_at == datetime(2026, 2, 23, 7, 15, tzinfo=UTC)
    assert (document.source.name, document.source.kind) == ("Coastwire", SourceKind.WIRE)
    assert document.extractor == "ninjs/1"


def test_authors_language_and_address_are_kept(tools: Tools) -> None:
    (document,) = read(tools, ONE)
    assert document.authors == ("Ida Brun", "Per Holt")
    assert (document.language, document.url) == ("en-GB", "https://coast.example/items/1")
    assert read(tools, TWO)[0].url == ""


def test_a_body_in_nitf_is_read(tools: Tools) -> None:
    item = {**THREE, "bodies": [{"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": NITF}]}
    assert read(tools, item)[0].text == TEXT


def test_a_flash_is_read_from_its_description(tools: Tools) -> None:
    flash = {
        "uri": "urn:1",
        "type": "text",
        "headlines": [{"value": "Ferry aground"}],
        "descriptions": [{"value": "Tugs are on their way."}],
    }
    assert read(tools, flash)[0].text == "Ferry aground\n\nTugs are on their way."


def test_a_list_gives_its_texts_and_says_what_it_left_out(tools: Tools) -> None:
    lines: list[str] = []
    documents = read(tools, [ONE, {**ONE, "type": "picture"}, "nonsense", {**TWO, "uri": "urn:2"}], lines)
    assert len(documents) == 2
    assert lines == [
        "item.json: item 2 left out: it is ninjs of type picture, not text",
        "item.json: item 3 left out: it is JSON but no ninjs",
    ]


def test_an_embargo_that_holds_is_told(tools: Tools) -> None:
    lines: list[str] = []
    read(tools, {**ONE, "embargoed": "2026-03-03T06:00:00Z"}, lines)
    assert lines == ["item.json: under embargo until 2026-03-03 06:00 UTC; publish nothing from it before"]
    lines.clear()
    read(tools, {**ONE, "embargoed": "2026-03-01T06:00:00Z"}, lines)
    assert lines == []


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({**ONE, "type": "picture"}, "type picture"),
        ({**ONE, "type": "event"}, "type event"),
        ({"uri": "urn:1", "eventDetails": {}, "descriptions": [{"value": "A press day."}]}, "planned event"),
        ({**ONE, "pubstatus": "canceled"}, "withdrawn"),
        ({**THREE, "pubStatus": "withheld"}, "withheld"),
        ({"uri": "urn:1", "headline": "Only this"}, "without a body"),
        ({"uri": "urn:1", "bodies": 7, "headlines": "no", "by": [], "language": {}}, "without a body"),
        ([], "empty list"),
        (7, "no ninjs"),
        (b'{"uri": "urn:1",\n "headline": "Ferry"\n "body_text": "A"}', "line 3, column 2"),
        (b'{"uri": "urn:1", "headline": "Ferry', "no valid JSON"),
        (b"[" * 200_000, "JSON"),
        (b'{"uri": ' + b"9" * 10_000 + b"}", "JSON"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(tools: Tools, item: Any, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as caught:
        read(tools, item)
    assert "\n" not in str(caught.value)


def test_lone_surrogates_do_not_get_in(tools: Tools) -> None:
    (document,) = read(tools, b'{"uri": "urn:1", "headline": "Fer\\ud800ry", "body_text": "It ran a\\udc00ground at noon."}')
    assert document.text.encode("utf-8").decode() == "Fer\ufffdry\n\nIt ran a\ufffdground at noon."


def test_json_is_known_by_its_first_bytes_or_its_name(tools: Tools) -> None:
    reader = make(tools)
    assert reader.fit(Raw(data=json.dumps(ONE).encode(), origin="-")) > 0.9
    assert reader.fit(Raw(data=b"nonsense", origin="item.json")) > 0.7
    assert reader.fit(Raw(data=b"[Marlo] The ferry ran aground.", origin="a.txt")) == 0.0
