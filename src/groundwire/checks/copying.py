"""Copying: the longest run of words that a sentence shares with one source, outside quotation marks.

No falsehood but a question of rights: the ruling is a warning. Sources that are the newsroom's own or licensed may be copied
from. Runs are found by hashing word n-grams of the length that the settings give, so the work is linear in the texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.checks._kept import KeptPerEvidence
from groundwire.model import Document, Draft, Outcome, Rights, Ruling
from groundwire.protocols import Evidence, Tools

NAME: Final = "copying"
MOST_PLACES: Final = 50
"""Places of one n-gram that are looked at: boilerplate that repeats for ever costs no more than this."""
MOST_STEPS: Final = 200
"""Words compared for each word of a sentence: a text of one phrase for ever is given up after so many."""
_OPENING: Final = frozenset("“«„")
_CLOSING: Final = frozenset("”»")
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|['’](?=[^\W_]))*")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with its place in its text, folded for comparing."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Run:
    """A shared run: ``length`` words from ``first`` on in the sentence and from ``place`` on in source number ``source``."""

    first: int
    length: int
    source: int
    place: int


@dataclass(frozen=True, slots=True)
class _Protected:
    """The sources that may not be copied from, their words, and where each n-gram of them stands: (source, place)."""

    documents: tuple[Document, ...]
    texts: tuple[tuple[_Word, ...], ...]
    places: Mapping[int, Sequence[tuple[int, int]]]


class CopyingCheck:
    """``Check`` that warns of long runs of a source's own words."""

    name = NAME

    def __init__(self, least: int) -> None:
        """``least`` is the shortest run, in words, that is warned of."""
        self._least = least
        self._protected = KeptPerEvidence(self._read)

    def _read(self, evidence: Evidence) -> _Protected:
        documents = tuple(document for document in evidence.documents if not _is_free(document))
        texts = tuple(tuple(_words(document.text)) for document in documents)
        return _Protected(documents, texts, _index(texts, self._least))

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A warning for each sentence with a run of ``copying_words`` words or more of a source that may not be copied."""
        protected = self._protected.of(evidence)
        rulings: list[Ruling] = []
        for number, passage in enumerate(draft.reading.sentences):
            run = _longest_run(_outside_quotes(passage.text), protected, self._least)
            if run is None:
                continue
            words = list(_words(passage.text))
            document, source = protected.documents[run.source], protected.texts[run.source]
            span = document.span(source[run.place].start, source[run.place + run.length - 1].end)
            name = document.source.name or "a source that is not named"
            rulings.append(
                Ruling(
                    draft_id=draft.id,
                    sentence=number,
                    part=(words[run.first].start, words[run.first + run.length - 1].end),
                    check=NAME,
                    outcome=Outcome.SUPPORTED,
                    note=f"{run.length} words in a row stand in {name}; rights {_rights(document).value}",
                    evidence=(span,),
                    is_warning=True,
                )
            )
        return tuple(rulings)


def _rights(document: Document) -> Rights:
    return document.rights if document.rights is not Rights.UNKNOWN else document.source.rights


def _is_free(document: Document) -> bool:
    return _rights(document) in (Rights.OWN, Rights.LICENSED)


def _words(text: str) -> Iterator[_Word]:
    """The words of a text; apostrophes stay inside, everything else that is no letter or digit parts them."""
    for match in _WORD.finditer(text):
        yield _Word(match[0].casefold().replace("’", "'"), match.start(), match.end())


def _outside_quotes(text: str) -> list[_Word]:
    """The words of a sentence; one inside quotation marks is blanked, so that no run goes through it."""
    depth = 0
    straight = False
    quoted: list[bool] = []
    even = text.count('"') % 2 == 0
    for character in text:
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character == '"' and even:
            straight = not straight
        quoted.append(depth > 0 or straight)
    return [_Word("" if quoted[word.start] else word.folded, word.start, word.end) for word in _words(text)]


def _grams(words: Sequence[_Word], size: int) -> Iterator[tuple[int, int]]:
    """(place, hash) of each run of ``size`` words that holds no blank. Equal hashes are compared word by word later."""
    for place in range(len(words) - size + 1):
        gram = tuple(word.folded for word in words[place : place + size])
        if all(gram):
            yield place, hash(gram)


def _index(texts: Sequence[Sequence[_Word]], size: int) -> dict[int, list[tuple[int, int]]]:
    index: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for source, words in enumerate(texts):
        for place, gram in _grams(words, size):
            if len(index[gram]) < MOST_PLACES:
                index[gram].append((source, place))
    return index


def _longest_run(words: Sequence[_Word], protected: _Protected, size: int) -> _Run | None:
    """The longest shared run of at least ``size`` words; of equal ones the first in the sentence, then in the sources."""
    best: _Run | None = None
    done: dict[tuple[int, int], int] = {}
    steps = MOST_STEPS * len(words)
    for first, gram in _grams(words, size):
        if steps < 0:
            break
        for source, place in protected.places.get(gram, ()):
            diagonal = (source, place - first)
            if done.get(diagonal, -1) > first:
                continue
            length = _extend(words, first, protected.texts[source], place)
            done[diagonal] = first + length
            steps -= length
            if length >= size and (best is None or length > best.length):
                best = _Run(first, length, source, place)
    return best


def _extend(words: Sequence[_Word], first: int, source: Sequence[_Word], place: int) -> int:
    length = 0
    while (
        first + length < len(words)
        and place + length < len(source)
        and words[first + length].folded
        and words[first + length].folded == source[place + length].folded
    ):
        length += 1
    return length


def make(tools: Tools) -> CopyingCheck:
    """The check, with the longest run that the settings allow."""
    return CopyingCheck(tools.settings.copying_words)
