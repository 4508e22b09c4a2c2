"""The words and the care that every format shares: outcomes, checks and dates in plain English, and text made safe."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from groundwire.model import Document, Outcome, Ruling, Status, Story, Verdict

DRAFT_LABEL = "DRAFT - not approved by an editor"

STATUS_LABELS = {
    Status.DRAFT: DRAFT_LABEL,
    Status.APPROVED: "Approved by an editor, not yet published",
    Status.PUBLISHED: "",
    Status.KILLED: "KILLED - not for publication",
}

OUTCOME_LABELS = {
    Outcome.SUPPORTED: "Backed by its sources",
    Outcome.CONTRADICTED: "Contradicted by a source",
    Outcome.NOT_FOUND: "Not found in the sources",
    Outcome.OPINION: "Opinion, nothing to check",
}

OUTCOME_WORDS = {
    Outcome.SUPPORTED: "backed",
    Outcome.CONTRADICTED: "contradicted",
    Outcome.NOT_FOUND: "not found",
    Outcome.OPINION: "opinion",
}

NO_OUTLET = "Outlet not named"
UNDATED = "undated"

_CHECK_LABELS = {
    "quotes": "Quotations",
    "figures": "Figures",
    "times": "Dates and times",
    "names": "Names",
    "attribution": "Who said it",
    "polarity": "Direction and negation",
    "copying": "Copied wording",
    "connections": "Causes and comparisons",
    "entailment": "Support",
    "reporting": "Reporting",
    "second_opinion": "A language model's doubt",
    "tables": "Data tables",
}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_HIDDEN = {
    # Controls and the marks that reorder or hide what follows them: shown as U+FFFD, so that a reader sees something was there.
    **dict.fromkeys((*range(0x00, 0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)), "\ufffd"),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
    **dict.fromkeys((*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd"),
    # Every kind of line break is one.
    **dict.fromkeys((0x0C, 0x85, 0x2028, 0x2029), "\n"),
    0x0D: " ",
}


def make_legible(text: str) -> str:
    """``text`` of the same length without anything that reorders, hides or breaks its neighbours.

    Bidirectional overrides and isolates, control characters, lone surrogates and non-characters become U+FFFD."""
    return text.translate(_HIDDEN)


def on_one_line(text: str) -> str:
    """``text`` made legible with every run of white space as one space."""
    return " ".join(make_legible(text).split())


def find_link(url: str) -> str:
    """``url`` if a reader may follow it (http or https, with a host, no white space or controls), else an empty string."""
    if not url.isprintable() or any(char.isspace() or char in "\"'<>\\^`{|}" for char in url):
        return ""
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def outlet_of(document: Document) -> str:
    """The outlet's name, or words that say it is not known."""
    return on_one_line(document.source.name) or NO_OUTLET


def day_of(moment: datetime | None) -> str:
    """The day as "2 March 2026", or "undated"."""
    if moment is None:
        return UNDATED
    moment = moment.astimezone(UTC)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def moment_of(moment: datetime | None) -> str:
    """Day and hour as "2 March 2026, 06:10 UTC", the day alone at midnight exactly, or "undated"."""
    if moment is None:
        return UNDATED
    moment = moment.astimezone(UTC)
    hour = "" if (moment.hour, moment.minute) == (0, 0) else f", {moment.hour:02}:{moment.minute:02} UTC"
    return day_of(moment) + hour


def check_label(ruling: Ruling) -> str:
    """What a ruling's check looks at, in words for somebody who does not know the check."""
    if ruling.waived_by:
        return "Waived by " + on_one_line(ruling.waived_by)
    name = on_one_line(ruling.check)
    return _CHECK_LABELS.get(name) or name.replace("_", " ").capitalize()


def byline_of(story: Story) -> str:
    """Who edited it and when it was published; for a draft, when it was drafted; an empty string where neither is known."""
    if story.editor and story.published_at:
        return f"Edited by {on_one_line(story.editor)}, published {moment_of(story.published_at)}"
    return f"Drafted {moment_of(story.written_at)}" if story.written_at else ""


def part_of(verdict: Verdict, ruling: Ruling) -> str:
    """The words that a ruling is about, or an empty string where it is about the whole sentence."""
    text = verdict.sentence.text
    start, end = ruling.part
    words = text[max(start, 0) : max(end, 0)].strip(" ,;:")
    return "" if words == text.strip(" ,;:") else on_one_line(words)


def count_of(number: int, one: str, many: str = "") -> str:
    """ "1 report", "3 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def kicker_of(story: Story) -> str:
    """How broad the ground is that the story stands on: "From 4 reports by 3 independent sources and 2 archive items"."""
    archive = sum(document.id in story.archive_ids for document in story.documents)
    reports = len(story.documents) - archive
    parts = [count_of(reports, "report")] if reports or not story.tables else []
    if reports > 1:
        parts[0] += f" by {count_of(story.independent_sources, 'independent source')}"
    parts += [count_of(archive, "archive item")] if archive else []
    parts += [count_of(len(story.tables), "data table")] if story.tables else []
    return "From " + (", ".join(parts[:-1]) + " and " if len(parts) > 1 else "") + parts[-1]
