"""Who reported it, and when: the words a story adds to credit an outlet and to date what comes from the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from groundwire.editing.copyedit import Copy, append, finish, quoted_ranges, quotes_in
from groundwire.editing.dating import say_day, say_month
from groundwire.model import Document, Grain, Passage, Reading, Source
from groundwire.protocols import Evidence

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
    outlet = say_outlet(document.source, evidence)
    when = _when(passage, reading, document, evidence, now)
    if outlet:
        opening, closing = f"As {outlet} reported{when}, ", f"{outlet} reported{when}"
    elif document.published_at is None:
        opening = closing = "according to a separate, undated report"
    elif when:
        opening = closing = f"according to a report of {when.removeprefix(' on ').removeprefix(' in ')}"
    else:
        return copy
    if document.published_at is None and outlet:
        opening, closing = (
            f"According to a separate, undated report by {outlet}, ",
            f"{outlet} said in a separate, undated report",
        )
    if not ends_owned:
        return append(copy, closing)
    opening = opening if outlet else f"{opening[:1].upper()}{opening[1:]}, "
    return Copy(finish(opening + lower_first(copy.text, passage)), copy.evidence)


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
