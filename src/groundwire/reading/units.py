"""Units as newspapers write them: currencies by sign, code and name; measures by name and symbol."""

from __future__ import annotations

import re
from decimal import Decimal

CURRENCY_SIGNS = {
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₴": "UAH",
    "₦": "NGN",
    "₪": "ILS",
    "Rs": "INR",
    "Rs.": "INR",
}
CURRENCY_CODES = frozenset(
    [
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "CNY",
        "INR",
        "CHF",
        "AUD",
        "CAD",
        "NZD",
        "HKD",
        "SGD",
        "TWD",
        "BRL",
        "RUB",
        "KRW",
        "TRY",
        "UAH",
        "NGN",
        "ILS",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "HUF",
        "CZK",
        "MXN",
        "ZAR",
        "SAR",
        "AED",
        "PKR",
        "THB",
    ]
)
_CURRENCY_NAMES = {
    "dollar": "USD",
    "dlr": "USD",
    "buck": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "pound sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupee": "INR",
    "rouble": "RUB",
    "ruble": "RUB",
    "swiss franc": "CHF",
    "franc": "CHF",
    "french franc": "FRF",
    "belgian franc": "BEF",
    "mark": "DEM",
    "guilder": "NLG",
    "peso": "MXN",
    "forint": "HUF",
    "zloty": "PLN",
    "hryvnia": "UAH",
    "baht": "THB",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "naira": "NGN",
    "shekel": "ILS",
    "rand": "ZAR",
    "real": "BRL",
    "reais": "BRL",
    "cruzado": "BRC",
    "lira": "TRY",
    "riyal": "SAR",
    "dirham": "AED",
    "dinar": "KWD",
    "krona": "SEK",
    "kronor": "SEK",
    "krone": "NOK",
    "kroner": "NOK",
    "crown": "SEK",
    "danish crown": "DKK",
    "norwegian crown": "NOK",
    "swedish crown": "SEK",
    "czech crown": "CZK",
    "koruna": "CZK",
    "won": "KRW",
    "australian dollar": "AUD",
    "canadian dollar": "CAD",
    "hong kong dollar": "HKD",
    "new zealand dollar": "NZD",
    "singapore dollar": "SGD",
    "taiwan dollar": "TWD",
    "us dollar": "USD",
    "u.s. dollar": "USD",
    "canadian dlr": "CAD",
    "australian dlr": "AUD",
    "hong kong dlr": "HKD",
    "u.s. dlr": "USD",
    "pakistani rupee": "PKR",
    "sri lankan rupee": "LKR",
    "indian rupee": "INR",
    "mexican peso": "MXN",
    "philippine peso": "PHP",
    "argentine peso": "ARS",
    "chilean peso": "CLP",
    "south african rand": "ZAR",
    "turkish lira": "TRY",
    "italian lira": "ITL",
    "lire": "ITL",
    "stg": "GBP",
}
_COINS = {"cent": "USD", "ct": "USD", "pence": "GBP", "p": "GBP", "penny": "GBP", "euro cent": "EUR"}

_MEASURES = {
    "km": "kilometre kilometer km",
    "mi": "mile",
    "m": "metre meter m",
    "cm": "centimetre centimeter cm",
    "mm": "millimetre millimeter mm",
    "ft": "foot feet ft",
    "in": "inch inche",
    "yd": "yard",
    "nmi": "nautical-mile",
    "t": "tonne ton metric-ton metric-tonne",
    "kg": "kilogram kilogramme kilo kg",
    "g": "gram gramme g",
    "oz": "ounce oz",
    "lb": "lb",
    "ha": "hectare ha",
    "acre": "acre",
    "km2": "square-kilometre square-kilometer square-km sq-km",
    "mi2": "square-mile sq-mile",
    "m2": "square-metre square-meter sq-m",
    "ft2": "square-foot square-feet sq-ft",
    "m3": "cubic-metre cubic-meter",
    "ft3": "cubic-foot cubic-feet",
    "l": "litre liter",
    "gal": "gallon",
    "bbl": "barrel bbl",
    "bpd": "barrels-per-day barrels-a-day bpd",
    "bushel": "bushel bu",
    "mph": "mph miles-per-hour miles-an-hour",
    "km/h": "kph kmh km/h kilometres-per-hour kilometers-per-hour kilometres-an-hour kilometers-an-hour km-per-hour km-an-hour",
    "kn": "knot",
    "s": "second sec",
    "min": "minute min",
    "h": "hour hr",
    "d": "day",
    "wk": "week",
    "fortnight": "fortnight",
    "mo": "month",
    "yr": "year yr",
    "decade": "decade",
    "century": "century centurie",
    "°C": "°c degrees-celsius degrees-centigrade degree-celsius celsius c",
    "°F": "°f degrees-fahrenheit degree-fahrenheit fahrenheit f",
    "°": "° degree",
    "W": "watt",
    "kW": "kilowatt kw",
    "MW": "megawatt mw",
    "GW": "gigawatt gw",
    "kWh": "kilowatt-hour kwh",
    "MWh": "megawatt-hour mwh",
    "V": "volt",
    "Hz": "hertz hz",
    "MHz": "megahertz mhz",
    "GHz": "gigahertz ghz",
    "KB": "kilobyte kb",
    "MB": "megabyte mb",
    "GB": "gigabyte gb",
    "TB": "terabyte tb",
    "Mbps": "mbps",
    "dB": "decibel db",
    "calorie": "calorie",
    "kcal": "kilocalorie",
    "ly": "light-year",
}
_SYMBOL_OF = {name.replace("-", " "): symbol for symbol, names in _MEASURES.items() for name in names.split()}
_NAMES_BY_LENGTH = sorted(_SYMBOL_OF, key=lambda name: (-len(name), name))

EXACT_SCALES: dict[str, tuple[str, Decimal]] = {
    "s": ("s", Decimal(1)),
    "min": ("s", Decimal(60)),
    "h": ("s", Decimal(3600)),
    "d": ("d", Decimal(1)),
    "wk": ("d", Decimal(7)),
    "fortnight": ("d", Decimal(14)),
    "mo": ("mo", Decimal(1)),
    "yr": ("mo", Decimal(12)),
    "decade": ("mo", Decimal(120)),
    "century": ("mo", Decimal(1200)),
    "mm": ("mm", Decimal(1)),
    "cm": ("mm", Decimal(10)),
    "m": ("mm", Decimal(1000)),
    "km": ("mm", Decimal(10**6)),
    "g": ("g", Decimal(1)),
    "kg": ("g", Decimal(1000)),
    "t": ("g", Decimal(10**6)),
    "kW": ("kW", Decimal(1)),
    "MW": ("kW", Decimal(1000)),
    "GW": ("kW", Decimal(10**6)),
}
"""Units that convert without rounding: symbol -> (base, how many bases it is)."""

DURATIONS = frozenset({"s", "min", "h", "d", "wk", "fortnight", "mo", "yr", "decade", "century"})

_SIGNS = "|".join(
    re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=lambda sign: (-len(sign), sign)) if sign[0] != "R" or sign == "R$"
)
SIGN_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<sign>{_SIGNS}|Rs\.?)|(?<![A-Za-z])(?P<code>{'|'.join(sorted(CURRENCY_CODES))}))[ \u00a0\u202f]?\Z"
)
"""A currency sign or code that ends where a number begins."""

_ADJECTIVES = (
    "us|u\\.s\\.|american|australian|canadian|hong kong|new zealand|singapore|taiwan|swiss|french|belgian|pakistani|sri lankan"
    "|indian|mexican|philippine|argentine|chilean|south african|turkish|italian|danish|norwegian|swedish|czech|british|japanese"
    "|chinese|russian|german|euro"
)
_PLAIN_NAMES = "|".join(
    sorted({name.split()[-1] for name in _CURRENCY_NAMES if " " not in name} - {"stg"}, key=lambda name: (-len(name), name))
)
CURRENCY_AFTER = re.compile(
    rf"[ \u00a0\u202f\n-]?(?:(?P<code>{'|'.join(sorted(CURRENCY_CODES))})(?!\w)"
    rf"|(?i:(?:(?P<adjective>{_ADJECTIVES})[ -])?(?P<name>{_PLAIN_NAMES}|stg|cent|ct|penny|pence)"
    rf"(?P<plural>s|es)?(?![\w-]|(?<=won)\s(?:the|a|by|in)\b)(?:\ssterling)?))"
)
MEASURE_AFTER = re.compile(
    r"(?:[ \u00a0\u202f\n-]|(?=[°A-Za-z]))(?P<name>(?i:"
    + "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in _NAMES_BY_LENGTH)
    + r"))(?P<plural>s)?(?![A-Za-z0-9])"
)
"""The name or symbol of a measure right after a number."""


def find_currency_before(text: str, start: int) -> tuple[str, int] | None:
    """The ISO code of the sign that ends at ``start`` and where the sign begins."""
    base = max(0, start - 6)
    match = SIGN_BEFORE.search(text[base:start])
    if not match:
        return None
    return match["code"] or CURRENCY_SIGNS[match["sign"]], base + match.start()


def find_currency_after(text: str, end: int) -> tuple[str, int, Decimal] | None:
    """The ISO code of a currency named from ``end`` on, where its name ends, and what one of what is named is worth in it
    (a cent 0.01)."""
    match = CURRENCY_AFTER.match(text, end, end + 40)
    if not match:
        return None
    if match["code"]:
        return match["code"], match.end(), Decimal(1)
    name = match["name"].lower()
    full = f"{match['adjective'].lower()} {name}" if match["adjective"] else name
    if name in _COINS:
        return _COINS.get(full, _COINS[name]), match.end(), Decimal("0.01")
    return _CURRENCY_NAMES.get(full) or _CURRENCY_NAMES[name], match.end(), Decimal(1)


def find_measure_after(text: str, end: int) -> tuple[str, int] | None:
    """The symbol of the unit named from ``end`` on and where its name ends. Of single letters only some are units."""
    match = MEASURE_AFTER.match(text, end, end + 40)
    if not match:
        return None
    name = match["name"]
    is_attached = text[end : end + 1] == name[0]
    if len(name) == 1 and not (name in ("m", "C", "F", "°") or (name == "g" and is_attached)):
        return None
    if (len(name) == 1 and match["plural"]) or (name in ("m", "C", "F") and text[end : end + 1] == "-"):
        return None
    if (name in ("C", "F") and not is_attached) or name.lower() in ("in", "bu"):
        return None
    return _SYMBOL_OF[name.lower().replace("-", " ")], match.end()
