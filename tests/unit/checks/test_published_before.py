"""The warning against what the newsroom published: own items only, and never against background that tells the past."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.writing_desk import gather, make_desk

from groundwire import plugins
from groundwire.copydesk import make_draft
from groundwire.model import BeatRole, Document, Outcome, Rights, Ruling, Sentence, Source
from groundwire.protocols import Tools

OLDER = "Storm Ragna hits the coast\n\nThree people were killed when storm Ragna crossed the coast of Velstad on Sunday, police said.\n"
NEWS = "The coast of Velstad counted the damage of storm Ragna on Tuesday, police said.\n"
TWO = "Two people were killed when storm Ragna crossed the coast of Velstad on Sunday, police said."
FOUR = TWO.replace("Two", "Four")
Warned = Callable[..., tuple[Ruling, ...]]


@pytest.fixture
def older(make_document: Callable[..., Document]) -> Document:
    item = make_document(OLDER, source="Orsund Herald", published_at="2026-02-15T17:00:00+00:00", title=OLDER.split("\n")[0])
    return replace(item, rights=Rights.OWN)


@pytest.fixture
def warned(tools: Tools, make_document: Callable[..., Document]) -> Warned:
    def run(text: str, *archive: Document, rests_on: Document | None = None) -> tuple[Ruling, ...]:
        report = make_document(NEWS, source="Coast Wire", published_at="2026-02-17T17:00:00+00:00")
        evidence = gather(tools, [report], archive)
        backing = (evidence.reading(rests_on.id).sentences[-1].span,) if rests_on else ()
        sentence = Sentence(text=text, beat=BeatRole.WHAT_HAPPENED, evidence=backing)
        return plugins.load("checks", "published_before", tools).check(make_draft([sentence], make_desk(tools)), evidence)  # type: ignore[no-any-return]

    return run


def test_a_contradiction_names_the_item_its_day_and_its_words(warned: Warned, older: Document) -> None:
    (ruling,) = warned(TWO, older)
    assert (ruling.is_warning, ruling.outcome, TWO[slice(*ruling.part)]) == (True, Outcome.SUPPORTED, "Two")
    assert (
        ruling.note == f"we published otherwise on 15 February 2026 (“Storm Ragna hits the coast”): “{OLDER.splitlines()[2]}”"
    )
    assert [older.quote(span) for span in ruling.evidence] == [OLDER.splitlines()[2]]


def test_a_toll_that_grew_is_called_an_update(warned: Warned, older: Document) -> None:
    (ruling,) = warned(FOUR, older)
    assert ruling.note.startswith(
        "updates what we published on 15 February 2026 (“Storm Ragna hits the coast”): earlier we had"
    )


def test_only_own_items_are_held_against_a_draft(warned: Warned, older: Document) -> None:
    assert warned(TWO, replace(older, rights=Rights.LICENSED)) == ()
    by_outlet = replace(older, rights=Rights.UNKNOWN, source=Source(name="Orsund Herald", rights=Rights.OWN))
    assert len(warned(TWO, by_outlet)) == 1


def test_background_that_rests_on_the_archive_is_not_warned_of(warned: Warned, older: Document) -> None:
    assert warned(TWO, older, rests_on=older) == ()


def test_a_figure_that_a_later_own_item_has_is_not_warned_of(
    warned: Warned, older: Document, make_document: Callable[..., Document]
) -> None:
    text = OLDER.replace("Three", "Four")
    later = replace(make_document(text, source="Orsund Herald", published_at="2026-02-16T17:00:00+00:00"), rights=Rights.OWN)
    assert warned(FOUR, older, later) == ()


def test_the_same_words_and_an_empty_archive_are_not_warned_of(warned: Warned, older: Document) -> None:
    assert warned(OLDER.splitlines()[2], older) == ()
    assert warned(TWO) == ()


YEAR = "A record year\n\nThe port of Velstad handled 1.4 million containers in 2025, the harbour authority said on Tuesday.\n"


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("The port of Velstad handled 121,480 containers in January 2026.", 0),
        ("The port of Velstad handled 1.2 million containers in 2024, the harbour authority said.", 0),
        ("The port of Velstad handled 1.2 million containers in 2025, the harbour authority said.", 1),
    ],
)
def test_a_figure_of_another_month_or_year_is_not_warned_of(
    text: str, warnings: int, warned: Warned, make_document: Callable[..., Document]
) -> None:
    item = make_document(YEAR, source="Orsund Herald", published_at="2026-02-10T11:00:00+00:00", title="A record year")
    assert len(warned(text, replace(item, rights=Rights.OWN))) == warnings
