"""Quotations as slots. A language model never writes quoted words: it names a slot, ``{q3}``, and the source's own words are set in, so
that an altered quotation is not unlikely but impossible. What a model puts between quotation marks itself counts only where it is a whole
quotation of the passages that it names; then it is that slot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from groundwire.model import Document, Passage, Reading, Role, Span
from groundwire.reading.marks import Run, find_runs, straighten

OPENED, CLOSED = "\ue000", "\ue001"
"""What stands round a slot's number while a text is being worked on: characters that no sentence may have."""
_ASKED = re.compile(r"\{\s*q\s*(\d{1,4})\s*(?:[:=][^{}]{0,2000})?\}", re.IGNORECASE)
_DOUBLE = '“”„‟«»"＂'
_SINGLE = "‘’‚‛'`´"
_ROUND_SLOT = re.compile(
    f"[{re.escape(_DOUBLE + _SINGLE)}]{{1,2}}\\s?({OPENED}\\d+{CLOSED})([,.;:!?]?)\\s?[{re.escape(_DOUBLE + _SINGLE)}]{{1,2}}"
)
_SLOT = re.compile(f"{OPENED}(\\d+){CLOSED}")
_SLOT_AND_STOP = re.compile(f"{OPENED}(\\d+){CLOSED}([,.;:!?]*)")
_STRAY_SINGLE = re.compile(r"(?<![^\s(\[—–-])[‘'‚‛`´](?=[^\W\d])")
_ABBREVIATION = re.compile(r"(?:\.\w+|\b\w)\.$|\.\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A quotation of passage number ``passage``: ``span`` with its marks, ``words`` between them without the comma or full stop that ends
    them there, which is ``stop``; ``marks`` as they are set round it."""

    number: int
    passage: int
    span: Span
    words: str
    stop: str
    marks: tuple[str, str]

    def fill(self, stop: str, is_first: bool, is_last: bool) -> str:
        """The quotation in its marks. ``stop`` is what a sentence has right behind it: it goes inside where the source sets it so.
        ``is_first`` and ``is_last`` tell where in its sentence the quotation stands."""
        opening, closing = self.marks
        if self.words[-1:] in "?!":
            return f"{opening}{self.words}{closing}" + stop.lstrip(",.")
        if not stop and is_first and not is_last and self.stop == ",":
            stop = ","
        if not stop and is_last and self.stop:
            stop = "."
        inside = stop if stop in (",", ".") and self.stop else ""
        return f"{opening}{self.words}{inside}{closing}{'' if inside else stop}"


def find_slots(document: Document, passage: Passage, reading: Reading, number: int, first: int) -> tuple[Slot, ...]:
    """The quotations of passage number ``number``, numbered from ``first``, each at most as long as the passage. None of a passage in which
    a mark is left open: where the quotation ends there, nobody knows."""
    near = [p for p in reading.sentences if p.paragraph == passage.paragraph and p.role is not Role.HEADLINE]
    runs = [
        run
        for run in find_runs(document.text, near or [passage])
        if run.depth == 0 and run.start < passage.span.end and passage.span.start < run.end
    ]
    if any(run.is_loose or run.is_headless or not run.is_closed for run in runs):
        return ()
    return tuple(_slot(document, passage, run, number, first + place) for place, run in enumerate(runs))


def _slot(document: Document, passage: Passage, run: Run, number: int, own: int) -> Slot:
    start, end = max(run.start, passage.span.start), min(run.end, passage.span.end)
    words = " ".join(document.text[start:end].split())
    stop = words[-1:] if words[-1:] in (",", ".") and not _ABBREVIATION.search(words) else ""
    words = words[: len(words) - len(stop)].rstrip()
    before = document.text[passage.span.start : start].rstrip()
    after = document.text[end : passage.span.end]
    if start == run.start and before:
        start = passage.span.start + len(before) - (2 if before.endswith(("``", "''")) else 1)
    if end == run.end and after.strip():
        blank = len(after) - len(after.lstrip())
        end += blank + (2 if after.lstrip().startswith("''") else 1)
    return Slot(
        number=own,
        passage=number,
        span=document.span(start, end),
        words=words,
        stop=stop,
        marks=_marks_of(document.text[start], words),
    )


def _marks_of(mark: str, words: str) -> tuple[str, str]:
    """The marks that go round the words: straight ones where the source has them, else round ones, single where double ones are inside."""
    if any(character in _DOUBLE for character in words):
        return ("'", "'") if mark == "'" else ("‘", "’")
    return ('"', '"') if mark == '"' else ("“", "”")


# --- what a model wrote -----------------------------------------------------------------------------------------------


def mark_slots(text: str, slots: Mapping[int, Slot], named: Iterable[int]) -> str | None:
    """A model's text with a mark for each slot that it asks for, and for each whole quotation of the passages ``named`` that it typed
    itself. ``None`` where it asks for a slot that does not exist, puts other words between quotation marks, or leaves a brace or a mark."""
    text = _ASKED.sub(lambda found: f"{OPENED}{int(found[1])}{CLOSED}", text.replace(OPENED, "").replace(CLOSED, ""))
    text = _ROUND_SLOT.sub(r"\1\2", text)
    if any(int(number) not in slots for number in _SLOT.findall(text)):
        return None
    near = set(named)
    known = {_even(slot.words): slot.number for slot in slots.values() if slot.passage in near}
    for run in reversed([run for run in _runs(text) if run.depth == 0]):
        number = known.get(_even(text[run.start : run.end].rstrip(",. ")))
        left, right = text[: run.start].rstrip(), text[run.end :].lstrip()
        if number is None or not run.is_closed or left[-1:] not in _DOUBLE + _SINGLE or right[:1] not in _DOUBLE + _SINGLE:
            return None
        stop = text[run.end - 1] if text[run.end - 1] in ",." and right[1:2] not in (",", ".") else ""
        text = f"{left[:-1]}{OPENED}{number}{CLOSED}{stop}{right[1:]}"
    is_left = any(character in _DOUBLE + "{}" for character in text) or _STRAY_SINGLE.search(text)
    return None if is_left else text


def asked_for(text: str, slots: Mapping[int, Slot]) -> tuple[Slot, ...]:
    """The slots that a marked text asks for, in order, each once."""
    return tuple(slots[number] for number in dict.fromkeys(int(number) for number in _SLOT.findall(text)))


def fill_slots(text: str, slots: Mapping[int, Slot], *, is_title: bool = False) -> str:
    """A marked text with the source's words, in marks, for each slot. A title ends without a full stop."""

    def fill(found: re.Match[str]) -> str:
        is_last = not is_title and not text[found.end() :].strip()
        return slots[int(found[1])].fill(found[2][:1], not text[: found.start()].strip(), is_last)

    return _SLOT_AND_STOP.sub(fill, text)


def has_other_quotations(text: str, slots: Sequence[Slot]) -> bool:
    """Whether a finished sentence, read as the checks will read it, holds marked words that are none of ``slots``. Marked words within a
    quotation are part of it."""
    whole = {_even(slot.words) for slot in slots}
    for run in _runs(text):
        words = _even(text[run.start : run.end].rstrip(",. "))
        if not (
            words in whole or _even(text[run.start : run.end]) in whole or (run.depth and any(words in one for one in whole))
        ):
            return True
    return False


def _runs(text: str) -> tuple[Run, ...]:
    passage = Passage(
        index=0, span=Span(document_id="", start=0, end=len(text)), text=text, paragraph=0, role=Role.BODY, tokens=()
    )
    return find_runs(text, [passage])


def _even(words: str) -> str:
    return " ".join(straighten(words).split()).casefold()
