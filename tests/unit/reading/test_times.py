"""Times are found, and resolved only where that is sure."""

from __future__ import annotations

from datetime import date

import pytest

from groundwire.model import Grain, Precision

PUBLISHED = "2026-03-04"  # a Wednesday


@pytest.fixture(scope="module")
def times(read):
    def run(text, published_at=PUBLISHED):
        _, reading = read(text, published_at=published_at)
        return reading.times

    return run


@pytest.mark.parametrize(
    ("words", "begins", "ends", "grain"),
    [
        ("on 3 March 2026", (2026, 3, 3), (2026, 3, 3), Grain.DAY),
        ("on March 3, 2026", (2026, 3, 3), (2026, 3, 3), Grain.DAY),
        ("on 2026-03-03", (2026, 3, 3), (2026, 3, 3), Grain.DAY),
        ("on 03/03/2026", (2026, 3, 3), (2026, 3, 3), Grain.DAY),
        ("on 25/12/2024", (2024, 12, 25), (2024, 12, 25), Grain.DAY),
        ("in March 2025", (2025, 3, 1), (2025, 3, 31), Grain.MONTH),
        ("in 2016", (2016, 1, 1), (2016, 12, 31), Grain.YEAR),
        ("in the 1990s", (1990, 1, 1), (1999, 12, 31), Grain.DECADE),
        ("in the week of 23 February 2026", (2026, 2, 23), (2026, 3, 1), Grain.WEEK),
        ("in the third quarter of 2004", (2004, 7, 1), (2004, 9, 30), Grain.MONTH),
        ("on 7-9 May 2020", (2020, 5, 7), (2020, 5, 9), Grain.DAY),
    ],
)
def test_times_reads_absolute_dates_without_a_publication_date(times, words, begins, ends, grain):
    (time,) = times(f"The quay burned {words}.", None)
    assert (time.begins, time.ends, time.grain, time.is_relative) == (date(*begins), date(*ends), grain, False)


@pytest.mark.parametrize(
    ("words", "begins", "ends"),
    [
        ("on Sunday", (2026, 3, 1), (2026, 3, 1)),
        ("on Wednesday", (2026, 3, 4), (2026, 3, 4)),
        ("last Sunday", (2026, 3, 1), (2026, 3, 1)),
        ("yesterday", (2026, 3, 3), (2026, 3, 3)),
        ("last week", (2026, 2, 23), (2026, 3, 1)),
        ("last month", (2026, 2, 1), (2026, 2, 28)),
        ("last year", (2025, 1, 1), (2025, 12, 31)),
        ("three days ago", (2026, 3, 1), (2026, 3, 1)),
        ("overnight", (2026, 3, 3), (2026, 3, 4)),
        ("in November", (2025, 11, 1), (2025, 11, 30)),
        ("on 7 May", (2025, 5, 7), (2025, 5, 7)),
        ("over the past decade", (2016, 3, 4), (2026, 3, 4)),
    ],
)
def test_times_counts_back_from_publication(times, words, begins, ends):
    (time,) = times(f"The quay burned {words}.")
    assert (time.begins, time.ends) == (date(*begins), date(*ends))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The council will meet on Sunday.", (2026, 3, 8)),
        ("The council is to meet next Friday.", (2026, 3, 6)),
        ("The council will meet on 7 May.", (2026, 5, 7)),
        ("The council will meet tomorrow.", (2026, 3, 5)),
    ],
)
def test_times_looks_ahead_in_the_future_tense(times, text, day):
    (time,) = times(text)
    assert time.begins == date(*day)


@pytest.mark.parametrize(
    "words", ["on Sunday", "last week", "yesterday", "this year", "three days ago", "over the past decade"]
)
def test_times_never_guesses_without_a_publication_date(times, words):
    (time,) = times(f"The quay burned {words}.", None)
    assert (time.begins, time.ends, time.is_relative) == (None, None, True)


@pytest.mark.parametrize("words", ["a year earlier", "the next day", "the previous year", "last summer"])
def test_times_leaves_leaning_times_unresolved(times, words):
    (time,) = times(f"The quay burned {words}.")
    assert (time.begins, time.is_relative) == (None, True)


def test_times_takes_no_smaller_number_behind_a_date_for_the_end_of_a_range(times):
    (time,) = times("The inspectors raised the level of alert on February 27 to 5 on the scale.")
    assert (time.text, time.begins, time.ends) == ("February 27", date(2026, 2, 27), date(2026, 2, 27))
    (time,) = times("The exercise ran from February 7 to 9.")
    assert (time.begins, time.ends) == (date(2026, 2, 7), date(2026, 2, 9))


def test_times_keeps_month_and_day_of_a_date_without_year(times):
    (time,) = times("The quay burned on 3 March.", None)
    assert (time.month, time.day, time.begins) == (3, 3, None)


def test_times_gives_a_weekday_the_date_beside_it(times):
    weekday, day = times("The quay burned on Sunday, 1 March 2026.", None)
    assert (weekday.weekday, weekday.begins, day.begins) == (6, date(2026, 3, 1), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("words", "clock", "precision"),
    [
        ("at 3:10 a.m.", "03:10", Precision.EXACT),
        ("shortly after 3 a.m.", "03:00", Precision.MORE_THAN),
        ("just before 4pm local time", "16:00", Precision.LESS_THAN),
        ("around noon", "12:00", Precision.ABOUT),
        ("at midnight", "00:00", Precision.EXACT),
        ("at 03:10", "03:10", Precision.EXACT),
        ("at 0310 GMT", "03:10", Precision.EXACT),
        ("at 12:30 a.m.", "00:30", Precision.EXACT),
        ("at 3.10pm", "15:10", Precision.EXACT),
    ],
)
def test_times_reads_the_clock(times, words, clock, precision):
    (time,) = times(f"The alarm sounded {words}.")
    assert (time.clock, time.precision, time.grain) == (clock, precision, Grain.HOUR)


@pytest.mark.parametrize(
    "text",
    [
        "It lasted for three hours.",
        "The yard employs 2000 people.",
        "Theresa May may resign.",
        "They will march on the port.",
        "It cost $1999 to mend.",
        "The home side won 3-1.",
        "The quay burned on 31 February 2026.",
    ],
)
def test_times_finds_no_time_where_there_is_none(times, text):
    assert [time for time in times(text) if time.grain is not Grain.MONTH] == []


def test_times_takes_an_ambiguous_date_as_its_year_only(times):
    (time,) = times("The quay burned on 04/05/2024.")
    assert (time.begins, time.ends) == (date(2024, 1, 1), date(2024, 12, 31))
