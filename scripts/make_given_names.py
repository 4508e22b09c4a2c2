"""Make ``src/groundwire/reading/given_names.txt``: ``python scripts/make_given_names.py`` with Faker (MIT) installed.

Kept are the given names of Faker's English-speaking and some European locales that only men or only women have there, written in plain
letters; names that are also places or everyday words in our gazetteer are left out."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from groundwire.reading.gazetteer import OFFICE_WORDS, ORGANISATION_WORDS, PLACE_WORDS, look_up

LOCALES = """en_US en_GB en_IE en_NZ en_IN de_DE fr_FR es_ES it_IT nl_NL sv_SE pl_PL hu_HU pt_PT tr_TR""".split()
TARGET = Path(__file__).parents[1] / "src" / "groundwire" / "reading" / "given_names.txt"
WORDS = frozenset(
    """will mark grace hope faith joy rose may june april august art bill rich drew chase penny iris ruby amber crystal
    star sky andrea nicola robin kim sasha jean simone""".split()
)
"""Names that are everyday words, or borne by men here and women there."""


def plain(name: str) -> str:
    """The name in lower case without marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()


def main() -> None:
    """Write the names, one a line, with "he" or "she"."""
    found: dict[str, set[str]] = defaultdict(set)
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for word, attribute in (("he", "first_names_male"), ("she", "first_names_female")):
            for name in getattr(provider, attribute, ()):
                found[plain(name)].add(word)
    taken = OFFICE_WORDS | ORGANISATION_WORDS | PLACE_WORDS | WORDS
    names = sorted(
        (name, words.copy().pop())
        for name, words in found.items()
        if len(words) == 1 and re.fullmatch(r"[a-z]{3,}", name) and name not in taken and not look_up(name)
    )
    TARGET.write_text("".join(f"{name} {word}\n" for name, word in names), "ascii")
    print(f"{len(names)} names in {TARGET}")


if __name__ == "__main__":
    main()
