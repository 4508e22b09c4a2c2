"""The values look after themselves: spans quote exactly, digests do not collide, nothing can be changed."""

from __future__ import annotations

import dataclasses

import pytest

from groundwire.model import (
    BeatRole,
    CheckReport,
    Document,
    Draft,
    Outcome,
    Passage,
    Reading,
    Role,
    Ruling,
    Sentence,
    Source,
    Span,
    Verdict,
    digest,
    document_id,
    merge_spans,
)

TEXT = "The ferry sailed. It came back."


def document(text: str = TEXT, name: str = "") -> Document:
    source = Source(name=name)
    return Document(id=document_id(source, "", text), text=text, source=source)


def ruling(outcome: Outcome, *, is_warning: bool = False) -> Ruling:
    return Ruling(draft_id="d", sentence=0, part=(0, 1), check="c", outcome=outcome, note="n", is_warning=is_warning)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (-2, -1)])
def test_span_that_is_no_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="half-open"):
        Span(document_id="d", start=start, end=end)


def test_span_covers_and_overlaps_only_within_one_document() -> None:
    one, inner, other = (Span(document_id=d, start=a, end=b) for d, a, b in [("d", 0, 9), ("d", 2, 9), ("e", 2, 9)])
    assert one.covers(inner) and not inner.covers(one) and not one.covers(other)
    assert one.overlaps(inner) and not one.overlaps(other)
    assert not one.overlaps(Span(document_id="d", start=9, end=12))


def test_document_quotes_its_own_spans_exactly() -> None:
    report = document()
    assert report.quote(report.span(4, 9)) == "ferry"
    assert report.quote(report.span(0, len(TEXT))) == TEXT


def test_document_refuses_spans_of_others_and_past_its_end() -> None:
    report = document()
    with pytest.raises(ValueError, match="does not lie"):
        report.quote(report.span(0, len(TEXT) + 1))
    with pytest.raises(ValueError, match="does not lie"):
        report.quote(document("Another text that is long enough.").span(0, 5))


def test_identical_copies_from_two_outlets_stay_two_documents_with_one_text_digest() -> None:
    one, other = document(name="Lindmere Echo"), document(name="Orsk Post")
    assert one.id != other.id and one.text_digest == other.text_digest
    assert one.id == document(name="Lindmere Echo").id


def test_digest_tells_lists_of_parts_apart_and_names_its_algorithm() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("a") == digest(b"a") and digest().startswith("sha256:") and len(digest()) == 71
    assert digest("\ud800").startswith("sha256:")


def test_passage_at_finds_the_sentence_in_which_a_span_begins() -> None:
    report = document()
    passages = tuple(
        Passage(index=i, span=report.span(a, b), text=TEXT[a:b], paragraph=1, role=Role.BODY, tokens=())
        for i, (a, b) in enumerate([(0, 17), (18, 31)])
    )
    reading = Reading(document_id=report.id, sentences=passages)
    assert reading.passage_at(report.span(4, 9)) is passages[0]
    assert reading.passage_at(report.span(18, 20)) is passages[1]
    assert reading.passage_at(report.span(17, 18)) is None
    assert Reading(document_id=report.id, sentences=()).passage_at(report.span(0, 1)) is None


def test_merge_spans_joins_what_touches_and_keeps_documents_apart() -> None:
    spans = [
        Span(document_id=d, start=a, end=b) for d, a, b in [("d", 5, 9), ("e", 1, 2), ("d", 0, 5), ("d", 2, 3), ("d", 11, 12)]
    ]
    assert [(s.document_id, s.start, s.end) for s in merge_spans(spans)] == [("d", 0, 9), ("d", 11, 12), ("e", 1, 2)]
    assert merge_spans([]) == ()


def test_every_value_is_frozen_and_built_by_keyword() -> None:
    report = document()
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.text = "changed"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Span("d", 0, 1)  # type: ignore[misc]


def test_verdict_keeps_warnings_apart_from_reasons() -> None:
    sentence = Sentence(text="It came back.", beat=BeatRole.WHAT_HAPPENED)
    warning, reason = ruling(Outcome.SUPPORTED, is_warning=True), ruling(Outcome.SUPPORTED)
    verdict = Verdict(sentence=sentence, index=0, outcome=Outcome.SUPPORTED, rulings=(reason, warning))
    assert verdict.warnings == (warning,) and verdict.reasons == (reason,)


@pytest.mark.parametrize("outcome", [Outcome.OPINION, Outcome.NOT_FOUND, Outcome.CONTRADICTED])
def test_report_is_backed_only_where_every_sentence_is_supported(outcome: Outcome) -> None:
    report = document()
    draft = Draft(id="d", sentences=(), document=report, reading=Reading(document_id=report.id, sentences=()))
    sentence = Sentence(text="It came back.", beat=BeatRole.WHAT_HAPPENED)
    good = Verdict(sentence=sentence, index=0, outcome=Outcome.SUPPORTED, rulings=())
    bad = Verdict(sentence=sentence, index=1, outcome=outcome, rulings=())
    assert CheckReport(draft=draft, verdicts=(good,), documents=()).is_backed
    assert not CheckReport(draft=draft, verdicts=(good, bad), documents=()).is_backed
