"""What belongs together in a sentence and does not in the passages that it names.

The words of the sentence are laid on words of the passages from the leaves up, so that all that hangs on one word hangs on one word there,
in the same roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from groundwire.checks._beside import Beside, Fault
from groundwire.checks._sites import Place, Site, runs_alike
from groundwire.checks._ties import IS, JOINED, MODIFIER, OBJECT, OWNER, SUBJECT, UNDER, Tie, are_alike
from groundwire.model import Outcome

_SUFFERS: Final = frozenset({"dobj", "obj", "nsubjpass"})


class TiesKept:
    """The ties of one sentence beside its passages. ``held`` are, for the words that others hang on, the places where all of it hangs
    together; ``used`` those that words were found at from above."""

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self.sentence, self.sites, self.originals = beside.sentence, beside.sites, beside.originals
        self.held: dict[int, list[Place]] = {}
        self.used: dict[int, set[Place]] = defaultdict(set)
        self.faults = tuple(self._untied())

    def places_of(self, index: int) -> list[Place]:
        """The places that the word comes from with what hangs on it and what it hangs on, as far as that is known."""
        held, used = self.held.get(index, []), self.used[index]
        return (
            [place for place in held if place in used]
            or held
            or sorted(used, key=lambda p: (p.site, p.index))
            or self.originals[index]
        )

    def _untied(self) -> Iterator[Fault]:
        """The ties of the sentence that no passage has. All that hangs on one word hangs on one word of a passage."""
        under: dict[int, list[Tie]] = defaultdict(list)
        for tie in self.sentence.ties.all:
            if tie.is_own and tie.role not in (JOINED, UNDER) and self.beside.is_bound(tie):
                under[tie.governor].append(tie)
        for governor, ties in sorted(under.items(), key=lambda item: -self._depth(item[0])):
            yield from self._judge(governor, ties)

    def _depth(self, index: int) -> int:
        """How many words stand above another."""
        tokens, depth = self.sentence.tokens, 0
        while tokens[index].head != index and depth < len(tokens):
            index, depth = tokens[index].head, depth + 1
        return depth

    def _judge(self, governor: int, ties: Sequence[Tie]) -> Iterator[Fault]:
        best: list[Tie] = []
        for place in self.originals[governor]:
            places = [self._tied(tie, place) for tie in ties]
            missing = [tie for tie, found in zip(ties, places, strict=True) if not found]
            if not missing and (missing := self._doubled(ties, places)) == []:
                self.held.setdefault(governor, []).append(place)
                for tie, found in zip(ties, places, strict=True):
                    self.used[tie.dependent].update(found)
            best = missing if not best or len(missing) < len(best) else best
        if governor not in self.held and best:
            tie = best[0]
            first, last = sorted((tie.dependent, tie.governor))
            yield Fault(first, last, Outcome.NOT_FOUND, self._say_tie(tie), self.sites[0].passage)

    def _doubled(self, ties: Sequence[Tie], places: Sequence[Sequence[Place]]) -> list[Tie]:
        """The ties that could only have come from a word that another one has come from: "from a bank from a bank" for "from a bank to a
        bank"."""
        taken: dict[Place, Tie] = {}
        for tie, found in sorted(zip(ties, places, strict=True), key=lambda pair: len(pair[1])):
            free = next((place for place in found if place not in taken), None)
            if free is None:
                return [tie]
            if tie.dependent not in {other.dependent for other in taken.values()}:
                taken[free] = tie
        return []

    def _tied(self, tie: Tie, governor: Place) -> list[Place]:
        """Where the tie's dependent hangs on that word of a passage as it does in the sentence."""
        site = self.sites[governor.site]
        unit = site.unit_around(governor.index)
        held = None if tie.dependent in self.beside.named else self.held.get(tie.dependent)
        found = []
        # Words are looked at from the leaves up: what hangs on the dependent hung on one of these.
        for place in self.originals[tie.dependent] if held is None else held:
            if place.site != governor.site or place.index == governor.index:
                continue
            roles = [other for index in self._standing_for(tie.dependent, place) for other in site.ties.of.get(index, ())]
            if (
                any(self._is_same_tie(tie, other, unit, site) for other in roles)
                or self._is_turned_about(tie, place, governor, site)
                or self._stands_alike(tie, place, governor)
            ):
                found.append(place)
        return found

    def _is_same_tie(self, mine: Tie, theirs: Tie, unit: range, site: Site) -> bool:
        if not are_alike(mine.role, theirs.role, self.sentence.tokens[mine.governor], site.tokens[theirs.governor]):
            return False
        if {mine.role, theirs.role} == {MODIFIER, "of"} and any(a <= mine.dependent <= b for a, b, _ in self.sentence.figures):
            return False  # "a 50-year low of 3 percent" is no 3-percent low of 50 years
        if theirs.governor in unit:
            return True
        if any(first <= mine.dependent <= last for first, last, _ in self.sentence.times):
            return any(_are_near(site, theirs.governor, index) for index in unit)
        # "Cut households off from the land": whether it hangs on the deed or on what is done it to, the parser cannot know.
        above, below = site.tokens[theirs.governor], [site.tokens[index] for index in unit]
        is_loose = mine.role not in (SUBJECT, OBJECT, IS, MODIFIER, OWNER, "of", "by")
        return is_loose and (
            (above.dep in _SUFFERS and above.head in unit)
            or any(one.dep in _SUFFERS and one.head == above.index for one in below)
        )

    def _standing_for(self, mine: int, place: Place) -> list[int]:
        """The word of the passage with those that stand for it: the others of its figure, and of "three of the pillars" the "three", where
        the sentence has "three pillars"."""
        site = self.sites[place.site]
        found = list(site.unit_around(place.index))
        for child in self.sentence.ties.children[mine]:
            if self.sentence.tokens[child].dep == "nummod":
                numbers = [number.index for number in self.originals[child] if number.site == place.site]
                found += [
                    tie.governor for tie in site.ties.of.get(place.index, ()) if tie.role == "of" and tie.governor in numbers
                ]
        return found

    def _is_turned_about(self, tie: Tie, dependent: Place, governor: Place, site: Site) -> bool:
        """ "Pike is the mayor" for "Pike, the mayor", "the mayor, Pike", "Mayor Pike"."""
        if tie.role == MODIFIER and self.sentence.tokens[tie.dependent].dep == "nummod":
            return any(
                other.governor == dependent.index and other.role == "of" for other in site.ties.of.get(governor.index, ())
            )
        if tie.role not in (IS, MODIFIER):
            return False
        return any(
            other.governor == dependent.index and other.role in (IS, MODIFIER) for other in site.ties.of.get(governor.index, ())
        )

    def _stands_alike(self, tie: Tie, dependent: Place, governor: Place) -> bool:
        """Whether all from the one word to the other stands in the passage word for word: then the parser may think of it what it likes."""
        low, high = sorted((tie.dependent, tie.governor))
        start, end = sorted((dependent.index, governor.index))
        site = self.sites[governor.site]
        if (tie.dependent < tie.governor) is not (dependent.index < governor.index):
            return False
        word = site.tokens[dependent.index]
        if word.head < start and word.dep in ("pobj", "dobj", "obj", "poss", "conj", "appos"):
            return False  # "the brother of the president resigned" has "the president resigned" in it
        return runs_alike(self.sentence, low, high, site, start, end)

    def _say_tie(self, tie: Tie) -> str:
        one, other = self.sentence.tokens[tie.dependent].text, self.sentence.tokens[tie.governor].text
        return f"“{one}” and “{other}” do not belong together so in the passages that the sentence names ({tie.role})"


def _are_near(site: Site, one: int, other: int) -> bool:
    """Whether one of two words hangs on the other, or both on a third: a time told with the one is that of the other."""
    heads = site.tokens[one].head, site.tokens[other].head
    return one in heads or other in heads or heads[0] == heads[1]
