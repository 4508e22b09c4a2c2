"""Every value that flows through Groundwire.

All of them are frozen: a change makes a new value. They hold no behaviour beyond looking at themselves, import
nothing but the standard library, and are built by keyword only. Times are aware and in UTC; an id that is a
digest carries its algorithm (``sha256:...``).

Seven families, in the order in which a report meets them:

* what came in       ``Source``, ``Span``, ``Cell``, ``Raw``, ``Document``
* what was read      ``Token``, ``Passage``, ``Mention``, ``Name``, ``Figure``, ``Time``, ``Quote``, ``Claim``, ``Statement``, ``Ledger``,
  ``Reading``
* what is kept       ``Skim``, ``Search``, ``Found``, ``Filed``, ``Holdings``, ``Picture``
* what tables say    ``Column``, ``TableCard``, ``Point``, and the facts: ``Level``, ``Change``, ``Record``, ``Streak``, ``Rank``,
  ``Mover``, ``Share``, ``Outlier``, ``Comparison``, ``Surprise``, ``Company``
* what goes out      ``Event``, ``Disagreement``, ``Dating``, ``Beat``, ``StoryPlan``, ``Sentence``, ``Draft``, ``Ruling``, ``Related``,
  ``TimelineEntry``, ``Illustration``, ``ChartPoint``, ``Chart``, ``Story``, ``Refusal``, ``Verdict``, ``CheckReport``
* what a model says  ``BannedWords``, ``HouseStyle``, ``ChatRequest``, ``ChatReply``, ``Exchange``, ``Cost``, ``Drafting``
* what is published  ``Bundle``, ``Waiver``, ``Obstacle``, ``Publication``, ``LogEntry``, ``LogRecord``, ``Edition``

The module is long because it is the one place where a newcomer finds every noun; splitting it would hide half of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

# --- what came in -----------------------------------------------------------------------------------------------------


class SourceKind(StrEnum):
    """What sort of body stands behind a report."""

    WIRE = "wire"
    OUTLET = "outlet"
    OFFICIAL = "official"
    WITNESS = "witness"
    UNKNOWN = "unknown"


class Rights(StrEnum):
    """What the newsroom may do with a text beyond quoting from it."""

    OWN = "own"
    LICENSED = "licensed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published a report. ``name`` is empty when the report does not say, and then no outlet may be named."""

    name: str = ""
    url: str = ""
    kind: SourceKind = SourceKind.UNKNOWN
    language: str = ""
    rights: Rights = Rights.UNKNOWN

    @property
    def id(self) -> str:
        """Digest of name and url: the same outlet gets the same id wherever it is met."""
        return digest(self.name, self.url)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of code points in ``Document.text`` of the document named."""

    document_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}:{self.end} is not a half-open range of offsets")

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span of the same document."""
        return self.document_id == other.document_id and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point of the same document."""
        return self.document_id == other.document_id and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Evidence from the newsroom's own tables: one cell, as it was at ``as_of``."""

    table_id: str
    row: str
    column: str
    value: str
    as_of: datetime | None = None


Backing = Span | Cell
"""What a sentence can point at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Bytes as they arrived, before anybody understood them. ``origin`` is what the user named (a path, a URL, ``-``) and is
    what errors name; ``url`` is where a page was finally found; ``media_type`` is the server's word, empty for files."""

    data: bytes = field(repr=False)
    origin: str
    url: str = ""
    media_type: str = ""


EDITOR = "editor:"
"""What the check of a waiver begins with; the editor's name follows."""
BUILT_IN = "template"
"""The writer who needs no language model: the author of the sentences that are copy-edited from their sources."""
_UNCLEAN = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as it came in. ``text`` never changes; everything else points into it.

    ``title`` and ``furniture`` are spans of ``text``: furniture is what surrounds reporting on a page ("Read Next: ...",
    picture credits) and is never evidence. ``raw`` are the bytes as received and ``extractor`` the reader that
    made ``text`` of them, so that it can be made again. A date that was not given stays ``None``.
    """

    id: str
    text: str
    source: Source
    title: Span | None = None
    furniture: tuple[Span, ...] = ()
    url: str = ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    fetched_at: datetime | None = None
    language: str = ""
    rights: Rights = Rights.UNKNOWN
    copied_from: str | None = None
    revises: str | None = None
    extractor: str = ""
    raw: bytes = field(default=b"", repr=False, compare=False)

    @property
    def text_digest(self) -> str:
        """Digest of the text alone: equal for identical copies from different outlets."""
        return digest(self.text)

    @property
    def is_clean(self) -> bool:
        """Whether every character can be written and kept by any database: NUL and half of a surrogate pair cannot."""
        source = self.source
        told = (self.text, self.url, *self.authors, self.language, source.name, source.url, source.language, self.extractor)
        return not any(_UNCLEAN.search(part) for part in (*told, self.copied_from or "", self.revises or ""))

    @property
    def title_text(self) -> str:
        """The title's words, or an empty string where the report has none."""
        return self.quote(self.title) if self.title else ""

    def quote(self, span: Span) -> str:
        """The words at ``span``, exactly. Raises ``ValueError`` if the span is another document's or runs past the end."""
        if span.document_id != self.id or span.end > len(self.text):
            raise ValueError(f"span {span.start}:{span.end} does not lie in document {self.id}")
        return self.text[span.start : span.end]

    def span(self, start: int, end: int) -> Span:
        """A span of this document."""
        return Span(document_id=self.id, start=start, end=end)


# --- what was read ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word as the parser sees it. ``start``/``end`` are offsets in the document; ``head`` and ``index`` count
    within the passage's tokens, and a root is its own head. Labels are spaCy's (ClearNLP dependencies, Penn tags,
    OntoNotes entities with ``entity`` empty outside names)."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""
    entity_begins: bool = False


class Role(StrEnum):
    """Where in a report a passage stands."""

    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of a report: what evidence is shown as, and what is searched. ``paragraph`` counts from 0 over the
    paragraphs that are not furniture; ``index`` is its place in ``Reading.sentences``."""

    index: int
    span: Span
    text: str
    paragraph: int
    role: Role
    tokens: tuple[Token, ...]


class NameKind(StrEnum):
    """What a name is the name of."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    """Nationalities and parties where they are not folded into a place ("Democrats")."""
    OTHER = "other"


class MentionForm(StrEnum):
    """How a mention refers to its name."""

    FULL = "full"
    SHORT = "short"
    """A surname, or a shortened or abbreviated form ("EU")."""
    ADJECTIVE = "adjective"
    """"Hungarian" for Hungary."""
    OFFICE = "office"
    """"the minister"."""
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a name is referred to. ``confidence`` from 0 to 1; below 0.5 nothing may be built on it."""

    span: Span
    form: MentionForm
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One person, body or place of a report with all its mentions, in text order.

    ``text`` is the fullest form without title words; ``key`` is what the same name shares across reports (case, diacritics
    and dots folded, places and their adjectives as one). ``introduction`` spans office and full name where the text
    gives them together ("Public Security Minister Wang Xiaohong"); ``office`` is the office alone. ``pronoun`` is "he" or "she"
    where the report plainly speaks of the person so, else empty."""

    key: str
    text: str
    kind: NameKind
    mentions: tuple[Mention, ...]
    office: str = ""
    introduction: Span | None = None
    pronoun: str = ""


class Precision(StrEnum):
    """How exact a figure or time claims to be."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    UP_TO = "up to"


class FigureKind(StrEnum):
    """What a figure measures."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    MEASURE = "measure"
    """Length, mass, duration, temperature and the like."""
    AGE = "age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its unit, normalised: "$1.2 million" is 1200000 USD. ``high`` is set for ranges ("10 to 12").
    ``unit`` is an ISO 4217 code for money, ``"%"`` or ``"pp"`` (percentage points), a unit symbol for measures, and for counts the
    lemma of the noun counted ("container"), empty where none is found. ``noun`` spans the whole noun phrase
    counted. ``change`` is +1 or -1 where the figure is the size of a rise or a fall."""

    span: Span
    value: Decimal
    high: Decimal | None = None
    unit: str = ""
    kind: FigureKind = FigureKind.COUNT
    precision: Precision = Precision.EXACT
    noun: Span | None = None
    change: int = 0


class Grain(StrEnum):
    """How fine a time is."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression. ``begins``/``ends`` are the first and last day meant, both ``None`` where it cannot be known: a relative
    time ("last week", "Sunday") of a report without a date stays unresolved, never guessed. ``clock`` is the hour as "03:10" where
    one is given. ``month``/``day`` are set where the text names them even if the year is unknown ("3 March"); ``weekday`` is 0
    for Monday."""

    span: Span
    text: str
    grain: Grain
    is_relative: bool
    begins: date | None = None
    ends: date | None = None
    clock: str = ""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    precision: Precision = Precision.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One act of attribution: who (``speaker``) is made to say what (``content``) by which words (``cue``).

    ``is_direct`` when the content stands in quotation marks; ``content`` then spans the words inside the marks. ``via``
    is the chain that carried it, nearest first: "Wang told Orban, Xinhua said" has speaker Wang and via (Xinhua).
    ``speaker_key`` is the ``Name.key`` that the speaker resolves to, or empty where unsure."""

    content: Span
    is_direct: bool
    speaker: Span | None = None
    cue: Span | None = None
    via: tuple[Span, ...] = ()
    speaker_key: str = ""
    confidence: float = 1.0


class ClaimKind(StrEnum):
    """What sort of thing is claimed."""

    FACT = "fact"
    FIGURE = "figure"
    FORECAST = "forecast"
    OPINION = "opinion"
    PROMISE = "promise"
    DENIAL = "denial"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing claimed at one place of one document. ``subjects`` are ``Name.key``s; ``passage`` is the sentence's index."""

    id: str
    span: Span
    text: str
    kind: ClaimKind
    passage: int
    subjects: tuple[str, ...] = ()
    when: Time | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One act of attribution in the ledger of who said what. ``speaker`` is the fullest name the report has, or the words that stand for
    the speaker where it names nobody (``is_named`` tells which); ``office`` is theirs as the report gives it. ``chain`` are those who
    carried the words, nearest first, the outlet last. ``is_stance`` where only the matter is named ("criticised the bill").
    ``answers`` are the ids of the statements that this one denies, rejects or replies to."""

    id: str
    quote: Quote
    speaker: str
    office: str = ""
    is_named: bool = False
    confidence: float = 1.0
    chain: tuple[str, ...] = ()
    kind: ClaimKind = ClaimKind.STATEMENT
    is_stance: bool = False
    when: Time | None = None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Who said what in some reports, in their order."""

    statements: tuple[Statement, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document says, everything by span, in text order. ``quotes`` say what somebody said; ``stances`` are the acts of attribution
    that only name what it was about ("criticised the bill")."""

    document_id: str
    sentences: tuple[Passage, ...]
    dateline: Span | None = None
    names: tuple[Name, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    stances: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()

    def passage_at(self, span: Span) -> Passage | None:
        """The sentence in which ``span`` begins, or ``None`` where it begins in none (furniture, a dateline)."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= span.start:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].span.start <= span.start:
            return self.sentences[low]
        return None


# --- what is kept -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Skim:
    """A report as the archive takes it in, before anybody reads it in full. ``vector`` is the report's static embedding, each of its
    values times 127 as a signed byte."""

    document: Document
    vector: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for in the archive: ``words`` as a person types them ("phrases" in quotation marks), and what must hold beside.
    ``since`` is the first moment, ``until`` the first one after; a report without a date fits both if ``undated``, else neither.
    ``name`` must stand in the report, ``source`` is an outlet's name, ``language`` an ISO 639-1 code. A report that a later one at its
    address replaced is found only if ``revisions``."""

    words: str
    since: datetime | None = None
    until: datetime | None = None
    undated: bool = False
    source: str = ""
    name: str = ""
    language: str = ""
    revisions: bool = False
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report that a search found. ``score`` is higher for better and comparable within one search only; ``passage`` is the part of the
    report that answers best, ``matches`` are the words in it that were looked for."""

    document: Document
    score: float
    passage: Span
    matches: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A report of the archive among its kin. Reports of one ``happening`` have its number in common; ``is_copy`` tells that it repeats
    the words of another report that the archive has."""

    document: Document
    happening: int
    is_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What several reports of a thread tell of, the earliest report first; some of them are ``copies``. ``independent_sources`` are the
    outlets that the others name, 0 where they name none. ``new`` are sentences that say what no report of an earlier happening said."""

    reports: tuple[Document, ...]
    copies: int
    independent_sources: int
    new: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A developing story: its happenings in the order of their dates, those without a date last."""

    happenings: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What came of handing reports to the archive: how many are ``new`` (among them the ``revised``: a changed text at a known
    address), and how many it had already."""

    new: int = 0
    known: int = 0
    revised: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What an archive holds. ``first`` and ``last`` are dates of publication; ``size`` is in bytes, all indexes included."""

    documents: int = 0
    sources: int = 0
    undated: int = 0
    revisions: int = 0
    first: datetime | None = None
    last: datetime | None = None
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One file of the picture folder with what its metadata says, in the metadata's own words; what they leave open is empty.

    ``id`` is the digest of the file's bytes, ``path`` its place below the folder. ``width`` and ``height`` are in pixels as the picture is
    seen, its orientation applied. ``rights`` are what a sidecar gives; ``usage_terms``, ``instructions`` and ``constraints`` are what the
    file itself says about its use. ``taken_on`` is the day on which the picture was made; before ``released_on`` and after ``expires_on``
    it may not be used. ``places`` are what it shows, nearest first; ``origin`` is IPTC's digital source type, the last part of its address.
    ``has_position`` where the file tells the coordinates at which it was made. ``data`` are the bytes of one that was chosen."""

    id: str
    path: str
    media_type: str
    width: int
    height: int
    caption: str = ""
    headline: str = ""
    alt_text: str = ""
    credit: str = ""
    byline: str = ""
    source: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    instructions: str = ""
    constraints: str = ""
    rights: Rights = Rights.UNKNOWN
    taken_on: date | None = None
    released_on: date | None = None
    expires_on: date | None = None
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    keywords: tuple[str, ...] = ()
    origin: str = ""
    has_position: bool = False
    data: bytes = field(default=b"", repr=False, compare=False)


# --- what tables say --------------------------------------------------------------------------------------------------


class ColumnKind(StrEnum):
    """What the cells of a column hold."""

    NAME = "name"
    """What the row is about, as the newsroom calls it."""
    LABEL = "label"
    """Any other words: a ticker, an exchange, a sector."""
    TIME = "time"
    NUMBER = "number"


class Sums(StrEnum):
    """What may be done with the numbers of a column beside comparing them."""

    LEVEL = "level"
    """A state at a time (a price, a population): changes are told in percent; adding them over time says nothing."""
    FLOW = "flow"
    """An amount over a time (containers in a month): may be added over time and over subjects."""
    RATE = "rate"
    """A share or rate: changes are told in points, nothing is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column as its card tells it. ``name`` is what the data call it, ``meaning`` what prose does ("closing price"), ``verb`` how prose
    leads up to the number ("closed at"), empty where it can only say that the meaning was so and so much. ``unit`` is an
    ISO 4217 code, ``"%"``, a unit symbol, or the plural of what is counted ("containers"). ``decimals`` is how many a sentence shows at
    most, ``None`` where the numbers themselves tell. ``forecast_of`` and ``year_before_of`` name the column that this one is the forecast
    or the value a year before of."""

    name: str
    kind: ColumnKind
    meaning: str = ""
    verb: str = ""
    unit: str = ""
    sums: Sums = Sums.LEVEL
    decimals: int | None = None
    forecast_of: str = ""
    year_before_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Other words for a subject of a table ("the Chinese carmaker BYD")."""

    subject: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCard:
    """What a newsroom knows about one of its tables. ``row`` tells what a row is ("one company on one trading day"); ``subject`` names the
    column of names, ``time`` that of times (empty where each subject has one row), ``every`` how far apart the times lie; ``key`` the
    columns that together tell one row from every other. Times without a zone are of ``time_zone`` (IANA). ``as_of`` is when the data were
    last made, ``None`` where nobody says. ``subjects`` is what its subjects are together ("ports"), empty where prose can only speak of
    rows. ``ticker`` and ``exchange`` name the columns of listed companies. What ``is_guessed`` was read off the data and nothing may be
    published from it; ``is_sample`` is told with every number."""

    id: str
    title: str
    row: str
    columns: tuple[Column, ...]
    subject: str
    key: tuple[str, ...]
    subjects: str = ""
    time: str = ""
    every: Grain = Grain.DAY
    time_zone: str = "UTC"
    as_of: datetime | None = None
    source: str = ""
    rights: Rights = Rights.UNKNOWN
    url: str = ""
    ticker: str = ""
    exchange: str = ""
    aliases: tuple[Alias, ...] = ()
    is_sample: bool = False
    is_guessed: bool = False

    def column(self, name: str) -> Column:
        """The column of that name. Raises ``KeyError`` where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One number of a table: whose (``subject``), of which column, of which day (a month or year is its first day; ``None`` in a table
    without times), with the cell that it stands in. ``value`` is exactly what the cell says."""

    subject: str
    column: Column
    when: date | None
    value: Decimal
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What stands there: "closed at 312.40 yuan on 3 March"."""

    now: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a number did since another one of the same subject and column, or of the column that holds its value a year before. ``over`` is
    the span that prose names: a day is the row before, a year the same day or month a year before."""

    now: Point
    then: Point
    over: Grain


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The highest (or lowest) of a subject since ``since``, the last point that was as high or higher (low or lower); ``None`` where there
    is none from ``first``, the first of the table, on. ``count`` points were compared."""

    now: Point
    is_high: bool
    first: Point
    since: Point | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Rises or falls in a row, the last of them to ``points[-1]``; ``points[0]`` is where they began, so there is one more point than
    moves."""

    points: tuple[Point, ...]
    is_rise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """The place of a subject among all of one time, 1 for the largest (the smallest where not ``from_top``). Equal numbers share a place.
    ``above`` and ``below`` are its neighbours; ``before`` is the place at an earlier time, where that is told. ``among`` are all that were
    ranked, it too, and ``among_before`` all of the earlier time."""

    now: Point
    place: int
    total: int
    from_top: bool = True
    above: Point | None = None
    below: Point | None = None
    before: int | None = None
    before_at: Point | None = None
    among: tuple[Point, ...] = ()
    among_before: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """The place of a change among those of all subjects between the same two times: 1 for the largest rise, or the largest fall where not
    ``is_rise``. ``among`` are all the changes that were compared, it too."""

    change: Change
    place: int
    total: int
    is_rise: bool = True
    among: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What part of the sum of all subjects of one time a subject has; only of flows, or of levels that the card lets add up. ``among`` are
    all that were added, it too."""

    now: Point
    whole: Decimal
    total: int
    among: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """A move that is out of the ordinary for its subject: the largest of its kind since ``since``, among ``count`` moves."""

    change: Change
    since: Point | None
    first: Point
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two subjects at one time, the larger first."""

    larger: Point
    smaller: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprise:
    """What came against what was expected of it (the forecast of the same row)."""

    actual: Point
    expected: Point


Fact = Level | Change | Record | Streak | Rank | Mover | Share | Outlier | Comparison | Surprise
"""Something that a table says. Each kind has all that its sentence needs, so that no sentence has a gap to fill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A listed company that a story touches, with the cells that its ticker and exchange stand in."""

    name: str
    ticker: Cell
    exchange: Cell | None = None


# --- what goes out ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening and the reports on it. Copies of one wire count as one independent source."""

    id: str
    title: str
    document_ids: tuple[str, ...]
    independent_sources: int
    began_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one source says in a disagreement: its words at ``span`` and the value read from them."""

    document_id: str
    source: str
    span: Span
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two or more sources that cannot all be right about ``subject`` ("people treated"). ``kind`` is ``figure``, ``time``, ``who`` or
    ``whether``; or ``update``, where a later report plainly brings an earlier one's figure or state up to date, oldest side first."""

    subject: str
    kind: str
    sides: tuple[Side, ...]


class BeatRole(StrEnum):
    """The part a beat plays in a story, in no order."""

    HEADLINE = "headline"
    LEDE = "lede"
    KEY_POINT = "key point"
    WHAT_HAPPENED = "what happened"
    FIGURES = "figures"
    BY_THE_NUMBERS = "by the numbers"
    PRICE_ACTION = "price action"
    REACTION = "reaction"
    REPLY = "reply"
    WHY_IT_MATTERS = "why it matters"
    BACKGROUND = "background"
    WHAT_IS_NEXT = "what is next"
    TIMELINE = "timeline"
    SOCIAL_LINE = "social line"
    """What the story is announced with where people scroll."""
    SEARCH_TITLE = "search title"
    """The short title by which a search engine lists it."""

    @property
    def is_apart(self) -> bool:
        """Whether it is read apart from the running text, which may say the same again."""
        return self in (self.HEADLINE, self.KEY_POINT, self.TIMELINE, self.SOCIAL_LINE, self.SEARCH_TITLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When something happened or is to happen: its first and last day, which are one where a day is known; ``grain`` is day, month or
    year. ``time`` is where the report says so, ``None`` where it is the report's news and so of the day on which the report came out.
    ``is_ahead`` where it lies after the newest of the reports that the story is made from."""

    first: date
    last: date
    grain: Grain
    time: Span | None = None
    is_ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A role and the claims that play it, in the order in which they are told. ``disagreement`` is set where the beat tells that
    sources differ; its claims are then the sides'. ``dating`` is set where the beat is an entry of the timeline; its first claim is then
    told and the others are what further reports say of the same. ``facts`` are what it tells from tables, in one sentence; such a beat
    has no claims."""

    role: BeatRole
    claim_ids: tuple[str, ...]
    disagreement: Disagreement | None = None
    dating: Dating | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """An archive item shown beside a story."""

    document_id: str
    title: str
    source: str
    url: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPlan:
    """What will be told, in which order, resting on which claims. Two sentences of one beat's section may share a beat role.
    ``statements`` are who said what in the reports and the archive items nearest to them, ``companies`` the listed ones it touches."""

    event_id: str
    angle: str
    beats: tuple[Beat, ...]
    disagreements: tuple[Disagreement, ...] = ()
    see_also: tuple[Related, ...] = ()
    read_next: tuple[Related, ...] = ()
    statements: tuple[Statement, ...] = ()
    companies: tuple[Company, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a story or a draft with what it rests on. ``author`` is the writer's name, or the editor's who typed it,
    and empty for a sentence of a draft that somebody handed in."""

    text: str
    beat: BeatRole
    evidence: tuple[Backing, ...] = ()
    author: str = ""

    @property
    def first_span(self) -> Span | None:
        """The first words of a source that it rests on: the passage that it tells. ``None`` where it rests on no words."""
        return next((item for item in self.evidence if isinstance(item, Span)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a check sees. A draft is read like a report: ``reading.sentences[i]`` is the passage of ``sentences[i]``, and its spans
    point into ``document.text``."""

    id: str
    sentences: tuple[Sentence, ...]
    document: Document
    reading: Reading


class Outcome(StrEnum):
    """What a check finds about a sentence, or the sentence as a whole when all checks are combined."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What ``check`` finds about ``part`` (offsets in the sentence's own text) of sentence number ``sentence``.

    ``note`` tells an editor who does not know the check what is wrong or what backs it, in one sentence. A warning
    (``is_warning``) is shown and never changes the outcome. ``support`` is the probability, from 0 to 1, that the sources back the
    part, where the check knows one: drafts can be gone through worst first by it."""

    draft_id: str
    sentence: int
    part: tuple[int, int]
    check: str
    outcome: Outcome
    note: str
    evidence: tuple[Backing, ...] = ()
    is_warning: bool = False
    support: float | None = None

    @property
    def waived_by(self) -> str:
        """The editor whose waiver this is, empty for the finding of a check. A waiver's ``note`` is the reason, its ``outcome`` what the
        checks had found: it lets the sentence stand and makes it no truer."""
        return self.check.removeprefix(EDITOR) if self.check.startswith(EDITOR) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BannedWords:
    """Words that the newsroom does not print outside quotations, and what it says instead; empty where nothing stands for them."""

    words: str
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """How the newsroom writes. ``tone`` is said to a language model as it is; ``spelling`` is ``british``, ``american`` or empty, and
    ``headline_case`` ``sentence`` or ``title``. ``left_out`` are names of sections that its stories do not have."""

    tone: str = ""
    spelling: str = ""
    headline_case: str = "sentence"
    banned: tuple[BannedWords, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """What a language model is asked. ``instructions`` are ours; ``material`` is what sources say, and is data. ``prompt`` names the file
    that the instructions were made from, with its version ("story-1"), ``schema`` is the JSON Schema of the answer as text, empty for
    plain text, and the answer is cut at ``most_tokens``."""

    prompt: str
    instructions: str
    material: str
    schema: str = ""
    most_tokens: int = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatReply:
    """What the model ``model`` answered, exactly. Tokens are as the server counted them, or estimated where it does not. ``is_cut`` where
    the answer did not come to its own end."""

    text: str
    model: str
    input_tokens: int
    output_tokens: int
    seconds: float = 0.0
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question to a language model and its answer. ``is_cached`` where the answer was known from before, and cost nothing; ``money`` is
    what it cost, in the currency of the settings' prices."""

    request: ChatRequest
    reply: ChatReply
    money: Decimal = Decimal(0)
    is_cached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The ledger of one piece of work. ``calls`` are those that were made to a language model, which took ``model_seconds`` of the
    ``seconds`` and the tokens; ``cached`` are answers that were known from before. ``money`` is in the currency of the settings' prices."""

    seconds: float = 0.0
    input_tokens: int = 0
    output_tokens: int = 0
    calls: int = 0
    cached: int = 0
    model_seconds: float = 0.0
    money: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What the language model ``model`` was asked on one day (UTC) for one story ("" for other work, and for what became no story).
    ``unsettled`` are those of the ``calls`` that broke off: they are entered with the most that they may have taken."""

    day: date
    story: str
    model: str
    calls: int
    cached: int
    unsettled: int
    input_tokens: int
    output_tokens: int
    money: Decimal
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """What became of the sentences that a writer wrote: of ``written`` ones, ``stood`` passed every check as they were, ``reworded`` after
    one more try, ``recast`` once the desk had cut or turned them, ``replaced`` gave way to the built-in writer's sentences on the same
    claims, ``cut`` left nothing. ``put_back`` are sentences of the built-in writer on claims of the plan that the writer had left out."""

    written: int = 0
    stood: int = 0
    reworded: int = 0
    recast: int = 0
    replaced: int = 0
    cut: int = 0
    put_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One entry of a story's timeline: a sentence of the story, which begins with the date, and the dating itself."""

    dating: Dating
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A story's picture. ``shows`` are the names of the story that it was chosen for; ``note`` is what a reader has to know about its
    date ("File picture, 3 March 2019"), empty where it is of the day."""

    picture: Picture
    shows: tuple[str, ...]
    note: str = ""


class ChartKind(StrEnum):
    """How numbers are drawn."""

    SERIES = "series"
    """One line over time."""
    RANKING = "ranking"
    """A bar for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """One number of a chart and the cell that it stands in. ``value`` is ``None`` where there is none: a gap is shown as a gap. ``day`` is
    when, for a series."""

    label: str
    value: Decimal | None
    cell: Cell | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Numbers to be drawn, in the order in which they are shown; a series in the order of its days. ``unit`` is ``"%"``, an ISO
    4217 code or a word ("containers"), ``source`` whom the numbers are from, ``marked`` the index of the one point that the story is
    about, and ``beat`` tells in which section the chart stands.

    Raises ``ValueError`` for numbers that cannot be drawn: none at all, a series of fewer than two days, with days missing or out of
    order, a mark on a gap, a value that is no number."""

    kind: ChartKind
    title: str
    points: tuple[ChartPoint, ...]
    unit: str = ""
    source: str = ""
    as_of: datetime | None = None
    marked: int | None = None
    beat: BeatRole = BeatRole.FIGURES

    def __post_init__(self) -> None:
        values = [point.value for point in self.points if point.value is not None]
        if not values or not all(value.is_finite() for value in values):
            raise ValueError(f"chart {self.title!r} has no numbers that can be drawn")
        if self.marked is not None and (not 0 <= self.marked < len(self.points) or self.points[self.marked].value is None):
            raise ValueError(f"chart {self.title!r} marks a point that is not there")
        days = [point.day for point in self.points if point.day is not None]
        is_in_order = all(one < other for one, other in pairwise(days))
        if self.kind is ChartKind.SERIES and not (len(self.points) == len(days) > 1 and is_in_order):
            raise ValueError(f"chart {self.title!r} needs a day for each point, in order")


class Status(StrEnum):
    """Where a story stands at the desk."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    KILLED = "killed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as handed over. ``sentences`` hold lede, key points, sections and timeline in reading order; the headline stands apart.
    ``timeline`` are the sentences of the timeline with their dates, in order of time.

    ``documents`` are the reports, then the archive items, that its evidence points into or that it was made from;
    ``archive_ids`` tells which of them are archive. ``statements`` are who said what in the reports and in the archive items that the
    story rests on. ``tables`` are the cards of the tables that its cells stand in; ``companies`` are the listed ones it touches. It has at
    most one picture, ``illustration``, and one ``chart``. ``drafting`` tells what became of another writer's sentences than the built-in
    one's, and ``exchanges`` hold what it asked a language model, so that the run can be replayed."""

    id: str
    event_id: str
    revision: int
    headline: Sentence
    sentences: tuple[Sentence, ...]
    documents: tuple[Document, ...]
    archive_ids: frozenset[str] = frozenset()
    disagreements: tuple[Disagreement, ...] = ()
    see_also: tuple[Related, ...] = ()
    read_next: tuple[Related, ...] = ()
    statements: tuple[Statement, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    illustration: Illustration | None = None
    chart: Chart | None = None
    tables: tuple[TableCard, ...] = ()
    companies: tuple[Company, ...] = ()
    status: Status = Status.DRAFT
    writer: str = ""
    written_at: datetime | None = None
    disclosure: str = ""
    independent_sources: int = 1
    cost: Cost = Cost()
    drafting: Drafting | None = None
    exchanges: tuple[Exchange, ...] = ()
    editor: str = ""
    published_at: datetime | None = None
    logged: str = ""

    @property
    def all_sentences(self) -> tuple[Sentence, ...]:
        """Headline first, then the rest: the numbering that rulings use."""
        return (self.headline, *self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """No story, and why: the evidence is too thin to stand on."""

    reason: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A sentence with all its rulings and the one outcome they combine to (worst first)."""

    sentence: Sentence
    index: int
    outcome: Outcome
    rulings: tuple[Ruling, ...]

    @property
    def warnings(self) -> tuple[Ruling, ...]:
        """The rulings that warn without blocking."""
        return tuple(ruling for ruling in self.rulings if ruling.is_warning)

    @property
    def reasons(self) -> tuple[Ruling, ...]:
        """The rulings that made the outcome."""
        return tuple(ruling for ruling in self.rulings if not ruling.is_warning and not ruling.waived_by)

    @property
    def waiver(self) -> Ruling | None:
        """The editor's ruling that lets the sentence stand as it is, ``None`` where there is none."""
        return next((ruling for ruling in self.rulings if ruling.waived_by), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What ``check`` returns: a verdict for each sentence of a draft, in order. ``draft.document`` is the text that was checked, ``tables``
    are the cards of those that it was held against."""

    draft: Draft
    verdicts: tuple[Verdict, ...]
    documents: tuple[Document, ...]
    disagreements: tuple[Disagreement, ...] = ()
    tables: tuple[TableCard, ...] = ()

    @property
    def is_backed(self) -> bool:
        """Whether every sentence is supported."""
        return all(verdict.outcome is Outcome.SUPPORTED for verdict in self.verdicts)


# --- what is published ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A story with everything that its receipts need: ``verdicts[i]`` is the verdict on ``story.all_sentences[i]``."""

    story: Story
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An editor's reason for letting sentence number ``sentence`` stand (the headline is 0) although the checks do not back it."""

    sentence: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why a story cannot be published yet: sentence number ``sentence`` (the headline is 0), what stands in the way, and what to do."""

    sentence: int
    text: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A story as it went out in one format. ``digest`` is of the file's bytes, ``url`` where it can be read, empty for a file that was
    handed over. What ``supersedes`` another publication says why in its ``notice``."""

    id: str
    story_id: str
    revision: int
    format: str
    digest: str
    published_at: datetime
    url: str = ""
    supersedes: str | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """What an editor did, as the log tells it. ``digest`` is of the story and its verdicts as published, ``waivers`` are the sentences let
    stand with the reasons, ``rights`` the numbers of the sentences with borrowed words that the editor confirmed to have the rights to,
    ``before`` the hash of the entry before, empty for the first."""

    number: int
    at: datetime
    editor: str
    action: str
    story: str
    revision: int
    digest: str
    waivers: tuple[Waiver, ...] = ()
    rights: tuple[int, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRecord:
    """An entry as a database holds it, which nobody needs to believe: ``text`` is the entry as canonical JSON, ``hash`` its SHA-256."""

    number: int
    text: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything that is kept of a publishing, all of it or nothing. ``record`` follows the entry with the hash ``follows``."""

    bundle: Bundle
    record: LogRecord
    follows: str
    publications: tuple[Publication, ...]


def digest(*parts: str | bytes) -> str:
    """``sha256:`` and 64 hex digits over the parts, each preceded by its length so that no two lists of parts collide."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(str(len(data)).encode() + b":" + data)
    return "sha256:" + state.hexdigest()


def document_id(source: Source, url: str, text: str) -> str:
    """The id of a document: digest of (source, url, text), so that two outlets' identical copies stay two."""
    return digest(source.id, url, text)


def relate(document: Document) -> Related:
    """The document as it is shown beside a story."""
    return Related(
        document_id=document.id,
        title=document.title_text,
        source=document.source.name,
        url=document.url,
        published_at=document.published_at,
    )


def story_id(event_id: str, writer: str, sentences: Iterable[Sentence]) -> str:
    """The id of a story: digest of its event, its writer and the words of all its sentences, headline first."""
    return digest(event_id, writer, *(sentence.text for sentence in sentences))


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same places with overlapping and touching spans of one document joined, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        if last and last.document_id == span.document_id and span.start <= last.end:
            merged[-1] = Span(document_id=span.document_id, start=last.start, end=max(last.end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
