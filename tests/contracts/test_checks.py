"""Every file on the shelf ``checks/`` keeps the shelf's contract; a new one is picked up by its name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.writing_desk import BRIDGE, gather

from groundwire import plugins
from groundwire.model import BeatRole, Document, Draft, Outcome, Sentence, Span
from groundwire.protocols import Check, Evidence, Tools
from groundwire.reading import read_document

ODD = [
    "",
    "   ",
    "?!",
    "“",
    "”””",
    '"Quote',
    "\u202eright to left\u202c",
    "\U0001f30a\U0001f30a",
    "x" * 4000,
    "- - - 12 % $ € 1,2,3.4.5 am pm",
    "He said she said they said.",
    "\x00\x01\ud800 lone",
    "1/2/3 to 4/5/6, between and between",
]
DRAFT = [
    "The swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros, the town council said.",
    "Mayor Hilda Strand did not say that 900 people walked across the bridge at 3 a.m. in 1987.",
    "“The bridge will never carry lorries,” Otto Lund said, according to the Orsk Post.",
    "The bridge could potentially change everything.",
]
SUPPORTERS = ("entailment", "tables")
"""Checks that may support; a typed check only blocks, warns or stays silent."""


@pytest.fixture(scope="module", params=plugins.names("checks"))
def check(request: pytest.FixtureRequest, tools: Tools) -> Check:
    return plugins.load("checks", request.param, tools)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def evidence(tools: Tools, make_document: Callable[..., Document]) -> Evidence:
    report = make_document(
        BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=BRIDGE.split("\n")[0]
    )
    return gather(tools, [report], [make_document("", source="Empty"), make_document("…", source="Dots")])


@pytest.fixture(scope="module")
def make_draft(tools: Tools, make_document: Callable[..., Document]) -> Callable[[list[str]], Draft]:
    def make(texts: list[str]) -> Draft:
        document = make_document("\n\n".join(texts))
        places, start = [], 0
        for text in texts:
            places.append((start, start + len(text)))
            start += len(text) + 2
        reading = read_document(document, tools.encoders.syntax, places)
        sentences = tuple(Sentence(text=text, beat=BeatRole.WHAT_HAPPENED) for text in texts)
        return Draft(id=document.id, sentences=sentences, document=document, reading=reading)

    return make


def test_check_is_named_after_its_file(check: Check) -> None:
    assert check.name in plugins.names("checks")
    assert type(check).__module__ == f"groundwire.checks.{check.name}"


@pytest.mark.parametrize("texts", [DRAFT, ODD, []], ids=["draft", "odd", "empty"])
def test_check_rules_on_any_draft_within_its_bounds(
    check: Check, evidence: Evidence, make_draft: Callable[[list[str]], Draft], texts: list[str]
) -> None:
    draft = make_draft(texts)
    rulings = check.check(draft, evidence)
    assert isinstance(rulings, tuple)
    for ruling in rulings:
        assert ruling.draft_id == draft.id and ruling.check == check.name
        assert 0 <= ruling.sentence < len(texts)
        start, end = ruling.part
        assert 0 <= start <= end <= len(texts[ruling.sentence])
        assert ruling.note and "\n" not in ruling.note
        for span in ruling.evidence:
            assert isinstance(span, Span) and evidence.document(span.document_id).quote(span)
        if check.name not in SUPPORTERS and not ruling.is_warning:
            assert ruling.outcome is not Outcome.SUPPORTED


def test_check_is_deterministic(check: Check, evidence: Evidence, make_draft: Callable[[list[str]], Draft]) -> None:
    assert check.check(make_draft(DRAFT), evidence) == check.check(make_draft(DRAFT), evidence)


def test_check_answers_where_there_is_no_evidence(check: Check, tools: Tools, make_draft: Callable[[list[str]], Draft]) -> None:
    rulings = check.check(make_draft(DRAFT), gather(tools, []))
    assert not any(ruling.outcome is Outcome.SUPPORTED and not ruling.is_warning for ruling in rulings)
