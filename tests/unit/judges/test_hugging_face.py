"""A judge from a local folder: the classes are found by their names, and a folder that is none says what is missing."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tokenizers import BertWordPieceTokenizer

from groundwire import plugins
from groundwire.encoders.embedding import VOCABULARY
from groundwire.encoders.entailment import WEIGHTS
from groundwire.errors import SettingsError
from groundwire.protocols import Judge, Tools

PASSAGE = "The council approved the new tram line on Tuesday by nine votes to four."
SENTENCES = ("The tram line was approved.", "The council rejected the tram line.", "A museum will open in spring.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own weights laid out as a Hugging Face folder, with the classes in another order than ours."""
    found = tmp_path_factory.mktemp("nli")
    (found / "onnx").mkdir()
    shutil.copy(WEIGHTS / "entailment.onnx", found / "onnx" / "model.onnx")
    BertWordPieceTokenizer(str(VOCABULARY), lowercase=True).save(str(found / "tokenizer.json"))
    labels = json.loads((WEIGHTS / "entailment.json").read_text("utf-8"))["labels"]
    names = {"support": "ENTAILMENT", "refute": "contradiction", "nei": "Neutral"}
    config = {"id2label": {str(place): names[label] for place, label in enumerate(labels)}, "max_position_embeddings": 512}
    (found / "config.json").write_text(json.dumps(config), "utf-8")
    return found


def load(tools: Tools, folder: Path | str) -> Judge:
    return plugins.load("judges", "hugging_face", replace(tools, settings=replace(tools.settings, judge_folder=str(folder))))  # type: ignore[no-any-return]


def test_the_folder_judges_as_the_same_weights_do(tools: Tools, folder: Path) -> None:
    pairs = [(PASSAGE, sentence) for sentence in SENTENCES]
    ours = tools.encoders.entailment.judge(pairs)
    theirs = load(tools, folder).judge(pairs)
    assert len(theirs) == len(pairs)
    # our weights are calibrated by a temperature, the folder's are not: the order of the verdicts is the same
    for one, other in zip(ours, theirs, strict=True):
        assert (one.supported > one.contradicted) == (other.supported > other.contradicted)
        assert (one.not_found > one.contradicted) == (other.not_found > other.contradicted)
        assert other.supported + other.contradicted + other.not_found == pytest.approx(1, abs=1e-5)


def test_a_model_of_two_classes_has_no_contradiction(tools: Tools, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "two")
    (tmp_path / "two" / "config.json").write_text('{"id2label": {"0": "entailment", "1": "not_entailment"}}', "utf-8")
    (judgement,) = load(tools, tmp_path / "two").judge([(PASSAGE, SENTENCES[0])])
    assert judgement.contradicted == 0 and judgement.supported > 0 and judgement.not_found > 0


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / "config.json").unlink(), "config.json"),
        (lambda folder: (folder / "config.json").write_text("[1]"), "no object"),
        (lambda folder: (folder / "config.json").write_text("{"), "config.json"),
        (lambda folder: (folder / "config.json").write_text('{"id2label": {"0": "LABEL_0", "1": "LABEL_1"}}'), "label_0"),
        (lambda folder: (folder / "tokenizer.json").write_text("{}"), "tokenizer.json"),
    ],
)
def test_a_spoiled_folder_is_refused_in_one_line(tools: Tools, folder: Path, tmp_path: Path, spoil: object, told: str) -> None:
    shutil.copytree(folder, tmp_path / "spoiled")
    spoil(tmp_path / "spoiled")  # type: ignore[operator]
    with pytest.raises(SettingsError, match=told) as raised:
        load(tools, tmp_path / "spoiled")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["", "/nowhere/at/all"])
def test_no_folder_names_what_one_holds(tools: Tools, name: str) -> None:
    with pytest.raises(SettingsError, match=r"config\.json"):
        load(tools, name)
