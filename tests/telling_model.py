"""Language models for tests, written by hand: one that tells each passage as it is shown, one that answers what it is given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from groundwire.errors import RequestTooLong
from groundwire.model import ChatReply, ChatRequest

_PASSAGE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_PLANNED = re.compile(r"^([a-z ]+): (.+)$", re.MULTILINE)
_SLOT = re.compile(r"\{(q\d+): [^{}]*\}")
_SENTENCE = re.compile(r"^(\d+)\. \([^)]*?, from ([\d, ]+)\) ", re.MULTILINE)


@dataclass
class Answering:
    """``ChatModel`` that answers with what ``say`` makes of a request, and remembers what it was asked. It has ``room`` for so many
    characters of material."""

    say: Callable[[ChatRequest], str]
    name: str = "answering"
    room: int = 1_000_000
    asked: list[ChatRequest] = field(default_factory=list)

    def reply(self, request: ChatRequest) -> ChatReply:
        self.asked.append(request)
        if len(request.material) > self.room:
            raise RequestTooLong(self.name, "has no room for it", "ask for less")
        return ChatReply(text=self.say(request), model=self.name, input_tokens=1, output_tokens=1)


def passages_of(request: ChatRequest) -> dict[int, str]:
    """The passages of a request by their numbers, as one would write them: slots without their words."""
    return {int(number): _SLOT.sub(r"{\1}", text) for number, text in _PASSAGE.findall(request.material)}


def read_plan(material: str) -> dict[str, list[int]]:
    """The numbers of the passages that the plan in a request has for each part of the story, in order."""
    found: dict[str, list[int]] = {}
    for part, line in _PLANNED.findall(material.partition("\nPLAN\n")[2]):
        found.setdefault(part, []).extend(int(number) for number in re.findall(r"\d+", line))
    return found


def tell(request: ChatRequest) -> str:
    """An honest answer to either question: every passage in its place, as it is shown."""
    passages = passages_of(request)
    if request.prompt.startswith("mend"):
        wanted = [(int(number), int(named.split(",")[0])) for number, named in _SENTENCE.findall(request.material)]
        return json.dumps({"sentences": [{"number": n, "text": passages[one], "from": [one]} for n, one in wanted]})
    plan = read_plan(request.material)
    lede = plan.pop("lede", [1])[0]
    points = plan.pop("key point", [])
    return json.dumps(
        {
            "headline": {"text": "Swing bridge at Lindmere reopens", "from": [lede]},
            "lede": {"text": passages[lede], "from": [lede]},
            "key_points": [{"text": passages[n], "from": [n]} for n in points],
            "story": [{"section": part, "text": passages[n], "from": [n]} for part, numbers in plan.items() for n in numbers],
            "social_line": {"text": passages[lede], "from": [lede]},
            "search_title": {"text": "Swing bridge at Lindmere reopens", "from": [lede]},
        }
    )


def offer(text: str, numbers: Sequence[int] = (1,)) -> str:
    """An answer whose story is one sentence."""
    return json.dumps({"story": [{"section": "what happened", "text": text, "from": list(numbers)}]})
