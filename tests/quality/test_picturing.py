"""Quality is a pinned number: how many stories get a picture an editor would accept, and none one that he would not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.quality.picturing import ALLOWED, CASES, FRESH, PICTURES, Case, write_folder

from groundwire.editing.picturing import choose, find_subject
from groundwire.model import Document, Picture, Reading
from groundwire.picture.folder import PictureFolder
from groundwire.settings import Settings

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["pictures"]
Read = Callable[..., tuple[Document, Reading]]


@dataclass(frozen=True, slots=True)
class Chosen:
    case: Case
    name: str

    @property
    def headline(self) -> str:
        return self.case.text.partition("\n")[0]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Picture, ...]:
    folder = tmp_path_factory.mktemp("pictures")
    write_folder(folder)
    warnings: list[str] = []
    found = PictureFolder(folder, Settings(), warnings.append, lambda stage, done, total: None).find()
    assert warnings == [] and len(found) == len(PICTURES) == 40
    return found


@pytest.fixture(scope="module")
def read_caption(read: Read) -> Callable[[str], Reading]:
    return cache(lambda caption: read(caption)[1])


@pytest.mark.parametrize("board", ["settled on", "fresh"])
def test_pictures_chosen_are_ones_an_editor_would_accept(
    pictures: tuple[Picture, ...], read: Read, read_caption: Callable[[str], Reading], board: str
) -> None:
    chosen = [
        Chosen(case, choose_for(case, pictures, read, read_caption)) for case in (CASES if board == "settled on" else FRESH)
    ]
    wrong = [item for item in chosen if item.name and item.name not in item.case.right]
    missed = [item for item in chosen if item.case.right and not item.name]
    told = "\n".join(
        [f"{len(chosen) - len(wrong) - len(missed)} of {len(chosen)} right"]
        + [f"wrong: {item.headline}: {item.name}" for item in wrong]
        + [f"none found: {item.headline}" for item in missed]
    )
    assert len(wrong) <= FLOORS[board]["wrong at most"], told
    assert len(missed) <= FLOORS[board]["missed at most"], told


def choose_for(case: Case, pictures: tuple[Picture, ...], read: Read, read_caption: Callable[[str], Reading]) -> str:
    """The name of the picture that the story gets, or nothing."""
    headline, lede, _ = case.text.split("\n\n")
    report = read(case.text, published_at=f"{case.day}T09:00:00+00:00", title=headline)
    _, lead = read(f"{headline}\n\n{lede}", title=headline)
    day = date.fromisoformat(case.day)
    subject = find_subject(headline, lede, [report], lead, day)
    choice = choose(pictures, subject, ALLOWED, day, read_caption)
    return choice.fitting[0].picture.path if choice.fitting else ""


def test_boards_have_stories_that_no_picture_fits() -> None:
    assert (len(CASES), len(FRESH)) == (30, 15)
    assert [sum(not case.right for case in board) for board in (CASES, FRESH)] == [7, 6]
    assert {name for case in (*CASES, *FRESH) for name in case.right} <= {sample.name for sample in PICTURES}
