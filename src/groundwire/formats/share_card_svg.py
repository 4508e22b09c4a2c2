"""The share card as a drawing (SVG), for those who make it their own."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.formats._share_card import draw_share_card
from groundwire.model import Story, Verdict
from groundwire.protocols import Tools


class ShareCardDrawing:
    """Renders a story's share card as SVG."""

    name = "share_card_svg"
    suffix = ".card.svg"
    media_type = "image/svg+xml"

    def render(self, story: Story, verdicts: Sequence[Verdict]) -> bytes:
        """The card in UTF-8."""
        return draw_share_card(story).encode("utf-8")


def make(tools: Tools) -> ShareCardDrawing:
    """The format; it needs no tools."""
    return ShareCardDrawing()
