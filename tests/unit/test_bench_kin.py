"""The bench of kin: made copies, labelled reports, and how clusters are scored."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.data import MissingData
from bench.kin.labelled import BYSTANDER, Labelled, read_ecb, score
from bench.kin.made import FEWEST, make_copies
from bench.kin.systems import _by_titles, _chain

from groundwire.model import Document

SENTENCES = [f"The harbour board of quay {n} said on Monday that it will buy a large crane in spring." for n in range(10)]


@pytest.fixture
def reports(make_document: Callable[..., Document]) -> list[Document]:
    texts = [f"Quay {n} buys crane\n\n" + " ".join(SENTENCES[n:] + SENTENCES[:n]) for n in range(8)]
    short = make_document("Short\n\nToo short to be copied.", title="Short")
    return [*(make_document(text, title=text.split("\n")[0]) for text in texts), short]


def test_copies_are_other_texts_of_long_reports_and_always_the_same(reports: list[Document]) -> None:
    copies = make_copies(reports, 20)
    assert copies == make_copies(reports, 20) and len(copies) == 8
    texts = {report.id: report.text for report in reports}
    assert all(copy.document.text != texts[copy.original] for copy in copies)
    assert all(len(texts[copy.original].split()) >= FEWEST for copy in copies)
    assert {way for copy in copies for way in copy.done.split("+")} <= {"trim", "headline", "order", "rewrite"}


def test_scores_are_bcubed_and_a_bystander_costs_precision(reports: list[Document]) -> None:
    items = [Labelled(report, happening) for report, happening in zip(reports, ["a", "a", "b", BYSTANDER], strict=False)]
    assert score(items, [1, 1, 2, 3]) == (1, 1, 1)
    assert score(items, [1, 1, 1, 3])[:2] == pytest.approx(((2 / 3 + 2 / 3 + 1 / 3) / 3, 1))
    assert score(items, [1, 2, 3, 3])[:2] == pytest.approx(((1 + 1 + 1 / 2) / 3, (1 / 2 + 1 / 2 + 1) / 3))


def test_single_link_chains(reports: list[Document]) -> None:
    assert _chain(4, [(0, 1), (1, 2)]) == [2, 2, 2, 3]
    assert len(set(_by_titles(reports))) == 2  # three words of five in common


def test_ecb_is_read_by_sub_topic(tmp_path: Path) -> None:
    lines = "\n".join(
        f"{name}.xml\t{s}\t0\tword{s}" for name in ("36_1ecb", "36_2ecbplus", "36_3ecb") for s in range(2)
    ).encode()
    with tarfile.open(tmp_path / "ecbplus.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("ecbplus/dev_text.txt")
        member.size = len(lines)
        archive.addfile(member, io.BytesIO(lines))
    found = read_ecb(tmp_path, "dev")
    assert sorted(item.happening for item in found) == ["36_ecb", "36_ecb", "36_ecbplus"]
    assert {item.document.title_text for item in found} == {"word0"}
    with pytest.raises(MissingData):
        read_ecb(tmp_path, "none")
