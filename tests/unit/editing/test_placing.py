"""A thread is held together by names that few others hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.placing import Group, bearing_names, find_thread
from groundwire.editing.sketches import Rarity, Weighed, sketch, weigh
from groundwire.model import Document

SINKS = "Ferry sinks off Coldharbour\n\nThe ferry Marigold sank off Coldharbour with forty people aboard, the Lindmere coastguard said."
SAVED = "Forty saved as ferry sinks\n\nForty people were saved when the ferry Marigold sank off Coldharbour, the Lindmere coastguard said."
INQUIRY = "Inquiry into ferry opens\n\nAn inquiry into how the ferry Marigold sank off Coldharbour opened at Lindmere."
PRICES = "Ferry prices rise\n\nFares of ferries in Brazil rose by a tenth, the ministry of transport said."
RARITY = Rarity(20_000, {"Marigold": 20, "Coldharbour": 60, "Lindmere": 80, "Brazil": 60, "ferr": 300})

Make = Callable[..., Weighed]


@pytest.fixture
def report(make_document: Callable[..., Document]) -> Make:
    def make(text: str, date: str | None = "2026-03-02") -> Weighed:
        document = make_document(text, title=text.split("\n")[0], published_at=f"{date}T09:00:00+00:00" if date else None)
        return weigh(sketch(document), RARITY)

    return make


def test_follow_up_joins_the_thread_by_its_names(report: Make) -> None:
    thread = Group(1, (report(SINKS), report(SAVED)))
    assert find_thread(report(INQUIRY, "2026-03-12"), [thread], RARITY) == (thread,)
    assert find_thread(report(INQUIRY, "2027-03-12"), [thread], RARITY) == ()


def test_names_that_many_hold_make_no_thread(report: Make) -> None:
    thread = Group(1, (report(SINKS), report(SAVED)))
    common = Rarity(20_000, {"Marigold": 2_000, "Coldharbour": 2_000, "Lindmere": 2_000})
    assert find_thread(report(INQUIRY), [thread], common) == ()


def test_country_is_no_bearing_name(make_document: Callable[..., Document]) -> None:
    document = make_document(PRICES.replace("rose", "of the Marigold rose"))
    assert bearing_names(sketch(document), RARITY) == ("Fares", "Ferry", "Marigold")
