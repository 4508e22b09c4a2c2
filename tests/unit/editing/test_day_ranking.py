"""Days by how many reports name them, and sentences that say what the others say."""

from __future__ import annotations

from datetime import date

from groundwire.editing.day_ranking import Told, choose_told, count_words, rank_days

FIRST, SECOND, THIRD = ((date(2026, 3, day),) * 2 for day in (1, 2, 3))


def told(report: str, days: tuple[date, date], words: str = "", number: int = 0, *, is_named: bool = True) -> Told:
    return Told(document_id=report, sentence=number, days=days, words=frozenset(words.split()), is_named=is_named)


def test_a_day_that_more_reports_name_comes_first_however_often_one_names_another() -> None:
    often = [told("a", FIRST, number=number) for number in range(9)]
    assert rank_days([*often, told("a", SECOND), told("b", SECOND)]) == (SECOND, FIRST)


def test_days_named_alike_go_by_their_sentences_then_by_time() -> None:
    assert rank_days([told("a", THIRD), told("a", SECOND), told("a", SECOND, number=1), told("a", FIRST)]) == (
        SECOND,
        FIRST,
        THIRD,
    )


def test_a_day_that_a_report_only_came_out_on_comes_after_those_that_are_named() -> None:
    assert rank_days([told("a", FIRST, is_named=False), told("b", FIRST, is_named=False), told("c", SECOND)]) == (
        SECOND,
        FIRST,
    )


def test_the_sentence_nearest_to_all_is_taken_then_one_that_adds_to_it() -> None:
    lines = ["barge hit bridge", "barge hit bridge monday", "barge hit bridge pier", "mayor opened market hall", "mayor market"]
    told_of = [told("a", FIRST, line, number) for number, line in enumerate(lines)]
    rarity = count_words(one.words for one in told_of)
    chosen = choose_told(told_of, rarity, 2)
    assert "barge" in chosen[0].words and "mayor" in chosen[1].words


def test_no_sentence_is_taken_twice_and_nothing_more_than_there_is() -> None:
    twice = [told("a", FIRST, "barge hit bridge"), told("b", FIRST, "barge hit bridge")]
    rarity = count_words(one.words for one in twice)
    assert choose_told(twice, rarity, 5) == (twice[0],)
    assert choose_told([], {}, 3) == ()
    assert choose_told(twice, rarity, 0) == ()


def test_what_is_chosen_does_not_hang_on_the_order_of_sets() -> None:
    lines = [f"word{number} word{number + 1} word{number + 2} shared" for number in range(12)]
    told_of = [told("a", FIRST, line, number) for number, line in enumerate(lines)]
    backwards = [told("a", FIRST, " ".join(reversed(line.split())), number) for number, line in enumerate(lines)]
    rarity = count_words(one.words for one in told_of)
    assert [one.sentence for one in choose_told(told_of, rarity, 4)] == [
        one.sentence for one in choose_told(backwards, rarity, 4)
    ]
