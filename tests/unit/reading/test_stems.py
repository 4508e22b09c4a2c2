"""Stems of skimmed words: forms of a word come together, short words stay whole."""

from __future__ import annotations

import pytest

from groundwire.reading.stems import stem


@pytest.mark.parametrize(
    "forms", [("carry", "carried", "carries"), ("reopen", "reopened", "reopens", "reopening"), ("tax", "taxes")]
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["gas", "bus", "red", "sly", "ing", ""])
def test_short_word_stays_whole(word: str) -> None:
    assert stem(word) == word
