"""However quotation marks are cut out of a text, put into it or swapped, who said what is read without an exception and within bounds."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import Document, Quote, Reading, Token
from groundwire.reading import read_document
from groundwire.reading.layout import find_furniture
from groundwire.reading.marks import find_runs

MARKS = "“”\"'‘’«»„‚`"
TEXT = """Harbour master resigns

The mast broke at dawn, Ida Brekke said on Monday. “Nobody had looked at the ‘new’ bolts,” she said. “Nobody at all.”

“We saw it go,” Olav Trane, the pilot, told the Courier. “The dockers’ hall shook. It was 12" of steel.

“Then it was quiet,” he added, and rejected the board's account that “all was well” on the quay.

»The Drowned Orchard« will open on Friday. According to the ministry, the crane "would be mended" by May.

BREKKE: Who pays? I said: ‘The county.’

TRANE: You do, and the minister called it “a bad night”.

@ostvikport: The port is open. — Ida Brekke (@ida) May 3, 2024

The river took the mast,
the mast took the road,” she sang.

Reuters reported, citing Xinhua, that the port had “no plans” to close, but Trane denied that he would go."""

INTERVIEW = """Petra Holm has run the harbour for nine years. She spoke to the Courier on Tuesday.

**Why did the crane fall?**

The bolts were loose. I had asked the board for “new ones”.

Q: Who should have “checked”?

A: My office. We did not.

Host: Is it so?

Holm: I said “yes.”

It is gone for good.

— Petra Holm (@pholm) May 3, 2024

She stressed that “I respect her” but criticised the plan.

“No more.” Holm said. “Who, me?” Trane asked. Nobody answered."""


class KnownSyntax:
    """A parser that parses a text once: long texts made of the same sentences cost no more than those."""

    def __init__(self, encoders: LazyEncoders) -> None:
        self._inner = encoders.syntax
        self._known: dict[str, tuple[Token, ...]] = {}

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._inner.parse(new), strict=True))
        return [self._known[text] for text in texts]


def disturb(text: str, chance: random.Random) -> str:
    """The text with some marks cut out, put in or swapped."""
    letters = list(text)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(letters))
        marks = [number for number, letter in enumerate(letters) if letter in MARKS]
        what = chance.random()
        if what < 0.4 and marks:
            letters[chance.choice(marks)] = ""
        elif what < 0.6 and marks:
            letters[chance.choice(marks)] = chance.choice(MARKS)
        else:
            letters.insert(place, chance.choice(MARKS))
    return "".join(letters)


def hold(document: Document, reading: Reading) -> None:
    """What is true of every reading."""
    for quote in (*reading.quotes, *reading.stances):
        for span in (quote.content, quote.speaker, quote.cue, *quote.via):
            assert span is None or (0 <= span.start < span.end <= len(document.text))
        words = document.quote(quote.content)
        assert words == words.strip()
        assert any(letter.isalnum() for letter in words)
        assert 0.0 <= quote.confidence <= 1.0
        assert quote.confidence >= 0.5 or not quote.speaker_key
        assert cue_is_outside(quote), words
    outer = [run for run in find_runs(document.text, reading.sentences) if run.depth == 0]
    assert all(one.end <= other.start for one, other in zip(outer, outer[1:], strict=False))
    assert not any("\n\n" in document.text[run.start : run.end] for run in outer)


def cue_is_outside(quote: Quote) -> bool:
    """Words in marks, or in a turn, hold neither their cue nor their speaker; indirect speech may be interrupted by its cue, never begin
    or end inside it."""
    content, cue = quote.content, quote.cue
    if quote.is_direct:
        return not any(span is not None and span.overlaps(content) for span in (cue, quote.speaker))
    return cue is None or not cue.overlaps(content) or (content.start < cue.start and cue.end < content.end)


@pytest.mark.parametrize("seed", range(90))
def test_marks_cut_out_put_in_or_swapped_do_no_harm(
    encoders: LazyEncoders, make_document: Callable[..., Document], seed: int
) -> None:
    text = disturb((TEXT, INTERVIEW, f"{INTERVIEW}\n\n{TEXT}")[seed % 3], random.Random(seed))
    plain = make_document(text)
    document = replace(plain, furniture=tuple(plain.span(*place) for place in find_furniture(text)))
    hold(document, read_document(document, encoders.syntax))


@pytest.mark.parametrize(
    "unit",
    [
        f"{TEXT}\n\n{INTERVIEW}\n\n",
        "“We saw it go. It was loud.\n\n",
        "It was loud,” Ida Brekke said.\n\n",
        "“We saw it go.\n\nIt was loud.\n\nIt was quiet.”\n\n",
        "IDA BREKKE: We close it.\n\nOLAV TRANE: Who pays?\n\n",
        "Why did it fall?\n\nWe do not know, Ida Brekke said.\n\n",
        "The river took the mast,\n",
        "“We saw ‘it’ go. ",
        "@ida: We saw it. — Ida Brekke (@ida) May 3, 2024\n",
        "'a \"b “c ‘d «e „f.\n\n",
    ],
)
def test_a_long_text_is_read_in_one_go(encoders: LazyEncoders, make_document: Callable[..., Document], unit: str) -> None:
    """200,000 characters: anything worse than linear would not end in the time a test has."""
    document = make_document(unit * (200_000 // len(unit)))
    hold(document, read_document(document, KnownSyntax(encoders)))
