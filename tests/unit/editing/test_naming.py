"""Pronouns by their names, where sure; left alone where the sentence names somebody itself, or nobody is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.naming import Pronouns
from groundwire.editing.propositions import whole_of
from groundwire.model import Document, Reading

Read = Callable[..., tuple[Document, Reading]]


def told(read: Read, text: str) -> list[str]:
    _, reading = read(text)
    pronouns = Pronouns(reading)
    return [whole_of(passage, pronouns.of(passage)) for passage in reading.sentences]


def test_a_pronoun_gives_way_to_the_name_before_it(read: Read) -> None:
    _, second = told(read, "Harbour Master Ines Calder spoke on Monday. She closed the pier.")
    assert second == "Ines Calder closed the pier."


@pytest.mark.parametrize(
    "text",
    ["It rained all night.", "Ines Calder said that she closed the pier.", "They say it will snow.", "", "He, she, it!"],
)
def test_what_is_not_sure_stays(read: Read, text: str) -> None:
    assert " ".join(told(read, text)) == text
