"""A ``Writer`` that asks the language model and keeps what it says where a report says it too: small, for tests of what lies between them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from groundwire.model import BeatRole, ChatRequest, Sentence, StoryPlan, Verdict
from groundwire.protocols import Evidence, Tools

SCHEMA = '{"type":"object","properties":{"sentences":{"type":"array","items":{"type":"string"}}},"required":["sentences"]}'


class ChattingWriter:
    """Asks once for each story; hands in every passage of the reports that the model's answer repeats."""

    name = "chatting"
    disclosure = "with a language model for tests"

    def __init__(self, tools: Tools) -> None:
        self._chat = tools.chat

    def write(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        passages = [passage for passage in evidence.passages if passage.span.document_id not in evidence.archive_ids]
        material = "\n".join(passage.text for passage in passages)
        request = ChatRequest(prompt="test-1", instructions="Repeat what matters.", material=material, schema=SCHEMA)
        said = json.loads(self._chat.reply(request).text)["sentences"]
        return tuple(
            Sentence(text=passage.text, beat=BeatRole.WHAT_HAPPENED, evidence=(passage.span,), author=self.name)
            for passage in passages
            if passage.text in said
        )

    def headlines(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        return ()

    def rewrite(self, failed: Sequence[Verdict], evidence: Evidence) -> tuple[Sentence | None, ...]:
        return (None,) * len(failed)


def make(tools: Tools) -> ChattingWriter:
    """As a module outside the package would: found by "tests.chatting_writer:make"."""
    return ChattingWriter(tools)
