"""A desk for tests: the real writer and checks, or small ones written by hand that lie or object on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundwire import plugins
from groundwire.copydesk import Desk
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import Document, Draft, Outcome, Ruling, Sentence, StoryPlan, Verdict
from groundwire.protocols import Check, Embedding, Evidence, TextVectors, Tools, Writer
from groundwire.reading import read_document

BRIDGE = """Swing bridge at Lindmere reopens

The swing bridge at Lindmere reopened on Monday after repairs that cost 4 million euros, the town council said.

"The bridge will carry lorries again from tomorrow," Mayor Hilda Strand told reporters at the opening.

About 300 people walked across the bridge in the first hour, according to the council.

The bridge had been closed since October, when a barge hit one of its piers.

Ferry operator Otto Lund said that his company would end its extra crossings on Friday.
"""
"""A whole small report, invented."""


class Noting:
    """The real ``Embedding``, with a note of every text that it is asked for."""

    def __init__(self, inner: Embedding) -> None:
        self._inner = inner
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[TextVectors]:
        self.asked += texts
        return self._inner.encode(texts)


def make_desk(
    tools: Tools, writer: Writer | None = None, more_checks: Sequence[Check] = (), stand_in: Writer | None = None
) -> Desk:
    """A desk with the built-in writer (or ``writer``, for whom ``stand_in`` steps in) and every built-in check, and ``more_checks``."""
    checks = [plugins.load("checks", name, tools) for name in plugins.names("checks")]
    return Desk(
        tools=tools,
        writer=writer or plugins.load("writers", "template", tools),
        checks=(*checks, *more_checks),
        progress=lambda stage, done, total: None,
        stand_in=stand_in,
    )


def gather(tools: Tools, reports: Sequence[Document], archive: Sequence[Document] = ()) -> GatheredEvidence:
    """The evidence of reports and archive, read in full."""
    documents = [*reports, *archive]
    readings = {document.id: read_document(document, tools.encoders.syntax) for document in documents}
    return GatheredEvidence(documents, readings, tools.encoders.embedding, frozenset(d.id for d in archive))


@dataclass(frozen=True)
class Objector:
    """A ``Check`` that finds nothing behind any sentence with one of ``words`` in it."""

    words: tuple[str, ...]
    name: str = "objector"

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        return tuple(
            Ruling(
                draft_id=draft.id,
                sentence=number,
                part=(0, len(sentence.text)),
                check=self.name,
                outcome=Outcome.NOT_FOUND,
                note="not here",
            )
            for number, sentence in enumerate(draft.sentences)
            if any(word in sentence.text for word in self.words)
        )


@dataclass(frozen=True)
class Liar:
    """A ``Writer`` that hands in ``sentences`` whatever the plan, and rewrites to ``second``."""

    sentences: tuple[Sentence, ...]
    second: Sentence | None = None
    name: str = "liar"
    disclosure: str = "by a liar"

    def write(self, plan: StoryPlan, evidence: Evidence) -> tuple[Sentence, ...]:
        return self.sentences

    def rewrite(self, failed: Sequence[Verdict], evidence: Evidence) -> tuple[Sentence | None, ...]:
        return (self.second,) * len(failed)
