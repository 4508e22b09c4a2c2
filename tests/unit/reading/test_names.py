"""Names read and merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.growing import seconds_of

from groundwire.model import Document, Mention, MentionForm, Name, NameKind, Reading, Span
from groundwire.reading.names import find_names, fold, is_form_of, same_name

Read = Callable[..., tuple[Document, Reading]]

REPORT = """Fire shuts Port Ellery dock

A fire at the eastern dock of Port Ellery was put out on Monday, the Harbour Safety Authority (HSA) said.

Interior Minister Tomas Velidar met Maria Lund, the harbour master, in Oslo. Velidar said he was satisfied.

"We closed the dock," Lund told the Ellery Courier. The HSA wants Norwegian inspectors. The harbour master declined to
say more."""


def names_of(read: Read, text: str, **fields: Any) -> tuple[Document, dict[str, Name]]:
    document, reading = read(text, **fields)
    return document, {name.key: name for name in reading.names}


def texts(document: Document, name: Name, form: MentionForm | None = None) -> list[str]:
    return [document.quote(mention.span) for mention in name.mentions if form in (None, mention.form)]


@pytest.fixture(scope="module")
def report(read: Read) -> tuple[Document, dict[str, Name]]:
    return names_of(read, REPORT, title="Fire shuts Port Ellery dock")


def test_names_merge_a_surname_with_the_full_name(report: tuple[Document, dict[str, Name]]) -> None:
    document, names = report
    velidar = names["tomas velidar"]
    assert velidar.kind is NameKind.PERSON
    assert velidar.text == "Tomas Velidar"
    assert texts(document, velidar, MentionForm.FULL) == ["Tomas Velidar"]
    assert texts(document, velidar, MentionForm.SHORT) == ["Velidar"]
    assert texts(document, velidar, MentionForm.PRONOUN) == ["he"]


def test_names_merge_a_body_with_its_abbreviation_in_brackets(report: tuple[Document, dict[str, Name]]) -> None:
    document, names = report
    authority = names["harbour safety authority"]
    assert authority.kind is NameKind.ORGANISATION
    assert texts(document, authority) == ["Harbour Safety Authority", "HSA", "HSA"]
    assert "hsa" not in names


def test_names_fold_adjectives_into_places(report: tuple[Document, dict[str, Name]]) -> None:
    document, names = report
    assert names["norway"].text == "Norway"
    assert texts(document, names["norway"], MentionForm.ADJECTIVE) == ["Norwegian"]


def test_names_keep_the_introduction_before_the_name(report: tuple[Document, dict[str, Name]]) -> None:
    document, names = report
    velidar = names["tomas velidar"]
    assert velidar.office == "Interior Minister"
    assert velidar.introduction is not None
    assert document.quote(velidar.introduction) == "Interior Minister Tomas Velidar"


def test_names_keep_the_introduction_after_the_name(report: tuple[Document, dict[str, Name]]) -> None:
    document, names = report
    lund = names["maria lund"]
    assert lund.office == "harbour master"
    assert lund.introduction is not None
    assert document.quote(lund.introduction) == "Maria Lund, the harbour master"


def test_names_merge_an_office_where_one_person_holds_it(report: tuple[Document, dict[str, Name]]) -> None:
    document, names = report
    offices = [mention for mention in names["maria lund"].mentions if mention.form is MentionForm.OFFICE]
    assert [document.quote(mention.span) for mention in offices] == ["The harbour master"]
    assert all(mention.confidence >= 0.7 for mention in offices)


def test_names_leave_an_office_that_two_people_hold(read: Read) -> None:
    text = "Energy Minister Ada Brenn met Finance Minister Luc Orsay. The minister said the plan was sound."
    _, names = names_of(read, text)
    assert not [m for name in names.values() for m in name.mentions if m.form is MentionForm.OFFICE]


def test_names_resolve_no_pronoun_between_two_people(read: Read) -> None:
    _, names = names_of(read, "There was a row between Ada Brenn and Kira Novasse. She left early.")
    assert not [m for name in names.values() for m in name.mentions if m.form is MentionForm.PRONOUN]


def test_names_use_the_form_of_address_for_pronouns(read: Read) -> None:
    document, names = names_of(read, "Mr Orsay met Mrs Brenn in Geneva. She refused his offer.")
    brenn = next(name for name in names.values() if "brenn" in name.key)
    orsay = next(name for name in names.values() if "orsay" in name.key)
    assert texts(document, brenn, MentionForm.PRONOUN) == ["She"]
    assert texts(document, orsay, MentionForm.PRONOUN) == ["his"]


def test_names_leave_pronouns_in_quotations_alone(read: Read) -> None:
    document, names = names_of(read, "Ada Brenn praised the crew. “She saved us all,” one sailor said.")
    assert texts(document, names["ada brenn"], MentionForm.PRONOUN) == []


def test_names_keep_a_surname_of_two_people_apart(read: Read) -> None:
    _, names = names_of(read, "Ada Brenn and Paul Brenn own the yard. Brenn declined to comment.")
    assert {"ada brenn", "paul brenn"} <= set(names)
    assert len(names["ada brenn"].mentions) == len(names["paul brenn"].mentions) == 1


def test_names_strip_possessives_articles_and_offices(read: Read) -> None:
    document, names = names_of(
        read, "The Harbour Bank’s chairman Otto Reval praised President Ada Brenn’s plan for the European Union."
    )
    written = {document.quote(m.span) for name in names.values() for m in name.mentions}
    assert {"Harbour Bank", "Otto Reval", "Ada Brenn", "European Union"} <= written
    assert not any(text.endswith(("’s", "'s")) or text.casefold().startswith("the ") for text in written)


def test_names_know_common_abbreviations(read: Read) -> None:
    document, names = names_of(read, "The European Union met in Riga. The EU agreed with NATO and the U.N. on grain.")
    assert texts(document, names["european union"]) == ["European Union", "EU"]
    assert "north atlantic treaty organization" in names
    assert "united nations" in names


def test_names_take_nothing_for_a_name_because_of_a_title_case_headline(read: Read) -> None:
    headline = "Harbour Fire Closes Dock As Lund Calls For Calm"
    text = f"{headline}\n\nA fire closed the dock. Maria Lund called for calm on Tuesday."
    document, names = names_of(read, text, title=headline)
    assert set(names) == {"maria lund"}
    assert texts(document, names["maria lund"]) == ["Lund", "Maria Lund"]


def test_names_are_no_weekdays_months_or_technologies(read: Read) -> None:
    _, names = names_of(read, "On Monday in March the AI firm said GDP figures were shown on TV. I agree, he said.")
    assert not names


def test_names_find_nationality_before_an_office(read: Read) -> None:
    document, names = names_of(
        read, "The talks were led by Hungarian foreign minister Peter Farkasvar and Swedish envoy Nils Ekbo."
    )
    assert names["peter farkasvar"].office == "Hungarian foreign minister"
    assert names["hungary"].kind is NameKind.PLACE
    assert document.quote(names["nils ekbo"].introduction or document.span(0, 0)) == "Swedish envoy Nils Ekbo"


def test_names_take_in_an_office_with_of(read: Read) -> None:
    _, names = names_of(read, "Officials said Secretary of State Carla Minton had arrived in Lisbon for the talks.")
    assert names["carla minton"].office == "Secretary of State"


def test_names_do_not_take_a_surname_that_is_an_office_apart(read: Read) -> None:
    _, names = names_of(read, "The speech by Martin Aldous King Jr. was praised by the crowd in Belfast.")
    assert any("aldous king" in key for key in names)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The  Orbán", "orban"),
        ("U.S.", "us"),
        ("Mr. Łukasz Żak", "lukasz zak"),
        ("Lund’s", "lund"),
        ("", ""),
        ("Straße", "strasse"),
    ],
)
def test_fold_gives_one_key(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(
    ("short", "long", "kind", "answer"),
    [
        ("orban", "viktor orban", NameKind.PERSON, True),
        ("jeff perrin", "jeffrey perrin", NameKind.PERSON, True),
        ("bill perrin", "william perrin", NameKind.PERSON, True),
        ("george w perrin", "george perrin", NameKind.PERSON, True),
        ("jane perrin", "george perrin", NameKind.PERSON, False),
        ("huawei", "huawei technologies", NameKind.ORGANISATION, True),
        ("hsa", "harbour safety authority", NameKind.ORGANISATION, True),
        ("time warner", "timewarner", NameKind.ORGANISATION, True),
        ("korea bank", "korea trade bank", NameKind.ORGANISATION, False),
        ("china", "china daily", NameKind.PLACE, False),
    ],
)
def test_is_form_of_knows_short_forms(short: str, long: str, kind: NameKind, answer: bool) -> None:
    assert (is_form_of(short, long, kind) or is_form_of(long, short, kind)) is answer


def _name(key: str, kind: NameKind) -> Name:
    mention = Mention(span=Span(document_id="d", start=0, end=1), form=MentionForm.FULL)
    return Name(key=key, text=key, kind=kind, mentions=(mention,))


def test_same_name_matches_across_reports() -> None:
    full, surname = _name("maria lund", NameKind.PERSON), _name("lund", NameKind.ORGANISATION)
    assert same_name(full, surname)
    assert same_name(surname, full)
    assert not same_name(full, _name("erik lund", NameKind.PERSON))


def test_same_name_keeps_a_country_and_a_person_apart() -> None:
    assert not same_name(_name("jordan", NameKind.PLACE), _name("jordan hale", NameKind.PERSON))


def test_find_names_gives_nothing_for_nothing(make_document: Callable[..., Document]) -> None:
    assert find_names(make_document(""), ()) == ()


def test_find_names_is_linear_in_the_length_of_a_sentence(read: Read) -> None:
    def seconds(copies: int) -> float:
        document, reading = read("He told Ada Brenn of Kiel and the minister of it " * copies)
        return seconds_of(lambda: find_names(document, reading.sentences))

    assert seconds(800) < 24 * seconds(100)


def test_an_adjective_that_opens_a_headline_is_no_part_of_a_name(read: Read) -> None:
    _, names = names_of(read, "Top Brandt aide leaves the harbour board.")
    assert "brandt" in names
    _, names = names_of(read, "Max Brandt leaves the harbour board.")
    assert "max brandt" in names


def test_a_party_by_its_nickname_is_the_party(read: Read) -> None:
    _, names = names_of(read, "The GOP lost a seat. Republicans blamed the rain.")
    assert [name.kind for key, name in names.items() if key == "republican"] == [NameKind.GROUP]
    assert "gop" not in names


def test_initials_may_leave_out_what_a_company_is_by_law() -> None:
    assert is_form_of("pw", "polder wharf and co")
    assert not is_form_of("pw", "polder bridge and co")
