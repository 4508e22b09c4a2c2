"""The web page as readers meet it: with a mouse, a keyboard, a phone, a screen reader, on paper, without a script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.formats_story import HOSTILE, make_document, make_story, poisoned

from groundwire.formats.web_page import WebPage

OpenPage = Callable[..., Any]

CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(".vh, .skip, script, style")) continue;
    seen += 1;
    const [a, b] = [light(rgba(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${element.className || element.tagName}: ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  return { seen, poor };
}"""


def marks(page: Any, index: int) -> list[str]:
    """The highlighted words of a receipt that can be seen."""
    return [mark.text_content() for mark in page.locator(f"#receipt-{index} .context mark").all() if mark.is_visible()]


def visible_receipts(page: Any) -> list[str]:
    return [receipt.get_attribute("id") for receipt in page.locator(".receipt").all() if receipt.is_visible()]


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_clicking_a_sentence_shows_its_passage_highlighted(open_page: OpenPage) -> None:
    page = open_page()
    assert visible_receipts(page) == []
    page.click("#sentence-2")
    assert visible_receipts(page) == ["receipt-2"]
    assert marks(page, 2) == [
        "Fourteen people were treated for smoke inhalation, the fire service said.",
        "A blaze in the east harbour hurt nine people on Monday and stopped all shipping until the early afternoon.",
    ]
    box = page.locator("#receipt-2 mark").first.bounding_box()
    assert box["x"] > 640
    assert 0 < box["y"] < 900


def test_clicking_again_or_elsewhere_moves_on(open_page: OpenPage) -> None:
    page = open_page()
    page.click("#sentence-2")
    page.click("#sentence-5")
    assert visible_receipts(page) == ["receipt-5"]
    assert page.get_attribute("#sentence-2", "aria-expanded") == "false"
    page.click("#sentence-5")
    assert visible_receipts(page) == []
    assert page.locator(".overview").is_visible()


def test_tab_reaches_a_sentence_and_shows_its_passage(open_page: OpenPage) -> None:
    page = open_page()
    for _ in range(4):
        page.keyboard.press("Tab")
    assert focused(page) == "sentence-1"
    assert visible_receipts(page) == ["receipt-1"]


def test_arrow_keys_lead_from_sentence_to_sentence(open_page: OpenPage) -> None:
    page = open_page()
    page.focus("#sentence-0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert (focused(page), visible_receipts(page)) == ("sentence-2", ["receipt-2"])
    page.keyboard.press("ArrowUp")
    assert (focused(page), visible_receipts(page)) == ("sentence-1", ["receipt-1"])
    page.keyboard.press("End")
    assert focused(page) == "sentence-13"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "sentence-13"
    page.keyboard.press("Home")
    assert focused(page) == "sentence-0"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_enter_and_space_open_a_receipt_and_then_lead_into_it(open_page: OpenPage, key: str) -> None:
    page = open_page()
    page.focus("#sentence-6")
    page.keyboard.press("Escape")
    assert visible_receipts(page) == []
    page.keyboard.press(key)
    assert visible_receipts(page) == ["receipt-6"]
    page.keyboard.press(key)
    assert focused(page) == "receipt-6-name"
    page.keyboard.press("Escape")
    assert (focused(page), visible_receipts(page)) == ("sentence-6", ["receipt-6"])
    page.keyboard.press("Escape")
    assert visible_receipts(page) == []


def test_buttons_of_a_receipt_lead_on_and_close(open_page: OpenPage) -> None:
    page = open_page()
    page.click("#sentence-12")
    page.click("#receipt-12 .next")
    assert visible_receipts(page) == ["receipt-13"]
    assert focused(page) == "receipt-13-name"
    page.click("#receipt-13 .close")
    assert (focused(page), visible_receipts(page)) == ("sentence-13", [])


def test_whole_report_opens_in_place_with_only_this_passage_marked(open_page: OpenPage) -> None:
    page = open_page()
    page.click("#sentence-5")
    page.click("#receipt-5 .whole")
    whole = page.locator("#receipt-5 .full")
    assert "rubber matting" in whole.text_content()
    assert whole.locator("mark:not(.other)").all_text_contents() == [
        "Crews were called at 03:10 and had the flames under control shortly before noon, "
        "Harbour Master Ines Calloway told reporters."
    ]
    assert page.get_attribute("#receipt-5 .whole", "aria-expanded") == "true"
    page.click("#receipt-5 .whole")
    assert whole.count() == 0


def test_all_receipts_can_be_shown_at_once(open_page: OpenPage) -> None:
    page = open_page()
    page.click("#all-receipts")
    assert len(visible_receipts(page)) == 14
    page.click("#all-receipts")
    assert visible_receipts(page) == []


def test_a_link_to_a_receipt_opens_it(open_page: OpenPage) -> None:
    assert visible_receipts(open_page(fragment="#receipt-8")) == ["receipt-8"]


def test_the_panel_leads_from_reply_to_claim_and_on_to_the_story(open_page: OpenPage) -> None:
    page = open_page()
    assert not page.locator("#said-2").is_visible()
    page.click("text=The Ellery Gazette >> xpath=ancestor::summary[1] >> nth=0")
    page.click("#said-2 .to a[href='#said-4']")
    assert page.locator("#said-4").is_visible()
    page.click("#said-4 a[href='#sentence-8']")
    assert visible_receipts(page) == ["receipt-8"]
    assert 0 < page.locator("#sentence-8").bounding_box()["y"] < 900


def test_the_panel_works_without_a_script_and_on_paper(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, fragment="#said-4")
    assert page.locator("#said-4").is_visible()
    page.click("#said-4 a[href='#said-2']")
    assert page.locator("#said-2").is_visible()
    paper = open_page()
    paper.emulate_media(media="print")
    assert paper.locator("#said-1").is_visible()


def test_screen_readers_meet_buttons_with_their_outcome(open_page: OpenPage) -> None:
    page = open_page()
    tree = page.locator("body").aria_snapshot()
    assert 'heading "Fire destroys two Port Ellery warehouses and shuts harbour" [level=1]' in tree
    for name in ("Sixteen people were treated for smoke inhalation.", "It was a needless loss."):
        assert f'button "{name}"' in tree
    described = page.evaluate(
        "[...document.querySelectorAll('.sentence')].map(s => document.getElementById(s.getAttribute('aria-describedby')).textContent)"
    )
    assert described[:2] == ["Backed by its sources"] * 2
    assert (described[6], described[7], described[10], described[11]) == ("contradicted", "1 warning", "not found", "opinion")
    for landmark in ("main:", "complementary", "region"):
        assert landmark in tree
    page.click("#sentence-2")
    assert page.locator("#announcer").text_content() == (
        "Receipt 2. Backed by its sources. 2 passages: The Ellery Gazette, 2 March 2026; Saltmarsh Courier, undated."
    )
    assert page.get_attribute("#sentence-2", "aria-controls") == "receipt-2"


def test_the_skip_link_leads_to_the_story(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the story"
    page.keyboard.press("Enter")
    assert focused(page) == "story"


@pytest.mark.parametrize("width", [320, 390, 768, 992, 1280, 2560])
def test_nothing_runs_off_the_side(open_page: OpenPage, width: int) -> None:
    page = open_page(width=width)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    page.click("#all-receipts")
    assert page.evaluate(overflow) == 0


def test_on_a_phone_the_receipt_rises_below_its_sentence(open_page: OpenPage) -> None:
    page = open_page(width=390, height=844, has_touch=True, is_mobile=True)
    page.tap("#sentence-9")
    sheet = page.locator("#receipt-9").bounding_box()
    sentence = page.locator("#sentence-9").bounding_box()
    assert sheet["y"] + sheet["height"] == pytest.approx(844, abs=1)
    assert sentence["y"] >= 0
    assert sentence["y"] + sentence["height"] <= sheet["y"]
    mark = page.locator("#receipt-9 .context mark").first.bounding_box()
    assert sheet["y"] < mark["y"] < 844
    for button in page.locator("#receipt-9 .bar .act").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    page.tap("#receipt-9 .close")
    assert visible_receipts(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_text_stands_out_from_its_ground(open_page: OpenPage, scheme: str, width: int) -> None:
    page = open_page(width=width, color_scheme=scheme)
    page.click("#sentence-6")
    page.click("#receipt-6 .whole")
    first = page.evaluate(CONTRAST)
    page.keyboard.press("Escape")  # out of the receipt
    page.keyboard.press("Escape")  # and closed
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.click("#all-receipts")
    second = page.evaluate(CONTRAST)
    assert first["poor"] + second["poor"] == []
    assert second["seen"] > 150


def test_dark_mode_is_dark(open_page: OpenPage) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    assert open_page(color_scheme="light").evaluate(ground) == "rgb(253, 252, 249)"
    assert open_page(color_scheme="dark").evaluate(ground) == "rgb(20, 21, 26)"


def test_outcomes_are_told_by_shape_and_word(open_page: OpenPage) -> None:
    page = open_page()
    flags = {flag.text_content(): flag.locator("use").get_attribute("href") for flag in page.locator(".flag").all()}
    assert flags == {
        "contradicted": "#i-contradicted",
        "1 warning": "#i-warning",
        "not found": "#i-not_found",
        "opinion": "#i-opinion",
    }


def test_without_a_script_every_receipt_is_there(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    assert len(visible_receipts(page)) == 14
    assert marks(page, 8) == ["Dock workers said the sprinklers had been off for a week."]
    assert not page.locator(".act").first.is_visible()
    page.click("#sentence-8")
    assert page.url.endswith("#receipt-8")
    assert page.locator("#receipt-8").bounding_box()["y"] < 900
    assert page.locator("#sentence-8").is_visible()


def test_on_paper_the_receipts_are_notes(open_page: OpenPage) -> None:
    page = open_page()
    page.click("#sentence-2")
    page.emulate_media(media="print")
    assert len(visible_receipts(page)) == 14
    assert marks(page, 12)
    assert page.locator("#receipt-2 .restated").is_visible()
    assert not page.locator(".act").first.is_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 20_000
    assert pdf.count(b"/Type /Page\n") >= 2


def test_a_hostile_source_runs_nothing(open_page: OpenPage, tmp_path: Path) -> None:
    story, verdicts = make_story()
    attack = "</script><script>window.owned = 1</script><img src=x onerror='window.owned = 1'>" + " ".join(HOSTILE)
    headline = replace(story.headline, text=attack)
    story = replace(
        story,
        headline=headline,
        documents=tuple(poisoned(document, attack) for document in story.documents),
        see_also=tuple(replace(item, title=attack, source=attack, url="javascript:window.owned=1") for item in story.see_also),
        statements=tuple(replace(each, speaker=attack, office=attack, chain=(attack,)) for each in story.statements),
        disclosure=attack,
    )
    path = tmp_path / "hostile.html"
    path.write_bytes(WebPage().render(story, (replace(verdicts[0], sentence=headline), *verdicts[1:])))
    page = open_page(path)
    page.click("#sentence-1")
    page.click("#receipt-1 .whole")
    assert page.evaluate("window.owned") is None
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert visible_receipts(page) == ["receipt-1"]


def test_the_policy_stops_a_script_that_slipped_through(browser: Any, story_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "slipped.html"
    slipped = b"<script>window.owned = 1</script><img src='https://elsewhere.example/x.png'></main>"
    path.write_bytes(story_file.read_bytes().replace(b"</main>", slipped, 1))
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(path.as_uri())
    assert page.evaluate("window.owned") is None
    assert sum("Content Security Policy" in text for text in refused) == 2
    page.close()


def test_a_long_story_with_long_reports_stays_usable(open_page: OpenPage, tmp_path: Path) -> None:
    story, verdicts = make_story()
    reports = tuple(
        make_document(f"Report {number}\n\n" + "The quay was empty on that day, they said. " * 4_000, f"Outlet {number}", None)
        for number in range(20)
    )
    evidence = tuple(report.span(60_000, 60_040) for report in reports)
    sentences = tuple(replace(story.sentences[number % 13], evidence=evidence[: 1 + number % 3]) for number in range(60))
    story = replace(story, sentences=sentences, documents=(*story.documents, *reports))
    rulings = [replace(verdicts[1], sentence=sentence, index=number) for number, sentence in enumerate(sentences, 1)]
    path = tmp_path / "long.html"
    path.write_bytes(WebPage().render(story, (verdicts[0], *rulings)))
    page = open_page(path, width=390, height=844)
    page.click("#sentence-59")
    assert visible_receipts(page) == ["receipt-59"]
    assert marks(page, 59)[0] == reports[0].text[60_000:60_040]
    assert path.stat().st_size < 1_500_000
