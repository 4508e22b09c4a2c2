"""The code in the how-to pages runs as it stands there."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from groundwire.cli import main
from groundwire.encoders.lazy import LazyEncoders
from groundwire.model import Raw, SourceKind
from groundwire.protocols import SourceReader, Tools

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
MESSAGE = b"""From: Lindmere Harbour Office <office@lindmere.example>
Subject: New ferry timetable
Date: Mon, 02 Mar 2026 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

The ferry will leave every 20 minutes from Friday, the harbour office said.
"""


def code_of(page: str) -> str:
    """The first Python block of a page."""
    found = re.search(r"```python\n(.*?)```", (HOW_TO / page).read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def load(name: str, code: str) -> ModuleType:
    module = ModuleType(name)
    exec(compile(code, name, "exec"), module.__dict__)
    return module


def test_source_reader_of_the_how_to_reads_a_message(tools: Tools) -> None:
    reader: SourceReader = load("mail", code_of("add-a-source-reader.md")).make(tools)
    raw = Raw(data=MESSAGE, origin="timetable.eml")
    assert reader.fit(raw) > 0.8
    (document,) = reader.read(raw)
    assert document.title_text == "New ferry timetable"
    assert document.source.kind is SourceKind.OFFICIAL
    assert document.published_at is not None
    assert "every 20 minutes" in document.text


def test_check_of_the_how_to_warns_and_blocks_nothing(
    encoders: LazyEncoders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("groundwire.encoders.lazy.LazyEncoders", lambda: encoders)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sentence_length", raising=False)
    (tmp_path / "sentence_length.py").write_text(code_of("add-a-check.md"), "utf-8")
    listed = re.search(r"```toml\n\s*(checks = .*?)\n\s*```", (HOW_TO / "add-a-check.md").read_text("utf-8"), re.DOTALL)
    assert listed
    (tmp_path / "settings.toml").write_text(listed[1] + "\n", "utf-8")
    long = "The ferry will leave every 20 minutes from Friday" + ", and from Friday the ferry will leave every 20 minutes" * 4
    for name in ("report.txt", "draft.txt"):
        (tmp_path / name).write_text(f"{long}, the harbour office said.\n", "utf-8")
    arguments = ["--against", str(tmp_path / "report.txt"), "--settings", str(tmp_path / "settings.toml")]
    assert main(["check", str(tmp_path / "draft.txt"), *arguments]) == 0
    assert "warning, sentence_length: 5" in capsys.readouterr().out


@pytest.mark.parametrize("page", sorted(path.name for path in HOW_TO.glob("*.md")))
def test_python_on_the_page_compiles(page: str) -> None:
    for code in re.findall(r"```python\n(.*?)```", (HOW_TO / page).read_text("utf-8"), re.DOTALL):
        compile(code, page, "exec")
