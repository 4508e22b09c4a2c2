"""A second opinion: where the judge is only just sure of a sentence that every check lets stand, a language model is asked as well.

Off unless the setting ``second_opinion`` is on. The model is asked once for a draft, about all such sentences together, and sees
nothing but them and the passages that back them. Its word can stop a sentence and can never back one: what it says in a
sentence's favour is not even looked at. No answer, or one that cannot be read, is no doubt: it changes nothing and is logged.

The question follows from the draft and its evidence alone. At publishing the same story therefore asks the same question and gets
the answer that was kept; where that is gone and nobody can be asked, it is silence again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any, Final

from groundwire.checks import entailment
from groundwire.editing.rulings import outcome_of
from groundwire.errors import ChatError
from groundwire.model import ChatRequest, Draft, Outcome, Ruling, Span
from groundwire.protocols import ChatModel, Evidence, Tools, quote

NAME: Final = "second_opinion"
SURE: Final = 0.8
"""Support from which the judge is believed alone. On the dev part of the planted errors half of the true sentences that stand lie below
it, and 12 of the 22 false ones."""
MOST_SENTENCES: Final = 24
"""Sentences asked about at once, the least sure first; a draft with more is no work for a second opinion."""
MOST_CHARACTERS: Final = 16_000
"""Length of what is asked about, passages and all: about 4,000 tokens."""
LONGEST_ANSWER: Final = 20_000
PROMPT: Final = "second_opinion-1"
SCHEMA: Final = json.dumps(
    {
        "type": "object",
        "properties": {
            "sentences": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "number": {"type": "integer"},
                        "said": {"type": "boolean"},
                        "words": {"type": "string"},
                    },
                    "required": ["number", "said", "words"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["sentences"],
        "additionalProperties": False,
    }
)


@dataclass(frozen=True, slots=True)
class _Unsure:
    """A sentence of the draft that the judge is only just sure of, and the passages that back it."""

    index: int
    support: float
    passages: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What the model says of sentence number ``number`` of the question: which of its words no passage says."""

    number: int
    words: str


class SecondOpinion:
    """``Reviewer`` that asks a language model."""

    name = NAME

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """Nothing: who is to be asked about is known only when the others have ruled."""
        return ()

    def review(self, draft: Draft, evidence: Evidence, rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
        """A ruling that nothing backs it for each sentence that the model doubts."""
        unsure = _find_unsure(draft, evidence, rulings) if self._tools.settings.second_opinion else []
        if not unsure:
            return ()
        chat = self._tools.chat
        try:
            reply = chat.reply(self._ask(draft, evidence, unsure))
        except ChatError as error:
            self._tools.log(f"no second opinion on {len(unsure)} sentences: {error}")
            return ()
        doubts = _read(reply.text)
        if doubts is None:
            self._tools.log(f"no second opinion on {len(unsure)} sentences: the answer of {chat.name} cannot be read")
            return ()
        asked = dict(enumerate(unsure, start=1))
        return tuple(
            _rule(draft, asked[doubt.number], doubt, chat)
            for doubt in sorted(doubts.values(), key=lambda doubt: doubt.number)
            if doubt.number in asked
        )

    @cached_property
    def _instructions(self) -> str:
        return (resources.files("groundwire.checks") / "prompts" / f"{PROMPT}.md").read_text("utf-8")

    def _ask(self, draft: Draft, evidence: Evidence, unsure: Sequence[_Unsure]) -> ChatRequest:
        spans = list(dict.fromkeys(span for item in unsure for span in item.passages))
        numbers = {span: number for number, span in enumerate(spans, start=1)}
        material = {
            "passages": [{"number": numbers[span], "text": _on_one_line(quote(evidence, span))} for span in spans],
            "sentences": [
                {
                    "number": number,
                    "text": _on_one_line(draft.sentences[item.index].text),
                    "passages": [numbers[span] for span in item.passages],
                }
                for number, item in enumerate(unsure, start=1)
            ],
        }
        # JSON, because no text can break out of its strings.
        return ChatRequest(
            prompt=PROMPT,
            instructions=self._instructions,
            material=json.dumps(material, ensure_ascii=False),
            schema=SCHEMA,
            most_tokens=60 + 40 * len(unsure),
        )


def _find_unsure(draft: Draft, evidence: Evidence, rulings: Sequence[Ruling]) -> list[_Unsure]:
    """What stands and is only just sure, in the draft's order; of too much the least sure."""
    by_sentence: dict[int, list[Ruling]] = {}
    for ruling in rulings:
        by_sentence.setdefault(ruling.sentence, []).append(ruling)
    found = []
    for index, ruled in sorted(by_sentence.items()):
        judged = [ruling for ruling in ruled if ruling.check == entailment.NAME and ruling.support is not None]
        support = min((ruling.support or 0.0 for ruling in judged), default=1.0)
        if support >= SURE or outcome_of(ruled) is not Outcome.SUPPORTED:
            continue
        backing = [item for ruling in judged for item in ruling.evidence] + list(draft.sentences[index].evidence)
        spans = tuple(dict.fromkeys(item for item in backing if isinstance(item, Span)))
        if spans:
            found.append(_Unsure(index, support, spans))
    kept, room = [], MOST_CHARACTERS
    for item in sorted(found, key=lambda item: item.support)[:MOST_SENTENCES]:
        room -= len(draft.sentences[item.index].text) + sum(len(quote(evidence, span)) for span in item.passages)
        kept += [item] if room >= 0 else []
    return sorted(kept, key=lambda item: item.index)


def _on_one_line(text: str) -> str:
    """The words as they can be seen: line breaks, controls and characters without a width become spaces or go."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _read(text: str) -> dict[int, _Doubt] | None:
    """The doubts of an answer by the number of their sentence; ``None`` for what is no answer. Whatever else it holds is not looked at."""
    start = text.find("{")
    if start < 0 or len(text) > LONGEST_ANSWER:
        return None
    try:
        answer, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    entries = answer.get("sentences") if isinstance(answer, dict) else None
    if not isinstance(entries, list):
        return None
    doubts = [doubt for entry in entries if (doubt := _read_doubt(entry)) is not None]
    return {doubt.number: doubt for doubt in reversed(doubts)}


def _read_doubt(entry: Any) -> _Doubt | None:
    if not isinstance(entry, Mapping) or entry.get("said") is not False:
        return None
    number, words = entry.get("number"), entry.get("words")
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return _Doubt(number, words if isinstance(words, str) else "")


def _rule(draft: Draft, item: _Unsure, doubt: _Doubt, chat: ChatModel) -> Ruling:
    """The model's doubt as a ruling. Of its own words none is shown: it may point at the sentence's."""
    text = draft.sentences[item.index].text
    words = doubt.words.strip()
    start = text.find(words) if words else -1
    part = (start, start + len(words)) if start >= 0 else (0, len(text))
    what = f"“{text[slice(*part)]}”" if start >= 0 else "this"
    return Ruling(
        draft_id=draft.id,
        sentence=item.index,
        part=part,
        check=NAME,
        outcome=Outcome.NOT_FOUND,
        note=f"the language model {chat.name} doubts that the passages shown say {what}, and the judge is only just sure",
        evidence=item.passages,
    )


def make(tools: Tools) -> SecondOpinion:
    """The check, with the newsroom's language model, which is asked only where the setting ``second_opinion`` is on."""
    return SecondOpinion(tools)
