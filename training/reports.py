"""Our own reports as the check reads them: ``python -m training.reports OUT.jsonl`` (with Groundwire installed).

A claim about a report is set beside what the check would show the judge of it (``checks/_windows``: the best sentences alone and together),
and beside the sentences that settle it among others of the report. A window that lacks a sentence which the claim needs
does not support it: the claim is then not found there."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from groundwire.checks._windows import TOGETHER
from training.mix import OWN, is_kept

REPORTS = OWN / "reports"
UNSETTLED = 0.4
"""Share of the windows that do not settle their claim which are kept: they would outnumber the others."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence about a report; ``rests_on`` numbers the report's sentences that settle it."""

    text: str
    label: str
    kind: str
    rests_on: frozenset[int]


@dataclass(frozen=True, slots=True)
class Report:
    """A report of our own, and what is claimed of it."""

    sentences: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def text(self) -> str:
        """A paragraph a sentence, as on the wire."""
        return "\n\n".join(self.sentences)


def own_reports(is_held_out: bool) -> Iterator[Report]:
    """Our own reports, those held out or the others."""
    for path in sorted(REPORTS.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if is_kept(number) == is_held_out:
                item = json.loads(line)
                claims = (Claim(each["text"], each["label"], each["kind"], frozenset(each["from"])) for each in item["claims"])
                yield Report(tuple(item["report"]), tuple(claims))


def windows(
    report: Report, claim: Claim, found: list[list[int]], chance: random.Random
) -> Iterator[tuple[frozenset[int], str]]:
    """The sentences shown, and the label that they leave to the claim: what the check would show, and what settles it among others."""
    shown = [frozenset(numbers) for numbers in found]
    if claim.rests_on:
        shown.append(_around(report, claim.rests_on, chance))
    for numbers in dict.fromkeys(shown):
        is_settled = claim.rests_on <= numbers if claim.label == "support" else bool(claim.rests_on & numbers)
        if is_settled or claim.label == "nei":
            yield numbers, claim.label
        elif chance.random() < UNSETTLED:
            yield numbers, "nei"


def _around(report: Report, needed: frozenset[int], chance: random.Random) -> frozenset[int]:
    """``needed`` with as many other sentences of the report as chance and room allow."""
    words = {number: len(sentence.split()) for number, sentence in enumerate(report.sentences)}
    room = chance.randint(0, TOGETHER) - sum(words[number] for number in needed)
    chosen = set(needed)
    for number in chance.sample(sorted(words), len(words)):
        if number not in chosen and words[number] <= room:
            chosen.add(number)
            room -= words[number]
    return frozenset(chosen)


def main() -> None:
    """Write the pairs, shuffled."""
    from bench.data import Article, make_document
    from bench.desks import load_models
    from tqdm import tqdm

    from groundwire.checks._windows import Reader, near_passages, windows_of
    from groundwire.editing.evidence import GatheredEvidence
    from groundwire.model import BeatRole, Sentence
    from groundwire.reading import read_document
    from training.pair import Pair

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held-out", action="store_true", help="of the reports that training leaves out, to score on")
    parser.add_argument("--seed", type=int, default=20261122)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    models = load_models()
    pairs = []
    for report in tqdm(list(own_reports(is_held_out=chosen.held_out)), unit="report"):
        document = make_document(Article(title="", text=report.text), "report")
        places, start = [], 0
        for sentence in report.sentences:
            places.append((start, start + len(sentence)))
            start += len(sentence) + 2
        reading = read_document(document, models.syntax, places)
        evidence = GatheredEvidence([document], {document.id: reading}, models.embedding)
        reader = Reader(evidence)
        for claim in report.claims:
            passages = near_passages(evidence, Sentence(text=claim.text, beat=BeatRole.WHAT_HAPPENED), claim.text, claim.text)
            found = [[passage.index for passage in window.passages] for window in windows_of(evidence, passages, reader)]
            for numbers, label in windows(report, claim, found, chance):
                shown = [passage for passage in reading.sentences if passage.index in numbers]
                pairs.append(Pair(reader.join(shown).text, claim.text, label, claim.kind))
    chance.shuffle(pairs)
    chosen.out.write_text("".join(pair.line() + "\n" for pair in pairs), encoding="utf-8")
    print(f"{chosen.out}: {len(pairs)} pairs")


if __name__ == "__main__":
    main()
