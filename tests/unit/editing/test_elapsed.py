"""Durations from two times and ages from a year of birth."""

from __future__ import annotations

import pytest

from groundwire.editing.elapsed import Dated, derive_age, derive_duration
from groundwire.editing.figure_agreement import Agreement, state


@pytest.fixture(scope="module")
def parts(read):
    def run(sentence, source):
        _, draft = read(sentence)
        _, reading = read(source)
        window = [Dated(time, reading.passage_at(time.span)) for time in reading.times]
        return state(draft.figures[0], draft.sentences[0]), draft.sentences[0], window

    return run


@pytest.mark.parametrize(
    ("sentence", "source", "agreement"),
    [
        ("The lockout lasted ten days.", "The lockout began on 3 March 2026 and ended on 13 March 2026.", Agreement.AGREES),
        ("The lockout lasted three weeks.", "The lockout began on 3 March 2026 and ended on 13 March 2026.", Agreement.DIFFERS),
        ("The session took nine hours.", "The session opened at 9 a.m. and rose at 6 p.m. that day.", Agreement.AGREES),
        ("The session took six hours.", "The session opened at 9 a.m. and rose at 6 p.m. that day.", Agreement.DIFFERS),
        ("The kiln closed after 25 years.", "The kiln was lit in 1996 and closed in 2021.", Agreement.AGREES),
        ("The kiln closed after more than 20 years.", "The kiln was lit in 1996 and closed in 2021.", Agreement.AGREES),
        ("The kiln closed after 40 years.", "The kiln was lit in 1996 and closed in 2021.", Agreement.DIFFERS),
    ],
)
def test_a_duration_follows_from_two_times(parts, sentence, source, agreement):
    stated, passage, window = parts(sentence, source)
    derived = derive_duration(stated, passage, [window])
    assert derived is not None
    assert derived.agreement is agreement


def test_no_duration_follows_from_one_time(parts):
    stated, passage, window = parts("The kiln closed after 25 years.", "The kiln was lit in 1996.")
    assert derive_duration(stated, passage, [window]) is None


@pytest.mark.parametrize(
    ("age", "agreement"),
    [("44", Agreement.AGREES), ("45", Agreement.AGREES), ("46", Agreement.DIFFERS), ("54", Agreement.DIFFERS)],
)
def test_an_age_follows_from_a_year_of_birth(parts, age, agreement):
    stated, passage, window = parts(f"Ilka Brandt, aged {age}, opened her show.", "Ilka Brandt, born in 1981, opened her show.")
    derived = derive_age(stated, passage, window, [2026])
    assert derived is not None
    assert derived.agreement is agreement


def test_no_age_follows_from_another_persons_birth(parts):
    stated, passage, window = parts("Ilka Brandt, aged 45, opened her show.", "Otto Lund was born in 1981.")
    assert derive_age(stated, passage, window, [2026]) is None
