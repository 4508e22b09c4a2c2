"""What bad input leaves open: quotations whose closing mark is missing, and verbs that the parser joined to words inside a quotation.

Both come down to the same thing: where somebody's own words end and the reporter goes on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from groundwire.model import Passage, Token
from groundwire.reading import cues
from groundwire.reading.marks import Run, blocks
from groundwire.reading.speech import LONGEST_SENTENCE, Act

LONGEST_BRIDGE = 40
"""Paragraphs of a quotation between its opening mark and its closing mark, at most."""
_DEEPEST = 8
"""Steps up the tree from a word in marks to the verb that hands them over."""
_PAST = frozenset({"VBD"})
_PRESENT = frozenset({"VBZ", "VBP"})


def mend(text: str, runs: Sequence[Run], passages: Sequence[Passage], acts: Sequence[Act]) -> tuple[Run, ...]:
    """The runs, with what stands between an opening mark that nothing closes and a closing mark that nothing opens, and each that still
    lacks its closing mark only as far as the first sentence in which the reporter has somebody speak by name."""
    if not any(run.is_loose for run in runs):
        return tuple(runs)
    told = sorted((act for act in acts if _is_reporters(act, passages)), key=lambda act: act.cue)
    return _cut(text, _bridge(text, runs, passages, told), passages, told)


def _bridge(text: str, runs: Sequence[Run], passages: Sequence[Passage], told: Sequence[Act]) -> list[Run]:
    """A quotation over several paragraphs that opens in the first and closes in the last, without marks in between, where nobody else
    is made to speak."""
    paragraphs = blocks(text, passages)
    starts = [act.cue[0] for act in told]
    bridged = list(runs)
    outer = [place for place, run in enumerate(runs) if run.depth == 0]
    for place, following in pairwise(outer):
        run, last = runs[place], runs[following]
        if not (run.is_loose and last.is_headless and 0 < last.block - run.block <= LONGEST_BRIDGE):
            continue
        if bisect_right(starts, run.start) != bisect_right(starts, last.end):
            continue
        bridged += [
            Run(*paragraphs[number], 0, number, is_closed=False, continues=True) for number in range(run.block + 1, last.block)
        ]
        bridged[place] = replace(run, is_loose=False)
        bridged[following] = replace(last, start=paragraphs[last.block][0], continues=True)
    return sorted(bridged, key=lambda run: (run.start, -run.end))


def _cut(text: str, runs: Sequence[Run], passages: Sequence[Passage], told: Sequence[Act]) -> tuple[Run, ...]:
    starts = [act.cue[0] for act in told]
    cut = []
    for run in runs:
        if run.is_loose and run.depth == 0:
            inside = range(bisect_right(starts, run.start), bisect_right(starts, run.end))
            end = next((end for place in inside if (end := _end_before(told[place], run, passages)) is not None), run.end)
            run = replace(run, end=_rstrip(text, run.start, min(end, run.end)))
        cut.append(run)
    return tuple(cut)


def _is_reporters(act: Act, passages: Sequence[Passage]) -> bool:
    if act.speaker_token is None or act.lemma not in cues.SPEECH | cues.JUDGEMENT:
        return False
    return passages[act.passage].tokens[act.speaker_token].pos == "PROPN"


def _end_before(act: Act, run: Run, passages: Sequence[Passage]) -> int | None:
    """Where the run ends if the reporter speaks in this act; ``None`` if that leaves nothing of it."""
    begin = passages[act.passage].span.start
    if begin > run.start:
        return begin
    is_said_here = act.content is not None and run.start <= act.content[0] + 1 <= run.start + 2
    return act.content[1] if is_said_here and act.content is not None and act.content[1] <= act.cue[0] else None


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def rejoin(passage: Passage, runs: Sequence[Run], starts: Sequence[int]) -> tuple[Token, ...]:
    """The tokens, a reporter's verb that hangs on one inside a quotation hung on the verb that hands the quotation over: "stressed that
    “I respect her” but rejected her plan". ``starts`` are where the outermost ``runs`` begin."""
    tokens = passage.tokens
    is_plain = not starts or len(tokens) > LONGEST_SENTENCE
    if is_plain or bisect_right(starts, passage.span.end) == bisect_right(starts, passage.span.start - 1):
        return tokens

    def run_at(token: Token) -> Run | None:
        place = bisect_right(starts, token.start) - 1
        return runs[place] if place >= 0 and token.start < runs[place].end else None

    moved: dict[int, int] = {}
    for token in tokens:
        head = tokens[token.head]
        run = run_at(head) if token.dep == "conj" and token.tag in _PAST | _PRESENT else None
        if (
            run is None
            or token.start < run.end
            or any(t.head == token.index and t.dep == "nsubj" for t in tokens[head.index :])
        ):
            continue
        if (verb := _hands_over(tokens, head, run)) is not None and _in_one_tense(tokens, verb, token):
            moved[token.index] = verb
            conjunction = next(
                (t.index for t in tokens[head.index : token.index] if t.dep == "cc" and t.head == head.index), None
            )
            if conjunction is not None:
                moved[conjunction] = verb
    return (
        tuple(replace(token, head=moved[token.index]) if token.index in moved else token for token in tokens)
        if moved
        else tokens
    )


def _hands_over(tokens: Sequence[Token], head: Token, run: Run) -> int | None:
    """The finite verb, before the run, on which the cue of the words in marks leans."""
    found = None
    token = head
    for _ in range(_DEEPEST):
        if token.start < run.start and token.pos in ("VERB", "AUX"):
            found = token
            if token.tag in _PAST | _PRESENT:
                return token.index
        if token.head == token.index:
            break
        token = tokens[token.head]
    return found.index if found is not None and found.head == found.index else None


def _in_one_tense(tokens: Sequence[Token], verb: int, other: Token) -> bool:
    """Whether the two verbs tell of deeds of one time, as those of one subject do."""
    return any(tokens[verb].tag in tense and other.tag in tense for tense in (_PAST, _PRESENT))
