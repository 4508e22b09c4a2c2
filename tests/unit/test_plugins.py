"""The file name is the registration."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundwire import plugins
from groundwire.errors import UnknownPlugin
from groundwire.protocols import Tools


def test_names_are_the_files_of_a_shelf_sorted_without_private_ones() -> None:
    for shelf in ("sources", "writers", "checks", "formats"):
        found = plugins.names(shelf)
        assert found == tuple(sorted(found)) and found
        assert not any(name.startswith("_") for name in found)
    assert "template" in plugins.names("writers")


def test_load_makes_the_plugin_with_the_tools(tools: Tools) -> None:
    assert plugins.load("writers", "template", tools).name == "template"


def test_load_takes_a_plugin_from_outside(tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "their_shouting_writer.py").write_text("def make(tools):\n    return ('made', tools.now())\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert plugins.load("writers", "their_shouting_writer:make", tools) == ("made", tools.now())


@pytest.mark.parametrize(
    "name",
    ["chatty", "", "no_such_package.writer:make", "json:make", "../template", "_same_matter", "__init__", ":make", "..x:make"],
)
def test_unknown_plugin_is_answered_with_the_choices(tools: Tools, name: str) -> None:
    with pytest.raises(UnknownPlugin, match="template") as error:
        plugins.load("writers", name, tools)
    assert "\n" not in str(error.value) and error.value.choices == plugins.names("writers")


def test_a_fault_inside_a_plugin_s_make_is_not_taken_for_a_missing_plugin(
    tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "their_broken_writer.py").write_text("def make(tools):\n    return tools.no_such_tool\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(AttributeError, match="no_such_tool"):
        plugins.load("writers", "their_broken_writer:make", tools)
