"""A thread is told happening by happening, with what each adds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.threads import find_new, tell_thread
from groundwire.model import Document, Placed

SINKS = "Ferry sinks\n\nThe ferry Marigold sank off Coldharbour. Forty people were saved by fishing boats."
COURT = (
    "Owners in court\n\nThe ferry Marigold sank off Coldharbour. "
    "Judge Hilda Strand ordered its owners to open the maintenance books of three winters."
)


@pytest.fixture
def report(make_document: Callable[..., Document]) -> Callable[..., Document]:
    def make(text: str, day: int | None, source: str = "Echo") -> Document:
        date = f"2026-03-{day:02}T09:00:00+00:00" if day else None
        return make_document(text, title=text.split("\n")[0], source=source, published_at=date)

    return make


def test_happenings_come_by_date_and_the_undated_last(report: Callable[..., Document]) -> None:
    first, later, undated = report(SINKS, 2), report(COURT, 9), report("Ferry\n\nA ferry.", None)
    thread = tell_thread([Placed(document=d, happening=n) for n, d in enumerate([undated, later, first])])
    assert [happening.reports[0] for happening in thread.happenings] == [first, later, undated]


def test_copies_are_counted_apart_from_sources(report: Callable[..., Document]) -> None:
    own, copy, other = report(SINKS, 2, "Echo"), report(SINKS, 2, "Post"), report(COURT, 2, "Star")
    placed = [
        Placed(document=own, happening=1),
        Placed(document=copy, happening=1, is_copy=True),
        Placed(document=other, happening=1),
    ]
    (happening,) = tell_thread(placed).happenings
    assert (len(happening.reports), happening.copies, happening.independent_sources) == (3, 1, 2)


def test_only_what_was_not_said_before_is_new(report: Callable[..., Document]) -> None:
    first, later = report(SINKS, 2), report(COURT, 9)
    thread = tell_thread([Placed(document=first, happening=1), Placed(document=later, happening=2)])
    assert thread.happenings[0].new == ()
    (new,) = thread.happenings[1].new
    assert later.quote(new).startswith("Judge Hilda Strand ordered")


def test_new_thing_told_twice_is_shown_once(report: Callable[..., Document]) -> None:
    one, other = report(COURT, 9, "Echo"), report(COURT.replace("Owners", "Owner"), 9, "Post")
    assert len(find_new([one, other], {"ferr", "marigold", "sank", "off", "coldharbour"})) == 1


def test_nothing_is_no_thread() -> None:
    assert tell_thread([]).happenings == ()
