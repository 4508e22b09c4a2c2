"""A body's name with its place before it."""

from __future__ import annotations

import pytest

from groundwire.reading.place_forms import is_same_body


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("us supreme court", "united states supreme court"),
        ("supreme court", "us supreme court"),
        ("us justice department", "department of justice"),
        ("ny harbour board", "new york harbour board"),
        ("la harbour board", "los angeles harbour board"),
        ("ny times", "new york times"),
        ("uk supreme court", "british supreme court"),
    ],
)
def test_a_body_is_the_same_in_every_form_of_its_place(one: str, other: str) -> None:
    assert is_same_body(one, other)
    assert is_same_body(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("us supreme court", "uk supreme court"),
        ("us supreme court", "us tax court"),
        ("us steel", "steel"),
        ("north korea football federation", "south korea football federation"),
        ("supreme court", "tax court"),
        ("ny times", "times"),
        ("ny times", "la times"),
    ],
)
def test_another_place_or_body_is_another(one: str, other: str) -> None:
    assert not is_same_body(one, other)
    assert not is_same_body(other, one)
