"""PolNeAR (Newell, Margolin and Ruths, LREC 2018): 1,008 articles in which people marked source, cue and content of every attribution.

The corpus states no licence: it is measured on, and nothing of it ships. Articles that several people annotated have one reading each; the
first in the order of the files' names is the gold one, and the others tell how far people agree."""

from __future__ import annotations

import re
import tarfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bench.data import MissingData

FILE = "polnear.tar.gz"
SPLITS = ("train", "dev", "test")
LARGEST = 4_000_000
"""Bytes of one file in the archive that are read."""

Spans = tuple[tuple[int, int], ...]
"""Half-open character offsets, in order; a role may stand in several places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of attribution; ``source`` is empty where none is named."""

    cue: Spans
    source: Spans
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An article with what each annotator marked in it."""

    name: str
    text: str
    readings: tuple[tuple[Attribution, ...], ...]


def read_polnear(folder: Path, split: str) -> tuple[Annotated, ...]:
    """The articles of a part (``dev``, ``test``), in the order of their names. Raises ``MissingData``."""
    texts: dict[str, str] = {}
    marked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    try:
        with tarfile.open(folder / FILE) as archive:
            for member in archive:
                path = PurePosixPath(member.name)
                if not member.isfile() or split not in path.parts or member.size > LARGEST:
                    continue
                data = archive.extractfile(member)
                content = data.read().decode("utf-8") if data else ""
                if path.suffix == ".txt":
                    texts[path.stem] = content
                elif path.suffix == ".ann":
                    name, _, annotator = path.stem.rpartition("_")
                    marked[name].append((annotator, content))
    except FileNotFoundError as error:
        raise MissingData(f"no {FILE} in {folder}; see docs/bench.md for what it is") from error
    except (OSError, EOFError, tarfile.TarError, UnicodeDecodeError) as error:
        raise MissingData(f"{folder / FILE} cannot be read ({error}); fetch it again") from error
    return tuple(
        Annotated(
            name=name,
            text=texts[name],
            readings=tuple(parse_standoff(content.splitlines()) for _, content in sorted(marked[name])),
        )
        for name in sorted(texts)
        if name in marked
    )


def parse_standoff(lines: Iterable[str]) -> tuple[Attribution, ...]:
    """The attributions of one file in brat's stand-off format: ``T`` lines are spans, ``E`` lines put them together. An event that is
    itself a role ("Content:E4") stands for its trigger; events with neither cue nor content are left out."""
    spans: dict[str, Spans] = {}
    events: list[list[tuple[str, str]]] = []
    for line in lines:
        fields = line.split("\t")
        if fields[0].startswith("T") and len(fields) >= 2:
            spans[fields[0]] = _parse_spans(fields[1].partition(" ")[2])
        elif fields[0].startswith("E") and len(fields) >= 2:
            parts = [part.partition(":") for part in fields[1].split()]
            spans[fields[0]] = spans.get(parts[0][2], ())
            events.append([(re.sub(r"\d+$", "", role), target) for role, _, target in parts[1:]])
    found = []
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for role, target in event:
            roles[role] += spans.get(target, ())
        one = Attribution(
            cue=tuple(sorted(set(roles["Cue"]))),
            source=tuple(sorted(set(roles["Source"]))),
            content=tuple(sorted(set(roles["Content"]))),
        )
        if one.cue or one.content:
            found.append(one)
    return tuple(found)


def _parse_spans(text: str) -> Spans:
    pairs = (part.split() for part in text.split(";"))
    return tuple((int(start), int(end)) for start, end in pairs)
