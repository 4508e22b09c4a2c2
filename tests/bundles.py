"""The harbour story as a bundle: sound, with three sentences that the checks do not back and one with borrowed words."""

from __future__ import annotations

from dataclasses import replace

from tests.formats_story import ARCHIVE_ITEM, make_story

from groundwire.model import Bundle, Outcome, relate, story_id

FAILING = (6, 10, 11)
BORROWED = 7
WAIVERS = (
    (6, "The fire service gave sixteen by telephone."),
    (10, "From the port's own books."),
    (11, "Our leader writer's view."),
)


def make_bundle(number: int = 0) -> Bundle:
    """The story; another ``number`` is another story, with a word more in its headline."""
    story, verdicts = make_story()
    headline = replace(story.headline, text=f"{story.headline.text} {number}" if number else story.headline.text)
    sentences = (headline, *story.sentences)
    story = replace(
        story,
        id=story_id(story.event_id, story.writer, sentences),
        headline=headline,
        see_also=(relate(ARCHIVE_ITEM),),
        read_next=(),
    )
    return Bundle(story=story, verdicts=tuple(replace(v, sentence=s) for v, s in zip(verdicts, sentences, strict=True)))


def make_backed(number: int = 0) -> Bundle:
    """The same story as it would be if the checks backed all of it."""
    bundle = make_bundle(number)
    verdicts = tuple(replace(v, outcome=Outcome.SUPPORTED, rulings=v.rulings[:0]) for v in bundle.verdicts)
    return replace(bundle, verdicts=verdicts)
