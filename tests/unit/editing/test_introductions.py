"""People are introduced once in full; a pronoun or surname never becomes the wrong person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from tests.writing_desk import gather, make_desk

from groundwire.copydesk import make_draft
from groundwire.editing.copyedit import apply_edits
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.introductions import make_cast, mention_edits, refer_once
from groundwire.model import BeatRole, Document, Sentence, Span
from groundwire.protocols import Tools

Told = list[str]


@pytest.fixture(scope="module")
def tell(tools: Tools, make_document: Callable[..., Document]) -> Callable[..., Told]:
    """The sentences of the reports as told one after the other; with ``alone`` each as if it were the first."""

    def run(*texts: str, alone: bool = False) -> Told:
        documents = [make_document(text, source=f"Outlet {number}") for number, text in enumerate(texts)]
        evidence = gather(tools, documents)
        cast = make_cast(evidence)
        known: frozenset[str] = frozenset()
        told = []
        for document in documents:
            reading = evidence.reading(document.id)
            for passage in reading.sentences:
                edits, after = mention_edits(passage, reading, cast, frozenset() if alone else known)
                known = after
                told.append(apply_edits(passage, edits).text)
        return told

    return run


TALKS = (
    "Finance Minister Greta Holm met union leader Piet Vos on Monday. Holm told reporters that the offer would not rise. "
    "Vos said the offer was too low."
)


def test_full_name_and_office_come_first_and_the_surname_after(tell: Callable[..., Told]) -> None:
    assert tell(TALKS) == TALKS.replace(". ", ".|").split("|")


def test_whoever_is_named_first_is_introduced_from_elsewhere(tell: Callable[..., Told]) -> None:
    alone = tell(TALKS, alone=True)
    assert alone[1] == "Finance Minister Greta Holm told reporters that the offer would not rise."
    assert alone[2] == "Union leader Piet Vos said the offer was too low."


def test_introduction_keeps_the_whole_office(tell: Callable[..., Told]) -> None:
    text = "The company's chief executive, Mona Dahl, resigned on Monday. Dahl, who joined in 2019, gave no reason."
    assert tell(text, alone=True)[1] == "The company's chief executive, Mona Dahl, who joined in 2019, gave no reason."


def test_an_office_that_is_somebody_s_does_not_introduce_elsewhere(tell: Callable[..., Told]) -> None:
    text = "Karel Novak left Velden on Monday. His deputy Petra Sou said that Novak was ill. Sou will stand in for him."
    assert not any(sentence.lower().startswith("deputy") for sentence in tell(text, alone=True))


def test_two_people_of_one_surname_never_go_by_it(tell: Callable[..., Told]) -> None:
    told = tell(
        "Mayor Olga Trent said that the dam was safe. Trent visited the dam.",
        "Engineer Paul Trent said that the dam was cracked. Trent wrote a report.",
    )
    assert told[1] == "Olga Trent visited the dam."
    assert told[3] == "Paul Trent wrote a report."


def test_a_surname_that_two_people_of_one_report_share_is_left_alone(tell: Callable[..., Told]) -> None:
    told = tell("Anna Berg and her brother Karl Berg were found alive. Berg said they had eaten snow.")
    assert told[1] == "Berg said they had eaten snow."


def test_speaker_of_an_opening_quotation_is_named(tell: Callable[..., Told]) -> None:
    told = tell('Union leader Piet Vos left the talks on Monday. Vos looked tired. "We are far apart," he said.')
    assert told[2] == '"We are far apart," Vos said.'


def test_pronoun_that_could_be_two_people_is_left_alone(tell: Callable[..., Told]) -> None:
    told = tell("Mayor Jon Friis met union leader Piet Vos on Monday. He said that the talks had gone well.")
    assert told[1].startswith("He ")


def test_names_inside_quotations_are_not_touched(tell: Callable[..., Told]) -> None:
    text = 'Mayor Jon Friis left on Monday. "Jon Friis was never here," Piet Vos said.'
    assert tell(text)[1] == '"Jon Friis was never here," Piet Vos said.'


def test_possessive_pronoun_becomes_the_possessive_of_the_name(tell: Callable[..., Told]) -> None:
    told = tell("Police arrested Tom Rask, 34, on Monday. Rask, a baker, has no record. His mother said he was innocent.")
    assert told[2] == "Rask’s mother said he was innocent."


def test_a_pronoun_of_another_person_near_by_is_not_given_a_name(read: Callable[..., object]) -> None:
    from groundwire.editing.introductions import resolved_pronouns

    text = "Her father, Piet Vos, ran the mill for years. She says the roof leaked. He told Vos so."
    _, reading = read(text)  # type: ignore[misc]
    assert resolved_pronouns(reading.sentences[1], reading) == ()


def test_a_verb_that_is_read_as_a_title_stays(tell: Callable[..., Told]) -> None:
    told = tell(
        "Senator Alma Brandt went on trial in Orsk. Jurors could meet the 67-vote threshold to convict Brandt on Monday."
    )
    assert told[1].endswith("threshold to convict Brandt on Monday.")


def settle(tools: Tools, evidence: GatheredEvidence, told: Sequence[tuple[BeatRole, str]], *backing: Span) -> list[Sentence]:
    """The parts and words of a story as sentences that all rest on ``backing``, with everybody introduced once."""
    sentences = [Sentence(text=text, beat=beat, evidence=backing, author="two") for beat, text in told]
    return refer_once(sentences, make_draft(sentences, make_desk(tools)), evidence)


def test_a_story_by_two_introduces_everybody_once(tools: Tools, make_document: Callable[..., Document]) -> None:
    evidence = gather(tools, [make_document(TALKS, source="Outlet")])
    span = evidence.documents[0].span(0, 20)
    told = [
        (BeatRole.KEY_POINT, "Finance Minister Greta Holm met union leader Piet Vos."),
        (BeatRole.LEDE, "Finance Minister Greta Holm met union leader Piet Vos on Monday."),
        (BeatRole.WHAT_HAPPENED, "Finance Minister Greta Holm told reporters that the offer would not rise."),
        (BeatRole.WHAT_HAPPENED, "The offer was too low, union leader Piet Vos said; he left at noon."),
    ]
    greta = evidence.documents[0].span(0, len("Finance Minister Greta Holm"))
    settled = settle(tools, evidence, told, span, greta)
    assert [sentence.text for sentence in settled] == [
        told[0][1],
        told[1][1],
        "Holm told reporters that the offer would not rise.",
        "The offer was too low, Vos said; he left at noon.",
    ]
    assert [greta in sentence.evidence for sentence in settled] == [True, True, False, False]


def test_whoever_is_named_by_surname_first_is_introduced(tools: Tools, make_document: Callable[..., Document]) -> None:
    evidence = gather(tools, [make_document(TALKS, source="Outlet")])
    span = evidence.documents[0].span(0, 20)
    told = [
        (BeatRole.KEY_POINT, "Union leader Piet Vos turned the offer down."),
        (BeatRole.LEDE, "Vos said the offer was too low."),
        (BeatRole.WHAT_HAPPENED, "Vos left at noon."),
    ]
    _, first, second = settle(tools, evidence, told, span)
    assert first.text == "Union leader Piet Vos said the offer was too low." and len(first.evidence) == 2
    assert second.text == told[2][1] and second.evidence == (span,)


def test_a_name_that_was_read_with_its_possessive_is_told_without(tools: Tools, make_document: Callable[..., Document]) -> None:
    title = "Piet Vos Criticizes Greta Holm’s Response to Strike"
    text = f"{title}\n\nUnion leader Piet Vos challenged Greta Holm’s response to the strike. Vos called it slow."
    evidence = gather(tools, [make_document(text, source="Outlet", title=title)])
    span = evidence.documents[0].span(len(title) + 2, len(title) + 40)
    told = [
        (BeatRole.LEDE, "Vos challenged Greta Holm’s response to the strike."),
        (BeatRole.WHAT_HAPPENED, "Greta Holm’s response was slow, Piet Vos said."),
    ]
    settled = settle(tools, evidence, told, span)
    assert not any("’s’s" in one.text for one in settled) and "Holm’s response" in settled[0].text
