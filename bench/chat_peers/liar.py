"""The server that lies: it does what each program asks of a model - picks queries, outlines, personas - and tells every second sentence of
the reports falsely. It answers Groundwire, gpt-researcher and knowledge-storm alike, each in the form that it asks for."""

from __future__ import annotations

import hashlib
import json
import math
import re
import threading
from collections.abc import Callable, Sequence
from typing import Any

from tests.chat_server import Answer, Asked
from tests.telling_model import read_plan

from bench.chat_peers.lies import Lie, words_of

LETTERS_A_TOKEN = 4
"""What every program's tokens are counted by, so that they can be compared."""
MOST_SENTENCES = 24
"""Sentences of the longest answer in prose."""
FEW_SENTENCES = 8
DIMENSIONS = 256
"""Of the vectors, which are bags of words: two texts are near as far as they share words."""
ALIKE = 0.5
"""Share of their words that two sentences have in common where one is the other, copy-edited."""
_PASSAGE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_SLOT = re.compile(r"\{(q\d+): [^{}]*\}")
_MENDED = re.compile(r"^(\d+)\. \([^)]*?, from ([\d, ]+)\) (.+)$", re.MULTILINE)


class Liar:
    """What a ``ChatServer`` answers with. ``told`` are the lies that it has told so far; tokens and calls are those of chat, embeddings
    left aside."""

    def __init__(self, topic: str, lies: Sequence[Lie]) -> None:
        self._topic, self._lies = topic, lies
        self._false = {lie.true for lie in lies[::2]}
        self._lock = threading.Lock()
        self.told: set[Lie] = set()
        self.calls = self.input_tokens = self.output_tokens = 0

    def __call__(self, asked: Asked) -> Answer:
        """The answer, streamed or whole as it was asked for."""
        if asked.path.endswith("/embeddings"):
            return _whole(_embed(asked.body["input"]))
        prompt = f"{asked.instructions}\n{asked.material}"
        said = self._say(prompt, asked.material)
        tokens = (len(prompt) // LETTERS_A_TOKEN, len(said) // LETTERS_A_TOKEN)
        with self._lock:
            self.calls += 1
            self.input_tokens += tokens[0]
            self.output_tokens += tokens[1]
        if asked.body.get("stream"):
            return Answer(text=said, tokens=tokens, size=2_000)
        message = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
        usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
        return _whole(
            {"id": "lie", "object": "chat.completion", "created": 0, "model": "liar", "choices": [message], "usage": usage}
        )

    def _say(self, prompt: str, material: str) -> str:
        for sign, answer in self._answers().items():
            if sign in prompt:
                return answer(material)
        return self._prose(material, MOST_SENTENCES)

    def _answers(self) -> dict[str, Callable[[str], str]]:
        """How a question is answered, by words of the programs' own prompts that it is known by."""
        topic = self._topic
        return {
            # Groundwire
            "did not pass the fact check": self._mend,
            "You are a rewrite editor": self._tell,
            # gpt-researcher 0.15
            "agent_role_prompt": lambda _: json.dumps({"server": "News Agent", "agent_role_prompt": "You write news reports."}),
            "search queries to research the following task": lambda _: json.dumps([topic, "what happened", "who said what"]),
            "Using the above information": lambda prompt: f"# {topic}\n\n{self._prose(prompt, MOST_SENTENCES)}",
            # knowledge-storm 1.1
            "list the urls in separate lines": lambda _: "none\nRelated Topics: none",
            "Wikipedia editors who will work together": lambda _: (
                "a few\nPersonas: 1. News editor: what happened, who said what"
            ),
            "experienced Wikipedia writer": lambda _: f"ask for the facts.\nQuestion: What happened? ({topic})",
            "What do you type in the search box": lambda _: f"- {topic}",
            "expert who can use information effectively": lambda prompt: self._prose(prompt, FEW_SENTENCES),
            "Improve an outline": lambda _: "# What happened\n# Reaction",
            "Write an outline": lambda _: "# What happened\n# Reaction",
            "Write a Wikipedia section": lambda prompt: f"# What happened\n{self._prose(prompt, MOST_SENTENCES, ' [1]')}",
            "Write a lead section": lambda prompt: self._prose(prompt, FEW_SENTENCES, " [1]"),
        }

    # --- prose --------------------------------------------------------------------------------------------------------

    def _prose(self, prompt: str, most: int, after: str = "") -> str:
        """Sentences of the reports that stand in the prompt, every second one told falsely; lies that it holds already are kept."""
        words = words_of(prompt)
        found = [lie for lie in self._lies if words_of(lie.true) in words or lie.core in words][:most]
        return " ".join(self._word(lie) + after for lie in found) or "Nothing is known."

    def _word(self, lie: Lie) -> str:
        if lie.true not in self._false:
            return lie.true
        with self._lock:
            self.told.add(lie)
        return lie.false

    # --- Groundwire's questions ---------------------------------------------------------------------------------------

    def _tell(self, material: str) -> str:
        """The plan's sentences, each from its own passage."""
        passages = {int(number): text for number, text in _PASSAGE.findall(material)}
        plan = read_plan(material)
        lede = (plan.pop("lede", None) or list(passages))[0]
        points = plan.pop("key point", [])

        def tell(number: int) -> dict[str, Any]:
            return {"text": self._retell(passages[number]), "from": [number]}

        return json.dumps(
            {
                "headline": {"text": self._topic, "from": [lede]},
                "lede": tell(lede),
                "key_points": [tell(number) for number in points],
                "story": [{"section": part, **tell(number)} for part, numbers in plan.items() for number in numbers],
                "social_line": tell(lede),
                "search_title": {"text": self._topic[:60], "from": [lede]},
            }
        )

    def _mend(self, material: str) -> str:
        """The same again: it insists."""
        failed = [
            {"number": int(number), "text": text, "from": [int(named) for named in re.findall(r"\d+", numbers)]}
            for number, numbers, text in _MENDED.findall(material)
        ]
        return json.dumps({"sentences": failed})

    def _retell(self, passage: str) -> str:
        """The passage as it is shown, or the lie about the sentence that it was made from."""
        shown = set(words_of(passage).split())
        shares = [(len(shown & (own := set(words_of(lie.true).split()))) / len(shown | own), lie) for lie in self._lies]
        share, nearest = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        if nearest is not None and share >= ALIKE and nearest.true in self._false:
            return self._word(nearest)
        return _SLOT.sub(r"{\1}", passage)


def _whole(body: dict[str, Any]) -> Answer:
    return Answer(body=json.dumps(body).encode(), media_type="application/json")


def _embed(asked: str | Sequence[str]) -> dict[str, Any]:
    texts = [asked] if isinstance(asked, str) else asked
    data = [{"object": "embedding", "index": index, "embedding": _vector(str(text))} for index, text in enumerate(texts)]
    return {"object": "list", "data": data, "model": "bag", "usage": {"prompt_tokens": 0, "total_tokens": 0}}


def _vector(text: str) -> list[float]:
    counts = [0.0] * DIMENSIONS
    for word in words_of(text).split():
        counts[int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest(), "big") % DIMENSIONS] += 1.0
    length = math.sqrt(sum(count * count for count in counts)) or 1.0
    return [count / length for count in counts]
