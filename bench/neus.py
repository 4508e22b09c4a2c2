"""``neus``: our story of three outlets' reports beside the roundup that an editor wrote of them.

ROUGE-1, -2 and -L (Lin 2004; the package rouge-score, stemmed) of the story's sentences - lede and sections; headline and key points
say the same again - against the roundup's copy. Every system sees the three articles without their headlines counted and is cut to the
same budget: the mean length of the roundups in the parts that are not measured on."""

from __future__ import annotations

import multiprocessing
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from bench.data import Happening, make_document, read_happenings
from bench.desks import load_models, open_desk
from bench.extracts import PICKERS, Enough, cut_words
from bench.tables import make_table
from groundwire.copydesk import Desk
from groundwire.model import Document, Refusal, Sentence, Span, Story, document_id
from groundwire.pipeline import write_story
from groundwire.reading.furniture import is_furniture

OURS = "Groundwire"
MEASURES = ("rouge1", "rouge2", "rougeL")
RESAMPLES = 2000
_WORD = re.compile(r"\w+")

Scores = dict[str, tuple[float, ...]]
"""For each system its F1 values, in the order of ``MEASURES``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one happening. ``at_budget`` and ``at_length`` hold every system where a story was written."""

    id: str
    refused: str = ""
    error: str = ""
    left_out: int = 0
    at_budget: Scores
    at_length: Scores
    words: dict[str, int]
    sentences: int = 0
    told: int = 0
    exact: int = 0
    echoed: float = 0.0
    furniture: int = 0
    reading_seconds: float = 0.0
    story_seconds: float = 0.0
    extract_seconds: float = 0.0


class _Clock:
    """A desk's progress, watched for how long the reading took (processor time)."""

    def __init__(self) -> None:
        self.began = 0.0
        self.reading = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == "read" and done == 0:
            self.began = time.process_time()
        if stage == "read" and done == total:
            self.reading = time.process_time() - self.began


def measure(folder: Path, *, split: str = "test", limit: int | None = None, workers: int = 1) -> str:
    """The section on ``neus`` in Markdown. Raises ``MissingData``."""
    happenings = read_happenings(folder, split)[:limit]
    others = [name for name in ("train", "val") if name != split]
    roundups = read_happenings(folder, *others)
    budget = round(statistics.mean(len(item.roundup.text.split()) for item in roundups))
    bar = tqdm(_results(happenings, budget, workers), total=len(happenings), desc="neus", unit="event", disable=None)
    return report(list(bar), budget=budget, split=split, others=others)


def _results(happenings: Sequence[Happening], budget: int, workers: int) -> Iterator[Result]:
    if workers > 1:
        context = multiprocessing.get_context("spawn")
        with context.Pool(workers, _open, (budget,)) as pool:
            yield from pool.imap(_judge, happenings, chunksize=1)
        return
    judge = make_judge(budget)
    for happening in happenings:
        yield judge(happening)


_judges: list[Callable[[Happening], Result]] = []
"""A worker process's one judge: a process pool hands it no other way."""


def _open(budget: int) -> None:
    _judges.append(make_judge(budget))


def _judge(happening: Happening) -> Result:
    return _judges[0](happening)


def make_judge(budget: int) -> Callable[[Happening], Result]:
    """A function that writes and scores one happening; the models are loaded once, before the first."""
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(list(MEASURES), use_stemmer=True)
    clock = _Clock()
    desk = open_desk(clock, load_models())

    def score(reference: str, text: str) -> tuple[float, ...]:
        found = scorer.score(reference, text)
        return tuple(found[measure].fmeasure for measure in MEASURES)

    def judge(happening: Happening) -> Result:
        return _one(happening, budget, desk, clock, score)

    return judge


def _one(
    happening: Happening, budget: int, desk: Desk, clock: _Clock, score: Callable[[str, str], tuple[float, ...]]
) -> Result:
    """One happening through the pipeline and the other systems. A crash is counted, not hidden, and does not end the run."""
    documents = [make_document(article, f"{happening.id}/{number}") for number, article in enumerate(happening.articles)]
    began = time.process_time()
    try:
        outcomes = write_story(documents, [], desk)
    except Exception as error:
        return _without_story(happening, budget, score, error=f"{type(error).__name__}: {error}")
    story_seconds = time.process_time() - began
    if isinstance(outcomes.story, Refusal):
        return _without_story(happening, budget, score, refused=outcomes.story.reason)
    story = outcomes.story
    told = [sentence.text for sentence in tell(story)]
    texts = [article.text for article in happening.articles]
    began = time.process_time()
    long = {name: " ".join(pick(texts, Enough(sentences=len(told)))) for name, pick in PICKERS.items()}
    extract_seconds = (time.process_time() - began) / len(PICKERS)
    short = {name: " ".join(pick(texts, Enough(words=budget))) for name, pick in PICKERS.items()}
    reference = happening.roundup.text
    every = story.all_sentences
    return Result(
        id=happening.id,
        left_out=len(outcomes.warnings),
        at_budget={name: score(reference, cut_words(text, budget)) for name, text in [(OURS, " ".join(told)), *short.items()]},
        at_length={name: score(reference, text) for name, text in [(OURS, " ".join(told)), *long.items()]},
        words={name: len(text.split()) for name, text in [(OURS, " ".join(told)), *long.items()]},
        sentences=len(every),
        told=len(told),
        exact=sum(is_exact(sentence, documents) for sentence in every),
        echoed=statistics.mean(echo(sentence, documents) for sentence in every),
        furniture=sum(is_furniture(sentence.text) for sentence in every),
        reading_seconds=clock.reading,
        story_seconds=story_seconds,
        extract_seconds=extract_seconds,
    )


def _without_story(
    happening: Happening, budget: int, score: Callable[[str, str], tuple[float, ...]], *, refused: str = "", error: str = ""
) -> Result:
    """Ours scores nothing where it has nothing to say; the others score what they said."""
    texts = [article.text for article in happening.articles]
    short = {name: " ".join(pick(texts, Enough(words=budget))) for name, pick in PICKERS.items()}
    scores = {name: score(happening.roundup.text, cut_words(text, budget)) for name, text in short.items()}
    nothing = {OURS: (0.0,) * len(MEASURES)}
    return Result(id=happening.id, refused=refused, error=error, at_budget=nothing | scores, at_length={}, words={})


def tell(story: Story) -> tuple[Sentence, ...]:
    """The sentences that are scored: the lede and the sections, in reading order."""
    return tuple(sentence for sentence in story.sentences if not sentence.beat.is_apart)


def is_exact(sentence: Sentence, documents: Sequence[Document]) -> bool:
    """Whether a sentence has evidence, and each piece of it quotes back words of a report as it was handed in, none of them
    furniture. The reports' ids are digests of their text, so a text that had changed would not be found."""
    by_id = {document_id(document.source, document.url, document.text): document for document in documents}
    return bool(sentence.evidence) and all(
        isinstance(item, Span)
        and item.document_id in by_id
        and bool(by_id[item.document_id].text[item.start : item.end].strip())
        and item.end <= len(by_id[item.document_id].text)
        and not any(item.overlaps(span) for span in by_id[item.document_id].furniture)
        for item in sentence.evidence
    )


def echo(sentence: Sentence, documents: Sequence[Document]) -> float:
    """Share of a sentence's words (case folded) that stand in its own evidence."""
    by_id = {document.id: document for document in documents}
    backing = " ".join(by_id[item.document_id].quote(item) for item in sentence.evidence if isinstance(item, Span))
    known = set(_WORD.findall(backing.casefold()))
    words = _WORD.findall(sentence.text.casefold())
    return sum(word in known for word in words) / len(words) if words else 1.0


# --- what is printed --------------------------------------------------------------------------------------------------


def report(results: Sequence[Result], *, budget: int, split: str, others: Sequence[str]) -> str:
    """All tables of ``neus`` in Markdown."""
    written = [result for result in results if result.at_length]
    if not results:
        return "Nothing measured: no events."
    parts = [
        f"{len(results)} events of neus ({split}); a story was written for {len(written)}. Budget: the first {budget} words, the mean "
        f"length of the roundups in {' and '.join(others)}. F1 × 100, stemmed.",
        f"**Cut to {budget} words, all events** (a refusal or a crash scores 0)\n\n"
        + make_table(
            [
                "",
                "ROUGE-1",
                "ROUGE-2",
                "ROUGE-L",
                "ours − its ROUGE-1 (95 %)",
                "ours − its ROUGE-2 (95 %)",
                "ours − its ROUGE-L (95 %)",
            ],
            _rouge_rows([result.at_budget for result in results]),
        ),
    ]
    if written:
        parts += [
            f"**Cut to {budget} words, the {len(written)} events with a story**\n\n"
            + make_table(
                ["", "ROUGE-1", "ROUGE-2", "ROUGE-L"], [row[:4] for row in _rouge_rows([r.at_budget for r in written])]
            ),
            "**At full length** (the others pick as many sentences as our story has)\n\n"
            + make_table(
                ["", "ROUGE-1", "ROUGE-2", "ROUGE-L", "words"],
                [
                    [*row[:4], f"{statistics.mean(result.words[str(row[0])] for result in written):.0f}"]
                    for row in _rouge_rows([result.at_length for result in written])
                ],
            ),
            "**Evidence and cost**\n\n" + make_table(["what", "value"], _fact_rows(results, written)),
        ]
    reasons = Counter(_tally(result) for result in results if result.refused or result.error)
    if reasons:
        parts.append("**Refused**\n\n" + make_table(["reason", "events"], reasons.most_common()))
    return "\n\n".join(parts)


def _tally(result: Result) -> str:
    """A reason without its own figures, so that equal reasons count together."""
    return re.sub(r"\d+", "N", f"crashed: {result.error}" if result.error else result.refused)


def _rouge_rows(scores: Sequence[Scores]) -> list[list[str]]:
    rows = []
    for name in (OURS, *PICKERS):
        means = [100 * statistics.mean(score[name][place] for score in scores) for place in range(len(MEASURES))]
        gaps = ["–"] * len(MEASURES)
        if name != OURS:
            gaps = [_gap([score[OURS][place] - score[name][place] for score in scores]) for place in range(len(MEASURES))]
        rows.append([name, *(f"{mean:.1f}" for mean in means), *gaps])
    return rows


def _gap(differences: Sequence[float]) -> str:
    """The mean difference × 100 with its 95 % interval by paired bootstrap (Koehn 2004), always with the same draws."""
    draw = random.Random(0)
    means = sorted(statistics.fmean(draw.choices(differences, k=len(differences))) for _ in range(RESAMPLES))
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]
    return f"{100 * statistics.fmean(differences):+.1f} ({100 * low:+.1f} to {100 * high:+.1f})"


def _fact_rows(results: Sequence[Result], written: Sequence[Result]) -> list[list[str]]:
    sentences = sum(result.sentences for result in written)
    exact = sum(result.exact for result in written)
    reading = sum(result.reading_seconds for result in written)
    story = sum(result.story_seconds for result in written)
    refused = sum(bool(result.refused) for result in results)
    return [
        ["sentences whose evidence is exact", f"{exact} of {sentences} ({100 * exact / sentences:.1f} %)"],
        ["their words that stand in their own evidence", f"{100 * statistics.mean(r.echoed for r in written):.1f} %"],
        ["events refused", f"{refused} of {len(results)} ({100 * refused / len(results):.1f} %)"],
        ["events that crashed", str(sum(bool(result.error) for result in results))],
        ["events with a report left out as another event", str(sum(bool(result.left_out) for result in written))],
        ["furniture lines told in stories", str(sum(result.furniture for result in written))],
        ["sentences a story (with headline and key points)", f"{sentences / len(written):.1f}"],
        ["sentences told a story (lede and sections)", f"{statistics.mean(result.told for result in written):.1f}"],
        ["processor time of a whole story ÷ reading its three reports", f"{story / reading:.2f}"],
        ["orientation: processor seconds a story", f"{story / len(written):.2f}"],
        [
            "orientation: processor seconds an extract (Lead, LexRank, TextRank)",
            f"{statistics.mean(r.extract_seconds for r in written):.3f}",
        ],
    ]
