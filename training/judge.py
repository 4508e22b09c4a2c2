"""The cross-encoder: one reading of passage and sentence together, three verdicts."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from transformers import BertConfig, BertModel

LABELS = ("support", "refute", "nei")
WIDTH = 384


class Judge(nn.Module):
    """MiniLM-L6 over ``[CLS] passage [SEP] sentence [SEP]``, then one hidden layer over three views of the last states.

    The views are the first token, and the mean and the maximum over the sentence's tokens: an altered sentence is often
    wrong in one word, which a mean washes out."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.hidden = nn.Linear(3 * WIDTH, WIDTH)
        self.verdict = nn.Linear(WIDTH, len(LABELS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """Logits of shape (batch, 3) in the order of ``LABELS``; ``token_type_ids`` is 1 on the sentence."""
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        sentence = (token_type_ids * attention_mask).unsqueeze(-1).to(states.dtype)
        mean = (states * sentence).sum(1) / sentence.sum(1).clamp(min=1.0)
        peak = (states - (1.0 - sentence) * 1e4).amax(1)
        view = torch.cat((states[:, 0], mean, peak), dim=-1)
        return self.verdict(self.dropout(torch.tanh(self.hidden(self.dropout(view)))))


def from_minilm(folder: Path) -> Judge:
    """A judge on the published encoder weights (``model.safetensors`` and ``config.json`` in ``folder``), its head untrained."""
    from safetensors.torch import load_file

    config = BertConfig.from_pretrained(folder, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
    judge = Judge(config)
    weights = {
        name: tensor for name, tensor in load_file(folder / "model.safetensors").items() if not name.startswith("pooler")
    }
    missing, unexpected = judge.encoder.load_state_dict(weights, strict=False)
    unexplained = [name for name in (*missing, *unexpected) if "position_ids" not in name]
    if unexplained:
        raise ValueError(f"{folder}: these weights are not MiniLM-L6's: {', '.join(unexplained[:5])}")
    return judge
