"""JSON from outside, read with a reason instead of a traceback."""

from __future__ import annotations

import json
from typing import Any

from groundwire.errors import UnreadableSource
from groundwire.model import Raw
from groundwire.sources._bytes import decode_text


def load_json(raw: Raw) -> Any:
    """What the JSON in ``raw`` holds. Raises ``UnreadableSource`` with the line and column of a fault, or for nesting without
    end."""
    try:
        return json.loads(decode_text(raw))
    except json.JSONDecodeError as error:
        raise UnreadableSource(
            raw.origin,
            f"is no valid JSON: {error.msg} at line {error.lineno}, column {error.colno}",
            "mend it or give its text as .txt",
        ) from error
    except RecursionError as error:
        raise UnreadableSource(raw.origin, "is JSON nested too deeply to be a report", "give the report alone") from error
    except ValueError as error:
        raise UnreadableSource(raw.origin, f"is JSON that cannot be read: {str(error)[:80]}", "mend it") from error
