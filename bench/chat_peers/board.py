"""``chat-peers``: Groundwire, gpt-researcher and knowledge-storm given the same reports and the same server, which tells every second
sentence falsely: what of that reaches what they hand over, and what it costs them.

Each peer runs with packages of its own, installed once beside ours and never among them::

    pip install --target out/bench-peers/gpt-researcher gpt-researcher
    pip install --target out/bench-peers/knowledge-storm knowledge-storm

Nothing but the loopback server can be reached by them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.chat_server import ChatServer
from tqdm import tqdm

from bench.chat_peers.liar import Liar
from bench.chat_peers.lies import Lie, find_strangers, make_lies, words_of
from bench.data import Happening, make_document, read_happenings
from bench.desks import load_models, open_desk
from bench.planted.articles import Readings
from bench.tables import make_table
from groundwire.chat_models.openai_compatible import OpenAiCompatible
from groundwire.encoders.syntax import make as make_syntax
from groundwire.model import Story
from groundwire.pipeline import write_story
from groundwire.settings import Settings

OURS = "Groundwire"
PEERS = {"gpt-researcher": "run_gpt_researcher.py", "knowledge-storm": "run_knowledge_storm.py"}
FOLDER = Path(__file__).resolve().parents[2] / "out" / "bench-peers"
EVENTS = 10
STRANGERS = 10
"""Events that the names for other events' people come from."""
PATIENCE = 900.0
"""Seconds until a peer is stopped; importing its packages takes most of them on a small machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What a program handed over for one event: its text, and the seconds that it took, its start left aside. ``error`` is why there is
    none."""

    text: str = ""
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One program on one event: its output, the lies that it was told, and those of them that are in the output."""

    program: str
    output: Output
    told: frozenset[Lie]
    escaped: frozenset[Lie]
    calls: int
    tokens: int


def measure(folder: Path, *, split: str = "test", limit: int | None = None, cache: Path, peers: Path = FOLDER) -> str:
    """The section in Markdown, on the first ``limit`` events of ``neus``; peers that are not installed in ``peers`` are left out, and the
    text says so. Raises ``MissingData``."""
    happenings = read_happenings(folder, split)
    chosen = happenings[: limit or EVENTS]
    syntax = make_syntax()
    readings = Readings(cache / "planted", lambda: syntax)
    strangers = find_strangers(happenings[len(chosen) : len(chosen) + STRANGERS], readings)
    absent = [name for name in PEERS if not (peers / name).is_dir()]
    results: list[Result] = []
    for happening in tqdm(chosen, desc="chat-peers", unit="event", disable=None):
        lies = make_lies(happening, readings, strangers)
        topic = " ".join(happening.articles[0].title.split())
        results += [_run(name, happening, topic, lies, peers) for name in (OURS, *PEERS) if name not in absent]
    return report(results, events=len(chosen), split=split, absent=absent)


def _run(program: str, happening: Happening, topic: str, lies: Sequence[Lie], peers: Path) -> Result:
    liar = Liar(topic, lies)
    with ChatServer(liar) as server:
        if program == OURS:
            output = _write_ours(happening, server.url)
        else:
            output = _write_theirs(program, happening, topic, server.url, peers / program)
    words = words_of(output.text)
    return Result(
        program=program,
        output=output,
        told=frozenset(liar.told),
        escaped=frozenset(lie for lie in liar.told if lie.core in words),
        calls=liar.calls,
        tokens=liar.input_tokens + liar.output_tokens,
    )


def _write_ours(happening: Happening, url: str) -> Output:
    settings = Settings(writer="chat", chat_url=url, chat_name="liar")
    desk = open_desk(lambda stage, done, total: None, load_models(), OpenAiCompatible(settings), settings)
    documents = [make_document(article, f"{happening.id}/{number}") for number, article in enumerate(happening.articles)]
    began = time.perf_counter()
    outcomes = write_story(documents, [], desk)
    seconds = time.perf_counter() - began
    if not isinstance(outcomes.story, Story):
        return Output(error=f"refused: {outcomes.story.reason}", seconds=seconds)
    return Output(text="\n".join(sentence.text for sentence in outcomes.story.all_sentences), seconds=seconds)


def _write_theirs(program: str, happening: Happening, topic: str, url: str, packages: Path) -> Output:
    """What the peer's script leaves. It sees its own packages, the reports as files, and no network but the server."""
    with tempfile.TemporaryDirectory() as place:
        reports, out = Path(place) / "reports", Path(place) / "out.json"
        reports.mkdir()
        for number, article in enumerate(happening.articles, 1):
            (reports / f"report-{number}.txt").write_text(f"{article.title}\n\n{article.text}", "utf-8")
        nowhere = "http://127.0.0.1:9"
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": place,
            "PYTHONPATH": str(packages.resolve()),
            "HTTP_PROXY": nowhere,
            "HTTPS_PROXY": nowhere,
            "NO_PROXY": "127.0.0.1,localhost",
        }
        asked = {"url": url, "topic": topic, "folder": str(reports), "out": str(out)}
        script = Path(__file__).with_name(PEERS[program])
        try:
            # Of our environment it gets the interpreter and nothing else (-S: not even what is installed there).
            done = subprocess.run(
                [sys.executable, "-S", str(script)],
                input=json.dumps(asked),
                capture_output=True,
                text=True,
                cwd=place,
                env=environment,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Output(error=f"nothing within {PATIENCE:.0f} seconds")
        if not out.is_file():
            lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
            return Output(error=lines[-1][:200])
        found = json.loads(out.read_text("utf-8"))
        return Output(text=found["text"] or "", seconds=found["seconds"])


# --- what is printed --------------------------------------------------------------------------------------------------


def report(results: Sequence[Result], *, events: int, split: str, absent: Sequence[str]) -> str:
    """The table in Markdown, the escapes by kind, and what failed."""
    programs = [name for name in (OURS, *PEERS) if any(result.program == name for result in results)]
    parts = [
        f"{events} events of neus ({split}). Tokens are letters ÷ 4 of all questions and answers, the same for all; seconds leave out the "
        "start of the program.",
        make_table(
            ["", "handed over", "lies told to it", "in what it hands over", "words", "calls", "tokens", "seconds"],
            [_row(name, [result for result in results if result.program == name]) for name in programs],
        ),
    ]
    parts += [f"Not measured, since not installed: {', '.join(absent)}."] if absent else []
    escapes = sorted((result.program, lie.kind, lie.core.strip()) for result in results for lie in result.escaped)
    if ours := [f"- {kind}: “{core}”" for program, kind, core in escapes if program == OURS]:
        parts.append(f"**Lies in {OURS}'s stories**\n\n" + "\n".join(ours))
    failed = [f"- {result.program}: {result.output.error}" for result in results if result.output.error]
    parts += ["**No output**\n\n" + "\n".join(dict.fromkeys(failed))] if failed else []
    return "\n\n".join(parts)


def _row(name: str, results: Sequence[Result]) -> list[str]:
    done = [result for result in results if result.output.text]
    told, escaped = sum(len(result.told) for result in results), sum(len(result.escaped) for result in results)
    many = len(done) or 1
    return [
        name,
        f"{len(done)} of {len(results)}",
        str(told),
        f"{escaped} ({100 * escaped / told:.0f} %)" if told else "0",
        f"{sum(len(result.output.text.split()) for result in done) / many:.0f}",
        f"{sum(result.calls for result in done) / many:.1f}",
        f"{sum(result.tokens for result in done) / many:,.0f}",
        f"{sum(result.output.seconds for result in done) / many:.1f}",
    ]
