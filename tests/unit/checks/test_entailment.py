"""Support: a paraphrase finds its passage; a new fact about known people does not pass for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.writing_desk import BRIDGE, Noting, gather

from groundwire import plugins
from groundwire.checks._counterparts import Counterparts
from groundwire.checks.entailment import ENOUGH, GATES, NOTHING, make, support_of
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.matching import content_of, cover
from groundwire.errors import SettingsError
from groundwire.model import BeatRole, Document, Draft, Outcome, Ruling, Sentence
from groundwire.protocols import Tools
from groundwire.reading import read_document

Rule = Callable[..., tuple[Ruling, ...]]


@pytest.fixture(scope="module")
def rule(tools: Tools, make_document: Callable[..., Document]) -> Rule:
    report = make_document(
        BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=BRIDGE.split("\n")[0]
    )
    evidence = gather(tools, [report])
    check = plugins.load("checks", "entailment", tools)

    def run(text: str, nothing_known: bool = False) -> tuple[Ruling, ...]:
        document = make_document(text)
        reading = read_document(document, tools.encoders.syntax, [(0, len(text))])
        sentence = Sentence(text=text, beat=BeatRole.WHAT_HAPPENED)
        draft = Draft(id=document.id, sentences=(sentence,), document=document, reading=reading)
        return check.check(draft, gather(tools, []) if nothing_known else evidence)

    return run


@pytest.mark.parametrize(
    "text",
    [
        "The bridge at Lindmere reopened on Monday.",
        "Repairs to the bridge cost 4 million euros.",
        "A barge struck a pier of the bridge in October.",
        "Otto Lund will stop additional crossings on Friday.",
    ],
)
def test_a_paraphrase_is_supported_and_shows_its_passage(rule: Rule, text: str) -> None:
    rulings = rule(text)
    assert rulings and {ruling.outcome for ruling in rulings} == {Outcome.SUPPORTED}
    assert all(ruling.evidence for ruling in rulings)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Hilda Strand resigned on Monday.",
        "Otto Lund was arrested.",
        "Ferry operator Otto Lund bought the bridge.",
        "The bridge collapsed on Monday.",
        "About 300 people protested against the bridge.",
        "The council will plant trees along the river.",
    ],
)
def test_a_new_fact_about_known_people_and_things_is_not_found(rule: Rule, text: str) -> None:
    assert {Outcome.NOT_FOUND, Outcome.CONTRADICTED} & {ruling.outcome for ruling in rule(text)}


def test_speculation_that_no_source_makes_is_opinion(rule: Rule) -> None:
    assert {ruling.outcome for ruling in rule("The bridge could potentially transform the economy of the region.")} == {
        Outcome.OPINION
    }


@pytest.mark.parametrize("text", ["", "...", "!", "He did.", "\u2028", "x" * 5000, "( [ “ "])
def test_any_text_gets_an_answer(rule: Rule, text: str) -> None:
    assert all(ruling.outcome is not Outcome.SUPPORTED or ruling.evidence for ruling in rule(text))


def test_nothing_is_supported_where_nothing_is_known(rule: Rule) -> None:
    assert all(ruling.outcome is not Outcome.SUPPORTED for ruling in rule("The bridge reopened on Monday.", nothing_known=True))


def test_parts_are_offsets_in_the_sentence(rule: Rule) -> None:
    text = "The bridge reopened on Monday after repairs, and Otto Lund bought a circus elephant in Delmark."
    rulings = rule(text)
    assert all(0 <= start < end <= len(text) for start, end in (ruling.part for ruling in rulings))
    missing = [text[slice(*ruling.part)] for ruling in rulings if ruling.outcome is not Outcome.SUPPORTED]
    assert any("elephant" in part for part in missing)


@pytest.mark.parametrize(
    "frame",
    [
        "{}, according to a single report.",
        "According to a separate, undated report, {}.",
        "{}, according to the Lindmere Echo.",
        "{}, the Lindmere Echo reported.",
    ],
)
def test_the_report_that_a_sentence_comes_from_is_not_asked_for_in_it(rule: Rule, frame: str) -> None:
    true, false = "a barge hit one of the piers of the bridge", "a barge carried elephants to the piers of the bridge"
    assert {ruling.outcome for ruling in rule(frame.format(true))} == {Outcome.SUPPORTED}
    assert Outcome.SUPPORTED not in {ruling.outcome for ruling in rule(frame.format(false))[:1]}


def test_a_police_report_is_no_report_of_ours(rule: Rule) -> None:
    text = "A barge hit one of the piers of the bridge, according to a report of the harbour police."
    assert any(ruling.outcome is not Outcome.SUPPORTED for ruling in rule(text))


def test_a_clean_copy_stands_whatever_the_judge_makes_of_it() -> None:
    copied = replace(NOTHING, covered_alone=1.0, covered_together=1.0, least_heard=1.0, copied=1.0, said_together=0.05)
    moved = replace(copied, copied=0.7, displaced=0.3)
    assert support_of(copied) >= ENOUGH > support_of(moved)
    assert support_of(replace(moved, said_together=0.95, said_best=0.95, said_nearest=0.95)) > support_of(moved)


def test_a_gate_that_there_is_not_is_named_with_the_choices(tools: Tools) -> None:
    with pytest.raises(SettingsError, match="'loose'.*strict, lenient"):
        make(replace(tools, settings=replace(tools.settings, gate="loose")))


def test_the_lenient_gate_asks_for_less_proof_and_not_for_none(tools: Tools, make_document: Callable[..., Document]) -> None:
    assert GATES["lenient"].support < GATES["strict"].support
    report = make_document(BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00")
    evidence = gather(tools, [report])
    texts = [
        "The bridge at Lindmere reopened on Monday.",
        "Drivers welcomed the reopening of the bridge.",
        "Ferry passengers will have fewer crossings from Friday.",
        "Mayor Hilda Strand resigned on Monday.",
        "The bridge collapsed on Monday.",
        "Scientists discovered a comet beyond Neptune.",
    ]
    stand = {}
    for gate in GATES:
        check = make(replace(tools, settings=replace(tools.settings, gate=gate)))
        document = make_document("\n\n".join(texts))
        reading = read_document(document, tools.encoders.syntax)
        sentences = tuple(Sentence(text=text, beat=BeatRole.WHAT_HAPPENED) for text in texts)
        rulings = check.check(Draft(id=document.id, sentences=sentences, document=document, reading=reading), evidence)
        blocked = {ruling.sentence for ruling in rulings if ruling.outcome is not Outcome.SUPPORTED}
        stand[gate] = set(range(len(texts))) - blocked
    assert 0 in stand["strict"] <= stand["lenient"]
    assert 5 not in stand["lenient"]


def test_a_passage_that_is_the_sentence_covers_it_as_well_as_all_would(
    tools: Tools, make_document: Callable[..., Document]
) -> None:
    report = make_document(
        BRIDGE.replace("after repairs", "after\nrepairs"), source="Lindmere Echo", title=BRIDGE.split("\n")[0]
    )
    embedding = Noting(tools.encoders.embedding)
    readings = {report.id: read_document(report, tools.encoders.syntax)}
    evidence = GatheredEvidence([report], readings, embedding)
    first, *others = evidence.passages
    sentence = first.text.replace("\n", " ")
    reading = read_document(make_document(sentence), tools.encoders.syntax, [(0, len(sentence))])
    claim = content_of(reading.sentences[0], tools.encoders.embedding.encode([sentence])[0])
    short = Counterparts(evidence).cover(claim, sentence, [*others, first])
    assert embedding.asked == [first.text]
    assert short == Counterparts(evidence).cover(claim, "Another sentence with the same words.", [*others, first])
    assert embedding.asked == [first.text]
    whole = cover(claim, [content_of(passage, evidence.vectors(passage)) for passage in (*others, first)])
    assert short.together == pytest.approx(whole.score, abs=1e-5) and short.alone == short.together
    assert not short.missing and short.backing == (first,)
