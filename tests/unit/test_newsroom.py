"""The newsroom: the wiring, the fixed JSON shapes, and output that depends on input and clock alone."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW
from tests.story_json import STORY_KEYS
from tests.writing_desk import BRIDGE

import groundwire
import groundwire.checks.fidelity
from groundwire import open_newsroom
from groundwire.encoders.lazy import LazyEncoders
from groundwire.errors import InputError, SettingsError, UnknownPlugin
from groundwire.model import Story
from groundwire.newsroom import Newsroom
from groundwire.store.opening import open_store

FRONT = "---\ntitle: Swing bridge at Lindmere reopens\nsource: Lindmere Echo\npublished: 2026-03-02T09:00:00+00:00\nrights: own\n---\n"
SENTENCE = {"text", "outcome", "warnings", "cautions", "evidence"}
HAPPENING = SENTENCE | {"date", "grain", "ahead"}
EVIDENCE = {"document", "start", "end", "text"}
DOCUMENT = {"id", "title", "source", "published_at"}
RELATED = {"document", "title", "source", "url", "published_at"}


@pytest.fixture(scope="module")
def newsroom(encoders: LazyEncoders) -> Newsroom:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("groundwire.encoders.lazy.LazyEncoders", lambda: encoders)
        return open_newsroom(groundwire.Settings(), now=NOW)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    body = BRIDGE.split("\n", 2)[2]
    contents = {
        "report.md": FRONT + "\n" + body,
        "other.md": FRONT.replace("Lindmere Echo", "Orsk Post")
        + "\nThe Lindmere swing bridge reopened on Monday after repairs that cost 6 million euros, the ministry said.\n\n"
        + "Some 40 boats waited, harbour master Eva Lind said.\n",
        "archive.md": FRONT.replace("Swing bridge at Lindmere reopens", "Barge hits Lindmere bridge").replace(
            "2026-03-02", "2025-10-14"
        )
        + "\nA barge hit a pier of the swing bridge at Lindmere, and Mayor Hilda Strand closed it to lorries.\n\n"
        + "The barge had lost its way in fog, Strand said.\n",
        "draft.md": "The bridge at Lindmere reopened on Monday.\n\nAbout 900 people walked across the bridge in the first hour.\n",
        "thin.md": "The mayor of Velden resigned on Monday after losing a vote.\n",
    }
    for name, text in contents.items():
        (tmp_path / name).write_text(text, "utf-8")
    return {name.split(".")[0]: str(tmp_path / name) for name in contents}


def assert_evidence(item: dict[str, Any], files: dict[str, str], documents: list[dict[str, Any]]) -> None:
    assert set(item) == EVIDENCE and item["end"] - item["start"] == len(item["text"]) > 0
    assert item["document"] in {document["id"] for document in documents}
    assert any(item["text"] in Path(path).read_text("utf-8") for path in files.values())


def test_write_gives_exactly_the_keys_of_the_house(newsroom: Newsroom, files: dict[str, str]) -> None:
    found: Any = json.loads(json.dumps(newsroom.write([files["report"], files["other"]], archive=[files["archive"]]).as_json()))
    assert set(found) == set(STORY_KEYS)
    assert set(found["cost"]) == {"seconds", "input_tokens", "output_tokens", "calls", "money", "cached", "model_seconds"}
    assert found["drafting"] is None and found["exchanges"] == []
    assert found["companies"] == [] and found["picture"] is None and found["writer"] == "template"
    assert all(set(document) == DOCUMENT for document in found["documents"])
    assert all(set(section) == {"name", "sentences"} for section in found["sections"])
    assert all(set(related) == RELATED for related in found["see_also"] + found["read_next"])
    sentences = [
        found["headline"],
        found["lede"],
        *found["key_points"],
        *(s for part in found["sections"] for s in part["sentences"]),
    ]
    for sentence in sentences:
        assert set(sentence) == SENTENCE and sentence["outcome"] == "supported" and sentence["evidence"]
        for item in sentence["evidence"]:
            assert_evidence(item, files, found["documents"])
    claimed: Any = newsroom.claims([files["report"], files["other"]]).as_json()
    assert [each["id"] for each in claimed["statements"]] == [
        each["id"] for each in found["ledger"] if each["document"] in {document["id"] for document in claimed["documents"]}
    ]
    assert found["ledger"][0] == claimed["statements"][0]
    for disagreement in found["disagreements"]:
        assert set(disagreement) == {"subject", "kind", "sides"}
        assert all(set(side) == EVIDENCE | {"source", "value"} for side in disagreement["sides"])
    assert [side["value"] for side in found["disagreements"][0]["sides"]] == ["4 million euros", "6 million euros"]


def test_check_gives_exactly_the_keys_of_the_house(newsroom: Newsroom, files: dict[str, str]) -> None:
    found: Any = json.loads(json.dumps(newsroom.check(files["draft"], against=[files["report"]]).as_json()))
    assert set(found) == {"draft", "sentences", "counts", "disagreements", "documents", "tables"}
    assert set(found["counts"]) == {"supported", "contradicted", "not_found", "opinion"}
    assert sum(found["counts"].values()) == len(found["sentences"]) == 2 and found["counts"]["supported"] == 1
    for number, sentence in enumerate(found["sentences"]):
        assert set(sentence) == {"index", "text", "outcome", "warnings", "cautions", "reasons"} and sentence["index"] == number
        assert sentence["reasons"]
        for reason in sentence["reasons"]:
            assert set(reason) == {"check", "outcome", "part", "note", "evidence"}
            start, end = reason["part"]
            assert 0 <= start <= end <= len(sentence["text"]) and reason["note"]
            for item in reason["evidence"]:
                assert_evidence(item, files, found["documents"])


def test_a_refusal_says_why_and_what_was_read(newsroom: Newsroom, files: dict[str, str]) -> None:
    written = newsroom.write([files["thin"]])
    found: Any = written.as_json()
    assert set(found) == {"refused", "documents"} and "a story needs 2" in found["refused"]
    assert [set(document) for document in found["documents"]] == [DOCUMENT]
    with pytest.raises(ValueError, match="refusal"):
        newsroom.render(written, "markdown")


def test_same_input_and_clock_give_the_same_bytes_but_for_the_seconds(newsroom: Newsroom, files: dict[str, str]) -> None:
    def once() -> tuple[str, list[bytes]]:
        written = newsroom.write([files["report"], files["other"]], archive=[files["archive"]])
        found: Any = written.as_json()
        found["cost"]["seconds"] = 0
        return json.dumps(found), [newsroom.render(written, name)[1] for name in ("markdown", "web_page")]

    assert once() == once()


def test_archive_report_is_read_in_full_once(newsroom: Newsroom, files: dict[str, str], tmp_path: Path) -> None:
    place = str(tmp_path / "archive.db")
    newsroom.file([files["archive"]], place=place)
    first = newsroom.write([files["report"]], archive=[place])
    again = newsroom.write([files["report"]], archive=[place])
    assert isinstance(first.outcome, Story) and isinstance(again.outcome, Story)
    assert replace(first.outcome, cost=again.outcome.cost) == again.outcome and first.outcome.archive_ids
    with closing(open_store(place)) as store:
        assert set(store.readings(first.outcome.documents)) == {document.id for document in first.outcome.documents}


def test_render_names_the_file_after_the_headline(newsroom: Newsroom, files: dict[str, str]) -> None:
    name, data = newsroom.render(newsroom.write([files["report"]]), "markdown")
    assert name.startswith("swing-bridge-at-lindmere") and name.endswith(".md") and len(name) <= 63
    assert data.decode("utf-8").startswith("# Swing bridge at Lindmere")


def test_what_does_not_exist_is_answered_in_one_line(newsroom: Newsroom, files: dict[str, str]) -> None:
    with pytest.raises(UnknownPlugin, match="template"):
        newsroom.write([files["report"]], writer="chatty")
    with pytest.raises(UnknownPlugin, match="markdown"):
        newsroom.render(newsroom.write([files["report"]]), "papyrus")
    with pytest.raises(InputError, match="absent"):
        newsroom.write([files["report"] + ".absent"])


def test_a_clock_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        open_newsroom(now=datetime(2026, 3, 2, 12, 0))  # noqa: DTZ001


def test_opening_a_newsroom_loads_no_model() -> None:
    import subprocess
    import sys

    program = "import sys, groundwire; groundwire.open_newsroom(); print([n for n in ('spacy', 'onnxruntime', 'numpy') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_the_checks_know_who_writes_however_it_was_chosen(
    newsroom: Newsroom, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    make = groundwire.checks.fidelity.make
    monkeypatch.setattr("groundwire.checks.fidelity.make", lambda tools: names.append(tools.settings.writer) or make(tools))
    with pytest.raises(SettingsError, match="chat_url"):
        newsroom.write([files["report"]], writer="tests.chatting_writer:make")
    assert names == ["chatting"]


def test_public_names_are_importable() -> None:
    assert all(hasattr(groundwire, name) for name in groundwire.__all__) and groundwire.__version__


def test_write_gives_the_timeline_of_the_thread(newsroom: Newsroom, tmp_path: Path) -> None:
    body = "\n\n".join(
        f"The council of Lindmere closed the {name} swing bridge on {day} {month} 2025, the harbour master said."
        for name, day, month in (("Alder", 3, "January"), ("Birch", 4, "March"), ("Cedar", 5, "June"), ("Elm", 9, "July"))
    )
    (tmp_path / "report.md").write_text(FRONT + "\n" + body, "utf-8")
    found: Any = json.loads(json.dumps(newsroom.write([str(tmp_path / "report.md")]).as_json()))
    assert all(set(happening) == HAPPENING for happening in found["timeline"])
    assert [(each["date"], each["grain"], each["ahead"]) for each in found["timeline"]][:2] == [
        ("2025-01-03", "day", False),
        ("2025-03-04", "day", False),
    ]
    assert all(each["evidence"] and each["outcome"] == "supported" for each in found["timeline"])
