"""Numbers with their units as newsrooms write them: "2.3%", "€1.2 million", "−14", "1,204 containers"."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_NAMES = {"USD": "dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "%": "percent", "pp": "percentage points"}
_MAGNITUDES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)


def say_amount(value: Decimal, unit: str = "") -> str:
    """The number exactly, with the unit where it is a sign or a code; a word is left to ``say_unit``."""
    return _with_sign(value, unit, _say_digits(abs(value)))


def say_short(value: Decimal, unit: str = "") -> str:
    """The number for a label: from a million on in words, rounded half up to two decimals."""
    size = abs(value)
    for magnitude, word in _MAGNITUDES:
        # 999,996 thousand would round to 1,000 million.
        rounded = (size / magnitude).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if rounded >= 1:
            return _with_sign(value, unit, f"{_say_digits(rounded, strip=True)} {word}")
    return say_amount(value, unit)


def say_unit(unit: str) -> str:
    """The unit in words ("percent", "euros", "containers"); a code that is not known stays as it is."""
    return _NAMES.get(unit, unit)


def _say_digits(size: Decimal, *, strip: bool = False) -> str:
    digits = f"{size:,f}"
    return digits.rstrip("0").rstrip(".") if strip and "." in digits else digits


def _with_sign(value: Decimal, unit: str, digits: str) -> str:
    minus = "−" if value < 0 else ""
    if unit == "%":
        return f"{minus}{digits}%"
    if unit in _SIGNS:
        return f"{minus}{_SIGNS[unit]}{digits}"
    if len(unit) == 3 and unit.isupper() and unit.isascii():
        return f"{unit} {minus}{digits}"
    return f"{minus}{digits}"
