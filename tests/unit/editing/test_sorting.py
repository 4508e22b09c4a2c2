"""Near reports are sorted by happening, all of them seen together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from tests.unit.editing.wires import COUNCILS

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


def test_two_reports_from_a_crowd_must_be_nearer_than_two_that_stand_alone(report: Make) -> None:
    """What makes two reports one happening where nothing else is like them does not where six others are as like."""
    crowd = [report(text) for text in COUNCILS]
    assert sort_reports(crowd[:2], RARITY) == [[0, 1]]
    assert [0, 1] not in [group[:2] for group in sort_reports(crowd, RARITY)]


def test_features_do_not_depend_on_what_shares_no_word(report: Make) -> None:
    pair, three = [report(SINKS), report(SAVED)], [report(SINKS), report(SAVED), report("Snow\n\nHills whiten overnight.")]
    for two, more in zip(features(pair, RARITY), features(three, RARITY), strict=True):
        assert np.allclose(two[0, 1], more[0, 1])
