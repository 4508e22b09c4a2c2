"""The bench of timelines: the gold file, the tokenised text, and the measure worked out by hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bench.data import MissingData
from bench.timelines import board
from bench.timelines.ours import make_timeline, read_story
from bench.timelines.scoring import Agreement, mean, score_days, score_words, stems
from bench.timelines.t17 import ARTICLES, GOLD, Story, print_line, read_threads, split_timelines

RULE = "\n" + "-" * 32 + "\n"


def day(number: int) -> date:
    return date(2026, 3, number)


def entry(when: str, sentences: Sequence[str], *, is_quoted: bool = False) -> str:
    body = repr(list(sentences))
    return when + "\n" + ('"' + body.replace('"', '""') + '"' if is_quoted else body) + RULE


def story(identity: str, number: int, *lines: str) -> Story:
    return Story(
        id=identity,
        published_at=datetime(2026, 3, number, tzinfo=UTC),
        lines=lines,
        sentences=tuple(print_line(line) for line in lines),
    )


def test_a_gold_file_holds_timelines_one_after_the_other() -> None:
    raw = (
        entry("2026-03-01", ["The barge 's bow hit the pier .", "It sank ."], is_quoted=True)
        + entry("2026-03-04", ["Divers went down ."])
        + entry("2026-03-02", ["Another paper began here ."])
    )
    first, second = split_timelines(raw)
    assert first == {day(1): ("The barge 's bow hit the pier .", "It sank ."), day(4): ("Divers went down .",)}
    assert second == {day(2): ("Another paper began here .",)}
    assert split_timelines("") == ()


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("The president 's men did n't go , they said .", "The president's men didn't go, they said."),
        ("It cost $ 350m -LRB- about half -RRB- .", "It cost $350m (about half)."),
        ("`` We saw it , '' Lund said .", "“We saw it,” Lund said."),
        ("They met in the U.S. .", "They met in the U.S."),
    ],
)
def test_a_tokenised_line_is_read_as_it_would_be_printed(line: str, printed: str) -> None:
    assert print_line(line) == printed


def test_words_are_counted_as_stems_without_the_commonest() -> None:
    assert stems("The barges were sinking off the pier 's end !") == ("barg", "sink", "pier", "end")
    assert stems("") == ()


def test_days_agree_where_they_are_the_same() -> None:
    agreement = score_days([day(1), day(2), day(3)], [day(2), day(9)])
    assert (agreement.precision, agreement.recall) == (1 / 3, 1 / 2)
    assert agreement.f1 == pytest.approx(0.4)
    assert score_days([], [day(1)]).f1 == 0.0


def test_means_are_taken_before_f1() -> None:
    whole = mean([Agreement(precision=1.0, recall=0.0), Agreement(precision=0.0, recall=1.0)])
    assert whole.f1 == 0.5


def test_the_same_timeline_agrees_wholly() -> None:
    timeline = {day(1): ("A barge hit the pier .",), day(5): ("Divers raised the barge .",)}
    assert score_words(timeline, timeline).f1 == 1.0
    assert score_words({}, timeline).f1 == 0.0


def test_shared_words_count_less_the_farther_the_days_lie_apart() -> None:
    # "barge hit pier" is 3 words, all of them shared; the days lie three apart, so each match is worth a quarter.
    agreement = score_words({day(1): ("barge hit pier",)}, {day(4): ("barge hit pier",)})
    assert (agreement.precision, agreement.recall) == (0.25, 0.25)


def test_several_days_may_be_set_against_one() -> None:
    ours = {day(1): ("barge hit pier",), day(2): ("barge sank",)}
    gold = {day(1): ("barge hit pier hard",)}
    # Ours: day 1 shares 3 of 3, day 2 shares "barge" one day off: (3 + 1/2) of 5 words. Gold: its day takes ours of day 1, 3 of 4.
    agreement = score_words(ours, gold)
    assert agreement.precision == pytest.approx(3.5 / 5)
    assert agreement.recall == pytest.approx(3 / 4)


def test_days_are_aligned_by_time_and_words_together() -> None:
    ours = {day(3): ("divers raised barge",)}
    gold = {day(2): ("mayor opened market",), day(5): ("divers raised barge",)}
    # Costs: (1 - 1/2) * 1 for the near day without a shared word, (1 - 1/3) * 0 for the far one with all.
    agreement = score_words(ours, gold)
    assert agreement.precision == pytest.approx(1 / 3)
    assert agreement.recall == pytest.approx((0 + 3 / 3) / 6)


def test_a_light_reading_finds_single_days_only() -> None:
    read = read_story(
        story("a", 4, "A barge hit the Lindmere pier on Monday .", "It was built in 1931 .", "Divers go down on 9 March 2026 .")
    )
    assert read.days == (frozenset({day(2)}), frozenset(), frozenset({day(9)}))


def test_a_timeline_has_the_days_most_reports_name_within_the_time_asked_for() -> None:
    reads = [
        read_story(
            story("a", 3, "A barge hit the Lindmere swing bridge hard on Sunday .", "Old Lindmere opened its market on 5 May .")
        ),
        read_story(story("b", 4, "The barge that hit the Lindmere swing bridge on Sunday was towed away on Monday by tug .")),
        read_story(story("c", 20, "Lindmere council paid for the swing bridge on 19 March .")),
    ]
    timeline = make_timeline(reads, day(1), day(10), days=1, sentences=1)
    assert list(timeline) == [day(1)]
    (line,) = timeline[day(1)]
    assert line.endswith(" .") and "swing bridge" in line
    both = make_timeline(reads, day(1), day(10), days=9, sentences=2)
    assert list(both) == [day(1), day(2)]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_the_board_measures_threads_that_have_articles_and_timelines(tmp_path: Path) -> None:
    text = "A barge hit the Lindmere swing bridge on Sunday .\nDivers looked at the Lindmere swing bridge piers on Monday ."
    write(tmp_path / ARTICLES, [{"id": "a", "topic": "bridge", "published_at": "2026-03-03", "text": text}])
    gold = entry("2026-03-01", ["A barge hits the bridge ."]) + entry("2026-03-03", ["Divers look at the bridge ."])
    write(tmp_path / GOLD, [{"topic": "bridge", "raw": gold}, {"topic": "harbour", "raw": gold}])
    assert [thread.name for thread in read_threads(tmp_path)] == ["bridge"]
    tables = board.measure(tmp_path)
    assert "1 timelines, 1 articles" in tables and "DATEWISE" in tables
    assert "50.0" in tables  # one of the two days is found


def test_missing_files_are_said(tmp_path: Path) -> None:
    with pytest.raises(MissingData):
        read_threads(tmp_path)
    write(tmp_path / ARTICLES, [{"id": "a", "topic": "bridge", "published_at": "2026-03-03", "text": "Nothing ."}])
    write(tmp_path / GOLD, [{"topic": "harbour", "raw": entry("2026-03-01", ["Something ."])}])
    with pytest.raises(MissingData):
        read_threads(tmp_path)
