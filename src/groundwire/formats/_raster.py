"""SVG to PNG, and how wide words are: the same bytes on every machine, since no font but our own is looked at.

resvg draws (through resvg-py: MIT over Apache-2.0/MIT, wheels for Linux, macOS and Windows, no system library; CairoSVG needs one, and
takes the machine's fonts). The font is IBM Plex Sans (SIL Open Font License 1.1, ``fonts/LICENSE.txt``): Latin, Greek and Cyrillic."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

FAMILY = "IBM Plex Sans"
FONT = Path(str(resources.files("groundwire.formats").joinpath("fonts", "IBMPlexSans.ttf")))
_MEASURED_AT = 100


def to_png(svg: str, zoom: int = 1) -> bytes:
    """The drawing as PNG, ``zoom`` pixels for each of its own."""
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(FONT)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )


def width_of(text: str, size: float, *, is_bold: bool = False) -> float:
    """How wide the words are at that size, in pixels; the pairs that a font moves together are not counted."""
    return sum(_advance(letter, is_bold) for letter in text) * size / _MEASURED_AT


def wrap(text: str, size: float, width: float, *, is_bold: bool = False) -> tuple[str, ...]:
    """The words in lines no wider than ``width`` pixels; a word that is wider by itself is broken."""
    lines: list[str] = []
    space, room = width_of(" ", size, is_bold=is_bold), 0.0
    for word in _pieces(text, size, width, is_bold):
        needed = width_of(word, size, is_bold=is_bold)
        if lines and space + needed <= room:
            lines[-1] += f" {word}"
            room -= space + needed
        else:
            lines.append(word)
            room = width - needed
    return tuple(lines)


def _pieces(text: str, size: float, width: float, is_bold: bool) -> Iterator[str]:
    for word in text.split():
        start, room = 0, width
        for at, letter in enumerate(word):
            needed = width_of(letter, size, is_bold=is_bold)
            if needed > room and at > start:
                yield word[start:at]
                start, room = at, width
            room -= needed
        yield word[start:]


@lru_cache(maxsize=10_000)
def _advance(letter: str, is_bold: bool) -> float:
    return float(_font(700 if is_bold else 400).getlength(letter))


@cache
def _font(weight: int) -> Any:
    from PIL import ImageFont

    font = ImageFont.truetype(str(FONT), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight, 100])
    return font
