"""``models``: what a real language model's sentences are worth once they went through the checks, beside the built-in writer's story of the
same events. The model is any GGUF file, served on loopback by llama.cpp (the package xllamacpp) in a process of its own."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.model_server import ModelServer, missing
from tqdm import tqdm

from bench.data import MissingData, read_happenings
from bench.models.telling import SHORTEST_RUN, Result, Told, tell
from bench.models.weights import NAME, find_weights
from bench.tables import make_table
from groundwire.chat_models.openai_compatible import OpenAiCompatible
from groundwire.encoders.syntax import make as make_syntax
from groundwire.settings import Settings

EVENTS = 20
CONTEXT = 8_192
PATIENCE = 900.0
"""Seconds without a word before a model is given up: it first reads the whole question, on two cores."""


def measure(
    folder: Path,
    *,
    split: str = "test",
    limit: int | None = None,
    model: Path | None = None,
    cache: Path,
    items_file: Path | None = None,
) -> str:
    """The section in Markdown, on the first ``limit`` events of ``neus``. ``model`` is a GGUF file, else the one that
    ``bench.models.weights`` left in ``cache``. What came of each event goes to ``items_file`` as JSON lines. Raises ``MissingData``."""
    if why := missing():
        raise MissingData(f"no model can be served: {why}")
    weights = find_weights(model, cache)
    happenings = read_happenings(folder, split)[: limit or EVENTS]
    results: list[Result] = []
    try:
        with ModelServer(weights, context=CONTEXT, name=weights.stem) as server:
            settings = Settings(
                writer="chat",
                chat_url=server.url,
                chat_name=server.name,
                chat_key=server.key,
                chat_context=CONTEXT,
                chat_timeout=PATIENCE,
            )
            chat, syntax = OpenAiCompatible(settings), make_syntax()
            for happening in tqdm(happenings, desc="models", unit="event", disable=None):
                results.append(tell(happening, chat, settings, syntax))
                if items_file is not None:
                    write_items(items_file, results)
    except RuntimeError as error:
        raise MissingData(f"{error}; name another GGUF file with --model PATH") from error
    return report(results, name=weights.name, split=split)


def write_items(path: Path, results: Sequence[Result]) -> None:
    """What came of each event, as JSON lines in a file that is made anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(asdict(result), ensure_ascii=False) + "\n" for result in results), "utf-8")


# --- what is printed --------------------------------------------------------------------------------------------------


def report(results: Sequence[Result], *, name: str, split: str) -> str:
    """All tables in Markdown."""
    both = [(result, result.chat, result.ours) for result in results if result.chat and result.ours]
    if not both:
        reasons = "; ".join(sorted({result.error or "refused" for result in results}))
        return f"Nothing measured: no story of {len(results)} events ({reasons})."
    chats, ours = [chat for _, chat, _ in both], [own for _, _, own in both]
    told = [result for result, _, _ in both]
    silent = sum(not result.drafting.written for result in told)
    parts = [
        f"{len(results)} events of neus ({split}), {'Qwen2.5-Coder-1.5B-Instruct, four bits' if name == NAME else name}; a story was "
        f"written for {len(both)}, {sum(chat.is_backed for chat in chats)} of them with every sentence supported; {silent} without a "
        f"sentence of the model's to check; {sum(bool(result.error) for result in results)} crashed.",
        make_table(["measure", "floor", "goal", "here"], _measures(told, chats)),
        "**What became of the model's sentences**\n\n" + make_table(["", "sentences", "of those checked"], _fates(told)),
        "**What stopped a sentence at first** (one sentence may be stopped by several)\n\n"
        + make_table(["check", "sentences"], _objections(told)),
        "**Beside the built-in writer**\n\n" + make_table(["", "with the model", "built-in"], _beside(told, chats, ours)),
    ]
    return "\n\n".join(parts)


def _measures(told: Sequence[Result], chats: Sequence[Told]) -> list[list[str]]:
    written = sum(result.drafting.written for result in told)
    stood = sum(result.drafting.stood + result.drafting.reworded + result.drafting.recast for result in told)
    tokens = [result.input_tokens + result.output_tokens for result in told]
    model = sum(result.model_seconds for result in told)
    own = sum(chat.seconds for chat in chats) - model
    return [
        ["sentences of the model's that survive", "50 %", "75 %", _share(stood, written)],
        ["coverage of the plan, mean", "90 %", "98 %", f"{100 * statistics.mean(chat.coverage for chat in chats):.1f} %"],
        [
            "longest run shared with a source, words, median",
            "25",
            "12",
            f"{statistics.median(c.longest_run for c in chats):.0f}",
        ],
        ["tokens a story, median (most)", "10,000", "5,000", f"{statistics.median(tokens):,.0f} ({max(tokens):,})"],
        [
            "calls a story, mean (most)",
            "4",
            "2",
            f"{statistics.mean(r.calls for r in told):.1f} ({max(r.calls for r in told)})",
        ],
        ["our own time ÷ the model's", "15 %", "5 %", _share(own, model)],
    ]


def _fates(told: Sequence[Result]) -> list[list[str]]:
    written = sum(result.drafting.written for result in told)
    counts = {
        "in its answers": sum(result.offered for result in told),
        "fit to be checked": written,
        "stood as they were": sum(result.drafting.stood for result in told),
        "reworded, and stood": sum(result.drafting.reworded for result in told),
        "cut or turned by the desk, and stood": sum(result.drafting.recast for result in told),
        "replaced by the built-in writer's": sum(result.drafting.replaced for result in told),
        "cut": sum(result.drafting.cut for result in told),
        "put back by the built-in writer": sum(result.drafting.put_back for result in told),
    }
    outside = ("in its answers", "put back by the built-in writer")
    return [[what, str(count), "–" if what in outside else _share(count, written)] for what, count in counts.items()]


def _objections(told: Sequence[Result]) -> list[list[str]]:
    counted: Counter[str] = Counter()
    for result in told:
        counted.update(result.objections)
    return [[check, str(count)] for check, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def _beside(told: Sequence[Result], chats: Sequence[Told], ours: Sequence[Told]) -> list[list[str]]:
    model = sum(result.model_seconds for result in told) / len(told)

    def row(what: str, value: str, mine: str) -> list[str]:
        return [what, value, mine]

    def mean(values: Sequence[float]) -> str:
        return f"{statistics.mean(values):.1f}"

    return [
        row("running words, mean", mean([c.words for c in chats]), mean([o.words for o in ours])),
        row(
            "coverage of the plan, mean",
            f"{100 * statistics.mean(c.coverage for c in chats):.1f} %",
            f"{100 * statistics.mean(o.coverage for o in ours):.1f} %",
        ),
        row(
            f"longest shared run, words, median (most; below {SHORTEST_RUN} it counts 0)",
            f"{statistics.median(c.longest_run for c in chats):.0f} ({max(c.longest_run for c in chats)})",
            f"{statistics.median(o.longest_run for o in ours):.0f} ({max(o.longest_run for o in ours)})",
        ),
        row("stories with every sentence supported", str(sum(c.is_backed for c in chats)), str(sum(o.is_backed for o in ours))),
        row(
            "seconds a story, the model's left aside",
            mean([c.seconds - r.model_seconds for r, c in zip(told, chats, strict=True)]),
            mean([o.seconds for o in ours]),
        ),
        row("seconds of the model's a story", f"{model:.1f}", "–"),
        row("tokens read and written a story, mean", mean([r.input_tokens + r.output_tokens for r in told]), "–"),
    ]


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
