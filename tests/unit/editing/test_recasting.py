"""A sentence in another shape: what can be spared is cut, who said it changes places, and nobody's word becomes a fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.recasting import recast
from groundwire.model import Document, Reading

Recast = Callable[[str], tuple[str, ...]]


@pytest.fixture(scope="module")
def shapes(read: Callable[..., tuple[Document, Reading]]) -> Recast:
    def run(text: str) -> tuple[str, ...]:
        _, reading = read(text)
        return recast(reading.sentences[0], reading)

    return run


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (
            "About 300 people walked across the bridge in the first hour, according to the town council.",
            "According to the town council, about 300 people walked across the bridge in the first hour.",
        ),
        (
            "According to the harbour master of Orsk, the lock will open in May.",
            "The lock will open in May, according to the harbour master of Orsk.",
        ),
        (
            "The council sold the mill, causing a long night for everybody in the town hall.",
            "The council sold the mill.",
        ),
        (
            "Crowds filled the square to protest against the new toll, even as officials urged people to stay at home.",
            "Crowds filled the square to protest against the new toll.",
        ),
    ],
)
def test_a_sentence_is_cut_and_turned(shapes: Recast, text: str, shape: str) -> None:
    assert shape in shapes(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The mill will close in May, the owner said.", "owner said"),
        ("The mill will close in May, according to a letter from its owner to the council.", "according to a letter"),
        ("The mill, which allegedly poisoned the river, will close in May.", "allegedly"),
        ("The town will sell the mill in spring, if the council agrees.", "if the council agrees"),
    ],
)
def test_what_carries_the_rest_stays(shapes: Recast, text: str, part: str) -> None:
    assert all(part.lower() in shape.lower() for shape in shapes(text))


def test_the_shape_that_loses_least_comes_first(shapes: Recast) -> None:
    found = shapes("Otto Lund, the owner of the ferry, ended the crossings on Friday, leaving the islands without mail.")
    assert [len(shape.split()) for shape in found] == sorted((len(shape.split()) for shape in found), reverse=True)
    assert len(found) >= 2 and "Otto Lund ended the crossings on Friday." in found


def test_marks_round_a_part_go_with_it(shapes: Recast) -> None:
    found = shapes("The council – as it prepares to vote on the mill – approved all twelve bills for the town.")
    assert not any("– –" in shape for shape in found)


def test_a_short_sentence_has_no_other_shape(shapes: Recast) -> None:
    assert shapes("The bridge reopened.") == () and shapes("“It is open, and it is ours,” Strand said.") == ()


def test_an_article_that_opened_the_sentence_is_small_behind_its_credit(shapes: Recast) -> None:
    found = shapes("The Department of Roads closed the pass after the slide, according to a letter to the mayor.")
    assert "According to a letter to the mayor, the Department of Roads closed the pass after the slide." in found


def test_one_full_stop_behind_a_short_form_and_no_loose_end(shapes: Recast) -> None:
    text = "Most families say that the state does too little to keep them in the U.S., according to a poll by two newspapers."
    turned = "According to a poll by two newspapers, most families say that the state does too little to keep them in the U.S."
    assert turned in shapes(text)
    assert not any(
        shape.endswith(" with.") for shape in shapes("Wages rose 3 percent in May compared with, as ever, a year ago.")
    )
