"""A sentence told again by the desk without new words: parts that it can do without are cut, last first, and whose word it is changes
places with what is said. For a sentence that failed because of such a part, and for one that has too much in a source's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from groundwire.editing.clauses import children_of, subtree
from groundwire.editing.copyedit import Edit, apply_edits, finish, quoted_ranges, quotes_in
from groundwire.editing.crediting import lower_first
from groundwire.editing.shortening import add_cut, dispensable
from groundwire.model import Passage, Quote, Reading
from groundwire.reading import cues

LEAST = 5
"""Words below which what is left is no sentence that anybody would print."""
_FINITE = ("VBD", "VBZ", "VBP")
_BROKEN = re.compile(r"[-–—]\s+[-–—]|\(\s*\)|,\s*,|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|than|that|the|to|with)[.”\"]*$")
"""Marks round nothing, a word at the end that something has to follow."""
SHORTEST_CREDIT = 4
"""Words of an "according to ..." that is worth moving."""


def recast(passage: Passage, reading: Reading) -> tuple[str, ...]:
    """The sentence in other shapes, those that lose least first; none where the grammar allows of none."""
    quotes = quotes_in(passage, reading)
    spare = [cut for cut in dispensable(passage) if not _orphans(cut, quotes, passage)]
    texts = [*_turned(passage), *(apply_edits(passage, [Edit(*cut)]).text for cut in spare)]
    cuts: list[tuple[int, int]] = []
    for cut in spare:
        cuts = add_cut(cuts, cut)
        texts.append(apply_edits(passage, [Edit(*one) for one in cuts]).text)
    whole = (text for text in texts if len(text.split()) >= LEAST and not _BROKEN.search(text))
    found = dict.fromkeys(text for text in whole if text != passage.text)
    return tuple(sorted(found, key=lambda text: -len(text.split())))


def _orphans(cut: tuple[int, int], quotes: Sequence[Quote], passage: Passage) -> bool:
    """Whether the cut takes away who said something that stays, or a word of saying that reading can make nothing of."""
    start, end = cut
    within = [quote for quote in quotes if start <= quote.content.start and quote.content.end <= end]
    spoken = [t for t in passage.tokens if start <= t.start < end and cues.lemma_of(t) in cues.CLAUSE and t.tag in _FINITE]
    if any(not any(quote.cue and quote.cue.start <= token.start < quote.cue.end for quote in within) for token in spoken):
        return True
    return any(
        any(start < span.end and span.start < end for span in (quote.speaker, quote.cue, *quote.via) if span is not None)
        and quote not in within
        for quote in quotes
    )


def _turned(passage: Passage) -> Iterator[str]:
    """ "According to the mayor, it closed" for "It closed, according to the mayor", and the other way round."""
    tokens, by = passage.tokens, passage.span.start
    below = children_of(tokens)
    for token in tokens:
        if token.text.casefold() != "according":
            continue
        own = subtree(tokens, token.index, below)
        while own and tokens[own[-1]].pos == "PUNCT":
            own.pop()
        if not own or own[0] != token.index or own[-1] - own[0] + 1 != len(own) or len(own) < SHORTEST_CREDIT:
            continue
        start, end = tokens[own[0]].start, tokens[own[-1]].end
        if any(start < stop and begin < end for begin, stop in quoted_ranges(passage)):
            continue
        credit = passage.text[start - by : end - by]
        rest = apply_edits(passage, [Edit(start, end)]).text
        if own[0] == 0:
            yield finish(f"{rest.rstrip('.')}, {credit[:1].lower()}{credit[1:]}")
        elif not any(each.pos not in ("PUNCT", "SPACE") for each in tokens[own[-1] + 1 :]):
            opened = rest[:1].lower() + rest[1:] if rest.startswith(("The ", "A ", "An ")) else lower_first(rest, passage)
            yield finish(f"{credit[:1].upper()}{credit[1:]}, {opened}")
