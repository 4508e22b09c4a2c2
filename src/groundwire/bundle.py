"""A story as bytes, whole, and back: what ``write --out`` leaves for ``publish``, and what an archive keeps of a story.

The bytes are JSON: the name of the schema and its version, the content, and the content's digest. Everything is in them but the raw bytes
of the reports and the seconds that the work took, so the same story gives the same bytes. What comes back is from outside and is looked at
closely: a value that is built has only fields that the model knows, each of its type; documents have the ids that their words give them,
spans lie in their documents, every sentence has its verdict.

A field that is missing takes the model's default, so that a story outlives the Groundwire that wrote it; ``VERSION`` counts up when what an
older one wrote can no longer be read so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec

from groundwire.errors import UnreadableSource
from groundwire.model import Bundle, LogEntry, Span, digest, document_id, relate, story_id

SCHEMA: Final = "groundwire-story"
VERSION: Final = 1
LARGEST: Final = 64 * 1024 * 1024
"""Bytes of the longest bundle that is read: a story with a hundred of the longest reports."""
MOST_REVISIONS: Final = 1_000_000
_ENTRIES: Final = msgspec.json.Decoder(LogEntry)
_REMEDY: Final = "write the story again"
_ESCAPED: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"} | {
    code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""What could end a script element, or turn the text that a person looks at round: only ever inside JSON's strings."""


def pack(bundle: Bundle) -> bytes:
    """The bundle as UTF-8 JSON, one line. Raises ``ValueError`` unless there is one verdict for each sentence."""
    story, verdicts = bundle.story, bundle.verdicts
    if len(verdicts) != len(story.all_sentences):
        raise ValueError(f"{len(verdicts)} verdicts for {len(story.all_sentences)} sentences")
    content = _plain(bundle)
    whole = {"schema": SCHEMA, "version": VERSION, "digest": _digest(content), "content": content}
    return _text(whole).translate(_ESCAPED).encode("utf-8") + b"\n"


def unpack(data: bytes, origin: str) -> Bundle:
    """The bundle in the bytes. Raises ``UnreadableSource``, which names ``origin``, for anything that ``pack`` does not give."""
    if len(data) > LARGEST:
        raise UnreadableSource(origin, f"has more than {LARGEST:,} bytes; a story has fewer", _REMEDY)
    try:
        whole = json.loads(data.decode("utf-8"), parse_constant=_refuse_number)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(
            origin, f"is no JSON that can be read ({_short(error)})", "give a file that 'write' left"
        ) from None
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:
        raise UnreadableSource(origin, "is no story of Groundwire", "give the NAME.story.json that 'write --out' left")
    if whole.get("version") != VERSION:
        told = f"is a story of version {str(whole.get('version'))[:20]}; this Groundwire reads version {VERSION}"
        raise UnreadableSource(origin, told, "use the Groundwire that wrote it, or write the story again")
    try:
        if set(whole) != {"schema", "version", "digest", "content"}:
            raise _Unfit(f"has the keys {', '.join(map(str, sorted(whole)))}"[:200])
        if whole["digest"] != _digest(whole["content"]):
            raise _Unfit("was changed after it was written: its digest is another")
        bundle = _tied(_build(Bundle, whole["content"], "content"))
        _refuse_unsound(bundle)
    except (_Unfit, RecursionError) as error:
        raise UnreadableSource(origin, _short(error), _REMEDY) from None
    return bundle


def digest_of(bundle: Bundle) -> str:
    """Digest of the content: SHA-256 over its canonical JSON, which ``canonical`` describes. The log's hash is left out, so that the log's
    entry can name it."""
    return _digest(_plain(replace(bundle, story=replace(bundle.story, logged=""))))


def canonical(value: Any) -> str:
    """A value of the model as JSON that is the same wherever it is made: keys sorted, no white space, nothing escaped that need not be."""
    return _text(msgspec.to_builtins(value, order="deterministic"))


def find_entry(text: str) -> LogEntry | None:
    """The entry of the log that ``canonical`` gave the text of, ``None`` for any other text."""
    try:
        entry = _ENTRIES.decode(text)
        return entry if canonical(entry) == text else None
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
        return None


class _Unfit(Exception):
    """What is wrong with the content, and where."""


def _plain(bundle: Bundle) -> Any:
    story = bundle.story
    documents = tuple(replace(document, raw=b"") for document in story.documents)
    exchanges = tuple(replace(exchange, reply=replace(exchange.reply, seconds=0.0)) for exchange in story.exchanges)
    cost = replace(story.cost, seconds=0.0, model_seconds=0.0)
    lean = replace(story, documents=documents, cost=cost, exchanges=exchanges)
    return msgspec.to_builtins(replace(bundle, story=lean), order="deterministic")


def _text(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character in a source can only be written escaped
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text


def _digest(content: Any) -> str:
    return "sha256:" + hashlib.sha256(_text(content).encode("utf-8")).hexdigest()


def _refuse_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _short(error: Exception) -> str:
    return "is nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())[:300]


# --- building values --------------------------------------------------------------------------------------------------


@cache
def _fields_of(kind: type) -> dict[str, tuple[Any, Field[Any]]]:
    hints = get_type_hints(kind)
    return {field.name: (hints[field.name], field) for field in fields(kind)}


def _build(kind: Any, value: Any, place: str) -> Any:
    """``value`` as a value of the type ``kind``; ``place`` is told where it is none. msgspec cannot do it alone: it takes no union of two
    dataclasses (``Backing``), and passes over fields that it does not know."""
    if is_dataclass(kind):
        return _build_fields(kind, value, place)  # type: ignore[arg-type]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if value is None and type(None) in arguments:
            return None
        choices = [choice for choice in arguments if choice is not type(None)]
        chosen = next((choice for choice in choices if _has_fields(choice, value)), choices[0])
        return _build(chosen, value, place)
    if origin is tuple and arguments[-1] is Ellipsis:
        if not isinstance(value, list):
            raise _Unfit(f"{place} is no list")
        return tuple(_build(arguments[0], item, f"{place}[{number}]") for number, item in enumerate(value))
    try:
        built = msgspec.convert(value, kind)
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        raise _Unfit(f"{place}: {error}") from None
    if isinstance(built, datetime) and built.tzinfo is None:
        raise _Unfit(f"{place} has no time zone")
    return built


def _has_fields(kind: Any, value: Any) -> bool:
    return is_dataclass(kind) and isinstance(value, dict) and set(value) <= set(_fields_of(kind))  # type: ignore[arg-type]


def _build_fields(kind: type, value: Any, place: str) -> Any:
    known = _fields_of(kind)
    if not isinstance(value, dict):
        raise _Unfit(f"{place} is no object")
    if strange := sorted(set(value) - set(known)):
        raise _Unfit(f"{place} has a field '{strange[0][:40]}' that is not known")
    needed = [n for n, (_, f) in known.items() if f.default is MISSING and f.default_factory is MISSING]
    if missing := [name for name in needed if name not in value]:
        raise _Unfit(f"{place} has no field '{missing[0]}'")
    built = {name: _build(known[name][0], value[name], f"{place}.{name}") for name in value}
    try:
        return kind(**built)
    except ValueError as error:
        raise _Unfit(f"{place}: {error}") from None


# --- what a story must be ---------------------------------------------------------------------------------------------


def _tied(bundle: Bundle) -> Bundle:
    """The bundle with verdicts and timeline that hold the story's own sentences, not others like them."""
    story, sentences = bundle.story, bundle.story.all_sentences
    if len(bundle.verdicts) != len(sentences):
        raise _Unfit(f"has {len(sentences)} sentences and {len(bundle.verdicts)} verdicts")
    verdicts = []
    for index, (verdict, sentence) in enumerate(zip(bundle.verdicts, sentences, strict=True)):
        if verdict.index != index or verdict.sentence != sentence:
            raise _Unfit(f"sentence {index} has another sentence's verdict")
        verdicts.append(replace(verdict, sentence=sentence))
    own = {sentence: sentence for sentence in sentences}
    entries = []
    for entry in story.timeline:
        if entry.sentence not in own:
            raise _Unfit("the timeline holds a sentence that the story does not")
        entries.append(replace(entry, sentence=own[entry.sentence]))
    return Bundle(story=replace(story, timeline=tuple(entries)), verdicts=tuple(verdicts))


def _refuse_unsound(bundle: Bundle) -> None:
    """Raise ``_Unfit`` where ids are not what their words make them or something points outside."""
    story = bundle.story
    texts = {document.id: document for document in story.documents}
    if len(texts) != len(story.documents):
        raise _Unfit("has one document twice")
    for document in story.documents:
        if document.id != document_id(document.source, document.url, document.text):
            raise _Unfit(f"document {document.id[:19]} has other words than its id")
        if document.raw:
            raise _Unfit(f"document {document.id[:19]} has raw bytes; a bundle has none")
        for span in (*((document.title,) if document.title else ()), *document.furniture):
            if span.document_id != document.id or span.end > len(document.text):
                raise _Unfit(f"document {document.id[:19]} has a title or furniture that is not its own")
    if not story.archive_ids <= set(texts):
        raise _Unfit("names archive items that it does not have")
    if (shown := story.illustration) and shown.picture.id != digest(shown.picture.data):
        raise _Unfit(f"picture {shown.picture.path[:80]} has other bytes than its id")
    if not 1 <= story.revision <= MOST_REVISIONS:
        raise _Unfit(f"is revision {story.revision}")
    if any(
        item.document_id not in texts or item != relate(texts[item.document_id]) for item in story.see_also + story.read_next
    ):
        raise _Unfit("shows an archive item beside the story as something else than it is")
    if story.id != story_id(story.event_id, story.writer, story.all_sentences):
        raise _Unfit("has other sentences than its id")
    for span in _spans(bundle):
        if span.document_id not in texts or span.end > len(texts[span.document_id].text):
            raise _Unfit(f"points at {span.start}:{span.end} of {span.document_id[:19]}, where there is nothing")
    for verdict in bundle.verdicts:
        for ruling in verdict.rulings:
            if not 0 <= ruling.part[0] <= ruling.part[1] <= len(verdict.sentence.text):
                raise _Unfit(f"a ruling on sentence {verdict.index} is about {ruling.part}, where there are no words")


def _spans(value: Any) -> Iterator[Span]:
    """Every span in a value of the model, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))
