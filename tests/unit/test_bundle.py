"""A story as bytes: whole when it comes back, and nothing else comes back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.asking import question, reply_to
from tests.bundles import make_bundle
from tests.formats_story import HOSTILE, PRICES, make_dating, make_document, make_illustration, make_ranking, with_timeline

from groundwire.bundle import LARGEST, canonical, digest_of, find_entry, pack, unpack
from groundwire.errors import UnreadableSource
from groundwire.model import Bundle, Cell, Cost, Drafting, Exchange, LogEntry, Sentence, Waiver, story_id

Content = dict[str, Any]


def sign(content: Content) -> bytes:
    """A content as a bundle with a digest that fits: what an enemy who has read the code would send."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return json.dumps({"schema": "groundwire-story", "version": 1, "digest": digest, "content": content}).encode()


def content_of(bundle: Bundle) -> Content:
    content: Content = json.loads(pack(bundle))["content"]
    return content


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableSource) as caught:
        unpack(data, "x.story.json")
    told = str(caught.value)
    assert told.startswith("x.story.json: ") and "\n" not in told and len(told) < 500
    return told


# --- there and back ---------------------------------------------------------------------------------------------------


def test_everything_comes_back() -> None:
    bundle = make_bundle()
    story, verdicts = with_timeline(
        bundle.story, bundle.verdicts, make_dating("2024-11-19"), make_dating("2025-03-01", "2025-03-31")
    )
    story = replace(story, id=story_id(story.event_id, story.writer, story.all_sentences), cost=Cost(money=Decimal("0.012")))
    story = replace(story, illustration=make_illustration(), chart=make_ranking(*PRICES, marked=0))
    back = unpack(pack(Bundle(story=story, verdicts=verdicts)), "x")
    assert back == Bundle(story=story, verdicts=verdicts)
    assert back.story.illustration and story.illustration
    assert back.story.illustration.picture.data == story.illustration.picture.data
    assert [entry.sentence is sentence for entry, sentence in zip(back.story.timeline, back.story.sentences[-2:], strict=True)]
    assert all(verdict.sentence is back.story.all_sentences[verdict.index] for verdict in back.verdicts)


def test_a_cell_and_a_passage_are_told_apart() -> None:
    bundle = make_bundle()
    cell = Cell(table_id="traffic", row="Port Ellery", column="containers", value="910", as_of=datetime(2026, 3, 1, tzinfo=UTC))
    headline = replace(bundle.story.headline, evidence=(*bundle.story.headline.evidence, cell))
    story = replace(bundle.story, headline=headline)
    verdicts = (replace(bundle.verdicts[0], sentence=headline), *bundle.verdicts[1:])
    assert unpack(pack(Bundle(story=story, verdicts=verdicts)), "x").story.headline.evidence[-1] == cell


def test_seconds_and_raw_bytes_stay_behind_so_the_same_story_gives_the_same_bytes() -> None:
    bundle = make_bundle()
    documents = tuple(replace(document, raw=b"<html>") for document in bundle.story.documents)
    other = replace(bundle, story=replace(bundle.story, documents=documents, cost=Cost(seconds=12.5, model_seconds=3.5)))
    assert pack(other) == pack(bundle)


def test_what_a_language_model_was_asked_comes_back_word_for_word_without_its_seconds() -> None:
    bundle = make_bundle()
    exchange = Exchange(request=question("\u202e<b>\x00"), reply=reply_to("\x00 {", is_cut=True), money=Decimal("0.25"))
    asked = replace(bundle, story=replace(bundle.story, exchanges=(exchange,), drafting=Drafting(written=3, stood=2, cut=1)))
    again = unpack(pack(asked), "kept").story
    assert again.exchanges == (replace(exchange, reply=replace(exchange.reply, seconds=0.0)),)
    assert again.drafting == asked.story.drafting


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back_and_no_markup_stands_in_the_file(words: str) -> None:
    bundle = make_bundle()
    document = make_document(f"{words}\n\nBody.", words, None, words)
    headline = Sentence(text=words, beat=bundle.story.headline.beat, author=words)
    story = replace(bundle.story, headline=headline, documents=(*bundle.story.documents, document), disclosure=words)
    story = replace(story, id=story_id(story.event_id, story.writer, story.all_sentences))
    verdicts = (replace(bundle.verdicts[0], sentence=headline, rulings=()), *bundle.verdicts[1:])
    data = pack(Bundle(story=story, verdicts=verdicts))
    assert unpack(data, "x") == Bundle(story=story, verdicts=verdicts)
    assert not [mark for mark in ("<", ">", "\u202e", "\u2028") if mark.encode() in data]


def test_digest_is_of_the_content_and_leaves_the_logs_word_out() -> None:
    bundle = make_bundle()
    assert digest_of(bundle) == json.loads(pack(bundle))["digest"]
    logged = replace(bundle, story=replace(bundle.story, logged="sha256:" + "0" * 64))
    assert digest_of(logged) == digest_of(bundle) != digest_of(make_bundle(1))


def test_a_field_that_an_older_groundwire_did_not_know_takes_its_default() -> None:
    content = content_of(make_bundle())
    del content["story"]["editor"], content["story"]["timeline"]
    assert unpack(sign(content), "x").story.editor == ""


def test_entry_of_the_log_comes_back_and_nothing_like_it() -> None:
    entry = LogEntry(
        number=1, at=datetime(2026, 3, 2, tzinfo=UTC), editor="Ánn", action="publish", story="s", revision=1, digest="d",
        waivers=(Waiver(sentence=0, reason="“so”"),), rights=(3,),
    )  # fmt: skip
    text = canonical(entry)
    assert find_entry(text) == entry and " " not in text.replace("“so”", "")
    for other in (
        "",
        "[]",
        "{}",
        text.replace(":1", ":1.0", 1),
        text.replace("{", "{ ", 1),
        text[:-1] + ',"x":1}',
        "[" * 100_000,
    ):
        assert find_entry(other) is None


# --- what an enemy sends ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is no JSON"),
        (b"\xff\xfe{}", "is no JSON"),
        (b"[" * 200_000, "is nested too deeply"),
        (b'{"schema": ' + b"9" * 10_000 + b"}", "is no JSON"),
        (b"[]", "is no story of Groundwire"),
        (b'{"schema": "ninjs"}', "is no story of Groundwire"),
        (b'{"schema": "groundwire-story", "version": 2}', "is a story of version 2; this Groundwire reads version 1"),
        (b'{"schema": "groundwire-story", "version": 1}', "has the keys schema, version"),
        (b" " * (LARGEST + 1), "has more than"),
        (sign({}), "has no field 'story'"),
        (sign([]), "content is no object"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_bundle_is_told(data: bytes, told: str) -> None:
    assert told in refusal(data)


def test_changed_words_are_told_by_the_digest() -> None:
    assert "was changed after it was written" in refusal(pack(make_bundle()).replace(b"nine hours", b"ten hours"))


def put(content: Content, value: Any, *path: str | int) -> None:
    at: Any = content
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("story", "approved"), True, "content.story has a field 'approved' that is not known"),
        (("story", "headline", "text"), 7, "content.story.headline.text: Expected `str`, got `int`"),
        (("story", "headline", "beat"), "boast", "Invalid enum value 'boast'"),
        (("story", "headline", "evidence"), {}, "content.story.headline.evidence is no list"),
        (("story", "headline", "evidence", 0), {"document_id": "x"}, "has no field 'start'"),
        (("story", "headline", "evidence", 0, "start"), -1, "is not a half-open range"),
        (("story", "disagreements", 0, "sides", 0, "span", "end"), 10**9, "where there is nothing"),
        (("story", "statements", 0, "quote", "cue", "document_id"), "sha256:none", "where there is nothing"),
        (("verdicts", 6, "rulings", 0, "evidence", 0, "end"), 10**9, "where there is nothing"),
        (("story", "headline", "text"), "Nobody hurt", "sentence 0 has another sentence's verdict"),
        (("story", "revision"), 0, "is revision 0"),
        (("story", "revision"), 10**30, "is revision 1000"),
        (("story", "written_at"), "2026-03-02T15:05:00", "content.story.written_at has no time zone"),
        (("story", "written_at"), "yesterday", "content.story.written_at"),
        (("story", "event_id"), "another", "has other sentences than its id"),
        (("story", "archive_ids"), ["sha256:none"], "names archive items that it does not have"),
        (("story", "documents", 0, "text"), "All is well.", "document sha256:"),
        (("story", "documents", 0, "source", "name"), "Another", "has other words than its id"),
        (("story", "documents", 0, "url"), "https://other.example", "has other words than its id"),
        (("story", "documents", 0, "raw"), "AAAA", "has raw bytes"),
        (("story", "see_also", 0, "title"), "Click here", "as something else than it is"),
        (("story", "see_also", 0, "document_id"), "sha256:none", "as something else than it is"),
        (("story", "cost", "seconds"), True, "content.story.cost.seconds"),
        (("verdicts",), [], "sentences and 0 verdicts"),
        (("verdicts", 3, "index"), 2, "sentence 3 has another sentence's verdict"),
        (("verdicts", 0, "rulings", 0, "part"), [5, 1], "a ruling on sentence 0 is about (5, 1)"),
        (("verdicts", 0, "rulings", 0, "part"), [0, 9999], "a ruling on sentence 0 is about (0, 9999)"),
        (("verdicts", 0, "rulings", 0, "part"), [0], "content.verdicts[0].rulings[0].part"),
    ],
)  # fmt: skip
def test_each_thing_that_does_not_fit_is_told_with_its_place(path: tuple[str | int, ...], value: Any, told: str) -> None:
    content = content_of(make_bundle())
    put(content, value, *path)
    assert told in refusal(sign(content))


def test_a_picture_with_other_bytes_is_told() -> None:
    bundle = make_bundle()
    shown = make_illustration(id="sha256:" + "0" * 64)
    assert "picture quay.jpg has other bytes than its id" in refusal(
        pack(replace(bundle, story=replace(bundle.story, illustration=shown)))
    )


def test_one_document_twice_and_a_strange_timeline_are_told() -> None:
    content = content_of(make_bundle())
    content["story"]["documents"].append(content["story"]["documents"][0])
    assert "has one document twice" in refusal(sign(content))
    content = content_of(make_bundle())
    dating = {"first": "2026-03-02", "last": "2026-03-02", "grain": "day", "time": None, "is_ahead": False}
    content["story"]["timeline"] = [
        {"dating": dating, "sentence": {**content["story"]["headline"], "text": "On 2 March: lies."}}
    ]
    assert "the timeline holds a sentence that the story does not" in refusal(sign(content))


@pytest.mark.parametrize("other", ["", "another document of the story"])
def test_a_title_of_another_document_is_told(other: str) -> None:
    content = content_of(make_bundle())
    first, second = [document for document in content["story"]["documents"] if document["title"]][:2]
    first["title"]["document_id"] = second["id"] if other else ""
    assert "has a title or furniture that is not its own" in refusal(sign(content))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**25), 10**25) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def paths(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, inner in items for path in paths(inner, (*at, key)))]


PATHS = paths(content_of(make_bundle()))[1:]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PATHS), JSON)
def test_any_value_in_any_place_is_a_story_or_one_line(path: tuple[str | int, ...], value: Any) -> None:
    content = content_of(make_bundle())
    put(content, value, *path)
    try:
        bundle = unpack(sign(content), "x")
    except UnreadableSource:
        return
    assert unpack(pack(bundle), "x") == bundle


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 20_000))
def test_any_bytes_in_any_place_are_told_or_change_nothing(junk: bytes, place: int) -> None:
    data = pack(make_bundle())
    try:
        assert unpack(data[:place] + junk + data[place + len(junk) :], "x") == make_bundle()
    except UnreadableSource:
        return


def test_a_verdict_for_each_sentence_is_needed_to_pack() -> None:
    bundle = make_bundle()
    with pytest.raises(ValueError, match="13 verdicts for 14 sentences"):
        pack(replace(bundle, verdicts=bundle.verdicts[1:]))
