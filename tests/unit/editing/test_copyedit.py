"""Copy-editing cuts and mends; it never rewords, never touches a quotation and never makes a sentence say more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.copyedit import (
    Copy,
    Edit,
    append,
    apply_edits,
    attribution_spans,
    finish,
    leans,
    opening_cuts,
    quoted_ranges,
    softened_determiners,
    without_wire_marks,
)
from groundwire.editing.shortening import dispensable
from groundwire.model import Passage, Reading, Span

Opened = tuple[Passage, Reading]


@pytest.fixture(scope="module")
def open_passage(read: Callable[..., object]) -> Callable[[str], Opened]:
    def run(text: str) -> Opened:
        _, reading = read(text + " The council will meet again.")  # type: ignore[misc]
        return reading.sentences[0], reading

    return run


def cut_texts(opened: Opened) -> list[str]:
    """The sentence after each cut that is offered."""
    passage, reading = opened
    kept = attribution_spans(passage, reading)
    cuts = dispensable(passage, kept)
    return [apply_edits(passage, [Edit(*cut)]).text for cut in cuts]


@pytest.mark.parametrize(
    "text",
    [
        "The company will open the plant in May, provided that the council approves, the minister said.",
        "The company will open the plant in May, if the council approves the plan, according to the ministry.",
        "The ferry will sail on Monday, unless the storm returns, the operator said.",
        "Residents may return to their homes, except those in the north quarter, the police said on Monday.",
        "The minister said the tax, only for firms with more than 500 workers, would rise next year.",
        "Nobody was hurt in the fire, apart from a fireman who broke an arm, the brigade said on Monday.",
        "The vote was fair, with the exception of two districts, the observers said.",
        "The truce holds as long as both sides keep their guns silent, the envoy said.",
        "The plant may restart once inspectors have given their consent, the ministry said.",
        "The bridge would reopen when engineers have tested it, the council said.",
        "Delmark will join the pact after its parliament has voted, the minister said.",
    ],
)
def test_conditions_and_exceptions_are_never_cut(open_passage: Callable[[str], Opened], text: str) -> None:
    assert cut_texts(open_passage(text)) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The mayor resigned, allegedly after taking bribes, the Delmark Post reported on Monday.", "allegedly"),
        ("The plan would, as critics see it, cost 3 million euros, the council said.", "as critics see it"),
        ("The mayor, who denies the charge, was accused of taking bribes, the court said.", "denies the charge"),
        ("The firm paid no tax in Delmark, although it paid 4 million euros in Ostrava, the office said.", "although"),
        ("Four people drowned, according to early reports, which could not be verified.", "not be verified"),
        ("The drug, which has not been approved in Delmark, cured nine patients, the maker said.", "not been approved"),
        ("The general, according to two people who were there, ordered the retreat.", "according to two people"),
    ],
)
def test_doubt_denial_and_attribution_are_never_cut(open_passage: Callable[[str], Opened], text: str, kept: str) -> None:
    assert all(kept in shortened for shortened in cut_texts(open_passage(text)))


def test_a_sentence_that_the_parser_misread_is_not_cut(open_passage: Callable[[str], Opened]) -> None:
    text = "The bridge, closed since October after a barge hit it, reopened on Monday, the council said."
    assert all("reopened" in shortened for shortened in cut_texts(open_passage(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The fire, which began in a kiln, destroyed the mill on Monday, the council said.",
            "The fire destroyed the mill on Monday, the council said.",
        ),
        (
            "The troops withdrew from the town, without firing a shot, the army said.",
            "The troops withdrew from the town, the army said.",
        ),
        (
            "The minister left while the vote was being counted, aides said.",
            "The minister left, aides said.",
        ),
    ],
)
def test_a_cut_leaves_the_commas_that_the_rest_needs(open_passage: Callable[[str], Opened], text: str, expected: str) -> None:
    assert expected in cut_texts(open_passage(text))


def test_a_cut_before_the_full_stop_of_an_abbreviation_leaves_one_full_stop(open_passage: Callable[[str], Opened]) -> None:
    passage, _ = open_passage("The fire began at 3:10 a.m. on Sunday.")
    start = passage.text.index(" on Sunday")
    assert apply_edits(passage, [Edit(start, start + len(" on Sunday"))]).text == "The fire began at 3:10 a.m."


def test_edits_that_reach_into_a_quotation_are_left_out(open_passage: Callable[[str], Opened]) -> None:
    passage, _ = open_passage('"We will vote on Monday," she said on Sunday.')
    inside = passage.text.index("on Monday")
    outside = passage.text.index(" on Sunday")
    copy = apply_edits(passage, [Edit(inside, inside + 9, "on 9 March"), Edit(outside, outside + 10)])
    assert copy.text == '"We will vote on Monday," she said.'


def test_edits_that_overlap_or_leave_the_passage_are_left_out(open_passage: Callable[[str], Opened]) -> None:
    passage, reading = open_passage("The council met in the old mill.")
    late = reading.sentences[1].span
    copy = apply_edits(passage, [Edit(4, 11, "board"), Edit(6, 20, "x"), Edit(late.start, late.end, "y")])
    assert copy.text == "The board met in the old mill."


def test_copy_rests_on_its_passage_and_on_what_new_words_were_taken_from(open_passage: Callable[[str], Opened]) -> None:
    passage, reading = open_passage("He met the council.")
    other: Span = reading.sentences[1].span
    copy = apply_edits(passage, [Edit(0, 2, "Mayor Ida Moen", (other,))])
    assert copy.text == "Mayor Ida Moen met the council." and copy.evidence == (passage.span, other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("But the council refused the offer.", "The council refused the offer."),
        ("Meanwhile, the council refused the offer.", "The council refused the offer."),
        ("And yet the council refused the offer.", "The council refused the offer."),
        ("In addition, the council refused the offer.", "The council refused the offer."),
        ("The council also refused the offer.", "The council refused the offer."),
        ("Butter prices rose in the town.", "Butter prices rose in the town."),
        (
            "Yet, Lund noted, two firms of the north sell the same pump.",
            "Lund noted that two firms of the north sell the same pump.",
        ),
        ("But on Monday, Lund noted, two firms sold it.", "On Monday, Lund noted, two firms sold it."),
    ],
)
def test_openings_that_lean_on_the_sentence_before_are_cut(
    open_passage: Callable[[str], Opened], text: str, expected: str
) -> None:
    passage, _ = open_passage(text)
    assert apply_edits(passage, opening_cuts(passage)).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nor did the council refuse the offer.",
        "But for the storm, the ship would have sailed.",
        "Besides the mayor, two officials resigned.",
        "So far 12 people have died in the flood.",
        "Yet another mill burned in Velden.",
        "Or so the council said.",
    ],
)
def test_openings_that_carry_meaning_stay(open_passage: Callable[[str], Opened], text: str) -> None:
    passage, _ = open_passage(text)
    assert apply_edits(passage, opening_cuts(passage)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "They would also cover the town.",
        "Nor did the council refuse.",
        "That made the mayor angry.",
        "Her office said so.",
        "But he refused it.",
        "The spokesman, reached by telephone, said a third of the ship was above water.",
        "Speaking of the storm, the statement said its path was unknown.",
    ],
)
def test_sentence_that_opens_on_an_unresolved_pointer_leans(open_passage: Callable[[str], Opened], text: str) -> None:
    passage, _ = open_passage(text)
    assert leans(passage)


@pytest.mark.parametrize(
    "text",
    [
        "It is unlikely that the mill will reopen.",
        "The mayor said that it was late.",
        '"They lied," Vos said.',
        "The spokesman for the mill said it was late.",
        "A spokesman said it was late.",
        "The mill's spokesman said it was late.",
    ],
)
def test_sentence_that_opens_on_its_own_feet_does_not_lean(open_passage: Callable[[str], Opened], text: str) -> None:
    passage, _ = open_passage(text)
    assert not leans(passage)


def test_a_resolved_pronoun_does_not_lean(open_passage: Callable[[str], Opened]) -> None:
    passage, _ = open_passage("He refused the offer.")
    assert leans(passage) and not leans(passage, (Span(document_id=passage.span.document_id, start=0, end=2),))


def test_such_before_a_known_noun_becomes_the(open_passage: Callable[[str], Opened]) -> None:
    passage, _ = open_passage("Such efforts would cost the town 3 million euros.")
    lower, _ = open_passage("The council said such efforts would cost 3 million euros.")
    assert apply_edits(lower, softened_determiners(lower)).text == "The council said the efforts would cost 3 million euros."
    assert apply_edits(passage, softened_determiners(passage)).text.split()[1] == "efforts"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the mill  burned", "The mill burned."),
        ("The mill burned,", "The mill burned."),
        ("“It burned.”", "“It burned.”"),
        ("Who knows?", "Who knows?"),
        ("", ""),
    ],
)
def test_finish_gives_a_capital_and_one_full_stop(text: str, expected: str) -> None:
    assert finish(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill burned.", "The mill burned, the Echo reported."),
        ("She said: “It burned.”", "She said: “It burned,” the Echo reported."),
        ("She asked: “Will it burn?”", "She asked: “Will it burn?” the Echo reported."),
    ],
)
def test_append_sets_the_comma_as_newspapers_do(text: str, expected: str) -> None:
    assert append(Copy(text, ()), "the Echo reported").text == expected


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ('Vos said "no" and "never" again.', ['"no"', '"never"']),
        ("Vos said “no” and left.", ["“no”"]),
        ('Vos said "no and left.', ['"no and left.']),
        ("Nothing was said.", []),
    ],
)
def test_quoted_ranges_hold_the_marks_and_run_to_the_end_where_unclosed(
    open_passage: Callable[[str], Opened], text: str, runs: list[str], make_document: Callable[..., object]
) -> None:
    from groundwire.model import Role

    document = make_document(text)
    passage = Passage(
        index=0,
        span=document.span(0, len(text)),  # type: ignore[attr-defined]
        text=text,
        paragraph=0,
        role=Role.BODY,
        tokens=(),
    )
    assert [text[start:end] for start, end in quoted_ranges(passage)] == runs


def test_a_cut_inside_an_insertion_leaves_the_comma_that_closes_it(open_passage: Callable[[str], Opened]) -> None:
    text = "The trial of Emil Boten, the chairman of the largest bank in Delmark, Velden Trust, has begun in Orsk."
    assert all(shortened.count(",") != 1 for shortened in cut_texts(open_passage(text)))


def test_an_edit_that_would_leave_half_a_bracket_is_left_out(open_passage: Callable[[str], Opened]) -> None:
    passage, _ = open_passage("The court fined him 250,000 dollars (131,961 pounds) on the spot.")
    start = passage.text.index("250,000")
    assert apply_edits(passage, [Edit(start, passage.text.index(" pounds"))]).text == passage.text
    whole = passage.text.index(" (131")
    assert (
        apply_edits(passage, [Edit(whole, passage.text.index(")") + 1)]).text
        == "The court fined him 250,000 dollars on the spot."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shipley Lines <SHP.L> sold a tug.", "Shipley Lines sold a tug."),
        ("A tug went to <Shipley Lines Plc>, its owner.", "A tug went to Shipley Lines Plc, its owner."),
        ("SHIPLEY <SHP> SELLS TUG TO <O'Dell & Co>", "SHIPLEY SELLS TUG TO O'Dell & Co"),
        ("Growth was < 3 pct and prices rose > 4 pct.", "Growth was < 3 pct and prices rose > 4 pct."),
    ],
)
def test_marks_for_machines_are_left_out(text: str, expected: str) -> None:
    assert without_wire_marks(text) == expected


def test_a_comma_that_opens_the_next_insertion_stays(open_passage: Callable[[str], Opened]) -> None:
    text = "Officials met the people who had come from Wuhan, China, the centre of the outbreak, without any training."
    passage, _ = open_passage(text)
    at = passage.span.start + text.index("China")
    cut = apply_edits(passage, [Edit(at, at + len("China"))])
    assert cut.text == text.replace("Wuhan, China,", "Wuhan,")
