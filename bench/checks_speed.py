"""How fast drafts are checked: beside the bare entailment model, and with ten, a hundred, a thousand documents in the evidence.

The evidence is read and embedded beforehand, as a desk that follows an event has it; what is timed is a draft coming in: reading it and
all checks. Ratios are of processor time within one run. Nothing else is spared: each timed run has new models that remember nothing.
The drafts are the reference summaries of BUMP, which editors wrote, against the articles that they are of: few sentences are copies.

*Speed.* The judge is wrapped and every pair it is asked for is written down. The bare model then judges the same pairs. Sentences per
second as a share of (pairs per second of the bare model ÷ pairs needed for a sentence) is the bare model's time ÷ the draft's."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tqdm import tqdm

from bench.checks import check_text
from bench.data import SECTIONS, Article, MissingData, make_document, read_bbc
from bench.desks import CountingJudge, load_models, open_desk
from bench.judged import read_items
from bench.kept import Kept, KeptEmbedding, KeptSyntax
from bench.laps import now
from bench.retyping import close_up
from bench.tables import make_table
from groundwire.copydesk import Desk
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import Document, Reading
from groundwire.protocols import Embedding, Syntax, TextVectors
from groundwire.reading import read_document

EVENT_DOCUMENTS = 10
DRAFTS = 6
"""Drafts on the first of these documents."""
SIZES = (10, 100, 1000)
"""Documents of evidence: ten articles of BUMP, then reports of ``bbc_news`` beside them."""
MOST_RUNS = 3


class _Beforehand:
    """``Embedding`` that has the vectors of the evidence's passages and makes those of any other text anew."""

    def __init__(self, passages: Mapping[str, TextVectors], fresh: Embedding) -> None:
        self._passages, self._fresh = passages, fresh

    def encode(self, texts: Sequence[str]) -> list[TextVectors]:
        """See ``protocols.Embedding``."""
        return [self._passages.get(text) or self._fresh.encode([text])[0] for text in texts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Evidence as a desk holds it: documents, their readings, and the vectors of their passages."""

    documents: tuple[Document, ...]
    readings: dict[str, Reading]
    vectors: dict[str, TextVectors]

    def lay_out(self, fresh: Embedding) -> GatheredEvidence:
        """The evidence ready to be searched; what is searched for is embedded by ``fresh``."""
        evidence = GatheredEvidence(self.documents, self.readings, _Beforehand(self.vectors, fresh))
        evidence.search("anything, so that the passages are laid out")
        return evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """One timed check of a draft: its sentences, pairs asked for, different pairs among them, and seconds of processor time, ours and of
    the bare model on the different pairs."""

    sentences: int
    asked: int
    pairs: int
    seconds: float
    bare_seconds: float

    @property
    def share(self) -> float:
        """Our sentences per second as a share of what the bare model allows."""
        return self.bare_seconds / self.seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """One size of evidence: seconds of processor time for a sentence, of the first draft that meets it and of those that follow, and
    the pairs a sentence asks for."""

    documents: int
    passages: int
    first: float
    next: float
    pairs: float


def measure(folder: Path, *, cache: Path, runs: int = MOST_RUNS, limit: int | None = None) -> str:
    """The section on speed and growth in Markdown; ``limit`` is the most documents of evidence. Raises ``MissingData``."""
    sizes = [size for size in SIZES if limit is None or size <= limit] or [SIZES[0]]
    summaries = {item.documents[0]: item.claim for item in read_items(folder, "bump", "test") if item.is_true}
    articles = [Article(title="", text=text) for text in list(summaries)[:EVENT_DOCUMENTS]]
    articles += [article for section in SECTIONS for article in read_bbc(folder, section).values()][
        : max(sizes) - len(articles)
    ]
    if len(summaries) < EVENT_DOCUMENTS or len(articles) < max(sizes):
        raise MissingData(f"bump_task1 or bbc_news in {folder} holds too few reports; see docs/bench.md for what they are")
    runs = min(runs, MOST_RUNS)
    drafts = [close_up(summary) for summary in list(summaries.values())[:DRAFTS]]
    bare, kept = load_models(), Kept(cache)
    syntax, embedding = KeptSyntax(kept, bare.syntax), KeptEmbedding(kept, bare.embedding)
    documents = tuple(make_document(article, f"speed/{number}") for number, article in enumerate(articles))
    with tqdm(total=len(documents) + runs * (1 + len(sizes)), desc="checks-speed", disable=None) as bar:
        readings = {}
        for document in documents:
            readings[document.id] = read_document(document, syntax)
            bar.update()
        gathered = [_gather(documents[:size], readings, embedding) for size in sizes]
        paces = time_speed("\n\n".join(drafts), gathered[0], bare.syntax, runs, bar.update)
        growth = [time_growth(drafts, each, bare.syntax, runs, bar.update) for each in gathered]
    return report(paces, growth, runs)


def _gather(documents: tuple[Document, ...], readings: dict[str, Reading], embedding: Embedding) -> Gathered:
    chosen = {document.id: readings[document.id] for document in documents}
    texts = [passage.text for reading in chosen.values() for passage in reading.sentences]
    return Gathered(documents=documents, readings=chosen, vectors=dict(zip(texts, embedding.encode(texts), strict=True)))


def time_speed(text: str, gathered: Gathered, syntax: Syntax, runs: int, tick: Callable[[], object]) -> list[Pace]:
    """The text against the evidence, timed ``runs`` times after one that is not, each followed by the bare model on the same pairs."""
    paces = []
    for number in range(runs + 1):
        desk, judge, fresh = _open(syntax)
        evidence = gathered.lay_out(fresh)
        seconds, sentences = _time(text, evidence, desk)
        pairs = list(dict.fromkeys(judge.asked))
        bare = load_models(syntax).entailment
        began = now()
        bare.judge(pairs)
        bare_seconds = now().processor - began.processor
        if number:
            asked = len(judge.asked)
            paces.append(Pace(sentences=sentences, asked=asked, pairs=len(pairs), seconds=seconds, bare_seconds=bare_seconds))
            tick()
    return paces


def time_growth(drafts: Sequence[str], gathered: Gathered, syntax: Syntax, runs: int, tick: Callable[[], object]) -> Growth:
    """Drafts against the evidence, one after the other: the first pays for what the checks lay out once for the evidence, those that
    follow do not. ``runs`` timed runs after one that is not."""
    firsts, nexts, pairs = [], [], 0.0
    for number in range(runs + 1):
        desk, judge, fresh = _open(syntax)
        evidence = gathered.lay_out(fresh)
        times = [_time(draft, evidence, desk) for draft in drafts]
        if number:
            firsts.append(times[0][0] / times[0][1])
            nexts.append(sum(seconds for seconds, _ in times[1:]) / sum(sentences for _, sentences in times[1:]))
            pairs = len(judge.asked) / sum(sentences for _, sentences in times)
            tick()
    return Growth(
        documents=len(gathered.documents),
        passages=len(evidence.passages),
        first=statistics.median(firsts),
        next=statistics.median(nexts),
        pairs=pairs,
    )


def _open(syntax: Syntax) -> tuple[Desk, CountingJudge, Embedding]:
    """A desk with new models, its judge, which counts, and its embedding."""
    models = load_models(syntax)
    judge = CountingJudge(models.entailment)
    counted = replace(models, entailment=judge)
    return open_desk(lambda stage, done, total: None, counted), judge, models.embedding


def _time(text: str, evidence: GatheredEvidence, desk: Desk) -> tuple[float, int]:
    """Seconds of processor time that reading and checking the text took, and its sentences."""
    began = now()
    verdicts = check_text(text, evidence, desk)
    return now().processor - began.processor, max(1, len(verdicts))


# --- what is printed --------------------------------------------------------------------------------------------------


def report(paces: Sequence[Pace], growth: Sequence[Growth], runs: int) -> str:
    """Both tables in Markdown."""
    pace = paces[0]
    share = statistics.median(each.share for each in paces)
    seconds = statistics.median(each.seconds for each in paces)
    bare = statistics.median(each.bare_seconds for each in paces)
    rows: list[list[object]] = [
        ["sentences of the drafts", pace.sentences],
        ["pairs judged for a sentence (different ones)", f"{pace.pairs / pace.sentences:.1f}"],
        ["pairs asked for, a sentence", f"{pace.asked / pace.sentences:.1f}"],
        ["orientation: sentences a second of processor time", f"{pace.sentences / seconds:.1f}"],
        ["orientation: pairs a second, bare model", f"{pace.pairs / bare:.1f}" if pace.pairs else "–"],
        [
            "**sentences a second ÷ (pairs a second ÷ pairs a sentence)**",
            f"{share:.2f}" if pace.pairs else "the judge was not asked",
        ],
    ]
    grown = [
        [
            item.documents,
            item.passages,
            f"{item.pairs:.1f}",
            f"{item.first / growth[0].first:.2f}",
            f"{item.next / growth[0].next:.2f}",
            f"{item.next:.3f}",
        ]
        for item in growth
    ]
    return "\n\n".join(
        [
            f"Medians of {runs} runs, processor time; evidence read and embedded before.",
            f"**Speed**: {DRAFTS} summaries of BUMP against {EVENT_DOCUMENTS} articles\n\n"
            + make_table(["what", "value"], rows),
            f"**Growth**: time of a sentence ÷ the same with {growth[0].documents} documents\n\n"
            + make_table(
                [
                    "documents",
                    "passages",
                    "pairs a sentence",
                    "first draft, ×",
                    "next draft, ×",
                    "orientation: seconds, next draft",
                ],
                grown,
            ),
        ]
    )
