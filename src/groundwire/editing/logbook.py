"""The log of what editors did: each entry holds the hash of the one before, so that nothing in it can be changed unseen.

The text of an entry is canonical JSON and its hash the SHA-256 of that text in UTF-8: anybody can work it out without Groundwire."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.bundle import canonical, find_entry
from groundwire.model import LogEntry, LogRecord

PUBLISH: Final = "publish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What a log says and whether it can be believed. ``entries`` are those up to the first that does not fit, ``broken`` is its number and
    ``reason`` says what is wrong with it; ``broken`` is ``None`` where all of it fits. ``last`` is the hash of the last entry that fits,
    empty for none."""

    entries: tuple[LogEntry, ...]
    last: str
    broken: int | None = None
    reason: str = ""


def seal(entry: LogEntry) -> LogRecord:
    """The entry with its hash."""
    text = canonical(entry)
    return LogRecord(number=entry.number, text=text, hash=_hash(text))


def audit(records: Sequence[LogRecord], expected: Sequence[str] = ()) -> Audit:
    """Whether each of the records, in the order of the log, is the entry that the next one says it is; and whether the hashes ``expected``
    are among theirs: a log that was cut off at its end fits, but has them no longer."""
    entries: list[LogEntry] = []
    hashes = [""]
    for number, record in enumerate(records, start=1):
        entry = find_entry(record.text)
        reason = _misfit(record, entry, number, hashes[-1])
        if entry is None or reason:
            return Audit(entries=tuple(entries), last=hashes[-1], broken=number, reason=reason)
        entries.append(entry)
        hashes.append(record.hash)
    if lost := next((wanted for wanted in expected if wanted not in hashes), ""):
        reason = f"is missing: no entry has the hash {lost}; the log was cut off or made anew, or the hash is another log's"
        return Audit(entries=tuple(entries), last=hashes[-1], broken=len(hashes), reason=reason)
    return Audit(entries=tuple(entries), last=hashes[-1])


def _misfit(record: LogRecord, entry: LogEntry | None, number: int, before: str) -> str:
    """What is wrong with the record that stands in place ``number``; empty where it fits."""
    if _hash(record.text) != record.hash:
        return "its text was changed: the hash is another text's"
    if entry is None:
        return "is no entry of a log"
    if entry.number != record.number or entry.number != number:
        return f"stands in place {number} and says that it is number {entry.number}: entries were removed, added or moved"
    if entry.before != before:
        return "does not follow the entry before: that one was changed, removed, added or moved"
    return ""


def _hash(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
