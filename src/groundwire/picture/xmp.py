"""XMP packets (ISO 16684-1): RDF in XML, with the properties of the IPTC Photo Metadata Standard 2023.2.

lxml reads them, which the project has for pages already: with entities left alone and nothing fetched it expands nothing. A packet with a
document type is refused outright; no honest one has it (ISO 16684-1, 7.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from groundwire.picture.told import LONGEST, Told, find_day

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
}
_CONSTRAINTS = ("OtherConstraints", "MediaConstraints", "RegionConstraints", "ProductOrServiceConstraints")
_LARGEST = 1_000_000
"""Bytes of a packet; a caption and its company take a few thousand."""


class UnreadablePacket(ValueError):
    """A packet that is no XMP, or that no honest program wrote."""


def read_xmp(packet: bytes) -> Told:
    """What the packet tells. Of texts in several languages the default counts ("x-default"), else the first.

    Raises ``UnreadablePacket`` for one that cannot be parsed, is too large or has a document type."""
    if not packet.strip(b"\0 \r\n\t"):
        return Told()
    properties = _Properties(_parse(packet))
    text, texts = properties.text, properties.texts
    shown = ("LocationName", "Sublocation", "City")
    places = [place for name in shown for place in properties.inner("ext:LocationShown", f"ext:{name}")]
    is_placed = any(properties.inner("ext:LocationCreated", "exif:GPSLatitude"))
    places += [place for place in (text("core:Location"), text("photoshop:City")) if place]
    return Told(
        caption=text("dc:description"),
        headline=text("photoshop:Headline"),
        alt_text=text("core:AltTextAccessibility"),
        credit=text("photoshop:Credit"),
        byline=", ".join(texts("dc:creator")),
        source=text("photoshop:Source"),
        copyright_notice=text("dc:rights"),
        usage_terms=text("rights:UsageTerms"),
        instructions=text("photoshop:Instructions"),
        constraints="; ".join(told for name in _CONSTRAINTS if (told := text(f"plus:{name}"))),
        taken_on=find_day(text("photoshop:DateCreated")),
        released_on=find_day(text("plus:LicenseStartDate")),
        expires_on=find_day(text("plus:LicenseEndDate")),
        people=tuple(
            dict.fromkeys((*texts("ext:PersonInImage"), *properties.inner("ext:PersonInImageWDetails", "ext:PersonName")))
        ),
        places=tuple(dict.fromkeys(places)),
        city=text("photoshop:City"),
        country=text("photoshop:Country"),
        keywords=texts("dc:subject"),
        origin=text("ext:DigitalSourceType").rstrip("/").rpartition("/")[2],
        has_position=is_placed or bool(text("exif:GPSLatitude")),
    )


def _parse(packet: bytes) -> Any:
    from lxml import etree

    if len(packet) > _LARGEST:
        raise UnreadablePacket(f"its XMP packet has more than {_LARGEST:,} bytes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadablePacket("its XMP packet is no readable XML") from error
    if root is None or root.getroottree().docinfo.doctype:
        raise UnreadablePacket("its XMP packet has a document type, which only attacks on readers have")
    return root


class _Properties:
    """The properties of all descriptions in a packet, whether written as elements or as attributes."""

    def __init__(self, root: Any) -> None:
        self._found: dict[str, list[Any]] = {}
        for description in root.iter(f"{_RDF}Description"):
            if description.getparent() is None or description.getparent().tag != f"{_RDF}RDF":
                continue
            for name, value in description.attrib.items():
                self._found.setdefault(str(name), []).append(str(value))
            for element in description:
                if isinstance(element.tag, str):
                    self._found.setdefault(element.tag, []).append(element)

    def text(self, name: str) -> str:
        """The first text of a property, of the default language where it has several; empty where there is none."""
        for value in self._found.get(_name(name), ()):
            if isinstance(value, str):
                return _trim(value)
            items = list(value.iter(f"{_RDF}li"))
            items.sort(key=lambda item: item.get(_LANG) != "x-default")
            if text := _trim(_words(items[0] if items else value)):
                return text
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """All texts of a property that is a list."""
        found: list[str] = []
        for value in self._found.get(_name(name), ()):
            if isinstance(value, str):
                found.append(_trim(value))
            else:
                items = list(value.iter(f"{_RDF}li")) or [value]
                found += [_trim(_words(item)) for item in items]
        return tuple(text for text in found[:LONGEST] if text)

    def inner(self, name: str, field: str) -> Iterator[str]:
        """The texts of one field of a structure, or of a list of structures."""
        for value in self._found.get(_name(name), ()):
            if isinstance(value, str):
                continue
            for element in value.iter():
                told = _words(element) if element.tag == _name(field) else str(element.get(_name(field)) or "")
                if text := _trim(told):
                    yield text


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


def _words(element: Any) -> str:
    return "".join(str(text) for text in element.itertext())


def _trim(text: str) -> str:
    return text.strip("\0 \r\n\t")
