"""The warnings about the newsroom's own style."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from groundwire.checks.house_style import make
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Draft, Reading, Ruling, Sentence
from groundwire.protocols import Tools

Rule = Callable[..., tuple[Ruling, ...]]


@pytest.fixture
def rule(read: Callable[..., tuple[Document, Reading]], tools: Tools, tmp_path: Path) -> Rule:
    def run(text: str, style: str, author: str = "chat") -> tuple[Ruling, ...]:
        place = tmp_path / "style.toml"
        place.write_text(style, "utf-8")
        document, reading = read(text)
        sentences = tuple(Sentence(text=p.text, beat=BeatRole.WHAT_HAPPENED, author=author) for p in reading.sentences)
        draft = Draft(id="d", sentences=sentences, document=document, reading=reading)
        made = replace(tools, settings=replace(tools.settings, house_style=str(place)))
        return make(made).check(draft, GatheredEvidence([], {}, tools.encoders.embedding))

    return run


@pytest.mark.parametrize(
    ("text", "style", "notes"),
    [
        (
            "The mayor slammed the plan.",
            '[banned]\n"slammed" = "criticised"',
            ["the house style does not have “slammed”; say “criticised”"],
        ),
        ("Iconic ferries sail.", 'banned = ["iconic"]', ["the house style does not have “Iconic”"]),
        ("He spoke at the end of the day of taxes.", 'banned = ["end of the day"]', ["the house style does not have “end of the day”"]),
        ("The Slammedsons left.", 'banned = ["slammed"]', []),
        ("“They slammed the door,” she said.", 'banned = ["slammed"]', []),
        ("The harbor was closed.", 'spelling = "british"', ["the house style spells “harbor” as “harbour”"]),
        ("Labor costs rose.", 'spelling = "british"', ["the house style spells “Labor” as “Labour”"]),
        ("The Labor Party criticized it.", 'spelling = "british"', ["the house style spells “criticized” as “criticised”"]),
        ("The harbour was organised.", 'spelling = "british"', []),
        (
            "The harbour was organised.",
            'spelling = "american"',
            ["the house style spells “harbour” as “harbor”", "the house style spells “organised” as “organized”"],
        ),
        ("The harbor was closed.", "", []),
    ],
)  # fmt: skip
def test_words_against_the_style_are_warned_of_and_nothing_is_blocked(
    rule: Rule, text: str, style: str, notes: list[str]
) -> None:
    rulings = rule(text, style)
    assert [ruling.note for ruling in rulings] == notes
    assert all(ruling.is_warning and text[slice(*ruling.part)] in ruling.note for ruling in rulings)


def test_a_draft_that_somebody_handed_in_is_in_their_own_style(rule: Rule) -> None:
    assert rule("The harbor was closed.", 'spelling = "british"', author="") == ()
