"""The story's chart as a picture file (PNG, 1,600 pixels wide); nothing where the story has none."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.formats._chart import draw_alone
from groundwire.formats._raster import to_png
from groundwire.model import Story, Verdict
from groundwire.protocols import Tools


class ChartPicture:
    """Renders a story's chart as PNG."""

    name = "chart"
    suffix = ".chart.png"
    media_type = "image/png"

    def render(self, story: Story, verdicts: Sequence[Verdict]) -> bytes:
        """The chart, or no bytes where the story has none."""
        return to_png(draw_alone(story.chart), zoom=2) if story.chart else b""


def make(tools: Tools) -> ChartPicture:
    """The format; it needs no tools."""
    return ChartPicture()
