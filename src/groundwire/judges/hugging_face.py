"""Any sequence-classification model trained on natural language inference, from a local folder (setting ``judge_folder``).

The folder is what Hugging Face's ``save_pretrained`` writes: ``config.json`` with the names of the classes, ``tokenizer.json``, and the
weights: ``model.onnx`` (or ``onnx/model.onnx``), run as it is, else whatever ``transformers`` loads, where that is installed. Nothing is
fetched, and no code of the folder is run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from groundwire.encoders.entailment import CrossEncoder, Order, run_session
from groundwire.encoders.sessions import open_session
from groundwire.errors import SettingsError
from groundwire.protocols import Judge, Tools

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

    from groundwire.encoders.entailment import Run
    from groundwire.protocols import Vector

LONGEST = 512
"""Word pieces of a pair, or fewer where the model's configuration says so."""
WEIGHTS = ("model.onnx", "onnx/model.onnx")
_SUPPORTED = ("entail", "support", "true")
_CONTRADICTED = ("contra", "refut", "false")
_NOT_FOUND = ("neutral", "nei", "not_en", "not en", "unknown", "not_found")


def make(tools: Tools) -> Judge:
    """The model in the folder. Raises ``SettingsError`` where there is none that can be used."""
    folder = Path(tools.settings.judge_folder)
    if not tools.settings.judge_folder or not folder.is_dir():
        raise SettingsError(
            f"judge_folder: '{tools.settings.judge_folder}' is no folder; name one with config.json, tokenizer.json and model.onnx"
        )
    config = _config(folder)
    order = _order(folder, config)
    tokenizer = _tokenizer(folder, config)
    onnx = next((folder / name for name in WEIGHTS if (folder / name).is_file()), None)
    run = run_session(open_session(onnx)) if onnx else _run_transformers(folder)
    return CrossEncoder(run, tokenizer, order)


def _config(folder: Path) -> dict[str, Any]:
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"judge_folder {folder}: config.json cannot be read ({error}); save the model again") from error
    if not isinstance(config, dict):
        raise SettingsError(f"judge_folder {folder}: config.json is no object; save the model again")
    return config


def _order(folder: Path, config: dict[str, Any]) -> Order:
    """Where the three verdicts stand among the model's classes, by their names."""
    labels = config.get("id2label")
    names = {int(place): str(label).lower() for place, label in labels.items()} if isinstance(labels, dict) else {}

    def find(starts: tuple[str, ...]) -> int | None:
        return next((place for place, label in sorted(names.items()) if label.startswith(starts)), None)

    supported, contradicted, not_found = find(_SUPPORTED), find(_CONTRADICTED), find(_NOT_FOUND)
    if supported is None or (contradicted is None and not_found is None):
        shown = ", ".join(names.values()) or "none"
        raise SettingsError(
            f"judge_folder {folder}: its classes are {shown}; an NLI model names them entailment, neutral and contradiction in id2label"
        )
    return supported, contradicted, not_found


def _tokenizer(folder: Path, config: dict[str, Any]) -> Tokenizer:
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # the library raises bare exceptions
        raise SettingsError(f"judge_folder {folder}: tokenizer.json cannot be read ({error}); save a fast tokenizer") from error
    places = config.get("max_position_embeddings")
    # RoBERTa and its kin count positions from 2 on
    longest = min(LONGEST, places - 2) if isinstance(places, int) and places > 8 else LONGEST
    tokenizer.enable_truncation(longest, strategy="longest_first")
    tokenizer.no_padding()
    return tokenizer


def _run_transformers(folder: Path) -> Run:
    try:
        import torch
        from transformers import AutoModelForSequenceClassification
    except ImportError as error:
        raise SettingsError(
            f"judge_folder {folder}: no {' or '.join(WEIGHTS)} in it; export the model to ONNX, or install transformers and torch"
        ) from error
    try:
        model = AutoModelForSequenceClassification.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError) as error:
        raise SettingsError(f"judge_folder {folder}: {' '.join(str(error).split())[:200]}; save the model again") from error
    model.eval()
    is_typed = getattr(model.config, "type_vocab_size", 0) > 1

    def run(encoding: Encoding) -> Vector:
        given = {"input_ids": encoding.ids, "attention_mask": encoding.attention_mask}
        if is_typed:
            given["token_type_ids"] = encoding.type_ids
        with torch.no_grad():
            logits: Vector = model(**{name: torch.tensor([value]) for name, value in given.items()}).logits[0].float().numpy()
        return logits

    return run
