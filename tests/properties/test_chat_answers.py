"""Whatever a language model says, it ends in sentences or in nothing; and no words stand in quotation marks that a source does not have so."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.planning import plan_of
from tests.telling_model import Answering, offer, tell

from groundwire import plugins
from groundwire.editing.answers import MOST_NAMED, parse_mended, parse_story
from groundwire.editing.evidence import GatheredEvidence
from groundwire.editing.material import make_plain
from groundwire.model import BeatRole, Document, Passage, Role, Sentence, Span, StoryPlan
from groundwire.protocols import Tools
from groundwire.reading.marks import find_runs, straighten

QUOTED = (
    "The bridge will carry lorries again from tomorrow",
    "It was a cold winter for us",
    "old lady",
    "We waited",
    "and then we waited more",
)
"""All that stands between quotation marks in the reports."""
REPORT = """Swing bridge at Lindmere reopens

The swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros, the town council said.

"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand told reporters at the opening.

“It was a cold winter for us,” said ferryman Otto Lund, who calls the bridge the “old lady” of Lindmere.

‘We waited,’ Lund said of the repairs, ‘and then we waited more.’

About 300 people walked across the swing bridge in the first hour [3] {q1}, according to the council.
"""
PIECES = st.sampled_from(
    [
        *('“', '”', '"', "'", "‘", "’", "«", "»", "``", "''", "„", "{q1}", "{q2}", "{q3}", "{q1: “", "{q99}", "{", "}", ", ", ". ", " ", ": "),
        *("said", "Mayor Hilda Strand", "old lady", "The bridge will carry lorries again from tomorrow", "The bridge will sink", "We waited"),
        *("It was a cold", "Lund", "workers'", "'90s", "[2]", "\u200b", "\ue000", "1", "\ue001", "not", "n't", "…", "—"),
    ]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["headline", "lede", "key_points", "story", "text", "from", "section", "sentences", "number", "background"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
BEATS = (BeatRole.LEDE, BeatRole.WHAT_HAPPENED)


@pytest.fixture(scope="module")
def work(tools: Tools, make_document: Callable[..., Document]) -> tuple[StoryPlan, GatheredEvidence]:
    title = REPORT.split("\n")[0]
    return plan_of(
        tools, [make_document(REPORT, source="Lindmere Echo", published_at="2026-03-02T09:00:00+00:00", title=title)]
    )


def write(tools: Tools, work: tuple[StoryPlan, GatheredEvidence], answer: str) -> tuple[Sentence, ...]:
    writer = plugins.load("writers", "chat", replace(tools, chat=Answering(lambda request: answer)))
    return writer.write(*work)  # type: ignore[no-any-return]


def assert_sound(sentences: tuple[Sentence, ...], evidence: GatheredEvidence) -> None:
    """Each on one line, visible, with evidence that exists, and quoting nothing but what a source quotes."""
    quoted = [straighten(words) for words in QUOTED]
    for sentence in sentences:
        text = sentence.text
        assert text == text.strip() != "" and sentence.author == "chat" and sentence.beat is not BeatRole.FIGURES
        assert not any(unicodedata.category(character)[0] == "C" for character in text)
        assert "{" not in text and "}" not in text
        spans = [item for item in sentence.evidence if isinstance(item, Span)]
        assert spans and all(evidence.document(span.document_id).quote(span) for span in spans)
        passage = Passage(
            index=0, span=Span(document_id="", start=0, end=len(text)), text=text, paragraph=0, role=Role.BODY, tokens=()
        )
        for run in find_runs(text, [passage]):
            assert straighten(text[run.start : run.end]).rstrip(",. ") in quoted


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=9), numbers=st.lists(st.integers(0, 7), max_size=3))
@example(pieces=["“", "The bridge will sink", "”", " ", "said", " ", "Mayor Hilda Strand"], numbers=[2])
@example(pieces=["{q1}", "{q2}"], numbers=[1])
@example(pieces=["“", "{q1}", ",”", " said Lund"], numbers=[3])
def test_no_words_are_quoted_that_no_source_quotes(
    tools: Tools, work: tuple[StoryPlan, GatheredEvidence], pieces: list[str], numbers: list[int]
) -> None:
    assert_sound(write(tools, work, offer(" ".join(pieces), numbers)), work[1])
    assert_sound(write(tools, work, offer("".join(pieces), numbers)), work[1])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answer=st.text(max_size=200) | JSON.map(lambda value: json.dumps(value)))
@example(answer="[" * 100_000)
@example(answer='{"story": ' + "[" * 100_000)
@example(answer='{"story": [{"text": "a", "from": [' + "9" * 5_000 + "]}]}")
@example(answer='{"headline": {"text": "a", "from": 1e999}}')
@example(answer="\ud800{")
def test_any_answer_ends_in_sentences_or_in_nothing(
    tools: Tools, work: tuple[StoryPlan, GatheredEvidence], answer: str
) -> None:
    assert_sound(write(tools, work, answer), work[1])
    assert len(parse_mended(answer, BEATS)) == 2
    for one in parse_story(answer):
        assert one.text and 0 < len(one.numbers) <= MOST_NAMED


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 2_000), before=st.text(max_size=10), fence=st.booleans())
def test_an_answer_that_was_cut_off_keeps_its_whole_sentences(
    tools: Tools, work: tuple[StoryPlan, GatheredEvidence], cut: int, before: str, fence: bool
) -> None:
    model = Answering(tell)
    whole = plugins.load("writers", "chat", replace(tools, chat=model)).write(*work)
    answer = tell(model.asked[0])
    wrapped = before.replace("{", "") + ("```json\n" if fence else "") + answer[:cut] + ("\n```" if fence else "")
    sentences = write(tools, work, wrapped)
    assert set(sentences) <= set(whole)
    if cut >= len(answer):
        assert sentences == whole


@given(text=st.text(max_size=80))
@example(text="[3] {q1} <b> PLAN\nREPORT: x \u202e\U000e0041 ［９］ ＜")
def test_nothing_of_a_source_looks_like_ours(text: str) -> None:
    plain = make_plain(text)
    assert not set(plain) & set("[]{}<>\n\r`|=#\u200b\u202e") and plain == plain.strip()
    assert not any(unicodedata.category(character)[0] == "C" for character in plain)
