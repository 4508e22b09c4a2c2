"""What a story and a check cost, stage by stage, cold and warm, and how checking grows with its evidence.

Seconds by the wall clock depend on the machine and on who else uses it, so every stage is given as a ratio of processor time as
well: to the bare cost of loading the two models (cold) and to one full reading of the report (warm), both taken in the same run."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tqdm import tqdm

from bench.data import Article, MissingData, make_document, read_bbc
from bench.desks import load_models, open_desk
from bench.extracts import sentences_of
from bench.laps import CHECK, Lap, Moment, Watch, join_checks, now
from bench.one_run import IMPORT, LOAD, OPEN, START, run
from bench.tables import make_table
from groundwire import plugins
from groundwire.copydesk import rule
from groundwire.editing.disagreements import find_disagreements
from groundwire.editing.events import group_reports
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Draft, Reading, Sentence
from groundwire.protocols import Syntax
from groundwire.reading import read_document

SECTION, REPORT = "politics", "bbc-politics-097"
"""The report that is timed: 497 words."""
DRAFT_SENTENCES = 10
SIZES = (1, 4, 16, 64)
"""Documents of evidence that a draft is checked against."""
COMMANDS = ("write", "check")
TOTAL = "all"
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One run: its laps, and what it is measured by (seconds of processor time): loading the models where it was cold, one reading of
    the report where it was warm."""

    laps: tuple[Lap, ...]
    unit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """One size of evidence: seconds of processor time, medians of several runs; ``check`` is for one sentence."""

    documents: int
    passages: int
    group: float
    index: float
    check: float
    compare: float


def measure(folder: Path, *, runs: int = 5) -> str:
    """The section on time and memory in Markdown. Raises ``MissingData``."""
    reports = read_bbc(folder, SECTION)
    if REPORT not in reports or len(reports) < max(SIZES):
        raise MissingData(f"bbc_news in {folder} lacks {REPORT} or has fewer than {max(SIZES)} reports on {SECTION}")
    article = reports[REPORT]
    draft = " ".join(sentences_of(article.text)[:DRAFT_SENTENCES])
    steps = 2 * len(COMMANDS) * runs + len(SIZES) + 1
    with tempfile.TemporaryDirectory() as place, tqdm(total=steps, desc="timing", unit="run", disable=None) as bar:
        report_path, draft_path = Path(place) / "report.txt", Path(place) / "draft.txt"
        report_path.write_text(f"{article.title}\n\n{article.text}\n", "utf-8")
        draft_path.write_text(f"{draft}\n", "utf-8")
        paths = (str(report_path), str(draft_path))
        # Cold runs first, while this process is small: some systems count a parent's memory in its child's.
        cold = {command: [_cold(command, *paths, bar) for _ in range(runs)] for command in COMMANDS}
        syntax = load_models().syntax
        warm = {command: _warm(command, *paths, syntax, runs, bar) for command in COMMANDS}
        growth = _grow(article, list(reports.values()), syntax, runs, bar)
    names = plugins.names("checks")
    words = len(article.text.split())
    return _report(words, len(sentences_of(draft)), runs, cold, warm, growth, names)


def _cold(command: str, report: str, draft: str, bar: tqdm) -> Timed:
    """A run in a process of its own, from the start of Python to its end."""
    began = now()
    done = subprocess.run(
        [sys.executable, "-m", "bench.one_run", command, report, draft], cwd=ROOT, capture_output=True, text=True, check=False
    )
    whole = now().seconds - began.seconds
    if done.returncode:
        raise RuntimeError(f"cold run of {command} failed:\n{done.stderr}")
    start, *laps = [Lap(**item) for item in json.loads(done.stdout.splitlines()[-1])]
    start = replace(start, seconds=whole - sum(lap.seconds for lap in laps))
    bar.update()
    return Timed(laps=(start, *laps), unit=next(lap.processor for lap in laps if lap.stage == LOAD))


def _warm(command: str, report: str, draft: str, syntax: Syntax, runs: int, bar: tqdm) -> list[Timed]:
    """Runs in this process, each with a reading of the report timed right before it."""
    document = _load(report)
    timed = []
    for _ in range(runs):
        watch = Watch()
        desk = open_desk(watch, load_models(syntax))
        began = now()
        read_document(document, syntax)
        reading = now().processor - began.processor
        timed.append(Timed(laps=run(desk, watch, command, report, draft), unit=reading))
        bar.update()
    return timed


def _load(path: str) -> Document:
    title, _, text = Path(path).read_text("utf-8").partition("\n\n")
    return make_document(Article(title=title, text=text.strip()))


# --- growth -----------------------------------------------------------------------------------------------------------


def _grow(article: Article, others: Sequence[Article], syntax: Syntax, runs: int, bar: tqdm) -> list[Growth]:
    """Checking the same draft against more and more evidence, its own report first; all reading is done before."""
    chosen = [article, *(other for other in others if other is not article)][: max(SIZES)]
    documents = [make_document(each, str(number)) for number, each in enumerate(chosen)]
    text = " ".join(sentences_of(article.text)[:DRAFT_SENTENCES])
    draft_document = make_document(Article(title="", text=text), "draft")
    readings = {document.id: read_document(document, syntax) for document in (draft_document, *documents)}
    bar.update()
    reading = readings[draft_document.id]
    sentences = tuple(Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED) for passage in reading.sentences)
    draft = Draft(id=draft_document.id, sentences=sentences, document=draft_document, reading=reading)
    growth = []
    for size in SIZES:
        growth.append(_median_growth([_grown(draft, documents[:size], readings, syntax) for _ in range(min(3, runs))]))
        bar.update()
    return growth


def _grown(draft: Draft, documents: Sequence[Document], readings: dict[str, Reading], syntax: Syntax) -> Growth:
    """The steps of ``check_draft`` after the reading, one by one, with nothing remembered from before."""
    models = load_models(syntax)
    desk = open_desk(Watch(), models)
    began = now()
    grouped = group_reports(documents, readings, models.embedding).documents
    group = _since(began)
    evidence = GatheredEvidence(grouped, readings, models.embedding)
    began = now()
    evidence.search("anything, so that the passages are laid out and embedded")
    index = _since(began)
    began = now()
    rule(draft, evidence, desk)
    check = _since(began) / max(1, len(draft.sentences))
    began = now()
    find_disagreements(grouped, evidence)
    return Growth(
        documents=len(documents),
        passages=len(evidence.passages),
        group=group,
        index=index,
        check=check,
        compare=_since(began),
    )


def _since(began: Moment) -> float:
    return now().processor - began.processor


def _median_growth(runs: Sequence[Growth]) -> Growth:
    return replace(
        runs[0],
        **{name: statistics.median(getattr(each, name) for each in runs) for name in ("group", "index", "check", "compare")},
    )


# --- what is printed --------------------------------------------------------------------------------------------------


def _report(
    words: int,
    drafted: int,
    runs: int,
    cold: dict[str, list[Timed]],
    warm: dict[str, list[Timed]],
    growth: Sequence[Growth],
    checks: Sequence[str],
) -> str:
    subjects = {"write": f"a story from one report of {words} words", "check": f"{drafted} sentences against that report"}
    parts = [
        f"Medians of {runs} runs. Seconds are wall clock, for orientation only. Ratios are of processor time, each taken within one run: "
        "others on the machine hardly move them."
    ]
    for command in COMMANDS:
        parts.append(f"**{command}**: {subjects[command]}\n\n{_stage_table(cold[command], warm[command])}")
    rows = [
        [checks[place], *(f"{_median_ratio(warm[command], f'{CHECK}: {place}'):.2f}" for command in COMMANDS)]
        for place in range(len(checks))
    ]
    parts.append("**Each check**, warm, ÷ one reading of the report\n\n" + make_table(["check", *COMMANDS], rows))
    reading = statistics.median(timed.unit for command in COMMANDS for timed in warm[command])
    parts.append(
        f"**Growth** of `check` with its evidence ({drafted} sentences; reading left out), ÷ one reading of the report\n\n"
        + make_table(
            ["documents", "passages", "group", "embed the evidence", "check a sentence", "× of 1 document", "compare sources"],
            [
                [
                    item.documents,
                    item.passages,
                    *(f"{value / reading:.2f}" for value in (item.group, item.index)),
                    f"{item.check / reading:.3f}",
                    f"{item.check / growth[0].check:.1f}",
                    f"{item.compare / reading:.2f}",
                ]
                for item in growth
            ],
        )
    )
    return "\n\n".join(parts)


def _stage_table(cold: Sequence[Timed], warm: Sequence[Timed]) -> str:
    stages = list(dict.fromkeys(lap.stage for timed in cold for lap in join_checks(timed.laps)))
    rows = []
    for stage in (*stages, TOTAL):
        is_once = stage in (START, IMPORT, LOAD, OPEN)
        peaks = [lap.peak for timed in cold for lap in timed.laps if _belongs(lap, stage) and lap.peak]
        rows.append(
            [
                stage,
                f"{_median_seconds(cold, stage):.2f}",
                f"{_median_ratio(cold, stage):.2f}",
                "–" if is_once else f"{_median_seconds(warm, stage):.3f}",
                "–" if is_once else f"{_median_ratio(warm, stage):.2f}",
                f"{max(peaks):.0f}" if peaks else "–",
            ]
        )
    return make_table(
        ["stage", "cold, s", "÷ loading the models", "warm, s", "÷ one reading", "peak memory by then, MiB"], rows
    )


def _belongs(lap: Lap, stage: str) -> bool:
    return stage == TOTAL or lap.stage == stage or (stage == CHECK and lap.stage.startswith(f"{CHECK}: "))


def _median_seconds(runs: Sequence[Timed], stage: str) -> float:
    return statistics.median(sum(lap.seconds for lap in timed.laps if _belongs(lap, stage)) for timed in runs)


def _median_ratio(runs: Sequence[Timed], stage: str) -> float:
    return statistics.median(sum(lap.processor for lap in timed.laps if _belongs(lap, stage)) / timed.unit for timed in runs)
