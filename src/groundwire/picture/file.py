"""One picture file: what it is by its bytes, and what its metadata says.

Pillow reads it (MIT-CMU licence, a release every quarter, part of every Linux distribution, fuzzed by OSS-Fuzz): the four formats
that pictures are sent in, no others. Hardly any picture is drawn for it; ``is_whole`` draws the one that is to be shown.

Where two blocks of metadata give one property, the order is that of the Metadata Working Group's guidelines (2.0, November 2010,
on reconciling IPTC-IIM and XMP): XMP wins, being what later programs write, unless Photoshop's digest of the IIM block is there
and does not match it: then a program that knows no XMP has changed IIM since, and IIM wins. Exif comes last, since cameras write
their own names there. A sidecar fills what is still open; rights are its alone to give, and of days of use the narrower counts."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from groundwire.errors import UnreadablePicture
from groundwire.model import Picture, digest
from groundwire.picture.iim import read_iim
from groundwire.picture.told import LONGEST, Told, find_day
from groundwire.picture.xmp import UnreadablePacket, read_xmp

KINDS: Mapping[str, tuple[str, ...]] = {
    "JPEG": ("image/jpeg", ".jpg", ".jpeg", ".jpe"),
    "PNG": ("image/png", ".png"),
    "WEBP": ("image/webp", ".webp"),
    "TIFF": ("image/tiff", ".tif", ".tiff"),
}
"""What is read: Pillow's name, media type, extensions."""
SUFFIXES = frozenset(suffix for kind in KINDS.values() for suffix in kind[1:])
MOST_PIXELS = 100_000_000
"""More than any news camera makes; beyond it a small file is an attack on whoever draws it."""
_PHOTOSHOP_IIM, _PHOTOSHOP_DIGEST = 0x0404, 0x0425
_TIFF_XMP, _TIFF_IIM = 700, 33723
_DESCRIPTION, _ARTIST, _COPYRIGHT, _ORIENTATION = 0x010E, 0x013B, 0x8298, 0x0112
_EXIF, _GPS, _ORIGINAL = 0x8769, 0x8825, 0x9003
_TURNED = frozenset((5, 6, 7, 8))
"""Orientations at which width and height change places (Exif 2.32, 4.6.4 A)."""
# Everything that Pillow is known to raise for bytes that are not what they seem.
_BROKEN = (
    OSError, ValueError, SyntaxError, TypeError, AttributeError, LookupError, EOFError, ArithmeticError, struct.error, zlib.error
)  # fmt: skip


def read_picture(data: bytes, path: str, sidecar: Told) -> Picture:
    """The picture in ``data``, named ``path`` below its folder, without its bytes.

    Raises ``UnreadablePicture`` for what is no picture, another kind than its extension says, too large when drawn, or whose
    metadata cannot be trusted."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=tuple(KINDS)) as image:
                kind = "JPEG" if image.format == "MPO" else str(image.format)
                _refuse_lie(kind, path)
                width, height = image.size
                if width * height > MOST_PIXELS:
                    raise UnreadablePicture(
                        path, f"has {width:,} by {height:,} pixels where {MOST_PIXELS:,} are read", "export it smaller"
                    )
                if kind == "PNG":
                    # Its metadata may stand behind the picture, where ExifTool puts it.
                    image.load()
                told = _read_metadata(image).over(sidecar)
                if image.getexif().get(_ORIENTATION) in _TURNED:
                    width, height = height, width
    except UnreadablePacket as error:
        raise UnreadablePicture(path, str(error), "export it anew") from error
    except Image.DecompressionBombError as error:
        raise UnreadablePicture(path, f"has more than {MOST_PIXELS:,} pixels", "export it smaller") from error
    except _BROKEN as error:
        raise UnreadablePicture(path, "is no picture that can be read", "export it as JPEG, PNG or WebP") from error
    if longest := next((name for name in Told.__slots__ if _length(getattr(told, name)) > LONGEST), ""):
        raise UnreadablePicture(path, f"has more than {LONGEST:,} characters in '{longest}'", "shorten its metadata")
    own = {name: getattr(told, name) for name in Told.__slots__}
    return Picture(id=digest(data), path=path, media_type=KINDS[kind][0], width=width, height=height, **own)


def is_whole(data: bytes) -> bool:
    """Whether the picture can be drawn to its end: a file that was cut off cannot."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=tuple(KINDS)) as image:
                # JPEG is drawn at an eighth of its size, which reads all of its bytes and takes an eighth of the time.
                image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
                image.load()
    except (*_BROKEN, Image.DecompressionBombError):
        return False
    return True


def _refuse_lie(kind: str, path: str) -> None:
    if Path(path).suffix.lower() not in KINDS[kind][1:]:
        raise UnreadablePicture(path, f"is {kind} by its bytes, which its name denies", f"rename it to {KINDS[kind][1]}")


def _read_metadata(image: Any) -> Told:
    """XMP and IIM in the order that the guidelines give, then Exif."""
    block, mark = _iim_block(image)
    xmp, iim = read_xmp(_xmp_packet(image)), read_iim(block)
    is_newer = bool(mark) and bool(block) and hashlib.md5(block, usedforsecurity=False).digest() != mark
    first, second = (iim, xmp) if is_newer else (xmp, iim)
    return first.over(second).over(_read_exif(image))


def _xmp_packet(image: Any) -> bytes:
    if image.format == "TIFF":
        packet = image.tag_v2.get(_TIFF_XMP, b"")
    else:
        packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(packet, str):
        return packet.encode("utf-8", "replace")
    return packet if isinstance(packet, bytes) else b""


def _iim_block(image: Any) -> tuple[bytes, bytes]:
    """The IIM block and Photoshop's digest of it; empty where they are not there."""
    if image.format == "TIFF":
        block = image.tag_v2.get(_TIFF_IIM, b"")
        return (block if isinstance(block, bytes) else b""), b""
    resources = image.info.get("photoshop")
    if not isinstance(resources, dict):
        return b"", b""
    found = [resources.get(number, b"") for number in (_PHOTOSHOP_IIM, _PHOTOSHOP_DIGEST)]
    block, mark = (value if isinstance(value, bytes) else b"" for value in found)
    return block, mark


def _read_exif(image: Any) -> Told:
    exif = image.getexif()

    def text(number: int) -> str:
        value = exif.get(number, "")
        return value.strip("\0 \r\n\t") if isinstance(value, str) else ""

    original = exif.get_ifd(_EXIF).get(_ORIGINAL, "")
    return Told(
        caption=text(_DESCRIPTION),
        byline=text(_ARTIST),
        copyright_notice=text(_COPYRIGHT),
        taken_on=find_day(original) if isinstance(original, str) else None,
        has_position=bool(exif.get_ifd(_GPS)),
    )


def _length(value: object) -> int:
    if isinstance(value, tuple):
        return sum(len(item) for item in value)
    return len(value) if isinstance(value, str) else 0
