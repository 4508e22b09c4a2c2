"""Names to rows: precision and recall on sentences labelled by hand may not fall behind ``floors.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.quality.linked_names import HELD_OUT, LABELLED, ROLLS
from tests.quality.linked_names_guesses import GUESSES

from groundwire.counting.linking import link_subjects
from groundwire.counting.rolls import WORD, fold_word, make_roll
from groundwire.model import Document, Source, document_id
from groundwire.protocols import Encoders
from groundwire.reading import read_document
from groundwire.reading.sentences import split_sentences

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["linked names"]
Links = set[tuple[str, str]]


def labelled(lines: str) -> Iterator[tuple[str, Links]]:
    for line in lines.strip().splitlines():
        text, _, links = line.partition("=>")
        pairs = (link.strip().partition("=") for link in links.split(";") if link.strip())
        yield text.strip(), {(plain(words), subject) for words, _, subject in pairs}


def plain(words: str) -> str:
    return " ".join(fold_word(match[0]) for match in WORD.finditer(words))


def found_in(text: str, roll_name: str, encoders: Encoders) -> Links:
    source = Source(name="")
    document = Document(id=document_id(source, "", text), text=text, source=source)
    reading = read_document(document, encoders.syntax, split_sentences(text, 0, len(text)))
    links = link_subjects(reading, make_roll(ROLLS[roll_name]))
    return {(plain(document.quote(link.span)), link.subject) for link in links if link.is_named}


@pytest.mark.parametrize(("part", "boards"), [("labelled", LABELLED), ("guesses", GUESSES), ("held out", HELD_OUT)])
def test_linked_names_are_right_and_found(part: str, boards: Mapping[str, str], encoders: Encoders) -> None:
    right = wrong = missed = 0
    for name, lines in boards.items():
        for text, expected in labelled(lines):
            found = found_in(text, name, encoders)
            right, wrong, missed = right + len(found & expected), wrong + len(found - expected), missed + len(expected - found)
    precision, recall = right / (right + wrong), right / (right + missed)
    told = f"{part}: precision {precision:.3f}, recall {recall:.3f} ({right} right, {wrong} wrong, {missed} missed)"
    print(told)
    assert precision >= FLOORS[part]["precision"] and recall >= FLOORS[part]["recall"], told
