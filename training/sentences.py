"""Real sentences to edit, by source, split and parsed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from training.parsed import Parsed, parse
from training.public import natural, rows

Row = tuple[str, str, int]


def wikipedia(data: Path) -> Iterator[Row]:
    """The sentences of Wikipedia that FEVER's training claims rest on (CC BY-SA); those of one passage are neighbours."""
    seen: set[str] = set()
    for row in rows(data / "nli_pairs.jsonl.gz"):
        text = natural(row["premise"])
        if row["dataset"] in ("fever_train", "fever_dev_rte") and text not in seen and 9 <= len(text.split()) <= 120:
            for sentence in _of(text, f"wikipedia-{len(seen)}"):
                if sentence[0] not in seen and sentence[0][0].isupper():
                    seen.add(sentence[0])
                    yield sentence


def _of(text: str, document: str) -> Iterator[Row]:
    from nupunkt import sent_tokenize

    place = 0
    for paragraph in re.split(r"\n\s*\n|\n {3,}", text):
        for sentence in sent_tokenize(" ".join(paragraph.split())):
            if 8 <= len(sentence.split()) <= 50 and sentence[-1] in '.!?"':
                yield natural(sentence), document, place
            place += 1


def own(data: Path) -> Iterator[Row]:
    """The passages of our own pairs, those held out left aside."""
    from training.mix import OWN, is_kept

    for path in sorted(OWN.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if not is_kept(number):
                yield from _of(json.loads(line)["passage"], f"{path.stem}-{number}")


def reuters(data: Path) -> Iterator[Row]:
    """Wire reports of 1987 (research use)."""
    for row in rows(data / "reuters21578.jsonl.gz"):
        if len(row["text"]) > 300 and int(row["id"].split("-")[1]) % 5:
            yield from _of(
                row["text"].replace("\n    ", "\n\n").replace(" mln", " million").replace(" pct", " percent"), row["id"]
            )


def bbc(data: Path) -> Iterator[Row]:
    """BBC News (copyright BBC)."""
    for row in rows(data / "bbc_news.jsonl.gz"):
        if int(row["id"].split("-")[2]) % 5:
            yield from _of(row["text"], row["id"])


def timelines(data: Path) -> Iterator[Row]:
    """Reports behind the Timeline17 set (copyright of many outlets)."""
    for row in rows(data / "t17_articles.jsonl.gz"):
        if int(row["id"].split("-")[-1]) % 5:
            yield from _of(row["text"], row["id"])


SOURCES: dict[str, tuple[Callable[[Path], Iterator[Row]], int]] = {
    "wikipedia": (wikipedia, 14000),
    "own": (own, 6000),
    "reuters": (reuters, 7000),
    "bbc": (bbc, 6000),
    "timelines": (timelines, 6000),
}
"""Who reads them, and how many sentences are taken (whole documents, drawn by chance with a fixed seed)."""


def load(name: str, data: Path, cache: Path) -> list[Parsed]:
    """The sentences of a source, parsed; kept under ``cache``."""
    read, most = SOURCES[name]
    kept = cache / f"{name}.pickle"
    if kept.exists():
        return parse((), kept)
    documents: dict[str, list[Row]] = {}
    for row in read(data):
        documents.setdefault(row[1], []).append(row)
    order = sorted(documents)
    random.Random(7).shuffle(order)
    chosen: list[Row] = []
    for document in order:
        if len(chosen) >= most:
            break
        chosen += documents[document][:12]
    return parse(chosen, kept)
