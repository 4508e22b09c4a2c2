"""Quotations in a draft against their source: altered, invented, stitched, moved, and those that must pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.checks.quotes import make
from groundwire.editing.evidence import GatheredEvidence
from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import BeatRole, Document, Draft, Outcome, Reading, Ruling, Sentence
from groundwire.protocols import Tools
from groundwire.reading import read_document

SOURCE = """Fire closes the port of Eastmere

“We never had a single complaint about the old crane,” harbour master Mara Lindqvist told reporters on Friday. \
“It was checked in May.”

Mayor Peter Vane called the closure a “grave” blow to the town and said repairs would take three weeks.

“Nobody in this town will pay for it,” Vane said before the meeting. “The owner does, and soon.”

The film “Low Water”, shot at the port, opens in June.

“I don't think the ferry company told us the truth,” Lindqvist said. “Will the insurers pay for a new crane?”

“We will sell the pilot boats if the council agrees,” Vane said. “I would like to keep every job, but we cannot pay for it.”

“Only a fool would sail in this weather, but the forecast is improving,” Vane said.

Vane said the repairs were not “a small matter”. A spokesman for the union said “the gates stay shut”.

“The mayor's words, ‘a new start’, are an insult,” Lindqvist said.

“I have seen no letter from the owner saying that the cranes are unsafe,” Lindqvist said.

“I left early, saying that the pier was closed to visitors,” Lindqvist said.
"""

Check = Callable[[str], tuple[Ruling, ...]]


@pytest.fixture(scope="module")
def check(tools: Tools, encoders: LazyEncoders, make_document: Callable[..., Document]) -> Check:
    """Rulings of the check on a draft against ``SOURCE``."""
    source = make_document(SOURCE, source="The Eastmere Gazette", title="Fire closes the port of Eastmere")
    readings: dict[str, Reading] = {source.id: read_document(source, encoders.syntax)}
    evidence = GatheredEvidence([source], readings, encoders.embedding)

    def run(text: str) -> tuple[Ruling, ...]:
        document = make_document(text)
        reading = read_document(document, encoders.syntax)
        sentences = tuple(Sentence(text=passage.text, beat=BeatRole.REACTION) for passage in reading.sentences)
        draft = Draft(id="draft", sentences=sentences, document=document, reading=reading)
        rulings = make(tools).check(draft, evidence)
        for ruling in rulings:
            start, end = ruling.part
            assert 0 <= start < end <= len(sentences[ruling.sentence].text)
            for span in ruling.evidence:
                assert source.quote(span)  # type: ignore[arg-type]
        return rulings

    return run


@pytest.mark.parametrize(
    "text",
    [
        "“We never had a single complaint about the old crane,” Lindqvist said.",
        '"We never had a single complaint about the old crane", Lindqvist said.',
        "Lindqvist said they “never had a single complaint about the old crane”.",
        "The town had “never had a single complaint”, harbour master Mara Lindqvist said.",
        "“Never had a single complaint,” said Mara Lindqvist.",
        "Vane called it a “grave” blow.",
        "The mayor called it a “grave” blow.",
        "“We never had ... complaint about the old crane,” Lindqvist said.".replace("never had ...", "never had a ..."),
        "The film “Low Water” opens in June.",
        "The “three weeks” may be too short.",
        "“It was checked in May,” she said.",
        "There are no quotations here at all.",
        "“We never had a single complaint about the Old Crane,” Lindqvist said.",
        "The film “Low water” opens in June.",
        "The “old crane” at the port was checked in May, the harbour master said.",
    ],
)
def test_true_quotations_pass(check: Check, text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "“We never had a serious complaint about the old crane,” Lindqvist said.",
        "“We had a single complaint about the old crane,” Lindqvist said.",
        "“Nobody in this town will ever pay for it,” Vane said.",
        "“The owner does, and late,” Vane said.",
        "“It was checked in June,” Lindqvist said.",
    ],
)
def test_an_altered_quotation_is_contradicted_and_the_source_shown(check: Check, text: str) -> None:
    (ruling,) = check(text)
    assert ruling.outcome is Outcome.CONTRADICTED
    assert "the source has “" in ruling.note and ruling.evidence


def test_an_invented_quotation_is_not_found(check: Check) -> None:
    (ruling,) = check("“Volcanoes frighten everyone,” Vane said.")
    assert ruling.outcome is Outcome.NOT_FOUND


def test_an_invented_word_in_marks_is_not_found(check: Check) -> None:
    (ruling,) = check("Vane called it a “catastrophic” blow.")
    assert ruling.outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    "text",
    [
        "“We never had a single complaint about the old crane,” Vane said.",
        "“Nobody in this town will pay for it,” Mara Lindqvist said.",
        "According to Lindqvist, it was a “grave” blow.",
        "The closure was called a “grave” blow by Mara Lindqvist.",
    ],
)
def test_a_quotation_in_another_mouth_is_contradicted(check: Check, text: str) -> None:
    (ruling,) = check(text)
    assert ruling.outcome is Outcome.CONTRADICTED
    assert "the report has" in ruling.note


def test_a_quotation_moved_by_a_pronoun_is_contradicted(check: Check) -> None:
    (ruling,) = check("Mayor Peter Vane spoke on Friday. He said: “It was checked in May.”")
    assert ruling.outcome is Outcome.CONTRADICTED and ruling.sentence == 1


@pytest.mark.parametrize("text", ["Vane called the closure “three weeks”.", "Vane described it as a “blow”."])
def test_a_few_words_that_somebody_calls_a_thing_are_his_own(check: Check, text: str) -> None:
    (ruling,) = check(text)
    assert "without quotation marks" in ruling.note


def test_a_headline_of_two_verbs_has_one_speaker(check: Check) -> None:
    assert check("Lindqvist slams Peter Vane, says port “never had a single complaint”.") == ()
    (ruling,) = check("Peter Vane slams Lindqvist, says port “never had a single complaint”.")
    assert "Mara Lindqvist say" in ruling.note


def test_reported_speech_made_direct_is_contradicted(check: Check) -> None:
    (ruling,) = check("Vane said that “repairs would take three weeks”.")
    assert ruling.outcome is Outcome.CONTRADICTED
    assert "without quotation marks" in ruling.note


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody in this town will pay for it ... The owner does, and soon,” Vane said.",
        "“Nobody in this town will pay for it. The owner does, and soon,” Vane said.",
    ],
)
def test_a_quotation_stitched_together_is_contradicted(check: Check, text: str) -> None:
    assert check(text)[0].outcome is Outcome.CONTRADICTED


def test_an_elision_must_not_drop_a_negation(check: Check) -> None:
    (ruling,) = check("“We ... had a single complaint about the old crane,” Lindqvist said.")
    assert ruling.outcome is Outcome.CONTRADICTED and "never" in ruling.note


def test_a_quotation_cut_off_from_its_opening_mark_is_still_checked(check: Check) -> None:
    rulings = check("The fire is out. We never had a serious complaint about the old crane,” she said.")
    assert [ruling.outcome for ruling in rulings] == [Outcome.CONTRADICTED]


def test_without_evidence_every_quotation_is_not_found(
    tools: Tools, encoders: LazyEncoders, read: Callable[..., tuple[Document, Reading]]
) -> None:
    document, reading = read("“It was checked in May,” Lindqvist said.")
    draft = Draft(
        id="d",
        sentences=tuple(Sentence(text=passage.text, beat=BeatRole.LEDE) for passage in reading.sentences),
        document=document,
        reading=reading,
    )
    (ruling,) = make(tools).check(draft, GatheredEvidence([], {}, encoders.embedding))
    assert ruling.outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("“The ferry company told us the truth,” Lindqvist said.", "don't"),
        ("“We will sell the pilot boats,” Vane said.", "if"),
        ("“I would like to keep every job,” Vane said.", "but"),
        ("“A fool would sail in this weather,” Vane said.", "Only"),
        ("Vane called the repairs “a small matter”.", "not"),
        ("“Will the insurers pay for a new crane,” Lindqvist said.", "question"),
        ("“The cranes are unsafe,” Lindqvist said.", "no"),
    ],
)
def test_a_quotation_cut_against_its_sense_is_contradicted(check: Check, text: str, lost: str) -> None:
    (ruling,) = check(text)
    assert ruling.outcome is Outcome.CONTRADICTED and not ruling.is_warning
    assert lost in ruling.note and ruling.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Lindqvist said she did not think “the ferry company told us the truth”.",
        "If the council agrees, “we will sell the pilot boats”, Vane said.",
        "Vane said he “would like to keep every job” but could not.",
        "“I don't think the ferry company told us the truth,” Lindqvist said.",
        "Lindqvist said she doubted that “the ferry company told us the truth”.",
        "Vane said the repairs were not “a small matter”.",
        "Lindqvist asked: “Will the insurers pay for a new crane?”",
        "“The forecast is improving,” Vane said.",
        "“The pier was closed to visitors,” Lindqvist said.",
        "Vane spoke of “this weather”.",
    ],
)
def test_an_excerpt_that_keeps_its_sense_passes(check: Check, text: str) -> None:
    assert check(text) == ()


def test_an_excerpt_before_a_mere_addition_is_only_warned_of(check: Check) -> None:
    (ruling,) = check("“Only a fool would sail in this weather,” Vane said.")
    assert ruling.is_warning and "but" in ruling.note


@pytest.mark.parametrize("speaker", ["Peter Vane", "The police", "Mara Lindqvist"])
def test_words_of_a_nameless_speaker_are_not_given_to_another(check: Check, speaker: str) -> None:
    (ruling,) = check(f"“The gates stay shut,” {speaker} said in the evening.")
    assert ruling.outcome is Outcome.CONTRADICTED and "a spokesman for the union" in ruling.note


@pytest.mark.parametrize(
    "text",
    [
        "“We never had a serious complaint about the old crane, Lindqvist said.",
        "“We never had a serious complaint “about the old crane,” Lindqvist said.",
        "Lindqvist said: “The mayor's words, ‘a fresh start’, are an insult.”",
        "“”“ ‘We never had a serious complaint about the old crane’” ” ‘, Lindqvist said.",
    ],
)
def test_unbalanced_and_nested_marks_hide_no_alteration(check: Check, text: str) -> None:
    assert Outcome.CONTRADICTED in {ruling.outcome for ruling in check(text)}


@pytest.mark.parametrize("text", ["“", "”“”", "“" * 300, "‘“’”" * 80, "“ … ” ... “...”", "« » ‹ ›", "“?”"])
def test_marks_without_words_give_no_ruling(check: Check, text: str) -> None:
    assert check(text) == ()


PASSED_ON = """Anna Marlow took a swing at the mayor on Friday, accusing him of supporting the “ruin of the quay,” the Tolvik Gazette \
reported.

Mayor Hask announced plans to merge 30 boards - described by one dock union as a “bonfire of the desks”.
"""


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("Anna Marlow accuses the mayor of supporting the “ruin of the quay”.", True),
        ("Peter Hask accuses the mayor of supporting the “ruin of the quay”.", False),
        ("Hask announced plans to merge 30 boards - described by one dock union as a “bonfire of the desks”.", True),
    ],
)
def test_words_that_a_body_passes_on_stay_with_the_one_who_said_them(
    tools: Tools, read: Callable[..., tuple[Document, Reading]], text: str, is_right: bool
) -> None:
    source, source_reading = read(PASSED_ON, source="The Eastmere Gazette")
    evidence = GatheredEvidence([source], {source.id: source_reading}, tools.encoders.embedding)
    document, reading = read(text)
    sentences = tuple(Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED) for passage in reading.sentences)
    draft = Draft(id=document.id, sentences=sentences, document=document, reading=reading)
    assert (make(tools).check(draft, evidence) == ()) is is_right
