"""Words that their layout hands to a speaker, without quotation marks: the turns of a transcript, the answers of an interview
whose questions stand on lines of their own, and posts ("@port: ...", "— Petra Holm (@pholm) May 3, 2024").

A turn runs to the next label. A paragraph between two turns goes on with the first, unless the reporter speaks of its speaker
there; behind the last turn nothing tells where the talk ends, so that only the labelled paragraph counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from groundwire.model import Document, MentionForm, Name, NameKind, Passage, Role
from groundwire.reading.capitals import fold
from groundwire.reading.turn_labels import Kind, Label, find_labels

_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2,3}\.?)"
_POSTED: Final = re.compile(
    rf"(?P<cue>—|–|--|-|―)\s?(?P<name>[^\n()—–]{{1,60}}?)\s*\((?P<handle>@\w{{1,30}})\)\s+{_MONTH}\s\d{{1,2}},\s\d{{4}}\W*\Z"
)
_TALKS_TO: Final = re.compile(
    r"(?i)\b(?:interview(?:ed|s)?(?:\s+(?:with|of))?|(?:spoke|speaks|talk(?:s|ed)?|sat\s+down|conversation|caught\s+up|q\s?&\s?a)\s+(?:to|with)"
    r"|questions?\s+(?:to|for)|asked)\s+(?:[\w,'’&-]+\s+){0,6}$"
)
_TALKS: Final = re.compile(
    r"(?i)\s*(?:,[^,.]{1,80},)?\s*(?:(?:spoke|speaks|talks|talked|sat\s+down)\s+(?:to|with)\b"
    r"|(?:answers?|answered|took)\s+(?:\w+['’]?\s+){0,2}questions\b|(?:is|was)\s+interviewed\b)"
)
_FIRST: Final = re.compile(r"\b(?:I|we|We|my|My|our|Our)\b")
_QUOTED: Final = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]")
_OPENING: Final = '"“„«»'
_NOTE: Final = re.compile(r"\W*(?:\[.*\]|\(.*\))\W*\Z", re.DOTALL)
_ABOUT_IT: Final = re.compile(r"(?i)\W*(?:this|the)\s+(?:interview|conversation|transcript|exchange)\b")
_MARKS: Final = "\"“”„«»‘’' \u00a0*_"
_LONGEST_QUESTION: Final = 400
_FARTHEST: Final = 20
"""White space between a post and its signature, at most."""
LONGEST_TURN: Final = 60
"""Paragraphs without a label that one turn goes on over."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of one speaker's words, by offsets; ``cue`` is the label's colon or the signature's dash, ``None`` where the
    paragraph only goes on. ``key`` is the name the speaker resolves to, empty where the text does not say, and then
    ``confidence`` is low."""

    speaker: tuple[int, int]
    cue: tuple[int, int] | None
    content: tuple[int, int]
    key: str
    confidence: float


def find_turns(document: Document, passages: Sequence[Passage], names: Sequence[Name]) -> tuple[Turn, ...]:
    """Every turn of the document in text order; their contents do not overlap. Most reports have none."""
    labels = find_labels(document.text, passages, names)
    paragraphs = _paragraphs(passages, labels)
    found = [*_labelled(document.text, paragraphs, labels, names), *_posts(document, paragraphs, names)]
    if not found:
        found = list(_answers(document.text, paragraphs, names))
    kept: list[Turn] = []
    for turn in sorted(found, key=lambda turn: turn.content):
        if any(map(str.isalnum, document.text[slice(*turn.content)])) and (not kept or kept[-1].content[1] <= turn.content[0]):
            kept.append(turn)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Passages of one paragraph, cut where a label stands inside it."""

    start: int
    end: int
    role: Role
    label: Label | None


def _paragraphs(passages: Sequence[Passage], labels: Sequence[Label]) -> list[_Paragraph]:
    by_passage = {label.passage: label for label in labels}
    found: list[_Paragraph] = []
    last: Passage | None = None
    for number, passage in enumerate(passages):
        label = by_passage.get(number)
        if last is None or label is not None or last.paragraph != passage.paragraph:
            found.append(_Paragraph(passage.span.start, passage.span.end, passage.role, label))
        else:
            found[-1] = _Paragraph(found[-1].start, passage.span.end, found[-1].role, found[-1].label)
        last = passage
    return found


# --- transcripts ------------------------------------------------------------------------------------------------------


def _labelled(text: str, paragraphs: Sequence[_Paragraph], labels: Sequence[Label], names: Sequence[Name]) -> Iterator[Turn]:
    places = _Places(names)
    interviewed = _interviewed(text, labels[0].start if labels else 0, names)
    last_labelled = max((n for n, p in enumerate(paragraphs) if p.label and p.label.kind is not Kind.HANDLE), default=-1)
    speaking: tuple[Label, str, float] | None = None
    gone_on = 0
    for number, paragraph in enumerate(paragraphs):
        if (label := paragraph.label) is not None:
            key = label.key
            if label.kind is Kind.ASKED:
                key = interviewed if label.text[0] == "A" else ""
            is_nobody = label.kind is Kind.ASKED and not key
            speaking, gone_on = (label, key, 0.4 if is_nobody else 0.9), 0
            yield Turn(
                (label.start, label.end),
                (label.end, label.end + 1),
                _bare(text, label.content, paragraph.end),
                key,
                speaking[2],
            )
            if label.kind is Kind.HANDLE:
                speaking = None
        elif speaking is not None and number < last_labelled and gone_on < LONGEST_TURN and paragraph.role is Role.BODY:
            label, key, sure = speaking
            gone_on += 1
            if _NOTE.match(text, paragraph.start, paragraph.end):
                continue
            if places.is_named(key, paragraph):
                speaking = None
                continue
            yield Turn((label.start, label.end), None, _bare(text, paragraph.start, paragraph.end), key, min(sure, 0.7))
        else:
            speaking = None


class _Places:
    """Where names are mentioned by name."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._at = {
            name.key: sorted(m.span.start for m in name.mentions if m.form is not MentionForm.PRONOUN) for name in names
        }

    def is_named(self, key: str, paragraph: _Paragraph) -> bool:
        """Whether the paragraph calls its own speaker by name: then it is the reporter who speaks."""
        starts = self._at.get(key, [])
        place = bisect_left(starts, paragraph.start)
        return place < len(starts) and starts[place] < paragraph.end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The words of a paragraph without the marks around all of it."""
    words = text[start:end]
    is_marked = words[:1] in ('"', "“", "„", "«", "»") and words[-1:] in ('"', "”", "“", "«", "»") and len(words) > 1
    if is_marked and not any(mark in words[1:-1] for mark in '"“”„«»'):
        start, end = start + 1, end - 1
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    return start, end


# --- interviews -------------------------------------------------------------------------------------------------------


def _interviewed(text: str, until: int, names: Sequence[Name]) -> str:
    """The key of the one person whom the words before ``until`` say is asked; empty where there is none, or more than one."""
    found = {
        name.key
        for name in names
        if name.kind is NameKind.PERSON
        for mention in name.mentions
        if mention.span.end <= until
        and mention.confidence >= 0.5
        and (
            _TALKS.match(text, mention.span.end)
            or (
                mention.form is not MentionForm.PRONOUN
                and _TALKS_TO.search(text, max(0, mention.span.start - 120), mention.span.start)
            )
        )
    }
    return next(iter(found)) if len(found) == 1 else ""


def _answers(text: str, paragraphs: Sequence[_Paragraph], names: Sequence[Name]) -> Iterator[Turn]:
    """The paragraphs behind each question that stands alone, if the text says who is asked and most of them speak of "I" or "we"."""
    body = [paragraph for paragraph in paragraphs if paragraph.role in (Role.BODY, Role.LEAD)]
    asked = [number for number, paragraph in enumerate(body) if _is_question(text, paragraph)]
    if len(asked) < 2:
        return
    key = _interviewed(text, body[asked[0]].start, names)
    name = next((name for name in names if name.key == key), None) if key else None
    if name is None:
        return
    speaker = next(m.span for m in name.mentions if m.form is not MentionForm.PRONOUN)
    places = _Places(names)
    questions = set(asked)
    answers: list[list[_Paragraph]] = []
    is_over = False
    for number in range(asked[0], len(body)):
        paragraph = body[number]
        if number in questions:
            answers.append([])
            is_over = False
        elif is_over or places.is_named(key, paragraph) or _ABOUT_IT.match(text, paragraph.start):
            is_over = True
        elif not _NOTE.match(text, paragraph.start, paragraph.end):
            answers[-1].append(paragraph)
    given = [answer for answer in answers if answer]
    own = sum(any(_FIRST.search(_QUOTED.sub("", text[p.start : p.end])) for p in answer) for answer in given)
    are_quoted = any(text[p.start] in _OPENING for answer in given for p in answer)
    if len(given) < 2 or own * 2 < len(given) or are_quoted:
        return  # a report with questions in it
    for paragraph in (paragraph for answer in given for paragraph in answer):
        content = _bare(text, paragraph.start, paragraph.end)
        yield Turn((speaker.start, speaker.end), None, content, key, 0.8)


def _is_question(text: str, paragraph: _Paragraph) -> bool:
    words = text[paragraph.start : paragraph.end]
    return len(words) <= _LONGEST_QUESTION and words.rstrip(_MARKS).endswith("?") and words[:1] not in "\"“„«»‘'"


# --- posts ------------------------------------------------------------------------------------------------------------


def _posts(document: Document, paragraphs: Sequence[_Paragraph], names: Sequence[Name]) -> Iterator[Turn]:
    """The paragraph that a post's signature ends, or stands under. A signature alone on its line is furniture, yet it says whose words
    the line above it holds."""
    text = document.text
    by_end = {paragraph.end: paragraph for paragraph in paragraphs}
    keys = {name.key: name for name in names if name.kind is not NameKind.PLACE}
    for paragraph in paragraphs:
        if signed := _POSTED.search(text, max(paragraph.start, paragraph.end - 120), paragraph.end):
            yield from _post(text, paragraph, signed, keys)
    for span in document.furniture:
        signed = _POSTED.search(text, span.start, span.end) if span.end - span.start <= 200 else None
        end = span.start
        while end > max(0, span.start - _FARTHEST) and text[end - 1].isspace():
            end -= 1
        if signed and end in by_end and not text[span.start : signed.start()].strip():
            yield from _post(text, by_end[end], signed, keys)


def _post(text: str, paragraph: _Paragraph, signed: re.Match[str], keys: dict[str, Name]) -> Iterator[Turn]:
    start, end = paragraph.start, min(paragraph.end, signed.start())
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end or paragraph.role is Role.HEADLINE or paragraph.label is not None:
        return
    content = _bare(text, start, end)
    if content == (start, end) and text[end - 1] in _MARKS:
        return  # only a part of it stands in marks, and the signature is under that
    key = fold(signed["name"])
    yield Turn(signed.span("name"), signed.span("cue"), content, key if key in keys else "", 0.85)
