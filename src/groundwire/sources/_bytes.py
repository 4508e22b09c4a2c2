"""What bytes are before anybody reads them: text in some encoding, or a binary file that has a name."""

from __future__ import annotations

import re

from groundwire.errors import UnreadableSource
from groundwire.model import Raw

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a sound, film or WebP file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"\x1aE\xdf\xa3", "a film file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "a rich-text document"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(r"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.:\-]{2,40})")
HEAD = 2048


def head(raw: Raw) -> str:
    """The first characters in lower case, however encoded: enough to tell a page from a feed. Takes any bytes."""
    data, encoding = _without_bom(raw.data[: HEAD * 2])
    return data[:HEAD].decode(encoding or "latin-1", "replace").lstrip().lower()


def binary_kind(data: bytes) -> str:
    """What sort of binary file the bytes begin like ("a PDF document"), or an empty string for anything that may be text."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data[4:8] == b"ftyp":
        return "a film or picture file"
    if b"\x00" in data[:HEAD] and not _without_bom(data[:4])[1]:
        return "a binary file"
    return ""


def has_suffix(raw: Raw, *suffixes: str) -> bool:
    """Whether the name or the URL (without its query) ends in one of ``suffixes``, which are given in lower case."""
    return raw.origin.lower().endswith(suffixes) or raw.url.lower().partition("?")[0].endswith(suffixes)


def media_type(raw: Raw) -> str:
    """The server's media type in lower case without its parameters, or an empty string."""
    return raw.media_type.partition(";")[0].strip().lower()


def decode_text(raw: Raw) -> str:
    """The text of a plain file: UTF-8, UTF-16 with a byte order mark, else Windows-1252 where that gives no control characters.

    The byte order mark is dropped, nothing else is altered. Raises ``UnreadableSource`` for binary files and other
    encodings."""
    if kind := binary_kind(raw.data):
        raise UnreadableSource(raw.origin, f"is {kind}, not text", "give its text as a .txt, .md, .html or .json file")
    data, encoding = _without_bom(raw.data)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding or _is_cut_utf8(data, error):
            raise UnreadableSource(
                raw.origin,
                f"is cut off or damaged: byte {error.start} is not {(encoding or 'utf-8').upper()}",
                "save it again as UTF-8",
            ) from error
        text = _windows(raw, data)
    if control := _CONTROL.search(text):
        raise UnreadableSource(
            raw.origin,
            f"is not text: control character {ord(control[0])} at character {control.start()}",
            "save it as UTF-8 text",
        )
    return text


def decode_markup(raw: Raw) -> str:
    """The text of a page or a feed: as its mark, the server or the markup itself declares, else UTF-8, else Windows-1252.

    Characters that cannot be decoded become U+FFFD. Raises ``UnreadableSource`` for binary files."""
    if kind := binary_kind(raw.data):
        raise UnreadableSource(raw.origin, f"is {kind}, not a page", "give the address of the article itself")
    data, encoding = _without_bom(raw.data)
    start = data[:HEAD].decode("latin-1")
    declared = [
        match[1] for match in (_CHARSET.search(raw.media_type), _XML_ENCODING.search(start), _CHARSET.search(start)) if match
    ]
    for name in [encoding] if encoding else [*declared, "utf-8", "cp1252"]:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    fallback = encoding or ("cp1252" if declared and declared[0].lower() in ("windows-1252", "iso-8859-1") else "utf-8")
    return data.decode(fallback, "replace")


def _without_bom(data: bytes) -> tuple[bytes, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :], encoding
    return data, ""


def _is_cut_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the text is UTF-8 (it has well-formed characters beyond ASCII) that was cut short or damaged at one place, rather
    than in another encoding: reading it as Windows-1252 would give "Ã©" for every "é"."""
    good = data[: error.start].decode("utf-8", "ignore")
    return any(ord(character) > 127 for character in good) or (
        error.end >= len(data) and error.reason == "unexpected end of data"
    )


def _windows(raw: Raw, data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            raw.origin, "is not text in UTF-8, in UTF-16 with a byte order mark or in Windows-1252", "save it again as UTF-8"
        ) from error
