"""Passage and sentence read together by a cross-encoder: supported, contradicted or not found, as probabilities.

Ours is MiniLM-L6 fine-tuned on pairs of Wikipedia and of our own news prose (``training/`` made it, ``weights/entailment.json``
tells from what and how well), int8 ONNX, about 23 MB. Probabilities are calibrated by one temperature (Guo et al., ICML 2017)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from groundwire.encoders.sessions import encodable, open_session
from groundwire.protocols import Judgement

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

    from groundwire.protocols import Vector

    Run = Callable[[Encoding], Vector]

WEIGHTS = Path(__file__).parent / "weights"
LONGEST = 256
"""Word pieces of passage and sentence together; what goes beyond is cut from the passage's end, then from the sentence's."""
REMEMBERED = 8192
"""Judgements that are kept: a sentence that is checked again meets the same passages."""
Order = tuple[int, int | None, int | None]
"""Where supported, contradicted and not found stand among a model's classes; a model of two classes lacks one."""


class CrossEncoder:
    """``Judge`` over anything that turns word pieces into logits. Remembers the last pairs it was asked for."""

    def __init__(self, run: Run, tokenizer: Tokenizer, order: Order, temperature: float = 1.0) -> None:
        self._run = run
        self._tokenizer = tokenizer
        self._order = order
        self._temperature = temperature
        self._judge = lru_cache(REMEMBERED)(self._judge_one)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """See ``protocols.Judge``. Each pair is run alone: int8 scales are taken over a whole call, and a judgement may not depend on
        what else is in it (promise 5: same input, same output)."""
        return [self._judge(passage, sentence) for passage, sentence in pairs]

    def _judge_one(self, passage: str, sentence: str) -> Judgement:
        encoding = self._tokenizer.encode(encodable(passage), encodable(sentence))
        shares = _softmax(self._run(encoding) / self._temperature)
        supported, contradicted, not_found = (float(shares[at]) if at is not None else 0.0 for at in self._order)
        return Judgement(supported=supported, contradicted=contradicted, not_found=not_found)


def run_session(session: InferenceSession) -> Run:
    """The logits of an ONNX model for one pair."""
    import numpy as np

    wanted = [item.name for item in session.get_inputs()]

    def run(encoding: Encoding) -> Vector:
        given = {"input_ids": encoding.ids, "attention_mask": encoding.attention_mask, "token_type_ids": encoding.type_ids}
        logits: Vector = session.run(None, {name: np.array([given[name]], dtype=np.int64) for name in wanted})[0][0]
        return logits

    return run


def _softmax(logits: Vector) -> Vector:
    import numpy as np

    powers: Vector = np.exp(logits - logits.max())
    total: Vector = powers / powers.sum()
    return total


def make(threads: int = 2) -> CrossEncoder:
    """Our model, loaded (about a quarter of a second)."""
    from tokenizers import BertWordPieceTokenizer

    from groundwire.encoders.embedding import VOCABULARY

    card = json.loads((WEIGHTS / "entailment.json").read_text("utf-8"))
    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(LONGEST, strategy="longest_first")
    labels = card["labels"]
    order = (labels.index("support"), labels.index("refute"), labels.index("nei"))
    return CrossEncoder(run_session(open_session(WEIGHTS / "entailment.onnx", threads)), tokenizer, order, card["temperature"])
