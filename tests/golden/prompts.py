"""What a language model is asked for the bundled stories, as files: ``python -m tests.golden.prompts`` writes them anew.

A prompt that went into a release is never edited: it gets the next number, and its file here another name."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

from tests.conftest import NoChat
from tests.golden.regenerate import EXAMPLES, NOW, ROOT
from tests.planning import plan_of
from tests.telling_model import Answering, tell

from groundwire import plugins
from groundwire.intake import gather
from groundwire.model import ChatRequest, Outcome, Ruling, Verdict
from groundwire.protocols import Encoders, Raw, Tools
from groundwire.settings import Settings

PROMPTS = Path(__file__).parent / "prompts"


def _no_network(url: str) -> Raw:
    raise AssertionError(url)


def ask(name: str, encoders: Encoders) -> tuple[ChatRequest, ...]:
    """Both questions about one example: the story, and its first sentences as if a check had found them wrong."""
    model = Answering(tell)
    tools = Tools(
        settings=Settings(),
        encoders=encoders,
        judge=encoders.entailment,
        chat=NoChat(),
        fetch=_no_network,
        now=lambda: NOW,
        log=lambda line: None,
    )
    paths = (EXAMPLES[name].sources, EXAMPLES[name].archive)
    reports, archive = (gather([str(ROOT / p) for p in each], tools, stdin=io.BytesIO()).documents for each in paths)
    writer = plugins.load("writers", "chat", replace(tools, chat=model))
    plan, evidence = plan_of(tools, reports, archive)
    told = [sentence for sentence in writer.write(plan, evidence) if not sentence.beat.is_apart][:3]
    note = "no source given here has the number 7"
    ruling = Ruling(draft_id="d", sentence=0, part=(0, 1), check="figures", outcome=Outcome.NOT_FOUND, note=note)
    writer.rewrite(
        [Verdict(sentence=one, index=at, outcome=Outcome.NOT_FOUND, rulings=(ruling,)) for at, one in enumerate(told)], evidence
    )
    return tuple(model.asked)


def show(request: ChatRequest) -> str:
    """A request as a file, the schema aside, which is one of the package's."""
    return f"{request.instructions}\n{'-' * 30} material {'-' * 30}\n{request.material}\n{'-' * 30} at most {request.most_tokens} tokens\n"


def file_of(name: str, request: ChatRequest) -> Path:
    """Where the request for an example is kept."""
    return PROMPTS / f"{name}-{request.prompt}.txt"


def main() -> None:
    """Write every request anew."""
    from groundwire.encoders.lazy import LazyEncoders

    PROMPTS.mkdir(exist_ok=True)
    encoders = LazyEncoders()
    for name in EXAMPLES:
        for request in ask(name, encoders):
            file_of(name, request).write_text(show(request), "utf-8")
            sys.stdout.write(f"{file_of(name, request).relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
