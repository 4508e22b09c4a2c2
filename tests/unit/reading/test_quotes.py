"""Reading quotations and reported speech: who is made to say what, by which words, through whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.model import Document, Quote, Reading
from groundwire.reading.quotes import straighten

Read = Callable[..., tuple[Document, Reading]]


def shown(document: Document, reading: Reading, *, direct: bool) -> list[tuple[str, str, str]]:
    """Content, speaker and cue of each quote, as words."""
    return [
        (
            document.quote(quote.content),
            document.quote(quote.speaker) if quote.speaker else "",
            document.quote(quote.cue) if quote.cue else "",
        )
        for quote in reading.quotes
        if quote.is_direct is direct
    ]


def only(document: Document, reading: Reading, words: str) -> Quote:
    """The quote whose content begins with ``words``."""
    found = [quote for quote in reading.quotes if document.quote(quote.content).startswith(words)]
    assert found, shown(document, reading, direct=True) + shown(document, reading, direct=False)
    return found[-1]


# --- quotation marks --------------------------------------------------------------------------------------------------


def test_straighten_never_changes_the_length() -> None:
    text = "“Aye” ‘no’ – it’s 5\u00a0km … ‹x› «y» − z\n"
    assert len(straighten(text)) == len(text)
    assert straighten(text) == "\"Aye\" 'no' - it's 5 km … 'x' \"y\" - z "


@pytest.mark.parametrize(
    "text",
    [
        "“The crane fell first,” Mara Lindqvist said.",
        '"The crane fell first," Mara Lindqvist said.',
        "«The crane fell first,» Mara Lindqvist said.",
        "‘The crane fell first,’ Mara Lindqvist said.",
        "'The crane fell first,' Mara Lindqvist said.",
        "`` The crane fell first, '' Mara Lindqvist said .",
        "“The crane fell first,” said Mara Lindqvist.",
        "Mara Lindqvist said: “The crane fell first,” and left.",
    ],
)
def test_quotes_are_found_in_every_kind_of_marks(read: Read, text: str) -> None:
    document, reading = read(text)
    assert [row[:2] for row in shown(document, reading, direct=True)] == [("The crane fell first,", "Mara Lindqvist")]


def test_an_apostrophe_is_no_quotation_mark(read: Read) -> None:
    document, reading = read(
        "The dockers' hall wasn't open in the '90s, and the harbour's gates didn't close. Rock 'n' roll played."
    )
    assert shown(document, reading, direct=True) == []


def test_a_plural_possessive_does_not_close_a_single_quotation(read: Read) -> None:
    document, reading = read("Lindqvist called it ‘the dockers’ own fault’ on Friday.")
    assert shown(document, reading, direct=True) == [("the dockers’ own fault", "Lindqvist", "called")]


def test_inches_open_no_quotation(read: Read) -> None:
    document, reading = read('The pipe was 6" wide. Nobody had measured the other pipe.\n\nIt leaked.')
    assert shown(document, reading, direct=True) == []


def test_an_unclosed_quotation_ends_with_its_paragraph(read: Read) -> None:
    document, reading = read(
        "“The gate was open, Mara Lindqvist said.\n\nThe port lies north of the town.\n\nShips wait outside."
    )
    assert all(quote.content.end <= document.text.index("\n") for quote in reading.quotes)


def test_a_quotation_over_paragraphs_keeps_its_speaker(read: Read) -> None:
    document, reading = read(
        "“We saw smoke at four,” Mara Lindqvist said. “We called the brigade.\n\n“Then the roof came down.\n\n“We ran.”"
        "\n\nThe brigade came late."
    )
    assert [quote.speaker_key for quote in reading.quotes if quote.is_direct] == ["mara lindqvist"] * 4


def test_a_quotation_carries_on_after_its_speaker_is_named(read: Read) -> None:
    document, reading = read("“It burned all night,” Mara Lindqvist said. “Nothing is left of the shed.”")
    assert only(document, reading, "Nothing is left").speaker_key == "mara lindqvist"
    assert only(document, reading, "Nothing is left").cue is None


def test_a_nested_quotation_is_its_own_quote(read: Read) -> None:
    document, reading = read("“He told me ‘leave now’ and I left,” Mara Lindqvist said.")
    contents = [row[0] for row in shown(document, reading, direct=True)]
    assert contents == ["He told me ‘leave now’ and I left,", "leave now"]


def test_a_title_has_no_speaker(read: Read) -> None:
    document, reading = read("The film “Low Water” opens on Friday. Crowds are expected.")
    assert only(document, reading, "Low Water").speaker is None


def test_a_partial_quotation_takes_the_speaker_it_stands_with(read: Read) -> None:
    document, reading = read("Mayor Peter Vane called the fire a “grave” blow to the port.")
    quote = only(document, reading, "grave")
    assert quote.speaker and document.quote(quote.speaker) == "Mayor Peter Vane"


def test_the_agent_of_a_passive_speaks(read: Read) -> None:
    document, reading = read("The plan was described as “a shambles” by Peter Vane.")
    assert only(document, reading, "a shambles").speaker_key == "peter vane"


# --- reported speech --------------------------------------------------------------------------------------------------


def test_reported_speech_gives_speaker_cue_and_clause(read: Read) -> None:
    document, reading = read("Harbour master Mara Lindqvist said that the port would open on Friday.")
    assert shown(document, reading, direct=False) == [
        ("the port would open on Friday", "Harbour master Mara Lindqvist", "said")
    ]


def test_a_chain_is_kept_nearest_link_first(read: Read) -> None:
    document, reading = read(
        "Norland wants calm at sea and will send no ships, Defence Minister Peter Vane told Parliament last week, "
        "the state news agency Norpress said."
    )
    quote = next(q for q in reading.quotes if q.cue and document.quote(q.cue) == "told")
    assert quote.speaker and document.quote(quote.speaker) == "Defence Minister Peter Vane"
    assert document.quote(quote.content) == "Norland wants calm at sea and will send no ships"
    assert [document.quote(link) for link in quote.via] == ["the state news agency Norpress"]


def test_according_to_carries_what_is_said(read: Read) -> None:
    document, reading = read("Mara Lindqvist said the port would open on Friday, according to the Harbour Post.")
    quote = only(document, reading, "the port would open")
    assert [document.quote(link) for link in quote.via] == ["the Harbour Post"]


@pytest.mark.parametrize(
    "text",
    [
        "According to Peter Vane, the port lost nine cranes.",
        "The port lost nine cranes, according to Peter Vane.",
        "The port lost nine cranes, Peter Vane said.",
        "The port lost nine cranes, said Peter Vane.",
        "Peter Vane believes the port lost nine cranes.",
        "Peter Vane: the port lost nine cranes.",
    ],
)
def test_the_statement_is_the_same_however_it_is_attributed(read: Read, text: str) -> None:
    document, reading = read(text)
    quote = reading.quotes[0]
    assert document.quote(quote.content).lower() == "the port lost nine cranes"
    assert quote.speaker and document.quote(quote.speaker) == "Peter Vane"


def test_hopes_count_as_an_attribution(read: Read) -> None:
    document, reading = read("Norland hopes to deepen ties with its neighbours.")
    assert shown(document, reading, direct=False) == [("to deepen ties with its neighbours", "Norland", "hopes")]


def test_a_citing_report_passes_on_what_another_says(read: Read) -> None:
    document, reading = read("The talks were held in secret, reported Harbour Post citing the official Norpress news agency.")
    quote = only(document, reading, "The talks were held")
    assert quote.speaker and "Norpress" in document.quote(quote.speaker)


def test_a_warning_with_an_owner_is_an_attribution(read: Read) -> None:
    document, reading = read("The mayor ignored the European Commission warnings that the pier poses a risk.")
    quote = only(document, reading, "the pier poses")
    assert quote.speaker and document.quote(quote.speaker) == "the European Commission"


def test_a_pronoun_is_resolved_to_who_spoke_before(read: Read) -> None:
    document, reading = read("Mara Lindqvist met reporters on Friday. She said the port would open soon.")
    quote = only(document, reading, "the port would open")
    assert quote.speaker and document.quote(quote.speaker) == "She"
    assert quote.speaker_key == "mara lindqvist"


def test_an_unsure_pronoun_has_no_key(read: Read) -> None:
    document, reading = read("Peter Vane and Tom Weston arrived on Monday. He said the port would open soon.")
    quote = only(document, reading, "the port would open")
    assert quote.speaker_key == "" and quote.confidence < 0.5


def test_what_is_expected_by_nobody_has_no_speaker(read: Read) -> None:
    document, reading = read("The port is expected to open on Friday.")
    assert only(document, reading, "to open").speaker is None


def test_declining_to_comment_is_no_statement(read: Read) -> None:
    document, reading = read("Peter Vane declined to say whether the port would open.")
    assert all(quote.cue is None or document.quote(quote.cue) != "say" for quote in reading.quotes)


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        (
            "Anna Marlow blasts Peter Hask, says ex-mayor doesn't have the nerve to run.",
            "Anna Marlow",
            "ex-mayor doesn't have the nerve to run",
        ),
        ("Union attacks minister, says pay offer is too low.", "Union", "pay offer is too low"),
        ("The pier will close in May, says Peter Hask.", "Peter Hask", "The pier will close in May"),
        ("Peter Hask, the mayor, says the pier will close.", "Peter Hask, the mayor", "the pier will close"),
    ],
)
def test_a_headline_of_two_verbs_has_one_speaker(read: Read, headline: str, speaker: str, content: str) -> None:
    assert (content, speaker, "says") in shown(*read(headline), direct=False)


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("Pilots at the harbour estimate the fog cost 40 jobs.", "Pilots at the harbour", "estimate", "the fog cost 40 jobs"),
        ("Police fear boy drowned in the lake.", "Police", "fear", "boy drowned in the lake"),
        ("Court hears pilot stole charts.", "Court", "hears", "pilot stole charts"),
        ("Norvik claims filter 80% effective against salt water.", "Norvik", "claims", "filter 80% effective"),
    ],
)
def test_a_cue_that_looks_like_something_else_hands_its_clause_over(
    read: Read, text: str, speaker: str, cue: str, content: str
) -> None:
    document, reading = read(text)
    ((said, who, word),) = shown(document, reading, direct=False)
    assert (who, word) == (speaker, cue) and said.startswith(content)


@pytest.mark.parametrize("text", ["The fear boy band sang in the hall.", "The estimate of the flood cost was wrong."])
def test_a_noun_that_could_be_a_cue_hands_nothing_over(read: Read, text: str) -> None:
    assert shown(*read(text), direct=False) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Hask announced a merger - described by one dock union as a “bonfire of the desks”.", "bonfire", "one dock union"),
        ("Anna Marlow accused him of “neglect of the quay,” the Tolvik Gazette reported.", "neglect", "Anna Marlow"),
        ("Fees will rise “a good deal,” the Tolvik Gazette reported.", "a good deal", "the Tolvik Gazette"),
    ],
)
def test_words_in_marks_belong_to_the_agent_or_to_whoever_a_report_tells_of(
    read: Read, text: str, words: str, speaker: str
) -> None:
    document, reading = read(text)
    quote = only(document, reading, words)
    assert quote.speaker is not None and document.quote(quote.speaker) == speaker


def test_he_who_goes_on_is_who_spoke_before(read: Read) -> None:
    document, reading = read(
        "“The pier is safe,” engineer Piet Rask told the council.\n\n“We looked at every beam,” he added. “Nothing was cracked.”"
    )
    keys = [quote.speaker_key for quote in reading.quotes if quote.is_direct]
    assert keys == ["piet rask"] * 3


def test_he_after_a_nameless_speaker_is_nobody_named(read: Read) -> None:
    document, reading = read(
        "“The pier is safe,” engineer Piet Rask told the council.\n\nA diver said the pier was cracked.\n\n“I saw it,” he said."
    )
    assert only(document, reading, "I saw it").speaker_key == ""


def test_the_next_quotations_own_i_is_no_speaker(read: Read) -> None:
    document, reading = read('Rask told the council: "We looked at every beam.\n\n"I think we will open on Friday."')
    assert "I" not in {document.quote(quote.speaker) for quote in reading.quotes if quote.speaker}


def test_what_a_second_verb_carries_gives_no_speaker_to_the_quotation_before_it(read: Read) -> None:
    document, reading = read("Mayor Anna Holt declared the pier “as good as new” and said the council would reopen it.")
    assert only(document, reading, "as good as new").speaker_key == "anna holt"


@pytest.mark.parametrize("dash", ["―", "—", "--"])
def test_a_signature_under_a_quotation_names_its_speaker(read: Read, dash: str) -> None:
    document, reading = read(f"“The pier is the heart of this town.” {dash} Olga Marsh, Tolvik")
    quote = only(document, reading, "The pier")
    assert quote.speaker is not None and document.quote(quote.speaker) == "Olga Marsh"


def test_a_dash_that_goes_on_is_no_signature(read: Read) -> None:
    document, reading = read("“The pier is safe” — Tolvik is proud of it, Anna Holt said.")
    quote = only(document, reading, "The pier")
    assert quote.speaker is None or document.quote(quote.speaker) != "Tolvik"


def test_a_credit_line_is_no_statement(read: Read) -> None:
    assert read("Source: Nordwire.")[1].quotes == ()


def test_a_deputy_is_not_the_minister(read: Read) -> None:
    document, reading = read(
        "Deputy Prime Minister Erik Voll opened the pier on Monday.\n\n“It will last a century,” the prime minister said."
    )
    assert only(document, reading, "It will last").speaker_key == ""
