"""Reports that people sorted by happening: ``neus`` among ``bbc_news``, and ECB+ with whole documents as units.

An ECB+ document belongs to its sub-topic: 36_ecb and 36_ecbplus are two happenings of one kind. The reports of ``bbc_news`` have no
labels: they are only in the way. None of them is scored, and one in a cluster counts against the precision of those it is with. All
reports bear one date, since none of the sets has any."""

from __future__ import annotations

import random
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.data import SECTIONS, Article, MissingData, make_document, read_bbc, read_happenings
from groundwire.model import Document

ECB: Final = "ecbplus.tar.gz"
DAY: Final = datetime(2020, 1, 1, tzinfo=UTC)
BYSTANDER: Final = ""
"""The label of a report that is only in the way."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report and the happening that people put it to."""

    document: Document
    happening: str


def read_neus(folder: Path, split: str, events: slice = slice(None)) -> list[Labelled]:
    """Three outlets' articles on each event of that part, or on some, all of ``bbc_news`` among them, in an order drawn once."""
    found = [
        _label(article, happening.id, f"{happening.id}/{place}")
        for happening in read_happenings(folder, split)[events]
        for place, article in enumerate(happening.articles)
    ]
    found += [_label(article, BYSTANDER, url) for section in SECTIONS for url, article in read_bbc(folder, section).items()]
    random.Random(0).shuffle(found)
    return found


def read_ecb(folder: Path, split: str) -> list[Labelled]:
    """The documents of that part of ECB+, in an order drawn once; the first sentence is taken for the headline. Raises ``MissingData``."""
    try:
        with tarfile.open(folder / ECB) as archive:
            file = archive.extractfile(f"ecbplus/{split}_text.txt")
            lines = file.read().decode().splitlines() if file else []
    except (OSError, KeyError, tarfile.TarError) as error:
        raise MissingData(f"{folder / ECB} cannot be read ({error}); see docs/bench.md for what it is") from error
    documents: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        if len(parts := line.split("\t")) >= 4:
            documents.setdefault(parts[0], {}).setdefault(parts[1], []).append(parts[3])
    found = []
    for name, told in documents.items():
        sentences = [" ".join(words) for words in told.values()]
        topic = f"{name.partition('_')[0]}_{'ecbplus' if 'ecbplus' in name else 'ecb'}"
        found.append(_label(Article(title=sentences[0], text="\n".join(sentences[1:])), topic, name))
    random.Random(0).shuffle(found)
    return found


def score(items: Sequence[Labelled], clusters: Sequence[int]) -> tuple[float, float, float]:
    """BCubed precision, recall and F1 (Bagga and Baldwin 1998) of the labelled reports."""
    members: dict[int, list[str]] = {}
    sizes: dict[str, int] = {}
    for item, cluster in zip(items, clusters, strict=True):
        members.setdefault(cluster, []).append(item.happening)
        sizes[item.happening] = sizes.get(item.happening, 0) + 1
    precisions, recalls = [], []
    for item, cluster in zip(items, clusters, strict=True):
        if item.happening != BYSTANDER:
            same = members[cluster].count(item.happening)
            precisions.append(same / len(members[cluster]))
            recalls.append(same / sizes[item.happening])
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _label(article: Article, happening: str, url: str) -> Labelled:
    return Labelled(replace(make_document(article, url), published_at=DAY), happening)
