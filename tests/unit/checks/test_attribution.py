"""Reported speech in a draft against its source: the owner kept, changed, dropped, or turned round."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from groundwire.checks.attribution import make
from groundwire.editing.evidence import GatheredEvidence
from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import BeatRole, Document, Draft, Outcome, Reading, Ruling, Sentence
from groundwire.protocols import Tools
from groundwire.reading import read_document

GAZETTE = """Norland seeks naval pact

Norland wants to hold joint naval exercises with Sudland in the autumn, \
Defence Minister Peter Vane told Olaf Rudd last week, the state news agency Norpress said.

Coastal Affairs Minister Mara Lindqvist denied that the navy had dumped fuel in the northern fjord.

Fishermen's leader Tom Weston accused the navy of poisoning the northern fishing grounds.

Opposition lawmakers believe the exercises will double the price of coastal insurance.

Sudland is the only coastal state that has not signed the whaling treaty.
"""
HARBOUR = """Blaze on the north quay

The blaze broke out at ten past three in the paint shop, night watchman Dennis Pike told investigators.

Chief Fire Officer Marta Ellwood said the first engines arrived within nine minutes.

“The batteries kept flaring up for hours,” Ellwood said.

Harbour Master Ines Calder would not guess at the cause. Calder declined to comment on the insurance of the warehouse.

The harbour company denied that sprinklers had been switched off.

A passenger said the gate had been left open since Tuesday evening.

Detectives suspect that the tenant set fire to the paint store.

Calder hoped the quay would soon be busy again, naming the ferry season and the herring market.
"""
POST = """Treaty talks resume

Talks on the whaling treaty resumed in the capital on Monday after a pause of two years, \
officials in the chancellery announced.
"""

Check = Callable[[str], tuple[Ruling, ...]]


def make_check(
    tools: Tools, encoders: LazyEncoders, make_document: Callable[..., Document], sources: Sequence[Document]
) -> Check:
    """The rulings of the check on a draft against the sources."""
    readings = {source.id: read_document(source, encoders.syntax) for source in sources}
    evidence = GatheredEvidence(sources, readings, encoders.embedding)

    def run(text: str) -> tuple[Ruling, ...]:
        document = make_document(text)
        reading = read_document(document, encoders.syntax)
        sentences = tuple(Sentence(text=passage.text, beat=BeatRole.REACTION) for passage in reading.sentences)
        rulings = make(tools).check(Draft(id="draft", sentences=sentences, document=document, reading=reading), evidence)
        for ruling in rulings:
            start, end = ruling.part
            assert 0 <= start < end <= len(sentences[ruling.sentence].text)
        return rulings

    return run


@pytest.fixture(scope="module")
def check(tools: Tools, encoders: LazyEncoders, make_document: Callable[..., Document]) -> Check:
    """Rulings of the check on a draft against three reports."""
    documents = [
        make_document(GAZETTE, source="Fjord Gazette", title="Norland seeks naval pact"),
        make_document(HARBOUR, source="Quay Courier", title="Blaze on the north quay"),
        make_document(POST, source="Harbour Post", title="Treaty talks resume"),
    ]
    return make_check(tools, encoders, make_document, documents)


@pytest.mark.parametrize(
    "text",
    [
        "Norland wants to hold joint naval exercises with Sudland, Vane told Rudd, according to Norpress.",
        "Norpress said Norland wants to hold joint naval exercises with Sudland.",
        "Peter Vane said Norland wants to hold joint naval exercises with Sudland.",
        "Norland wants to hold joint naval exercises with Sudland.",
        "The report said Sudland is the only coastal state that has not signed the whaling treaty.",
        "Sudland is the only coastal state that has not signed the whaling treaty, the Fjord Gazette reported.",
        "Talks on the whaling treaty resumed in the capital on Monday, according to the Harbour Post.",
        "Sudland is the only coastal state that has not signed the whaling treaty.",
        "Mara Lindqvist denied that the navy had dumped fuel in the northern fjord.",
        "Lindqvist said the navy had not dumped fuel in the northern fjord.",
        "Weston accused the navy of poisoning the northern fishing grounds.",
        "Opposition lawmakers believe the exercises will double the price of coastal insurance.",
        "The exercises will allegedly double the price of coastal insurance.",
        "It rained.",
    ],
)
def test_true_attributions_pass(check: Check, text: str) -> None:
    assert check(text) == ()


def test_a_chain_cut_to_a_false_end_is_contradicted(check: Check) -> None:
    ruling = check("Rudd said Norland wants to hold joint naval exercises with Sudland.")[0]
    assert ruling.outcome is Outcome.CONTRADICTED
    assert "Peter Vane" in ruling.note and "Norpress" in ruling.note


def test_another_speaker_is_contradicted(check: Check) -> None:
    ruling = check("Weston denied that the navy had dumped fuel in the northern fjord.")[0]
    assert ruling.outcome is Outcome.CONTRADICTED and "Lindqvist" in ruling.note


def test_a_named_person_does_not_speak_for_a_crowd(check: Check) -> None:
    assert check("Mara Lindqvist believes the exercises will double the price of coastal insurance.")[0].outcome is (
        Outcome.CONTRADICTED
    )


def test_a_plain_fact_is_not_put_into_a_mouth(check: Check) -> None:
    ruling = check("Peter Vane said Sudland is the only coastal state that has not signed the whaling treaty.")
    assert [one.outcome for one in ruling] == [Outcome.NOT_FOUND]


def test_an_outlet_nobody_has_a_report_of_is_not_found(check: Check) -> None:
    ruling = check("Sudland is the only coastal state that has not signed the whaling treaty, Reuters reported.")[0]
    assert ruling.outcome is Outcome.NOT_FOUND and "Reuters" in ruling.note


def test_a_belief_told_as_fact_is_not_found(check: Check) -> None:
    ruling = check("The exercises will double the price of coastal insurance.")[0]
    assert ruling.outcome is Outcome.NOT_FOUND and "lawmakers" in ruling.note


def test_an_accusation_told_as_fact_is_not_found(check: Check) -> None:
    assert check("The navy is poisoning the northern fishing grounds.")[0].outcome is Outcome.NOT_FOUND


def test_a_denial_told_as_fact_is_contradicted(check: Check) -> None:
    assert check("The navy had dumped fuel in the northern fjord.")[0].outcome is Outcome.CONTRADICTED


def test_a_denial_turned_into_an_admission_is_contradicted(check: Check) -> None:
    ruling = check("Mara Lindqvist said the navy had dumped fuel in the northern fjord.")[0]
    assert ruling.outcome is Outcome.CONTRADICTED and "deny" in ruling.note


def test_a_statement_turned_into_a_denial_is_contradicted(check: Check) -> None:
    ruling = check("Vane denied that Norland wants to hold joint naval exercises with Sudland.")[0]
    assert ruling.outcome is Outcome.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The blaze broke out at ten past three, Ellwood said.", "Dennis Pike"),
        ("The union said the first engines arrived within nine minutes.", "Marta Ellwood"),
        ("The mayor said the first engines arrived within nine minutes.", "Marta Ellwood"),
        ("Peter Vane said the gate had been left open since Tuesday evening.", "a passenger"),
        ("Police said the gate had been left open since Tuesday evening.", "a passenger"),
    ],
)
def test_a_named_or_nameless_speaker_is_told_from_another(check: Check, text: str, owner: str) -> None:
    (ruling,) = check(text)
    assert ruling.outcome in (Outcome.CONTRADICTED, Outcome.NOT_FOUND) and owner in ruling.note


@pytest.mark.parametrize(
    "text",
    [
        "The fire chief said the first engines arrived within nine minutes.",
        "The Quay Courier reported that the gate had been left open since Tuesday evening.",
        "A traveller said the gate had been left open since Tuesday evening.",
        "Calder declined to comment on the insurance of the warehouse.",
        "Calder refused to discuss the insurance of the warehouse.",
        "The harbour company denied that sprinklers had been switched off.",
        "Ellwood blamed the batteries.",
        "Calder named the ferry season and the herring market.",
        "Detectives suspect that the tenant set fire to the paint store.",
        "Investigators heard from Pike that the blaze broke out at ten past three.",
    ],
)
def test_other_words_for_the_same_speaker_and_act_pass(check: Check, text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize(
    ("text", "outcome", "said"),
    [
        ("Calder denied that the warehouse had insurance.", Outcome.CONTRADICTED, "give no answer"),
        ("Calder confirmed the insurance of the warehouse.", Outcome.CONTRADICTED, "give no answer"),
        ("The harbour company admitted that sprinklers had been switched off.", Outcome.CONTRADICTED, "deny"),
        ("The harbour company declined to comment on the sprinklers.", Outcome.CONTRADICTED, "deny"),
        ("Calder blamed the batteries.", Outcome.NOT_FOUND, "Marta Ellwood"),
        ("The tenant set fire to the paint store.", Outcome.NOT_FOUND, "suspicion"),
    ],
)
def test_another_act_of_the_same_speaker_is_found(check: Check, text: str, outcome: Outcome, said: str) -> None:
    (ruling,) = check(text)
    assert ruling.outcome is outcome and said in ruling.note


def test_no_evidence_gives_no_ruling(
    tools: Tools, encoders: LazyEncoders, read: Callable[..., tuple[Document, Reading]]
) -> None:
    document, reading = read("Weston accused the navy of poisoning the northern fishing grounds.")
    draft = Draft(
        id="d",
        sentences=tuple(Sentence(text=passage.text, beat=BeatRole.LEDE) for passage in reading.sentences),
        document=document,
        reading=reading,
    )
    assert make(tools).check(draft, GatheredEvidence([], {}, encoders.embedding)) == ()


PAPERS = """Papers

Engineer Tove Ashby said on Monday an early look at her sea trials shows the new hull saves a fifth of the fuel.

Prime Minister Dora Keel on Tuesday denied a Fjord Gazette report that officials were discussing a plan to send frigates to the strait.

The transport agency is raising fees for dozens of pilot permits, including a steep rise for tankers and a first fee for yachts.

The Nordic Transport Agency said it would raise the fee for tankers by half and ask yachts for a first fee.

A sailor at the University of Harlow said the buoys had drifted apart.

Justice Edith Marsh spoke in Perth on Friday.

A top judge in Perth has said that salvage laws need to be rewritten soon.

Marlow Lines believes it must sell its tugs within five years or close the yard, a published report said.

The lawsuit alleged Corrin Foods committed thousands of mooring offences in Ostrand between May and July.

Corrin Foods has agreed to pay a sum to end the lawsuit over mooring offences in Ostrand.
"""


@pytest.fixture(scope="module")
def see(tools: Tools, encoders: LazyEncoders, make_document: Callable[..., Document]) -> Check:
    """Rulings of the check on a draft against ``PAPERS``."""
    return make_check(tools, encoders, make_document, [make_document(PAPERS, source="Strait Times", title="Papers")])


@pytest.mark.parametrize(
    "text",
    [
        "Tove Ashby says early analysis shows her new hull saves a fifth of the fuel.",
        "Dora Keel denies plan to send frigates to the strait.",
        "The Nordic Transport Agency said it would raise fees for dozens of pilot permits, including a rise for tankers and a first "
        "fee for yachts.",
        "Harlow University said the buoys had drifted apart.",
        "Justice Edith Marsh said salvage laws need to be rewritten.",
        "Corrin Foods agreed to pay a sum to end the lawsuit over mooring offences.",
        "Marlow Lines believes it must sell its tugs within five years or close the yard.",
    ],
)
def test_the_same_owner_in_other_words_passes(see: Check, text: str) -> None:
    assert see(text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dora Keel says early analysis shows the new hull saves a fifth of the fuel.", "Tove Ashby"),
        ("Dora Keel said officials were discussing a plan to send frigates to the strait.", "deny"),
        ("Lunde University said the buoys had drifted apart.", "none of the reports"),
        ("Marlow Lines must sell its tugs within five years or close the yard.", "Marlow Lines, through"),
        ("Corrin Foods committed thousands of mooring offences in Ostrand between May and July.", "lawsuit"),
    ],
)
def test_another_owner_or_none_is_still_found(see: Check, text: str, said: str) -> None:
    rulings = see(text)
    assert rulings and all(said in ruling.note for ruling in rulings)


LETTERS = """Letters

Coast officials in Lund, who have fined six boats, estimate the spill killed 300 seals.

Harbour wardens claim the new buoy is safe in fog.

Captain Tim Aske has left the rowing club's board. "I understand his decision to leave the board of the rowing club," said chairwoman Britt Holm.

Tankara is on course to launch its first electric tug in spring, company executives said on Monday.

Mayor Nils Quist said he expects the dredging bill to be ready on Friday.

A group of councillors is expected to introduce a dredging bill on Friday, according to two people close to the talks.

Botanist Lena Frisk of the University of Harlow studies kelp on the outer reefs of the county.

The reefs are cold and hard to reach in winter, and storms have kept the boats in harbour for much of the year.

Kelp has been cut there for a hundred years, and its price has doubled since the mills of the mainland began to buy.

Using small floats, the team lifted young kelp plants to warmer water.

Consul Vera Strand, once an adviser to the president, testified that the harbour ledger was a forgery.

Professor Ulla Dahl said the ice on Lake Orn was thinner than in any winter since the war.
"""


@pytest.fixture(scope="module")
def look(tools: Tools, encoders: LazyEncoders, make_document: Callable[..., Document]) -> Check:
    """Rulings of the check on a draft against ``LETTERS``."""
    source = make_document(LETTERS, source="Strait Times", title="Letters")
    evidence = GatheredEvidence([source], {source.id: read_document(source, encoders.syntax)}, encoders.embedding)

    def run(text: str) -> tuple[Ruling, ...]:
        document = make_document(text)
        reading = read_document(document, encoders.syntax)
        sentences = tuple(Sentence(text=passage.text, beat=BeatRole.REACTION) for passage in reading.sentences)
        return make(tools).check(Draft(id="draft", sentences=sentences, document=document, reading=reading), evidence)

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Lund estimate the spill killed 300 seals.",
        "Estimates put the seals that the spill killed at 300.",
        "Harbour wardens claim buoy safe in fog.",
        "Aske decides to leave rowing club board.",
        "Tankara says it is on course to launch its first electric tug in spring.",
        "Nils Quist said he expects the dredging bill to be introduced on Friday.",
        "Harlow University says the floats lifted young kelp plants to warmer water.",
        "A customs witness said the harbour ledger was a forgery.",
        "Scientists said the ice on Lake Orn was thinner than in any winter since the war.",
    ],
)
def test_an_owner_told_as_headlines_tell_him_passes(look: Check, text: str) -> None:
    assert look(text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The spill killed 300 seals.", "judgement"),
        ("The new buoy is safe in fog.", "judgement"),
        ("Britt Holm claims the new buoy is safe in fog.", "Harbour wardens"),
        ("Aske said the ice on Lake Orn was thinner than in any winter since the war.", "Ulla Dahl"),
        ("Britt Holm says Tankara is on course to launch its first electric tug in spring.", "company executives"),
        ("Britt Holm said a group is expected to introduce a dredging bill on Friday.", "two people close to the talks"),
        ("The union said the harbour ledger was a forgery.", "Vera Strand"),
        ("Fishermen said the ice on Lake Orn was thinner than in any winter since the war.", "Ulla Dahl"),
    ],
)
def test_an_owner_changed_or_dropped_is_still_found(look: Check, text: str, said: str) -> None:
    rulings = look(text)
    assert rulings and all(said in ruling.note for ruling in rulings)


OCCASIONS = """Talks on the strait

Foreign Minister Dora Keel told the Harbour Post that she had not received any proof.

The Strait Alliance said last year that Norland had challenged its interests and its values.

Norland's state media have called the Strait Alliance a menace to calm and stability.

Shipping Minister Olaf Rudd dismissed Sudland's concerns about the tugs and welcomed the loans from Norland.

Sudland officials believe the tugs will give Norland the ability to listen in on the Strait Alliance.

Analysts expect Marlow Lines to sell its tugs within five years.

Tove Ashby, who met Rudd last week, said on Monday that the new hull saves a fifth of the fuel.

A letter from the yard said Corrin Foods offered to store the nets through the winter.
"""


@pytest.fixture(scope="module")
def hear(tools: Tools, encoders: LazyEncoders, make_document: Callable[..., Document]) -> Check:
    """Rulings of the check on a draft against ``OCCASIONS``."""
    return make_check(
        tools, encoders, make_document, [make_document(OCCASIONS, source="Strait Times", title="Talks on the strait")]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Keel told the Harbour Post she had not received any proof.",
        "The Strait Alliance said Norland had challenged its interests and its values.",
        "The Strait Alliance said last year that Norland had challenged its interests and its values.",
        "State media in Norland have called the Strait Alliance a menace to calm and stability.",
        "Rudd rejected Sudland's concerns about the tugs.",
        "Officials believe the tugs will give Norland the ability to listen in on the Strait Alliance.",
        "Ashby said on Monday that the new hull saves a fifth of the fuel.",
        "Corrin Foods offered to store the nets through the winter in a letter.",
    ],
)
def test_a_kept_occasion_passes(hear: Check, text: str) -> None:
    assert hear(text) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Keel told Rudd that she had not received any proof.", "said to Harbour Post"),
        ("Rudd told the Harbour Post that he had not received any proof.", "Dora Keel say this"),
        (
            "The Strait Alliance said last week that Norland had challenged its interests and its values.",
            "last year, not last week",
        ),
        ("Ashby said on Thursday that the new hull saves a fifth of the fuel.", "on Monday, not on Thursday"),
        (
            "Norland's state media said Norland had challenged the alliance's interests and its values.",
            "Strait Alliance say this",
        ),
        ("The Strait Alliance said the tugs will give Norland the ability to listen in on it.", "Sudland officials say this"),
        ("Marlow Lines said it would sell its tugs within five years.", "analysts say this"),
        ("Rudd acknowledged Sudland's concerns about the tugs.", "reject it"),
        ("Rudd opposed the loans from Norland.", "welcome it"),
    ],
)
def test_a_moved_occasion_or_stance_is_contradicted(hear: Check, text: str, said: str) -> None:
    rulings = hear(text)
    assert rulings and rulings[0].outcome is Outcome.CONTRADICTED and said.lower() in rulings[0].note.lower()
