"""The chart is made of the story's own sentences and the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.tables_made import TRAFFIC, make_table, months

from groundwire.counting.charting import FEWEST, find_chart
from groundwire.model import BeatRole, Cell, ChartKind, Sentence
from groundwire.protocols import Table, Tools

HEADER = "port,month,boxes"


@pytest.fixture
def traffic(tmp_path: Path, tools: Tools) -> Iterator[Table]:
    """Three ports over eight months; Merrow has none in the fourth."""
    rows = [*months([10, 20, 30, None, 50, 60, 70, 80]), *months(range(1, 9), "Dunholm"), *months(range(101, 109), "Saltby")]
    table = make_table(tmp_path, tools, HEADER, rows, TRAFFIC)
    yield table
    table.close()


def tell(table: Table, subject: str, count: int = 1, beat: BeatRole = BeatRole.LEDE) -> Sentence:
    """A sentence that rests on the last number of the subject, and on those of the others of that month."""
    last = table.series(subject, "boxes")[-1]
    others = [point.cell for point in table.across("boxes", last.when) if point.subject != subject]
    return Sentence(text=f"{subject} handled so many.", beat=beat, evidence=(last.cell, *others[: count - 1]))


def test_number_is_drawn_as_a_line_up_to_it_and_a_missing_one_as_a_gap(traffic: Table) -> None:
    chart = find_chart([tell(traffic, "Merrow", beat=BeatRole.BY_THE_NUMBERS)], [traffic])
    assert chart is not None and chart.kind is ChartKind.SERIES and chart.title == "Merrow: container traffic"
    assert [point.value for point in chart.points] == [10, 20, 30, None, 50, 60, 70, 80]
    assert chart.points[3].label == "April 2025" and chart.points[3].cell is None
    assert chart.marked == 7 and chart.beat is BeatRole.BY_THE_NUMBERS


def test_number_that_is_set_beside_others_is_a_bar_among_theirs(traffic: Table) -> None:
    chart = find_chart([tell(traffic, "Merrow", count=3)], [traffic])
    assert chart is not None and chart.kind is ChartKind.RANKING and chart.title == "Container traffic, August 2025"
    assert [(point.label, point.value) for point in chart.points] == [("Saltby", 108), ("Merrow", 80), ("Dunholm", 8)]
    assert chart.marked == 1 and chart.beat is BeatRole.WHAT_HAPPENED


def test_lede_comes_before_what_is_told_beside_it(traffic: Table) -> None:
    chart = find_chart([tell(traffic, "Dunholm", beat=BeatRole.BY_THE_NUMBERS), tell(traffic, "Saltby")], [traffic])
    assert chart is not None and chart.title == "Saltby: container traffic"


def test_nothing_is_drawn_without_a_cell_that_the_tables_have(traffic: Table) -> None:
    told = tell(traffic, "Merrow")
    forged = replace(told, evidence=tuple(replace(c, value="9999") for c in told.evidence if isinstance(c, Cell)))
    assert find_chart([told], []) is None and find_chart([forged], [traffic]) is None
    assert find_chart([replace(told, evidence=())], [traffic]) is None


def test_too_few_numbers_make_no_line(tmp_path: Path, tools: Tools) -> None:
    table = make_table(tmp_path, tools, HEADER, months(range(FEWEST - 1)), TRAFFIC)
    assert find_chart([tell(table, "Merrow")], [table]) is None
    table.close()
