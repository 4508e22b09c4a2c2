"""Every judge keeps the seam's contract, and any module can be one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from tests.writing_desk import gather

from groundwire import plugins
from groundwire.judges import LazyJudge
from groundwire.model import BeatRole, Document, Draft, Outcome, Sentence
from groundwire.protocols import Judge, Judgement, Tools
from groundwire.reading import read_document

ODD = [
    "",
    " ",
    "?!",
    "“",
    "\ud800",
    "word " * 3000,
    "\u202e",
    "Этот текст не английский.",
    "this sentence is supported",
    "[SEP] [CLS]",
]
REPORT = "The ferry to Skarn ran aground on Friday evening, and 34 passengers were brought ashore by lifeboat."


class Scripted:
    """A judge with one answer to everything, who remembers what it was asked."""

    def __init__(self, answer: Judgement) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        self.asked += pairs
        return [self.answer for _ in pairs]


def make(tools: Tools) -> Judge:
    """As a module outside the package would: found by "tests.contracts.test_judges:make"."""
    return Scripted(Judgement(supported=0.0, contradicted=1.0, not_found=0.0))


@pytest.fixture(scope="module")
def minilm(tools: Tools) -> Judge:
    return plugins.load("judges", "minilm", tools)  # type: ignore[no-any-return]


def test_any_text_is_judged_and_the_shares_add_up(minilm: Judge) -> None:
    pairs = [*zip(ODD, reversed(ODD), strict=True), *((REPORT, odd) for odd in ODD), *((odd, REPORT) for odd in ODD)]
    for judgement in minilm.judge(pairs):
        shares = (judgement.supported, judgement.contradicted, judgement.not_found)
        assert all(0 <= share <= 1 for share in shares)
        assert sum(shares) == pytest.approx(1, abs=1e-5)


def test_a_pair_is_judged_the_same_whatever_stands_beside_it(minilm: Judge) -> None:
    pairs = [(REPORT, "A ferry ran aground."), (REPORT * 4, "Nobody was hurt."), (REPORT, "A ferry ran aground.")]
    first, _, third = minilm.judge(pairs)
    assert first == third == minilm.judge(pairs[:1])[0]


def test_no_pairs_load_nothing() -> None:
    def fail() -> Judge:
        raise AssertionError("a judge was made for nothing")

    assert LazyJudge(fail).judge([]) == []


@pytest.fixture(scope="module")
def rule(tools: Tools, make_document: Callable[..., Document]) -> Callable[..., Outcome]:
    def run(sentence: str, judge: Judge) -> Outcome:
        check = plugins.load("checks", "entailment", replace(tools, judge=judge))
        document = make_document(sentence)
        reading = read_document(document, tools.encoders.syntax, [(0, len(sentence))])
        draft = Draft(
            id=document.id, sentences=(Sentence(text=sentence, beat=BeatRole.LEDE),), document=document, reading=reading
        )
        return check.check(draft, gather(tools, [make_document(REPORT, source="Skarn Post")]))[0].outcome  # type: ignore[no-any-return]

    return run


def test_another_judge_decides(rule: Callable[..., Outcome]) -> None:
    yes = Scripted(Judgement(supported=1.0, contradicted=0.0, not_found=0.0))
    no = Scripted(Judgement(supported=0.0, contradicted=1.0, not_found=0.0))
    assert rule("The ferry to Skarn ran aground on Friday evening.", yes) is Outcome.SUPPORTED
    assert rule("The ferry to Skarn sank on Friday evening.", no) is not Outcome.SUPPORTED
    assert yes.asked and all(REPORT in passage for passage, _ in yes.asked)


def test_a_judge_alone_cannot_make_an_invention_true(rule: Callable[..., Outcome]) -> None:
    yes = Scripted(Judgement(supported=1.0, contradicted=0.0, not_found=0.0))
    assert rule("The mayor of Oulton resigned over a bribery scandal.", yes) is not Outcome.SUPPORTED


def test_a_module_outside_is_a_judge(tools: Tools) -> None:
    judge = plugins.load("judges", "tests.contracts.test_judges:make", tools)
    assert judge.judge([("a", "b")]) == [Judgement(supported=0.0, contradicted=1.0, not_found=0.0)]
