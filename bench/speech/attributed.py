"""Whether a quotation was found and given to the right speaker, resolved to the name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.speech.speakers import Marked
from groundwire.editing.ledger import may_mean
from groundwire.model import Name, Quote
from groundwire.reading.capitals import fold
from groundwire.reading.names import is_form_of

SAME = 0.8
"""Least share of the words of both that two stretches have in common to be one quotation."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody makes of a text: stretches with the speaker as a name of the text, or in words where he has none."""

    start: int
    end: int
    speaker: str


def answers(text: str, quotes: Sequence[Quote], names: Mapping[str, Name]) -> tuple[Answer, ...]:
    """Ours: every quotation in marks with the speaker as the ledger calls him: the resolved name, else the words that stand for him; "he"
    after somebody without a name is still that one."""
    found: list[Answer] = []
    before = ""
    for quote in quotes:
        speaker = text[quote.speaker.start : quote.speaker.end] if quote.speaker else ""
        if quote.speaker_key in names:
            speaker, before = names[quote.speaker_key].text, ""
        elif before and may_mean(speaker, before):
            speaker = before
        elif speaker:
            before = speaker
        if quote.is_direct:
            found.append(Answer(start=quote.content.start, end=quote.content.end, speaker=speaker))
    return tuple(found)


def find(marked: Marked, found: Sequence[Answer], text: str) -> Answer | None:
    """The answer on the same stretch of words, if there is one."""
    wanted = _words(text, marked.start, marked.end)
    for answer in found:
        if answer.start < marked.end and marked.start < answer.end:
            have = _words(text, answer.start, answer.end)
            if len(wanted & have) >= SAME * len(wanted | have):
                return answer
    return None


def is_right(marked: Marked, answer: Answer) -> bool:
    """Whether the answer names one of those who speak: the same name in any form, or a description in the same words ("the commission"
    for "a commission set up in May"). "He" names nobody."""
    said = fold(re.sub(r"^(?:the|a|an) ", "", answer.speaker.strip(), flags=re.IGNORECASE))
    for speaker in marked.speakers:
        wanted = fold(re.sub(r"^(?:the|a|an) ", "", speaker.strip(), flags=re.IGNORECASE))
        if not said or not wanted:
            continue
        mine, theirs = set(_WORD.findall(said)), set(_WORD.findall(wanted))
        if said == wanted or is_form_of(said, wanted) or is_form_of(wanted, said) or theirs <= mine or mine <= theirs:
            return True
    return False


def _words(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(start + match.start() for match in _WORD.finditer(text[start:end]))
