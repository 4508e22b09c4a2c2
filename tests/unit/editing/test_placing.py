"""A happening is held together by all its reports; a thread by names that few others hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.placing import Group, bearing_names, find_happening, find_thread, is_one_happening
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


def test_report_of_the_same_happening_joins_and_another_does_not(report: Make) -> None:
    groups = [Group(1, (report(SINKS),)), Group(2, (report(PRICES),))]
    assert [group.number for group in find_happening(report(SAVED), groups)] == [1]


def test_report_that_is_like_one_of_many_does_not_join(report: Make) -> None:
    others = (report(PRICES.replace("Brazil", country)) for country in ("Velden", "Merrow", "Orsk"))
    mixed = Group(1, (report(SINKS), report(PRICES), *others))
    assert find_happening(report(SAVED), [mixed]) == ()


@pytest.mark.parametrize(("date", "joins"), [("2026-03-03", True), ("2026-03-20", False), (None, True)])
def test_happening_lasts_days_not_weeks(report: Make, date: str | None, joins: bool) -> None:
    assert bool(find_happening(report(SAVED, date), [Group(1, (report(SINKS),))])) is joins


def test_undated_reports_bind_no_happenings_together(report: Make) -> None:
    dated, undated = Group(1, (report(SINKS),)), Group(2, (report(SAVED, None),))
    assert is_one_happening(dated, Group(3, (report(SAVED),))) and not is_one_happening(dated, undated)


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
