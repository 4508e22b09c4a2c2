"""Who speaks where the text does not say it outright: descriptions, pronouns over several sentences, words that nobody says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.growing import seconds_of

from groundwire.model import Document, Reading

Read = Callable[..., tuple[Document, Reading]]


def speaker(read: Read, text: str, words: str) -> str:
    """The speaker of the quotation that begins with ``words``: the key of the name, else the words for him."""
    document, reading = read(text)
    quote = next(quote for quote in reading.quotes if quote.is_direct and document.quote(quote.content).startswith(words))
    return quote.speaker_key or (document.quote(quote.speaker) if quote.speaker else "")


# --- descriptions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "description",
    ["the 34-year-old", "the world record holder", "the Norwegian", "the former Aldmoor striker"],
)
def test_a_description_is_the_one_the_sentence_before_is_about(read: Read, description: str) -> None:
    text = f"Maria Lund has called for an inquiry into the race. “I want answers,” {description} told reporters on Monday."
    assert speaker(read, text, "I want") == "maria lund"


def test_a_description_is_nobody_where_two_act(read: Read) -> None:
    text = "Maria Lund and Ines Calder have called for an inquiry. “I want answers,” the 34-year-old told reporters."
    assert speaker(read, text, "I want") == "the 34-year-old"


def test_a_description_is_not_the_one_who_tells_of_a_nameless_man(read: Read) -> None:
    text = "Maria Lund told the court that a man had fled. “I ran for my life,” the 34-year-old told reporters."
    assert speaker(read, text, "I ran") == "the 34-year-old"


def test_an_office_is_that_of_the_one_the_report_opens_with(read: Read) -> None:
    text = "Tomas Velidar has ruled out a new toll.\n\nThe prime minister said it was unfair. “We will not do it,” the prime minister said."
    assert speaker(read, text, "We will") == "tomas velidar"


def test_an_office_is_not_given_to_the_bearer_of_another(read: Read) -> None:
    text = "Finance Minister Tomas Velidar has ruled out a new toll.\n\n“We will not do it,” the chancellor said."
    assert speaker(read, text, "We will") == "the chancellor"


def test_a_spokesman_is_somebody_else(read: Read) -> None:
    text = "Tomas Velidar has ruled out a new toll.\n\n“He will not do it,” the spokesman said."
    assert speaker(read, text, "He will") == "the spokesman"


def test_the_bank_is_the_one_that_is_called_a_bank(read: Read) -> None:
    text = (
        "Lindmere Holdings, the third-biggest bank of the county, lost money on Monday. Tolvik Shipping Ltd closed a dock. It had no comment.\n\n"
        "“We are solvent,” the bank said."
    )
    assert speaker(read, text, "We are") == "lindmere holdings"


# --- names and pronouns -----------------------------------------------------------------------------------------------


def test_he_goes_on_over_sentences_without_a_name(read: Read) -> None:
    text = (
        "Tomas Velidar said the dock was shut. He said it would stay so. He warned that Anna Holt had no plan. "
        "“Nobody has one,” he said."
    )
    assert speaker(read, text, "Nobody") == "tomas velidar"


def test_a_surname_of_two_words_is_that_of_the_full_name(read: Read) -> None:
    text = "The governor of the bank, Pieter van Holt, closed it. Van Holt said the rate was “a good deal” for all."
    assert speaker(read, text, "a good deal") == "pieter van holt"


def test_a_wife_does_not_take_over_the_name_told_before(read: Read) -> None:
    text = "President Velidar opened the pier.\n\nHe came with his wife Maria Velidar.\n\n“It is done,” President Velidar said."
    assert speaker(read, text, "It is") != "maria velidar"


def test_the_name_beside_an_office_speaks(read: Read) -> None:
    assert speaker(read, "The Higher Works Minister, Kim Holt, said: “We are at work on it.”", "We are") == "kim holt"


def test_it_is_the_body_that_tells_the_sentence(read: Read) -> None:
    text = "Tolvik Shipping Ltd said it accepted the fine, adding that it had “learnt its lesson” at last."
    assert speaker(read, text, "learnt") == "tolvik shipping ltd"


# --- who does what the verb says --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Velidar said the talks had failed and that the plan was dead, adding: “Nobody wants it.”",
        "Tomas Velidar praised the crew in a statement calling the work “Nobody wants it.”",
        "On the tape Tomas Velidar is heard saying: “Nobody wants it.”",
        "Tomas Velidar said the reserves of the bank, which grew by a third in May, and the surplus “Nobody wants it.”",
    ],
)
def test_the_one_who_speaks_is_found_beyond_the_clause(read: Read, text: str) -> None:
    assert speaker(read, text, "Nobody") == "tomas velidar"


def test_who_is_warned_does_not_warn(read: Read) -> None:
    text = "Tomas Velidar said he was tired and warned the crews taking part they “had better be careful”."
    assert speaker(read, text, "had better") == "tomas velidar"


def test_a_day_does_not_speak(read: Read) -> None:
    text = "Tomas Velidar has no house in Lindmere, and said Monday, “This may be a first step.”"
    assert speaker(read, text, "This may") == "tomas velidar"


# --- words that nobody says -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tomas Velidar said the “B” shares of the firm were cheap.", "B"),
        ("Tomas Velidar said Officer William “Billy” Evert was on duty.", "Billy"),
        ("Tomas Velidar said the so-called “green wall” would hold.", "green wall"),
        ("Tomas Velidar said a levy known as the “harbour pound” would go.", "harbour pound"),
        ("Tomas Velidar said he had seen it on “Harbour News Tonight” before.", "Harbour News"),
        ("Six bands play at a show described as “a night of hope”.", "a night"),
    ],
)
def test_words_that_are_only_named_have_no_speaker(read: Read, text: str, words: str) -> None:
    assert speaker(read, text, words) == ""


def test_what_is_shouted_may_look_like_a_title(read: Read) -> None:
    assert speaker(read, "Tomas Velidar declared “Bridge Now Open” to the crowd.", "Bridge") == "tomas velidar"


def test_many_descriptions_are_read_in_linear_time(read: Read) -> None:
    part = "Maria Lund said no. “I want “B” shares,” the 34-year-old said. Lindmere Holdings, a bank, closed. The bank said so.\n\n"
    few, many = (seconds_of(lambda size=size: read(part * size)) for size in (20, 80))  # type: ignore[misc]
    assert many < 12 * few
