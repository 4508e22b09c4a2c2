from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from groundwire.errors import FetchError, InputError, UnreadableSource, UnsupportedLanguage, UsageError
from groundwire.intake import attribute, gather
from groundwire.model import Document, Raw, Rights, Source, document_id
from groundwire.protocols import Tools
from groundwire.settings import Settings

FERRY = (
    "Ferry runs aground off Marlo\n\nA ferry with 212 people on board ran aground off Marlo on Monday, the harbour office said. "
    "Nobody was hurt, and two tugs pulled the vessel free at noon.\n"
)
MAYOR = (
    "Mayor of Marlo resigns\n\nThe mayor of Marlo, Per Holt, resigned on Sunday after nine years in office, the town council said. "
    "His deputy will lead the town until the vote in May.\n"
)
GERMAN = (
    "Fähre läuft vor Marlo auf Grund\n\nEine Fähre mit 212 Menschen an Bord ist am Montag vor Marlo auf Grund gelaufen, teilte das "
    "Hafenamt mit. Niemand wurde verletzt, und zwei Schlepper zogen das Schiff am Mittag wieder frei.\n"
)
CHINESE = "渡轮在马洛附近搁浅\n\n港务局表示，一艘载有二百一十二人的渡轮星期一在马洛附近搁浅，无人受伤，两艘拖船中午将其拖离。\n"
ALL_NAMES = (
    "Zhang Wei, Li Na, Chen Jing, Dagny Øverås, Björn Ásgeirsson, Győző Szabó, Zsófia Kovács and Ferenc Nagy met with Katarzyna "
    "Wiśniewska, Jürgen Müller, François Lefèvre, Åsa Lindström, Đorđe Petrović, Nguyễn Văn An and Siobhán Ó Briain in Székesvár."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(FERRY, "utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.md").write_text("# " + MAYOR, "utf-8")
    (tmp_path / ".hidden.txt").write_text("Never read.", "utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("Never read either.", "utf-8")
    return tmp_path


def refuse(names: list[str], tools: Tools) -> InputError:
    with pytest.raises(InputError) as caught:
        gather(names, tools)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_folder_is_read_in_order_without_hidden_files(folder: Path, tools: Tools) -> None:
    intake = gather([str(folder)], tools)
    assert [document.title_text for document in intake.documents] == ["Ferry runs aground off Marlo", "Mayor of Marlo resigns"]
    assert (intake.warnings, intake.refused) == ((), ())
    assert {document.language for document in intake.documents} == {"en"}


def test_every_kind_of_source_is_read_by_its_own_reader(tmp_path: Path, tools: Tools) -> None:
    body = FERRY.split("\n\n")[1].strip()
    (tmp_path / "1.txt").write_text(FERRY)
    (tmp_path / "2.html").write_text(f"<html><title>Ferry aground near Marlo</title><article><p>{body}</p></article></html>")
    (tmp_path / "3.rss").write_text(
        f"<rss version='2.0'><channel><item><title>Aground</title><description>{body}</description></item></channel></rss>"
    )
    (tmp_path / "4.json").write_text(json.dumps({"uri": "urn:4", "headline": "Four", "body_text": body}))
    (tmp_path / "5.json").write_text(
        json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "5", "title": "Five", "content_text": body}]}
        )
    )
    extractors = [document.extractor.split("/")[0] for document in gather([str(tmp_path)], tools).documents]
    assert extractors == ["text", "page", "feed", "ninjs", "feed"]


def test_standard_input_is_read(tools: Tools) -> None:
    (document,) = gather(["-"], tools, stdin=io.BytesIO(FERRY.encode())).documents
    assert document.text == FERRY


def test_an_address_goes_to_fetch(tools: Tools) -> None:
    asked: list[str] = []

    def fetch(url: str) -> Raw:
        asked.append(url)
        return Raw(data=FERRY.encode(), origin=url, url=url, media_type="text/plain")

    (document,) = gather(["HTTPS://gazette.example/a"], replace(tools, fetch=fetch)).documents
    assert asked == ["HTTPS://gazette.example/a"]
    assert document.url == "HTTPS://gazette.example/a"


def test_one_bad_file_in_a_folder_costs_a_warning(folder: Path, tools: Tools) -> None:
    (folder / "b.pdf").write_bytes(b"%PDF-1.7")
    (folder / "c.txt").write_bytes(b"")
    intake = gather([str(folder)], tools)
    assert len(intake.documents) == 2
    assert [error.origin for error in intake.refused] == [str(folder / "b.pdf"), str(folder / "c.txt")]
    assert intake.warnings == tuple(map(str, intake.refused))


def test_one_bad_name_beside_a_good_one_costs_a_warning(folder: Path, tools: Tools) -> None:
    intake = gather([str(folder / "missing.txt"), str(folder / "a.txt"), "http://10.0.0.1/"], tools)
    assert len(intake.documents) == 1
    assert [type(error) for error in intake.refused] == [UnreadableSource, FetchError]


def test_the_same_report_twice_is_taken_once(folder: Path, tools: Tools) -> None:
    (folder / "z.txt").write_text(FERRY)
    intake = gather([str(folder), str(folder / "a.txt")], tools)
    assert len(intake.documents) == 2
    assert intake.warnings == (
        f"{folder / 'z.txt'}: the same report as {folder / 'a.txt'}; taken once",
        f"{folder / 'a.txt'}: the same report as {folder / 'a.txt'}; taken once",
    )


def test_two_outlets_identical_copies_stay_two(tmp_path: Path, tools: Tools) -> None:
    for name in ("Gazette", "Herald"):
        (tmp_path / f"{name}.txt").write_text(f"---\nsource: {name}\n---\n{FERRY}")
    first, second = gather([str(tmp_path)], tools).documents
    assert first.text_digest == second.text_digest
    assert first.id != second.id


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\t\n", "a.txt", "is empty"),
        (b"\xef\xbb\xbf", "a.txt", "no text"),
        (b"\x00\x01\x02\x03", "a.txt", "binary"),
        (b"%PDF-1.4", "a.txt", "PDF"),
        ("Ida Brün said so twö".encode()[:-1], "a.txt", "cut off or damaged"),
        (b"<html><body><p>Log in</p></body></html>", "a.html", "no article"),
        (b'{"uri": "urn:1",', "a.json", "no valid JSON"),
        (b"[" * 100_000, "a.json", "JSON"),
        (b"<rss version='2.0'><channel></channel></rss>", "a.xml", "without entries"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><rss></rss>', "a.xml", "entities"),
    ],
)
def test_a_bad_file_named_alone_is_an_error(tmp_path: Path, tools: Tools, data: bytes, name: str, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = refuse([str(path)], tools)
    assert isinstance(error, UnreadableSource)
    assert error.origin == str(path)
    assert reason in error.reason
    assert error.remedy


def test_a_file_that_is_too_large_is_refused_by_its_size(tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    error = refuse([str(path)], tools)
    assert "20,000,000 bytes where 8,000,000 are read" in error.reason


def test_standard_input_without_end_is_refused(tools: Tools) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size < 10_000_000
            return b"a" * size

    with pytest.raises(UnreadableSource, match="too large"):
        gather(["-"], tools, stdin=Endless())  # type: ignore[arg-type]


def test_no_standard_input_is_told(tools: Tools) -> None:
    assert "standard input" in refuse(["-"], tools).reason


def test_a_report_that_is_too_long_is_refused(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "long.txt").write_text(FERRY * 3_000)
    assert "characters" in refuse([str(tmp_path / "long.txt")], tools).reason


def test_names_that_lead_nowhere_are_refused(folder: Path, tools: Tools) -> None:
    (folder / "broken").symlink_to(folder / "gone")
    assert "no such file" in refuse([str(folder / "missing.txt")], tools).reason
    assert "points to nothing" in refuse([str(folder / "broken")], tools).reason
    assert refuse([str(folder / "a.txt" / "inside")], tools)
    assert refuse(["x\x00y"], tools)
    assert refuse(["n" * 5_000], tools)
    assert refuse([""], tools)


def test_a_file_name_that_cannot_be_printed_is_shown_so_that_it_can(tmp_path: Path, tools: Tools) -> None:
    path = os.fsencode(tmp_path) + b"/a\n\xff\x1b[31m.txt"
    Path(os.fsdecode(path)).write_text(FERRY)
    assert len(gather([str(tmp_path)], tools).documents) == 1
    Path(os.fsdecode(path)).write_bytes(b"")
    error = refuse([str(tmp_path)], tools)
    assert str(error).isprintable()
    str(error).encode()


def test_a_pipe_and_a_device_are_refused_at_once(folder: Path, tools: Tools) -> None:
    os.mkfifo(folder / "pipe")
    assert "no regular file" in refuse([str(folder / "pipe")], tools).reason
    assert "no regular file" in refuse(["/dev/zero"], tools).reason
    assert len(gather([str(folder)], tools).documents) == 2


def test_links_out_of_a_folder_are_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text(MAYOR.replace("Holt", "Secret"))
    (folder / "link.txt").symlink_to(secret)
    (folder / "inside.txt").symlink_to(folder / "deep" / "b.md")
    (folder / "round").symlink_to(folder)
    intake = gather([str(folder)], tools)
    assert not any("Secret" in document.text for document in intake.documents)
    assert any("points outside its folder" in line for line in intake.warnings)


def test_folders_without_a_report_are_refused(tmp_path: Path, tools: Tools) -> None:
    assert refuse([str(tmp_path)], tools).reason == "folder holds no readable report"
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert "a.jpg: is a JPEG picture" in refuse([str(tmp_path)], tools).reason


def test_a_folder_may_bring_in_so_many_files_and_no_more(tmp_path: Path, tools: Tools) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(FERRY.replace("212", str(200 + number)))
    intake = gather([str(tmp_path)], replace(tools, settings=Settings(max_sources=3)))
    assert len(intake.documents) == 3
    assert "only the first 3 files" in intake.warnings[0]


@pytest.mark.parametrize("text", [GERMAN, CHINESE], ids=["German", "Chinese"])
def test_another_language_is_refused_with_those_that_are_read(tmp_path: Path, tools: Tools, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    error = refuse([str(tmp_path / "a.txt")], tools)
    assert isinstance(error, UnsupportedLanguage)
    assert error.remedy == "what is read: en"


@pytest.mark.parametrize("text", [ALL_NAMES, "Ferry aground.", "12, 14, 18, 22.", "Ø"])
def test_names_and_short_texts_are_not_taken_for_another_language(tmp_path: Path, tools: Tools, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert gather([str(tmp_path / "a.txt")], tools).documents[0].language == "en"


def test_a_region_that_the_report_declares_is_kept(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "a.txt").write_text(f"---\nlanguage: en-GB\n---\n{FERRY}")
    (tmp_path / "b.txt").write_text(f"---\nlanguage: de\n---\n{MAYOR}")
    assert [document.language for document in gather([str(tmp_path)], tools).documents] == ["en-GB", "en"]


def test_what_readers_have_to_say_is_among_the_warnings(tmp_path: Path, tools: Tools) -> None:
    (tmp_path / "a.txt").write_text(f"---\nmood: calm\n---\n{FERRY}")
    assert "no key 'mood'" in gather([str(tmp_path)], tools).warnings[0]


def test_other_schemes_go_to_fetch_and_never_to_the_disk(tools: Tools) -> None:
    assert isinstance(refuse(["file:///etc/passwd"], tools), FetchError)


def test_an_outlet_is_given_only_to_a_report_that_names_none_and_rights_to_both(
    folder: Path, tools: Tools, make_document: Callable[..., Document]
) -> None:
    given = Source(name="Orsund Herald", rights=Rights.OWN)
    bare = attribute(make_document(FERRY, title=FERRY.split("\n")[0]), given)
    named = attribute(make_document(FERRY, source="Coast Wire"), given)
    assert (bare.source.name, bare.rights, bare.id) == ("Orsund Herald", Rights.OWN, document_id(bare.source, "", FERRY))
    assert bare.title_text == "Ferry runs aground off Marlo"
    assert (named.source.name, named.rights) == ("Coast Wire", Rights.OWN)


def test_what_is_not_given_stays_as_the_report_has_it(make_document: Callable[..., Document]) -> None:
    document = make_document(FERRY, rights=Rights.LICENSED)
    assert attribute(document, Source()) == document


def test_nothing_named_is_wrong_usage(tools: Tools) -> None:
    with pytest.raises(UsageError):
        gather([], tools)


def test_the_same_input_gives_the_same_documents(folder: Path, tools: Tools) -> None:
    assert gather([str(folder)], tools) == gather([str(folder)], tools)


def test_names_are_taken_in_the_order_in_which_they_are_given(
    folder: Path, tools: Tools, make_name: Callable[[str], str]
) -> None:
    titles = [document.title_text for document in gather([make_name("deep/b.md"), make_name("a.txt")], tools).documents]
    assert titles == ["Mayor of Marlo resigns", "Ferry runs aground off Marlo"]


@pytest.fixture
def make_name(folder: Path) -> Callable[[str], str]:
    return lambda name: str(folder / name)


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        ("2026-03-02T23:00:00+00:00", True),
        ("2026-03-03T11:00:00+14:00", True),
        ("2026-03-04T00:00:00+00:00", False),
        ("2062-03-01", False),
        ("1970-01-01T00:00:00Z", False),
        ("1970-01-01T02:00:00+02:00", False),
        ("1970-01-02", True),
        ("1911-06-30", True),
    ],
)
def test_a_date_that_cannot_be_is_told_and_left_out(tmp_path: Path, tools: Tools, published: str, kept: bool) -> None:
    report = tmp_path / "ferry.md"
    report.write_text(f"---\npublished: {published}\n---\n# {FERRY}", "utf-8")
    intake = gather([str(report)], tools)
    assert (intake.documents[0].published_at is not None) is kept
    assert [str(report) in warning and "without a date" in warning for warning in intake.warnings] == [True] * (not kept)
