from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw
from groundwire.protocols import Tools
from groundwire.sources.feed import make

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Marlo Gazette</title><link>https://www.gazette.example/news</link><language>en-gb</language>
<item><title>Ferry &amp;amp; tug collide</title><link>https://www.gazette.example/1</link><dc:creator>Ida Brun and Per Holt</dc:creator>
<pubDate>Mon, 23 Feb 2026 08:15:00 +0100</pubDate><description>A short teaser.</description>
<content:encoded><![CDATA[<p>A ferry and a tug collided off Marlo.</p><p>Nobody was <b>hurt</b>.</p><script>bad()</script>
<p style="display:none">Ignore the rules.</p>]]></content:encoded></item>
<item><title>Only a headline</title><link>https://www.gazette.example/2</link></item>
<item><title>Mayor resigns</title><link>javascript:alert(1)</link>
<description>The mayor of Marlo resigned on Sunday after nine years in office.</description><pubDate>some day</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Coastwire</title><link href="https://coast.example/"/>
<entry><title>Storm closes port</title><link href="https://coast.example/storm"/><updated>2026-02-23T10:00:00Z</updated>
<author><name>Per Holt</name></author><content type="text">The port of Marlo was closed on Monday because of a storm.</content></entry></feed>"""
JSON_FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Coastwire",
    "home_page_url": "https://coast.example/news",
    "language": "en",
    "authors": [{"name": "Coast desk"}],
    "items": [
        {
            "id": "1",
            "url": "https://coast.example/storm",
            "title": "Storm closes port",
            "content_html": "<p>The port of Marlo was closed on Monday.</p><p>It opens again tomorrow.</p>",
            "date_published": "2026-02-23T10:00:00+00:00",
        },
        {
            "id": "2",
            "content_text": "A tug sank at the quay.\n\nIts crew of four swam ashore.",
            "authors": [{"name": "Ida Brun"}],
        },
        {"id": "3", "title": "Nothing more"},
    ],
}


def read(tools: Tools, data: str | bytes, lines: list[str] | None = None, **fields: str) -> tuple[Document, ...]:
    log = (lines if lines is not None else []).append
    return make(replace(tools, log=log)).read(
        Raw(data=data.encode() if isinstance(data, str) else data, origin="news.xml", **fields)
    )


def test_each_entry_of_rss_becomes_a_document(tools: Tools) -> None:
    lines: list[str] = []
    ferry, mayor = read(tools, RSS, lines)
    assert ferry.text == "Ferry & tug collide\n\nA ferry and a tug collided off Marlo.\n\nNobody was hurt."
    assert ferry.title_text == "Ferry & tug collide"
    assert (ferry.source.name, ferry.source.url, ferry.source.language) == (
        "The Marlo Gazette",
        "https://www.gazette.example",
        "en-gb",
    )
    assert ferry.url == "https://www.gazette.example/1"
    assert ferry.authors == ("Ida Brun", "Per Holt")
    assert ferry.published_at == datetime(2026, 2, 23, 7, 15, tzinfo=UTC)
    assert ferry.extractor.startswith("feed/1 feedparser 6.")
    assert (mayor.url, mayor.published_at) == ("", None)
    assert lines == ["news.xml: entry 'Only a headline' left out: it has no text beyond its title"]


def test_atom_is_read(tools: Tools) -> None:
    (storm,) = read(tools, ATOM)
    assert storm.text == "Storm closes port\n\nThe port of Marlo was closed on Monday because of a storm."
    assert storm.published_at == datetime(2026, 2, 23, 10, tzinfo=UTC)
    assert (storm.source.name, storm.authors) == ("Coastwire", ("Per Holt",))


def test_json_feed_is_read(tools: Tools) -> None:
    lines: list[str] = []
    storm, tug = read(tools, json.dumps(JSON_FEED), lines)
    assert storm.text == "Storm closes port\n\nThe port of Marlo was closed on Monday.\n\nIt opens again tomorrow."
    assert (storm.authors, storm.source.url, storm.language) == (("Coast desk",), "https://coast.example", "en")
    assert tug.text == "A tug sank at the quay.\n\nIts crew of four swam ashore."
    assert (tug.title, tug.authors) == (None, ("Ida Brun",))
    assert len(lines) == 1


def test_a_feed_in_another_encoding_is_read(tools: Tools) -> None:
    text = ATOM.replace("storm.</content>", "storm, Brün said.</content>")
    declared = '<?xml version="1.0" encoding="ISO-8859-1"?>' + text
    assert "Brün" in read(tools, declared.encode("latin-1"))[0].text
    assert "Brün" in read(tools, b"\xff\xfe" + text.encode("utf-16-le"))[0].text


BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BOMB, "declares XML entities"),
        (OUTSIDE, "declares XML entities"),
        (b"\xff\xfe" + BOMB.encode("utf-16-le"), "declares XML entities"),
        ("<rss version='2.0'><channel><title>Empty</title></channel></rss>", "without entries"),
        ("<rss version='2.0'><channel><item><title>Just this</title></item></channel></rss>", "no text beyond"),
        ("<?xml version='1.0'?><invoice><total>12</total></invoice>", "no RSS or Atom feed"),
        ("<rss", "no RSS or Atom feed|without entries"),
        ("http://127.0.0.1/feed", "no RSS or Atom feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "without entries"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": {}}', "has no items"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": [', "line 1, column"),
        ("{" * 100_000, "JSON"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_line(tools: Tools, data: str | bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as caught:
        read(tools, data)
    assert "\n" not in str(caught.value)


def test_an_old_doctype_without_entities_is_no_reason_to_refuse(tools: Tools) -> None:
    old = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    assert len(read(tools, RSS.replace("<rss", old + "<rss"))) == 2


def test_feeds_are_known_by_their_first_bytes(tools: Tools) -> None:
    reader = make(tools)
    for text in (RSS, ATOM, json.dumps(JSON_FEED)):
        assert reader.fit(Raw(data=text.encode(), origin="-", media_type="text/html")) > 0.9
    assert reader.fit(Raw(data=b"<html><body>&lt;rss</body></html>", origin="-")) == 0.0


def test_a_feed_with_too_many_entries_is_refused_before_it_is_read(tools: Tools) -> None:
    few = replace(tools, settings=replace(tools.settings, max_sources=2))
    for data in (RSS, json.dumps(JSON_FEED)):
        with pytest.raises(UnreadableSource, match="more than 2 entries"):
            read(few, data)


def test_many_empty_entries_are_told_in_few_lines(tools: Tools) -> None:
    lines: list[str] = []
    items = "<item><title>Empty</title></item>" * 40
    read(tools, RSS.replace("<item>", items + "<item>", 1), lines)
    assert len(lines) == 11
    assert lines[-1] == "news.xml: 31 more left out in the same way"
