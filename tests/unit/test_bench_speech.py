"""The bench of who said what: stand-off files, what counts as a match, and who is the right speaker."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest
from bench.data import MissingData
from bench.speech.attributed import Answer, answers, find, is_right
from bench.speech.ours import gather
from bench.speech.polnear import Attribution, parse_standoff, read_polnear
from bench.speech.scoring import Rate, Tally, count, words_at
from bench.speech.speakers import ANNOTATIONS, Marked

from groundwire.model import Quote, Span

TEXT = "Rask said that the pier was safe, and “as good as new.”"


def at(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def act(cue: str, source: str, content: str) -> Attribution:
    return Attribution(cue=at(cue), source=at(source) if source else (), content=at(content))


GOLD = act("said", "Rask", "that the pier was safe, and “as good as new.”")

STANDOFF = """T1\tCue 5 9\tsaid
T2\tSource 0 4\tRask
T3\tContent 10 32;38 52\tthat the pier was safe as good as new
T4\tAttribution 5 9\tsaid
E1\tAttribution:T4 Content:T3 Cue:T1 Source:T2
T5\tAttribution-no-source 5 9\tsaid
E2\tAttribution-no-source:T5
"""


def test_standoff_gives_cue_source_and_a_content_in_two_places() -> None:
    (one,) = parse_standoff(STANDOFF.splitlines())
    assert one == Attribution(cue=((5, 9),), source=((0, 4),), content=((10, 32), (38, 52)))


def test_polnear_is_read_from_the_archive_and_missing_data_is_said(tmp_path: Path) -> None:
    (tmp_path / "polnear/dev/text").mkdir(parents=True)
    (tmp_path / "polnear/dev/attributions").mkdir()
    (tmp_path / "polnear/dev/text/a.txt").write_text(TEXT, "utf-8")
    for annotator in ("x1", "x2"):
        (tmp_path / f"polnear/dev/attributions/a_{annotator}.ann").write_text(STANDOFF, "utf-8")
    with pytest.raises(MissingData, match="polnear"):
        read_polnear(tmp_path, "dev")
    with tarfile.open(tmp_path / "polnear.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "polnear", "polnear")
    (article,) = read_polnear(tmp_path, "dev")
    assert article.text == TEXT
    assert len(article.readings) == 2
    assert read_polnear(tmp_path, "test") == ()


def test_marks_and_an_opening_that_decide_nothing() -> None:
    tally = Tally()
    count(TEXT, [act("said", "Rask", "the pier was safe, and “as good as new")], [GOLD], tally)
    assert tally.cue.f1 == tally.source.f1 == tally.exact.f1 == tally.overlap.f1 == 1.0


def test_a_wrong_source_counts_only_where_the_cue_is_found() -> None:
    tally = Tally()
    count(TEXT, [act("pier", "", "was safe")], [GOLD], tally)
    assert tally.cue.f1 == 0.0
    assert tally.source == Rate()
    assert tally.exact.f1 == 0.0
    assert tally.overlap.precision == 1.0
    assert tally.overlap.recall == pytest.approx(2 / 9)


def test_a_mark_can_be_a_cue() -> None:
    assert words_at("Rask: no", ((4, 5),)) == frozenset({-5})
    assert words_at("Rask: no", ()) == frozenset()


def test_each_gold_cue_is_found_once() -> None:
    tally = Tally()
    count(TEXT, [GOLD, GOLD], [GOLD], tally)
    assert (tally.cue.precision, tally.cue.recall) == (0.5, 1.0)


def span(words: str) -> Span:
    ((start, end),) = at(words)
    return Span(document_id="d", start=start, end=end)


def test_gather_puts_one_cue_together_and_leaves_out_what_is_told_inside() -> None:
    outer = Quote(
        content=span("that the pier was safe, and “as good as new"), is_direct=False, speaker=span("Rask"), cue=span("said")
    )
    marked = Quote(content=span("as good as new."), is_direct=True, speaker=span("Rask"), cue=span("said"))
    inner = Quote(content=span("safe"), is_direct=False, speaker=span("the pier"), cue=span("was"))
    nobody = Quote(content=span("new"), is_direct=True)
    (one,) = gather([outer, marked, inner, nobody], [])
    assert one.cue == at("said")
    assert one.content[0] == (outer.content.start, outer.content.end)


@pytest.mark.parametrize(
    ("said", "speakers", "is_his"),
    [
        ("Piet Rask", ("Piet Rask",), True),
        ("Rask", ("Piet Rask",), True),
        ("the commission", ("A commission set up in May",), True),
        ("he", ("Piet Rask",), False),
        ("Anna Holt", ("Piet Rask",), False),
        ("Anna Holt", ("Piet Rask", "Anna Holt"), True),
        ("", ("Piet Rask",), False),
    ],
)
def test_the_right_speaker_is_the_same_name_in_any_form(said: str, speakers: tuple[str, ...], is_his: bool) -> None:
    marked = Marked(start=0, end=4, kind="speech", speakers=speakers, is_sure=True)
    assert is_right(marked, Answer(start=0, end=4, speaker=said)) is is_his


def test_a_quotation_is_found_where_nearly_all_words_are_the_same() -> None:
    ((start, end),) = at("as good as new")
    marked = Marked(start=start, end=end, kind="speech", speakers=("Rask",), is_sure=True)
    assert find(marked, [Answer(start=start, end=end + 1, speaker="Rask")], TEXT) is not None
    assert find(marked, [Answer(start=start, end=start + 2, speaker="Rask")], TEXT) is None
    assert answers(TEXT, [Quote(content=span("pier"), is_direct=False)], {}) == ()


def test_the_annotations_hold_offsets_and_names_only() -> None:
    rows = [json.loads(line) for line in ANNOTATIONS.read_text("utf-8").splitlines()]
    assert sum(row["split"] == "test" for row in rows) == 100
    for row in rows:
        assert set(row) == {"id", "split", "sha256", "quotations"}
        for start, end, kind, speaker, is_sure in row["quotations"]:
            assert 0 <= start < end
            assert kind in ("speech", "written", "title", "scare", "other")
            assert speaker is None or len(speaker) < 200
            assert isinstance(is_sure, bool)
