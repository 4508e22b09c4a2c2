"""The check of polarity: yes and no, may and did, up and down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.checks.polarity import make
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Draft, Outcome, Reading, Ruling, Sentence
from groundwire.protocols import Tools

SOURCE = """Hungary has not ratified the harbour treaty with Sweden.

The port authority may close the eastern dock in June.

Profits at Ellery Shipping rose to 12 million crowns after the council approved the merger.

Captain Holm denied that the crew had opened the valves.

The company plans to build a terminal near Kiel.

Inspectors found no evidence of arson on the ferry.

The minister failed to persuade the dockers.

Unions will support the strike over pay.

Customs officers seized the alleged ledger of the smugglers on Friday.

The pilot is suspected of stealing the charts.

The customs board will begin its inquiry into the cargo in August.

The new tide gauge appears to be broken.

The lifeboat institute said it would begin a review on Tuesday.

A verdict on the ferry has not been announced.

No other town lost more boats in the storm than Kiel.

The pilots' chief said she would not yet send the two complaints to the owners."""

Rule = Callable[..., tuple[Ruling, ...]]


@pytest.fixture(scope="module")
def rule(read: Callable[..., tuple[Document, Reading]], tools: Tools) -> Rule:
    def run(text: str, source: str = SOURCE) -> tuple[Ruling, ...]:
        document, reading = read(source)
        evidence = GatheredEvidence([document], {document.id: reading}, tools.encoders.embedding)
        written, draft_reading = read(text)
        sentences = tuple(Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED) for passage in draft_reading.sentences)
        return make(tools).check(Draft(id="d", sentences=sentences, document=written, reading=draft_reading), evidence)

    return run


def test_polarity_is_silent_on_the_source_itself(rule: Rule) -> None:
    assert rule(SOURCE) == ()


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("Hungary has ratified the harbour treaty with Sweden.", "ratified"),
        ("The port authority will close the eastern dock in June.", "will close"),
        ("The port authority has closed the eastern dock.", "closed"),
        ("Profits at Ellery Shipping fell to 12 million crowns.", "fell"),
        ("Profits rose at Ellery Shipping after the council rejected the merger.", "rejected"),
        ("Profits at Ellery Shipping rose to 12 million crowns before the council approved the merger.", "before"),
        ("The crew had opened the valves.", "opened"),
        ("The company has built a terminal near Kiel.", "built"),
        ("Inspectors found evidence of arson on the ferry.", "found"),
        ("The minister persuaded the dockers.", "persuaded"),
        ("Unions will oppose the strike over pay.", "oppose"),
        ("Unions will not support the strike over pay.", "not support"),
        ("Customs officers seized the ledger of the smugglers on Friday.", "ledger"),
        ("The pilot stole the charts.", "stole"),
        ("The customs board has finished its inquiry into the cargo.", "finished"),
        ("The lifeboat institute has completed its review.", "completed"),
        ("The new tide gauge is broken.", "broken"),
    ],
)
def test_polarity_blocks_a_claim_turned_round(rule: Rule, text: str, turned: str) -> None:
    rulings = rule(text)
    assert [ruling.outcome for ruling in rulings] == [Outcome.CONTRADICTED], text
    assert text[slice(*rulings[0].part)] == turned
    assert rulings[0].evidence
    assert " says " in rulings[0].note


def test_polarity_does_not_find_a_doubt_the_source_lacks(rule: Rule) -> None:
    rulings = rule("Profits at Ellery Shipping may have risen to 12 million crowns.")
    assert [ruling.outcome for ruling in rulings] == [Outcome.NOT_FOUND]


def test_polarity_only_warns_of_a_hearsay_word_added_to_a_fact(rule: Rule) -> None:
    (ruling,) = rule("Profits at Ellery Shipping reportedly rose to 12 million crowns.")
    assert ruling.is_warning and "reportedly" in ruling.note


@pytest.mark.parametrize(
    "text",
    [
        "Hungary never ratified the harbour treaty.",
        "The eastern dock may be closed by the port authority.",
        "Ellery Shipping's profits increased to 12 million crowns.",
        "The crew did not open the valves, Captain Holm said.",
        "A terminal near Kiel is planned by the company.",
        "No evidence of arson was found on the ferry by inspectors.",
        "The dockers were not persuaded by the minister.",
        "The strike over pay has the support of unions.",
        "Sweden has ratified a treaty on fishing.",
        "Ellery Shipping may move its office.",
        "The council met on Monday.",
        "Customs officers seized the suspected ledger of the smugglers.",
        "The pilot, accused of stealing the charts, is missing.",
        "The pilot allegedly stole the charts.",
        "The new tide gauge seems broken.",
        "A review by the lifeboat institute will begin on Tuesday.",
        "A verdict on the ferry has yet to be announced.",
        "Kiel lost more boats in the storm than any other town.",
        "The pilots' chief is not saying when she will send the two complaints to the owners.",
    ],
)
def test_polarity_lets_another_wording_pass(rule: Rule, text: str) -> None:
    assert rule(text) == ()


def test_polarity_lets_a_second_source_clear_a_sentence(rule: Rule) -> None:
    source = "The council has not approved the budget.\n\nOn Friday the council approved the budget."
    assert rule("The council approved the budget.", source) == ()


def test_polarity_says_nothing_about_nothing(rule: Rule) -> None:
    assert rule("", "") == ()
    assert rule("No. Not now. Never.", "Yes.") == ()


LINES = """The harbour board intends to pass a short budget that keeps the pilots at work.

Greta Sandvik won the mayor's race, drawing votes from every island to defeat the sitting mayor.

The appeal court ruled on Thursday that fishing cases present a question that judges cannot decide.

There is absolutely no sign right now that a ferry to Lund is going to get a licence.

Despite reluctance from the owners to repair the breakwater, a fund was opened.

Olga Brandt suggested last year that she was weighing an offer for the shipyard.

The club dropped its old badge after complaints that the colours are offensive to visitors.

The ministry may propose a possible merger of the Ekeby and Lindby pilot stations.

The paper hit back against a bank report on loans to Rolf Asker.

Buyers paid for further gains in the copper price, which is increasingly volatile, as the falling krona sent orders surging.

“The crane may fall,” the foreman said."""


@pytest.mark.parametrize(
    "text",
    [
        "Harbour board to pass budget, deny pilots a bonus.",
        "Greta Sandvik won the mayor's race.",
        "Judges can't rule on fishing cases, the appeal court finds.",
        "There is no sign that a ferry to Lund is going to get a licence.",
        "The owners are reluctant to repair the breakwater.",
        "Olga Brandt is weighing an offer for the shipyard.",
        "The club promises a badge with colours that will not be offensive to visitors.",
        "The ministry may publish a plan for reform, including a merger of the Ekeby and Lindby pilot stations.",
        "The paper scolds Rolf Asker for a bank report on loans.",
        "“The crane will fall,” the foreman said.",
    ],
)
def test_polarity_leaves_alone_what_turns_nothing_round(rule: Rule, text: str) -> None:
    assert rule(text, LINES) == ()


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The harbour board has passed a short budget that keeps the pilots at work.", "passed"),
        ("A ferry to Lund is going to get a licence.", "going"),
        ("The owners repaired the breakwater without reluctance, and a fund was opened.", ""),
        ("Buyers paid for further losses in the copper price.", "losses"),
        ("Buyers paid for further gains in the copper price, which is less and less volatile.", "less"),
        ("Buyers paid for further gains in the copper price as the rising krona sent orders surging.", "rising"),
    ],
)
def test_polarity_still_finds_the_turn_beside_them(rule: Rule, text: str, turned: str) -> None:
    assert (text[slice(*rule(text, LINES)[0].part)] if turned else "") == turned


def test_polarity_takes_a_headlines_infinitive_for_no_more_than_a_plan(rule: Rule) -> None:
    assert rule("Harbour board to pass short budget that keeps pilots at work.", LINES) == ()
    (ruling,) = rule("Port authority to close eastern dock in June.")
    assert "only “may close”" in ruling.note


def test_polarity_knows_who_was_defeated(rule: Rule) -> None:
    (ruling,) = rule("Greta Sandvik won in the final race.", "Greta Sandvik was defeated in the final race.")
    assert ruling.outcome is Outcome.CONTRADICTED


QUAY = """The lock will not reopen until divers have mended the upper gate.

The harbour court barred Oskar Brandt from being able to sell the tugs.

None of the island's pupils had so far been vaccinated against measles, the nurse said.

Ferry passengers are allowed to bring dogs on deck.

The old lighthouse will remain in place for now, the coast board ruled.

One theory suggests that the wreck was a Danish collier.

One historian suggests that the bell would fetch a fortune.

The No 1 crane failed in the storm, and dockers shut down the north quay.

The skipper was not able to save the nets.

Ice must melt before the winter road can be closed.

The weekend ferry may return in May."""


@pytest.mark.parametrize(
    "text",
    [
        # no until, and yes once
        "The lock will reopen once divers have mended the upper gate.",
        "The winter road won't be closed until ice melts.",
        # kept from being able to, and kept from
        "The harbour court blocked Oskar Brandt from selling the tugs.",
        "The skipper failed to save the nets.",
        # what the parser tears apart
        "None of the island's pupils had up to now been vaccinated against measles.",
        # leave, and less than a promise
        "Ferry passengers can bring dogs on deck.",
        "The old lighthouse can remain in place for now, the coast board ruled.",
        # a view told as a view
        "She doubts the theory that says the wreck was a Danish collier.",
        "One theory claims the wreck was a Danish collier.",
        # a number, and a particle
        "The world No 1 crane failed in the storm.",
        "Dockers shut down the north quay, raising hopes of a pay deal.",
    ],
)
def test_polarity_lets_a_fair_retelling_pass(rule: Rule, text: str) -> None:
    assert rule(text, QUAY) == ()


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The lock will reopen until divers have mended the upper gate.", "will reopen"),
        ("The harbour court enabled Oskar Brandt to sell the tugs.", "enabled Oskar Brandt to sell"),
        ("The skipper was able to save the nets.", "save"),
        ("The island's pupils had up to now been vaccinated against measles.", "vaccinated"),
        ("Ferry passengers are not allowed to bring dogs on deck.", "not allowed to bring"),
        ("The weekend ferry can return in May.", "can return"),
        ("The wreck was a Danish collier.", "was"),
        ("One historian believes that the bell fetched a fortune.", "fetched"),
        ("No crane failed in the storm.", "No crane failed"),
    ],
)
def test_polarity_still_finds_what_a_fair_retelling_would_not_say(rule: Rule, text: str, turned: str) -> None:
    rulings = rule(text, QUAY)
    assert turned in [text[slice(*ruling.part)] for ruling in rulings]


@pytest.mark.parametrize(("text", "turned"), [("Prices went up in Lund.", "went"), ("Prices went down in Lund.", "")])
def test_polarity_sets_a_particle_beside_a_particle(rule: Rule, text: str, turned: str) -> None:
    rulings = rule(text, "Prices went down in Lund.")
    assert [text[slice(*ruling.part)] for ruling in rulings] == ([turned] if turned else [])
