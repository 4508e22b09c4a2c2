"""Given names that only men, or only women, have: a list to lean on where the text does not say."""

from __future__ import annotations

from importlib import resources
from typing import Final

GIVEN_NAMES: Final = dict(
    line.split() for line in (resources.files(__package__) / "given_names.txt").read_text("ascii").splitlines()
)
"""The folded name with "he" or "she"; made by ``scripts/make_given_names.py``."""
