"""Where the news to measure on lies, and what is in it. None of it ships with the project: it is others' text."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundwire.model import Document, Source, Span, document_id
from groundwire.reading.layout import find_furniture

VARIABLE = "BENCH_DATA"
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Where the data lies when nobody says: beside the repository."""
NEUS = "neus.jsonl.gz"
BBC = "bbc_news.jsonl.gz"
SECTIONS = ("politics", "business", "tech", "entertainment", "sport")
"""The sections of ``bbc_news``."""


class MissingData(Exception):
    """There is nothing to measure on; the message is one line that says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report: its headline and its copy."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One item of ``neus``: three outlets' articles on one event, and the neutral roundup an editor wrote of them."""

    id: str
    articles: tuple[Article, ...]
    roundup: Article


def find_data(named: str | None = None, environment: Mapping[str, str] | None = None) -> Path:
    """The data folder: the one ``named``, else the one ``BENCH_DATA`` names, else ``BESIDE``. Raises ``MissingData`` where it is
    no folder."""
    environment = os.environ if environment is None else environment
    folder = Path(named or environment.get(VARIABLE) or BESIDE)
    if not folder.is_dir():
        raise MissingData(f"no data folder at {folder}; name it with --data FOLDER or {VARIABLE} (see docs/bench.md)")
    return folder


def read_happenings(folder: Path, *splits: str) -> tuple[Happening, ...]:
    """The happenings of ``neus`` in those splits (train, val, test), in the file's order. Raises ``MissingData``."""
    return tuple(
        Happening(
            id=row["id"],
            articles=tuple(_article(part) for part in row["source"].split("[SEP]") if part.strip()),
            roundup=_article(row["target"]),
        )
        for row in read_rows(folder / NEUS)
        if row["split"] in splits
    )


def read_bbc(folder: Path, section: str) -> dict[str, Article]:
    """The reports of one section of ``bbc_news`` by their id, in the file's order, repeats left out. Raises ``MissingData``."""
    found: dict[str, Article] = {}
    seen: set[str] = set()
    for row in read_rows(folder / BBC):
        if row["section"] == section and row["text"] not in seen:
            seen.add(row["text"])
            found[row["id"]] = Article(title=row["title"], text=row["text"])
    return found


def make_document(article: Article, url: str = "") -> Document:
    """The article as a document that names no outlet: headline, empty line, copy; furniture found as every reader finds it."""
    title = " ".join(article.title.split())
    text = f"{title}\n\n{article.text}" if title else article.text
    source = Source()
    identity = document_id(source, url, text)
    return Document(
        id=identity,
        text=text,
        source=source,
        url=url,
        title=Span(document_id=identity, start=0, end=len(title)) if title else None,
        furniture=tuple(
            Span(document_id=identity, start=start, end=end) for start, end in find_furniture(text) if start >= len(title)
        ),
        language="en",
        extractor="bench",
    )


def _article(part: str) -> Article:
    title, _, text = part.partition("ARTICLE=>")
    return Article(title=title.replace("TITLE=>", "").strip(), text=text.strip())


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of gzipped JSON lines. Raises ``MissingData`` where it is missing or broken."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except FileNotFoundError as error:
        raise MissingData(f"no {path.name} in {path.parent}; see docs/bench.md for what it is") from error
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise MissingData(f"{path} cannot be read ({error}); fetch it again") from error
