"""The story's chart as a drawing (SVG) with title and source; nothing where the story has none."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.formats._chart import draw_alone
from groundwire.model import Story, Verdict
from groundwire.protocols import Tools


class ChartDrawing:
    """Renders a story's chart as SVG."""

    name = "chart_svg"
    suffix = ".chart.svg"
    media_type = "image/svg+xml"

    def render(self, story: Story, verdicts: Sequence[Verdict]) -> bytes:
        """The chart in UTF-8, or no bytes where the story has none."""
        return draw_alone(story.chart).encode("utf-8") if story.chart else b""


def make(tools: Tools) -> ChartDrawing:
    """The format; it needs no tools."""
    return ChartDrawing()
