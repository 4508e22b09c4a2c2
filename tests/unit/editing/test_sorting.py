"""Near reports are sorted by happening, all of them seen together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from groundwire.editing.sketches import Rarity, Weighed, sketch, weigh
from groundwire.editing.sorting import features, sort_reports
from groundwire.model import Document

SINKS = "Ferry sinks off Coldharbour\n\nThe ferry Marigold sank off Coldharbour with forty people aboard, the Lindmere coastguard said."
SAVED = "Forty saved as ferry sinks\n\nForty people were saved when the ferry Marigold sank off Coldharbour, the Lindmere coastguard said."
PRICES = "Ferry prices rise\n\nFares of ferries in Brazil rose by a tenth, the ministry of transport said."
VOTE = "Velden taxes hotels\n\nThe council of Velden voted to raise its taxes on hotels, mayor Otto Lund said."
RARITY = Rarity(
    20_000,
    {
        "Marigold": 20,
        "Lindmere": 80,
        "Brazil": 60,
        "ferr": 300,
        "council": 600,
        "hotel": 400,
        "tax": 700,
        "set": 2000,
        "told": 2500,
    },
)

Make = Callable[..., Weighed]


@pytest.fixture
def report(make_document: Callable[..., Document]) -> Make:
    def make(text: str, date: str | None = "2026-03-02") -> Weighed:
        document = make_document(text, title=text.split("\n")[0], published_at=f"{date}T09:00:00+00:00" if date else None)
        return weigh(sketch(document), RARITY)

    return make


def test_reports_of_one_happening_are_put_together_and_others_are_not(report: Make) -> None:
    assert sort_reports([report(text) for text in (SINKS, PRICES, SAVED, VOTE)], RARITY) == [[0, 2], [1], [3]]
    assert sort_reports([report(SINKS)], RARITY) == [[0]] and sort_reports([], RARITY) == []


@pytest.mark.parametrize(("date", "joins"), [("2026-03-03", True), ("2026-03-20", False), (None, True)])
def test_happening_lasts_days_not_weeks(report: Make, date: str | None, joins: bool) -> None:
    assert (sort_reports([report(SINKS), report(SAVED, date)], RARITY) == [[0, 1]]) is joins


def test_undated_reports_bind_no_happenings_together(report: Make) -> None:
    months_apart = [report(SINKS), report(SAVED, None), report(SINKS, "2026-07-02")]
    assert sort_reports(months_apart, RARITY) in ([[0, 1], [2]], [[0], [1, 2]])


COUNCILS = """Coldharbour charges sleepers/eight crowns/Calder/innkeepers in the old customs house, where they had met to protest with lanterns
Lindmere levy agreed/a tenth/Strand/a jeering gallery after midnight, ending a winter of quarrels about the pier
Guests of Merrow pay up/six marks/Oake/the Gazette by telephone from a sickbed, though her party had promised none this year
Velden bridge gets money/twelve florins/Lund/delegates at their spring congress, and builders may begin before summer
Orsk spares its miners/nine roubles/Vale/workers outside pit four, whose lodging houses pay nothing if they keep a stove
Tarn thanks tourists/a fifteenth/Holt/radio listeners during breakfast, and praised visitors for clean beaches
Dogs stay free on Holm/two dollars/Mark/islanders who own cottages, adding that pets sleep unpaid until the harvest fair
Skerry counts empty beds/five pence/Finch/lighthouse keepers and their families, after a survey that nobody liked"""


def test_two_reports_from_a_crowd_must_be_nearer_than_two_that_stand_alone(report: Make) -> None:
    """What makes two reports one happening where nothing else is like them does not where six others are as like."""
    said = "{0}\n\nThe council set its tax on hotels at {1}, {2} told {3}."
    crowd = [report(said.format(*one.split("/"))) for one in COUNCILS.split("\n")]
    assert sort_reports(crowd[:2], RARITY) == [[0, 1]]
    assert [0, 1] not in [group[:2] for group in sort_reports(crowd, RARITY)]


def test_features_do_not_depend_on_what_shares_no_word(report: Make) -> None:
    pair, three = [report(SINKS), report(SAVED)], [report(SINKS), report(SAVED), report("Snow\n\nHills whiten overnight.")]
    for two, more in zip(features(pair, RARITY), features(three, RARITY), strict=True):
        assert np.allclose(two[0, 1], more[0, 1])
