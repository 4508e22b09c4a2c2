"""What a skim knows of a report, and how like two reports are by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.sketches import Rarity, as_text, from_text, likeness, sketch, weigh
from groundwire.model import Document

FERRY = "Ferry capsizes off Coldharbour\n\nThe ferry Marigold capsized off Coldharbour on Friday, the coastguard said."


@pytest.fixture
def report(make_document: Callable[..., Document]) -> Callable[[str], Document]:
    return lambda text: make_document(text, title=text.split("\n")[0], published_at="2026-03-02T09:00:00+00:00")


def test_sketch_holds_words_of_headline_and_opening_and_the_names_among_them(report: Callable[[str], Document]) -> None:
    one = sketch(report(FERRY + " x" * 2000 + " Later"))
    assert one.title == ("ferr", "capsiz", "off", "coldharbour")
    assert one.names == ("Marigold", "Coldharbour")
    assert one.words.count("ferr") == 2 and "later" not in one.words and "frida" not in one.words


@pytest.mark.parametrize("text", [FERRY, "One.", "", "...", "Ünïcode 船 Größe\n\nÀ côté 12,5 %"])
def test_sketch_is_kept_as_text_and_comes_back(report: Callable[[str], Document], text: str) -> None:
    one = sketch(report(text))
    assert from_text(as_text(one), one.published_at) == one


def test_likeness_is_1_of_itself_and_0_where_nothing_is_shared(report: Callable[[str], Document]) -> None:
    rarity = Rarity(10, {})
    ferry, vote = (weigh(sketch(report(text)), rarity) for text in (FERRY, "Council votes\n\nVelden raised taxes on hotels."))
    assert likeness(ferry, ferry) == pytest.approx(1) and likeness(ferry, vote) == 0


def test_rare_words_count_more(report: Callable[[str], Document]) -> None:
    common = Rarity(10_000, {"ferr": 5_000, "sail": 10, "sink": 10})
    sails, sinks, rows = (weigh(sketch(report(text)), common) for text in ("Ferry sails", "Ferry sinks", "Boat sinks"))
    assert likeness(sinks, rows) > likeness(sails, sinks) > 0


def test_report_without_a_word_is_like_none(report: Callable[[str], Document]) -> None:
    empty = weigh(sketch(report("")), Rarity(0, {}))
    assert likeness(empty, empty) == 0
