"""The sentences of the board: so many true ones of each source, so many false ones of each type, always the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.data import Article as Text
from bench.data import make_document
from bench.planted.articles import COLLECTIONS, Article, Readings, Row, find_rows, read_article
from bench.planted.bases import Base
from bench.planted.errors import TYPES, Type, try_to_plant
from bench.planted.labels import unbacked
from bench.planted.people import is_whole_name
from bench.planted.plant import Planted, Pool
from bench.planted.true import find_bases, read_texts, told_anew
from bench.planted.written import Written, read_written
from groundwire.model import Document, NameKind, Token, digest

PER_TYPE = 60
"""Errors of each type in a part, at most."""
PER_ARTICLE = 5
"""Errors from one article, at most: no article weighs much."""
TRUE_PER_SOURCE = {
    "condensed": 460, "verbatim": 60, "headline (bbc)": 160, "headline (neus)": 230, "roundup (neus)": 230, "summary (bump)": 150,
    "summary (summedits)": 160,
}  # fmt: skip
"""True sentences of each source in a part, at most."""
MOST_ARTICLES = 450
"""Articles of a part that are read, at most: reading them all takes an hour and adds little but the rarest types."""
FOR_NAMES = 40
"""Reports that names for other texts are drawn from."""
STRANGERS = 400
"""Names of other reports that are drawn from, of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One sentence of the board. ``group`` is the type of its error, or for a true one the source; ``form`` is the sentence that the error
    was planted in, ``was`` and ``now`` the words before and after, ``places`` where they stand. ``documents`` back it."""

    id: str
    split: str
    group: str
    is_true: bool
    text: str
    documents: tuple[Document, ...]
    form: str = ""
    source: str = ""
    is_headline: bool = False
    places: tuple[tuple[int, int], ...] = ()
    was: str = ""
    now: str = ""


def make_items(folder: Path, split: str, readings: Readings, limit: int | None = None) -> tuple[Item, ...]:
    """The board's false sentences, then its true ones; with a ``limit``, as many of each. Raises ``MissingData``."""
    rows = {name: find_rows(folder, name, split) for name in COLLECTIONS}
    mixed = list(_in_turn(list(rows.values())))
    pool = make_pool(read_article(row, readings) for row in mixed[:FOR_NAMES])
    # Twice as many as are taken: some have no verb. Of the BBC's headlines all: errors are planted in them, whatever the limit.
    most = {name: 2 * (count if limit is None else min(count, limit)) for name, count in TRUE_PER_SOURCE.items()}
    most["headline (bbc)"] = 2 * TRUE_PER_SOURCE["headline (bbc)"]
    written = list(read_written(folder, split, most))
    headlines = {item.id.removesuffix("-headline"): item for item in written if item.source == "headline (bbc)"}
    bases: dict[str, tuple[Base, ...]] = {}
    errors = _plant_all(mixed[:MOST_ARTICLES], pool, readings, headlines, bases, limit)
    return (*errors, *_true_items(written, bases, readings, limit))


def _in_turn(columns: Sequence[Sequence[Row]]) -> Iterable[Row]:
    for place in range(max(map(len, columns), default=0)):
        for column in columns:
            if place < len(column):
                yield column[place]


def make_pool(articles: Iterable[Article]) -> Pool:
    """Names of these articles that can stand in another text."""
    found: dict[NameKind, dict[str, None]] = {kind: {} for kind in NameKind}
    for article in articles:
        for name in article.reading.names:
            if is_whole_name(name):
                found[name.kind][name.text] = None
    return Pool(names={kind: tuple(names)[:STRANGERS] for kind, names in found.items()})


def _plant_all(
    rows: Sequence[Row],
    pool: Pool,
    readings: Readings,
    headlines: dict[str, Written],
    bases: dict[str, tuple[Base, ...]],
    limit: int | None,
) -> list[Item]:
    """Article by article, the types first that have fewest; ``bases`` is filled on the way."""
    counts: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    items: list[Item] = []
    for row in rows:
        open_types = [kind for kind in TYPES if counts[kind.name] < PER_TYPE]
        if not open_types or (limit is not None and len(items) >= limit):
            break
        article = read_article(row, readings)
        own = find_bases(article, readings)
        if row.id in headlines:
            own = (*own, *read_texts(article, [(headlines[row.id].text, "")], "headline", readings))
        bases[row.id] = own
        used: set[str] = set()
        for kind in sorted(open_types, key=lambda kind: counts[kind.name])[: len(TYPES)]:
            if len(used) == PER_ARTICLE:
                break
            found = _first(kind, own, pool, used, prefer_told=forms["verbatim"] > len(items) / 2)
            if found is not None:
                base, planted = found
                used.add(base.origin or base.text)
                counts[kind.name] += 1
                forms[base.form] += 1
                items.append(_false_item(kind, base, planted))
    return items if limit is None else items[:limit]


def _first(kind: Type, bases: Sequence[Base], pool: Pool, used: set[str], *, prefer_told: bool) -> tuple[Base, Planted] | None:
    """An error of this type in one of the sentences that have none yet."""
    order = sorted(
        bases, key=lambda base: ((base.form == "verbatim") is prefer_told, digest(kind.name, base.article.id, base.text))
    )
    for base in order:
        if (base.origin or base.text) not in used and (planted := try_to_plant(kind, base, pool)):
            return base, planted
    return None


def _false_item(kind: Type, base: Base, planted: Planted) -> Item:
    return Item(
        id=digest(kind.name, base.article.id, planted.text)[7:19],
        split=base.article.split,
        group=kind.name,
        is_true=False,
        text=planted.text,
        documents=(base.article.document,),
        form=base.form,
        source=base.article.id,
        is_headline=False,
        places=planted.places,
        was=planted.was,
        now=planted.now,
    )


def _true_items(
    people: Sequence[Written], bases: dict[str, tuple[Base, ...]], readings: Readings, limit: int | None
) -> list[Item]:
    groups: dict[str, list[Item]] = {name: [] for name in TRUE_PER_SOURCE}
    for own in bases.values():
        told = sorted((base for base in own if base.form in ("condensed", "verbatim")), key=lambda base: digest(base.text))
        groups["condensed"] += [
            _made_item(base) for base in sorted(told, key=lambda base: -told_anew(base)) if base.form == "condensed"
        ][:2]
        groups["verbatim"] += [_made_item(base) for base in told if base.form == "verbatim"][:1]
    for written in keep_whole(people, readings):
        groups[written.source].append(_written_item(written))
    for name, most in TRUE_PER_SOURCE.items():
        # Left out after the cut: whoever was not read takes nobody's place.
        groups[name] = [item for item in groups[name][:most] if item.id not in unbacked()]
    if limit is None:
        return [item for group in groups.values() for item in group]
    total = sum(map(len, groups.values())) or 1
    shares = {name: -(-limit * len(group) // total) for name, group in groups.items()}
    return [item for name, group in groups.items() for item in group[: shares[name]]][: limit + len(groups)]


def keep_whole(written: Sequence[Written], readings: Readings) -> list[Written]:
    """Those that have a verb with a subject: "Blow for rail chief" is no sentence of a story."""
    parsed = readings.parse([item.text for item in written])
    return [item for item, tokens in zip(written, parsed, strict=True) if _has_verb(tokens)]


def _has_verb(tokens: Sequence[Token]) -> bool:
    subjects = {token.head for token in tokens if token.dep in ("nsubj", "nsubjpass")}
    return any(
        token.tag in ("VBZ", "VBP", "VBD", "MD") and (token.index in subjects or token.head in subjects) for token in tokens
    )


def _made_item(base: Base) -> Item:
    return Item(
        id=digest("true", base.article.id, base.text)[7:19],
        split=base.article.split,
        group=base.form,
        is_true=True,
        text=base.text,
        documents=(base.article.document,),
        form=base.form,
        source=base.article.id,
        was=base.origin if base.form == "condensed" else "",
    )


def _written_item(written: Written) -> Item:
    return Item(
        id=digest("true", written.id, written.text)[7:19],
        split=written.split,
        group=written.source,
        is_true=True,
        text=written.text,
        documents=tuple(
            make_document(Text(title="", text=text), f"{written.id}/{number}") for number, text in enumerate(written.texts)
        ),
        form="written",
        source=written.id,
    )
