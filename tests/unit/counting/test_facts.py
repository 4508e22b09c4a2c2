"""Facts: what is told, and, as important, what a gap leaves untold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.tables_made import PRICES, TRAFFIC, make_table, months

from groundwire.counting.by_the_numbers import findings
from groundwire.counting.fact_choice import choose, find
from groundwire.counting.fact_copy import HEADLINES, SENTENCES, can_head, say
from groundwire.counting.fact_words import Telling
from groundwire.counting.movers import find_changes_of_all, find_movers_at
from groundwire.model import Change, Comparison, Grain, Level, Outlier, Rank, Record, Share, Streak
from groundwire.protocols import Table, Tools

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
Traffic = Callable[..., Table]


@pytest.fixture
def traffic(tmp_path: Path, tools: Tools) -> Traffic:
    def run(rows: Iterable[str], more: str = "") -> Table:
        return make_table(tmp_path, tools, "port,month,boxes", rows, TRAFFIC + more)

    return run


@pytest.fixture
def prices(tmp_path: Path, tools: Tools) -> Traffic:
    def run(rows: Iterable[str]) -> Table:
        return make_table(tmp_path, tools, "company,day,close,ticker,exchange", rows, PRICES)

    return run


def told(table: Table, subject: str = "Merrow", at: date | None = None) -> list[str]:
    column = next(column for column in table.card.columns if column.kind.value == "number")
    finding = find(table, subject, column, at)
    assert finding is not None
    return [say(each.facts, Telling(table.card, NOW)).text for each in (*finding.main, *finding.further)]


def kinds(table: Table, subject: str = "Merrow") -> set[type]:
    column = next(column for column in table.card.columns if column.kind.value == "number")
    finding = find(table, subject, column)
    assert finding is not None
    return {type(fact) for each in (*finding.main, *finding.further) for fact in each.facts}


# --- what is told -----------------------------------------------------------------------------------------------------


def test_a_number_its_change_and_its_record_make_one_sentence(traffic: Traffic) -> None:
    texts = told(traffic(months([60, 20, 21, 22, 23, 24, 25, 24, 25, 26, 27, 25, 30])))
    assert "Merrow handled 30 containers in January 2026, up 20% from the month before." in texts
    assert (
        "Merrow handled 30 containers in January 2026, up 20% from the month before and its highest container traffic since January 2025."
        in texts
    )
    assert "Merrow's container traffic in January 2026 was down 50% from a year earlier, when it was 60 containers." in texts


def test_a_record_of_the_whole_table_says_how_far_the_table_goes(traffic: Traffic) -> None:
    texts = told(traffic(months([20, 21, 22, 23, 24, 25, 24])[:-1] + months([31], first=(2025, 7))))
    assert any("its highest container traffic in figures that go back to January 2025" in text for text in texts)


def test_a_streak_is_counted_in_moves(traffic: Traffic) -> None:
    texts = told(traffic(months([30, 20, 21, 22, 23])))
    assert (
        "Merrow's container traffic rose for the third month in a row in May 2025, from 20 containers in February 2025 to 23 containers."
        in texts
    )


def test_places_shares_and_neighbours(traffic: Traffic) -> None:
    rows = [*months([50, 40], "Merrow"), *months([45, 60], "Dunholm"), *months([10, 20], "Saltby")]
    texts = told(traffic(rows))
    assert (
        "Merrow ranked second of three ports by container traffic in February 2025 with 40 containers, behind Dunholm with 60 containers; it "
        "was first the month before." in texts
    )
    assert (
        "Merrow accounted for 33.3% of the combined container traffic of three ports in February 2025, 120 containers." in texts
    )
    assert "Dunholm's container traffic was 60 containers in February 2025, against 40 containers for Merrow." in texts


def test_equal_numbers_share_a_place(traffic: Traffic) -> None:
    rows = [*months([1, 40], "Merrow"), *months([2, 40], "Dunholm"), *months([3, 20], "Saltby")]
    assert any("ranked joint first of three ports" in text and "level with Dunholm" in text for text in told(traffic(rows)))


def test_evidence_is_every_number_that_was_used(traffic: Traffic) -> None:
    rows = [*months([50, 40], "Merrow"), *months([45, 60], "Dunholm"), *months([10, 20], "Saltby")]
    table = traffic(rows)
    finding = find(table, "Merrow", table.card.column("boxes"))
    assert finding is not None
    rank = next(each for each in finding.further if isinstance(each.facts[0], Rank))
    assert {cell.value for cell in say(rank.facts, Telling(table.card, NOW)).cells} == {"50", "40", "45", "60", "10", "20"}


def test_prices_by_the_day(prices: Traffic) -> None:
    days = ["2025-02-28", "2026-02-23", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-03-02"]
    texts = told(
        prices(
            [f"Aldane Steel,{day},{value},ALD,Lindmere" for day, value in zip(days, (80, 90, 91, 92, 91, 92, 96), strict=True)]
        ),
        "Aldane Steel",
    )
    assert "Aldane Steel closed at 96.00 euros on 2 March, up 4.3% from 27 February." in texts  # a weekend lies between
    assert "Aldane Steel's closing price on 2 March was up 6.7% from a week earlier, when it was 90.00 euros." in texts
    assert "Aldane Steel's closing price on 2 March was up 20% from 28 February 2025, when it was 80.00 euros." in texts
    assert not any("ranked" in text or "accounted" in text for text in texts)


def test_rates_change_in_points(tmp_path: Path, tools: Tools) -> None:
    card = (
        TRAFFIC.replace('verb = "handled"', 'verb = "had a jobless rate of"')
        .replace('"containers"', '"%"')
        .replace('"flow"', '"rate"')
    )
    table = make_table(tmp_path, tools, "port,month,boxes", months([5.0, 6.0, 5.7, 5.7]), card)
    assert "Merrow had a jobless rate of 5.7% in April 2025, unchanged from the month before." in told(table)
    assert any("of 6.0% in February 2025, up 1.0 percentage points from" in text for text in told(table, at=date(2025, 2, 1)))
    assert any("of 5.7% in March 2025, down 0.3 percentage points from" in text for text in told(table, at=date(2025, 3, 1)))


def test_an_outlier_is_out_of_the_ordinary_and_the_largest_for_a_time(traffic: Traffic) -> None:
    calm = [100 + (number * number) % 13 for number in range(40)]
    assert Outlier in kinds(traffic(months([*calm, 150], first=(2022, 1))))
    assert Outlier not in kinds(traffic(months([*calm, calm[-1] + 5], first=(2022, 1))))


def test_movers_are_set_in_order_and_the_level_are_left_out(prices: Traffic) -> None:
    rows = []
    for name, before, now in (("A", 100, 110), ("B", 50, 40), ("C", 10, 10), ("D", 100, 105), ("E", 200, 210)):
        rows += [f"{name} Works,2026-02-26,{before},{name},L", f"{name} Works,2026-02-27,{now},{name},L"]
    table = prices(rows)
    movers = find_movers_at(table, table.card.column("close"), date(2026, 2, 27))
    texts = [say((mover,), Telling(table.card, NOW)).text for mover in movers]
    assert texts == [
        "A Works closed at 110.00 euros on 27 February, up 10% from the day before, the largest rise among five companies.",
        "B Works closed at 40.00 euros on 27 February, down 20% from the day before, the largest fall among five companies.",
    ]
    assert (
        say((movers[0],), Telling(table.card, NOW), is_headline=True).text == "A Works leads rises among five companies, up 10%"
    )


# --- what is not ------------------------------------------------------------------------------------------------------


def test_a_missing_month_breaks_changes_streaks_and_records(traffic: Traffic) -> None:
    table = traffic(months([20, 21, 22, 23, 24, None, 25, 26]))
    assert Record not in kinds(table) and Streak not in kinds(table)
    table = traffic(months([20, 21, 22, 23, 24, 25, None, 26]))
    assert Change not in kinds(table)


def test_a_bad_cell_hides_what_lies_before_it(traffic: Traffic) -> None:
    table = traffic(months([90, 21, 22, 23, "24 kg", 25, 26, 27, 28, 29, 30, 31]))
    texts = " ".join(told(table))
    assert "go back to June 2025" in texts and "since" not in texts
    assert any("24 kg" in warning for warning in table.warnings())


def test_nobody_is_ranked_where_one_is_missing(traffic: Traffic) -> None:
    rows = [*months([50, 40], "Merrow"), *months([45, 60], "Dunholm"), *months([10, 20], "Saltby"), *months([70], "Gone")]
    assert not {Rank, Share, Comparison} & kinds(traffic(rows))


@pytest.mark.parametrize(("values", "banned"), [((0, 5), "%"), ((-3, 5), "%"), ((1, 50), "%"), ((100000, 100001), "0.0%")])
def test_percent_that_say_nothing_are_not_told(traffic: Traffic, values: tuple[int, int], banned: str) -> None:
    assert not any(banned in text for text in told(traffic(months(values))))


def test_a_forecast_that_reads_the_same_is_none(tmp_path: Path, tools: Tools) -> None:
    card = TRAFFIC.replace("boxes", "profit") + '[columns.expected]\nunit = "containers"\nforecast_of = "profit"\n'
    header = "port,month,profit,expected"
    table = make_table(tmp_path, tools, header, ["Merrow,2026-01,1200001,1200000"], card)
    assert not any("forecast" in text for text in told(table))
    table = make_table(tmp_path, tools, header, ["Merrow,2026-01,1300000,1200000"], card, "other.csv")
    assert "Merrow handled 1.3 million containers in January 2026, above the forecast of 1.2 million containers." in told(table)


def test_nothing_is_told_from_a_guessed_card_or_a_last_row_out_of_date(traffic: Traffic, tmp_path: Path, tools: Tools) -> None:
    table = traffic(months([20, 21, 22]))
    assert findings(table, "Merrow", NOW.replace(year=2025, month=4))
    assert not findings(table, "Merrow", NOW)
    (tmp_path / "bare.csv").write_text("port,month,boxes\nMerrow,2026-02,4\nDunholm,2026-02,5\n")
    from groundwire.tables.duck import make

    assert not findings(make(tools).open(str(tmp_path / "bare.csv")), "Merrow", NOW)


def test_no_two_sentences_that_are_chosen_say_the_same(traffic: Traffic) -> None:
    rows = [*months([50, 40, 41, 42, 43, 44, 45], "Merrow"), *months([45] * 7, "Dunholm"), *months([20] * 7, "Saltby")]
    table = traffic(rows)
    finding = find(table, "Merrow", table.card.column("boxes"))
    assert finding is not None
    chosen = choose(finding, 4)
    assert isinstance(chosen[0].facts[0], Level) and len(chosen) <= 4
    first = [type(each.facts[0]) for each in chosen[1:]]
    assert len(first) == len(set(first)) and not {Rank, Comparison} <= set(first)
    assert not (Streak in first and any(isinstance(fact, Streak) for fact in chosen[0].facts))


# --- templates --------------------------------------------------------------------------------------------------------


def test_a_template_takes_its_own_facts_and_no_others(traffic: Traffic) -> None:
    table = traffic(months([20, 21]))
    finding = find(table, "Merrow", table.card.column("boxes"))
    assert finding is not None
    level, change = max((each.facts for each in finding.main), key=len)
    telling = Telling(table.card, NOW)
    with pytest.raises(TypeError):
        SENTENCES[0].fill((level, change), telling)
    with pytest.raises(TypeError):
        SENTENCES[1].fill((level,), telling)
    with pytest.raises(ValueError, match="no sentence is made of"):
        say((change, level), telling)
    assert not can_head((change,))
    assert len({template.takes for template in SENTENCES}) == len(SENTENCES)
    assert len({template.takes for template in HEADLINES}) == len(HEADLINES)


def test_the_year_goes_without_saying_in_its_own_year_alone(prices: Traffic) -> None:
    rows = [f"Aldane Steel,{day},{value},ALD,L" for day, value in (("2025-12-30", 9), ("2025-12-31", 10))]
    table = prices(rows)
    finding = find(table, "Aldane Steel", table.card.column("close"))
    assert finding is not None
    assert "on 31 December 2025" in say(finding.main[0].facts, Telling(table.card, NOW)).text
    assert "on 31 December," in say(finding.main[0].facts, Telling(table.card, NOW.replace(year=2025))).text


def test_changes_between_all_need_all(prices: Traffic) -> None:
    rows = [f"{name},2026-02-27,5,T,L" for name in ("A", "B", "C")] + [f"{name},2026-02-26,5,T,L" for name in ("A", "B")]
    table = prices(rows)
    reason = find_changes_of_all(table, table.card.column("close"), date(2026, 2, 27))
    assert isinstance(reason, str) and reason.startswith("C has no closing price on both")


def test_spans_are_those_of_the_table(traffic: Traffic) -> None:
    table = traffic(months(range(20, 40), first=(2024, 6)))
    finding = find(table, "Merrow", table.card.column("boxes"))
    assert finding is not None
    spans = {fact.over for each in (*finding.main, *finding.further) for fact in each.facts if isinstance(fact, Change)}
    assert spans == {Grain.MONTH, Grain.YEAR}
    assert replace(table.card, every=Grain.YEAR).every is Grain.YEAR
