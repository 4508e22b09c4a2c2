"""Words in quotation marks must be the source's words, in marks there too, and stay with their speaker.

Compared after ``straighten`` and with runs of white space as one space. Two liberties of the trade are allowed: the
case of the first
letter, and one comma or full stop at the end, inside the marks. The check blocks or stays silent; it never supports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from groundwire.model import Document, Draft, Outcome, Passage, Quote, Ruling, Span
from groundwire.protocols import Check, Evidence, Tools
from groundwire.reading.marks import Run, find_runs
from groundwire.reading.names import fold
from groundwire.reading.quotes import straighten
from groundwire.reading.speakers import Relation, Speaker, compare, identify, speaker_at, speaker_of

NEAREST = 0.6
"""Similarity from which words of the source count as what an altered quotation was made of."""
SHORT = 3
"""Words up to which a run without a speaker may be a title or words held at arm's length."""
LOOKED_AT = 6
"""Source quotations compared word by word with one that is found nowhere."""
LONGEST = 400
"""Words of a quotation compared that way."""
SURE = 0.8
"""Confidence from which a speaker carried on from another sentence counts."""
_ELISION = re.compile(r"\s*(?:[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]|\.\s?\.\s?\.\.?|…)\s*")
_NEGATIONS = frozenset("not no never none neither nor nothing nobody without cannot n't".split())
_BLANKS = re.compile(r"\s+")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Quoted words of the source: a run, or the runs of one quotation over several paragraphs. ``text`` is normalised."""

    document: Document
    runs: tuple[Run, ...]
    text: str
    words: tuple[str, ...]

    @property
    def span(self) -> Span:
        return self.document.span(self.runs[0].start, self.runs[-1].end)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Quoted words of one draft sentence: ``start``/``end`` in the draft's document, ``parts`` between elisions, normalised."""

    sentence: Passage
    start: int
    end: int
    parts: tuple[str, ...]
    quote: Quote | None
    run: int
    """Where the whole quotation begins in the draft's document."""

    @property
    def shown(self) -> str:
        return " ... ".join(self.parts)

    @property
    def length(self) -> int:
        return sum(len(part.split()) for part in self.parts)


class QuotesCheck:
    """``Check`` for direct quotations."""

    name = "quotes"

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """See ``protocols.Check``: one ruling for each quoted run that is altered, absent, or in another's mouth."""
        pieces = list(_pieces(draft))
        if not pieces:
            return ()
        source = _Quotations(evidence)
        rulings = [ruling for piece in pieces for ruling in _judge(piece, draft, source)]
        rulings += _judge_joins(pieces, draft, source)
        return tuple(sorted(rulings, key=lambda ruling: (ruling.sentence, ruling.part)))


def make(tools: Tools) -> Check:
    """The check; it needs no model."""
    return QuotesCheck()


# --- the draft --------------------------------------------------------------------------------------------------------


def _pieces(draft: Draft) -> Iterator[_Piece]:
    """The quoted words of every sentence; a quotation over two sentences is two pieces."""
    text = draft.document.text
    sentences = draft.reading.sentences
    direct = {quote.content: quote for quote in draft.reading.quotes if quote.is_direct}
    for run in find_runs(text, sentences):
        quote = direct.get(draft.document.span(run.start, run.end))
        place = draft.reading.passage_at(draft.document.span(run.start, run.end))
        for sentence in sentences[place.index if place else 0 :]:
            start, end = max(run.start, sentence.span.start), min(run.end, sentence.span.end)
            if sentence.span.start >= run.end:
                break
            parts = tuple(part for piece in _ELISION.split(_plain(text[start:end])) if (part := _core(piece)))
            if start < end and parts:
                yield _Piece(sentence, start, end, parts, quote, run.start)


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", straighten(text)).strip()


def _core(text: str) -> str:
    """Without one closing comma or full stop and marks of quotations inside it that its sentence broke off."""
    text = text.strip()
    if text.endswith((".", ",")):
        text = text[:-1].rstrip()
    return text if any(character.isalnum() for character in text) else ""


# --- the source -------------------------------------------------------------------------------------------------------


class _Quotations:
    """The quotations of all evidence, found by their words; readings are asked for only where a quotation matches."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.stretches: list[_Stretch] = []
        self.plain: dict[str, str] = {}
        self.readings = [evidence.reading(document.id) for document in evidence.documents]
        for document in evidence.documents:
            self.stretches.extend(_stretches(document, evidence.reading(document.id).sentences))
            self.plain[document.id] = _BLANKS.sub(" ", straighten(document.text))
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for number, stretch in enumerate(self.stretches):
            for word in sorted(set(stretch.words)):
                self.by_word[word].append(number)

    def holding(self, part: str) -> list[_Stretch]:
        """The quotations in which the words stand, byte for byte but for the first letter's case."""
        words = _words(part)
        numbers: Sequence[int] = range(len(self.stretches))
        if words:
            numbers = min((self.by_word.get(word, []) for word in words), key=len)
        return [self.stretches[number] for number in numbers if _find(part, self.stretches[number].text, 0) >= 0]

    def documents_with(self, part: str) -> list[Document]:
        """The documents that have the words anywhere."""
        return [document for document in self.evidence.documents if _find(part, self.plain[document.id], 0) >= 0]

    def nearest(self, text: str) -> tuple[_Stretch, str] | None:
        """The quotation most like ``text`` and its words there, where they are like enough to be what was altered."""
        words = _words(text)[:LONGEST]
        shared: dict[int, float] = defaultdict(float)
        for word in set(words):
            numbers = self.by_word.get(word, ())
            for number in numbers:
                shared[number] += 1 / len(numbers) + 0.05
        ranked = sorted(shared, key=lambda number: (-shared[number], number))[:LOOKED_AT]
        best: tuple[float, _Stretch, str] | None = None
        for number in ranked:
            score, window = _window(words, self.stretches[number])
            if score >= NEAREST and (best is None or score > best[0]):
                best = (score, self.stretches[number], window)
        return (best[1], best[2]) if best else None


def _stretches(document: Document, passages: Sequence[Passage]) -> Iterator[_Stretch]:
    chain: list[Run] = []
    for run in find_runs(document.text, passages):
        if run.depth == 0 and run.continues and chain:
            chain.append(run)
            continue
        if chain:
            yield _stretch(document, chain)
            chain = []
        if run.depth == 0:
            chain = [run]
        else:
            yield _stretch(document, [run])
    if chain:
        yield _stretch(document, chain)


def _stretch(document: Document, runs: Sequence[Run]) -> _Stretch:
    text = " ".join(_plain(document.text[run.start : run.end]) for run in runs)
    return _Stretch(document, tuple(runs), text, tuple(_words(text)))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.lower())


def _find(part: str, text: str, start: int) -> int:
    """Where ``part`` stands in ``text`` as whole words, the first letter in either case; -1 where it does not."""
    for first in dict.fromkeys((part[0], part[0].lower(), part[0].upper())):
        wanted = first + part[1:]
        place = text.find(wanted, start)
        while place >= 0:
            before = text[place - 1] if place else " "
            after = text[place + len(wanted)] if place + len(wanted) < len(text) else " "
            if not (before.isalnum() and wanted[0].isalnum()) and not (after.isalnum() and wanted[-1].isalnum()):
                return place
            place = text.find(wanted, place + 1)
    return -1


def _window(words: Sequence[str], stretch: _Stretch) -> tuple[float, str]:
    """How like the words of the stretch are at their likest place, from 0 to 1, and those words."""
    theirs = stretch.words[: LONGEST * 2]
    matcher = SequenceMatcher(None, words, theirs, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, ""
    start = max(0, blocks[0].b - blocks[0].a)
    end = min(len(theirs), blocks[-1].b + blocks[-1].size + (len(words) - blocks[-1].a - blocks[-1].size))
    same = sum(block.size for block in blocks)
    score = 2 * same / (len(words) + max(1, end - start))
    if len(words) <= SHORT:
        score = SequenceMatcher(None, " ".join(words), " ".join(theirs[start:end]), autojunk=False).ratio() - 0.15
    return score, _as_written(stretch.text, start, end)


def _as_written(text: str, first: int, last: int) -> str:
    places = list(_WORDS.finditer(text.lower())) if len(text.lower()) == len(text) else list(_WORDS.finditer(text))
    return text[places[first].start() : places[min(last, len(places)) - 1].end()] if places else ""


# --- the ruling -------------------------------------------------------------------------------------------------------


def _judge(piece: _Piece, draft: Draft, source: _Quotations) -> Iterator[Ruling]:
    candidates = [source.holding(part) for part in piece.parts]
    if all(candidates):
        common = [stretch for stretch in candidates[0] if all(any(s is stretch for s in other) for other in candidates[1:])]
        whole = [stretch for stretch in common if _in_order(piece.parts, stretch.text)]
        if whole:
            yield from _judge_elision(piece, draft, whole)
            yield from _judge_speaker(piece, draft, whole, source)
        else:
            places = tuple(dict.fromkeys(row[0].span for row in candidates))
            note = f"the quotation “{piece.shown}” is put together from separate quotations of the source"
            yield _ruling(piece, draft, Outcome.CONTRADICTED, note, places)
        return
    yield from _judge_missing(piece, draft, source)


def _judge_joins(pieces: Sequence[_Piece], draft: Draft, source: _Quotations) -> Iterator[Ruling]:
    """A quotation over several sentences must be one quotation of the source, not two set side by side."""
    for _, group in groupby(pieces, key=lambda piece: piece.run):
        run = list(group)
        parts = [part for piece in run for part in piece.parts]
        found = [source.holding(part) for part in parts]
        if len(run) < 2 or not all(found):
            continue
        shared = [stretch for stretch in found[0] if all(any(s is stretch for s in row) for row in found)]
        if not any(_in_order(parts, stretch.text) for stretch in shared):
            places = tuple(dict.fromkeys(row[0].span for row in found))
            shown = " ".join(piece.shown for piece in run)
            note = f"the quotation “{shown}” is put together from separate quotations of the source"
            yield _ruling(run[-1], draft, Outcome.CONTRADICTED, note, places)


def _in_order(parts: Sequence[str], text: str) -> bool:
    place = 0
    for part in parts:
        found = _find(part, text, place)
        if found < 0:
            return False
        place = found + len(part)
    return True


def _judge_elision(piece: _Piece, draft: Draft, whole: Sequence[_Stretch]) -> Iterator[Ruling]:
    """What is left out of a quotation must not turn it round."""
    if len(piece.parts) < 2:
        return
    for stretch in whole:
        place, dropped = 0, ""
        for number, part in enumerate(piece.parts):
            found = _find(part, stretch.text, place)
            dropped += " " + stretch.text[place:found] if number else ""
            place = found + len(part)
        lost = [word for word in _words(dropped.replace("n't", " not")) if word in _NEGATIONS]
        if not lost:
            return
    note = f"what the quotation leaves out holds “{lost[0]}”: the source has “{whole[0].text}”"
    yield _ruling(piece, draft, Outcome.CONTRADICTED, note, (whole[0].span,))


def _judge_missing(piece: _Piece, draft: Draft, source: _Quotations) -> Iterator[Ruling]:
    """Words that stand in no quotation of the source: titles and words held at arm's length need only stand in its text."""
    everywhere = [source.documents_with(part) for part in piece.parts]
    if all(everywhere):
        if piece.quote is None or piece.quote.speaker is None:
            return
        note = f"the source has the words “{piece.shown}” without quotation marks: they may be reported, not quoted"
        yield _ruling(piece, draft, Outcome.CONTRADICTED, note, ())
        return
    near = source.nearest(" ".join(piece.parts))
    if near:
        note = f"the source has “{near[1]}”, not “{piece.shown}”"
        yield _ruling(piece, draft, Outcome.CONTRADICTED, note, (near[0].span,))
        return
    kind = "quotation" if piece.quote and piece.quote.speaker else "title or phrase in quotation marks"
    yield _ruling(piece, draft, Outcome.NOT_FOUND, f"no source given here has the {kind} “{piece.shown}”", ())


def _judge_speaker(piece: _Piece, draft: Draft, whole: Sequence[_Stretch], source: _Quotations) -> Iterator[Ruling]:
    """Whether the words stay with their speaker; silent where either text leaves the speaker open."""
    if piece.quote is None or piece.quote.confidence < (0.5 if piece.quote.cue else SURE):
        return
    mine = speaker_of(draft.document, draft.reading, piece.quote)
    if mine is None or mine.is_the_report:
        return
    mine = identify(mine, source.readings)
    for stretch in whole:
        theirs = _speakers(stretch, piece, source.evidence)
        if not theirs or fold(stretch.document.source.name) in mine.words | {fold(mine.text)}:
            return
        if any(compare(mine, other) is not Relation.OTHER for other in theirs):
            return
    note = f"the source gives the words “{piece.shown}” to {theirs[0].shown}, not to {mine.shown}"
    yield _ruling(piece, draft, Outcome.CONTRADICTED, note, (whole[0].span,))


def _speakers(stretch: _Stretch, piece: _Piece, evidence: Evidence) -> list[Speaker]:
    """Who speaks the stretch in its source, and who passed it on; empty where the source does not make it sure."""
    document, reading = stretch.document, evidence.reading(stretch.document.id)
    found: list[Speaker] = []
    for run in stretch.runs:
        for quote in reading.quotes:
            if quote.is_direct and (quote.content.start, quote.content.end) == (run.start, run.end):
                speaker = speaker_of(document, reading, quote)
                if speaker is None or quote.confidence < 0.5:
                    return []
                found.append(speaker)
                found.extend(speaker_at(document, reading, link) for link in quote.via)
    return found


def _ruling(piece: _Piece, draft: Draft, outcome: Outcome, note: str, spans: Sequence[Span]) -> Ruling:
    offset = piece.sentence.span.start
    return Ruling(
        draft_id=draft.id,
        sentence=piece.sentence.index,
        part=(piece.start - offset, piece.end - offset),
        check=QuotesCheck.name,
        outcome=outcome,
        note=note,
        evidence=tuple(spans),
    )
