"""The server that lies: it tells what it is shown, falsely, and knows which of its sentences are lies."""

from __future__ import annotations

import json

import pytest
from bench.lies.board import _judge
from bench.lies.liar import MISNAMED, TRUE, Liar, Told
from bench.planted.plant import Pool, plain
from tests.chat_server import Asked

from groundwire.model import BeatRole, NameKind, Sentence
from groundwire.protocols import Encoders

MATERIAL = """REPORT: Coastal Post, 4 March 2026
[1] Harbour Minister Ilse Berg said that the northern lock would reopen in June after eleven weeks of repairs.
[2] The tanker's owners sued the town of Lindholm in May because the signals had failed.
[3] {q1: “We were never told that the channel had moved,”} the owners' lawyer Piet Lund told reporters.
[4] The council of Lindholm rejected the claim on Friday with 14 votes to 9.

PLAN
lede: [1]
key point: [2]
key point: [4]
what happened: [2]
what happened: [3], a reply
background: [4]"""


def answer(share: float, encoders: Encoders) -> tuple[dict[str, object], Liar]:
    liar = Liar(
        syntax=encoders.syntax,
        share=share,
        pool=Pool(names=dict.fromkeys(NameKind, ("Anna Holt", "Carl Moen"))),
        facts=["A glacier in the east lost a tenth of its ice last summer."],
    )
    asked = Asked("/v1", {}, {}, {"messages": [{"role": "user", "content": MATERIAL}]})
    return json.loads(liar(asked).text), liar


def test_an_honest_server_tells_what_it_is_shown(encoders: Encoders) -> None:
    said, liar = answer(0.0, encoders)
    assert all(told.kind == TRUE for told in liar.told)
    texts = [item["text"] for item in said["story"]]  # type: ignore[attr-defined]
    assert len(texts) == 3 and any("{q1}" in text for text in texts)


def test_a_liar_tells_nothing_that_the_passages_say_and_the_same_again(encoders: Encoders) -> None:
    said, liar = answer(1.0, encoders)
    lies = [told for told in liar.told if told.kind]
    assert len(lies) >= 15 and len({told.kind for told in lies}) >= 6
    for told in lies:
        assert told.text not in told.passages
        if told.kind != MISNAMED:
            assert all(plain(told.text) != plain(line.partition("] ")[2]) for line in MATERIAL.splitlines())
    assert answer(1.0, encoders)[0] == said


TOLD = (
    Told(
        text="The lock reopened in June.",
        kind=MISNAMED,
        numbers=(2,),
        passages=("Owners sued.",),
        origin="The lock reopened in June",
    ),
    Told(
        text="Owners sued Lindholm, which had lied.",
        kind="detail invented",
        numbers=(2,),
        passages=("Owners sued the town of Lindholm.",),
        now="which had lied",
        base="Owners sued Lindholm, whose signals had failed.",
    ),
    Told(text="The council rejected the claim, Lund said.", kind=TRUE, numbers=(4,), passages=("x",)),
)


@pytest.mark.parametrize(
    ("text", "backing", "is_lie"),
    [
        ("The lock reopened in June.", "the lock reopened in june", False),  # it was given its own passage
        ("The lock reopened in June.", "owners sued", True),
        ("Owners sued Lindholm, which had lied.", "owners sued", True),
        ("Owners sued Lindholm.", "owners sued", False),  # the desk cut the lie
        ("The council rejected the claim.", "x", False),
    ],
)
def test_what_became_of_a_sentence_is_judged_by_what_it_says_and_rests_on(text: str, backing: str, is_lie: bool) -> None:
    found = _judge(Sentence(text=text, beat=BeatRole.WHAT_HAPPENED, author="chat"), TOLD, frozenset(backing.split()))
    assert found.told is not None and found.is_lie is is_lie


def test_words_that_nobody_told_are_nobodys() -> None:
    sentence = Sentence(text="A glacier melted overnight.", beat=BeatRole.WHAT_HAPPENED, author="chat")
    assert _judge(sentence, TOLD, frozenset()).told is None
