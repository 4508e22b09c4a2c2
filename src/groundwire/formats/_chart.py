"""A chart as SVG: a line over time with one point marked, or a bar for each entry of a ranking.

Places along it are shares of the width and heights are pixels, so that it stretches from a phone to a desk with letters that stay as
they are. Bars begin at zero. A line's scale has round steps (Heckbert 1990, "Nice numbers for graph labels") and says where it does
not begin at zero. What is missing leaves a gap. Colours come from the classes: the page's style sheet, or ``STYLE`` in a file alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from xml.sax.saxutils import escape

from groundwire.formats._amounts import say_amount, say_short, say_unit
from groundwire.formats._raster import FAMILY, wrap
from groundwire.formats._timeline import NARROWEST, Scale, find_ticks
from groundwire.formats._wording import day_of, on_one_line
from groundwire.model import Chart, ChartKind, ChartPoint

PLOT, TOP, BOTTOM = 220, 50, 30
"""Heights of a line's picture, of what stands above and of what stands below it, in pixels."""
LINE, BAR, GAP = 19, 14, 13
"""Heights of a line of a bar's label, of the bar, and of the space to the next."""
LABEL_WIDTH = NARROWEST - 100
"""Pixels that a bar's label has beside its number on the narrowest screen."""
GUTTER = 15
"""Share of the width, in percent, that is left to the numbers of the scale."""
STEPS = 4
NO_FIGURE = "no figure"
WIDTH = 800
"""Pixels of a chart that stands alone."""
STYLE = (
    f"text{{font:14px '{FAMILY}',Arial,sans-serif;fill:#5d5a52}}"
    ".name,.number{fill:#1b1a17}.number,.mark-label{font-weight:700}"
    ".mark-label,.headline{fill:#1b1a17}.headline{font-size:24px;font-weight:700}.tick{font-size:12px}.scale,.mark-label{paint-order:stroke;"
    "stroke:#fff;stroke-width:4px;stroke-linejoin:round}.grid{stroke:#dcd7cb}.zero{stroke:#1b1a17;stroke-width:1.5}"
    ".run{stroke:#0a4d75;stroke-width:2.5;stroke-linecap:round}.dot{fill:#0a4d75}.mark{fill:#a11616;stroke:#fff;stroke-width:2}"
    ".bar{fill:#8fa9b8}.bar.marked{fill:#0a4d75}"
)


_Place = tuple[float, float]
"""A share of the width in percent, and pixels from above."""


def draw_chart(chart: Chart, identity: str = "chart") -> str:
    """The chart without title and source, as wide as there is room: one ``svg`` element with a name and a description."""
    height = height_of(chart)
    return (
        f'<svg class="charted" width="100%" height="{height}" role="img" aria-labelledby="{identity}-name {identity}-words">'
        f'<title id="{identity}-name">{_safe(chart.title)}</title><desc id="{identity}-words">{_safe(describe(chart))}</desc>'
        f"{''.join(_parts(chart))}</svg>"
    )


def draw_alone(chart: Chart) -> str:
    """The chart as a file of its own, with title, unit and source; ``WIDTH`` pixels wide on white."""
    margin, inner = 30, WIDTH - 60
    headlines = wrap(on_one_line(chart.title), 24, inner, is_bold=True)
    notes = wrap(source_line(chart), 14, inner)
    top = 20 + 30 * len(headlines) + (24 if unit_line(chart) else 0) + 12
    height = top + height_of(chart) + 14 + 20 * len(notes) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="name words"><title id="name">{_safe(chart.title)}</title><desc id="words">{_safe(describe(chart))}</desc>',
        f'<style>{STYLE}</style><rect width="100%" height="100%" fill="#fff"/>',
        *(_text(margin, 44 + 30 * at, line, "headline") for at, line in enumerate(headlines)),
        _text(margin, 20 + 30 * len(headlines) + 18, unit_line(chart), "unit") if unit_line(chart) else "",
        f'<svg x="{margin}" y="{top}" width="{inner}" height="{height_of(chart)}" overflow="visible">{"".join(_parts(chart))}</svg>',
        *(_text(margin, top + height_of(chart) + 30 + 20 * at, line, "source") for at, line in enumerate(notes)),
        "</svg>",
    ]
    return "".join(parts)


def height_of(chart: Chart) -> int:
    """The height of the drawing in pixels."""
    if chart.kind is ChartKind.SERIES:
        return TOP + PLOT + BOTTOM
    return sum(LINE * len(_label(point)) + BAR + GAP for point in chart.points)


def describe(chart: Chart) -> str:
    """What somebody is told who cannot see it: what is shown, its lowest and highest number, and the one that is marked."""
    known = [point for point in chart.points if point.value is not None]
    kind = "A line" if chart.kind is ChartKind.SERIES else "Bars"
    low, high = min(known, key=_value), max(known, key=_value)
    words = f"{kind} of {len(known)} figures from {_name(chart.points[0])} to {_name(chart.points[-1])}. "
    words += f"Highest: {say(high, chart)} ({_name(high)}). Lowest: {say(low, chart)} ({_name(low)})."
    if chart.marked is not None:
        point = chart.points[chart.marked]
        words += f" Marked: {say(point, chart)} ({_name(point)})."
    if missing := len(chart.points) - len(known):
        words += f" {missing} without a figure."
    return words


def say(point: ChartPoint, chart: Chart) -> str:
    """A point's number exactly, or that there is none."""
    return NO_FIGURE if point.value is None else say_amount(point.value, chart.unit)


def unit_line(chart: Chart) -> str:
    """What is counted ("in euros"), for the line under the title; empty where nothing is said."""
    return f"in {on_one_line(say_unit(chart.unit))}" if chart.unit else ""


def source_line(chart: Chart, *, is_drawn: bool = True) -> str:
    """Whom the numbers are from, of which day they are, and, where the chart ``is_drawn``, that its scale does not begin at zero."""
    words = f"Source: {on_one_line(chart.source)}" if chart.source else "Source: the newsroom's own table"
    if chart.as_of:
        words += f", as of {day_of(chart.as_of)}"
    words += "."
    if is_drawn and chart.kind is ChartKind.SERIES and not (ticks := _ticks(chart))[0] <= 0 <= ticks[-1]:
        words += f" The scale does not begin at zero but at {say_amount(ticks[0] if ticks[0] > 0 else ticks[-1], chart.unit)}."
    return words


def find_steps(low: Decimal, high: Decimal, most: int = STEPS) -> tuple[Decimal, ...]:
    """Round numbers at an even step (1, 2 or 5 times a power of ten) that enclose ``low`` and ``high``: Heckbert's loose labels."""
    reach = (high - low) or abs(high) or Decimal(1)
    step = _nice(_nice(reach, rounded=False) / most, rounded=True)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(step * number for number in range(first, max(last, first + 1) + 1))


def _nice(number: Decimal, *, rounded: bool) -> Decimal:
    """A number near ``number``, or not below it, that is 1, 2, 5 or 10 times a power of ten."""
    power = Decimal(10) ** number.adjusted()
    share = number / power
    bounds = (
        ((Decimal("1.5"), 1), (Decimal(3), 2), (Decimal(7), 5))
        if rounded
        else ((Decimal(1), 1), (Decimal(2), 2), (Decimal(5), 5))
    )
    return power * next((nice for bound, nice in bounds if share < bound or (not rounded and share == bound)), 10)


def _ticks(chart: Chart) -> tuple[Decimal, ...]:
    values = [point.value for point in chart.points if point.value is not None]
    low, high = min(values), max(values)
    # Near enough to zero for the whole to be seen.
    if 0 <= low <= high * Decimal("0.4"):
        low = Decimal(0)
    elif high * Decimal(1) <= 0 and high >= low * Decimal("0.4"):
        high = Decimal(0)
    return find_steps(low, high)


def _parts(chart: Chart) -> Iterator[str]:
    return _series(chart) if chart.kind is ChartKind.SERIES else _ranking(chart)


# --- a line over time -------------------------------------------------------------------------------------------------


def _series(chart: Chart) -> Iterator[str]:
    ticks = _ticks(chart)
    days = [point.day for point in chart.points if point.day is not None]
    scale = Scale(days[0], days[-1], GUTTER)

    def height(value: Decimal) -> float:
        return round(TOP + PLOT * float((ticks[-1] - value) / (ticks[-1] - ticks[0])), 1)

    for tick in ticks:
        y = height(tick)
        yield f'<line class="{"zero" if tick == 0 else "grid"}" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
    for mark in find_ticks(days[0], days[-1], scale):
        yield f'<line class="grid" x1="{mark.x}%" x2="{mark.x}%" y1="{TOP + PLOT}" y2="{TOP + PLOT + 5}"/>'
        yield _text(f"{mark.x}%", TOP + PLOT + 21, mark.label, "tick", "middle")
    places = [
        (scale.at(point.day), height(point.value)) if point.day and point.value is not None else None for point in chart.points
    ]
    # Under the line, so that no number of the scale hides one of the data.
    for tick in ticks:
        yield _text(0, height(tick) - 5, say_short(tick, chart.unit), "scale")
    for one, other in pairwise(places):
        if one and other:
            yield f'<line class="run" x1="{one[0]}%" x2="{other[0]}%" y1="{one[1]}" y2="{other[1]}"/>'
    for place, neighbours in zip(places, _neighbours(places), strict=True):
        if place and not any(neighbours):
            yield f'<circle class="dot" cx="{place[0]}%" cy="{place[1]}" r="3"/>'
    if chart.marked is not None and (place := places[chart.marked]):
        is_valley = all(other and other[1] < place[1] for other in list(_neighbours(places))[chart.marked])
        yield from _marked(chart, chart.points[chart.marked], place, is_below=is_valley and place[1] < TOP + PLOT - 50)


def _neighbours(places: Sequence[_Place | None]) -> Iterator[tuple[_Place | None, _Place | None]]:
    """What stands directly before and behind each place."""
    for at in range(len(places)):
        yield (places[at - 1] if at else None, places[at + 1] if at + 1 < len(places) else None)


def _marked(chart: Chart, point: ChartPoint, place: _Place, *, is_below: bool) -> Iterator[str]:
    """The one point with its number and day, on the side where the line is not."""
    x, y = place
    anchor = "start" if x < 25 else "end" if x > 75 else "middle"
    at = y + 24 if is_below else y - 30
    yield f'<circle class="mark" cx="{x}%" cy="{y}" r="6"/>'
    yield _text(f"{x}%", at, say_short(point.value or Decimal(0), chart.unit), "mark-label", anchor)
    yield _text(f"{x}%", at + 16, on_one_line(point.label)[:20], "scale", anchor)


# --- a ranking --------------------------------------------------------------------------------------------------------


def _ranking(chart: Chart) -> Iterator[str]:
    values = [point.value for point in chart.points if point.value is not None]
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    reach = (high - low) or Decimal(1)

    def place(value: Decimal) -> float:
        return round(100 * float((value - low) / reach), 2)

    zero, y = place(Decimal(0)), 0
    for index, point in enumerate(chart.points):
        lines = _label(point)
        for line in lines:
            y += LINE
            yield _text(0, y - 5, line, "name")
        number = NO_FIGURE if point.value is None else say_short(point.value, chart.unit)
        yield _text("100%", y - 5, number, "number", "end")
        if point.value is not None:
            left, right = sorted((zero, place(point.value)))
            kind = "bar marked" if index == chart.marked else "bar"
            yield f'<rect class="{kind}" x="{left}%" y="{y}" width="{round(right - left, 2)}%" height="{BAR}"/>'
        yield f'<line class="zero" x1="{zero}%" x2="{zero}%" y1="{y - 2}" y2="{y + BAR + 2}"/>'
        y += BAR + GAP


def _label(point: ChartPoint) -> tuple[str, ...]:
    return wrap(on_one_line(point.label), 14, LABEL_WIDTH) or ("",)


# --- words ------------------------------------------------------------------------------------------------------------


def _value(point: ChartPoint) -> Decimal:
    assert point.value is not None
    return point.value


def _name(point: ChartPoint) -> str:
    return on_one_line(point.label)


def _safe(text: str) -> str:
    return escape(on_one_line(text))


def _text(x: object, y: float, words: str, kind: str, anchor: str = "") -> str:
    placed = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{x}" y="{y:g}"{placed}>{_safe(words)}</text>'
