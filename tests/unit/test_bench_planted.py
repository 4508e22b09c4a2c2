"""The board's generators plant what they say, only where it is surely false, and leave alone what they cannot be sure of."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from bench.__main__ import main
from bench.planted import lexicon
from bench.planted.articles import Article, Readings, Row, join_tokens, mend_marks, read_article, split_of, tidy_wire
from bench.planted.bases import Base, change, is_alone
from bench.planted.board import ALLOWED, Ruled, find_gate, is_right, look_at, report
from bench.planted.errors import BY_NAME, TYPES, try_to_plant
from bench.planted.items import TRUE_PER_SOURCE, Item, make_pool
from bench.planted.labels import LIST, unbacked
from bench.planted.plant import Planted, Pool, plant
from bench.planted.true import EDITS, WHOLES, find_bases, reword
from bench.planted.written import Written, is_copied, is_plainly_backed, is_sentence_case, is_whole

from groundwire.model import BeatRole, NameKind, Outcome, Ruling, Sentence, Verdict
from groundwire.protocols import Encoders

ROOT = Path(__file__).parents[2]
TEXT = """The town council of Ostrand approved a loan of 4.5 million euros for a new ferry on Tuesday, Mayor Agnes Thorsen said.

Agnes Thorsen, the mayor of the town, told reporters that the old ferry could be sold in March 2019. "We will not sell it to the first who asks, and we want a good price for it," Thorsen said.

Opposition leader Piet Halvorsen claimed that the council had wasted public money. "The ferry is always late and nobody repairs it," Halvorsen said.

The Ostrand Shipping Company rejected the offer of a rival in Norway. Police arrested harbour master Jonas Rike, 41, after the third meeting of the council. Some of the residents opposed the plan, including the fishermen.

Agnes Thorsen defeated Piet Halvorsen in the vote of last May. Sales rose from 210 to 340 tickets a day, higher than in the harbour town of Vik. The chairman opened a factory in Norway with 120 workers.

The new ferry, which was built in a small yard, carries 85 cars. The regulator will inspect the pier in the autumn. A shop in the old town sells maps. A diver lost her lamp when she searched the pier. The porter told his brother that he would leave.
"""
OTHER = """Lena Marwick, the head of the Calder Bank, said on Monday that Peru would repay the loan. "We are patient," Marwick said.

The Calder Bank is a lender to Peru. Lena Marwick joined the Calder Bank in 2004. Peru welcomed the offer of the Calder Bank."""


@pytest.fixture(scope="module")
def readings(encoders: Encoders, tmp_path_factory: pytest.TempPathFactory) -> Readings:
    return Readings(tmp_path_factory.mktemp("readings"), lambda: encoders.syntax)


@pytest.fixture(scope="module")
def bases(readings: Readings) -> tuple[Base, ...]:
    return find_bases(read_article(Row("own-1", "own", "", TEXT), readings), readings)


@pytest.fixture(scope="module")
def pool(readings: Readings) -> Pool:
    return make_pool([read_article(Row("own-2", "own", "", OTHER), readings)])


Planter = Callable[..., list[Planted]]


@pytest.fixture(scope="module")
def planted(bases: tuple[Base, ...], pool: Pool) -> Planter:
    """All errors of a type that twenty draws plant in the verbatim sentences that hold some words."""

    def run(kind: str, words: str = "") -> list[Planted]:
        able = [base for base in bases if base.form == "verbatim" and words in base.text]
        assert able, words
        drawn = [BY_NAME[kind].generate(base, pool, random.Random(seed)) for base in able for seed in range(20)]
        return [one for one in drawn if one is not None]

    return run


def texts(found: Iterable[Planted]) -> set[str]:
    return {one.text for one in found}


# --- every type -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind.name for kind in TYPES])
def test_type_plants_one_error_and_tells_where(planted: Planter, kind: str) -> None:
    found = planted(kind)
    assert found
    for one in found:
        assert one.text not in TEXT
        assert all(0 <= start < end <= len(one.text) for start, end in one.places)
        assert not re.search(r"  | [,.]|\.\.", one.text)
        for (start, end), new in zip(one.places, one.now.split(" … "), strict=False):
            if new.strip() and kind not in ("attribution dropped", "quote cut"):
                assert new.strip(" ,") in one.text[start:end] or one.text[start:end] in new


@pytest.mark.parametrize("kind", [kind.name for kind in TYPES])
def test_same_sentence_gets_the_same_error(bases: tuple[Base, ...], pool: Pool, kind: str) -> None:
    assert [try_to_plant(BY_NAME[kind], base, pool) for base in bases] == [
        try_to_plant(BY_NAME[kind], base, pool) for base in bases
    ]


def test_at_least_four_types_are_unseen_and_all_names_differ() -> None:
    assert sum(kind.is_unseen for kind in TYPES) >= 4
    assert len(BY_NAME) == len(TYPES) >= 18


def test_number_is_far_off_and_nowhere_in_the_article(planted: Planter) -> None:
    for one in planted("number", "85 cars"):
        assert abs(float(one.now) / 85 - 1) >= 0.25
        assert one.now not in TEXT
    assert not planted("number", "Jonas Rike, 41")  # an age is another type, and "third" is a rank


def test_magnitude_changes_scale_or_unit(planted: Planter) -> None:
    assert texts(planted("magnitude or unit", "loan of 4.5")) <= {
        text.replace("4.5 million euros", new)
        for text in (
            "The town council of Ostrand approved a loan of 4.5 million euros for a new ferry on Tuesday, Mayor Agnes Thorsen said.",
        )
        for new in ("4.5 billion euros", "4.5 million dollars")
    }


def test_weekday_and_month_are_others_than_any_in_the_article(planted: Planter) -> None:
    assert all(one.was == "Tuesday" and one.now != "Tuesday" for one in planted("weekday"))
    assert all(one.now not in ("May", "March") for one in planted("date") if one.was in ("May", "March"))


def test_age_and_rank(planted: Planter) -> None:
    assert {one.was for one in planted("age")} == {"41"}
    assert {one.was for one in planted("rank")} == {"third"}


def test_names_come_from_the_right_text(planted: Planter) -> None:
    foreign = planted("name of another text", "Police arrested") + planted("name of another text", "defeated")
    assert {one.now for one in foreign} <= {"Lena Marwick", "Marwick"}
    assert {one.now for one in planted("name of another text", "factory in Norway")} <= {"Peru"}
    own = planted("name of the same text", "Police arrested")
    assert {one.now for one in own} <= {"Agnes Thorsen", "Piet Halvorsen"}


def test_names_and_roles_are_swapped_only_where_it_matters(planted: Planter) -> None:
    swapped = "Piet Halvorsen defeated Agnes Thorsen in the vote of last May."
    assert texts(planted("two names swapped", "defeated")) == {swapped}
    assert texts(planted("roles swapped", "defeated")) == {swapped}


def test_pronoun_turns_every_form_of_one_person(planted: Planter) -> None:
    assert texts(planted("pronoun", "A diver")) == {"A diver lost his lamp when he searched the pier."}
    assert texts(planted("pronoun", "his brother")) == {"The porter told her brother that she would leave."}
    assert not planted("pronoun", "A shop")


def test_negation_is_put_in_or_left_out(planted: Planter) -> None:
    assert texts(planted("negation", "rejected the offer")) == {
        "The Ostrand Shipping Company did not reject the offer of a rival in Norway."
    }


def test_scope_only_ever_claims_more(planted: Planter) -> None:
    assert texts(planted("scope", "Some of the residents")) == {
        "All of the residents opposed the plan, including the fishermen.",
        "Some of the residents opposed the plan, with the exception of the fishermen.",
    }


def test_direction_turns_a_range_round(planted: Planter) -> None:
    found = texts(planted("direction", "Sales rose"))
    assert "Sales rose from 340 to 210 tickets a day, higher than in the harbour town of Vik." in found
    assert "Sales rose from 210 to 340 tickets a day, lower than in the harbour town of Vik." in found


def test_modality_makes_a_plan_a_fact(planted: Planter) -> None:
    assert texts(planted("modality", "The regulator will inspect")) == {
        "The regulator has already inspected the pier in the autumn."
    }


def test_attribution_goes_to_another_or_goes(planted: Planter) -> None:
    assert {one.now for one in planted("attribution moved", "claimed that")} <= {"Agnes Thorsen", "Jonas Rike"}
    assert texts(planted("attribution dropped", "claimed that")) == {"The council had wasted public money."}
    assert {one.now for one in planted("quote moved", "nobody repairs it")} <= {"Agnes Thorsen", "Jonas Rike"}


def test_quote_is_altered_inside_its_marks_only(planted: Planter) -> None:
    for one in planted("quote altered", "nobody repairs it"):
        (start, end) = one.places[0]
        assert one.text[:start].count('"') == 1 and one.text[end:].count('"') == 1


def test_quote_is_cut_so_that_it_says_the_opposite(planted: Planter) -> None:
    assert {one.text for one in planted("quote cut", "We will not sell")} == {
        '"We will … sell it to the first who asks, and we want a good price for it," Thorsen said.'
    }


def test_what_is_put_in_is_not_in_the_article(planted: Planter) -> None:
    for kind in ("cause invented", "detail invented", "comparison added"):
        for one in planted(kind):
            assert one.now.strip(" ,.") not in TEXT


# --- the means --------------------------------------------------------------------------------------------------------


def test_edits_are_made_together_and_found_again() -> None:
    assert change("one two three", [(8, 13, "four"), (0, 3, "five")]) == ("five two four", ((0, 4), (9, 13)))
    assert change("one two three", [(3, 7, "")]) == ("one three", ((0, 9),))
    with pytest.raises(ValueError, match="overlap"):
        change("one two", [(0, 5, "a"), (4, 7, "b")])


def test_nothing_is_planted_that_the_article_says(bases: tuple[Base, ...]) -> None:
    base = next(base for base in bases if base.text == "Agnes Thorsen defeated Piet Halvorsen in the vote of last May.")
    assert plant(base, [(0, len(base.text), "The Ostrand Shipping Company rejected the offer of a rival in Norway.")]) is None
    assert plant(base, []) is None
    assert plant(base, [(0, 5, base.text[:5])]) is None


def test_article_before_a_new_word_agrees(bases: tuple[Base, ...]) -> None:
    base = next(base for base in bases if base.text.startswith("The chairman opened a factory"))
    at = base.text.index("factory")
    made = plant(base, [(at, at + len("factory"), "old mill")])
    assert made is not None and made.text.startswith("The chairman opened an old mill in Norway")


@pytest.mark.parametrize(
    ("verb", "tag", "form"),
    [
        ("miss", "VBZ", "misses"), ("tear up", "VBD", "tore up"), ("withhold", "VBN", "withheld"), ("scale back", "VBG", "scaling back"),
        ("dip", "VBD", "dipped"), ("deny", "VBZ", "denies"), ("cut off", "VBG", "cutting off"), ("trim", "VBG", "trimming"), ("trim", "JJ", None),
    ],
)  # fmt: skip
def test_verbs_are_inflected(verb: str, tag: str, form: str | None) -> None:
    assert lexicon.inflect(verb, tag) == form


def test_no_pair_of_words_is_one_that_training_uses() -> None:
    verbs, nouns = ROOT / "training" / "verbs.txt", ROOT / "training" / "nouns.txt"
    if not verbs.exists():
        pytest.skip("the training folder does not ship")
    theirs: set[frozenset[str]] = set()
    for line in verbs.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            left, right = (side.split() for side in line.split("|"))
            theirs |= {frozenset((one, other)) for one in left for other in right if "=" not in (one, other)}
    for line in nouns.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            theirs |= {frozenset((one, other)) for one in line.split() for other in line.split() if one != other}
    singular = {(one.removesuffix("s"), other.removesuffix("s")) for one, other in lexicon.pairs(lexicon.NOUNS).items()}
    ours = {frozenset(pair) for pair in singular | set(lexicon.pairs(lexicon.NOUNS).items())}
    ours |= {frozenset((verb, other)) for verb, others in lexicon.verbs().items() for other, _ in others}
    assert not ours & theirs


def test_pairs_of_words_are_whole() -> None:
    for pairs in (lexicon.NOUNS, lexicon.DIRECTIONS, lexicon.QUOTE_WORDS):
        for one, other in lexicon.pairs(pairs).items():
            assert one != other
            assert "|" not in other and one == one.strip() and other == other.strip()
    places = {where for others in lexicon.verbs().values() for _, where in others}
    assert places == {"t", "ta", "ti", "n", "c", "o", "x"}


# --- true sentences ---------------------------------------------------------------------------------------------------


def test_sentences_are_told_another_way_that_says_the_same(bases: tuple[Base, ...]) -> None:
    told = {base.text for base in bases if base.form == "condensed"}
    assert "The new ferry carries 85 cars." not in told  # too short to be worth a place
    assert "The offer of a rival in Norway was rejected by the Ostrand Shipping Company." in told
    assert any(text.startswith("Agnes Thorsen told reporters that the old ferry") for text in told)


def test_quotations_are_never_reworded(bases: tuple[Base, ...]) -> None:
    for base in bases:
        if base.form == "condensed":
            assert re.findall(r'"[^"]*"', base.text) == re.findall(r'"[^"]*"', base.origin)


def test_rewording_keeps_off_what_it_does_not_know(bases: tuple[Base, ...]) -> None:
    base = next(base for base in bases if base.text.startswith("A shop in the old town"))
    assert reword(base) is None
    assert not [edit for rule in EDITS for edit in rule(base)]
    assert not [text for rule in WHOLES if (text := rule(base))]


def test_sentence_that_leans_on_another_is_left_out(readings: Readings) -> None:
    article = read_article(
        Row(
            "own-3",
            "own",
            "",
            "He said that the bridge near Vik would be closed again. The bridge near Vik was closed on Friday, he said.",
        ),
        readings,
    )
    assert [base.text for base in find_bases(article, readings) if base.form == "verbatim"] == [
        "The bridge near Vik was closed on Friday, he said."
    ]


def test_is_alone_refuses_halves_and_captions(bases: tuple[Base, ...]) -> None:
    whole = next(base for base in bases if base.text.startswith("Police arrested"))
    assert is_alone(whole)


# --- sentences people wrote -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_backed"),
    [
        ("Ostrand council approves loan for new ferry.", True),
        ("Ostrand council approves loan of 5 million for new ferry.", False),
        ("The council of Vik approves a loan for a new ferry.", True),  # meaning is not its matter
        ("The council of Bergen approves a loan for a new ferry.", False),
        ("Ostrand council 'wastes everything' on a new ferry.", False),
        ("Ostrand decides to buy a submarine from a friendly uncle.", False),
    ],
)
def test_plainly_backed_asks_for_names_figures_and_words(text: str, is_backed: bool) -> None:
    assert is_plainly_backed(text, (TEXT,)) is is_backed


@pytest.mark.parametrize(
    "text",
    ["Will the ferry sail on Friday?", "He sold the ferry to a friend of his.", "Ostrand: a town waits for its ferry.", "A new ferry.", "Ferry sails … at last for Ostrand."],
)  # fmt: skip
def test_labels_questions_and_leaning_sentences_are_no_sentences(text: str) -> None:
    assert not is_whole(text)


def test_copy_is_no_paraphrase() -> None:
    def written(text: str) -> Written:
        return Written(id="1", source="own", split="dev", text=text, texts=(TEXT,))

    assert is_copied(written("The Ostrand Shipping Company rejected the offer on Friday night."))
    assert not is_copied(written("An offer was turned down by the shipping company of Ostrand."))


def test_headline_in_title_case_is_told_from_a_sentence() -> None:
    assert is_sentence_case("Council approves a loan for new ferry in Ostrand")
    assert not is_sentence_case("Council Approves Loan For New Ferry In Ostrand")


# --- taking in --------------------------------------------------------------------------------------------------------


def test_wire_copy_and_tokens_are_made_readable() -> None:
    assert tidy_wire("Vik Co said it\nsold 3.2 mln dlrs of rope.\n    It fell 5 pct.\n Reuter\n\x03") == (
        "Vik Co said it sold 3.2 million dollars of rope.\n\nIt fell 5 percent."
    )
    assert join_tokens("`` We do n't know , '' said Rike 's aunt .") == "“We don't know,” said Rike's aunt."
    assert mend_marks("Â£5 and Ã©t") == "£5 and ét"


def test_article_is_of_one_part_and_readings_are_kept(readings: Readings, encoders: Encoders, tmp_path: Path) -> None:
    assert {split_of(f"own-{number}") for number in range(20)} == {"dev", "test"}
    calls: list[int] = []

    def syntax() -> object:
        calls.append(1)
        return encoders.syntax

    kept = Readings(tmp_path, syntax)  # type: ignore[arg-type]
    row = Row("own-4", "own", "", "The bridge near Vik was closed on Friday.")
    first, again = read_article(row, kept), read_article(row, kept)
    assert isinstance(first, Article) and first.reading == again.reading
    assert len(calls) == 1


# --- the board --------------------------------------------------------------------------------------------------------


def item(*, is_true: bool = False, group: str = "number") -> Item:
    return Item(
        id="1", split="dev", group=group, is_true=is_true, text="The council bought 90 boats.", documents=(), places=((19, 21),), was="85", now="90"
    )  # fmt: skip


def ruling(check: str, part: tuple[int, int], outcome: Outcome, note: str = "", support: float | None = None) -> Ruling:
    return Ruling(draft_id="d", sentence=0, part=part, check=check, outcome=outcome, note=note, support=support)


def ruled(rulings: tuple[Ruling, ...], outcome: Outcome, what: Item) -> Ruled:
    sentence = Sentence(text=what.text, beat=BeatRole.WHAT_HAPPENED)
    return look_at(what, Verdict(sentence=sentence, index=0, outcome=outcome, rulings=rulings))


def test_reason_is_right_at_the_place_or_from_the_check_for_it() -> None:
    blocked = Outcome.NOT_FOUND
    assert is_right(ruling("figures", (0, 3), blocked), item())
    assert is_right(ruling("entailment", (15, 22), blocked), item())
    assert not is_right(ruling("entailment", (0, 11), blocked), item())
    assert not is_right(ruling("entailment", (0, 28), blocked, "nothing corresponds to “council”"), item())
    assert is_right(ruling("entailment", (0, 28), blocked, "the source says “85”"), item())
    assert not is_right(ruling("figures", (19, 21), blocked), item(is_true=True, group="condensed"))


def test_gate_lets_no_more_than_the_allowed_true_sentences_be_blocked() -> None:
    scores = [0.2, *[0.9] * 99]
    at = find_gate(scores, ALLOWED)
    assert at is not None and sum(score < at for score in scores) <= 3
    assert find_gate([-1.0] * 10 + [0.9] * 90, ALLOWED) is None


def test_report_counts_both_failures() -> None:
    caught = ruled((ruling("figures", (19, 21), Outcome.CONTRADICTED),), Outcome.CONTRADICTED, item())
    escaped = ruled((ruling("entailment", (0, 28), Outcome.SUPPORTED, support=0.9),), Outcome.SUPPORTED, item())
    passed = ruled(
        (ruling("entailment", (0, 28), Outcome.SUPPORTED, support=0.95),),
        Outcome.SUPPORTED,
        item(is_true=True, group="condensed"),
    )
    stopped = ruled((ruling("names", (0, 3), Outcome.NOT_FOUND),), Outcome.NOT_FOUND, item(is_true=True, group="condensed"))
    page = report([caught, escaped, passed, stopped], "dev")
    assert "1 of 2 (50.0 %)" in page
    assert re.search(r"errors that escape, in 1,000 sentences with one +\| +500", page)
    assert re.search(r"\| condensed +\| +2 \| +1 \| +50.0 \| names 1", page)
    assert "not to be had" in page  # a typed check alone blocks more than 3 % of these
    assert set(TRUE_PER_SOURCE) <= {row.split(" |")[0].strip("| ") for row in page.splitlines()}
    assert report([], "dev") == "Nothing measured: no sentences."


def test_missing_data_is_one_line_and_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["planted", "--data", str(tmp_path / "nowhere")]) == 2
    assert "name it with --data" in capsys.readouterr().err


def test_pool_holds_whole_names_only(pool: Pool) -> None:
    assert pool.names[NameKind.PERSON] == ("Lena Marwick",)
    assert pool.names[NameKind.PLACE] == ("Peru",)


def test_sentences_that_their_articles_do_not_back_are_named_by_id() -> None:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|[0-9a-f]{12} (?:no|part)", line) for line in lines)
    assert len(unbacked()) == sum(not line.startswith("#") for line in lines) > 0
