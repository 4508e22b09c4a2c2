"""Whether two speakers without names can be one."""

from __future__ import annotations

import pytest

from groundwire.reading.speakers import Relation, Speaker, compare


def nameless(text: str) -> Speaker:
    return Speaker(text, None, frozenset(text.lower().replace("u.s.", "us").split()))


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("U.S. officials", "American officials", Relation.SAME),
        ("U.S. officials", "Hungarian officials", Relation.OTHER),
        ("European officials", "U.S. officials", Relation.OTHER),
        ("European officials", "Hungarian officials", Relation.SAME),
        ("Scottish police", "British police", Relation.SAME),
        ("South Korean officials", "North Korean officials", Relation.OTHER),
        ("officials in Budapest", "U.S. officials", Relation.SAME),
        ("officials", "Hungarian officials", Relation.SAME),
        ("residents", "U.S. officials", Relation.UNKNOWN),
    ],
)
def test_officials_of_two_countries_are_two_speakers(one: str, other: str, relation: Relation) -> None:
    assert compare(nameless(one), nameless(other)) is relation
    assert compare(nameless(other), nameless(one)) is relation
