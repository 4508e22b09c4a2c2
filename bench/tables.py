"""Tables in Markdown, and the page they are kept on."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class PageError(Exception):
    """The page has no place for a table; the message is one line that says what to do."""


def make_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table, padded so that it can be read as it is; columns of figures stand to the right."""
    cells = [[_plain(cell) for cell in row] for row in rows]
    right = [bool(cells) and all(_is_figure(row[column]) for row in cells) for column in range(len(heads))]
    widths = [max(3, len(head), *(len(row[column]) for row in cells)) for column, head in enumerate(heads)]

    def line(values: Sequence[str]) -> str:
        padded = [
            value.rjust(width) if is_right else value.ljust(width)
            for value, width, is_right in zip(values, widths, right, strict=True)
        ]
        return f"| {' | '.join(padded)} |"

    rule = [("-" * (width - 1) + ":") if is_right else "-" * width for width, is_right in zip(widths, right, strict=True)]
    return "\n".join([line(list(heads)), line(rule), *(line(row) for row in cells)])


def write_page(page: Path, parts: Mapping[str, str], provenance: str) -> None:
    """Put each part between its markers ``<!-- bench:NAME -->`` and ``<!-- /bench:NAME -->`` on the page, with where it comes from.
    Raises ``PageError`` where the page or a marker is missing; then nothing is written."""
    try:
        text = page.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PageError(f"{page} cannot be read ({error}); name a page with markers such as docs/bench.md") from error
    for name, body in parts.items():
        opening, closing = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
        before, opened, rest = text.partition(opening)
        _, closed, after = rest.partition(closing)
        if not (opened and closed):
            raise PageError(f"{page} has no markers {opening} and {closing}; add them where the tables should stand")
        text = f"{before}{opening}\n{provenance}\n\n{body.strip()}\n{closing}{after}"
    page.write_text(text, "utf-8")


def find_commit(repository: Path) -> str:
    """The commit that is measured, with "and changes" where the tree differs from it; "no commit" outside a repository."""
    commit = _git(repository, "rev-parse", "--short=12", "HEAD")
    if not commit:
        return "no commit"
    changed = _git(repository, "status", "--porcelain", "--untracked-files=no", "--", "src", "bench")
    return f"{commit} and changes" if changed else commit


def _git(repository: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=repository, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _plain(cell: object) -> str:
    return str(cell).replace("|", "\\|").replace("\n", " ")


def _is_figure(cell: str) -> bool:
    return cell in ("", "–") or cell.lstrip("+-−<").split(" ")[0].rstrip("%").replace(".", "", 1).replace(",", "").isdigit()
