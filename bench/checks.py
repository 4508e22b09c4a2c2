"""Our whole check on texts that people have judged: what the gate says, how it scores them, and how others do on the same texts.

A text is checked as ``groundwire check`` does it: it is read, every sentence of it meets every check, the rulings are combined. An article
is read once for all texts about it; what the models made of it is kept on disk (``bench.kept``), everything else is made anew."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tqdm import tqdm

from bench.checks_tables import Run, report
from bench.data import SECTIONS, Article, make_document, read_bbc
from bench.desks import load_models, open_desk
from bench.judged import SPLITS, THRESHOLD_FROM, Item, read_items, thin
from bench.kept import Kept, KeptEmbedding, KeptJudge, KeptSyntax
from bench.peers import Ask, Opinion, open_peers
from bench.retyping import part_sentences, retype
from bench.scores import is_backed, score_sentence, score_text
from groundwire.copydesk import Desk, rule
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Draft, Ruling, Sentence, Span, Verdict
from groundwire.protocols import Embedding, Evidence
from groundwire.reading import read_document

OURS = "Groundwire"
RETYPED = ("frank", "bump")
"""The sets that hand over a summariser's tokens instead of typed text; see ``bench.retyping``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The texts on one article (or several together)."""

    documents: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ruling in words; ``part`` and ``backing`` are quoted."""

    check: str
    outcome: str
    part: str
    note: str
    support: float | None
    is_warning: bool
    backing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedSentence:
    """One sentence of a text, what came of it and why."""

    text: str
    outcome: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of one text: our opinion and the peers', and the reasons for ours. A crash is an opinion too: not backed, score 0."""

    opinions: dict[str, Opinion]
    sentences: tuple[CheckedSentence, ...] = ()
    error: str = ""


def measure(
    folder: Path,
    *,
    sets: Sequence[str],
    split: str = "test",
    limit: int | None = None,
    workers: int = 1,
    cache: Path,
    items: Path | None = None,
    as_typed: bool = False,
) -> str:
    """The section on the checks in Markdown; with ``items`` every text's result is written there as a line of JSON. Raises
    ``MissingData``."""
    wanted = [(name, split) for name in sets if split in SPLITS[name]]
    parts = list(dict.fromkeys([*wanted, *((THRESHOLD_FROM[name], "val") for name, _ in wanted)]))
    texts = {part: read_texts(folder, *part, limit=limit, as_typed=as_typed) for part in parts}
    cases = make_cases([item for each in texts.values() for item in each])
    bar = tqdm(_results(cases, cache, workers), total=len(cases), desc="checks", unit="article", disable=None)
    found = {
        (case.documents, claim): checked
        for case, results in zip(cases, bar, strict=True)
        for claim, checked in zip(case.claims, results, strict=True)
    }
    checked = {part: [found[item.documents, item.claim] for item in each] for part, each in texts.items()}
    if items:
        items.parent.mkdir(parents=True, exist_ok=True)
        lines = [tell(item, each) for part in parts for item, each in zip(texts[part], checked[part], strict=True)]
        items.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    runs = {
        part: Run(
            items=texts[part],
            opinions=tuple(each.opinions for each in checked[part]),
            crashed=sum(bool(each.error) for each in checked[part]),
        )
        for part in parts
    }
    left_out = [name for name in sets if split not in SPLITS[name]]
    return report(runs, wanted=wanted, left_out=left_out, limit=limit, as_typed=as_typed, ours=OURS)


def read_texts(folder: Path, name: str, split: str, *, limit: int | None = None, as_typed: bool = False) -> tuple[Item, ...]:
    """The items of one part of a set, typed as a newsroom would type them. What the capitals are learnt from does not hang on the limit,
    nor which items are chosen on how they are typed. Raises ``MissingData``."""
    items = read_items(folder, name, split)
    chosen = thin(items, limit)
    if as_typed or name not in RETYPED:
        return chosen
    elsewhere = [article.text for section in SECTIONS for article in read_bbc(folder, section).values()]
    claims = dict(
        zip((item.id for item in items), retype([(item.claim, item.documents) for item in items], elsewhere), strict=True)
    )
    return tuple(
        replace(item, claim=claims[item.id], documents=tuple(part_sentences(text) for text in item.documents))
        for item in chosen
    )


def make_cases(items: Sequence[Item]) -> tuple[Case, ...]:
    """One case for each article, with its different texts, in the order in which they come."""
    claims: dict[tuple[str, ...], dict[str, None]] = {}
    for item in items:
        claims.setdefault(item.documents, {})[item.claim] = None
    return tuple(Case(documents=documents, claims=tuple(texts)) for documents, texts in claims.items())


def _results(cases: Sequence[Case], cache: Path, workers: int) -> Iterator[tuple[Checked, ...]]:
    if workers > 1:
        context = multiprocessing.get_context("spawn")
        with context.Pool(workers, _open, (cache,)) as pool:
            yield from pool.imap(_check, cases, chunksize=1)
        return
    check = make_checker(cache)
    for case in cases:
        yield check(case)


_checkers: list[Callable[[Case], tuple[Checked, ...]]] = []
"""A worker process's one checker: a process pool hands it no other way."""


def _open(cache: Path) -> None:
    _checkers.append(make_checker(cache))


def _check(case: Case) -> tuple[Checked, ...]:
    return _checkers[0](case)


def make_checker(cache: Path) -> Callable[[Case], tuple[Checked, ...]]:
    """A function that checks all texts of a case; the models are loaded once, before the first."""
    desk, embedding = open_kept_desk(cache)
    peers = open_peers()

    def check(case: Case) -> tuple[Checked, ...]:
        try:
            evidence = read_evidence(case.documents, desk, embedding)
            return tuple(_one(claim, case.documents, evidence, desk, peers) for claim in case.claims)
        finally:
            embedding.forget()

    return check


def open_kept_desk(cache: Path) -> tuple[Desk, KeptEmbedding]:
    """A desk whose models' answers are kept in ``cache``, and its embedding model, which can be told to forget."""
    bare, kept = load_models(), Kept(cache)
    embedding = KeptEmbedding(kept, bare.embedding)
    models = replace(
        bare, syntax=KeptSyntax(kept, bare.syntax), embedding=embedding, entailment=KeptJudge(kept, bare.entailment)
    )
    return open_desk(lambda stage, done, total: None, models), embedding


def read_evidence(documents: Sequence[str], desk: Desk, embedding: Embedding) -> GatheredEvidence:
    """The articles read, searchable."""
    sources = [make_document(Article(title="", text=text), str(number)) for number, text in enumerate(documents)]
    readings = {source.id: read_document(source, desk.tools.encoders.syntax) for source in sources}
    return GatheredEvidence(sources, readings, embedding)


def _one(claim: str, documents: Sequence[str], evidence: Evidence, desk: Desk, peers: dict[str, Ask]) -> Checked:
    opinions = {name: ask(claim, documents) for name, ask in peers.items()}
    try:
        verdicts = check_text(claim, evidence, desk)
    except Exception as error:  # a crash is counted, not hidden, and does not end the run
        return Checked(
            opinions={OURS: Opinion(is_backed=False, score=0.0)} | opinions, error=f"{type(error).__name__}: {error}"
        )
    ours = Opinion(is_backed=is_backed(verdicts), score=score_text(verdicts))
    return Checked(
        opinions={OURS: ours} | opinions,
        sentences=tuple(
            CheckedSentence(
                text=verdict.sentence.text,
                outcome=verdict.outcome.value,
                score=score_sentence(verdict.rulings),
                reasons=tuple(_put_in_words(ruling, verdict, evidence) for ruling in verdict.rulings),
            )
            for verdict in verdicts
        ),
    )


def check_text(text: str, evidence: Evidence, desk: Desk) -> tuple[Verdict, ...]:
    """A verdict for each sentence of a text that somebody hands in, as ``pipeline.check_draft`` gives it, on evidence that is read."""
    return rule(read_draft(text, desk), evidence, desk)


def read_draft(text: str, desk: Desk) -> Draft:
    """The text as a draft: its own sentences, without furniture."""
    document = make_document(Article(title="", text=text), "draft")
    reading = read_document(document, desk.tools.encoders.syntax)
    sentences = tuple(Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED) for passage in reading.sentences)
    return Draft(id=document.id, sentences=sentences, document=document, reading=reading)


def _put_in_words(ruling: Ruling, verdict: Verdict, evidence: Evidence) -> Reason:
    start, end = ruling.part
    return Reason(
        check=ruling.check,
        outcome=ruling.outcome.value,
        part=verdict.sentence.text[start:end],
        note=ruling.note,
        support=ruling.support,
        is_warning=ruling.is_warning,
        backing=tuple(evidence.document(span.document_id).quote(span) for span in ruling.evidence if isinstance(span, Span)),
    )


def tell(item: Item, checked: Checked) -> str:
    """One text's result as a line of JSON: what people say, what each checker says, and our reasons."""
    return json.dumps(
        {
            "id": item.id,
            "set": item.set,
            "split": item.split,
            "group": item.group,
            "is_true": item.is_true,
            "claim": item.claim,
            "opinions": {
                name: {"is_backed": opinion.is_backed, "score": round(opinion.score, 4)}
                for name, opinion in checked.opinions.items()
            },
            "baselines": {baseline.name: baseline.score for baseline in item.baselines},
            "error": checked.error,
            "sentences": [
                {
                    "text": sentence.text,
                    "outcome": sentence.outcome,
                    "score": round(sentence.score, 4),
                    "reasons": [
                        {
                            "check": reason.check,
                            "outcome": reason.outcome,
                            "part": reason.part,
                            "note": reason.note,
                            "support": reason.support,
                            "is_warning": reason.is_warning,
                            "backing": reason.backing,
                        }
                        for reason in sentence.reasons
                    ],
                }
                for sentence in checked.sentences
            ],
        },
        ensure_ascii=False,
    )
