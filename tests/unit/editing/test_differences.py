"""Two nearly equal sentences: the one place where they part, in the words of both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.differences import Difference, find_difference
from groundwire.model import Document, Reading

Read = Callable[..., tuple[Document, Reading]]
SOURCE = "Nine passengers were injured when the tram left the rails at Korsgate on Friday."


def difference(read: Read, said: str, source: str = SOURCE) -> Difference | None:
    first, second = (read(text)[1].sentences[0].tokens for text in (said, source))
    return find_difference(first, second)


@pytest.mark.parametrize(
    ("said", "words", "source"),
    [
        ("Nine passengers were killed when the tram left the rails at Korsgate on Friday.", "killed", "injured"),
        ("Nine passengers were injured when the bus left the rails at Korsgate on Friday.", "bus", "tram"),
        ("Nine passengers were badly injured when the tram left the rails at Korsgate on Friday.", "badly", ""),
    ],
)
def test_the_one_difference_is_named(read: Read, said: str, words: str, source: str) -> None:
    assert difference(read, said) == Difference(said=words, source=source)


@pytest.mark.parametrize(
    "said",
    [
        SOURCE,
        "A film festival opened in Korsgate.",
        "Nine passengers were killed when the bus left the rails at Korsgate on Sunday.",
        "Passengers were injured when the tram left the rails at Korsgate.",
    ],
)
def test_no_difference_several_or_other_sentences_give_none(read: Read, said: str) -> None:
    assert difference(read, said) is None
