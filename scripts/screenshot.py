"""Takes a picture of a story page in headless Chromium: ``python scripts/screenshot.py story.html picture.png --width 1440``.

The pictures in the documentation are made with it, so that they show the running product. Chromium is looked for in
``$CHROMIUM``, then as ``chromium``, ``chromium-browser`` and ``google-chrome`` on the path."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

LAUNCH_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str:
    """The path of a Chromium, or an empty string where there is none."""
    named = os.environ.get("CHROMIUM", "")
    candidates = (named, "chromium", "chromium-browser", "google-chrome")
    return next((path for name in candidates if name and (path := shutil.which(name))), "")


def take_picture(page_path: Path, picture: Path, *, width: int, height: int, sentence: int | None, dark: bool) -> None:
    """Writes ``picture``, a PNG of the window (``width`` by ``height`` CSS pixels, twice as many of its own).

    ``sentence`` is the index of the one whose receipt is open."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(LAUNCH_FLAGS))
        page = browser.new_page(
            viewport={"width": width, "height": height},
            device_scale_factor=2,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        page.goto(page_path.resolve().as_uri())
        if sentence is not None:
            page.click(f"#sentence-{sentence}")
            page.mouse.move(0, 0)
        page.screenshot(path=str(picture))
        browser.close()


def main(arguments: list[str] | None = None) -> int:
    """Runs the command. Returns 0, or 2 where there is no Chromium or no such page."""
    parser = argparse.ArgumentParser(description="Takes a picture of a story page in headless Chromium.")
    parser.add_argument("page", type=Path, help="the story as HTML")
    parser.add_argument("picture", type=Path, help="the PNG to write")
    parser.add_argument("--width", type=int, default=1440, help="of the window, in CSS pixels (default: 1440)")
    parser.add_argument("--height", type=int, default=1000, help="of the window, in CSS pixels (default: 1000)")
    parser.add_argument("--sentence", type=int, help="index of the sentence whose receipt is open (0 is the headline)")
    parser.add_argument("--dark", action="store_true", help="in dark mode")
    options = parser.parse_args(arguments)
    if not options.page.is_file():
        print(f"{options.page}: no such page; write one with 'groundwire write SOURCE --out DIR'", file=sys.stderr)
        return 2
    if not find_chromium():
        print("no Chromium found; install one or name it in CHROMIUM", file=sys.stderr)
        return 2
    take_picture(
        options.page, options.picture, width=options.width, height=options.height, sentence=options.sentence, dark=options.dark
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
