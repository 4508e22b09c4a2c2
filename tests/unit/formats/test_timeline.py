"""The timeline on its page: true to the time between its points, nothing on top of anything else, and no markup from outside."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import html
from tests.formats_story import HOSTILE, make_dating, make_story, with_timeline

from groundwire.formats._timeline import LETTER, NARROWEST, RADIUS, Picture, draw, find_entries
from groundwire.formats.markdown import Markdown
from groundwire.formats.web_page import WebPage
from groundwire.model import Dating

DAYS = [make_dating(f"2026-03-0{day}") for day in (1, 1, 2, 2, 2, 3)]
DECADE = [
    make_dating("2016-01-01", "2016-12-31"),
    make_dating("2019-04-01", "2019-04-30"),
    *(make_dating(day) for day in ("2025-12-30", "2026-02-27", "2026-03-01", "2026-03-02")),
    make_dating("2026-03-05", is_ahead=True),
]
CENTURIES = [make_dating("1704-06-01"), make_dating("1851-05-01"), make_dating("2026-03-02")]
WEEKS = [make_dating("2026-01-28"), make_dating("2026-02-14"), make_dating("2026-03-02")]


def drawn(datings: list[Dating]) -> Picture:
    story, _ = with_timeline(*make_story(), *datings)
    picture = draw(find_entries(story))
    assert picture is not None
    return picture


@pytest.mark.parametrize("datings", [DAYS, DECADE, CENTURIES, WEEKS])
def test_points_lie_at_their_true_distance(datings: list[Dating]) -> None:
    points = drawn(datings).points
    first, last = datings[0].first.toordinal(), max(dating.last.toordinal() for dating in datings)
    for point, dating in zip(points, datings, strict=True):
        middle = (dating.first.toordinal() + dating.last.toordinal()) / 2
        share = (middle - first) / (last - first)
        assert point.x == pytest.approx(points[0].begins + share * (100 - 2 * points[0].begins), abs=0.02)


@pytest.mark.parametrize("datings", [DAYS, DECADE, CENTURIES, WEEKS, [DAYS[0]] * 7 + [DAYS[-1]]])
def test_nothing_collides_in_the_narrowest_picture(datings: list[Dating]) -> None:
    picture = drawn(datings)
    places = [(point.x * NARROWEST / 100, point.y) for point in picture.points]
    for number, (x, y) in enumerate(places):
        assert RADIUS <= x <= NARROWEST - RADIUS and RADIUS <= y <= picture.axis - RADIUS
        for other_x, other_y in places[:number]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (2 * RADIUS) ** 2
    for one, other in pairwise(picture.ticks):
        assert (other.x - one.x) * NARROWEST / 100 >= LETTER * (len(one.label) + len(other.label)) / 2
    assert len(picture.ticks) >= 2


@pytest.mark.parametrize(("datings", "label"), [(DAYS, "2 Mar"), (WEEKS, "7 Feb"), (DECADE, "2020"), (CENTURIES, "1800")])
def test_the_calendar_is_as_fine_as_the_time_is_short(datings: list[Dating], label: str) -> None:
    assert label in [tick.label for tick in drawn(datings).ticks]


def test_one_day_alone_is_not_drawn() -> None:
    story, _ = with_timeline(*make_story(), DAYS[0], DAYS[0], DAYS[0])
    assert draw(find_entries(story)) is None
    assert draw(()) is None


def test_the_page_has_picture_and_list_and_links_them() -> None:
    story, verdicts = with_timeline(*make_story(), *DECADE)
    page = html.fromstring(WebPage().render(story, verdicts))
    (section,) = page.xpath("//section[@aria-labelledby='timeline']")
    numbers = [str(entry.placed.index) for entry in find_entries(story)]
    assert section.xpath(".//circle/following-sibling::text/text()") == numbers
    assert section.xpath(".//svg//a/@href") == [f"#sentence-{number}" for number in numbers]
    assert section.xpath(".//ol/li/a/@href") == [f"#receipt-{number}" for number in numbers]
    assert section.xpath(".//time/@datetime")[:3] == ["2016", "2019-04", "2025-12-30"]
    assert len(section.xpath(".//circle[contains(@class, 'ahead')]")) == len(section.xpath(".//li/*[@class='chip']")) == 1
    assert section.xpath(".//svg/desc/text()")[0].startswith("7 happenings from 2016 to 5 March 2026, 1 of them still ahead.")
    assert not page.xpath("//@style")


def test_a_story_without_a_timeline_has_no_place_for_one() -> None:
    page = WebPage().render(*make_story()).decode()
    assert 'id="timeline"' not in page and 'class="drawn"' not in page
    assert "## Timeline" not in Markdown().render(*make_story()).decode()


def test_markdown_sets_the_date_off_and_keeps_the_receipts() -> None:
    story, verdicts = with_timeline(*make_story(), *DECADE)
    text = Markdown().render(story, verdicts).decode()
    lines = text.split("## Timeline\n\n")[1].split("\n\n")[0].splitlines()
    assert len(lines) == len(DECADE)
    assert lines[0].startswith("- **2016:** The harbour of Ellery was closed. \\[")
    assert lines[-1].startswith("- **5 March 2026 (ahead):** The harbour of Ellery was closed. \\[")


@pytest.mark.parametrize("attack", HOSTILE + ("</svg><script>alert(1)</script>", "' onload='alert(1)", "</title><a href=x>"))
def test_a_hostile_source_gets_no_markup_into_the_picture(attack: str) -> None:
    harmless = html.fromstring(WebPage().render(*with_timeline(*make_story(), *DECADE)))
    page = html.fromstring(WebPage().render(*with_timeline(*make_story(), *DECADE, words=attack)))
    for name in ("script", "a", "svg", "circle", "title", "img", "b"):
        assert len(page.xpath(f"//{name}")) == len(harmless.xpath(f"//{name}"))
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    story, verdicts = with_timeline(*make_story(), *DECADE, words=attack)
    plain = with_timeline(*make_story(), *DECADE)
    text, harmless_text = (Markdown().render(*each).decode() for each in ((story, verdicts), plain))
    assert text.count("\n- **") == harmless_text.count("\n- **") and text.count("\n## ") == harmless_text.count("\n## ")


def test_an_entry_that_an_editor_has_rewritten_stands_as_it_is() -> None:
    story, _ = with_timeline(*make_story(), *DAYS)
    from dataclasses import replace

    typed = replace(story.timeline[0].sentence, text="Early that day the harbour was closed.")
    story = replace(
        story,
        sentences=tuple(typed if each == story.timeline[0].sentence else each for each in story.sentences),
        timeline=(replace(story.timeline[0], sentence=typed), *story.timeline[1:]),
    )
    assert find_entries(story)[0].words == "Early that day the harbour was closed."
