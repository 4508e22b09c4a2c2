"""Which language a text is in: py3langid (Lui and Baldwin 2012), held back where it is known to err.

It takes English with many foreign names for their language, and cannot judge a few words at all. A second opinion counts the
little words that no English text does without."""

from __future__ import annotations

import re
import unicodedata

_FEWEST_WORDS = 20
_MOST_CHARACTERS = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Frequent in English and not words of the neighbouring languages as well ("in", "is", "a", "of", "was" are Dutch or German too).
_ENGLISH = frozenset(
    "the and that with for from this have has had been would which their they were are be it its by at on as to not who will after said says "
    "but his her about into over than when could should there other more also".split(" ")
)
_ENGLISH_SHARE = 0.14
_LATIN_SHARE = 0.5


def find_language(text: str, declared: str, expected: tuple[str, ...]) -> str:
    """The language of ``text`` as an ISO 639-1 code, with the region where ``declared`` gives one for the same language.

    Fewer than 20 words in Latin letters are taken to be in the language declared, else in the first of ``expected``. Any text
    gets an answer."""
    text = text[:_MOST_CHARACTERS]
    words = _WORD.findall(text.lower())
    base = re.split(r"[-_]", declared.strip().lower())[0]
    if _latin_share(text) >= _LATIN_SHARE and len(words) < _FEWEST_WORDS:
        found = base if re.fullmatch(r"[a-z]{2}", base) else expected[0]
    elif "en" in expected and words and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        found = "en"
    else:
        found = _classify(text)
    return declared.strip().replace("_", "-") if base == found else found


def _classify(text: str) -> str:
    import py3langid

    language, _ = py3langid.classify(text)
    return str(language)


def _latin_share(text: str) -> float:
    """Share of the letters that are Latin; 1 for a text without letters."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(character < "\u0250" or unicodedata.name(character, "").startswith("LATIN") for character in letters)
    return latin / len(letters) if letters else 1.0
