"""Words in quotation marks must be the source's words, in marks there too, and stay with their speaker.

Compared after ``straighten`` and with runs of white space as one space. Two liberties of the trade are allowed: the
case of letters, and one comma or full stop at the end, inside the marks. The check blocks or stays silent; it never supports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from groundwire.checks._cuts import Cut, find_cut
from groundwire.checks._owners import ROSTERS, Place, Roster
from groundwire.checks._quotations import QUOTATIONS, SHORT, Quotations, Stretch, find, plain, words_in
from groundwire.checks._said import call
from groundwire.model import Draft, Outcome, Passage, Quote, Ruling, Span, Token
from groundwire.protocols import Check, Evidence, Tools
from groundwire.reading.marks import find_runs
from groundwire.reading.names import fold
from groundwire.reading.speakers import Relation, Speaker, speaker_at, speaker_of

SURE = 0.8
"""Confidence from which a speaker carried on from another sentence counts."""
_ELISION = re.compile(r"\s*(?:[\[(]\s*(?:\.\s?\.\s?\.|…)\s*[\])]|\.\s?\.\s?\.\.?|…)\s*")
_CALLED = frozenset({"attr", "oprd", "acomp", "ROOT", "ccomp", "appos"})
_TURNING = frozenset("not no never none neither nor nothing nobody without cannot n't if unless only hardly barely".split())
"""Words that turn a quotation round when they are left out of its middle."""


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
    def around(self) -> list[Token]:
        """The draft's words beside the marks."""
        return [token for token in self.sentence.tokens if token.end <= self.start or token.start >= self.end]


@dataclass(frozen=True, slots=True)
class _Source:
    """What a draft's quotations are compared with."""

    evidence: Evidence
    quotations: Quotations
    roster: Roster


class QuotesCheck:
    """``Check`` for direct quotations."""

    name = "quotes"

    def check(self, draft: Draft, evidence: Evidence) -> tuple[Ruling, ...]:
        """See ``protocols.Check``: one ruling for each quoted run that is altered, absent, or in another's mouth."""
        pieces = list(_pieces(draft))
        if not pieces:
            return ()
        source = _Source(evidence, QUOTATIONS.of(evidence), ROSTERS.of(evidence))
        rulings = [ruling for piece in pieces for ruling in _judge(piece, draft, source)]
        rulings += _judge_joins(pieces, draft, source.quotations)
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
            parts = tuple(part for piece in _ELISION.split(plain(text[start:end])) if (part := _core(piece)))
            if start < end and parts:
                yield _Piece(sentence, start, end, parts, quote, run.start)


def _core(text: str) -> str:
    """Without one closing comma or full stop and marks of quotations inside it that its sentence broke off."""
    text = text.strip()
    if text.endswith((".", ",")):
        text = text[:-1].rstrip()
    return text if any(character.isalnum() for character in text) else ""


# --- the ruling -------------------------------------------------------------------------------------------------------


def _judge(piece: _Piece, draft: Draft, source: _Source) -> Iterator[Ruling]:
    candidates = [source.quotations.holding(part) for part in piece.parts]
    if all(candidates):
        common = [stretch for stretch in candidates[0] if all(any(s is stretch for s in other) for other in candidates[1:])]
        whole = [stretch for stretch in common if _in_order(piece.parts, stretch.text)]
        if whole:
            yield from list(_judge_elision(piece, draft, whole)) or _judge_cut(piece, draft, whole, source)
            yield from _judge_speaker(piece, draft, whole, source)
        else:
            places = tuple(dict.fromkeys(row[0].span for row in candidates))
            note = f"the quotation “{piece.shown}” is put together from separate quotations of the source"
            yield _ruling(piece, draft, Outcome.CONTRADICTED, note, places)
        return
    yield from _judge_missing(piece, draft, source.quotations)


def _judge_joins(pieces: Sequence[_Piece], draft: Draft, source: Quotations) -> Iterator[Ruling]:
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
        found = find(part, text, place)
        if found < 0:
            return False
        place = found + len(part)
    return True


def _judge_elision(piece: _Piece, draft: Draft, whole: Sequence[Stretch]) -> Iterator[Ruling]:
    """What is left out of a quotation must not turn it round."""
    if len(piece.parts) < 2:
        return
    for stretch in whole:
        place, dropped = 0, ""
        for number, part in enumerate(piece.parts):
            found = find(part, stretch.text, place)
            dropped += " " + stretch.text[place:found] if number else ""
            place = found + len(part)
        lost = [word for word in words_in(dropped.replace("n't", " not")) if word in _TURNING]
        if not lost:
            return
    note = f"what the quotation leaves out holds “{lost[0]}”: the source has “{whole[0].text}”"
    yield _ruling(piece, draft, Outcome.CONTRADICTED, note, (whole[0].span,))


def _judge_cut(piece: _Piece, draft: Draft, whole: Sequence[Stretch], source: _Source) -> Iterator[Ruling]:
    """Words taken out of a longer quotation must not lose what governs them there; one place where they stand alone clears them."""
    cuts: list[tuple[Stretch, Cut]] = []
    for stretch in whole:
        passages = _passages(stretch, source.evidence)
        first = find(piece.parts[0], stretch.text, 0)
        last = max(find(piece.parts[-1], stretch.text, first), first)
        start, end = stretch.place(first, last + len(piece.parts[-1]))
        cut = find_cut(passages, start, end, "?" in piece.parts[-1], piece.around)
        if cut is None:
            return
        cuts.append((stretch, cut))
    stretch, cut = cuts[0]
    near = next((passage for passage in _passages(stretch, source.evidence) if piece.parts[0][1:] in plain(passage.text)), None)
    shown = plain(near.text) if near else stretch.text
    note = f"in the report “{cut.word}” belongs to these words: “{shown}”"
    if cut.word == "?":
        note = f"in the report this is a question: “{shown}”"
    yield _ruling(piece, draft, Outcome.CONTRADICTED, note, (near.span if near else stretch.span,), is_warning=not cut.is_sure)


def _passages(stretch: Stretch, evidence: Evidence) -> list[Passage]:
    span = stretch.span
    return [passage for passage in evidence.reading(stretch.document.id).sentences if passage.span.overlaps(span)]


def _judge_missing(piece: _Piece, draft: Draft, source: Quotations) -> Iterator[Ruling]:
    """Words that stand in no quotation of the source: titles and words held at arm's length need only stand in its text."""
    everywhere = [source.documents_with(part) for part in piece.parts]
    if all(everywhere):
        if piece.quote is None or piece.quote.speaker is None or _is_term(piece, piece.quote):
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


def _is_term(piece: _Piece, quote: Quote) -> bool:
    """A thing's name held at arm's length within what somebody says ("the “ghost fleet” has armed crews, police say"): a few words round a
    noun that are neither what the cue brings nor what anything is called."""
    inside = [token for token in piece.sentence.tokens if piece.start <= token.start and token.end <= piece.end]
    if len(piece.parts) > 1 or len(words_in(piece.parts[0])) > SHORT or any(token.pos in ("VERB", "AUX") for token in inside):
        return False
    tokens = piece.sentence.tokens
    heads = [token for token in inside if not piece.start <= tokens[token.head].start < piece.end or token.head == token.index]
    if len(heads) != 1 or heads[0].pos not in ("NOUN", "PROPN") or heads[0].dep in _CALLED:
        return False
    above = tokens[heads[0].head]
    return above.lemma != "as" and not (quote.cue and quote.cue.start <= above.start < quote.cue.end)


def _judge_speaker(piece: _Piece, draft: Draft, whole: Sequence[Stretch], source: _Source) -> Iterator[Ruling]:
    """Whether the words stay with their speaker; silent where either text leaves the speaker open."""
    if piece.quote is None or piece.quote.confidence < (0.5 if piece.quote.cue else SURE):
        return
    mine = speaker_of(draft.document, draft.reading, piece.quote)
    if mine is None or mine.is_the_report:
        return
    mine = source.roster.identify(mine)
    for stretch in whole:
        theirs = _speakers(stretch, source.evidence)
        if not theirs or fold(stretch.document.source.name) in mine.words | {fold(mine.text)}:
            return
        if any(_relate(mine, other, stretch, source) is not Relation.OTHER for other in theirs):
            return
    note = f"the report has {call(theirs[0])} say “{piece.shown}”, not {call(mine)}"
    yield _ruling(piece, draft, Outcome.CONTRADICTED, note, (whole[0].span,))


def _relate(mine: Speaker, theirs: Speaker, stretch: Stretch, source: _Source) -> Relation:
    document, reading = stretch.document, source.evidence.reading(stretch.document.id)
    passage = reading.passage_at(stretch.span)
    return source.roster.relate(mine, theirs, Place(passage, document, reading)) if passage else Relation.UNKNOWN


def _speakers(stretch: Stretch, evidence: Evidence) -> list[Speaker]:
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


def _ruling(
    piece: _Piece, draft: Draft, outcome: Outcome, note: str, spans: Sequence[Span], is_warning: bool = False
) -> Ruling:
    offset = piece.sentence.span.start
    return Ruling(
        draft_id=draft.id,
        sentence=piece.sentence.index,
        part=(piece.start - offset, piece.end - offset),
        check=QuotesCheck.name,
        outcome=outcome,
        note=note,
        evidence=tuple(spans),
        is_warning=is_warning,
    )
