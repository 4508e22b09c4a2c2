"""The bench measures what it says: stages from progress, exact evidence, fair extracts, tables where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.__main__ import main
from bench.data import Article, MissingData, find_data, make_document
from bench.extracts import PICKERS, Enough, cut_words, lead
from bench.laps import Moment, Tick, find_laps, join_checks, peak_memory
from bench.neus import echo, is_exact
from bench.tables import PageError, make_table, write_page

from groundwire.model import BeatRole, Document, Sentence, Span

TEXTS = (
    "The ferry left Ostrand at noon. It carried forty goats. Nobody counted the hens.",
    "A ferry with forty goats left Ostrand. The harbour master waved.",
)


def tick(stage: str, done: int, total: int, second: int) -> Tick:
    return Tick(stage=stage, done=done, total=total, moment=Moment(seconds=second, processor=second / 2, peak=100 + second))


def told(document: Document, start: int, end: int, text: str = "The ferry left.") -> Sentence:
    return Sentence(text=text, beat=BeatRole.LEDE, evidence=(Span(document_id=document.id, start=start, end=end),))


WRITING = (
    tick("begin", 0, 1, 0),
    tick("read", 0, 2, 1),
    tick("read", 1, 2, 3),
    tick("read", 2, 2, 6),
    tick("plan", 0, 1, 7),
    tick("plan", 1, 1, 9),
    tick("write", 0, 1, 9),
    tick("write", 1, 1, 10),
    tick("check", 0, 2, 12),
    tick("check", 1, 2, 13),
    tick("check", 2, 2, 17),
    tick("write", 0, 1, 18),
    tick("check", 0, 2, 20),
    tick("end", 1, 1, 23),
)


def test_laps_give_every_second_to_the_stage_that_was_open() -> None:
    laps = find_laps(WRITING, "mend")
    assert [(lap.stage, lap.seconds) for lap in laps] == [
        ("read", 6),
        ("group", 1),
        ("look back + plan", 2),
        ("write", 1),
        ("read the draft", 2),
        ("check: 0", 1),
        ("check: 1", 4),
        ("mend", 6),
    ]
    assert sum(lap.processor for lap in laps) == 11.5
    assert laps[-1].peak == 123


def test_checks_can_be_seen_as_one_stage() -> None:
    joined = {lap.stage: lap.seconds for lap in join_checks(find_laps(WRITING, "mend"))}
    assert joined["check"] == 5
    assert sum(joined.values()) == 23


def test_peak_memory_is_in_mebibytes() -> None:
    assert 5 < peak_memory() < 100_000


def test_lead_takes_the_first_sentence_of_each_report_before_any_second() -> None:
    assert lead(TEXTS, Enough(sentences=3)) == [
        "The ferry left Ostrand at noon.",
        "A ferry with forty goats left Ostrand.",
        "It carried forty goats.",
    ]


@pytest.mark.parametrize("name", PICKERS)
def test_an_extract_is_made_of_whole_sentences_up_to_the_budget(name: str) -> None:
    picked = PICKERS[name](TEXTS, Enough(words=8))
    assert all(any(sentence in text for text in TEXTS) for sentence in picked)
    assert len(" ".join(picked).split()) >= 8 > len(" ".join(picked[:-1]).split()) or len(picked) == 2
    assert len(PICKERS[name](TEXTS, Enough(sentences=2))) == 2


@pytest.mark.parametrize("name", PICKERS)
def test_an_extract_of_nothing_is_nothing(name: str) -> None:
    assert PICKERS[name]([""], Enough(sentences=2)) == []


def test_a_text_is_cut_at_the_word() -> None:
    assert cut_words("one  two\nthree", 2) == "one two"


def test_evidence_is_exact_only_where_it_quotes_the_report() -> None:
    document = make_document(Article(title="Ferry leaves", text="The ferry left Ostrand.\n\nRead Next: Ten best ferries"))
    begin = document.text.index("The ferry")
    assert is_exact(told(document, begin, begin + 23), [document])
    assert not is_exact(told(document, begin, begin), [document])
    assert not is_exact(told(document, begin, len(document.text) + 1), [document])
    assert not is_exact(told(document, begin, begin + 23), [])
    assert not is_exact(Sentence(text="The ferry left.", beat=BeatRole.LEDE), [document])
    advert = document.text.index("Read Next")
    assert not is_exact(told(document, advert, len(document.text)), [document])


def test_echo_is_the_share_of_words_that_stand_in_the_evidence() -> None:
    document = make_document(Article(title="", text="The ferry left Ostrand."))
    assert echo(told(document, 0, 23, "The ferry left."), [document]) == 1.0
    assert echo(told(document, 0, 23, "The ferry sank today."), [document]) == 0.5


def test_a_table_shows_figures_to_the_right() -> None:
    assert make_table(["what", "n"], [["a|b", 1], ["c", "12.5"]]).splitlines() == [
        "| what |    n |",
        "| ---- | ---: |",
        "| a\\|b |    1 |",
        "| c    | 12.5 |",
    ]


def test_a_page_is_changed_between_its_markers_only(tmp_path: Path) -> None:
    page = tmp_path / "bench.md"
    page.write_text("Before\n<!-- bench:neus -->\nold\n<!-- /bench:neus -->\nAfter\n", "utf-8")
    write_page(page, {"neus": "new \\1"}, "*today*")
    assert page.read_text("utf-8") == "Before\n<!-- bench:neus -->\n*today*\n\nnew \\1\n<!-- /bench:neus -->\nAfter\n"


def test_a_page_without_markers_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "bench.md"
    page.write_text("Nothing here", "utf-8")
    with pytest.raises(PageError, match="bench:timing"):
        write_page(page, {"timing": "new"}, "*today*")
    assert page.read_text("utf-8") == "Nothing here"


def test_data_is_looked_for_where_it_is_named_first(tmp_path: Path) -> None:
    assert find_data(str(tmp_path), {"BENCH_DATA": "elsewhere"}) == tmp_path
    assert find_data(None, {"BENCH_DATA": str(tmp_path)}) == tmp_path
    with pytest.raises(MissingData, match="BENCH_DATA"):
        find_data(str(tmp_path / "gone"), {})


@pytest.mark.parametrize("part", ["timing", "neus"])
@pytest.mark.parametrize("content", [None, b"no gzip at all"])
def test_missing_or_broken_data_is_one_line_and_exit_code_2(
    part: str, content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        for name in ("neus.jsonl.gz", "bbc_news.jsonl.gz"):
            (tmp_path / name).write_bytes(content)
    assert main([part, "--data", str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_bench_page_has_a_place_for_every_part() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "bench.md").read_text("utf-8")
    for part in ("timing", "neus"):
        assert f"<!-- bench:{part} -->" in page and f"<!-- /bench:{part} -->" in page
