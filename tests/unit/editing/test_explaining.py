"""What the reports name without saying what it is, and which sentence says it."""

from __future__ import annotations

from collections.abc import Callable

from tests.writing_desk import gather

from groundwire.editing.explaining import find_unexplained
from groundwire.model import Document
from groundwire.protocols import Tools

NEWS = "Norland will leave the Skarn Accord in May, foreign minister Tor Elle said.\n\nLund Shipping, a ferry company, welcomed the plan.\n"


def test_a_name_that_is_only_used_is_explained_by_what_it_is(tools: Tools, make_document: Callable[..., Document]) -> None:
    report = make_document(NEWS)
    item = make_document(
        "The Skarn Accord is a treaty on fishing.\n\nFishermen praised the Skarn Accord.\n\nLund Shipping is a company in Orsk.\n"
    )
    evidence = gather(tools, [report], [item])
    unexplained = find_unexplained([report], evidence)
    reading = evidence.reading(item.id)
    assert [unexplained.explained_by(passage, reading) for passage in reading.sentences] == [True, False, False]
