"""Sentences with exact offsets, by nupunkt (Bommarito et al. 2025): paragraph by paragraph, so that no headline or dateline is
glued to the sentence after it, and not split inside a quotation of bearable length that the same paragraph closes."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

LONGEST_QUOTATION = 400
"""Characters of the longest quotation that is kept whole: about as much as one sentence of a story can carry."""
_ABBREVIATED = frozenset(
    """approx art assn ave blvd capt cmdr co col corp dept dist dr ed edn est etc ext fig ft gen gov govt hon hr hrs inc intl jr kg km
    lb lbs lt ltd maj max min mph mr mrs ms mt mts no nos op oz para pg pp prof pt rd rep rev sec sen sgt sr st vol vs viz""".split()
)
"""Abbreviations that are written in small letters and may stand before a capital."""
_FULL_STOP = re.compile(r"(?<![\w.])(?:(?P<word>[a-z]{3,})|(?P<clock>[ap]\.m))\.(?=\s+[\"“‘']?(?P<next>[A-Z]\w*))")
_AFTER_CLOCK = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
    November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Eastern Central Mountain Pacific Greenwich Moscow Beijing London
    Paris Berlin GMT UTC BST CET CEST EST EDT ET CST CDT CT MST MDT MT PST PDT PT IST JST""".split()
)
"""What goes on after "3 a.m." rather than begins a sentence."""
_CLOSED_STOP = re.compile(r"[.!?][“«](?=\s+[„»]?[A-Z])")
"""The end of a quotation in marks that open elsewhere: „so.“ and »so.«"""
_RUN_OF_MARKS = re.compile(r"[^\w\s]{100}(?=[^\w\s])")
_RIGHT_OPENS = re.compile(r"(?<!\S)»(?=\w)")


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The (start, end) of every sentence in ``text[start:end]``, a paragraph, in order and without surrounding white space.

    Takes any text; a paragraph of blanks has no sentences."""
    import nupunkt

    paragraph = text[start:end]
    if not paragraph.strip():
        return []
    spans = [(int(a), int(b)) for a, b in nupunkt.sent_spans(paragraph)]
    pieces = [piece for a, b in spans for piece in _part_words(paragraph, a, b)]
    trimmed = [pair for a, b in pieces if (pair := _trim(paragraph, a, b))[0] < pair[1]]
    whole = _join_quotations(paragraph, _attach_orphans(paragraph, trimmed))
    return [(start + a, start + b) for first, last in whole for a, b in _break_marks(paragraph, first, last)]


def _break_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence broken where a run of marks goes on and on: no writing has one, and a tokeniser takes the square of its length."""
    cuts = [found.end() for found in _RUN_OF_MARKS.finditer(text, start, end)]
    return list(pairwise([start, *cuts, end]))


def _part_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences that were glued because a plain word that ends one is an abbreviation too ("left the port. Crews ...")."""
    cuts = [
        found.end()
        for found in _FULL_STOP.finditer(text, start, end)
        if (found["word"] and found["word"] not in _ABBREVIATED) or (found["clock"] and found["next"] not in _AFTER_CLOCK)
    ]
    if "„" in text or "»" in text:
        cuts = sorted({*cuts, *(found.end() for found in _CLOSED_STOP.finditer(text, start, end))})
    return list(pairwise([start, *cuts, end]))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _attach_orphans(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join to its predecessor a piece that cannot be a sentence: a closing mark alone, or what follows a quotation's own full
    stop or question mark in lower case ('"Will it hold?" she asked.')."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        piece = text[start:end]
        is_orphan = not any(character.isalnum() for character in piece)
        continues = bool(joined) and text[joined[-1][1] - 1] in "\"”’'" and piece[:1].islower()
        if joined and (is_orphan or continues):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _join_quotations(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the sentences that one quotation runs over: halves of it would be words with a mark on one side only."""
    quotations = _quotations(text)
    openings = [opening for opening, _ in quotations]
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        place = bisect_left(openings, start) - 1
        if joined and place >= 0 and start < quotations[place][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _quotations(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every closed quotation in double marks, in order. A straight mark opens only before a word and closes only
    after one, so that inches and strays do neither; nor does “ open after a word in a text with low marks, nor « in one with »so«."""
    found: list[tuple[int, int]] = []
    opened = -1
    closes_low, closes_left = "„" in text, bool(_RIGHT_OPENS.search(text))
    for mark in re.finditer('["“”„«»]', text):
        place, character = mark.start(), mark.group()
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        is_before_word = (not before or before.isspace() or before in "([—–-‘'") and not after.isspace()
        opens = character in "“„«" or (character in '"»' and is_before_word)
        if (character == "“" and closes_low) or (character == "«" and closes_left):
            opens = is_before_word
        if opens and (opened < 0 or character != '"'):
            opened = place
        elif opened >= 0 and (not opens or character == '"') and not before.isspace():
            if place - opened <= LONGEST_QUOTATION:
                found.append((opened, place + 1))
            opened = -1
    return found
