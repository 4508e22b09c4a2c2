"""What a sentence of a draft stands on: the passages that speak most nearly of it, with what is told right before and after them.

A check that looks for words which the sources do *not* have must be sure that it looked in the right place: only a passage that
tells nearly all the rest of the sentence counts as plain, and what its neighbours and the other near passages say clears as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from groundwire.checks._grammar import stem_word
from groundwire.checks._links import Link, find_links
from groundwire.editing.clauses import children_of
from groundwire.editing.matching import LIGHT, REPORTING
from groundwire.model import Outcome, Passage, Role, Token
from groundwire.protocols import Evidence

PASSAGES: Final = 4
"""Passages that a sentence is set beside: as many as the other checks of words ask for, so that the search is made once."""
ALL_TOLD: Final = 0.95
"""Share from which a passage tells all the rest of a sentence: what the sentence then adds is an addition."""
FEWEST_TOLD: Final = 5
"""Stems the rest must have for that: of three words one passage has all by chance."""
LONGEST_SENTENCE: Final = 400
"""Most words of a sentence that is looked at: beyond that it is no sentence."""
_ROOT: Final = 5
"""Letters by which two words may be kin ("injury", "injured")."""
_TELLING: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Words of a draft's sentence that no source bears out: the tokens ``first`` to ``last``, and the passage to look at (``source``)."""

    first: int
    last: int
    outcome: Outcome
    note: str
    source: Sight


def stems_of(tokens: Sequence[Token], places: Iterable[int] | None = None) -> frozenset[str]:
    """The stems of the telling words among ``tokens`` (at ``places`` only, where given): names and numbers too."""
    chosen = tokens if places is None else [tokens[place] for place in places]
    return frozenset(
        stem_word(token.lemma.casefold())
        for token in chosen
        if token.pos in _TELLING
        and token.dep not in ("aux", "auxpass")
        and token.lemma not in LIGHT
        and token.lemma not in REPORTING
        and any(character.isalnum() for character in token.text)
    )


def roots_of(stems: Iterable[str]) -> frozenset[str]:
    """The beginnings of stems: where they meet, one word may well be told by the other."""
    return frozenset(stem[:_ROOT] for stem in stems)


def share(wanted: frozenset[str], there: frozenset[str]) -> float:
    """How much of ``wanted`` is there, from 0 to 1; 0 where nothing is wanted."""
    return len(wanted & there) / len(wanted) if wanted else 0.0


class Sight:
    """A passage with what the questions ask of it, worked out when first asked for: many sentences are set beside the same passages."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.tokens = passage.tokens

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its telling words."""
        return stems_of(self.tokens)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The beginnings of its stems."""
        return roots_of(self.stems)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in lower case, as they stand and as lemmas, and the parts of those with a hyphen."""
        forms = {form for token in self.tokens for form in (token.text.casefold(), token.lemma.casefold())}
        return frozenset(forms | {part for form in forms if "-" in form for part in form.split("-")})

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token the places of its dependents."""
        return children_of(self.tokens)

    @cached_property
    def links(self) -> list[Link]:
        """Its connecting words."""
        return find_links(self.tokens, self.children)

    def without(self, first: int, last: int) -> frozenset[str]:
        """The stems of all but the words ``first`` to ``last``."""
        return stems_of(self.tokens, [place for place in range(len(self.tokens)) if not first <= place <= last])

    def say(self, first: int, last: int, longest: int = 12) -> str:
        """The words from one token to another as the text has them, cut where they are many."""
        is_cut = last - first >= longest
        end = self.tokens[first + longest - 1 if is_cut else last].end
        text = self.passage.text[self.tokens[first].start - self.passage.span.start : end - self.passage.span.start]
        return " ".join(text.split()) + (" …" if is_cut else "")


def is_addition(rest: frozenset[str], told: float) -> bool:
    """Whether a sentence has a passage's words and adds to them: then only what that passage itself says can bear the addition out, or
    another that plainly speaks of the same thing."""
    return told >= ALL_TOLD and len(rest) >= FEWEST_TOLD


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """A passage of the evidence, and the passages that stand ``beside`` it: itself, the one before, the one after."""

    sight: Sight
    beside: tuple[Sight, ...]


class Ground:
    """The near passages of one sentence, the nearest first."""

    def __init__(self, near: Sequence[Near], search: Callable[[str], Sequence[Sight]]) -> None:
        self.near = tuple(near)
        self._search = search
        self.sights = tuple(dict.fromkeys(sight for one in near for sight in one.beside))
        """The near passages and those beside them, none twice."""

    def speaking_of(self, words: str) -> Sequence[Sight]:
        """The passages, wherever they stand, that speak most nearly of some words of the sentence: to be asked before saying that nobody
        speaks of them, and only then, since it is a search of its own."""
        return self._search(words)

    def plainest(self, wanted: frozenset[str]) -> tuple[float, Near | None]:
        """The passage that has most of the stems and how much of them it has, from 0 to 1."""
        best = max(self.near, key=lambda one: share(wanted, one.sight.stems), default=None)
        return (share(wanted, best.sight.stems), best) if best is not None else (0.0, None)


class Grounds:
    """Finds what sentences stand on; a passage is seen once. Lives as long as one run of a check."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._sights: dict[tuple[str, int], Sight] = {}

    def of(self, text: str) -> Ground:
        """The ground of a sentence."""
        hits = self._evidence.search(text, PASSAGES)
        return Ground([self._near(hit.passage) for hit in hits if _is_readable(hit.passage)], self._speaking_of)

    def _speaking_of(self, words: str) -> list[Sight]:
        return [self._see(hit.passage) for hit in self._evidence.search(words, PASSAGES) if _is_readable(hit.passage)]

    def _near(self, passage: Passage) -> Near:
        sentences = self._evidence.reading(passage.span.document_id).sentences
        around = sentences[max(0, passage.index - 1) : passage.index + 2]
        beside = (self._see(one) for one in around if one.index != passage.index and _is_readable(one))
        return Near(self._see(passage), (self._see(passage), *beside))

    def _see(self, passage: Passage) -> Sight:
        place = (passage.span.document_id, passage.index)
        if place not in self._sights:
            self._sights[place] = Sight(passage)
        return self._sights[place]


def _is_readable(passage: Passage) -> bool:
    return passage.role is not Role.HEADLINE and len(passage.tokens) <= LONGEST_SENTENCE
