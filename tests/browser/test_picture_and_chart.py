"""A story's picture and chart as readers meet them: on a phone, in the dark, on paper, with a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.browser.test_receipts_page import CONTRAST
from tests.formats_story import HOSTILE, PRICES, YEAR, make_illustration, make_ranking, make_series, make_story

from groundwire.formats.web_page import WebPage

OpenPage = Callable[..., Any]
CHARTS = {
    "series": make_series(*YEAR, marked=11),
    "valley": make_series("9", "1", "9", "1250000", marked=1, unit="EUR"),
    "ranking": make_ranking(*PRICES, marked=2),
}
OUTSIDE = """() => [...document.querySelectorAll(".charted text, .charted circle, .charted rect")].filter((each) => {
  const box = each.getBoundingClientRect();
  return box.left < 0 || box.right > document.documentElement.clientWidth;
}).length"""
COLLIDING = """(selector) => {
  const boxes = [...document.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
  const touch = (a, b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => touch(a, b))).length;
}"""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("charts")
    found = {}
    for name, chart in CHARTS.items():
        story, verdicts = make_story()
        found[name] = folder / f"{name}.html"
        found[name].write_bytes(WebPage().render(replace(story, illustration=make_illustration(), chart=chart), verdicts))
    return found


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_runs_off_the_page_or_into_its_neighbour(
    open_page: OpenPage, pages: dict[str, Path], name: str, width: int
) -> None:
    page = open_page(pages[name], width=width)
    assert page.evaluate(OUTSIDE) == 0
    assert page.evaluate(COLLIDING, ".charted :is(.name, .number, .tick)") == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".charted text").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 12


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", CHARTS)
def test_words_can_be_read_in_the_light_and_in_the_dark(
    open_page: OpenPage, pages: dict[str, Path], name: str, scheme: str
) -> None:
    page = open_page(pages[name], color_scheme=scheme)
    page.locator(".chart summary").click()
    assert page.evaluate(CONTRAST)["poor"] == []
    fill = page.locator(".charted :is(.run, .bar.marked)").first.evaluate(
        "each => [getComputedStyle(each).stroke, getComputedStyle(each).fill]"
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") not in fill


def test_the_picture_is_the_original_uncropped_with_its_own_words(open_page: OpenPage, pages: dict[str, Path]) -> None:
    page = open_page(pages["series"], width=320)
    image = page.locator(".picture img")
    assert image.evaluate("each => [each.naturalWidth, each.naturalHeight]") == [640, 420]
    box = image.bounding_box()
    assert abs(box["width"] / box["height"] - 640 / 420) < 0.02 and box["width"] <= 280
    assert image.get_attribute("alt") == "Stacked containers on a long quay under a grey sky."
    assert page.locator(".picture figcaption").inner_text() == (
        "File picture, 3 March 2019. The east quay of Port Ellery, seen from the breakwater. Credit: Bo Lindqvist/The Ellery Gazette"
    )


def test_a_screen_reader_is_told_the_chart_and_can_read_its_numbers(open_page: OpenPage, pages: dict[str, Path]) -> None:
    page = open_page(pages["ranking"])
    drawn = page.get_by_role("img", name="Share prices on Monday")
    assert drawn.count() == 1 and "Highest: 4.2% (Norvane Lines)" in page.locator(".charted desc").text_content()
    page.locator(".chart summary").focus()
    page.keyboard.press("Enter")
    rows = [" ".join(row.split()) for row in page.locator(".chart tbody tr").all_inner_texts()]
    assert rows[0] == "Norvane Lines 4.2%" and rows[3] == "Merrow Ports no figure" and len(rows) == 5


def test_picture_and_chart_stand_without_a_script_and_on_paper(open_page: OpenPage, pages: dict[str, Path]) -> None:
    page = open_page(pages["series"], java_script_enabled=False)
    page.emulate_media(media="print")
    assert page.locator(".charted").is_visible() and page.locator(".picture img").is_visible()


def test_hostile_words_of_a_picture_and_a_chart_stay_words(open_page: OpenPage, tmp_path: Path) -> None:
    story, verdicts = make_story()
    words = " ".join(HOSTILE) + "\"' onerror=alert(1)"
    story = replace(story, illustration=make_illustration(caption=words, alt_text=words, credit=words))
    story = replace(story, chart=make_ranking((words, "1"), title=words, source=words, unit=words))
    path = tmp_path / "hostile.html"
    path.write_bytes(WebPage().render(story, verdicts))
    page = open_page(path, width=390)
    assert page.locator(".picture img").count() == 1 and page.locator(".chart script, .picture script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390
