"""Texts that people have judged against their sources, from four public sets. None of it ships with the project.

A label is *true* where the people found the source to back the whole text:

- ``frank``: ``factuality`` is 1.0 (every annotated sentence free of error). With this rule the stored outputs of FactCC and QAGS give
  the published figures to the decimal (74.2/77.5, 72.3/76.9).
- ``bump``: the reference summary is true, its edited twin false.
- ``summedits``: ``label`` is 1.
- ``wice``: ``label`` is "supported"; partially supported counts as false, as on the LLM-AggreFact board."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.data import MissingData, read_rows

SETS = ("frank", "bump", "summedits", "wice")
SPLITS = {"frank": ("val", "test"), "bump": ("test",), "summedits": ("test",), "wice": ("val", "test")}
"""What parts a set has; WiCE's dev part is called val here."""
THRESHOLD_FROM = {"frank": "frank", "bump": "frank", "summedits": "frank", "wice": "wice"}
"""The set whose val part gives the threshold for a set."""
FRANK_BASELINES = {"FactCC": "FactCC", "QAGS": "QAGS", "DAE": "Dep Entail", "BERTScore-P (article)": "BertScore P Art"}
BUMP_BASELINES = ("QAFactEval", "Q2", "DAE", "FactCC", "SummaC")
_WICE_FILES = {"val": "wice_claim_dev.jsonl.gz", "test": "wice_claim_test.jsonl.gz"}
_META = "(meta data)"
_META_KEPT = "(meta data) TITLE:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What another system made of an item, as its authors stored it; ``score`` is ``None`` where theirs failed."""

    name: str
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One text with its sources and what people say of it. ``group`` is the corpus, the error type or the label it came from;
    ``pair`` is shared by a true text and its false twin."""

    id: str
    set: str
    split: str
    documents: tuple[str, ...]
    claim: str
    is_true: bool
    group: str
    pair: str = ""
    baselines: tuple[Baseline, ...] = ()


def read_items(folder: Path, name: str, split: str) -> tuple[Item, ...]:
    """The items of one part of a set, in the file's order; none where the set has no such part. Raises ``MissingData``."""
    if split not in SPLITS[name]:
        return ()
    try:
        return {"frank": _read_frank, "bump": _read_bump, "summedits": _read_summedits, "wice": _read_wice}[name](folder, split)
    except (KeyError, TypeError, AttributeError) as error:
        raise MissingData(f"{name} in {folder} has not the fields it is read by ({error!r}); see docs/bench.md") from error


def thin(items: Sequence[Item], limit: int | None) -> tuple[Item, ...]:
    """At least ``limit`` items (all where there are fewer, or no limit), whole articles at a time, in their order. The articles are drawn
    by the digest of their text: a larger limit holds the items of a smaller one, and pairs stay together."""
    if limit is None or limit >= len(items):
        return tuple(items)
    numbers: dict[tuple[str, ...], int] = {}
    for item in items:
        numbers[item.documents] = numbers.get(item.documents, 0) + 1
    chosen, count = set(), 0
    for documents in sorted(numbers, key=lambda texts: hashlib.sha256("\n".join(texts).encode()).digest()):
        if count >= limit:
            break
        chosen.add(documents)
        count += numbers[documents]
    return tuple(item for item in items if item.documents in chosen)


def _read_frank(folder: Path, split: str) -> tuple[Item, ...]:
    stored = {(row["hash"], row["model_name"]): row for row in read_rows(folder / "frank_baselines.jsonl.gz")}
    return tuple(
        Item(
            id=f"frank-{row['hash'][:12]}-{row['model']}",
            set="frank",
            split=split,
            documents=(row["article"],),
            claim=row["summary"],
            is_true=float(row["factuality"]) == 1.0,
            group=row["corpus"],
            baselines=tuple(
                Baseline(name=name, score=stored[row["hash"], row["model"]][field]) for name, field in FRANK_BASELINES.items()
            ),
        )
        for row in read_rows(folder / "frank.jsonl.gz")
        if row["split"] == split
    )


def _read_bump(folder: Path, split: str) -> tuple[Item, ...]:
    return tuple(
        Item(
            id=f"bump-{row['id']}-{kind}",
            set="bump",
            split=split,
            documents=(row["article"],),
            claim=row[f"{kind}_summary"],
            is_true=kind == "reference",
            group=row["corrected_error_type"],
            pair=f"bump-{row['id']}",
            baselines=tuple(Baseline(name=name, score=row["scores"][f"{name}_{kind}"]) for name in BUMP_BASELINES),
        )
        for row in read_rows(folder / "bump_task1.jsonl.gz")
        for kind in ("reference", "edited")
    )


def _read_summedits(folder: Path, split: str) -> tuple[Item, ...]:
    return tuple(
        Item(
            id=f"summedits-{row['id']}",
            set="summedits",
            split=split,
            documents=(row["doc"],),
            claim=row["summary"],
            is_true=int(row["label"]) == 1,
            group=", ".join(row["edit_types"]) or "none",
        )
        for row in read_rows(folder / "summedits_news.jsonl.gz")
    )


def _read_wice(folder: Path, split: str) -> tuple[Item, ...]:
    """The evidence sentences, one a line. Of the page's meta data the title stays, as the page's first words; author, publisher and
    copyright lines go."""
    return tuple(
        Item(
            id=f"wice-{row['meta']['id']}",
            set="wice",
            split=split,
            documents=(join_evidence(row["evidence"]),),
            claim=row["claim"],
            is_true=row["label"] == "supported",
            group=row["label"],
        )
        for row in read_rows(folder / _WICE_FILES[split])
    )


def join_evidence(sentences: Sequence[str]) -> str:
    """Evidence sentences of WiCE as a text: a paragraph each, titles without their label, other meta data left out."""
    return "\n\n".join(
        sentence.removeprefix(_META_KEPT).strip()
        for sentence in sentences
        if sentence.startswith(_META_KEPT) or not sentence.startswith(_META)
    )
