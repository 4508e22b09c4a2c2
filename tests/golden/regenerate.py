"""The bundled stories as they should read. Run ``python -m tests.golden.regenerate`` after a change that is meant to change them, and
read the difference aloud before committing it: these files are the built-in writer's portfolio."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from groundwire import Settings, open_newsroom

ROOT = Path(__file__).parents[2]
STORIES = Path(__file__).parent / "stories"
NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
PRICES = "examples/budapest/tables/closing-prices.csv"
TRAFFIC = "examples/harbour/tables/port-traffic.csv"
RESULTS = "examples/harbour/tables/shipping-results.csv"


@dataclass(frozen=True)
class Example:
    """What a story is written from."""

    tables: tuple[str, ...]
    sources: tuple[str, ...] = ()
    archive: tuple[str, ...] = ()
    about: str = ""


EXAMPLES = {
    "harbour": Example((TRAFFIC, RESULTS), ("examples/harbour/reports",), ("examples/harbour/archive",)),
    "budapest": Example((PRICES,), ("examples/budapest/report.md",), ("examples/budapest/archive",)),
}
DATA_STORIES = {
    "movers": Example((PRICES,)),
    "results": Example((RESULTS,)),
    "ranking": Example((TRAFFIC,)),
    "company": Example((PRICES,), about="BYD"),
}


def tell(name: str) -> str:
    """The story of one example as Markdown, by the built-in writer, at a fixed time."""
    example = {**EXAMPLES, **DATA_STORIES}[name]
    sources, archive, tables = (
        [str(ROOT / path) for path in paths] for paths in (example.sources, example.archive, example.tables)
    )
    newsroom = open_newsroom(Settings(), now=NOW)
    _, data = newsroom.render(newsroom.write(sources, archive=archive, tables=tables, about=example.about), "markdown")
    return data.decode("utf-8")


def file_of(name: str) -> Path:
    """Where the story of an example is kept: those from tables alone among the examples themselves."""
    return (ROOT / "examples" / "data-stories" if name in DATA_STORIES else STORIES) / f"{name}.md"


def main() -> None:
    """Write every golden file anew and say which changed."""
    for name in (*EXAMPLES, *DATA_STORIES):
        file, text = file_of(name), tell(name)
        file.parent.mkdir(exist_ok=True)
        before = file.read_text("utf-8") if file.exists() else ""
        file.write_text(text, "utf-8")
        sys.stdout.write(f"{file.relative_to(ROOT)}: {'unchanged' if before == text else 'written'}\n")


if __name__ == "__main__":
    main()
