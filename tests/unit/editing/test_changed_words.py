"""Who says otherwise than before: both failures, a turn that is missed and one that is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.writing_desk import gather

from groundwire.editing.changed_words import Turn, find_turns
from groundwire.editing.disagreements import Comparing
from groundwire.model import Document
from groundwire.protocols import Tools

Find = Callable[..., tuple[Turn, ...]]
OPENING = "Engineers looked at the Korvik dam, the water office said.\n\n"


@pytest.fixture
def turns(tools: Tools, make_document: Callable[..., Document]) -> Find:
    def run(then: str, now: str, published_at: str | None = "2026-02-09T09:00:00+00:00") -> tuple[Turn, ...]:
        item = make_document(f"{OPENING}{then}\n", source="Orsk Post", published_at=published_at)
        report = make_document(f"{OPENING}{now}\n", source="Echo", published_at="2026-03-02T09:00:00+00:00")
        evidence = gather(tools, [report], [item])
        statements = evidence.statements([report, item])
        return find_turns(statements, [report], [item], evidence, Comparing([report, item], evidence))

    return run


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (
            "Sonja Vik said that the repairs would cost 4 million euros.",
            "Sonja Vik said that the repairs would cost 9 million euros.",
        ),
        ("Sonja Vik said that the road would reopen on 2 May.", "Sonja Vik said that the road would reopen on 14 June."),
        (
            "Jens Ro said that the state would pay for the repairs.",
            "Jens Ro said that the state would not pay for the repairs.",
        ),
        ("Sonja Vik denied that the dam had been leaking.", "Sonja Vik confirmed that the dam had been leaking."),
    ],
)
def test_a_speaker_who_says_otherwise_is_found(turns: Find, then: str, now: str) -> None:
    (turn,) = turns(then, now)
    assert (turn.earlier.text, turn.later.text) == (then, now)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (
            "Sonja Vik said that the repairs would cost 9 million euros.",
            "Sonja Vik said that the repairs would cost 9 million euros.",
        ),
        (
            "Sonja Vik said that the repairs would cost 4 million euros.",
            "Jens Ro said that the repairs would cost 9 million euros.",
        ),
        ("Sonja Vik said that the new gate cost 2 million euros.", "Sonja Vik said that the repairs would take 9 weeks."),
        (
            "Jens Ro said that the state would pay for the bridge at Marlo.",
            "Jens Ro said that the state would not pay for the dam at Korvik.",
        ),
        ("Sonja Vik denied that she would resign.", "Sonja Vik confirmed that the dam had been leaking."),
    ],
)
def test_the_same_another_speaker_and_another_matter_are_none(turns: Find, then: str, now: str) -> None:
    assert turns(then, now) == ()


def test_what_has_no_date_is_not_earlier(turns: Find) -> None:
    then, now = (
        "Jens Ro said that the state would pay for the repairs.",
        "Jens Ro said that the state would not pay for the repairs.",
    )
    assert turns(then, now, None) == ()
