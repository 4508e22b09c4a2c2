"""The timeline as readers meet it: on a phone, in the dark, on paper, with a mouse and with keys, without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.formats_story import make_dating, make_story, with_timeline

from groundwire.formats.web_page import WebPage

OpenPage = Callable[..., Any]
THREADS = {
    "three days": [make_dating(f"2026-03-0{day}") for day in (1, 1, 2, 2, 2, 3)],
    "ten years": [
        make_dating("2016-01-01", "2016-12-31"),
        make_dating("2019-04-01", "2019-04-30"),
        *(make_dating(day) for day in ("2025-12-30", "2026-02-27", "2026-03-01", "2026-03-02", "2026-03-02")),
        make_dating("2026-03-05", is_ahead=True),
    ],
}
OVERLAPS = """() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
  const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const labels = boxes(".drawn .tick");
  const points = boxes(".drawn .point");
  const pairs = (list) => list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b]));
  const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y) < Math.min(a.width, b.width) - 2;
  const out = [...labels, ...points].filter((box) => box.left < 0 || box.right > document.documentElement.clientWidth);
  return {
    labels: pairs(labels).filter(([a, b]) => touch(a, b)).length,
    points: pairs(points).filter(([a, b]) => far(a, b)).length,
    mixed: labels.flatMap((a) => points.filter((b) => touch(a, b))).length,
    out: out.length,
    drawn: points.length,
  };
}"""


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Stories with a short and with a long timeline as files."""
    folder = tmp_path_factory.mktemp("timelines")
    found = {}
    for name, datings in THREADS.items():
        found[name] = folder / f"{name}.html"
        found[name].write_bytes(WebPage().render(*with_timeline(*make_story(), *datings)))
    return found


@pytest.mark.parametrize("name", THREADS)
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_in_the_picture_collides_or_runs_off_the_page(
    open_page: OpenPage, files: dict[str, Path], name: str, width: int
) -> None:
    page = open_page(files[name], width=width)
    assert page.evaluate(OVERLAPS) == {"labels": 0, "points": 0, "mixed": 0, "out": 0, "drawn": len(THREADS[name])}
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_points_stand_as_far_apart_as_their_days(open_page: OpenPage, files: dict[str, Path]) -> None:
    page = open_page(files["three days"])
    first, second, third = sorted({round(box["x"]) for box in (p.bounding_box() for p in page.locator(".drawn .point").all())})
    assert abs((third - second) - (second - first)) <= 1 and second - first > 200


def test_a_point_leads_to_its_sentence_and_its_receipt(open_page: OpenPage, files: dict[str, Path]) -> None:
    page = open_page(files["ten years"])
    link = page.locator(".drawn a").nth(2)
    target = link.get_attribute("href")
    link.click()
    page.wait_for_function(f"document.querySelector('{target}').getAttribute('aria-expanded') === 'true'")
    assert page.locator(target).is_visible()
    assert page.locator(target.replace("sentence", "receipt")).is_visible()
    assert page.locator(target).text_content().startswith("30 December 2025:")


def test_a_point_is_reached_with_keys_and_says_what_it_is(open_page: OpenPage, files: dict[str, Path]) -> None:
    page = open_page(files["ten years"])
    link = page.locator(".drawn a").last
    assert link.get_attribute("aria-label") == "Sentence 21, 5 March 2026, ahead"
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#sentence-21'")
    assert page.locator("#receipt-21").is_visible()


def test_the_picture_stands_without_a_script_and_on_paper(open_page: OpenPage, files: dict[str, Path]) -> None:
    page = open_page(files["ten years"], java_script_enabled=False)
    assert page.locator(".drawn .point").count() == len(THREADS["ten years"])
    page.emulate_media(media="print")
    assert page.locator(".drawn").is_visible() and page.locator(".timeline li").count() == len(THREADS["ten years"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_seen_in_the_light_and_in_the_dark(open_page: OpenPage, files: dict[str, Path], scheme: str) -> None:
    page = open_page(files["ten years"], color_scheme=scheme)
    found = page.evaluate(
        """() => [".drawn .point", ".drawn .point-number", ".drawn .tick", ".drawn .ahead + .point-number"].map(
          (selector) => getComputedStyle(document.querySelector(selector)).fill).concat(getComputedStyle(document.body).backgroundColor)"""
    )
    point, number, tick, ahead, paper = found
    assert number == paper and len({point, paper, tick}) == 3 and ahead != paper
