"""One unit in another: hours in days, miles in kilometres. Conversions that people round are told apart from exact ones."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from groundwire.reading.units import EXACT_SCALES

_ROUNDED: Final[tuple[tuple[str, ...], ...]] = (
    ("m", "km 1000", "cm 0.01", "mm 0.001", "mi 1609.344", "ft 0.3048", "in 0.0254", "yd 0.9144", "nmi 1852"),
    ("kg", "g 0.001", "t 1000", "lb 0.45359237", "oz 0.0283495"),
    ("ha", "acre 0.404686", "km2 100", "mi2 258.999", "m2 0.0001", "ft2 0.0000092903"),
    ("l", "gal 3.785", "bbl 158.987", "m3 1000", "ft3 28.3168"),
    ("km/h", "mph 1.609344", "kn 1.852"),
    ("d", "s 0.0000115741", "min 0.000694444", "h 0.0416667", "wk 7", "fortnight 14", "mo 30.44", "yr 365.25", "decade 3652.5"),
)
"""Families of units: the first is worth 1, the others so many of it."""
_WORTH: Final[dict[str, tuple[int, Decimal]]] = {
    item.split()[0]: (place, Decimal(item.split()[1]) if " " in item else Decimal(1))
    for place, family in enumerate(_ROUNDED)
    for item in family
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a value in one unit is multiplied by to be in the other; ``is_exact`` where nobody would round it."""

    factor: Decimal
    is_exact: bool = True


def convert(unit: str, into: str) -> Conversion | None:
    """How ``unit`` is told in ``into``, or ``None`` where the two do not measure the same thing."""
    if unit == into:
        return Conversion(Decimal(1))
    one, other = EXACT_SCALES.get(unit), EXACT_SCALES.get(into)
    if one is not None and other is not None and one[0] == other[0]:
        return Conversion(one[1] / other[1])
    first, second = _WORTH.get(unit), _WORTH.get(into)
    if first is None or second is None or first[0] != second[0]:
        return None
    return Conversion(first[1] / second[1], is_exact=False)


def measure(value: Decimal, unit: str) -> tuple[str, Decimal]:
    """The family that a unit belongs to and the value in that family's own unit; a unit of no family is a family by itself."""
    place, worth = _WORTH.get(unit, (-1, Decimal(1)))
    return (_ROUNDED[place][0] if place >= 0 else unit), value * worth
