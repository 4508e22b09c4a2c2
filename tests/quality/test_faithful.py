"""Fidelity: what it lets through of false sentences, and stops of faithful ones, may not fall behind ``floors.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.quality.faithful import FAITHFUL, FALSE, REPORTS

from groundwire.checks.fidelity import make
from groundwire.copydesk import Desk, make_draft
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Reading, Sentence, Source, document_id
from groundwire.protocols import Encoders, Tools
from groundwire.reading import read_document
from groundwire.writers.template import make as make_writer

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["faithful"]


def read_report(text: str, encoders: Encoders) -> tuple[Document, Reading]:
    source = Source(name="Lindholm Echo")
    document = Document(id=document_id(source, "", text), text=text, source=source)
    places, start = [], 0
    for line in text.splitlines(keepends=True):
        places.append((start, start + len(line.rstrip("\n"))))
        start += len(line)
    return document, read_document(document, encoders.syntax, places)


@pytest.fixture(scope="module")
def desk(tools: Tools) -> Desk:
    return Desk(tools=tools, writer=make_writer(tools), checks=(), progress=lambda stage, done, total: None)


def sentences_of(board: str, readings: dict[str, tuple[Document, Reading]]) -> Iterator[tuple[str, Sentence]]:
    for line in board.strip().splitlines():
        named, _, text = line.partition(" | ")
        name, *numbers = named.split()
        spans = tuple(readings[name][1].sentences[int(number) - 1].span for number in numbers)
        yield name, Sentence(text=text, beat=BeatRole.WHAT_HAPPENED, evidence=spans, author="chat")


@pytest.mark.parametrize(("part", "board"), [("false caught", FALSE), ("faithful passed", FAITHFUL)])
def test_a_models_sentences_are_held_to_their_passages(part: str, board: str, desk: Desk, tools: Tools) -> None:
    readings = {name: read_report(text.strip(), tools.encoders) for name, text in REPORTS.items()}
    check = make(tools)
    evidence = {
        name: GatheredEvidence([document], {document.id: reading}, tools.encoders.embedding)
        for name, (document, reading) in readings.items()
    }
    ruled = [
        (sentence.text, bool(check.check(make_draft([sentence], desk), evidence[name])))
        for name, sentence in sentences_of(board, readings)
    ]
    wrong = [text for text, is_blocked in ruled if is_blocked is (part == "faithful passed")]
    share = 1 - len(wrong) / len(ruled)
    print(part, f"{share:.3f}", *wrong, sep="\n")
    assert len(ruled) >= 60
    assert share >= FLOORS[part], f"{part}: {share:.3f} of {len(ruled)}; wrong: {wrong}"
