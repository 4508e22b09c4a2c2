"""Whole reports as vectors, thousands in a second: the mean of one fixed vector for each word piece, no network run.

The vectors are WordLlama's (l2_supercat, 256 dimensions, MIT), trimmed by its author from the input tables of large language models; the
package brings weights and tokenizer. Its own loader asks a hub for the tokenizer and pulls in more than is needed to take a mean, so the
two files are opened here."""

from __future__ import annotations

import importlib.util
import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from groundwire.encoders.sessions import encodable
from groundwire.protocols import StaticEmbedding

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from groundwire.protocols import Matrix

LONGEST: Final = 1_500
"""Characters of a text that are looked at: headline and first paragraphs. More finds the same happening no better (docs/bench.md)."""
_WEIGHTS: Final = Path("weights", "l2_supercat_256.safetensors")
_TOKENIZER: Final = Path("tokenizers", "l2_supercat_tokenizer_config.json")
_TABLE: Final = "embedding.weight"


class MeanOfPieces:
    """``StaticEmbedding`` over a table with a row for each word piece."""

    def __init__(self, table: Matrix, tokenizer: Tokenizer) -> None:
        self._table = table
        self._tokenizer = tokenizer

    def encode(self, texts: Sequence[str]) -> Matrix:
        """See ``protocols.StaticEmbedding``. ``d`` is 256; a text without a word is all zeros."""
        import numpy as np

        heads = [encodable(text[:LONGEST]) for text in texts]
        found = np.zeros((len(texts), self._table.shape[1]), np.float32)
        for row, pieces in enumerate(self._tokenizer.encode_batch_fast(heads, add_special_tokens=False)):
            if pieces.ids:
                mean = self._table[pieces.ids].mean(axis=0, dtype=np.float32)
                found[row] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return found


def make() -> StaticEmbedding:
    """The table, loaded (a tenth of a second)."""
    import numpy as np
    from tokenizers import Tokenizer

    spec = importlib.util.find_spec("wordllama")
    assert spec is not None and spec.submodule_search_locations, "wordllama is a dependency"
    folder = Path(spec.submodule_search_locations[0])
    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    # safetensors: eight bytes for the header's length, the header as JSON, then the rows.
    data = (folder / _WEIGHTS).read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    about = json.loads(data[8 : 8 + length])[_TABLE]
    begins, ends = about["data_offsets"]
    table = np.frombuffer(data[8 + length + begins : 8 + length + ends], dtype="<f2").reshape(about["shape"])
    return MeanOfPieces(table, tokenizer)
