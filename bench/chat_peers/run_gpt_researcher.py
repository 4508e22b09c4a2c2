"""Run by gpt-researcher's own packages, never by ours: a report on the topic from the files in a folder, over a loopback server.

On standard input an object with ``url``, ``topic``, ``folder`` and ``out``; to that path goes an object with ``text`` and ``seconds``.

Three things are set otherwise than it ships, since it is to see these reports and nothing else: the reports are local documents; its web
search finds nothing; and its estimate of the price, which fetches a vocabulary from the internet and fails without, is switched off."""

# mypy: ignore-errors

import asyncio
import json
import os
import sys
import time
from pathlib import Path

asked = json.load(sys.stdin)
os.environ.update(
    OPENAI_API_KEY="none",
    OPENAI_BASE_URL=asked["url"],
    FAST_LLM="openai:liar",
    SMART_LLM="openai:liar",
    STRATEGIC_LLM="openai:liar",
    EMBEDDING="custom:bag",
    DOC_PATH=asked["folder"],
    RETRIEVER="custom",
)

import gpt_researcher.context.compression as compression  # noqa: E402
import gpt_researcher.utils.llm as llm  # noqa: E402
from gpt_researcher import GPTResearcher  # noqa: E402

llm.estimate_llm_cost = lambda *asked, **named: 0.0
compression.estimate_embedding_cost = lambda *asked, **named: 0.0


class NoSearch:
    """A retriever without a web."""

    def __init__(self, query, query_domains=None):
        pass

    def search(self, max_results=5):
        """Nothing."""
        return []


async def write() -> str:
    """The finished report."""
    researcher = GPTResearcher(query=asked["topic"], report_type="research_report", report_source="local", verbose=False)
    researcher.retrievers = [NoSearch]
    await researcher.conduct_research()
    return await researcher.write_report()


began = time.perf_counter()
text = asyncio.run(write())
Path(asked["out"]).write_text(json.dumps({"text": text, "seconds": time.perf_counter() - began}), "utf-8")
