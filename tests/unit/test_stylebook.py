"""The newsroom's stylebook: what it may say, and what is told of one that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundwire.errors import SettingsError
from groundwire.model import BannedWords, HouseStyle
from groundwire.stylebook import read_stylebook


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "style.toml"


def test_no_stylebook_asks_for_nothing() -> None:
    assert read_stylebook("") == HouseStyle()


def test_a_stylebook_is_read_whole(place: Path) -> None:
    place.write_text(
        'tone = "plain and calm"\nspelling = "british"\nheadline_case = "title"\nleft_out = ["background"]\n'
        '[banned]\n"slams" = "criticises"\n"iconic" = ""\n',
        "utf-8",
    )
    assert read_stylebook(str(place)) == HouseStyle(
        tone="plain and calm",
        spelling="british",
        headline_case="title",
        left_out=("background",),
        banned=(BannedWords(words="slams", instead="criticises"), BannedWords(words="iconic")),
    )


def test_banned_words_may_be_a_list(place: Path) -> None:
    place.write_text('banned = ["iconic", "amid"]', "utf-8")
    assert read_stylebook(str(place)).banned == (BannedWords(words="iconic"), BannedWords(words="amid"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tone = [", "give a readable TOML file"),
        ("\xff", "give a readable TOML file"),
        ('colour = "blue"', "no key called 'colour'; there is tone, spelling, headline_case, left_out, banned"),
        ('spelling = "scots"', "'spelling' must be one of british, american, not 'scots'"),
        ('left_out = ["what happened"]', "'left_out' must be one of why it matters, background, what is next"),
        ('left_out = "background"', "'left_out' must be a list of text"),
        ("tone = 3", "'tone' must be text on one line"),
        ('tone = "a\\nb"', "'tone' must be text on one line"),
        ("banned = 3", "'banned' must be a list of text"),
        ("[banned]\niconic = 3", "'banned' must be text on one line"),
        ("banned = [" + '"a", ' * 101 + "]", ""),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(place: Path, text: str, told: str) -> None:
    place.write_bytes(text.encode("latin-1"))
    if not told:  # the same words again and again are one entry
        assert len(read_stylebook(str(place)).banned) == 1
        return
    with pytest.raises(SettingsError) as caught:
        read_stylebook(str(place))
    assert told in str(caught.value) and str(place) in str(caught.value)


def test_a_stylebook_that_is_not_there_or_far_too_long_is_told(place: Path) -> None:
    with pytest.raises(SettingsError, match="give a readable TOML file"):
        read_stylebook(str(place))
    place.write_text("#" * 70_000, "utf-8")
    with pytest.raises(SettingsError, match="more than 65,536 bytes"):
        read_stylebook(str(place))
