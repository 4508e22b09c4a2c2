"""Make the sample pictures of the examples: ``python scripts/make_sample_pictures.py``. Drawn scenes, each marked as a sample.

The metadata are written byte by byte here (IIM 4.2, XMP as ISO 16684-1), so that what reads them is tested against the
standards and not against itself. The tests make their pictures with it too."""

from __future__ import annotations

import hashlib
import io
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from groundwire.formats import _raster

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "harbour" / "pictures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A picture to be drawn, with what its metadata shall say. ``block`` is where they stand: ``xmp``, ``iim`` or ``both``."""

    name: str
    caption: str = ""
    headline: str = ""
    credit: str = ""
    byline: str = ""
    source: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    instructions: str = ""
    alt_text: str = ""
    taken_on: date | None = None
    people: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    origin: str = ""
    scene: str = "quay"
    size: tuple[int, int] = (960, 640)
    block: str = "xmp"
    encoding: str = "utf-8"


HARBOUR = (
    Sample(
        name="pier-6-fire.jpg",
        caption="Smoke rises from a warehouse at Port Merrow after the fire of Monday morning.",
        alt_text="Dark smoke over a quay with stacked containers.",
        credit="Ida Holm/Merrow Gazette",
        byline="Ida Holm",
        copyright_notice="Merrow Gazette",
        taken_on=date(2026, 3, 2),
        keywords=("sample", "fire", "port"),
        city="Port Merrow",
        scene="smoke",
        block="both",
    ),
    Sample(
        name="pier-6-agency.jpg",
        caption="Firefighters at the burning warehouse at Port Merrow.",
        credit="Halcyon Pictures",
        instructions="No use without agreement",
        taken_on=date(2026, 3, 2),
        scene="smoke",
    ),
    Sample(
        name="port-merrow-east-quay.jpg",
        caption="The container quay at Port Merrow, seen from the breakwater.",
        alt_text="Stacked containers and two cranes on a long quay under a grey sky.",
        credit="Merrow Gazette",
        copyright_notice="Merrow Gazette",
        taken_on=date(2024, 6, 11),
        keywords=("sample", "port", "quay"),
        city="Port Merrow",
        block="both",
    ),
    Sample(
        name="dunholm-fire.jpg",
        caption="Smoke over the port of Dunholm after a fire in a timber store.",
        credit="Merrow Gazette",
        taken_on=date(2026, 1, 29),
        city="Dunholm",
        scene="smoke",
    ),
    Sample(
        name="rovers.jpg",
        caption="Merrow Rovers train before their semi-final.",
        credit="Merrow Gazette",
        taken_on=date(2025, 3, 14),
        city="Port Merrow",
        scene="field",
    ),
)


def main() -> None:
    """Write the pictures of the Harbour example."""
    EXAMPLES.mkdir(parents=True, exist_ok=True)
    for sample in HARBOUR:
        (EXAMPLES / sample.name).write_bytes(make(sample))
        sys.stdout.write(f"{(EXAMPLES / sample.name).relative_to(ROOT)}\n")


def make(sample: Sample) -> bytes:
    """The file; its extension says which kind."""
    image, out = draw(sample.scene, sample.size), io.BytesIO()
    xmp = make_xmp(sample) if sample.block in ("xmp", "both") else b""
    iim = make_iim(sample) if sample.block in ("iim", "both") else b""
    suffix = Path(sample.name).suffix
    if suffix == ".png":
        info = PngInfo()
        if xmp:
            info.add_itxt("XML:com.adobe.xmp", xmp.decode("utf-8"))
        image.save(out, "PNG", pnginfo=info)
    elif suffix == ".webp":
        image.save(out, "WEBP", quality=60, xmp=xmp)
    elif suffix == ".tif":
        tags: dict[int, bytes] = {700: xmp} if xmp else {}
        image.save(out, "TIFF", compression="tiff_deflate", tiffinfo=tags | ({33723: iim} if iim else {}))
    else:
        image.save(out, "JPEG", quality=60, optimize=True, **({"xmp": xmp} if xmp else {}))
        return with_iim(out.getvalue(), iim, hashlib.md5(iim, usedforsecurity=False).digest()) if iim else out.getvalue()
    return out.getvalue()


def draw(scene: str, size: tuple[int, int]) -> Image.Image:
    """A drawn scene, plainly no photograph."""
    width, height = size
    image = Image.new("RGB", size, "#b9c4cc")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 0.62, width, height), fill="#5f7f4f" if scene == "field" else "#48616f")
    if scene == "portrait":
        pen.ellipse((width * 0.4, height * 0.2, width * 0.6, height * 0.52), fill="#d8b48f")
        pen.rectangle((width * 0.32, height * 0.54, width * 0.68, height), fill="#2f3b52")
    elif scene != "field":
        colours = ("#a4452c", "#2f6f8f", "#c99a2e", "#55704a")
        for number in range(9):
            left = width * (0.06 + 0.1 * number)
            for row in range(1 + number % 3):
                top = height * (0.54 - 0.09 * row)
                pen.rectangle((left, top, left + width * 0.085, top + height * 0.08), fill=colours[(number + row) % 4])
        pen.line((width * 0.2, height * 0.62, width * 0.2, height * 0.12, width * 0.42, height * 0.2), fill="#333", width=6)
    if scene == "smoke":
        for number in range(12):
            at = (width * (0.45 + 0.03 * number), height * (0.5 - 0.04 * number))
            pen.ellipse((at[0] - 40, at[1] - 40, at[0] + 50, at[1] + 50), fill="#55585c")
    font = ImageFont.truetype(str(_raster.FONT), max(12, height // 14))
    pen.text((width * 0.03, height * 0.88), "SAMPLE PICTURE - DRAWN", fill="#ffffff", font=font)
    return image


def make_iim(sample: Sample) -> bytes:
    """The data sets of an IIM block (IIM 4.2, 1.5), text in the sample's encoding."""
    values = [
        (105, sample.headline),
        (120, sample.caption),
        (110, sample.credit),
        (80, sample.byline),
        (115, sample.source),
        (116, sample.copyright_notice),
        (40, sample.instructions),
        (55, sample.taken_on.strftime("%Y%m%d") if sample.taken_on else ""),
        (90, sample.city),
        (101, sample.country),
        *((25, word) for word in sample.keywords),
    ]
    announced = b"\x1c\x01\x5a\x00\x03\x1b%G" if sample.encoding == "utf-8" else b""
    return announced + b"".join(_data_set(number, text.encode(sample.encoding)) for number, text in values if text)


def _data_set(number: int, value: bytes) -> bytes:
    return bytes((0x1C, 2, number)) + len(value).to_bytes(2, "big") + value


def with_iim(jpeg: bytes, block: bytes, digest: bytes = b"") -> bytes:
    """A JPEG with Photoshop's resources: the IIM block and, where it is given, a digest of it."""
    resources = _resource(0x0404, block) + (_resource(0x0425, digest) if digest else b"")
    content = b"Photoshop 3.0\0" + resources
    return jpeg[:2] + b"\xff\xed" + (len(content) + 2).to_bytes(2, "big") + content + jpeg[2:]


def _resource(number: int, data: bytes) -> bytes:
    return b"8BIM" + number.to_bytes(2, "big") + b"\0\0" + len(data).to_bytes(4, "big") + data + b"\0" * (len(data) % 2)


def make_xmp(sample: Sample) -> bytes:
    """An XMP packet."""
    texts = (
        ("photoshop:Headline", sample.headline),
        ("photoshop:Credit", sample.credit),
        ("photoshop:Source", sample.source),
        ("photoshop:Instructions", sample.instructions),
        ("photoshop:DateCreated", sample.taken_on.isoformat() if sample.taken_on else ""),
        ("photoshop:City", sample.city),
        ("photoshop:Country", sample.country),
        ("Iptc4xmpExt:DigitalSourceType", sample.origin and f"http://cv.iptc.org/newscodes/digitalsourcetype/{sample.origin}"),
    )
    alternatives = (
        ("dc:description", sample.caption),
        ("dc:rights", sample.copyright_notice),
        ("xmpRights:UsageTerms", sample.usage_terms),
        ("Iptc4xmpCore:AltTextAccessibility", sample.alt_text),
    )
    lists = (
        ("dc:creator", "Seq", (sample.byline,) if sample.byline else ()),
        ("dc:subject", "Bag", sample.keywords),
        ("Iptc4xmpExt:PersonInImage", "Bag", sample.people),
    )
    parts = [f"<{name}>{escape(text)}</{name}>" for name, text in texts if text]
    parts += [
        f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'
        for name, text in alternatives
        if text
    ]
    for name, kind, items in lists:
        if items:
            inner = "".join(f"<rdf:li>{escape(item)}</rdf:li>" for item in items)
            parts.append(f"<{name}><rdf:{kind}>{inner}</rdf:{kind}></{name}>")
    return _PACKET.replace("PROPERTIES", "".join(parts)).encode("utf-8")


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 >PROPERTIES</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


if __name__ == "__main__":
    main()
