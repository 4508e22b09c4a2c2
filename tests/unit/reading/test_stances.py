"""Acts that name what was spoken of instead of saying what was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.model import Document, Reading

Read = Callable[..., tuple[Document, Reading]]


def stances(document: Document, reading: Reading) -> list[tuple[str, str, str]]:
    """Speaker, cue and matter of each, as words."""
    return [
        (
            document.quote(one.speaker) if one.speaker else "",
            document.quote(one.cue) if one.cue else "",
            document.quote(one.content),
        )
        for one in reading.stances
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "matter"),
    [
        ("The union criticised the new timetable.", "The union", "criticised", "the new timetable"),
        ("Mayor Anna Holt has repeatedly defended the bridge.", "Mayor Anna Holt", "has repeatedly defended", "the bridge"),
        ("Opponents called for an inquiry into the fire.", "Opponents", "called for", "an inquiry into the fire"),
        ("The minister apologised for the delay.", "The minister", "apologised for", "the delay"),
        ("The company declined to comment.", "The company", "declined", "to comment"),
        ("Holt described the plan as a gift to the port.", "Holt", "described", "the plan as a gift to the port"),
    ],
)
def test_a_stance_has_its_speaker_cue_and_matter(read: Read, text: str, speaker: str, cue: str, matter: str) -> None:
    assert (speaker, cue, matter) in stances(*read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Holt said the plan would fail.",
        "The crane operator called the control room.",
        "Rain fell on Tolvik.",
        "The storm destroyed the pier.",
        "“I support the plan,” Holt said.",
    ],
)
def test_what_says_something_or_is_no_speech_is_no_stance(read: Read, text: str) -> None:
    assert stances(*read(text)) == []


def test_a_stance_is_no_quote(read: Read) -> None:
    _, reading = read("The union criticised the new timetable.")
    assert reading.quotes == ()


def test_marked_words_within_a_stance_stay_a_quotation(read: Read) -> None:
    document, reading = read("Holt called the timetable “a bad joke” on Monday.")
    assert [document.quote(quote.content) for quote in reading.quotes] == ["a bad joke"]
    assert stances(document, reading)[0][2].startswith("the timetable “a bad joke")
