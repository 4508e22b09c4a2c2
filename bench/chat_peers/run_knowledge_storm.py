"""Run by knowledge-storm's own packages, never by ours: a page on the topic from the files in a folder, over a loopback server.

On standard input an object with ``url``, ``topic``, ``folder`` and ``out``; to that path goes an object with ``text`` and ``seconds``.

Two things are set otherwise than it ships, since it is to see these reports and nothing else: its search finds the reports, their
paragraphs in the order of the words that they share with the query; and its sentence encoder, which it fetches from the internet, gives
the server's vectors."""

# mypy: ignore-errors

import json
import os
import re
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

asked = json.load(sys.stdin)
os.environ.update(OPENAI_API_KEY="none", LITELLM_LOCAL_MODEL_COST_MAP="True", HF_HUB_OFFLINE="1")
os.environ["HOME"] = tempfile.mkdtemp()  # it keeps a cache of answers there

import dspy  # noqa: E402
import knowledge_storm.storm_wiki.modules.storm_dataclass as storm_dataclass  # noqa: E402
import numpy  # noqa: E402
from knowledge_storm import STORMWikiLMConfigs, STORMWikiRunner, STORMWikiRunnerArguments  # noqa: E402
from knowledge_storm.lm import LitellmModel  # noqa: E402


class Vectors:
    """In the place of its sentence encoder."""

    def __init__(self, *asked, **named):
        pass

    def encode(self, texts, **named):
        """The server's vectors."""
        body = json.dumps({"input": texts, "model": "bag"}).encode()
        request = urllib.request.Request(f"{asked['url']}/embeddings", data=body, headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            found = numpy.array([item["embedding"] for item in json.load(answer)["data"]])
        return found[0] if isinstance(texts, str) else found


storm_dataclass.SentenceTransformer = Vectors


class Reports(dspy.Retrieve):
    """Its search: the reports, each with its paragraphs as snippets."""

    def forward(self, query_or_queries, exclude_urls=()):
        """All of them."""
        queries = [query_or_queries] if isinstance(query_or_queries, str) else query_or_queries
        wanted = set(re.findall(r"\w+", " ".join(queries).casefold()))
        found = []
        for path in sorted(Path(asked["folder"]).iterdir()):
            snippets = [part for part in path.read_text("utf-8").split("\n\n") if part.strip()]
            snippets.sort(key=lambda part: -len(wanted & set(re.findall(r"\w+", part.casefold()))))
            found.append({"url": path.name, "title": path.stem, "description": snippets[0][:200], "snippets": snippets})
        return found


def write() -> str:
    """The finished page."""
    model = LitellmModel(model="openai/liar", api_base=asked["url"], api_key="none", max_tokens=4000, cache=False)
    models = STORMWikiLMConfigs()
    for part in ("conv_simulator", "question_asker", "outline_gen", "article_gen", "article_polish"):
        getattr(models, f"set_{part}_lm")(model)
    folder = tempfile.mkdtemp()
    runner = STORMWikiRunner(STORMWikiRunnerArguments(output_dir=folder, max_thread_num=2), models, Reports(k=3))
    runner.run(topic=asked["topic"], remove_duplicate=False)
    return next(Path(folder).rglob("storm_gen_article_polished.txt")).read_text("utf-8")


began = time.perf_counter()
text = write()
Path(asked["out"]).write_text(json.dumps({"text": text, "seconds": time.perf_counter() - began}), "utf-8")
