"""The house holds: layers, import cost, public names, sizes, file names, and a reference page that is never stale."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest

import groundwire
from groundwire import cli, plugins
from groundwire.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path(groundwire.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
SLOW = ("spacy", "thinc", "onnxruntime", "tokenizers", "trafilatura", "httpx", "httpx2", "openai", "numpy", "duckdb")
"""Packages that take more than a blink to import: no module may do so before it is used."""
HEAVY = (*SLOW, "feedparser", "jinja2", "lxml", "tqdm")
"""Packages that `groundwire --help` has no need of."""
FORBIDDEN_NAMES = {"util", "utils", "helper", "helpers", "common", "base", "manager", "core", "misc"}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def says_why_long(docstring: str) -> bool:
    return bool(re.search(r"(?i)\b(long(er)?|length|over its measure)\b", docstring))


every_module = pytest.mark.parametrize("path", MODULES, ids=name_of)


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_layers_hold_and_every_module_has_one() -> None:
    done = run_python("from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "code",
    ["import groundwire", "from groundwire.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"],
    ids=["import groundwire", "groundwire --help"],
)
def test_nothing_heavy_is_loaded_by(code: str) -> None:
    done = run_python(f"{code}\nimport sys; print('loaded:', *[name for name in {HEAVY!r} if name in sys.modules])")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].strip() == "loaded:"


@every_module
def test_slow_packages_are_imported_inside_functions_only(path: Path) -> None:
    top = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    imported = {alias.name for node in top if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in top if isinstance(node, ast.ImportFrom)}
    assert not [name for name in imported if name.split(".")[0] in SLOW]


def test_public_names_are_sorted_and_all_there() -> None:
    assert groundwire.__all__ == sorted(groundwire.__all__)
    names = vars(groundwire).items()
    public = {name for name, value in names if not name.startswith("_") and not isinstance(value, ModuleType)}
    imported_for_typing = {"annotations", "Sequence"}
    assert public - imported_for_typing == set(groundwire.__all__)


@every_module
def test_modules_are_short_or_say_why_not(path: Path) -> None:
    text = path.read_text("utf-8")
    docstring = ast.get_docstring(ast.parse(text)) or ""
    assert text.count("\n") <= LONGEST_MODULE or says_why_long(docstring), (
        f"{name_of(path)}: say in the docstring why it is long"
    )


@every_module
def test_functions_are_short_or_say_why_not(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            docstring = ast.get_docstring(node) or ""
            body = node.body[1:] if docstring and len(node.body) > 1 else node.body
            length = (node.end_lineno or 0) - (body[0].lineno if docstring else node.lineno) + 1
            assert length <= LONGEST_FUNCTION or says_why_long(docstring), f"{name_of(path)}: {node.name} has {length} lines"


@every_module
def test_file_names_say_what_is_in_the_file(path: Path) -> None:
    assert path.stem.strip("_") not in FORBIDDEN_NAMES
    assert not FORBIDDEN_NAMES & set(path.relative_to(PACKAGE).parts[:-1])


@every_module
def test_nothing_is_left_unfinished(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not [word for word in ("TODO", "FIXME", "XXX", "NotImplementedError") if word in text]


# --- the reference ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def make_reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "scripts" / "make_reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["cli.md", "settings.md", "plugins.md"])
def test_reference_page_is_fresh(page: str, make_reference: ModuleType) -> None:
    written = (ROOT / "docs" / "reference" / page).read_text("utf-8")
    assert written == make_reference.make_pages()[page], f"docs/reference/{page} is stale: run `make docs`"


def test_every_command_and_option_is_in_the_reference(make_reference: ModuleType) -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    for name, command in make_reference._commands("", cli.make_parser()):
        assert f"## groundwire {name}" in page
        for option in command._option_string_actions:
            assert option in page or option in ("-h", "--help")


def test_every_setting_is_in_the_reference_with_what_it_does(make_reference: ModuleType) -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    comments = make_reference.setting_comments()
    for field in fields(Settings):
        assert f"| `{field.name}` |" in page
        assert len(comments[field.name]) > 10


def test_every_plug_in_is_in_the_reference_with_what_it_does(make_reference: ModuleType) -> None:
    page = (ROOT / "docs" / "reference" / "plugins.md").read_text("utf-8")
    for shelf in make_reference.SHELVES:
        assert f"## {shelf}" in page
        for name in plugins.names(shelf):
            assert f"| `{name}` |" in page
            assert make_reference.summary(shelf, name)


def test_every_error_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    tree = ast.parse((PACKAGE / "errors.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            assert f"`{node.name}`" in page


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/README.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}, which is not there"
