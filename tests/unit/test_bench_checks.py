"""The bench of the checks: measures that are right on cases worked out by hand, readers that keep labels, texts that keep their words,
answers that are kept and never stale."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from bench.__main__ import main
from bench.checks import make_cases, measure
from bench.checks_speed import Growth, Pace, report
from bench.checks_tables import Run
from bench.checks_tables import report as report_checks
from bench.desks import CountingJudge
from bench.judged import SETS, Baseline, Item, join_evidence, read_items, thin
from bench.kept import Kept, KeptEmbedding, KeptJudge, KeptSyntax
from bench.peers import Opinion, absent_peers, open_peers
from bench.retyping import close_up, part_sentences, retype
from bench.scores import (
    CONTRADICTED_FACTOR,
    NOT_FOUND_FACTOR,
    UNKNOWN,
    Errors,
    errors_at,
    find_auc,
    find_errors,
    find_threshold,
    is_backed,
    score_sentence,
    score_text,
    share_in_order,
)

from groundwire.model import BeatRole, Outcome, Ruling, Sentence, Verdict
from groundwire.protocols import Encoders, Judgement

ARTICLE = "The ferry Aurora left Ostrand at noon on Friday. It carried forty goats and a priest, the harbour master said."


def ruling(outcome: Outcome, support: float | None = None, check: str = "figures", is_warning: bool = False) -> Ruling:
    return Ruling(
        draft_id="d", sentence=0, part=(0, 3), check=check, outcome=outcome, note="", support=support, is_warning=is_warning
    )


def verdict(outcome: Outcome, *rulings: Ruling) -> Verdict:
    return Verdict(
        sentence=Sentence(text="The ferry left.", beat=BeatRole.WHAT_HAPPENED), index=0, outcome=outcome, rulings=rulings
    )


def item(number: int, is_true: bool, *, article: str = ARTICLE, group: str = "g", pair: str = "", name: str = "wice") -> Item:
    return Item(
        id=str(number),
        set=name,
        split="test",
        documents=(article,),
        claim=f"Claim {number}.",
        is_true=is_true,
        group=group,
        pair=pair,
        baselines=(Baseline(name="Old", score=None if number == 1 else number / 10),),
    )


def write_rows(path: Path, rows: Sequence[object]) -> None:
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))


# --- scores -----------------------------------------------------------------------------------------------------------


def test_a_sentence_is_worth_its_least_support() -> None:
    assert score_sentence([ruling(Outcome.SUPPORTED, 0.9, "entailment"), ruling(Outcome.SUPPORTED, 0.4, "entailment")]) == 0.4
    assert score_sentence([]) == UNKNOWN


def test_a_typed_check_that_blocks_lowers_a_score_once_and_a_warning_never() -> None:
    backed = ruling(Outcome.SUPPORTED, 0.8, "entailment")
    missing, wrong = ruling(Outcome.NOT_FOUND), ruling(Outcome.CONTRADICTED)
    assert score_sentence([backed, missing]) == pytest.approx(0.8 * NOT_FOUND_FACTOR)
    assert score_sentence([backed, missing, wrong, wrong]) == pytest.approx(0.8 * min(CONTRADICTED_FACTOR, NOT_FOUND_FACTOR))
    assert score_sentence([backed, ruling(Outcome.NOT_FOUND, check="names"), wrong]) == pytest.approx(
        0.8 * NOT_FOUND_FACTOR * CONTRADICTED_FACTOR
    )
    assert score_sentence([backed, ruling(Outcome.CONTRADICTED, is_warning=True)]) == 0.8


def test_what_carries_support_is_not_counted_twice() -> None:
    assert score_sentence([ruling(Outcome.NOT_FOUND, 0.2, "entailment")]) == 0.2


def test_a_text_is_worth_the_mean_of_its_sentences() -> None:
    good = verdict(Outcome.SUPPORTED, ruling(Outcome.SUPPORTED, 0.9, "entailment"))
    bad = verdict(Outcome.NOT_FOUND, ruling(Outcome.NOT_FOUND, 0.2, "entailment"))
    assert score_text([good, bad, bad]) == pytest.approx(1.3 / 3)
    assert score_text([]) == 0.0


def test_a_text_is_backed_if_every_sentence_is() -> None:
    good, opinion = verdict(Outcome.SUPPORTED), verdict(Outcome.OPINION)
    assert is_backed([good, good])
    assert not is_backed([good, opinion])
    assert not is_backed([])


def test_both_failures_are_counted_over_their_own_kind() -> None:
    errors = find_errors([True, False, True, False], [True, True, False, False])
    assert errors == Errors(true_blocked=0.5, false_passed=0.5)
    assert find_errors([True, True, False, False, False], [True, True, False, False, False]).balanced_accuracy == 1.0
    # All let through: every true text right, every false one wrong, whatever their numbers.
    assert find_errors([True] * 10, [True] * 9 + [False]).balanced_accuracy == 0.5


def test_the_threshold_parts_what_can_be_parted() -> None:
    scores, labels = [0.1, 0.2, 0.7, 0.9], [False, False, True, True]
    threshold = find_threshold(scores, labels)
    assert 0.2 < threshold < 0.7
    assert errors_at(threshold, scores, labels).balanced_accuracy == 1.0


def test_no_threshold_lies_between_equal_scores() -> None:
    scores, labels = [0.5, 0.5, 0.5, 0.9], [False, True, False, True]
    assert 0.5 < find_threshold(scores, labels) < 0.9


def test_a_threshold_on_scores_the_wrong_way_round_blocks_nothing() -> None:
    scores, labels = [0.9, 0.8, 0.2, 0.1], [False, False, True, True]
    assert errors_at(find_threshold(scores, labels), scores, labels) == Errors(true_blocked=0.0, false_passed=1.0)


@pytest.mark.parametrize(
    ("scores", "labels", "auc"),
    [
        ([0.1, 0.9], [False, True], 1.0),
        ([0.9, 0.1], [False, True], 0.0),
        ([0.5, 0.5], [False, True], 0.5),
        ([0.1, 0.4, 0.35, 0.8], [False, False, True, True], 0.75),
        ([0.3, 0.3, 0.3, 0.7], [False, True, False, True], 0.75),
    ],
)
def test_auc_counts_ties_half(scores: list[float], labels: list[bool], auc: float) -> None:
    assert find_auc(scores, labels) == pytest.approx(auc)


def test_nothing_is_made_up_where_all_labels_are_the_same() -> None:
    for measured in (
        lambda: find_auc([0.1], [True]),
        lambda: find_threshold([0.1], [True]),
        lambda: find_errors([True], [True]),
    ):
        with pytest.raises(ValueError, match="at least one of each"):
            measured()


def test_pairs_in_order() -> None:
    assert share_in_order([(0.9, 0.1), (0.1, 0.9), (0.5, 0.5), (0.8, 0.7)]) == 0.625
    assert share_in_order([]) == 0.5


# --- the sets ---------------------------------------------------------------------------------------------------------


def test_labels_are_the_sets_own(tmp_path: Path) -> None:
    summary = {"hash": "abc", "corpus": "xsum", "split": "val", "article": ARTICLE, "summary": "the ferry left ."}
    write_rows(
        tmp_path / "frank.jsonl.gz",
        [summary | {"model": "m1", "factuality": 1.0}, summary | {"model": "m2", "factuality": 0.6666666667}],
    )
    stored = {"hash": "abc", "FactCC": 1.0, "QAGS": 0.5, "Dep Entail": None, "BertScore P Art": 0.9}
    write_rows(tmp_path / "frank_baselines.jsonl.gz", [stored | {"model_name": "m1"}, stored | {"model_name": "m2"}])
    first, second = read_items(tmp_path, "frank", "val")
    assert (first.is_true, second.is_true, first.group) == (True, False, "xsum")
    assert first.baselines[2] == Baseline(name="DAE", score=None)
    assert read_items(tmp_path, "frank", "test") == ()
    write_rows(
        tmp_path / "wice_claim_test.jsonl.gz",
        [
            {"label": label, "claim": "It left.", "evidence": ["(meta data) TITLE: Ferries", "It left."], "meta": {"id": label}}
            for label in ("supported", "partially_supported", "not_supported")
        ],
    )
    assert [each.is_true for each in read_items(tmp_path, "wice", "test")] == [True, False, False]


def test_a_pair_of_bump_is_a_true_text_and_its_twin(tmp_path: Path) -> None:
    names = ("QAFactEval", "Q2", "DAE", "FactCC", "SummaC")
    row = {
        "id": 7,
        "article": ARTICLE,
        "reference_summary": "It left .",
        "edited_summary": "It sank .",
        "corrected_error_type": "Predicate",
        "scores": {f"{name}_{kind}": 0.5 for name in names for kind in ("reference", "edited")},
    }
    write_rows(tmp_path / "bump_task1.jsonl.gz", [row])
    true, false = read_items(tmp_path, "bump", "test")
    assert (true.is_true, false.is_true) == (True, False)
    assert true.pair == false.pair and true.id != false.id
    assert read_items(tmp_path, "bump", "val") == ()


def test_of_a_pages_meta_data_only_the_title_is_evidence() -> None:
    sentences = ["(meta data) TITLE: Ferries", "(meta data) AUTHOR: Ann Lee", "The ferry left."]
    assert join_evidence(sentences) == "Ferries\n\nThe ferry left."


def test_a_smaller_sample_lies_within_a_larger_and_keeps_articles_whole() -> None:
    items = [item(number, bool(number % 2), article=f"Article {number // 2}") for number in range(20)]
    small, large = thin(items, 4), thin(items, 9)
    assert len(small) == 4 and len(large) == 10
    assert set(small) < set(large)
    assert all(sum(other.documents == each.documents for other in large) == 2 for each in large)
    assert thin(items, None) == tuple(items) == thin(items, 99)


def test_the_texts_on_one_article_are_one_case() -> None:
    cases = make_cases([item(1, True), item(2, False), item(1, True), item(3, True, article="Another.")])
    assert [(case.documents, case.claims) for case in cases] == [
        ((ARTICLE,), ("Claim 1.", "Claim 2.")),
        (("Another.",), ("Claim 3.",)),
    ]


# --- typing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "typed"),
    [
        ("the ferry 's crew did n't wave , ann said .", "the ferry's crew didn't wave, ann said."),
        ("goats -lrb- forty -rrb- left .", "goats (forty) left."),
        ("she said `` it left '' .", 'she said "it left".'),
        ("the ferry\\'s crew", "the ferry's crew"),
        ("it cost £ 12,000 or 5 % more", "it cost £12,000 or 5% more"),
        ("it cost # 20,000", "it cost £20,000"),
        ("a ` big ' ferry", "a 'big' ferry"),
        (
            "Ann's ferry (the \"Aurora\") left at 3.30, didn't it? Yes - at $5.",
            "Ann's ferry (the \"Aurora\") left at 3.30, didn't it? Yes - at $5.",
        ),
    ],
)
def test_marks_are_closed_up_and_typed_text_is_left_alone(given: str, typed: str) -> None:
    assert close_up(given) == typed
    assert close_up(typed) == typed


def test_a_lost_line_break_is_a_space_again() -> None:
    assert part_sentences("It left.The crew waved.") == "It left. The crew waved."
    assert part_sentences('He said "go."Then it left."Good," she said.') == 'He said "go." Then it left. "Good," she said.'
    assert part_sentences("The U.S.Navy and example.com saw 3.5m goats.") == "The U.S.Navy and example.com saw 3.5m goats."


def test_capitals_come_from_the_article_and_from_others() -> None:
    article = "On Friday the ferry Aurora left Ostrand. Its master, Ann O'Dell, met McRae's U.S. crew in May."
    other = "Nobody in Lumby saw it."
    typed = retype(
        [("the aurora 's master may meet ann o'dell in may . mcrae went to lumby for the u.s. crew .", [article])], [other]
    )
    assert typed == ["The Aurora's master May meet Ann O'Dell in May. McRae went to Lumby for the U.S. crew."]
    assert retype([("It Left Ostrand .", [article])]) == ["It Left Ostrand."]


def test_no_word_is_added_or_lost() -> None:
    claim = "UNK said `` the ferry 's crew '' left in may -lrb- ann 's did n't ."
    (typed,) = retype([(claim, [ARTICLE])])

    def letters(text: str) -> str:
        return "".join(character for character in text.lower() if character.isalnum())

    assert letters(typed) == letters(claim.replace("-lrb-", ""))


# --- what is kept -----------------------------------------------------------------------------------------------------


class Fortune:
    """``Judge`` that tells how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        self.asked += pairs
        return [Judgement(supported=0.25, contradicted=0.125, not_found=0.625) for _ in pairs]


def test_a_pair_is_judged_once_in_any_number_of_runs(tmp_path: Path) -> None:
    first, second = Fortune(), Fortune()
    pairs = [("a", "b"), ("c", "d"), ("a", "b")]
    once = KeptJudge(Kept(tmp_path), first).judge(pairs)
    again = KeptJudge(Kept(tmp_path), second).judge([*pairs, ("ab", "")])
    assert once == again[:3]
    assert first.asked == [("a", "b"), ("c", "d")]
    assert second.asked == [("ab", "")]


def test_kept_models_say_what_the_models_say(tmp_path: Path, encoders: Encoders) -> None:
    texts = [ARTICLE, "“Goats,” she said.", ""]
    for _ in range(2):
        kept = Kept(tmp_path)
        assert KeptSyntax(kept, encoders.syntax).parse(texts) == encoders.syntax.parse(texts)
        for kept_vectors, vectors in zip(
            KeptEmbedding(kept, encoders.embedding).encode(texts[:2]), encoders.embedding.encode(texts[:2]), strict=True
        ):
            assert (kept_vectors.whole == vectors.whole).all()
            assert (kept_vectors.pieces == vectors.pieces).all()
            assert kept_vectors.offsets == vectors.offsets


def test_many_keys_are_found_again_in_order(tmp_path: Path) -> None:
    keys = [bytes([number % 256, number // 256]) for number in range(1200)]
    Kept(tmp_path).answer(keys[::2], lambda places: [keys[::2][place] for place in places])
    asked: list[int] = []

    def work(places: list[int]) -> list[bytes]:
        asked.extend(places)
        return [keys[place] for place in places]

    assert Kept(tmp_path).answer(keys, work) == keys
    assert asked == list(range(1, 1200, 2))


# --- peers ------------------------------------------------------------------------------------------------------------


def test_a_peer_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert open_peers() == {}
    assert len(absent_peers()) == 2
    told = report_checks({}, wanted=[], left_out=[], limit=None, as_typed=False, ours="Groundwire")
    assert all(name in told for name in absent_peers())


@pytest.mark.parametrize(("name", "module"), [("anchorcite (lexical)", "anchorcite"), ("ancora-rag", "ancora")])
def test_a_peer_backs_a_copy_and_not_an_invention(name: str, module: str) -> None:
    pytest.importorskip(module)
    ask = open_peers()[name]
    copied, invented = ask(ARTICLE, [ARTICLE]), ask("Ninety pigs drowned when a barge burned.", [ARTICLE])
    assert copied.is_backed and not invented.is_backed
    assert 0.0 <= invented.score < copied.score <= 1.0


# --- the run ----------------------------------------------------------------------------------------------------------


def make_run(items: Sequence[Item], scores: Sequence[float]) -> Run:
    opinions = tuple({"Groundwire": Opinion(is_backed=score >= 0.5, score=score)} for score in scores)
    return Run(items=tuple(items), opinions=opinions, crashed=0)


def test_the_table_tells_both_failures_and_leaves_out_what_was_not_scored() -> None:
    items = [item(1, True), item(2, True), item(3, False), item(4, False)]
    run = make_run(items, [0.9, 0.4, 0.6, 0.1])
    told = report_checks(
        {("wice", "test"): run, ("wice", "val"): run},
        wanted=[("wice", "test")],
        left_out=["bump"],
        limit=None,
        as_typed=False,
        ours="Groundwire",
    )
    row = next(line for line in told.splitlines() if line.startswith("| Groundwire"))
    assert [cell.strip() for cell in row.split("|")[2:5]] == ["50.0", "50.0", "50.0"]
    assert [cell.strip() for cell in row.split("|")[7:8]] == ["75.0"]
    assert "Old (3 texts)" in told and "BUMP" in told.splitlines()[0]


def test_pairs_are_told_by_error() -> None:
    pairs = [item(1, True, pair="p", group="who", name="bump"), item(2, False, pair="p", group="who", name="bump")]
    val = make_run([item(3, True, name="frank"), item(4, False, name="frank")], [0.9, 0.1])
    told = report_checks(
        {("bump", "test"): make_run(pairs, [0.7, 0.2]), ("frank", "val"): val},
        wanted=[("bump", "test")],
        left_out=[],
        limit=9,
        as_typed=False,
        ours="Groundwire",
    )
    row = next(line for line in told.splitlines() if line.startswith("| who"))
    assert [cell.strip() for cell in row.split("|")[2:4]] == ["1", "100.0"]
    assert "A sample only" in told


def test_a_set_is_checked_from_end_to_end(tmp_path: Path) -> None:
    claims = {
        "supported": "The ferry Aurora left Ostrand at noon on Friday.",
        "not_supported": "The ferry Aurora sank off Ostrand with ninety pigs.",
    }
    for part in ("dev", "test"):
        write_rows(
            tmp_path / f"wice_claim_{part}.jsonl.gz",
            [
                {"label": label, "claim": claim, "evidence": ARTICLE.split(". "), "meta": {"id": label}}
                for label, claim in claims.items()
            ],
        )
    lines = tmp_path / "deep" / "items.jsonl"
    told = [measure(tmp_path, sets=["wice", "bump"], split="val", cache=tmp_path / "cache", items=lines) for _ in range(2)]
    assert told[0] == told[1]
    assert "1 true texts, 1 false" in told[0] and "Left out" in told[0]
    rows = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    scores = {row["id"]: row["opinions"]["Groundwire"]["score"] for row in rows}
    assert scores["wice-supported"] > scores["wice-not_supported"]
    assert rows[0]["sentences"][0]["reasons"][0]["note"]
    assert rows[1]["opinions"]["Groundwire"]["is_backed"] is False


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("content", [None, b"no gzip at all", gzip.compress(b'{"id": 1, "split": "test"}\n', mtime=0)])
def test_missing_or_broken_sets_are_one_line_and_exit_code_2(
    name: str, content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        files = ("frank", "frank_baselines", "bump_task1", "summedits_news", "wice_claim_dev", "wice_claim_test")
        for file in files:
            (tmp_path / f"{file}.jsonl.gz").write_bytes(content)
    assert main(["checks", "--sets", name, "--data", str(tmp_path), "--cache", str(tmp_path / "cache")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_unknown_set_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["checks", "--sets", "frank,moon"])
    assert stopped.value.code == 2
    assert "moon" in capsys.readouterr().err


# --- speed ------------------------------------------------------------------------------------------------------------


def test_the_judge_is_counted_and_not_changed() -> None:
    inner = Fortune()
    judge = CountingJudge(inner)
    assert judge.judge([("a", "b")]) == inner.judge([("a", "b")])
    assert judge.asked == [("a", "b")]


def test_the_share_is_the_bare_models_time_over_ours() -> None:
    pace = Pace(sentences=10, asked=40, pairs=30, seconds=2.0, bare_seconds=1.5)
    sentences_a_second, pairs_a_second, pairs_a_sentence = 10 / 2.0, 30 / 1.5, 30 / 10
    assert pace.share == pytest.approx(sentences_a_second / (pairs_a_second / pairs_a_sentence))
    growth = [
        Growth(documents=10, passages=200, first=0.2, next=0.1, pairs=3.0),
        Growth(documents=100, passages=2000, first=0.3, next=0.15, pairs=3.0),
    ]
    told = report([pace], growth, 1)
    assert "0.75" in told and "1.50" in told
    assert "was not asked" in report([Pace(sentences=1, asked=0, pairs=0, seconds=1.0, bare_seconds=0.0)], growth, 1)


def test_the_bench_page_has_a_place_for_the_checks() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "bench.md").read_text("utf-8")
    for part in ("checks", "checks-speed"):
        assert f"<!-- bench:{part} -->" in page and f"<!-- /bench:{part} -->" in page
