"""Which section a sentence stands in."""

from __future__ import annotations

import pytest

from groundwire.editing.sections import SECTION_NAMES, find_placed, leave_out, sections
from groundwire.model import Beat, BeatRole, Sentence, StoryPlan


def told(*roles: BeatRole) -> tuple[Sentence, ...]:
    return tuple(Sentence(text=f"Sentence {number}.", beat=role) for number, role in enumerate(roles))


def test_sections_come_in_the_order_in_which_a_story_is_told() -> None:
    numbers = (BeatRole.PRICE_ACTION, BeatRole.BY_THE_NUMBERS)
    made = sections(told(BeatRole.WHAT_IS_NEXT, BeatRole.BACKGROUND, BeatRole.WHY_IT_MATTERS, *numbers, BeatRole.FIGURES))
    assert [section.name for section in made] == list(SECTION_NAMES)


def test_sections_number_sentences_as_rulings_do() -> None:
    made = sections(told(BeatRole.HEADLINE, BeatRole.LEDE, BeatRole.KEY_POINT, BeatRole.WHAT_HAPPENED, BeatRole.BACKGROUND))
    assert [(section.name, [placed.index for placed in section.sentences]) for section in made] == [
        ("What happened", [3]),
        ("Background", [4]),
    ]


@pytest.mark.parametrize("role", [BeatRole.WHAT_HAPPENED, BeatRole.FIGURES, BeatRole.REACTION, BeatRole.REPLY])
def test_sections_tell_what_happened_with_figures_and_voices(role: BeatRole) -> None:
    assert [section.name for section in sections(told(role))] == ["What happened"]


@pytest.mark.parametrize("role", [BeatRole.HEADLINE, BeatRole.LEDE, BeatRole.KEY_POINT])
def test_sections_leave_out_what_stands_above_them(role: BeatRole) -> None:
    assert sections(told(role)) == ()


def test_every_role_but_those_with_a_place_of_their_own_has_a_section() -> None:
    for role in BeatRole:
        assert bool(sections(told(role))) is not (role.is_apart or role is BeatRole.LEDE)


def test_sections_keep_a_reply_with_the_claim_it_answers() -> None:
    made = sections(told(BeatRole.WHAT_HAPPENED, BeatRole.BACKGROUND, BeatRole.REPLY, BeatRole.BACKGROUND))
    assert [placed.index for placed in made[1].sentences] == [1, 2, 3]
    assert [[placed.index for placed in paragraph] for paragraph in made[1].paragraphs] == [[1, 2], [3]]


def test_sections_of_nothing_are_none() -> None:
    assert sections(()) == ()


def test_find_placed_finds_every_key_point() -> None:
    found = find_placed(told(BeatRole.HEADLINE, BeatRole.KEY_POINT, BeatRole.LEDE, BeatRole.KEY_POINT), BeatRole.KEY_POINT)
    assert [placed.index for placed in found] == [1, 3]


def test_sections_that_the_house_leaves_out_go_with_the_replies_in_them() -> None:
    roles = (
        BeatRole.LEDE,
        BeatRole.WHAT_HAPPENED,
        BeatRole.REPLY,
        BeatRole.WHY_IT_MATTERS,
        BeatRole.REPLY,
        BeatRole.BACKGROUND,
        BeatRole.TIMELINE,
    )
    plan = StoryPlan(event_id="e", angle="", beats=tuple(Beat(role=role, claim_ids=()) for role in roles))
    kept = [beat.role for beat in leave_out(plan, ("why it matters", "Background")).beats]
    assert kept == [BeatRole.LEDE, BeatRole.WHAT_HAPPENED, BeatRole.REPLY, BeatRole.TIMELINE]
    assert leave_out(plan, ()) == plan
