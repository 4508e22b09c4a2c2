"""The check of connections: causes, comparisons, extents and order that the sources do not have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.checks.connections import make
from groundwire.checks.polarity import make as make_polarity
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Draft, Outcome, Reading, Ruling, Sentence
from groundwire.protocols import Tools

SOURCE = """The county council closed the swimming hall in Vasby on Tuesday. Engineers had inspected the roof beams in October.

The harbour office put the damage at the grain silo at nine million crowns, not counting the barley.

The cause of the silo blaze is not yet known. The fire inspectorate said that it would begin an investigation on Thursday.

Nordal Ferries is one of the largest employers on the island of Rauma.

Some of the dockers at Rauma refused to unload the tanker.

Many pupils at the village school walked to lessons.

The mayor opened the new market hall after the bishop blessed the fountain.

A nurse at the cottage hospital resigned on Monday.

Part of the coast road was closed to lorries.

The brewery sold its warehouse in Tolby to a Danish bakery in March.

The bakery chain cancelled the opening of its Tolby shop because the ovens arrived late.

Unemployment on the island fell to four percent, its lowest level for a decade."""

Rule = Callable[..., tuple[Ruling, ...]]


@pytest.fixture(scope="module")
def rule(read: Callable[..., tuple[Document, Reading]], tools: Tools) -> Rule:
    kept: dict[str, GatheredEvidence] = {}

    def run(text: str, source: str = SOURCE) -> tuple[Ruling, ...]:
        if source not in kept:
            document, reading = read(source)
            kept[source] = GatheredEvidence([document], {document.id: reading}, tools.encoders.embedding)
        written, draft_reading = read(text)
        sentences = tuple(Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED) for passage in draft_reading.sentences)
        return make(tools).check(Draft(id="d", sentences=sentences, document=written, reading=draft_reading), kept[source])

    return run


def test_connections_is_silent_on_the_source_itself(rule: Rule) -> None:
    assert rule(SOURCE) == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        # a cause, purpose, result or reply of the draft's own
        ("The county council closed the swimming hall in Vasby because of a gas leak.", "because of a gas leak"),
        ("The brewery sold its warehouse in Tolby to a Danish bakery to avoid bankruptcy.", "to avoid bankruptcy"),
        (
            "The brewery sold its warehouse in Tolby to a Danish bakery in protest at the beer tax.",
            "in protest at the beer tax",
        ),
        (
            "The brewery sold its warehouse in Tolby to a Danish bakery in March, which led to angry letters.",
            "led to angry letters",
        ),
        (
            "The brewery sold its warehouse in Tolby to a Danish bakery after a quarrel over pensions.",
            "after a quarrel over pensions",
        ),
        (
            "The mayor opened the new market hall because the bishop blessed the fountain.",
            "because the bishop blessed the fountain",
        ),
        ("As a result, the brewery sold its warehouse in Tolby to a Danish bakery in March.", "As a result"),
        # a comparison
        ("The brewery sold the largest warehouse in Tolby to a Danish bakery in March.", "the largest"),
        ("The brewery sold its warehouse in Tolby to a Danish bakery in March for the first time.", "for the first time"),
        # an extent
        ("A Danish bakery bought only the warehouse that the Tolby brewery sold in March.", "only"),
        # an order
        ("The brewery sold its warehouse in Tolby to a Danish bakery again in March.", "again"),
    ],
)
def test_connections_finds_no_ground_for_what_the_draft_adds(rule: Rule, text: str, part: str) -> None:
    rulings = rule(text)
    assert [ruling.outcome for ruling in rulings] == [Outcome.NOT_FOUND], rulings
    assert text[slice(*rulings[0].part)] == part
    assert rulings[0].evidence and "source" in rulings[0].note


@pytest.mark.parametrize(
    ("text", "part", "said"),
    [
        (
            "The harbour office put the damage at the grain silo at nine million crowns, including the barley.",
            "including",
            "not counting the barley",
        ),
        ("The cause of the silo blaze was arson.", "cause of the silo blaze was arson", "leave the cause open"),
        ("The silo blaze was caused by arson.", "caused by arson", "leave the cause open"),
        ("Nordal Ferries is the largest employer on the island of Rauma.", "the largest", "one of the largest employers"),
        ("All the dockers at Rauma refused to unload the tanker.", "All the dockers", "Some of the dockers"),
        ("Most pupils at the village school walked to lessons.", "Most pupils", "Many pupils"),
        ("The coast road was closed to lorries.", "road", "Part of the coast road"),
        ("The bishop blessed the fountain after the mayor opened the new market hall.", "after", "the other order"),
        ("Nurses at the cottage hospital resigned on Monday.", "Nurses", "one nurse"),
    ],
)
def test_connections_contradicts_what_the_source_tells_otherwise(rule: Rule, text: str, part: str, said: str) -> None:
    rulings = rule(text)
    assert [ruling.outcome for ruling in rulings] == [Outcome.CONTRADICTED], rulings
    assert part in text[slice(*rulings[0].part)]
    assert said in rulings[0].note
    assert rulings[0].evidence


@pytest.mark.parametrize(
    "text",
    [
        "The bakery chain cancelled the opening of its Tolby shop after the ovens arrived late.",
        "Owing to the late arrival of the ovens, the bakery chain cancelled the opening of its Tolby shop.",
        "The late ovens led the bakery chain to cancel the opening of its Tolby shop.",
        "The bishop blessed the fountain before the mayor opened the new market hall.",
        "After the bishop blessed the fountain, the mayor opened the new market hall.",
        "Nordal Ferries is among the biggest employers on the island of Rauma.",
        "The unemployment rate on the island, at four percent, is the smallest for ten years.",
        "Several dockers at Rauma refused to unload the tanker.",
        "Dockers at Rauma refused to unload the tanker.",
        "The damage at the grain silo was put at nine million crowns, excluding the barley.",
        "The fire inspectorate will start its investigation on Thursday.",
        "What caused the silo blaze is not known.",
        "A section of the coast road was closed to lorries.",
        "The nurse hurried home because of the snow.",
        "The longest strike in the history of the ferry port ended in June.",
    ],
)
def test_connections_lets_another_wording_and_another_matter_pass(rule: Rule, text: str) -> None:
    assert rule(text) == ()


def test_connections_lets_a_second_passage_give_the_reason(rule: Rule) -> None:
    source = "The county council closed the swimming hall in Vasby on Tuesday. The reason was a leak of gas, it said."
    assert rule("The county council closed the swimming hall in Vasby because of a gas leak.", source) == ()


def test_connections_says_nothing_about_nothing(rule: Rule) -> None:
    assert rule("", "") == ()
    assert rule("Because. After. The most of all.", "Yes.") == ()


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The fire inspectorate has finished its investigation.", "finished"),
        ("The mayor opened the new market hall before the bishop blessed the fountain.", "before"),
    ],
)
def test_connections_and_polarity_give_one_reason_for_one_fault(
    rule: Rule, read: Callable[..., tuple[Document, Reading]], tools: Tools, text: str, turned: str
) -> None:
    assert rule(text) == ()
    document, reading = read(SOURCE)
    written, draft_reading = read(text)
    draft = Draft(
        id="d", sentences=(Sentence(text=text, beat=BeatRole.WHAT_HAPPENED),), document=written, reading=draft_reading
    )
    evidence = GatheredEvidence([document], {document.id: reading}, tools.encoders.embedding)
    (ruling,) = make_polarity(tools).check(draft, evidence)
    assert text[slice(*ruling.part)] == turned


GRANT = """The duke on Monday signed a charter founding a sailors' school, a step that will open trades and wages to island families.

The duke on Tuesday signed a charter for the tannery. The tannery and its ditches stand beside the orphans' garden."""


def test_connections_takes_what_a_deed_will_do_for_its_aim(rule: Rule) -> None:
    assert rule("The duke signed a charter aimed at opening trades and wages to island families.", GRANT) == ()
    (ruling,) = rule("The duke signed a charter for the tannery aimed at the orphans' garden beside its ditches.", GRANT)
    assert "aimed at" in ruling.note


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Much of the rope for the ship came from the Tolby works, faster than anyone before.", "than anyone before"),
        ("The rope for the ship came from the Tolby works in March, on a scale never seen before.", "never seen before"),
    ],
)
def test_connections_finds_a_comparison_hung_on(rule: Rule, text: str, part: str) -> None:
    source = "Much of the rope for the ship came from the Tolby works in March."
    (ruling,) = rule(text, source)
    assert text[slice(*ruling.part)] == part
    assert rule(text, f"{source} {text}") == ()


PILOTS = """The harbour court barred Oskar Brandt from granting berths to tankers on Monday.

The mayor cancelled the regatta minutes before the crews set out, in a move that followed a plea by the lifeguards for a delay.

A walkout by the pilots was followed by a vote on the new rota."""


@pytest.mark.parametrize(
    "text",
    [
        "The harbour court barred Oskar Brandt from granting any berths to tankers.",
        "The mayor cancels the regatta for crews, after a plea by lifeguards for a delay.",
        "The pilots' vote on the new rota came after a walkout.",
    ],
)
def test_connections_reads_any_under_a_bar_and_an_order_told_by_a_verb(rule: Rule, text: str) -> None:
    assert rule(text, PILOTS) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The harbour court barred Oskar Brandt from granting all berths to tankers.", "all berths"),
        ("Lifeguards made a plea for a delay after the mayor cancelled the regatta.", "other order"),
        ("The walkout by the pilots came after a vote on the new rota.", "other order"),
    ],
)
def test_connections_still_finds_every_and_the_other_order(rule: Rule, text: str, said: str) -> None:
    (ruling,) = rule(text, PILOTS)
    assert said in ruling.note
