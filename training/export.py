"""Export trained judges as one int8 ONNX: ``python -m training.export JUDGE.pt... --minilm FOLDER --out FILE.onnx``.

The weights of several judges on one line of training are averaged (model soups; Wortsman et al., ICML 2022): a late one knows whole
reports, an earlier one has leant less towards our own prose, and their mean does better on others' texts than either."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.judge import from_minilm


def mean(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Weight by weight; what is no number to be averaged is the first one's."""
    return {
        name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
        for name, value in states[0].items()
    }


def main() -> None:
    """Write the file. Weights are quantised by channel, with one bit to spare: on processors without VNNI sums of products would
    saturate otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judges", type=Path, nargs="+")
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    judge = from_minilm(chosen.minilm)
    judge.load_state_dict(mean([torch.load(path, weights_only=True)["judge"] for path in chosen.judges]))
    judge.eval()
    ids = torch.randint(1000, 2000, (2, 16))
    types = torch.zeros_like(ids)
    types[:, 8:] = 1
    with tempfile.TemporaryDirectory() as folder:
        full, ready = Path(folder) / "full.onnx", Path(folder) / "ready.onnx"
        axes = {name: {0: "batch", 1: "length"} for name in ("input_ids", "attention_mask", "token_type_ids")}
        torch.onnx.export(
            judge,
            (ids, torch.ones_like(ids), types),
            str(full),
            input_names=list(axes),
            output_names=["logits"],
            dynamic_axes={**axes, "logits": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(chosen.out), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


if __name__ == "__main__":
    main()
