"""A language model that knows the truth and tells lies: it answers from the passages that it is shown, with one false thing in each of so
many of its sentences, and lies again when it is asked to mend them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.chat_server import Answer, Asked
from tests.telling_model import read_plan

from bench.lies.tellings import TELLINGS
from bench.planted.articles import Article
from bench.planted.bases import Base, make_base
from bench.planted.errors import BY_NAME, TYPES, try_to_plant
from bench.planted.plant import Pool, plain
from bench.planted.true import reword
from groundwire.model import Document, Reading, Source, document_id
from groundwire.protocols import Syntax
from groundwire.reading import read_document

MOST = 56
"""Sentences of one answer; the writer reads no more than 60."""
ELSEWHERE = "another event's fact"
MISNAMED = "wrong passage number"
TRUE = ""
KINDS = (*(kind.name for kind in TYPES), *TELLINGS, MISNAMED, ELSEWHERE)
LONGEST = 600
"""Characters of a lie."""
_PASSAGE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_SLOT = re.compile(r"\{(q\d+): (“[^{}]*?”)\}")
_ASKED = re.compile(r"^(\d+)\. \(([^)]*?), from ([\d, ]+|none)\) (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence that the server answered with: ``kind`` is the type of its lie, ``TRUE`` for none. ``passages`` are the words of those
    that it names, ``was`` and ``now`` the words before and after, ``base`` the true sentence that it was made from; ``origin`` is the
    passage that the words are from where that is none of those."""

    text: str
    kind: str
    numbers: tuple[int, ...]
    passages: tuple[str, ...]
    was: str = ""
    now: str = ""
    base: str = ""
    origin: str = ""


@dataclass
class Liar:
    """Answers for ``ChatServer``. ``share`` of the sentences are lies; ``told`` is all that was said, ``facts`` what other events' passages
    say. The same material gets the same answer."""

    syntax: Syntax
    share: float
    pool: Pool
    facts: Sequence[str]
    told: list[Told] = field(default_factory=list)
    _known: dict[str, tuple[dict[int, str], dict[int, tuple[Base, ...]]]] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Answer:
        """The whole answer to either question."""
        texts, bases = self._read(asked.material)
        chance = random.Random(asked.material)
        if "\nPLAN\n" in asked.material or asked.material.startswith("PLAN"):
            said = self._tell_story(asked.material, texts, bases, chance)
        else:
            said = self._mend(asked.material, texts, bases, chance)
        return Answer(text=json.dumps(said, ensure_ascii=False), size=4_000)

    # --- the two questions --------------------------------------------------------------------------------------------

    def _tell_story(
        self, material: str, texts: dict[int, str], bases: dict[int, tuple[Base, ...]], chance: random.Random
    ) -> object:
        plan = read_plan(material)
        lede = (plan.pop("lede", None) or list(texts))[0]
        points = plan.pop("key point", [])
        sections = [(part, number) for part, numbers in plan.items() for number in numbers]
        room = max(1, (MOST - len(points) - 4) // max(1, len(sections))) if self.share == 1 else 1
        one = [self._say(lede, texts, bases, chance) for _ in range(4)]
        return {
            "headline": one[0],
            "lede": one[1],
            "key_points": [self._say(number, texts, bases, chance) for number in points],
            "story": [{"section": part} | self._say(n, texts, bases, chance) for part, n in sections for _ in range(room)],
            "social_line": one[2],
            "search_title": one[3],
        }

    def _mend(self, material: str, texts: dict[int, str], bases: dict[int, tuple[Base, ...]], chance: random.Random) -> object:
        """Another lie for a lie, the passage as it stands for a true sentence."""
        lies = {plain(told.text) for told in self.told if told.kind}
        said = []
        for number, _, named, text in _ASKED.findall(material):
            if named == "none":
                continue
            place = int(named.split(",")[0])
            is_lie = any(lie in plain(text) for lie in lies)
            said.append({"number": int(number)} | self._say(place, texts, bases, chance, is_lie=is_lie, is_again=True))
        return {"sentences": said}

    def _say(
        self,
        number: int,
        texts: dict[int, str],
        bases: dict[int, tuple[Base, ...]],
        chance: random.Random,
        *,
        is_lie: bool | None = None,
        is_again: bool = False,
    ) -> dict[str, object]:
        is_lie = chance.random() < self.share if is_lie is None else is_lie
        found = self._lie(number, texts, bases, chance) if is_lie else None
        told = found or self._truth(number, texts, bases, is_again)
        self.told.append(told)
        return {"text": _with_slots(told.text, texts, told.kind), "from": list(told.numbers)}

    def _truth(self, number: int, texts: dict[int, str], bases: dict[int, tuple[Base, ...]], is_again: bool) -> Told:
        own = bases.get(number, ())
        text = own[-1].text if own and not is_again else texts.get(number, "")
        return Told(text=_bare(text), kind=TRUE, numbers=(number,), passages=(_bare(texts.get(number, "")),))

    def _lie(
        self, number: int, texts: dict[int, str], bases: dict[int, tuple[Base, ...]], chance: random.Random
    ) -> Told | None:
        """A lie about that passage that was not told before, of a kind that chance chooses."""
        said = {told.text for told in self.told}
        own = bases.get(number, ())
        for kind in chance.sample(KINDS, len(KINDS)):
            for base in chance.sample(own, len(own)):
                told = self._make(kind, number, base, texts, bases, chance)
                if told is not None and told.text not in said and len(told.text) <= LONGEST:
                    return told
        return None

    def _make(
        self,
        kind: str,
        number: int,
        base: Base,
        texts: dict[int, str],
        bases: dict[int, tuple[Base, ...]],
        chance: random.Random,
    ) -> Told | None:
        shown = _bare(texts.get(number, ""))
        if kind == ELSEWHERE:
            return Told(text=chance.choice(self.facts), kind=kind, numbers=(number,), passages=(shown,)) if self.facts else None
        if kind == MISNAMED:
            others = [n for n in texts if n != number and plain(shown) not in plain(texts[n])]
            if not others:
                return None
            other = chance.choice(others)
            named = (_bare(texts[other]),)
            return Told(text=base.text, kind=kind, numbers=(other,), passages=named, base=base.text, origin=shown)
        if kind in TELLINGS:
            around = [other for place, group in bases.items() if place != number for other in group]
            found = TELLINGS[kind](base, around, chance)
        else:
            found = try_to_plant(BY_NAME[kind], base, self.pool)
        if found is None:
            return None
        end = plain(found.text)[-30:]
        second = [n for n, text in texts.items() if n != number and kind in TELLINGS and end in plain(_bare(text))]
        numbers = (number, *second[:1])
        passages = tuple(_bare(texts[n]) for n in numbers)
        return Told(
            text=found.text, kind=kind, numbers=numbers, passages=passages, was=found.was, now=found.now, base=base.text
        )

    # --- reading what is shown ----------------------------------------------------------------------------------------

    def _read(self, material: str) -> tuple[dict[int, str], dict[int, tuple[Base, ...]]]:
        """The passages by number, as they are shown, and what each can be made of: itself and, where it can be, told shorter."""
        if material not in self._known:
            texts = {int(number): text for number, text in _PASSAGE.findall(material)}
            article = self._article("\n\n".join(map(_bare, texts.values())))
            bases: dict[int, tuple[Base, ...]] = {}
            for number, base in zip(
                texts, self._bases([_bare(text) for text in texts.values()], article, "verbatim"), strict=True
            ):
                shorter = reword(base)
                more = tuple(self._bases([shorter], article, "condensed", base.text)) if shorter else ()
                bases[number] = (base, *more)
            self._known[material] = texts, bases
        return self._known[material]

    def _bases(self, texts: list[str], article: Article, form: str, origin: str = "") -> Iterator[Base]:
        document, reading = self._document(texts)
        for passage in reading.sentences:
            yield make_base(passage, reading, article, form, origin)

    def _article(self, text: str) -> Article:
        document, reading = self._document([text])
        return Article(id=document.id, collection="lies", split="", document=document, reading=reading)

    def _document(self, texts: list[str]) -> tuple[Document, Reading]:
        whole, places, at = "\n\n".join(texts), [], 0
        for text in texts:
            places.append((at, at + len(text)))
            at += len(text) + 2
        document = Document(id=document_id(Source(), "", whole), text=whole, source=Source(), extractor="bench")
        return document, read_document(document, self.syntax, places)


def _bare(text: str) -> str:
    """A passage as it is shown, with the words of its quotations."""
    return _SLOT.sub(r"\2", text)


def _with_slots(text: str, texts: dict[int, str], kind: str) -> str:
    """A true sentence with its quotations as the slots that they are; a liar types them himself."""
    if kind == TRUE:
        for slot, words in (match for shown in texts.values() for match in _SLOT.findall(shown)):
            text = text.replace(words, f"{{{slot}}}")
    return text
