"""Words that their layout hands to a speaker: transcripts, interviews, posts; and the labels that are no speakers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import pytest

from groundwire.model import Document, Reading
from groundwire.reading.layout import find_furniture, find_headline

Read = Callable[..., tuple[Document, Reading]]


def turns(document: Document, reading: Reading) -> list[tuple[str, str]]:
    """Speaker, by name where the text gives it, and content of every direct quote."""
    return [
        (quote.speaker_key or (document.quote(quote.speaker) if quote.speaker else ""), document.quote(quote.content))
        for quote in reading.quotes
        if quote.is_direct
    ]


HEARING = """The mayor, Ida Brekke, met residents on Monday. A record of the meeting follows.

MAYOR BREKKE: The bridge will close on Friday. It will stay closed for a year.

OLAV TRANE: Who pays for it?

BREKKE: The county does. I think we have asked for four million.

[Applause]

We shall ask for more.

TRANE: Olga Sund said “never again” last year.

BREKKE: She did."""


def test_every_turn_of_a_transcript_is_its_labelled_speakers(read: Read) -> None:
    document, reading = read(HEARING)
    assert turns(document, reading) == [
        ("ida brekke", "The bridge will close on Friday. It will stay closed for a year."),
        ("olav trane", "Who pays for it?"),
        ("ida brekke", "The county does. I think we have asked for four million."),
        ("ida brekke", "We shall ask for more."),
        ("olav trane", "Olga Sund said “never again” last year."),
        ("olga sund", "never again"),
        ("ida brekke", "She did."),
    ]
    assert not [
        quote for quote in reading.quotes if not quote.is_direct and document.quote(quote.content).startswith("we have")
    ]


def test_a_label_gives_speaker_and_cue(read: Read) -> None:
    document, reading = read(HEARING)
    first = next(quote for quote in reading.quotes if quote.is_direct)
    assert first.speaker is not None
    assert first.cue is not None
    assert (document.quote(first.speaker), document.quote(first.cue)) == ("MAYOR BREKKE", ":")


@pytest.mark.parametrize("wrapped", [False, True])
def test_turns_may_stand_on_lines_of_their_own(read: Read, wrapped: bool) -> None:
    end = " and nobody could tell\nwhen it would open again." if wrapped else "."
    document, reading = read(
        f"Speaker 1: The line is closed{end}\nSpeaker 2: When will it open?\nSpeaker 1: Not before June, I think{end}"
    )
    said = [speaker for speaker, _ in turns(document, reading)]
    assert [speaker for speaker, _ in groupby(said)] == ["Speaker 1", "Speaker 2", "Speaker 1"]


def test_a_paragraph_that_names_the_speaker_is_the_reporters(read: Read) -> None:
    document, reading = read(
        "IDA BREKKE: We close the bridge.\n\nBrekke left the room at noon.\n\nOLAV TRANE: Who pays?\n\nIDA BREKKE: You do."
    )
    assert [words for _, words in turns(document, reading)] == ["We close the bridge.", "Who pays?", "You do."]


def test_what_follows_the_last_turn_is_nobodys(read: Read) -> None:
    document, reading = read(
        "IDA BREKKE: We close it.\n\nOLAV TRANE: Who pays?\n\nIDA BREKKE: You do.\n\nThe ferry runs hourly."
    )
    assert turns(document, reading)[-1][1] == "You do."


def test_a_host_and_a_guest_by_surname(read: Read) -> None:
    document, reading = read(
        "Host: Welcome to the show. With me is Lena Marsh, the chief engineer.\n\nMarsh: Thank you. The dam is safe.\n\n"
        "Host: Is it?\n\nLM: It is safe."
    )
    assert [speaker for speaker, _ in turns(document, reading)] == ["Host", "lena marsh", "Host", "lena marsh"]


QUESTIONS = (
    "{0} Why did the crane fall?\n\n{1} The bolts were loose. Nobody checked them.\n\n{0} Who should have?\n\n{1} My office."
)


@pytest.mark.parametrize("labels", [("Q:", "A:"), ("Q.", "A."), ("**Q:**", "**A:**"), ("Question:", "Answer:")])
def test_an_answer_is_the_interviewed_persons_if_the_text_says_who_that_is(read: Read, labels: tuple[str, str]) -> None:
    asked = QUESTIONS.format(*labels)
    document, reading = read(f"The Courier spoke to the harbour master, Petra Holm, on Tuesday.\n\n{asked}")
    found = [turn for turn in turns(document, reading) if turn[0] == "petra holm"]
    assert [words for _, words in found] == ["The bolts were loose. Nobody checked them.", "My office."]
    assert not any(
        quote.speaker_key for quote in reading.quotes if quote.speaker and document.quote(quote.speaker).startswith("Q")
    )


@pytest.mark.parametrize(
    "before", ["", "The crane fell on Tuesday.\n\n", "The Courier spoke to Petra Holm and to Jan Berg on Tuesday.\n\n"]
)
def test_an_answer_is_unsure_if_the_text_does_not_say_who_is_interviewed(read: Read, before: str) -> None:
    _, reading = read(before + QUESTIONS.format("Q:", "A:"))
    answers = [quote for quote in reading.quotes if quote.is_direct]
    assert len(answers) == 4
    assert all(quote.speaker is not None and not quote.speaker_key and quote.confidence < 0.5 for quote in answers)


def test_a_question_is_no_headline() -> None:
    assert find_headline(QUESTIONS.format("Q.", "A.")) is None


INTERVIEW = """Petra Holm has run the harbour for nine years. She spoke to the Courier on Tuesday.

**Why did the crane fall?**

The bolts were loose. I had asked the board for new ones.

**Who should have checked?**

My office should have. We did not.

It will not happen again.

This interview has been shortened."""


def test_answers_under_questions_on_lines_of_their_own(read: Read) -> None:
    document, reading = read(INTERVIEW)
    assert turns(document, reading) == [
        ("petra holm", "The bolts were loose. I had asked the board for new ones."),
        ("petra holm", "My office should have. We did not."),
        ("petra holm", "It will not happen again."),
    ]


def test_questions_as_headings_of_a_report_make_no_interview(read: Read) -> None:
    _, reading = read(
        "Petra Holm has run the harbour for nine years. She spoke to the Courier on Tuesday.\n\nWhy did the crane fall?\n\n"
        "The bolts were loose. They had rusted.\n\nWho should have checked?\n\nThe harbour office has that duty.\n\nIt failed."
    )
    assert not [quote for quote in reading.quotes if quote.is_direct]


def test_questions_in_a_report_with_quotations_make_no_interview(read: Read) -> None:
    document, reading = read(
        "Olav Trane spoke to Petra Holm on Tuesday.\n\nWhy did the crane fall?\n\nTrane began by saying: “I do not know.”\n\n"
        "Who should have checked?\n\n“We all should,” he said.\n\nThe talk ended there."
    )
    assert not [speaker for speaker, words in turns(document, reading) if "began" in words or speaker == "petra holm"]


def test_posts_are_their_writers(read: Read) -> None:
    document, reading = read("The crane fell on Monday.\n\n@ostvikport: The port is open again. Ships may enter.")
    assert turns(document, reading) == [("@ostvikport", "The port is open again. Ships may enter.")]
    for post in ("“The crane is gone for good.”", "The crane is gone for good."):
        document, reading = read(
            f"Petra Holm runs the harbour.\n\n{post} — Petra Holm (@pholm) May 3, 2024\n\nIt fell on Monday."
        )
        assert turns(document, reading) == [("petra holm", "The crane is gone for good.")]


def test_a_signature_on_its_own_line_signs_the_line_above(
    make_document: Callable[..., Document], encoders: object, read: Read
) -> None:
    text = (
        "Petra Holm runs the harbour.\n\nThe crane is gone for good.\n\n— Petra Holm (@pholm) May 3, 2024\n\nIt fell on Monday."
    )
    plain = make_document(text)
    document, reading = read(text, furniture=tuple(plain.span(*place) for place in find_furniture(text)))
    assert document.furniture
    assert turns(document, reading) == [("petra holm", "The crane is gone for good.")]


@pytest.mark.parametrize(
    "text",
    [
        "PHOTO: Workers look at the crane that fell on Monday.\n\nUPDATE: The port has opened again. You may enter.",
        "KEY POINTS: The crane fell at noon.\n\nWEATHER: Will it rain? Yes.\n\nNote: We took the figures from last year.",
        "BUDAPEST: The port was closed. We waited.\n\nOSLO: The port was open. Did you see it?\n\nBUDAPEST: It was closed.",
        "WASHINGTON (Wire) — The port was closed. What now?\n\nRead more: The crane that fell twice. You may like it.",
        "Monday: We walk to the quay.\n\nTuesday: We rest. Do you?\n\nMonday: We walk again.",
        "Step 1: Wash your hands.\n\nStep 2: Dry them.\n\nStep 1: Wash them again.",
        "Pros: You save money.\n\nCons: You lose time.\n\nPros: You meet people.\n\nCons: You tire.",
        "What we know: The crane fell.\n\nWhat we do not know: Why did it fall?",
        "Ida Brekke: mayor since 2010, born in Ostvik\n\nOlav Trane: engineer at the port, born in Sund",
        "Ida Brekke: Win the north.\n\nOlav Trane: Hang on. You may last.\n\nLena Marsh: Is it over?",
        "Ida Brekke: I never saw it.\n\nIda Brekke: Who pays for the mast?\n\nThe mast fell on Monday.",
        "Ida Brekke: 1,204 votes\n\nOlav Trane: 988 votes\n\nTurnout: 61 percent",
        "A. Brekke led the talks. We were there.\n\nQ. Trane took the notes. You saw him.",
    ],
)
def test_labels_of_sections_pictures_and_places_are_no_speakers(read: Read, text: str) -> None:
    assert turns(*read(text)) == []
