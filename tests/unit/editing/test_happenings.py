"""Which date a sentence tells of: the one on which its own verb hangs, never one that is only inside it, never a guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from groundwire.editing.copyedit import apply_edits
from groundwire.editing.dating import dated_edits, iso_dating, say_dating
from groundwire.editing.happenings import find_dating
from groundwire.model import Dating, Document, Grain, Reading

PRESENT = date(2026, 3, 4)
Read = Callable[..., "tuple[Document, Reading]"]


def date_of(read: Read, sentence: str, published_at: str | None = "2026-03-04", *, lead: bool = False) -> Dating | None:
    """The dating of ``sentence``, which opens a report (``lead``) or comes second in it."""
    opening = "" if lead else "The council of Lindmere met in the town hall.\n\n"
    document, reading = read(opening + sentence, published_at=published_at and f"{published_at}T10:00:00+00:00")
    return find_dating(reading.sentences[-1], reading, document, PRESENT)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The swing bridge closed on Monday, the council said.", "2026-03-02"),
        ("A barge hit the swing bridge yesterday.", "2026-03-03"),
        ("A barge hit the swing bridge on 14 October.", "2025-10-14"),
        ("In October 2019 a storm damaged the swing bridge.", "2019-10"),
        ("Last October a storm damaged the swing bridge.", "2025-10"),
        ("The swing bridge was built in 1931.", "1931"),
        ("The swing bridge will be repaired, the council said on Tuesday.", "2026-03-03"),
        ("The swing bridge is unsafe, the inspectors said in a report published on Monday.", "2026-03-02"),
        ("The council said that the swing bridge would reopen on 9 March.", "2026-03-09"),
        ("The swing bridge closed at 6 a.m. on Monday.", "2026-03-02"),
    ],
)
def test_a_sentence_belongs_to_the_day_that_its_verb_hangs_on(read: Read, sentence: str, day: str) -> None:
    dating = date_of(read, sentence)
    assert dating is not None and iso_dating(dating) == day
    assert dating.is_ahead is (dating.first > PRESENT)
    assert dating.time is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "In a letter dated 19 January, the union asks for four watchmen.",
        "The council replaced the bridge that opened on 3 March 1931.",
        "The swing bridge has been closed since October.",
        "The swing bridge must reopen by Friday.",
        "The swing bridge closes every Monday.",
        "A child fell from the swing bridge on a Saturday morning.",
        "The council postponed a hearing on Monday.",
        "The swing bridge opened about 90 years ago.",
        "The council said the number of crossings had risen this year.",
        "The swing bridge will not reopen on 9 March.",
        "Monday's storm damaged the swing bridge.",
        "The swing bridge had been due to reopen on Monday.",
        "The swing bridge was expected to reopen on Monday.",
        "A barge hit the swing bridge.",
        '"The bridge opened on Monday," Mayor Hilda Strand said.',
    ],
)
def test_what_only_a_part_says_or_nobody_says_is_no_date(read: Read, sentence: str) -> None:
    assert date_of(read, sentence) is None


def test_an_undated_report_gives_only_what_it_dates_in_full(read: Read) -> None:
    assert date_of(read, "A barge hit the swing bridge on Monday.", None) is None
    assert date_of(read, "A barge hit the swing bridge on 14 October.", None) is None
    full = date_of(read, "A barge hit the swing bridge on 14 October 2025.", None)
    assert full is not None and full.first == date(2025, 10, 14)
    assert date_of(read, "The council has closed the swing bridge.", None, lead=True) is None


def test_news_without_a_time_belongs_to_the_day_of_the_report_it_opens(read: Read) -> None:
    dating = date_of(read, "The council of Lindmere has closed the swing bridge.", lead=True)
    assert dating == Dating(first=PRESENT, last=PRESENT, grain=Grain.DAY)
    assert date_of(read, "The council of Lindmere has closed the swing bridge.") is None
    # Features open in the simple past as well, on any day.
    assert date_of(read, "Hilda Strand crossed the swing bridge with a basket of eels.", lead=True) is None


def test_a_time_that_only_tells_which_one_is_meant_leaves_the_news_its_day(read: Read) -> None:
    news = "The council of Lindmere has closed the swing bridge on which {time}."
    for time in ("two eel boats collided seven weeks ago", "a tram stalled in 2019"):
        assert date_of(read, news.format(time=time), lead=True) == Dating(first=PRESENT, last=PRESENT, grain=Grain.DAY)
    assert date_of(read, "Hilda Strand, who left on Monday, crossed the swing bridge.", lead=True) is None


def test_what_is_stale_is_no_news_of_the_day(read: Read) -> None:
    assert date_of(read, "The council of Lindmere has closed the swing bridge since last week.", lead=True) is None


def test_what_an_old_report_foresaw_for_a_day_now_past_is_not_told_as_done(read: Read) -> None:
    assert date_of(read, "The swing bridge will reopen on 9 March.", "2025-03-04") is None
    ahead = date_of(read, "The terminal is to open in 2029.", "2025-03-04")
    assert ahead is not None and ahead.is_ahead and ahead.grain is Grain.YEAR


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("A barge hit the swing bridge on Monday, the council said.", "A barge hit the swing bridge, the council said."),
        ("In October 2019 a storm damaged the swing bridge.", "A storm damaged the swing bridge."),
        ("The swing bridge closed early on Monday.", "The swing bridge closed."),
        # Without its day the sentence would date the telling, or lose what it was about.
        (
            "The council said that the bridge would reopen on 9 March.",
            "The council said that the bridge would reopen on 9 March.",
        ),
        (
            "The bridge is unsafe, the inspectors said in a report published on Monday.",
            "The bridge is unsafe, the inspectors said in a report published on Monday.",
        ),
    ],
)
def test_an_entry_does_not_repeat_the_date_before_it(read: Read, sentence: str, rest: str) -> None:
    document, reading = read(sentence, published_at="2026-03-04T10:00:00+00:00")
    dating = find_dating(reading.sentences[0], reading, document, PRESENT)
    assert dating is not None
    assert apply_edits(reading.sentences[0], dated_edits(reading.sentences[0], reading, dating)).text == rest


def test_dates_are_said_with_their_year_and_no_finer_than_known() -> None:
    day = Dating(first=date(2026, 3, 2), last=date(2026, 3, 2), grain=Grain.DAY)
    month = Dating(first=date(2019, 4, 1), last=date(2019, 4, 30), grain=Grain.MONTH)
    year = Dating(first=date(2017, 1, 1), last=date(2017, 12, 31), grain=Grain.YEAR)
    assert [say_dating(each) for each in (day, month, year)] == ["2 March 2026", "April 2019", "2017"]
    assert [iso_dating(each) for each in (day, month, year)] == ["2026-03-02", "2019-04", "2017"]
    assert datetime(2026, 3, 2, tzinfo=UTC).date() == day.first
