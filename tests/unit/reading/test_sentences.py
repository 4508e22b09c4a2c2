"""Sentences with exact offsets, whole quotations, no abbreviation mistaken for an end and no end for an abbreviation."""

from __future__ import annotations

import pytest

from groundwire.reading.sentences import LONGEST_QUOTATION, split_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ship left the port. Crews rested.", ["The ship left the port.", "Crews rested."]),
        ("The talks had been hard. Holm left.", ["The talks had been hard.", "Holm left."]),
        ("She ran the bank. Vos ran the mill.", ["She ran the bank.", "Vos ran the mill."]),
        ("The car hit a wall at 3 a.m. Police came.", ["The car hit a wall at 3 a.m.", "Police came."]),
        ("It was cold. “No,” he said.", ["It was cold.", "“No,” he said."]),
    ],
)
def test_plain_words_end_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He lives in St. Ives near Mt. Pleasant.",
        "Mr. Vos paid $3.5 million to J. R. Holm.",
        "The ferry left at 3 a.m. Monday with Gen. Karel Novak.",
        "The flight lands at 5 p.m. GMT in Velden.",
        "It came in at No. 3 in the U.S. Senate race.",
        "The firm, approx. 40 people, moved to Holm Inc. in May.",
    ],
)
def test_abbreviations_do_not_end_sentences(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We won. We will sail," Vos said. "It was long."', ['"We won. We will sail," Vos said.', '"It was long."']),
        ("“We won. We will sail,” Vos said. He left.", ["“We won. We will sail,” Vos said.", "He left."]),
        ('He said: "Go. Now." They went.', ['He said: "Go. Now."', "They went."]),
        ('"Will it hold?" she asked.', ['"Will it hold?" she asked.']),
        ('A 5" pipe burst. He said "no". She left.', ['A 5" pipe burst.', 'He said "no".', "She left."]),
        ('"We won. We left.', ['"We won.', "We left."]),
    ],
)
def test_a_quotation_that_closes_in_its_paragraph_is_not_torn(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_quotation_longer_than_a_sentence_can_bear_is_split() -> None:
    speech = "“" + "The bridge will carry lorries again. " * 20 + "It will,” Strand said."
    assert len(speech) > LONGEST_QUOTATION and len(split(speech)) > 10


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\n", "...", "“", '"""', "”“”“", "a" * 3000, "." * 3000, '" ' * 2000, "x. " * 1500]
)
def test_any_text_splits_into_ordered_pieces_without_blanks_around(text: str) -> None:
    pieces = split_sentences(text, 0, len(text))
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in pieces)
    assert all(one[1] <= other[0] for one, other in zip(pieces, pieces[1:], strict=False))


def test_offsets_count_in_the_whole_text() -> None:
    text = "Title\n\nIt rained. It snowed.\n\nEnd."
    start = text.index("It rained")
    assert [text[a:b] for a, b in split_sentences(text, start, start + 21)] == ["It rained.", "It snowed."]


def test_marks_without_end_are_broken_up() -> None:
    text = "The bridge is shut. " + "“" * 100_000 + " It opens on Friday."
    spans = split_sentences(text, 0, len(text))
    assert all(end - start <= 250 for start, end in spans)
    assert spans[0] == (0, 19) and sorted(spans) == spans and spans[-1][1] == len(text)
