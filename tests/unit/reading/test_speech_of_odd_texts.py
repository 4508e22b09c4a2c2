"""Who said what in texts whose marks do not add up, or are none: strays, gaps, foreign marks, inches, titles, verse, very long quotations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.model import Document, Reading

Read = Callable[..., tuple[Document, Reading]]


def direct(document: Document, reading: Reading) -> list[tuple[str, str]]:
    """Content and speaker of the words in marks, by name where the reading knows it."""
    return [
        (document.quote(quote.content), quote.speaker_key or (document.quote(quote.speaker) if quote.speaker else ""))
        for quote in reading.quotes
        if quote.is_direct
    ]


def spoken(document: Document, reading: Reading) -> list[tuple[str, str]]:
    return [(words, speaker) for words, speaker in direct(document, reading) if speaker]


# --- every kind of marks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "»The mast broke at dawn,« Ida Brekke said. »It lies on the quay.«",
        "„The mast broke at dawn,“ Ida Brekke said. „It lies on the quay.“ The quay is shut.",
        "„The mast broke at dawn,” Ida Brekke said. „It lies on the quay.”",
        "”The mast broke at dawn,” Ida Brekke said. ”It lies on the quay.”",
        "»The mast broke at dawn,» Ida Brekke said. »It lies on the quay.»",
        "“The mast broke at dawn,“ Ida Brekke said. “It lies on the quay.“",
        "'The mast broke at dawn,' Ida Brekke said. 'It lies on the quay.'",
        "‘The mast broke at dawn,’ Ida Brekke said. ‘It lies on the quay.’",
    ],
)
def test_marks_of_other_languages_open_and_close(read: Read, text: str) -> None:
    found = direct(*read(text))
    assert found == [("The mast broke at dawn,", "ida brekke"), ("It lies on the quay.", "ida brekke")]


def test_french_marks_stand_apart_from_their_words(read: Read) -> None:
    document, reading = read("« The mast broke at dawn », Ida Brekke said. She called it « a bad night ».")
    assert [words for words, _ in direct(document, reading)] == ["The mast broke at dawn", "a bad night"]
    assert document.quote(reading.quotes[0].speaker) == "Ida Brekke"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“The pilot told me ‘turn back’ and I did,” Ida Brekke said.", "turn back"),
        ("‘The pilot told me “turn back” and I did,’ Ida Brekke said.", "turn back"),
        ("\"The pilot told me 'turn back' and I did,\" Ida Brekke said.", "turn back"),
        ("„The pilot told me ‚turn back‘ and I did,“ Ida Brekke said.", "turn back"),
    ],
)
def test_a_quotation_inside_a_quotation_has_its_own_speaker(read: Read, text: str, inner: str) -> None:
    document, reading = read(text)
    outer, nested = direct(document, reading)
    assert outer[1] == "ida brekke"
    assert nested == (inner, "The pilot")


# --- marks that are none ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The dockers' hall was full, the singers' coats were wet, and O'Dowd played rock 'n' roll of the '90s.",
        "The dockers’ hall was full, the singers’ coats were wet, and O’Dowd played rock ’n’ roll of the ’90s.",
        "The dockers’ hall was full of ‘90s songs, and O’Dowd sang them for the town’s choirs’ sake.",
        "The mast is 40' long, the beam 12\" wide and the mate 6'2\" tall. The hold of 10' x 12' was empty.",
        "The mast is 40′ long, the beam 12″ wide and the mate 6′2″ tall.",
        "The mast is 40’ long, the beam 12” wide and the mate 6’2” tall. The 12” beam broke.",
    ],
)
def test_apostrophes_and_measures_quote_nobody(read: Read, text: str) -> None:
    assert direct(*read(text)) == []


def test_inches_beside_a_quotation_do_not_break_it(read: Read) -> None:
    document, reading = read('Ida Brekke said the 12" beam "went like a straw" and the 6" one held. "It held," Brekke said.')
    assert direct(document, reading) == [("went like a straw", "ida brekke"), ("It held,", "ida brekke")]


@pytest.mark.parametrize(
    "text",
    [
        '"The Drowned Orchard" opened on Friday. Crowds came to see "The Drowned Orchard" and "Salt, Salt."',
        "“The Drowned Orchard” opened on Friday. The so-called “dry” dock is under water.",
        "‘The Drowned Orchard’ won a prize. The ‘dry’ dock is under water.",
    ],
)
def test_titles_and_words_at_arms_length_are_nobodys(read: Read, text: str) -> None:
    document, reading = read(text)
    assert direct(document, reading)
    assert spoken(document, reading) == []


# --- marks that are missing -------------------------------------------------------------------------------------------


def test_a_quotation_never_closed_ends_where_the_next_speaker_is_named(read: Read) -> None:
    document, reading = read(
        "Ida Brekke said “the mast broke at dawn and fell. Olav Trane said the crew was safe. Trane thanked the pilots."
    )
    assert direct(document, reading) == [("the mast broke at dawn and fell.", "ida brekke")]
    assert [document.quote(q.content) for q in reading.quotes if q.speaker_key == "olav trane"] == ["the crew was safe"]


def test_a_quotation_never_closed_ends_before_its_own_speaker(read: Read) -> None:
    document, reading = read("“The mast broke at dawn, Ida Brekke said. The ferry is late. Olav Trane said the crew was safe.")
    assert direct(document, reading) == [("The mast broke at dawn", "ida brekke")]


def test_a_mark_that_stays_open_makes_its_speaker_less_sure(read: Read) -> None:
    _, whole = read("Ida Brekke said: “The mast broke. It lies on the quay.”\n\nThe ferry is late.")
    _, broken = read("Ida Brekke said: “The mast broke. It lies on the quay.\n\nThe ferry is late.")
    assert broken.quotes[0].speaker_key == whole.quotes[0].speaker_key == "ida brekke"
    assert broken.quotes[0].confidence < whole.quotes[0].confidence


@pytest.mark.parametrize("mark", ["”", '"', "“"])
def test_a_quotation_never_opened_begins_with_its_sentence(read: Read, mark: str) -> None:
    document, reading = read(f"The ferry is late. The mast broke at dawn,{mark} Ida Brekke said. The quay is shut.")
    assert direct(document, reading) == [("The mast broke at dawn,", "ida brekke")]


def test_a_paragraph_that_opens_and_a_next_one_that_closes_are_two_quotations(read: Read) -> None:
    document, reading = read('Ida Brekke said, "The mast broke.\n\nThe crew is safe," Olav Trane said.')
    assert direct(document, reading) == [("The mast broke.", "ida brekke"), ("The crew is safe,", "olav trane")]


def test_a_question_and_who_asks_it_may_be_two_sentences(read: Read) -> None:
    document, reading = read("Ida Brekke told the court: “He said: ‘Go away.’” “And did you?” Olav Trane asked.")
    assert direct(document, reading)[-1] == ("And did you?", "olav trane")


# --- long quotations, verse -------------------------------------------------------------------------------------------

SENTENCES = (
    "We saw the mast go at first light.",
    "Nobody had looked at the bolts since spring.",
    "I wrote to the board about it twice.",
)


def speech(paragraphs: int) -> list[str]:
    return [" ".join(f"{sentence[:-1]}, on day {number}." for sentence in SENTENCES) for number in range(paragraphs)]


@pytest.mark.parametrize("named", ["first", "last"])
def test_two_thousand_words_with_opening_marks_have_one_speaker(read: Read, named: str) -> None:
    lines = [f"“{line}" for line in speech(70)]
    if named == "first":
        lines[0] = f"Ida Brekke said: {lines[0]}"
        lines[-1] += "”"
    else:
        lines[-1] += "” Ida Brekke said."
        lines[-1] = lines[-1].replace(".”", ",”")
    text = "\n\n".join([*lines, "The ferry is late. It waits at the quay."])
    assert len(text.split()) > 1900
    found = direct(*read(text))
    assert len(found) == 70
    assert {speaker for _, speaker in found} == {"ida brekke"}
    assert not any("ferry" in words for words, _ in found)


def test_a_long_quotation_without_marks_between_its_ends_has_one_speaker(read: Read) -> None:
    lines = speech(30)
    text = "\n\n".join([f"Ida Brekke said: “{lines[0]}", *lines[1:-1], f"{lines[-1]}”", "The ferry is late."])
    found = direct(*read(text))
    assert [words for words, _ in found] == lines
    assert {speaker for _, speaker in found} == {"ida brekke"}


def test_nothing_is_bridged_over_another_speaker(read: Read) -> None:
    lines = speech(4)
    text = "\n\n".join(
        [f"Ida Brekke said: “{lines[0]}", lines[1], "Olav Trane said the crew was safe.", f"{lines[3]}” he said."]
    )
    assert lines[1] not in [words for words, _ in direct(*read(text))]


def test_two_thousand_words_in_one_paragraph_have_one_speaker(read: Read) -> None:
    words = " ".join(speech(70))
    document, reading = read(f"“{words}” Ida Brekke said.\n\nThe ferry is late.")
    assert direct(document, reading) == [(words, "ida brekke")]


def test_lines_of_verse_are_one_quotation(read: Read) -> None:
    document, reading = read(
        "Ida Brekke opened the feast.\n\n“The river took the mast,\nthe mast took the road,\nand nobody saw me go,” Ida Brekke sang."
        "\n\nThe ferry is late."
    )
    verse = "The river took the mast,\nthe mast took the road,\nand nobody saw me go,"
    assert direct(document, reading) == [(verse, "ida brekke")]
    assert not any(quote.content.overlaps(reading.quotes[0].content) for quote in reading.quotes[1:])


def test_a_poem_without_marks_is_nobodys(read: Read) -> None:
    assert not read("Night Ferry\n\nThe river took the mast,\nthe mast took the road,\nand I took nothing home.")[1].quotes


def test_a_text_without_quotations_has_none(read: Read) -> None:
    assert not read("The bridge closed on Friday. Traffic went by the ferry. Nobody was hurt, and nothing broke.")[1].quotes


def test_capitals_throughout_change_nothing(read: Read) -> None:
    document, reading = read("THE MAYOR SAID THE BRIDGE WOULD CLOSE. “WE HAVE NO CHOICE,” IDA BREKKE SAID.")
    assert [(document.quote(quote.content), document.quote(quote.speaker)) for quote in reading.quotes if quote.speaker] == [
        ("THE BRIDGE WOULD CLOSE", "THE MAYOR"),
        ("WE HAVE NO CHOICE,", "IDA BREKKE"),
    ]


# --- the colon, and what comes after a quotation ----------------------------------------------------------------------


def test_what_a_colon_announces_ends_with_its_sentence_unless_marks_hold_more(read: Read) -> None:
    document, reading = read("Ida Brekke put it plainly: the mast is gone. It lay there for years.")
    assert all("years" not in document.quote(quote.content) for quote in reading.quotes)
    document, reading = read("Ida Brekke put it plainly: “The mast is gone. It lay there for years. Nobody looked.”")
    assert direct(document, reading) == [("The mast is gone. It lay there for years. Nobody looked.", "ida brekke")]


@pytest.mark.parametrize("cue", ["stressed", "took care to emphasise", "repeated"])
def test_a_second_deed_behind_a_quotation_is_no_part_of_what_was_said(read: Read, cue: str) -> None:
    document, reading = read(f"Ida Brekke {cue} that “I respect her view” but criticised the minister's plan.")
    assert direct(document, reading) == [("I respect her view", "ida brekke")]
    assert not any("criticised" in document.quote(quote.content) for quote in reading.quotes)
    stances = [(document.quote(stance.content), stance.speaker_key) for stance in reading.stances if stance.cue]
    assert ("the minister's plan", "ida brekke") in stances


@pytest.mark.parametrize("name", ["St Brannoc's Hospital", "St. Brannoc's Hospital", "St Olav’s Primary School"])
def test_a_house_called_after_a_saint_is_one_name(read: Read, name: str) -> None:
    document, reading = read(f"{name} said four people were treated.")
    assert [document.quote(quote.speaker) for quote in reading.quotes if quote.speaker] == [name]
    assert reading.quotes[0].speaker_key not in ("hospital", "school")
