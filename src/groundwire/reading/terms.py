"""Words in quotation marks that nobody is made to say: a class of shares, a nickname, a title, a term that is only named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from groundwire.model import Token
from groundwire.reading import cues
from groundwire.reading.marks import Run
from groundwire.reading.speech import LONGEST_SENTENCE

_NAMING: Final = re.compile(
    r"\b(?:so[- ]called|known as|(?:referred|refers?) to as|nicknamed|codenamed|entitled|titled)(?: (?:an?|the))?\W*$",
    re.IGNORECASE,
)
_MARKS: Final = "\"'“”‘’«»„`"
_SMALL: Final = frozenset("a an and as at by for from in of on or the to with".split())
LONGEST: Final = 8
"""Words of a title or term, at most."""
_CUES: Final = cues.CLAUSE | cues.OBJECT | cues.AFTER_QUOTE


def is_term(text: str, run: Run, tokens: Sequence[Token]) -> bool:
    """Whether the words of ``run`` are only named. ``tokens`` are those of its sentence."""
    inner = text[run.start : run.end].rstrip(".,")
    words = inner.split()
    if not run.is_closed or not 0 < len(words) <= LONGEST or inner[-1:] in ("!", "?"):
        return False
    before = text[max(0, run.start - 40) : run.start].rstrip(_MARKS + " ")
    after = text[run.end : run.end + 40].lstrip(_MARKS)
    if len(inner) == 1 and inner.isupper() and after[:1].isspace() and after.strip()[:1].isalpha():
        return True
    if _NAMING.search(before):
        return True
    if len(words) == 1 and words[0].istitle() and _is_nickname(before, after):
        return True
    return _is_title(words) and _is_named_there(run, tokens)


def _is_nickname(before: str, after: str) -> bool:
    """Whether a name stands on both sides: William "Billy" Evans."""
    last, following = before.split()[-1:], after.split()[:1]
    return bool(last and following) and last[0].isalpha() and last[0].istitle() and following[0].istitle() and after[:1] == " "


def _is_title(words: Sequence[str]) -> bool:
    """Whether two words or more are written as in a title."""
    heavy = [word for word in words if word.lower() not in _SMALL]
    return (
        len(heavy) > 1
        and not any(word.endswith((",", ";")) for word in words)
        and all(word[:1].isupper() or word[:1].isdigit() for word in heavy)
        and words[0][:1].isupper()
    )


def _is_named_there(run: Run, tokens: Sequence[Token]) -> bool:
    """Whether the sentence leads to the words as to a thing: by a preposition, an article or a noun, and not by a word of saying."""
    place = bisect_left(tokens, run.start, key=lambda token: token.start) - 1
    while place >= 0 and (tokens[place].text in _MARKS or tokens[place].text in ("``", "''")):
        place -= 1
    if place < 0 or len(tokens) > LONGEST_SENTENCE or all(token.text.istitle() for token in tokens if len(token.text) > 3):
        return False
    last = tokens[place]
    return last.pos in ("ADP", "DET", "NOUN", "PROPN", "PART", "ADJ") and last.text.lower() != "as" and last.lemma not in _CUES
