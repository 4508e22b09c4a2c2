"""Reports on their way into the archive, and the way back: skimmed and kept many at a time, found again for a story.

A skim is cheap: nothing is parsed and no network is run, so that an archive of years is taken in within minutes. Only what a story needs is
read in full (``pipeline``)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from groundwire import plugins
from groundwire.editing.threads import tell_thread
from groundwire.errors import InputError, UnreadableSource, UsageError
from groundwire.intake import accept, attribute, stream
from groundwire.json_lines import fingerprint, is_lines, read_lines
from groundwire.model import Document, Filed, Found, Placed, Raw, Search, Skim, Source, Thread
from groundwire.protocols import SourceReader, StaticEmbedding, Store, Tools
from groundwire.reading.layout import lay_out
from groundwire.sources import read_raw

if TYPE_CHECKING:
    from groundwire.protocols import Matrix

Progress = Callable[[str, int, int], None]
BATCH: Final = 256
"""Reports kept in one transaction, and looked through together."""
HEAVY: Final = 4_000_000
"""Characters of reports from which fewer are kept and looked through together: what that takes of memory grows with their length."""
TOLD: Final = 20
"""Refusals that are told one by one."""
SAME_MATTER: Final = 0.14
"""Least likeness of a report of another thread that is background."""
QUERY: Final = 16
"""Words of a report's headline and opening by which its background is looked for."""


@dataclass(slots=True)
class Filing:
    """What came of taking reports in: how many were kept or known, why the first ``TOLD`` others were refused, and how many those are."""

    filed: Filed = field(default_factory=Filed)
    refusals: list[str] = field(default_factory=list)
    refused: int = 0

    def refuse(self, error: InputError) -> None:
        """Count a refusal, and keep its line where there are few."""
        self.refused += 1
        if len(self.refusals) < TOLD:
            self.refusals.append(str(error))

    def add(self, filed: Filed) -> None:
        """Count what a batch came to."""
        mine = self.filed
        self.filed = Filed(new=mine.new + filed.new, known=mine.known + filed.known, revised=mine.revised + filed.revised)


class Archive:
    """An archive that is opened when there is something to keep, so that a run which reads nothing leaves no empty file behind."""

    def __init__(self, open_it: Callable[[], Store], is_there: bool) -> None:
        """``is_there`` says that there is one already; else ``open_it`` makes it at the first call of ``store``."""
        self._open = open_it
        self._is_there = is_there

    @cached_property
    def store(self) -> Store:
        """The store, opened and made."""
        self._is_there = True
        return self._open()

    @property
    def found(self) -> Store | None:
        """The store where there is one by now, else ``None``."""
        return self.store if self._is_there else None


def file_reports(
    names: Sequence[str],
    archive: Archive,
    tools: Tools,
    progress: Progress,
    stdin: BinaryIO | None = None,
    given: Source | None = None,
) -> Filing:
    """Take the reports behind ``names`` into the archive, however many they are, under the outlet and rights ``given`` with them (see
    ``intake.attribute``). A file of JSON lines goes on where an earlier run stopped.

    One bad report among good ones is counted and told, no more. Raises ``UsageError`` where nothing is named and ``StoreError`` where the
    archive cannot keep them."""
    if not names:
        raise UsageError("no source named; give a file, a folder, an http or https address, or - for standard input")
    # A limit on sources is for a story, which reads them all in full.
    tools = replace(tools, settings=replace(tools.settings, max_sources=sys.maxsize))
    clerk = _Clerk(archive, tools, progress, given)
    for name in dict.fromkeys(names):
        if is_lines(Path(name)) and Path(name).is_file():
            _file_lines(Path(name), clerk, progress)
            continue
        for done, raw in enumerate(stream([name], tools, stdin=stdin), start=1):
            clerk.take(raw)
            progress("file", done, done)
        clerk.keep()
    clerk.place()
    return clerk.filing


def skim(documents: Sequence[Document], static: StaticEmbedding) -> list[Skim]:
    """Each report with its vector, in order; what surrounds reporting on a page is left aside."""
    vectors = static.encode([_copy(document) for document in documents])
    return [Skim(document=document, vector=vector) for document, vector in zip(documents, pack(vectors), strict=True)]


def pack(vectors: Matrix) -> list[bytes]:
    """Rows of unit length as signed bytes, each value times 127."""
    import numpy as np

    return [row.tobytes() for row in np.rint(vectors * 127).astype(np.int8)]


def search(wanted: Search, store: Store, static: StaticEmbedding) -> tuple[Found, ...]:
    """The reports of the archive that fit, best first."""
    return store.search(wanted, pack(static.encode([wanted.words]))[0])


def find_thread(words: str, store: Store, static: StaticEmbedding) -> Thread:
    """The thread of the report that fits the words best; without happenings where none does."""
    found = search(Search(words=words, limit=1), store, static)
    if not found:
        return Thread()
    best = found[0].document
    return tell_thread(store.thread(best.id) or [Placed(document=best, happening=0)])


def look_back(reports: Sequence[Document], store: Store, static: StaticEmbedding, limit: int) -> tuple[Document, ...]:
    """Step 4 for an archive that is not read in full: the reports in it that are no younger than the youngest of ``reports``, those without
    a date among them; at most ``limit``. First those of the same thread, the latest happenings first, then those that are found by words
    and meaning and truly speak of the same matter, nearest first."""
    own = {report.text_digest for report in reports}
    dates = [report.published_at for report in reports if report.published_at is not None]
    until = max(dates) + timedelta(microseconds=1) if dates and len(dates) == len(reports) else None
    skims = skim(reports, static)
    thread = [
        one
        for one in store.kin(skims)
        if not one.is_copy and one.document.text_digest not in own and _is_before(one.document, until)
    ]
    scores: dict[str, tuple[float, Document]] = {}
    for one in skims:
        words = " ".join([one.document.title_text, *_copy(one.document).split()[:QUERY]])
        # The archive may hold the reports themselves, each once, and they would come first.
        for found in store.search(Search(words=words, until=until, undated=True, limit=limit + len(own)), one.vector):
            document = found.document
            if document.text_digest not in own:
                score, _ = scores.get(document.id, (0.0, document))
                scores[document.id] = (score + found.score, document)
    ranked = sorted(scores.values(), key=lambda item: (-item[0], item[1].id))
    others = [document for _, document in ranked]
    near = [other for other, like in zip(others, store.alike(reports, others), strict=True) if like >= SAME_MATTER]
    return tuple({document.id: document for document in (*_latest_first(thread), *near)}.values())[:limit]


def _latest_first(thread: Sequence[Placed]) -> list[Document]:
    """One report of each happening, the latest happening first; then the others."""
    ordered = sorted(thread, key=lambda one: (one.document.published_at or _FIRST, one.document.id), reverse=True)
    leading: dict[int, Document] = {}
    for one in ordered:
        leading.setdefault(one.happening, one.document)
    return [*leading.values(), *(one.document for one in ordered)]


_FIRST: Final = datetime.min.replace(tzinfo=UTC)


def _is_before(document: Document, until: datetime | None) -> bool:
    return until is None or document.published_at is None or document.published_at < until


class _Clerk:
    """Reads what comes in and keeps it, a batch at a time."""

    def __init__(self, archive: Archive, tools: Tools, progress: Progress, given: Source | None) -> None:
        self.filing = Filing()
        self._progress = progress
        self._given = given or Source()
        self.tools = tools
        self.archive = archive
        self._readers: list[SourceReader] = [plugins.load("sources", name, tools) for name in plugins.names("sources")]
        self._waiting: list[Document] = []
        self._weight = 0

    def take(self, raw: Raw | InputError) -> None:
        """Read one source; what it gives waits for its batch."""
        if isinstance(raw, InputError):
            self.filing.refuse(raw)
            return
        try:
            documents = read_raw(raw, self.tools, self._readers)
        except InputError as error:
            self.filing.refuse(error)
            return
        for document in documents:
            try:
                accepted = accept(attribute(document, self._given), raw.origin, self.tools)
                self._waiting.append(_keepable(accepted, raw.origin))
            except InputError as error:
                self.filing.refuse(error)
        self._weight += sum(len(document.text) for document in documents)
        if len(self._waiting) >= BATCH or self._weight >= HEAVY:
            self.keep()

    def keep(self) -> None:
        """Hand what waits to the store."""
        if self._waiting:
            self.filing.add(self.archive.store.add(skim(self._waiting, self.tools.encoders.static)))
            self._waiting.clear()
            self._weight = 0
            self.place()

    def keep_to(self, origin: str, mark: str, line: int) -> None:
        """Hand what waits to the store, and remember that the file was taken in up to that line."""
        self.keep()
        if self.archive.found:
            self.archive.found.note(origin, mark, line)

    def place(self) -> None:
        """Give what is kept its place among the rest; reports of an older archive, or of a run that was stopped, come first."""
        # One more than is kept at once: a batch that is placed whole is asked for once.
        done, most = 0, BATCH + 1
        while self.archive.found and (placed := self.archive.found.place(most)) == most:
            done += placed
            self._progress("place", done, done)


def _file_lines(path: Path, clerk: _Clerk, progress: Progress) -> None:
    """Take in a file of JSON lines, and remember after each batch how far. Where a line was refused the whole file is read again the next
    time: what stood against it may be gone."""
    try:
        origin, mark, size = str(path.absolute()), fingerprint(path), path.stat().st_size
        done = clerk.archive.found.resume(origin, mark) if clerk.archive.found else 0
        refused = clerk.filing.refused
        if done:
            clerk.tools.log(f"{path}: taken in before up to line {done:,}; goes on there")
        lines = read_lines(path, clerk.tools.settings.max_source_bytes, done)
        last = 0
        for count, line in enumerate(lines, start=1):
            clerk.take(line.raw)
            progress("file", line.read, size)
            last = line.number
            if count % BATCH == 0:
                clerk.keep_to(origin, mark, last)
        if last:
            clerk.keep_to(origin, mark, last)
        if clerk.filing.refused > refused and clerk.archive.found:
            clerk.archive.found.note(origin, mark, 0)
    except OSError as error:
        clerk.keep()
        why = (error.strerror or str(error)).lower()
        clerk.filing.refuse(UnreadableSource(str(path), f"cannot be read ({why})", "give yourself the right to read it"))


def _keepable(document: Document, origin: str) -> Document:
    """The document itself. Raises ``UnreadableSource`` where it holds what no database takes for text."""
    if not document.is_clean:
        raise UnreadableSource(origin, "holds NUL or half a character, which are no text", "give it as UTF-8")
    return document


def _copy(document: Document) -> str:
    """Headline and reporting, without the furniture between."""
    layout = lay_out(document)
    return "\n".join([document.title_text, *(document.text[part.start : part.end] for part in layout.paragraphs)])
