"""What a reader is shown as proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats_story import ARCHIVE_ITEM, make_story
from tests.growing import seconds_of

from groundwire.editing.receipts import (
    DOCUMENT_LIMIT,
    PASSAGE_LIMIT,
    Paragraph,
    RunKind,
    find_paragraphs,
    make_receipts,
    make_source_texts,
)
from groundwire.model import BeatRole, Document, Outcome, Sentence, Source, Span, Story, Verdict, document_id


def document_of(text: str) -> Document:
    source = Source(name="The Ellery Gazette")
    return Document(id=document_id(source, "", text), text=text, source=source)


def story_of(document: Document, *spans: Span) -> tuple[Story, tuple[Verdict, ...]]:
    headline = Sentence(text="A headline", beat=BeatRole.HEADLINE, evidence=spans)
    story = Story(id="s", event_id="e", revision=1, headline=headline, sentences=(), documents=(document,))
    return story, (Verdict(sentence=headline, index=0, outcome=Outcome.SUPPORTED, rulings=()),)


def marked(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [run.text for paragraph in paragraphs for run in paragraph.runs if run.kind is RunKind.PASSAGE]


def shown(paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(run.text) for paragraph in paragraphs for run in paragraph.runs)


def test_receipts_mark_the_passage_to_the_letter() -> None:
    story, verdicts = make_story()
    for sentence, receipt in zip(story.all_sentences, make_receipts(story, verdicts), strict=True):
        words = [text for exhibit in receipt.exhibits for text in marked(exhibit.paragraphs)]
        documents = {document.id: document for document in story.documents}
        expected = [documents[span.document_id].quote(span) for span in sentence.evidence if isinstance(span, Span)]
        assert words == expected


def test_receipts_show_each_document_once_and_know_the_archive() -> None:
    story, verdicts = make_story()
    receipts = make_receipts(story, verdicts)
    assert [exhibit.number for exhibit in receipts[2].exhibits] == [1, 2]
    assert [exhibit.document.id for exhibit in receipts[12].exhibits if exhibit.is_archive] == [ARCHIVE_ITEM.id]


def test_receipts_name_the_disagreement_that_a_sentence_touches() -> None:
    story, verdicts = make_story()
    touched = [index for index, receipt in enumerate(make_receipts(story, verdicts)) if receipt.disagreements]
    assert touched == [2, 6]


def test_receipts_refuse_verdicts_that_do_not_match() -> None:
    story, verdicts = make_story()
    with pytest.raises(ValueError, match="13 verdicts for 14 sentences"):
        make_receipts(story, verdicts[:-1])


def test_receipts_count_passages_of_documents_that_are_not_there() -> None:
    document = document_of("One line.\nAnother line.")
    stray = Span(document_id="sha256:elsewhere", start=0, end=3)
    beyond = document.span(5, 500)
    receipts = make_receipts(*story_of(document, stray, beyond))
    assert receipts[0].missing == 2
    assert receipts[0].exhibits == ()
    assert make_source_texts(story_of(document, stray, beyond)[0])[0].paragraphs


def test_receipts_show_the_paragraphs_around_and_say_which_they_are() -> None:
    document = document_of("First part.\n\nSecond part here.\n\nThird part.\n\nFourth part.")
    start = document.text.index("Second")
    exhibit = make_receipts(*story_of(document, document.span(start, start + 6)))[0].exhibits[0]
    assert [(paragraph.runs[0].text, paragraph.is_near) for paragraph in exhibit.paragraphs] == [
        ("First part.", True),
        ("Second", False),
        ("Third part.", True),
    ]


def test_receipts_leave_furniture_out_of_the_surroundings() -> None:
    document = document_of("Read next: something else\n\nThe port closed.\n\nIt opened again.")
    document = replace(document, furniture=(document.span(0, 25),))
    start = document.text.index("The port")
    exhibit = make_receipts(*story_of(document, document.span(start, start + 16)))[0].exhibits[0]
    assert [paragraph.runs[0].text for paragraph in exhibit.paragraphs] == ["The port closed.", "It opened again."]


def test_receipts_cut_a_long_paragraph_around_its_passages() -> None:
    text = "word " * 2_000 + "the proof " + "word " * 2_000
    document = document_of(text)
    start = text.index("the proof")
    exhibit = make_receipts(*story_of(document, document.span(start, start + 9)))[0].exhibits[0]
    assert marked(exhibit.paragraphs) == ["the proof"]
    assert shown(exhibit.paragraphs) < 800
    left_out = sum(run.left_out for paragraph in exhibit.paragraphs for run in paragraph.runs)
    assert shown(exhibit.paragraphs) + left_out == len(text.strip())


def test_receipts_leave_out_the_middle_of_an_endless_passage() -> None:
    document = document_of("x" * 50_000)
    exhibit = make_receipts(*story_of(document, document.span(0, 50_000)))[0].exhibits[0]
    assert sum(map(len, marked(exhibit.paragraphs))) == PASSAGE_LIMIT


def test_source_texts_bound_a_very_long_document_around_its_passages() -> None:
    text = "\n".join(f"Line {number} of a very long report." for number in range(12_000))
    document = document_of(text)
    first, last = text.index("Line 9000 "), text.index("Line 300 ")
    source = make_source_texts(story_of(document, document.span(first, first + 9), document.span(last, last + 8))[0])[0]
    assert marked(source.paragraphs) == ["Line 300", "Line 9000"]
    assert shown(source.paragraphs) <= DOCUMENT_LIMIT


def test_source_texts_know_every_sentence_that_rests_on_a_passage() -> None:
    story, _ = make_story()
    source = make_source_texts(story)[0]
    runs = {run.text: run.sentences for paragraph in source.paragraphs for run in paragraph.runs if run.kind is RunKind.PASSAGE}
    assert runs["Fourteen people were treated for smoke inhalation, the fire service said."] == (2, 6)
    assert [source.is_cited for source in make_source_texts(story)] == [True, True, True]


def test_paragraphs_of_a_hard_wrapped_text_are_parted_by_blank_lines() -> None:
    document = document_of("The fire broke\nout at dawn.\n \nNobody was\nhurt.")
    assert [document.text[start:end] for start, end in find_paragraphs(document)] == [
        "The fire broke\nout at dawn.",
        "Nobody was\nhurt.",
    ]


def test_paragraphs_of_any_other_text_are_its_lines() -> None:
    document = document_of("The fire broke out at dawn.\nNobody was hurt.")
    assert len(find_paragraphs(document)) == 2


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .\n\t\r\u2028\u202e"), max_size=300), st.data())
def test_receipts_show_any_passage_of_any_text_exactly(text: str, data: st.DataObject) -> None:
    document = document_of(text)
    place = st.integers(0, len(text))
    spans = [
        document.span(min(ends), max(ends)) for ends in data.draw(st.lists(st.tuples(place, place), min_size=1, max_size=5))
    ]
    story, verdicts = story_of(document, *spans)
    receipt = make_receipts(story, verdicts)[0]
    wanted = sorted({index for span in spans for index in range(span.start, span.end) if not text[index].isspace()})
    words = "".join("".join(marked(exhibit.paragraphs)) for exhibit in receipt.exhibits)
    assert "".join(words.split()) == "".join(text[index] for index in wanted)
    whole = "".join(marked(make_source_texts(story)[0].paragraphs))
    assert "".join(whole.split()) == "".join(text[index] for index in wanted)


def test_receipts_take_time_in_proportion_to_the_text() -> None:
    def seconds(lines: int) -> float:
        document = document_of("A line of a report.\n\n" * lines)
        spans = [document.span(index * 21, index * 21 + 6) for index in range(0, lines, 4)]
        story, verdicts = story_of(document, *spans)
        return seconds_of(lambda: (make_receipts(story, verdicts), make_source_texts(story)))

    assert seconds(8_000) < 8 * 4 * seconds(1_000)
