"""Words, quotations and turning words of a sentence that the passages it names do not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from groundwire.checks._beside import Beside, Fault
from groundwire.checks._kin_words import is_plain_speech
from groundwire.checks._polarities import NEGATIVE_PRONOUNS, NEGATIVE_WORDS
from groundwire.checks._sites import Site
from groundwire.checks._standing import is_turning_word
from groundwire.model import Outcome, Token

_QUOTED: Final = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_FINITE: Final = ("VBD", "VBZ", "VBP")
_LONGEST_SPEAKER: Final = 12
"""Words of who says it, between the comma and the word of saying."""
_EVEN: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def find_missing(beside: Beside) -> list[Fault]:
    """A fault for each word that comes from nowhere, each quotation that is altered, each "not" or "may" that was cut out or put in."""
    return [*_misquoted(beside), *_missing(beside), *_cut_out(beside), *_put_in(beside), *_unspoken(beside)]


def _missing(beside: Beside) -> Iterator[Fault]:
    words = [token for token in beside.sentence.tokens if beside.is_asked(token) and not beside.originals[token.index]]
    for token in words:
        note = f"the passages that the sentence names do not say “{token.text}”"
        yield Fault(token.index, token.index, Outcome.NOT_FOUND, note, beside.sites[0].passage)


def _misquoted(beside: Beside) -> Iterator[Fault]:
    """Words in quotation marks that the named passages do not have so."""
    texts = [_even(site.passage.text) for site in beside.sites]
    for run in _QUOTED.finditer(beside.sentence.passage.text):
        if not any(_even(run[1]).strip(" .,;:!?") in text for text in texts):
            by = beside.sentence.passage.span.start
            inside = [token.index for token in beside.sentence.tokens if run.start() <= token.start - by < run.end()]
            if inside:
                note = "the passages that the sentence names do not have these words as they stand between the marks"
                yield Fault(inside[0], inside[-1], Outcome.NOT_FOUND, note, beside.sites[0].passage)


def _cut_out(beside: Beside) -> Iterator[Fault]:
    """A "not", a "may", a "former" that was cut out of words that else stand in a passage as they are, or put in among them."""
    for index in range(len(beside.sentence.tokens) - 1):
        for site in beside.sites:
            word = _between(beside.sentence, index, site)
            if word is not None and all(
                _between(beside.sentence, index, other) == word or not _has_pair(beside.sentence, index, other)
                for other in beside.sites
            ):
                note = f"the passage has “{site.tokens[word].text}” here, the sentence leaves it out"
                yield Fault(index, index + 1, Outcome.CONTRADICTED, note, site.passage)


def _put_in(beside: Beside) -> Iterator[Fault]:
    """The same words put in among those of a passage, and a denial of what no passage denies."""
    for index in range(1, len(beside.sentence.tokens) - 1):
        token = beside.sentence.tokens[index]
        if _turns(token) and any(
            _between(site, place, beside.sentence) == index for site in beside.sites for place in range(len(site.tokens) - 1)
        ):
            note = f"the sentence has “{token.text}” here, the passage does not"
            yield Fault(index, index, Outcome.CONTRADICTED, note, beside.sites[0].passage)
    if any(_denies(token) for token in beside.sentence.tokens) and not any(
        _denies(token) for site in beside.sites for token in site.tokens
    ):
        index = next(token.index for token in beside.sentence.tokens if _denies(token))
        yield Fault(
            index, index, Outcome.CONTRADICTED, "the passages that the sentence names deny nothing", beside.sites[0].passage
        )


def _unspoken(beside: Beside) -> Iterator[Fault]:
    """A ", the managers argued on Wednesday" that was left out behind what they argued, whatever the parser took it for."""
    if any(is_plain_speech(token) for token in beside.sentence.tokens):
        return
    deeds = [token for token in beside.sentence.tokens if token.tag in _FINITE]
    for number, site in enumerate(beside.sites):
        for comma, verb in _spoken_behind(site):
            told = [d for d in deeds if any(p.site == number and p.index < comma for p in beside.originals[d.index])]
            if told and not any(place.site != number for place in beside.originals[told[0].index]):
                note = f"the passage has “{site.tokens[verb].text}” behind this, the sentence does not"
                yield Fault(told[0].index, told[0].index, Outcome.CONTRADICTED, note, site.passage)
                return


def _spoken_behind(site: Site) -> Iterator[tuple[int, int]]:
    """Each comma with who says what stands before it behind it, and the word of saying: nothing that is said follows it."""
    for token in site.tokens:
        if token.tag not in _FINITE or not is_plain_speech(token):
            continue
        comma = next((at for at in range(token.index - 1, -1, -1) if site.tokens[at].text == ","), 0)
        between = site.tokens[comma + 1 : token.index]
        following = site.tokens[token.index + 1] if token.index + 1 < len(site.tokens) else None
        is_last = following is None or following.pos in ("PUNCT", "ADP", "ADV", "SCONJ") or following.index in site.untold
        is_that = following is not None and following.lemma in ("that", "if", "whether")
        is_who = any(each.tag in (*_FINITE, "MD", "WP", "WDT") for each in between)
        if comma and between and len(between) <= _LONGEST_SPEAKER and is_last and not is_that and not is_who:
            yield comma, token.index


def _turns(token: Token) -> bool:
    return token.dep in ("neg",) or token.tag == "MD" or is_turning_word(token)


def _denies(token: Token) -> bool:
    return (
        token.dep == "neg"
        or token.lemma in NEGATIVE_WORDS
        or token.lemma in NEGATIVE_PRONOUNS
        or token.lemma in ("no", "without", "deny")
    )


def _has_pair(text: Site, index: int, site: Site) -> bool:
    """Whether the word at ``index`` and the next one stand side by side in the site."""
    return any(
        text.keys[index] & site.keys[place] and text.keys[index + 1] & site.keys[place + 1]
        for place in range(len(site.tokens) - 1)
    )


def _between(text: Site, index: int, site: Site) -> int | None:
    """The turning word that stands in the site between the words that follow one another in the text at ``index``; ``None`` where they do
    so in the site as well."""
    if _has_pair(text, index, site):
        return None
    return next(
        (
            place + 1
            for place in range(len(site.tokens) - 2)
            if _turns(site.tokens[place + 1])
            and text.keys[index] & site.keys[place]
            and text.keys[index + 1] & site.keys[place + 2]
        ),
        None,
    )


def _even(text: str) -> str:
    """The text with one sort of mark and of space, for comparing."""
    return " ".join(text.translate(_EVEN).split())
