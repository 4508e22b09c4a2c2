"""The server that lies: it tells what it is shown, falsely, and knows which of its sentences are lies."""

from __future__ import annotations

import json

from bench.lies.liar import MISNAMED, TRUE, Liar
from bench.planted.plant import Pool, plain
from tests.chat_server import Asked

from groundwire.model import NameKind
from groundwire.protocols import Encoders

MATERIAL = """REPORT: Coastal Post, 4 March 2026
[1] Harbour Minister Ilse Berg said that the northern lock would reopen in June after eleven weeks of repairs.
[2] The tanker's owners sued the town of Lindholm in May because the signals had failed.
[3] {q1: “We were never told that the channel had moved,”} the owners' lawyer Piet Lund told reporters.
[4] The council of Lindholm rejected the claim on Friday with 14 votes to 9.

PLAN
lede: 1
key points: 2, 4
what happened: 2, 3
background: 4"""


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
