"""What the newsroom published before: a sentence that gives another figure, time, name or outcome than an own item of the archive.

No falsehood: the earlier item may be the wrong one. The ruling is a warning that names it, and an editor decides which of the two is to be
corrected. A toll that grew and a state that changed are told as updates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from groundwire.editing.dating import say_day
from groundwire.editing.disagreements import UPDATE, Clash, Comparing, Told
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.one_happening import may_be_one, opening_names
from groundwire.model import Document, Draft, Grain, NameKind, Outcome, Rights, Ruling, Span
from groundwire.protocols import Evidence, Tools

NAME: Final = "published_before"
MOST: Final = 40
"""Own items that one draft is laid beside, the newest first."""
_PERIOD: Final = re.compile(r"(?i)\b(?:period|quarter|half|month|year to date|a year ago|last year|a year earlier)\b")
"""Words of figures that are given anew for every month or quarter."""
_SCOPE: Final = re.compile(r"(?i)\b(?:except|only|alone|but|apart from)\b")
"""Words by which a sentence says of one what another says of all the rest."""
NEAR: Final = 0.5
"""Least cosine of a sentence and an earlier one that it is held against: the tolls of two fires fit one another but for the fires."""


class PublishedBeforeCheck:
    """``Check`` that warns of what the newsroom has published otherwise."""

    name = NAME

    def __init__(self, tools: Tools) -> None:
        """The embedding comes out of ``tools``, and the clock that dates drafts whose reports have no date."""
        self._tools = tools

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A warning for each sentence and each own item of the archive that cannot both be right, or of which the sentence is newer."""
        own = sorted(_own_items(evidence), key=_age)[:MOST]
        if not own:
            return ()
        text = replace(draft.document, published_at=draft.document.published_at or self._day_of(evidence))
        readings = {text.id: draft.reading} | {item.id: evidence.reading(item.id) for item in own}
        gathered = GatheredEvidence([text, *own], readings, self._tools.encoders.embedding)
        comparing = Comparing([text, *own], gathered)
        reports = [document for document in evidence.documents if document.id not in evidence.archive_ids]
        names = opening_names(reports, evidence) | opening_names([text], gathered)
        found = [
            (item, clash)
            for item in own
            for clash in comparing.clashes(text, item)
            if may_be_one(clash.one.passage, clash.other.passage, (text, item), names, gathered)
        ]
        return tuple(
            _warn(draft, item, clash)
            for item, clash in _once(found)
            if _is_one_matter(clash, gathered)
            and not _tells_the_past(draft, clash, evidence)
            and not _is_corrected(clash, item, own, gathered)
        )

    def _day_of(self, evidence: Evidence) -> datetime:
        """When the draft's news is of: the newest report's date, else now."""
        dates = [d.published_at for d in evidence.documents if d.published_at is not None and d.id not in evidence.archive_ids]
        return max(dates, default=self._tools.now())


def _own_items(evidence: Evidence) -> Iterator[Document]:
    for document in evidence.documents:
        rights = document.rights if document.rights is not Rights.UNKNOWN else document.source.rights
        if document.id in evidence.archive_ids and rights is Rights.OWN:
            yield document


def _age(item: Document) -> tuple[bool, float, str]:
    published = item.published_at
    return (published is None, -published.timestamp() if published else 0.0, item.id)


def _is_one_matter(clash: Clash, evidence: GatheredEvidence) -> bool:
    """Whether the two sentences surely tell of one thing: near to one another, with somebody or some body in common where both name any, of
    one speaker where both have one, and no figures of two periods. Another name does not stand in either sentence."""
    one, other = clash.one, clash.other
    if one.passage.text.split() == other.passage.text.split():
        return False  # "Monday" may be two days in two reports and one in the newsroom's mind
    if float(evidence.vectors(one.passage).whole @ evidence.vectors(other.passage).whole) < NEAR:
        return False
    if clash.kind == "who" and (one.value in other.passage.text or other.value in one.passage.text):
        return False
    if _PERIOD.search(one.passage.text) and _PERIOD.search(other.passage.text):
        return False
    if clash.kind != "time" and _are_of_two_periods(one, other, evidence):
        return False
    if clash.kind == "whether" and _SCOPE.search(f"{one.passage.text} {other.passage.text}"):
        return False
    speakers = [_speakers(told, evidence) for told in (one, other)]
    named = [_named(told, evidence) for told in (one, other)]
    return clash.kind == "who" or not any(a and b and not a & b for a, b in (speakers, named))


def _are_of_two_periods(one: Told, other: Told, evidence: GatheredEvidence) -> bool:
    """Whether both sentences name months, quarters or years, and none that is the same: January's figure does not speak against that of the
    year before."""
    mine, theirs = _periods(one, evidence), _periods(other, evidence)
    return bool(mine) and bool(theirs) and not mine & theirs


def _periods(told: Told, evidence: GatheredEvidence) -> set[tuple[date, date]]:
    return {
        (time.begins, time.ends)
        for time in evidence.reading(told.document.id).times
        if time.grain in (Grain.MONTH, Grain.YEAR)
        and time.begins is not None
        and time.ends is not None
        and told.passage.span.covers(time.span)
    }


def _speakers(told: Told, evidence: GatheredEvidence) -> set[str]:
    """Who by name is made to say what holds the disputed words."""
    quotes = evidence.reading(told.document.id).quotes
    return {quote.speaker_key for quote in quotes if quote.speaker_key and quote.content.covers(told.span)}


def _named(told: Told, evidence: GatheredEvidence) -> set[str]:
    """The words of the people and bodies that the sentence names."""
    return {
        word
        for name in evidence.reading(told.document.id).names
        if name.kind in (NameKind.PERSON, NameKind.ORGANISATION)
        for mention in name.mentions
        if told.passage.span.covers(mention.span)
        for word in name.key.split()
    }


def _once(found: Sequence[tuple[Document, Clash]]) -> Iterator[tuple[Document, Clash]]:
    """Of one item and one sentence the first clash: what disagrees in two ways is told once."""
    told: set[tuple[str, int]] = set()
    for item, clash in found:
        key = (item.id, clash.one.passage.index)
        if key not in told:
            told.add(key)
            yield item, clash


def _tells_the_past(draft: Draft, clash: Clash, evidence: Evidence) -> bool:
    """Whether the sentence rests on the archive alone: background tells what was said then, with its date."""
    backing = [item for item in draft.sentences[clash.one.passage.index].evidence if isinstance(item, Span)]
    return bool(backing) and all(item.document_id in evidence.archive_ids for item in backing)


def _is_corrected(clash: Clash, item: Document, own: Sequence[Document], evidence: GatheredEvidence) -> bool:
    """Whether a later own item already has the draft's figure in a sentence with the same things counted: the newsroom has moved on."""
    mine = next((f for f in evidence.reading(clash.one.document.id).figures if f.span.overlaps(clash.one.span)), None)
    return (
        mine is not None
        and bool(mine.unit)
        and any(
            figure.value == mine.value and figure.unit == mine.unit and figure.kind is mine.kind
            for later in own
            if later.published_at and item.published_at and later.published_at > item.published_at
            for figure in evidence.reading(later.id).figures
        )
    )


def _warn(draft: Draft, item: Document, clash: Clash) -> Ruling:
    passage, told = clash.one.passage, clash.one.span
    published = item.published_at
    when = f"on {say_day(published, published)} {published.year}" if published else "in an undated item"
    where = f"{when} (“{item.title_text}”)" if item.title_text else when
    words = " ".join(clash.other.passage.text.split())
    opening = (
        f"updates what we published {where}: earlier we had" if clash.kind == UPDATE else f"we published otherwise {where}:"
    )
    return Ruling(
        draft_id=draft.id,
        sentence=passage.index,
        part=(told.start - passage.span.start, told.end - passage.span.start),
        check=NAME,
        outcome=Outcome.SUPPORTED,
        note=f"{opening} “{words}”",
        evidence=(clash.other.passage.span,),
        is_warning=True,
    )


def make(tools: Tools) -> PublishedBeforeCheck:
    """The check, with the newsroom's embedding and clock."""
    return PublishedBeforeCheck(tools)
