"""A story as Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.formats_story import GAZETTE_REPORT, HOSTILE, make_story, poisoned, with_shared

from groundwire.formats import markdown
from groundwire.formats.markdown import Markdown, escape
from groundwire.model import Status

GOLDEN = Path(__file__).parents[2] / "golden" / "formats" / "harbour_fire.md"


def rendered_kinds(text: str) -> set[str]:
    """The kinds of token that a GitHub-like renderer finds in one block of text."""
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}


def test_markdown_of_the_harbour_story_is_as_agreed() -> None:
    """After a wanted change: ``python -m tests.formats_story`` writes the agreed file anew; read the difference."""
    assert Markdown().render(*make_story()).decode() == GOLDEN.read_text("utf-8")


def test_markdown_is_the_same_each_time() -> None:
    assert Markdown().render(*make_story()) == Markdown().render(*make_story())


def test_markdown_cites_a_passage_by_one_number_wherever_it_is_used() -> None:
    text = Markdown().render(*make_story()).decode()
    assert text.count("> Fourteen people were treated for smoke inhalation, the fire service said.") == 1
    assert "Sixteen people were treated for smoke inhalation. **(contradicted by a source)** \\[3\\]" in text


def test_markdown_says_draft_until_an_editor_approves() -> None:
    story, verdicts = make_story()
    assert "**DRAFT - not approved by an editor**" in Markdown().render(story, verdicts).decode()
    published = Markdown().render(replace(story, status=Status.PUBLISHED), verdicts).decode()
    assert "DRAFT" not in published


def test_markdown_marks_the_archive_and_the_undated() -> None:
    text = Markdown().render(*make_story()).decode()
    assert "**The Ellery Gazette** (archive), *Port Ellery told to replace sprinklers*, 19 November 2024" in text
    assert "**Saltmarsh Courier**, *Harbour blaze hurts nine, shuts port*, undated" in text


def test_markdown_links_only_to_pages() -> None:
    text = Markdown().render(*make_story()).decode()
    assert "](<https://courier.example/insurance>)" in text
    assert "javascript" not in text


def test_markdown_refuses_verdicts_that_do_not_match() -> None:
    story, verdicts = make_story()
    with pytest.raises(ValueError, match="13 verdicts"):
        Markdown().render(story, verdicts[:-1])


@pytest.mark.parametrize("text", HOSTILE)
def test_escape_leaves_nothing_to_read_as_markup(text: str) -> None:
    allowed = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert rendered_kinds(escape(text)) <= allowed
    assert rendered_kinds("- " + escape(text)) <= allowed | {
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
    }


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1.)(][!<>&;#*_`~|\\-+=$:/@ \n\t\u202e\x00"), max_size=40))
@example("=")
@example("a\n=")
def test_escape_shows_exactly_the_words_it_was_given(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse("x " + escape(text))
    shown = "".join(child.content for token in tokens for child in token.children or ())
    clean = text.replace("\u202e", "\ufffd").replace("\x00", "\ufffd")
    assert shown.split() == ("x " + clean).split()


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_of_a_hostile_source_keeps_its_shape(text: str) -> None:
    story, verdicts = make_story()
    headings = [line for line in Markdown().render(story, verdicts).decode().splitlines() if line.startswith("#")]
    documents = tuple(poisoned(document, text) for document in story.documents)
    related = tuple(replace(item, title=text, source=text, url=text) for item in story.see_also)
    hostile = replace(story, documents=documents, see_also=related, disclosure=text)
    out = Markdown().render(hostile, verdicts).decode("utf-8")
    assert [line for line in out.splitlines() if line.startswith("#")] == headings
    kinds = rendered_kinds(out)
    assert not kinds & {"html_block", "html_inline", "image", "table_open", "fence", "code_block", "code_inline", "hr"}


def test_the_poisoned_document_is_really_poisoned() -> None:
    assert poisoned(GAZETTE_REPORT, HOSTILE[0]).text.startswith("<script>")


def test_make_needs_no_tools() -> None:
    assert markdown.make(None).name == "markdown"  # type: ignore[arg-type]


def test_markdown_tells_what_the_story_is_shared_as() -> None:
    text = Markdown().render(*with_shared(*make_story())).decode()
    assert "## Shared as\n\n- Search title: Harbour fire in Ellery: what is known \\[" in text
    assert "- Social line: A fire closed the harbour of Ellery. \\[" in text
