"""Ways to find copies and happenings: ours, as the archive files reports, and those of others on the same reports.

- **TF-IDF + HDBSCAN** (scikit-learn): cosine over headline and copy, clusters of two or more, the rest alone.
- **Title Jaccard > 0.55** and **cosine 0.60**, single link: the rules that worldmonitor publishes; the cosine is of our skim's vectors.
- **MinHash** (datasketch): 128 permutations over runs of four words, Jaccard of 0.5 or more by locality-sensitive hashing.

A peer that is not installed is left out, and the table says so."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from groundwire.filing import BATCH, skim
from groundwire.model import Document
from groundwire.protocols import StaticEmbedding
from groundwire.store.opening import open_store
from groundwire.store.schema import DOCUMENTS, KIN
from groundwire.store.sql import SqlStore

if TYPE_CHECKING:
    from groundwire.protocols import Matrix

TITLES, COSINE = 0.55, 0.60
_WORD = re.compile(r"\w+")

Sort = Callable[[Sequence[Document]], list[int]]
"""Reports to the number of a cluster for each."""


def open_systems(static: StaticEmbedding) -> dict[str, Sort]:
    """Every way to sort reports by happening that can run, by name."""
    found: dict[str, Sort] = {"Groundwire": lambda reports: ours(reports, static)[0]}
    if importlib.util.find_spec("sklearn"):
        found["TF-IDF + HDBSCAN"] = _hdbscan
    found["title Jaccard > 0.55, single link"] = _by_titles
    found["cosine 0.60, single link"] = lambda reports: _by_vectors(static.encode([report.text for report in reports]))
    return found


def ours(reports: Sequence[Document], static: StaticEmbedding) -> tuple[list[int], list[int]]:
    """The happening and the original of each report, by numbers, as a new archive places them."""
    store = open_store(":memory:", make=True)
    try:
        for start in range(0, len(reports), BATCH):
            store.add(skim(reports[start : start + BATCH], static))
            store.place(BATCH)
        rows = read_places(store)
    finally:
        store.close()
    return [rows[report.id][0] for report in reports], [rows[report.id][1] for report in reports]


def read_places(store: SqlStore) -> dict[str, tuple[int, int]]:
    """The happening and the original of every report."""
    statement = select(DOCUMENTS.c.id, KIN.c.event, KIN.c.original).join(KIN, KIN.c.number == DOCUMENTS.c.first)
    with store._reading() as connection:
        return {row.id: (row.event, row.original) for row in connection.execute(statement)}


def minhash(reports: Sequence[Document]) -> list[int]:
    """For each report the place of the first one before it that it is a copy of, else its own. Needs datasketch."""
    datasketch: Any = __import__("datasketch")
    index = datasketch.MinHashLSH(threshold=0.5, num_perm=128)
    found: list[int] = []
    for place, report in enumerate(reports):
        words = _WORD.findall(report.text[report.title.end if report.title else 0 :].lower())
        runs = {" ".join(words[start : start + 4]) for start in range(max(1, len(words) - 3))}
        signature = datasketch.MinHash(num_perm=128)
        signature.update_batch([run.encode() for run in sorted(runs)])
        near = sorted(index.query(signature))
        found.append(found[near[0]] if near else place)
        index.insert(place, signature)
    return found


def _hdbscan(reports: Sequence[Document]) -> list[int]:
    sklearn_cluster: Any = importlib.import_module("sklearn.cluster")
    sklearn_text: Any = importlib.import_module("sklearn.feature_extraction.text")
    vectors = sklearn_text.TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform([r.text for r in reports])
    distances = 1 - (vectors @ vectors.T).toarray()
    labels = sklearn_cluster.HDBSCAN(min_cluster_size=2, metric="precomputed", copy=True).fit_predict(distances.clip(0))
    return [int(label) if label >= 0 else -1 - place for place, label in enumerate(labels)]


def _by_titles(reports: Sequence[Document]) -> list[int]:
    titles = [frozenset(_WORD.findall(report.title_text.lower())) for report in reports]
    holding: dict[str, list[int]] = {}
    for place, title in enumerate(titles):
        for word in title:
            holding.setdefault(word, []).append(place)
    pairs = (
        (place, other)
        for place, title in enumerate(titles)
        for other in {other for word in title for other in holding[word] if other > place}
        if len(title & titles[other]) > TITLES * len(title | titles[other])
    )
    return _chain(len(reports), pairs)


def _by_vectors(vectors: Matrix) -> list[int]:
    near = ((place, other) for place, row in enumerate(vectors @ vectors.T) for other in (row >= COSINE).nonzero()[0])
    return _chain(len(vectors), ((place, int(other)) for place, other in near if other > place))


def _chain(count: int, pairs: Any) -> list[int]:
    """Single link: whoever is linked, over however many others, is one cluster."""
    group = list(range(count))

    def root(place: int) -> int:
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

    for one, other in pairs:
        group[root(one)] = root(other)
    return [root(place) for place in range(count)]
