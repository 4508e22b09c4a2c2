"""The subject of a table that a person asks for by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from groundwire.model import TableCard


def find_subject(words: str, subjects: Sequence[str], card: TableCard) -> str:
    """The subject that a person means by ``words``; empty where there is none, or more than one."""
    return _forms(subjects, card).get(fold(words), "")


def fold(text: str) -> str:
    """The text without case, diacritics and superfluous space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def _forms(subjects: Sequence[str], card: TableCard) -> dict[str, str]:
    """The subject of each form of words; empty where several have it."""
    forms: dict[str, str] = {}
    told = [(subject, subject) for subject in subjects]
    told += [(word, alias.subject) for alias in card.aliases if alias.subject in set(subjects) for word in alias.words]
    for word, subject in told:
        key = fold(word)
        forms[key] = subject if forms.get(key, subject) == subject else ""
    return forms
