"""Deeds of a sentence that stand under something else in the passages that it names: a "not", a plan, a condition, a speaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from groundwire.checks._beside import Beside, Fault, is_plain_verb
from groundwire.checks._sites import Place
from groundwire.checks._standing import Carriers, is_turning, say_difference, standing_of
from groundwire.checks._ties_kept import TiesKept
from groundwire.model import Outcome, Token

_VERBAL: Final = frozenset({"VERB", "AUX"})


class DeedsKept:
    """The deeds of one sentence beside its passages, once its ties are known to be theirs."""

    def __init__(self, beside: Beside, ties: TiesKept) -> None:
        self.beside, self.ties = beside, ties
        self.sentence, self.sites = beside.sentence, beside.sites
        self.faults = tuple(self._turned())

    def _turned(self) -> Iterator[Fault]:
        for token in self.sentence.tokens:
            if is_plain_verb(token):
                places = self._places_of_plain(token)
            elif self.beside.is_asked(token):
                places = self.ties.places_of(token.index)
            else:
                continue
            if not places:
                continue
            notes = [self._say_turn(token, place) for place in places]
            if all(notes):
                yield Fault(token.index, token.index, Outcome.CONTRADICTED, notes[0] or "", self.sites[places[0].site].passage)

    def _places_of_plain(self, verb: Token) -> list[Place]:
        """Where a linking verb comes from: the verb beside the word that it links to."""
        told = self.sentence.ties.child(verb.index, "attr", "acomp")
        if verb.lemma != "be" or told is None or not self.beside.originals[told]:
            return self.ties.places_of(verb.index)
        return [self._linking(place) for place in self.ties.places_of(told)]

    def _linking(self, place: Place) -> Place:
        token = self.sites[place.site].tokens[place.index]
        above = self.sites[place.site].tokens[token.head]
        return (
            Place(place.site, above.index) if token.dep in ("attr", "acomp", "conj", "oprd") and above.pos in _VERBAL else place
        )

    def _say_turn(self, token: Token, place: Place) -> str | None:
        site = self.sites[place.site]
        original = site.tokens[place.index]
        for child in site.ties.children[place.index]:
            word = site.tokens[child]
            if is_turning(word) and word.dep != "aux" and not self._is_kept(site.keys[child]):
                return f"the passage says “{word.text}” with “{original.text}”, the sentence leaves it out"
        if token.pos not in _VERBAL or token.dep in ("amod", "compound", "prep"):
            return None
        if original.pos not in _VERBAL and is_plain_verb(token):
            mine = standing_of(self.sentence, token.index)
            return None if mine.is_plain else f"the passage says “{original.text}” without more"
        if original.pos not in _VERBAL:
            return (
                f"the passage tells of “{original.text}”, not that it was done" if token.tag in ("VBD", "VBZ", "VBP") else None
            )
        mine, theirs = standing_of(self.sentence, token.index), standing_of(site, place.index)
        return say_difference(mine, theirs, self.sentence, site, Carriers(place.site, self.ties.held, self.beside.outlets))

    def _is_kept(self, keys: frozenset[str]) -> bool:
        return any(keys & own for own in self.sentence.keys)
