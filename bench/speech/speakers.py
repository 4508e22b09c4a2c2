"""Direct quotations with their speakers, in 248 news texts annotated for this bench (``speakers.jsonl``, beside this file).

The file holds no text of others but the names of the speakers: each row has the id of a text, its part, the digest of its words, and for
every stretch between quotation marks its offsets, what it is (``speech``, ``written``, ``title``, ``scare``, ``other``), the speaker
in the fullest form that the text has, and whether the annotator was sure. It was annotated by a large language model reading one text
after the other under written instructions, blind to what Groundwire makes of them. 148 of the
texts are for choices (dev), 100 for the test."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bench.data import BBC, NEUS, MissingData, read_rows

ANNOTATIONS = Path(__file__).parent / "speakers.jsonl"
FUNDUS, REUTERS = "fundus_en.tar.gz", "reuters21578.jsonl.gz"
LARGEST = 4_000_000
"""Bytes of one file in an archive that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Words in quotation marks at ``start:end``. ``speakers`` are those who say them (together), none where nobody does."""

    start: int
    end: int
    kind: str
    speakers: tuple[str, ...]
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A text with its annotated quotations, in order."""

    id: str
    text: str
    quotations: tuple[Marked, ...]


def read_spoken(folder: Path, split: str) -> tuple[Spoken, ...]:
    """The texts of a part (``dev``, ``test``), rebuilt from the data sets. Raises ``MissingData`` where one is not to be had or reads
    otherwise than when it was annotated."""
    rows = [json.loads(line) for line in ANNOTATIONS.read_text("utf-8").splitlines()]
    chosen = [row for row in rows if row["split"] == split]
    texts = _find_texts(folder, {row["id"] for row in chosen})
    found = []
    for row in chosen:
        text = texts.get(row["id"], "")
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise MissingData(f"{row['id']} in {folder} is not the text that was annotated; see docs/bench.md")
        quotations = tuple(
            Marked(start=start, end=end, kind=kind, speakers=tuple(speaker.split(" | ")) if speaker else (), is_sure=is_sure)
            for start, end, kind, speaker, is_sure in row["quotations"]
        )
        found.append(Spoken(id=row["id"], text=text, quotations=quotations))
    return tuple(found)


def _find_texts(folder: Path, wanted: set[str]) -> Mapping[str, str]:
    texts = {row["id"]: row["text"] for row in read_rows(folder / BBC) if row["id"] in wanted}
    for row in read_rows(folder / REUTERS):
        if row["id"] in wanted:
            texts[row["id"]] = re.sub(r"\n(?!    )", " ", row["text"]).replace("\n    ", "\n\n")
    for row in read_rows(folder / NEUS):
        parts = [part for part in row["source"].split("TITLE=>") if part.strip()]
        for number, part in enumerate(parts):
            if (name := f"neus-{row['id']}-{number}") in wanted:
                texts[name] = part.split("ARTICLE=>", 1)[-1].strip().split("[SEP]")[0].strip()
    return texts | {name: text for name, text in _read_fundus(folder) if name in wanted}


def _read_fundus(folder: Path) -> Iterator[tuple[str, str]]:
    """The newest version of each page of ``fundus_en``: summary, section headlines and paragraphs, a paragraph each."""
    try:
        with tarfile.open(folder / FUNDUS) as archive:
            for member in archive:
                path = PurePosixPath(member.name)
                data = archive.extractfile(member) if path.suffix == ".json" and member.size <= LARGEST else None
                if data is None:
                    continue
                versions = list(json.load(io.TextIOWrapper(data, "utf-8")).values())
                body = versions[-1].get("body") if versions else None
                if body:
                    pieces = [*body["summary"]]
                    for section in body["sections"]:
                        pieces += [*section["headline"], *section["paragraphs"]]
                    text = "\n\n".join(piece.strip() for piece in pieces if piece.strip())
                    yield f"fundus-{'/'.join(path.with_suffix('').parts[1:])}", text
    except FileNotFoundError as error:
        raise MissingData(f"no {FUNDUS} in {folder}; see docs/bench.md for what it is") from error
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError) as error:
        raise MissingData(f"{folder / FUNDUS} cannot be read ({error}); fetch it again") from error
