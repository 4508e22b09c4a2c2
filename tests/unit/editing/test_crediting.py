"""What a story adds to credit an outlet and to date what comes from the archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groundwire.editing.copyedit import Copy
from groundwire.editing.crediting import date_background
from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import Document
from groundwire.reading import read_document


@pytest.mark.parametrize(
    ("text", "outlet", "expected"),
    [
        (
            "About 40 boats were freed, the harbour master said.",
            "",
            "According to a report of March 2026, about 40 boats were freed, the harbour master said.",
        ),
        (
            "Last week the ice broke, the harbour master said.",
            "the Orsk Echo",
            "As the Orsk Echo reported in March 2026, last week the ice broke, the harbour master said.",
        ),
        (
            "Velden has no ice, the harbour master said.",
            "",
            "According to a report of March 2026, Velden has no ice, the harbour master said.",
        ),
        ("The ice broke in two.", "the Orsk Echo", "The ice broke in two, the Orsk Echo reported in March 2026."),
    ],
)
def test_background_is_dated(
    make_document: Callable[..., Document], encoders: LazyEncoders, text: str, outlet: str, expected: str
) -> None:
    document = make_document(text, published_at="2026-03-02T09:00:00+00:00")
    reading = read_document(document, encoders.syntax)
    passage = reading.sentences[0]
    assert date_background(Copy(text, (passage.span,)), passage, reading, document, outlet).text == expected
