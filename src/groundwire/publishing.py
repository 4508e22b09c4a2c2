"""From a draft to files that may be printed: through the gate, into the archive and its log, out as formats.

The log comes first: what it tells of is published, and the files are copies that can be made again at any time, to the byte. Whoever is
stopped between the two has published, and the same command writes the files; the other way round a story could be out that no log
knows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from groundwire.bundle import LARGEST, digest_of, find_entry, unpack
from groundwire.editing.lifecycle import Cleared, Order, clear
from groundwire.editing.logbook import PUBLISH, audit, seal
from groundwire.errors import StoreError, UnreadableSource
from groundwire.filing import Archive
from groundwire.model import Bundle, Edition, LogEntry, LogRecord, Publication, Status, Story, digest
from groundwire.protocols import Records
from groundwire.results import Blocked, File, Published

SUFFIX: Final = ".story.json"
SHORTEST_ID: Final = 8
_ID: Final = re.compile(rf"(?:sha256:)?([0-9a-f]{{{SHORTEST_ID},64}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What publishing works with: where the story and its log are kept, what rules on the story anew, what makes files of it in the formats
    named, and the time."""

    archive: Archive
    check: Callable[[Story], Bundle]
    render: Callable[[Bundle, str], File]
    formats: Sequence[str]
    now: datetime


def publish(bundle: Bundle, order: Order, press: Press) -> Published | Blocked:
    """The story published under the editor's name, or why it is not. To publish it again changes nothing and gives the same files.

    Raises ``UsageError`` for a waiver that is not needed, ``StoreError`` where archive or log cannot be used."""
    known = _find_published(bundle.story, press.archive)
    if known is None:
        if bundle.story.status is Status.PUBLISHED:
            return Blocked(story=bundle.story, reason=_UNKNOWN)
        cleared = clear(press.check(bundle.story), order, press.now)
        if not isinstance(cleared, Cleared):
            return Blocked(story=bundle.story, reason=_count(len(cleared)), obstacles=cleared)
        while known is None:
            made = _print(cleared, order, press)
            if made is not None:
                return made
            # Somebody else has written to the log in between: this very story, or another one.
            known = _find_published(bundle.story, press.archive)
    story = known.story
    if story.editor != order.editor:
        return Blocked(story=story, reason=f"{_when(story)}, by {story.editor}; it stays as it is")
    records = press.archive.store.records
    entry = _find_entry(records, known)
    files = _make_files(known, press)
    records.note([_publication(story, file, press.now) for file in files])
    return Published(
        bundle=known,
        entry=entry,
        publications=records.publications(story.id, story.revision),
        files=files,
        is_new=False,
    )


def find_bundle(name: str, archive: Archive) -> Bundle:
    """The story of that name: a bundle's path, a folder with one bundle in it, or the beginning of the id of a story in the archive.

    Raises ``UnreadableSource`` where there is none or more than one, and for a bundle that is not sound."""
    path = Path(name)
    if path.is_dir():
        found = sorted(path.glob(f"*{SUFFIX}"))
        if len(found) != 1:
            told = ", ".join(item.name for item in found[:5]) or f"no file that ends in {SUFFIX}"
            raise UnreadableSource(name, f"holds {told}", "name one story's file")
        path = found[0]
    if path.is_file():
        with path.open("rb") as file:
            return unpack(file.read(LARGEST + 1), str(path))
    match = _ID.fullmatch(name)
    if match is None:
        remedy = (
            f"give a {SUFFIX} that 'write --out' left, or the first {SHORTEST_ID} digits of the id of a story in the archive"
        )
        raise UnreadableSource(name, "is no file and no story's id", remedy)
    kept = archive.found.records.stories(f"sha256:{match[1].lower()}") if archive.found else ()
    if len(kept) != 1:
        several = ", ".join(bundle.story.id.removeprefix("sha256:")[:16] for bundle in kept)
        reason = (
            f"is the beginning of several ids: {several}" if kept else "is no file, and the archive has no story with that id"
        )
        raise UnreadableSource(name, reason, "give more digits" if kept else "name its file, or another archive with --archive")
    return kept[0]


_UNKNOWN: Final = (
    "it was published before, and this archive's log does not know of it; name the archive it was published in with --archive"
)


def _count(obstacles: int) -> str:
    return "1 thing stands in the way" if obstacles == 1 else f"{obstacles} things stand in the way"


def _when(story: Story) -> str:
    return f"it was published on {story.published_at:%Y-%m-%d}" if story.published_at else "it was published"


def _find_published(story: Story, archive: Archive) -> Bundle | None:
    known = archive.found.records.story(story.id, story.revision) if archive.found else None
    return known if known is not None and known.story.status is Status.PUBLISHED else None


def _print(cleared: Cleared, order: Order, press: Press) -> Published | None:
    """The story entered into the log and its files made; ``None`` where the log went on before it could be entered."""
    records = press.archive.store.records
    last = _sound_end(records.log())
    entry = _make_entry(cleared, order, last, press.now)
    record = seal(entry)
    bundle = replace(cleared.bundle, story=replace(cleared.bundle.story, logged=record.hash))
    files = _make_files(bundle, press)
    publications = tuple(_publication(bundle.story, file, press.now) for file in sorted(files, key=lambda file: file.format))
    if not records.publish(Edition(bundle=bundle, record=record, follows=entry.before, publications=publications)):
        return None
    return Published(bundle=bundle, entry=record, publications=publications, files=files, is_new=True)


def _make_files(bundle: Bundle, press: Press) -> tuple[File, ...]:
    """The story in each format, those left out that have nothing to show of it (a chart, where it has none)."""
    files = (press.render(bundle, name) for name in press.formats)
    return tuple(file for file in files if file.data)


def _sound_end(records: Sequence[LogRecord]) -> LogRecord | None:
    """The log's last entry. Raises ``StoreError`` for a log that does not hold: nothing is added to what cannot be believed."""
    found = audit(records)
    if found.broken is not None:
        raise StoreError(
            "log", f"entry {found.broken}: {found.reason}", "restore the archive from a backup; 'groundwire log' tells more"
        )
    return records[-1] if records else None


def _make_entry(cleared: Cleared, order: Order, last: LogRecord | None, now: datetime) -> LogEntry:
    story = cleared.bundle.story
    return LogEntry(
        number=last.number + 1 if last else 1,
        at=now,
        editor=order.editor,
        action=PUBLISH,
        story=story.id,
        revision=story.revision,
        digest=digest_of(cleared.bundle),
        waivers=order.waivers,
        rights=cleared.rights,
        before=last.hash if last else "",
    )


def _publication(story: Story, file: File, now: datetime) -> Publication:
    return Publication(
        id=digest(story.id, str(story.revision), file.format),
        story_id=story.id,
        revision=story.revision,
        format=file.format,
        digest="sha256:" + hashlib.sha256(file.data).hexdigest(),
        published_at=now,
    )


def _find_entry(records: Records, bundle: Bundle) -> LogRecord:
    """The log's entry that tells of the story as it is kept. Raises ``StoreError`` where there is none: whatever else the database says, it
    did not come through the gate."""
    story = bundle.story
    record = next((record for record in records.log() if record.hash == story.logged), None)
    entry = find_entry(record.text) if record else None
    told = (entry.story, entry.revision, entry.editor, entry.digest) if entry else None
    if record is None or told != (story.id, story.revision, story.editor, digest_of(bundle)):
        raise StoreError(
            "log", "has no entry for the story as it is kept", "restore the archive from a backup; see 'groundwire log'"
        )
    return record
