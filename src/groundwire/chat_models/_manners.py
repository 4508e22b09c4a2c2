"""What a server takes of a question, learnt from what it refuses.

"OpenAI-compatible" servers take different fields: newer models of OpenAI's want ``max_completion_tokens`` and no temperature, Google's
endpoint knows no ``seed``, older deployments of Azure no ``stream_options``, local servers often no schema. All of them name the field that
they refuse, so the most is asked for first and what is refused left out. An answer never depends on it: what a server will not hold to, the
checks do."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any, Final

from groundwire.model import ChatRequest

SEED: Final = 7
"""With temperature 0, as near to the same answer for the same question as a server comes."""
ONLY_JSON: Final = "Answer with one JSON object and nothing else: no words before or after it, no code fence."
_LIMITS: Final = ("max_tokens", "max_completion_tokens", "")
"""What the field is called that says where the answer is cut; none where a server refuses both, since we cut it ourselves as well."""


class Structure(IntEnum):
    """How an answer is held to its form, the strictest first."""

    SCHEMA = 0
    OBJECT = 1
    ASKED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How to ask one server."""

    structure: Structure = Structure.SCHEMA
    limit: str = _LIMITS[0]
    has_temperature: bool = True
    has_seed: bool = True
    has_usage: bool = True
    has_system: bool = True

    def body(self, request: ChatRequest, model: str, reminder: str = "") -> dict[str, Any]:
        """The fields of the request to the server; ``reminder`` is added to the instructions."""
        is_asked = bool(request.schema) and self.structure is not Structure.SCHEMA
        told = dict.fromkeys((request.instructions, *([ONLY_JSON] if is_asked else []), *([reminder] if reminder else [])))
        instructions = "\n\n".join(told)
        if self.has_system:
            messages = [_message("system", instructions), _message("user", request.material)]
        else:
            messages = [_message("user", f"{instructions}\n\n{request.material}")]
        body: dict[str, Any] = {"model": model, "messages": messages, "stream": True}
        if self.limit:
            body[self.limit] = request.most_tokens
        if self.has_temperature:
            body["temperature"] = 0
        if self.has_seed:
            body["seed"] = SEED
        if self.has_usage:
            body["stream_options"] = {"include_usage": True}
        if request.schema and self.structure is Structure.SCHEMA:
            named = {"name": re.sub(r"[^A-Za-z0-9_-]", "_", request.prompt)[:64] or "answer", "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": {**named, "schema": json.loads(request.schema)}}
        elif request.schema and self.structure is Structure.OBJECT:
            body["response_format"] = {"type": "json_object"}
        return body


def _message(role: str, words: str) -> dict[str, str]:
    """A message; half a character in a source becomes a question mark, since JSON in UTF-8 holds none."""
    return {"role": role, "content": words.encode("utf-8", "replace").decode("utf-8")}


PLAINEST: Final = Manners(structure=Structure.ASKED, has_temperature=False, has_seed=False, has_usage=False)
_STRUCTURE: Final = re.compile(
    r"response_?format|json_?\s?schema|json_object|structured?.output|json.mode|grammar|guided", re.I
)
_SYSTEM: Final = re.compile(r"system.{0,20}(role|message|prompt|instruction)|(role|message).{0,20}system", re.I)


def learn(manners: Manners, refusal: str) -> Manners | None:
    """How to ask the server that refused with these words; ``None`` where they name nothing that could be left out."""
    learnt = manners
    if _STRUCTURE.search(refusal) and manners.structure < Structure.ASKED:
        learnt = replace(learnt, structure=Structure(manners.structure + 1))
    if manners.limit and re.search(rf"\b{manners.limit}\b", refusal):
        learnt = replace(learnt, limit=_LIMITS[_LIMITS.index(manners.limit) + 1])
    if manners.has_temperature and "temperature" in refusal:
        learnt = replace(learnt, has_temperature=False)
    if manners.has_seed and re.search(r"\bseed\b", refusal):
        learnt = replace(learnt, has_seed=False)
    if manners.has_usage and re.search(r"stream_options|include_usage", refusal):
        learnt = replace(learnt, has_usage=False)
    if manners.has_system and _SYSTEM.search(refusal):
        learnt = replace(learnt, has_system=False)
    return None if learnt == manners else learnt
