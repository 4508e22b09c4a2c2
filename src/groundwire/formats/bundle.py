"""A story whole, as JSON: what ``groundwire publish`` takes, and what another program can read (``groundwire.bundle``)."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.bundle import pack
from groundwire.model import Bundle, Story, Verdict
from groundwire.protocols import Tools


class BundleFile:
    """Renders a story as one file that holds all of it: documents, evidence, verdicts and rulings."""

    name = "bundle"
    suffix = ".story.json"
    media_type = "application/json"

    def render(self, story: Story, verdicts: Sequence[Verdict]) -> bytes:
        """The bundle in UTF-8. Raises ``ValueError`` unless there is one verdict for each sentence."""
        return pack(Bundle(story=story, verdicts=tuple(verdicts)))


def make(tools: Tools) -> BundleFile:
    """The format; it needs no tools."""
    return BundleFile()
