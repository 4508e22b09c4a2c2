"""One training example."""

from __future__ import annotations

import json
from typing import NamedTuple


class Pair(NamedTuple):
    """A passage, a sentence, what the passage makes of it (``support``, ``refute``, ``nei``), and how the example was made."""

    passage: str
    claim: str
    label: str
    kind: str

    def line(self) -> str:
        """The example as one line of JSON."""
        return json.dumps(self._asdict(), ensure_ascii=False)
