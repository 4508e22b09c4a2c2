"""The one place where everything is wired together, and the API that the command line and the desk stand on.

The module is long because nothing else may make concrete things."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from groundwire import plugins
from groundwire.copydesk import Desk, NoReadings, Progress
from groundwire.editing.lifecycle import make_order
from groundwire.editing.logbook import audit
from groundwire.editing.picturing import find_objection
from groundwire.errors import StoreError, TableError, UnreadableSource, UsageError
from groundwire.model import BUILT_IN, Bundle, Document, Holdings, Refusal, Search, Source, Story
from groundwire.pipeline import (
    check_again,
    check_draft,
    list_claims,
    write_data_story,
    write_story,
)
from groundwire.protocols import Pictures, Readings, Store, Table, TableReader, Tools
from groundwire.results import Blocked, Checked, Claimed, Costs, File, Kept, Logged, Published, Searched, Threaded, Written
from groundwire.settings import Settings, load_settings
from groundwire.stylebook import read_stylebook

if TYPE_CHECKING:
    from groundwire.meter.metering import Meter


class Newsroom:
    """A newsroom at work: settings, the small models and the plug-ins. Made by ``open_newsroom``; models load at first use."""

    def __init__(self, tools: Tools, progress: Progress) -> None:
        self._tools = tools
        self._progress = progress

    @property
    def settings(self) -> Settings:
        """The settings this newsroom was opened with."""
        return self._tools.settings

    def write(
        self,
        sources: Sequence[str],
        *,
        archive: Sequence[str] = (),
        tables: Sequence[str] = (),
        about: str = "",
        writer: str | None = None,
        pictures: str | None = None,
    ) -> Written:
        """A story from ``sources`` (files, folders, URLs, ``-``) with the background that ``archive`` offers, the numbers of ``tables``
        (files of data, their cards, addresses; the setting's beside them) and a picture from the folder ``pictures``, else the setting's.
        Without sources it is made from the tables alone, ``about`` one of their subjects or whatever they give.

        Raises ``InputError`` where nothing readable was handed in, ``TableError`` for a table that cannot be used, ``UnknownPlugin`` for a
        writer that does not exist and ``UsageError`` for a picture folder that is none."""
        started = time.perf_counter()
        if about and sources:
            raise UsageError("--about is for a story from tables alone; leave the sources out, or leave out --about")
        meter = self._meter()
        with self._archives(archive) as archives, self._tables(tables) as opened:
            desk = self._desk(writer or self.settings.writer, archives.tools, meter, archives.readings, opened)
            warnings: list[str] = []
            if folder := pictures or self.settings.pictures:
                desk = replace(desk, pictures=self._pictures(folder, warnings))
            if opened and not sources:
                outcomes = write_data_story(about, desk)
            else:
                reports, unread = self._take_in(sources)
                _refuse_own_drafts(reports)
                older, unread_too = self._look_back(archives, reports)
                warnings[:0] = [*unread, *unread_too]
                outcomes = write_story(reports, older, desk)
            warnings += _noted(opened)
            story, is_kept = meter.enter(outcomes.story), False
            if isinstance(story, Story):
                is_kept = archives.keep(Bundle(story=story, verdicts=outcomes.verdicts))
        if isinstance(story, Story):
            story = replace(story, cost=replace(story.cost, seconds=round(time.perf_counter() - started, 3)))
        told = (*warnings, *outcomes.warnings)
        return Written(outcome=story, verdicts=outcomes.verdicts, warnings=told, is_kept=is_kept)

    def check(self, draft: str, *, against: Sequence[str], archive: Sequence[str] = (), tables: Sequence[str] = ()) -> Checked:
        """The verdict on every sentence of the text at ``draft`` (file, URL, ``-``), as far as ``against``, ``archive`` and ``tables`` (the
        setting's beside them) back it.

        Raises ``InputError`` where the draft, all of the sources or a table cannot be read."""
        with self._archives(archive) as archives, self._tables(tables) as opened:
            desk = self._desk(self.settings.writer, archives.tools, self._meter(), archives.readings, opened)
            drafts, warnings = self._take_in([draft])
            reports, more = self._take_in(against)
            older, yet_more = self._look_back(archives, [*drafts[:1], *reports])
            report = check_draft(drafts[0], reports, older, desk)
            noted = _noted(opened)
        return Checked(report=report, warnings=(*warnings, *more, *yet_more, *noted))

    def claims(self, sources: Sequence[str]) -> Claimed:
        """Who said what in ``sources`` (files, folders, URLs, ``-``): every statement with its speaker, chain, kind and the statements it
        answers. Raises ``InputError`` where nothing readable was handed in."""
        documents, warnings = self._take_in(sources)
        desk = self._desk(self.settings.writer, self._tools, self._meter(), NoReadings())
        return Claimed(ledger=list_claims(documents, desk), warnings=warnings)

    def render(self, written: Written, format_name: str) -> tuple[str, bytes]:
        """The story as a file of that format: its name and its bytes. Raises ``UnknownPlugin`` for an unknown format and
        ``ValueError`` for a refusal, which has nothing to render."""
        if isinstance(written.outcome, Refusal):
            raise ValueError("a refusal cannot be rendered")
        file = self._render(Bundle(story=written.outcome, verdicts=written.verdicts), format_name)
        return file.name, file.data

    def publish(
        self,
        story: str,
        *,
        editor: str,
        waivers: Sequence[tuple[int, str]] = (),
        has_rights: bool = False,
        place: str | None = None,
        formats: Sequence[str] = (),
        tables: Sequence[str] = (),
    ) -> Published | Blocked:
        """The story of that name (a bundle's path, its folder, or the beginning of the id of a story in the archive) published under
        ``editor``'s name, or what stands in the way. ``waivers`` are (number of a sentence, reason); ``has_rights`` says that borrowed
        words may be printed. Story and log are kept in the archive at ``place``, else the setting's; it is made if there is none. Numbers
        are recomputed from ``tables`` (the setting's beside them).

        Raises ``UsageError`` for a name, reason or waiver that cannot be, ``InputError`` for a story that cannot be read, ``StoreError``
        where archive or log cannot be used."""
        from groundwire import publishing
        from groundwire.filing import Archive
        from groundwire.store.opening import is_there

        order = make_order(editor, waivers, has_rights=has_rights)
        names = dict.fromkeys((*(formats or self.settings.formats), "bundle"))
        for name in names:
            plugins.load("formats", name, self._tools)
        with ExitStack() as stack:
            archive = Archive(
                lambda: stack.enter_context(self._open(place, make=True)), is_there(place or self.settings.archive)
            )
            press = publishing.Press(
                archive=archive,
                check=partial(self._check_again, tables=stack.enter_context(self._tables(tables))),
                render=self._render,
                formats=tuple(names),
                now=self._tools.now(),
            )
            return publishing.publish(publishing.find_bundle(story, archive), order, press)

    def log(self, *, place: str | None = None, expect: str = "") -> Logged:
        """The log of what was published from the archive at ``place``, else the setting's, and whether it can be believed; ``expect`` is
        the hash of an entry that must be in it. Raises ``StoreError`` where there is no archive."""
        with self._open(place) as store:
            records = store.records.log()
            expected = (*store.records.logged(), *((expect,) if expect else ()))
        return Logged(audit=audit(records, expected), records=records)

    def file(self, sources: Sequence[str], *, place: str | None = None, given: Source | None = None) -> Kept:
        """Take ``sources`` (files, folders, files of JSON lines, URLs, ``-``) into the archive at ``place``, else the setting's; it is made
        where there is none, unless nothing can be read. The name of ``given`` is the outlet of reports that name none, its rights are
        those of all of them. Raises ``StoreError`` where it cannot be opened or written."""
        from groundwire.filing import Archive, file_reports
        from groundwire.store.opening import is_there

        with ExitStack() as stack:
            opened = is_there(place or self.settings.archive)
            archive = Archive(lambda: stack.enter_context(self._open(place, make=True)), opened)
            filing = file_reports(sources, archive, self._tools, self._progress, sys.stdin.buffer, given)
            holdings = archive.found.holdings() if archive.found else Holdings()
            return Kept(filed=filing.filed, refusals=tuple(filing.refusals), refused=filing.refused, holdings=holdings)

    def search(self, wanted: Search, *, place: str | None = None) -> Searched:
        """The reports of the archive at ``place``, else the setting's, that fit. Raises ``StoreError`` where there is no archive."""
        from groundwire.filing import search

        with self._open(place) as store:
            return Searched(wanted=wanted, found=search(wanted, store, self._tools.encoders.static))

    def thread(self, words: str, *, place: str | None = None) -> Threaded:
        """The developing story in the archive at ``place``, else the setting's, that the report which fits the words best is part of; one
        without happenings where nothing fits. Raises ``StoreError`` where there is no archive."""
        from groundwire.filing import find_thread

        with self._open(place) as store:
            return Threaded(words=words, thread=find_thread(words, store, self._tools.encoders.static))

    def costs(self, days: int) -> Costs:
        """What language models were asked in the last so many days (UTC, today among them), and what is left of today's budget. Raises
        ``LedgerError`` where the ledger cannot be used."""
        from groundwire.meter.ledger import Ledger

        settings, today = self.settings, datetime.now(UTC).date()
        spent = Ledger(settings.chat_ledger).spending(today - timedelta(days=days - 1))
        most = settings.chat_daily_tokens, Decimal(str(settings.chat_daily_money))
        return Costs(spent=spent, today=today, most_tokens=most[0], most_money=most[1])

    def holdings(self, *, place: str | None = None) -> Holdings:
        """What the archive at ``place``, else the setting's, holds. Raises ``StoreError`` where there is no archive."""
        with self._open(place) as store:
            return store.holdings()

    @contextmanager
    def _open(self, place: str | None, make: bool = False) -> Iterator[Store]:
        from groundwire.store.opening import open_store

        store = open_store(place or self.settings.archive, make=make)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def _archives(self, names: Sequence[str]) -> Iterator[_Archives]:
        """What ``--archive`` names: stores, opened, and everything else. What is new to the first store is kept in it when all is done."""
        from groundwire.encoders.remembering import RememberingEncoders
        from groundwire.store.opening import is_store
        from groundwire.store.remembered import RememberedMeanings, RememberedReadings

        files = tuple(name for name in names if not is_store(name))
        with ExitStack() as opened:
            stores = tuple(opened.enter_context(self._open(name)) for name in dict.fromkeys(names) if name not in files)
            if not stores:
                yield _Archives((), files, self._tools, NoReadings())
                return
            encoders = RememberingEncoders(self._tools.encoders, RememberedMeanings(stores))
            yield _Archives(stores, files, replace(self._tools, encoders=encoders), RememberedReadings(stores))
            encoders.embedding.keep()

    @contextmanager
    def _tables(self, names: Sequence[str]) -> Iterator[tuple[Table, ...]]:
        """The tables that were named and those of the setting, opened. Raises ``TableError``, for two of one name too."""
        named = tuple(dict.fromkeys((*names, *self.settings.tables)))
        with ExitStack() as stack:
            opened: dict[str, Table] = {}
            for name in named:
                reader: TableReader = plugins.load("tables", "duck", self._tools)
                self._progress("tables", len(opened), len(named))
                table = reader.open(name)
                stack.callback(table.close)
                if table.card.id in opened:
                    raise TableError(name, f"is the second table called '{table.card.id}'", "give one of them another name")
                opened[table.card.id] = table
            if named:
                self._progress("tables", len(named), len(named))
            yield tuple(opened.values())

    def _look_back(self, archives: _Archives, reports: Sequence[Document]) -> tuple[tuple[Document, ...], tuple[str, ...]]:
        """What the archives have for the reports: files and folders whole, of a store what is near."""
        from groundwire.filing import look_back

        older, warnings = self._take_in(archives.files) if archives.files else ((), ())
        for store in archives.stores:
            older = (*older, *look_back(reports, store, self._tools.encoders.static, self.settings.background_reports))
        return tuple({document.id: document for document in older}.values()), warnings

    def _render(self, bundle: Bundle, format_name: str) -> File:
        chosen = plugins.load("formats", format_name, self._tools)
        name = _slug(bundle.story.headline.text) + chosen.suffix
        return File(format=format_name, name=name, data=chosen.render(bundle.story, bundle.verdicts))

    def _check_again(self, story: Story, tables: Sequence[Table]) -> Bundle:
        """Every check there is, whichever the settings name, on a story that comes back."""
        limit = self.settings.max_report_characters
        for document in story.documents:
            if len(document.text) > limit:
                name = document.title_text or document.url or document.id[:19]
                raise UnreadableSource(
                    f"“{name}”", f"has more than the {limit:,} characters that are read", "raise the setting"
                )
        if story.illustration:
            picture = story.illustration.picture
            if objection := find_objection(picture, self.settings.picture_rights, self._tools.now().date()):
                raise UnreadableSource(f"picture {picture.path}", objection, "write the story without it")
        desk = self._desk(self._find_writer(story.writer), self._tools, self._meter(story.id), NoReadings(), tables)
        names = dict.fromkeys((*plugins.names("checks"), *self.settings.checks))
        return check_again(story, replace(desk, checks=tuple(plugins.load("checks", name, desk.tools) for name in names)))

    def _find_writer(self, wanted: str) -> str:
        """What to load for the writer of that name. A story's word is never loaded: it may have been made by an enemy."""
        names = dict.fromkeys((self.settings.writer, *plugins.names("writers")))
        for name in names:
            if plugins.load("writers", name, self._tools).name == wanted:
                return name
        raise UsageError(f"the story's writer, '{wanted[:40]}', is none of {', '.join(names)}; name it in the setting 'writer'")

    def _take_in(self, names: Sequence[str]) -> tuple[tuple[Document, ...], tuple[str, ...]]:
        from groundwire.intake import gather

        taken = gather(names, self._tools, stdin=sys.stdin.buffer)
        return taken.documents, taken.warnings

    def _pictures(self, folder: str, warnings: list[str]) -> Pictures:
        from groundwire.picture.folder import PictureFolder

        return PictureFolder(Path(folder), self.settings, warnings.append, self._progress)

    def _meter(self, story: str = "") -> Meter:
        from groundwire.meter.metering import open_meter

        return open_meter(self._tools, story)

    def _desk(self, writer: str, tools: Tools, meter: Meter, readings: Readings, tables: Sequence[Table] = ()) -> Desk:
        names = self.settings.checks or plugins.names("checks")
        tools = replace(tools, chat=meter)
        loaded = plugins.load("writers", writer, tools)
        # What another writer than the built-in one tells is held to more: the checks have to know its name, however it was chosen.
        tools = replace(tools, settings=replace(tools.settings, writer=loaded.name))
        return Desk(
            tools=tools,
            writer=loaded,
            stand_in=None if writer == BUILT_IN else plugins.load("writers", BUILT_IN, tools),
            checks=tuple(plugins.load("checks", name, tools) for name in names),
            progress=self._progress,
            readings=readings,
            tables=tables,
            style=read_stylebook(self.settings.house_style),
        )


@dataclass(frozen=True, slots=True)
class _Archives:
    """The archives of one story: open stores, the names of files and folders, and the tools with which nothing is read or embedded again
    that the stores remember."""

    stores: tuple[Store, ...]
    files: tuple[str, ...]
    tools: Tools
    readings: Readings

    def keep(self, bundle: Bundle) -> bool:
        """Keep the story in the first store, where there is one that may be written; whether that was done."""
        with suppress(StoreError):
            for store in self.stores[:1]:
                store.records.keep(bundle)
                return True
        return False


def open_newsroom(
    settings: Settings | None = None,
    *,
    now: datetime | None = None,
    log: Callable[[str], None] | None = None,
    progress: Progress | None = None,
) -> Newsroom:
    """A newsroom with the given settings (else those of the environment).

    ``now`` fixes the clock, so that the same input gives the same bytes; it must know its time zone (``ValueError``). ``log`` takes single
    lines for the person watching, ``progress`` is told (stage, done, total)."""
    if now is not None and now.tzinfo is None:
        raise ValueError("now must be an aware datetime; give it a time zone")
    settings = settings or load_settings()
    fixed = (now or datetime.now(UTC)).astimezone(UTC)
    from groundwire.chat_models import LazyChat
    from groundwire.encoders.lazy import LazyEncoders
    from groundwire.fetching import make as make_fetch
    from groundwire.judges import LazyJudge

    tools = Tools(
        settings=settings,
        encoders=LazyEncoders(),
        judge=LazyJudge(lambda: plugins.load("judges", settings.judge, tools)),
        chat=LazyChat(lambda: plugins.load("chat_models", settings.chat_model, tools)),
        fetch=make_fetch(settings),
        now=lambda: fixed,
        log=log or (lambda line: None),
    )
    return Newsroom(tools, progress or (lambda stage, done, total: None))


def _noted(tables: Sequence[Table]) -> tuple[str, ...]:
    return tuple(warning for table in tables for warning in table.warnings())


def _refuse_own_drafts(reports: Sequence[Document]) -> None:
    """Raise ``UnreadableSource`` for a story of Groundwire's own: it is no report, and its sources would count twice."""
    for report in reports:
        if _OWN_DRAFT.search(report.text):
            name = report.title_text or report.url or report.id[:19]
            raise UnreadableSource(f"“{name}”", "this is a story drafted by Groundwire", "give the reports it was made from")


_OWN_DRAFT = re.compile(r"Drafted by Groundwire [^\n]{1,80} from \d+ (?:reports?|tables?)\b")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "story"
