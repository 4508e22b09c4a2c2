"""Reports that errors are planted in: the part of three collections that training never sees, cleaned, with their readings kept on disk.

Of ``bbc_news``, ``reuters21578`` and ``t17_articles`` only every fifth report is taken (a number that 5 divides); ``training/`` takes the
other four. An article belongs to dev or to test as a whole."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import groundwire
from bench.data import BBC, MissingData, make_document, read_rows
from bench.data import Article as Text
from groundwire.model import Document, Reading, Token, digest
from groundwire.protocols import Syntax
from groundwire.reading import read_document

SPLITS = ("dev", "test")
SHORTEST, LONGEST = 900, 6000
"""Characters of a report that is used: shorter ones have no second person, longer ones cost time and are transcripts."""
_BULLETINS = re.compile(r"RUSH TRANSCRIPT|TRANSCRIPT|\bLive blog\b|[A-Z]{4,} ?: .*[A-Z]{4,} ?: |\d\d:\d\d (?:GMT|BST|ET)")
_TABLE = re.compile(r"\n[^\n]*\S {3,}\S[^\n]*\d[^\n]*\n|\bShr\b|\bOper\b")
_RARE = re.compile(r"-year-old|\baged \d\d|[a-z], \d\d,|\b(?:claimed|alleged|insisted|argued|insists|believes|feared|claims) ")
_WIRE_WORDS = {
    r"\bmlns?\b": "million", r"\bbln\b": "billion", r"\bdlrs\b": "dollars", r"\bdlr\b": "dollar", r"\bpct\b": "percent",
    r"\bcts\b": "cents", r"\bstg\b": "sterling", r"\bmths\b": "months", r"\byr\b": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report as it was read. ``id`` is the collection's; ``collection`` its name."""

    id: str
    collection: str
    split: str
    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class Row:
    """One report before it is read."""

    id: str
    collection: str
    title: str
    text: str
    published: str = ""


def split_of(identity: str) -> str:
    """The part an article (or an event) belongs to, by the digest of its id."""
    return SPLITS[int(digest("planted", identity)[-2:], 16) % 2]


class Readings:
    """Readings kept in ``folder``; what the reading code or the text makes new is read again."""

    def __init__(self, folder: Path, syntax: Callable[[], Syntax]) -> None:
        self._folder = folder
        self._syntax = syntax

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """The words of each text, for a look that needs no reading."""
        return self._syntax().parse(texts)

    def read(self, document: Document, places: Sequence[tuple[int, int]] | None = None) -> Reading:
        """The document's reading, its sentences at ``places`` where they are given."""
        day = document.published_at.isoformat() if document.published_at else ""
        name = digest("reading", document.id, day, repr(places), _reading_code()).removeprefix("sha256:")
        path = self._folder / name[:2] / f"{name}.pickle"
        if path.exists():
            try:
                return pickle.loads(path.read_bytes())  # type: ignore[no-any-return]
            except (pickle.UnpicklingError, EOFError, AttributeError):
                path.unlink()
        reading = read_document(document, self._syntax(), places)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(reading))
        return reading


@cache
def _reading_code() -> str:
    """Digest of the code a reading depends on."""
    root = Path(groundwire.__file__).parent
    files = [root / "model.py", root / "encoders" / "syntax.py", *sorted((root / "reading").glob("*.py"))]
    return digest(*(path.read_bytes() for path in files))


def find_rows(folder: Path, collection: str, split: str) -> list[Row]:
    """The usable reports of a collection's part: those with ages and contested claims first, which are rare, then in the order of their
    ids' digests. Raises ``MissingData``."""
    try:
        rows = [row for row in _COLLECTIONS[collection](folder) if split_of(row.id) == split]
    except (KeyError, IndexError, TypeError) as error:
        raise MissingData(
            f"{collection} in {folder} has not the fields it is read by ({error!r}); see docs/bench.md"
        ) from error
    usable = {row.text: row for row in reversed(rows) if SHORTEST <= len(row.text) <= LONGEST}.values()
    return sorted(usable, key=lambda row: (-len(_RARE.findall(row.text)[:2]), digest(row.id)))


def read_article(row: Row, readings: Readings) -> Article:
    """A report as a document with its reading."""
    document = make_document(Text(title=row.title, text=row.text), row.id)
    if row.published:
        document = replace(document, published_at=datetime.fromisoformat(row.published.replace("Z", "+00:00")).astimezone(UTC))
    return Article(
        id=row.id, collection=row.collection, split=split_of(row.id), document=document, reading=readings.read(document)
    )


# --- the collections --------------------------------------------------------------------------------------------------


def _bbc(folder: Path) -> Iterator[Row]:
    for row in read_rows(folder / BBC):
        if int(row["id"].split("-")[2]) % 5 == 0:
            yield Row(row["id"], "bbc", mend_marks(row["title"]), mend_marks(row["text"]))


def _reuters(folder: Path) -> Iterator[Row]:
    for row in read_rows(folder / "reuters21578.jsonl.gz"):
        if int(row["id"].split("-")[1]) % 5 == 0 and not _TABLE.search(row["text"]):
            yield Row(row["id"], "reuters", "", tidy_wire(row["text"]), row["published_at"])


def _t17(folder: Path) -> Iterator[Row]:
    for row in read_rows(folder / "t17_articles.jsonl.gz"):
        if int(row["id"].split("-")[-1]) % 5 == 0 and not _BULLETINS.search(row["text"]):
            yield Row(row["id"], "t17", "", join_tokens(row["text"]), f"{row['published_at']}T12:00:00+00:00")


_COLLECTIONS = {"bbc": _bbc, "reuters": _reuters, "t17": _t17}
COLLECTIONS = tuple(_COLLECTIONS)


def mend_marks(text: str) -> str:
    """Text that was UTF-8 and read as Latin-1 ("Â£5") as it was meant."""
    return re.sub("[\u00c2\u00c3\u00e2][\u0080-\u00bf]{1,2}", lambda match: _decode(match[0]), text)


def _decode(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def tidy_wire(text: str) -> str:
    """Wire copy with its lines joined to paragraphs and the telegraph's short words written out."""
    text = re.sub(r"\s*(?:Reuter|REUTER)?[\s\x03]*$", "", text.replace("\x03", ""))
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n {3,}", text)]
    text = "\n\n".join(part for part in paragraphs if part)
    for short, long in _WIRE_WORDS.items():
        text = re.sub(short, long, text)
    return text


def join_tokens(text: str) -> str:
    """A text of separated tokens, a sentence a line, as it was printed: in paragraphs of three sentences or a whole quotation."""
    text = re.sub(r"^.{0,400}?-LRB- [A-Z][\w .]{1,24} -RRB- -+ ", "", text, count=1, flags=re.DOTALL)
    paragraphs, lines = [], []
    for line in (_join_line(line) for line in text.split("\n")):
        if not line:
            continue
        lines.append(line)
        joined = " ".join(lines)
        if joined.count("“") == joined.count("”") and (len(lines) >= 3 or "“" in joined):
            paragraphs.append(joined)
            lines = []
    return "\n\n".join([*paragraphs, *([" ".join(lines)] if lines else [])])


def _join_line(line: str) -> str:
    line = line.replace("``", "“").replace("''", "”").replace("-LRB-", "(").replace("-RRB-", ")").replace("-LSB-", "[")
    line = " ".join(line.replace("-RSB-", "]").split())
    line = re.sub(r" (n't|'(?:s|re|ve|ll|d|m)\b)", r"\1", line)
    line = re.sub(r"(\w)s ' ", r"\1s' ", line)
    line = re.sub(r"([“(\[$£€]) ", r"\1", re.sub(r" ([,.;:!?%”)\]])", r"\1", line))
    return re.sub(r" ` ", " ‘", line).replace(" '", "’")
