"""The warning about long runs of a source's own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.growing import seconds_of

from groundwire.checks.copying import make
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Draft, Outcome, Reading, Rights, Ruling, Sentence
from groundwire.protocols import Tools

COPIED = "the crew of the tug pulled both barges clear of the burning quay before dawn"
SOURCE = f"Witnesses said that {COPIED}, and that nobody was hurt."

Rule = Callable[..., tuple[tuple[Ruling, ...], Document]]


@pytest.fixture(scope="module")
def rule(read: Callable[..., tuple[Document, Reading]], tools: Tools) -> Rule:
    def run(text: str, source: str = SOURCE, rights: Rights = Rights.UNKNOWN) -> tuple[tuple[Ruling, ...], Document]:
        document, reading = read(source, source="The Lerwick Gazette", rights=rights)
        evidence = GatheredEvidence([document], {document.id: reading}, tools.encoders.embedding)
        written, draft_reading = read(text)
        sentences = tuple(Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED) for passage in draft_reading.sentences)
        draft = Draft(id="d", sentences=sentences, document=written, reading=draft_reading)
        return make(tools).check(draft, evidence), document

    return run


def test_copying_warns_of_a_long_run_and_shows_it(rule: Rule) -> None:
    text = f"Reports say {COPIED.upper()}; the quay is shut."
    rulings, document = rule(text)
    (ruling,) = rulings
    assert ruling.is_warning
    assert ruling.outcome is Outcome.SUPPORTED
    assert text[slice(*ruling.part)] == COPIED.upper()
    assert document.quote(ruling.evidence[0]) == COPIED  # type: ignore[arg-type]
    assert ruling.note == "15 words in a row stand in The Lerwick Gazette; rights unknown"


def test_copying_is_silent_below_the_limit(rule: Rule) -> None:
    assert rule("The crew of the tug pulled both barges clear of the fire.")[0] == ()


def test_copying_leaves_quotations_alone(rule: Rule) -> None:
    assert rule(f"A sailor said: “{COPIED}”.")[0] == ()
    assert rule(f'A sailor said: "{COPIED}".')[0] == ()


def test_copying_does_not_join_words_across_a_quotation(rule: Rule) -> None:
    assert rule("The crew of the tug pulled “both barges” clear of the burning quay before dawn.")[0] == ()


@pytest.mark.parametrize("rights", [Rights.OWN, Rights.LICENSED])
def test_copying_allows_sources_with_rights(rule: Rule, rights: Rights) -> None:
    assert rule(f"Reports say {COPIED}.", rights=rights)[0] == ()


def test_copying_allows_a_licensed_outlet(read: Callable[..., tuple[Document, Reading]], tools: Tools) -> None:
    document, reading = read(SOURCE)
    document = replace(document, source=replace(document.source, rights=Rights.LICENSED))
    evidence = GatheredEvidence([document], {document.id: reading}, tools.encoders.embedding)
    draft = Draft(id="d", sentences=(Sentence(text=SOURCE, beat=BeatRole.LEDE),), document=document, reading=reading)
    assert make(tools).check(draft, evidence) == ()


def test_copying_says_nothing_about_nothing(rule: Rule) -> None:
    assert rule("", "")[0] == ()


def test_copying_is_linear_where_one_phrase_repeats(rule: Rule, tools: Tools) -> None:
    from groundwire.checks.copying import _index, _longest_run, _outside_quotes, _Protected, _words

    def seconds(copies: int) -> float:
        texts = (tuple(_words("over and " * copies)),)
        text = "over and " * copies
        return seconds_of(lambda: _longest_run(_outside_quotes(text), _Protected((), texts, _index(texts, 12)), 12))

    assert seconds(4000) < 30 * seconds(400)
