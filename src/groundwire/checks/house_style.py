"""House style: words that the newsroom does not print, and words spelt as the other side of the ocean spells them.

A matter of wording: the ruling is a warning, and a language model is asked for other words once. What stands in quotation marks is the
source's, a capital inside a sentence makes a name ("the Labour Party"), and a draft that somebody handed in is in their own style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from groundwire.editing.copyedit import quoted_ranges
from groundwire.model import Draft, HouseStyle, Outcome, Passage, Ruling
from groundwire.protocols import Evidence, Tools
from groundwire.stylebook import read_stylebook

NAME: Final = "house_style"
_WORD: Final = re.compile(r"[^\W\d_]+")


class HouseStyleCheck:
    """``Check`` that warns of words against the newsroom's style; it says nothing where the style asks for nothing."""

    name = NAME

    def __init__(self, style: HouseStyle) -> None:
        self._spelling = _respelt(style.spelling)
        self._banned = [
            (re.compile(rf"(?<!\w){re.escape(each.words)}(?!\w)", re.IGNORECASE), each.instead) for each in style.banned
        ]

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """See ``protocols.Check``: a warning for each word of a sentence that a writer or an editor wrote."""
        return tuple(
            Ruling(
                draft_id=draft.id,
                sentence=number,
                part=part,
                check=NAME,
                outcome=Outcome.SUPPORTED,
                note=note,
                is_warning=True,
            )
            for number, (sentence, passage) in enumerate(zip(draft.sentences, draft.reading.sentences, strict=True))
            if sentence.author
            for part, note in sorted(self._find(passage))
        )

    def _find(self, passage: Passage) -> Iterator[tuple[tuple[int, int], str]]:
        """Each place against the style, outside quotation marks, with what to say of it."""
        text, base = passage.text, passage.span.start
        quoted = [(start - base, end - base) for start, end in quoted_ranges(passage)]
        for pattern, instead in self._banned:
            for found in pattern.finditer(text):
                if not _is_within(found.span(), quoted):
                    advice = f"; say “{instead}”" if instead else ""
                    yield found.span(), f"the house style does not have “{found[0]}”{advice}"
        for found in _WORD.finditer(text) if self._spelling else ():
            ours = self._spelling.get(found[0].lower(), "")
            ours = ours.capitalize() if found[0][:1].isupper() else ours
            is_name = found.start() > 0 and found[0][:1].isupper()
            if ours and not is_name and not _is_within(found.span(), quoted):
                yield found.span(), f"the house style spells “{found[0]}” as “{ours}”"


def _is_within(place: tuple[int, int], ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place[0] < end for start, end in ranges)


@cache
def _respelt(spelling: str) -> Mapping[str, str]:
    """Words as the other side spells them, and as this one does."""
    if not spelling:
        return {}
    lines = resources.files("groundwire.checks").joinpath("spellings.txt").read_text("utf-8").splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    own = 0 if spelling == "british" else 1
    return {pair[1 - own]: pair[own] for pair in pairs}


def make(tools: Tools) -> HouseStyleCheck:
    """The check for the newsroom's stylebook. Raises ``SettingsError`` for one that cannot be read."""
    return HouseStyleCheck(read_stylebook(tools.settings.house_style))
