"""The check of fidelity: a model's sentence is held to the passages that it names, and nobody else's is."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from groundwire.checks.fidelity import make
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Document, Draft, Outcome, Reading, Ruling, Sentence
from groundwire.protocols import Tools

SOURCE = """Harbour Minister Ilse Berg said on Tuesday that the northern lock would reopen in June. The lock has been closed since a tanker hit its gate.

Berg denied that the repairs had cost 9 million crowns. “I have seen no such bill,” she told reporters.

Former harbour master Carl Holm called the gate unsafe. The town may sell the tanker if its owners do not pay.

The tanker's owners sued the town in May. A court dismissed the suit.

The town lost its harbour to the storm but would not ask for help, two council members argued Monday as they opened a meeting in the hall.

An official said that the port could close, according to a report out of the capital.

The ministry told a county court Monday it thinks all of the ban is unlawful, marking an escalation in its fight against the town.

The Border Patrol made 40 arrests at the southern crossing in July."""

Rule = Callable[..., tuple[Ruling, ...]]


@pytest.fixture(scope="module")
def rule(read: Callable[..., tuple[Document, Reading]], tools: Tools) -> Rule:
    document, reading = read(SOURCE, source="Coastal Post", published_at="2026-03-04")
    evidence = GatheredEvidence([document], {document.id: reading}, tools.encoders.embedding)
    check = make(tools)

    def run(text: str, *numbers: int, author: str = "chat") -> tuple[Ruling, ...]:
        written, draft_reading = read(text)
        spans = tuple(reading.sentences[number].span for number in numbers)
        sentence = Sentence(text=text, beat=BeatRole.WHAT_HAPPENED, evidence=spans, author=author)
        return check.check(Draft(id="d", sentences=(sentence,), document=written, reading=draft_reading), evidence)

    return run


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The northern lock would reopen in June, Harbour Minister Ilse Berg said.", (0,)),
        ("The lock would reopen in June, according to Berg.", (0,)),
        ("The lock has been closed since a tanker hit its gate.", (1,)),
        ("Berg denied that the repairs had cost 9 million crowns.", (2,)),
        ("“I have seen no such bill,” Ilse Berg told reporters.", (3,)),
        ("Carl Holm called the gate unsafe.", (4,)),
        ("If its owners do not pay, the town may sell the tanker.", (5,)),
        ("The tanker's owners sued the town in May, and a court dismissed the suit.", (6, 7)),
        ("The lock has been closed since a tanker hit its gate, Coastal Post reported on 4 March 2026.", (1,)),
        ("The town lost its harbour to the storm but would not ask for help, two council members argued.", (8,)),
        ("According to a report out of the capital, an official said that the port could close.", (9,)),
        # All of a passage but its day, however the parser takes it without the day.
        (
            "The ministry told a county court it thinks all of the ban is unlawful, marking an escalation in its fight against the town.",
            (10,),
        ),
    ],
)
def test_fidelity_is_silent_on_what_the_passages_tell(rule: Rule, text: str, numbers: tuple[int, ...]) -> None:
    assert rule(text, *numbers) == ()


@pytest.mark.parametrize(
    ("text", "numbers", "words"),
    [
        ("The northern lock would reopen in June, Harbour Minister Ilse Berg said.", (1,), "“northern”"),
        ("The northern lock will reopen in June.", (0,), "said"),
        ("The town lost its harbour to the storm but would not ask for help.", (8,), "“argued” behind this"),
        ("The port could close, according to a report out of the capital.", (9,), "“said” above this"),
        ("According to a report out of the capital, the port could close.", (9,), "“said” above this"),
        ("The southern lock would reopen in June, Berg said.", (0,), "“southern”"),
        ("The repairs had cost 9 million crowns.", (2,), "denied"),
        ("Berg said that the repairs had cost 9 million crowns.", (2,), "“said”"),
        ("“I have seen such a bill,” Berg told reporters.", (3,), "between the marks"),
        ("“I have seen no such bill,” he told reporters.", (3,), "“he”"),
        ("Harbour master Carl Holm called the gate unsafe.", (4,), "“Former”"),
        ("The town may sell the tanker.", (5,), "condition"),
        ("The town will sell the tanker if its owners do not pay.", (5,), "“may”"),
        ("The town sued the tanker's owners in May.", (6,), "belong together"),
        ("A court sued the town in May.", (6, 7), "belong together"),
        ("The border made 40 arrests at the southern crossing in July.", (11,), "“border”"),
        ("The owners sued the town because a court dismissed the suit.", (6, 7), "“because”"),
        ("The lock has been closed since a tanker hit its gate, Evening Star reported.", (1,), "“Evening”"),
    ],
)
def test_fidelity_blocks_what_they_do_not_tell_and_says_why(
    rule: Rule, text: str, numbers: tuple[int, ...], words: str
) -> None:
    rulings = rule(text, *numbers)
    assert rulings and any(words in ruling.note for ruling in rulings), [ruling.note for ruling in rulings]
    for ruling in rulings:
        assert ruling.outcome in (Outcome.NOT_FOUND, Outcome.CONTRADICTED)
        assert 0 <= ruling.part[0] < ruling.part[1] <= len(text)


def test_a_sentence_without_passages_is_not_found(rule: Rule) -> None:
    (ruling,) = rule("A court dismissed the suit.")
    assert ruling.outcome is Outcome.NOT_FOUND and "names no passage" in ruling.note


@pytest.mark.parametrize("author", ["", "template", "Ada Lind"])
def test_other_authors_are_not_asked(rule: Rule, author: str) -> None:
    assert rule("A court sued the town in May.", 6, author=author) == ()


def test_any_text_is_ruled_on_in_little_time(rule: Rule) -> None:
    began = time.monotonic()
    for text in ("?", "“", "}{", "of of of of", "the " * 400, "court and " * 60 + "suit."):
        for ruling in rule(text, 6, 7):
            assert 0 <= ruling.part[0] <= ruling.part[1] <= len(text)
    assert time.monotonic() - began < 20
