"""The card by which a story is shared: 1,200 by 630 pixels with its headline, what it stands on, and where it stands at the desk."""

from __future__ import annotations

from xml.sax.saxutils import escape

from groundwire.formats._raster import FAMILY, width_of, wrap
from groundwire.formats._wording import STATUS_LABELS, kicker_of, on_one_line
from groundwire.model import Status, Story

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
INNER = WIDTH - 2 * MARGIN
BANNER = 64
LARGEST, SMALLEST = 84, 12
"""Letter sizes of a headline, in pixels: it shrinks until it fits and is never cut."""
LEADING = 1.14
_STEP = 2


def draw_share_card(story: Story) -> str:
    """The card as SVG. Each line is given its width, so that it fits with another font too."""
    status = STATUS_LABELS[story.status]
    top = BANNER if status else 0
    foot, small = _fit(on_one_line(story.disclosure), 24, 66, is_bold=False)
    foot_top = HEIGHT - 40 - round(len(foot) * small * 1.3)
    head_top = top + 118
    lines, size = _fit(on_one_line(story.headline.text), LARGEST, foot_top - 34 - head_top, is_bold=True)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="name"><title id="name">{_safe(f"{status}: " if status else "")}{_safe(story.headline.text)}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fdfcf9"/>',
    ]
    if status:
        colour = "#44413a" if story.status is Status.APPROVED else "#7d1414"
        parts.append(f'<rect width="{WIDTH}" height="{BANNER}" fill="{colour}"/>')
        parts.append(_line(status, MARGIN, 42, 27, "#ffffff", is_bold=True))
    parts.append(f'<rect x="{MARGIN}" y="{top + 40}" width="90" height="8" fill="#0a4d75"/>')
    parts.append(_line(kicker_of(story), MARGIN, top + 90, 27, "#5d5a52"))
    parts += [
        _line(line, MARGIN, head_top + size * (1 + LEADING * at), size, "#1b1a17", is_bold=True)
        for at, line in enumerate(lines)
    ]
    parts.append(f'<rect x="{MARGIN}" y="{foot_top - 14}" width="{INNER}" height="2" fill="#dcd7cb"/>')
    parts += [_line(line, MARGIN, foot_top + small * (1 + 1.3 * at), small, "#5d5a52") for at, line in enumerate(foot)]
    return "".join(parts) + "</svg>"


def _fit(text: str, largest: int, height: float, *, is_bold: bool) -> tuple[tuple[str, ...], int]:
    """The words in lines at the largest size at which they are no higher than ``height``, and that size."""
    for size in range(largest, SMALLEST, -_STEP):
        lines = wrap(text, size, INNER, is_bold=is_bold)
        is_broken = len(" ".join(lines)) != len(text)
        if len(lines) * size * LEADING <= height and not (is_broken and size > largest / 2):
            return lines, size
    return wrap(text, SMALLEST, INNER, is_bold=is_bold), SMALLEST


def _line(words: str, x: int, y: float, size: int, colour: str, *, is_bold: bool = False) -> str:
    width = width_of(words, size, is_bold=is_bold)
    fitted = f' textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"' if width else ""
    return (
        f'<text x="{x}" y="{y:.1f}" font-family="\'{FAMILY}\', Arial, sans-serif" font-size="{size}" '
        f'font-weight="{700 if is_bold else 400}" fill="{colour}"{fitted}>{_safe(words)}</text>'
    )


def _safe(text: str) -> str:
    return escape(on_one_line(text) + (" " if text.endswith(" ") else ""))
