"""How readers are told who drafted a story, and from what."""

from __future__ import annotations

from collections.abc import Sequence

from groundwire.model import Event, TableCard


def disclose(event: Event, tables: Sequence[TableCard], drafted: str) -> str:
    """The sentence: "Drafted by Groundwire without a language model from 4 reports, 3 of them independent, and 1 table; not yet edited."
    ``drafted`` is what the writer says of itself ("without a language model"). Sample data are called so."""
    count, parts = len(event.document_ids), []
    if count:
        parts.append("1 report" if count == 1 else f"{count} reports")
    if event.independent_sources < count:
        parts[0] += f", {event.independent_sources} of them independent"
    if tables:
        samples = sum(card.is_sample for card in tables)
        said = "1 table" if len(tables) == 1 else f"{len(tables)} tables"
        parts.append(
            said + ("" if not samples else " of sample data" if samples == len(tables) else f", {samples} of sample data")
        )
    joint = ", and " if any("," in part for part in parts) else " and "
    return f"Drafted by Groundwire {drafted} from {joint.join(parts)}; not yet edited."
