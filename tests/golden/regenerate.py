"""The bundled stories as they should read. Run ``python -m tests.golden.regenerate`` after a change that is meant to change them, and
read the difference aloud before committing it: these files are the built-in writer's portfolio."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from groundwire import Settings, open_newsroom

ROOT = Path(__file__).parents[2]
STORIES = Path(__file__).parent / "stories"
NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
EXAMPLES = {
    "harbour": ("examples/harbour/reports", "examples/harbour/archive"),
    "budapest": ("examples/budapest/report.md", "examples/budapest/archive"),
}


def tell(name: str) -> str:
    """The story of one example as Markdown, by the built-in writer, at a fixed time."""
    sources, archive = (str(ROOT / path) for path in EXAMPLES[name])
    newsroom = open_newsroom(Settings(), now=NOW)
    _, data = newsroom.render(newsroom.write([sources], archive=[archive]), "markdown")
    return data.decode("utf-8")


def main() -> None:
    """Write every golden file anew and say which changed."""
    STORIES.mkdir(exist_ok=True)
    for name in EXAMPLES:
        file, text = STORIES / f"{name}.md", tell(name)
        before = file.read_text("utf-8") if file.exists() else ""
        file.write_text(text, "utf-8")
        sys.stdout.write(f"{file.relative_to(ROOT)}: {'unchanged' if before == text else 'written'}\n")


if __name__ == "__main__":
    main()
