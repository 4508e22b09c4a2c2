"""Pictures of strangers: what their metadata say is read as the standards have it, and what is not what it seems is refused."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from scripts.make_sample_pictures import Sample, make, make_iim, make_xmp, with_iim

from groundwire.errors import UnreadablePicture
from groundwire.model import Picture
from groundwire.picture.file import is_whole, read_picture
from groundwire.picture.iim import read_iim
from groundwire.picture.told import LONGEST, Told, find_day
from groundwire.picture.xmp import UnreadablePacket, read_xmp

QUAY = Sample(
    name="quay.jpg",
    caption="Ágnes Łuk & Sons’ sheds on the <east> quay.",
    headline="Sheds",
    credit="Bo Ek/Lindmere Echo",
    byline="Bo Ek",
    source="Lindmere Echo",
    copyright_notice="© Lindmere Echo",
    usage_terms="Own use",
    alt_text="Two long sheds.",
    taken_on=date(2026, 3, 2),
    people=("Hilda Strand", "Otto Lund"),
    keywords=("port", "sheds"),
    city="Lindmere",
    country="Merania",
    size=(64, 48),
)


def read(sample: Sample, sidecar: Told | None = None) -> Picture:
    return read_picture(make(sample), sample.name, sidecar or Told())


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("quay.jpg", "image/jpeg"), ("quay.png", "image/png"), ("quay.webp", "image/webp"), ("quay.tif", "image/tiff")],
)
def test_xmp_of_every_kind_of_file_is_read_in_its_own_words(name: str, media_type: str) -> None:
    picture = read(replace(QUAY, name=name))
    assert (picture.media_type, picture.width, picture.height) == (media_type, 64, 48)
    assert picture.caption == QUAY.caption and picture.alt_text == "Two long sheds." and picture.headline == "Sheds"
    assert (picture.credit, picture.byline, picture.source) == ("Bo Ek/Lindmere Echo", "Bo Ek", "Lindmere Echo")
    assert (picture.copyright_notice, picture.usage_terms) == ("© Lindmere Echo", "Own use")
    assert picture.people == ("Hilda Strand", "Otto Lund") and picture.keywords == ("port", "sheds")
    assert (picture.city, picture.country, picture.taken_on) == ("Lindmere", "Merania", date(2026, 3, 2))
    assert picture.id.startswith("sha256:") and picture.data == b"" and not picture.has_position


@pytest.mark.parametrize("name", ["quay.jpg", "quay.tif"])
def test_iim_alone_is_read(name: str) -> None:
    picture = read(replace(QUAY, name=name, block="iim"))
    assert picture.caption == QUAY.caption and picture.credit == "Bo Ek/Lindmere Echo" and picture.taken_on == date(2026, 3, 2)
    assert picture.keywords == ("port", "sheds") and picture.people == ()


def test_iim_of_an_old_tool_is_read_as_windows_1252() -> None:
    told = read_iim(make_iim(replace(QUAY, caption="Café Zoë – “open”", encoding="cp1252", copyright_notice="")))
    assert told.caption == "Café Zoë – “open”"


def test_iim_that_breaks_off_tells_what_stands_before() -> None:
    block = make_iim(QUAY)
    told = read_iim(block[: block.index(b"Lindmere Echo") + 4])
    assert told.caption == QUAY.caption and told.source == ""


def test_xmp_wins_over_iim_unless_iim_was_changed_since() -> None:
    xmp, older = replace(QUAY, caption="As the desk has it."), make_iim(replace(QUAY, caption="As the camera sent it."))
    jpeg = make(xmp)
    assert read_picture(with_iim(jpeg, older), "a.jpg", Told()).caption == "As the desk has it."
    changed = with_iim(jpeg, older, digest=b"\0" * 16)
    assert read_picture(changed, "a.jpg", Told()).caption == "As the camera sent it."


def test_exif_is_asked_last() -> None:
    image, out = Image.new("RGB", (8, 8)), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "CAMERA 3000", "Bo Ek"
    exif.get_ifd(0x8769)[0x9003] = "2019:03:03 10:00:00"
    image.save(out, "JPEG", exif=exif, xmp=make_xmp(Sample(name="", caption="A quay.")))
    picture = read_picture(out.getvalue(), "a.jpg", Told())
    assert (picture.caption, picture.byline, picture.taken_on) == ("A quay.", "Bo Ek", date(2019, 3, 3))


def test_a_turned_picture_has_the_sides_it_is_seen_with_and_tells_its_position() -> None:
    image, out = Image.new("RGB", (40, 20)), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    image.save(out, "JPEG", exif=exif)
    picture = read_picture(out.getvalue(), "a.jpg", Told())
    assert (picture.width, picture.height) == (20, 40) and picture.has_position


def test_sidecar_fills_what_is_open_and_narrows_the_days_of_use() -> None:
    sidecar = Told(caption="Another", alt_text="Sheds", expires_on=date(2026, 5, 1))
    picture = read(Sample(name="a.jpg", caption="A quay.", size=(8, 8)), sidecar)
    assert (picture.caption, picture.alt_text) == ("A quay.", "Sheds")
    narrowed = Told(expires_on=date(2027, 1, 1), released_on=date(2026, 1, 1)).over(
        replace(sidecar, released_on=date(2025, 1, 1))
    )
    assert (narrowed.expires_on, narrowed.released_on) == (date(2026, 5, 1), date(2026, 1, 1))


def test_properties_written_as_attributes_and_in_structures_are_read() -> None:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Echo" '
        'xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<dc:description><rdf:Alt><rdf:li xml:lang="fr">Un quai</rdf:li><rdf:li xml:lang="x-default">A quay</rdf:li></rdf:Alt>'
        "</dc:description><e:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'><e:City>Lindmere</e:City>"
        "<e:Sublocation>East quay</e:Sublocation></rdf:li></rdf:Bag></e:LocationShown>"
        "<e:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType='Resource'><e:PersonName><rdf:Alt>"
        "<rdf:li xml:lang='x-default'>Otto Lund</rdf:li></rdf:Alt></e:PersonName></rdf:li></rdf:Bag></e:PersonInImageWDetails>"
        "<e:LocationCreated><rdf:Bag><rdf:li rdf:parseType='Resource'><exif:GPSLatitude>1,2N</exif:GPSLatitude></rdf:li></rdf:Bag>"
        "</e:LocationCreated></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    told = read_xmp(packet.encode())
    assert (told.caption, told.credit, told.people) == ("A quay", "Echo", ("Otto Lund",))
    assert told.places == ("East quay", "Lindmere") and told.has_position


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>'
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize("packet", [BOMB, OUTSIDE, b"<x", b"\xff\xfe", b"<x>" + b"a" * 1_000_001 + b"</x>"])
def test_packets_of_an_enemy_are_refused(packet: bytes) -> None:
    with pytest.raises(UnreadablePacket):
        read_xmp(packet)
    if len(packet) < 60_000:
        out = io.BytesIO()
        Image.new("RGB", (8, 8)).save(out, "JPEG", xmp=packet)
        with pytest.raises(UnreadablePicture, match="XMP packet"):
            read_picture(out.getvalue(), "a.jpg", Told())


@pytest.mark.parametrize("name", ["quay.png", "quay.txt.jpg.webp", "quay"])
def test_a_name_that_lies_about_the_kind_is_refused(name: str) -> None:
    with pytest.raises(UnreadablePicture, match="JPEG by its bytes"):
        read_picture(make(QUAY), name, Told())


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a" + b"\0" * 40, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe0"]
)
def test_what_is_none_of_the_four_kinds_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        read_picture(data, "a.jpg", Told())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


@pytest.mark.parametrize("side", [11_000, 60_000])
def test_a_small_file_that_would_be_huge_when_drawn_is_refused(side: int) -> None:
    header = side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + _chunk(b"IEND", b"")
    with pytest.raises(UnreadablePicture, match="pixels"):
        read_picture(data, "a.png", Told())


def test_a_picture_that_breaks_off_is_not_whole() -> None:
    data = make(replace(QUAY, size=(320, 240)))
    assert is_whole(data) and not is_whole(data[: len(data) * 2 // 3])


def test_a_caption_without_end_is_refused() -> None:
    with pytest.raises(UnreadablePicture, match="characters in 'caption'"):
        read(replace(QUAY, caption="quay " * LONGEST))


@pytest.mark.parametrize(
    ("text", "day"),
    [("20190303", date(2019, 3, 3)), ("2019-03-03T10:00:00+01:00", date(2019, 3, 3)), ("2019:03:03 10:00:00", date(2019, 3, 3))]
    + [(text, None) for text in ("2019-03", "2019", "00000000", "20191303", "", "yesterday", "２０１９０３０３")],
)
def test_days_are_read_and_never_guessed(text: str, day: date | None) -> None:
    assert find_day(text) == day


WHOLE = make(replace(QUAY, block="both", size=(32, 24)))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=12), st.integers(0, 30))
def test_any_damage_gives_a_picture_or_a_reason(at: int, put: bytes, cut: int) -> None:
    data = WHOLE[:at] + put + WHOLE[at + cut :]
    try:
        assert read_picture(data, "a.jpg", Told()).width >= 0
    except UnreadablePicture as error:
        assert "a.jpg" in str(error)
    assert is_whole(data) in (True, False)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_iim(block: bytes) -> None:
    assert isinstance(read_iim(b"\x1c\x02" + block), Told)
