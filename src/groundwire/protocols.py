"""Every seam of the house, and ``Tools``, what a plug-in is given when it is made.

A plug-in is one file on a shelf with a function ``make(tools)`` that returns an object of the shelf's protocol:

========== ================ =======================================
shelf      protocol         turns
========== ================ =======================================
sources    SourceReader     bytes into documents
writers    Writer           a plan into sentences
checks     Check            a draft into rulings
formats    Format           a story into bytes
judges     Judge            passage and sentence into a judgement
tables     TableReader      a name into a table
chat_models ChatModel       a question into an answer
========== ================ =======================================

The module is long because every seam is here, so that whoever plugs something in reads one file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from groundwire.model import (
    Bundle,
    Cell,
    ChatReply,
    ChatRequest,
    Document,
    Draft,
    Edition,
    Filed,
    Found,
    Holdings,
    LogRecord,
    Passage,
    Picture,
    Placed,
    Point,
    Publication,
    Raw,
    Reading,
    Ruling,
    Search,
    Sentence,
    Skim,
    Span,
    Story,
    StoryPlan,
    TableCard,
    Token,
    Verdict,
)
from groundwire.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Matrix = NDArray[np.float32]


# --- the encoders -----------------------------------------------------------------------------------------------------


class TextVectors(Protocol):
    """One text as the embedding model sees it."""

    @property
    def whole(self) -> Vector:
        """Shape (d,), of unit length."""
        ...

    @property
    def pieces(self) -> Matrix:
        """Of its word pieces: shape (n, d), rows of unit length."""
        ...

    @property
    def offsets(self) -> tuple[tuple[int, int], ...]:
        """The (start, end) of each piece in the text."""
        ...


class Embedding(Protocol):
    """Meaning as vectors."""

    def encode(self, texts: Sequence[str]) -> list[TextVectors]:
        """One ``TextVectors`` for each text, in order. Texts beyond the model's length are cut, never refused."""
        ...


class StaticEmbedding(Protocol):
    """Whole texts as vectors, cheaply: what every report is skimmed with. Near vectors mean the same matter, not the same meaning."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Shape (len(texts), d), rows of unit length, zeros for a text without a word. Long texts are cut, never refused."""
        ...


class Syntax(Protocol):
    """Words, their kinds and their dependencies."""

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """The tokens of each text, in order; offsets count from the start of that text. White space is not a token."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a passage makes of a sentence, as calibrated probabilities that add up to 1."""

    supported: float
    contradicted: float
    not_found: float


class Judge(Protocol):
    """Reads a passage and a sentence together and tells whether the one says the other (textual entailment)."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """One judgement for each (passage, sentence), in order; the same pair gets the same judgement whatever stands beside it.
        What is too long is cut from the passage, never refused."""
        ...


class Encoders(Protocol):
    """The small models, each loaded at its first use."""

    @property
    def syntax(self) -> Syntax:
        """The parser."""
        ...

    @property
    def embedding(self) -> Embedding:
        """The embedding model."""
        ...

    @property
    def static(self) -> StaticEmbedding:
        """The embedding that reports are skimmed with."""
        ...

    @property
    def entailment(self) -> Judge:
        """The entailment model that ships."""
        ...


# --- evidence ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a text. ``score`` is higher for better and comparable within one search only."""

    passage: Passage
    score: float


class Evidence(Protocol):
    """A read-only view of everything a story or a draft may rest on: the reports, then the archive."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The reports, then the archive."""
        ...

    @property
    def archive_ids(self) -> frozenset[str]:
        """Which of the documents are archive."""
        ...

    @property
    def tables(self) -> tuple[Table, ...]:
        """The newsroom's tables that were named."""
        ...

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every sentence of every document that may be evidence: no furniture, no headline of an archive listing."""
        ...

    def document(self, document_id: str) -> Document:
        """The document of that id. Raises ``KeyError`` if it is not part of this evidence."""
        ...

    def reading(self, document_id: str) -> Reading:
        """The full reading of that document. Raises ``KeyError`` likewise."""
        ...

    def vectors(self, passage: Passage) -> TextVectors:
        """The passage as vectors; computed once."""
        ...

    def search(self, text: str, limit: int = 5) -> tuple[Hit, ...]:
        """The passages that speak most nearly of what ``text`` says, best first, by words and by meaning."""
        ...


# --- the newsroom's tables ---------------------------------------------------------------------------------------------


class Table(Protocol):
    """One of the newsroom's own tables, read only. Nothing that a source or a model says becomes a query: names are looked up as values.
    All of it may raise ``TableError``."""

    @property
    def card(self) -> TableCard:
        """What the newsroom knows about it."""
        ...

    def subjects(self) -> tuple[str, ...]:
        """The names that its rows are about, each once, in order."""
        ...

    def times(self) -> tuple[date, ...]:
        """The days (a month or year is its first day) that it has rows of, in order; none in a table without times."""
        ...

    def series(self, subject: str, column: str) -> tuple[Point, ...]:
        """The numbers of a subject, in order of time; rows without one are left out. Nothing for a subject that it does not have. A cell
        that cannot be read ("12 kg" among tonnes) might have been any number: only what comes after the last of them is there."""
        ...

    def across(self, column: str, at: date | None) -> tuple[Point, ...]:
        """The numbers of all subjects at one time, the largest first, equal ones by name. None at all where one of them cannot be read."""
        ...

    def label(self, subject: str, column: str) -> Cell | None:
        """The words that its last row has in that column."""
        ...

    def reread(self, cell: Cell) -> Cell | None:
        """The same cell as it is now; ``None`` where its row is gone."""
        ...

    def warnings(self) -> tuple[str, ...]:
        """What a person should be told of what was met in it so far, a line each."""
        ...

    def close(self) -> None:
        """Let go of the data."""
        ...


# --- the archive ------------------------------------------------------------------------------------------------------


class Store(Protocol):
    """The newsroom's memory. Everything it acknowledges is on the disk; handing in a report again changes nothing. All of it may raise
    ``StoreError``."""

    def add(self, skims: Sequence[Skim]) -> Filed:
        """Keep the reports, all of them or none; a changed text at a known address is linked to the one before it. None of them may hold
        characters that are no text (``Document.is_clean``)."""
        ...

    def place(self, most: int) -> int:
        """Give reports that were kept and have no place among the others yet, at most so many texts of them, their happening, their
        thread, and the report they are a copy of; how many there were. Whoever is stopped goes on there the next time."""
        ...

    def thread(self, document_id: str) -> tuple[Placed, ...]:
        """All reports of the thread of the one with that id, it too, in the order in which they came in; none where it has no place."""
        ...

    def kin(self, skims: Sequence[Skim]) -> tuple[Placed, ...]:
        """The reports of the threads that ``skims``, which need not be kept, carry on. They are placed as ``place`` does, and not kept."""
        ...

    def alike(self, reports: Sequence[Document], others: Sequence[Document]) -> tuple[float, ...]:
        """How like each of ``others`` is to the nearest of ``reports``, from 0 to 1: as far as they share words that are rare in the
        archive."""
        ...

    def search(self, wanted: Search, vector: bytes) -> tuple[Found, ...]:
        """The reports that fit, best first, by words and by meaning (``vector`` is the words' static embedding)."""
        ...

    def document(self, document_id: str) -> Document:
        """The report of that id, with its bytes. Raises ``KeyError`` if it is not there."""
        ...

    def holdings(self) -> Holdings:
        """What there is."""
        ...

    def readings(self, documents: Sequence[Document]) -> dict[str, Reading]:
        """The full readings that today's reader made of the documents before, by document id; those without one are left out."""
        ...

    def keep_readings(self, readings: Mapping[Document, Reading]) -> None:
        """Keep full readings, of reports in the archive or on their way to a story."""
        ...

    def meanings(self, texts: Sequence[str]) -> dict[str, Vector]:
        """The vectors that today's embedding model made of the texts before, by text; those without one are left out."""
        ...

    def keep_meanings(self, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors of sentences, exactly."""
        ...

    def resume(self, origin: str, digest: str) -> int:
        """How many lines of a long file were taken in before, 0 for one that is new or has changed."""
        ...

    def note(self, origin: str, digest: str, done: int) -> None:
        """Remember how many lines of a long file were taken in."""
        ...

    @property
    def records(self) -> Records:
        """Stories, publications and the log."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class Records(Protocol):
    """What a newsroom wrote and published, and the log of who published it. All of it may raise ``StoreError``."""

    def keep(self, bundle: Bundle) -> None:
        """Keep a story as it stands, in the place of what was kept of its revision; one that was published stays as it is."""
        ...

    def stories(self, prefix: str, limit: int = 3) -> tuple[Bundle, ...]:
        """The newest revision of each story whose id begins so, in the order of their ids."""
        ...

    def story(self, story_id: str, revision: int) -> Bundle | None:
        """That revision of the story, ``None`` where it was never kept."""
        ...

    def publish(self, edition: Edition) -> bool:
        """Keep story, publications and the entry of the log, all of it or nothing. ``False``, and nothing is kept, where the log's last
        entry is not the one that the new one follows, or where that revision was published before."""
        ...

    def note(self, publications: Sequence[Publication]) -> None:
        """Keep publications of a story that is published already, in formats that it was not published in before."""
        ...

    def publications(self, story_id: str, revision: int) -> tuple[Publication, ...]:
        """How that revision of the story was published, by format."""
        ...

    def log(self) -> tuple[LogRecord, ...]:
        """The entries of the log as the database has them, in order of their numbers."""
        ...

    def logged(self) -> tuple[str, ...]:
        """For each published story the hash of the log's entry that tells of it, the earliest first."""
        ...


class Readings(Protocol):
    """Full readings that were made before: nothing is read twice."""

    def find(self, documents: Sequence[Document]) -> Mapping[str, Reading]:
        """Those that are known, by document id."""
        ...

    def keep(self, readings: Mapping[Document, Reading]) -> None:
        """Remember new ones, where that can be done; never fails."""
        ...


class Meanings(Protocol):
    """Vectors of whole texts that were made before: nothing is embedded twice."""

    def find(self, texts: Sequence[str]) -> Mapping[str, Vector]:
        """Those that are known, by text."""
        ...

    def keep(self, vectors: Mapping[str, Vector]) -> None:
        """Remember new ones, where that can be done; never fails."""
        ...


class Pictures(Protocol):
    """The newsroom's pictures."""

    def find(self) -> Sequence[Picture]:
        """All that can be read, without their bytes."""
        ...

    def fetch(self, picture: Picture) -> bytes:
        """The bytes of one, as they are. Raises ``InputError`` where they cannot be shown."""
        ...


# --- the shelves ------------------------------------------------------------------------------------------------------


class Fetch(Protocol):
    """Polite HTTP."""

    def __call__(self, url: str) -> Raw:
        """The bytes at ``url``. Raises ``FetchError`` for anything that is dead, too large, private or forbidden by robots."""
        ...


class SourceReader(Protocol):
    """Understands one kind of file."""

    def fit(self, raw: Raw) -> float:
        """How surely these bytes are of this kind, from 0 (not at all) to 1. Looks at a few bytes, never raises."""
        ...

    def read(self, raw: Raw) -> tuple[Document, ...]:
        """The reports in ``raw``, at least one. Raises ``UnreadableSource`` where there is none."""
        ...


class Writer(Protocol):
    """Turns a plan into sentences, each with its evidence. All of it may raise ``ChatError``, where a language model is asked."""

    name: str
    disclosure: str
    """How readers are told who drafted: "without a language model"."""

    def write(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        """The story's sentences in reading order: headline, lede, key points, then the sections."""
        ...

    def headlines(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        """Headlines the story could run under, best first; ``write`` uses the first. The first that every check backs is taken."""
        ...

    def rewrite(self, failed: Sequence[Verdict], evidence: Evidence) -> tuple[Sentence | None, ...]:
        """Another try at each sentence that failed its checks, for the reasons that its verdict gives; ``None`` for one given up."""
        ...


class ChatModel(Protocol):
    """A language model. What it says is data: nothing is done because it says so."""

    @property
    def name(self) -> str:
        """What people call it: the model's own name, without the address or any secret."""
        ...

    def reply(self, request: ChatRequest) -> ChatReply:
        """Its answer. Raises ``ChatError`` where there is none, ``RequestTooLong`` where the request does not fit."""
        ...


class TableReader(Protocol):
    """Opens the newsroom's tables."""

    def open(self, name: str) -> Table:
        """The table behind a name: a file of data, its card, or an address. Raises ``TableError`` for what cannot be read as one, and
        ``FetchError``."""
        ...


class Check(Protocol):
    """Rules on sentences. A typed check blocks or stays silent; only entailment (and, for tables, their cells) can support."""

    name: str

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """The rulings on the whole draft, in sentence order. Any text at all gets an answer, never an exception."""
        ...


@runtime_checkable
class Reviewer(Check, Protocol):
    """A check that rules once more after all others, on what they found; it blocks or stays silent then as well."""

    def review(self, draft: Draft, evidence: Evidence, rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
        """Further rulings on the draft. ``rulings`` are those of every ``Check.check``."""
        ...


class Format(Protocol):
    """Renders a story, or one part of it. Pure: the same story gives the same bytes."""

    name: str
    suffix: str
    media_type: str

    def render(self, story: Story, verdicts: Sequence[Verdict]) -> bytes:
        """The story as one file, or no bytes where it has nothing of the kind (a chart, say). ``verdicts[i]`` belongs to
        ``story.all_sentences[i]``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What every plug-in is handed. ``now`` is the one clock; ``log`` takes one line for the person watching."""

    settings: Settings
    encoders: Encoders
    judge: Judge
    chat: ChatModel
    fetch: Fetch
    now: Callable[[], datetime]
    log: Callable[[str], None]


def quote(evidence: Evidence, span: Span) -> str:
    """The words at ``span``, exactly, whichever document of the evidence it lies in."""
    return evidence.document(span.document_id).quote(span)
