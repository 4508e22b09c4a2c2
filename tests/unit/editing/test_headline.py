"""A headline says no more than the text: negations, modals and owners stay, plans stay plans."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.copyedit import Copy
from groundwire.editing.headline import make_headline, present

LIMIT = 90


@pytest.fixture(scope="module")
def headline(read: Callable[..., object]) -> Callable[..., str | None]:
    def run(text: str, limit: int = LIMIT) -> str | None:
        _, reading = read(text + " More will follow tomorrow at the town hall.")  # type: ignore[misc]
        made: Copy | None = make_headline(reading.sentences[0], reading, limit)
        assert made is None or made.evidence[0] == reading.sentences[0].span
        return None if made is None else made.text

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were arrested over the bridge fire on Tuesday, the police said.", "Two men arrested over bridge fire"),
        (
            "A court acquitted former mayor Lena Orsk of bribery on Wednesday.",
            "Court acquits former mayor Lena Orsk of bribery",
        ),
        (
            "Talks between Ostrava and Delmark have collapsed, officials said on Friday.",
            "Talks between Ostrava and Delmark collapse",
        ),
        ("The mayor and her deputy resigned on Monday after an audit.", "Mayor and her deputy resign after audit"),
        ("The army said it had shot down eleven drones overnight.", "Army says it has shot down eleven drones"),
    ],
)
def test_headline_is_in_the_present_tense_without_articles(
    headline: Callable[..., str | None], text: str, expected: str
) -> None:
    assert headline(text) == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The council did not approve the harbour plan on Monday.", "did not approve"),
        ("The minister was not arrested on Tuesday, the prosecutor's office said.", "not arrested"),
        ("The police have not found any evidence of arson at the depot, the fire service said.", "not found"),
        ("The company may close its Velden plant next year, the ministry said.", "may close"),
        (
            "The government would only raise the tax if wages rise, the finance ministry said on Monday.",
            "would only raise tax if",
        ),
        ("Neither the mayor nor the council approved the plan on Monday.", "Neither mayor nor council"),
        ("The council is expected to approve the plan on Monday.", "expected to approve"),
        ("The company was to open the plant in Velden.", "was to open"),
        ("The ministry denied that the dam was unsafe, a spokesman said.", "denied that dam was unsafe"),
        ("Few residents returned to the village on Monday, police said.", "Few residents"),
        ("The talks failed to produce an agreement on fishing on Monday, officials said.", "fail to produce"),
        ("No one was hurt when the crane fell onto the quay, the port authority said.", "No one hurt"),
    ],
)
def test_headline_keeps_what_limits_the_claim(headline: Callable[..., str | None], text: str, kept: str) -> None:
    made = headline(text)
    assert made is not None and kept in made


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Rebels said they had captured the town of Velden on Monday.", "Rebels say"),
        ("The union said that its members would strike on Monday.", "Union says"),
        ("The water is safe, mine owner Otto Lund said on Monday.", "Lund"),
        ("Prosecutors accused former mayor Lena Orsk of taking bribes on Monday.", "Prosecutors accuse"),
        ("The prime minister said she would resign if parliament rejected the budget on Monday.", "Prime minister says"),
    ],
)
def test_headline_keeps_the_owner_of_what_is_no_plain_fact(headline: Callable[..., str | None], text: str, owner: str) -> None:
    made = headline(text)
    assert made is not None and owner in made


def test_second_verb_with_its_own_subject_agrees_with_that_subject(headline: Callable[..., str | None]) -> None:
    made = headline("Rebels said they had captured the town of Velden on Monday, but the army denied it.")
    assert made is not None and "army denies" in made


def test_too_long_a_sentence_has_no_headline_rather_than_a_torn_one(headline: Callable[..., str | None]) -> None:
    text = (
        "Parliament passed a law that allows the police to search homes without a warrant if a judge agrees within a day, in a vote "
        "that the opposition boycotted, the speaker said."
    )
    made = headline(text)
    assert made is None or (len(made) <= LIMIT and "if judge agrees" in made)
    assert headline("The mill burned on Monday.", 5) is None


def test_what_has_no_verb_makes_no_headline(headline: Callable[..., str | None]) -> None:
    assert headline("A bad day for Velden.") is None


@pytest.mark.parametrize(
    ("lemma", "plural", "expected"),
    [
        ("offer", False, "offers"),
        ("go", False, "goes"),
        ("try", False, "tries"),
        ("buy", False, "buys"),
        ("pass", False, "passes"),
        ("reach", False, "reaches"),
        ("have", False, "has"),
        ("be", False, "is"),
        ("be", True, "are"),
        ("try", True, "try"),
    ],
)
def test_present_tense_of_a_verb(lemma: str, plural: bool, expected: str) -> None:
    assert present(lemma, plural) == expected


def test_headline_ends_on_no_preposition_that_lost_its_time(headline: Callable[..., str | None]) -> None:
    made = headline("The government of Delmark repeated its growth target for 2005 on Monday.")
    assert made is not None and not made.endswith((" for", " of", " in", " on"))
