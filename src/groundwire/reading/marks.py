"""Quotation marks: which of them open, which close, and which are apostrophes, inches or strays.

One pass over each paragraph with a stack, so it is linear in the text. A mark left open ends with its paragraph: only when
the next paragraph opens with a mark too (the trade's way of quoting several paragraphs) does the quotation go on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from groundwire.model import Passage

_DOUBLES = "“”„‟«»″＂"
_SINGLES = "‘’‚‛′`´ʼ＇‹›"
_DASHES = "‐‑‒–—―−﹣－"
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\x0b\x0c\u0085\u2028\u2029"
)
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys(_DOUBLES, '"'),
        **dict.fromkeys(_SINGLES, "'"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SPACES, " "),
    }
)
_MARK = re.compile("``|''|[\"“”„‟«»＂‘’‚‛'`]")
_BEFORE_OPENING = frozenset("([{-–—/:,.;!?…\"“”‘'„«*_|>")
_ELIDED = re.compile(r"(?:em|n|tis|twas|cause|til|till|bout|round|cos|\d{2,4}s?)\b", re.IGNORECASE)
_APOSTROPHES = frozenset("'’")
_BEYOND_SINGLE = 600
"""Characters a quotation in single marks may run before its opening mark is taken for an apostrophe."""


def straighten(text: str) -> str:
    """``text`` with its typography made plain, one code point for one code point, so that offsets hold.

    Two quotations are byte-identical for Groundwire when they are equal after this: double marks and guillemets become ``"``;
    single marks, primes, grave and acute accents standing alone and apostrophes ``'``; hyphens, dashes and minus signs ``-``;
    spaces that do not break, thin spaces, tabs and line breaks a space. Nothing else changes: not case, not letters, not
    digits, not the ellipsis (one code point cannot become three)."""
    return text.translate(_STRAIGHT)


@dataclass(frozen=True, slots=True)
class Run:
    """Words between quotation marks: ``start``/``end`` are the document's offsets inside the marks, without white space at
    the ends. ``depth`` is 0 outside any other quotation. ``block`` counts paragraphs as this module sees them."""

    start: int
    end: int
    depth: int
    block: int
    is_closed: bool = True
    continues: bool = False
    """Whether the quotation of the paragraph before goes on here, or one that opens again without having closed
    (paragraphs run together)."""
    is_single: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    is_single: bool
    continues: bool = False


def find_runs(text: str, passages: Sequence[Passage]) -> tuple[Run, ...]:
    """Every run of words between quotation marks in the passages of ``text``, in order of their beginning."""
    runs: list[Run] = []
    carried = False
    starts = [passage.span.start for passage in passages]
    for number, (start, end) in enumerate(blocks(text, passages)):
        found, carried = _read_block(text, start, end, number, carried, starts)
        runs.extend(found)
    return tuple(sorted(runs, key=lambda run: (run.start, -run.end)))


def blocks(text: str, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """The (start, end) of each paragraph that the passages make up. A draft's sentences are numbered as paragraphs of their
    own, so a paragraph ends here only where the text itself breaks the line."""
    found: list[tuple[int, int]] = []
    last: Passage | None = None
    for passage in passages:
        start, end = passage.span.start, passage.span.end
        breaks = last is None or (last.paragraph != passage.paragraph and _breaks(text, last.span.end, start))
        if breaks or start < found[-1][1]:
            found.append((start, end))
        else:
            found[-1] = (found[-1][0], end)
        last = passage
    return found


def _breaks(text: str, end: int, start: int) -> bool:
    return start < end or any(character in "\n\r\u2028\u2029" for character in text[end:start]) or start - end > 3


def _read_block(text: str, start: int, end: int, number: int, carried: bool, starts: Sequence[int]) -> tuple[list[Run], bool]:
    """The runs of one paragraph, and whether its last quotation is left open.

    A closing mark that nothing opened closes what its sentence began with: the sentence was cut out of a longer quotation."""
    runs: list[Run] = []
    stack: list[_Open] = []
    marks = [match for match in _MARK.finditer(text, start, end) if not _is_accent(text, match)]
    closers = _next_single_closers(text, marks, start, end)
    doubles = [match for match in marks if match.group() not in "‘‚‛'’`"]
    if doubles and _closes_only(text, doubles[0], start, end):
        sentence = starts[max(0, bisect_right(starts, doubles[0].start() - 1) - 1)]
        stack.append(_Open(start if carried else max(start, sentence), False, carried))
    for place, match in enumerate(marks):
        kind = _kind(text, match, start, end, stack, closers[place])
        if kind == "reopen":
            runs.extend(_run(text, stack[0], match.start(), 0, number, False))
            stack.clear()
        if kind in ("open", "reopen"):
            is_single = match.group() in "‘‚‛'`"
            continues = carried and place == 0 and not text[start : match.start()].strip()
            before = text[max(start, match.start() - 4) : match.start()].rstrip()
            continues = continues or (kind == "reopen" and before.endswith((".", "!", "?")))
            stack.append(_Open(match.end(), is_single, continues))
        elif kind == "close":
            is_single = match.group() in "’'"
            while stack[-1].is_single != is_single:
                stack.pop()
            runs.extend(_run(text, stack.pop(), match.start(), len(stack), number, True))
    left_open = bool(stack) and not stack[0].is_single
    if left_open:
        runs.extend(_run(text, stack[0], end, 0, number, False))
    return runs, left_open


def _run(text: str, opened: _Open, end: int, depth: int, block: int, is_closed: bool) -> list[Run]:
    start = opened.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(character.isalnum() for character in text[start:end]):
        return []
    return [Run(start, end, depth, block, is_closed, opened.continues, opened.is_single)]


def _kind(text: str, match: re.Match[str], start: int, end: int, stack: list[_Open], closes_later: bool) -> str:
    """``open``, ``close``, nothing for a mark that is neither, or ``reopen`` where the quotation before was never closed."""
    mark = match.group()
    if mark in "‘‚‛'’`":
        inside = any(opened.is_single for opened in stack)
        if inside and mark in "'’" and _closes_single(text, match, start, end):
            return "" if closes_later and _is_plural_possessive(text, match) else "close"
        opens = (
            mark in "‘‚‛'`" and closes_later and _is_opening(text, match, start, end) and not _ELIDED.match(text, match.end())
        )
        return "open" if opens and not inside else ""
    inside = any(not opened.is_single for opened in stack)
    if mark in ("“", "«", "„", "``"):
        if not inside:
            return "open"
        return "reopen" if _is_opening(text, match, start, end) else "close"
    if mark in ("”", "»", "''"):
        return "close" if inside else ""
    if inside:
        return "reopen" if _opens_only(text, match, start, end) else "close"
    if match.start() > start and text[match.start() - 1].isdigit() and match.end() < end and not text[match.end()].isalnum():
        return ""
    return "open" if _is_opening(text, match, start, end) else ""


def _is_accent(text: str, match: re.Match[str]) -> bool:
    return (
        match.group() in "'’"
        and match.start() > 0
        and match.end() < len(text)
        and (text[match.start() - 1].isalnum() and text[match.end()].isalnum())
    )


def _is_opening(text: str, match: re.Match[str], start: int, end: int) -> bool:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if match.group() in ("``", "“", "‘", "„", "«", '"') and after.isspace() and before.isspace():
        return True  # tokenised text stands its marks apart
    return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()


def _opens_only(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a straight mark can only open: white space before it and a letter or digit behind it."""
    before = text[match.start() - 1] if match.start() > start else " "
    return before.isspace() and match.end() < end and text[match.end()].isalnum()


def _closes_only(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a double mark can only close: a letter or a stop before it and no word behind it. Digits before it are inches."""
    if match.group() in ("“", "„", "«", "``") or match.start() <= start:
        return False
    before, after = text[match.start() - 1], text[match.end()] if match.end() < end else " "
    return (before.isalpha() or before in ".,!?…-—’'") and not after.isalnum() and not _is_opening(text, match, start, end)


def _closes_single(text: str, match: re.Match[str], start: int, end: int) -> bool:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    return not after.isalnum() and not before.isspace()


def _is_plural_possessive(text: str, match: re.Match[str]) -> bool:
    """Whether the mark reads like the apostrophe in "the workers’ hall": only believed where another mark can close."""
    return text[match.start() - 1 : match.start()] == "s" and text[match.end() : match.end() + 2].strip().islower()


def _next_single_closers(text: str, marks: list[re.Match[str]], start: int, end: int) -> list[bool]:
    """For each mark, whether a single mark that can close follows, near enough, before the next one that opens."""
    answers = [False] * len(marks)
    nearest = -1
    for place in range(len(marks) - 1, -1, -1):
        match = marks[place]
        answers[place] = 0 <= nearest - match.start() <= _BEYOND_SINGLE
        if match.group() in "‘'‚‛`" and _is_opening(text, match, start, end):
            nearest = -1
        elif match.group() in _APOSTROPHES and _closes_single(text, match, start, end):
            nearest = match.start()
    return answers
