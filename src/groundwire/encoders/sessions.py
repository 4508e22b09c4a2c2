"""What the ONNX models share: how one is opened on the CPU, and what text they can be given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(model: Path | str, threads: int = 2) -> InferenceSession:
    """The ONNX model at ``model`` on the CPU."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Waiting threads that spin take the cores from the parser and from other processes; sentences are too short to gain by it.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def encodable(text: str) -> str:
    """The text with what cannot be encoded (lone surrogates) replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
