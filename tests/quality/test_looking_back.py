"""How well a story looks back, as pinned numbers: background (``looking_back``) and the warning against what was published (``published``)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.conftest import NOW
from tests.quality.looking_back import CASES, Case, Item
from tests.quality.published import DRAFT, ITEMS, REPORT
from tests.writing_desk import make_desk

from groundwire import open_newsroom, plugins
from groundwire.copydesk import make_draft
from groundwire.editing.evidence import GatheredEvidence
from groundwire.intake import gather
from groundwire.model import BeatRole, Sentence, Span, Story
from groundwire.newsroom import Newsroom
from groundwire.pipeline import read_all
from groundwire.protocols import Tools

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))
FRONT = "---\ntitle: {}\nsource: {}\n{}rights: own\n---\n\n{}"


@pytest.fixture(scope="module")
def newsroom() -> Newsroom:
    return open_newsroom(now=NOW)


def front(item: Item) -> str:
    published = f"published: {item.published}\n" if item.published else ""
    return FRONT.format(item.title, item.source, published, item.text)


def write(newsroom: Newsroom, case: Case, folder: Path) -> Story:
    (folder / "archive").mkdir(parents=True)
    for number, item in enumerate(case.archive):
        (folder / "archive" / f"{number}.md").write_text(front(item), "utf-8")
    report = Item(text=case.report, title="The news", source="Meridian Wire", published="2026-03-02T09:00:00+00:00")
    (folder / "report.md").write_text(front(report), "utf-8")
    story = newsroom.write([str(folder / "report.md")], archive=[str(folder / "archive")]).outcome
    assert isinstance(story, Story), (case.name, story)
    return story


def background(story: Story) -> str:
    """What of the story rests on the archive, as one text."""
    return "\n".join(sentence.text for sentence in story.sentences if rests_on_archive(sentence, story))


def rests_on_archive(sentence: Sentence, story: Story) -> bool:
    return any(isinstance(item, Span) and item.document_id in story.archive_ids for item in sentence.evidence)


def misses(case: Case, story: Story) -> list[str]:
    """What is wrong with the background of a case, for an editor."""
    text, shown = background(story), len(story.see_also) + len(story.read_next)
    wrong = [f"not told: {words}" for words in case.told if words not in text]
    wrong += [f"told: {words}" for words in case.untold if words in text]
    wrong += [f"{shown} items shown"] if case.shown is not None and shown != case.shown else []
    return [f"{case.name}: {one} | {text}" for one in wrong]


def test_background_is_what_an_editor_would_add(newsroom: Newsroom, tmp_path: Path) -> None:
    stories = {case.name: write(newsroom, case, tmp_path / str(number)) for number, case in enumerate(CASES)}
    told = {case.name: misses(case, stories[case.name]) for case in CASES}
    right = sum(not wrong for wrong in told.values())
    assert right / len(CASES) >= FLOORS["looking back"]["cases right"], [one for wrong in told.values() for one in wrong]
    for story in stories.values():
        ahead = [
            s
            for s in story.all_sentences
            if s.beat in (BeatRole.HEADLINE, BeatRole.LEDE, BeatRole.KEY_POINT, BeatRole.WHAT_HAPPENED)
        ]
        assert not [
            s.text for s in ahead if all(isinstance(i, Span) and i.document_id in story.archive_ids for i in s.evidence)
        ]


def called(tools: Tools, folder: Path) -> Counter[tuple[str, str]]:
    """How many sentences of each kind were called what by the warning."""
    for name, text in ITEMS.items():
        (folder / name).write_text(text, "utf-8")
    archive = gather([str(folder)], tools).documents
    desk = make_desk(tools)
    (folder / "report.txt").write_text(REPORT, "utf-8")
    documents = [*gather([str(folder / "report.txt")], tools).documents, *archive]
    older = frozenset(item.id for item in archive)
    evidence = GatheredEvidence(documents, read_all(documents, desk), tools.encoders.embedding, older)
    check = plugins.load("checks", "published_before", tools)
    found: Counter[tuple[str, str]] = Counter()
    for said in DRAFT:
        rulings = check.check(make_draft([Sentence(text=said.text, beat=BeatRole.WHAT_HAPPENED)], desk), evidence)
        found[said.kind, name_of([ruling.note for ruling in rulings])] += 1
    return found


def name_of(notes: Sequence[str]) -> str:
    if not notes:
        return ""
    return "update" if notes[0].startswith("updates what we published") else "otherwise"


def test_warning_finds_what_was_published_otherwise(tools: Tools, tmp_path: Path) -> None:
    found = called(replace(tools, now=lambda: datetime(2026, 2, 17, 18, tzinfo=UTC)), tmp_path)
    totals = Counter(said.kind for said in DRAFT)
    floors = FLOORS["published before"]
    assert found["otherwise", "otherwise"] / totals["otherwise"] >= floors["contradictions found"], found
    assert found["update", "update"] / totals["update"] >= floors["updates called so"], found
    assert found["", ""] / totals[""] >= floors["others not warned"], found
