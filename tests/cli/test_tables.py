"""Tables at the command line, as a newsroom uses them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from tests.cli.conftest import Outcome
from tests.tables_made import PRICES, TRAFFIC, months

from groundwire.bundle import pack, unpack
from groundwire.cli import DONE, REFUSED, WRONG

NOW = ("--now", "2026-03-02T18:00Z")
REPORT = """Aldane Steel to close Lindmere mill

Aldane Steel will close its mill at Lindmere in June, the company said on Monday.

About 300 people work at the mill, according to the company. "We have looked for a buyer and found none," said Ida Strand, its chief executive.

The mill opened in 1961. The union said that it would meet the company on Thursday.
"""
DAYS = ("2025-02-27", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27")
ROWS = {
    "Aldane Steel": (8, 10, 10.2, 10.4, 9.1),
    "<b>Brandt</b>": (1, 1, 1, 1, 1),
    "Corvel": (4, 5, 5, 5, 5.2),
    "Dunholm Glass": (6, 7, 7, 7, 7.7),
    "Estrel": (3, 3, 3, 3, 3),
}
Run = Callable[..., Outcome]


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    lines = ["company,day,close,ticker,exchange"]
    lines += [
        f"{name},{day},{value},{name[:3].upper().replace('<', '')},Lindmere"
        for name, values in ROWS.items()
        for day, value in zip(DAYS, values, strict=True)
    ]
    (tmp_path / "prices.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "prices.toml").write_text(PRICES)
    return tmp_path / "prices.csv"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report.md").write_text("---\nsource: Gazette\npublished: 2026-03-02T09:00:00Z\nrights: own\n---\n" + REPORT)
    return tmp_path / "report.md"


def test_a_story_tells_the_numbers_of_whom_it_names(run: Run, prices: Path, report: Path, tmp_path: Path) -> None:
    done = run("write", report, "--table", prices, *NOW, "--json")
    assert done.code == DONE, done.err
    story = json.loads(done.out)
    told = next(section for section in story["sections"] if section["name"] == "Price action")["sentences"]
    assert told[0]["text"].startswith("Aldane Steel closed at 9.10 euros on 27 February, down 12.5% from the day before")
    assert told[0]["outcome"] == "supported"
    assert told[0]["evidence"][0] == {
        "table": "prices.csv",
        "row": "company=Aldane Steel, day=2026-02-27",
        "column": "close",
        "value": "9.1",
        "as_of": "2026-03-02T17:00:00+00:00",
    }
    assert [(each["name"], each["ticker"]["value"], each["exchange"]["value"]) for each in story["companies"]] == [
        ("Aldane Steel", "ALD", "Lindmere")
    ]
    assert [table["id"] for table in story["tables"]] == ["prices.csv"]
    assert story["disclosure"] == "Drafted by Groundwire without a language model from 1 report and 1 table; not yet edited."
    assert "is no name; its rows are left out" in done.err


def test_a_story_is_the_same_without_tables_that_it_does_not_touch(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "traffic.csv").write_text("\n".join(["port,month,boxes", *months([1, 2])]) + "\n")
    (tmp_path / "traffic.toml").write_text(TRAFFIC)
    without = run("write", report, *NOW)
    assert run("write", report, "--table", tmp_path / "traffic.csv", *NOW).out == without.out


def test_movers_of_the_day_from_a_table_alone(run: Run, prices: Path, tmp_path: Path) -> None:
    done = run("write", "--table", prices, *NOW, "--out", tmp_path / "out")
    assert done.code == DONE
    assert "# Aldane Steel leads falls among four companies, down 12.5%" in done.out
    assert (
        "Dunholm Glass closed at 7.70 euros on 27 February, up 10% from the day before, the largest rise among four companies."
        in done.out
    )
    assert "from 1 table; not yet edited" in done.out
    page = html.fromstring(next((tmp_path / "out").glob("*.html")).read_text())
    first = page.get_element_by_id("receipt-1")
    assert "Closing prices" in first.text_content() and "closing price" in first.text_content()
    assert [mark.text for mark in first.findall(".//mark")][:2] == ["9.1", "10.4"]
    assert page.find_class("kicker")[0].text == "From 1 data table"
    assert "The reports in full" not in page.text_content()
    assert [item.text_content().strip() for item in page.xpath("//section[@aria-labelledby='companies']//li")][
        0
    ] == "Aldane Steel ALD, Lindmere"


def test_a_story_about_one_subject(run: Run, prices: Path) -> None:
    done = run("write", "--table", prices, "--about", "aldane", *NOW)
    assert done.code == DONE and done.out.startswith("# Aldane Steel closing price down 12.5% at 9.10 euros")


@pytest.mark.parametrize(
    ("about", "now", "told"),
    [
        ("Aldane Stel", "2026-03-02T18:00Z", "has no row about 'Aldane Stel'; the nearest are Aldane Steel"),
        ("Aldane Steel", "2026-09-02T18:00Z", "no number of Aldane Steel that is new enough to be told on 2026-09-02"),
        ("", "2026-09-02T18:00Z", "too old to be told as news on 2026-09-02"),
    ],
)
def test_too_little_is_refused_with_a_reason(run: Run, prices: Path, about: str, now: str, told: str) -> None:
    done = run("write", "--table", prices, *(["--about", about] if about else []), "--now", now)
    assert done.code == REFUSED
    assert told in done.err


def test_nothing_is_written_from_a_table_without_a_card(run: Run, prices: Path, report: Path) -> None:
    prices.with_suffix(".toml").unlink()
    done = run("write", "--table", prices, *NOW)
    assert done.code == REFUSED and "nothing is published from guessed columns" in done.err
    story = json.loads(run("write", report, "--table", prices, *NOW, "--json").out)
    assert story["companies"] == [] and {section["name"] for section in story["sections"]}.isdisjoint(
        {"Price action", "By the numbers"}
    )


def test_wrong_usage_is_one_line(run: Run, prices: Path, report: Path, tmp_path: Path) -> None:
    assert "no source named" in run("write").error
    assert (
        "--about is for a story from tables alone" in run("write", report, "--table", prices, "--about", "Aldane", *NOW).error
    )
    assert "no such file" in run("write", "--table", tmp_path / "none.csv").error
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "prices.csv").write_bytes(prices.read_bytes())
    twice = run("write", "--table", prices, "--table", tmp_path / "sub" / "prices.csv")
    assert twice.code == WRONG and "second table called 'prices.csv'" in twice.err


def test_standing_tables_are_a_setting(run: Run, prices: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'tables = ["{prices}"]\n')
    assert "leads falls" in run("write", "--settings", tmp_path / "settings.toml", *NOW).out


def test_the_same_table_gives_the_same_bytes(run: Run, prices: Path) -> None:
    assert run("write", "--table", prices, *NOW).out == run("write", "--table", prices, *NOW).out


def test_a_story_from_tables_is_no_report(run: Run, prices: Path, tmp_path: Path) -> None:
    (tmp_path / "own.md").write_text(run("write", "--table", prices, *NOW).out)
    assert "this is a story drafted by Groundwire" in run("write", tmp_path / "own.md", *NOW).err


def test_companies_of_a_forged_bundle_are_found_anew(run: Run, prices: Path, report: Path, tmp_path: Path) -> None:
    assert run("write", report, "--table", prices, "--out", tmp_path / "out", "--format", "bundle", *NOW).code == DONE
    (path,) = (tmp_path / "out").iterdir()
    bundle = unpack(path.read_bytes(), "x")
    (true,) = bundle.story.companies
    forged = (
        replace(true, ticker=replace(true.ticker, value="FAKE")),
        replace(true, name="Corvel", ticker=replace(true.ticker, value="COR", row="company=Corvel, day=2026-02-27")),
        replace(true, name="Halm Partners"),
    )
    path.write_bytes(pack(replace(bundle, story=replace(bundle.story, companies=forged))))
    done = run("publish", path, "--editor", "Ann Lee", "--archive", tmp_path / "town.db", "--table", prices, *NOW)
    assert done.code == DONE, done.err
    assert unpack(path.read_bytes(), "x").story.companies == (true,)
