"""Looking back: what the archive adds to a report, each item with its date or marked as undated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundwire.editing.copies import is_copy, wording_of
from groundwire.editing.evidence import GatheredEvidence, lemmas_of
from groundwire.model import Document, NameKind, Passage, Related, Role, relate

RELATED = 0.45
"""Least relatedness of an archive item that is shown at all."""
OPENS = 0.38
"""Least cosine of an item's opening to some sentence of the reports: one that opens on another matter and comes to this one at its end is
none of its thread."""
DWELLS = 0.3
"""Share of an item's sentences as near to the reports with which it belongs to the thread whatever it opens with."""
SHOWN = 3
"""Most items in each of See also and Read next."""


@dataclass(frozen=True, slots=True)
class Kin:
    """An archive document and how nearly it is related to the reports, from 0 to 1."""

    document: Document
    relatedness: float


def find_kin(reports: Sequence[Document], archive: Sequence[Document], evidence: GatheredEvidence) -> tuple[Kin, ...]:
    """The archive documents that belong with the reports, nearest first.

    Relatedness joins the cosine of the nearest sentences, the share of the item's rare words that the reports use too, and the names in
    common: two texts that merely share a country are no kin, nor is an item on another matter of the same company. Copies of a report, and
    of a kindred item published before, are left out, and so is what a later revision replaced."""
    import numpy as np

    wanted = _keys(reports, evidence)
    found = []
    own = np.stack([evidence.vectors(p).whole for d in reports for p in _body(d, evidence)] or [np.zeros(384, np.float32)])
    replaced = {document.revises for document in archive}
    for document in archive:
        passages = _body(document, evidence)
        if not passages or document.id in replaced:
            continue
        cosines = np.stack([vectors.whole for vectors in evidence.all_vectors(passages)]) @ own.T
        nearest = float(np.sort(cosines.max(axis=1))[-3:].mean())
        common = wanted & _keys([document], evidence)
        relatedness = 0.5 * nearest + 0.25 * _shared_words(document, reports, evidence) + 0.25 * min(1.0, len(common) / 3)
        is_near = cosines.max(axis=1) >= OPENS
        is_on_matter = bool(is_near[0]) or float(is_near.mean()) >= DWELLS
        if relatedness >= RELATED and common and is_on_matter:
            found.append(Kin(document, relatedness))
    return tuple(sorted(_without_copies(found, reports), key=lambda kin: (-kin.relatedness, kin.document.id)))


def _without_copies(kin: Sequence[Kin], reports: Sequence[Document]) -> list[Kin]:
    """Of the items with the same wire copy the one published first; none that is a copy of a report."""

    def age(item: Kin) -> tuple[float, str]:
        published = item.document.published_at
        return (published.timestamp() if published else float("inf"), item.document.id)

    known = [wording_of(report) for report in reports]
    kept = []
    for item in sorted(kin, key=age):
        wording = wording_of(item.document)
        if not any(is_copy(wording, other) for other in known):
            known.append(wording)
            kept.append(item)
    return kept


def show_related(kin: Sequence[Kin], used: frozenset[str]) -> tuple[tuple[Related, ...], tuple[Related, ...]]:
    """*See also*: what the story used or is nearest to it; *Read next*: the next nearest. No title twice, nothing without a title."""
    titled, seen = [], set()
    for item in sorted(kin, key=lambda item: item.document.id not in used):
        title = item.document.title_text
        if title and title.casefold() not in seen:
            seen.add(title.casefold())
            titled.append(item.document)
    related = tuple(relate(document) for document in titled)
    return related[:SHOWN], related[SHOWN : 2 * SHOWN]


def _body(document: Document, evidence: GatheredEvidence) -> list[Passage]:
    return [p for p in evidence.reading(document.id).sentences if p.role in (Role.LEAD, Role.BODY)]


def _shared_words(document: Document, reports: Sequence[Document], evidence: GatheredEvidence) -> float:
    """The share of the item's words, each weighed by its rarity, that the reports use too."""
    theirs = {lemma for report in reports for passage in _body(report, evidence) for lemma in lemmas_of(passage)}
    own = sorted({lemma for passage in _body(document, evidence) for lemma in lemmas_of(passage)})
    total = sum(evidence.rarity(lemma) for lemma in own)
    return sum(evidence.rarity(lemma) for lemma in own if lemma in theirs) / total if total else 0.0


def _keys(documents: Sequence[Document], evidence: GatheredEvidence) -> set[str]:
    return {
        name.key
        for document in documents
        for name in evidence.reading(document.id).names
        if name.kind in (NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE)
    }
