"""Connections: does a sentence connect what the sources do not connect?

A cause, a comparison, an extent or an order can be false though every name, figure and fact beside it is true. Each is looked for in
the passage that plainly tells the rest of the sentence, and in what stands around it; where no passage plainly does, the check keeps
silent and leaves the sentence to the check of entailment. The check blocks or stays silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from groundwire.checks._causes import find_causes_added
from groundwire.checks._comparisons import find_comparisons_added
from groundwire.checks._ground import LONGEST_SENTENCE, Fault, Ground, Grounds, Sight
from groundwire.checks._orders import find_orders_changed
from groundwire.checks._scopes import find_scopes_changed
from groundwire.checks.polarity import Turns
from groundwire.model import Draft, Passage, Ruling
from groundwire.protocols import Evidence, Tools

NAME: Final = "connections"
_QUESTIONS: Final[tuple[Callable[[Sight, Ground], list[Fault]], ...]] = (
    find_causes_added,
    find_comparisons_added,
    find_scopes_changed,
    find_orders_changed,
)


class ConnectionsCheck:
    """``Check`` of causes, comparisons, extents and order."""

    name = NAME

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """A ruling for each connection that no source makes, at most one of each sort in a sentence."""
        grounds, turns = Grounds(evidence), Turns(evidence)
        rulings: list[Ruling] = []
        for number, passage in enumerate(draft.reading.sentences):
            if not passage.tokens or len(passage.tokens) > LONGEST_SENTENCE:
                continue
            ground = grounds.of(passage.text)
            sight = Sight(passage)
            faults = [fault for ask in _QUESTIONS for fault in ask(sight, ground)] if ground.near else []
            # Told by ``polarity`` already ("closed" for "opened"): one reason for one fault.
            turned = turns.find(draft, number) if faults else []
            rulings.extend(_rule(draft, number, passage, fault) for fault in faults if not _is_among(fault, passage, turned))
        return tuple(rulings)


def _is_among(fault: Fault, passage: Passage, turned: Sequence[Ruling]) -> bool:
    """Whether a ruling lies on the fault's words, or on the word that they hang on ("already" on its verb)."""
    tokens = passage.tokens
    start, end = tokens[fault.first].start, tokens[fault.last].end
    if fault.first == fault.last:
        above = tokens[tokens[fault.first].head]
        start, end = min(start, above.start), max(end, above.end)
    offset = passage.span.start
    return any(ruling.part[0] + offset < end and start < ruling.part[1] + offset for ruling in turned)


def _rule(draft: Draft, number: int, passage: Passage, fault: Fault) -> Ruling:
    start, end = passage.tokens[fault.first].start, passage.tokens[fault.last].end
    return Ruling(
        draft_id=draft.id, sentence=number, part=(start - passage.span.start, end - passage.span.start), check=NAME,
        outcome=fault.outcome, note=fault.note, evidence=(fault.source.passage.span,),
    )  # fmt: skip


def make(tools: Tools) -> ConnectionsCheck:
    """The check; it needs no tools."""
    return ConnectionsCheck()
