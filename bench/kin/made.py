"""Copies made of real reports, as outlets make them of a wire: cut short, under another headline, in another order, lightly rewritten.

Each made copy has one or two of the four done to it, drawn by a fixed seed:

- **trim**: the first 55 to 85 % of its sentences stay;
- **headline**: a headline of six words from the second half of its first sentence;
- **order**: the sentences after the first are cut into blocks of two, and the blocks are shuffled;
- **rewrite**: words with a plain synonym are exchanged (``SYNONYMS``), and every fifteenth of the other small words is left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from groundwire.model import Document, Source, document_id

FEWEST: Final = 80
"""Words of a report that copies are made of: what is shorter cannot be trimmed and be known again."""
SYNONYMS: Final = dict(
    pair.split("=")
    for pair in """said=stated told=informed rise=increase rose=climbed fell=dropped fall=drop company=firm about=around because=since
    also=too however=but would=will expected=forecast increase=rise big=large large=big agreed=consented buy=purchase bought=purchased
    talks=discussions plan=scheme plans=schemes show=indicate showed=indicated help=aid high=elevated began=started start=begin ended=closed
    likely=probable only=merely another=one made=produced government=authorities officials=authorities total=sum""".split()
)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"])")
_WORD: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A made copy, the report it was made of, and what was done."""

    document: Document
    original: str
    done: str


def make_copies(reports: Sequence[Document], count: int, seed: int = 1) -> list[Copy]:
    """``count`` copies of as many reports, each a few hours younger than its original."""
    chance = random.Random(seed)
    fit = [report for report in reports if len(_body(report).split()) >= FEWEST]
    return [_copy(report, chance) for report in chance.sample(fit, min(count, len(fit)))]


def _copy(report: Document, chance: random.Random) -> Copy:
    title, body = report.title_text, _SENTENCE.split(_body(report))
    done = sorted(chance.sample(sorted(_WAYS), chance.choice((1, 2))))
    for way in done:
        title, body = _WAYS[way](title, body, chance)
    text = f"{title}\n\n{' '.join(body)}"
    source = Source(name=f"Outlet {chance.randrange(40)}")
    identity = document_id(source, "", text)
    published = report.published_at + timedelta(minutes=chance.randrange(30, 900)) if report.published_at else None
    document = Document(id=identity, text=text, source=source, published_at=published, language="en")
    return Copy(replace(document, title=document.span(0, len(title))), report.id, "+".join(done))


def _body(report: Document) -> str:
    return report.text[report.title.end if report.title else 0 :].strip()


def _trim(title: str, body: list[str], chance: random.Random) -> tuple[str, list[str]]:
    return title, body[: max(1, round(len(body) * chance.uniform(0.55, 0.85)))]


def _headline(title: str, body: list[str], chance: random.Random) -> tuple[str, list[str]]:
    words = body[0].split()
    half = words[len(words) // 2 :][:6]
    return " ".join(half).strip(".,;") or title, body


def _order(title: str, body: list[str], chance: random.Random) -> tuple[str, list[str]]:
    blocks = [body[place : place + 2] for place in range(1, len(body), 2)]
    chance.shuffle(blocks)
    return title, [body[0], *(sentence for block in blocks for sentence in block)]


def _rewrite(title: str, body: list[str], chance: random.Random) -> tuple[str, list[str]]:
    def exchange(match: re.Match[str]) -> str:
        word = match[0]
        if word in SYNONYMS:
            return SYNONYMS[word]
        return "" if len(word) < 5 and chance.random() < 1 / 15 else word

    return title, [_WORD.sub(exchange, sentence) for sentence in body]


_WAYS: Final[dict[str, Callable[[str, list[str], random.Random], tuple[str, list[str]]]]] = {
    "trim": _trim,
    "headline": _headline,
    "order": _order,
    "rewrite": _rewrite,
}
