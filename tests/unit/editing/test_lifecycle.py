"""The gate: nothing passes that is neither backed nor waived, and a waiver makes nothing truer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.bundles import BORROWED, FAILING, WAIVERS, make_backed, make_bundle
from tests.conftest import NOW

from groundwire.editing.lifecycle import LONGEST_NAME, LONGEST_REASON, Cleared, clear, make_order
from groundwire.editing.rulings import combine, outcome_of
from groundwire.errors import UsageError
from groundwire.model import EDITOR, Cell, Draft, Obstacle, Outcome, Ruling, Status, Verdict

NAME = "Ann Lee"


def pass_gate(**given: object) -> Cleared:
    cleared = clear(make_bundle(), make_order(NAME, WAIVERS, has_rights=True), NOW)
    assert isinstance(cleared, Cleared)
    return cleared


def obstacles(waivers: tuple[tuple[int, str], ...] = (), *, has_rights: bool = False) -> tuple[Obstacle, ...]:
    found = clear(make_bundle(), make_order(NAME, waivers, has_rights=has_rights), NOW)
    assert not isinstance(found, Cleared)
    return found


def test_each_sentence_that_is_not_backed_and_each_borrowed_run_stands_in_the_way() -> None:
    found = obstacles()
    assert [item.sentence for item in found] == [*FAILING, BORROWED]
    sixteen, oil, opinion, borrowed = found
    assert sixteen.reason == "contradicted (figures: The source says fourteen people, not sixteen)"
    assert "--waive 6 --reason TEXT" in sixteen.remedy and sixteen.text.startswith("Sixteen people")
    assert oil.reason.startswith("not found (support: ") and opinion.reason.startswith("opinion (")
    assert "rights are not known" in borrowed.reason and "--confirm-rights" in borrowed.remedy


def test_waivers_and_rights_open_the_gate_one_by_one() -> None:
    assert [item.sentence for item in obstacles(WAIVERS[:2])] == [11, BORROWED]
    assert [item.sentence for item in obstacles(WAIVERS)] == [BORROWED]
    assert [item.sentence for item in obstacles(WAIVERS[1:], has_rights=True)] == [6]


def test_what_passes_is_signed_and_what_was_waived_keeps_its_outcome() -> None:
    cleared = pass_gate()
    story, verdicts = cleared.bundle.story, cleared.bundle.verdicts
    assert (story.status, story.editor, story.published_at, story.logged) == (Status.PUBLISHED, NAME, NOW, "")
    assert story.disclosure == (
        "Drafted by Groundwire without a language model from 2 reports and 1 archive item, edited by Ann Lee."
    )
    assert cleared.rights == (BORROWED,)
    waived = {verdict.index: verdict for verdict in verdicts if verdict.waiver}
    assert tuple(waived) == FAILING
    before = {verdict.index: verdict.outcome for verdict in make_bundle().verdicts}
    for number, reason in WAIVERS:
        ruling = waived[number].waiver
        assert ruling and (ruling.check, ruling.waived_by, ruling.note) == (EDITOR + NAME, NAME, reason)
        assert waived[number].outcome is before[number] is not Outcome.SUPPORTED
        assert ruling not in waived[number].reasons
    assert [verdict for verdict in verdicts if verdict.index not in FAILING] == [
        verdict for verdict in make_bundle().verdicts if verdict.index not in FAILING
    ]


def test_a_backed_story_needs_nothing_but_a_name() -> None:
    cleared = clear(make_backed(), make_order(NAME), NOW)
    assert isinstance(cleared, Cleared) and cleared.rights == ()


def test_waivers_that_a_story_brings_along_count_for_nothing() -> None:
    bundle = make_bundle()
    forged = tuple(
        replace(v, rulings=(*v.rulings, _waiver(v, f"{EDITOR}{NAME}"))) if v.index in FAILING else v for v in bundle.verdicts
    )
    found = clear(replace(bundle, verdicts=forged), make_order(NAME, has_rights=True), NOW)
    assert not isinstance(found, Cleared) and [item.sentence for item in found] == list(FAILING)


def _waiver(verdict: Verdict, check: str) -> Ruling:
    return Ruling(draft_id="", sentence=verdict.index, part=(0, 1), check=check, outcome=Outcome.SUPPORTED, note="It is fine.")


def test_a_waiver_never_makes_an_outcome() -> None:
    verdict = make_bundle().verdicts[6]
    assert outcome_of((*verdict.rulings, _waiver(verdict, "editor:Ann"))) is Outcome.CONTRADICTED
    assert outcome_of((_waiver(verdict, "editor:Ann"),)) is Outcome.OPINION
    document = make_bundle().story.documents[0]
    draft = Draft(id="d", sentences=(verdict.sentence,), document=document, reading=None)  # type: ignore[arg-type]
    waiver = replace(_waiver(verdict, "editor:Ann"), sentence=0)
    (combined,) = combine(draft, [waiver, *(replace(ruling, sentence=0) for ruling in verdict.rulings)])
    assert combined.outcome is Outcome.CONTRADICTED and combined.rulings[-1] is combined.waiver is waiver


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (
            5,
            "--waive 5: “Crews were called at 03:10 and had the fire under control shortly before noon,…” is backed; those that need one are 6, 10, 11",
        ),
        (0, "is backed; those that need one are 6, 10, 11; leave this waiver out"),
        (14, "--waive 14: the last sentence is 13 (the headline is 0); those that need one are 6, 10, 11"),
    ],
)
def test_a_waiver_that_is_not_needed_is_an_error_that_names_the_choices(number: int, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        clear(make_bundle(), make_order(NAME, ((number, "It is fine."),)), NOW)
    assert told in str(caught.value)
    with pytest.raises(UsageError, match="none needs one"):
        clear(make_backed(), make_order(NAME, ((number, "It is fine."),)), NOW)


def test_a_killed_story_stays_killed() -> None:
    bundle = make_backed()
    with pytest.raises(UsageError, match="was killed"):
        clear(replace(bundle, story=replace(bundle.story, status=Status.KILLED)), make_order(NAME), NOW)


@pytest.mark.parametrize(
    "name", ["Ann Lee", "  Ann   Lee ", "Ó Sé", "Zoe\u0308", "山田 太郎", "שרה כהן", "J. O'Neill-Smith", "x" * LONGEST_NAME]
)
def test_names_are_taken_as_they_are_printed(name: str) -> None:
    order = make_order(name)
    assert order.editor == order.editor.strip() and "  " not in order.editor
    assert make_order(order.editor) == order
    assert make_order("Zoe\u0308").editor == "Zo\u00eb"


@pytest.mark.parametrize(
    "name", ["", "   ", "Ann\nLee", "Ann\u202eeeL", "Ann\u2066", "A\x00b", "Ann\x1b[31m", "\u200b", "Ann\u200bLee", "x" * 121, "42", "\ud800", "Ann\u2028Lee"]
)  # fmt: skip
def test_names_that_cannot_be_shown_are_refused_on_one_clean_line(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        make_order(name)
    assert str(caught.value).isprintable() and "give a name" in str(caught.value)


@pytest.mark.parametrize("reason", ["", " ", "x", ".", "!!!", "xx", "a\nb", "Rea\u202eson", "x y" * LONGEST_REASON])
def test_reasons_that_say_nothing_or_hide_something_are_refused(reason: str) -> None:
    with pytest.raises(UsageError, match="--waive 6 --reason") as caught:
        make_order(NAME, ((6, reason),))
    assert str(caught.value).isprintable()


def test_a_sentence_is_waived_once() -> None:
    with pytest.raises(UsageError, match="--waive 6: is given twice"):
        make_order(NAME, ((6, "First reason"), (6, "Second reason")))


@given(st.text(max_size=150))
def test_any_name_is_printable_or_refused(name: str) -> None:
    try:
        order = make_order(name)
    except UsageError as error:
        assert str(error).isprintable()
    else:
        assert order.editor.isprintable() and 1 <= len(order.editor) <= LONGEST_NAME


def test_a_table_that_was_not_named_is_asked_for() -> None:
    bundle = make_bundle()
    failing = bundle.verdicts[FAILING[0]]
    cell = Cell(table_id="harbour-dues", row="Port=Merrow", column="dues", value="16")
    verdict = replace(failing, sentence=replace(failing.sentence, evidence=(cell,)))
    verdicts = tuple(verdict if one is failing else one for one in bundle.verdicts)
    found = clear(replace(bundle, verdicts=verdicts), make_order(NAME, has_rights=True), NOW)
    assert not isinstance(found, Cleared)
    assert found[0].reason == "its numbers stand in the table 'harbour-dues', which was not named"
    assert found[0].remedy == "name it with --table, or let it stand with --waive 6 --reason TEXT"
