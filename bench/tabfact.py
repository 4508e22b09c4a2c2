"""TabFact: statements that people wrote about tables of Wikipedia, true or false (Chen et al., ICLR 2020).

The tables have no cards and the statements are lower-cased and lemmatised, so what rules here is not the product's check, which needs both
names and measures, but a small typed reader in its manner: cells and numbers of a statement are linked to the table, a handful of programs
(same row, count, superlative, comparison, sum, all and none) is counted out, and a logistic regression weighs what they find. Its weights
are fitted on one half of the validation part and its settings chosen on the other half, then fitted on both; the test part is counted
once."""

from __future__ import annotations

import io
import json
import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from bench.data import MissingData
from bench.tables import make_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ARCHIVE: Final = "tabfact.tar.gz"
PEERS: Final = (("Table-BERT", "65.1"), ("LPA", "65.3"))
"""Accuracy on the test part as their authors report it."""
_WORD: Final = re.compile(r"-?\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]")
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_SMALL: Final = {
    word: number for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_ORDINALS: Final = {
    word: number
    for number, word in enumerate("zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split())
}
_MOST: Final = frozenset(
    "highest most largest biggest greatest longest best top maximum latest newest oldest tallest fastest heaviest last".split()
)
_LEAST: Final = frozenset(
    "lowest least fewest smallest shortest worst minimum earliest youngest slowest lightest first".split()
)
_MORE: Final = frozenset("more higher greater larger bigger longer better later over above after exceed older taller".split())
_LESS: Final = frozenset("less lower fewer smaller shorter worse earlier under below before younger behind".split())
_NOT: Final = frozenset("not no never none neither nor without n't".split())
_ALL: Final = frozenset("all every each always both".split())
_ONLY: Final = frozenset("only just sole single".split())
_SUM: Final = frozenset("total sum combine combined together overall".split())
_AVERAGE: Final = frozenset("average mean".split())
_STOP: Final = frozenset(
    "the a an of in on at by to and or be have do with for from as that it its than there this which who during when".split()
)
RATE, ROUNDS, DECAY = 0.05, 1500, 3e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement about a table, and whether it is true."""

    words: tuple[str, ...]
    table: str
    is_true: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: its header and rows as words, and the numbers of its columns (NaN where a cell is none)."""

    header: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[tuple[str, ...], ...], ...]
    numbers: Array

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.cells)


def measure(folder: Path, *, split: str = "test", limit: int | None = None) -> str:
    """The section on TabFact in Markdown. Raises ``MissingData``."""
    path = folder / ARCHIVE
    if not path.is_file():
        raise MissingData(f"no {ARCHIVE} in {folder}; see docs/bench.md")
    grids, parts = _read(path)
    known = parts["val"]
    tables = sorted({one.table for one in known})
    fitted = frozenset(tables[::2])
    learn = [one for one in known if one.table in fitted] if split == "val" else known
    judged = [one for one in known if one.table not in fitted] if split == "val" else parts["test"]
    judged = judged[:limit]
    weights = _fit(_features(learn, grids), np.array([one.is_true for one in learn], dtype=float))
    chances = _predict(_features(judged, grids), weights)
    truth = np.array([one.is_true for one in judged])
    right = (chances > 0.5) == truth
    sure = np.abs(chances - 0.5) > 0.2
    rows = [
        ("all", len(judged), f"{100 * right.mean():.1f}"),
        ("where it is sure", int(sure.sum()), f"{100 * right[sure].mean():.1f}" if sure.any() else "-"),
        *((f"{name} (reported)", "all", accuracy) for name, accuracy in PEERS),
    ]
    part = "test part" if split == "test" else "the half of the validation part that was not fitted on"
    return f"{len(judged)} statements, {part}.\n\n{make_table(('statements', 'ruled', 'accuracy, %'), rows)}"


# --- reading ------------------------------------------------------------------------------------------------------------


def _read(path: Path) -> tuple[dict[str, Grid], dict[str, list[Statement]]]:
    grids: dict[str, Grid] = {}
    parts: dict[str, list[Statement]] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is None:
                continue
            name = Path(member.name).name
            if name.endswith(".csv"):
                grids[name] = _grid(io.TextIOWrapper(file, "utf-8").read())
            elif name in ("val_examples.json", "test_examples.json"):
                parts[name.partition("_")[0]] = list(_statements(json.load(file)))
    return grids, parts


def _statements(examples: dict[str, tuple[list[str], list[int], str]]) -> Iterator[Statement]:
    for table, (texts, labels, _) in examples.items():
        for text, label in zip(texts, labels, strict=True):
            yield Statement(words=tuple(_WORD.findall(text.lower())), table=table, is_true=bool(label))


def _grid(text: str) -> Grid:
    lines = [line.split("#") for line in text.splitlines() if line]
    width = len(lines[0])
    rows = [(line + [""] * width)[:width] for line in lines[1:]]
    numbers = np.array([[_number(cell) for cell in row] for row in rows], dtype=float).reshape(len(rows), width)
    return Grid(
        header=tuple(tuple(_WORD.findall(head.lower())) for head in lines[0]),
        cells=tuple(tuple(tuple(_WORD.findall(cell.lower())) for cell in row) for row in rows),
        numbers=numbers,
    )


def _number(cell: str) -> float:
    match = _NUMBER.search(cell)
    return float(match[0].replace(",", "")) if match else float("nan")


# --- programs -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Linked:
    """What of a statement stands in the table: for each stretch of its words the cells that it is, and the numbers left over."""

    stretches: tuple[frozenset[tuple[int, int]], ...]
    columns: frozenset[int]
    numbers: tuple[float, ...]
    covered: float


def _link(words: Sequence[str], grid: Grid) -> _Linked:
    places: dict[tuple[str, ...], set[tuple[int, int]]] = {}
    for row, cells in enumerate(grid.cells):
        for column, cell in enumerate(cells):
            if cell and len(cell) <= 8:
                places.setdefault(cell, set()).add((row, column))
    stretches: list[frozenset[tuple[int, int]]] = []
    numbers: list[float] = []
    used = place = 0
    while place < len(words):
        length = next((n for n in range(8, 0, -1) if tuple(words[place : place + n]) in places), 0)
        stretch = tuple(words[place : place + length])
        if length and not (length == 1 and stretch[0] in _STOP):
            stretches.append(frozenset(places[stretch]))
            used += length
        word = words[place]
        value = (
            float(_SMALL[word]) if word in _SMALL else _number(word) if word[0].isdigit() or word[0] == "-" else float("nan")
        )
        if length <= 1 and not np.isnan(value):
            numbers.append(value)
        place += max(1, length)
    named = {column for column, head in enumerate(grid.header) if set(head) & set(words) - _STOP}
    content = sum(word not in _STOP for word in words) or 1
    return _Linked(
        stretches=tuple(stretches), columns=frozenset(named), numbers=tuple(numbers), covered=min(1.0, used / content)
    )


def _features(statements: Sequence[Statement], grids: dict[str, Grid]) -> Array:
    return np.array([_features_of(one, grids[one.table]) for one in statements], dtype=float)


def _features_of(statement: Statement, grid: Grid) -> list[float]:
    words = frozenset(statement.words)
    linked = _link(statement.words, grid)
    found = [
        _together(linked, grid),
        *_counts(linked, grid),
        *_superlatives(words, linked, grid),
        *_comparisons(words, linked, grid),
    ]
    found += [
        *_sums(words, linked, grid),
        *_alls(words, linked, grid),
        *_differences(linked, grid),
        *_places(statement.words, linked, grid),
    ]
    marks = [float(bool(words & kind)) for kind in (_NOT, _ALL, _ONLY, _MOST, _LEAST, _MORE, _LESS, _SUM, _AVERAGE)]
    shape = [linked.covered, min(len(linked.stretches), 6) / 6, min(len(linked.numbers), 4) / 4, len(statement.words) / 30]
    crossed = [value * mark for value in found for mark in marks]
    agreed = [one * other for one, other in combinations(found, 2)]
    unread = [max(0.0, 1 - sum(map(abs, found)))]
    return [1.0, *found, *crossed, *agreed, *marks, *shape, *unread]


def _verdict(is_found: bool, is_right: bool) -> float:
    return (1.0 if is_right else -1.0) if is_found else 0.0


def _together(linked: _Linked, grid: Grid) -> float:
    """How large a part of what is linked stands in one row."""
    if len(linked.stretches) < 2:
        return 0.0
    best = max((sum(any(row == r for r, _ in stretch) for stretch in linked.stretches) for row in range(grid.rows)), default=0)
    share = best / len(linked.stretches)
    return 1.0 if share == 1 else share - 1.0


def _rows_of(stretch: frozenset[tuple[int, int]]) -> frozenset[int]:
    return frozenset(row for row, _ in stretch)


def _counts(linked: _Linked, grid: Grid) -> list[float]:
    """Whether a number that is left over is how many rows have one, or two, of the linked cells; or how many rows or values there are."""
    sizes = {len(_rows_of(stretch)) for stretch in linked.stretches if len(_rows_of(stretch)) > 1}
    sizes |= {len(_rows_of(one) & _rows_of(other)) for one, other in combinations(linked.stretches, 2)} - {0}
    values = {len({row[column] for row in grid.cells}) for column in range(len(grid.header))} | {grid.rows}
    numbers = [number for number in linked.numbers if number == int(number) and 0 <= number <= grid.rows]
    return [
        _verdict(bool(numbers and sizes), any(number in sizes for number in numbers)),
        _verdict(bool(numbers), any(number in values for number in numbers)),
    ]


def _number_columns(linked: _Linked, grid: Grid) -> list[int]:
    numeric = (
        [column for column in range(len(grid.header)) if (~np.isnan(grid.numbers[:, column])).mean() > 0.6] if grid.rows else []
    )
    return [column for column in numeric if column in linked.columns] or numeric


def _superlatives(words: frozenset[str], linked: _Linked, grid: Grid) -> list[float]:
    """Whether a row that is linked has the largest, or the smallest, number of a column that is named."""
    results = []
    rows = {row for stretch in linked.stretches if len(_rows_of(stretch)) <= 2 for row in _rows_of(stretch)}
    for kind, pick in ((_MOST, np.nanmax), (_LEAST, np.nanmin)):
        hits = []
        for column in _number_columns(linked, grid) if words & kind else ():
            values = grid.numbers[:, column]
            hits.append(any(values[row] == pick(values) for row in rows))
        results.append(_verdict(bool(hits) and bool(rows), any(hits)))
        told = (
            [number in (float(pick(grid.numbers[:, c])),) for c in _number_columns(linked, grid) for number in linked.numbers]
            if words & kind
            else []
        )
        results.append(_verdict(bool(told), any(told)))
    return results


def _comparisons(words: frozenset[str], linked: _Linked, grid: Grid) -> list[float]:
    """Whether of two rows, in the order in which they are named, the first has more (or less) in the columns named."""
    single = [next(iter(_rows_of(stretch))) for stretch in linked.stretches if len(_rows_of(stretch)) == 1]
    pair = list(dict.fromkeys(single))[:2]
    votes = 0.0
    if len(pair) == 2 and words & (_MORE | _LESS):
        for column in _number_columns(linked, grid):
            difference = grid.numbers[pair[0], column] - grid.numbers[pair[1], column]
            if not np.isnan(difference) and difference != 0:
                votes += 1 if (difference > 0) == bool(words & _MORE) else -1
    bounded = []
    rows = [row for stretch in linked.stretches if len(_rows_of(stretch)) == 1 for row in _rows_of(stretch)]
    if words & (_MORE | _LESS) and len(pair) == 1:
        for number in linked.numbers:
            for column in _number_columns(linked, grid):
                value = grid.numbers[rows[0], column]
                if not np.isnan(value):
                    bounded.append((value > number) == bool(words & _MORE))
    return [float(np.sign(votes)), _verdict(bool(bounded), sum(bounded) * 2 > len(bounded))]


def _sums(words: frozenset[str], linked: _Linked, grid: Grid) -> list[float]:
    """Whether a number is the sum, or the average, of a column or of its linked rows."""
    results = []
    for kind, make in ((_SUM, np.nansum), (_AVERAGE, np.nanmean)):
        hits = []
        if words & kind and grid.rows and linked.numbers:
            groups: list[list[int]] = [list(range(grid.rows)), *(sorted(_rows_of(stretch)) for stretch in linked.stretches)]
            for column in _number_columns(linked, grid):
                for rows in groups:
                    value = float(make(grid.numbers[rows, column])) if rows else float("nan")
                    hits += [abs(value - number) < 0.051 * (kind is _AVERAGE) + 1e-6 for number in linked.numbers]
        results.append(_verdict(bool(hits), any(hits)))
    return results


def _alls(words: frozenset[str], linked: _Linked, grid: Grid) -> list[float]:
    """Whether all rows have a linked cell; whether only one has."""
    counts = [len(_rows_of(stretch)) for stretch in linked.stretches]
    return [
        _verdict(bool(words & _ALL and counts), any(count == grid.rows for count in counts)),
        _verdict(bool(words & _ONLY and counts), any(count == 1 for count in counts)),
    ]


def _differences(linked: _Linked, grid: Grid) -> list[float]:
    """Whether a number is by how much two linked rows differ; whether it stands in a linked row."""
    single = list(dict.fromkeys(next(iter(_rows_of(stretch))) for stretch in linked.stretches if len(_rows_of(stretch)) == 1))
    gaps: set[float] = set()
    for one, other in combinations(single[:4], 2):
        gaps |= {abs(float(gap)) for gap in grid.numbers[one] - grid.numbers[other] if not np.isnan(gap)}
    own = {float(value) for row in single for value in grid.numbers[row] if not np.isnan(value)}
    return [
        _verdict(bool(gaps and linked.numbers), any(number in gaps for number in linked.numbers)),
        _verdict(bool(own and linked.numbers), all(number in own for number in linked.numbers)),
    ]


def _places(words: Sequence[str], linked: _Linked, grid: Grid) -> list[float]:
    """Whether a linked row has the place that an ordinal tells, by the order of rows or of a number."""
    ordinals = [_ORDINALS[word] for word in words if word in _ORDINALS and word != "first"]
    ordinals += [
        int(word)
        for word, ending in zip(words, words[1:], strict=False)
        if word.isdigit() and ending in ("st", "nd", "rd", "th")
    ]
    rows = [next(iter(_rows_of(stretch))) for stretch in linked.stretches if len(_rows_of(stretch)) == 1]
    hits = []
    for row in dict.fromkeys(rows):
        for column in _number_columns(linked, grid):
            values = grid.numbers[:, column]
            place = 1 + int(np.sum(values > values[row]))
            hits += [place in ordinals or 1 + int(np.sum(values < values[row])) in ordinals]
    return [_verdict(bool(ordinals and hits), any(hits))]


# --- weighing -----------------------------------------------------------------------------------------------------------


def _fit(features: Array, truth: Array) -> Array:
    """The weights of a logistic regression by plain gradient descent with weight decay: the same bytes every time."""
    weights = np.zeros(features.shape[1])
    for _ in range(ROUNDS):
        errors = _predict(features, weights) - truth
        weights -= RATE * 10 * (features.T @ errors / len(truth) + DECAY * weights)
    return weights


def _predict(features: Array, weights: Array) -> Array:
    chances: Array = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
    return chances
