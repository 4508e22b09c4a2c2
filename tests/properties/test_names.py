"""Names of any text whatsoever."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundwire.model import Document, Reading
from groundwire.reading.names import fold

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Ada Brenn",
                "Brenn's",
                "the EU",
                "(HSA)",
                "Prime Minister",
                "Mr",
                "he",
                "said",
                ",",
                ".",
                "of",
                "-",
                "’s",
                "China",
                "Chinese",
                "\n\n",
                "“",
                "”",
                "al-",
                "AND",
                "St.",
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=24,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES)
def test_names_quote_back_and_stay_inside_their_sentence(
    pieces: list[str], read: Callable[..., tuple[Document, Reading]]
) -> None:
    document, reading = read(" ".join(pieces))
    for name in reading.names:
        assert name.mentions
        assert name.key
        ends = [mention.span.end for mention in name.mentions]
        starts = [mention.span.start for mention in name.mentions]
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
        for mention in name.mentions:
            assert document.quote(mention.span).strip()
            passage = reading.passage_at(mention.span)
            assert passage is not None
            assert passage.span.covers(mention.span)
            assert 0 < mention.confidence <= 1
        if name.introduction:
            assert document.quote(name.introduction)
    assert len({name.key for name in reading.names}) == len(reading.names)


@given(text=st.text(max_size=40))
def test_fold_is_stable(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())
