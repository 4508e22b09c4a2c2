"""Times: absolute where the report has a date, dropped where it has none, never guessed, and no sentence left in ruins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from groundwire.editing.copyedit import apply_edits
from groundwire.editing.dating import say_day, say_month, time_edits

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SUNDAY = "2026-03-01T09:00:00+00:00"
LAST_YEAR = "2025-12-30T09:00:00+00:00"


@pytest.fixture(scope="module")
def redate(read: Callable[..., object]) -> Callable[..., str | None]:
    def run(text: str, published_at: str | None) -> str | None:
        _, reading = read(text, published_at=published_at)  # type: ignore[misc]
        passage = reading.sentences[0]
        edits = time_edits(passage, reading, NOW)
        return None if edits is None else apply_edits(passage, edits).text

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor resigned on Sunday.", "The mayor resigned on 1 March."),
        ("The mayor will resign on Friday.", "The mayor will resign on 6 March."),
        ("Sunday's vote was delayed.", "The 1 March vote was delayed."),
        ("He was arrested yesterday morning in Velden.", "He was arrested on the morning of 28 February in Velden."),
        ("The fire began late Sunday night.", "The fire began late on the night of 1 March."),
        ("The talks, held on Thursday and Friday, failed.", "The talks, held on 26 February and 27 February, failed."),
        ("The meeting lasted from Saturday to Sunday.", "The meeting lasted from 28 February to 1 March."),
        (
            "Between Monday and Wednesday, 40 people were treated.",
            "Between 23 February and 25 February, 40 people were treated.",
        ),
        ("The council met last week to discuss the plan.", "The council met in the week of 16 February to discuss the plan."),
        ("Next month the council will vote on the plan.", "In April 2026 the council will vote on the plan."),
        ("The firm cut 300 jobs last year.", "The firm cut 300 jobs in 2025."),
        ("The fire began at 3:10 a.m. on Sunday.", "The fire began at 3:10 a.m. on 1 March."),
        ("Tonight the bridge will be closed.", "On the evening of 1 March the bridge will be closed."),
    ],
)
def test_relative_times_of_a_dated_report_become_absolute(redate: Callable[..., str | None], text: str, expected: str) -> None:
    assert redate(text, SUNDAY) == expected


def test_another_year_is_named(redate: Callable[..., str | None]) -> None:
    assert redate("The mayor resigned on Sunday.", LAST_YEAR) == "The mayor resigned on 28 December 2025."
    assert redate("The mayor will resign on Friday.", LAST_YEAR) == "The mayor will resign on 2 January."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor resigned on Sunday.", "The mayor resigned."),
        ("Sunday's vote was delayed.", "The vote was delayed."),
        ("The fire began late Sunday night.", "The fire began."),
        ("The fire began at 3:10 a.m. on Sunday.", "The fire began at 3:10 a.m."),
        ("The council met last week to discuss the plan.", "The council met to discuss the plan."),
        ("Earlier this month the council closed the school.", "The council closed the school."),
    ],
)
def test_relative_times_of_an_undated_report_are_dropped(redate: Callable[..., str | None], text: str, expected: str) -> None:
    assert redate(text, None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The talks, held on Thursday and Friday, failed.",
        "The meeting lasted from Saturday to Sunday.",
        "The ferry, due on Monday, has not arrived.",
        "The mayor, elected last year, resigned.",
    ],
)
def test_sentence_that_falls_apart_without_its_time_is_not_used(redate: Callable[..., str | None], text: str) -> None:
    assert redate(text, None) is None


@pytest.mark.parametrize("published_at", [SUNDAY, None])
@pytest.mark.parametrize(
    "text",
    [
        "Every Monday the market opens at dawn.",
        "The trains will run as on a Sunday.",
        "The firm opened the plant in 2019.",
        "Prices have tripled in the past decade.",
        '"We will vote on Monday," the mayor said.',
    ],
)
def test_habits_absolute_times_and_quotations_stay_as_they_are(
    redate: Callable[..., str | None], text: str, published_at: str | None
) -> None:
    assert redate(text, published_at) == text


def test_the_past_year_is_not_taken_for_the_calendar_year_before(redate: Callable[..., str | None]) -> None:
    assert "2025" not in (redate("Prices rose 3 percent in the past year.", SUNDAY) or "")


def test_say_day_names_the_year_only_when_it_is_not_this_one() -> None:
    assert say_day(date(2026, 3, 1), NOW) == "1 March"
    assert say_day(date(2019, 3, 1), NOW) == "1 March 2019"
    assert say_month(date(2019, 4, 1)) == "April 2019"


def test_a_rough_span_of_years_is_never_made_one_year(redate: Callable[..., str | None]) -> None:
    assert redate("The mill closed more than 30 years ago.", "2026-03-02T09:00:00+00:00") is None


def test_weeks_that_are_counted_back_are_cut_and_never_made_a_week(redate: Callable[..., str | None]) -> None:
    text = "The ferry in which around 40 people drowned seven weeks ago had left port with open doors, the inquiry was told."
    assert redate(text, SUNDAY) == text.replace(" seven weeks ago", "")
