"""Numbers that are no figures: labels, ranks, multiples, and nobody."""

from __future__ import annotations

import pytest

from groundwire.editing.absences import find_absence
from groundwire.editing.labels import find_labels, find_other_number
from groundwire.editing.multiples import find_multiples
from groundwire.editing.ranks import find_other_rank, find_ranks


@pytest.fixture(scope="module")
def passage(read):
    return lambda text: read(text)[1].sentences[0]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The crane at Pier 6 fell.", ["Pier 6"]),
        ("Flight 271 turned back to Orsk.", ["Flight 271"]),
        ("An Airbus A380 left from gate 12.", ["A380", "gate 12"]),
        ("On June 12 the Brandts sold 40 barges.", []),
        ("In Tolvik 300 homes lost power in 2019.", []),
    ],
)
def test_labels_are_names_with_numbers(passage, text, labels):
    assert [label.text for label in find_labels(passage(text))] == labels


def test_a_label_with_another_number_is_found(passage):
    (label,) = find_labels(passage("The crane at Pier 4 fell."))
    other = find_other_number(label, [passage("The crane stood at Pier 6.")])
    assert other is not None
    assert other[0].text == "Pier 6"


def test_a_label_that_some_passage_has_stands(passage):
    (label,) = find_labels(passage("The crane at Pier 4 fell."))
    passages = [passage("The crane stood at Pier 6."), passage("Others were at Pier 4.")]
    assert find_other_number(label, passages) is None


@pytest.mark.parametrize(
    ("draft", "source", "told"),
    [
        ("Orsk is the largest harbour in the bay.", "Orsk is the second-largest harbour in the bay.", "second-largest"),
        ("Orsk is the third-largest harbour.", "Orsk is the second-largest harbour in the bay.", "second-largest"),
        ("Orsk is the second-largest harbour.", "Orsk is the largest harbour in the bay.", "largest"),
    ],
)
def test_another_rank_is_found(passage, draft, source, told):
    (rank,) = find_ranks(passage(draft))
    other = find_other_rank(rank, [passage(source)])
    assert other is not None
    assert other[0].text == told


def test_the_same_rank_stands(passage):
    (rank,) = find_ranks(passage("Orsk is the bay's second-largest harbour."))
    assert find_other_rank(rank, [passage("Orsk is the second-largest harbour in the bay.")]) is None


@pytest.mark.parametrize(
    ("text", "fits", "fails"),
    [
        ("Fares doubled.", "2", "1.4"),
        ("Fares more than doubled.", "2.3", "1.9"),
        ("Fares almost doubled.", "1.9", "2.3"),
        ("Fares halved.", "0.5", "0.8"),
    ],
)
def test_multiples_reach_as_far_as_their_words(passage, text, fits, fails):
    (multiple,) = find_multiples(passage(text))
    low, high = multiple.reach
    assert low <= type(low)(fits) <= high
    assert not low <= type(low)(fails) <= high


def test_a_double_room_is_no_multiple(passage):
    assert list(find_multiples(passage("They took a double room by the quay."))) == []


@pytest.mark.parametrize(
    ("draft", "source", "words"),
    [
        ("Two are missing.", "Nobody is missing after the slide.", "Nobody is missing"),
        ("Four riders were hurt.", "No riders were hurt when the tram stopped.", "No riders were hurt"),
        ("Two people are missing.", "No one is missing, a ranger said.", "No one is missing"),
    ],
)
def test_a_number_is_denied_where_nobody_did_it(read, draft, source, words):
    _, reading = read(draft)
    found = find_absence(reading.figures[0], reading.sentences[0], [read(source)[1].sentences[0]])
    assert found is not None
    assert found[0] == words


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Two are missing.", "Nobody is hurt after the slide."),
        ("Four riders were hurt.", "No horses were hurt when the tram stopped."),
        ("Four riders were hurt.", "Four riders were hurt and nobody died."),
    ],
)
def test_another_absence_denies_nothing(read, draft, source):
    _, reading = read(draft)
    assert find_absence(reading.figures[0], reading.sentences[0], [read(source)[1].sentences[0]]) is None
