"""Step 1, take in: names that a person gives (files, folders, addresses, ``-``) become documents.

One bad source beside good ones costs a warning and no more; a source named alone that cannot be read is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final

from groundwire import plugins
from groundwire.errors import InputError, UnreadableSource, UnsupportedLanguage, UsageError
from groundwire.files import find_files, read_file, shown, stay_inside, too_large, why
from groundwire.json_lines import is_lines, read_lines
from groundwire.model import Document, Raw, Rights, Source, document_id
from groundwire.protocols import SourceReader, Tools
from groundwire.reading.language import find_language
from groundwire.sources import read_raw

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_STDIN = "-"
_LARGE = "give the report alone or raise max_source_bytes"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
AHEAD: Final = timedelta(days=1)
"""How far ahead of the clock a report may be dated: the next morning's paper, or a zone told wrongly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came in, in the order in which it was named. ``warnings`` are whole lines and tell everything that was left out,
    ``refused`` among it; ``refused`` are the errors themselves."""

    documents: tuple[Document, ...]
    warnings: tuple[str, ...] = ()
    refused: tuple[InputError, ...] = ()


def gather(names: Sequence[str], tools: Tools, *, stdin: BinaryIO | None = None) -> Intake:
    """The reports behind ``names``: files, folders (with all that lies in them, hidden files aside), http and https addresses,
    and ``-`` for ``stdin``.

    Raises the first ``InputError`` where nothing can be read at all, and ``UsageError`` where nothing was named."""
    if not names:
        raise UsageError("no source named; give a file, a folder, an http or https address, or - for standard input")
    basket = _Basket(tools)
    for name in dict.fromkeys(names):
        basket.take(name, stdin)
    if not basket.documents:
        raise basket.refusal(names)
    return Intake(documents=tuple(basket.documents), warnings=tuple(basket.warnings), refused=tuple(basket.refused))


def stream(names: Sequence[str], tools: Tools, *, stdin: BinaryIO | None = None) -> Iterator[Raw | InputError]:
    """What lies behind ``names`` one by one, as bytes or as the reason why it cannot be had; nothing is held on to. Whatever else there is
    to say goes to the log."""
    basket = _Basket(tools)
    for name in dict.fromkeys(names):
        yield from basket.raws(name, stdin)
        for warning in basket.warnings:
            tools.log(warning)
        basket.warnings.clear()


def accept(document: Document, origin: str, tools: Tools) -> Document:
    """The document with its language, and without a date that cannot be its own. Raises ``UnreadableSource`` for one that is too long to be
    a report and ``UnsupportedLanguage`` for one in a language that is not read."""
    limit = tools.settings.max_report_characters
    if len(document.text) > limit:
        reason = f"has {len(document.text):,} characters, more than the {limit:,} that are read"
        raise UnreadableSource(origin, reason, "cut it to the report")
    published = document.published_at
    if published is not None and (published == EPOCH or published > tools.now() + AHEAD):
        reason = "what a system writes that knows none" if published == EPOCH else "in the future"
        tools.log(f"{origin}: its date, {published:%Y-%m-%d}, is {reason}; taken in without a date")
        published = None
    return replace(document, published_at=published, language=_language(document, origin, tools.settings.languages))


def attribute(document: Document, given: Source) -> Document:
    """The document under the outlet and the rights that the person handing it in gives it. An outlet that the report names itself stays;
    rights that are given apply to it all the same."""
    rights = given.rights if given.rights is not Rights.UNKNOWN else document.rights
    if not given.name or document.source.name:
        return replace(document, rights=rights)
    source = replace(document.source, name=given.name)
    identity = document_id(source, document.url, document.text)
    return replace(
        document,
        id=identity,
        source=source,
        rights=rights,
        title=replace(document.title, document_id=identity) if document.title else None,
        furniture=tuple(replace(span, document_id=identity) for span in document.furniture),
    )


class _Basket:
    """What has been gathered so far."""

    def __init__(self, tools: Tools) -> None:
        self.documents: list[Document] = []
        self.warnings: list[str] = []
        self.refused: list[InputError] = []
        # What readers have to say about a source belongs among the warnings.
        self._tools = replace(tools, log=self.warnings.append)
        self._folders: set[str] = set()
        self._by_id: dict[str, str] = {}
        self._by_text: dict[tuple[str, str], str] = {}

    @cached_property
    def _readers(self) -> list[SourceReader]:
        """Every reader there is; who only wants the bytes never asks."""
        return [plugins.load("sources", name, self._tools) for name in plugins.names("sources")]

    def take(self, name: str, stdin: BinaryIO | None) -> None:
        """Add the reports behind one name, or the reasons why there are none."""
        for raw in self.raws(name, stdin):
            if isinstance(raw, InputError):
                self._refuse(raw)
                continue
            try:
                documents = read_raw(raw, self._tools, self._readers)
            except InputError as error:
                self._refuse(error)
                continue
            for document in documents:
                self._add(document, raw.origin)

    def refusal(self, names: Sequence[str]) -> InputError:
        """Why there is nothing: the first reason, or that a folder holds no readable report."""
        if self._folders == set(names):
            reason = f" ({self.refused[0]})" if self.refused else ""
            remedy = "give a folder with text, Markdown, HTML, feeds or ninjs in it"
            return UnreadableSource(names[0], f"folder holds no readable report{reason}", remedy)
        return self.refused[0] if self.refused else UnreadableSource(names[0], "holds no readable report", "give a report")

    def raws(self, name: str, stdin: BinaryIO | None) -> Iterator[Raw | InputError]:
        """The bytes behind one name, file by file, or the reasons why there are none."""
        try:
            if not name.strip():
                raise UnreadableSource("''", "is no name", "give a file, a folder or an address")
            if name == _STDIN:
                yield _read_stream(stdin, self._tools.settings.max_source_bytes)
            elif _SCHEME.match(name):
                yield self._tools.fetch(name)
            elif Path(name).is_dir():
                self._folders.add(name)
                yield from self._folder(Path(name))
            elif is_lines(Path(name)):
                yield from self._lines(Path(name))
            else:
                yield read_file(Path(name), self._tools.settings.max_source_bytes, _LARGE)
        except InputError as error:
            yield error
        except (OSError, ValueError) as error:
            yield UnreadableSource(
                shown(name)[:200], f"is no usable name ({why(error)})", "give a file, a folder or an address"
            )

    def _lines(self, path: Path) -> Iterator[Raw | InputError]:
        most = self._tools.settings.max_sources
        for number, line in enumerate(read_lines(path, self._tools.settings.max_source_bytes), start=1):
            if number > most:
                self.warnings.append(f"{path}: only the first {most:,} lines were taken; raise max_sources for more")
                return
            yield line.raw

    def _folder(self, folder: Path) -> Iterator[Raw | InputError]:
        settings = self._tools.settings
        paths, too_many = find_files(folder, settings.max_sources, self.warnings.append)
        if too_many:
            self.warnings.append(
                f"{folder}: only the first {settings.max_sources:,} files were taken; raise max_sources for more"
            )
        home = folder.resolve()
        for path in paths:
            try:
                stay_inside(path, home)
                if is_lines(path):
                    yield from self._lines(path)
                else:
                    yield read_file(path, settings.max_source_bytes, _LARGE)
            except InputError as error:
                yield error

    def _refuse(self, error: InputError) -> None:
        self.refused.append(error)
        self.warnings.append(str(error))

    def _add(self, document: Document, origin: str) -> None:
        try:
            document = accept(document, origin, self._tools)
        except InputError as error:
            self._refuse(error)
            return
        copy = (document.source.id, document.text_digest)
        if first := self._by_id.get(document.id) or self._by_text.get(copy):
            self.warnings.append(f"{origin}: the same report as {first}; taken once")
            return
        self._by_id[document.id] = self._by_text[copy] = origin
        self.documents.append(document)


def _language(document: Document, origin: str, languages: tuple[str, ...]) -> str:
    """The document's language. Raises ``UnsupportedLanguage`` for one that is not read."""
    furniture = {(span.start, span.end) for span in document.furniture}
    places = sorted(furniture)
    kept, begin = [], 0
    for start, end in places:
        kept.append(document.text[begin:start])
        begin = end
    kept.append(document.text[begin:])
    found = find_language(" ".join(kept), document.language, languages)
    if found.partition("-")[0].lower() not in languages:
        raise UnsupportedLanguage(
            origin, f"is in a language that is not read ({found})", f"what is read: {', '.join(languages)}"
        )
    return found


def _read_stream(stream: BinaryIO | None, limit: int) -> Raw:
    if stream is None:
        raise UnreadableSource(_STDIN, "nothing comes in on standard input", "pipe a report in, or name a file")
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(_STDIN, len(data), limit, _LARGE)
    return Raw(data=data, origin=_STDIN)
