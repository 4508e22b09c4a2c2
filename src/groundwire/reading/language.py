"""Which language a text is in: py3langid (Lui and Baldwin 2012), held back where it is known to err.

It takes English with many foreign names for their language, and cannot judge a few words at all. A second opinion counts the
little words that no English text does without."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

_FEWEST_WORDS = 20
_MOST_CHARACTERS = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Frequent in English and no frequent words of its neighbours ("in", "is", "was", "for", "at", "have", "over" are Dutch or
# Danish too).
_ENGLISH = frozenset(
    (
        *(
            "the",
            "of",
            "and",
            "that",
            "with",
            "from",
            "this",
            "has",
            "been",
            "would",
            "which",
            "their",
            "they",
            "were",
            "are",
            "it",
            "its",
        ),
        *(
            "said",
            "says",
            "who",
            "after",
            "his",
            "but",
            "about",
            "into",
            "could",
            "should",
            "there",
            "when",
            "than",
            "because",
            "while",
        ),
    )
)
_ENGLISH_SHARE = 0.1
# What py3langid calls English that is short of sentences: Pidgin, Scots, "no language" (tables of results).
_LIKE_ENGLISH = frozenset(("pcm", "sco", "jam", "zxx"))
_LATIN_SHARE = 0.5
SURE = 0.5
"""Probability from which the classifier's language is believed whatever is expected. Prose of twenty words and more gets as much."""
POSSIBLE = 0.01
"""Least probability of an expected language in a text of which the classifier is not sure: tables, lists of places. Of foreign prose none
is given more than a fiftieth of this to English."""


class _Identifier(Protocol):
    """What of py3langid is used."""

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every language with its probability, likeliest first."""
        ...


def find_language(text: str, declared: str, expected: tuple[str, ...]) -> str:
    """The language of ``text`` as an ISO 639-1 code, with the region where ``declared`` gives one for the same language.

    Fewer than 20 words in Latin letters are taken to be in the language declared, else in the first of ``expected``. Any text
    gets an answer."""
    text = text[:_MOST_CHARACTERS]
    words = _WORD.findall(text)
    base = re.split(r"[-_]", declared.strip().lower())[0]
    if _latin_share(text) >= _LATIN_SHARE and len(words) < _FEWEST_WORDS:
        found = base if re.fullmatch(r"[a-z]{2}", base) else expected[0]
    elif "en" in expected and _english_share(words) >= _ENGLISH_SHARE:
        found = "en"
    else:
        found = _classify(text, expected)
        if found in _LIKE_ENGLISH:
            found = "en" if "en" in expected else expected[0]
    return declared.strip().replace("_", "-") if base == found else found


def _english_share(words: list[str]) -> float:
    """Share of English little words among the words in small letters, which leaves names out; among all words of a text in
    capitals."""
    small = [word for word in words if word[0].islower()]
    counted = small if len(small) * 10 >= len(words) else [word.lower() for word in words]
    return sum(word in _ENGLISH for word in counted) / len(counted) if counted else 0.0


def _classify(text: str, expected: tuple[str, ...]) -> str:
    """The likeliest language; of a text too poor in sentences to tell, the likeliest of those expected that it may be."""
    ranked = _identifier().rank(text)
    language, probability = ranked[0]
    if probability < SURE:
        possible = [code for code, share in ranked if code in expected and share >= POSSIBLE]
        return possible[0] if possible else str(language)
    return str(language)


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


def _latin_share(text: str) -> float:
    """Share of the letters that are Latin; 1 for a text without letters."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(character < "\u0250" or unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return latin / len(letters) if letters else 1.0
