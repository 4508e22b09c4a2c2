"""Make docs/reference/{cli,settings,plugins}.md from the code: ``python scripts/make_reference.py``, or ``make docs``.

A test fails when one of them is older than the code it is made from (``tests/test_architecture.py``)."""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from groundwire import cli, plugins, settings

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
SHELVES = {
    "sources": ("SourceReader", "bytes into documents", "tried on every file and page; the surest one reads it"),
    "writers": ("Writer", "a plan into sentences", "`--writer NAME`, or the setting `writer`"),
    "checks": ("Check", "a draft into rulings", "all of them, or those named in the setting `checks`"),
    "formats": ("Format", "a story into bytes", "`--format NAME`, or the setting `formats`"),
    "chat_models": ("ChatModel", "a question into a language model's answer", "the setting `chat_model`"),
    "tables": ("TableReader", "a name into a table", "`--table PATH`, or the setting `tables`"),
}
MADE = "<!-- Made by scripts/make_reference.py from the code; edit there. -->\n\n"


def main() -> None:
    """Write all three pages."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in make_pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
        sys.stdout.write(f"docs/reference/{name}\n")


def make_pages() -> dict[str, str]:
    """The text of each page by its file name."""
    return {"cli.md": make_cli(), "settings.md": make_settings(), "plugins.md": make_plugins()}


# --- commands ---------------------------------------------------------------------------------------------------------


def make_cli() -> str:
    """Every command with its arguments and options."""
    parser = cli.make_parser()
    parts = [MADE, "# Commands\n\n", f"{parser.description}\n\n", f"{parser.epilog}\n\n", _options(parser)]
    for name, command in _commands("", parser):
        parts += [f"## groundwire {name}\n\n```\n{_usage(name, command)}\n```\n\n{command.description}\n\n", _options(command)]
    parts.append("Standard output carries the result alone; warnings and errors go to standard error, one line each.\n")
    return "".join(parts)


def _commands(before: str, parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its whole name; of one that has commands of its own, those."""
    choices = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for name, command in choices[0].items() if choices else ():
        inner = list(_commands(f"{before}{name} ", command))
        yield from inner or [(before + name, command)]


def _usage(name: str, command: argparse.ArgumentParser) -> str:
    words = [f"groundwire {name}"]
    for action in sorted(command._actions, key=lambda action: bool(action.option_strings)):
        if isinstance(action, argparse._HelpAction):
            continue
        words.append(_form(action) if action.required else f"[{_form(action)}]")
        if isinstance(action, argparse._AppendAction) and not isinstance(action, argparse._ExtendAction):
            words[-1] += "..."
    return " ".join(words)


def _form(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else str(action.metavar) + ("..." if action.nargs == "+" else "")
    return " ".join(part for part in (action.option_strings[-1] if action.option_strings else "", value) if part)


def _options(parser: argparse.ArgumentParser) -> str:
    rows = [
        (f"`{_form(action)}`", str(action.help))
        for action in parser._actions
        if not isinstance(action, (argparse._HelpAction, argparse._SubParsersAction))
    ]
    return _table(("argument", "what it does"), rows)


# --- settings ---------------------------------------------------------------------------------------------------------


def make_settings() -> str:
    """Every setting with its default, its environment variable and what it does."""
    comments = setting_comments()
    rows = [
        (f"`{field.name}`", f"`{_toml(field.default)}`", f"`{settings.PREFIX}{field.name.upper()}`", comments[field.name])
        for field in fields(settings.Settings)
    ]
    return (
        MADE + "# Settings\n\nSettings come from their defaults, then from a TOML file (`--settings FILE`, or the file that\n"
        f"`{settings.PREFIX}SETTINGS` names), then from environment variables; the later wins. In the environment a list is\n"
        "separated by commas. An unknown name or a value of the wrong type ends the command with exit code 2.\n\n"
        + _table(("setting", "default", "environment", "what it does"), rows)
    )


def setting_comments() -> dict[str, str]:
    """What the comment above each field of ``Settings`` says."""
    source = Path(settings.__file__).read_text("utf-8")
    comments: dict[str, str] = {}
    waiting: list[str] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            waiting.append(token.string.lstrip("# ").rstrip())
        elif token.type == tokenize.NAME and waiting:
            comments[token.string] = " ".join(waiting).replace("``", "`")
            waiting = []
    return comments


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


# --- plug-ins ---------------------------------------------------------------------------------------------------------


def make_plugins() -> str:
    """Every shelf with the plug-ins on it and what their docstrings say."""
    parts = [
        MADE,
        "# Plug-ins\n\nA plug-in is one file on a shelf; its name is the file's name. A plug-in of your own is named as\n"
        "`package.module:make`. [How to add a check](../how-to/add-a-check.md) and\n"
        "[a source reader](../how-to/add-a-source-reader.md) show it step by step.\n\n",
    ]
    for shelf, (protocol, turns, chosen) in SHELVES.items():
        rows = [(f"`{name}`", summary(shelf, name)) for name in plugins.names(shelf)]
        parts += [f"## {shelf}\n\n", f"`protocols.{protocol}`: turns {turns}. Chosen by: {chosen}.\n\n"]
        parts.append(_table(("name", "what it does"), rows))
    return "".join(parts)


def summary(shelf: str, name: str) -> str:
    """The first paragraph of a plug-in's docstring, read without importing it."""
    path = Path(plugins.__file__).parent / shelf / f"{name}.py"
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(docstring.split("\n\n")[0].split()).replace("``", "`")


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    cells = [re.sub(r"(?<!\\)\|", r"\\|", cell) for row in rows for cell in row]
    width = len(head)
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * width]
    lines += ["| " + " | ".join(cells[at : at + width]) + " |" for at in range(0, len(cells), width)]
    return "\n".join(lines) + "\n\n"


if __name__ == "__main__":
    main()
