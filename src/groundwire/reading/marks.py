"""Quotation marks: which of them open, which close, and which are apostrophes, inches or strays.

One pass over each paragraph with a stack, so it is linear in the text. A mark left open ends with its paragraph: only when
the next paragraph opens with a mark too (the trade's way of quoting several paragraphs) does the quotation go on. Lines of
verse are one paragraph. Any kind of mark may open and any may close: »so« and ”so” where they stand for it, „so“ where the
text has low marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from groundwire.model import Passage, Role

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
_LONGEST_VERSE = 80
"""Characters of the longest line of verse."""
_SINGLE_MARKS = "‘‚‛'’`"


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
    is_loose: bool = False
    """Whether its closing mark is missing: it is left open, and the next paragraph does not open again."""
    is_headless: bool = False
    """Whether its opening mark is missing: it begins with the sentence that a mark closes."""


@dataclass(slots=True)
class _Open:
    start: int
    is_single: bool
    continues: bool = False
    mark: str = ""
    is_headless: bool = False


def find_runs(text: str, passages: Sequence[Passage]) -> tuple[Run, ...]:
    """Every run of words between quotation marks in the passages of ``text``, in order of their beginning."""
    runs: list[Run] = []
    carried = False
    starts = [passage.span.start for passage in passages]
    high_closes = "„" in text or "”" not in text
    for number, (start, end) in enumerate(blocks(text, passages)):
        before = carried
        found, carried = _read_block(text, start, end, number, carried, starts, high_closes)
        if before and not (found and found[0].continues):
            runs[-1] = replace(runs[-1], is_loose=True)
        runs.extend(found)
    if carried:
        runs[-1] = replace(runs[-1], is_loose=True)
    return tuple(sorted(runs, key=lambda run: (run.start, -run.end)))


def blocks(text: str, passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """The (start, end) of each paragraph that the passages make up. A draft's sentences are numbered as paragraphs of their
    own, so a paragraph ends here only where the text itself breaks the line."""
    found: list[tuple[int, int]] = []
    last: Passage | None = None
    for passage in passages:
        start, end = passage.span.start, passage.span.end
        breaks = last is None or (
            last.paragraph != passage.paragraph and _breaks(text, last.span.end, start) and not _is_verse(text, last, passage)
        )
        if breaks or start < found[-1][1]:
            found.append((start, end))
        else:
            found[-1] = (found[-1][0], end)
        last = passage
    return found


def _breaks(text: str, end: int, start: int) -> bool:
    return start < end or any(character in "\n\r\u2028\u2029" for character in text[end:start]) or start - end > 3


def _is_verse(text: str, last: Passage, passage: Passage) -> bool:
    """Whether the line of ``last`` goes on in the next one, short both and the first without an end of its own."""
    between = text[last.span.end : passage.span.start]
    is_line = not between.strip() and between.count("\n") == 1
    are_short = len(last.text) <= _LONGEST_VERSE and len(passage.text) <= _LONGEST_VERSE
    has_no_end = last.text[-1:].isalnum() or last.text[-1:] in (",", ";", "-", "–", "—")
    return is_line and are_short and has_no_end and last.role is not Role.HEADLINE


def _read_block(
    text: str, start: int, end: int, number: int, carried: bool, starts: Sequence[int], high_closes: bool
) -> tuple[list[Run], bool]:
    """The runs of one paragraph, and whether its last quotation is left open.

    A closing mark that nothing opened closes what its sentence began with: the sentence was cut out of a longer quotation."""
    runs: list[Run] = []
    stack: list[_Open] = []
    marks = [match for match in _MARK.finditer(text, start, end) if not _is_accent(text, match)]
    closers = _next_single_closers(text, marks, start, end)
    doubles = [match for match in marks if match.group() not in _SINGLE_MARKS]
    if doubles and _closes_only(text, doubles[0], start, end, high_closes):
        sentence = starts[max(0, bisect_right(starts, doubles[0].start() - 1) - 1)]
        stack.append(_Open(start if carried else max(start, sentence), False, carried, is_headless=True))
    for place, match in enumerate(marks):
        kind = _kind(text, match, start, end, stack, closers[place], high_closes)
        if kind == "reopen":
            before = text[max(start, match.start() - 4) : match.start()].rstrip()
            goes_on = before.endswith((".", "!", "?"))
            runs.extend(_run(text, stack[0], match.start(), 0, number, False, not goes_on))
            stack.clear()
        if kind in ("open", "reopen"):
            is_single = match.group() in _SINGLE_MARKS
            continues = carried and place == 0 and not text[start : match.start()].strip()
            continues = continues or (kind == "reopen" and goes_on)
            stack.append(_Open(match.end(), is_single, continues, match.group()))
        elif kind == "close":
            is_single = match.group() in _SINGLE_MARKS
            while stack[-1].is_single != is_single:
                stack.pop()
            runs.extend(_run(text, stack.pop(), match.start(), len(stack), number, True))
    last = _run(text, stack[0], end, 0, number, False) if stack and not stack[0].is_single else []
    return [*runs, *last], bool(last)


def _run(text: str, opened: _Open, end: int, depth: int, block: int, is_closed: bool, is_loose: bool = False) -> list[Run]:
    start = opened.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(character.isalnum() for character in text[start:end]):
        return []
    return [Run(start, end, depth, block, is_closed, opened.continues, opened.is_single, is_loose, opened.is_headless)]


def _kind(
    text: str, match: re.Match[str], start: int, end: int, stack: list[_Open], closes_later: bool, high_closes: bool
) -> str:
    """``open``, ``close``, nothing for a mark that is neither, or ``reopen`` where the quotation before was never closed."""
    mark = match.group()
    if mark in _SINGLE_MARKS:
        inside = any(opened.is_single for opened in stack)
        closing = "'’‘" if any(opened.mark == "‚" for opened in stack) else "'’"
        if inside and mark in closing and _closes_single(text, match, start, end):
            return "" if closes_later and _is_plural_possessive(text, match) else "close"
        opens = (
            mark in "‘‚‛'`" and closes_later and _is_opening(text, match, start, end) and not _ELIDED.match(text, match.end())
        )
        return "open" if opens and not inside else ""
    inside = any(not opened.is_single for opened in stack)
    if mark in ("“", "«", "„", "``"):
        if not inside:
            return "" if _closes_only(text, match, start, end, high_closes) else "open"
        return "reopen" if _is_opening(text, match, start, end) else "close"
    if mark == "''" or (mark == "”" and inside):
        return "close" if inside else ""
    if mark in ("”", "»") and not inside:
        return "open" if _opens_only(text, match, start, end) else ""
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
    """Whether a mark that also closes can only open: white space before it and a letter or digit behind it."""
    before = text[match.start() - 1] if match.start() > start else " "
    return before.isspace() and match.end() < end and text[match.end()].isalnum()


def _closes_only(text: str, match: re.Match[str], start: int, end: int, high_closes: bool) -> bool:
    """Whether a double mark can only close: a letter or a stop before it and no word behind it. Digits before it are inches.
    “ closes in a text with low marks or without ”, and « where it stands like a closing mark."""
    if match.group() in ("„", "``") or (match.group() == "“" and not high_closes) or match.start() <= start:
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
    closing = _APOSTROPHES | {"‘"} if any(match.group() == "‚" for match in marks) else _APOSTROPHES
    nearest = -1
    for place in range(len(marks) - 1, -1, -1):
        match = marks[place]
        answers[place] = 0 <= nearest - match.start() <= _BEYOND_SINGLE
        if match.group() in "‘'‚‛`" and _is_opening(text, match, start, end):
            nearest = -1
        elif match.group() in closing and _closes_single(text, match, start, end):
            nearest = match.start()
    return answers
