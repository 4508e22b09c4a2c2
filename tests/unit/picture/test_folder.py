"""A picture folder: what can be read is found in order, and for everything else there is one line with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from scripts.make_sample_pictures import Sample, make

from groundwire.errors import InputError, UsageError
from groundwire.model import Rights
from groundwire.picture.folder import PictureFolder
from groundwire.picture.sidecar import UnreadableSidecar, read_sidecar
from groundwire.settings import Settings

QUAY = Sample(name="quay.jpg", caption="A quay.", credit="Echo", size=(64, 48))


class Shelf:
    """A folder with pictures in it, and what it had to say."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warnings: list[str] = []
        self.seen: list[tuple[str, int, int]] = []

    def put(self, name: str, data: bytes) -> None:
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_bytes(data)

    def open(self, **settings: int) -> PictureFolder:
        return PictureFolder(
            self.path,
            Settings(**settings),
            self.warnings.append,
            lambda *told: self.seen.append(told),  # type: ignore[arg-type]
        )

    @property
    def warning(self) -> str:
        (warning,) = self.warnings
        return warning


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return Shelf(folder)


def test_pictures_are_found_below_the_folder_in_order_and_copies_once(shelf: Shelf) -> None:
    for name in ("b/quay.jpg", "a.JPG", "notes.txt", ".hidden.jpg"):
        shelf.put(name, make(QUAY))
    shelf.put("c.png", make(replace(QUAY, name="c.png")))
    assert [picture.path for picture in shelf.open().find()] == ["a.JPG", "c.png"]
    assert shelf.warnings == [] and shelf.seen[0] == ("pictures", 0, 3)


def test_bytes_come_as_they_are_and_not_if_they_have_changed_or_break_off(shelf: Shelf) -> None:
    data = make(replace(QUAY, size=(320, 240)))
    shelf.put("quay.jpg", data)
    shelf.put("short.jpg", data[: len(data) * 2 // 3])
    folder = shelf.open()
    whole, short = folder.find()
    assert folder.fetch(whole) == data
    with pytest.raises(InputError, match="breaks off"):
        folder.fetch(short)
    shelf.put("quay.jpg", data + b"more")
    with pytest.raises(InputError, match="has changed"):
        folder.fetch(whole)


def test_a_link_out_of_the_folder_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(make(QUAY))
    (shelf.path / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (shelf.path / "folder").symlink_to(tmp_path)
    assert shelf.open().find() == () and "points outside" in shelf.warning


def test_a_sidecar_that_links_out_of_the_folder_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text('caption = "secret"')
    shelf.put("quay.jpg", make(QUAY))
    (shelf.path / "quay.jpg.toml").symlink_to(tmp_path / "secret.toml")
    assert shelf.open().find() == () and "points outside" in shelf.warning


def test_one_bad_picture_costs_a_warning_and_no_more(shelf: Shelf) -> None:
    shelf.put("lie.png", make(QUAY))
    shelf.put("quay.jpg", make(QUAY))
    assert [picture.path for picture in shelf.open().find()] == ["quay.jpg"]
    assert shelf.warning == "picture left out: lie.png: is JPEG by its bytes, which its name denies; rename it to .jpg"


def test_a_picture_that_is_too_large_is_left_out(shelf: Shelf) -> None:
    shelf.put("quay.jpg", make(QUAY))
    assert shelf.open(max_picture_bytes=500).find() == () and "max_picture_bytes" in shelf.warning


def test_of_a_huge_folder_only_the_first_are_looked_at(shelf: Shelf) -> None:
    for number in range(6):
        shelf.put(f"{number}.jpg", make(replace(QUAY, caption=f"Quay {number}.")))
    assert [picture.path for picture in shelf.open(max_pictures=2).find()] == ["0.jpg", "1.jpg"]
    assert "only the first 2 pictures" in shelf.warning


def test_a_folder_that_is_none_is_wrong_usage(shelf: Shelf) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        PictureFolder(shelf.path / "nowhere", Settings(), print, print)


def test_a_sidecar_tells_what_an_export_has_lost(shelf: Shelf) -> None:
    shelf.put("quay.jpg", make(Sample(name="quay.jpg", size=(8, 8))))
    lines = 'caption = "A quay."\ncredit = "Echo"\nrights = "own"\ntaken_on = 2026-03-02\npeople = ["Otto Lund"]\n'
    shelf.put("quay.jpg.toml", lines.encode())
    (picture,) = shelf.open().find()
    assert (picture.caption, picture.credit, picture.rights) == ("A quay.", "Echo", Rights.OWN)
    assert (picture.taken_on, picture.people) == (date(2026, 3, 2), ("Otto Lund",))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("caption = ", "no readable TOML"),
        ("caption = 3", "'caption' must be text"),
        ('taken_on = "2026-03-02"', "'taken_on' must be a day"),
        ("taken_on = 2026-03-02T10:00:00Z", "'taken_on' must be a day"),
        ('people = "Otto Lund"', "'people' must be a list"),
        ('rights = "mine"', "'rights' must be own, licensed, unknown"),
        ('kaption = "A quay."', "no property called 'kaption'"),
        ("has_position = true", "no property called 'has_position'"),
        ("a = " + "[" * 3000, "no readable TOML"),
    ],
)
def test_a_sidecar_that_cannot_be_understood_says_why(text: str, reason: str) -> None:
    with pytest.raises(UnreadableSidecar, match=reason.replace("'", ".")):
        read_sidecar(text.encode())


def test_a_picture_whose_sidecar_is_broken_is_left_out_with_its_reason(shelf: Shelf) -> None:
    shelf.put("quay.jpg", make(QUAY))
    shelf.put("quay.jpg.toml", b"\xff\xfe")
    assert shelf.open().find() == () and "quay.jpg.toml: is no readable TOML" in shelf.warning
