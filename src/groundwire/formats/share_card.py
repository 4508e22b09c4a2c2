"""A card for sharing the story (PNG, 1,200 by 630 pixels): headline, what it stands on, and DRAFT until it is published."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.formats._raster import to_png
from groundwire.formats._share_card import draw_share_card
from groundwire.model import Story, Verdict
from groundwire.protocols import Tools


class ShareCard:
    """Renders a story's share card as PNG."""

    name = "share_card"
    suffix = ".card.png"
    media_type = "image/png"

    def render(self, story: Story, verdicts: Sequence[Verdict]) -> bytes:
        """The card."""
        return to_png(draw_share_card(story))


def make(tools: Tools) -> ShareCard:
    """The format; it needs no tools."""
    return ShareCard()
