"""IPTC's older block, the Information Interchange Model 4.2: numbered data sets of bytes.

The numbers are those that the IPTC Photo Metadata Standard 2023.2 gives beside each of its properties ("IIM spec. id")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from groundwire.picture.told import LONGEST, Told, find_day

_MARKER = 0x1C
_UTF8 = b"\x1b%G"
"""Coded Character Set, 1:90: the escape sequence of ISO 2022 that announces UTF-8."""
_MOST_SETS = 2_000


def read_iim(block: bytes) -> Told:
    """What the block tells, as far as it can be read; a block that breaks off tells what stands before the break.

    Text that does not announce its character set is UTF-8 where it is that, else Windows 1252, as the tools of the time wrote it."""
    sets: dict[tuple[int, int], list[bytes]] = defaultdict(list)
    for key, value in _data_sets(block):
        sets[key].append(value)
    is_utf8 = _UTF8 in sets.get((1, 90), ())

    def texts(number: int) -> tuple[str, ...]:
        found = (_decode(value, is_utf8).strip("\0 \r\n\t") for value in sets.get((2, number), ()))
        return tuple(text for text in found if text)

    def text(number: int) -> str:
        return next(iter(texts(number)), "")

    return Told(
        caption=text(120),
        headline=text(105),
        credit=text(110),
        byline=", ".join(texts(80)),
        source=text(115),
        copyright_notice=text(116),
        instructions=text(40),
        taken_on=find_day(text(55)),
        released_on=find_day(text(30)),
        expires_on=find_day(text(37)),
        places=tuple(place for place in (text(92), text(90)) if place),
        city=text(90),
        country=text(101),
        keywords=texts(25),
    )


def _data_sets(block: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """(record, data set) and value, one after the other, up to the first that is none."""
    at = 0
    for _ in range(_MOST_SETS):
        if len(block) < at + 5 or block[at] != _MARKER:
            return
        record, number, size = block[at + 1], block[at + 2], int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:
            # An extended data set: the fifteen bits tell how many bytes hold the size (IIM 4.2, 1.6).
            width = size & 0x7FFF
            if width > 4:
                return
            size = int.from_bytes(block[at : at + width], "big")
            at += width
        if len(block) < at + size:
            return
        yield (record, number), block[at : at + min(size, 4 * LONGEST)]
        at += size


def _decode(value: bytes, is_utf8: bool) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8", "replace") if is_utf8 else value.decode("cp1252", "replace")
