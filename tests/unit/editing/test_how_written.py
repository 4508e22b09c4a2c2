"""How a story was written, told to an editor: what was asked, what it cost, what became of the model's sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.asking import question, reply_to
from tests.formats_story import make_story

from groundwire.editing.how_written import find_account, tell_account
from groundwire.formats.markdown import Markdown
from groundwire.formats.web_page import WebPage
from groundwire.model import Cost, Drafting, Exchange, Story

ENEMY = "<img src=x> [gpt](javascript:alert(1)) \u202e|"
DRAFTING = Drafting(written=12, stood=8, reworded=1, replaced=2, cut=1, put_back=3)


def asked(*, cached: int = 0, model: str = "gpt", is_cut: bool = False, drafting: Drafting | None = DRAFTING) -> Story:
    story, _ = make_story()
    fresh = Exchange(request=question("a"), reply=reply_to("a", model=model, is_cut=is_cut), money=Decimal("0.002"))
    known = Exchange(request=question("b"), reply=reply_to("b", model=model), is_cached=True)
    cost = Cost(calls=2, cached=cached, input_tokens=3_100, output_tokens=700, money=Decimal("0.0040"), model_seconds=2.5)
    return replace(story, exchanges=(fresh, fresh, *[known] * cached), cost=cost, drafting=drafting)


def test_account_is_one_line() -> None:
    assert tell_account(asked(cached=1)) == (
        "asked gpt twice, 1 answer known from before: 3,100 tokens in, 700 out, 0.004 in money; "
        "12 sentences written: 8 stood, 1 reworded, 2 replaced by the built-in writer's, 1 cut; 3 of the built-in writer's put back"
    )


def test_answers_that_were_cut_are_told() -> None:
    assert "twice, 2 answers cut short: " in tell_account(asked(is_cut=True))


def test_only_known_answers_cost_nothing() -> None:
    story = asked(cached=2)
    story = replace(story, exchanges=story.exchanges[2:], cost=Cost(cached=2), drafting=None)
    assert tell_account(story) == "asked gpt nothing new, 2 answers known from before"


def test_story_of_the_built_in_writer_has_none() -> None:
    story, verdicts = make_story()
    assert find_account(story) == () and tell_account(story) == ""
    assert b"How it was written" not in Markdown().render(story, verdicts) + WebPage().render(story, verdicts)


def test_writer_who_could_not_be_asked_is_none_either() -> None:
    story, _ = make_story()
    assert find_account(replace(story, drafting=Drafting(put_back=9))) == ()


def test_call_without_an_answer_is_told() -> None:
    story, _ = make_story()
    assert dict(find_account(replace(story, cost=Cost(calls=1))))["Language model"] == "no answer came"


@pytest.mark.parametrize("page", [Markdown(), WebPage()], ids=["markdown", "web_page"])
def test_account_stands_in_every_page_and_no_name_of_a_model_becomes_markup(page: Markdown | WebPage) -> None:
    _, verdicts = make_story()
    text = page.render(asked(model=ENEMY), verdicts).decode()
    assert "How it was written" in text and "twice" in text and "3,100 in, 700 out" in text and "0.004" in text
    assert "8 stood, 1 reworded, 2 replaced by the built-in writer" in text and "3 sentences of the built-in writer" in text
    assert "javascript:alert(1)" in text and "<img" not in text and "\u202e" not in text
    assert page.name != "markdown" or "[gpt]" not in text  # an address in brackets is a link there
