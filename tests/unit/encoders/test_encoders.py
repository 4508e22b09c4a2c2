"""The small models: lazy, exact about places, and deaf to what else is in the call."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from groundwire.encoders import syntax
from groundwire.encoders.embedding import make as make_embedding
from groundwire.encoders.lazy import LazyEncoders
from groundwire.encoders.syntax import make as make_syntax
from groundwire.protocols import Encoders

TEXTS = ["The bridge reopened.", "Mayor Hilda Strand said that 40 lorries crossed the bridge on Monday.", "Bread.", ""]


@pytest.mark.parametrize(
    "text", ["The bridge\nreopened\ton  Monday.", "", "   ", "\u2028x\u2029y", "“Café” \U0001f30a déjà vu", "a" * 2000]
)
def test_tokens_stand_where_they_say_and_blanks_are_none(encoders: Encoders, text: str) -> None:
    (tokens,) = encoders.syntax.parse([text])
    assert all(text[token.start : token.end].split() == token.text.split() for token in tokens)
    assert not any(token.text.isspace() for token in tokens)
    assert [token.index for token in tokens] == list(range(len(tokens)))
    assert all(0 <= token.head < len(tokens) for token in tokens)


def test_parse_answers_each_text_alone_and_in_order(encoders: Encoders) -> None:
    fresh = make_syntax()  # remembers nothing of what is parsed together
    together = encoders.syntax.parse([*TEXTS, TEXTS[1]])
    assert together == [fresh.parse([text])[0] for text in [*TEXTS, TEXTS[1]]]


def test_parse_is_right_about_more_texts_than_it_remembers(encoders: Encoders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "REMEMBERED", 2)
    texts = ["A gull cried.", "Two gulls cried.", "A gull\ncried.", "Three gulls flew off."]
    for _ in range(2):
        words = [[token.text for token in tokens] for tokens in encoders.syntax.parse(texts)]
        assert words == [text.removesuffix(".").split() + ["."] for text in texts]


def test_vectors_have_unit_length_and_places_in_the_text(encoders: Encoders) -> None:
    for text, vectors in zip(TEXTS, encoders.embedding.encode(TEXTS), strict=True):
        assert vectors.whole.shape == (384,) and np.isclose(np.linalg.norm(vectors.whole), 1, atol=1e-4)
        assert len(vectors.offsets) == len(vectors.pieces) and np.isfinite(vectors.pieces).all()
        assert all(0 <= start <= end <= len(text) for start, end in vectors.offsets)


def test_a_text_s_vectors_do_not_depend_on_the_rest_of_the_call(encoders: Encoders) -> None:
    fresh = make_embedding()  # remembers nothing of what is encoded together
    together = encoders.embedding.encode(TEXTS)
    for text, vectors in zip(TEXTS, together, strict=True):
        (alone,) = fresh.encode([text])
        assert (alone.whole == vectors.whole).all() and (alone.pieces == vectors.pieces).all()


def test_a_line_break_is_a_space_to_the_embedding_and_no_place_moves() -> None:
    broken, whole = (
        make_embedding().encode([text])[0] for text in ("The bridge\nreopened\r\nat noon.", "The bridge reopened  at noon.")
    )
    assert (broken.whole == whole.whole).all() and (broken.pieces == whole.pieces).all() and broken.offsets == whole.offsets


def test_texts_beyond_the_model_s_length_are_cut_not_refused(encoders: Encoders) -> None:
    (vectors,) = encoders.embedding.encode(["bridge " * 5000])
    assert 0 < len(vectors.offsets) <= 256


def test_like_texts_are_nearer_than_unlike_ones(encoders: Encoders) -> None:
    bridge, again, bread = (
        v.whole for v in encoders.embedding.encode(["The bridge reopened.", "The bridge opened again.", "Bread rose."])
    )
    assert float(bridge @ again) > 0.7 > float(bridge @ bread)


def test_each_model_is_loaded_once(encoders: Encoders) -> None:
    assert encoders.syntax is encoders.syntax and encoders.embedding is encoders.embedding


def test_nothing_heavy_is_imported_before_the_first_use() -> None:
    program = (
        "import sys, groundwire.encoders.lazy, groundwire.encoders.syntax, groundwire.encoders.embedding, groundwire;"
        "groundwire.encoders.lazy.LazyEncoders();"
        "print([name for name in ('spacy', 'onnxruntime', 'numpy', 'tokenizers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_lazy_encoders_start_empty() -> None:
    assert vars(LazyEncoders()) == {}
