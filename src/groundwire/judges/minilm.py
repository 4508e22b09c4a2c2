"""The judge that ships: our own cross-encoder on MiniLM-L6, int8, on the CPU (``encoders.entailment``)."""

from __future__ import annotations

from groundwire.protocols import Judge, Tools


def make(tools: Tools) -> Judge:
    """The model, loaded."""
    return tools.encoders.entailment
