"""The chat writer: what it asks, what it makes of the answer, and what it does where there is no room."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.planning import plan_of
from tests.telling_model import Answering, offer, passages_of, read_plan, tell
from tests.writing_desk import BRIDGE

from groundwire import plugins
from groundwire.editing.evidence import GatheredEvidence
from groundwire.errors import RequestTooLong
from groundwire.model import BeatRole, ChatRequest, Document, Outcome, Ruling, Sentence, Span, StoryPlan, Verdict
from groundwire.protocols import Tools
from groundwire.writers.chat import ChatWriter

Work = tuple[StoryPlan, GatheredEvidence]


@pytest.fixture(scope="module")
def work(tools: Tools, make_document: Callable[..., Document]) -> Work:
    title = BRIDGE.split("\n")[0]
    report = make_document(BRIDGE, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=title)
    older = make_document(
        "Barge hits bridge at Lindmere\n\nThe barge Sturgeon struck the swing bridge at Lindmere and tore a hole in one of its piers, Mayor Hilda "
        "Strand said.\n\nStrand said that the swing bridge at Lindmere was too narrow for barges.\n",
        source="Orsk Post",
        published_at="2024-10-12T09:00:00+00:00",
        title="Barge hits bridge at Lindmere",
    )
    return plan_of(tools, [report], [older])


def writer_with(tools: Tools, say: Callable[[ChatRequest], str] | str, **settings: object) -> tuple[ChatWriter, Answering]:
    model = Answering(say if callable(say) else lambda request: say)
    made = replace(tools, chat=model, settings=replace(tools.settings, **settings))  # type: ignore[arg-type]
    return plugins.load("writers", "chat", made), model


def failed(sentence: Sentence, note: str = "no source says this") -> Verdict:
    ruling = Ruling(draft_id="d", sentence=0, part=(0, 1), check="c", outcome=Outcome.NOT_FOUND, note=note)
    return Verdict(sentence=sentence, index=0, outcome=Outcome.NOT_FOUND, rulings=(ruling,))


def test_one_question_gives_the_whole_story(tools: Tools, work: Work) -> None:
    writer, model = writer_with(tools, tell)
    sentences = writer.write(*work)
    assert len(model.asked) == 1 and {sentence.author for sentence in sentences} == {"chat"}
    assert {BeatRole.SOCIAL_LINE, BeatRole.SEARCH_TITLE, BeatRole.KEY_POINT} <= {sentence.beat for sentence in sentences}
    assert (
        "“" not in sentences[2].text
        and '"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand' in sentences[2].text
    )


def test_the_model_sees_the_plans_passages_and_nothing_else(tools: Tools, work: Work) -> None:
    plan, evidence = work
    writer, model = writer_with(tools, tell)
    writer.write(plan, evidence)
    told = {claim_id for beat in plan.beats for claim_id in beat.claim_ids if beat.dating is None}
    claims = [claim for document in evidence.documents for claim in evidence.reading(document.id).claims]
    assert len(passages_of(model.asked[0])) == sum(claim.id in told for claim in claims)
    assert "REPORT: Lindmere Echo, 2 March 2026" in model.asked[0].material


def test_what_comes_from_the_archive_is_dated_whatever_the_model_says(tools: Tools, work: Work) -> None:
    writer, model = writer_with(tools, tell)
    told = writer.write(*work)
    first = next(s for s in told if isinstance(s.evidence[0], Span) and s.evidence[0].document_id in work[1].archive_ids)
    assert first.text.endswith((", Orsk Post reported in October 2024.", ", the Orsk Post reported in October 2024."))
    assert "ARCHIVE: Orsk Post, 12 October 2024" in model.asked[0].material


def test_a_lede_by_one_report_names_it(tools: Tools, make_document: Callable[..., Document]) -> None:
    title = "Mill burns in Orsk"
    text = f"{title}\n\nA paper mill in Orsk burned down on Monday.\n\nAbout 40 firefighters fought the blaze for six hours.\n"
    report = make_document(text, source="Orsk Post", published_at="2026-03-02T09:00:00+00:00", title=title)
    answer = json.dumps({"lede": {"text": "Fire destroyed a paper mill in Orsk.", "from": [1]}})
    writer, _ = writer_with(tools, answer)
    (lede,) = writer.write(*plan_of(tools, [report]))
    assert lede.text == "Fire destroyed a paper mill in Orsk, the Orsk Post reported."


def test_a_section_is_the_plans_where_the_model_puts_a_passage_elsewhere(tools: Tools, work: Work) -> None:
    writer, model = writer_with(tools, tell)
    writer.write(*work)
    number = read_plan(model.asked[0].material)["what happened"][0]
    wrong = json.dumps({"story": [{"section": "why it matters", "text": "It was told.", "from": [number]}]})
    (sentence,) = writer_with(tools, wrong)[0].write(*work)
    assert sentence.beat is BeatRole.WHAT_HAPPENED


def test_a_plan_of_tables_alone_asks_nobody(tools: Tools, work: Work) -> None:
    plan, evidence = work
    writer, model = writer_with(tools, tell)
    assert writer.write(replace(plan, beats=()), evidence) == () and model.asked == []


def test_a_failing_sentence_is_asked_about_once_with_all_others(tools: Tools, work: Work) -> None:
    writer, model = writer_with(tools, tell)
    sentences = writer.write(*work)
    wrong = [failed(replace(sentence, text=f"Not so: {number}.")) for number, sentence in enumerate(sentences[1:5])]
    again = writer.rewrite(wrong, work[1])
    assert len(model.asked) == 2 and model.asked[1].prompt == "mend-1"
    assert [one.beat for one in again if one] == [sentence.beat for sentence in sentences[1:5]]
    assert model.asked[1].material.count("note: no source says this") == 4


def test_a_sentence_without_passages_is_given_up_without_a_call(tools: Tools, work: Work) -> None:
    writer, model = writer_with(tools, tell)
    assert writer.rewrite([failed(Sentence(text="Nothing.", beat=BeatRole.LEDE))], work[1]) == (None,)
    assert model.asked == []


def test_too_small_a_window_shrinks_the_plan_from_its_end_and_says_so(tools: Tools, work: Work) -> None:
    lines: list[str] = []
    whole, model = writer_with(tools, tell)
    whole.write(*work)
    small = Answering(tell, room=len(model.asked[0].material) - 100)
    writer = plugins.load("writers", "chat", replace(tools, chat=small, log=lines.append))
    sentences = writer.write(*work)
    assert len(small.asked) == 2 and len(lines) == 1 and "chat_context" in lines[0]
    assert {BeatRole.LEDE, BeatRole.WHAT_HAPPENED} <= {sentence.beat for sentence in sentences}


def test_a_window_that_is_known_to_be_too_small_is_not_tried(tools: Tools, work: Work) -> None:
    writer, model = writer_with(tools, tell, chat_context=2_400)
    assert writer.write(*work)
    assert len(model.asked) == 1
    assert len(model.asked[0].instructions + model.asked[0].material) / 3 + model.asked[0].most_tokens < 2_400


def test_where_nothing_fits_the_writer_gives_up(tools: Tools, work: Work) -> None:
    writer, model = writer_with(tools, tell, chat_context=500)
    with pytest.raises(RequestTooLong):
        writer.write(*work)
    assert model.asked == []
    hopeless = Answering(tell, room=10)
    with pytest.raises(RequestTooLong):
        plugins.load("writers", "chat", replace(tools, chat=hopeless)).write(*work)
    assert len(hopeless.asked) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bridge reopened after repairs. It cost 4 million euros.", ["The bridge reopened after repairs.", "It cost 4 million euros."]),
        ("the bridge reopened after repairs [1]", ["The bridge reopened after repairs."]),
        ("The bridge\u200b reopened\n after\u202e repairs.", ["The bridge reopened after repairs."]),
        ("The bridge reopened, see https://evil.example/now.", []),
        ("The bridge reopened, see evil.example for more.", []),
        ("The bridge <b>reopened</b> after repairs.", []),
        ("The **bridge** reopened after repairs.", []),
        ("The bridge reopened 🎉 after repairs.", []),
        ("Мост в Линдмере снова открыт.", []),
        ("The Lindmеre bridge reopened.", []),  # the second e is Cyrillic
        ("Mayor Strand called it “a triumph”.", []),
        ("Mayor Strand called it 'a triumph'.", []),
        ("The bridge {q9} reopened.", []),
        ("{\"text\": 1}", []),
        ("", []),
        ("word " * 70, []),
    ],
)  # fmt: skip
def test_what_a_model_types(tools: Tools, work: Work, text: str, told: list[str]) -> None:
    writer, _ = writer_with(tools, offer(text))
    assert [sentence.text for sentence in writer.write(*work)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{q1}, Mayor Hilda Strand said.", '"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand said.'),
        ("{q1} Mayor Hilda Strand said.", '"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand said.'),
        ("“{q1},” Mayor Hilda Strand said", '"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand said.'),
        ("Mayor Hilda Strand said: {q1}", 'Mayor Hilda Strand said: "The bridge will carry lorries again from tomorrow."'),
        ("Mayor Hilda Strand said {Q1}.", 'Mayor Hilda Strand said "The bridge will carry lorries again from tomorrow."'),
        (
            "{q1: “The bridge will sink”}, Mayor Hilda Strand said.",
            '"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand said.',
        ),
        (
            "“The bridge will carry lorries again from tomorrow,” Mayor Hilda Strand said.",
            '"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand said.',
        ),
    ],
)
def test_a_quotation_is_the_sources_however_it_is_asked_for(tools: Tools, work: Work, text: str, told: str) -> None:
    writer, model = writer_with(tools, tell)
    writer.write(*work)
    (number,) = [number for number, shown in passages_of(model.asked[0]).items() if "{q1}" in shown]
    (sentence,) = writer_with(tools, offer(text, [number]))[0].write(*work)
    assert sentence.text == told


def test_a_slot_brings_its_passage_along_and_typed_words_do_not(tools: Tools, work: Work) -> None:
    writer, model = writer_with(tools, tell)
    writer.write(*work)
    (number,) = [number for number, shown in passages_of(model.asked[0]).items() if "{q1}" in shown]
    other = next(n for n in passages_of(model.asked[0]) if n != number)
    (sentence,) = writer_with(tools, offer("{q1}, Strand said.", [other]))[0].write(*work)
    assert any("lorries" in work[1].document(s.document_id).quote(s) for s in sentence.evidence if isinstance(s, Span))
    typed = "“The bridge will carry lorries again from tomorrow,” Strand said."
    assert writer_with(tools, offer(typed, [other]))[0].write(*work) == ()


def test_background_that_is_told_again_keeps_its_date(tools: Tools, work: Work) -> None:
    writer, _ = writer_with(tools, tell)
    (told,) = [
        s for s in writer.write(*work) if isinstance(s.evidence[0], Span) and s.evidence[0].document_id in work[1].archive_ids
    ]
    answer = json.dumps(
        {"sentences": [{"number": 1, "text": "The barge Sturgeon tore a hole in a pier of the bridge.", "from": [1]}]}
    )
    (again,) = writer_with(tools, answer)[0].rewrite([failed(told)], work[1])
    assert (
        again
        and again.text == "The barge Sturgeon tore a hole in a pier of the bridge, the Orsk Post reported in October 2024."
    )


def test_words_that_play_two_parts_are_asked_about_once(tools: Tools, work: Work) -> None:
    writer, model = writer_with(tools, tell)
    point = next(sentence for sentence in writer.write(*work) if sentence.beat is BeatRole.KEY_POINT)
    twins = [failed(replace(point, text="Not so.", beat=beat)) for beat in (BeatRole.KEY_POINT, BeatRole.WHAT_HAPPENED)]
    again = writer.rewrite(twins, work[1])
    assert [one.beat for one in again if one] == [BeatRole.KEY_POINT, BeatRole.WHAT_HAPPENED]
    assert model.asked[1].material.count("Not so.") == 1


@pytest.mark.parametrize(
    ("text", "case", "told"),
    [
        ("Lindmere Swing Bridge Reopens After Repairs.", "sentence", "Lindmere swing bridge reopens after repairs"),
        ("Lindmere Swing Bridge Reopens After Repairs", "title", "Lindmere Swing Bridge Reopens After Repairs"),
        ("Ferry operator Otto Lund ends crossings", "sentence", "Ferry operator Otto Lund ends crossings"),
    ],
)
def test_a_headline_is_in_the_case_of_the_house(
    tools: Tools, work: Work, tmp_path: Path, text: str, case: str, told: str
) -> None:
    style = tmp_path / "style.toml"
    style.write_text(f'headline_case = "{case}"', "utf-8")
    answer = json.dumps({"headline": {"text": text, "from": [1, 5]}})
    (headline,) = writer_with(tools, answer, house_style=str(style))[0].write(*work)
    assert headline.text == told


def test_a_headline_takes_no_side_where_sources_differ(tools: Tools, make_document: Callable[..., Document]) -> None:
    def report(source: str, count: str) -> Document:
        title = "Fire at mill in Orsk"
        text = f"{title}\n\nA fire at a paper mill in Orsk injured {count} people on Monday, the fire service said.\n\nThe mill burned for six hours.\n"
        return make_document(text, source=source, published_at="2026-03-02T09:00:00+00:00", title=title)

    work = plan_of(tools, [report("Orsk Post", "12"), report("Velden Echo", "nine")])
    assert work[0].disagreements
    answer = json.dumps({"headline": {"text": "Fire injures 12 at Orsk mill", "from": [1]}})
    assert writer_with(tools, answer)[0].write(*work) == ()
    answer = json.dumps({"headline": {"text": "Fire at Orsk mill injures many", "from": [1]}})
    assert len(writer_with(tools, answer)[0].write(*work)) == 1
