"""The check of tables: cells that say otherwise contradict, cells that account for every word support, and all else is left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from bench.planted_tables.samples import sample_tables
from bench.rows import RowsTable
from tests.conftest import NOW
from tests.writing_desk import gather

from groundwire import open_newsroom
from groundwire.checks.tables import TablesCheck
from groundwire.editing.evidence import GatheredEvidence
from groundwire.model import BeatRole, Cell, Document, Draft, Outcome, Ruling, Sentence, Source, document_id
from groundwire.protocols import Encoders, Evidence, Table, Tools
from groundwire.reading import read_document

TABLES = sample_tables()
PORTS, SHARES = TABLES["ports"], TABLES["shares"]
WHOLE = "Varnholm handled 52,112 containers in February 2026."


def draft_of(texts: Sequence[str], encoders: Encoders, cells: tuple[Cell, ...] = ()) -> Draft:
    text = "\n\n".join(texts)
    source = Source(name="")
    document = Document(id=document_id(source, "", text), text=text, source=source)
    places, start = [], 0
    for one in texts:
        places.append((start, start + len(one)))
        start += len(one) + 2
    sentences = tuple(Sentence(text=one, beat=BeatRole.WHAT_HAPPENED, evidence=cells) for one in texts)
    return Draft(
        id=document.id, sentences=sentences, document=document, reading=read_document(document, encoders.syntax, places)
    )


@pytest.fixture
def rulings(encoders: Encoders) -> Callable[..., tuple[Ruling, ...]]:
    def rule(*texts: str, tables: Sequence[Table] = (PORTS,), cells: tuple[Cell, ...] = ()) -> tuple[Ruling, ...]:
        evidence: Evidence = GatheredEvidence((), {}, encoders.embedding, tables=tables)
        return TablesCheck().check(draft_of(texts, encoders, cells), evidence)

    return rule


def test_cells_that_account_for_every_word_support_the_sentence(rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    (ruling,) = rulings(WHOLE)
    assert (ruling.outcome, ruling.part) == (Outcome.SUPPORTED, (0, len(WHOLE)))
    assert [cell.value for cell in ruling.evidence if isinstance(cell, Cell)] == ["52112"]


def test_another_number_is_contradicted_in_plain_words(rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    (ruling,) = rulings("Varnholm handled 51,212 containers in February 2026.")
    assert ruling.outcome is Outcome.CONTRADICTED
    assert ruling.note == "the table “Port traffic” has 52,112 containers for Varnholm in February 2026, not “51,212”"


def test_what_is_said_beside_the_table_is_left_to_the_reports(rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    text = "Varnholm, where dockers are on strike, handled 52,112 containers in February 2026."
    (ruling,) = rulings(text)
    assert ruling.outcome is Outcome.SUPPORTED
    assert text[slice(*ruling.part)] == "handled 52,112 containers in February 2026."


@pytest.mark.parametrize(
    "text",
    [
        "Varnholm may handle 60,000 containers in March.",
        "Varnholm did not handle 40,000 containers in February 2026.",
        "Dockers in Varnholm asked for 40,000 euros in February 2026.",
        "The Varnholm Gazette sold 40,000 copies in February 2026.",
        "Varnholm and Cambry handled 94,830 containers in February 2026.",
        "Varnholm handled 52,112 containers in February 2031.",
        "",
        "\u202e“”((( 1,2,3 % S0 F0c T9",
    ],
)
def test_what_cannot_be_read_or_known_gets_no_ruling(text: str, rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    assert rulings(text or " ") == ()


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("Varnholm and Lisset both handled more containers in February than in January.", ("Lisset", "Cambry")),
        ("Varnholm and Cambry together handled 94,830 containers in February 2026.", ("94,830", "98,430")),
        ("Varnholm handled 147,082 containers in the fourth quarter of 2025.", ("fourth", "third")),
        ("Cambry's traffic grew 7.0% in the fourth quarter of 2025 from the previous quarter.", ("grew", "shrank")),
        ("In the first two months of 2026 Varnholm handled 103,968 containers.", ("103,968", "98,474")),
        ("Varnholm averaged 49,016 containers a month in 2025.", ("49,016", "46,016")),
        ("Container traffic at Varnholm did not fall in February.", ("fall", "rise")),
        ("Varnholm remained the busiest of the six ports in February 2026.", ("Varnholm", "Cambry")),
        ("No port handled more containers in January than Varnholm.", ("Varnholm", "Cambry")),
    ],
)
def test_several_subjects_quarters_means_and_denials_are_counted(
    true: str, false: tuple[str, str], rulings: Callable[..., tuple[Ruling, ...]]
) -> None:
    (ruling,) = rulings(true)
    assert (ruling.outcome, ruling.part) == (Outcome.SUPPORTED, (0, len(true)))
    assert [one.outcome for one in rulings(true.replace(*false))] == [Outcome.CONTRADICTED]


def test_what_only_became_so_does_not_remain_so(rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    text = "Drava {} the third-largest port by cargo in January 2026."
    assert [one.outcome for one in rulings(text.format("was"))] == [Outcome.SUPPORTED]
    assert [one.outcome for one in rulings(text.format("remained"))] == [Outcome.CONTRADICTED]


@pytest.mark.parametrize(
    "text",
    [
        "Varnholm and Port Selwyn gained traffic in February from a month earlier.",
        "Varnholm and Cambry together averaged 94,830 containers a month in 2025.",
        "Varnholm and Cambry together handle 88,000 containers.",
        "Varnholm or Lisset handled 94,830 containers in February 2026.",
        "Varnholm averaged 49,016 containers a day in February 2026.",
        "Varnholm did not rise above 60,000 containers in February 2026.",
        "Varnholm did not reach 60,000 containers in February 2026.",
        "Cambry did not lose a customer in February 2026.",
        "No port gained more than 9% in February 2026.",
    ],
)
def test_a_mixed_list_and_what_no_row_tells_are_left_alone(text: str, rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    assert rulings(text) == ()


def test_a_guessed_card_only_warns(rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    guessed = RowsTable(replace(PORTS.card, is_guessed=True), PORTS.rows)
    for text in (WHOLE, WHOLE.replace("52,112", "51,212")):
        assert all(ruling.is_warning for ruling in rulings(text, tables=(guessed,)))


def test_a_sentence_on_cells_that_changed_is_stale(rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    cells = tuple(item for item in rulings(WHOLE)[0].evidence if isinstance(item, Cell))
    assert rulings(WHOLE, cells=cells)[0].outcome is Outcome.SUPPORTED
    changed = PORTS.corrected(cells[0], Decimal("1.1"))
    (ruling,) = rulings(WHOLE, tables=(changed,), cells=cells)
    assert ruling.outcome is Outcome.CONTRADICTED
    assert ruling.note.startswith("stale: the cell now says “57323”")
    gone = RowsTable(PORTS.card, [row for row in PORTS.rows if row["port"] != "Varnholm"])
    assert "the row is gone" in rulings(WHOLE, tables=(gone,), cells=cells)[0].note


def test_a_sentence_takes_subject_and_time_of_the_one_before(rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    found = rulings(WHOLE, "It handled 51,856 a month earlier.", "That was the most since records began.")
    assert {ruling.sentence for ruling in found if ruling.outcome is Outcome.SUPPORTED} >= {0}
    assert not [ruling for ruling in found if ruling.outcome is Outcome.CONTRADICTED]


def test_each_of_two_tables_accounts_for_its_part(rulings: Callable[..., tuple[Ruling, ...]]) -> None:
    tables = (SHARES, TABLES["results"])
    right = "Halas Foods earned 3.12 billion forints, and its shares closed at 2,044 forints on 3 March."
    assert any(ruling.outcome is Outcome.SUPPORTED for ruling in rulings(right, tables=tables))
    wrong = right.replace("3.12", "3.21")
    assert any(ruling.outcome is Outcome.CONTRADICTED for ruling in rulings(wrong, tables=tables))


def test_a_contradiction_names_the_report_that_says_so(
    encoders: Encoders, tools: Tools, make_document: Callable[..., Document]
) -> None:
    report = make_document("The port of Varnholm handled 51,212 containers in February, the harbour master said.")
    gathered = gather(tools, [report])
    readings = {report.id: gathered.reading(report.id)}
    evidence = GatheredEvidence([report], readings, encoders.embedding, tables=(PORTS,))
    draft = draft_of(("Varnholm handled 51,212 containers in February 2026.",), encoders)
    (ruling,) = TablesCheck().check(draft, evidence)
    assert ruling.note.endswith("not “51,212”; a report says “51,212”")
    assert len(ruling.evidence) == 2


def test_a_draft_is_ruled_from_a_file_of_data(tmp_path: Path) -> None:
    (tmp_path / "ports.csv").write_text("port,month,containers\nCambry,2026-01,44536\nCambry,2026-02,42718\n", "utf-8")
    (tmp_path / "ports.toml").write_text(
        'title = "Port traffic"\nrow = "one port in one month"\nsubject = "port"\ntime = "month"\nevery = "month"\n'
        'key = ["port", "month"]\n[columns.containers]\nmeaning = "container traffic"\nverb = "handled"\nunit = "containers"\nsums = "flow"\n',
        "utf-8",
    )
    (tmp_path / "report.txt").write_text("Strike\n\nDockers in Cambry went on strike on Monday, the union said.", "utf-8")
    (tmp_path / "draft.txt").write_text("Traffic\n\nCambry handled 43,718 containers in February 2026.", "utf-8")
    checked = open_newsroom(now=NOW).check(
        str(tmp_path / "draft.txt"), against=[str(tmp_path / "report.txt")], tables=[str(tmp_path / "ports.csv")]
    )
    verdict = checked.report.verdicts[-1]
    assert verdict.outcome is Outcome.CONTRADICTED
    assert [ruling.note for ruling in verdict.reasons if ruling.check == "tables"] == [
        "the table “Port traffic” has 42,718 containers for Cambry in February 2026, not “43,718”"
    ]
