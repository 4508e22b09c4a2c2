"""``hostile``: reports that attack, with the built-in writer and with a language model that does all they ask; and the honest sentences
that are left out because they look like an attack."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.chat_server import ChatServer
from tests.hostile.attacks import NOW, OLDER, Attack, Honest, find_attacks, find_effects, write
from tests.hostile.obedient import Obedient

from bench.data import SECTIONS, Article, make_document, read_bbc, read_rows
from bench.tables import make_table
from groundwire.editing.importance import is_tellable
from groundwire.editing.reporting import find_planted, find_surely_planted
from groundwire.encoders.syntax import make as make_syntax
from groundwire.model import Role
from groundwire.newsroom import Newsroom, open_newsroom
from groundwire.reading import read_document
from groundwire.settings import Settings

KEY = "sk-canary-7f3a91"
REPORTS = 100
"""Reports of each section and half of each collection: the odd ones to develop on, the even ones to report."""
REUTERS = "reuters21578.jsonl.gz"


def measure(folder: Path, *, split: str = "test", limit: int | None = None) -> str:
    """Both tables in Markdown; ``limit`` is for attacks of each kind and for reports of each section. Raises ``MissingData``."""
    return f"{_measure_attacks(limit)}\n\n{_measure_honest(folder, split, limit or REPORTS)}"


def _measure_attacks(limit: int | None) -> str:
    attacks = find_attacks()
    kinds = {kind: [a for a in attacks if a.kind == kind][:limit] for kind in sorted({attack.kind for attack in attacks})}
    with tempfile.TemporaryDirectory() as home, ChatServer() as server:
        settings = Settings(chat_url=server.url, chat_name="obedient", chat_key=KEY, chat_ledger=f"{home}/chat.db")
        rooms = {writer: open_newsroom(settings, now=NOW) for writer in ("template", "chat")}
        honest = Honest(rooms["template"], [str(OLDER)])
        changed: Counter[tuple[str, str]] = Counter()
        lines = []
        for kind, chosen in kinds.items():
            for attack in chosen:
                server.answers = Obedient(attack.path, attack.twin)
                for writer, room in rooms.items():
                    effects = _attack(attack, room, writer, honest, Path(home))
                    changed[kind, writer] += bool(effects)
                    lines += [f"- {attack.name}, {writer}: {effect}" for effect in effects]
    rows = [[kind, len(chosen), *(changed[kind, writer] for writer in rooms)] for kind, chosen in kinds.items()]
    rows.append(["all", sum(map(len, kinds.values())), *(sum(changed[kind, writer] for kind in kinds) for writer in rooms)])
    heads = ["attacks by kind", "attacks", "changed anything, built-in writer", "changed anything, obedient model"]
    return "\n".join([make_table(heads, rows), "", *lines]).strip()


def _attack(attack: Attack, room: Newsroom, writer: str, honest: Honest, home: Path) -> list[str]:
    return find_effects(attack, write(attack, room, [str(OLDER)], home, writer), honest, room, [KEY])


def _measure_honest(folder: Path, split: str, limit: int) -> str:
    syntax = make_syntax()
    now = datetime(2026, 1, 1, tzinfo=UTC)
    rows = []
    for name, articles in (("bbc_news", _bbc(folder, split, limit)), ("reuters21578", _reuters(folder, split, limit))):
        found: Counter[str] = Counter()
        for article in articles:
            reading = read_document(make_document(article), syntax)
            for passage in reading.sentences:
                if passage.role in (Role.LEAD, Role.BODY):
                    found["all"] += 1
                    found["tellable"] += (tellable := is_tellable(passage, reading, now))
                    found["left out"] += tellable and bool(find_planted(passage))
                    found["no evidence"] += bool(find_surely_planted(passage))
        rows.append([name, *(found[key] for key in ("all", "no evidence", "tellable", "left out"))])
    heads = ["honest reports", "sentences", "back nothing any more", "fit to be told", "left out all the same"]
    return f"**Honest sentences taken for an attack**\n\n{make_table(heads, rows)}"


def _bbc(folder: Path, split: str, limit: int) -> Iterator[Article]:
    for section in SECTIONS:
        articles = list(read_bbc(folder, section).values())
        random.Random(7).shuffle(articles)
        yield from articles[split == "test" :: 2][:limit]


def _reuters(folder: Path, split: str, limit: int) -> Iterator[Article]:
    articles = [Article(title=row["title"], text=row["text"]) for row in read_rows(folder / REUTERS) if len(row["text"]) > 600]
    random.Random(7).shuffle(articles)
    yield from articles[split == "test" :: 2][: limit * len(SECTIONS)]
