"""Who said what: every act of attribution in a report, direct and indirect, with its speaker, its cue and its chain.

Quotation marks give the words (``marks``), the grammar gives the acts (``speech``, ``stances``), and this module joins them: a quotation
gets the speaker of the act that encloses it, follows it or leads into it, else of the quotation it carries on; words in marks that nobody
is said to say (titles, words held at arm's length) keep no speaker. The module is long, for each way in which a quotation comes by its
speaker has to know of the others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from groundwire.model import Document, Name, Passage, Quote, Span, Token
from groundwire.reading import cues
from groundwire.reading.gazetteer import OFFICE_HEADS
from groundwire.reading.loose_ends import mend, rejoin
from groundwire.reading.marks import Run, find_runs, straighten
from groundwire.reading.speech import Act, find_acts
from groundwire.reading.stances import find_stances
from groundwire.reading.terms import is_term
from groundwire.reading.tree import MARKS, Tree
from groundwire.reading.turns import Turn, find_turns
from groundwire.reading.voices import Speaking, Voices

__all__ = ["Speech", "find_speech", "straighten"]

_SIGNATURE = re.compile(r"[”\"'’»]?\s{0,2}(―|—|–|--)\s{0,2}(?=[A-Z])")
_STOP = re.compile(r"[a-z)\d]{3}[.!?][”\"'’]?\s|;")
LONGEST_SIGNATURE = 12
"""Words of a signature, office and place included."""
LONGEST_CHAIN = 4
_WISHES = cues.BELIEF | cues.INTENT | frozenset({"expect"})
_SHORTEST = 8
"""Tokens of a sentence that only names who has spoken."""
NEAR = 12
"""Tokens between a cue and the quotation it leads into, at most."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks a run: offsets of speaker and cue, the token that heads the speaker, and how sure that is."""

    speaker: tuple[int, int] | None
    token: tuple[int, int] | None
    cue: tuple[int, int] | None
    confidence: float
    act: Act | None = None


_NOBODY = _Voice(None, None, None, 0.8)


@dataclass(frozen=True, slots=True)
class Speech:
    """Every act of attribution of a text, each kind in the order of its content, an enclosing one before what it encloses: ``quotes``,
    which say what was said, and ``stances``, which only name what it was about."""

    quotes: tuple[Quote, ...]
    stances: tuple[Quote, ...]


def find_speech(document: Document, passages: Sequence[Passage], names: Sequence[Name]) -> Speech:
    """Who is made to say what, and who stands where on what.

    ``content`` of a direct quotation spans the words inside the marks; of indirect speech the clause without an opening "that",
    and where the cue interrupts the clause, from its first word to its last with the cue between. ``confidence`` below 0.5 goes
    with an empty ``speaker_key``. Takes any text and any parse."""
    runs = find_runs(document.text, passages)
    marked = [run for run in runs if run.depth == 0]
    starts = [run.start for run in marked]
    trees = [Tree(rejoin(passage, marked, starts)) for passage in passages]
    acts = [act for number, tree in enumerate(trees) for act in find_acts(tree, number)]
    turns = find_turns(document, passages, names)
    runs = _beneath(mend(document.text, runs, passages, acts), turns)
    outer = sorted([(run.start, run.end) for run in runs if run.depth == 0] + [turn.content for turn in turns])
    voices = Voices(passages, names, outer)
    labelled = {turn.cue for turn in turns}
    acts = [act for act in acts if act.cue not in labelled and not _is_own_voice(act, passages, voices)]
    found = _Reader(document, passages, trees, runs, acts, voices)
    named = [act for row, tree in enumerate(trees) for act in find_stances(tree, row, found.acts[row])]
    stances = [act for act in named if not _is_own_voice(act, passages, voices)]
    spoken = [_turn_quote(document, turn) for turn in turns]
    return Speech(_in_order([*spoken, *found.direct(), *found.indirect()]), _in_order(found.hand_over(stances)))


def _outside(run: Run, voice: _Voice | None) -> _Voice:
    """The voice, or nobody's where its speaker or cue stands in the run: nobody hands over the words in which he is named."""
    places = (voice.speaker, voice.cue) if voice else (None, None)
    is_inside = any(place is not None and place[0] < run.end and run.start < place[1] for place in places)
    return voice if voice and not is_inside else _NOBODY


def _beneath(runs: Sequence[Run], turns: Sequence[Turn]) -> tuple[Run, ...]:
    """The runs, those inside a turn as quotations in a quotation, those that are a whole turn left out."""
    starts = [turn.content[0] for turn in turns]
    kept = []
    for run in runs:
        place = bisect_right(starts, run.start) - 1
        start, end = turns[place].content if place >= 0 else (0, 0)
        if not start <= run.start < end:
            kept.append(run)
        elif (run.start, run.end) != (start, end):
            kept.append(replace(run, depth=run.depth + 1))
    return tuple(kept)


def _turn_quote(document: Document, turn: Turn) -> Quote:
    return Quote(
        content=document.span(*turn.content),
        is_direct=True,
        speaker=document.span(*turn.speaker),
        cue=document.span(*turn.cue) if turn.cue else None,
        speaker_key=turn.key if turn.confidence >= 0.5 else "",
        confidence=turn.confidence,
    )


def _in_order(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda quote: (quote.content.start, -quote.content.end, not quote.is_direct)))


def _is_own_voice(act: Act, passages: Sequence[Passage], voices: Voices) -> bool:
    """Whether the act is a speaker's "I think" inside his own quotation: no second attribution."""
    if act.speaker_token is None:
        return voices.is_quoted(act.cue[0])
    token = passages[act.passage].tokens[act.speaker_token]
    return token.pos == "PRON" and voices.is_quoted(token.start) or token.text.lower() in cues.FIRST_PERSON


class _Reader:
    """The values one reading of quotations works on."""

    def __init__(
        self,
        document: Document,
        passages: Sequence[Passage],
        trees: Sequence[Tree],
        runs: Sequence[Run],
        acts: Sequence[Act],
        voices: Voices,
    ) -> None:
        self.document, self.passages, self.trees, self.runs, self.voices = document, passages, trees, runs, voices
        self.starts = [passage.span.start for passage in passages]
        self.acts: list[list[Act]] = [[] for _ in passages]
        for act in acts:
            self.acts[act.passage].append(act)
        self.named: dict[int, tuple[Act, ...]] = {}
        self.run_starts = [run.start for run in runs]

    # --- quotations in marks ------------------------------------------------------------------------------------------

    def direct(self) -> Iterator[Quote]:
        """A quote for each run of words in marks."""
        speaking: Speaking | None = None
        resolved: dict[tuple[int, int], tuple[str, float]] = {}
        for run, voice in self._voiced():
            if voice.token is not None and voice.token not in resolved:
                resolved[voice.token] = self.voices.resolve(*voice.token, speaking)
            quote = self._quote(run, voice, resolved[voice.token] if voice.token else ("", 1.0))
            if quote.speaker_key and run.depth == 0:
                speaking = Speaking(quote.speaker_key, self._at(max(run.start, run.end - 1)))
            yield quote

    def _voiced(self) -> Iterator[tuple[Run, _Voice]]:
        """Every run with its voice. Paragraphs of one quotation whose speaker is named at its end are his from the first."""
        last: _Voice | None = None
        last_run: Run | None = None
        waiting: list[Run] = []
        for run in self.runs:
            if is_term(self.document.text, run, self.passages[self._at(run.start)].tokens):
                yield run, _NOBODY
                continue
            if run.depth:
                yield run, _outside(run, self._enclosing(run) or self._leading(run))
                continue
            voice = _outside(run, self._voice(run, last_run, last))
            if voice.speaker is not None or run.continues:
                last, last_run = voice, run
            if voice.speaker is None and not run.is_closed and not run.is_loose:
                waiting.append(run)
                continue
            theirs = _Voice(voice.speaker, voice.token, None, 0.85) if voice.speaker and run.continues else _NOBODY
            yield from ((before, _outside(before, theirs)) for before in waiting)
            waiting = []
            yield run, voice
        yield from ((before, _NOBODY) for before in waiting)

    def _quote(self, run: Run, voice: _Voice, who: tuple[str, float]) -> Quote:
        key, sure = who
        chain = self._chain(voice.act, key) if voice.act else ()
        confidence = min(voice.confidence, sure) * (0.7 if run.is_loose else 1.0)
        return Quote(
            content=self.document.span(run.start, run.end),
            is_direct=True,
            speaker=self._span(voice.speaker),
            cue=self._span(voice.cue),
            via=chain,
            speaker_key=key if confidence >= 0.5 else "",
            confidence=round(confidence, 3),
        )

    def _voice(self, run: Run, last_run: Run | None, last: _Voice | None) -> _Voice:
        carries_on = run.continues and last is not None and last_run is not None and last_run.block >= run.block - 1
        found = self._passed_on(run, self._signed(run) or self._following(run))
        found = found or (None if carries_on else self._enclosing(run) or self._leading(run) or self._announced(run))
        if found:
            return found
        if carries_on and last is not None:
            return _Voice(last.speaker, last.token, None, 0.9)
        first = self._at(run.start)
        if not self._opens(run, first):
            return self._told(run) or _NOBODY
        if last is not None and last_run is not None and last_run.block == run.block:
            return _Voice(last.speaker, last.token, None, 0.85 if self._at(last_run.end) >= first - 1 else 0.65)
        return self._from_paragraph_before(run, first, last_run, last)

    def _from_paragraph_before(self, run: Run, first: int, last_run: Run | None, last: _Voice | None) -> _Voice:
        """The speaker of a paragraph that is nothing but a quotation: announced by a colon, or still the one who spoke last."""
        before = first - 1
        if before < 0 or not self._fills_paragraph(run):
            return _NOBODY
        spoke = [act for act in self.acts[before] if act.speaker is not None]
        if spoke and self.passages[before].text.rstrip().endswith(":"):
            act = spoke[-1]
            return _Voice(act.speaker, self._token(act), act.cue, 0.8, act)
        if last is not None and last_run is not None and last_run.block == run.block - 1:
            return _Voice(last.speaker, last.token, None, 0.6)
        if spoke and spoke[0].lemma in cues.SPEECH | cues.JUDGEMENT | cues.BELIEF:
            return _Voice(spoke[0].speaker, self._token(spoke[0]), None, 0.55)
        return _NOBODY

    def _enclosing(self, run: Run) -> _Voice | None:
        """The innermost act whose clause or object the run stands in."""
        best: Act | None = None
        for act in self.acts[self._at(run.start)]:
            if act.scope is None or act.speaker is None or run.start <= act.cue[0] < run.end:
                continue
            covers = act.scope[0] - 2 <= run.start < act.scope[1] and not act.scope[0] <= act.cue[0] < run.start - NEAR * 8
            if covers and act.scope[0] > run.start and run.end < act.scope[0]:
                covers = False
            is_tighter = best is None or best.scope is None or act.scope[1] - act.scope[0] < best.scope[1] - best.scope[0]
            if best is not None and act.lemma in _WISHES and best.lemma in cues.SPEECH:
                continue  # "told us the church wanted people to “reflect”": his words
            if covers and is_tighter and not run.start <= act.speaker[0] < run.end:
                best = act
        return _Voice(best.speaker, self._token(best), best.cue, 0.95, best) if best else None

    def _told(self, run: Run) -> _Voice | None:
        """The act that the sentence begins with, where its grammar does not reach the run: "Lund said the dock was shut, and the quay
        “unsafe”"; or the one whose cue stands in marks itself: "a spokesman “flatly denied” it"."""
        number = self._at(run.start)
        best: Act | None = None
        if number not in self.named:
            self.named[number] = tuple(find_stances(self.trees[number], number, self.acts[number]))
        for act in (*self.acts[number], *self.named[number]):
            if act.speaker is None or self.voices.is_quoted(act.speaker[0]) or act.lemma in cues.INTENT:
                continue
            is_quoted = run.start <= act.cue[0] < run.end and 0 < run.start - act.speaker[1] <= 3
            is_before = (
                act.cue[1] <= run.start and not self.voices.is_quoted(act.cue[0]) and not self._has_stop(act.cue[1], run.start)
            )
            if is_quoted or (is_before and act.lemma not in cues.EVIDENCE_VERBS and (best is None or act.cue > best.cue)):
                best = act
        return _Voice(best.speaker, self._token(best), best.cue, 0.6, best) if best else None

    def _has_stop(self, start: int, end: int) -> bool:
        """Whether a sentence ends, or a clause of its own begins, between two places."""
        return _STOP.search(self.document.text, start, end) is not None

    def _following(self, run: Run) -> _Voice | None:
        """The act that stands right behind the closing mark: "..., Wang said", "..., said Wang"."""
        number = self._at(max(run.start, run.end - 1))
        for act in self.acts[number]:
            if (
                act.cue[0] < run.end
                or act.speaker is None
                or act.lemma not in cues.AFTER_QUOTE
                or self.voices.is_quoted(act.cue[0])
            ):
                continue
            beginning = min(act.speaker[0], act.cue[0])
            between = self._words(number, run.end, beginning)
            if (
                beginning >= run.end
                and len(between) <= 3
                and not any(t.pos in ("VERB", "AUX", "NOUN", "PROPN", "CCONJ") for t in between)
            ):
                return _Voice(act.speaker, self._token(act), act.cue, 0.95, act)
            break
        return self._following_words(number, run) or self._in_next_sentence(number, run)

    def _in_next_sentence(self, number: int, run: Run) -> _Voice | None:
        """The act that a stop of its own cuts off from the quotation: "“And did you?” Tanner asked."."""
        last = self.document.text[run.end - 1]
        if number + 1 >= len(self.passages) or last not in ".?!…":
            return None
        one, other = self.passages[number], self.passages[number + 1]
        if other.paragraph != one.paragraph or len(other.tokens) > _SHORTEST or self._words(number, run.end, one.span.end):
            return None
        acts = [act for act in self.acts[number + 1] if act.speaker and not act.content and act.lemma in cues.AFTER_QUOTE]
        if len(acts) != 1 or (last == "." and acts[0].lemma != "say"):
            return None
        return _Voice(acts[0].speaker, self._token(acts[0]), acts[0].cue, 0.9, acts[0])

    def _announced(self, run: Run) -> _Voice | None:
        """Whoever acts in the sentence that ends in a colon before the mark: "Lund picks up the story: “...”"."""
        number = self._at(run.start)
        passage = self.passages[number]
        before = self.document.text[passage.span.start : run.start].rstrip("“\"'‘«„` \u00a0\n")
        if not before.endswith(":"):
            return None
        tree = self.trees[number]
        ahead = [token for token in passage.tokens if token.start < run.start]
        root = next((token for token in ahead if token.head == token.index), None) or next(
            # The parser may take what is announced for the main clause.
            (t for t in ahead if t.dep in ("ccomp", "parataxis") and passage.tokens[t.head].start >= run.start),
            None,
        )
        subject = tree.child(root.index, "nsubj") if root is not None else None
        if root is None or subject is None or passage.tokens[subject].start >= run.start:
            return None
        if passage.tokens[subject].pos == "NOUN" and (owner := tree.child(subject, "poss")) is not None:
            subject = owner
        token = passage.tokens[subject]
        if token.pos not in ("PROPN", "PRON") and token.lemma not in OFFICE_HEADS:
            return None
        return _Voice(tree.offsets(*tree.phrase(subject)), (number, subject), (root.start, root.end), 0.7)

    def _signed(self, run: Run) -> _Voice | None:
        """The name that a dash puts under a quotation: "“...” ― Maria Lund". It ends the line."""
        dash = _SIGNATURE.match(self.document.text, run.end)
        if dash is None:
            return None
        number = self._at(dash.end())
        span = self.passages[number].span
        named = self._words(number, dash.end(), span.end) if span.start <= dash.end() < span.end else []
        signed = [token for token in named if token.pos in ("PROPN", "NOUN", "ADJ", "ADP", "DET", "NUM")]
        if not named or named[0].pos != "PROPN" or len(signed) != len(named) or len(named) > LONGEST_SIGNATURE:
            return None
        end = next((i for i, token in enumerate(named) if i and token.start - named[i - 1].end > 1), len(named))
        last = named[end - 1]
        return _Voice((named[0].start, last.end), (number, last.index), dash.span(1), 0.85)

    def _passed_on(self, run: Run, voice: _Voice | None) -> _Voice | None:
        """The voice behind the run, unless a body there only passes on what somebody in its clause says in these words: "He accused her of
        “neglect,” the Gazette reported"."""
        act = voice.act if voice else None
        if act is None or act.content is None or act.speaker_token is None:
            return voice
        inner = self._enclosing(run)
        if inner is None or inner.act is None or inner.token is None or inner.act is act:
            return voice
        is_inside = act.content[0] <= inner.act.cue[0] < run.start < act.content[1]
        speaker = self.passages[inner.token[0]].tokens[inner.token[1]]
        is_somebody = speaker.pos in ("PROPN", "PRON")
        is_body = self.passages[act.passage].tokens[act.speaker_token].entity == "ORG"
        return inner if is_inside and is_somebody and is_body else voice

    def _following_words(self, number: int, run: Run) -> _Voice | None:
        """The same read from the words alone, where the parser lost its way: a name beside a verb of saying."""
        tokens = self._words(number, run.end, run.end + 160)[: NEAR + 1]
        by = next((place for place, token in enumerate(tokens[:4]) if token.text.lower() == "by"), None)
        if by is not None and not any(token.pos in ("VERB", "AUX") for token in tokens[:by]):
            return self._by(number, run, tokens[by + 1 :])
        verb = next((i for i, t in enumerate(tokens) if t.lemma in cues.AFTER_QUOTE and t.tag in ("VBD", "VBZ", "VBP")), None)
        if verb is None or not self._touches(run, tokens[0].start):
            return None
        named = tokens[:verb]
        if not named:
            for token in tokens[1:]:
                if token.pos not in ("PROPN", "NOUN", "ADJ", "DET", "PRON") or (named and token.start - named[-1].end > 1):
                    break
                named.append(token)
        nouns = [t for t in named if t.pos in ("PROPN", "NOUN", "PRON")]
        if (
            not nouns
            or named[0].pos in ("ADP", "ADV", "PART")
            or any(t.pos in ("VERB", "AUX", "SCONJ", "CCONJ") for t in named)
        ):
            return None
        if nouns[-1].text.lower() in cues.FIRST_PERSON:  # the next quotation's own "I think"
            return None
        cue = (tokens[verb].start, tokens[verb].end)
        return _Voice((named[0].start, named[-1].end), (number, nouns[-1].index), cue, 0.8)

    def _by(self, number: int, run: Run, tokens: Sequence[Token]) -> _Voice | None:
        """The agent of a passive that the parser hung on the quotation: "was called “a shambles” by the mayor"."""
        cue = [
            t
            for t in self._words(number, self.passages[number].span.start, run.start)
            if t.tag == "VBN" and t.lemma in cues.OBJECT
        ]
        named: list[Token] = []
        for token in tokens:
            if token.pos not in ("PROPN", "NOUN", "ADJ", "DET", "PRON") or (named and token.start - named[-1].end > 1):
                break
            named.append(token)
        if not cue or not named or named[-1].pos not in ("PROPN", "NOUN", "PRON"):
            return None
        return _Voice((named[0].start, named[-1].end), (number, named[-1].index), (cue[-1].start, cue[-1].end), 0.8)

    def _touches(self, run: Run, start: int) -> bool:
        return start - run.end <= 6 and "." not in self.document.text[run.end + 1 : start]

    def _leading(self, run: Run) -> _Voice | None:
        """The act that leads into the opening mark: "Wang said, ...", "Wang added: ..."."""
        number = self._at(run.start)
        before = [act for act in self.acts[number] if act.cue[1] <= run.start and act.speaker is not None]
        if not before:
            return None
        act = before[-1]
        between = self._words(number, act.cue[1], run.start)
        joint = self.document.text[act.cue[1] : run.start].rstrip("“\"'‘«„` \u00a0\n")
        is_joined = not between or joint.endswith((",", ":")) or between[-1].text.lower() in ("that", "as", "was", "is")
        if is_joined and len(between) <= NEAR and act.lemma in cues.AFTER_QUOTE | cues.OBJECT | cues.CLAUSE:
            return _Voice(act.speaker, self._token(act), act.cue, 0.9, act)
        return None

    def _opens(self, run: Run, number: int) -> bool:
        """Whether the run begins its sentence and is a sentence, not a title or a name in marks."""
        start = self.passages[number].span.start
        text = self.document.text
        ends = (
            text[run.end - 1 : run.end] in (".", "!", "?", ",", "…", "-", "—")
            or not run.is_closed
            or text[run.end : run.end + 2][1:] == "."
        )
        return (
            ends and not any(character.isalnum() for character in text[start : run.start]) and " " in text[run.start : run.end]
        )

    def _fills_paragraph(self, run: Run) -> bool:
        """Whether nothing but quotation stands in the paragraphs between the run before it and its own end."""
        number = self._at(max(run.start, run.end - 1))
        words = self._words(number, run.end, self.passages[number].span.end)
        return all(self.voices.is_quoted(token.start) for token in words)

    # --- indirect speech ----------------------------------------------------------------------------------------------

    def indirect(self) -> Iterator[Quote]:
        """A quote for each act whose clause does not stand wholly in marks."""
        spoken = (act for row in self.acts for act in row)
        yield from self.hand_over(
            act for act in spoken if act.content is not None and not (self._is_in_marks(act.content) or self._is_tail(act))
        )

    def _is_tail(self, act: Act) -> bool:
        """Whether the content is the last sentence of a longer quotation, which the cue stands behind: it has its own quote."""
        if act.content is None or not self.voices.is_quoted(act.content[0]) or self.voices.is_quoted(act.cue[0]):
            return False
        return act.content[1] <= act.cue[0] and self.voices.is_quoted(act.content[1] - 1)

    def hand_over(self, acts: Iterable[Act]) -> Iterator[Quote]:
        """The quotes of acts that have a content."""
        for act in acts:
            key, sure = self.voices.resolve(*self._token(act)) if act.speaker_token is not None else ("", 0.6)
            confidence = min(0.9 if not act.is_negated else 0.6, sure)
            start, end = self._with_whole_runs(act)
            if not any(map(str.isalnum, self.document.text[start:end])):
                continue  # nothing but marks is left of it
            yield Quote(
                content=self.document.span(start, end),
                is_direct=False,
                speaker=self._span(act.speaker),
                cue=self._span(act.cue),
                via=self._chain(act, key),
                speaker_key=key if confidence >= 0.5 else "",
                confidence=round(confidence, 3),
            )

    def _is_in_marks(self, content: tuple[int, int]) -> bool:
        """Whether nearly all the letters of the content stand between marks that open inside it."""
        start, end = content
        outside = sum(character.isalnum() for character in self.document.text[start:end][:4000])
        quoted, reached = 0, start
        for run in islice(self.runs, bisect_right(self.run_starts, start - 3), None):
            if run.start >= end:
                break
            if run.end > reached:
                stop = min(run.end, end)
                quoted += sum(map(str.isalnum, self.document.text[max(run.start, reached) : stop][:4000]))
                reached = stop
        return outside > 0 and quoted * 10 >= outside * 9

    def _with_whole_runs(self, act: Act) -> tuple[int, int]:
        """The content, drawn out to the closing mark of a run that it breaks off in, within the sentence."""
        assert act.content is not None
        start, end = act.content
        limit = self.passages[act.passage].span.end
        place = max(0, bisect_right(self.run_starts, end) - 2)
        for run in self.runs[place : place + 4]:
            if (
                run.depth == 0
                and start <= run.start < end <= run.end + 2
                and run.end < limit
                and not run.start <= act.cue[0] < run.end
            ):
                end = max(end, run.end + (not self.document.text[run.end].isspace()))
        if (
            start > 0
            and self.document.text[start - 1] in "“\"‘«'„»"
            and any(r.start == start and r.end < end for r in self.runs[max(0, bisect_right(self.run_starts, start) - 2) :][:4])
        ):
            start -= 1
        return start, end

    # --- chains -------------------------------------------------------------------------------------------------------

    def _chain(self, act: Act, key: str) -> tuple[Span, ...]:
        """Those who carried the act's words, nearest first, without the speaker himself."""
        links: list[tuple[int, tuple[int, int], tuple[int, int] | None]] = []
        if act.carrier is not None:
            token = (act.passage, act.carrier_token) if act.carrier_token is not None else None
            links.append((0, act.carrier, token))
        for other in self.acts[act.passage]:
            if other is act or other.content is None or other.speaker is None or other.is_negated:
                continue
            is_inside = (
                other.content[0] <= act.cue[0] < other.content[1] and not other.content[0] <= other.cue[0] < other.content[1]
            )
            if is_inside or (other.lemma == "according" and other.content[0] <= act.cue[0] < other.content[1]):
                links.append((other.content[1] - other.content[0], other.speaker, self._token(other)))
        chain: list[Span] = []
        for _, place, token in sorted(links, key=lambda link: link[0]):
            other_key = self.voices.resolve(*token)[0] if token else ""
            is_same = place == act.speaker or (key and other_key == key)
            if not is_same and len(chain) < LONGEST_CHAIN:
                chain.append(self.document.span(*place))
        return tuple(dict.fromkeys(chain))

    # --- places -------------------------------------------------------------------------------------------------------

    def _at(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _token(self, act: Act) -> tuple[int, int]:
        return act.passage, act.speaker_token if act.speaker_token is not None else act.cue_token

    def _words(self, number: int, start: int, end: int) -> list[Token]:
        tokens = self.passages[number].tokens
        first = bisect_right(tokens, start - 1, key=lambda token: token.start)
        words = (t for t in tokens[first : first + 200] if t.pos not in ("PUNCT", "SPACE"))
        return [t for t in words if t.start < end and (t.text not in MARKS or t.pos == "PART")]

    def _span(self, place: tuple[int, int] | None) -> Span | None:
        return self.document.span(*place) if place else None
