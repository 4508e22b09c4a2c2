"""What a language model gets to see of a story: the passages that the plan's claims stand in, numbered, with every quotation as a slot, and
which part of the story rests on which of them. Nothing else, and nothing in it can pass for ours: what a source says stands on one line of
its own behind its number, without the characters that numbers, slots and headings are made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from groundwire.editing.copyedit import Copy, Edit, apply_edits, opening_cuts, softened_determiners
from groundwire.editing.crediting import is_disputed
from groundwire.editing.dating import say_dating, time_edits
from groundwire.editing.evidence import passages_behind
from groundwire.editing.introductions import Cast, make_cast, mention_edits
from groundwire.editing.naming import Pronouns
from groundwire.editing.slots import CLOSED, OPENED, Slot, find_slots
from groundwire.editing.weaving import is_open_to_all
from groundwire.model import (
    Beat,
    BeatRole,
    Claim,
    ClaimKind,
    Dating,
    Document,
    Grain,
    Passage,
    Reading,
    Sentence,
    Span,
    StoryPlan,
)
from groundwire.protocols import Evidence

LONGEST = 1_200
"""Characters of the longest passage that is shown; a longer one is left to the built-in writer."""
LONGEST_NAME = 80
"""Characters of an outlet's name that are shown."""
_COUNTED = ("figure", "time")
"""Kinds of disagreement whose sides are told apart by their first word."""
_TELLING = (BeatRole.WHAT_HAPPENED, BeatRole.WHY_IT_MATTERS, BeatRole.BACKGROUND, BeatRole.WHAT_IS_NEXT)
_OURS = str.maketrans(
    {
        **dict.fromkeys("[{<［｛＜〔【〈《‹", "("),
        **dict.fromkeys("]}>］｝＞〕】〉》›", ")"),
        **dict.fromkeys("`|=#", " "),
    }
)
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_MARK = re.compile(f"{OPENED}(\\d+){CLOSED}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage as a language model sees it, by its ``number``: ``text`` on one line with its slots, ``evidence`` what that rests on, the
    passage itself first. ``claim`` is what it claims; ``roles`` are the parts of the story that the plan wants it told in, and
    ``is_disputed`` where sources disagree about it."""

    number: int
    passage: Passage
    document: Document
    claim: Claim | None
    text: str
    evidence: tuple[Span, ...]
    slots: tuple[Slot, ...] = ()
    roles: tuple[BeatRole, ...] = ()
    is_disputed: bool = False

    @property
    def needs_owner(self) -> bool:
        """Whether who reports it has to be told with it: a judgement, or a matter in dispute, that nobody in it is made to say."""
        claim = self.claim
        return claim is not None and claim.quote is None and (claim.kind is ClaimKind.OPINION or self.is_disputed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All passages in order of their numbers, from 1, and the ``text`` that shows them. ``disputed`` are the words by which sources differ,
    in lower case."""

    shown: tuple[Shown, ...]
    text: str
    disputed: frozenset[str] = frozenset()

    def get(self, number: int) -> Shown | None:
        """The passage of that number, ``None`` where there is none."""
        return self.shown[number - 1] if 1 <= number <= len(self.shown) else None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of all passages, in order of their numbers, from 1."""
        return tuple(slot for shown in self.shown for slot in shown.slots)


def make_material(plan: StoryPlan, evidence: Evidence, now: datetime) -> Material:
    """What a model needs for the beats of ``plan`` that any writer may tell; without passages where there is none."""
    beats = [beat for beat in plan.beats if is_open_to_all(beat)]
    wanted = {claim_id for beat in beats for claim_id in beat.claim_ids}
    places = {
        claim.id: (document, claim)
        for document in evidence.documents
        for claim in evidence.reading(document.id).claims
        if claim.id in wanted
    }
    order = list(dict.fromkeys(claim_id for beat in beats for claim_id in beat.claim_ids if claim_id in places))
    passages = _in_order(
        (document, evidence.reading(document.id).sentences[claim.passage]) for document, claim in map(places.__getitem__, order)
    )
    roles: dict[Span, list[BeatRole]] = {}
    for beat in beats:
        for claim_id in beat.claim_ids:
            if claim_id in places:
                roles.setdefault(places[claim_id][1].span, []).append(beat.role)
    shown = tuple(
        replace(item, roles=tuple(roles[item.passage.span]), is_disputed=is_disputed(item.passage, plan.disagreements))
        for item in _show_all(passages, evidence, now)
    )
    numbers = {item.passage.span: item.number for item in shown}
    claimed = {claim_id: numbers[claim.span] for claim_id, (_, claim) in places.items() if claim.span in numbers}
    text = f"{_say_passages(shown, evidence)}\n\n{_say_plan(beats, claimed)}" if shown else ""
    sides = (side for item in plan.disagreements if item.kind in _COUNTED for side in item.sides)
    disputed = frozenset(word.lower() for side in sides for word in side.value.split()[:1])
    return Material(shown=shown, text=text, disputed=disputed)


def make_mending(sentences: Sequence[Sentence], evidence: Evidence, now: datetime) -> Material:
    """The passages behind sentences that are to be told anew."""
    pairs = ((evidence.document(p.span.document_id), p) for sentence in sentences for p in passages_behind(sentence, evidence))
    shown = tuple(_show_all(_in_order(pairs), evidence, now))
    return Material(shown=shown, text=_say_passages(shown, evidence))


def make_plain(text: str) -> str:
    """What others wrote, fit to stand in a request: on one line, without what cannot be seen or could pass for our own marks."""
    seen = "".join(" " if character.isspace() else character for character in text)
    seen = "".join(character for character in seen if unicodedata.category(character) not in _UNSEEN)
    return " ".join(seen.translate(_OURS).split())


def _in_order(pairs: Iterable[tuple[Document, Passage]]) -> list[tuple[Document, Passage]]:
    """The passages once each, those of one report together and as it has them."""
    reports: dict[str, dict[int, tuple[Document, Passage]]] = {}
    for document, passage in pairs:
        if len(passage.text) <= LONGEST:
            reports.setdefault(document.id, {})[passage.index] = (document, passage)
    return [pair for report in reports.values() for _, pair in sorted(report.items())]


def _show_all(passages: Sequence[tuple[Document, Passage]], evidence: Evidence, now: datetime) -> Iterator[Shown]:
    cast, introduced, count = make_cast(evidence), frozenset[str](), 0
    for number, (document, passage) in enumerate(passages, 1):
        reading = evidence.reading(document.id)
        slots = find_slots(document, passage, reading, number, count + 1)
        copy, introduced = _copy_edit(passage, reading, slots, cast, introduced, now)
        text = _with_slots(copy.text, slots)
        if text is None:
            copy, text, slots = Copy(passage.text, (passage.span,)), make_plain(passage.text), ()
        count += len(slots)
        claim = next((claim for claim in reading.claims if claim.span == passage.span), None)
        yield Shown(
            number=number, passage=passage, document=document, claim=claim, text=text, evidence=copy.evidence, slots=slots
        )


def _copy_edit(
    passage: Passage, reading: Reading, slots: Sequence[Slot], cast: Cast, introduced: frozenset[str], now: datetime
) -> tuple[Copy, frozenset[str]]:
    """The passage as the built-in writer would open, date and introduce it, with a mark for each slot, and who is known after it: what a
    reader of the passage alone could not know, the model is not left to guess."""
    places = [(slot.span.start, slot.span.end) for slot in slots]
    people, known = mention_edits(passage, reading, cast, introduced, places)
    named = [
        edit for edit in _named(passage, reading) if not any(edit.start < one.end and one.start < edit.end for one in people)
    ]
    edits = [
        *opening_cuts(passage),
        *softened_determiners(passage),
        *(time_edits(passage, reading, now) or ()),
        *people,
        *named,
    ]
    edits = [edit for edit in edits if not any(edit.start < end and start < edit.end for start, end in places)]
    marks = [Edit(slot.span.start, slot.span.end, f"{OPENED}{slot.number}{CLOSED}") for slot in slots]
    return apply_edits(passage, [*edits, *marks]), known


def _named(passage: Passage, reading: Reading) -> list[Edit]:
    """Names for the pronouns whose antecedents are sure and outside the passage, since it is read alone; for the first of each name."""
    ends = {token.start: token.end for token in passage.tokens}
    said = sorted(Pronouns(reading).of(passage).items())
    first = {name.removesuffix("’s").removesuffix("’"): (start, name) for start, name in reversed(said)}
    return [Edit(start, ends[start], name) for start, name in sorted(first.values())]


def _with_slots(text: str, slots: Sequence[Slot]) -> str | None:
    """The text with its slots as a model sees them; ``None`` where the marks in it are not those that were set: a quotation that cannot be
    cut out whole, or a source that has such characters."""
    words = {str(slot.number): slot.words for slot in slots}
    pieces = _MARK.split(text)
    if pieces[1::2] != list(words):
        return None
    told = [make_plain(piece) if at % 2 == 0 else "" for at, piece in enumerate(pieces)]
    for at in range(1, len(pieces), 2):
        before = " " if pieces[at - 1][-1:].isspace() else ""
        after = " " if pieces[at + 1][:1].isspace() else ""
        told[at] = f"{before}{{q{pieces[at]}: “{make_plain(words[pieces[at]])}”}}{after}"
    return "".join(told)


# --- the text ---------------------------------------------------------------------------------------------------------


def _say_plan(beats: Sequence[Beat], numbers: dict[str, int]) -> str:
    """A line for each sentence that is wanted: its part of the story, and the passages that it tells. A reply stands behind what it
    answers."""
    lines = ["PLAN"]
    part = BeatRole.WHAT_HAPPENED
    for beat in beats:
        told = " and ".join(f"[{numbers[claim_id]}]" for claim_id in beat.claim_ids if claim_id in numbers)
        if not told or beat.role is BeatRole.HEADLINE:
            continue
        if beat.role in _TELLING:
            part = beat.role
        if beat.role is BeatRole.REPLY:
            lines.append(f"{part.value}: {told}, a reply")
        else:
            lines.append(f"{(beat.role if beat.role in (BeatRole.LEDE, BeatRole.KEY_POINT) else part).value}: {told}")
    return "\n".join(lines)


def _say_passages(shown: Sequence[Shown], evidence: Evidence) -> str:
    lines: list[str] = []
    last = ""
    for item in shown:
        if item.document.id != last:
            lines += [*([""] if lines else []), _say_report(item.document, item.document.id in evidence.archive_ids)]
            last = item.document.id
        lines.append(f"[{item.number}] {item.text}")
    return "\n".join(lines)


def _say_report(document: Document, is_archive: bool) -> str:
    """The line above a report's passages: whose it is, of when, and whether it comes from the archive."""
    outlet = make_plain(document.source.name)[:LONGEST_NAME] or "outlet unknown"
    day = document.published_at.date() if document.published_at else None
    when = say_dating(Dating(first=day, last=day, grain=Grain.DAY)) if day else "undated"
    return f"{'ARCHIVE' if is_archive else 'REPORT'}: {outlet}, {when}"
