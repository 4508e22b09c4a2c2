"""``latency``: from a new report to a story that every check has gone over, with years of archive behind it.

The bound is what cannot be left out: the report read in full once, and each pair of passage and sentence that the judge is asked about
judged at the judge's bare speed. What the rest costs (finding and reading background, planning, writing, the typed checks) is told as a
multiple of that bound, in processor time of one process, so that a busy machine changes little."""

from __future__ import annotations

import json
import math
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bench.data import MissingData, read_rows
from bench.desks import NOW, WARM_UP, CountingJudge, open_desk
from bench.tables import make_table
from groundwire import Newsroom, open_newsroom
from groundwire.editing.ledger import words_of
from groundwire.encoders.entailment import make as make_judge
from groundwire.encoders.lazy import LazyEncoders
from groundwire.encoders.syntax import make as make_syntax
from groundwire.filing import look_back
from groundwire.intake import gather
from groundwire.model import Story
from groundwire.protocols import Syntax, Tools
from groundwire.reading import read_document
from groundwire.settings import Settings
from groundwire.store.opening import open_store

REUTERS = "reuters21578.jsonl.gz"
REPORTS = 60
"""Reports that a story is written from, each by itself."""
FEWEST = 120
"""Words below which a report is a brief that gives no story of any length."""


_JUDGES: list[CountingJudge] = []


def make(tools: Tools) -> CountingJudge:
    """A plug-in for the setting ``judge``; the bench looks at what it counted."""
    _JUDGES.append(CountingJudge(make_judge()))
    return _JUDGES[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One story: seconds of processor time that it took, that one reading of its report takes, and that its pairs take a bare judge; how
    many pairs those are, its sentences (0 where the answer was a refusal), and the reports of the archive that it was shown."""

    whole: float
    reading: float
    judging: float
    pairs: int
    sentences: int
    background: int

    @property
    def multiple(self) -> float:
        """Of the bound."""
        return self.whole / (self.reading + self.judging)


def measure(folder: Path, *, limit: int | None = None) -> str:
    """The table, as Markdown. Raises ``MissingData``."""
    rows = [row for row in read_rows(folder / REUTERS) if (row.get("text") or "").strip()]
    if not rows:
        raise MissingData(f"{folder / REUTERS}: no report in it")
    able = [row for row in rows if row.get("published_at") and len(row["text"].split()) >= FEWEST]
    chosen = random.Random(11).sample(able, min(limit or REPORTS, len(able)))
    with tempfile.TemporaryDirectory() as place:
        archive = str(Path(place) / "archive.db")
        kept = open_newsroom(Settings(), now=NOW).file([str(folder / REUTERS)], place=archive)
        background = str(shutil.copy(archive, Path(place) / "background.db"))
        first = _run(_save(chosen, Path(place), 0), archive)
        files = _save(chosen, Path(place), 1)
        remember_background(files, archive, background)
        again = _run(files, background)
    return _table(kept.holdings.documents, [first, again])


def remember_background(files: Sequence[Path], known: str, archive: str) -> None:
    """Have ``archive`` remember what ``known`` does of the background of the reports in ``files``, as it would after stories on other
    reports that had the same background: its readings, and the vectors of its sentences and of what is said in them; nothing of the
    reports themselves or of their stories."""
    tools = open_desk(lambda stage, done, total: None, LazyEncoders()).tools
    with closing(open_store(known)) as before, closing(open_store(archive)) as after:
        for file in files:
            report = gather([str(file)], tools).documents
            shown = look_back(report, after, tools.encoders.static, tools.settings.background_reports)
            readings = before.readings(shown)
            kept = {document: readings[document.id] for document in shown if document.id in readings}
            texts = [passage.text for reading in kept.values() for passage in reading.sentences]
            texts += [words_of(document, quote) for document, reading in kept.items() for quote in reading.quotes]
            after.keep_readings(kept)
            after.keep_meanings(before.meanings(texts))


def _save(rows: Sequence[dict[str, Any]], place: Path, seconds: int) -> list[Path]:
    """Each report as a file, published so many seconds later: to an archive that has read it at its own time it is another report."""
    files = []
    for number, row in enumerate(rows):
        published = datetime.fromisoformat(row["published_at"]) + timedelta(seconds=seconds)
        files.append(place / f"{number}-{seconds}.json")
        files[-1].write_text(json.dumps({**row, "published_at": published.isoformat()}), "utf-8")
    return files


def _run(files: Sequence[Path], archive: str) -> list[Timed]:
    """A story from each of the files, by a newsroom whose models are loaded and remember nothing; nor does the parser of the bound, which
    would else know each report again in the second run."""
    _JUDGES.clear()
    syntax = make_syntax()
    syntax.parse([WARM_UP])
    newsroom = open_newsroom(Settings(judge="bench.latency:make"), now=NOW)
    with tempfile.TemporaryDirectory() as place:
        warm = Path(place) / "warm.txt"
        warm.write_text(f"{WARM_UP} {WARM_UP} The mayor of Lindmere thanked the crew on Monday.", "utf-8")
        newsroom.check(str(warm), against=[str(files[0])])
    return [_time(path, archive, newsroom, syntax) for path in tqdm(files, desc="write", leave=False)]


def _time(path: Path, archive: str, newsroom: Newsroom, syntax: Syntax) -> Timed:
    (judge,) = _JUDGES
    judge.asked.clear()
    began = time.process_time()
    outcome = newsroom.write([str(path)], archive=[archive]).outcome
    whole = time.process_time() - began
    began = time.process_time()
    read_document(outcome.documents[0], syntax)
    reading = time.process_time() - began
    bare = make_judge()
    bare.judge([(WARM_UP, WARM_UP)])
    pairs = list(dict.fromkeys(judge.asked))
    began = time.process_time()
    bare.judge(pairs)
    judging = time.process_time() - began
    return Timed(
        whole=whole,
        reading=reading,
        judging=judging,
        pairs=len(pairs),
        sentences=len(outcome.all_sentences) if isinstance(outcome, Story) else 0,
        background=len(outcome.archive_ids) if isinstance(outcome, Story) else 0,
    )


def _table(documents: int, runs: Sequence[Sequence[Timed]]) -> str:
    first, again = runs

    def row(name: str, values: Callable[[Sequence[Timed]], str]) -> list[str]:
        return [name, values(first), values(again)]

    def shares(part: Callable[[Timed], float]) -> Callable[[Sequence[Timed]], str]:
        return lambda run: "; ".join(f"{value:.2f}" for value in _places([part(timed) for timed in run]))

    body = [
        row("stories; refused", lambda run: f"{sum(t.sentences > 0 for t in run)}; {sum(t.sentences == 0 for t in run)}"),
        row("whole ÷ (one reading + bare judging): median; 95 %; most", shares(lambda timed: timed.multiple)),
        row("seconds of processor time: median; 95 %; most", shares(lambda timed: timed.whole)),
        row("sentences in a story, mean", _mean(lambda timed: timed.sentences)),
        row("pairs judged for a sentence, mean", _mean(lambda timed: timed.pairs / timed.sentences)),
        row("reports of the archive read in full, mean", _mean(lambda timed: timed.background)),
    ]
    heads = [f"archive of {documents:,} reports", "background never read before", "background read before"]
    return make_table(heads, body)


def _mean(part: Callable[[Timed], float]) -> Callable[[Sequence[Timed]], str]:
    return lambda run: f"{statistics.mean([part(timed) for timed in run if timed.sentences] or [0.0]):.1f}"


def _places(values: Sequence[float]) -> tuple[float, float, float]:
    """Median, the value that 95 % do not go beyond, and the largest."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[math.ceil(0.95 * len(ordered)) - 1], ordered[-1]
