"""The check of names: what it blocks and, as important, what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.checks.names import make
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Draft, Outcome, Reading, Ruling, Sentence
from groundwire.protocols import Tools

SOURCE = """Public Security Minister Chen Daowei met Interior Minister Sandor Velt in Budapest
and signed papers on policing and border patrols, the Ellery Courier said.

China hopes to deepen its security ties with Hungary, Chen told Prime Minister Viktor Marany last week.

Hungary is the last member not to have ratified Sweden's request to join the Harbour Safety Authority (HSA).

Former dock chief Petra Holm praised the HSA for its patience."""

Rule = Callable[..., tuple[Ruling, ...]]


@pytest.fixture(scope="module")
def rule(read: Callable[..., tuple[Document, Reading]], tools: Tools) -> Rule:
    def run(text: str, source: str = SOURCE, source_name: str = "") -> tuple[Ruling, ...]:
        document, reading = read(source, source=source_name)
        evidence = GatheredEvidence([document], {document.id: reading}, tools.encoders.embedding)
        written, draft_reading = read(text)
        sentences = tuple(Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED) for passage in draft_reading.sentences)
        return make(tools).check(Draft(id="d", sentences=sentences, document=written, reading=draft_reading), evidence)

    return run


def only(rulings: tuple[Ruling, ...]) -> Ruling:
    assert len(rulings) == 1, [ruling.note for ruling in rulings]
    return rulings[0]


def test_names_check_is_silent_on_the_source_itself(rule: Rule) -> None:
    assert rule(SOURCE) == ()


def test_names_check_blocks_a_name_no_source_has(rule: Rule) -> None:
    text = "Chen Daowei met Donald Crump in Budapest."
    ruling = only(rule(text))
    assert ruling.outcome is Outcome.NOT_FOUND
    assert ruling.note == "no source names Donald Crump"
    assert text[slice(*ruling.part)] == "Donald Crump"


def test_names_check_blocks_a_given_name_changed(rule: Rule) -> None:
    assert only(rule("Dock workers listened to Anna Holm.")).outcome is Outcome.NOT_FOUND


def test_names_check_blocks_a_place_no_source_has(rule: Rule) -> None:
    assert only(rule("Chen met Velt in Vienna.")).note == "no source names Vienna"


def test_names_check_blocks_a_nationality_no_source_has(rule: Rule) -> None:
    assert only(rule("Chen signed papers on policing with Polish officials.")).note == "no source names Polish"


@pytest.mark.parametrize(
    "text",
    [
        "Beijing hopes to deepen its security ties with Budapest.",
        "The Hungarian interior minister, Velt, met Chen.",
        "Márány heard from CHEN that Chinese hopes were high.",
        "The Harbour Safety Authority waits for Hungary.",
        "On Monday, the HSA was praised by Holm.",
        "The Hungarian government has not ratified the Swedish application.",
        "Chen met Marany.",
    ],
)
def test_names_check_lets_other_forms_of_a_name_pass(rule: Rule, text: str) -> None:
    assert rule(text) == ()


def test_names_check_lets_the_reporting_outlet_pass(rule: Rule) -> None:
    text = "The Lerwick Gazette reported the talks."
    assert only(rule(text)).note == "no source names Lerwick Gazette"
    assert rule(text, source_name="The Lerwick Gazette") == ()


def test_names_check_blocks_a_person_in_anothers_place(rule: Rule) -> None:
    ruling = only(rule("Chen Daowei met Viktor Marany in Budapest and signed papers on policing and border patrols."))
    assert ruling.outcome is Outcome.CONTRADICTED
    assert ruling.note == "the source has Sandor Velt here, not Viktor Marany"
    assert ruling.evidence


def test_names_check_blocks_two_names_that_change_places(rule: Rule) -> None:
    rulings = rule("Sweden is the last member not to have ratified Hungary's request to join the authority.")
    assert {ruling.outcome for ruling in rulings} == {Outcome.CONTRADICTED}
    assert len(rulings) == 2


def test_names_check_blocks_another_ministers_office(rule: Rule) -> None:
    ruling = only(rule("Interior Minister Chen Daowei met Velt."))
    assert ruling.outcome is Outcome.CONTRADICTED
    assert "Public Security Minister" in ruling.note


def test_names_check_blocks_an_office_of_another_rank(rule: Rule) -> None:
    source = "Vice President Ada Brenn opened the bridge. President Luc Orsay was absent."
    assert only(rule("President Ada Brenn opened the bridge.", source)).outcome is Outcome.CONTRADICTED


def test_names_check_lets_who_met_whom_be_turned_round(rule: Rule) -> None:
    assert rule("Sandor Velt met Chen Daowei in Budapest to sign papers on policing and border patrols.") == ()


def test_names_check_lets_a_shortened_office_pass(rule: Rule) -> None:
    assert rule("Minister Chen Daowei met Minister Velt in Budapest.") == ()


def test_names_check_says_nothing_about_nothing(rule: Rule) -> None:
    assert rule("", "") == ()
    assert rule("It rained.", "") == ()


RACE = """The Northern Fisheries Council said on Friday that Republican members of the Lindmere board want to rescind their votes.

Lindmere Drift (LD) builds boats. LD, which employs nobody abroad, said 20 hulls were finished.

Petra Holm sued Lindmere this spring. The Harbour Ministry sued the town of Lindmere over a law that shields smugglers from arrest.

Kasta has widened its Vela line of radios. The White House fired an aide to Secretary of State Max Brandt.

Scouts of Orsk watched Jonas Vik in March. Another striker, Emil Dahl, plays for them as well."""


@pytest.mark.parametrize(
    "text",
    [
        "NFC says GOP members of the Lindmere board want to rescind votes.",
        "The US fired an aide to Max Brandt.",
        "LD said 20 hulls were finished.",
        "Kasta Vela line of radios widens.",
        "Top Brandt aide fired over a row.",
        "Petra Holm is suing Lindmere over a law that shields smugglers from arrest.",
        "Scouts of Orsk watched Jonas Vik and Emil Dahl in March.",
    ],
)
def test_names_check_knows_a_name_by_what_stands_for_it(rule: Rule, text: str) -> None:
    assert [ruling.note for ruling in rule(text, RACE)] == []


@pytest.mark.parametrize(
    "text",
    [
        "NRC says members of the Lindmere board want to rescind votes.",
        "Democratic members of the Lindmere board want to rescind their votes.",
        "The UK fired an aide to Max Brandt.",
        "Rex Brandt aide fired.",
        "HM said 20 hulls were finished.",
        "Jonas Vik sued Lindmere over a law that shields smugglers from arrest.",
        "Scouts of Orsk watched Emil Dahl in March.",
    ],
)
def test_names_check_blocks_names_that_only_look_like_it(rule: Rule, text: str) -> None:
    assert rule(text, RACE)


COURTS = """The United States Supreme Court has allowed the governor to close the Lindmere dock.

The U.S. Justice Department sued the port of Tolvik, and the New York Times is facing blowback.

Brandt, the new chief of the White House, railed against thefts on Thursday, vowing to call the Harbour Guild and lambasting "idle
captains".

The council removed statues of those who served the Confederacy. Nils Orm and Chief Justice Petra Brandt joined the
court's liberals."""


@pytest.mark.parametrize(
    "text",
    [
        "US Supreme Court allows the governor to close the Lindmere dock.",
        "Justice Department sues the port of Tolvik.",
        "NY Times faces blowback.",
        'Brandt, the new chief, calls out "Idle Captains" in the White House.',
        "The council removed Confederate statues.",
        "Conservative Justice Nils Orm and Chief Justice Petra Brandt joined the court.",
    ],
)
def test_names_check_knows_a_name_in_another_form_or_place(rule: Rule, text: str) -> None:
    assert [ruling.note for ruling in rule(text, COURTS)] == []


@pytest.mark.parametrize(
    "text",
    [
        "UK Supreme Court allows the governor to close the Lindmere dock.",
        "NJ Times faces blowback.",
        'Brandt calls out "Idle Pilots" in the White House.',
        "The council removed Napoleonic statues.",
        "The court was joined by Conservative Judge Nils Orm.",
        "Republican Judge Nils Orm joined the court.",
    ],
)
def test_names_check_blocks_a_form_of_another_name(rule: Rule, text: str) -> None:
    assert rule(text, COURTS)


def test_names_check_holds_an_everyday_adjective_for_a_party_where_parties_are_named(rule: Rule) -> None:
    assert rule("Conservative MP Nils Orm joined the panel.", "Labour MP Nils Orm joined the panel on Monday.")
