"""A language model's offers as sentences of a story, each with the passages that it rests on; nothing, where an offer is not fit to be one.
What belongs to a sentence and is no matter of wording is not left to the model: whose judgement it is, when something old was reported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from groundwire.editing.answers import Offer
from groundwire.editing.copyedit import Copy, append, finish
from groundwire.editing.crediting import credit, date_whole, find_lede_credit, say_outlet
from groundwire.editing.headline import sentence_case
from groundwire.editing.material import Material, Shown
from groundwire.editing.slots import Slot, asked_for, fill_slots, has_other_quotations, mark_slots
from groundwire.editing.tracing import trace
from groundwire.model import BeatRole, HouseStyle, Role, Sentence, Span
from groundwire.protocols import Evidence, quote
from groundwire.reading.sentences import split_sentences
from groundwire.settings import Settings

KEY_POINTS = 3
"""Most key points that are taken."""
SEARCH_TITLE = 60
"""Characters of the longest search title: what search engines show of one."""
SOCIAL_LINE = 240
LONGEST = 60
"""Words of the longest sentence."""
AGAIN = 0.1
"""Share of new words up to which a sentence tells its passage once more."""
LEDE_OVER = 8
"""Words that a lede may run over its measure before it is none."""
IN_TITLE_CASE = 2
"""Words of a title that need not have their capitals from which on it is taken to be in title case."""
_TITLES = (BeatRole.HEADLINE, BeatRole.SEARCH_TITLE)
_SINGLE = (*_TITLES, BeatRole.KEY_POINT, BeatRole.SOCIAL_LINE)
_PARTS = (BeatRole.WHAT_HAPPENED, BeatRole.WHY_IT_MATTERS, BeatRole.BACKGROUND, BeatRole.WHAT_IS_NEXT)
_POINTING = ("this", "these", "those")
_FULL_STOP = re.compile(r"(?<!\.\w)\.$")
_REFERENCES = re.compile(r"\s*\[\d+(?:\s*[,–-]\s*\d+)*\]")
_INITIALS = re.compile(r"\b(?:[A-Z]\. )+[A-Z]\.")
_ADDRESS = re.compile(r"(?i)://|\bwww\.|\b(?:javascript|vbscript|mailto):|\bdata:\w+/|\w@\w")
_ODD = re.compile(r"[@#<>|\\^~*_=+\[\]{}`&]|\w\.[a-z]{2}", re.IGNORECASE)
_PLAIN = frozenset(" .,;:!?'\"()-–—‘’“”…%$£€/&0123456789@#<>|\\^~*_=+[]{}`")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubEditor:
    """Takes what a writer offers on some material and makes it fit: ``author`` is the writer's name."""

    material: Material
    evidence: Evidence
    settings: Settings
    style: HouseStyle
    now: datetime
    author: str

    def take(self, offers: Sequence[Offer]) -> tuple[Sentence, ...]:
        """The sentences that the offers make, in their order: one headline, lede, social line and search title at most, and no words twice
        in the running text."""
        sentences: list[Sentence] = []
        for offer in offers:
            for sentence in self._write_up(offer):
                if self._has_room(sentence, sentences):
                    sentences.append(self._date(sentence, sentences[-1] if sentences else None))
        return tuple(sentences)

    def take_again(self, sentence: Sentence, offer: Offer) -> Sentence | None:
        """The sentence in the words of another offer, in the part that it has; ``None`` where those make no sentence, several, the same, or
        one that tells something else."""
        made = list(self._write_up(offer))
        if len(made) != 1 or made[0].first_span not in sentence.evidence:
            return None
        again = self._date(replace(made[0], beat=sentence.beat), None)
        return again if again.text != sentence.text else None

    def _has_room(self, sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
        beat = sentence.beat
        if beat in (*_SINGLE, BeatRole.LEDE):
            same = [other.text for other in sentences if other.beat is beat]
            return sentence.text not in same and len(same) < (KEY_POINTS if beat is BeatRole.KEY_POINT else 1)
        return not any(_says_again(sentence, other) for other in sentences if not other.beat.is_apart)

    def _write_up(self, offer: Offer) -> Iterator[Sentence]:
        """The sentences that one offer makes: one for each that its words are; of what has room for one sentence the first. None where it
        names no passage that exists, or holds what no sentence may."""
        named = [shown for number in offer.numbers if (shown := self.material.get(number)) is not None]
        slots = {slot.number: slot for slot in self.material.slots}
        text = _clean(offer.text, self.material.text)
        marked = mark_slots(text, slots, [shown.number for shown in named]) if named and text else None
        if marked is None:
            return
        is_title = offer.beat in _TITLES
        filled = " ".join(fill_slots(marked, slots, is_title=is_title).split())
        pieces = [filled[start:end] for start, end in split_sentences(filled, 0, len(filled))]
        if is_title and len(pieces) > 1:
            return
        asked = asked_for(marked, slots)
        for place, piece in enumerate(pieces[:1] if offer.beat in _SINGLE else pieces):
            backing = self._back(piece, named, asked, is_part=len(pieces) > 1)
            if _is_strange(piece, _words_near(backing, self.evidence)):
                continue
            # What the plan does not lead with may be told further down: a lede is the one thing that nobody may leave to chance.
            is_lede = offer.beat is BeatRole.LEDE and not place and any(BeatRole.LEDE in one.roles for one in backing)
            beat = BeatRole.WHAT_HAPPENED if offer.beat is BeatRole.LEDE and not is_lede else offer.beat
            words = self._set_title(piece, backing) if is_title else finish(piece)
            copy = _own(Copy(words, _backing(backing, piece, self.evidence)), beat, backing, self.evidence)
            if not has_other_quotations(copy.text, asked) and _fits(copy.text, beat, self.settings):
                yield Sentence(text=copy.text, beat=_part(beat, backing), evidence=copy.evidence, author=self.author)

    def _back(self, text: str, named: Sequence[Shown], asked: Sequence[Slot], *, is_part: bool) -> tuple[Shown, ...]:
        """The passages that the sentence rests on. A quotation brings its own along: whoever reads the receipt, and every check, is to see
        the words where they stand."""
        here = [slot for slot in asked if not is_part or " ".join(slot.words.split()) in text]
        quoted = [self.material.shown[slot.passage - 1] for slot in here]
        traced = trace(text, named, self.material.shown, is_part=is_part)
        return tuple({one.number: one for one in (*traced, *quoted)}.values())

    def _set_title(self, text: str, named: Sequence[Shown]) -> str:
        """A title without its full stop, in the case that the house has; empty for one that takes a side where sources differ, or
        points at what nobody has read yet."""
        text = _FULL_STOP.sub("", text)
        if any((plain := word.strip(".,:;").lower()) in self.material.disputed or plain in _POINTING for word in text.split()):
            return ""
        if self.style.headline_case != "sentence" or any(mark in text for mark in '“"‘'):
            return text
        readings = [self.evidence.reading(shown.document.id) for shown in named]
        cased = sentence_case(text, [p for reading in readings for p in reading.sentences if p.role is not Role.HEADLINE])
        lowered = sum(one != other for one, other in zip(text.split(), cased.split(), strict=True))
        return cased if lowered >= IN_TITLE_CASE else text

    def _date(self, sentence: Sentence, before: Sentence | None) -> Sentence:
        """Background from the archive with outlet and date, unless it or the one before, from the same item, has told them."""
        document_id = _origin(sentence)
        if sentence.beat is not BeatRole.BACKGROUND or document_id not in self.evidence.archive_ids:
            return sentence
        if before is not None and before.beat in (BeatRole.BACKGROUND, BeatRole.REPLY) and _origin(before) == document_id:
            return sentence
        copy = date_whole(Copy(sentence.text, ()), self.evidence.document(document_id), self.evidence, self.now)
        return replace(sentence, text=copy.text)


# --- words ------------------------------------------------------------------------------------------------------------


def _clean(text: str, near: str) -> str:
    """The words on one line, without references to passages and without characters that cannot be seen; "U. S." as ``near`` has it."""
    seen = "".join(" " if character.isspace() else character for character in unicodedata.normalize("NFC", text))
    seen = "".join(character for character in seen if unicodedata.category(character)[0] != "C")
    words = " ".join(_REFERENCES.sub("", seen).split())
    return _INITIALS.sub(lambda found: close if (close := found[0].replace(" ", "")) in near else found[0], words)


def _words_near(named: Sequence[Shown], evidence: Evidence) -> str:
    """All that the sentence may take its spelling from."""
    spans = [quote(evidence, span) for shown in named for span in shown.evidence]
    return " ".join([*(shown.document.source.name for shown in named), *(shown.text for shown in named), *spans])


def _is_strange(text: str, near: str) -> bool:
    """Whether the words hold an address, a letter of another script, a sign, or a word with marks of markup or a dot inside, that the
    passages do not have; an address is strange even where they do."""
    if _ADDRESS.search(text):
        return True
    odd = [word.strip(".,;:!?'\"()“”‘’") for word in text.split() if _ODD.search(word)]
    return any(word not in near for word in odd) or any(not _is_plain(character) for character in set(text) - set(near))


def _is_plain(character: str) -> bool:
    return character in _PLAIN or (character.isalpha() and "LATIN" in unicodedata.name(character, ""))


def _fits(text: str, beat: BeatRole, settings: Settings) -> bool:
    """Whether the words are some, and no more than the part has room for."""
    words = len(text.split())
    if not any(character.isalpha() for character in text) or words > LONGEST:
        return False
    if beat is BeatRole.LEDE:
        return words <= settings.lede_words + LEDE_OVER
    most = {
        BeatRole.HEADLINE: settings.headline_characters,
        BeatRole.SEARCH_TITLE: SEARCH_TITLE,
        BeatRole.SOCIAL_LINE: SOCIAL_LINE,
    }
    return len(text) <= most.get(beat, len(text))


# --- what it rests on -------------------------------------------------------------------------------------------------


def _backing(named: Sequence[Shown], text: str, evidence: Evidence) -> tuple[Span, ...]:
    """The passages, and what else of their text as it was shown is in the sentence: where a person is introduced."""
    lowered = text.casefold()
    spans = [shown.evidence[0] for shown in named]
    spans += [span for shown in named for span in shown.evidence[1:] if quote(evidence, span).strip(" ,").casefold() in lowered]
    return tuple(dict.fromkeys(spans))


def _part(beat: BeatRole, named: Sequence[Shown]) -> BeatRole:
    """The part of the story: as asked for where the plan has one of the passages there, else as the plan has the first of them. What
    rests on replies alone is a reply."""
    if beat not in _PARTS:
        return beat
    roles = [role for shown in named for role in shown.roles if role in _PARTS or role is BeatRole.REPLY]
    if roles and all(role is BeatRole.REPLY for role in roles):
        return BeatRole.REPLY
    planned = [role for role in roles if role in _PARTS]
    return beat if beat in planned or not planned else planned[0]


def _own(copy: Copy, beat: BeatRole, named: Sequence[Shown], evidence: Evidence) -> Copy:
    """The copy with whom it is owed to, where it does not say so: a lede by one report, a judgement, a matter in dispute."""
    if beat in _TITLES:
        return copy
    first = named[0]
    words, backing = "", tuple[Span, ...]()
    if beat is BeatRole.LEDE and first.claim is not None:
        words, backing = find_lede_credit(first.claim, first.document, first.is_disputed, evidence)
    owner = next((shown for shown in named if shown.needs_owner), None)
    outlets = [say_outlet(shown.document.source, evidence) for shown in (first, *([owner] if owner else []))]
    is_told = any(outlet and outlet.removeprefix("the ") in copy.text for outlet in outlets) or "the report" in copy.text
    if words and not is_told and words.removesuffix(" reported") not in copy.text:
        return append(copy, words, backing)
    return credit(copy, owner.document, evidence) if owner and not words and not is_told else copy


def _says_again(sentence: Sentence, other: Sentence) -> bool:
    """Whether of two sentences on one passage the one has hardly a word that the other does not have."""
    words, others = (frozenset(one.text.casefold().split()) for one in (sentence, other))
    fewer = min(len(words), len(others))
    is_same = sentence.first_span in other.evidence and len(words & others) >= (1 - AGAIN) * fewer
    return sentence.text == other.text or is_same


def _origin(sentence: Sentence) -> str:
    """The document of the passage that comes first."""
    span = sentence.first_span
    return span.document_id if span is not None else ""
