"""Which part of a story each sentence stands in: the one place where beats become sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from groundwire.model import Beat, BeatRole, Sentence, StoryPlan

WHAT_HAPPENED = "What happened"
BY_THE_NUMBERS = "By the numbers"
PRICE_ACTION = "Price action"
WHY_IT_MATTERS = "Why it matters"
BACKGROUND = "Background"
WHAT_IS_NEXT = "What is next"

SECTION_NAMES = (WHAT_HAPPENED, BY_THE_NUMBERS, PRICE_ACTION, WHY_IT_MATTERS, BACKGROUND, WHAT_IS_NEXT)
"""Every section a story can have, in the order in which they are told."""

_SECTION_OF = {
    BeatRole.WHAT_HAPPENED: WHAT_HAPPENED,
    BeatRole.FIGURES: WHAT_HAPPENED,
    BeatRole.REACTION: WHAT_HAPPENED,
    BeatRole.REPLY: WHAT_HAPPENED,
    BeatRole.BY_THE_NUMBERS: BY_THE_NUMBERS,
    BeatRole.PRICE_ACTION: PRICE_ACTION,
    BeatRole.WHY_IT_MATTERS: WHY_IT_MATTERS,
    BeatRole.BACKGROUND: BACKGROUND,
    BeatRole.WHAT_IS_NEXT: WHAT_IS_NEXT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A sentence with its index among the sentences that were laid out."""

    index: int
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A named part of a story and its sentences in reading order; never empty."""

    name: str
    sentences: tuple[Placed, ...]

    @property
    def paragraphs(self) -> tuple[tuple[Placed, ...], ...]:
        """The sentences, each a paragraph of its own, but a reply in the paragraph of what it replies to."""
        grouped: list[tuple[Placed, ...]] = []
        for placed in self.sentences:
            if placed.sentence.beat is BeatRole.REPLY and grouped:
                grouped[-1] = (*grouped[-1], placed)
            else:
                grouped.append((placed,))
        return tuple(grouped)


def sections(sentences: Sequence[Sentence]) -> tuple[Section, ...]:
    """The sections that have sentences, in the order of ``SECTION_NAMES``.

    Indexes count in ``sentences``: give ``story.all_sentences`` to get the numbering that rulings use. Headline, lede and
    key points stand in no section (see ``find_placed``). A reply stands in the section of the sentence before it, so that a
    claim of the background and its reply are not torn apart."""
    found: dict[str, list[Placed]] = {name: [] for name in SECTION_NAMES}
    previous = WHAT_HAPPENED
    for index, sentence in enumerate(sentences):
        name = _SECTION_OF.get(sentence.beat)
        if name is None:
            continue
        if sentence.beat is BeatRole.REPLY:
            name = previous
        found[name].append(Placed(index=index, sentence=sentence))
        previous = name
    return tuple(Section(name=name, sentences=tuple(placed)) for name, placed in found.items() if placed)


def section_of(role: BeatRole) -> str:
    """The name of the section in which something that plays ``role`` stands; *What happened* for what stands in none."""
    return _SECTION_OF.get(role, WHAT_HAPPENED)


def find_placed(sentences: Sequence[Sentence], role: BeatRole) -> tuple[Placed, ...]:
    """The sentences that play ``role``, with their indexes in ``sentences``; empty where none does."""
    return tuple(Placed(index=index, sentence=sentence) for index, sentence in enumerate(sentences) if sentence.beat is role)


_SHARED = ((BeatRole.SEARCH_TITLE, "Search title"), (BeatRole.SOCIAL_LINE, "Social line"))


def find_shared(sentences: Sequence[Sentence]) -> tuple[tuple[str, Placed], ...]:
    """What a story is listed and announced with where it is not read itself, each with what it is called."""
    return tuple((name, placed) for role, name in _SHARED for placed in find_placed(sentences, role))


def leave_out(plan: StoryPlan, names: Sequence[str]) -> StoryPlan:
    """The plan without the sections of those names, in whatever case; a reply goes with what it answers."""
    unwanted = {name.casefold() for name in names}
    beats: list[Beat] = []
    previous = WHAT_HAPPENED
    for beat in plan.beats:
        name = _SECTION_OF.get(beat.role, "")
        previous = name if name and beat.role is not BeatRole.REPLY else previous
        if (previous if beat.role is BeatRole.REPLY else name).casefold() not in unwanted:
            beats.append(beat)
    return replace(plan, beats=tuple(beats))
