from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from groundwire.errors import UnreadableSource
from groundwire.model import Document, Raw, Rights, SourceKind
from groundwire.protocols import Tools
from groundwire.sources.text import make

REPORT = "Ferry runs aground off Marlo\n\nA ferry with 212 people on board ran aground off Marlo on Monday. Nobody was hurt.\n"


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def read(tools: Tools, lines: list[str]) -> Callable[..., Document]:
    def run(data: bytes | str, origin: str = "report.txt", **fields: str) -> Document:
        data = data.encode() if isinstance(data, str) else data
        (document,) = make(replace(tools, log=lines.append)).read(Raw(data=data, origin=origin, **fields))
        return document

    return run


def test_plain_text_is_kept_as_it_is(read: Callable[..., Document]) -> None:
    document = read(REPORT)
    assert document.text == REPORT
    assert document.title_text == "Ferry runs aground off Marlo"
    assert document.raw == REPORT.encode()
    assert document.extractor == "text/1"
    assert document.published_at is None
    assert document.source.name == ""


def test_windows_line_ends_and_a_byte_order_mark_do_not_move_the_title(read: Callable[..., Document]) -> None:
    document = read(b"\xef\xbb\xbf" + REPORT.replace("\n", "\r\n").encode())
    assert document.text == REPORT.replace("\n", "\r\n")
    assert document.title_text == "Ferry runs aground off Marlo"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_by_its_byte_order_mark(read: Callable[..., Document], encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    assert read(mark + REPORT.encode(encoding)).text == REPORT


def test_windows_1252_is_read_where_utf_8_fails(read: Callable[..., Document]) -> None:
    assert "“Nobody drowned”, said José." in read("“Nobody drowned”, said José.\n".encode("cp1252")).text


def test_an_opening_sentence_is_no_title(read: Callable[..., Document]) -> None:
    assert read("A ferry ran aground off Marlo on Monday.\n\nNobody was hurt.\n").title is None


def test_a_single_line_is_the_report_and_no_title(read: Callable[..., Document]) -> None:
    assert read("Ferry runs aground off Marlo").title is None


def test_furniture_before_the_title_is_passed_over(read: Callable[..., Document]) -> None:
    document = read("Loading...\n\n" + REPORT + "\nRead Next: Ten harbours to see\n")
    assert document.title_text == "Ferry runs aground off Marlo"
    assert [document.quote(span) for span in document.furniture] == ["Loading...", "Read Next: Ten harbours to see"]


FRONT = """---
title: Ferry runs aground off Marlo
source: "The Marlo Gazette"
kind: outlet
authors: [Ida Brun, Per Holt]
published: 2026-02-23T08:15:00+01:00
url: https://gazette.example/ferry
language: en
rights: licensed
copied_from: Coastwire
---
"""


def test_front_matter_gives_the_facts(read: Callable[..., Document], lines: list[str]) -> None:
    document = read(FRONT + REPORT)
    assert document.text == REPORT
    assert document.title_text == "Ferry runs aground off Marlo"
    assert (document.source.name, document.source.kind) == ("The Marlo Gazette", SourceKind.OUTLET)
    assert document.authors == ("Ida Brun", "Per Holt")
    assert document.published_at == datetime(2026, 2, 23, 7, 15, tzinfo=UTC)
    assert document.url == "https://gazette.example/ferry"
    assert (document.language, document.rights, document.copied_from) == ("en", Rights.LICENSED, "Coastwire")
    assert lines == []


def test_a_title_that_the_text_lacks_is_put_before_it(read: Callable[..., Document]) -> None:
    document = read("---\ntitle: Grounded at dawn\n---\nA ferry ran aground off Marlo.\n")
    assert document.text == "Grounded at dawn\n\nA ferry ran aground off Marlo.\n"
    assert document.title_text == "Grounded at dawn"
    assert "title-from-front-matter" in document.extractor


def test_what_front_matter_gets_wrong_is_left_out_and_told(read: Callable[..., Document], lines: list[str]) -> None:
    document = read("---\nmood: calm\nkind: blog\npublished: last week\nurl: javascript:alert(1)\n---\n" + REPORT)
    assert (document.published_at, document.url, document.source.kind) == (None, "", SourceKind.UNKNOWN)
    told = "\n".join(lines)
    assert all(word in told for word in ("'mood'", "'blog'", "'last week'", "url is no http"))


def test_rules_of_dashes_without_keys_are_text(read: Callable[..., Document]) -> None:
    text = "---\nA line of dashes opened the dispatch, and no key followed it.\n---\nMore came later.\n"
    assert read(text).text == text
    unclosed = "---\ntitle: Never closed\n\nThe dispatch went on and on.\n"
    assert read(unclosed).text == unclosed


def test_a_fetched_text_cannot_declare_itself_our_own(read: Callable[..., Document], lines: list[str]) -> None:
    document = read("---\nrights: own\nurl: https://gazette.example/x\n---\n" + REPORT, url="https://elsewhere.example/a.txt")
    assert (document.rights, document.source.rights) == (Rights.UNKNOWN, Rights.UNKNOWN)
    assert document.url == "https://elsewhere.example/a.txt"
    assert "not believed" in lines[0]


def test_a_day_without_an_hour_is_midnight(read: Callable[..., Document]) -> None:
    for written in ("2026-02-23", "23 February 2026", "February 23, 2026", "Feb. 23, 2026"):
        assert read(f"---\npublished: {written}\n---\n{REPORT}").published_at == datetime(2026, 2, 23, tzinfo=UTC)


MARKDOWN = """# Ferry runs aground off Marlo

A ferry with **212 people** on board [ran aground](https://gazette.example) off
Marlo on *Monday*.

> "Nobody was hurt," said harbour master Ida Brun.

## The rescue

- Two tugs pulled it free.

![The ferry](ferry.png)

<script>steal()</script>

[More harbour news](https://gazette.example/more)
"""


def test_markdown_is_read_as_a_reader_sees_it(read: Callable[..., Document]) -> None:
    document = read(MARKDOWN, "report.md")
    assert document.text == (
        "Ferry runs aground off Marlo\n\nA ferry with 212 people on board ran aground off Marlo on Monday.\n\n"
        '"Nobody was hurt," said harbour master Ida Brun.\n\nThe rescue\n\nTwo tugs pulled it free.\n\nMore harbour news'
    )
    assert document.title_text == "Ferry runs aground off Marlo"
    assert [document.quote(span) for span in document.furniture] == ["The rescue", "More harbour news"]
    assert document.extractor.startswith("text/1 markdown-it-py ")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG picture"),
        (b"PK\x03\x04abc", "a zip archive"),
        (b"abc\x00def", "a binary file"),
        (b"  \n\t ", "no text"),
        (b"\xef\xbb\xbf  ", "no text"),
        (b"---\ntitle: Only a title\n---\n\n", "no text"),
        ("Der Bürgermeister fuhr nach Köln".encode()[:-3] + b"\xc3", "cut off or damaged"),
        ("Ida Brün told of 40 crates".encode() + b" \xff\xfe", "cut off or damaged"),
        (b"\xff\xfeAB\x00", "cut off or damaged"),
        (bytes(range(0x81, 0x9F)), "not text in UTF-8"),
        (b"\x02\x03\x05 hello", "control character"),
    ],
)
def test_what_is_no_text_is_refused_by_name(read: Callable[..., Document], data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as caught:
        read(data)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("report.txt: ")


def test_what_would_take_too_long_is_refused(read: Callable[..., Document]) -> None:
    with pytest.raises(UnreadableSource, match="more than 20,000 brackets"):
        read("[" * 20_001, "report.md")
    with pytest.raises(UnreadableSource, match="400,001 characters"):
        read("a" * 400_001)
