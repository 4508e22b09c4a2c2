"""Which of the sentences that people wrote their articles do not back.

People who wrote headlines, roundups and summaries knew more than the articles that lie beside them. Each of the board's was read beside
the passages nearest to it, and the opening of each article, by a large language model told to rule as a fair copy editor (headline
licence granted) and shown nothing of our rulings: ``yes``, ``no``, or ``part`` where the passages shown could not settle it or the
sentence says nothing that could be checked. Those with ``no`` or ``part`` are left out of the board. ``unbacked.txt`` holds their ids."""

from __future__ import annotations

from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("unbacked.txt")


@cache
def unbacked() -> frozenset[str]:
    """The ids of the sentences that are left out."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line and not line.startswith("#"))
