"""Which language a text is in: py3langid (Lui and Baldwin 2012), held back where it is known to err.

It takes English with many foreign names for their language, and cannot judge a few words at all. A second opinion counts the
little words that no English text does without."""

from __future__ import annotations

import re
import unicodedata

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
        found = _classify(text)
        if found in _LIKE_ENGLISH:
            found = "en" if "en" in expected else expected[0]
    return declared.strip().replace("_", "-") if base == found else found


def _english_share(words: list[str]) -> float:
    """Share of English little words among the words in small letters, which leaves names out; among all words of a text in
    capitals."""
    small = [word for word in words if word[0].islower()]
    counted = small if len(small) * 10 >= len(words) else [word.lower() for word in words]
    return sum(word in _ENGLISH for word in counted) / len(counted) if counted else 0.0


def _classify(text: str) -> str:
    import py3langid

    language, _ = py3langid.classify(text)
    return str(language)


def _latin_share(text: str) -> float:
    """Share of the letters that are Latin; 1 for a text without letters."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(character < "\u0250" or unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return latin / len(letters) if letters else 1.0
