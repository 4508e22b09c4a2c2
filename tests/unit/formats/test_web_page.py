"""A story as a web page, as far as it can be judged without a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import html
from tests.formats_story import HOSTILE, make_document, make_story, poisoned, with_shared

from groundwire.editing.who_said_what import MOST
from groundwire.formats._wording import find_link, make_legible
from groundwire.formats.web_page import WebPage
from groundwire.model import BeatRole, Cell, Outcome, Ruling, Sentence, Status, Story, Verdict

WEB_PAGE = WebPage()


def render(story: Story, verdicts: tuple[Verdict, ...]) -> str:
    return WEB_PAGE.render(story, verdicts).decode("utf-8")


def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return tree(render(*make_story()))


def test_page_is_the_same_each_time() -> None:
    assert WebPage().render(*make_story()) == WebPage().render(*make_story())


def test_page_links_every_sentence_to_its_receipt(page: html.HtmlElement) -> None:
    story, _ = make_story()
    links = page.find_class("sentence")
    assert [link.find_class("words")[0].text_content() for link in links] == [sentence.text for sentence in story.all_sentences]
    for link in links:
        assert page.get_element_by_id(link.get("href")[1:]).get("class").split()[0] == "receipt"
        assert page.get_element_by_id(link.get("aria-describedby")).text_content().strip()


def test_page_marks_each_passage_to_the_letter(page: html.HtmlElement) -> None:
    story, _ = make_story()
    documents = {document.id: document for document in story.documents}
    for index, sentence in enumerate(story.all_sentences):
        marks = [mark.text_content() for mark in page.xpath(f"//*[@id='receipt-{index}']//*[@class='context']//mark")]
        assert marks == [documents[span.document_id].quote(span) for span in sentence.evidence]  # type: ignore[union-attr]


def test_page_has_no_id_twice_and_no_reference_to_nothing(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for reference in (*page.xpath("//@aria-labelledby"), *page.xpath("//@aria-describedby")):
        assert reference in ids
    for target in page.xpath("//@href[starts-with(., '#')]"):
        assert target[1:] in ids


def test_page_allows_only_its_own_style_and_script(page: html.HtmlElement) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    style = page.xpath("//style")[0].text
    script = page.xpath("//script[not(@type)]")[0].text
    for directive, text in (("style-src", style), ("script-src", script)):
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_page_has_no_attribute_that_the_policy_forbids(page: html.HtmlElement) -> None:
    assert not page.xpath("//@style")
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    assert not page.xpath("//*[self::img or self::iframe or self::object or self::form or self::base]")


def test_page_is_marked_draft_until_an_editor_approves() -> None:
    story, verdicts = make_story()
    draft = tree(render(story, verdicts))
    assert draft.xpath("//*[@role='note']")[0].text_content() == "DRAFT - not approved by an editor"
    assert draft.findtext(".//title").startswith("DRAFT: ")
    published = tree(render(replace(story, status=Status.PUBLISHED), verdicts))
    assert not published.xpath("//*[@role='note']")
    assert "DRAFT" not in published.findtext(".//title")


def test_page_describes_itself_to_machines(page: html.HtmlElement) -> None:
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["@type"] == "NewsArticle"
    assert data["dateCreated"] == "2026-03-02T15:05:00Z"
    assert data["digitalSourceType"] == "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
    assert [work.get("datePublished") for work in data["citation"]] == ["2026-03-02T13:30:00Z", None, "2024-11-19T00:00:00Z"]


def test_page_does_not_guess_how_an_unknown_writer_works() -> None:
    story, verdicts = make_story()
    assert "digitalSourceType" not in render(replace(story, writer="their_package.writer:make"), verdicts)


def test_page_says_what_a_check_found_and_quotes_the_passage_it_names(page: html.HtmlElement) -> None:
    contradicted = page.get_element_by_id("receipt-6").text_content()
    assert "Contradicted by a source" in contradicted
    assert "The source says fourteen people, not sixteen." in contradicted
    assert "(about Sixteen)" in contradicted
    missing = page.get_element_by_id("receipt-10")
    assert "some 900 drums of lamp oil" in missing.text_content()
    assert "This sentence points at no passage." in missing.text_content()


def test_page_says_once_what_a_check_found_about_many_parts() -> None:
    story, verdicts = make_story()
    ruling = verdicts[1].rulings[0]
    many = replace(verdicts[1], rulings=(ruling, replace(ruling, part=(0, 6)), replace(ruling, part=(7, 12))))
    receipt = tree(render(story, (verdicts[0], many, *verdicts[2:]))).get_element_by_id("receipt-1")
    assert len(receipt.find_class("reason")) == 1


def test_page_labels_the_archive_and_the_undated(page: html.HtmlElement) -> None:
    archive = page.get_element_by_id("receipt-12").text_content()
    assert "Archive" in archive
    assert "19 November 2024" in archive
    assert "undated" in page.get_element_by_id("receipt-8").text_content()


def test_page_tells_where_sources_differ(page: html.HtmlElement) -> None:
    for box in (page.find_class("disagreement")[0], page.get_element_by_id("receipt-2").find_class("disagreement")[0]):
        words = box.text_content()
        assert "Sources differ: people treated or hurt" in words
        assert "The Ellery Gazette: 14" in words
        assert "Saltmarsh Courier: 9" in words


def test_page_links_out_only_to_pages(page: html.HtmlElement) -> None:
    outward = [link for link in page.xpath("//a[@href]") if not link.get("href").startswith("#")]
    assert {link.get("href") for link in outward} == {
        "https://gazette.example/harbour-fire",
        "https://courier.example/insurance",
    }
    assert all("noopener" in link.get("rel") for link in outward)


@pytest.mark.parametrize("text", HOSTILE + ("</script><script>alert(1)</script>", "</style><!--", "' onmouseover='alert(1)"))
def test_page_of_a_hostile_source_keeps_its_shape(text: str) -> None:
    story, verdicts = make_story()
    harmless = tree(render(story, verdicts))
    related = tuple(replace(item, title=text, source=text, url=text) for item in story.see_also)
    headline = replace(story.headline, text=text)
    hostile = replace(
        story,
        headline=headline,
        documents=tuple(replace(poisoned(each, text), language=text, authors=(text,)) for each in story.documents),
        see_also=related,
        statements=tuple(replace(each, speaker=text, office=text, chain=(text,)) for each in story.statements),
        disclosure=text,
        writer=text,
    )
    rulings = tuple(replace(ruling, check=text, note=text) for ruling in verdicts[6].rulings)
    mixed = (replace(verdicts[0], sentence=headline), *verdicts[1:6], replace(verdicts[6], rulings=rulings), *verdicts[7:])
    out = render(hostile, mixed)
    poisoned_page = tree(out)
    for name in ("script", "style", "b", "i", "img", "iframe"):
        assert len(poisoned_page.xpath(f"//{name}")) == len(harmless.xpath(f"//{name}"))
    assert not [name for element in poisoned_page.iter() for name in element.attrib if name.startswith("on")]
    assert not [href for href in poisoned_page.xpath("//@href") if href.lower().startswith("javascript")]
    assert not set(out) & {"\u202e", "\u2066", "\u2069", "\x00"}
    json.loads(poisoned_page.xpath("//script[@type='application/ld+json']")[0].text)


def plain_story(count: int, document_count: int) -> tuple[Story, tuple[Verdict, ...]]:
    documents = tuple(
        make_document(f"Report {n}\n\nThe quay was empty on day {n}.\n\nNothing moved.", f"Outlet {n}", None)
        for n in range(document_count)
    )
    roles = [BeatRole.HEADLINE, BeatRole.LEDE, *[BeatRole.WHAT_HAPPENED] * 100]
    sentences = tuple(
        Sentence(text=f"The quay was empty ({n}).", beat=roles[n], evidence=tuple(each.span(10, 25) for each in documents))
        for n in range(count)
    )
    story = Story(id="s", event_id="e", revision=1, headline=sentences[0], sentences=sentences[1:], documents=documents)
    verdicts = tuple(
        Verdict(sentence=sentence, index=n, outcome=Outcome.SUPPORTED, rulings=()) for n, sentence in enumerate(sentences)
    )
    return story, verdicts


@pytest.mark.parametrize(("sentences", "documents"), [(1, 0), (1, 1), (2, 1), (60, 20)])
def test_page_holds_stories_of_any_size(sentences: int, documents: int) -> None:
    page = tree(render(*plain_story(sentences, documents)))
    assert len(page.find_class("receipt")) == sentences
    assert len(page.find_class("exhibit")) == sentences * documents


def test_page_stays_small_with_very_long_documents() -> None:
    story, verdicts = plain_story(20, 0)
    long = make_document("Title\n\n" + "The quay was empty all day. " * 15_000, "Outlet", None)
    sentences = tuple(replace(sentence, evidence=(long.span(7 + 28 * 500, 33 + 28 * 500),)) for sentence in story.all_sentences)
    story = replace(story, headline=sentences[0], sentences=sentences[1:], documents=(long,))
    verdicts = tuple(replace(verdict, sentence=sentence) for verdict, sentence in zip(verdicts, sentences, strict=True))
    out = WEB_PAGE.render(story, verdicts)
    assert len(long.text) > 400_000
    assert len(out) < 150_000


def test_page_shows_who_said_what_report_by_report(page: html.HtmlElement) -> None:
    panel = page.xpath("//section[@aria-labelledby='who-said-what']")[0]
    assert [len(each.xpath(".//li")) for each in panel.xpath(".//details")] == [2, 2]
    assert all(each.get("open") is None for each in panel.xpath(".//details"))
    wind, _, alarm, _ = panel.xpath(".//li")
    assert "Ines Calloway, Harbour Master" in wind.text_content()
    assert wind.xpath(".//q")[0].text == "We were lucky with the wind"
    words = " ".join(alarm.text_content().split())
    assert "a night watchman? (not sure who speaks)" in words
    assert "via Dock Radio" in words
    assert "via Saltmarsh Courier" not in words
    assert "on Monday" in words
    assert not alarm.xpath(".//q")


def test_page_links_claim_and_reply_both_ways_and_statements_to_their_sentences(page: html.HtmlElement) -> None:
    wind, rejects, _, off = page.xpath("//li[starts-with(@id, 'said-')]")
    assert [(link.get("href"), link.text_content()) for link in rejects.xpath(".//p[@class='to'][1]/a")] == [
        ("#said-4", "4, Dock workers")
    ]
    assert "Answered by 2, Ines Calloway" in off.text_content()
    assert off.xpath(".//a/@href") == ["#said-2", "#sentence-8"]
    assert wind.xpath(".//a/@href") == ["#sentence-7"]


def test_page_of_a_story_in_which_nobody_speaks_has_no_panel() -> None:
    story, verdicts = make_story()
    assert "Who said what" not in render(replace(story, statements=()), verdicts)


def test_page_shows_a_bounded_number_of_statements() -> None:
    story, verdicts = make_story()
    many = tuple(replace(story.statements[0], id=str(number)) for number in range(MOST + 5))
    page = tree(render(replace(story, statements=many), verdicts))
    assert len(page.find_class("said")) == MOST
    assert "5 more statements not shown" in page.text_content()


def test_page_shows_cells_of_data_tables_and_who_signed_a_sentence() -> None:
    story, verdicts = make_story()
    cell = Cell(table_id="port dues", row="2025", column="total", value="1,204", as_of=datetime(2026, 1, 2, tzinfo=UTC))
    from_table = replace(story.sentences[0], evidence=(cell,))
    own = replace(story.sentences[1], evidence=(), author="Mara Lind")
    waived = Ruling(
        draft_id="d",
        sentence=2,
        part=(0, 3),
        check="editor:Mara Lind",
        outcome=Outcome.SUPPORTED,
        note="I counted them myself.",
    )
    story = replace(story, sentences=(from_table, own, *story.sentences[2:]))
    verdicts = (
        verdicts[0],
        replace(verdicts[1], sentence=from_table),
        replace(verdicts[2], sentence=own, rulings=(waived,)),
        *verdicts[3:],
    )
    page = tree(render(story, verdicts))
    assert "1,204" in page.find_class("cells")[0].find(".//mark").text_content()
    signed = page.get_element_by_id("receipt-2").text_content()
    assert "The editor's own sentence, signed Mara Lind." in signed
    assert "Waived by Mara Lind" in signed


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//host",
        "http://",
        "http://[",
        "https://a b",
        "ftp://a",
        "",
    ],
)
def test_find_link_follows_nothing_but_pages(url: str) -> None:
    assert find_link(url) == ""


def test_find_link_keeps_a_page() -> None:
    assert find_link("https://gazette.example/a?b=c&d=%20#e") == "https://gazette.example/a?b=c&d=%20#e"


def test_make_legible_keeps_length_and_shows_what_it_hid() -> None:
    text = "a\u202eb\x00c\u2028d\r\n\ud800"
    legible = make_legible(text)
    assert legible == "a\ufffdb\ufffdc\nd \n\ufffd"
    assert len(legible) == len(text)


def test_style_needs_no_request() -> None:
    style = tree(render(*make_story())).xpath("//style")[0].text
    assert not re.search(r"url\(|@import|https?:", style)


def test_page_is_listed_and_shared_under_what_is_backed() -> None:
    story, verdicts = with_shared(*make_story())
    whole = tree(render(story, verdicts))
    assert whole.findtext(".//title") == "DRAFT: Harbour fire in Ellery: what is known"
    assert whole.xpath("//meta[@name='description']/@content") == ["A fire closed the harbour of Ellery."]
    assert whole.xpath("//meta[@property='og:title']/@content") == [story.headline.text]
    assert whole.xpath("//meta[@property='og:description']/@content") == ["A fire closed the harbour of Ellery."]
    assert "Search title" in whole.text_content() and "Social line" in whole.text_content()
    unbacked = tuple(
        replace(verdict, outcome=Outcome.NOT_FOUND) if verdict.sentence.beat is BeatRole.SEARCH_TITLE else verdict
        for verdict in verdicts
    )
    page = tree(render(story, unbacked))
    assert page.findtext(".//title") == f"DRAFT: {story.headline.text}"


def test_page_without_a_social_line_says_nothing_of_sharing(page: html.HtmlElement) -> None:
    assert not page.xpath("//meta[starts-with(@property, 'og:')]") and "Shared as" not in page.text_content()
