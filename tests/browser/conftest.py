"""A real Chromium that fails a test for any request beyond the file itself, any console error and any refused style or script."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.formats_story import make_story

from groundwire.formats.web_page import WebPage

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")

LAUNCH_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium from ``$CHROMIUM`` or the path; without one the tests are skipped."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    executable = next((path for name in names if name and (path := shutil.which(name))), None)
    if executable is None:
        pytest.skip("no Chromium: set CHROMIUM or put chromium or google-chrome on the path")
    with playwright_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=list(LAUNCH_FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def story_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour story as a file."""
    path = tmp_path_factory.mktemp("story") / "harbour fire.html"
    path.write_bytes(WebPage().render(*make_story()))
    return path


@pytest.fixture
def open_page(browser: Any, story_file: Path) -> Iterator[Callable[..., Any]]:
    """``open_page(width=390, ...)`` opens the story (or ``path``) in a window of that size; other options are Playwright's."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def watch_request(request: Any) -> None:
        if not request.url.startswith(("file://", "data:,")):
            complaints.append(f"request for {request.url}")

    def watch_console(message: Any) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"console: {message.text}")

    def open_in(path: Path | None = None, *, width: int = 1280, height: int = 900, fragment: str = "", **options: Any) -> Any:
        options = {"reduced_motion": "reduce"} | options
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", watch_request)
        page.on("console", watch_console)
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.goto((path or story_file).as_uri() + fragment)
        return page

    yield open_in
    for context in contexts:
        context.close()
    assert complaints == []
