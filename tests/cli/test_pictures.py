"""``write --pictures``: one picture that fits, in its own bytes and words, or none and the reason."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from scripts.make_sample_pictures import Sample, draw, make, make_xmp
from tests.writing_desk import BRIDGE

Run = Callable[..., Any]
NOW = ("--now", "2026-03-02T18:00Z")
OPENING = Sample(
    name="opening.jpg",
    caption="People walk across the swing bridge at Lindmere  as it reopened.",
    credit="Bo Ek/Lindmere Echo",
    taken_on=date(2026, 3, 2),
    size=(320, 200),
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a report, settings and two pictures, one of them an agency's."""
    (tmp_path / "report.md").write_text(f"---\npublished: 2026-03-02T09:00:00Z\n---\n\n# {BRIDGE}", "utf-8")
    (tmp_path / "settings.toml").write_text('picture_rights = ["*/Lindmere Echo"]\n', "utf-8")
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for sample in (OPENING, replace(OPENING, name="agency.jpg", credit="Halcyon Pictures")):
        (pictures / sample.name).write_bytes(make(sample))
    (pictures / "lie.png").write_bytes(make(OPENING))
    return tmp_path


def arguments(desk: Path, *more: str) -> tuple[str, ...]:
    settings = ("--settings", str(desk / "settings.toml"))
    return ("write", str(desk / "report.md"), *settings, "--pictures", str(desk / "pictures"), *NOW, *more)


def test_story_carries_the_picture_in_its_own_bytes_and_words(run: Run, desk: Path) -> None:
    done = run(*arguments(desk, "--json", "--out", str(desk / "out"), "--format", "web_page", "--format", "share_card"))
    assert done.code == 0
    picture = json.loads(done.out)["picture"]
    assert picture["file"] == "opening.jpg" and picture["caption"] == OPENING.caption and picture["note"] == ""
    assert (
        picture["credit"] == "Bo Ek/Lindmere Echo"
        and picture["alt_text"] == OPENING.caption
        and picture["shows"] == ["Lindmere"]
    )
    (page,) = (desk / "out").glob("*.html")
    assert base64.b64encode(make(OPENING)).decode() in page.read_text("utf-8")
    assert [path.read_bytes()[:4] for path in (desk / "out").glob("*.card.png")] == [b"\x89PNG"]
    assert "picture left out: lie.png: is JPEG by its bytes" in done.err
    assert "picture agency.jpg shows Lindmere and is not used: its rights are not known" in done.err


def test_same_folder_and_clock_give_the_same_bytes(run: Run, desk: Path) -> None:
    pages = []
    for name in ("one", "two"):
        assert run(*arguments(desk, "--out", str(desk / name), "--format", "web_page")).code == 0
        pages += [path.read_bytes() for path in (desk / name).glob("*.html")]
    assert len(pages) == 2 and pages[0] == pages[1]


def test_no_picture_fits_and_no_chart_is_there(run: Run, desk: Path) -> None:
    (desk / "pictures" / "opening.jpg").unlink()
    done = run(*arguments(desk, "--json", "--out", str(desk / "out"), "--format", "chart"))
    story = json.loads(done.out)
    assert done.code == 0 and story["picture"] is None and story["chart"] is None
    assert "chart: the story has none" in done.err
    assert [path.suffixes for path in (desk / "out").iterdir()] == [[".story", ".json"]]


def test_a_picture_that_breaks_off_is_passed_over(run: Run, desk: Path) -> None:
    whole = make(replace(OPENING, size=(640, 400)))
    (desk / "pictures" / "a-short.jpg").write_bytes(whole[: len(whole) * 2 // 3])
    done = run(*arguments(desk, "--json"))
    assert json.loads(done.out)["picture"]["file"] == "opening.jpg" and "a-short.jpg: breaks off before its end" in done.err


def test_a_file_that_tells_where_it_was_taken_is_carried_as_it_is_with_a_warning(run: Run, desk: Path) -> None:
    exif, out = Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8825)[1] = "N"
    draw("quay", (320, 200)).save(out, "JPEG", exif=exif, xmp=make_xmp(OPENING))
    (desk / "pictures" / "opening.jpg").write_bytes(out.getvalue())
    done = run(*arguments(desk, "--json", "--out", str(desk / "out"), "--format", "web_page"))
    assert json.loads(done.out)["picture"]["has_position"] is True
    assert "opening.jpg tells where it was taken (GPS)" in done.err
    (page,) = (desk / "out").glob("*.html")
    assert base64.b64encode(out.getvalue()).decode() in page.read_text("utf-8")


def test_a_folder_that_is_none_is_one_line(run: Run, desk: Path) -> None:
    done = run("write", str(desk / "report.md"), "--pictures", str(desk / "nowhere"), *NOW)
    assert done.code == 2 and "is no folder; name a folder of pictures" in done.error
