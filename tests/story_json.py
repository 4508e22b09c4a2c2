"""The keys of a story as JSON, in the order in which they are printed: what other people's scripts depend on."""

from __future__ import annotations

from typing import Final

STORY_KEYS: Final = (
    "id",
    "revision",
    "headline",
    "lede",
    "key_points",
    "social_line",
    "search_title",
    "sections",
    "timeline",
    "disagreements",
    "ledger",
    "see_also",
    "read_next",
    "companies",
    "picture",
    "chart",
    "disclosure",
    "writer",
    "cost",
    "drafting",
    "exchanges",
    "documents",
    "tables",
)
