"""Who reported it, and when: the words a story adds to credit an outlet and to date what comes from the archive."""

from __future__ import annotations

from groundwire.editing.copyedit import Copy, append, finish, quoted_ranges, quotes_in
from groundwire.editing.dating import say_month
from groundwire.model import Document, Passage, Reading, Source
from groundwire.protocols import Evidence

_NEWSPAPER_WORDS = frozenset(
    """argus bulletin chronicle courier dispatch echo examiner express gazette guardian herald independent inquirer journal ledger mail
    mercury mirror monitor observer post press record register review standard star sun telegraph times tribune""".split()
)


def date_background(copy: Copy, passage: Passage, reading: Reading, document: Document, outlet: str) -> Copy:
    """Background with its outlet and date, or marked as undated. What carries its own full date needs none."""
    attributed = quotes_in(passage, reading)
    ends_owned = any(q.cue is not None and passage.span.covers(q.cue) and q.content.end <= q.cue.start for q in attributed)
    quoted = quoted_ranges(passage)
    if quoted and quoted[0][0] == passage.span.start:
        return copy
    if document.published_at is None:
        if ends_owned:
            start = f"According to a separate, undated report{f' by {outlet}' if outlet else ''}, "
            return Copy(finish(start + _lower_first(copy.text, passage)), copy.evidence)
        return append(
            copy, f"{outlet} said in a separate, undated report" if outlet else "according to a separate, undated report"
        )
    month = say_month(document.published_at.date())
    if ends_owned:
        start = f"As {outlet} reported in {month}, " if outlet else f"According to a report of {month}, "
        return Copy(finish(start + _lower_first(copy.text, passage)), copy.evidence)
    return append(copy, f"{outlet} reported in {month}" if outlet else f"according to a report of {month}")


_FIGURES = frozenset({"", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "DATE", "TIME"})
"""What an opening word may belong to without being a name."""


def _lower_first(text: str, passage: Passage) -> str:
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
