"""Who reported it, and when: the words a story adds to credit an outlet and to date what comes from the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from groundwire.editing.copyedit import Copy, append, finish, quoted_ranges, quotes_in
from groundwire.editing.dating import say_day, say_month
from groundwire.model import Claim, Disagreement, Document, Grain, Passage, Reading, Role, Source, Span
from groundwire.protocols import Evidence, quote

if TYPE_CHECKING:
    from datetime import datetime

NEAR: Final = 366
"""Days up to which background is dated by its day, not by its month alone."""
JUST_BEFORE: Final = 1
"""Days before its report's own within which a day told in a sentence dates that sentence."""
_NEWSPAPER_WORDS = frozenset(
    """argus bulletin chronicle courier dispatch echo examiner express gazette guardian herald independent inquirer journal ledger mail
    mercury mirror monitor observer post press record register review standard star sun telegraph times tribune""".split()
)


def date_background(
    copy: Copy, passage: Passage, reading: Reading, document: Document, evidence: Evidence, now: datetime
) -> Copy:
    """Background with its outlet and date, or marked as undated. A day that the sentence tells itself is not told again."""
    attributed = quotes_in(passage, reading)
    ends_owned = any(q.cue is not None and passage.span.covers(q.cue) and q.content.end <= q.cue.start for q in attributed)
    quoted = quoted_ranges(passage)
    if quoted and quoted[0][0] == passage.span.start:
        return copy
    opening, closing = _say_origin(document, _when(passage, reading, document, evidence, now), evidence)
    if not closing:
        return copy
    if not ends_owned:
        return append(copy, closing)
    return Copy(finish(opening + lower_first(copy.text, passage)), copy.evidence)


def date_whole(copy: Copy, document: Document, evidence: Evidence, now: datetime) -> Copy:
    """A sentence in other words than its source's, with outlet and date of the archive item that it is from at its end; as it is where it
    tells the item's month, or that it is undated."""
    day = document.published_at.date() if document.published_at else None
    told = ("undated",) if day is None else (say_month(day), say_day(day, now))
    if any(words in copy.text for words in told):
        return copy
    _, closing = _say_origin(document, _published(document, evidence, now), evidence)
    return append(copy, closing)


def _say_origin(document: Document, when: str, evidence: Evidence) -> tuple[str, str]:
    """What opens a sentence from an archive item, and what closes it instead; empty where nothing is to be said."""
    outlet = say_outlet(document.source, evidence)
    if document.published_at is None:
        if outlet:
            return f"According to a separate, undated report by {outlet}, ", f"{outlet} said in a separate, undated report"
        return "According to a separate, undated report, ", "according to a separate, undated report"
    if outlet:
        return f"As {outlet} reported{when}, ", f"{outlet} reported{when}"
    closing = f"according to a report of {when.removeprefix(' on ').removeprefix(' in ')}" if when else ""
    return f"{closing[:1].upper()}{closing[1:]}, ", closing


def _when(passage: Passage, reading: Reading, document: Document, evidence: Evidence, now: datetime) -> str:
    """ " on 6 March" for what is less than about a year older than the newest report (than ``now`` where that has no date), else " in March
    2019"; empty where the sentence tells a day on or just before that of its report."""
    if document.published_at is None:
        return ""
    day = document.published_at.date()
    quoted = quoted_ranges(passage)
    for time in reading.times:
        is_inside = passage.span.covers(time.span) and not any(start <= time.span.start < end for start, end in quoted)
        if is_inside and time.grain is Grain.DAY and time.begins and 0 <= (day - time.begins).days <= JUST_BEFORE:
            return ""
    return _published(document, evidence, now)


def _published(document: Document, evidence: Evidence, now: datetime) -> str:
    """When the item came out: " on 6 March", or " in March 2019" for what is older; empty for one without a date."""
    if document.published_at is None:
        return ""
    day = document.published_at.date()
    reports = [d.published_at for d in evidence.documents if d.published_at and d.id not in evidence.archive_ids]
    is_near = abs((max(reports, default=now).date() - day).days) <= NEAR
    return f" on {say_day(day, now)}" if is_near else f" in {say_month(day)}"


_FIGURES = frozenset({"", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "DATE", "TIME"})
"""What an opening word may belong to without being a name."""


def lower_first(text: str, passage: Passage) -> str:
    """A sentence's text as it stands within another, its first word without the capital that only opened it."""
    first = passage.tokens[0] if passage.tokens else None
    is_name = first is not None and (first.pos == "PROPN" or first.entity not in _FIGURES)
    keep = first is None or is_name or text[:2] == "I " or not text.startswith(first.text)
    return text if keep else text[:1].lower() + text[1:]


def say_outlet(source: Source, evidence: Evidence) -> str:
    """The outlet as it stands in a sentence: with an article where its name is a newspaper's word or the reports give it one; empty
    where no outlet is known."""
    name = source.name
    if not name or name.lower().startswith("the "):
        return name[:1].lower() + name[1:] if name else ""
    with_article = any(f"the {name}" in document.text for document in evidence.documents)
    return f"the {name}" if with_article or name.split()[-1].lower() in _NEWSPAPER_WORDS else name


def credit(copy: Copy, document: Document, evidence: Evidence) -> Copy:
    """The copy with the outlet that says it."""
    outlet = say_outlet(document.source, evidence)
    return append(copy, f"{outlet} reported" if outlet else "the report says")


_CARRIERS: Final = ("news agency", "agency", "state media", "state television", "newspaper", "broadcaster")


def find_lede_credit(claim: Claim, document: Document, is_disputed: bool, evidence: Evidence) -> tuple[str, tuple[Span, ...]]:
    """Who is named for the lede, as words to set at its end with what backs them: nobody where it names its own source or several reports
    agree; else the outlet, or the agency that the report itself goes by."""
    if claim.quote is not None:
        return "", ()
    outlets = {
        each.source.id if each.source.name else each.id
        for each in evidence.documents
        if each.id not in evidence.archive_ids and each.copied_from is None
    }
    if len(outlets) > 1 and not is_disputed:
        return "", ()
    carrier = _carrier(evidence.reading(document.id), evidence)
    if carrier is not None:
        return f"{quote(evidence, carrier)} reported", (carrier,)
    outlet = say_outlet(document.source, evidence)
    return f"{outlet} reported" if outlet else "according to a single report", ()


def _carrier(reading: Reading, evidence: Evidence) -> Span | None:
    """The agency that the first sentences of a report are attributed to, as the report names it."""
    early = [p for p in reading.sentences if p.role is not Role.HEADLINE][:4]
    for item in reading.quotes:
        for span in (*item.via, item.speaker):
            if span is None or not any(passage.span.covers(span) for passage in early):
                continue
            if any(word in quote(evidence, span).lower() for word in _CARRIERS):
                return span
    return None


def is_disputed(passage: Passage, disagreements: Sequence[Disagreement], kind: str = "") -> bool:
    """Whether sources disagree (on a matter of that kind) about what a passage says."""
    found = (item for item in disagreements if kind in ("", item.kind))
    return any(passage.span.overlaps(side.span) for item in found for side in item.sides)
