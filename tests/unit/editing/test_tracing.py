"""Where a model's words stand: a slip in a passage's number is mended, a sentence is never given passages that it does not need."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.planning import plan_of

from groundwire.editing.material import Material, make_material
from groundwire.editing.tracing import MOST, MOST_NAMED, trace
from groundwire.model import Document
from groundwire.protocols import Tools

REPORT = """Ferry strike ends at Norrvik

Ferry crews at Norrvik ended their strike on Monday after the company agreed to pay them 9 percent more, the union said.

The strike had stopped all crossings to the outer islands for eleven days.

Shops on the islands had run out of flour and diesel, Mayor Signe Ahl said.

The company, Kustlinjen, will cut two night departures from September to meet the cost.
"""


@pytest.fixture(scope="module")
def material(tools: Tools, make_document: Callable[..., Document]) -> Material:
    report = make_document(REPORT, source="Norrvik Post", published_at="2026-03-02T09:00:00+00:00", title=REPORT.split("\n")[0])
    return make_material(*plan_of(tools, [report]), tools.now())


def numbers(material: Material, *starts: str) -> list[int]:
    return [next(one.number for one in material.shown if start in one.text) for start in starts]


def traced(material: Material, text: str, *named: int, is_part: bool = False) -> list[int]:
    found = trace(text, [material.shown[number - 1] for number in named], material.shown, is_part=is_part)
    return [one.number for one in found]


def test_the_passages_that_a_model_names_are_believed_where_they_have_the_words(material: Material) -> None:
    strike, shops = numbers(material, "ended their strike", "flour")
    text = "Ferry crews ended their strike after Kustlinjen agreed to pay more."
    assert traced(material, text, strike) == [strike]
    assert traced(material, text, strike, shops) == [strike, shops]


def test_a_slip_in_the_number_is_mended(material: Material) -> None:
    strike, shops = numbers(material, "ended their strike", "flour")
    assert traced(material, "The islands ran out of flour and diesel, Ahl said.", strike) == [shops]


def test_a_sentence_that_joins_two_passages_gets_the_second(material: Material) -> None:
    strike, shops = numbers(material, "ended their strike", "flour")
    text = "Ferry crews at Norrvik ended their strike after shops had run out of flour and diesel."
    assert sorted(traced(material, text, strike)) == sorted([strike, shops])


def test_words_from_nowhere_are_no_reason_to_look_elsewhere(material: Material) -> None:
    (strike,) = numbers(material, "ended their strike")
    assert traced(material, "Ferry crews ended their strike and danced all night.", strike) == [strike]


def test_who_names_everything_gets_what_the_words_need(material: Material) -> None:
    everything = [one.number for one in material.shown] + numbers(material, "flour")
    (shops,) = numbers(material, "flour")
    found = traced(material, "Shops had run out of flour and diesel.", *everything[: MOST_NAMED + 1], is_part=True)
    assert found == [shops] and len(traced(material, REPORT, *everything, is_part=True)) <= MOST
